/* out/: pages for a browser. What needs a browser to be seen is in test_pages.sh. */
#include "out/html.h"
#include "out/pages.h"
#include "out/urls.h"
#include "tests/edits.h"
#include "tests/sample.h"
#include "tests/test.h"

static struct str escaped(struct arena *a, struct str text) {
    struct buf b = {.a = a};
    html_escape(&b, text);
    return buf_str(&b);
}

static void whatever_a_text_holds_is_shown_as_text(void **state) {
    static const struct {
        struct str text, shown;
    } cases[] = {
        {S("治理河道"), S("治理河道")},
        {S("a\nb\tc"), S("a\nb\tc")},
        {S("<script>alert(1)</script>"), S("&lt;script&gt;alert(1)&lt;/script&gt;")},
        {S("\"' onclick='x"), S("&quot;&#39; onclick=&#39;x")},
        {S("&amp;"), S("&amp;amp;")},
        {S("甲\x01乙\x7F"), S("甲␁乙[U+007F]")},
        {S("甲\xC2\x85乙"), S("甲[U+0085]乙")},
        {S("甲\xE2\x80\xAE乙"), S("甲[U+202E]乙")},
        {S("甲\xE2\x81\xA6乙"), S("甲[U+2066]乙")},
        {S("甲\xFF乙\xE4\xB8"), S("甲\xEF\xBF\xBD乙\xEF\xBF\xBD\xEF\xBF\xBD")},
        {S("\0"), S("␀")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(escaped(*state, cases[i].text), cases[i].shown);
}

static void names_become_safe_file_names(void **state) {
    static const struct {
        struct str name, slug;
    } cases[] = {
        {S("yunling-2026"), S("yunling-2026")},
        {S("云岭 2026"), S("云岭~202026")},
        {S("110118:生态环境局"), S("110118~3A生态环境局")},
        {S("../../etc/passwd"), S("~2E.~2F..~2Fetc~2Fpasswd")},
        {S("a~b"), S("a~7Eb")},
        {S(""), S("~")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(url_slug(*state, cases[i].name), cases[i].slug);
    struct buf b = {.a = *state};
    for (int i = 0; i < 500; i++)
        buf_add(&b, S("云"));
    struct str one = url_slug(*state, buf_str(&b));
    buf_add(&b, S("岭"));
    struct str other = url_slug(*state, buf_str(&b));
    assert_true(one.n < 200 && other.n < 200 && !str_eq(one, other));
    assert_str(url_doc(*state, S("云/1")), S("doc/%E4%BA%91~2F1.html"));
}

/* Everywhere a document's text can stand. */
static struct plan *hostile(struct arena *a, struct str doc) {
    static const struct str bad = S("<img src=x onerror=alert(1)>\"'&\x02\xE2\x80\xAE</noscript>");
    struct plan *p = sample_plan(a, doc);
    struct str *const texts[] = {&p->document.title,
                                 &p->document.issuer,
                                 &p->document.source_name,
                                 &p->corrections.at[0].printed,
                                 &p->corrections.at[0].corrected,
                                 &p->footnotes.at[0].text,
                                 &p->footnotes.at[0].anchor,
                                 &p->outline.at[0].title,
                                 &p->diags.list.at[0].text,
                                 &p->indicators.at[0].value,
                                 &p->indicators.at[0].col,
                                 &p->indicators.at[0].row_label,
                                 &p->indicators.at[0].table_title};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = bad;
    for (size_t i = 0; i < p->measures.n; i++) {
        struct measure *m = &p->measures.at[i];
        m->measure = str_fmt(a, "%.*s%.*s%zu", STR_ARG(m->measure), STR_ARG(bad), i);
        m->measure_raw = m->task = m->section = m->table_title = bad;
        for (size_t k = 0; k < m->assignments.n; k++) {
            struct assignment *as = &m->assignments.at[k];
            as->deadline = bad;
            for (size_t r = 0; r < as->roles.n; r++) {
                as->roles.at[r].role = bad;
                for (size_t n = 0; n < as->roles.at[r].mentions.n; n++) {
                    struct mention *one = &as->roles.at[r].mentions.at[n];
                    one->mention = one->mention_raw = one->org = bad;
                }
            }
        }
    }
    p->clauses.at[0].text = p->clauses.at[0].label = p->clauses.at[0].section = bad;
    return p;
}

static void assert_harmless(struct str page) {
    static const struct str never[] = {S("<img"), S("\x02"), S("\xE2\x80\xAE")};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (str_find(page, never[i], 0) != SIZE_MAX)
            fail_msg("a page holds %.*s", STR_ARG(never[i]));
    assert_true(str_find(page, S("&lt;img src=x onerror=alert(1)&gt;"), 0) != SIZE_MAX);
}

static void hostile_documents_make_harmless_pages(void **state) {
    for (int site = 0; site < 2; site++) {
        const struct out_page page = {.lang = LANG_EN, .site = site, .root = S("../")};
        struct plan *old = hostile(*state, S("old")), *new = hostile(*state, S("<img>"));
        struct buf plan = {.a = *state}, diff = {.a = *state}, compare = {.a = *state};
        struct changes changes;
        struct comparison comparison;
        new->measures.at[1].measure = S("<img src=x onerror=alert(1)> 疏浚。");
        new->measures.n--;
        changes_find(*state, old, new, &changes);
        compare_plans(*state, (const struct plan *const[]){old, new}, 2, &comparison);
        out_plan_html(&plan, new, page);
        out_diff_html(&diff, &changes, page);
        out_compare_html(&compare, &comparison, page);
        assert_harmless(buf_str(&plan));
        assert_harmless(buf_str(&diff));
        assert_harmless(buf_str(&compare));
    }
}

static void a_page_of_its_own_asks_nothing_of_a_network(void **state) {
    struct buf b = {.a = *state};
    out_plan_html(&b, sample_plan(*state, S("yl")), (struct out_page){0});
    static const struct str never[] = {S("http://"), S("https://"), S("src="), S("url("),
                                       S("@import")};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (str_find(buf_str(&b), never[i], 0) != SIZE_MAX)
            fail_msg("the page holds %.*s", STR_ARG(never[i]));
}

/* A new reason needs its line in out/reasons.list. */
static void every_reason_has_a_chinese_text(void **state) {
    for (unsigned seed = 1; seed < 20; seed++) {
        struct edited e = edits_make(*state, seed, 100, 2);
        struct changes c;
        changes_find(*state, e.old, e.new, &c);
        for (size_t i = 0; i < c.list.n; i++)
            for (size_t k = 0; k < c.list.at[i].reasons.n; k++) {
                struct str text = c.list.at[i].reasons.at[k].text;
                if (str_eq(label_reason(LANG_ZH, text), text))
                    fail_msg("no Chinese for: %.*s", STR_ARG(text));
            }
    }
}

static void the_page_says_its_language(void **state) {
    static const struct str want[] = {S("<html lang=\"zh-CN\">"), S("<html lang=\"en\">")};
    for (enum lang lang = LANG_ZH; lang <= LANG_EN; lang++) {
        struct buf b = {.a = *state};
        out_plan_html(&b, sample_plan(*state, S("yl")), (struct out_page){.lang = lang});
        assert_true(str_find(buf_str(&b), want[lang], 0) != SIZE_MAX);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_a_text_holds_is_shown_as_text),
        cmocka_unit_test(names_become_safe_file_names),
        cmocka_unit_test(hostile_documents_make_harmless_pages),
        cmocka_unit_test(a_page_of_its_own_asks_nothing_of_a_network),
        cmocka_unit_test(every_reason_has_a_chinese_text),
        cmocka_unit_test(the_page_says_its_language),
    };
    return cmocka_run_group_tests_name("pages", tests, test_arena, test_drop);
}

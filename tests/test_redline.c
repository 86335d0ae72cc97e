/* out/redline: read back, the document with all changes accepted is the new plan, with all rejected
 * the old one; its revisions are numbered and paired as Word wants them.
 */
#include "extract/extract.h"
#include "ingest/package.h"
#include "out/diff.h"
#include "out/splice.h"
#include "tests/edits.h"
#include "tests/sample.h"
#include "tests/test.h"
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static const struct limits limits = LIMITS_DEFAULT;
static struct rules *rules;

static struct str redline(struct arena *a, const struct plan *old, const struct plan *new) {
    struct changes c;
    struct buf b = {.a = a};
    changes_find(a, old, new, &c);
    assert_int_equal(out_redline(&b, &c, (struct out_author){S("甲 & <乙>"), S("")}), 0);
    return buf_str(&b);
}

static struct plan *settled(struct arena *a, struct str docx, enum tracked tracked) {
    struct diags diags = {.a = a};
    struct doc *doc;
    struct plan *plan;
    assert_int_equal(doc_read(a, docx, S("r"), S("r.docx"), &limits, tracked, &diags, &doc), 0);
    assert_int_equal(extract_plan(a, doc, rules, &plan), 0);
    return plan;
}

static void put_roles(struct buf *b, const plan_roles *roles) {
    for (size_t i = 0; i < roles->n; i++)
        for (size_t k = 0; k < roles->at[i].mentions.n; k++)
            buf_fmt(b, " %.*s:%.*s", STR_ARG(roles->at[i].role),
                    STR_ARG(roles->at[i].mentions.at[k].mention));
}

/* The section's own name: which of two stands within the other is for extraction to tell. */
static struct str own_name(struct str section) {
    for (size_t at; (at = str_find(section, S("/"), 0)) != SIZE_MAX;)
        section = str_cut(section, at + 1, section.n);
    return section;
}

/* All that a reader sees of a plan's items. */
static struct str seen(struct arena *a, const struct plan *plan) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        struct str section = own_name(m->section);
        buf_fmt(&b, "%.*s|%d|%.*s|%.*s", STR_ARG(section), m->task_no, STR_ARG(m->task),
                STR_ARG(m->measure));
        for (size_t k = 0; k < m->assignments.n; k++) {
            buf_fmt(&b, "|%.*s", STR_ARG(m->assignments.at[k].deadline));
            put_roles(&b, &m->assignments.at[k].roles);
        }
        buf_byte(&b, '\n');
    }
    for (size_t i = 0; i < plan->indicators.n; i++) {
        const struct indicator *c = &plan->indicators.at[i];
        buf_fmt(&b, "%d|%.*s|%.*s|%.*s\n", c->row_no, STR_ARG(c->row_label), STR_ARG(c->col),
                STR_ARG(c->value));
    }
    for (size_t i = 0; i < plan->clauses.n; i++)
        buf_fmt(&b, "%.*s\n", STR_ARG(plan->clauses.at[i].text));
    return buf_str(&b);
}

/* Says the first line that differs. */
static void check_seen(struct str got, struct str want, const char *how) {
    size_t from = 0;
    for (size_t i = 0; i < got.n && i < want.n && got.p[i] == want.p[i]; i++)
        from = got.p[i] == '\n' ? i + 1 : from;
    if (!str_eq(got, want))
        fail_msg("%s: \"%.*s\" is not \"%.*s\"", how,
                 STR_ARG(str_cut(got, from, str_find(got, S("\n"), from))),
                 STR_ARG(str_cut(want, from, str_find(want, S("\n"), from))));
}

static void check_both(struct arena *a, const struct plan *old, const struct plan *new) {
    struct str docx = redline(a, old, new);
    check_seen(seen(a, settled(a, docx, TRACKED_ACCEPT)), seen(a, new), "accepted");
    check_seen(seen(a, settled(a, docx, TRACKED_REJECT)), seen(a, old), "rejected");
}

enum { PLANS = 25, MEASURES = 40 };

static void edits_settle_to_both_plans(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= PLANS; seed++) {
        struct arena *a = arena_new(NULL);
        struct edited e = edits_make(a, seed, MEASURES, 3);
        check_both(a, e.old, e.new);
        check_both(a, e.new, e.old);
        arena_drop(a);
    }
}

static void other_plans_settle_too(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= PLANS; seed++) {
        struct arena *a = arena_new(NULL);
        check_both(a, edits_make(a, seed, 5, 3).new, edits_make(a, seed + 1, MEASURES, 3).old);
        arena_drop(a);
    }
}

/* The tasks of the new plan in another order. */
static void moved_tasks_settle(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= PLANS; seed++) {
        struct arena *a = arena_new(NULL);
        struct edited e = edits_make(a, seed, MEASURES, 1000);
        struct measure *m = e.new->measures.at, swap[3];
        size_t from = seed % 4 * 9, to = from + 3 + seed % 2 * 3; /* in one section */
        memcpy(swap, m + from, sizeof swap);
        memcpy(m + from, m + to, sizeof swap);
        memcpy(m + to, swap, sizeof swap);
        check_both(a, e.old, e.new);
        arena_drop(a);
    }
}

static struct mention mention(struct str name) {
    return (struct mention){.mention = name, .mention_raw = name};
}

static struct assignment line_of(struct arena *a, struct str deadline, struct str lead,
                                 struct str support) {
    struct assignment as = {.deadline = deadline};
    struct role *r = vec_push(a, &as.roles);
    *r = (struct role){.role = S("牵头部门"), .role_kind = ROLE_LEAD};
    *vec_push(a, &r->mentions) = mention(lead);
    r = vec_push(a, &as.roles);
    *r = (struct role){.role = S("协办单位"), .role_kind = ROLE_SUPPORT};
    if (support.n)
        *vec_push(a, &r->mentions) = mention(support);
    return as;
}

/* Measures with several lines of deadline and units, one plan with more of them. */
static void lines_of_a_measure_settle(void **state) {
    struct arena *a = *state;
    struct edited e = edits_make(a, 3, 9, 1000);
    struct plan *plans[] = {e.old, e.new};
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < 9; i++) {
            struct measure *m = &plans[side]->measures.at[i];
            m->assignments.n = 0;
            for (size_t k = 0; k <= (i + side) % 3; k++)
                *vec_push(a, &m->assignments) =
                    line_of(a, k ? S("年底前") : S("6月底前"), k ? S("区教委") : S("区民政局"),
                            i % 2 ? S("区财政局") : S(""));
        }
    check_both(a, e.old, e.new);
}

static void add_cell(struct plan *p, int row, struct str label, struct str col, struct str value) {
    *vec_push(p->a, &p->indicators) = (struct indicator){.table_no = 2,
                                                         .table_title = S("主要指标"),
                                                         .row_no = row,
                                                         .row_label = label,
                                                         .col = col,
                                                         .value = value};
}

static void other_tables_and_text_settle(void **state) {
    struct arena *a = *state;
    struct plan *old = sample_empty(a, S("old")), *new = sample_empty(a, S("new"));
    static const struct str texts[] = {
        S("全区建成三处社区食堂，老人就餐有补贴。"), S("图书馆延长开放时间，周末开到晚上九点。"),
        S("在六个公园增设直饮水点，并定期检测水质。"), S("夜间公交线路由两条增加到五条。")};
    for (size_t i = 0; i < 4; i++) {
        *vec_push(a, &old->clauses) = (struct clause){.text = texts[i]};
        *vec_push(a, &new->clauses) = (struct clause){.text = texts[(i + 3) % 4]};
    }
    new->clauses.at[1].text = S("全区建成四处社区食堂，老人就餐有补贴。");
    for (int i = 1; i <= 4; i++) {
        struct str label = i % 2 ? S("社区食堂覆盖率") : S("每千人口床位数");
        label = str_fmt(a, "%.*s之%d", STR_ARG(label), i);
        add_cell(old, i, label, S("2026年目标"), S("80%"));
        add_cell(old, i, label, S("责任单位"), S("区民政局"));
        if (i == 2)
            continue;
        add_cell(new, i, label, S("2026年目标"), i == 3 ? S("85%") : S("80%"));
        add_cell(new, i, label, S("责任单位"), S("区民政局"));
    }
    check_both(a, old, new);
    struct str docx = redline(a, old, new);
    assert_true(docx.n > 0);
}

/* The parts of the package */

static struct str part(struct arena *a, struct str docx, struct str name) {
    struct diags diags = {.a = a};
    struct package p;
    struct member m;
    struct buf b = {.a = a};
    char bytes[4096];
    assert_int_equal(package_open(&p, docx, &limits, &diags), 0);
    assert_int_equal(member_open(&m, &p, name), 0);
    for (int n; (n = member_read(&m, bytes, sizeof bytes)) > 0;)
        buf_add(&b, (struct str){bytes, (size_t)n});
    member_close(&m);
    package_close(&p);
    return buf_str(&b);
}

struct revisions {
    struct arena *a;
    str_list ids, from, to; /* of all revisions and ranges' beginnings; names of moves */
    size_t ends;
};

static struct str attribute(struct arena *a, xmlNode *node, const char *name) {
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    struct str out = str_dup(a, str_of((const char *)value));
    xmlFree(value);
    return out;
}

static bool is(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, (const xmlChar *)name);
}

static xmlNode *next_node(const xmlNode *root, xmlNode *node) {
    if (node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static void collect(struct revisions *r, xmlNode *root) {
    for (xmlNode *node = root; node; node = next_node(root, node)) {
        bool from = is(node, "moveFromRangeStart"), to = is(node, "moveToRangeStart");
        if (from || to)
            *vec_push(r->a, from ? &r->from : &r->to) = attribute(r->a, node, "name");
        if (from || to || is(node, "ins") || is(node, "del") || is(node, "moveFrom") ||
            is(node, "moveTo"))
            *vec_push(r->a, &r->ids) = attribute(r->a, node, "id");
        r->ends += is(node, "moveFromRangeEnd") || is(node, "moveToRangeEnd");
    }
}

static int by_text(const void *x, const void *y) {
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static void sort(str_list *l) {
    if (l->n)
        qsort(l->at, l->n, sizeof *l->at, by_text);
}

static struct revisions revisions_of(struct arena *a, struct str docx) {
    struct revisions r = {.a = a};
    struct str text = part(a, docx, S("word/document.xml"));
    xmlDoc *doc = xmlReadMemory(text.p, (int)text.n, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    assert_non_null(doc);
    collect(&r, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
    sort(&r.ids);
    sort(&r.from);
    sort(&r.to);
    return r;
}

static void check_revisions(const struct revisions *r) {
    for (size_t i = 1; i < r->ids.n; i++)
        assert_false(str_eq(r->ids.at[i - 1], r->ids.at[i]));
    assert_int_equal(r->from.n, r->to.n);
    assert_int_equal(r->ends, r->from.n + r->to.n);
    for (size_t i = 0; i < r->from.n; i++) {
        assert_str(r->from.at[i], r->to.at[i]);
        assert_true(i == 0 || !str_eq(r->from.at[i], r->from.at[i - 1]));
    }
}

static void revisions_are_numbered_and_paired(void **state) {
    (void)state;
    size_t moves = 0;
    for (unsigned seed = 1; seed <= PLANS; seed++) {
        struct arena *a = arena_new(NULL);
        struct edited e = edits_make(a, seed, MEASURES, 3);
        struct measure *m = e.new->measures.at, first = m[0];
        memmove(m, m + 1, (e.new->measures.n - 1) * sizeof *m);
        m[e.new->measures.n - 1] = first;
        struct revisions r = revisions_of(a, redline(a, e.old, e.new));
        check_revisions(&r);
        moves += r.from.n;
        arena_drop(a);
    }
    assert_true(moves > PLANS / 2);
}

static void text_that_moved_is_marked_so(void **state) {
    struct arena *a = *state;
    struct plan *old = sample_empty(a, S("old")), *new = sample_empty(a, S("new"));
    static const struct str texts[] = {S("社区食堂全年开放。"), S("图书馆延长开放时间。"),
                                       S("公园增设直饮水点。")};
    for (size_t i = 0; i < 3; i++) {
        *vec_push(a, &old->clauses) = (struct clause){.text = texts[i]};
        *vec_push(a, &new->clauses) = (struct clause){.text = texts[(i + 1) % 3]};
    }
    struct revisions r = revisions_of(a, redline(a, old, new));
    check_revisions(&r);
    assert_int_equal(r.from.n, 1);
}

static void the_same_plan_has_no_revision(void **state) {
    struct edited e = edits_make(*state, 7, 60, 3);
    struct revisions r = revisions_of(*state, redline(*state, e.old, e.old));
    assert_int_equal(r.ids.n, 0);
}

/* Rows of a task share their number and name, and a row of another plan stands within. */
static void tables_keep_their_merges(void **state) {
    struct arena *a = *state;
    struct edited e = edits_make(a, 3, 9, 1000);
    struct measure more = e.new->measures.at[2];
    more.measure = S("新增加的一项工作措施，原稿没有。");
    *vec_push(a, &e.new->measures) = more; /* room */
    struct measure *m = e.new->measures.at;
    memmove(m + 4, m + 3, (e.new->measures.n - 4) * sizeof *m);
    m[3] = more;
    struct diags diags = {.a = a};
    struct doc *doc;
    struct str docx = redline(a, e.old, e.new);
    for (int side = 0; side < 2; side++) {
        assert_int_equal(doc_read(a, docx, S("r"), S("r.docx"), &limits,
                                  side ? TRACKED_ACCEPT : TRACKED_REJECT, &diags, &doc),
                         0);
        size_t at = 0;
        while (doc->blocks.at[at].kind != BLOCK_TABLE)
            at++;
        const struct table *t = doc->blocks.at[at].table; /* header, section, first task */
        assert_true(t->rows.at[0].header);
        assert_int_equal(t->rows.at[1].cells.at[0].col_span, 5);
        assert_int_equal(t->rows.at[2].cells.at[0].row_span, side ? 4 : 3);
        assert_int_equal(t->rows.at[2].cells.at[1].row_span, side ? 4 : 3);
    }
}

/* Word refuses a file with a table of more than 63 columns. */
static void a_table_too_wide_for_word_is_text(void **state) {
    struct arena *a = *state;
    struct plan *old = sample_empty(a, S("old")), *new = sample_empty(a, S("new"));
    for (int i = 1; i <= 70; i++) {
        struct str col = str_fmt(a, "第%d列", i);
        add_cell(old, 1, S("覆盖率"), col, S("80%"));
        add_cell(new, 1, S("覆盖率"), col, i == 70 ? S("85%") : S("80%"));
    }
    struct str docx = redline(a, old, new), xml = part(a, docx, S("word/document.xml"));
    assert_true(str_find(xml, S("<w:tbl>"), 0) == SIZE_MAX);
    struct revisions r = revisions_of(a, docx);
    check_revisions(&r);
    assert_int_equal(r.ids.n, 2);
    assert_true(str_find(xml, S("<w:delText xml:space=\"preserve\">80%</w:delText>"), 0) !=
                SIZE_MAX);
}

static void hostile_text_stays_text(void **state) {
    struct arena *a = *state;
    struct buf huge = {.a = a};
    buf_add(&huge, S("=HYPERLINK(\"x\")<w:p/"
                     ">&amp;]]>\x01\x1B[2J\xE2\x80\xAE翻转\xE2\x80\xAC\xEF\xBF\xBE\xFF"));
    while (huge.n < 3000000)
        buf_add(&huge, S("一百万个字"));
    struct edited e = edits_make(a, 3, 9, 1000);
    e.new->measures.at[4].measure = buf_str(&huge);
    e.new->measures.at[5].task = S("<script>alert(1)</script>");
    e.new->document.title = S("\x02标题");
    struct str docx = redline(a, e.old, e.new);
    check_revisions(&(struct revisions){.a = a});
    struct revisions r = revisions_of(a, docx);
    check_revisions(&r);
    struct plan *back = settled(a, docx, TRACKED_ACCEPT);
    struct str text = back->measures.at[4].measure;
    assert_true(str_starts(text, S("=HYPERLINK(\"x\")<w:p/>&amp;]]>\xEF\xBF\xBD\xEF\xBF\xBD[2J")));
    assert_true(text.n > 2999000);
}

static void the_same_input_gives_the_same_bytes(void **state) {
    struct edited e = edits_make(*state, 7, 20, 3);
    assert_str(redline(*state, e.old, e.new), redline(*state, e.old, e.new));
}

static int load_rules(void **state) {
    *state = arena_new(NULL);
    struct diags diags = {.a = *state};
    rules = rules_load(*state, NULL, 0, &diags);
    return rules ? 0 : -1;
}

static int drop_rules(void **state) {
    rules_drop(rules);
    arena_drop(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_settle_to_both_plans),
        cmocka_unit_test(other_plans_settle_too),
        cmocka_unit_test(moved_tasks_settle),
        cmocka_unit_test(lines_of_a_measure_settle),
        cmocka_unit_test(other_tables_and_text_settle),
        cmocka_unit_test(revisions_are_numbered_and_paired),
        cmocka_unit_test(text_that_moved_is_marked_so),
        cmocka_unit_test(the_same_plan_has_no_revision),
        cmocka_unit_test(tables_keep_their_merges),
        cmocka_unit_test(a_table_too_wide_for_word_is_text),
        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(the_same_input_gives_the_same_bytes),
    };
    return cmocka_run_group_tests_name("redline", tests, load_rules, drop_rules);
}

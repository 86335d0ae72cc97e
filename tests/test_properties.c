/* What must not matter: where lines wrap, where pages break, how many blank lines stand between
 * paragraphs, whether names stand glued or wrapped, whether merged cells are printed once or over
 * and over. The examples' plans are written out again as flattened text with random noise of these
 * kinds; what is extracted must stay the same.
 */
#include "base/utf8.h"
#include "tests/load.h"
#include "tests/test.h"
#include <stdio.h>

enum { ROUNDS = 40 };

struct writer {
    struct arena *a;
    struct buf b;
    uint64_t seed;
    const struct plan *plan;
};

/* A number below n (Knuth's MMIX generator). */
static unsigned chance(struct writer *w, unsigned n) {
    w->seed = w->seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(w->seed >> 33) % n;
}

static void blank_lines(struct writer *w, unsigned most) {
    for (unsigned n = chance(w, most + 1); n > 0; n--)
        buf_byte(&w->b, '\n');
}

static bool splits_here(struct str s, size_t i) {
    return i > 0 && i < s.n && ((unsigned char)s.p[i] & 0xC0) != 0x80;
}

/* A name over several lines, with or without a blank line between. */
static void wrapped(struct writer *w, struct str s) {
    size_t from = 0;
    for (size_t i = 3; i < s.n; i++) {
        if (!splits_here(s, i) || chance(w, 12))
            continue;
        buf_add(&w->b, str_cut(s, from, i));
        buf_add(&w->b, S("\n"));
        blank_lines(w, 1);
        from = i;
    }
    buf_add(&w->b, str_cut(s, from, s.n));
    buf_byte(&w->b, '\n');
}

/* Names that are carried down stand once, or again and again in their merged cell. */
static void merged(struct writer *w, struct str s, unsigned times) {
    buf_byte(&w->b, '\t');
    if (chance(w, 3) == 0)
        buf_byte(&w->b, '\n');
    for (unsigned i = 0; i < times; i++) {
        if (i)
            blank_lines(w, 6);
        wrapped(w, s);
    }
}

static unsigned times_named(const struct plan *plan, struct str name) {
    unsigned n = 0;
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.at[0].roles.n; k++) {
            const struct role *r = &plan->measures.at[i].assignments.at[0].roles.at[k];
            for (size_t m = 0; m < r->mentions.n; m++)
                n += str_eq(r->mentions.at[m].mention, name);
        }
    return n;
}

static bool may_glue(struct str before, struct str next) {
    return str_starts(next, S("区")) && (str_ends(before, S("局")) || str_ends(before, S("委")));
}

/* A name that the document prints elsewhere too may wrap; a bureau may stand glued to the next. */
static void units(struct writer *w, const struct role *r) {
    buf_byte(&w->b, '\t');
    if (r->mentions.n == 0)
        buf_add(&w->b, S("——\n"));
    for (size_t i = 0; i < r->mentions.n; i++) {
        struct str s = r->mentions.at[i].mention;
        size_t branch = str_find(s, S("委"), 3);
        bool wraps = branch != SIZE_MAX && str_ends(s, S("分局")) && times_named(w->plan, s) > 1;
        if (wraps && chance(w, 2)) {
            buf_add(&w->b, str_cut(s, 0, branch + 3));
            buf_byte(&w->b, '\n');
            blank_lines(w, 1);
            s = str_cut(s, branch + 3, s.n);
        }
        buf_add(&w->b, s);
        bool last = i + 1 == r->mentions.n;
        if (!last && may_glue(s, r->mentions.at[i + 1].mention) && chance(w, 6) == 0)
            continue;
        if (!last && chance(w, 8) == 0) {
            buf_add(&w->b, S("、"));
            continue;
        }
        buf_byte(&w->b, '\n');
        if (!last && chance(w, 4) == 0)
            blank_lines(w, 1);
    }
}

static void header(struct writer *w, const struct measure *m) {
    buf_add(&w->b, S("\t序号\n\t重点\n任务\n\t工作措施\n\t完成时限\n"));
    for (size_t i = 0; i < m->assignments.at[0].roles.n; i++)
        buf_fmt(&w->b, "\t%.*s\n", STR_ARG(m->assignments.at[0].roles.at[i].role));
    buf_byte(&w->b, '\n');
}

static void section_rows(struct writer *w, struct str path, struct str above) {
    size_t same = 0;
    for (size_t i = 0; i < path.n && i < above.n && path.p[i] == above.p[i]; i++)
        if (path.p[i] == '/')
            same = i + 1;
    if (str_eq(path, above))
        return;
    if (str_starts(path, above) && path.n > above.n && path.p[above.n] == '/')
        same = above.n + 1;
    for (size_t from = same; from < path.n;) {
        size_t end = str_find(path, S("/"), from);
        end = end == SIZE_MAX ? path.n : end;
        buf_fmt(&w->b, "\t%.*s\n\n", STR_ARG(str_cut(path, from, end)));
        from = end + 1;
    }
}

static void measure_cells(struct writer *w, const struct measure *m) {
    const struct assignment *as = &m->assignments.at[0];
    buf_byte(&w->b, '\t');
    for (size_t i = 0; i < m->measure.n; i++) {
        buf_byte(&w->b, m->measure.p[i]);
        if (m->measure.p[i] == '\n')
            blank_lines(w, 1);
    }
    buf_byte(&w->b, '\n');
    buf_byte(&w->b, '\t');
    wrapped(w, as->deadline);
    for (size_t i = 0; i < as->roles.n; i++)
        if (i == 0 || !as->roles.at[i].shared)
            units(w, &as->roles.at[i]);
}

static void row(struct writer *w, size_t i) {
    const struct measure *m = &w->plan->measures.at[i], *above = i ? m - 1 : NULL;
    bool same_table = above && above->table_no == m->table_no;
    bool same_task = same_table && above->task_no == m->task_no;
    bool page = same_table && chance(w, 8) == 0;
    if (!same_table)
        buf_fmt(&w->b, "\n附件%d\n\n%.*s\n", m->table_no, STR_ARG(m->table_title));
    if (!same_table || page)
        header(w, m);
    section_rows(w, m->section, same_table ? above->section : (struct str){0});
    if (same_task && !page && chance(w, 10)) {
        buf_add(&w->b, S("\t\n\t\n"));
    } else {
        merged(w, str_fmt(w->a, "%d", m->task_no), 1 + chance(w, 3));
        merged(w, m->task, 1 + chance(w, 3));
    }
    measure_cells(w, m);
    blank_lines(w, 1);
    buf_byte(&w->b, '\n');
}

/* What a reader would copy, without places and printed forms. */
static struct str content(struct arena *a, const struct plan *plan) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        buf_fmt(&b, "%d.%d.%d [%.*s] %.*s | %.*s | %.*s |", m->table_no, m->task_no, m->measure_no,
                STR_ARG(m->section), STR_ARG(m->task), STR_ARG(m->measure),
                STR_ARG(m->assignments.at[0].deadline));
        for (size_t k = 0; k < m->assignments.at[0].roles.n; k++) {
            const struct role *r = &m->assignments.at[0].roles.at[k];
            buf_fmt(&b, " %.*s%s:", STR_ARG(r->role), r->shared ? "*" : "");
            for (size_t n = 0; n < r->mentions.n; n++)
                buf_fmt(&b, " %.*s", STR_ARG(r->mentions.at[n].mention));
        }
        buf_byte(&b, '\n');
    }
    return buf_str(&b);
}

static void print_difference(struct str want, struct str got, struct str text) {
    size_t i = 0;
    while (i < want.n && i < got.n && want.p[i] == got.p[i])
        i++;
    size_t from = i > 200 ? i - 200 : 0;
    print_message("want …%.*s\ngot  …%.*s\n", STR_ARG(str_cut(want, from, i + 200)),
                  STR_ARG(str_cut(got, from, i + 200)));
    FILE *f = fopen("build/property-failed.txt", "wb");
    if (f) {
        fwrite(text.p, 1, text.n, f);
        fclose(f);
    }
}

static void same_in_every_layout(const char *path) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    struct plan *plan = NULL;
    assert_non_null(rules);
    assert_int_equal(load_plan(a, path, S("x"), TRACKED_ACCEPT, rules, &diags, &plan), 0);
    assert_true(plan->measures.n > 5);
    struct str want = content(a, plan);
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct arena *one = arena_new(NULL);
        struct writer w = {.a = one, .b = {.a = one}, .seed = round + 1, .plan = plan};
        struct diags found = {.a = one};
        struct limits limits = LIMITS_DEFAULT;
        struct doc *doc = NULL;
        struct plan *again = NULL;
        for (size_t i = 0; i < plan->measures.n; i++)
            row(&w, i);
        struct str text = buf_str(&w.b);
        assert_int_equal(doc_read(one, text, S("x"), S("x"), &limits, TRACKED_ACCEPT, &found, &doc),
                         0);
        assert_int_equal(extract_plan(one, doc, rules, &again), 0);
        struct str got = content(one, again);
        if (!str_eq(want, got))
            print_difference(want, got, text);
        assert_true(str_eq(want, got));
        assert_int_equal(again->coverage.total, again->coverage.items + again->coverage.headings +
                                                    again->coverage.furniture);
        arena_drop(one);
    }
    rules_drop(rules);
    arena_drop(a);
}

static void yunling(void **state) {
    (void)state;
    same_in_every_layout("examples/yunling-2026.txt");
}

static void qingchuan(void **state) {
    (void)state;
    same_in_every_layout("examples/qingchuan-2026.txt");
}

static void linhu(void **state) {
    (void)state;
    same_in_every_layout("examples/linhu-2021.txt");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yunling),
        cmocka_unit_test(qingchuan),
        cmocka_unit_test(linhu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* corpus/diff: edits whose outcome is known are recovered, and nothing else; the pieces of a text
 * difference reproduce both texts; what is only an alias, a wrap or a mark is no change of
 * substance.
 */
#include "corpus/changes.h"
#include "tests/edits.h"
#include "tests/test.h"
#include <stdlib.h>

static struct changes find(struct arena *a, const struct plan *old, const struct plan *new) {
    struct changes c;
    changes_find(a, old, new, &c);
    return c;
}

static bool concerns(const struct edited *e, const struct change *c, const struct expected *x) {
    const struct measure *old = c->old.n ? c->old.at[0].measure : NULL;
    const struct measure *new = c->new.n ? c->new.at[0].measure : NULL;
    return old == (x->old < 0 ? NULL : &e->old->measures.at[x->old]) &&
           new == (x->new < 0 ? NULL : &e->new->measures.at[x->new]);
}

static const struct change *change_of(const struct edited *e, const struct changes *c,
                                      const struct expected *x) {
    for (size_t i = 0; i < c->list.n; i++)
        if (concerns(e, &c->list.at[i], x))
            return &c->list.at[i];
    return NULL;
}

static bool has(const struct expected *x, enum edit_kind edit) {
    return x->edits & 1u << edit;
}

/* The typed parts that the edits must leave, and no other ones. */
static bool tells(const struct change *c, const struct expected *x) {
    bool deadline = str_eq(c->deadline.old, S("年底前")) && str_eq(c->deadline.new, S("6月底前"));
    bool unit = c->roles.n == 1 && c->roles.at[0].added.n == 1 && c->roles.at[0].removed.n == 1;
    bool number = c->quantities.n == 1 && c->quantities.at[0].old && c->quantities.at[0].new &&
                  c->quantities.at[0].old->value < c->quantities.at[0].new->value;
    return (has(x, EDIT_DEADLINE) ? deadline : !c->deadline.old.n) &&
           (has(x, EDIT_UNIT) ? unit : !c->roles.n) &&
           (has(x, EDIT_NUMBER) ? number : !c->quantities.n) &&
           has(x, EDIT_MOVE) == (c->section.new.n > 0);
}

static void check_edits(const struct edited *e, const struct changes *c, unsigned seed) {
    for (size_t i = 0; i < e->expected.n; i++) {
        const struct expected *x = &e->expected.at[i];
        const struct change *found = change_of(e, c, x);
        if (!found)
            fail_msg("seed %u: edits %x of measure %d were not found", seed, x->edits, x->old);
        if (found->kind != x->kind || found->class != x->class || found->also != x->also ||
            !tells(found, x))
            fail_msg("seed %u: edits %x of measure %d were told as %s, also %x, %s", seed, x->edits,
                     x->old, change_kind_name(found->kind).p, found->also,
                     change_class_name(found->class).p);
    }
    if (c->list.n != e->expected.n)
        fail_msg("seed %u: %zu changes for %zu edits", seed, c->list.n, e->expected.n);
}

enum { PLANS = 300, MEASURES = 60 };

static size_t recover(struct edited (*make)(struct arena *a, unsigned seed, int n, int rate)) {
    size_t edits = 0;
    for (unsigned seed = 1; seed <= PLANS; seed++) {
        struct arena *a = arena_new(NULL);
        struct edited e = make(a, seed, MEASURES, 4);
        struct changes c = find(a, e.old, e.new);
        check_edits(&e, &c, seed);
        edits += e.expected.n;
        arena_drop(a);
    }
    return edits;
}

static void test_edits_are_recovered(void **state) {
    (void)state;
    assert_true(recover(edits_make) > 4000);
}

static void test_combined_edits_are_recovered(void **state) {
    (void)state;
    assert_true(recover(edits_combined) > 4000);
}

/* All edits of a plan of thousands are found, and twice the plan takes about twice the memory. */
static void test_size(void **state) {
    (void)state;
    size_t took[2];
    for (int i = 0; i < 2; i++) {
        struct arena *a = arena_new(NULL), *scratch = arena_new(NULL);
        struct edited e = edits_make(a, 5, 3000 << i, 20);
        struct changes c;
        changes_find(scratch, e.old, e.new, &c);
        check_edits(&e, &c, 5);
        took[i] = arena_used(scratch);
        arena_drop(scratch);
        arena_drop(a);
    }
    assert_true(took[1] < took[0] * 5 / 2);
}

static struct str joined(struct arena *a, const piece_list *pieces, char side) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < pieces->n; i++)
        if (pieces->at[i].op == '=' || pieces->at[i].op == side)
            buf_add(&b, pieces->at[i].text);
    return buf_str(&b);
}

static struct str texts(struct arena *a, const item_list *items) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            buf_byte(&b, '\n');
        buf_add(&b, item_text(&items->at[i]));
    }
    return buf_str(&b);
}

static void test_pieces_reproduce_both_texts(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= PLANS; seed++) {
        struct arena *a = arena_new(NULL);
        struct edited e = edits_combined(a, seed, MEASURES, 2);
        struct changes c = find(a, e.old, e.new);
        for (size_t i = 0; i < c.list.n; i++) {
            const struct change *x = &c.list.at[i];
            if (x->text.n == 0)
                continue;
            assert_str(joined(a, &x->text, '-'), texts(a, &x->old));
            assert_str(joined(a, &x->text, '+'), texts(a, &x->new));
        }
        arena_drop(a);
    }
}

static int by_text(const void *x, const void *y) {
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

typedef VEC(struct str) lines;

/* A measure as one line: where, by when, what. Wraps count as nothing, so that a line is a measure.
 */
static struct str line(struct arena *a, struct str section, int task_no, struct str deadline,
                       struct str text) {
    return str_fmt(a, "%.*s|%d|%.*s|%.*s", STR_ARG(section), task_no, STR_ARG(deadline),
                   STR_ARG(text));
}

/* The old measure with what the change says of it. */
static void apply(struct arena *a, const struct change *c, lines *out) {
    const struct measure *old = c->old.n ? c->old.at[0].measure : NULL;
    const struct measure *new = c->new.n ? c->new.at[0].measure : NULL;
    if (!new)
        return;
    struct str text = old ? old->measure : S("");
    if (c->text.n)
        text = joined(a, &c->text, '+');
    struct str section = c->section.new.n ? c->section.new : old ? old->section : new->section;
    struct str deadline = c->deadline.new.n ? c->deadline.new
                          : old             ? old->assignments.at[0].deadline
                                            : new->assignments.at[0].deadline;
    *vec_push(a, out) = line(a, section, new->task_no, deadline, text);
}

static bool in_changes(const struct changes *c, const struct measure *m) {
    for (size_t i = 0; i < c->list.n; i++)
        for (size_t k = 0; k < c->list.at[i].old.n; k++)
            if (c->list.at[i].old.at[k].measure == m)
                return true;
    return false;
}

/* The new plan's measures; those of a split stand together as in the change. */
static lines new_lines(struct arena *a, const struct plan *plan, const struct changes *c) {
    lines out = {0};
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        struct str text = m->measure;
        for (size_t k = 0; k < c->list.n; k++)
            if (c->list.at[k].new.n == 2 && c->list.at[k].new.at[0].measure == m) {
                text = str_fmt(a, "%.*s\n%.*s", STR_ARG(text), STR_ARG(m[1].measure));
                i++;
            }
        *vec_push(a, &out) = line(a, m->section, m->task_no, m->assignments.at[0].deadline, text);
    }
    return out;
}

static void test_changes_make_the_new_plan(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= PLANS; seed++) {
        struct arena *a = arena_new(NULL);
        struct edited e = edits_combined(a, seed, MEASURES, 3);
        struct changes c = find(a, e.old, e.new);
        lines want = new_lines(a, e.new, &c), got = {0};
        for (size_t i = 0; i < c.list.n; i++)
            apply(a, &c.list.at[i], &got);
        for (size_t i = 0; i < e.old->measures.n; i++) {
            const struct measure *m = &e.old->measures.at[i];
            if (!in_changes(&c, m))
                *vec_push(a, &got) =
                    line(a, m->section, m->task_no, m->assignments.at[0].deadline, m->measure);
        }
        assert_int_equal(got.n, want.n);
        qsort(got.at, got.n, sizeof *got.at, by_text);
        qsort(want.at, want.n, sizeof *want.at, by_text);
        for (size_t i = 0; i < got.n; i++)
            assert_str(got.at[i], want.at[i]);
        arena_drop(a);
    }
}

static void test_a_plan_equals_itself(void **state) {
    struct edited e = edits_make(*state, 7, 200, 1);
    struct changes c = find(*state, e.old, e.old);
    assert_int_equal(c.list.n, 0);
    assert_int_equal(c.unchanged, e.old->measures.n);
}

/* Two plans of one measure each. */
static struct change one_change(struct arena *a, struct str old, struct str new) {
    struct plan *x = arena_alloc(a, sizeof *x), *y = arena_alloc(a, sizeof *y);
    struct measure m = {.table_no = 1, .task_no = 1, .measure_no = 1, .task = S("方便出行")};
    *vec_push(a, &m.assignments) = (struct assignment){.deadline = S("年底前")};
    m.measure = old;
    *vec_push(a, &x->measures) = m;
    m.measure = new;
    *vec_push(a, &y->measures) = m;
    struct changes c = find(a, x, y);
    assert_int_equal(c.list.n, 1);
    return c.list.at[0];
}

/* A text difference as git --word-diff prints it. */
static struct str words(struct arena *a, struct str old, struct str new) {
    struct change c = one_change(a, old, new);
    struct buf b = {.a = a};
    for (size_t i = 0; i < c.text.n; i++) {
        char op = c.text.at[i].op;
        buf_add(&b, op == '-' ? S("[-") : op == '+' ? S("{+") : S(""));
        buf_add(&b, c.text.at[i].text);
        buf_add(&b, op == '-' ? S("-]") : op == '+' ? S("+}") : S(""));
    }
    return buf_str(&b);
}

/* Another number everywhere, other lines, another page break: nothing of substance. */
static void test_twins(void **state) {
    struct edited e = edits_make(*state, 11, 90, 1000);
    struct plan *twin = e.new;
    for (size_t i = 0; i < twin->measures.n; i++) {
        struct measure *m = &twin->measures.at[i];
        struct buf b = {.a = *state};
        for (size_t k = 0; k < m->measure.n; k++) {
            buf_byte(&b, m->measure.p[k]);
            if (k % 21 == 20)
                buf_byte(&b, '\n');
        }
        m->measure = buf_str(&b);
        m->task_no += 7;
        m->table_no = i < 40 ? 1 : 2; /* a table that a page break cut */
    }
    struct changes c = find(*state, e.old, twin);
    assert_int_equal(c.classes[CLASS_SUBSTANTIVE], 0);
    assert_int_equal(c.kinds[CHANGE_ADDED] + c.kinds[CHANGE_REMOVED], 0);
}

static void test_grain(void **state) {
    struct arena *a = *state;
    assert_str(
        words(a, S("新增公共停车位1200个，建设车棚。"), S("新增公共停车位1500个，建设车棚。")),
        S("新增公共停车位[-1200-]{+1500+}个，建设车棚。"));
    assert_str(words(a, S("满意度达到85%，定期公布结果。"), S("满意度达到90%，定期公布结果。")),
               S("满意度达到[-85%-]{+90%+}，定期公布结果。"));
    assert_str(words(a, S("站牌于2026年6月底前全部更新。"), S("站牌于2026年9月底前全部更新。")),
               S("站牌于[-2026年6月底前-]{+2026年9月底前+}全部更新。"));
    assert_str(
        words(a, S("按照《公交站台设置规范》更新站牌。"), S("按照《公交站牌设置规范》更新站牌。")),
        S("按照[-《公交站台设置规范》-]{+《公交站牌设置规范》+}更新站牌。"));
    /* A member of a list goes with its mark. */
    assert_str(words(a, S("更新站牌、座椅、雨棚，方便候车。"), S("更新站牌、雨棚，方便候车。")),
               S("更新站牌[-、座椅-]、雨棚，方便候车。"));
    /* A sentence goes with its own mark, wherever it is put in. */
    assert_str(words(a, S("更新站牌。方便候车。"), S("更新站牌。增设座椅。方便候车。")),
               S("更新站牌。{+增设座椅。+}方便候车。"));
    assert_str(words(a, S("更新站牌；方便候车。"), S("更新站牌；方便候车。增设座椅。")),
               S("更新站牌；方便候车。{+增设座椅。+}"));
    assert_str(words(a, S("更新站牌。\n增设座椅。\n方便候车。"), S("更新站牌。\n方便候车。")),
               S("更新站牌。\n[-增设座椅。\n-]方便候车。"));
    /* Single characters that agree by chance are no pieces. */
    assert_str(words(a, S("鼓励商户自行清理门前积雪。"), S("组织居民分片清除门前积雪。")),
               S("[-鼓励商户自行清理-]{+组织居民分片清除+}门前积雪。"));
}

static void test_classes(void **state) {
    struct arena *a = *state;
    static const struct {
        struct str old, new;
        enum change_class class;
    } cases[] = {
        {S("更新站牌，方便候车。"), S("更新站牌,方便候车。"), CLASS_EDITORIAL},
        {S("更新站牌，方便候车。"), S("更新站牌，\n方便候车。"), CLASS_NOISE},
        {S("细颗粒物浓度继续下降。"), S("PM2.5浓度继续下降。"), CLASS_EDITORIAL},
        {S("细颗粒物（PM2.5）浓度继续下降。"), S("ＰＭ２.５浓度继续下降。"), CLASS_EDITORIAL},
        {S("更新站牌、座椅、雨棚，方便候车。"), S("更新座椅、雨棚、站牌，方便候车。"),
         CLASS_EDITORIAL},
        {S("东站更新12个、西站更新15个站牌。"), S("东站更新15个、西站更新12个站牌。"),
         CLASS_SUBSTANTIVE},
        {S("合格率达到4.8以上，方便候车。"), S("合格率达到48以上，方便候车。"), CLASS_SUBSTANTIVE},
        {S("平均气温上升1.5度，方便候车。"), S("平均气温上升15度，方便候车。"), CLASS_SUBSTANTIVE},
        {S("可更新站牌，方便候车。"), S("应更新站牌，方便候车。"), CLASS_SUBSTANTIVE},
        {S("围绕3个方面，更新站牌20处。"), S("围绕三个方面，更新站牌二十处。"), CLASS_EDITORIAL},
        {S("统一更新站牌，20处达标。"), S("统一更新站牌，二十一处达标。"), CLASS_SUBSTANTIVE},
        {S("编制“十四五”站台规划。"), S("编制“十五五”站台规划。"), CLASS_SUBSTANTIVE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct change c = one_change(a, cases[i].old, cases[i].new);
        if (c.class != cases[i].class)
            fail_msg("%s: %s", cases[i].new.p, change_class_name(c.class).p);
    }
}

static void add_quantity(struct plan *plan, struct str text, double value, struct str unit) {
    struct measure *m = &plan->measures.at[4];
    *vec_push(plan->a, &m->quantities) = (struct quantity){.text = text,
                                                           .subject = S("站牌"),
                                                           .comparator = S("<="),
                                                           .has_value = true,
                                                           .value = value,
                                                           .unit = unit};
}

/* The same quantity, with its number or unit in other writing. */
static void test_spelling_is_no_substance(void **state) {
    static const struct {
        struct str words;
        double value;
        struct str unit;
        enum change_class class;
    } cases[] = {{S("控制在30000微克每立方米以内"), 3e4, S("微克/立方米"), CLASS_EDITORIAL},
                 {S("控制在3万微克/立方米以内"), 3, S("万微克/立方米"), CLASS_EDITORIAL},
                 {S("控制在三万微克/立方米以下"), 3, S("万微克/立方米"), CLASS_EDITORIAL},
                 {S("压减30000微克/立方米以内"), 3e4, S("微克/立方米"), CLASS_SUBSTANTIVE},
                 {S("控制在30000毫克/立方米以内"), 3e4, S("毫克/立方米"), CLASS_SUBSTANTIVE},
                 {S("控制在20000微克/立方米以内"), 2e4, S("微克/立方米"), CLASS_SUBSTANTIVE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct edited e = edits_make(*state, 3, 12, 1000);
        struct str before = S("控制在30000微克/立方米以内");
        e.old->measures.at[4].measure = str_fmt(*state, "更新站牌，%s，方便候车。", before.p);
        e.new->measures.at[4].measure =
            str_fmt(*state, "更新站牌，%s，方便候车。", cases[i].words.p);
        e.old->measures.at[4].quantities.n = e.new->measures.at[4].quantities.n = 0;
        add_quantity(e.old, before, 3e4, S("微克/立方米"));
        add_quantity(e.new, cases[i].words, cases[i].value, cases[i].unit);
        struct changes c = find(*state, e.old, e.new);
        assert_int_equal(c.list.n, 1);
        if (c.list.at[0].class != cases[i].class)
            fail_msg("%s: %s", cases[i].words.p, change_class_name(c.list.at[0].class).p);
    }
}

static void test_alias_is_no_substance(void **state) {
    struct edited e = edits_make(*state, 3, 12, 1000);
    struct role *r = &e.new->measures.at[4].assignments.at[0].roles.at[0];
    r->mentions.at[0].mention = S("另一个名称");
    struct changes c = find(*state, e.old, e.new);
    assert_int_equal(c.list.n, 1);
    assert_int_equal(c.list.at[0].class, CLASS_EDITORIAL);
    assert_int_equal(c.list.at[0].roles.n, 0);
}

static void add_role(struct arena *a, struct assignment *as, enum role_kind kind, struct str unit) {
    struct role r = {.role = S("单位"), .role_kind = kind};
    *vec_push(a, &r.mentions) =
        (struct mention){.mention = unit, .org_id = unit, .org = unit, .org_kind = ORG_BODY};
    *vec_push(a, &as->roles) = r;
}

static bool has_reason(const struct change *c, struct str field, struct str text) {
    for (size_t i = 0; i < c->reasons.n; i++)
        if (str_eq(c->reasons.at[i].field, field) && str_eq(c->reasons.at[i].text, text))
            return true;
    return false;
}

static void test_promotion(void **state) {
    struct arena *a = *state;
    struct edited e = edits_make(a, 3, 12, 1000);
    add_role(a, &e.old->measures.at[4].assignments.at[0], ROLE_SUPPORT, S("区档案馆"));
    add_role(a, &e.new->measures.at[4].assignments.at[0], ROLE_LEAD, S("区档案馆"));
    struct changes c = find(a, e.old, e.new);
    assert_int_equal(c.list.n, 1);
    assert_int_equal(c.list.at[0].roles.n, 2);
    assert_true(has_reason(&c.list.at[0], S("lead"), S("区档案馆, support before")));
}

/* In plans of two districts, the body of the same kind that each calls its own is no difference;
 * one of a third district is. */
static void test_counterparts_of_two_districts(void **state) {
    struct arena *a = *state;
    struct edited e = edits_make(a, 3, 12, 1000);
    struct mention *old = e.old->measures.at[4].assignments.at[0].roles.at[0].mentions.at;
    struct mention *new = e.new->measures.at[4].assignments.at[0].roles.at[0].mentions.at;
    e.old->document.jurisdiction_code = S("990101");
    e.new->document.jurisdiction_code = S("990102");
    *old = (struct mention){.mention = S("区卫健委"), .org_id = S("990101:卫生健康委员会")};
    *new = (struct mention){.mention = S("区卫生健康委"), .org_id = S("990102:卫生健康委员会")};
    struct changes c = find(a, e.old, e.new);
    assert_int_equal(c.classes[CLASS_SUBSTANTIVE], 0);
    new->org_id = S("990103:卫生健康委员会");
    c = find(a, e.old, e.new);
    assert_int_equal(c.classes[CLASS_SUBSTANTIVE], 1);
}

/* Two lines of a measure whose units changed places. */
static void test_lines_of_a_measure(void **state) {
    struct arena *a = *state;
    struct edited e = edits_make(a, 3, 12, 1000);
    for (int i = 0; i < 2; i++) {
        struct measure *m = &(i ? e.new : e.old)->measures.at[4];
        struct assignment first = {.deadline = S("6月底前")}, second = {.deadline = S("年底前")};
        add_role(a, &first, ROLE_LEAD, i ? S("区档案馆") : S("区图书馆"));
        add_role(a, &second, ROLE_LEAD, i ? S("区图书馆") : S("区档案馆"));
        m->assignments.n = 0;
        *vec_push(a, &m->assignments) = first;
        *vec_push(a, &m->assignments) = second;
    }
    struct changes c = find(a, e.old, e.new);
    assert_int_equal(c.list.n, 1);
    assert_int_equal(c.list.at[0].class, CLASS_SUBSTANTIVE);
    assert_true(has_reason(&c.list.at[0], S("assignments"), S("the same bodies in other lines")));
}

static void add_cell(struct plan *p, int row, struct str label, struct str col, double value) {
    *vec_push(p->a, &p->indicators) = (struct indicator){.table_no = 2,
                                                         .row_no = row,
                                                         .row_label = label,
                                                         .col = col,
                                                         .value = str_fmt(p->a, "%g%%", value),
                                                         .has_value_num = true,
                                                         .value_num = value,
                                                         .comparator = S("="),
                                                         .unit = S("%")};
}

/* Rows are paired by their names, wherever they stand. */
static void test_rows(void **state) {
    struct arena *a = *state;
    struct plan old = {.a = a}, new = {.a = a};
    add_cell(&old, 1, S("站牌完好率"), S("今年目标"), 90);
    add_cell(&old, 1, S("站牌完好率"), S("明年目标"), 92);
    add_cell(&old, 2, S("候车亭覆盖率"), S("今年目标"), 40);
    add_cell(&new, 1, S("候车亭覆盖率"), S("今年目标"), 40);
    add_cell(&new, 2, S("站牌完好率"), S("今年目标"), 85);
    add_cell(&new, 2, S("站牌完好率"), S("明年目标"), 92);
    add_cell(&new, 3, S("夜间照明率"), S("今年目标"), 70);
    struct changes c = find(a, &old, &new);
    assert_int_equal(c.list.n, 2);
    assert_int_equal(c.unchanged, 2);
    assert_int_equal(c.list.at[0].kind, CHANGE_MODIFIED);
    assert_str(c.list.at[0].new.at[0].cells->value, S("85%"));
    assert_int_equal(c.list.at[0].quantities.n, 1);
    assert_int_equal(c.list.at[1].kind, CHANGE_ADDED);
}

static void test_only_one_class(void **state) {
    struct edited e = edits_make(*state, 11, 120, 2);
    struct changes c = find(*state, e.old, e.new);
    size_t editorial = c.classes[CLASS_EDITORIAL], kinds = 0;
    assert_true(editorial > 0 && editorial < c.list.n);
    changes_only(&c, CLASS_EDITORIAL);
    assert_int_equal(c.list.n, editorial);
    for (size_t i = 0; i < CHANGE_KINDS; i++)
        kinds += c.kinds[i];
    assert_int_equal(kinds, editorial);
}

/* Texts beyond the cap are told coarsely, and still reproduced. */
static void test_worst_case_is_capped(void **state) {
    struct arena *a = *state;
    struct buf old = {.a = a}, new = {.a = a};
    struct plan x = {.a = a}, y = {.a = a};
    struct measure m = {.table_no = 1, .task_no = 1, .measure_no = 1};
    *vec_push(a, &m.assignments) = (struct assignment){.deadline = S("年底前")};
    for (int i = 0; i < 3000; i++) {
        buf_fmt(&old, "第%d站更新站牌，", i);
        buf_fmt(&new, "第%d站更新雨棚，", i * 7 + 1);
    }
    m.measure = buf_str(&old);
    *vec_push(a, &x.measures) = m;
    m.measure = buf_str(&new);
    *vec_push(a, &y.measures) = m;
    struct changes c = find(a, &x, &y);
    assert_int_equal(c.list.n, 1);
    assert_int_equal(c.coarse, 1);
    assert_str(joined(a, &c.list.at[0].text, '-'), m.measure.n ? x.measures.at[0].measure : S(""));
    assert_str(joined(a, &c.list.at[0].text, '+'), y.measures.at[0].measure);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits_are_recovered),
        cmocka_unit_test(test_combined_edits_are_recovered),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_pieces_reproduce_both_texts),
        cmocka_unit_test(test_changes_make_the_new_plan),
        cmocka_unit_test(test_a_plan_equals_itself),
        cmocka_unit_test(test_twins),
        cmocka_unit_test(test_grain),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_spelling_is_no_substance),
        cmocka_unit_test(test_alias_is_no_substance),
        cmocka_unit_test(test_promotion),
        cmocka_unit_test(test_counterparts_of_two_districts),
        cmocka_unit_test(test_lines_of_a_measure),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_only_one_class),
        cmocka_unit_test(test_worst_case_is_capped),
    };
    return cmocka_run_group_tests_name("diff", tests, test_arena, test_drop);
}

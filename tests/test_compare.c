/* corpus/compare: which items of several plans stand in one row, and what the row tells, in plans
 * made by hand and in examples. */
#include "out/compare.h"
#include "out/words.h"
#include "tests/edits.h"
#include "tests/load.h"
#include "tests/schema.h"
#include "tests/test.h"

static struct plan *plan_new(struct arena *a, struct str doc, struct str division, int year) {
    struct plan *plan = arena_alloc(a, sizeof *plan);
    plan->a = a;
    plan->document = (struct document){
        .doc = doc, .jurisdiction_code = division, .year_start = year, .year_end = year};
    return plan;
}

static struct measure *add(struct plan *plan, struct str task, struct str text) {
    struct measure *m = vec_push(plan->a, &plan->measures);
    *m = (struct measure){.table_no = 1,
                          .task_no = (int)plan->measures.n,
                          .task = task,
                          .measure_no = 1,
                          .measure = text};
    *vec_push(plan->a, &m->assignments) = (struct assignment){0};
    return m;
}

static void add_target(struct plan *plan, struct str subject, double value, int year) {
    struct measure *m = &plan->measures.at[plan->measures.n - 1];
    *vec_push(plan->a, &m->quantities) = (struct quantity){.text = subject,
                                                           .subject = subject,
                                                           .comparator = S(">="),
                                                           .has_value = true,
                                                           .value = value,
                                                           .unit = S("%"),
                                                           .year = year};
}

static void add_deadline(struct plan *plan, struct str printed, struct str end) {
    struct assignment *as = &plan->measures.at[plan->measures.n - 1].assignments.at[0];
    as->deadline = printed;
    as->deadline_kind = DEADLINE_BY;
    as->deadline_end = end;
}

static void add_body(struct plan *plan, enum role_kind kind, struct str mention, struct str id) {
    struct assignment *as = &plan->measures.at[plan->measures.n - 1].assignments.at[0];
    struct role *role = vec_push(plan->a, &as->roles);
    *role = (struct role){.role_kind = kind};
    *vec_push(plan->a, &role->mentions) = (struct mention){
        .mention = mention, .org_id = id, .org = id, .org_kind = id.n ? ORG_BODY : ORG_UNKNOWN};
}

static const struct compared_row *row_of(const struct comparison *c, size_t doc, size_t measure) {
    const struct measure *m = &c->plans[doc]->measures.at[measure];
    for (size_t i = 0; i < c->rows.n; i++)
        for (size_t k = 0; k < c->rows.at[i].cells[doc].n; k++)
            if (c->rows.at[i].cells[doc].at[k].measure == m)
                return &c->rows.at[i];
    fail_msg("measure %zu of document %zu is in no row", measure, doc);
    return NULL;
}

/* Three districts: one task that all have, one that two have, one that each has alone. */
static void three(struct arena *a, struct plan **out) {
    static const struct str names[] = {S("a"), S("b"), S("c")};
    static const struct str codes[] = {S("990101"), S("990102"), S("990103")};
    for (size_t i = 0; i < 3; i++)
        out[i] = plan_new(a, names[i], codes[i], 2026);
    add(out[0], S("老旧小区"), S("为老旧小区加装电梯，完善无障碍坡道，惠及居民两千户。"));
    add(out[0], S("夜间停车"), S("利用商场停车场提供夜间错时停车泊位，统一预约平台。"));
    add(out[0], S("登山步道"), S("修复北山登山步道，增设休息亭与急救点。"));
    add(out[1], S("骑行路网"), S("打通跨河骑行道断点，施划彩色铺装。"));
    add(out[1], S("停车难题"), S("引导商场停车场开放夜间错时停车泊位，接入全区预约平台。"));
    add(out[1], S("老旧小区"), S("推进老旧小区加装电梯，配建无障碍坡道，惠及居民三千户。"));
    add(out[2], S("渔港更新"), S("更新渔港冷库设备，设立渔获拍卖中心。"));
    add(out[2], S("适老改造"), S("支持老旧小区加装电梯和无障碍坡道，惠及居民五百户。"));
}

static void test_rows(void **state) {
    struct plan *plans[3];
    struct comparison c;
    three(*state, plans);
    compare_plans(*state, (const struct plan *const *)plans, 3, &c);
    assert_int_equal(c.rows.n, 5);
    assert_ptr_equal(row_of(&c, 0, 0), row_of(&c, 1, 2));
    assert_ptr_equal(row_of(&c, 0, 0), row_of(&c, 2, 1));
    assert_ptr_equal(row_of(&c, 0, 1), row_of(&c, 1, 1));
    assert_int_equal(row_of(&c, 0, 1)->documents, 2);
    assert_int_equal(row_of(&c, 2, 0)->documents, 1);
    assert_str(row_of(&c, 0, 0)->topic, S("老旧小区"));
}

/* The first document's order; what it lacks follows what the next document prints it after. */
static void test_order_of_rows(void **state) {
    struct plan *plans[3];
    struct comparison c;
    struct buf got = {.a = *state};
    three(*state, plans);
    compare_plans(*state, (const struct plan *const *)plans, 3, &c);
    for (size_t i = 0; i < c.rows.n; i++)
        buf_fmt(&got, "%.*s ", STR_ARG(c.rows.at[i].topic));
    assert_str(buf_str(&got), S("渔港更新 骑行路网 老旧小区 夜间停车 登山步道 "));
}

/* Any order of the plans gives the same rows. */
static void test_order_of_plans(void **state) {
    static const size_t orders[][3] = {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct plan *plans[3];
    struct comparison c, d;
    three(*state, plans);
    compare_plans(*state, (const struct plan *const *)plans, 3, &c);
    for (size_t k = 0; k < sizeof orders / sizeof *orders; k++) {
        const struct plan *other[3];
        for (size_t i = 0; i < 3; i++)
            other[i] = plans[orders[k][i]];
        compare_plans(*state, other, 3, &d);
        assert_int_equal(c.rows.n, d.rows.n);
        for (size_t i = 0; i < 3; i++)
            for (size_t m = 0; m < other[i]->measures.n; m++) {
                const struct compared_row *x = row_of(&c, orders[k][i], m), *y = row_of(&d, i, m);
                for (size_t n = 0; n < 3; n++)
                    assert_int_equal(x->cells[orders[k][n]].n, y->cells[n].n);
                assert_true(x->similarity - y->similarity < 1e-9 &&
                            y->similarity - x->similarity < 1e-9);
            }
    }
}

/* Likenesses in a chain do not make one row of two things. */
static void test_a_chain_is_cut(void **state) {
    struct plan *plans[4];
    struct comparison c;
    for (size_t i = 0; i < 4; i++)
        plans[i] = plan_new(*state, str_fmt(*state, "%zu", i), S(""), 2026);
    add(plans[0], S("甲"), S("新建社区食堂，配备保温送餐车，设置爱心窗口，延长供餐时间。"));
    add(plans[1], S("甲"), S("新建社区食堂，配备保温送餐车，开办周末厨艺公益课堂。"));
    add(plans[2], S("甲"), S("开办周末厨艺公益课堂，邀请名厨授课，评选家常菜谱。"));
    add(plans[3], S("甲"), S("出版社区口述史，邀请名厨授课，评选家常菜谱。"));
    compare_plans(*state, (const struct plan *const *)plans, 4, &c);
    assert_ptr_equal(row_of(&c, 0, 0), row_of(&c, 1, 0));
    assert_ptr_equal(row_of(&c, 2, 0), row_of(&c, 3, 0));
    assert_ptr_not_equal(row_of(&c, 0, 0), row_of(&c, 3, 0));
}

/* A clause of prose and a measure of a table. */
static void test_prose_and_table(void **state) {
    struct plan *plans[2];
    struct comparison c;
    plans[0] = plan_new(*state, S("a"), S(""), 2026);
    plans[1] = plan_new(*state, S("b"), S(""), 2026);
    add(plans[0], S("便民早餐"), S("在地铁站口增设便民早餐车，统一配送热食。"));
    *vec_push(*state, &plans[1]->clauses) = (struct clause){
        .section = S("第三章便民服务"),
        .text = S("完善早餐网点。在地铁站口布设便民早餐车，统一配送热食，推广移动支付。")};
    compare_plans(*state, (const struct plan *const *)plans, 2, &c);
    assert_int_equal(c.rows.n, 1);
    assert_int_equal(c.rows.at[0].documents, 2);
}

static const struct compared_quantity *quantity_of(const struct compared_row *row,
                                                   struct str subject) {
    for (size_t i = 0; i < row->quantities.n; i++)
        if (str_eq(row->quantities.at[i].subject, subject))
            return &row->quantities.at[i];
    fail_msg("no quantity of %s", subject.p);
    return NULL;
}

static void test_targets(void **state) {
    struct plan *plans[3];
    struct comparison c;
    plans[0] = plan_new(*state, S("a"), S(""), 2025);
    plans[1] = plan_new(*state, S("b"), S(""), 2026);
    plans[2] = plan_new(*state, S("c"), S(""), 2026);
    for (size_t i = 0; i < 3; i++) {
        add(plans[i], S("绿色出行"), S("提升绿色出行比例，优化公交线网，施划公交专用道。"));
        add_target(plans[i], S("公交专用道覆盖率"), 40, 0);
    }
    add_target(plans[0], S("绿色出行比例"), 70, 2025); /* each for the year of its plan */
    add_target(plans[1], S("绿色出行比例"), 72, 2026);
    compare_plans(*state, (const struct plan *const *)plans, 3, &c);
    assert_int_equal(c.rows.n, 1);
    assert_int_equal(c.rows.at[0].quantities.n, 2);
    assert_false(quantity_of(&c.rows.at[0], S("公交专用道覆盖率"))->differs);
    const struct compared_quantity *q = quantity_of(&c.rows.at[0], S("绿色出行比例"));
    assert_true(q->differs);
    assert_int_equal((int)q->values[0]->value, 70);
    assert_int_equal((int)q->values[1]->value, 72);
    assert_null(q->values[2]);
}

/* The end of each plan's own year is one deadline; the bodies of two districts are of one kind. */
static void test_deadlines_and_leads(void **state) {
    struct plan *plans[2];
    struct comparison c;
    plans[0] = plan_new(*state, S("a"), S("990101"), 2025);
    plans[1] = plan_new(*state, S("b"), S("990102"), 2026);
    for (size_t i = 0; i < 2; i++) {
        add(plans[i], S("图书流转"), S("设置自助还书箱，开通跨馆通借通还服务。"));
        add_deadline(plans[i], S("年底前"), i ? S("2026-12-31") : S("2025-12-31"));
        add_body(plans[i], ROLE_LEAD, S("区文化局"), i ? S("990102:文化局") : S("990101:文化局"));
        add(plans[i], S("古树保护"), S("为古树建立健康档案，安装防雷设施和围栏。"));
        add_deadline(plans[i], i ? S("6月底前") : S("年底前"),
                     i ? S("2026-06-30") : S("2025-12-31"));
        add_body(plans[i], ROLE_RESPONSIBLE, i ? S("区园林局") : S("区林业局"),
                 i ? S("990102:园林局") : S("990101:林业局"));
    }
    compare_plans(*state, (const struct plan *const *)plans, 2, &c);
    assert_false(row_of(&c, 0, 0)->deadlines_differ);
    assert_false(row_of(&c, 0, 0)->leads_differ);
    assert_true(row_of(&c, 0, 1)->deadlines_differ);
    assert_true(row_of(&c, 0, 1)->leads_differ);
    assert_str(row_of(&c, 0, 1)->leads[1].at[0], S("990102:园林局"));
}

/* The user's word is above what the texts say. */
static void test_rulings(void **state) {
    struct plan *plans[3];
    struct comparison c;
    ruling_list rulings = {0};
    struct ruling r = {.counterparts = true};
    three(*state, plans);
    assert_true(item_name_at(*state, plans[0], S("1.3.1"), &r.one));
    assert_true(item_name_at(*state, plans[1], S("1.1.1"), &r.other));
    *vec_push(*state, &rulings) = r;
    assert_true(item_name_at(*state, plans[0], S("1.2.1"), &r.one));
    assert_true(item_name_at(*state, plans[1], S("1.2.1"), &r.other));
    r.counterparts = false;
    r.one.place = S("1.9.9"); /* it moved: the text finds it */
    *vec_push(*state, &rulings) = r;
    r.one.text = S("从未印过");
    *vec_push(*state, &rulings) = r;
    assert_false(item_name_at(*state, plans[0], S("1.4.1"), &r.one));
    compare_plans_ruled(*state, (const struct plan *const *)plans, 3, &rulings, &c);
    assert_ptr_equal(row_of(&c, 0, 2), row_of(&c, 1, 0));
    assert_true(row_of(&c, 0, 2)->pairings.at[0].evidence.ruled);
    assert_ptr_not_equal(row_of(&c, 0, 1), row_of(&c, 1, 1));
    assert_true(rulings.at[0].used && rulings.at[1].used);
    assert_false(rulings.at[2].used);
}

/* Of equal texts too; and a group that would bring them together again stays apart. */
static void test_equal_texts_parted(void **state) {
    struct plan *plans[3];
    struct comparison c;
    ruling_list rulings = {0};
    struct ruling r = {0};
    for (size_t i = 0; i < 3; i++) {
        plans[i] = plan_new(*state, str_fmt(*state, "%zu", i), S(""), 2026);
        add(plans[i], S("甲"), S("更新公园长椅，增设饮水点和遮阳棚。"));
    }
    assert_true(item_name_at(*state, plans[0], S("1.1.1"), &r.one));
    assert_true(item_name_at(*state, plans[1], S("1.1.1"), &r.other));
    *vec_push(*state, &rulings) = r;
    compare_plans_ruled(*state, (const struct plan *const *)plans, 3, &rulings, &c);
    assert_int_equal(c.rows.n, 2);
    assert_ptr_not_equal(row_of(&c, 0, 0), row_of(&c, 1, 0));
}

static void test_years(void **state) {
    struct plan *plans[3];
    struct comparison c;
    for (size_t i = 0; i < 3; i++) {
        plans[i] = plan_new(*state, str_fmt(*state, "%zu", i), S(""), 2024 + (int)i);
        if (i != 1)
            add(plans[i], S("夜间公交"),
                i ? S("加密夜间公交班次，首班提前，开通机场专线。")
                  : S("加密夜间公交班次，开通机场专线。"));
    }
    compare_plans(*state, (const struct plan *const *)plans, 3, &c);
    compare_steps(*state, &c);
    assert_int_equal(c.rows.n, 1);
    assert_int_equal(c.rows.at[0].steps.n, 1);
    assert_int_equal(c.rows.at[0].steps.at[0].from, 0);
    assert_int_equal(c.rows.at[0].steps.at[0].to, 2);
    assert_int_equal(c.rows.at[0].steps.at[0].change.class, CLASS_SUBSTANTIVE);
}

/* One plan says in one measure what two others have two of: it stands in both rows, and each row
 * tells the number that is its own. */
static void test_whole_stands_in_both_rows(void **state) {
    struct plan *plans[3];
    struct comparison c;
    static const struct str first = S("为老旧小区加装电梯100部，完善无障碍坡道，惠及居民两千户。"),
                            second = S("利用商场停车场提供夜间错时停车泊位300个，统一预约平台。");
    for (size_t i = 0; i < 3; i++)
        plans[i] = plan_new(*state, str_fmt(*state, "%zu", i), S(""), 2026);
    for (size_t i = 0; i < 3; i += 2) {
        add(plans[i], S("民生"), first);
        add_target(plans[i], S("电梯"), 100, 0);
        add(plans[i], S("民生"), second);
        add_target(plans[i], S("泊位"), 300, 0);
    }
    add(plans[1], S("民生"), str_fmt(*state, "%s%s", first.p, second.p));
    add_target(plans[1], S("电梯"), 100, 0);
    add_target(plans[1], S("泊位"), 280, 0);
    compare_plans(*state, (const struct plan *const *)plans, 3, &c);
    assert_int_equal(c.rows.n, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(c.rows.at[i].documents, 3);
        assert_ptr_equal(c.rows.at[i].cells[1].at[0].measure, &plans[1]->measures.at[0]);
        assert_int_equal(c.rows.at[i].quantities.at[0].differs, i);
    }
    assert_true(c.rows.at[0].lent[1] != c.rows.at[1].lent[1]);
}

static void test_values_for_people(void **state) {
    struct quantity q = {.comparator = S(">="), .has_value = true, .value = 1.0 / 3};
    assert_str(out_value(*state, &q), S(">=0.333"));
    q.value = 0.0525;
    q.unit = S("%");
    assert_str(out_value(*state, &q), S(">=0.0525%"));
}

static void test_nothing_in_common(void **state) {
    struct plan *plans[3];
    struct comparison c;
    for (size_t i = 0; i < 3; i++)
        plans[i] = plan_new(*state, str_fmt(*state, "%zu", i), S(""), 2026);
    compare_plans(*state, (const struct plan *const *)plans, 3, &c);
    assert_int_equal(c.rows.n, 0);
    add(plans[1], S("甲"), S("更新公园长椅，增设饮水点。"));
    add(plans[2], S("乙"), S("举办龙舟赛事，招募水上志愿者。"));
    compare_plans(*state, (const struct plan *const *)plans, 3, &c);
    assert_int_equal(c.rows.n, 2);
}

/* Plans made of a common stock, each with some of it, reworded here and there, in another order. */
struct stock {
    struct arena *a;
    unsigned state;
    const struct plan *from;
    struct plan *plans[5];
    size_t ids[5][80]; /* which of the stock a measure is */
};

static unsigned draw(struct stock *s, unsigned n) {
    s->state = s->state * 1664525u + 1013904223u;
    return (s->state >> 10) % n;
}

static struct str reworded(struct stock *s, struct str text) {
    enum { CHARACTERS = 8 * 3 };
    const struct measure *other = &s->from->measures.at[draw(s, (unsigned)s->from->measures.n)];
    return str_fmt(s->a, "%.*s%.*s。", STR_ARG(str_cut(text, 0, text.n - CHARACTERS - 3)),
                   CHARACTERS, other->measure.p);
}

static void fill(struct stock *s, size_t doc) {
    size_t n = s->from->measures.n, first = draw(s, (unsigned)n);
    s->plans[doc] = plan_new(s->a, str_fmt(s->a, "doc%zu", doc), S(""), 2026);
    for (size_t i = 0; i < n; i++) {
        size_t id = (first + i) % n;
        const struct measure *m = &s->from->measures.at[id];
        if (draw(s, 4) == 0)
            continue;
        s->ids[doc][s->plans[doc]->measures.n] = id;
        add(s->plans[doc], m->task, draw(s, 3) ? m->measure : reworded(s, m->measure));
    }
}

static void check_stock(const struct stock *s, const struct comparison *c) {
    for (size_t x = 0; x < 5; x++)
        for (size_t y = 0; y < 5; y++)
            for (size_t i = 0; i < s->plans[x]->measures.n; i++)
                for (size_t k = 0; k < s->plans[y]->measures.n; k++)
                    if ((row_of(c, x, i) == row_of(c, y, k)) != (s->ids[x][i] == s->ids[y][k]))
                        fail_msg("measures %zu of the stock in %zu and %zu in %zu", s->ids[x][i], x,
                                 s->ids[y][k], y);
}

static void test_common_stock(void **state) {
    (void)state;
    for (unsigned seed = 1; seed <= 20; seed++) {
        struct stock s = {.a = arena_new(NULL), .state = seed};
        struct comparison c;
        s.from = edits_make(s.a, seed, 30, 1000).old;
        for (size_t doc = 0; doc < 5; doc++)
            fill(&s, doc);
        compare_plans(s.a, (const struct plan *const *)s.plans, 5, &c);
        check_stock(&s, &c);
        arena_drop(s.a);
    }
}

/* Twice the plans take about twice the memory. */
static void test_size(void **state) {
    (void)state;
    size_t took[2];
    for (size_t k = 0; k < 2; k++) {
        struct arena *a = arena_new(NULL), *scratch = arena_new(NULL);
        const struct plan *plans[40];
        struct comparison c;
        for (unsigned i = 0; i < 40; i++)
            plans[i] = edits_make(a, i / 4 + 1, 60, 8).new;
        compare_plans(scratch, plans, (size_t)20 << k, &c);
        took[k] = arena_used(scratch);
        arena_drop(scratch);
        arena_drop(a);
    }
    assert_true(took[1] < took[0] * 3);
}

static const char *const examples[] = {
    "examples/yunling-2025.txt", "examples/yunling-2026-draft.txt",
    "examples/yunling-2026.txt", "examples/qingchuan-2026.txt",
    "examples/linhu-2021.txt",   "examples/yunling-plan-2026-2030.txt"};
enum { EXAMPLES = sizeof examples / sizeof *examples };

static void load_examples(struct arena *a, const struct plan **out) {
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    for (size_t i = 0; i < EXAMPLES; i++) {
        struct plan *plan;
        if (load_plan(a, examples[i], str_of(examples[i]), TRACKED_ACCEPT, rules, &diags, &plan) <
            0)
            fail_msg("%s: %s", examples[i], diags.list.at[0].text.p);
        out[i] = plan;
    }
    rules_drop(rules);
}

static void test_json_is_valid(void **state) {
    const struct plan *plans[EXAMPLES];
    struct comparison c;
    struct str schema, why;
    struct buf b = {.a = *state};
    load_examples(*state, plans);
    assert_true(load_file(*state, "docs/compare.schema.json", &schema));
    compare_plans(*state, plans, EXAMPLES, &c);
    out_compare_json(&b, &c, (struct out_compare_view){.why = true, .only = OUT_EVERY});
    if (!schema_valid(*state, schema, buf_str(&b), &why))
        fail_msg("%s", why.p);
    assert_false(schema_valid(*state, schema, S("{\"schema\": \"tiaomu.compare/1\"}"), &why));
}

/* Every item stands in one row, at its document's place. */
static void test_nothing_is_lost(void **state) {
    const struct plan *plans[EXAMPLES];
    struct comparison c;
    load_examples(*state, plans);
    compare_plans(*state, plans, EXAMPLES, &c);
    for (size_t doc = 0; doc < EXAMPLES; doc++) {
        size_t measures = 0, clauses = 0;
        for (size_t i = 0; i < c.rows.n; i++)
            for (size_t k = 0; k < c.rows.at[i].cells[doc].n; k++) {
                measures += c.rows.at[i].cells[doc].at[k].measure != NULL;
                clauses += c.rows.at[i].cells[doc].at[k].clause != NULL;
            }
        assert_int_equal(measures, plans[doc]->measures.n);
        assert_int_equal(clauses, plans[doc]->clauses.n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_order_of_rows),
        cmocka_unit_test(test_order_of_plans),
        cmocka_unit_test(test_a_chain_is_cut),
        cmocka_unit_test(test_prose_and_table),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_deadlines_and_leads),
        cmocka_unit_test(test_rulings),
        cmocka_unit_test(test_equal_texts_parted),
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_whole_stands_in_both_rows),
        cmocka_unit_test(test_values_for_people),
        cmocka_unit_test(test_nothing_in_common),
        cmocka_unit_test(test_common_stock),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_json_is_valid),
        cmocka_unit_test(test_nothing_is_lost),
    };
    return cmocka_run_group_tests_name("compare", tests, test_arena, test_drop);
}

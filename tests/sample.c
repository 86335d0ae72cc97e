#include "tests/sample.h"

static struct mention mention(struct str text, struct str id, struct str org, enum org_kind kind) {
    enum method method = id.n ? METHOD_ALIAS : org.n ? METHOD_RULE : METHOD_NONE;
    double confidence = id.n ? 0.95 : org.n ? 1.0 / 3 : 0;
    return (struct mention){text, text, id, org, kind, method, confidence};
}

static struct role *add_role(struct arena *a, struct assignment *to, struct str name,
                             enum role_kind kind) {
    struct role *r = vec_push(a, &to->roles);
    *r = (struct role){.role = name, .role_kind = kind};
    return r;
}

static struct assignment *add_assignment(struct arena *a, plan_assignments *to, struct str deadline,
                                         enum deadline_kind kind, struct str end) {
    struct assignment *one = vec_push(a, to);
    *one = (struct assignment){.deadline = deadline, .deadline_kind = kind, .deadline_end = end};
    return one;
}

static struct measure *add_measure(struct plan *p, int table_no, int task_no, int measure_no,
                                   struct str text) {
    struct measure *m = vec_push(p->a, &p->measures);
    *m = (struct measure){.table_no = table_no,
                          .table_title = table_no == 1 ? S("碧水行动计划") : S(""),
                          .section = task_no < 2 ? S("一、水/（一）河湖") : S("二、气"),
                          .task_no = task_no,
                          .task_no_inferred = task_no == 2,
                          .task = task_no ? S("河湖治理") : S("无号任务"),
                          .measure_no = measure_no,
                          .measure = text,
                          .measure_raw = text,
                          .at = {.line = (uint32_t)(10 * table_no + task_no + measure_no)}};
    return m;
}

/* Two lines of deadline and units; a shared cell; a cell with nobody in it. */
static void add_rich_measure(struct plan *p) {
    struct measure *m = add_measure(p, 1, 1, 1, S("治理河道“三公里”。\n其中\t一公里\\二公里。"));
    struct assignment *june =
        add_assignment(p->a, &m->assignments, S("6月底前"), DEADLINE_BY, S("2026-06-30"));
    struct role *lead = add_role(p->a, june, S("牵头部门"), ROLE_LEAD);
    lead->shared = true;
    *vec_push(p->a, &lead->mentions) =
        mention(S("区水务局"), S("yl-water"), S("云岭区水务局"), ORG_BODY);
    *vec_push(p->a, &lead->mentions) = mention(S("各镇街"), S(""), S("各镇街"), ORG_GROUP);
    add_role(p->a, june, S("协办单位"), ROLE_SUPPORT);
    struct assignment *rest =
        add_assignment(p->a, &m->assignments, S("长期实施"), DEADLINE_ONGOING, S(""));
    rest->deadline_start = S("2026-01-01");
    struct role *official = add_role(p->a, rest, S("牵头领导"), ROLE_OFFICIAL);
    *vec_push(p->a, &official->mentions) = mention(S("林波"), S(""), S("林波"), ORG_PERSON);
    *vec_push(p->a, &official->mentions) = mention(S("某处"), S(""), S(""), ORG_UNKNOWN);
}

static void add_cell(struct plan *p, int row_no, struct str label, struct str col,
                     struct str value) {
    *vec_push(p->a, &p->indicators) = (struct indicator){.table_no = 3,
                                                         .table_title = S("指标表"),
                                                         .row_no = row_no,
                                                         .row_label = label,
                                                         .col = col,
                                                         .value = value,
                                                         .at = place_in(S("word/document.xml#9"))};
}

static void add_indicators(struct plan *p) {
    add_cell(p, 1, S("细颗粒物"), S("2026年"), S("≤26.5微克"));
    struct indicator *number = &p->indicators.at[0];
    number->has_value_num = true;
    number->value_num = 26.5;
    number->comparator = S("<=");
    number->unit = S("微克");
    add_cell(p, 1, S("细颗粒物"), S("单位"), S("区生态环境局"));
    struct role *r = vec_push(p->a, &p->indicators.at[1].roles);
    *r = (struct role){.role = S("单位"), .role_kind = ROLE_RESPONSIBLE};
    *vec_push(p->a, &r->mentions) =
        mention(S("区生态环境局"), S("yl-eco"), S("云岭区生态环境局"), ORG_BODY);
    add_cell(p, 2, S("臭氧"), S("2026年"), S("0"));
    p->indicators.at[2].has_value_num = true; /* zero is a value */
    p->indicators.at[2].filled = true;
}

static void add_prose(struct plan *p) {
    *vec_push(p->a, &p->outline) = (struct heading){1, S("一、总则"), false, {.line = 3}};
    *vec_push(p->a, &p->outline) = (struct heading){2, S("（一）目标"), true, {.line = 4}};
    *vec_push(p->a, &p->clauses) =
        (struct clause){.section = S("一、总则/（一）目标"),
                        .label = S("1."),
                        .text = S("依据《碧水条例》（云政发〔2025〕7号）。"),
                        .at = {.line = 5}};
    *vec_push(p->a, &p->clauses) = (struct clause){.text = S("=无标题段落")};
    *vec_push(p->a, &p->clauses.at[0].references) =
        (struct reference){S("碧水条例"), S("云政发〔2025〕7号")};
    struct assignment *by = add_assignment(p->a, &p->clauses.at[1].assignments, S("年底前"),
                                           DEADLINE_BY, S("2026-12-31"));
    struct role *lead = add_role(p->a, by, S("牵头"), ROLE_LEAD);
    *vec_push(p->a, &lead->mentions) =
        mention(S("区水务局"), S("yl-water"), S("云岭区水务局"), ORG_BODY);
    *vec_push(p->a, &p->clauses.at[1].quantities) = (struct quantity){.text = S("若干")};
    *vec_push(p->a, &p->footnotes) =
        (struct footnote){S("1"), S("注。"), S("进展顺利情况良好完毕"), {.line = 9}};
}

struct plan *sample_empty(struct arena *a, struct str doc) {
    struct plan *p = arena_alloc(a, sizeof *p);
    *p = (struct plan){.a = a, .diags = {.a = a}};
    p->document = (struct document){.doc = doc,
                                    .source_name = S("in/plan.txt"),
                                    .source_sha256 = S("ab12"),
                                    .format = S("flat"),
                                    .tool_version = S("0.1.0"),
                                    .rules_version = S("0123456789ab")};
    return p;
}

struct plan *sample_plan(struct arena *a, struct str doc) {
    struct plan *p = sample_empty(a, doc);
    struct document *d = &p->document;
    d->title = S("云岭区2026年行动计划");
    d->doc_type = DOC_PLAN;
    d->status = STATUS_DRAFT;
    d->jurisdiction = S("云岭区");
    d->jurisdiction_code = S("990101");
    d->year_start = d->year_end = 2026;
    d->encoding = S("UTF-8");
    add_rich_measure(p);
    struct measure *rich = &p->measures.at[0];
    *vec_push(a, &rich->quantities) =
        (struct quantity){S("一公里"), S("河道"), S(">="), true, 1, S("公里"), 2026};
    *vec_push(a, &rich->references) = (struct reference){.title = S("河道名录")};
    add_assignment(a, &add_measure(p, 1, 1, 2, S("清淤。"))->assignments, S("年底前"), DEADLINE_BY,
                   S("2026-12-31"));
    add_assignment(a, &add_measure(p, 1, 2, 1, S("扬尘管控。"))->assignments, S(""),
                   DEADLINE_UNKNOWN, S(""));
    add_assignment(a, &add_measure(p, 2, 0, 1, S("无号。"))->assignments, S("年底前"), DEADLINE_BY,
                   S("2026-12-31"));
    add_indicators(p);
    add_prose(p);
    struct diag *f = diag_add(&p->diags, DIAG_NO_DEADLINE, (struct place){.line = 13}, S(""));
    f->table_no = 1;
    f->task_no = 2;
    f->measure_no = 1;
    diag_add(&p->diags, DIAG_EMPTY_ROW, place_in(S("word/document.xml#2")), S(""));
    *vec_push(a, &p->corrections) = (struct correction){.table_no = 1,
                                                        .task_no = 1,
                                                        .measure_no = 2,
                                                        .field = S("measure"),
                                                        .printed = S("清瘀"),
                                                        .corrected = S("清淤"),
                                                        .rule = S("confusions.tsv"),
                                                        .confidence = 0.9,
                                                        .at = {.line = 13}};
    p->coverage = (struct coverage){100, 80, 15, 4};
    return p;
}

#include "tests/edits.h"

static const char *const words[] = {
    "托育", "养老", "助餐", "停车", "电梯", "菜场", "早市", "图书", "健身", "公园", "绿道", "路灯",
    "雨棚", "座椅", "诊所", "急救", "义诊", "讲堂", "夜校", "社团", "邮递", "理发", "缝补", "维修",
    "充电", "骑行", "班车", "站台", "候车", "护栏", "地图", "热线", "窗口", "证照", "档案", "代办",
    "花坛", "喷泉", "滑梯", "书屋", "琴房", "画室", "棋牌", "茶座", "浴室", "洗衣", "晾晒", "垃圾",
    "回收", "清运", "巡查", "登记", "评选", "展览", "演出", "比赛", "培训", "招聘", "咨询", "调解",
    "帮扶", "探访", "陪诊", "送药", "照护", "康复", "体检", "筛查", "接种", "疏导", "翻新", "扩建",
};
enum { WORDS = sizeof words / sizeof *words };
static const char *const units[] = {"区民政局",     "区教委",   "区商务局", "区财政局",
                                    "区卫生健康委", "区残联",   "区妇联",   "区总工会",
                                    "区交通局",     "区水务局", "区体育局", "区文化局"};
enum { UNITS = sizeof units / sizeof *units };

struct maker {
    struct arena *a;
    unsigned state;
};

static unsigned draw(struct maker *m, unsigned n) {
    m->state = m->state * 1664525u + 1013904223u;
    return (m->state >> 10) % n;
}

static struct str sentence(struct maker *m, int n) {
    struct buf b = {.a = m->a};
    for (int i = 0; i < n; i++)
        buf_add(&b, str_of(words[draw(m, WORDS)]));
    return buf_str(&b);
}

/* A measure in the making: three sentences, a target between the second and the third. */
struct draft {
    struct str part[3], subject, task, section, unit, deadline;
    int value, task_no;
    const char *comma, *stop;
};

static struct draft draft_new(struct maker *m, int task_no) {
    struct draft d = {.task_no = task_no, .comma = "，", .stop = "。"};
    for (int i = 0; i < 3; i++)
        d.part[i] = sentence(m, 8);
    d.subject = sentence(m, 2);
    d.value = (int)draw(m, 900) + 10;
    d.unit = str_of(units[draw(m, UNITS)]);
    d.deadline = S("年底前");
    return d;
}

static struct str draft_text(struct arena *a, const struct draft *d) {
    return str_fmt(a, "%.*s%s%.*s%s%.*s%d个%s%.*s%s", STR_ARG(d->part[0]), d->stop,
                   STR_ARG(d->part[1]), d->comma, STR_ARG(d->subject), d->value, d->comma,
                   STR_ARG(d->part[2]), d->stop);
}

static void add_unit(struct arena *a, struct assignment *as, struct str unit) {
    struct role r = {.role = S("牵头部门"), .role_kind = ROLE_LEAD};
    *vec_push(a, &r.mentions) = (struct mention){.mention = unit,
                                                 .mention_raw = unit,
                                                 .org_id = unit,
                                                 .org = unit,
                                                 .org_kind = ORG_BODY,
                                                 .method = METHOD_EXACT,
                                                 .confidence = 1};
    *vec_push(a, &as->roles) = r;
}

static void put(struct maker *m, struct plan *plan, const struct draft *d, struct str text,
                bool target) {
    struct measure out = {.table_no = 1,
                          .task_no = d->task_no,
                          .task = d->task,
                          .section = d->section,
                          .measure = text,
                          .measure_raw = text};
    bool june = str_eq(d->deadline, S("6月底前"));
    struct assignment as = {.deadline = d->deadline,
                            .deadline_kind = DEADLINE_BY,
                            .deadline_end = june ? S("2026-06-30") : S("2026-12-31")};
    add_unit(m->a, &as, d->unit);
    *vec_push(m->a, &out.assignments) = as;
    if (target)
        *vec_push(m->a, &out.quantities) =
            (struct quantity){.text = str_fmt(m->a, "%d个", d->value),
                              .subject = d->subject,
                              .comparator = S("="),
                              .has_value = true,
                              .value = d->value,
                              .unit = S("个")};
    *vec_push(m->a, &plan->measures) = out;
}

static void put_whole(struct maker *m, struct plan *plan, const struct draft *d) {
    put(m, plan, d, draft_text(m->a, d), true);
}

/* The two halves of a measure. */
static void put_halves(struct maker *m, struct plan *plan, const struct draft *d) {
    put(m, plan, d, str_fmt(m->a, "%.*s。", STR_ARG(d->part[0])), false);
    put(m, plan, d,
        str_fmt(m->a, "%.*s，%.*s%d个，%.*s。", STR_ARG(d->part[1]), STR_ARG(d->subject), d->value,
                STR_ARG(d->part[2])),
        true);
}

static void change_draft(struct maker *m, enum edit_kind edit, struct draft *d) {
    if (edit == EDIT_REWORD)
        d->part[draw(m, 3)] = sentence(m, 7);
    else if (edit == EDIT_NUMBER)
        d->value += 1 + (int)draw(m, 50);
    else if (edit == EDIT_DEADLINE)
        d->deadline = S("6月底前");
    else if (edit == EDIT_UNIT)
        d->unit = S("区气象局");
    else if (edit == EDIT_MOVE)
        d->section = S("九、另行安排");
    else if (edit == EDIT_RENUMBER)
        d->task_no += 1000;
    else if (edit == EDIT_PUNCTUATION)
        d->comma = "；";
    else if (edit == EDIT_WRAP)
        d->comma = "，\n";
}

static struct expected expect(enum edit_kind edit) {
    struct expected e = {.edit = edit, .kind = CHANGE_MODIFIED, .class = CLASS_SUBSTANTIVE};
    if (edit == EDIT_MOVE || edit == EDIT_RENUMBER || edit == EDIT_SPLIT || edit == EDIT_MERGE ||
        edit == EDIT_PUNCTUATION)
        e.class = CLASS_EDITORIAL;
    if (edit == EDIT_WRAP)
        e.class = CLASS_NOISE;
    e.kind = edit == EDIT_MOVE       ? CHANGE_MOVED
             : edit == EDIT_RENUMBER ? CHANGE_RENUMBERED
             : edit == EDIT_SPLIT    ? CHANGE_SPLIT
             : edit == EDIT_MERGE    ? CHANGE_MERGED
             : edit == EDIT_DELETE   ? CHANGE_REMOVED
             : edit == EDIT_INSERT   ? CHANGE_ADDED
                                     : CHANGE_MODIFIED;
    return e;
}

static void note(struct maker *m, struct edited *out, enum edit_kind edit, int old, int new) {
    struct expected e = expect(edit);
    e.old = edit == EDIT_INSERT ? -1 : old;
    e.new = edit == EDIT_DELETE ? -1 : new;
    *vec_push(m->a, &out->expected) = e;
}

/* Writes the draft into both plans, edited in the new one. */
static void put_both(struct maker *m, struct edited *out, const struct draft *d,
                     enum edit_kind edit) {
    int old = (int)out->old->measures.n, new = (int)out->new->measures.n;
    struct draft edited = *d;
    change_draft(m, edit, &edited);
    if (edit == EDIT_MERGE)
        put_halves(m, out->old, d);
    else
        put_whole(m, out->old, d);
    if (edit == EDIT_SPLIT)
        put_halves(m, out->new, d);
    else if (edit != EDIT_DELETE)
        put_whole(m, out->new, &edited);
    if (edit == EDIT_INSERT) {
        edited = draft_new(m, d->task_no);
        edited.task = d->task;
        edited.section = d->section;
        put_whole(m, out->new, &edited);
        new ++;
    }
    if (edit != EDIT_NONE)
        note(m, out, edit, old, new);
}

static void number_measures(struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++) {
        struct measure *m = &plan->measures.at[i];
        m->measure_no = i && m[-1].task_no == m->task_no ? m[-1].measure_no + 1 : 1;
    }
}

static struct plan *plan_new(struct arena *a, struct str doc) {
    struct plan *plan = arena_alloc(a, sizeof *plan);
    plan->a = a;
    plan->document.doc = doc;
    return plan;
}

struct edited edits_make(struct arena *a, unsigned seed, int n, int rate) {
    struct maker m = {a, seed};
    struct edited out = {.old = plan_new(a, S("old")), .new = plan_new(a, S("new"))};
    struct str task = {0}, section = {0};
    for (int i = 0; i < n; i++) {
        if (i % 3 == 0)
            task = sentence(&m, 4);
        if (i % 9 == 0)
            section = sentence(&m, 3);
        struct draft d = draft_new(&m, i / 3 + 1);
        d.task = task;
        d.section = section;
        put_both(&m, &out, &d,
                 draw(&m, (unsigned)rate) == 0 ? (enum edit_kind)(1 + draw(&m, EDITS - 1))
                                               : EDIT_NONE);
    }
    number_measures(out.old);
    number_measures(out.new);
    return out;
}

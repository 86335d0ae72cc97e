#include "tests/edits.h"

/* Real plans have thousands; of few, any two measures would share some. */
static const char *const words[] = {
    "托育", "养老", "助餐", "停车", "电梯", "菜场", "早市", "图书", "健身", "公园", "绿道", "路灯",
    "雨棚", "座椅", "诊所", "急救", "义诊", "讲堂", "夜校", "社团", "邮递", "理发", "缝补", "维修",
    "充电", "骑行", "班车", "站台", "候车", "护栏", "地图", "热线", "窗口", "证照", "档案", "代办",
    "花坛", "喷泉", "滑梯", "书屋", "琴房", "画室", "棋牌", "茶座", "浴室", "洗衣", "晾晒", "垃圾",
    "回收", "清运", "巡查", "登记", "评选", "展览", "演出", "比赛", "培训", "招聘", "咨询", "调解",
    "帮扶", "探访", "陪诊", "送药", "照护", "康复", "体检", "筛查", "接种", "疏导", "翻新", "扩建",
    "旧衣", "彩绘", "盲道", "坡道", "扶手", "凉亭", "步道", "栈桥", "渡口", "码头", "灯塔", "渔船",
    "果园", "茶山", "稻田", "菜畦", "花圃", "苗圃", "温室", "粮仓", "磨坊", "酒坊", "染坊", "陶窑",
    "瓷器", "剪纸", "皮影", "木偶", "秧歌", "龙舟", "风筝", "灯会", "庙会", "集市", "商圈", "驿站",
    "民宿", "露营", "骑楼", "牌坊", "戏台", "祠堂", "古井", "石桥", "城墙", "遗址", "碑刻", "族谱",
    "方志", "家训", "校训", "课后", "晚托", "食堂", "午休", "操场", "泳池", "球馆", "冰场", "雪道",
    "赛艇", "攀岩", "马术", "围棋", "象棋", "书法", "国画", "版画", "篆刻", "合唱", "管乐", "舞蹈",
    "话剧", "电影", "短片", "动漫", "游戏", "编程", "机器", "航模", "天文", "气象", "潮汐", "地质",
    "矿石", "植被", "鸟类", "昆虫", "蜜蜂", "鱼苗", "虾池", "蟹田", "牛舍", "羊圈", "鸡场", "饲料",
    "疫苗", "兽医", "宠物", "驯犬", "消防", "避险", "演练", "沙袋", "水泵", "堤岸", "闸门", "涵洞",
    "桥梁", "隧道", "匝道", "车道", "标线", "信号", "路口", "斑马", "护学", "接送", "拼车", "租赁",
    "保险", "理赔", "信贷", "担保", "票据", "税票", "社保", "医保", "公积", "补贴", "抚恤", "慰问",
    "拥军", "优待", "婚育", "户籍", "居住", "签证", "公证", "仲裁", "法援", "普法", "信访", "听证",
    "公示", "民调", "议事", "网格", "楼长", "物业", "业委", "管家", "保洁", "绿植", "杂物", "车棚",
    "门禁",
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

static bool has(unsigned edits, enum edit_kind edit) {
    return edits & 1u << edit;
}

static void change_draft(struct maker *m, unsigned edits, struct draft *d) {
    if (has(edits, EDIT_REWORD))
        d->part[draw(m, 3)] = sentence(m, 7);
    if (has(edits, EDIT_NUMBER))
        d->value += 1 + (int)draw(m, 50);
    if (has(edits, EDIT_DEADLINE))
        d->deadline = S("6月底前");
    if (has(edits, EDIT_UNIT))
        d->unit = S("区气象局");
    if (has(edits, EDIT_MOVE))
        d->section = S("九、另行安排");
    if (has(edits, EDIT_RENUMBER))
        d->task_no += 1000;
    if (has(edits, EDIT_PUNCTUATION))
        d->comma = "；";
    if (has(edits, EDIT_WRAP))
        d->comma = "，\n";
}

/* Every kind that holds, as bits. */
static unsigned kinds_of(unsigned edits) {
    static const struct {
        enum edit_kind edit;
        enum change_kind kind;
    } list[] = {{EDIT_REWORD, CHANGE_MODIFIED},      {EDIT_NUMBER, CHANGE_MODIFIED},
                {EDIT_DEADLINE, CHANGE_MODIFIED},    {EDIT_UNIT, CHANGE_MODIFIED},
                {EDIT_PUNCTUATION, CHANGE_MODIFIED}, {EDIT_WRAP, CHANGE_MODIFIED},
                {EDIT_DELETE, CHANGE_REMOVED},       {EDIT_INSERT, CHANGE_ADDED},
                {EDIT_MOVE, CHANGE_MOVED},           {EDIT_RENUMBER, CHANGE_RENUMBERED},
                {EDIT_SPLIT, CHANGE_SPLIT},          {EDIT_MERGE, CHANGE_MERGED}};
    unsigned kinds = 0;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (has(edits, list[i].edit))
            kinds |= 1u << list[i].kind;
    return kinds;
}

static struct expected expect(unsigned edits) {
    static const enum change_kind order[] = {CHANGE_ADDED,     CHANGE_REMOVED,  CHANGE_SPLIT,
                                             CHANGE_MERGED,    CHANGE_MODIFIED, CHANGE_MOVED,
                                             CHANGE_RENUMBERED};
    struct expected e = {.edits = edits, .class = CLASS_SUBSTANTIVE};
    unsigned kinds = kinds_of(edits), i = 0;
    while (!(kinds & 1u << order[i]))
        i++;
    e.kind = order[i];
    e.also = kinds & ~(1u << e.kind);
    if (edits == 1u << EDIT_WRAP)
        e.class = CLASS_NOISE;
    else if (!(edits & (1u << EDIT_REWORD | 1u << EDIT_NUMBER | 1u << EDIT_DEADLINE |
                        1u << EDIT_UNIT | 1u << EDIT_DELETE | 1u << EDIT_INSERT)))
        e.class = CLASS_EDITORIAL;
    return e;
}

static void note(struct maker *m, struct edited *out, unsigned edits, int old, int new) {
    struct expected e = expect(edits);
    e.old = has(edits, EDIT_INSERT) ? -1 : old;
    e.new = has(edits, EDIT_DELETE) ? -1 : new;
    *vec_push(m->a, &out->expected) = e;
}

/* Writes the draft into the old plan; returns its first measure there. */
static int put_old(struct maker *m, struct edited *out, const struct draft *d, unsigned edits) {
    int first = (int)out->old->measures.n;
    if (has(edits, EDIT_MERGE))
        put_halves(m, out->old, d);
    else
        put_whole(m, out->old, d);
    return first;
}

/* Writes the edited draft into the new plan. */
static void put_new(struct maker *m, struct edited *out, const struct draft *d, unsigned edits,
                    int old) {
    int new = (int)out->new->measures.n;
    if (has(edits, EDIT_SPLIT))
        put_halves(m, out->new, d);
    else if (!has(edits, EDIT_DELETE))
        put_whole(m, out->new, d);
    if (has(edits, EDIT_INSERT)) {
        struct draft more = draft_new(m, d->task_no);
        more.task = d->task;
        more.section = d->section;
        put_whole(m, out->new, &more);
        new ++;
    }
    if (edits)
        note(m, out, edits, old, new);
}

/* One edit, and where it leaves the measure what it says, perhaps more. */
static unsigned draw_edits(struct maker *m, bool combined) {
    static const enum edit_kind more[] = {EDIT_NUMBER, EDIT_DEADLINE, EDIT_UNIT, EDIT_MOVE,
                                          EDIT_RENUMBER};
    enum edit_kind first = (enum edit_kind)(1 + draw(m, EDITS - 1));
    unsigned edits = 1u << first;
    if (!combined || first == EDIT_DELETE || first == EDIT_INSERT)
        return edits;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (draw(m, 3) == 0)
            edits |= 1u << more[i];
    return edits;
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

/* A measure that moves, until all others are written. */
struct moved {
    struct draft draft;
    unsigned edits;
    int old;
};

static struct edited make(struct maker *m, int n, int rate, bool combined) {
    struct edited out = {.old = plan_new(m->a, S("old")), .new = plan_new(m->a, S("new"))};
    struct str task = {0}, section = {0};
    VEC(struct moved) moved = {0};
    for (int i = 0; i < n; i++) {
        if (i % 3 == 0)
            task = sentence(m, 4);
        if (i % 9 == 0)
            section = sentence(m, 3);
        struct draft d = draft_new(m, i / 3 + 1);
        d.task = task;
        d.section = section;
        unsigned edits = draw(m, (unsigned)rate) == 0 ? draw_edits(m, combined) : 0;
        int old = put_old(m, &out, &d, edits);
        change_draft(m, edits, &d);
        if (has(edits, EDIT_MOVE))
            *vec_push(m->a, &moved) = (struct moved){d, edits, old};
        else
            put_new(m, &out, &d, edits, old);
    }
    for (size_t i = 0; i < moved.n; i++)
        put_new(m, &out, &moved.at[i].draft, moved.at[i].edits, moved.at[i].old);
    number_measures(out.old);
    number_measures(out.new);
    return out;
}

struct edited edits_make(struct arena *a, unsigned seed, int n, int rate) {
    struct maker m = {a, seed};
    return make(&m, n, rate, false);
}

struct edited edits_combined(struct arena *a, unsigned seed, int n, int rate) {
    struct maker m = {a, seed};
    return make(&m, n, rate, true);
}

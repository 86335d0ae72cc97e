#include "tests/seeds.h"
#include <string.h>

/* ---- invented text ---- */

static const char *const actions[] = {"完善", "扩建", "改造", "整修",
                                      "更新", "新建", "美化", "充实"};
static const char *const places[] = {"东苑", "西溪", "南屏", "北渡", "柳林", "石桥",
                                     "云岭", "清泉", "松岗", "梅坞", "竹园", "河湾"};
static const char *const objects[] = {"社区阅览室",   "街角书屋",     "儿童借阅区", "流动书车站点",
                                      "自助还书机",   "古籍修复室",   "盲文书库",   "读者食堂",
                                      "书库照明设施", "馆舍取暖管道", "露天舞台",   "非遗展示厅",
                                      "乡村放映点",   "老年活动室",   "健身步道"};
static const char *const groups[] = {"中小学生", "外来务工人员", "退休职工", "残障读者",
                                     "新婚家庭", "社区志愿者",   "快递骑手", "返乡青年"};
static const char *const activities[] = {"诵读比赛", "手工课堂", "读书沙龙", "电影展映",
                                         "书画展览", "科普讲座", "戏曲演出", "旧书交换",
                                         "夜间开放", "摄影采风"};
static const char *const results[] = {"形成固定活动品牌", "带动周边街区人气", "提升场馆使用效率",
                                      "方便群众就近参与", "留存完整活动档案", "扩大公共服务半径",
                                      "丰富假日文化供给", "吸引社会力量参与"};
static const char *const ways[] = {"依托镇街文化站", "结合闲置场地", "采用预约方式",
                                   "发动社会捐赠",   "按照错峰原则", "利用假期时段",
                                   "借助线上平台",   "通过政府采购"};
static const char *const units[] = {"区教委",       "区文化和旅游局", "区财政局", "区民政局",
                                    "区水务局",     "区园林绿化局",   "区交通局", "区城市管理委",
                                    "区体育局",     "区卫生健康委",   "区商务局", "区市场监管局",
                                    "区生态环境局", "区农业农村局"};
static const char *const deadlines[] = {"年底前", "6月底前", "9月底前", "长期实施"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

struct line {
    int no; /* 0: a further measure of the task */
    bool number_lost;
    struct str task, measure, deadline, lead, support;
    bool empty_before; /* a wholly empty row in front */
    enum check_code code;
    bool seeded;
};

struct making {
    struct arena *a;
    uint64_t random;
    enum seeds_form form;
    VEC(struct line) rows;
    struct buf text;
    uint32_t line;
    struct seeded out;
    int next; /* the fault to plant next */
    enum check_code indicator;
};

static size_t below(struct making *m, size_t n) {
    m->random = m->random * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(m->random >> 33) % n;
}

#define PICK(m, list) ((list)[below((m), COUNT(list))])

static struct str sentence(struct making *m, size_t i) {
    static const char *const forms[] = {"%s，%s%s%s，面向%s举办%s，%s。",
                                        "%s，在%s%s%s基础上，为%s组织%s，%s。"};
    (void)forms;
    return str_fmt(m->a, "%s%s%s，%s面向%s举办%s，%s。", actions[i % COUNT(actions)],
                   places[i % COUNT(places)], objects[(i / 2) % COUNT(objects)], PICK(m, ways),
                   PICK(m, groups), PICK(m, activities), PICK(m, results));
}

static struct str with_marks(struct making *m, struct str s, size_t i) {
    static const char *const tails[] = {"落实《延庆区公共阅读管理办法》（延政办发〔2025〕11号）。",
                                        "培育“一街一品”文化项目。",
                                        "建设内容（含配套绿化）年内公示。", ""};
    return str_fmt(m->a, "%.*s%s", STR_ARG(s), tails[i % COUNT(tails)]);
}

static struct str unit_but(struct making *m, struct str other) {
    struct str u;
    do
        u = str_of(PICK(m, units));
    while (str_eq(u, other));
    return u;
}

static void add_rows(struct making *m) {
    size_t shift = below(m, 1000);
    for (int no = 1, k = 0; no <= 16; no++)
        for (size_t n = 1 + below(m, 3), i = 0; i < n; i++, k++) {
            struct line r = {.no = i == 0 ? no : 0};
            r.task = str_fmt(m->a, "%s%s%s", PICK(m, actions), places[(size_t)no % COUNT(places)],
                             objects[(size_t)no % COUNT(objects)]);
            r.measure = with_marks(m, sentence(m, shift + (size_t)k * 7), below(m, 5));
            r.deadline = str_of(PICK(m, deadlines));
            r.lead = str_of(PICK(m, units));
            r.support = below(m, 3) ? unit_but(m, r.lead) : S("——");
            *vec_push(m->a, &m->rows) = r;
        }
}

/* ---- faults ---- */

static const enum check_code faults[] = {
    CHECK_NUMBER_GAP,        CHECK_NUMBER_REPEATED,  CHECK_LIST_NUMBER,
    CHECK_NO_DEADLINE,       CHECK_NO_LEAD,          CHECK_NO_UNIT,
    CHECK_EMPTY_ROW,         CHECK_LEAD_AND_SUPPORT, CHECK_UNIT_REPEATED,
    CHECK_UNIT_UNKNOWN,      CHECK_UNIT_MISSPELT,    CHECK_UNIT_OUTDATED,
    CHECK_UNIT_ELSEWHERE,    CHECK_UNIT_VARIANTS,    CHECK_ODD_DEADLINE,
    CHECK_DEADLINE_EARLY,    CHECK_DEADLINE_LATE,    CHECK_DEADLINE_DIFFERS,
    CHECK_DATE_PAST,         CHECK_DOUBLED_SENTENCE, CHECK_DOUBLED_CLAUSE,
    CHECK_REPEATED_CLAUSE,   CHECK_DOUBLED_ITEM,     CHECK_DOUBLED_WORDS,
    CHECK_DOUBLED_MARK,      CHECK_NEAR_DUPLICATE,   CHECK_UNMATCHED_BRACKET,
    CHECK_UNMATCHED_QUOTE,   CHECK_UNMATCHED_TITLE,  CHECK_MIXED_WIDTH,
    CHECK_WRONG_CHARACTER,   CHECK_REDUNDANT_WORDS,  CHECK_VALUE_DIFFERS,
    CHECK_BOUND_DIFFERS,     CHECK_PERCENT_OVER_100, CHECK_UNIT_MISFIT,
    CHECK_SUM_DIFFERS,       CHECK_DOC_NUMBER,       CHECK_DOC_NUMBER_DIFFERS,
    CHECK_DOC_NUMBER_FUTURE, CHECK_TITLE_DIFFERS,    CHECK_VERSION_DIFFERS,
    CHECK_SUPERSEDED,        CHECK_DRAFT_CITED,      CHECK_NUMBER_INFERRED,
    CHECK_EMPTY_CELL,
};

static struct str joined(struct making *m, struct str x, const char *y) {
    return str_fmt(m->a, "%.*s%s", STR_ARG(x), y);
}

/* The text with the first occurrence of old replaced. */
static struct str replaced(struct making *m, struct str s, struct str old, struct str new) {
    size_t at = str_find(s, old, 0);
    return at == SIZE_MAX ? s
                          : str_fmt(m->a, "%.*s%.*s%.*s", STR_ARG(str_cut(s, 0, at)), STR_ARG(new),
                                    STR_ARG(str_cut(s, at + old.n, s.n)));
}

static struct str first_clause(struct str s) {
    return str_cut(s, 0, str_find(s, S("，"), 0) + S("，").n);
}

static struct str first_sentence(struct str s) {
    return str_cut(s, 0, str_find(s, S("。"), 0) + S("。").n);
}

/* Words to add to the measure, for faults of the text alone; one of several. */
struct addition {
    enum check_code code;
    const char *text[4];
};
static const struct addition additions[] = {
    {CHECK_LIST_NUMBER,
     {"一是摸清底数；二是分类登记；四是公开结果。",
      "重点做好：1.清点藏书；2.修补破损；2.归类上架。", "①开展测绘；③编制图册。",
      "（1）登记造册；（2）张贴编号；（4）拍照留存。"}},
    {CHECK_DATE_PAST,
     {"2024年底前完成设备采购。", "2025年6月底前建成样板点位。", "2023年底前实现全部联网。",
      "2025年9月底前出台实施细则。"}},
    {CHECK_REPEATED_CLAUSE,
     {"营造浓厚书香氛围，张贴海报，营造浓厚书香氛围。",
      "方便周边居民借阅，增设书柜，延长时间，方便周边居民借阅。",
      "持续推动馆内通风系统检修，登记故障，持续开展馆内通风系统检修。",
      "确保节日期间安全有序，安排值班，确保节日期间安全有序。"}},
    {CHECK_DOUBLED_ITEM,
     {"重点整治墙面、地面、门窗、地面、屋顶等部位。", "向读者、作者、编者、读者、译者等征集意见。",
      "配齐桌椅、灯具、书架、灯具、窗帘等物品。", "覆盖学校、医院、车站、医院、商场等场所。"}},
    {CHECK_DOUBLED_WORDS,
     {"进一步加强加强夜间值守。", "及时向社会社会公布开放时间。", "组织骨干骨干教师参与授课。",
      "建立统一统一的借阅平台。"}},
    {CHECK_DOUBLED_MARK,
     {"定期清洗滤网，，保持通风。", "定期清洗滤网。。", "安排专人值守、，做好登记。",
      "做好以下工作：；保持整洁。"}},
    {CHECK_UNMATCHED_BRACKET,
     {"对老旧书架（含铁质书架进行加固。", "对老旧书架含铁质书架）进行加固。",
      "推广共享书柜（试点。", "更换灯具【节能型，并登记入册。"}},
    {CHECK_UNMATCHED_QUOTE,
     {"打造“五分钟阅读圈，方便居民借阅。", "打造五分钟阅读圈”，方便居民借阅。",
      "开展“书香进万家活动。", "推行“一馆一策“管理。"}},
    {CHECK_UNMATCHED_TITLE,
     {"执行《图书借阅规则，规范服务流程。", "执行图书借阅规则》，规范服务流程。",
      "修订《场馆开放指南。", "对照读者服务标准》开展自查。"}},
    {CHECK_MIXED_WIDTH,
     {"及时更换破损座椅,保持地面整洁。", "公布咨询渠道:服务热线和信箱。", "清理过期杂志;补充新书。",
      "设置无障碍通道(含扶手)并定期检查。"}},
    {CHECK_WRONG_CHARACTER,
     {"己完成改造的点位纳入日常巡查。", "逐户登记末达标的设施。", "统一布署暑期开放工作。",
      "加强室内坏境监测。"}},
    {CHECK_REDUNDANT_WORDS,
     {"至少新增3处以上。", "培训志愿者不少于200人以上。", "维修周期不超过15天以内。",
      "服务读者约5000人次左右。"}},
    {CHECK_VALUE_DIFFERS,
     {"全区社区阅览座位覆盖率达到85%。", "社区阅览座位覆盖率达到72%。", "夜间开放场馆比例达到45%。",
      "全区夜间开放场馆比例达到70%。"}},
    {CHECK_BOUND_DIFFERS,
     {"图书自助借还设备完好率达到95%以上。", "全区图书自助借还设备完好率不低于95%。",
      "图书自助借还设备完好率保持在95%以上。", "图书自助借还设备完好率达到95%以上。"}},
    {CHECK_PERCENT_OVER_100,
     {"乡村放映点覆盖率达到120%。", "投诉办结率达到101%。", "读者满意率达到108%。",
      "设施检修合格率达到105%。"}},
    {CHECK_UNIT_MISFIT,
     {"乡村文化站达标率达到85公里。", "室内PM2.5年均浓度控制在30公里。",
      "书库恒温设施完好率达到96吨。", "盲文图书占比达到12公顷。"}},
    {CHECK_SUM_DIFFERS,
     {"新建口袋书屋10处，其中城区新建口袋书屋7处，乡村新建口袋书屋6处。",
      "培训馆员120名，其中专职馆员80名，兼职馆员70名。",
      "配送图书3万册，其中儿童图书2万册，科普图书2万册。",
      "改造书架60个，其中一层改造书架40个，二层改造书架30个。"}},
    {CHECK_DOC_NUMBER,
     {"执行《延庆区书房建设导则》（延政办发[2024]8号）。",
      "执行《延庆区文化站开放规程》（延政办发〔2024〕第8号）。",
      "执行《延庆区读者权益规定》（延政办发（2024）6号）。",
      "执行《延庆区馆藏登记细则》（延政办发〔2023〕05号）。"}},
    {CHECK_DOC_NUMBER_FUTURE,
     {"执行《延庆区夜间开放规范》（延政办发〔2028〕3号）。",
      "执行《延庆区志愿者守则》（延政办发〔2027〕4号）。",
      "执行《延庆区图书捐赠规定》（延政办发〔2029〕2号）。",
      "执行《延庆区流动书车规程》（延政办发〔2027〕9号）。"}},
    {CHECK_SUPERSEDED,
     {"空气质量执行《环境空气质量标准》（GB 3095-1996）。", "室外施工执行《环境噪声污染防治法》。",
      "饮水执行《生活饮用水卫生标准》（GB 5749-2006）。",
      "锅炉执行《锅炉大气污染物排放标准》（GB 13271-2001）。"}},
    {CHECK_DRAFT_CITED,
     {"严格执行《延庆区书吧服务标准（征求意见稿）》。",
      "按照《延庆区展厅安全要求（送审稿）》落实。", "对照《延庆区借阅信用办法（草案）》实施管理。",
      "执行《延庆区书目采选规则（讨论稿）》。"}},
};

static bool add_words(struct making *m, struct line *r, size_t which) {
    for (size_t i = 0; i < COUNT(additions); i++)
        if (additions[i].code == r->code) {
            r->measure = joined(m, r->measure, additions[i].text[which % 4]);
            return true;
        }
    return false;
}

static struct str two_units(struct making *m, struct str x, struct str y) {
    return str_fmt(m->a, "%.*s、%.*s", STR_ARG(x), STR_ARG(y));
}

static void damage_units(struct making *m, struct line *r, size_t which) {
    static const char *const unknown[] = {"区星河阁", "蓝鲸七号", "区万象坊", "半山雅集"};
    static const char *const misspelt[] = {"区文化和旅局", "区生态环镜局", "区农业农村屁",
                                           "区市场监督管里局"};
    static const char *const old[] = {"区环境保护局", "区卫生计生委", "区安监局", "区旅游委"};
    static const char *const far[] = {"怀柔区水务局", "平谷区财政局", "密云区教委", "房山区交通局"};
    static const char *const full[] = {"区教育委员会", "区城市管理委员会", "区卫生健康委员会",
                                       "区市场监督管理局"};
    r->support = S("区体育局");
    switch (r->code) {
    case CHECK_LEAD_AND_SUPPORT:
        r->support = two_units(m, unit_but(m, r->lead), r->lead);
        break;
    case CHECK_UNIT_REPEATED:
        r->support = unit_but(m, r->lead);
        r->support = two_units(m, r->support, r->support);
        break;
    case CHECK_UNIT_UNKNOWN:
        r->support = str_of(unknown[which % 4]);
        break;
    case CHECK_UNIT_MISSPELT:
        r->lead = str_of(misspelt[which % 4]);
        break;
    case CHECK_UNIT_OUTDATED:
        r->lead = str_of(old[which % 4]);
        break;
    case CHECK_UNIT_ELSEWHERE:
        r->lead = str_of(far[which % 4]);
        break;
    default:
        r->lead = str_of(full[which % 4]);
    }
}

static void damage_dates(struct making *m, struct line *r, size_t which) {
    static const char *const odd[] = {"另议", "视情况", "待定", "尽快办"};
    static const char *const early[] = {"2025年底前", "2025年6月底前", "2024年底前",
                                        "2025年9月底前"};
    static const char *const late[] = {"2027年底前", "2027年6月底前", "2028年底前",
                                       "2027年3月底前"};
    switch (r->code) {
    case CHECK_ODD_DEADLINE:
        r->deadline = str_of(odd[which % 4]);
        break;
    case CHECK_DEADLINE_EARLY:
        r->deadline = str_of(early[which % 4]);
        break;
    case CHECK_DEADLINE_LATE:
        r->deadline = str_of(late[which % 4]);
        break;
    case CHECK_NO_DEADLINE:
        r->deadline = S("");
        break;
    default:
        r->deadline = S("6月底前");
        r->measure = joined(m, r->measure, which % 2 ? "10月底前完成验收。" : "11月底前建成开放。");
    }
}

static void damage_citations(struct making *m, struct line *r, size_t which) {
    static const char *const number[] = {"落实《延庆区公共阅读管理办法》（延政办发〔2025〕12号）。",
                                         "落实《延庆区公共阅读管理办法》（延政发〔2025〕11号）。"};
    static const char *const title[] = {"落实《延庆区公共阅读的管理办法》。",
                                        "落实《延庆区公共阅读和管理办法》。"};
    static const char *const version[] = {
        "参照《全民阅读设施目录（2021年版）》配置，并对照《全民阅读设施目录（2024年版）》更新。",
        "执行《书库建设指标（2019年版）》和《书库建设指标（2023年版）》。"};
    static const char known[] = "落实《延庆区公共阅读管理办法》（延政办发〔2025〕11号）。";
    const char *const *list = r->code == CHECK_DOC_NUMBER_DIFFERS ? number
                              : r->code == CHECK_TITLE_DIFFERS    ? title
                                                                  : version;
    struct line *first = &m->rows.at[0];
    if (str_find(first->measure, str_of(known), 0) == SIZE_MAX)
        first->measure = joined(m, first->measure, known);
    r->measure = joined(m, replaced(m, r->measure, str_of(known), S("")), list[which % 2]);
}

static void damage_text(struct making *m, struct line *r) {
    struct str s = r->measure;
    if (r->code == CHECK_DOUBLED_SENTENCE)
        r->measure = str_fmt(m->a, "%.*s%.*s", STR_ARG(first_sentence(s)), STR_ARG(s));
    else
        r->measure = str_fmt(m->a, "%.*s%.*s", STR_ARG(first_clause(s)), STR_ARG(s));
}

static void damage_row(struct making *m, size_t i, size_t which) {
    struct line *r = &m->rows.at[i];
    switch (r->code) {
    case CHECK_NUMBER_GAP:
        for (size_t k = i; k < m->rows.n; k++)
            m->rows.at[k].no += m->rows.at[k].no ? 1 : 0;
        break;
    case CHECK_NUMBER_REPEATED:
        for (size_t k = i; k < m->rows.n; k++)
            m->rows.at[k].no -= m->rows.at[k].no ? 1 : 0;
        break;
    case CHECK_NUMBER_INFERRED:
        r->number_lost = true;
        break;
    case CHECK_NO_LEAD:
        r->lead = S("");
        break;
    case CHECK_NO_UNIT:
        r->support = S("");
        break;
    case CHECK_NO_STOP:
        r->measure = str_cut(r->measure, 0, r->measure.n - S("。").n);
        break;
    case CHECK_EMPTY_ROW:
        r->empty_before = true;
        break;
    case CHECK_NEAR_DUPLICATE:
        r->measure = replaced(m, m->rows.at[i - 2].measure, S("面向"), S("重点面向"));
        break;
    case CHECK_DOUBLED_SENTENCE:
    case CHECK_DOUBLED_CLAUSE:
        damage_text(m, r);
        break;
    case CHECK_DOC_NUMBER_DIFFERS:
    case CHECK_TITLE_DIFFERS:
    case CHECK_VERSION_DIFFERS:
        damage_citations(m, r, which);
        break;
    default:
        if (r->code >= CHECK_LEAD_AND_SUPPORT && r->code <= CHECK_UNIT_VARIANTS)
            damage_units(m, r, which);
        else if (!add_words(m, r, which))
            damage_dates(m, r, which);
    }
}

static bool is_number(enum check_code code) {
    return code == CHECK_NUMBER_GAP || code == CHECK_NUMBER_REPEATED ||
           code == CHECK_NUMBER_INFERRED;
}

/* In a task's further rows an empty deadline is one merged with that above. */
static bool wants_first(enum check_code code) {
    return is_number(code) || code == CHECK_NO_DEADLINE;
}

/* Faults in turn, so that each is planted as often as the others. A number that is lost cannot be
 * inferred beside one that is wrong: a plan has one fault of numbers. */
static void plant(struct making *m, unsigned seed, int rate) {
    bool numbered = false;
    m->next = (int)(seed * 7 % COUNT(faults));
    for (size_t i = 4; rate && i + 3 < m->rows.n; i += (size_t)rate) {
        struct line *r = &m->rows.at[i];
        enum check_code code = faults[(size_t)m->next % COUNT(faults)];
        while ((is_number(code) && numbered) || (wants_first(code) && !r->no))
            code = faults[(size_t)++m->next % COUNT(faults)];
        m->next++;
        numbered = numbered || is_number(code);
        r->code = code;
        r->seeded = code != CHECK_EMPTY_CELL;
        if (code == CHECK_EMPTY_CELL)
            m->indicator = code;
        else
            damage_row(m, i, seed + i);
    }
}

/* ---- printing ---- */

static void put_line(struct making *m, struct str s) {
    buf_add(&m->text, s);
    buf_byte(&m->text, '\n');
    m->line++;
}

static void put_cell(struct making *m, struct str s) {
    if (m->form == SEEDS_FLAT)
        put_line(m, str_fmt(m->a, "\t%.*s", STR_ARG(s)));
    else
        buf_fmt(&m->text, " %.*s |", STR_ARG(s));
}

static void begin_row(struct making *m) {
    if (m->form == SEEDS_FLAT)
        put_line(m, S(""));
    else
        buf_add(&m->text, S("|"));
}

static void end_row(struct making *m) {
    if (m->form == SEEDS_PIPE)
        put_line(m, S(""));
}

static void put_row(struct making *m, const struct str *cells, size_t n) {
    begin_row(m);
    for (size_t i = 0; i < n; i++)
        put_cell(m, cells[i]);
    end_row(m);
}

static void put_head(struct making *m, const struct str *cells, size_t n) {
    put_row(m, cells, n);
    if (m->form == SEEDS_PIPE) {
        buf_add(&m->text, S("|"));
        for (size_t i = 0; i < n; i++)
            buf_add(&m->text, S("---|"));
        put_line(m, S(""));
    }
}

static void put_measure(struct making *m, const struct line *r) {
    struct str number = r->no && !r->number_lost ? str_fmt(m->a, "%d", r->no) : S("");
    struct str cells[] = {number,    r->no ? r->task : S(""), r->measure, r->deadline, r->lead,
                          r->support};
    static const struct str none[6];
    uint32_t from = m->line;
    if (r->empty_before)
        put_row(m, none, 6);
    if (r->number_lost && m->form == SEEDS_FLAT) { /* right behind the row above, one space */
        put_line(m, str_fmt(m->a, " %.*s", STR_ARG(r->task)));
        for (size_t i = 2; i < 6; i++)
            put_cell(m, cells[i]);
    } else {
        put_row(m, cells, 6);
    }
    if (r->seeded)
        *vec_push(m->a, &m->out.seeds) = (struct seed){r->code, from, m->line - 1};
}

static void put_indicators(struct making *m) {
    static const struct str head[] = {S("序号"), S("指标名称"), S("年度目标"), S("牵头部门")};
    static const char *const rows[][3] = {{"社区阅览座位覆盖率", "90%", "区教委"},
                                          {"夜间开放场馆比例", "60%", "区文化和旅游局"},
                                          {"图书自助借还设备完好率", ">95%", "区财政局"},
                                          {"流动书车站点", "24个", "区交通局"},
                                          {"古籍修复量", "300册", "区文化和旅游局"},
                                          {"年度新增藏书", "5万册", "区财政局"}};
    if (m->form == SEEDS_FLAT)
        put_line(m, S(""));
    put_line(m, S("附件2"));
    put_line(m, S(""));
    put_line(m, S("延庆区书香城市建设2026年指标表"));
    put_line(m, S(""));
    put_head(m, head, 4);
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool empty = m->indicator == CHECK_EMPTY_CELL && i == 3;
        struct str cells[] = {str_fmt(m->a, "%zu", i + 1), str_of(rows[i][0]),
                              empty ? S("") : str_of(rows[i][1]), str_of(rows[i][2])};
        uint32_t from = m->line;
        put_row(m, cells, 4);
        if (empty)
            *vec_push(m->a, &m->out.seeds) = (struct seed){CHECK_EMPTY_CELL, from, m->line - 1};
    }
}

struct seeded seeds_make(struct arena *a, unsigned seed, int rate, enum seeds_form form) {
    static const struct str head[] = {S("序号"),     S("重点任务"), S("工作措施"),
                                      S("完成时限"), S("牵头部门"), S("协办单位")};
    struct making m = {.a = a, .random = seed * 2654435761u + 12345, .form = form, .line = 1};
    m.text.a = a;
    m.indicator = CHECK_CODES;
    for (int i = 0; i < 8; i++)
        below(&m, 2);
    add_rows(&m);
    plant(&m, seed, rate);
    put_line(&m, S("附件1"));
    put_line(&m, S(""));
    put_line(&m, S("延庆区书香城市建设2026年行动计划"));
    put_line(&m, S(""));
    put_head(&m, head, 6);
    for (size_t i = 0; i < m.rows.n; i++)
        put_measure(&m, &m.rows.at[i]);
    put_line(&m, S(""));
    put_indicators(&m);
    m.out.text = buf_str(&m.text);
    return m.out;
}

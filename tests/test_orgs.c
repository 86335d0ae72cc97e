/* rules/: which organisation a mention means. Districts such as 云岭区 are invented and listed
 * nowhere; what is true of them holds for every district never seen before. */
#include "base/utf8.h"
#include "rules/registry.h"
#include "rules/rules.h"
#include "tests/test.h"
#include "tests/world.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct resolver *resolver_of(void **state, struct org_document d) {
    struct world *w = *state;
    return resolver_new(w->a, w->rules, &d);
}

/* In a plan of this division (code) and year. */
static struct org_answer in(void **state, struct str code, int year, struct str mention) {
    return resolve(resolver_of(state, (struct org_document){.code = code, .year = year}), mention);
}

static void assert_org(struct org_answer got, struct str id, struct str name, enum org_how how) {
    assert_str(got.id, id);
    assert_str(got.name, name);
    assert_int_equal(got.how, how);
    assert_true(got.confidence > 0.5 && got.confidence <= 1);
}

static void assert_unresolved(struct org_answer got) {
    assert_int_equal(got.type, ORG_TYPE_NONE);
    assert_int_equal(got.how, ORG_HOW_NONE);
    assert_int_equal(got.id.n, 0);
    assert_true(got.confidence == 0);
    assert_true(got.reason.n > 0);
}

#define MIYUN S("110118")
#define YANQING S("110119")
#define BEIJING S("110000")

static void one_body_has_one_key(void **state) {
    static const struct str names[][5] = {
        {S("区发展改革委"), S("区发改委"), S("区发展和改革委员会"), S("密云区发改委"),
         S("北京市密云区发展和改革委员会")},
        {S("市规划自然资源委密云分局"), S("市规自委密云分局"), S("市规划自然委密云分局"),
         S("北京市规划和自然资源委员会密云分局"), S("区规自分局")},
        {S("市交通委密云公路分局"), S("密云公路分局"), S("区公路分局"),
         S("市交通委员会密云公路分局"), S("北京市交通委员会密云公路分局")},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (size_t k = 0; k < 5; k++) {
            struct org_answer first = in(state, MIYUN, 2026, names[i][0]);
            struct org_answer a = in(state, MIYUN, 2026, names[i][k]);
            assert_int_equal(a.type, ORG_TYPE_BODY);
            assert_str(a.id, first.id);
            assert_str(a.name, first.name);
        }
}

static void one_kind_in_two_districts(void **state) {
    struct org_answer a = in(state, MIYUN, 2026, S("区生态环境局"));
    struct org_answer b = in(state, YANQING, 2026, S("区生态环境局"));
    assert_org(a, S("110118:生态环境局"), S("北京市密云区生态环境局"), ORG_HOW_EXACT);
    assert_org(b, S("110119:生态环境局"), S("北京市延庆区生态环境局"), ORG_HOW_EXACT);
    assert_str(a.kind, b.kind);
}

static void same_short_name_at_two_levels(void **state) {
    assert_org(in(state, MIYUN, 2026, S("市生态环境局")), S("110000:生态环境局"),
               S("北京市生态环境局"), ORG_HOW_EXACT);
    assert_org(in(state, BEIJING, 2026, S("市发展改革委")), S("110000:发展和改革委员会"),
               S("北京市发展和改革委员会"), ORG_HOW_ALIAS);
    /* 昆山市 is a city below 苏州市: 市 is itself. */
    assert_org(in(state, S("320583"), 2026, S("市水务局")), S("320583:水务局"),
               S("江苏省苏州市昆山市水务局"), ORG_HOW_EXACT);
    assert_org(in(state, S("130102"), 2026, S("市公安局")), S("130100:公安局"),
               S("河北省石家庄市公安局"), ORG_HOW_EXACT);
    assert_org(in(state, S("130102"), 2026, S("省生态环境厅")), S("130000:生态环境局"),
               S("河北省生态环境厅"), ORG_HOW_EXACT);
}

static void places_of_one_name(void **state) {
    /* 朝阳区 is in Beijing and in Changchun, 鼓楼区 four times: the nearest is meant, or none. */
    assert_str(in(state, BEIJING, 2026, S("朝阳区政府")).id, S("110105:人民政府"));
    assert_str(in(state, S("220102"), 2026, S("朝阳区政府")).id, S("220104:人民政府"));
    assert_unresolved(in(state, S("440100"), 2026, S("朝阳区政府")));
    assert_str(in(state, S("110108"), 2026, S("八里庄街道")).id, S("110108005:街道办事处"));
    assert_unresolved(in(state, MIYUN, 2026, S("八里庄街道")));
    assert_str(in(state, MIYUN, 2026, S("檀营乡")).id, S("110118003:街道办事处"));
}

static void prefixes_are_no_traps(void **state) {
    assert_str(in(state, MIYUN, 2026, S("区公安分局")).id, S("110118:公安局分局"));
    assert_str(in(state, MIYUN, 2026, S("区公安分局交通支队")).id, S("110118:公安局分局交通支队"));
    assert_str(in(state, MIYUN, 2026, S("密云镇")).id, S("110118100:人民政府"));
    assert_str(in(state, MIYUN, 2026, S("密云水库综合执法大队")).id,
               S("110118:密云水库综合执法大队"));
    assert_str(in(state, MIYUN, 2026, S("区委")).id, S("110118:委员会"));
    assert_str(in(state, MIYUN, 2026, S("区委宣传部")).id, S("110118:委宣传部"));
    assert_str(in(state, BEIJING, 2026, S("市场监管局")).id, S("110000:市场监督管理局"));
    assert_str(in(state, BEIJING, 2026, S("市市场监管局")).id, S("110000:市场监督管理局"));
    assert_str(in(state, MIYUN, 2026, S("团区委")).id, S("110118:共产主义青年团委员会"));
    /* A body of another level is no misprint of the district's. */
    assert_unresolved(in(state, MIYUN, 2026, S("密云镇财政局")));
    assert_unresolved(in(state, MIYUN, 2026, S("密云市财政局")));
    assert_str(in(state, MIYUN, 2026, S("区乡村振新局")).id, S("110118:乡村振兴局"));
}

static void a_second_name_is_no_second_body(void **state) {
    const struct str want = S("110119:科学技术和经济信息化局");
    assert_str(in(state, YANQING, 2026, S("区科信局")).id, want);
    assert_str(in(state, YANQING, 2026, S("中关村延庆园管委会")).id, want);
    struct org_answer both = in(state, YANQING, 2026, S("区科信局（中关村延庆园管委会）"));
    assert_str(both.id, want);
    assert_int_equal(both.how, ORG_HOW_RULE);
    /* In Miyun the park is a body of its own. */
    assert_str(in(state, MIYUN, 2026, S("中关村密云园")).id, S("110118:中关村园管理委员会"));
    assert_str(in(state, BEIJING, 2022, S("市科委、中关村管委会")).id, S("110000:科学技术委员会"));
}

static void a_body_is_renamed(void **state) {
    assert_org(in(state, MIYUN, 2016, S("区环保局")), S("110118:环境保护局"),
               S("北京市密云区环境保护局"), ORG_HOW_ALIAS);
    struct org_answer now = in(state, MIYUN, 2026, S("区环保局"));
    assert_org(now, S("110118:生态环境局"), S("北京市密云区生态环境局"), ORG_HOW_ALIAS);
    assert_true(now.confidence < 0.98);
    /* Two reforms one after the other. */
    assert_str(in(state, BEIJING, 2017, S("市规划国土委")).id,
               S("110000:规划和国土资源管理委员会"));
    assert_str(in(state, BEIJING, 2026, S("市规划委")).id, S("110000:规划和自然资源委员会"));
    /* A reform of one district alone. */
    assert_str(in(state, YANQING, 2021, S("区科委")).id, S("110119:科学技术委员会"));
    assert_str(in(state, YANQING, 2026, S("区科委")).id, S("110119:科学技术和经济信息化局"));
    assert_str(in(state, MIYUN, 2026, S("区科委")).id, S("110118:科学技术委员会"));
    /* Without a year, today's. */
    assert_str(in(state, MIYUN, 0, S("区环保局")).id, S("110118:生态环境局"));
}

static void damage_is_bridged(void **state) {
    static const struct {
        struct str code, mention, id;
    } cases[] = {
        {BEIJING, S("市管理委"), S("110000:城市管理委员会")}, /* characters lost */
        {BEIJING, S("昌平区府"), S("110114:人民政府")},
        {BEIJING, S("昌乎区政府"), S("110114:人民政府")},     /* in the place */
        {MIYUN, S("区农业农村"), S("110118:农业农村局")},     /* cut off */
        {MIYUN, S("区园林绿化化局"), S("110118:园林绿化局")}, /* doubled */
        {MIYUN, S("区生态坏境局"), S("110118:生态环境局")},   /* alike */
        {MIYUN, S("巨各压镇"), S("110118105:人民政府")},
        {MIYUN, S("市规划自然资委密云分局"), S("110118:规划和自然资源委员会分局")},
        {MIYUN, S("区人力资源社会保璋局"), S("110118:人力资源和社会保障局")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct org_answer a = in(state, cases[i].code, 2026, cases[i].mention);
        assert_str(a.id, cases[i].id);
        assert_int_equal(a.how, ORG_HOW_FUZZY);
        assert_true(a.confidence >= 0.5 && a.confidence < 0.9);
    }
}

/* One character away from two bodies or more. */
static void two_bodies_equally_near(void **state) {
    static const struct str mentions[] = {
        S("区务局"),                  /* 商务局, 水务局, 税务局 */
        S("区囗务局"), S("区民囗局"), /* 民政局, 民防局 */
    };
    for (size_t i = 0; i < sizeof mentions / sizeof *mentions; i++) {
        struct org_answer a = in(state, MIYUN, 2026, mentions[i]);
        assert_unresolved(a);
    }
    assert_true(in(state, MIYUN, 2026, S("区务局")).candidate_count >= 2);
}

static void an_invented_bureau_stays_unresolved(void **state) {
    static const struct str mentions[] = {S("区星际航行局"),     S("区星际旅游局"),
                                          S("区幸福局"),         S("区梦想管理局"),
                                          S("市云朵委密云分局"), S("中国铁路临石局集团有限公司"),
                                          S("密云幸福公司")};
    for (size_t i = 0; i < sizeof mentions / sizeof *mentions; i++)
        assert_unresolved(in(state, MIYUN, 2026, mentions[i]));
    struct org_answer a = in(state, MIYUN, 2026, S("区星际旅游局"));
    assert_true(a.candidate_count > 0);
    assert_str(a.candidates[0].id, S("110118:文化和旅游局"));
}

static void an_invented_district(void **state) {
    struct resolver *r =
        resolver_of(state, (struct org_document){.name = S("云岭区"), .year = 2026});
    assert_non_null(resolver_home(r));
    assert_str(resolver_home(r)->name, S("云岭区"));
    static const struct str want[][3] = {
        {S("区卫生健康委"), S("云岭区:卫生健康委员会"), S("云岭区卫生健康委员会")},
        {S("云岭区卫生健康委"), S("云岭区:卫生健康委员会"), S("云岭区卫生健康委员会")},
        {S("国网云岭供电公司"), S("云岭区:供电公司"), S("国网云岭供电公司")},
        {S("市规划自然资源委云岭分局"), S("云岭区:规划和自然资源委员会分局"),
         S("市规划和自然资源委员会云岭分局")},
        {S("区公安分局交通支队"), S("云岭区:公安局分局交通支队"), S("市公安局云岭分局交通支队")},
        {S("市规划自然资源委"), S("云岭区^:规划和自然资源委员会"), S("市规划和自然资源委员会")},
        {S("平桥镇"), S("云岭区/平桥镇:人民政府"), S("云岭区平桥镇人民政府")},
        {S("平桥镇政府"), S("云岭区/平桥镇:人民政府"), S("云岭区平桥镇人民政府")},
        {S("石门街道"), S("云岭区/石门街道:街道办事处"), S("云岭区石门街道办事处")},
        {S("区政府"), S("云岭区:人民政府"), S("云岭区人民政府")},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct org_answer a = resolve(r, want[i][0]);
        assert_str(a.id, want[i][1]);
        assert_str(a.name, want[i][2]);
    }
}

static struct resolver *heard(void **state, const struct str *mentions, size_t n) {
    struct resolver *r = resolver_of(state, (struct org_document){.year = 2026});
    for (size_t i = 0; i < n; i++)
        resolver_hear(r, mentions[i]);
    resolver_heard(r);
    return r;
}

static void the_place_is_heard_in_the_mentions(void **state) {
    const struct str listed[] = {S("区财政局"), S("延庆公路分局"), S("区教委"), S("永宁镇")};
    assert_str(resolve(heard(state, listed, 4), S("区财政局")).id, S("110119:财政局"));
    const struct str unlisted[] = {S("区财政局"), S("市交通委清川公路分局"), S("清川公安分局")};
    assert_str(resolve(heard(state, unlisted, 3), S("区财政局")).id, S("清川区:财政局"));
    const struct str none[] = {S("区财政局"), S("区教委")};
    struct resolver *r = heard(state, none, 2);
    assert_null(resolver_home(r));
    assert_unresolved(resolve(r, S("区财政局")));
    const struct str two[] = {S("延庆公路分局"), S("密云公路分局")};
    assert_null(resolver_home(heard(state, two, 2)));
}

static void a_place_by_its_name(void **state) {
    struct org_document miyun = {.name = S("密云区")}, chaoyang = {.name = S("朝阳区")};
    assert_str(resolve(resolver_of(state, miyun), S("区水务局")).id, S("110118:水务局"));
    /* There are two: which one is not known, but their bodies are one set. */
    assert_str(resolve(resolver_of(state, chaoyang), S("区水务局")).id, S("朝阳区:水务局"));
}

static void groups(void **state) {
    static const struct str variants[] = {
        S("各区政府(含北京经济技术开发区管委会)"),
        S("各级政府(含北京经济技术开发区管委会)"),
        S("各区政府(含北京经济技术开发区)"),
        S("各级政府(含北京经济技术开发区)"),
        S("区政府(含北京经济技术开发区管委会)"),
        S("各区人民政府(含北京经济技术开发区管委会)"),
        S("各区政府(含北京经济技术开发区经开区管委会)"),
        S("各区政府(含北京经济技术开发区开发区管委会)"),
        S("各区人民政府(含北京经济技术开发区开发区管委会)"),
        S("(含北京经济技术开发区管委会)"),
    };
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
        struct org_answer a = in(state, BEIJING, 2022, variants[i]);
        assert_int_equal(a.type, ORG_TYPE_GROUP);
        assert_str(a.id, S("110000:各区政府含开发区"));
        assert_str(a.name, variants[0]);
        assert_true(i == 0 ? a.confidence == 1 : a.confidence < 1);
    }
    assert_true(in(state, BEIJING, 2022, variants[9]).confidence < 0.6);
    /* Nobody can say who is meant: a group without a key. */
    struct org_answer open = in(state, MIYUN, 2026, S("相关镇街（地区）"));
    assert_int_equal(open.type, ORG_TYPE_GROUP);
    assert_int_equal(open.id.n, 0);
    assert_str(open.name, S("相关镇街（地区）"));
    assert_str(in(state, S("130100"), 2026, S("相关区政府")).name, S("相关区政府"));
}

static void what_is_known_of_a_body(void **state) {
    struct resolver *r = resolver_of(state, (struct org_document){.code = MIYUN});
    struct org_facts f = resolver_facts(r, S("110118:公路分局"));
    assert_str(f.kind, S("公路分局"));
    assert_str(f.code, MIYUN);
    assert_str(f.level, S("district"));
    assert_str(f.names.at[0].name, S("市交通委员会密云公路分局"));
    assert_true(f.names.at[0].full);
    assert_str(place_path(f.names.at[0].at), S("kinds.tsv"));
    static const struct str levels[][2] = {
        {S("000000:中国铁路北京局集团有限公司"), S("nation")},
        {S("130000:财政局"), S("province")},
        {S("110000:财政局"), S("city")},
        {S("320583:财政局"), S("district")},
        {S("110118100:人民政府"), S("town")},
        {S("云岭区:财政局"), S("district")},
        {S("云岭区^:财政局"), S("city")},
        {S("云岭区/平桥镇:人民政府"), S("town")},
    };
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        assert_str(resolver_facts(r, levels[i][0]).level, levels[i][1]);
    f = resolver_facts(r, S("110118:环境保护局"));
    assert_int_equal(f.to, 2018);
    /* Every name of a body leads back to it. */
    static const struct str ids[] = {
        S("110118:发展和改革委员会"), S("110118:公安局分局交通支队"),
        S("110118:邮政分公司"),       S("110000:科学技术委员会"),
        S("110118100:人民政府"),      S("110118:共产主义青年团委员会")};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        f = resolver_facts(r, ids[i]);
        assert_true(f.names.n > 1);
        for (size_t k = 0; k < f.names.n; k++)
            assert_str(resolve(r, f.names.at[k].name).id, ids[i]);
    }
}

static void groups_have_members(void **state) {
    struct resolver *r = resolver_of(state, (struct org_document){.code = MIYUN});
    org_members m = resolver_members(r, resolve(r, S("各镇街（地区）")).id);
    assert_int_equal(m.n, 20); /* 17 towns, two subdistricts, one area */
    assert_str(m.at[0].id, S("110118001:街道办事处"));
    assert_str(m.at[3].id, S("110118100:人民政府"));
    r = resolver_of(state, (struct org_document){.code = BEIJING});
    m = resolver_members(r, resolve(r, S("各区政府(含北京经济技术开发区管委会)")).id);
    assert_int_equal(m.n, 17);
    assert_int_equal(resolver_members(r, S("110000:相关部门")).n, 0);
}

/* ---- all of China ---- */

/* A table. NOLINTNEXTLINE(readability-function-size) */
static void bureaus_of_a_place_never_seen(void **state) {
    static const struct str bureaus[][2] = {
        {S("发展改革局"), S("发展和改革委员会")},
        {S("教体局"), S("教育局")},
        {S("科技局"), S("科学技术局")},
        {S("工信局"), S("经济和信息化局")},
        {S("民宗局"), S("民族宗教事务委员会")},
        {S("民政局"), S("民政局")},
        {S("司法局"), S("司法局")},
        {S("财政局"), S("财政局")},
        {S("人社局"), S("人力资源和社会保障局")},
        {S("自然资源局"), S("自然资源局")},
        {S("生态环境局"), S("生态环境局")},
        {S("住建局"), S("住房和城乡建设局")},
        {S("交通运输局"), S("交通局")},
        {S("水务局"), S("水务局")},
        {S("水利局"), S("水利局")},
        {S("农业农村局"), S("农业农村局")},
        {S("商务局"), S("商务局")},
        {S("文广旅局"), S("文化和旅游局")},
        {S("卫健委"), S("卫生健康委员会")},
        {S("退役军人局"), S("退役军人事务局")},
        {S("应急局"), S("应急管理局")},
        {S("审计局"), S("审计局")},
        {S("国资委"), S("人民政府国有资产监督管理委员会")},
        {S("市监局"), S("市场监督管理局")},
        {S("林草局"), S("林业局")},
        {S("统计局"), S("统计局")},
        {S("医保局"), S("医疗保障局")},
        {S("信访局"), S("信访办公室")},
        {S("城管局"), S("城市管理局")},
        {S("综合执法局"), S("城市管理综合行政执法局")},
        {S("税务局"), S("税务局")},
        {S("气象局"), S("气象局")},
        {S("烟草局"), S("烟草专卖局")},
        {S("消防救援大队"), S("消防救援支队")},
        {S("供电公司"), S("供电公司")},
        {S("融媒体中心"), S("融媒体中心")},
        {S("委宣传部"), S("委宣传部")},
        {S("政府办"), S("人民政府办公室")},
        {S("法院"), S("人民法院")},
        {S("总工会"), S("总工会")},
    };
    static const struct {
        struct str code, name, marker;
    } places[] = {
        {S(""), S("云岭区"), S("区")}, {S("532922"), S(""), S("县")}, {S("231084"), S(""), S("市")},
        {S("150824"), S(""), S("旗")}, {S("440232"), S(""), S("县")}, {S("150722"), S(""), S("旗")},
    };
    struct world *w = *state;
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        struct resolver *r = resolver_of(
            state,
            (struct org_document){.code = places[p].code, .name = places[p].name, .year = 2024});
        assert_non_null(resolver_home(r));
        for (size_t i = 0; i < sizeof bureaus / sizeof *bureaus; i++) {
            struct org_answer a = resolve(
                r, str_fmt(w->a, "%.*s%.*s", STR_ARG(places[p].marker), STR_ARG(bureaus[i][0])));
            assert_str(a.kind, bureaus[i][1]);
            assert_str(a.code, resolver_home(r)->code);
            assert_true(a.how == ORG_HOW_EXACT || a.how == ORG_HOW_ALIAS);
        }
    }
}

static void levels_of_all_china(void **state) {
    static const struct {
        struct str code, mention, id, name;
    } cases[] = {
        /* The nation's are no damaged names of the document's place. */
        {BEIJING, S("国家发展改革委"), S("000000:发展和改革委员会"), S("国家发展和改革委员会")},
        {BEIJING, S("生态环境部"), S("000000:生态环境局"), S("中华人民共和国生态环境部")},
        {MIYUN, S("文化和旅游部"), S("000000:文化和旅游局"), S("中华人民共和国文化和旅游部")},
        {S("330000"), S("省生态环境厅"), S("330000:生态环境局"), S("浙江省生态环境厅")},
        {S("330000"), S("省建设厅"), S("330000:住房和城乡建设局"), S("浙江省建设厅")},
        {S("150000"), S("自治区党委宣传部"), S("150000:委宣传部"), S("中共内蒙古自治区委宣传部")},
        {S("532922"), S("省水利厅"), S("530000:水利局"), S("云南省水利厅")},
        {S("532922"), S("大理州水务局"), S("532900:水务局"), S("云南省大理白族自治州水务局")},
        {S("532922"), S("漾濞县水务局"), S("532922:水务局"),
         S("云南省大理白族自治州漾濞彝族自治县水务局")},
        {S("532922"), S("州生态环境局漾濞分局"), S("532922:生态环境局"),
         S("云南省大理白族自治州生态环境局漾濞分局")},
        /* 市 is the city above in the name of its branch. */
        {S("231084"), S("市生态环境局宁安分局"), S("231084:生态环境局"),
         S("黑龙江省牡丹江市生态环境局宁安分局")},
        {S("150824"), S("市生态环境局乌拉特中旗分局"), S("150824:生态环境局"),
         S("内蒙古自治区巴彦淖尔市生态环境局乌拉特中旗分局")},
        {S("440106"), S("市规划和自然资源局天河区分局"), S("440106:自然资源局"),
         S("广东省广州市规划和自然资源局天河分局")},
        {S("440106"), S("石牌街"), S("440106/石牌街道:街道办事处"),
         S("广东省广州市天河区石牌街道办事处")},
        {S("440100"), S("广州供电局"), S("440100:供电公司"), S("广州供电局")},
        {S("320200"), S("市公安局交警支队"), S("320200:公安交通管理局"),
         S("江苏省无锡市公安局交通警察支队")},
        /* No other city's by the words that its own documents use. */
        {S("320200"), S("经开区管委会"), S("320200:经济技术开发区管理委员会"),
         S("江苏省无锡市经济技术开发区管理委员会")},
        {S("310112"), S("区商务委"), S("310112:商务委员会"), S("上海市闵行区商务委员会")},
        {S("310112"), S("市经济信息化委"), S("310000:经济和信息化委员会"),
         S("上海市经济和信息化委员会")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct org_answer a = in(state, cases[i].code, 2024, cases[i].mention);
        assert_str(a.id, cases[i].id);
        assert_str(a.name, cases[i].name);
        assert_true(a.how != ORG_HOW_FUZZY);
    }
    /* 县 names nobody in a district, and no ministry either. */
    assert_unresolved(in(state, MIYUN, 2024, S("县粮食和物资储备局")));
    assert_unresolved(in(state, BEIJING, 2024, S("财政厅")));
}

static void a_field_of_work_is_its_body(void **state) {
    struct org_answer water = in(state, MIYUN, 2026, S("水务"));
    assert_org(water, S("110118:水务局"), S("北京市密云区水务局"), ORG_HOW_RULE);
    assert_str(in(state, S("532922"), 2024, S("市场监管")).id, S("532922:市场监督管理局"));
    /* Two could be meant: the one that the document names. */
    assert_unresolved(in(state, MIYUN, 2026, S("城管")));
    struct resolver *r = resolver_of(state, (struct org_document){.code = MIYUN, .year = 2026});
    resolver_know(r, S("区城管委"));
    resolver_know(r, S("区教委"));
    assert_str(resolve(r, S("城管")).id, S("110118:城市管理委员会"));
    assert_str(resolve(r, S("教育")).id, S("110118:教育委员会"));
    assert_unresolved(resolve(r, S("星际")));
    assert_unresolved(in(state, S(""), 2026, S("水务")));
}

/* ---- damage, of every name ---- */

struct damaged {
    struct str text, key;
};

static int by_text(const void *a, const void *b) {
    const struct damaged *x = a, *y = b;
    return str_cmp(x->text, y->text);
}

typedef VEC(struct damaged) damaged_names;

/* The names that 密云区 has behind 区, each with one character lost or unreadable. */
static damaged_names damage_all(struct world *w) {
    damaged_names all = {0};
    size_t n;
    const struct form *forms = registry_forms(rules_registry(w->rules), &n);
    for (size_t i = 0; i < n; i++) {
        const struct form *f = &forms[i];
        if (f->org->type != ORG_OF_KIND || !(f->org->levels & LEVEL_DISTRICT) || f->slots != 1 ||
            f->text.p[0] != '@' || f->org->to)
            continue;
        for (size_t at = 1; at < f->text.n;) {
            size_t from = at;
            utf8_next(f->text, &at);
            for (int k = 0; k < 2; k++)
                *vec_push(w->a, &all) = (struct damaged){
                    str_fmt(w->a, "区%.*s%s%.*s", (int)(from - 1), f->text.p + 1, k ? "□" : "",
                            STR_ARG(str_cut(f->text, at, f->text.n))),
                    f->org->key};
        }
    }
    qsort(all.at, all.n, sizeof *all.at, by_text);
    return all;
}

static void what_may_be_two_is_bridged_to_none(void **state) {
    struct world *w = *state;
    struct resolver *r = resolver_of(state, (struct org_document){.code = MIYUN, .year = 2026});
    damaged_names all = damage_all(w);
    size_t ambiguous = 0;
    for (size_t i = 0, end; i < all.n; i = end) {
        bool two = false;
        for (end = i + 1; end < all.n && str_eq(all.at[end].text, all.at[i].text); end++)
            two = two || !str_eq(all.at[end].key, all.at[i].key);
        if (!two)
            continue;
        ambiguous++;
        struct org_answer a = resolve(r, all.at[i].text);
        if (a.how == ORG_HOW_FUZZY)
            print_error("%.*s was read as %.*s\n", STR_ARG(all.at[i].text), STR_ARG(a.id));
        assert_true(a.how != ORG_HOW_FUZZY);
    }
    assert_true(all.n > 5000 && ambiguous > 50);
}

static void another_sort_of_body_is_no_damage(void **state) {
    static const struct str mentions[] = {S("区财政厅"), S("区民政部"), S("区公安局交通运输部")};
    for (size_t i = 0; i < sizeof mentions / sizeof *mentions; i++)
        assert_unresolved(in(state, MIYUN, 2026, mentions[i]));
}

/* ---- groups by words ---- */

static void groups_by_words(void **state) {
    static const struct str words[][3] = {
        {MIYUN, S("各镇街（地区）"), S("110118:各镇街道")},
        {MIYUN, S("各街乡镇"), S("110118:各镇街道")},
        {MIYUN, S("各乡镇人民政府、街道办事处"), S("110118:各镇街道")},
        {MIYUN, S("各乡镇（街道、园区）"), S("110118:各镇街道管委会")},
        {MIYUN, S("各乡（镇）党委、政府"), S("110118:各镇")},
        {MIYUN, S("乡镇"), S("110118:各镇")},
        {BEIJING, S("各区"), S("110000:各区")},
        {BEIJING, S("全市各区人民政府"), S("110000:各区")},
        {S("320200"), S("各县（市）区人民政府"), S("320200:各市区县")},
        {S("150800"), S("各旗县区政府"), S("150800:各区县旗")},
        {S("330000"), S("各设区市人民政府"), S("330000:各市")},
        /* Not all of a sort, or of no sort that is counted. */
        {MIYUN, S("相关镇街（地区）"), S("")},
        {MIYUN, S("属地乡镇"), S("")},
        {S("320200"), S("有关县（市、区）人民政府"), S("")},
        {BEIJING, S("各地区"), S("")},
        {BEIJING, S("各级政府"), S("")},
        {S("532922"), S("县直各部门"), S("")},
        {S("532922"), S("行业主管部门"), S("")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct org_answer a = in(state, words[i][0], 2026, words[i][1]);
        assert_int_equal(a.type, ORG_TYPE_GROUP);
        assert_str(a.id, words[i][2]);
        assert_str(a.name, words[i][1]);
        assert_int_equal(a.candidate_count, 0);
    }
    /* Those who are one, or none. */
    assert_str(in(state, MIYUN, 2026, S("区政府")).id, S("110118:人民政府"));
    assert_unresolved(in(state, MIYUN, 2026, S("管委会")));
    struct resolver *r = resolver_of(state, (struct org_document){.code = S("533100")});
    assert_int_equal(resolver_members(r, S("533100:各市")).n, 2); /* 瑞丽市, 芒市 */
    assert_int_equal(resolver_members(r, S("533100:各市县")).n, 5);
    assert_int_equal(resolver_members(r, S("533100:各区")).n, 0);
    assert_str(resolver_facts(r, S("533100:各市县")).names.at[0].name, S("各市县"));
}

/* ---- the files ---- */

/* Loads the rules with one file replaced; the finding's text, empty where they load. */
static struct str load_with(void **state, struct str file, struct str text) {
    struct world *w = *state;
    struct diags diags = {.a = w->a};
    struct rules_file replace = {file, text};
    struct rules *r = rules_load(w->a, &replace, 1, &diags);
    rules_drop(r);
    assert_int_equal(r == NULL, diags.list.n == 1);
    return diags.list.n ? diags.list.at[0].text : S("");
}

#define KINDS "kind\tlevels\tnames\tfrom\tto\tsuccessor\tseen\n"

static void assert_has(struct str text, struct str part) {
    if (str_find(text, part, 0) == SIZE_MAX)
        print_error("\"%.*s\" lacks \"%.*s\"\n", STR_ARG(text), STR_ARG(part));
    assert_true(str_find(text, part, 0) != SIZE_MAX);
}

static void one_name_for_two_bodies_is_an_error(void **state) {
    struct str fault = load_with(state, S("kinds.tsv"),
                                 S(KINDS "商务局\t市区\t商务局 商局\t\t\t\tx\n"
                                         "商业局\t区县\t商业局 商局\t\t\t\tx\n"));
    assert_has(fault, S("kinds.tsv: one name for two bodies"));
    assert_has(fault, S("line 2"));
    /* In other levels, or at other times, it is none. */
    assert_int_equal(load_with(state, S("kinds.tsv"),
                               S(KINDS "商务局\t市\t商务局 商局\t\t\t\tx\n"
                                       "商业局\t区县\t商业局 商局\t\t\t\tx\n"))
                         .n,
                     0);
    assert_int_equal(load_with(state, S("kinds.tsv"),
                               S(KINDS "商业局\t市\t商业局 商局\t\t2018\t商务局\tx\n"
                                       "商务局\t市\t商务局 商局\t2018\t\t\tx\n"))
                         .n,
                     0);
    fault = load_with(state, S("bodies.tsv"),
                      S("key\tnames\tfrom\tto\tsuccessor\tseen\n"
                        "110118:甲\t甲公司 水公司\t\t\t\tx\n"
                        "110118:乙\t乙公司 水公司\t\t\t\tx\n"));
    assert_has(fault, S("bodies.tsv: one name for two bodies"));
}

static void faulty_lines_are_named(void **state) {
    assert_has(load_with(state, S("kinds.tsv"), S(KINDS "局\t月\t局\t\t\t\tx\n")),
               S("unknown level"));
    assert_has(load_with(state, S("kinds.tsv"), S(KINDS "局\t市\t局\t18\t\t\tx\n")), S("no year"));
    assert_has(load_with(state, S("kinds.tsv"), S(KINDS "局\t市\t\t\t\t\tx\n")), S("no name"));
    assert_has(load_with(state, S("kinds.tsv"), S(KINDS "局\t市\t@局@处@\t\t\t\tx\n")),
               S("two divisions at most"));
    assert_has(load_with(state, S("bodies.tsv"),
                         S("key\tnames\tfrom\tto\tsuccessor\tseen\n甲\t甲\t\t\t\tx\n")),
               S("a key is a code"));
    assert_has(load_with(state, S("divisions.tsv"),
                         S("code\tname\tshort\tseen\n120000\t甲市\t\tx\n110000\t乙市\t\tx\n")),
               S("not in order"));
    assert_has(
        load_with(state, S("decisions.tsv"),
                  S("scope\tmention\tis\tkey\tname\tauthor\ttime\tseen\n\t甲\tmaybe\t\t\t\t\tx\n")),
        S("neither same nor different"));
}

static void decisions_go_first(void **state) {
    struct world *w = *state;
    struct diags diags = {.a = w->a};
    struct rules_file file = {
        S("decisions.tsv"), S("scope\tmention\tis\tkey\tname\tauthor\ttime\tseen\n"
                              "110118\t区星际航行局\tsame\t110118:"
                              "星际航行局\t北京市密云区星际航行局\tme\t2026-01-01\tx\n"
                              "\t水源站\tsame\t110118:水务局\t\tme\t2026-01-01\tx\n"
                              "\t雨源站\tsame\t110118:水务局\t\tme\t2026-01-01\tx\n"
                              "\t雨源站\tdifferent\t110118:水务局\t\tme\t2026-01-02\tx\n"
                              "\t区审计局\tdifferent\t110118:审计局\t\tme\t2026-01-02\tx\n"
                              "\t区农业农村\tdifferent\t110118:农业农村局\t\tme\t2026-01-02\tx\n")};
    struct rules *rules = rules_load(w->a, &file, 1, &diags);
    assert_non_null(rules);
    struct org_document miyun = {.code = MIYUN}, yanqing = {.code = YANQING};
    struct resolver *r = resolver_new(w->a, rules, &miyun);
    assert_str(resolve(r, S("区星际航行局")).name, S("北京市密云区星际航行局"));
    assert_str(resolve(r, S("水源站")).name, S("北京市密云区水务局"));
    assert_unresolved(resolve(r, S("雨源站")));
    assert_unresolved(resolve(r, S("区农业农村")));
    assert_unresolved(resolve(r, S("区审计局")));
    assert_str(resolve(r, S("密云区审计局")).id, S("110118:审计局"));
    assert_int_equal(resolver_facts(r, S("110118:星际航行局")).names.n, 1);
    assert_unresolved(resolve(resolver_new(w->a, rules, &yanqing), S("区星际航行局")));
    rules_drop(rules);
}

/* ---- bounds ---- */

static void odd_mentions(void **state) {
    char longest[4000];
    memset(longest, '@', sizeof longest);
    static const struct str odd[] = {S(""),       S(" "),  S("区"),     S("市"),   S("@"),
                                     S("～"),     S("（"), S("）"),     S("（）"), S("\xff\xfe"),
                                     S("区\xe5"), S("局"), S("@@@@局"), S("密云"), S("各")};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        in(state, MIYUN, 2026, odd[i]);
        in(state, S(""), 0, odd[i]);
    }
    assert_unresolved(in(state, MIYUN, 2026, S("区")));
    assert_unresolved(in(state, MIYUN, 2026, (struct str){longest, sizeof longest}));
    assert_unresolved(in(state, S(""), 0, S("区财政局")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_body_has_one_key),
        cmocka_unit_test(one_kind_in_two_districts),
        cmocka_unit_test(same_short_name_at_two_levels),
        cmocka_unit_test(places_of_one_name),
        cmocka_unit_test(prefixes_are_no_traps),
        cmocka_unit_test(a_second_name_is_no_second_body),
        cmocka_unit_test(a_body_is_renamed),
        cmocka_unit_test(damage_is_bridged),
        cmocka_unit_test(two_bodies_equally_near),
        cmocka_unit_test(an_invented_bureau_stays_unresolved),
        cmocka_unit_test(an_invented_district),
        cmocka_unit_test(the_place_is_heard_in_the_mentions),
        cmocka_unit_test(a_place_by_its_name),
        cmocka_unit_test(groups),
        cmocka_unit_test(what_is_known_of_a_body),
        cmocka_unit_test(groups_have_members),
        cmocka_unit_test(bureaus_of_a_place_never_seen),
        cmocka_unit_test(levels_of_all_china),
        cmocka_unit_test(a_field_of_work_is_its_body),
        cmocka_unit_test(what_may_be_two_is_bridged_to_none),
        cmocka_unit_test(another_sort_of_body_is_no_damage),
        cmocka_unit_test(groups_by_words),
        cmocka_unit_test(one_name_for_two_bodies_is_an_error),
        cmocka_unit_test(faulty_lines_are_named),
        cmocka_unit_test(decisions_go_first),
        cmocka_unit_test(odd_mentions),
    };
    return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

/* Documents cited. */
#include "extract/work.h"
#include "tests/test.h"
#include "tests/world.h"

/* One line a citation: the number of its measure, title and document number. */
static struct str cited(const struct world *s, const char *const *texts, size_t n) {
    struct plan plan = {.a = s->a};
    struct work work = {.a = s->a, .rules = s->rules, .plan = &plan};
    struct buf b = {.a = s->a};
    for (size_t i = 0; i < n; i++)
        *vec_push(s->a, &plan.measures) = (struct measure){.measure = str_of(texts[i])};
    find_citations(&work);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < plan.measures.at[i].references.n; k++) {
            const struct reference *r = &plan.measures.at[i].references.at[k];
            buf_fmt(&b, "%zu %.*s | %.*s\n", i + 1, STR_ARG(r->title), STR_ARG(r->doc_no));
        }
    return buf_str(&b);
}

#define CITED(texts) cited(*state, texts, sizeof(texts) / sizeof *(texts))

static void test_numbers(void **state) {
    static const char *const texts[] = {
        "落实《云岭区书房管理办法》（云政办发〔2025〕11号）。",
        "落实《城市照明标准》(GB37822—2019)和《书架》（DB11/891-2020）、《桌椅》。",
        "落实《阅览室指南（试行）》、《开放规程》（试行）（云文发[2024]第3号）。",
        "依据《文物条例》云人发〔2023〕5号执行。",
        "依据《展陈办法》（含附件）。",
    };
    assert_str(CITED(texts), S("1 云岭区书房管理办法 | 云政办发〔2025〕11号\n"
                               "2 城市照明标准 | GB37822—2019\n"
                               "2 书架 | DB11/891-2020\n"
                               "2 桌椅 | \n"
                               "3 阅览室指南（试行） | \n"
                               "3 开放规程 | 云文发[2024]第3号\n"
                               "4 文物条例 | 云人发〔2023〕5号\n"
                               "5 展陈办法 | \n"));
}

static void test_titles(void **state) {
    static const char *const texts[] = {
        "落实《关于印发〈书房方案〉的通知》和《贯彻《条例》的办法》。",
        "参照《城市书房 2022 年\n行动计划（征求意见稿）》。",
        "没有结尾的《书名，《》空的，《Open Data 指南》。",
        "不成对》《好书》",
    };
    assert_str(CITED(texts), S("1 关于印发〈书房方案〉的通知 | \n"
                               "1 贯彻《条例》的办法 | \n"
                               "2 城市书房2022年行动计划（征求意见稿） | \n"
                               "3 Open Data指南 | \n"
                               "4 好书 | \n"));
}

/* One document cited twice is one in an item, and bears its number wherever it is cited. */
static void test_same(void **state) {
    static const char *const texts[] = {
        "落实《书房办法》。",
        "落实《书房办法》（云文发〔2024〕3号），宣传《书房办法》。",
        "按照《书房办法》开展评估。",
    };
    assert_str(CITED(texts), S("1 书房办法 | 云文发〔2024〕3号\n"
                               "2 书房办法 | 云文发〔2024〕3号\n"
                               "3 书房办法 | 云文发〔2024〕3号\n"));
}

static void test_short_names(void **state) {
    static const char *const texts[] = {
        "《云岭区书房建设三年行动方案》（以下简称《方案》）印发后，按《方案》推进。",
        "对照《方案》自查，不对照《计划》。",
    };
    assert_str(CITED(texts), S("1 云岭区书房建设三年行动方案 | \n"
                               "2 云岭区书房建设三年行动方案 | \n"
                               "2 计划 | \n"));
}

/* Years, an edition or a state at the end are left out where the document is cited again. */
static void test_editions(void **state) {
    static const char *const texts[] = {
        "落实《书房规划（2021-2025年）》《书房目录（2018年版）》《书房办法（试行）》。",
        "对照《书房规划》《书房办法》修订《书房目录（2022年版）》。",
        "按《书房目录》执行。",
    };
    assert_str(CITED(texts), S("1 书房规划（2021-2025年） | \n"
                               "1 书房目录（2018年版） | \n"
                               "1 书房办法（试行） | \n"
                               "2 书房规划（2021-2025年） | \n"
                               "2 书房办法（试行） | \n"
                               "2 书房目录（2022年版） | \n"
                               "3 书房目录 | \n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),  cmocka_unit_test(test_titles),
        cmocka_unit_test(test_same),     cmocka_unit_test(test_short_names),
        cmocka_unit_test(test_editions),
    };
    return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

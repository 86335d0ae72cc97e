/* Layouts of tables in text: rows copied out of office programs, Markdown and what pandoc prints.
 */
#include "tests/shown.h"
#include "tests/test.h"

struct example {
    const char *text, *want;
};

static void shows(void **state, const struct example *e, size_t n) {
    for (size_t i = 0; i < n; i++)
        assert_str(shown(*state, str_of(e[i].text), LIMITS_DEFAULT), str_of(e[i].want));
}

#define SHOWS(examples) shows(state, examples, sizeof(examples) / sizeof *(examples))

/* ---- pasted rows ---- */

#define HEAD "甲\t乙\t丙\n"
#define HEAD_SHOWN "table 3\nrow [0 甲] [1 乙] [2 丙]\n"

static void quoted_cells_have_lines(void **state) {
    static const struct example e[] = {
        {HEAD "1\t\"一\n二\n\n三\"\t四\n",
         HEAD_SHOWN "row [0 1] [1 一/二/+1 三] [2 四]\n(quotation mark: \"\")\n"},
        {HEAD "1\t\"说\"\"一\"\"\n二\"\t\n",
         HEAD_SHOWN "row [0 1] [1 说\"一\"/二] [2]\n(quotation mark: \"\"\"\")\n"},
        /* Marks that are not doubled, or never close, are text. */
        {HEAD "\"一\"后\t\"二\n三\"\t\"四\n",
         HEAD_SHOWN "row [0 \"一\"后] [1 二/三] [2 \"四]\n(quotation mark: \"\")\n"},
    };
    SHOWS(e);
}

static void rows_of_one_cell(void **state) {
    static const struct example e[] = {
        {"题\n" HEAD "一、章\n（一）节\n1\t\"二\n三\"\t四\n末\n",
         "题\n" HEAD_SHOWN "row [0-2 一、章]\nrow [0-2 （一）节]\nrow [0 1] [1 二/三] [2 四]\n末\n"
         "(quotation mark: \"\")\n"},
        /* A blank line, or other columns behind, end the table. */
        {HEAD "1\t\"二\n三\"\t四\n\n题\n" HEAD,
         HEAD_SHOWN "row [0 1] [1 二/三] [2 四]\n+1 题\n" HEAD_SHOWN "(quotation mark: \"\")\n"},
        {HEAD "1\t\"二\n三\"\t四\n题\n甲\t乙\t丙\t丁\n",
         HEAD_SHOWN "row [0 1] [1 二/三] [2 四]\n题\ntable 4\nrow [0 甲] [1 乙] [2 丙] [3 丁]\n"
                    "(quotation mark: \"\")\n"},
    };
    SHOWS(e);
}

static void pasted_places(void **state) {
    assert_str(shown_with_lines(*state, S("题\n" HEAD "1\t\"二\n\n三\"\t四\n章\n5\t6\t7\n")),
               S("1:题\ntable 3\nrow [0 2:甲] [1 2:乙] [2 2:丙]\n"
                 "row [0 3:1] [1 3:二/5:+1 三] [2 5:四]\nrow [0-2 6:章]\n"
                 "row [0 7:5] [1 7:6] [2 7:7]\n(quotation mark: \"\")\n"));
}

static void limits_are_kept(void **state) {
    const struct limits limits = {
        .file_bytes = 1000, .member_bytes = 1, .xml_depth = 9, .columns = 3, .cells = 5};
    assert_str(shown(*state, S("甲\t乙\t丙\t丁\n1\t\"二\n三\"\t四\n"), limits),
               S("! more table columns than --max-columns allows\n"));
    assert_str(shown(*state, S(HEAD "1\t\"二\n三\"\t四\n"), limits),
               S("! more table cells than --max-cells allows\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quoted_cells_have_lines),
        cmocka_unit_test(rows_of_one_cell),
        cmocka_unit_test(pasted_places),
        cmocka_unit_test(limits_are_kept),
    };
    return cmocka_run_group_tests(tests, test_arena, test_drop);
}

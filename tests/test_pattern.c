/* The pattern engine: what is passed over unasked can never match. */
#include "base/embedded.h"
#include "base/utf8.h"
#include "rules/firsts.h"
#include "rules/pattern.h"
#include "tests/test.h"

static bool holds(const char *pattern, const char *c) {
    struct firsts f;
    size_t i = 0;
    assert_true(firsts_of(str_of(pattern), &f));
    return firsts_hold(&f, utf8_next(str_of(c), &i));
}

static void firsts_are_read_from_the_text(void **state) {
    (void)state;
    assert_true(holds("(?:新增|改建)\\d", "新"));
    assert_true(holds("(?:新增|改建)\\d", "改"));
    assert_false(holds("(?:新增|改建)\\d", "增"));
    assert_true(holds("“?十[一二]五", "十"));
    assert_true(holds("(?<=各)[区-县]?\\d+家", "7"));
    assert_true(holds("(?!附件)\\p{Han}{2}", "附"));
    assert_false(holds("(?!附件)\\p{Han}{2}", "a"));
    assert_true(holds("\\s*\\x{A0}", "\xC2\xA0"));
    assert_true(holds("(?|(?:年底)(*MARK:0)|(?:\\Q(月\\E)(*MARK:1))", "("));
    assert_false(holds("(?|(?:年底)(*MARK:0)|(?:\\Q(月\\E)(*MARK:1))", "月"));
}

static void firsts_are_not_guessed(void **state) {
    static const char *const untold[] = {"新?",           "(?i)a",  "[^区]县",     ".年",   "\\S县",
                                         "(?<n>年)(?&n)", "年|区*", "[[:alpha:]]", "\\b年", "",
                                         "(年",           "\\Q年"};
    struct firsts f;
    (void)state;
    for (size_t i = 0; i < sizeof untold / sizeof *untold; i++)
        assert_false(firsts_of(str_of(untold[i]), &f));
}

/* A text of characters that stand in the patterns, and of others. */
static struct str random_text(struct arena *a, struct str from, unsigned *seed) {
    struct buf b = {.a = a};
    for (int i = 0; i < 40; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        size_t at = (*seed >> 8) % from.n;
        while (at > 0 && ((unsigned char)from.p[at] & 0xC0) == 0x80)
            at--;
        size_t end = at;
        for (unsigned n = *seed >> 30; end < from.n && n < 4; n++)
            utf8_next(from, &end);
        buf_add(&b, str_cut(from, at, end));
    }
    return buf_str(&b);
}

/* As machine code a pattern finds the same as interpreted with an option in front of it, which no
 * firsts are told of. */
static void same_found(struct arena *a, struct str text, struct str pattern,
                       enum pattern_whole whole, unsigned *hits) {
    struct diags diags = {.a = a};
    struct patterns set = {.a = a, .diags = &diags};
    struct str plain = str_fmt(a, "(?-i)%.*s", STR_ARG(pattern));
    struct pattern *quick = pattern_new(&set, pattern, whole, (struct place){0});
    struct pattern *slow = pattern_new(&set, plain, whole, (struct place){0});
    unsigned seed = 7;
    pattern_often(quick, PATTERN_CELLS);
    patterns_hasten(&set, PATTERN_CELLS);
    for (int i = 0; i < 12 && quick && slow; i++) {
        struct str s = random_text(a, text, &seed);
        struct found f = {0}, g = {0};
        bool found = pattern_find(quick, s, 0, &f);
        assert_int_equal(found, pattern_find(slow, s, 0, &g));
        assert_int_equal(f.from, g.from);
        assert_int_equal(f.to, g.to);
        *hits += found;
    }
    patterns_drop(&set);
}

/* All cells of the rules, as most are patterns or may be read as such. */
static void rules_find_the_same_without_firsts(void **state) {
    static const struct str files[] = {S("phrases.tsv"), S("repairs.tsv"), S("lines.tsv"),
                                       S("facts.tsv"),   S("names.tsv"),   S("deadlines.tsv"),
                                       S("editing.tsv"), S("duties.tsv")};
    unsigned hits = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct str text = embedded_text(files[i]);
        for (size_t from = 0, end; from < text.n; from = end + 1) {
            end = str_find(text, S("\n"), from);
            end = end == SIZE_MAX ? text.n : end;
            struct str line = str_cut(text, from, end);
            for (size_t at = 0, to; at < line.n && line.p[0] != '#'; at = to + 1) {
                to = str_find(line, S("\t"), at);
                to = to == SIZE_MAX ? line.n : to;
                for (enum pattern_whole w = PATTERN_START; to > at && w <= PATTERN_ANYWHERE; w++)
                    same_found(*state, line, str_cut(line, at, to), w, &hits);
            }
        }
    }
    assert_true(hits > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(firsts_are_read_from_the_text),
        cmocka_unit_test(firsts_are_not_guessed),
        cmocka_unit_test(rules_find_the_same_without_firsts),
    };
    return cmocka_run_group_tests(tests, test_arena, test_drop);
}

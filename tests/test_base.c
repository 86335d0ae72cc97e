/* base/: slices, UTF-8, arena, SHA-256, findings. */
#include "base/diag.h"
#include "base/embedded.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "tests/test.h"
#include <limits.h>
#include <string.h>

static void slices_are_clamped(void **state) {
    (void)state;
    assert_str(str_cut(S("abcdef"), 2, 4), S("cd"));
    assert_str(str_cut(S("abc"), 1, SIZE_MAX), S("bc"));
    assert_str(str_cut(S("abc"), 5, 9), S(""));
    assert_str(str_cut(S("abc"), 2, 1), S(""));
    assert_int_equal(str_cut(str_of(NULL), 3, 7).n, 0);
}

static void slices_compare(void **state) {
    (void)state;
    assert_true(str_eq(str_of(NULL), S("")));
    assert_false(str_eq(S("ab"), S("abc")));
    assert_true(str_cmp(S("ab"), S("abc")) < 0);
    assert_true(str_cmp(S("b"), S("abc")) > 0);
    assert_int_equal(str_cmp(S("区"), S("区")), 0);
    assert_true(str_starts(S("附件2"), S("附件")) && !str_starts(S("附"), S("附件")));
    assert_true(str_ends(S("财政局"), S("局")) && !str_ends(S("局"), S("财政局")));
}

static void slices_find(void **state) {
    (void)state;
    assert_int_equal(str_find(S("abcabc"), S("abc"), 1), 3);
    assert_int_equal(str_find(S("abcabc"), S("abc"), 4), SIZE_MAX);
    assert_int_equal(str_find(S("abc"), S(""), 3), 3);
    assert_int_equal(str_find(S("abc"), S(""), 4), SIZE_MAX);
}

static void case_of_letters_may_differ(void **state) {
    (void)state;
    assert_true(str_same(S("Wingdings 2"), S("WINGDINGS 2")) && str_same(S(""), S("")));
    assert_false(str_same(S("a"), S("ab")) || str_same(S("ab"), S("a")));
    assert_false(str_same(S("@["), S("`{"))); /* as far apart as letters of both cases */
    assert_false(str_same(S("É"), S("é")));
}

static void numbers_are_whole_and_short(void **state) {
    (void)state;
    uint32_t n = 7;
    assert_true(str_uint(S("999999999"), &n));
    assert_int_equal(n, 999999999);
    assert_true(str_uint(S("007"), &n));
    assert_int_equal(n, 7);
    const struct str none[] = {S(""), S("1000000000"), S("-1"), S("1 "), S("1."), S("１")};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(str_uint(none[i], &n));
    assert_int_equal(n, 7);
}

/* The published test vectors of FNV-1a, 64 bits. */
static void hash_is_fnv(void **state) {
    (void)state;
    assert_true(str_hash(S("")) == 0xcbf29ce484222325u);
    assert_true(str_hash(S("a")) == 0xaf63dc4c8601ec8cu);
    assert_true(str_hash(S("foobar")) == 0x85944171f73967e8u);
}

static void buffers_grow(void **state) {
    struct buf b = {.a = *state};
    for (int i = 0; i < 1000; i++)
        buf_fmt(&b, "%03d,", i);
    struct str s = buf_str(&b);
    assert_int_equal(s.n, 4000);
    assert_str(str_cut(s, 0, 8), S("000,001,"));
    assert_str(str_cut(s, 3996, 4000), S("999,"));
    buf_byte(&b, '!');
    assert_str(str_cut(s, 3996, 4000), S("999,"));
    assert_str(str_fmt(*state, "%.*s-%d", STR_ARG(S("任务")), 3), S("任务-3"));
}

static void copies_end_with_nul(void **state) {
    const char *z = str_z(*state, str_cut(S("abcdef"), 0, 3));
    assert_string_equal(z, "abc");
    assert_string_equal(str_z(*state, str_of(NULL)), "");
}

static void arena_gives_zeroed_aligned_memory(void **state) {
    struct arena *a = *state;
    size_t before = arena_used(a);
    for (size_t n = 1; n < 300000; n = n * 3 + 1) {
        unsigned char *p = arena_alloc(a, n);
        assert_int_equal((uintptr_t)p % _Alignof(double), 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xFF, n);
    }
    assert_true(arena_used(a) > before + 200000);
}

/* Several megabytes each, so that each has memory of its own, among small pieces. */
static void large_vectors_grow_side_by_side(void **state) {
    enum { ITEMS = 1 << 20, STEP = 4096 };
    struct arena *a = arena_beside(*state);
    VEC(uint64_t) v[3] = {{0}};
    for (uint64_t i = 0; i < ITEMS; i++) {
        for (size_t k = 0; k < 3; k++) {
            uint64_t *fresh = vec_push(a, &v[k]);
            assert_int_equal(*fresh, 0);
            *fresh = i + k;
        }
        if (i % STEP == 0)
            assert_int_equal(*(char *)arena_alloc(a, STEP), 0);
    }
    for (uint64_t i = 0; i < ITEMS; i++)
        for (size_t k = 0; k < 3; k++)
            assert_int_equal(v[k].at[i], i + k);
    arena_drop(a);
}

static void an_arena_is_used_again(void **state) {
    struct arena *a = arena_beside(*state);
    for (int round = 0; round < 3; round++) {
        for (size_t n = 1; n < 300000; n = n * 2 + 1) {
            unsigned char *p = arena_alloc(a, n);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xFF, n);
        }
        arena_reset(a);
    }
    arena_drop(a);
}

/* Large ones move, small ones between other pieces are copied. */
static void buffers_keep_their_bytes(void **state) {
    struct buf one = {.a = *state}, two = {.a = *state};
    for (int i = 0; i < 100000; i++) {
        buf_fmt(&one, "%d,", i);
        if (i % 1000 == 0)
            buf_fmt(&two, "%d;", i);
    }
    struct str s = buf_str(&one), t = buf_str(&two);
    for (int i = 0; i < 100000; i++) {
        struct str want = str_fmt(*state, "%d,", i);
        assert_true(str_starts(s, want));
        s = str_cut(s, want.n, s.n);
    }
    assert_int_equal(s.n, 0);
    assert_str(str_cut(t, 0, 12), S("0;1000;2000;"));
    assert_str(utf8_tail(t, 6), S("99000;"));
}

static void vectors_keep_their_items(void **state) {
    VEC(size_t) v = {0};
    for (size_t i = 0; i < 5000; i++)
        *vec_push((struct arena *)*state, &v) = i * i;
    assert_int_equal(v.n, 5000);
    for (size_t i = 0; i < v.n; i++)
        assert_int_equal(v.at[i], i * i);
    VEC(size_t) in_turn[2] = {0};
    for (size_t i = 0; i < 5000; i++)
        *vec_push((struct arena *)*state, &in_turn[i % 2]) = i;
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(in_turn[i % 2].at[i / 2], i);
}

static void utf8_is_read(void **state) {
    (void)state;
    static const struct {
        struct str s;
        int32_t cp;
    } cases[] = {
        {S("A"), 'A'},
        {S("\xC2\x80"), 0x80},
        {S("\xDF\xBF"), 0x7FF},
        {S("\xE0\xA0\x80"), 0x800},
        {S("区"), 0x533A},
        {S("\xEF\xBF\xBF"), 0xFFFF},
        {S("\xF0\x90\x80\x80"), 0x10000},
        {S("\xF0\xA0\x80\x80"), 0x20000},
        {S("\xF4\x8F\xBF\xBF"), 0x10FFFF},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        size_t i = 0;
        assert_int_equal(utf8_next(cases[k].s, &i), cases[k].cp);
        assert_int_equal(i, cases[k].s.n);
        assert_int_equal(utf8_valid(cases[k].s), cases[k].s.n);
    }
}

/* Unicode 15, table 3-7: what no well-formed sequence begins with or goes on with. */
static void malformed_utf8_is_told(void **state) {
    (void)state;
    static const struct str cases[] = {
        S("\x80"),             /* a trail byte alone */
        S("\xC0\xAF"),         /* overlong */
        S("\xC1\xBF"),         /* overlong */
        S("\xE0\x9F\xBF"),     /* overlong */
        S("\xED\xA0\x80"),     /* a surrogate */
        S("\xED\xBF\xBF"),     /* a surrogate */
        S("\xF0\x8F\xBF\xBF"), /* overlong */
        S("\xF4\x90\x80\x80"), /* above U+10FFFF */
        S("\xF5\x80\x80\x80"), /* above U+10FFFF */
        S("\xFF"),             /* no lead byte */
        S("\xE5\x8C"),         /* cut short at the end */
        S("\xE5\x8C"
          "A"), /* cut short before a letter */
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        size_t i = 0;
        assert_int_equal(utf8_next(cases[k], &i), -1);
        assert_int_equal(i, 1);
        assert_int_equal(utf8_valid(cases[k]), 0);
    }
    assert_int_equal(utf8_valid(S("区\xE5\x8C区")), 3);
    assert_str(utf8_repair(*state, S("区\xE5\x8C区")), S("区\xEF\xBF\xBD\xEF\xBF\xBD区"));
    assert_str(utf8_repair(*state, S("区")), S("区"));
}

static void utf8_is_written(void **state) {
    struct buf b = {.a = *state};
    const uint32_t cps[] = {'A', 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof cps / sizeof *cps; i++)
        utf8_put(&b, cps[i]);
    struct str s = buf_str(&b);
    size_t at = 0;
    for (size_t i = 0; i < sizeof cps / sizeof *cps; i++)
        assert_int_equal(utf8_next(s, &at), cps[i]);
    assert_int_equal(at, s.n);
    struct buf none = {.a = *state};
    utf8_put(&none, 0xD800);
    utf8_put(&none, 0x110000);
    assert_str(buf_str(&none), S("\xEF\xBF\xBD\xEF\xBF\xBD"));
}

static void white_space_and_ink(void **state) {
    const int32_t spaces[] = {' ',    '\t',   '\n',   0xA0,   0xAD,   0x2003,
                              0x200B, 0x2028, 0x2060, 0x3000, 0xFEFF, 0x85};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        assert_true(utf8_is_space(spaces[i]));
    const int32_t inks[] = {-1, 'a', 0x2010, 0x533A, 0x3001, 0};
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++)
        assert_false(utf8_is_space(inks[i]));
    struct str s = S("　 长期\n实施\xE2\x80\x8B ");
    assert_int_equal(utf8_ink(s), 4);
    assert_str(utf8_trim(s), S("长期\n实施"));
    assert_str(utf8_squeeze(*state, s), S("长期实施"));
    assert_str(utf8_trim(S(" \n　")), S(""));
    assert_true(utf8_blank(S(" \t　\n")) && !utf8_blank(S(" ——")));
}

static void unchanged_text_is_not_copied(void **state) {
    struct str s = S("长期实施");
    assert_ptr_equal(utf8_squeeze(*state, s).p, s.p);
}

static void width_follows_annex_11(void **state) {
    (void)state;
    assert_int_equal(utf8_columns(S("PM2.5")), 5);
    assert_int_equal(utf8_columns(S("区财政局")), 8);
    assert_int_equal(utf8_columns(S("（一）、：")), 10);
    assert_int_equal(utf8_columns(S("——“”…·")), 12);
    assert_int_equal(utf8_columns(S("①㎡ｆ")), 6);
    assert_int_equal(utf8_columns(S("e\xCC\x81\xE2\x80\x8B\xEF\xBB\xBF")), 1);
    assert_int_equal(utf8_columns(S("\xF0\xA0\x80\x80")), 2);
}

static void han_characters(void **state) {
    (void)state;
    const int32_t han[] = {0x4E00, 0x9FFF, 0x3400, 0x20000, 0xF900, 0x3007};
    for (size_t i = 0; i < sizeof han / sizeof *han; i++)
        assert_true(utf8_is_han(han[i]));
    const int32_t other[] = {-1, 'a', '1', 0x3001, 0xFF11, 0x3042, 0x2F00};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(utf8_is_han(other[i]));
}

static void tails_count_code_points(void **state) {
    (void)state;
    assert_int_equal(utf8_len(S("a区\xFF")), 3);
    assert_str(utf8_tail(S("北a区委"), 2), S("区委"));
    assert_str(utf8_tail(S("区委"), 10), S("区委"));
    assert_str(utf8_tail(S("区委"), 0), S(""));
}

/* FIPS 180-4 examples and the lengths around the padding's edges. */
static void sha256_vectors(void **state) {
    struct arena *a = *state;
    assert_str(sha256_hex(a, S("")),
               S("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    assert_str(sha256_hex(a, S("abc")),
               S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assert_str(sha256_hex(a, S("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
               S("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    char many[1000];
    memset(many, 'a', sizeof many);
    struct buf b = {.a = a};
    for (int i = 0; i < 1000; i++)
        buf_add(&b, (struct str){many, sizeof many});
    assert_str(sha256_hex(a, buf_str(&b)),
               S("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    assert_str(sha256_hex(a, (struct str){many, 55}),
               S("9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"));
    assert_str(sha256_hex(a, (struct str){many, 64}),
               S("ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"));
}

static void sha256_is_the_same_in_pieces(void **state) {
    struct arena *a = *state;
    char bytes[300];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * i + 7 * i);
    for (size_t piece = 1; piece < 200; piece++) {
        struct sha256 s = sha256_start();
        struct str all = {bytes, sizeof bytes};
        for (size_t at = 0; at < all.n; at += piece) {
            sha256_add(&s, str_cut(all, at, at + piece));
            sha256_add(&s, S(""));
        }
        assert_str(sha256_end(a, &s), sha256_hex(a, all));
    }
}

static void sha256_is_the_same_without_instructions(void **state) {
    struct arena *a = *state;
    char bytes[300];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * i + 7 * i);
    for (size_t n = 0; n <= sizeof bytes; n++)
        assert_str(sha256_hex(a, (struct str){bytes, n}),
                   sha256_hex_plain(a, (struct str){bytes, n}));
}

static void findings_fill_their_text(void **state) {
    struct diags d = {.a = *state};
    struct place at = {.line = 7};
    struct diag *f = diag_add(&d, DIAG_ODD_ROW, at, S("two\n\tlines\x7F!"));
    assert_str(f->text, S("a row does not fit its header: two lines !"));
    assert_str(f->name, S("odd-row"));
    assert_int_equal(f->level, DIAG_WARNING);
    assert_int_equal(f->at.line, 7);
    f = diag_add(&d, DIAG_EMPTY_ROW, at, S("unused"));
    assert_null(strstr(str_z(*state, f->text), "unused"));
    assert_int_equal(d.list.n, 2);
}

static void findings_are_found_by_name(void **state) {
    (void)state;
    enum diag_code code;
    enum diag_level level;
    assert_int_equal(diag_code_of(S("no-known-header"), &code), 0);
    assert_int_equal(code, DIAG_NO_HEADER);
    assert_int_equal(diag_code_of(S("no-such-code"), &code), -1);
    for (enum diag_level l = DIAG_NOTE; l <= DIAG_ERROR; l++) {
        assert_int_equal(diag_level_of(diag_level_name(l), &level), 0);
        assert_int_equal(level, l);
    }
    assert_int_equal(diag_level_of(S("fatal"), &level), -1);
}

/* Users search for names: they are unique, lower case and hyphenated; a text has at most one %s. */
static void finding_names_are_stable_in_form(void **state) {
    struct diags d = {.a = *state};
    for (int i = 0; i < DIAG_COUNT; i++) {
        struct diag *f = diag_add(&d, (enum diag_code)i, (struct place){0}, S("DETAIL"));
        enum diag_code code = DIAG_COUNT;
        assert_int_equal(diag_code_of(f->name, &code), 0);
        assert_int_equal(code, i);
        for (size_t k = 0; k < f->name.n; k++)
            assert_non_null(strchr("abcdefghijklmnopqrstuvwxyz0123456789-", f->name.p[k]));
        assert_true(f->name.n > 0 && f->text.n > 0);
        assert_int_equal(str_find(f->text, S("%"), 0), SIZE_MAX);
    }
}

static void embedded_files_are_there(void **state) {
    (void)state;
    assert_true(embedded_count > 0);
    for (size_t i = 0; i < embedded_count; i++)
        assert_ptr_equal(embedded_text(embedded_files[i].name).p, embedded_files[i].text.p);
    assert_int_equal(embedded_text(S("no-such-file.tsv")).n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_are_clamped),
        cmocka_unit_test(slices_compare),
        cmocka_unit_test(slices_find),
        cmocka_unit_test(case_of_letters_may_differ),
        cmocka_unit_test(numbers_are_whole_and_short),
        cmocka_unit_test(hash_is_fnv),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(copies_end_with_nul),
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(an_arena_is_used_again),
        cmocka_unit_test(large_vectors_grow_side_by_side),
        cmocka_unit_test(buffers_keep_their_bytes),
        cmocka_unit_test(vectors_keep_their_items),
        cmocka_unit_test(utf8_is_read),
        cmocka_unit_test(malformed_utf8_is_told),
        cmocka_unit_test(utf8_is_written),
        cmocka_unit_test(white_space_and_ink),
        cmocka_unit_test(unchanged_text_is_not_copied),
        cmocka_unit_test(width_follows_annex_11),
        cmocka_unit_test(han_characters),
        cmocka_unit_test(tails_count_code_points),
        cmocka_unit_test(sha256_vectors),
        cmocka_unit_test(sha256_is_the_same_in_pieces),
        cmocka_unit_test(sha256_is_the_same_without_instructions),
        cmocka_unit_test(findings_fill_their_text),
        cmocka_unit_test(findings_are_found_by_name),
        cmocka_unit_test(finding_names_are_stable_in_form),
        cmocka_unit_test(embedded_files_are_there),
    };
    return cmocka_run_group_tests_name("base", tests, test_arena, test_drop);
}

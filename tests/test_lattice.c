/* extract/lattice: rows that are built piece by piece are those of the whole table at once. */
#include "extract/lattice.h"
#include "tests/test.h"
#include <math.h>

enum { TOKENS = 5000, COLUMNS = 5, LONGEST = 4 };

/* How one reading compares with others is made up: of places in the table alone, so that it is the
 * same each time. more points to how seldom readings are told apart: at one of so many tokens. */
static double worth(const struct lattice *l, uint32_t i, uint32_t c, uint32_t k) {
    const uint32_t *rare = l->more;
    uint32_t h = (i * 2654435761u) ^ (c * 40503u) ^ (k * 97u);
    h = (h ^ h >> 15) * 2246822519u;
    return i % *rare == 0 ? (double)((h ^ h >> 13) % 1000) / 100 : 0;
}

static void read_any(struct lattice *l, uint32_t i) {
    for (uint32_t c = 0; c < COLUMNS; c++) {
        double score = lattice_score(l, i, c);
        if (score == -INFINITY)
            continue;
        for (uint32_t k = 1; k <= LONGEST && i + k <= l->n; k++)
            lattice_offer(l, i + k, c + 1,
                          step_from(score + worth(l, i, c, k) - k, OP_CELL, i, c, 1));
        if (c + 2 <= COLUMNS)
            lattice_offer(l, i + 1, c + 2,
                          step_from(score + worth(l, i, c, 9) - 3, OP_MERGED, i, c, 2));
        if (c == 0)
            lattice_offer(l, i + 1, 0,
                          step_from(score + worth(l, i, c, 10) - 6, OP_SECTION, i, c, 0));
        lattice_offer(l, i + 1, c, step_from(score - 5, OP_EXTRA, i, c, 0));
    }
}

static double skip_any(const struct lattice *l, uint32_t i, uint32_t c, uint8_t kind) {
    (void)kind;
    return 4 + worth(l, i, c, 11);
}

static struct gcell cell_any(struct lattice *l, size_t from, size_t to, uint32_t c) {
    (void)l, (void)c;
    return (struct gcell){.at = {.line = (uint32_t)(from * 10 + to - from)}};
}

static const struct grid *rows_of(struct arena *a, size_t n, uint32_t rare, bool pieces) {
    struct doc *doc = arena_alloc(a, sizeof *doc);
    struct work *w = arena_alloc(a, sizeof *w);
    struct grid *g = arena_alloc(a, sizeof *g);
    doc->diags.a = a;
    *w = (struct work){.a = a, .laid = a, .doc = doc};
    *g = (struct grid){.columns = COLUMNS};
    struct lattice l = {.w = w, .g = g, .n = n, .more = &rare};
    l.tokens = arena_array(a, n, sizeof *l.tokens);
    l.read = read_any;
    l.skip = skip_any;
    l.cell = cell_any;
    if (pieces)
        lattice_rows_by(&l, LONGEST);
    else
        lattice_rows(&l);
    return g;
}

static void assert_same_rows(const struct grid *one, const struct grid *other) {
    assert_int_equal(one->rows.n, other->rows.n);
    for (size_t r = 0; r < one->rows.n; r++) {
        assert_int_equal(one->rows.at[r].kind, other->rows.at[r].kind);
        for (size_t c = 0; c < COLUMNS; c++)
            assert_int_equal(one->rows.at[r].cells[c].at.line, other->rows.at[r].cells[c].at.line);
    }
}

/* Where little tells readings apart, ways that may be the best run beside each other for long, and
 * pieces wait for each other. */
static void pieces_are_the_whole(void **state) {
    static const uint32_t rare[] = {1, 7, 1500, TOKENS + 1};
    static const size_t sizes[] = {1, 2, 1023, 1024, 1025, TOKENS};
    (void)state;
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            struct arena *a = arena_new(NULL);
            const struct grid *whole = rows_of(a, sizes[k], rare[i], false);
            assert_true(whole->rows.n > sizes[k] / (LONGEST * COLUMNS + 1));
            assert_same_rows(whole, rows_of(a, sizes[k], rare[i], true));
            arena_drop(a);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pieces_are_the_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The rulings of a page that is a picture. */
#include "ingest/bitmap.h"
#include "tests/boxes.h"
#include <string.h>

enum { PIXELS = 400, LEAST = 40 };

static struct bitmap white(struct arena *a) {
    struct bitmap b = {PIXELS, PIXELS, arena_alloc(a, PIXELS * PIXELS)};
    memset(b.grey, 255, PIXELS * PIXELS);
    return b;
}

static void ink(struct bitmap *b, size_t x0, size_t y0, size_t x1, size_t y1) {
    for (size_t y = y0; y < y1; y++)
        memset(b->grey + y * b->width + x0, 0, x1 - x0);
}

static struct str rulings_in(struct arena *a, struct bitmap *b) {
    struct buf out = {.a = a};
    boxes found = {0};
    bitmap_take_rulings(a, b, LEAST, &found);
    for (size_t i = 0; i < found.n; i++)
        buf_fmt(&out, "%.0f,%.0f,%.0f,%.0f ", found.at[i].x0, found.at[i].y0, found.at[i].x1,
                found.at[i].y1);
    return buf_str(&out);
}

static size_t ink_left(const struct bitmap *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->width * b->height; i++)
        n += b->grey[i] < 255;
    return n;
}

static void rulings_are_taken_from_a_scan(void **state) {
    struct sample *s = *state;
    struct bitmap b = white(s->a);
    ink(&b, 50, 100, 350, 103);
    ink(&b, 50, 160, 350, 163);
    ink(&b, 200, 100, 202, 160); /* short, but between the two */
    ink(&b, 60, 120, 90, 123);   /* a stroke of a letter */
    assert_str(rulings_in(s->a, &b), S("50,100,350,103 50,160,350,163 200,100,202,163 "));
    assert_int_equal(ink_left(&b), 30 * 3);
}

static void strokes_of_a_title_are_no_rulings(void **state) {
    struct sample *s = *state;
    struct bitmap b = white(s->a);
    ink(&b, 50, 100, 350, 103);
    ink(&b, 100, 30, 106, 90);
    ink(&b, 60, 60, 125, 66);
    assert_str(rulings_in(s->a, &b), S("50,100,350,103 "));
}

/* It climbs by two pixels on its way. */
static void a_ruling_may_be_askew(void **state) {
    struct sample *s = *state;
    struct bitmap b = white(s->a);
    for (size_t x = 20; x < 380; x += 120)
        ink(&b, x, 200 - x / 120, x + 120, 203 - x / 120);
    assert_str(rulings_in(s->a, &b), S("20,198,380,203 "));
}

static void greymaps_come_back_as_written(void **state) {
    struct sample *s = *state;
    struct bitmap b = white(s->a), back;
    ink(&b, 50, 100, 350, 103);
    struct str pgm = bitmap_write(s->a, &b);
    assert_true(bitmap_read(s->a, pgm, &back));
    assert_int_equal(back.width, PIXELS);
    assert_int_equal(ink_left(&back), 900);
    assert_false(bitmap_read(s->a, str_cut(pgm, 0, pgm.n - 1), &back));
    assert_false(bitmap_read(s->a, S("P5\n99999999 99999999\n255\n"), &back));
    assert_false(bitmap_read(s->a, S("P6\n1 1\n255\nabc"), &back));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(rulings_are_taken_from_a_scan),
        SAMPLE_TEST(strokes_of_a_title_are_no_rulings),
        SAMPLE_TEST(a_ruling_may_be_askew),
        SAMPLE_TEST(greymaps_come_back_as_written),
    };
    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}

/* Pages as recognition and PDF files give them, words with boxes and rulings, written down in a few
 * calls. A character is 10 points wide here, a line 12 high, and lines follow each other every 14.
 */
#ifndef TIAOMU_TESTS_BOXES_H
#define TIAOMU_TESTS_BOXES_H

#include "ingest/geometry.h"
#include "tests/test.h"

enum { EM = 10, HIGH = 12, LINE = 14, WIDE = 600, TALL = 400 };

struct sample {
    struct arena *a;
    struct doc doc;
    struct page pages[4];
    size_t n;
    uint32_t line;
};

int sample_setup(void **state); /* *state is a struct sample, without pages */
int sample_teardown(void **state);
#define SAMPLE_TEST(f) cmocka_unit_test_setup_teardown(f, sample_setup, sample_teardown)

/* What follows is put on it; else on the first. */
struct page *new_page(struct sample *s);
struct page *page_of(struct sample *s); /* the last */
/* A line of text at (x, y); '_' parts words, by a third of a character each. */
void put(struct sample *s, double x, double y, const char *text);
void across(struct sample *s, double y, double from, double to); /* a ruling */
void down(struct sample *s, double x, double from, double to);
/* Rulings at all of these places, each list ended by 0. */
void rule(struct sample *s, const double *xs, const double *ys);

/* The doc in lines: tables row by row, furniture in braces. Nothing of the words may be missing. */
struct str sample_shown(struct sample *s);
#define assert_shown(s, text) assert_str(sample_shown(s), S(text))

#endif

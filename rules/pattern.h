/* The pattern engine: Perl-compatible patterns (PCRE2, UTF-8). */
#ifndef TIAOMU_RULES_PATTERN_H
#define TIAOMU_RULES_PATTERN_H

#include "base/diag.h"

struct pattern;

/* Patterns that are dropped together. They live in a; errors go to diags. */
struct patterns {
    struct arena *a;
    struct diags *diags;
    struct pattern *last;
};

enum pattern_whole { PATTERN_START, PATTERN_WHOLE, PATTERN_ANYWHERE };

/* Compiles text, anchored at the start, at both ends, or free. NULL with an error in set->diags. */
struct pattern *pattern_new(struct patterns *set, struct str text, enum pattern_whole whole,
                            struct place at);
/* The same for a text made of several lines' patterns: no error is said, as the line is not known.
 */
struct pattern *pattern_of_lines(struct patterns *set, struct str text, enum pattern_whole whole);
void patterns_drop(struct patterns *set);

/* What a pattern is often asked of, as the bytes of input from which on machine code wins more than
 * making it takes (measured over real plans, each pattern by itself; docs/performance.md). */
enum pattern_use {
    PATTERN_SELDOM = 0,       /* when others matched, or of few lines: never */
    PATTERN_NAMES = 6 << 10,  /* every name of a body, and all that may be a date or a title */
    PATTERN_CELLS = 20 << 10, /* every text or cell */
    PATTERN_PROSE = 96 << 10, /* running text, of which most plans have little */
};

/* A pattern is interpreted until patterns_hasten finds that the input is worth more. NULL gives
 * NULL. */
struct pattern *pattern_often(struct pattern *p, enum pattern_use of);
void patterns_hasten(struct patterns *set, size_t bytes);

/* One of several, and where it stands. */
struct pattern_line {
    struct str text;
    struct place at;
};

/* Several patterns as one, which matches as the first of them that does; found.which tells which
 * that is. */
struct pattern *pattern_join(struct patterns *set, const struct pattern_line *lines, size_t n,
                             enum pattern_whole whole);

/* Does the pattern match s from its start? group, where asked for, becomes the first group's part
 * of s, or empty. */
bool pattern_match(const struct pattern *p, struct str s, struct str *group);

/* A match of a free pattern: bytes [from, to) of the text; group[0] is all of it, others are its
 * groups or empty. */
struct found {
    size_t from, to;
    size_t which; /* of joined ones, from 0 */
    struct str group[10];
};

/* The first match in s that begins at byte at or later. */
bool pattern_find(const struct pattern *p, struct str s, size_t at, struct found *out);

#endif

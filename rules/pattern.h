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

/* A pattern is interpreted at first, as making machine code of it takes as long as some hundred
 * matches. Marks one that is asked of every text or cell, which patterns_hasten makes code of; of
 * those that are asked when others matched, or of few lines of a document, it is not worth it.
 * NULL gives NULL. */
struct pattern *pattern_often(struct pattern *p);
void patterns_hasten(struct patterns *set);

/* One of several, and where it stands. */
struct pattern_line {
    struct str text;
    struct place at;
};

/* Several patterns as one, which matches as the first of them that does; found.which tells which
 * that is. It is asked once where they would be asked one by one, hence often. */
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

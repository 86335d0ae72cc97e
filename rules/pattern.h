/* The pattern engine: a list of Perl-compatible patterns (PCRE2, UTF-8, just-in-time compiled). */
#ifndef TIAOMU_RULES_PATTERN_H
#define TIAOMU_RULES_PATTERN_H

#include "base/diag.h"

struct pattern;

enum pattern_whole { PATTERN_START, PATTERN_WHOLE, PATTERN_ANYWHERE };

/* Compiles text, anchored at the start, at both ends, or free. NULL with an error in diags. Freed
 * with pattern_drop. */
struct pattern *pattern_new(struct arena *a, struct str text, enum pattern_whole whole,
                            struct place at, struct diags *diags);
void pattern_drop(struct pattern *p);

/* One of several, and where it stands. */
struct pattern_line {
    struct str text;
    struct place at;
};

/* Several patterns as one, which matches as the first of them that does; found.which tells which
 * that is. It is asked once where they would be asked one by one. */
struct pattern *pattern_join(struct arena *a, const struct pattern_line *lines, size_t n,
                             enum pattern_whole whole, struct diags *diags);

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

/* Text slices and a growing text buffer.
 *
 * All text inside the program is UTF-8. A slice does not own its bytes: they live as long as the
 * arena (or constant) they were taken from. A slice is not NUL-terminated.
 */
#ifndef TIAOMU_BASE_STR_H
#define TIAOMU_BASE_STR_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct str {
    const char *p;
    size_t n;
};

/* A slice of a string literal. */
#define S(lit) ((struct str){"" lit, sizeof(lit) - 1})
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_of(const char *z); /* of a NUL-terminated string; NULL gives empty */
struct str str_cut(struct str s, size_t from, size_t to); /* bytes [from, to), clamped */
struct str str_dup(struct arena *a, struct str s);        /* copy, NUL-terminated behind its end */
const char *str_z(struct arena *a, struct str s);         /* NUL-terminated copy */
struct str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool str_eq(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Byte offset of the first needle at or after from, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
int str_cmp(struct str a, struct str b); /* by bytes, which is by code points in UTF-8 */
uint64_t str_hash(struct str s);         /* FNV-1a, 64 bits */
/* Whole string as a decimal number of at most 9 digits, ASCII digits only; false if it is none. */
bool str_uint(struct str s, uint32_t *out);

/* A growing buffer; its bytes live in its arena, so a finished slice stays valid while the buffer
 * is not written to again. */
struct buf {
    struct arena *a;
    char *p;
    size_t n, cap;
};

void buf_add(struct buf *b, struct str s);
void buf_byte(struct buf *b, char c);
void buf_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str buf_str(const struct buf *b);

#endif

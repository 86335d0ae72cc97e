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
#include <string.h>

struct str {
    const char *p;
    size_t n;
};

/* A slice of a string literal. */
#define S(lit) ((struct str){"" lit, sizeof(lit) - 1})
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_of(const char *z); /* of a NUL-terminated string; NULL gives empty */
struct str str_dup(struct arena *a, struct str s); /* copy, NUL-terminated behind its end */
const char *str_z(struct arena *a, struct str s);  /* NUL-terminated copy */
struct str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Byte offset of the first needle at or after from, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
/* How often \n is in it. */
uint32_t str_line_ends(struct str s);
int str_cmp(struct str a, struct str b); /* by bytes, which is by code points in UTF-8 */
uint64_t str_hash(struct str s);         /* FNV-1a, 64 bits */
/* Whole string as a decimal number of at most 9 digits, ASCII digits only; false if it is none. */
bool str_uint(struct str s, uint32_t *out);

/* Bytes [from, to), clamped. What is asked most is defined here, for the compiler to see. */
static inline struct str str_cut(struct str s, size_t from, size_t to) {
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (struct str){s.n ? s.p + from : s.p, to - from};
}

static inline bool str_eq(struct str a, struct str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_starts(struct str s, struct str prefix) {
    return s.n >= prefix.n && str_eq(str_cut(s, 0, prefix.n), prefix);
}

static inline bool str_ends(struct str s, struct str suffix) {
    return s.n >= suffix.n && str_eq(str_cut(s, s.n - suffix.n, s.n), suffix);
}

/* Equal but for the case of ASCII letters, whatever the system's locale. */
bool str_same(struct str a, struct str b);

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

#include "base/str.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_of(const char *z) {
    return (struct str){z, z ? strlen(z) : 0};
}

struct str str_dup(struct arena *a, struct str s) {
    char *p = arena_alloc(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    return (struct str){p, s.n};
}

const char *str_z(struct arena *a, struct str s) {
    return str_dup(a, s).p;
}

static struct str format(struct arena *a, const char *fmt, va_list args) {
    char room[256];
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(room, sizeof room, fmt, args);
    size_t len = n > 0 ? (size_t)n : 0;
    char *p = arena_alloc(a, len + 1);
    if (len < sizeof room)
        memcpy(p, room, len);
    else
        vsnprintf(p, len + 1, fmt, again);
    va_end(again);
    return (struct str){p, len};
}

struct str str_fmt(struct arena *a, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    struct str s = format(a, fmt, args);
    va_end(args);
    return s;
}

uint32_t str_line_ends(struct str s) {
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

size_t str_find(struct str s, struct str needle, size_t from) {
    if (from > s.n || needle.n > s.n - from)
        return SIZE_MAX;
    if (needle.n == 0)
        return from;
    const char *hit = needle.n == 1 ? memchr(s.p + from, *needle.p, s.n - from)
                                    : memmem(s.p + from, s.n - from, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_same(struct str a, struct str b) {
    size_t i = 0;
    while (i < a.n && i < b.n && lower(a.p[i]) == lower(b.p[i]))
        i++;
    return i == a.n && i == b.n;
}

int str_cmp(struct str a, struct str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

uint64_t str_hash(struct str s) {
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return h;
}

bool str_uint(struct str s, uint32_t *out) {
    uint32_t v = 0;
    if (s.n == 0 || s.n > 9)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    }
    *out = v;
    return true;
}

static void grow(struct buf *b, size_t more) {
    size_t cap = b->cap ? b->cap : 16;
    while (cap - b->n <= more)
        cap *= 2;
    b->p = arena_resize(b->a, b->p, b->n, cap);
    b->cap = cap;
}

static inline void reserve(struct buf *b, size_t more) {
    if (b->cap - b->n <= more)
        grow(b, more);
}

void buf_add(struct buf *b, struct str s) {
    if (s.n == 0)
        return;
    reserve(b, s.n);
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void buf_byte(struct buf *b, char c) {
    reserve(b, 1);
    b->p[b->n++] = c;
}

void buf_fmt(struct buf *b, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    buf_add(b, format(b->a, fmt, args));
    va_end(args);
}

struct str buf_str(const struct buf *b) {
    return (struct str){b->p, b->n};
}

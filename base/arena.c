#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define SEPARATE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEPARATE 1
#endif
#endif
#ifndef SEPARATE
#define SEPARATE 0
#endif

enum { ALIGN = 8, FIRST_CHUNK = 64 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };
enum { LARGE = LARGEST_CHUNK / 4 }; /* a piece of more bytes has a chunk of its own */

struct chunk {
    struct chunk *next, *before;
    max_align_t data[];
};

struct arena {
    struct chunk *chunks;
    char *start, *free, *end; /* of the chunk that small pieces come from */
    size_t next_size, used;
    arena_oom *on_oom;
};

static _Noreturn void out_of_memory(arena_oom *on_oom) {
    if (on_oom)
        on_oom();
    abort();
}

struct arena *arena_new(arena_oom *on_oom) {
    struct arena *a = calloc(1, sizeof *a);
    if (!a)
        out_of_memory(on_oom);
    a->next_size = FIRST_CHUNK;
    a->on_oom = on_oom;
    return a;
}

struct arena *arena_beside(const struct arena *a) {
    return arena_new(a->on_oom);
}

void arena_drop(struct arena *a) {
    if (!a)
        return;
    for (struct chunk *c = a->chunks; c;) {
        struct chunk *next = c->next;
        free(c);
        c = next;
    }
    free(a);
}

static void *add_chunk(struct arena *a, size_t n) {
    struct chunk *c = n < SIZE_MAX - sizeof *c ? calloc(1, sizeof *c + n) : NULL;
    if (!c)
        out_of_memory(a->on_oom);
    c->next = a->chunks;
    if (c->next)
        c->next->before = c;
    a->chunks = c;
    return c->data;
}

/* The chunk of a piece that has it alone, made larger or smaller; it may move. */
static void *resize_chunk(struct arena *a, struct chunk *c, size_t n) {
    struct chunk **from = c->before ? &c->before->next : &a->chunks;
    c = n < SIZE_MAX - sizeof *c ? realloc(c, sizeof *c + n) : NULL;
    if (!c)
        out_of_memory(a->on_oom);
    *from = c;
    if (c->next)
        c->next->before = c;
    return c->data;
}

static struct chunk *chunk_of(const void *large) {
    return (struct chunk *)((char *)(uintptr_t)large - offsetof(struct chunk, data));
}

static size_t rounded(size_t n) {
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

/* The piece given out last may grow where it stands. */
static bool extend(struct arena *a, const void *old, size_t from, size_t to) {
    bool fits = (const char *)old + from == a->free && to <= LARGE &&
                to - from <= (size_t)(a->end - a->free);
    if (fits && !SEPARATE) {
        a->free += to - from;
        a->used += to - from;
    }
    return fits && !SEPARATE;
}

void *arena_alloc(struct arena *a, size_t n) {
    if (n > SIZE_MAX - ALIGN)
        out_of_memory(a->on_oom);
    a->used += n;
    if (SEPARATE)
        return add_chunk(a, n);
    n = rounded(n);
    if (n > LARGE)
        return add_chunk(a, n);
    if (n > (size_t)(a->end - a->free)) {
        if (n > a->next_size / 4)
            return add_chunk(a, n);
        a->start = a->free = add_chunk(a, a->next_size);
        a->end = a->free + a->next_size;
        if (a->next_size < LARGEST_CHUNK)
            a->next_size *= 2;
    }
    void *p = a->free;
    a->free += n;
    return p;
}

void arena_reset(struct arena *a) {
    struct chunk *keep = NULL;
    for (struct chunk *c = a->chunks; c;) {
        struct chunk *next = c->next;
        if (!SEPARATE && (char *)c->data == a->start)
            keep = c;
        else
            free(c);
        c = next;
    }
    if (keep) {
        keep->next = keep->before = NULL;
        memset(a->start, 0, (size_t)(a->free - a->start));
    }
    a->chunks = keep;
    a->free = a->start;
}

/* A piece that has a chunk of its own grows with it. */
void *arena_resize(struct arena *a, void *old, size_t used, size_t n) {
    struct chunk *newest = a->chunks;
    bool alone = old && newest && old == (void *)newest->data && old != (void *)a->start;
    if (alone || used > LARGE) {
        a->used += n - used;
        return resize_chunk(a, chunk_of(old), n);
    }
    void *p = arena_alloc(a, n);
    if (old && used)
        memcpy(p, old, used);
    return p;
}

void *arena_array(struct arena *a, size_t n, size_t size) {
    if (size && n > SIZE_MAX / size)
        out_of_memory(a->on_oom);
    return arena_alloc(a, n * size);
}

void *arena_copy(struct arena *a, const void *from, size_t n, size_t size) {
    return n ? memcpy(arena_array(a, n, size), from, n * size) : NULL;
}

void arena_exhausted(const struct arena *a) {
    out_of_memory(a->on_oom);
}

size_t arena_used(const struct arena *a) {
    return a->used;
}

/* Large vectors grow where they stand if they can. With AddressSanitizer all move, so that pointers
 * into what they were show. */
static void *more_of_large(struct arena *a, const void *old, size_t from, size_t to) {
    char *p = resize_chunk(a, chunk_of(old), to);
    memset(p + from, 0, to - from);
    a->used += to - from;
    return p;
}

/* What large ones grow by is touched at once, hence an eighth. */
size_t arena_next(size_t cap, size_t size) {
    if (cap == 0)
        return size < ALIGN ? ALIGN / size : 1;
    return cap * size > LARGE && !SEPARATE ? cap + cap / 8 + 1 : 2 * cap;
}

void *arena_more(struct arena *a, const void *old, size_t cap, size_t size) {
    size_t more = arena_next(cap, size);
    bool fits = cap && more <= SIZE_MAX / 2 / size;
    if (fits && (SEPARATE || cap * size > LARGE))
        return more_of_large(a, old, cap * size, more * size);
    if (fits && extend(a, old, rounded(cap * size), rounded(more * size)))
        return (void *)(uintptr_t)old;
    return memcpy(arena_array(a, more, size), cap ? old : "", cap * size);
}

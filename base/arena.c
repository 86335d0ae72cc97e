#include "base/arena.h"
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

enum { FIRST_CHUNK = 64 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

struct chunk {
    struct chunk *next;
    max_align_t data[];
};

struct arena {
    struct chunk *chunks;
    char *free, *end;
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
    a->chunks = c;
    return c->data;
}

void *arena_alloc(struct arena *a, size_t n) {
    const size_t align = sizeof(max_align_t);
    if (n > SIZE_MAX - align)
        out_of_memory(a->on_oom);
    a->used += n;
    if (SEPARATE)
        return add_chunk(a, n);
    n = (n + align - 1) / align * align;
    if (n > (size_t)(a->end - a->free)) {
        if (n > a->next_size / 4)
            return add_chunk(a, n);
        a->free = add_chunk(a, a->next_size);
        a->end = a->free + a->next_size;
        if (a->next_size < LARGEST_CHUNK)
            a->next_size *= 2;
    }
    void *p = a->free;
    a->free += n;
    return p;
}

void *arena_array(struct arena *a, size_t n, size_t size) {
    if (size && n > SIZE_MAX / size)
        out_of_memory(a->on_oom);
    return arena_alloc(a, n * size);
}

void arena_exhausted(const struct arena *a) {
    out_of_memory(a->on_oom);
}

size_t arena_used(const struct arena *a) {
    return a->used;
}

void *arena_more(struct arena *a, const void *old, size_t *cap, size_t size) {
    size_t n = *cap;
    size_t more = n ? 2 * n : size < 32 ? 8 : 2;
    void *p = arena_array(a, more, size);
    if (n)
        memcpy(p, old, n * size);
    *cap = more;
    return p;
}

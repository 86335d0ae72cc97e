#include "tests/raw_zip.h"
#include "tests/test.h"

enum { DESCRIPTOR = 8, ENCRYPTED = 1, UTF8 = 0x800 };

static void put(struct buf *b, uint64_t v, int bytes) {
    for (int i = 0; i < bytes; i++, v >>= 8)
        buf_byte(b, (char)(v & 0xFF));
}

/* CRC-32 of ISO 3309, bit by bit. */
static uint32_t sum_of(struct str s) {
    uint32_t c = UINT32_MAX;
    for (size_t i = 0; i < s.n; i++) {
        c ^= (unsigned char)s.p[i];
        for (int k = 0; k < 8; k++)
            c = c & 1 ? c >> 1 ^ 0xEDB88320u : c >> 1;
    }
    return ~c;
}

static uint64_t size_of(const struct raw_member *m) {
    return (uint64_t)((int64_t)m->content.n + m->size_off);
}

/* What a local header and a directory entry have in common. */
static void put_shared(struct buf *b, const struct raw_member *m, bool local) {
    uint64_t size = m->zip64 ? UINT32_MAX : size_of(m);
    bool later = local && m->descriptor;
    put(b, m->zip64 ? 45 : 20, 2);
    put(b, (uint64_t)(m->descriptor ? DESCRIPTOR : 0) | (m->encrypted ? ENCRYPTED : 0) | UTF8, 2);
    put(b, 0, 2 + 4); /* stored; no time */
    put(b, later ? 0 : sum_of(m->content) + m->sum_off, 4);
    put(b, later ? 0 : size, 4);
    put(b, later ? 0 : size, 4);
    put(b, m->name.n, 2);
}

static void put_member(struct buf *b, const struct raw_member *m) {
    put(b, 0x04034B50, 4);
    put_shared(b, m, true);
    put(b, m->zip64 ? 20 : 0, 2);
    buf_add(b, m->name);
    if (m->zip64) {
        put(b, 1, 2);
        put(b, 16, 2);
        put(b, size_of(m), 8);
        put(b, size_of(m), 8);
    }
    buf_add(b, m->content);
    if (m->descriptor) {
        put(b, 0x08074B50, 4);
        put(b, sum_of(m->content) + m->sum_off, 4);
        put(b, size_of(m), m->zip64 ? 8 : 4);
        put(b, size_of(m), m->zip64 ? 8 : 4);
    }
}

static void put_entry(struct buf *b, const struct raw_member *m, uint64_t offset) {
    put(b, 0x02014B50, 4);
    put(b, 45, 2);
    put_shared(b, m, false);
    put(b, m->zip64 ? 28 : 0, 2);
    put(b, 0, 2 + 2 + 2 + 4); /* no comment, first disk, no attributes */
    put(b, m->zip64 ? UINT32_MAX : offset, 4);
    buf_add(b, m->name);
    if (m->zip64) {
        put(b, 1, 2);
        put(b, 24, 2);
        put(b, size_of(m), 8);
        put(b, size_of(m), 8);
        put(b, offset, 8);
    }
}

/* The ends of the directory: of 64 bits with its locator, and the usual one. */
static void put_ends(struct buf *b, uint64_t n, uint64_t start, bool wide) {
    uint64_t end = b->n;
    if (wide) {
        put(b, 0x06064B50, 4);
        put(b, 44, 8);
        put(b, 45, 2);
        put(b, 45, 2);
        put(b, 0, 4 + 4);
        put(b, n, 8);
        put(b, n, 8);
        put(b, end - start, 8);
        put(b, start, 8);
        put(b, 0x07064B50, 4);
        put(b, 0, 4);
        put(b, end, 8);
        put(b, 1, 4);
    }
    put(b, 0x06054B50, 4);
    put(b, 0, 2 + 2);
    put(b, wide ? 0xFFFF : n, 2);
    put(b, wide ? 0xFFFF : n, 2);
    put(b, wide ? UINT32_MAX : end - start, 4);
    put(b, wide ? UINT32_MAX : start, 4);
    put(b, 0, 2);
}

struct str raw_zip(struct arena *a, const struct raw_member *members, size_t n) {
    struct buf b = {.a = a};
    uint64_t *offsets = arena_array(a, n, sizeof *offsets);
    bool wide = false;
    for (size_t i = 0; i < n; i++) {
        offsets[i] = members[i].overlaps ? 0 : b.n;
        wide |= members[i].zip64;
        put_member(&b, &members[i]);
    }
    uint64_t start = b.n;
    for (size_t i = 0; i < n; i++)
        put_entry(&b, &members[i], offsets[i]);
    put_ends(&b, n, start, wide);
    return buf_str(&b);
}

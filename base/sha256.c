#include "base/sha256.h"
#include <string.h>
#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t ror(uint32_t x, int n) {
    return x >> n | x << (32 - n);
}

static void schedule(uint32_t w[64], const unsigned char *block) {
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (ror(a, 7) ^ ror(a, 18) ^ a >> 3) + w[i - 7] +
               (ror(b, 17) ^ ror(b, 19) ^ b >> 10);
    }
}

/* A round: the words move up by one, so the caller's places turn instead. */
static inline void turn(uint32_t a, uint32_t b, uint32_t c, uint32_t *d, uint32_t e, uint32_t f,
                        uint32_t g, uint32_t *h, uint32_t kw) {
    uint32_t t = *h + (ror(e, 6) ^ ror(e, 11) ^ ror(e, 25)) + (g ^ (e & (f ^ g))) + kw;
    *d += t;
    *h = t + (ror(a, 2) ^ ror(a, 13) ^ ror(a, 22)) + ((a & b) | (c & (a | b)));
}

static void add_block(uint32_t h[8], const unsigned char *block) {
    uint32_t w[64], s[8];
    schedule(w, block);
    memcpy(s, h, sizeof s);
    for (int i = 0; i < 64; i += 8) {
        turn(s[0], s[1], s[2], &s[3], s[4], s[5], s[6], &s[7], K[i] + w[i]);
        turn(s[7], s[0], s[1], &s[2], s[3], s[4], s[5], &s[6], K[i + 1] + w[i + 1]);
        turn(s[6], s[7], s[0], &s[1], s[2], s[3], s[4], &s[5], K[i + 2] + w[i + 2]);
        turn(s[5], s[6], s[7], &s[0], s[1], s[2], s[3], &s[4], K[i + 3] + w[i + 3]);
        turn(s[4], s[5], s[6], &s[7], s[0], s[1], s[2], &s[3], K[i + 4] + w[i + 4]);
        turn(s[3], s[4], s[5], &s[6], s[7], s[0], s[1], &s[2], K[i + 5] + w[i + 5]);
        turn(s[2], s[3], s[4], &s[5], s[6], s[7], s[0], &s[1], K[i + 6] + w[i + 6]);
        turn(s[1], s[2], s[3], &s[4], s[5], s[6], s[7], &s[0], K[i + 7] + w[i + 7]);
    }
    for (int i = 0; i < 8; i++)
        h[i] += s[i];
}

static void add_plain(uint32_t h[8], const unsigned char *p, size_t blocks) {
    for (; blocks; blocks--, p += 64)
        add_block(h, p);
}

#if defined(__x86_64__)
/* Intel's SHA extensions: two rounds an instruction. */
static bool has_instructions(void) {
    enum { SSSE3 = 1 << 9, SSE41 = 1 << 19, SHA = 1 << 29 };
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & SSSE3) && (c & SSE41) &&
           __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & SHA);
}

/* The instructions keep the state as ABEF and CDGH, and take four words of the schedule a step. */
__attribute__((target("sha,ssse3,sse4.1"))) static void
add_fast(uint32_t h[8], const unsigned char *p, size_t blocks) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i abef = _mm_set_epi32((int)h[0], (int)h[1], (int)h[4], (int)h[5]);
    __m128i cdgh = _mm_set_epi32((int)h[2], (int)h[3], (int)h[6], (int)h[7]);
    for (; blocks; blocks--, p += 64) {
        __m128i w[4], abef_before = abef, cdgh_before = cdgh;
        for (int i = 0; i < 4; i++)
            w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const void *)(p + 16 * i)), swap);
        for (int i = 0; i < 16; i++) {
            if (i >= 4) { /* words 4i to 4i + 3, in the place of those 16 before */
                __m128i seven = _mm_alignr_epi8(w[(i + 3) % 4], w[(i + 2) % 4], 4);
                __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[i % 4], w[(i + 1) % 4]), seven);
                w[i % 4] = _mm_sha256msg2_epu32(sum, w[(i + 3) % 4]);
            }
            __m128i kw = _mm_add_epi32(w[i % 4], _mm_loadu_si128((const void *)&K[4 * i]));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, kw);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(kw, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    uint32_t out[8];
    _mm_storeu_si128((void *)out, abef);
    _mm_storeu_si128((void *)(out + 4), cdgh);
    for (int i = 0; i < 8; i++) {
        static const int places[] = {3, 2, 7, 6, 1, 0, 5, 4};
        h[i] = out[places[i]];
    }
}
#else
static bool has_instructions(void) {
    return false;
}
#define add_fast add_plain
#endif

struct sha256 sha256_start(void) {
    return (struct sha256){.h = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
                           .add = has_instructions() ? add_fast : add_plain};
}

void sha256_add(struct sha256 *s, struct str bytes) {
    s->bytes += bytes.n;
    if (bytes.n == 0)
        return;
    if (s->n) {
        struct str front = str_cut(bytes, 0, sizeof s->rest - s->n);
        memcpy(s->rest + s->n, front.p, front.n);
        s->n += front.n;
        bytes = str_cut(bytes, front.n, bytes.n);
        if (s->n < sizeof s->rest)
            return;
        s->add(s->h, s->rest, 1);
    }
    s->n = bytes.n % sizeof s->rest;
    size_t whole = bytes.n - s->n;
    s->add(s->h, (const unsigned char *)bytes.p, whole / sizeof s->rest);
    if (s->n)
        memcpy(s->rest, bytes.p + whole, s->n);
}

struct str sha256_end(struct arena *a, struct sha256 *s) {
    char padding[72] = {(char)0x80};
    uint64_t bits = s->bytes * 8;
    size_t zeros = (119 - s->n) % 64; /* behind the one */
    for (int i = 0; i < 8; i++)
        padding[zeros + 8 - (size_t)i] = (char)(bits >> (8 * i));
    sha256_add(s, (struct str){padding, zeros + 9});
    struct buf b = {.a = a};
    for (int i = 0; i < 8; i++)
        buf_fmt(&b, "%08x", s->h[i]);
    return buf_str(&b);
}

struct str sha256_hex(struct arena *a, struct str bytes) {
    struct sha256 s = sha256_start();
    sha256_add(&s, bytes);
    return sha256_end(a, &s);
}

struct str sha256_hex_plain(struct arena *a, struct str bytes) {
    struct sha256 s = sha256_start();
    s.add = add_plain;
    sha256_add(&s, bytes);
    return sha256_end(a, &s);
}

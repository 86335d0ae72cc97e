/* SHA-256 (FIPS 180-4), for telling whether a source or the rules changed. */
#ifndef TIAOMU_BASE_SHA256_H
#define TIAOMU_BASE_SHA256_H

#include "base/str.h"

/* A digest in the making. */
struct sha256 {
    uint32_t h[8];
    unsigned char rest[64]; /* n bytes that are no whole block yet */
    size_t n;
    uint64_t bytes; /* all so far */
    void (*add)(uint32_t h[8], const unsigned char *p, size_t blocks);
};

struct sha256 sha256_start(void);
void sha256_add(struct sha256 *s, struct str bytes);
struct str sha256_end(struct arena *a, struct sha256 *s); /* as sha256_hex */

/* 64 hexadecimal digits in lower case, in arena a. */
struct str sha256_hex(struct arena *a, struct str bytes);
/* The same without the processor's own instructions for it, which sha256_hex uses where there are
 * any: what tests compare. */
struct str sha256_hex_plain(struct arena *a, struct str bytes);

#endif

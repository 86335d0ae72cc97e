/* SHA-256 (FIPS 180-4), for telling whether a source or the rules changed. */
#ifndef TIAOMU_BASE_SHA256_H
#define TIAOMU_BASE_SHA256_H

#include "base/str.h"

/* 64 hexadecimal digits in lower case, in arena a. */
struct str sha256_hex(struct arena *a, struct str bytes);
/* The same without the processor's own instructions for it, which sha256_hex uses where there are
 * any: what tests compare. */
struct str sha256_hex_plain(struct arena *a, struct str bytes);

#endif

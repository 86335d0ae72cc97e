/* ZIP archives byte by byte, as no library writes them: for tests of damage and of rare forms
 * (APPNOTE.TXT 6.3.10, 4.3). */
#ifndef TIAOMU_TESTS_RAW_ZIP_H
#define TIAOMU_TESTS_RAW_ZIP_H

#include "base/str.h"

struct raw_member {
    struct str name, content; /* stored, not compressed */
    bool descriptor;          /* sum and sizes stand behind the content (4.3.9) */
    bool zip64;               /* sizes and offset stand in extra fields (4.5.3) */
    bool encrypted;           /* says so; the content is as given */
    uint32_t sum_off;         /* added to the right sum */
    int64_t size_off;         /* added to the right sizes */
    bool overlaps;            /* its directory entry points at the first member */
};

struct str raw_zip(struct arena *a, const struct raw_member *members, size_t n);

#endif

/* Limits on input: each is an option of the command line, each has its reason here. */
#ifndef TIAOMU_BASE_LIMITS_H
#define TIAOMU_BASE_LIMITS_H

#include <stddef.h>

struct limits {
    size_t file_bytes; /* an input file; the longest real plan is under 1 MB */
    size_t
        member_bytes; /* one inflated member of a package: a 100,000-row plan needs some 200 MB */
    size_t package_bytes; /* all members that are read; twice the largest of them */
    size_t members;       /* of a package; Word has a part for each picture, header and footer */
    size_t xml_depth;     /* open elements; Word nests a table in a table some ten deep at most */
    size_t attributes; /* of an element, which libxml2 compares each with each; Word has some 40 */
    size_t text_chars; /* of a document, white space apart: 100,000 rows have some 20 million */
    size_t columns;    /* of a table; Word itself allows 63 */
    size_t cells;      /* of a document: 100,000 rows of 10 columns */
};

#define LIMITS_DEFAULT                                                                             \
    ((struct limits){.file_bytes = (size_t)256 << 20,                                              \
                     .member_bytes = (size_t)512 << 20,                                            \
                     .package_bytes = (size_t)1 << 30,                                             \
                     .members = 10000,                                                             \
                     .xml_depth = 256,                                                             \
                     .attributes = 1000,                                                           \
                     .text_chars = 100000000,                                                      \
                     .columns = 256,                                                               \
                     .cells = 2000000})

#endif

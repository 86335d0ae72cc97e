/* Text without the white space that print and recognition put inside it, and the way back. */
#ifndef TIAOMU_EXTRACT_SQUEEZE_H
#define TIAOMU_EXTRACT_SQUEEZE_H

#include "base/str.h"

struct squeezed {
    struct str text, printed;
    const uint32_t *at; /* byte of printed that each byte of text stands at; one more for the end */
};

/* Line breaks stay, since a paragraph ends there, and one space stays where it parts two words of
 * Latin letters or digits (PM2.5 35). The result lives in a. */
struct squeezed squeeze(struct arena *a, struct str printed);
/* The printed part behind bytes [from, to) of the squeezed text, from its first character to its
 * last. */
struct str squeezed_part(const struct squeezed *s, size_t from, size_t to);

#endif

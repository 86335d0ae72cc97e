/* The characters that a match of a pattern may begin with, read from the pattern's text, so that
 * most places of a text are passed over without asking the engine.
 */
#ifndef TIAOMU_RULES_FIRSTS_H
#define TIAOMU_RULES_FIRSTS_H

#include "base/str.h"

enum { FIRSTS_BITS = 1024 };

/* A set that may hold more than it must: characters share bits. */
struct firsts {
    uint64_t bits[FIRSTS_BITS / 64];
    bool han; /* all characters from the blocks of Chinese on */
    bool far; /* all that are neither ASCII nor Chinese nor of their marks and forms */
};

/* False where the text does not tell, as with (?i) or a match that may be empty. */
bool firsts_of(struct str pattern, struct firsts *out);

/* Whether looking for them helps: not where they are nearly all, and not where
 * they are one or two, which the engine looks for faster. */
bool firsts_are_some(const struct firsts *f);

static inline bool firsts_hold(const struct firsts *f, int32_t cp) {
    uint32_t bit = (uint32_t)cp % FIRSTS_BITS;
    if (f->bits[bit / 64] >> bit % 64 & 1)
        return true;
    return cp >= 0x2E80 ? f->han || (f->far && cp > 0x9FFF) : f->far && cp >= 0x80;
}

#endif

/* What an editor knows of words, units of measurement and standards, by rules/editing.tsv. */
#ifndef TIAOMU_RULES_EDITING_H
#define TIAOMU_RULES_EDITING_H

#include "rules/pattern.h"

struct editing;

enum editing_kind {
    EDITING_TYPO,       /* a wrong character in its context */
    EDITING_REDUNDANT,  /* two words for one */
    EDITING_REPEAT,     /* words that may stand doubled */
    EDITING_FIT,        /* what is counted, and the units it has */
    EDITING_SUPERSEDED, /* a document that has a successor */
    EDITING_NUMBER,     /* the number of a document that is not in its form */
    EDITING_DRAW_UP,    /* words in front of a title that is still to be written */
    EDITING_KINDS
};

struct edit_fault {
    size_t from, to; /* bytes of the text */
    struct str instead;
};

/* Compiles the rules into the set; text must live as long as that. NULL with an error. */
struct editing *editing_load(struct patterns *set, struct str text);

/* The first fault of this kind (typo, redundant, number) that begins at byte at of s or later. What
 * should stand instead lives in a. */
bool editing_find(const struct editing *e, struct arena *a, enum editing_kind kind, struct str s,
                  size_t at, struct edit_fault *out);
/* May the n bytes at byte at of s, which stand doubled there, do so? */
bool editing_allows(const struct editing *e, struct str s, size_t at, size_t n);
/* Does the unit fit what is counted? True where no rule speaks of the subject. */
bool editing_fits(const struct editing *e, struct str subject, struct str unit);
/* What took the place of a title or number by the end of year; false where nothing did. */
bool editing_superseded(const struct editing *e, struct str cited, int year, struct str *by);
/* Do the words in front of a title say that the measure draws it up? */
bool editing_draws_up(const struct editing *e, struct str before);

#endif

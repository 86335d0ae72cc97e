/* The words around quantities, by rules/units.tsv, comparators.tsv and phrases.tsv. Text is without
 * white space throughout (extract/squeeze.h).
 */
#ifndef TIAOMU_RULES_QUANTITIES_H
#define TIAOMU_RULES_QUANTITIES_H

#include "rules/pattern.h"

struct quantity_rules;

/* Of a unit: how its number can be one of a target (see units.tsv). */
enum unit_kind { UNIT_NONE, UNIT_SHARE, UNIT_COUNT, UNIT_TIMES, UNIT_MEASURE, UNIT_TIME };

struct unit {
    enum unit_kind kind;
    struct str name; /* as stored: 微克/立方米 */
    size_t n;        /* its bytes in the text; 0: there is none */
};

/* Where a word stands: a bit each, so that several can be asked for. */
enum word_place {
    WORD_BEFORE = 1,
    WORD_CHANGE = 2,
    WORD_AHEAD = 4,
    WORD_INSIDE = 8,
    WORD_AFTER = 16,
    WORD_FROM = 32,
    WORD_NONE = 64 /* ends like one of the others and is none */
};

struct quantity_word {
    struct str text;
    enum word_place place;
    struct str comparator; /* empty where the word only leads up to the number */
};

enum phrase {
    PHRASE_DATE,
    PHRASE_NAME,
    PHRASE_LEAD,
    PHRASE_TAIL,
    PHRASE_MAKE,
    PHRASE_VERB,
    PHRASE_STOP,
    PHRASE_BY,
    PHRASE_WHEN,
    PHRASE_GOAL,
    PHRASE_HEAD,
    PHRASE_LINK,
    PHRASE_BARE,
    PHRASE_PER,
    PHRASE_CARRY,
    PHRASE_OTHERWISE,
    PHRASES
};

struct quantity_sources {
    struct str units, comparators, phrases; /* the texts of the three files */
};

/* Compiles the rules into the set; the texts must live as long as that. NULL with an error. */
struct quantity_rules *quantity_rules_load(struct patterns *set, struct quantity_sources sources);

/* The longest unit that begins at byte at; a name that has to be made lives in a. */
struct unit unit_read(const struct quantity_rules *q, struct arena *a, struct str s, size_t at);
/* Is the character at byte at of s none that may be a unit the rules lack? */
bool unit_impossible(const struct quantity_rules *q, struct str s, size_t at);
/* A unit at the end of s that stands in front of its number (百分之). */
struct unit unit_ahead(const struct quantity_rules *q, struct str s);

/* The longest word of one of the places that s begins or ends with, or NULL. */
const struct quantity_word *word_beginning(const struct quantity_rules *q, unsigned places,
                                           struct str s);
const struct quantity_word *word_ending(const struct quantity_rules *q, unsigned places,
                                        struct str s);
/* The last word of one of the places in s, with *at, or NULL; only those with a comparator. */
const struct quantity_word *word_last(const struct quantity_rules *q, unsigned places, struct str s,
                                      size_t *at);

/* A lead, when or goal at the front of s, a tail, make, verb, by, head, link, per or carry at its
 * end, a bare one as the whole of s, any other wherever it first stands at byte at or later. */
bool phrase_find(const struct quantity_rules *q, enum phrase phrase, struct str s, size_t at,
                 struct found *out);

#endif

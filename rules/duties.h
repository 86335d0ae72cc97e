/* How texts say who does what, by rules/duties.tsv. All texts given are without white space; places
 * in them are bytes. A role_kind is an enum role_kind of the plan.
 */
#ifndef TIAOMU_RULES_DUTIES_H
#define TIAOMU_RULES_DUTIES_H

#include "rules/pattern.h"

struct duties;

/* Compiles the rules into the set; text must live as long as that. NULL with an error. */
struct duties *duties_load(struct patterns *set, struct str text);

/* A word in a list of duties: A牵头，B会同C负责. */
struct duty_word {
    bool with;     /* it stands before those who join the unit that it follows; else behind units */
    int role_kind; /* of the units before it, or of those who join */
    size_t from, to;
};

/* Organisations as the subject of a sentence. */
struct duty_subject {
    size_t from, to;         /* from the first name to the end of act */
    struct str units, joint; /* joint: those behind 会同, or empty */
    struct str act;          /* the first words of what they do */
    int role_kind;           /* of units */
};

/* A rule that is told once for all items. */
enum said_kind {
    SAID_FIRST,    /* the first of the responsible units leads */
    SAID_ALL,      /* responsible units lead where nobody does */
    SAID_EVERYONE, /* units are responsible for every item */
    SAID_LOOK,     /* who leads is told by bold type or the like */
};

struct duty_said {
    enum said_kind kind;
    size_t from, to;
    struct str units, act; /* of SAID_EVERYONE: who, and the word for what they do */
};

/* Which items the units behind 以下各项均由 are meant for. */
enum scope_kind { SCOPE_BELOW, SCOPE_ABOVE, SCOPE_ALL };

/* The first of its kind in s at byte at or later, or false. */
bool duty_word(const struct duties *d, struct str s, size_t at, struct duty_word *out);
bool duty_subject(const struct duties *d, struct str s, size_t at, struct duty_subject *out);
bool duty_said(const struct duties *d, struct str s, size_t at, struct duty_said *out);

/* Does s begin with the words that share the units behind them among items (以下各项均由)? end: of
 * these words. */
bool duty_scope(const struct duties *d, struct str s, size_t *end, enum scope_kind *kind);

/* Do the words behind a date make it describe a thing (建成的小区) rather than tell when? */
bool duty_done(const struct duties *d, struct str words);
/* Is it a department's name without its last word (生态环境, 发改)? */
bool duty_short(const struct duties *d, struct str name);
/* May the words be a unit's name in a list, by their end, though no rule knows it? */
bool duty_may_be_name(const struct duties *d, struct str words);
/* Does a mark behind the name tell its role: 市教委（牵头）? end: the name's length without it. */
bool duty_mark(const struct duties *d, struct str name, size_t *end, int *role_kind);
/* The place that a name begins with (省, 云岭区), which others behind it in a list may share; empty
 * where it names none. */
struct str duty_place(const struct duties *d, struct str name);
/* Is the name a department's without its place? */
bool duty_lacks_place(const struct duties *d, struct str name);

#endif

/* What the steps of finding quantities in one text share. */
#ifndef TIAOMU_EXTRACT_QUANTITY_H
#define TIAOMU_EXTRACT_QUANTITY_H

#include "extract/squeeze.h"
#include "rules/rules.h"

/* Bytes in front of and behind a number in which the words that belong to it are looked for: 200
 * characters, so that the work stays linear in the text. */
enum { NEAR = 600 };

struct span {
    size_t from, to; /* bytes of the text */
    int year;        /* of a date: the last year it names, 0: none */
};

struct number {
    size_t at, end; /* from the number's first digit to behind its unit and comparator */
    double value, upper;
    bool range;   /* value to upper */
    bool chinese; /* written in Chinese numerals */
    bool part;    /* a fraction */
    struct unit unit;
    bool odd;       /* the rules do not know the unit */
    struct str per; /* what stands in front and is counted by: 每万平方米 without 每 */
    struct str inside, after; /* comparators between number and unit, and behind */

    /* In front, from left to right: the clause's start, the end of the subject, the beginning of
     * the words that belong to the number. */
    size_t clause, subject, words;
    struct str front; /* comparator */
    bool led;         /* a word leads up to it, */
    bool linked;      /* one that is no comparator (达到) */
    size_t change;    /* the end of the word that tells the direction, 0: none */

    bool listed; /* goes on the list of the number in front */
    struct str about;
    int year;         /* dealt out to it from a list of years, 0: none */
    struct str topic; /* the same without the word that tells the direction */
};

typedef VEC(struct number) numbers;
typedef VEC(struct span) spans;

struct scan {
    struct arena *a; /* the scratch */
    const struct quantity_rules *rules;
    struct squeezed squeezed;
    struct str s;                        /* the squeezed text */
    spans dates, names;                  /* in order, none over another of its kind */
    const uint32_t *clauses, *sentences; /* of each byte of s: where the one that holds it begins */
    numbers list;
};

/* extract/clause.c: names, dates, clauses, sentences. */
void part_text(struct scan *c);
bool ends_clause(int32_t cp);
/* The byte behind a mark that ends the clause at byte at, or at where none does. */
size_t clause_mark(struct str s, size_t at);
/* The span that holds byte at, or NULL. */
const struct span *span_at(const spans *list, size_t at);
/* The text near byte at, from it and up to it. */
struct str behind(const struct scan *c, size_t at);
struct str in_front(const struct scan *c, size_t at);

/* extract/numbers.c: the numbers of the text that can be of a target, with what stands around. */
void scan_numbers(struct scan *c);

/* extract/target.c: takes numbers out of the list that are none of a target. */
void keep_targets(struct scan *c);
/* Does a noun follow number n of the list (behind 的 or directly), so that what stands in front
 * describes it? *object is its first byte. */
bool noun_follows(const struct scan *c, const struct number *n, size_t *object);

/* extract/subject.c: what number i of the list counts, and the same without the word that tells
 * the direction of a change, in *topic. */
struct str subject_of(const struct scan *c, size_t i, struct str *topic);
/* The n subjects of a list told apart by 分别, in order; false where they are not as many. */
bool split_subject(const struct scan *c, struct str subject, size_t n, struct str *out);

#endif

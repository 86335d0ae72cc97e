/* Inside corpus/: telling what differs within a match. */
#ifndef TIAOMU_CORPUS_DIFF_H
#define TIAOMU_CORPUS_DIFF_H

#include "corpus/changes.h"
#include "corpus/fold.h"

/* How often any two characters stand side by side in both plans, by a hash of the two. */
struct words {
    uint32_t *count;
};
void words_of(struct arena *a, const struct plan *old, const struct plan *new, struct words *out);
size_t words_count(const struct words *w, struct str x, struct str y); /* one character each */

/* What a run of comparisons shares. */
struct differ {
    struct arena *a;
    const struct plan *old, *new;
    struct names old_names, new_names;     /* what each plan means by a name */
    struct str old_division, new_division; /* what each plan is of (bodies.h) */
    struct names names, units;             /* of both plans; units of measurement */
    struct words words;
    int *reach; /* room for the search in diff_text.c */
};

void diff_start(struct differ *d, struct arena *a, const struct plan *old, const struct plan *new);
/* Fills a change whose items are there: everything but where they stand. */
void diff_within(struct differ *d, struct change *c);

/* A piece of text that a difference does not cut: a number with its unit, a date, a name, a title,
 * a word in Latin letters, else one character. */
struct token {
    struct str text;
    uint64_t hash;
};
typedef VEC(struct token) token_list;

void diff_tokens(struct arena *a, struct str s, const struct names *names,
                 const struct names *units, token_list *out);
void diff_units(struct arena *a, const struct plan *old, const struct plan *new, struct names *out);

/* How two texts differ; false where they were too different to be compared in detail and are told
 * as replaced as a whole between their common beginning and end. */
bool diff_text(struct differ *d, struct str old, struct str new, piece_list *out);

/* The items' texts with every quantity in one writing, without white space. */
struct str diff_spelled(struct arena *a, const item_list *items);
/* Whether two texts differ only in that one has digits where the other has Chinese numerals. */
bool diff_same_numbers(struct str x, struct str y);

/* How much a difference between two texts weighs, and why; false where there is none. */
bool diff_weigh(const struct differ *d, struct str old, struct str new, struct reason *out);
/* Notes the reason, and raises the change's class to its class. */
void diff_because(const struct differ *d, struct change *c, struct reason why);

/* Each compares one field of the change's items and notes what it finds. */
bool diff_texts(struct differ *d, struct change *c); /* false: told coarsely (diff_text) */
void diff_deadlines(struct differ *d, struct change *c);
void diff_roles(struct differ *d, struct change *c);
void diff_quantities(struct differ *d, struct change *c);
void diff_references(struct differ *d, struct change *c);

/* Which table of the new plan a table of the old one became: the one that most of its items are
 * in. */
struct tables {
    int *became; /* by old table_no */
    int n;
};
void diff_tables(struct arena *a, const match_list *matches, struct tables *out);
/* Moved and renumbered, as bits. */
unsigned diff_place(const struct differ *d, const struct tables *tables, struct change *c);

#endif

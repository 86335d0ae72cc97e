/* changes: what differs between two plans, item by item.
 *
 * Items are measures, clauses of prose and rows of other tables. They are paired by what they say,
 * never by their number (align.c); what differs within a pair is told field by field and classed
 * (diff.c). Everything lives in the arena given; texts are shared with the two plans, which must
 * outlive it.
 */
#ifndef TIAOMU_CORPUS_CHANGES_H
#define TIAOMU_CORPUS_CHANGES_H

#include "extract/plan.h"

/* One item of a plan: exactly one of the three is set. */
struct item {
    const struct measure *measure;
    const struct clause *clause;
    const struct indicator *cells; /* of one row of a table, cells_n of them */
    size_t cells_n;
};
typedef VEC(struct item) item_list;

/* Where an item stands in its plan, as commands name it: a measure by its table, task and measure
 * number 1.4.2, a row by its table and number r4.7, a clause by its place among the clauses c12. */
struct str item_place(struct arena *a, const struct plan *plan, const struct item *item);

/* The user's word on two items: counterparts, or not. An item is named by its document, its place
 * and how its text begins, without white space: the text counts where the place moved. */
struct item_name {
    struct str doc, place, text;
};
struct ruling {
    struct item_name one, other;
    bool counterparts;
    bool used; /* both items were found; set by changes_find_ruled and compare_plans_ruled */
};
typedef VEC(struct ruling) ruling_list;

/* How an item is named; false: the plan has no such place. */
bool item_name_at(struct arena *a, const struct plan *plan, struct str place,
                  struct item_name *out);

/* Why two items count as counterparts: how alike they are in each respect, from 0 to 1. */
struct evidence {
    double score; /* of all: how sure the pairing is */
    double text;  /* what they say, weighted by how rare it is */
    double topic; /* what they are about: single characters, by how often and how rare they are */
    double task, section, units, quantities, neighbours;
    bool identical; /* the texts are equal, and nothing else was asked */
    bool ruled;     /* the user said so */
    bool part;      /* one is a part of the other; score and text are its share that stands there */
};

/* The items that say the same: one of each plan; several where one was split or several merged;
 * none where the other plan has no counterpart. */
struct match {
    item_list old, new;
    struct evidence evidence;
};
typedef VEC(struct match) match_list;

/* In the order of the new plan, what it lacks after its predecessor in the old one. Time and memory
 * grow with the plans' sizes, not with their product. */
void align_plans(struct arena *a, const struct plan *old, const struct plan *new, match_list *out);
/* The same, by the user's word first; rulings may be NULL. */
void align_plans_ruled(struct arena *a, const struct plan *old, const struct plan *new,
                       ruling_list *rulings, match_list *out);

/* Two measures of one plan that say almost the same, the first of them first. */
struct likeness {
    const struct measure *first, *second;
    double score; /* 0 to 1; 1: the same but for numbers and punctuation */
};
typedef VEC(struct likeness) likeness_list;

/* Each measure with the one before it that is most like it, where that is at least so much. Time
 * grows as that of align_plans. */
void similar_measures(struct arena *a, const struct plan *plan, double least, likeness_list *out);

enum change_kind {
    CHANGE_MODIFIED,
    CHANGE_ADDED,
    CHANGE_REMOVED,
    CHANGE_MOVED,      /* another table, section or task name */
    CHANGE_RENUMBERED, /* another task number, and nothing else */
    CHANGE_SPLIT,
    CHANGE_MERGED
};
enum { CHANGE_KINDS = CHANGE_MERGED + 1 };

/* Ordered by weight. */
enum change_class {
    CLASS_NOISE,      /* white space, wrapping */
    CLASS_EDITORIAL,  /* punctuation, width, alias, order of a list, a number or unit in other
                         writing, place in the document */
    CLASS_SUBSTANTIVE /* everything else: what is to be done, by whom, by when, how much */
};
enum { CHANGE_CLASSES = CLASS_SUBSTANTIVE + 1 };

struct str change_kind_name(enum change_kind k);
struct str change_class_name(enum change_class c);
int change_class_of(struct str name, enum change_class *out); /* -1: no such class */

/* A piece of two texts: '=' stands in both, '-' in the old, '+' in the new. Joined in order, the
 * pieces '=' and '-' are the old text to the byte, '=' and '+' the new one. */
struct piece {
    char op;
    struct str text;
};
typedef VEC(struct piece) piece_list;

/* Both empty: the field did not change. */
struct field_change {
    struct str old, new;
};

typedef VEC(struct str) str_list;

struct role_change {
    enum role_kind role_kind;
    str_list added, removed; /* canonical names, or as printed where unresolved */
};

struct quantity_change {
    struct str subject;
    const struct quantity *old, *new; /* NULL: only the other text has it */
};

/* Why a field counts as changed, and how much it weighs. */
struct reason {
    struct str field, text;
    enum change_class class;
};

struct change {
    enum change_kind kind;
    unsigned also; /* bits of other kinds that hold too: 1u << kind */
    enum change_class class;
    item_list old, new; /* a row that changed is told cell by cell: each with one cell */
    double similarity;  /* the evidence's score */
    struct evidence evidence;
    bool coarse;     /* the texts differ so much that they are told as wholly replaced */
    piece_list text; /* empty where the text did not change; several items joined by \n */
    struct field_change task, section, deadline;
    VEC(struct role_change) roles;
    VEC(struct quantity_change) quantities;
    str_list cited, uncited; /* titles of documents, now and no longer */
    VEC(struct reason) reasons;
};

struct changes {
    const struct plan *old, *new;
    VEC(struct change) list;
    size_t unchanged; /* items, for rows: cells */
    size_t kinds[CHANGE_KINDS], classes[CHANGE_CLASSES];
    size_t coarse; /* texts so different that they are told as wholly replaced */
};

void changes_find(struct arena *a, const struct plan *old, const struct plan *new,
                  struct changes *out);
void changes_find_ruled(struct arena *a, const struct plan *old, const struct plan *new,
                        ruling_list *rulings, struct changes *out);
/* Keeps the changes of one class alone, and counts anew. */
void changes_only(struct changes *c, enum change_class class);

/* The item's text: a measure, a clause, or the first cell's value. */
struct str item_text(const struct item *item);

#endif

/* The search for a table's gutters: what its lines say for and against columns between the places
 * at which one may begin. gutters.c finds the best way through them. */
#ifndef TIAOMU_INGEST_GUTTER_SEARCH_H
#define TIAOMU_INGEST_GUTTER_SEARCH_H

#include "ingest/gutters.h"

struct search {
    struct arena *a;
    const struct aligned_line *head;
    VEC(runs) words;       /* of each line that may say something */
    VEC(size_t) stretches; /* by such line: which lines stand together it is of */
    size_t body;           /* the first of them behind the names */
    runs names;            /* of the head */
    runs under;            /* of the lines about it */
    size_t above;          /* so many of them of the line above it */
    runs all;              /* names of the head and of the line above it, as they stand */
    const struct columns *like;
    bool of_page;   /* they are the page's of which the lines are a row */
    VEC(size_t) at; /* places where a column may begin; the first is 0, the line's */
    size_t right;   /* behind all words */
    double *worth;  /* [i * at.n + j]: of a column at place j behind one at place i */
    size_t *ends;   /* by place: where the first word ends that begins there or behind */
    size_t *body_ends;
    size_t *wider; /* [(k * at.n + i) * (at.n + 1) + j]: so many lines have, between the places i
                    * and j, text that is wider than that of the k-th column */
    double *texts; /* [k * (at.n + 1) + j]: what speaks against the texts up to place j in it */
};

/* Is it the rest of a table, whose names stand on a page before? Columns may be empty there. */
bool search_goes_on(const struct search *s);
/* The first word at or behind x, from 0. */
size_t search_word(const runs *words, size_t x);
/* The last place at or before x. */
size_t search_place(const struct search *s, size_t x);
/* Does nothing but names stand in the column from place i to the place or line's end to? */
bool search_is_empty(const struct search *s, size_t i, size_t to);

/* Finds the places, what the lines say of gutters there, and where words end. */
void search_weigh(struct search *s);

/* Takes the names of the head, which is one of these lines, and those about it. */
void search_take_names(struct search *s, const struct aligned_line *lines, size_t n);
/* What the names over it say against a column from place i to the place or line's end to. */
double names_against(const struct search *s, size_t i, size_t to);
/* The same of the k-th column, where each name has one and their order tells which, because the
 * rows below stand further left or right than the names. */
double order_against(const struct search *s, size_t k, size_t i, size_t to);

/* Compares the texts with those that columns held on all pages. */
void search_weigh_texts(struct search *s);
/* What they say against the k-th column holding what stands between the places i and j. */
double text_against(const struct search *s, size_t k, size_t i, size_t j);

#endif

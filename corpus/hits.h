/* hits: what a search found, the best first. */
#ifndef TIAOMU_CORPUS_HITS_H
#define TIAOMU_CORPUS_HITS_H

#include "extract/plan.h"

/* Bytes [from, to) of a text. */
struct corpus_span {
    size_t from, to;
};
typedef VEC(struct corpus_span) corpus_spans;

struct corpus_hit {
    struct str doc, kind; /* measure, clause, indicator, outline, footnote */
    int table_no, task_no, measure_no, row_no, clause_ord; /* 0: none */
    struct str section, head, text, deadline; /* head: task, label of a clause or row */
    struct str snippet;                       /* of text, around the first match */
    corpus_spans found, found_head;           /* the matches in snippet, in head */
    double score;                             /* the higher the better (bm25) */
};
struct corpus_hits {
    VEC(struct corpus_hit) list;
    size_t all; /* how many there are, listed or not */
};

#endif

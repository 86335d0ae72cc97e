/* Inside check/: what the families of checks share. */
#ifndef TIAOMU_CHECK_CHECKER_H
#define TIAOMU_CHECK_CHECKER_H

#include "check/check.h"
#include "ingest/doc.h"
#include "rules/rules.h"

/* Where a finding is: the item's place, made finer by its words (locate.c). */
struct where {
    struct place at;
    int table_no, task_no, measure_no, row_no;
};

enum passage_of { OF_MEASURE, OF_CLAUSE, OF_NOTE, OF_HEADING, OF_NAME, OF_CELL };

/* A text of the plan that is checked by itself, as repaired. */
struct passage {
    enum passage_of of;
    struct str text;
    struct where where;
};

struct checker {
    struct arena *a; /* of the plan; findings are copied at the end */
    struct plan *plan;
    const struct doc *doc;
    const struct rules *rules;
    const struct plan *against;
    bool ocr; /* the text was recognised: widths and misreadings are not the author's */
    struct places *places; /* the doc's paragraphs by their places (locate.c) */
    VEC(struct passage) passages;
    finding_list found;
};

struct where where_of(const struct measure *m);
/* The finding's parts are left to the caller; the pointer is valid until the next call. */
struct finding *report(struct checker *c, enum check_code code, struct where where,
                       struct str excerpt);

/* The families. */
void check_reading(struct checker *c);   /* what extraction noticed */
void check_numbers(struct checker *c);   /* numbers of tasks, headings and lists */
void check_cells(struct checker *c);     /* empty cells, measures without a lead */
void check_orgs(struct checker *c);      /* organisations */
void check_deadlines(struct checker *c); /* dates */
void check_doubled(struct checker *c);   /* what is said twice */
void check_marks(struct checker *c);     /* brackets and quotation marks */
void check_widths(struct checker *c);    /* half-width marks, what repair corrected */
void check_wording(struct checker *c);   /* wrong characters, words that do not go together */
void check_figures(struct checker *c);   /* values and their units */
void check_sums(struct checker *c);      /* parts and totals */
void check_citations(struct checker *c); /* documents cited */
void check_similar(struct checker *c);   /* measures that say the same */
void check_contents(struct checker *c);  /* table of contents */
void check_against(struct checker *c);   /* the plan of the level above */

/* The measure's table has columns of leading units, and none of them names one. */
bool lacks_lead(const struct measure *m);
/* Is a column of this name one of leading or responsible units? */
bool leads(const struct plan *plan, struct str role);

/* Before the others: makes c->places. */
void index_places(struct checker *c);
/* The doc's paragraph at this place, or NULL. */
const struct para *para_at(const struct checker *c, struct place at);

/* Gives each finding the place of the paragraph that has its words, and its order. */
void locate_findings(struct checker *c);

/* The characters around bytes [from, to) of s, n on each side. */
struct str around(struct str s, size_t from, size_t to, size_t n);

#endif

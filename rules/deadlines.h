/* What words of a deadline mean, by rules/deadlines.tsv. */
#ifndef TIAOMU_RULES_DEADLINES_H
#define TIAOMU_RULES_DEADLINES_H

#include "rules/pattern.h"

struct deadlines;

enum deadline_form { FORM_BY, FORM_YEARLY, FORM_PERIOD, FORM_ONGOING, FORM_MILESTONES };

/* As printed: 0 where a part is not said. */
struct date_parts {
    int year, month, day;
};

struct deadline_match {
    enum deadline_form form;
    bool dated; /* it means dates, in the plan's own year where none is printed */
    bool bare;  /* a year alone: a deadline only in a plan of several years with it */
    struct date_parts from, to; /* from: of a period */
    bool before;                /* to itself is outside (6月前) */
    size_t at, end;             /* bytes [at, end) of the text */
};

/* Compiles the rules into the set; text must live as long as that. NULL with an error. */
struct deadlines *deadlines_load(struct patterns *set, struct str text);

/* The meaning of the whole of text (without white space), or false. */
bool deadline_read(const struct deadlines *d, struct str text, struct deadline_match *out);
/* The first date in text at byte from or later; of several that begin there, the longest. */
bool deadline_find(const struct deadlines *d, struct str text, size_t from,
                   struct deadline_match *out);

#endif

/* Words that tell facts of a document, by rules/facts.tsv. All texts given are without white space.
 */
#ifndef TIAOMU_RULES_FACTS_H
#define TIAOMU_RULES_FACTS_H

#include "rules/pattern.h"

struct facts;

/* Compiles the rules into the set; text must live as long as that. NULL with an error. */
struct facts *facts_load(struct patterns *set, struct str text);

bool facts_draft(const struct facts *f, struct str text);    /* it says that it is a draft */
bool facts_final(const struct facts *f, struct str text);    /* it says that it is in force */
bool facts_title(const struct facts *f, struct str text);    /* it is a whole title of a document */
bool facts_masthead(const struct facts *f, struct str text); /* 云岭区人民政府文件 */

/* A span of years by its name, or by the words 规划期为. */
struct years_named {
    int from, to;
    size_t end; /* behind the words */
};

/* The first named period (“十四五”) in text at byte at or later, or false. */
bool facts_period(const struct facts *f, struct str text, size_t at, struct years_named *out);
/* The first years that text says it is for, or false. */
bool facts_span(const struct facts *f, struct str text, struct years_named *out);

/* The code (GB/T 2260) of the province that issues documents with this number, or empty. */
struct str facts_province(const struct facts *f, struct str doc_no);
/* Bytes of what may stand before a title's place: 关于印发, 2025年. */
size_t facts_opening(const struct facts *f, struct str title);
/* The name of a place, known or not, that text begins with, or empty. inner: the place around it
 * stands before text. */
struct str facts_place(const struct facts *f, struct str text, bool inner);
/* Is the document that bears this title a town's or subdistrict's own? */
bool facts_of_town(const struct facts *f, struct str title);

#endif

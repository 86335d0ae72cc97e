/* What stands around the title of a cited document, by rules/citations.tsv. Text is without white
 * space.
 */
#ifndef TIAOMU_RULES_CITATIONS_H
#define TIAOMU_RULES_CITATIONS_H

#include "rules/pattern.h"

struct citation_rules;

/* Compiles the rules into the set; text must live as long as that. NULL with an error. */
struct citation_rules *citation_rules_load(struct patterns *set, struct str text);

/* The document number that s, the text behind a title, begins with; empty where there is none. */
struct str citation_number(const struct citation_rules *r, struct str s);
/* The title without the years, edition or state in brackets at its end. */
struct str citation_bare(const struct citation_rules *r, struct str title);
/* Does s, the text in front of a title, say that the title is only a short name? */
bool citation_shortens(const struct citation_rules *r, struct str s);

#endif

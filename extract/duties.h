/* Who does what by when, as texts tell it: read from one text (duty_text.c), given to the items it
 * is said of (duties.c).
 */
#ifndef TIAOMU_EXTRACT_DUTIES_H
#define TIAOMU_EXTRACT_DUTIES_H

#include "extract/work.h"

struct told {
    plan_assignments list;
    bool listed; /* units stand in brackets or behind a key, not as subjects of sentences */
};

/* A text being read, and where findings about it belong. */
struct telling {
    struct work *w;
    const struct lexicon *lex;
    struct place at;
    struct str place; /* named with the last unit, and meant for those behind it */
};

bool has_content(const struct assignment *as);
/* What brackets and keys (责任单位：) in text tell. */
void read_listed(struct telling *t, struct str text, struct told *out);
/* What the subjects of its sentences tell, and dates without any. */
void read_subjects(struct telling *t, struct str text, struct told *out);
/* Does line hold nothing but units and dates (责任单位：…, or the same in brackets)? */
bool is_duty_line(struct work *w, struct str line);
/* Is line a sentence that shares its units among items: 以下各项均由A牵头，B配合? */
bool shares_duties(struct work *w, struct str line, enum scope_kind *kind);
/* Does text end with such a bracket? */
bool ends_with_duties(struct work *w, struct str text);

/* extract/due.c: the dates by which what text says is to be done, in order, each as printed and
 * once. */
typedef VEC(struct str) lines;
lines due_dates(struct telling *t, struct str text);
/* On a line each. */
struct str join_dates(struct arena *a, const lines *dates);

/* extract/unit_list.c: appends roles with the units of a list (A、B和C（牵头）), most of them of
 * this name and kind. strict: nothing is appended, and false returned, unless each is built as
 * names are. */
bool read_units(struct telling *t, struct str list, struct str name, enum role_kind kind,
                bool strict, plan_roles *out);
/* Are all of the list built as names of units may be, and one as an office is? What is contained
 * (含…) is no such list. */
bool seems_units(struct telling *t, struct str list);
/* Findings about units that are no complete names. */
void check_units(struct telling *t, const struct told *told);

#endif

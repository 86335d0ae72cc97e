/* Repair of printed text by rules: rules/repairs.tsv and rules/traditional.tsv. */
#ifndef TIAOMU_RULES_REPAIR_H
#define TIAOMU_RULES_REPAIR_H

#include "rules/pattern.h"

struct repairs;

enum repair_scope {
    REPAIR_NAME,  /* names: only what no printed name can mean */
    REPAIR_TEXT,  /* running text: these and the width of punctuation, spaces, misread words */
    REPAIR_NOTED, /* running text of a document with footnotes */
};

/* One place that was changed. */
struct edit {
    struct str printed, corrected, rule;
    double confidence; /* 0 to 1 */
};

struct edits {
    VEC(struct edit) list;
};

/* Compiles the rules into the set; the texts must live as long as that. NULL with an error. */
struct repairs *repairs_load(struct patterns *set, struct str repairs_tsv,
                             struct str traditional_tsv);

/* The repaired text, text itself where nothing was to be done; each change is added to edits. */
struct str repair(const struct repairs *r, struct arena *a, struct str text,
                  enum repair_scope scope, struct edits *edits);

#endif

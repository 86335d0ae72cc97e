/* Repair of printed text by rules: rules/repairs.tsv and rules/traditional.tsv. */
#ifndef TIAOMU_RULES_REPAIR_H
#define TIAOMU_RULES_REPAIR_H

#include "base/diag.h"

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

/* Compiles the rules; the texts must live as long as they. NULL with an error in diags. Freed with
 * repairs_drop. */
struct repairs *repairs_load(struct arena *a, struct str repairs_tsv, struct str traditional_tsv,
                             struct diags *diags);
void repairs_drop(struct repairs *r);

/* The repaired text, text itself where nothing was to be done; each change is added to edits. */
struct str repair(const struct repairs *r, struct arena *a, struct str text,
                  enum repair_scope scope, struct edits *edits);

#endif

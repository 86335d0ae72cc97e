/* From doc to plan: the list of steps is in extract.c. */
#ifndef TIAOMU_EXTRACT_EXTRACT_H
#define TIAOMU_EXTRACT_EXTRACT_H

#include "extract/plan.h"
#include "ingest/doc.h"
#include "rules/rules.h"

/* Makes the plan of doc in arena a (which must outlive it; doc's texts are shared, not copied).
 * Returns 0 with *out, or -1 with an error in doc->diags when the document cannot be used (it has
 * tables, and none with a known header). The plan's findings include the doc's. tool_version of the
 * plan's document is left to the caller. */
int extract_plan(struct arena *a, struct doc *doc, const struct rules *rules, struct plan **out);

/* The same, but stops after the step of that name: the plan holds what the steps so far made. */
int extract_until(struct arena *a, struct doc *doc, const struct rules *rules, struct str last,
                  struct plan **out);
/* The name of step i, from 0; empty behind the last. */
struct str extract_step(size_t i);

/* A resolver for the plan's mentions, which knows the plan's place and year. */
struct resolver *plan_resolver(struct plan *plan, const struct rules *rules);
/* Resolves every mention of plan: fills org, org_id, org_kind, method, confidence. */
void resolve_plan(struct plan *plan, const struct rules *rules);

#endif

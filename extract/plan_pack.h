/* A plan as bytes for another process of the same program: what a confined worker hands back.
 *
 * Not a format to keep or to exchange; JSON lines are that. Fields stand in the order of
 * plan_fields.h, numbers as LEB128, texts behind their length. Who reads does not trust who wrote:
 * every length, number, name and text is checked.
 */
#ifndef TIAOMU_EXTRACT_PLAN_PACK_H
#define TIAOMU_EXTRACT_PLAN_PACK_H

#include "extract/plan.h"

void plan_pack(struct buf *b, const struct plan *plan);
/* The same, but what b holds is taken out of it whenever that is much. */
void plan_pack_by(struct buf *b, const struct plan *plan, void (*take)(struct buf *b));
/* Reads the plan at the front of *bytes and moves *bytes behind it. *out lives in arena a; its
 * texts are slices of the bytes. -1: they are not what plan_pack writes. */
int plan_unpack(struct arena *a, struct str *bytes, struct plan **out);

#endif

#include "out/out.h"

void out_jsonl(struct buf *b, const struct plan *plan) {
    buf_add(b, plan_to_json(b->a, plan));
}

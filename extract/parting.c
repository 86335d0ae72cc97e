#include "extract/parting.h"
#include <math.h>
#include <stdbool.h>

/* The best way to part what ends at a place: it has this score, and its last part begins there. */
struct best {
    double score;
    size_t from;
};

struct parting {
    struct arena *a;
    size_t n, most;
    struct best *best; /* by place */
    double *own;       /* [k * (most + 1) + m]: of the part of m elements that ends at place k */
};

static double *own_score(const struct parting *p, size_t end, size_t elements) {
    return &p->own[end * (p->most + 1) + elements];
}

static void find_best(struct parting *p, part_score *score, void *ctx) {
    for (size_t i = 0; i < (p->n + 1) * (p->most + 1); i++)
        p->own[i] = -INFINITY;
    for (size_t k = 1; k <= p->n; k++) {
        p->best[k].score = -INFINITY;
        for (size_t m = 1; m <= k && m <= p->most; m++) {
            double own = *own_score(p, k, m) = score(ctx, k - m, k);
            if (own == -INFINITY)
                break;
            if (p->best[k - m].score + own >= p->best[k].score)
                p->best[k] = (struct best){p->best[k - m].score + own, k - m};
        }
    }
}

static void find_margins(const struct parting *p, double *margins) {
    size_t n = p->n;
    double *rest = arena_array(p->a, n + 1, sizeof *rest),
           *around = arena_array(p->a, n + 1, sizeof *around);
    bool *cut = arena_alloc(p->a, n + 1);
    for (size_t k = 0; k <= n; k++)
        rest[k] = around[k] = k == n ? 0 : -INFINITY;
    for (size_t k = n; k > 0; k--)
        for (size_t m = 1; m <= k && m <= p->most; m++) {
            double own = *own_score(p, k, m), all = p->best[k - m].score + own + rest[k];
            rest[k - m] = fmax(rest[k - m], own + rest[k]);
            for (size_t c = k - m + 1; c < k && own > -INFINITY; c++)
                around[c] = fmax(around[c], all);
        }
    for (size_t k = n; k > 0; k = p->best[k].from)
        cut[k] = true;
    for (size_t c = 1; c < n; c++)
        margins[c] = p->best[n].score - (cut[c] ? around[c] : p->best[c].score + rest[c]);
}

static void unwind(struct arena *a, const struct parting *p, stretches *out) {
    size_t count = 0;
    for (size_t k = p->n; k > 0; k = p->best[k].from)
        count++;
    out->at = arena_array(a, count + 1, sizeof *out->at);
    out->n = out->cap = count;
    for (size_t k = p->n; k > 0; k = p->best[k].from)
        out->at[--count] = (struct stretch){p->best[k].from, k};
}

double parting_best(struct arena *a, size_t n, size_t most, part_score *score, void *ctx,
                    stretches *out, double *margins) {
    struct arena *own = arena_beside(a);
    struct parting p = {.a = own, .n = n, .most = most < n ? most : n};
    p.best = arena_array(own, n + 1, sizeof *p.best);
    p.own = arena_array(own, (n + 1) * (p.most + 1), sizeof *p.own);
    find_best(&p, score, ctx);
    if (margins)
        find_margins(&p, margins);
    unwind(a, &p, out);
    double sum = p.best[n].score;
    arena_drop(own);
    return sum;
}

/* One district through the years. */
#include "corpus/compare.h"
#include "corpus/diff.h"

struct stepping {
    struct arena *a;
    const struct comparison *c;
    struct differ **differs; /* by two documents, made when they are asked for */
};

static struct differ *differ_of(struct stepping *s, size_t from, size_t to) {
    struct differ **d = &s->differs[from * s->c->n + to];
    if (!*d) {
        *d = arena_alloc(s->a, sizeof **d);
        diff_start(*d, s->a, s->c->plans[from], s->c->plans[to]);
    }
    return *d;
}

static void add_step(struct stepping *s, struct compared_row *row, size_t from, size_t to) {
    struct compared_step *step = vec_push(s->a, &row->steps);
    *step = (struct compared_step){.from = from, .to = to};
    step->change.old = row->cells[from];
    step->change.new = row->cells[to];
    if (!row->cells[from].at[0].cells && !row->cells[to].at[0].cells)
        diff_within(differ_of(s, from, to), &step->change);
}

static void add_steps(struct stepping *s, struct compared_row *row) {
    size_t from = SIZE_MAX;
    for (size_t doc = 0; doc < s->c->n; doc++) {
        if (row->cells[doc].n == 0)
            continue;
        if (from != SIZE_MAX)
            add_step(s, row, from, doc);
        from = doc;
    }
}

void compare_steps(struct arena *a, struct comparison *c) {
    struct stepping s = {.a = a, .c = c};
    s.differs = arena_array(a, c->n * c->n + 1, sizeof(struct differ *));
    for (size_t i = 0; i < c->rows.n; i++)
        add_steps(&s, &c->rows.at[i]);
}

#include "extract/lattice.h"
#include <math.h>

enum { LEFT_OUT = 1 /* what it costs to skip what the source leaves out */ };

static size_t kinds(const struct lattice *l) {
    return l->kinds ? l->kinds : 1;
}

/* The columns' number is the next row's first, which is of the first kind. */
static size_t place_of(const struct lattice *l, size_t i, size_t c, size_t kind) {
    bool next = c == l->g->columns;
    return (i * kinds(l) + (next ? 0 : kind)) * l->g->columns + (next ? 0 : c);
}

static struct step *step_at(const struct lattice *l, size_t i, size_t c, size_t kind) {
    return &l->steps[place_of(l, i, c, kind)];
}

const struct step *lattice_step(const struct lattice *l, size_t i, size_t c) {
    return step_at(l, i, c, 0);
}

double lattice_score_of(const struct lattice *l, size_t i, size_t c, size_t kind) {
    return step_at(l, i, c, kind)->score;
}

double lattice_score(const struct lattice *l, size_t i, size_t c) {
    return lattice_score_of(l, i, c, 0);
}

static void raise_to(double *best, double score) {
    *best = score > *best ? score : *best;
}

/* On the way back s leads to a place whose rest is known. */
static void offer_back(struct lattice *l, size_t i, size_t c, const struct step *s) {
    double rest = l->rest[place_of(l, i, c, s->kind)];
    double all = s->score + rest;
    double own = all - lattice_score_of(l, s->from, s->column, s->was);
    raise_to(&l->rest[place_of(l, s->from, s->column, s->was)], own);
    if (s->op != OP_SKIP)
        raise_to(&l->begins[s->from * l->g->columns + s->column], all);
    for (size_t k = s->from + 1; k < i; k++)
        raise_to(&l->around[k], all);
}

void lattice_offer(struct lattice *l, size_t i, size_t c, struct step s) {
    struct step *old = step_at(l, i, c, s.kind);
    if (l->rest) {
        offer_back(l, i, c, &s);
        return;
    }
    if (s.score > old->score)
        *old = s;
}

static void skip_column(struct lattice *l, uint32_t i, uint32_t c) {
    for (uint8_t k = 0; k < kinds(l) && !(c == 0 && i == l->n); k++) {
        double score = lattice_score_of(l, i, c, k);
        if (score > -INFINITY)
            lattice_offer(
                l, i, c + 1,
                (struct step){score - l->skip(l, i, c), OP_SKIP, i, c, 0, .was = k, .kind = k});
    }
}

/* A row may end by skipping, without a token: then its successor stands at the same token. */
static void skip_columns(struct lattice *l, uint32_t i) {
    uint32_t columns = (uint32_t)l->g->columns;
    for (int round = 0; columns > 1 && round < 2; round++)
        for (uint32_t c = 0; c < columns; c++)
            skip_column(l, i, c);
}

/* Skips lead on within one token, so they are taken last to first. */
static void skip_back(struct lattice *l, uint32_t i) {
    uint32_t columns = (uint32_t)l->g->columns;
    for (int round = 0; columns > 1 && round < 2; round++)
        for (uint32_t c = columns; c-- > 0;)
            skip_column(l, i, c);
}

static void walk_back(struct lattice *l, struct arena *a) {
    size_t columns = l->g->columns, places = (l->n + 1) * kinds(l) * columns;
    l->rest = arena_array(a, places, sizeof *l->rest);
    l->around = arena_array(a, l->n + 1, sizeof *l->around);
    l->begins = arena_array(a, (l->n + 1) * columns, sizeof *l->begins);
    for (size_t s = 0; s < places; s++)
        l->rest[s] = -INFINITY;
    for (size_t s = 0; s < (l->n + 1) * columns; s++)
        l->begins[s] = -INFINITY;
    for (size_t i = 0; i <= l->n; i++)
        l->around[i] = -INFINITY;
    l->rest[place_of(l, l->n, 0, 0)] = 0;
    for (uint32_t i = (uint32_t)l->n + 1; i-- > 0;) {
        if (i < l->n)
            l->read(l, i);
        skip_back(l, i);
    }
}

void lattice_walk(struct lattice *l, struct arena *a) {
    size_t places = (l->n + 1) * kinds(l) * l->g->columns;
    l->steps = arena_array(a, places, sizeof *l->steps);
    for (size_t s = 0; s < places; s++)
        l->steps[s].score = -INFINITY;
    l->steps[0].score = 0;
    for (uint32_t i = 0; i <= l->n; i++) {
        skip_columns(l, i);
        if (i < l->n)
            l->read(l, i);
    }
}

/* ---- rows from the path ---- */

static struct grow *new_row(struct lattice *l) {
    struct grow *row = vec_push(l->w->a, &l->g->rows);
    *row = (struct grow){.cells = arena_array(l->w->a, l->g->columns, sizeof *row->cells)};
    return row;
}

static void odd_row(struct lattice *l, struct place at, const char *why) {
    diag_add(&l->w->doc->diags, DIAG_ODD_ROW, at, str_of(why));
}

/* Where cells are parted, a lost one is odd, if it is not of those that are left out in such text
 * and cost hardly anything; where only lines are, an empty one leaves no trace, and its column will
 * say so. */
static void take_skip(struct lattice *l, const struct step *s, struct grow *row) {
    bool here = s->from < l->n;
    if (s->column == 0 && here && !l->tokens[s->from].begins)
        row->number_lost = true;
    else if (!l->g->lines && l->skip(l, s->from, s->column) > LEFT_OUT)
        odd_row(l, here ? l->tokens[s->from].at : l->tokens[l->n - 1].at, "it has a cell too few");
}

static void take_extra(struct lattice *l, const struct step *s, struct gcell c, struct grow *row) {
    struct gcell *into = &row->cells[s->column ? s->column - 1 : l->g->columns - 1];
    for (size_t k = 0; k < c.paras.n; k++)
        *vec_push(l->w->a, &into->paras) = c.paras.at[k];
    odd_row(l, c.at, "it has a cell too many, which was added to the cell before");
}

static void take_step(struct lattice *l, const struct step *s, size_t next, struct grow **row) {
    struct gcell c = s->op == OP_SKIP ? (struct gcell){0} : l->cell(l, s->from, next, s->column);
    if (s->op == OP_EXTRA && *row) {
        take_extra(l, s, c, *row);
        return;
    }
    if (s->column == 0 || !*row)
        *row = new_row(l);
    if (s->op == OP_SECTION || s->op == OP_EXTRA) {
        (*row)->kind = ROW_SECTION;
        (*row)->cells[0] = c;
    } else if (s->op == OP_SKIP) {
        take_skip(l, s, *row);
    } else {
        for (uint32_t k = 0; k < s->cells; k++) {
            (*row)->cells[s->column + k] = c;
            (*row)->cells[s->column + k].beside = k > 0;
        }
    }
}

/* How much better the best path is than one that has no such cut in front of the step's first
 * token: it passes the token inside a cell, or reads it as another column. */
static double margin(const struct lattice *l, const struct step *s) {
    double best = l->around[s->from];
    for (size_t c = 0; c < l->g->columns; c++)
        if (c != s->column)
            raise_to(&best, l->begins[s->from * l->g->columns + c]);
    return lattice_score(l, l->n, 0) - best;
}

void lattice_build(struct lattice *l, struct arena *a) {
    size_t n = 0;
    struct {
        const struct step *step;
        size_t next;
    } * path;
    path = arena_array(a, l->n * 2 + l->n * l->g->columns + 2, sizeof *path);
    for (size_t i = l->n, c = 0, kind = 0; i > 0 || c > 0;) {
        const struct step *s = step_at(l, i, c, kind);
        path[n].step = s;
        path[n++].next = i;
        i = s->from;
        c = s->column;
        kind = s->was;
    }
    if (l->cut)
        walk_back(l, a);
    const struct step *before = NULL;
    struct grow *row = NULL;
    while (n-- > 0) {
        const struct step *s = path[n].step;
        take_step(l, s, path[n].next, &row);
        if (s->op == OP_SKIP)
            continue;
        if (l->cut && before)
            l->cut(l, before, s, margin(l, s));
        before = s;
    }
}

void lattice_rows(struct lattice *l) {
    struct arena *a = arena_beside(l->w->a); /* steps and path go with it */
    lattice_walk(l, a);
    lattice_build(l, a);
    arena_drop(a);
}

#include "extract/lattice.h"
#include <math.h>
#include <string.h>

enum {
    LEFT_OUT = 1, /* what it costs to skip what the source leaves out */
    PIECE = 1024  /* tokens read before rows are built */
};

/* Before a token and a column, in a row of this kind. */
struct spot {
    uint32_t i, c, kind;
};

typedef VEC(struct spot) way; /* from a spot back to another, both in it */

static uint8_t kinds(const struct lattice *l) {
    return l->kinds ? l->kinds : 1;
}

/* The columns' number is the next row's first, which is of the first kind. */
static size_t place_of(const struct lattice *l, size_t i, size_t c, size_t kind) {
    bool next = c == l->g->columns;
    return (i * kinds(l) + (next ? 0 : kind)) * l->g->columns + (next ? 0 : c);
}

static struct step *step_at(const struct lattice *l, size_t i, size_t c, size_t kind) {
    return &l->steps[place_of(l, i - l->first, c, kind)];
}

const struct step *lattice_step_of(const struct lattice *l, size_t i, size_t c, size_t kind) {
    return step_at(l, i, c, kind);
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
                (struct step){score - l->skip(l, i, c, k), OP_SKIP, i, c, 0, .was = k, .kind = k});
    }
}

static void begin_other(struct lattice *l, uint32_t i) {
    double cost = 0, score = lattice_score(l, i, 0);
    uint8_t kind = l->other && i < l->n && score > -INFINITY ? l->other(l, i, &cost) : 0;
    if (kind)
        lattice_offer(l, i, 1, (struct step){score - cost, OP_SKIP, i, 0, 0, .kind = kind});
}

/* A row may end by skipping, without a token: then its successor stands at the same token. */
static void skip_columns(struct lattice *l, uint32_t i) {
    uint32_t columns = (uint32_t)l->g->columns;
    for (int round = 0; columns > 1 && round < 2; round++) {
        begin_other(l, i);
        for (uint32_t c = 0; c < columns; c++)
            skip_column(l, i, c);
    }
}

/* Skips lead on within one token, so they are taken last to first. */
static void skip_back(struct lattice *l, uint32_t i) {
    uint32_t columns = (uint32_t)l->g->columns;
    for (int round = 0; columns > 1 && round < 2; round++) {
        for (uint32_t c = columns; c-- > 0;)
            skip_column(l, i, c);
        begin_other(l, i);
    }
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

/* Steps for tokens [from, to), into which nothing leads yet. */
static void clear_steps(struct lattice *l, size_t from, size_t to) {
    size_t width = kinds(l) * l->g->columns;
    for (size_t s = (from - l->first) * width; s < (to - l->first) * width; s++)
        l->steps[s] = (struct step){.score = -INFINITY};
}

static void walk(struct lattice *l, uint32_t from, size_t to) {
    for (uint32_t i = from; i < to; i++) {
        skip_columns(l, i);
        if (i < l->n)
            l->read(l, i);
    }
}

void lattice_walk(struct lattice *l, struct arena *a) {
    l->steps = arena_array(a, (l->n + 1) * kinds(l) * l->g->columns, sizeof *l->steps);
    clear_steps(l, 0, l->n + 1);
    l->steps[0].score = 0;
    walk(l, 0, l->n + 1);
}

/* ---- rows from the path ---- */

static struct grow *new_row(struct lattice *l) {
    struct grow *row = vec_push(l->w->laid, &l->g->rows);
    *row = (struct grow){.cells = arena_array(l->w->laid, l->g->columns, sizeof *row->cells)};
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
    else if (!l->g->lines && l->skip(l, s->from, s->column, s->was) > LEFT_OUT)
        odd_row(l, here ? l->tokens[s->from].at : l->tokens[l->n - 1].at, "it has a cell too few");
}

static void take_extra(struct lattice *l, const struct step *s, struct gcell c, struct grow *row) {
    struct gcell *into = &row->cells[s->column ? s->column - 1 : l->g->columns - 1];
    for (size_t k = 0; k < c.paras.n; k++)
        *vec_push(l->w->laid, &into->paras) = c.paras.at[k];
    odd_row(l, c.at, "it has a cell too many, which was added to the cell before");
}

static void take_step(struct lattice *l, const struct step *s, size_t next, struct grow **row) {
    struct gcell c = s->op == OP_SKIP ? (struct gcell){0} : l->cell(l, s->from, next, s->column);
    if (s->op == OP_EXTRA && *row) {
        take_extra(l, s, c, *row);
        return;
    }
    if (s->column == 0 || !*row) {
        *row = new_row(l);
        (*row)->way = s->kind;
    }
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

/* The best path that begins a cell behind the step's first token and in front of next. */
static void look_inside(struct lattice *l, const struct step *s, size_t next) {
    double best = -INFINITY;
    size_t at = next;
    for (size_t i = s->from + 1; i < next; i++)
        for (size_t c = 0; c < l->g->columns; c++)
            if (l->begins[i * l->g->columns + c] > best) {
                best = l->begins[i * l->g->columns + c];
                at = i;
            }
    if (at < next)
        l->inside(l, s, at, lattice_score(l, l->n, 0) - best);
}

static struct spot before(const struct lattice *l, struct spot s) {
    const struct step *step = step_at(l, s.i, s.c, s.kind);
    return (struct spot){step->from, step->column, step->was};
}

static bool same_spot(struct spot a, struct spot b) {
    return a.i == b.i && a.c == b.c && a.kind == b.kind;
}

static way way_back(const struct lattice *l, struct arena *a, struct spot from, struct spot to) {
    way out = {0};
    for (struct spot s = from; !same_spot(s, to); s = before(l, s))
        *vec_push(a, &out) = s;
    *vec_push(a, &out) = to;
    return out;
}

/* The steps from the end of the way to the spot at to. row: the one that goes on, NULL at first. */
static void build(struct lattice *l, const way *w, size_t to, struct grow **row) {
    const struct step *last = NULL;
    for (size_t k = w->n - 1; k-- > to;) {
        const struct step *s = step_at(l, w->at[k].i, w->at[k].c, w->at[k].kind);
        take_step(l, s, w->at[k].i, row);
        if (s->op == OP_SKIP)
            continue;
        if (l->cut && last)
            l->cut(l, last, s, margin(l, s));
        if (l->inside)
            look_inside(l, s, w->at[k].i);
        last = s;
    }
}

void lattice_build(struct lattice *l, struct arena *a) {
    way w = way_back(l, a, (struct spot){.i = (uint32_t)l->n}, (struct spot){0});
    struct grow *row = NULL;
    if (l->cut)
        walk_back(l, a);
    build(l, &w, 0, &row);
}

void lattice_rows(struct lattice *l) {
    struct arena *a = arena_beside(l->w->a); /* steps and path go with it */
    lattice_walk(l, a);
    lattice_build(l, a);
    arena_drop(a);
}

/* ---- piece by piece ---- */

struct pieces {
    struct lattice *l;
    struct arena *a;   /* of the steps */
    size_t room, end;  /* steps there is room for; the token behind the last that has steps */
    struct spot start; /* what leads there is built */
};

/* Steps for the tokens up to end; those in front of the start are given up. */
static void make_room(struct pieces *p, size_t end) {
    struct lattice *l = p->l;
    size_t width = kinds(l) * l->g->columns, all = (end - p->start.i) * width;
    size_t kept = p->end ? (p->end - p->start.i) * width : 0;
    if (kept)
        memmove(l->steps, step_at(l, p->start.i, 0, 0), kept * sizeof *l->steps);
    if (all > p->room) {
        p->room = p->room ? 2 * all : all;
        l->steps =
            arena_resize(p->a, l->steps, kept * sizeof *l->steps, p->room * sizeof *l->steps);
    }
    l->first = p->start.i;
    clear_steps(l, p->end, end);
    p->end = end;
}

/* From s on the next spot that a path leads to. */
static bool next_open(const struct pieces *p, struct spot *s) {
    for (; s->i < p->end && s->i <= p->l->n; *s = (struct spot){.i = s->i + 1})
        for (; s->c < p->l->g->columns; s->c++, s->kind = 0)
            for (; s->kind < kinds(p->l); s->kind++)
                if (lattice_score_of(p->l, s->i, s->c, s->kind) > -INFINITY)
                    return true;
    return false;
}

/* Where in w the best way to s comes in; tokens fall along both. */
static size_t meeting(const struct lattice *l, const way *w, struct spot s) {
    for (size_t k = 0;; s = before(l, s)) {
        while (w->at[k].i > s.i)
            k++;
        for (size_t same = k; same < w->n && w->at[same].i == s.i; same++)
            if (same_spot(w->at[same], s))
                return same;
    }
}

/* The first spot of w from which on all ways have the rest in common that lead to this token or
 * one behind. */
static size_t common(const struct pieces *p, const way *w, size_t token) {
    size_t first = 0;
    for (struct spot s = {.i = (uint32_t)token}; next_open(p, &s); s.kind++) {
        size_t met = meeting(p->l, w, s);
        first = met > first ? met : first;
    }
    return first;
}

void lattice_rows_by(struct lattice *l, size_t longest) {
    struct pieces p = {.l = l, .a = arena_beside(l->w->a)};
    struct arena *ways = arena_beside(l->w->a);
    struct grow *row = NULL;
    for (size_t read = 0, to; read <= l->n; read = to) {
        to = read + PIECE <= l->n ? read + PIECE : l->n + 1;
        make_room(&p, to + longest);
        if (read == 0)
            l->steps[0].score = 0;
        walk(l, (uint32_t)read, to);
        bool last = to > l->n;
        struct spot open = {.i = (uint32_t)(last ? l->n : to)};
        arena_reset(ways);
        next_open(&p, &open);
        way w = way_back(l, ways, open, p.start);
        size_t met = last ? 0 : common(&p, &w, to);
        build(l, &w, met, &row);
        p.start = w.at[met];
    }
    arena_drop(ways);
    arena_drop(p.a);
}

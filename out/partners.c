#include "out/partners.h"

/* Items of the same kind that say the same; of a group, the first of each side. */
static void note_partner(struct partners *p, const struct match *m) {
    const struct plan *new = p->changes->new;
    const struct item *x = &m->old.at[0], *y = &m->new.at[0];
    if (x->measure && y->measure)
        p->measure[y->measure - new->measures.at] = *x;
    else if (x->clause && y->clause)
        p->clause[y->clause - new->clauses.at] = *x;
    else if (x->cells && y->cells)
        p->cell[y->cells - new->indicators.at] = *x;
}

static void note_change(struct partners *p, const struct change *c) {
    const struct plan *new = p->changes->new;
    if (c->old.n == 0 || c->new.n == 0)
        return;
    const struct item *y = &c->new.at[0];
    if (y->measure)
        p->measure_change[y->measure - new->measures.at] = c;
    else if (y->clause)
        p->clause_change[y->clause - new->clauses.at] = c;
}

static void note_spots(struct partners *p) {
    const struct plan *old = p->changes->old;
    for (size_t i = 0; i < p->old.blocks.n; i++) {
        const struct body_block *b = &p->old.blocks.at[i];
        if (b->clause)
            p->clauses[b->clause - old->clauses.at].block = i;
        for (size_t k = 0; b->table && k < b->table->lines.n; k++) {
            const struct body_line *line = &b->table->lines.at[k];
            if (line->measure && line->part == 0)
                p->measures[line->measure - old->measures.at] = (struct spot){i, k};
            else if (line->cells_of)
                p->cells[line->cells_of - old->indicators.at] = (struct spot){i, k};
        }
    }
}

void partners_of(struct arena *a, const struct changes *changes, struct partners *out) {
    const struct plan *old = changes->old, *new = changes->new;
    struct partners p = {.a = a, .changes = changes};
    match_list matches = {0};
    body_of(a, old, &p.old);
    body_of(a, new, &p.new);
    p.measures = arena_array(a, old->measures.n + 1, sizeof *p.measures);
    p.cells = arena_array(a, old->indicators.n + 1, sizeof *p.cells);
    p.clauses = arena_array(a, old->clauses.n + 1, sizeof *p.clauses);
    p.measure = arena_array(a, new->measures.n + 1, sizeof *p.measure);
    p.cell = arena_array(a, new->indicators.n + 1, sizeof *p.cell);
    p.clause = arena_array(a, new->clauses.n + 1, sizeof *p.clause);
    p.measure_change = arena_array(a, new->measures.n + 1, sizeof *p.measure_change);
    p.clause_change = arena_array(a, new->clauses.n + 1, sizeof *p.clause_change);
    note_spots(&p);
    align_plans(a, old, new, &matches);
    for (size_t i = 0; i < matches.n; i++)
        if (matches.at[i].old.n && matches.at[i].new.n)
            note_partner(&p, &matches.at[i]);
    for (size_t i = 0; i < changes->list.n; i++)
        note_change(&p, &changes->list.at[i]);
    *out = p;
}

/* Where the old partner of a line's item stands; false where it has none. */
static bool partner_of(const struct partners *p, const struct body_line *line, struct spot *out) {
    const struct plan *old = p->changes->old, *new = p->changes->new;
    if (line->measure) {
        const struct measure *m = p->measure[line->measure - new->measures.at].measure;
        if (m)
            *out = p->measures[m - old->measures.at];
        return m;
    }
    const struct indicator *c =
        line->cells_of ? p->cell[line->cells_of - new->indicators.at].cells : NULL;
    if (c)
        *out = p->cells[c - old->indicators.at];
    return c;
}

/* Blocks */

/* The old table that most lines of a new one come from, and how many. */
static size_t favourite(const struct partners *p, const struct body_table *t, size_t *votes,
                        size_t *most) {
    size_t best = NO_PARTNER;
    struct spot at;
    *most = 0;
    for (size_t i = 0; i < t->lines.n; i++)
        if (partner_of(p, &t->lines.at[i], &at) && ++votes[at.block] > *most) {
            *most = votes[at.block];
            best = at.block;
        }
    for (size_t i = 0; i < t->lines.n; i++)
        if (partner_of(p, &t->lines.at[i], &at))
            votes[at.block] = 0;
    return best;
}

/* Each old table goes to the new one that has most of it. */
static void pair_tables(const struct partners *p, size_t *pair, size_t *weight) {
    size_t *votes = arena_array(p->a, p->old.blocks.n + 1, sizeof *votes);
    size_t *taker = arena_array(p->a, p->old.blocks.n + 1, sizeof *taker); /* plus 1 */
    for (size_t i = 0; i < p->new.blocks.n; i++) {
        const struct body_block *b = &p->new.blocks.at[i];
        size_t best = b->table ? favourite(p, b->table, votes, &weight[i]) : NO_PARTNER;
        if (best == NO_PARTNER || (taker[best] && weight[taker[best] - 1] >= weight[i]))
            continue;
        if (taker[best])
            pair[taker[best] - 1] = NO_PARTNER;
        taker[best] = i + 1;
        pair[i] = best;
    }
}

/* Titles, headings and notes are partners where they say the same. */
static void pair_texts(const struct partners *p, enum block_kind kind, size_t *pair) {
    const struct body *bodies[] = {&p->old, &p->new};
    str_list texts[2] = {0};
    VEC(size_t) at[2] = {0};
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < bodies[side]->blocks.n; i++)
            if (bodies[side]->blocks.at[i].kind == kind) {
                *vec_push(p->a, &texts[side]) = bodies[side]->blocks.at[i].text;
                *vec_push(p->a, &at[side]) = i;
            }
    const size_t *found = splice_equal(p->a, &texts[0], &texts[1]);
    for (size_t i = 0; i < at[1].n; i++)
        if (found[i] < at[0].n) /* else NO_PARTNER */
            pair[at[1].at[i]] = at[0].at[found[i]];
}

static void pair_clauses(const struct partners *p, size_t *pair) {
    const struct plan *old = p->changes->old, *new = p->changes->new;
    for (size_t i = 0; i < p->new.blocks.n; i++) {
        const struct body_block *b = &p->new.blocks.at[i];
        const struct clause *c = b->clause ? p->clause[b->clause - new->clauses.at].clause : NULL;
        if (c)
            pair[i] = p->clauses[c - old->clauses.at].block;
    }
}

size_t *partners_blocks(const struct partners *p, size_t **weight) {
    size_t *pair = arena_array(p->a, p->new.blocks.n + 1, sizeof *pair);
    *weight = arena_array(p->a, p->new.blocks.n + 1, sizeof **weight);
    for (size_t i = 0; i < p->new.blocks.n; i++)
        pair[i] = NO_PARTNER;
    pair_tables(p, pair, *weight);
    for (size_t i = 0; i < p->new.blocks.n; i++)
        if (!p->new.blocks.at[i].table)
            (*weight)[i] = 1;
    pair_clauses(p, pair);
    pair_texts(p, BODY_HEADING, pair);
    pair_texts(p, BODY_NOTE, pair);
    if (p->old.blocks.n && p->new.blocks.n && p->old.blocks.at[0].kind == BODY_TITLE &&
        p->new.blocks.at[0].kind == BODY_TITLE)
        pair[0] = 0;
    return pair;
}

/* Within tables */

/* By name; what is left, in order by what it is for. */
size_t *partners_columns(const struct partners *p, const struct body_table *old,
                         const struct body_table *new) {
    size_t *pair = arena_array(p->a, new->columns.n + 1, sizeof *pair);
    bool *taken = arena_array(p->a, old->columns.n + 1, sizeof *taken);
    for (int by_name = 1; by_name >= 0; by_name--)
        for (size_t i = 0; i < new->columns.n; i++) {
            const struct body_column *y = &new->columns.at[i];
            if (by_name)
                pair[i] = NO_PARTNER;
            for (size_t k = 0; pair[i] == NO_PARTNER && k < old->columns.n; k++) {
                const struct body_column *x = &old->columns.at[k];
                bool same = by_name ? str_eq(x->name, y->name) && x->nth == y->nth
                                    : y->kind == COLUMN_ROLE && x->role_kind == y->role_kind;
                if (taken[k] || x->kind != y->kind || !same)
                    continue;
                pair[i] = k;
                taken[k] = true;
            }
        }
    return pair;
}

/* Sections are partners where they and those around them are called the same. */
static void pair_sections(const struct partners *p, const struct body_table *old,
                          const struct body_table *new, size_t *pair) {
    const struct body_table *tables[] = {old, new};
    str_list paths[2] = {0};
    VEC(size_t) at[2] = {0};
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < tables[side]->lines.n; i++)
            if (tables[side]->lines.at[i].kind == LINE_SECTION) {
                *vec_push(p->a, &paths[side]) = tables[side]->lines.at[i].path;
                *vec_push(p->a, &at[side]) = i;
            }
    const size_t *found = splice_equal(p->a, &paths[0], &paths[1]);
    for (size_t i = 0; i < at[1].n; i++)
        if (found[i] < at[0].n) /* else NO_PARTNER */
            pair[at[1].at[i]] = at[0].at[found[i]];
}

/* The old line with this part of the measure that begins at a spot. */
static size_t part_at(const struct body_table *old, size_t line, size_t part) {
    size_t at = line + part;
    bool there = at < old->lines.n && old->lines.at[at].measure == old->lines.at[line].measure;
    return there && old->lines.at[at].part == part ? at : NO_PARTNER;
}

size_t *partners_lines(const struct partners *p, size_t old, size_t new) {
    const struct body_table *x = p->old.blocks.at[old].table, *y = p->new.blocks.at[new].table;
    size_t *pair = arena_array(p->a, y->lines.n + 1, sizeof *pair);
    for (size_t i = 0; i < y->lines.n; i++) {
        struct spot at;
        bool here = partner_of(p, &y->lines.at[i], &at) && at.block == old;
        pair[i] = here ? part_at(x, at.line, y->lines.at[i].part) : NO_PARTNER;
    }
    pair_sections(p, x, y, pair);
    pair[0] = 0;
    return pair;
}

/* Texts */

/* Of the pieces of two texts, those of the first so many bytes of each: what both have, but only
 * one has there, is a piece of that one. */
static void cut(struct arena *a, const piece_list *pieces, size_t old, size_t new,
                piece_list *out) {
    for (size_t i = 0; i < pieces->n; i++) {
        struct piece p = pieces->at[i];
        size_t in_old = p.op == '+' ? 0 : p.text.n < old ? p.text.n : old;
        size_t in_new = p.op == '-' ? 0 : p.text.n < new ? p.text.n : new;
        size_t both = p.op != '=' ? 0 : in_old < in_new ? in_old : in_new;
        if (both)
            *vec_push(a, out) = (struct piece){'=', str_cut(p.text, 0, both)};
        if (in_old > both)
            *vec_push(a, out) = (struct piece){'-', str_cut(p.text, both, in_old)};
        if (in_new > both)
            *vec_push(a, out) = (struct piece){'+', str_cut(p.text, both, in_new)};
        old -= in_old;
        new -= in_new;
    }
}

static void differ(const struct partners *p, const struct change *c, struct str old, struct str new,
                   piece_list *out) {
    if (c && c->text.n && !str_eq(old, new))
        cut(p->a, &c->text, old.n, new.n, out);
    else
        splice_lines(p->a, old, new, out);
}

void partners_measure(const struct partners *p, const struct measure *old,
                      const struct measure *new, piece_list *out) {
    const struct change *c = p->measure_change[new - p->changes->new->measures.at];
    differ(p, c, old->measure, new->measure, out);
}

static struct str label_of_block(const struct body_block *b) {
    return str_cut(b->text, 0, b->text.n - b->clause->text.n);
}

void partners_clause(const struct partners *p, const struct body_block *old,
                     const struct body_block *new, piece_list *out) {
    const struct change *c = p->clause_change[new->clause - p->changes->new->clauses.at];
    splice_lines(p->a, label_of_block(old), label_of_block(new), out);
    differ(p, c, old->clause->text, new->clause->text, out);
}

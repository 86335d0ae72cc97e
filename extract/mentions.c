/* Role cells are cut into mentions of organisations.
 *
 * Lines wrap inside names, names stand glued together, lists run by 、 and spaces. The cell's
 * characters are cut along the best path: each piece is scored by its shape as a name and by how
 * often the document prints it as a line of its own, each cut by the mark that stands there.
 */
#include "base/utf8.h"
#include "extract/work.h"
#include <math.h>

/* A tail so long may be a name (青山分局); a word alone goes on with a group (相关乡镇、街道). */
enum { NAME_BYTES = 150, CELL_PIECES = 4096, TAIL_CHARS = 4 };

enum mark { MARK_NONE, MARK_LINE, MARK_LIST, MARK_LINK };

/* A place where a mention may begin or end. */
struct cut {
    size_t at; /* byte offset in the text */
    enum mark mark;
    struct str printed; /* what stood there: "\n", "、" … */
    struct str label;   /* taken off the name that begins there: 牵头单位： */
};

struct cutter {
    struct work *w;
    struct arena *a; /* the scratch */
    const struct lexicon *lex;
    struct buf text; /* names only: without white space and marks */
    VEC(struct cut) cuts;
    struct str label; /* of the name that comes next */
    bool listing;     /* within brackets that begin with a label: A（配合单位：B） */
};

/* ---- the document's own names ---- */

struct entry {
    struct str name;
    unsigned count;
    bool inside; /* stands in brackets behind another name */
};

struct lexicon {
    struct arena *a;
    struct entry *entries;
    size_t size, used; /* a power of two; entries in use, half of it at most */
};

static struct entry *find(const struct lexicon *lex, struct str name) {
    size_t i = str_hash(name) & (lex->size - 1);
    while (lex->entries[i].name.n && !str_eq(lex->entries[i].name, name))
        i = (i + 1) & (lex->size - 1);
    return &lex->entries[i];
}

unsigned times_printed(const struct lexicon *lex, struct str name) {
    return find(lex, name)->count;
}

static struct lexicon *empty_lexicon(struct arena *a) {
    enum { FIRST = 16 };
    struct lexicon *lex = arena_alloc(a, sizeof *lex);
    *lex = (struct lexicon){a, arena_array(a, FIRST, sizeof *lex->entries), FIRST, 0};
    return lex;
}

static void make_room(struct lexicon *lex) {
    const struct lexicon old = *lex;
    if (2 * lex->used < lex->size)
        return;
    lex->size *= 2;
    lex->entries = arena_array(lex->a, lex->size, sizeof *lex->entries);
    for (size_t i = 0; i < old.size; i++)
        if (old.entries[i].name.n)
            *find(lex, old.entries[i].name) = old.entries[i];
}

/* The name's entry, made where there is none; the name is copied. */
static struct entry *enter(struct lexicon *lex, struct str name) {
    struct entry *e = find(lex, name);
    if (e->name.n)
        return e;
    make_room(lex);
    e = find(lex, name);
    e->name = str_dup(lex->a, name);
    lex->used++;
    return e;
}

struct lexicon *lexicon_of(struct arena *a, const struct str *names, size_t n) {
    struct lexicon *lex = empty_lexicon(a);
    for (size_t i = 0; i < n; i++)
        if (names[i].n)
            enter(lex, names[i])->count++;
    return lex;
}

bool is_name_mark(int32_t cp) {
    return cp == 0x3001 || cp == 0xFF0C || cp == ',' || cp == 0xFF1B || cp == ';';
}

static bool is_open(int32_t cp) {
    return cp == 0xFF08 || cp == '(';
}

static bool is_close(int32_t cp) {
    return cp == 0xFF09 || cp == ')';
}

/* Calls each atom of a paragraph: a run without white space or list mark outside brackets. */
static void each_atom(struct str s, void (*fn)(void *, struct str), void *ctx) {
    size_t from = 0;
    int depth = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);
        depth += is_open(cp) ? 1 : is_close(cp) && depth > 0 ? -1 : 0;
        if (depth == 0 && (utf8_is_space(cp) || is_name_mark(cp))) {
            fn(ctx, str_cut(s, from, at));
            from = i;
        }
    }
    fn(ctx, str_cut(s, from, s.n));
}

struct counter {
    struct arena *scratch; /* for one atom */
    struct lexicon *lex;
};

/* The name that is included by the one in front of its brackets: 各区政府(含开发区管委会). */
static struct str name_inside(struct str atom) {
    struct str left = {0};
    for (size_t i = 0; i < atom.n;) {
        size_t at = i;
        int32_t cp = utf8_next(atom, &i);
        if (is_open(cp))
            left = str_cut(atom, i, atom.n);
        else if (is_close(cp) && left.n)
            return str_starts(left, S("含")) ? str_cut(left, S("含").n, left.n - (atom.n - at))
                                             : (struct str){0};
    }
    return (struct str){0};
}

static void count_atom(void *ctx, struct str atom) {
    struct counter *c = ctx;
    arena_reset(c->scratch);
    atom = utf8_squeeze(c->scratch, atom);
    struct str inside = name_inside(atom);
    if (atom.n > 0 && atom.n <= NAME_BYTES)
        enter(c->lex, atom)->count++;
    if (inside.n > 0)
        enter(c->lex, inside)->inside = true;
}

static void count_row(struct counter *c, const struct grid *g, const struct grow *row) {
    for (size_t x = 0; x < g->columns && row->kind == ROW_DATA; x++) {
        const struct gcell *cell = &row->cells[x];
        if (g->headers[x].column.field != FIELD_ROLE || cell->beside || cell->above)
            continue;
        for (size_t i = 0; i < cell->paras.n; i++)
            each_atom(cell->paras.at[i]->text, count_atom, c);
    }
}

/* Counts the lines of all role cells, to know a name's boundaries from its other printings. */
void learn_names(struct work *w) {
    struct counter c = {w->scratch, empty_lexicon(w->a)};
    for (size_t i = 0; i < w->items.n; i++) {
        const struct grid *g = w->items.at[i].grid;
        for (size_t r = 0; g && g->headers && r < g->rows.n; r++)
            count_row(&c, g, &g->rows.at[r]);
    }
    w->lex = c.lex;
}

bool stands_inside(const struct lexicon *lex, struct str name) {
    return find(lex, name)->inside;
}

/* ---- scores ---- */

/* The piece with what was printed at the cuts inside it: list marks alone, or line breaks too. */
static struct str printed_piece(const struct cutter *c, struct arena *a, size_t from, size_t to,
                                enum mark least) {
    struct str text = buf_str(&c->text);
    struct buf b = {.a = a};
    for (size_t k = from; k < to; k++) {
        if (k > from && c->cuts.at[k].mark >= least)
            buf_add(&b, c->cuts.at[k].printed);
        buf_add(&b, str_cut(text, c->cuts.at[k].at, c->cuts.at[k + 1].at));
    }
    return buf_str(&b);
}

/* What stands at the cuts inside a piece. */
struct inside {
    bool lines, glue;
    unsigned lists;
};

static struct inside look_inside(const struct cutter *c, size_t from, size_t to) {
    struct inside in = {0};
    for (size_t k = from + 1; k < to; k++) {
        in.lines = in.lines || c->cuts.at[k].mark == MARK_LINE;
        in.lists += c->cuts.at[k].mark == MARK_LIST;
        in.glue = in.glue || (c->cuts.at[k].mark == MARK_NONE && c->cuts.at[k].printed.n == 0);
    }
    return in;
}

static double shape_score(enum org_shape shape, bool glue) {
    if (shape == SHAPE_TAIL)
        return -8;
    if (shape == SHAPE_NONE)
        return glue ? -5 : -1; /* no name, and another may begin inside it */
    return 3;
}

/* Does nothing stand before the piece that it could be the end of? */
static bool is_parted(const struct cutter *c, size_t from) {
    return from == 0 || c->cuts.at[from].mark == MARK_LIST;
}

static double piece_score(const struct cutter *c, size_t from, size_t to) {
    struct str text = buf_str(&c->text);
    struct str piece = str_cut(text, c->cuts.at[from].at, c->cuts.at[to].at);
    struct str name = str_cut(piece, 0, rules_name_end(c->w->rules, piece));
    enum org_shape shape = rules_org_shape(c->w->rules, name);
    struct inside in = look_inside(c, from, to);
    if (shape == SHAPE_TAIL && is_parted(c, from) && utf8_len(name) >= TAIL_CHARS)
        shape = SHAPE_BODY;
    bool whole =
        in.lists && rules_whole_name(c->w->rules, printed_piece(c, c->a, from, to, MARK_LIST));
    whole = whole || (in.lines && !in.lists && rules_name_branch(c->w->rules, piece) == piece.n);
    bool own_line = c->cuts.at[from].mark != MARK_NONE && c->cuts.at[to].mark != MARK_NONE &&
                    !in.lines && !in.lists;
    double score = shape_score(shape, in.glue);
    if ((shape == SHAPE_BODY || shape == SHAPE_GROUP) &&
        times_printed(c->lex, piece) > (own_line ? 1 : 0))
        score += 3;
    if (str_starts(piece, S("（")) || str_starts(piece, S("(")))
        score -= 8; /* a bracket belongs to the name before it */
    score += whole ? 14 : in.lines ? -3 : 0;
    score -= whole ? 0 : 6 * in.lists;
    return score - (c->cuts.at[from].mark == MARK_NONE ? 3.5 : 0);
}

/* ---- the cell ---- */

static void add_cut(struct cutter *c, enum mark mark, struct str printed) {
    size_t n = c->cuts.n;
    if (n && c->cuts.at[n - 1].at == c->text.n) {
        if (mark > c->cuts.at[n - 1].mark) {
            c->cuts.at[n - 1].mark = mark;
            c->cuts.at[n - 1].printed = printed;
        }
        return;
    }
    *vec_push(c->a, &c->cuts) = (struct cut){c->text.n, mark, printed, {0}};
}

static void mark_glue(struct cutter *c, size_t from) {
    const struct rules *rules = c->w->rules;
    struct str text = buf_str(&c->text);
    int depth = 0;
    for (size_t i = from, next = from; i < text.n;) {
        struct str rest = str_cut(text, i, text.n);
        bool begins = depth == 0 && i >= next && (i == from || rules_name_may_begin(rules, rest));
        if (begins && i > from)
            *vec_push(c->a, &c->cuts) = (struct cut){i, MARK_NONE, {0}, {0}};
        if (begins)
            next = i + rules_name_branch(rules, rest);
        int32_t cp = utf8_next(text, &i);
        depth += is_open(cp) ? 1 : is_close(cp) ? -1 : 0;
    }
}

/* Enters a run of characters between marks; dashes that stand for “none” are left out. */
static void enter_run(struct cutter *c, struct str run) {
    size_t front = rules_name_front(c->w->rules, run), i = 0;
    if (front)
        c->label = str_cut(run, 0, front);
    run = str_cut(run, front, run.n);
    if (run.n == 0 || rules_none(c->w->rules, run))
        return;
    size_t from = c->text.n;
    struct cut *last = &c->cuts.at[c->cuts.n - 1];
    last->label = c->label;
    c->label = (struct str){0};
    if (is_open(utf8_next(run, &i)) && last->mark == MARK_LINE && last->at > 0)
        last->mark = MARK_NONE; /* a second name in brackets goes on with the name before it */
    buf_add(&c->text, run);
    mark_glue(c, from);
}

/* The mark at the front of s: white space, a list mark, a word that links two names. Its length, 0
 * where there is none. */
static size_t mark_at(const struct cutter *c, struct str s, enum mark *mark) {
    size_t n = 0;
    int32_t cp = utf8_next(s, &n);
    *mark = utf8_is_space(cp) ? MARK_LINE : is_name_mark(cp) ? MARK_LIST : MARK_LINK;
    return *mark == MARK_LINK ? rules_name_link(c->w->rules, s) : n;
}

static void enter_mark(struct cutter *c, enum mark mark, struct str printed) {
    if (c->text.n > 0)
        add_cut(c, mark, mark == MARK_LINE ? S("\n") : printed);
}

/* Brackets that begin with a label hold names of their own, and are a mark like those of a list. */
static bool bracket_lists(struct cutter *c, int32_t cp, struct str behind, int depth) {
    struct str label = str_cut(behind, 0, rules_name_front(c->w->rules, behind));
    bool begins =
        is_open(cp) && depth == 0 && (str_ends(label, S("：")) || str_ends(label, S(":")));
    bool ends = is_close(cp) && depth == 0 && c->listing;
    c->listing = (c->listing || begins) && !ends;
    return begins || ends;
}

static void enter_para(struct cutter *c, struct str s, int *depth) {
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);
        enum mark mark;
        if (bracket_lists(c, cp, str_cut(s, i, s.n), *depth)) {
            enter_run(c, str_cut(s, from, at));
            from = i;
            enter_mark(c, MARK_LIST, str_cut(s, at, i));
            continue;
        }
        size_t n = mark_at(c, str_cut(s, at, s.n), &mark);
        *depth += is_open(cp) ? 1 : is_close(cp) && *depth > 0 ? -1 : 0;
        if (n == 0 || (*depth > 0 && mark != MARK_LINE) || (mark == MARK_LINK && at == from))
            continue;
        enter_run(c, str_cut(s, from, at));
        i = from = at + n;
        if (*depth == 0)
            enter_mark(c, mark, str_cut(s, at, i));
    }
    enter_run(c, str_cut(s, from, s.n));
    if (*depth == 0)
        enter_mark(c, MARK_LINE, S("\n"));
}

static size_t best_path(const struct cutter *c, size_t *path) {
    size_t n = c->cuts.n, count = 0;
    double *best = arena_array(c->a, n, sizeof *best);
    size_t *back = arena_array(c->a, n, sizeof *back);
    for (size_t to = 1; to < n; to++) {
        best[to] = -INFINITY;
        for (size_t from = to; from-- > 0;) {
            if (c->cuts.at[to].at - c->cuts.at[from].at > NAME_BYTES && from + 1 < to)
                break;
            double score = best[from] + piece_score(c, from, to);
            if (score > best[to]) {
                best[to] = score;
                back[to] = from;
            }
        }
    }
    for (size_t i = n - 1; i > 0; i = back[i])
        path[count++] = i;
    return count;
}

static void add_mention(struct cutter *c, size_t from, size_t to, listed_names *out) {
    struct str raw = printed_piece(c, c->a, from, to, MARK_NONE);
    struct str name = str_dup(c->w->a, printed_piece(c, c->a, from, to, MARK_LIST));
    size_t end = rules_name_end(c->w->rules, name);
    struct mention m = {.mention = str_cut(name, 0, end),
                        .mention_raw = str_eq(raw, name) ? name : str_dup(c->w->a, raw)};
    *vec_push(c->a, out) = (struct listed_name){.mention = m,
                                                .label = c->cuts.at[from].label,
                                                .before = c->cuts.at[from].printed,
                                                .end = str_cut(name, end, name.n)};
}

static void cut_units(struct work *w, const struct lexicon *lex, const paras *ps,
                      listed_names *out) {
    struct cutter c = {.w = w, .a = w->scratch, .lex = lex, .text = {.a = w->scratch}};
    int depth = 0;
    *vec_push(c.a, &c.cuts) = (struct cut){0, MARK_LINE, {0}, {0}};
    for (size_t i = 0; i < ps->n; i++)
        enter_para(&c, ps->at[i]->text, &depth);
    if (c.text.n == 0)
        return;
    if (c.cuts.at[c.cuts.n - 1].at < c.text.n) /* a bracket that never closes */
        *vec_push(c.a, &c.cuts) = (struct cut){c.text.n, MARK_LINE, {0}, {0}};
    if (c.cuts.n > CELL_PIECES)
        c.cuts.n = CELL_PIECES;
    size_t *path = arena_array(c.a, c.cuts.n, sizeof *path);
    size_t n = best_path(&c, path), from = 0;
    while (n-- > 0) {
        add_mention(&c, from, path[n], out);
        from = path[n];
    }
}

void cut_names(struct work *w, const struct lexicon *lex, const paras *ps, bool person,
               listed_names *out) {
    if (person)
        cut_people(w, lex, ps, out);
    else
        cut_units(w, lex, ps, out);
}

/* Rows of a table that came as bare lines: text in reading order, as programs take it out of PDF
 * files, one printed line a line, with neither rows nor cells. The header's names tell that there
 * is a table and which columns it has. What a line may belong to is told by the running numbers,
 * deadline words, shapes of unit names, sentence ends, and how full it is: only a line that its
 * column's width broke is full.
 */
#include "base/utf8.h"
#include "extract/lattice.h"
#include <math.h>
#include <stdlib.h>

enum {
    TOKENS_MOST = 64,  /* of a cell */
    NAME_TOKENS = 6,   /* that one name or list may be broken into */
    HEADER_TOKENS = 3, /* the same of a column's name */
    DEADLINE_CHARS = 24,
    TASK_CHARS = 40,
    LEAST_COLUMNS = 3,
    HEADER_ATOMS = 60,
    RAGGED = 3,      /* characters that full lines may differ by */
    LIST_BYTES = 400 /* of a broken list */
};

/* What can be said of one token. */
struct fact {
    struct str text; /* without white space */
    size_t len, line_len;
    bool begins, ends_line, sentence, ends, deadline, none, unit, heading, person;
    double names[NAME_TOKENS]; /* score of it and the next ones as one name or list of names */
};

struct lines {
    struct fact *facts;
    struct lexicon *names; /* as printed whole */
    size_t full;           /* characters of a line that its column's width broke; 0: none was */
};

/* ---- atoms: what white space parts ---- */

typedef VEC(struct para) atoms;

static void add_atoms(struct work *w, const struct para *p, atoms *to) {
    struct str s = p->text;
    size_t from = 0;
    for (size_t i = 0; i <= s.n;) {
        size_t at = i;
        bool space = i == s.n || utf8_is_space(utf8_next(s, &i));
        i += at == s.n;
        if (!space)
            continue;
        if (at > from) {
            struct para *atom = vec_push(w->a, to);
            *atom = *p;
            atom->text = str_cut(s, from, at);
        }
        from = i;
    }
}

/* ---- the header ---- */

static bool is_para(const struct work *w, size_t block) {
    return block < w->doc->blocks.n && w->doc->blocks.at[block].kind == BLOCK_PARAGRAPH;
}

static const struct para *para_at(const struct work *w, size_t block) {
    return &w->doc->blocks.at[block].para;
}

/* The fewest atoms from i on that spell a column name; 0 where none do. */
static size_t name_length(struct work *w, const atoms *list, size_t i, struct str *name) {
    struct buf b = {.a = w->a};
    for (size_t k = 0; k < HEADER_TOKENS && i + k < list->n; k++) {
        buf_add(&b, list->at[i + k].text);
        *name = str_dup(w->a, buf_str(&b));
        if (rules_header(w->rules, *name).field != FIELD_NONE)
            return k + 1;
    }
    return 0;
}

struct line_head {
    VEC(struct str) names;
    size_t blocks; /* paragraphs that it takes */
};

static bool repeats_column(struct work *w, const struct line_head *h, struct str name) {
    enum field field = rules_header(w->rules, name).field;
    for (size_t i = 0; i < h->names.n; i++) {
        enum field other = rules_header(w->rules, h->names.at[i]).field;
        if (str_eq(h->names.at[i], name) || (other == field && field != FIELD_ROLE))
            return true;
    }
    return false;
}

static bool is_plan(struct work *w, const struct line_head *h) {
    bool what = false, who = false;
    for (size_t i = 0; i < h->names.n; i++) {
        enum field f = rules_header(w->rules, h->names.at[i]).field;
        what = what || f == FIELD_MEASURE || f == FIELD_TASK;
        who = who || f == FIELD_ROLE || f == FIELD_DEADLINE;
    }
    return what && who && h->names.n >= LEAST_COLUMNS;
}

/* The header that the paragraphs from block on spell, name behind name. */
static struct line_head head_at(struct work *w, size_t block) {
    struct line_head h = {0}, none = {0};
    atoms list = {0};
    size_t last = 0;
    for (size_t b = block; is_para(w, b) && list.n < HEADER_ATOMS; b++) {
        struct str name;
        bool few = list.n < HEADER_TOKENS;
        add_atoms(w, para_at(w, b), &list);
        if (few && list.n >= HEADER_TOKENS && name_length(w, &list, 0, &name) == 0)
            return none; /* most lines are no header */
    }
    for (size_t i = 0; i < list.n;) {
        struct str name;
        size_t n = name_length(w, &list, i, &name);
        if (n == 0 || repeats_column(w, &h, name))
            break;
        *vec_push(w->a, &h.names) = name;
        i += n;
        last = i;
    }
    if (!is_plan(w, &h))
        return none;
    bool whole = last == list.n || list.at[last].id != list.at[last - 1].id;
    while (is_para(w, block + h.blocks) && para_at(w, block + h.blocks)->id <= list.at[last - 1].id)
        h.blocks++;
    return whole ? h : none;
}

/* ---- tokens ---- */

/* The longest run of lines that are nothing but numbers, each the one before or its successor. */
static void find_numbers(struct lattice *l) {
    struct lines *x = l->more;
    struct {
        size_t length, token;
    } *best = arena_array(l->w->a, l->n + 2, sizeof *best);
    size_t *before = arena_array(l->w->a, l->n + 1, sizeof *before), end = 0, longest = 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct fact *f = &x->facts[i];
        size_t no = f->begins ? (size_t)row_number(f->text) : 0;
        if (no == 0 || no > l->n)
            continue;
        size_t from = best[no].length >= best[no - 1].length ? no : no - 1;
        before[i + 1] = best[from].length ? best[from].token + 1 : 0;
        best[no].length = best[from].length + 1;
        best[no].token = i;
        if (best[no].length > longest) {
            longest = best[no].length;
            end = i + 1;
        }
    }
    for (; end > 0; end = before[end])
        l->tokens[end - 1].numbers = true;
}

/* Each piece between list marks is a unit's name. */
static bool all_units(const struct work *w, struct str s) {
    size_t from = 0, names = 0;
    for (size_t i = 0; i <= s.n;) {
        size_t at = i;
        int32_t cp = i < s.n ? utf8_next(s, &i) : 0x3001;
        i += at == s.n;
        if (cp != 0x3001 && cp != 0xFF0C && cp != ',')
            continue;
        struct str name = str_cut(s, from, at);
        name = str_cut(name, 0, rules_name_end(w->rules, name));
        from = i;
        if (name.n == 0)
            continue;
        enum org_shape shape = rules_org_shape(w->rules, name);
        if (shape != SHAPE_BODY && shape != SHAPE_GROUP)
            return false;
        names++;
    }
    return names > 0;
}

static bool ends_sentence(struct str s) {
    return str_ends(s, S("。")) || str_ends(s, S("；")) || str_ends(s, S(";"));
}

static void judge(struct lattice *l, size_t i) {
    const struct work *w = l->w;
    struct fact *f = &((struct lines *)l->more)->facts[i];
    f->sentence =
        str_find(f->text, S("。"), 0) != SIZE_MAX || str_find(f->text, S("；"), 0) != SIZE_MAX;
    f->ends = ends_sentence(f->text);
    f->none = rules_none(w->rules, f->text);
    f->deadline = f->len <= DEADLINE_CHARS && rules_deadline(w->rules, f->text);
    f->unit = all_units(w, f->text);
    f->person = f->len >= 2 && f->len <= 4 && !f->unit && !f->deadline &&
                !rules_name_may_begin(w->rules, f->text);
    f->heading = f->begins && f->ends_line && rules_line(w->rules, f->text).kind == LINE_HEADING;
}

/* The name that goes over the seam between two tokens, from list mark to list mark. */
static struct str seam(struct arena *a, struct str left, struct str right) {
    for (size_t at; (at = str_find(left, S("、"), 0)) != SIZE_MAX;)
        left = str_cut(left, at + S("、").n, left.n);
    right = str_cut(right, 0, str_find(right, S("、"), 0));
    return str_fmt(a, "%.*s%.*s", STR_ARG(left), STR_ARG(right));
}

/* Both could be names, but what they make together is printed elsewhere, or neither is and the
 * second begins as no name does. */
static bool is_rest(const struct lattice *l, size_t i, size_t k) {
    const struct lines *x = l->more;
    struct str left = x->facts[k - 1].text, right = x->facts[k].text;
    if (str_ends(left, S("、")) || str_starts(right, S("、")))
        return false;
    if (times_printed(x->names, seam(l->w->a, left, right)) > 0)
        return true;
    return times_printed(x->names, x->facts[i].text) <= 1 && times_printed(x->names, right) <= 1 &&
           !rules_name_may_begin(l->w->rules, right);
}

/* Names may be broken by a line's end or a space. Where each piece could be a name of its own, only
 * another printing shows that they are one. */
static void judge_names(struct lattice *l, size_t i) {
    const struct lines *x = l->more;
    struct fact *f = x->facts;
    struct buf b = {.a = l->w->a};
    for (size_t k = 0; k < NAME_TOKENS; k++) {
        f[i].names[k] = k ? -INFINITY : -3;
        if (i + k >= l->n || f[i + k].sentence || f[i + k].deadline || f[i + k].none ||
            l->tokens[i + k].numbers)
            continue;
        buf_add(&b, f[i + k].text);
        bool units = b.n <= LIST_BYTES && all_units(l->w, buf_str(&b));
        bool broken = k > 0 && (!f[i].unit || !f[i + k].unit || is_rest(l, i, i + k));
        if (k == 0 && units)
            f[i].names[k] = 1.5;
        else if (units && broken && f[i].len > 1)
            f[i].names[k] = 1.5 * (double)(k + 1) + 0.5;
    }
}

/* The pieces between list marks of all tokens. */
static struct lexicon *printed_names(const struct lattice *l) {
    const struct lines *x = l->more;
    VEC(struct str) names = {0};
    for (size_t i = 0; i < l->n; i++) {
        struct str s = x->facts[i].text;
        for (size_t from = 0; from < s.n;) {
            size_t at = str_find(s, S("、"), from), end = at == SIZE_MAX ? s.n : at;
            *vec_push(l->w->a, &names) = str_cut(s, from, end);
            from = end + S("、").n;
        }
    }
    return lexicon_of(l->w->a, names.at, names.n);
}

static int by_size(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* The median length of lines that break off in running text. */
static void find_full(struct lattice *l) {
    struct lines *x = l->more;
    size_t *lens = arena_array(l->w->a, l->n + 1, sizeof *lens), n = 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct fact *f = &x->facts[i];
        bool text = str_find(f->text, S("，"), 0) != SIZE_MAX ||
                    str_find(f->text, S(","), 0) != SIZE_MAX || f->sentence;
        if (f->ends_line && text && !f->ends && !f->unit)
            lens[n++] = f->line_len;
    }
    qsort(lens, n, sizeof *lens, by_size);
    x->full = n ? lens[n / 2] : 0;
}

static void find_facts(struct lattice *l) {
    struct fact *f = arena_array(l->w->a, l->n + 1, sizeof *f);
    ((struct lines *)l->more)->facts = f;
    for (size_t i = 0; i < l->n; i++) {
        const struct token *t = &l->tokens[i];
        f[i].text = utf8_squeeze(l->w->a, t->paras.at[0]->text);
        f[i].len = utf8_len(f[i].text);
        f[i].begins = t->begins;
        f[i].ends_line = i + 1 == l->n || t[1].begins;
    }
    for (size_t i = 0, from = 0, len = 0; i < l->n; i++) {
        from = f[i].begins ? i : from;
        len = f[i].begins ? f[i].len : len + f[i].len;
        for (size_t k = from; f[i].ends_line && k <= i; k++)
            f[k].line_len = len;
    }
    for (size_t i = 0; i < l->n; i++)
        judge(l, i);
    ((struct lines *)l->more)->names = printed_names(l);
    find_full(l);
    find_numbers(l);
}

/* ---- readings ---- */

/* A cell as it grows by tokens. */
struct reading {
    size_t n, len;
    double measure, task, role, officials; /* scores so far */
    double names[TOKENS_MOST + 1];         /* best cut into names, by tokens */
    struct buf text;
};

static double as_text(const struct lattice *l, size_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    if (l->tokens[i].numbers)
        return -8;
    if (f->none)
        return -3;
    return f->begins && f->ends_line && (f->unit || f->deadline) ? -2.5 : 0.3;
}

/* A line inside a text that is neither full nor the end of a sentence: the next one is longer. */
static double as_inner_line(const struct lines *x, const struct fact *f) {
    bool broken = f->ends_line && !f->ends;
    bool narrow = 2 * f->line_len < x->full || f->line_len + RAGGED < f[1].line_len;
    return broken && narrow ? -2 : 0;
}

static double as_name(const struct lattice *l, size_t i) {
    const struct lines *x = l->more;
    const struct fact *f = &x->facts[i];
    if (f->sentence || f->none || f->deadline || l->tokens[i].numbers)
        return -8;
    bool full = x->full > 8 && 5 * f->line_len >= 4 * x->full;
    return (full ? -2 : 0) - (f->unit ? 1.5 : 0.2);
}

static void grow(const struct lattice *l, struct reading *r, size_t i) {
    const struct lines *x = l->more;
    const struct fact *f = &x->facts[i];
    if (r->n > 0)
        r->measure += as_inner_line(x, f - 1);
    r->measure += as_text(l, i);
    r->task += as_name(l, i);
    r->officials += !f->person ? -4 : r->n == 0 ? 1 : 0.5;
    r->n++;
    r->len += f->len;
    r->names[r->n] = -INFINITY;
    for (size_t k = 0; k < NAME_TOKENS && k < r->n; k++)
        r->names[r->n] = fmax(r->names[r->n], r->names[r->n - 1 - k] + (f - k)->names[k]);
    if (r->len <= DEADLINE_CHARS)
        buf_add(&r->text, f->text);
}

static double as_deadline(const struct lattice *l, const struct reading *r) {
    bool all = r->len <= DEADLINE_CHARS && rules_deadline(l->w->rules, buf_str(&r->text));
    return all ? 5 + 1.5 * (double)r->n : -12;
}

static double as_role(const struct lattice *l, const struct reading *r, size_t i, bool official) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    if (f->none && r->n == 1)
        return 2;
    return official ? r->officials : r->names[r->n];
}

static double as_column(const struct lattice *l, const struct reading *r, size_t i,
                        const struct column *c) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    switch (c->field) {
    case FIELD_NUMBER:
        return r->n == 1 && l->tokens[i].numbers ? 5 : -15;
    case FIELD_TASK:
    case FIELD_GROUP:
        return r->len > TASK_CHARS || r->len < 2 ? -8 : 1 + r->task;
    case FIELD_MEASURE:
        return r->measure + (f[i + r->n - 1].ends ? 3 : -2);
    case FIELD_DEADLINE:
        return as_deadline(l, r);
    case FIELD_ROLE:
        return as_role(l, r, i, c->role_kind == ROLE_OFFICIAL);
    default:
        return -0.5 * (double)r->n;
    }
}

static void read_token(struct lattice *l, uint32_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    struct reading r = {.text = {.a = l->w->a}};
    double start = f->begins ? (l->tokens[i].gap > 0 ? 0.3 : 0) : -2;
    for (size_t k = 0; k < TOKENS_MOST && i + k < l->n && r.measure > -16; k++) {
        grow(l, &r, i + k);
        for (uint32_t c = 0; c < l->g->columns; c++) {
            double base = lattice_score(l, i, c) + start;
            if (base > -INFINITY)
                lattice_offer(l, i + k + 1, c + 1,
                              (struct step){base + as_column(l, &r, i, &l->g->headers[c].column),
                                            OP_CELL, i, c, 1});
        }
    }
    double base = lattice_score(l, i, 0);
    if (base > -INFINITY)
        lattice_offer(l, i + 1, 0,
                      (struct step){base + (f->heading ? 5 : -12), OP_SECTION, i, 0, 0});
    for (uint32_t c = 1; c < l->g->columns; c++)
        if (lattice_score(l, i, c) > -INFINITY)
            lattice_offer(l, i + 1, c,
                          (struct step){lattice_score(l, i, c) - 14, OP_EXTRA, i, c, 0});
}

/* A row below the first of its task has neither number nor name, and empty cells leave no trace. */
static double skip_cost(const struct lattice *l, uint32_t i, uint32_t c) {
    const struct column *column = &l->g->headers[c].column;
    (void)i;
    switch (column->field) {
    case FIELD_NUMBER:
    case FIELD_GROUP:
        return 0.3;
    case FIELD_TASK:
        return 0.7;
    case FIELD_MEASURE:
        return 10;
    case FIELD_DEADLINE:
        return 4;
    case FIELD_ROLE:
        return column->role_kind == ROLE_SUPPORT ? 1.5 : 3;
    default:
        return 0.5;
    }
}

/* ---- cells ---- */

/* The tokens of one line as printed. */
static struct para line_of(const struct lattice *l, size_t from, size_t to) {
    struct para p = *l->tokens[from].paras.at[0];
    const struct str last = l->tokens[to - 1].paras.at[0]->text;
    p.text.n = (size_t)(last.p - p.text.p) + last.n;
    return p;
}

/* Does the line begin a paragraph of its own behind the one above? */
static bool parts(const struct lattice *l, const struct para *above, struct str line) {
    size_t full = ((struct lines *)l->more)->full;
    enum line_kind kind = rules_line(l->w->rules, line).kind;
    bool short_line = 5 * utf8_len(utf8_squeeze(l->w->a, above->text)) < 4 * full;
    return ends_sentence(above->text) &&
           (full == 0 || short_line || kind == LINE_HEADING || kind == LINE_NUMBERED);
}

static void add_name(struct lattice *l, struct gcell *cell, size_t from, size_t to) {
    struct para *p = arena_alloc(l->w->a, sizeof *p);
    struct buf b = {.a = l->w->a};
    *p = *l->tokens[from].paras.at[0];
    for (size_t i = from; i < to; i++) {
        buf_add(&b, l->tokens[i].paras.at[0]->text);
        claim(l->w, l->tokens[i].paras.at[0], USE_ITEM);
    }
    p->text = buf_str(&b);
    *vec_push(l->w->a, &cell->paras) = p;
}

/* The best cut of the tokens into names: white space and line ends inside one are gone. */
static struct gcell names_cell(struct lattice *l, size_t from, size_t to) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    struct gcell cell = {.at = l->tokens[from].at};
    double best[TOKENS_MOST + 1] = {0};
    size_t length[TOKENS_MOST + 1] = {0}, n = to - from;
    for (size_t i = n; i-- > 0;) {
        best[i] = -INFINITY;
        for (size_t k = 0; k < NAME_TOKENS && i + k < n; k++)
            if (f[from + i].names[k] + best[i + k + 1] > best[i]) {
                best[i] = f[from + i].names[k] + best[i + k + 1];
                length[i] = k + 1;
            }
    }
    for (size_t i = 0; i < n; i += length[i])
        add_name(l, &cell, from + i, from + i + length[i]);
    return cell;
}

static struct gcell line_cell(struct lattice *l, size_t from, size_t to, uint32_t c) {
    struct gcell cell = {.at = l->tokens[from].at};
    const struct column *column = &l->g->headers[c].column;
    bool text = column->field == FIELD_MEASURE;
    if (column->field == FIELD_ROLE && column->role_kind != ROLE_OFFICIAL)
        return names_cell(l, from, to);
    struct para above = {0}, *open = NULL;
    for (size_t i = from, next; i < to; i = next) {
        for (next = i + 1; next < to && !l->tokens[next].begins;)
            next++;
        struct para line = line_of(l, i, next);
        if (text && open && !parts(l, &above, line.text)) {
            open->text = str_fmt(l->w->a, "%.*s%.*s", STR_ARG(open->text), STR_ARG(line.text));
            claim(l->w, &line, USE_ITEM);
        } else {
            open = arena_alloc(l->w->a, sizeof *open);
            *open = line;
            *vec_push(l->w->a, &cell.paras) = open;
        }
        above = line;
    }
    return cell;
}

/* ---- the table ---- */

/* Which lines belong to which column of units is certain where each has one, or lines that go on
 * behind a list mark. */
static bool borders_known(const struct lattice *l, const struct grow *row) {
    size_t columns = 0;
    for (size_t c = 0; c < l->g->columns; c++)
        columns += l->g->headers[c].column.field == FIELD_ROLE &&
                   l->g->headers[c].column.role_kind != ROLE_OFFICIAL;
    for (size_t c = 0; c < l->g->columns && columns > 1; c++) {
        const struct column *column = &l->g->headers[c].column;
        const paras *ps = &row->cells[c].paras;
        if (column->field != FIELD_ROLE || column->role_kind == ROLE_OFFICIAL)
            continue;
        if (ps->n == 0)
            return false;
        for (size_t k = 1; k < ps->n; k++) {
            struct str end = ps->at[k - 1]->text;
            if (!str_ends(end, S("、")) && !str_ends(end, S("，")))
                return false;
        }
    }
    return true;
}

/* Rows that say both what is done and by whom or when. */
static bool makes_sense(const struct grid *g) {
    size_t rows = 0, good = 0;
    for (size_t r = 0; r < g->rows.n; r++) {
        bool what = false, who = false;
        for (size_t c = 0; c < g->columns; c++) {
            enum field f = g->headers[c].column.field;
            bool some = g->rows.at[r].cells[c].paras.n > 0;
            what = what || (some && f == FIELD_MEASURE);
            who = who || (some && (f == FIELD_ROLE || f == FIELD_DEADLINE));
        }
        rows += g->rows.at[r].kind == ROW_DATA;
        good += g->rows.at[r].kind == ROW_DATA && what && who;
    }
    return good > 0 && 2 * good >= rows;
}

static struct grid *grid_under(struct work *w, const struct line_head *h, size_t block) {
    struct grid *g = arena_alloc(w->a, sizeof *g);
    struct gcell *cells = arena_array(w->a, h->names.n, sizeof *cells);
    size_t known;
    for (size_t c = 0; c < h->names.n; c++) {
        struct para *p = arena_alloc(w->a, sizeof *p);
        *p = *para_at(w, block);
        p->text = h->names.at[c];
        *vec_push(w->a, &cells[c].paras) = p;
    }
    *g = (struct grid){.headers = header_of(w, NULL, cells, h->names.n, false, &known),
                       .columns = h->names.n,
                       .known = true,
                       .loose = true,
                       .lines = true,
                       .at = para_at(w, block)->at};
    for (size_t b = 0; b < h->blocks; b++)
        *vec_push(w->a, &g->head) = para_at(w, block + b);
    return g;
}

static void add_tokens(struct lattice *l, size_t block, size_t end) {
    VEC(struct token) tokens = {0};
    for (; block < end; block++) {
        const struct para *p = para_at(l->w, block);
        atoms list = {0};
        if (rules_line(l->w->rules, p->text).kind == LINE_FURNITURE) {
            claim(l->w, p, USE_FURNITURE);
            continue;
        }
        add_atoms(l->w, p, &list);
        for (size_t i = 0; i < list.n; i++) {
            struct token *t = vec_push(l->w->a, &tokens);
            *t = (struct token){.at = p->at, .begins = i == 0, .gap = i == 0 ? p->gap : 0};
            *vec_push(l->w->a, &t->paras) = &list.at[i];
        }
    }
    l->tokens = tokens.at;
    l->n = tokens.n;
}

/* A line that is a number and no running one stands at a page's edge. */
static void drop_page_numbers(struct lattice *l) {
    struct fact *f = ((struct lines *)l->more)->facts;
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        uint32_t no;
        bool page =
            f[i].begins && f[i].ends_line && !l->tokens[i].numbers && str_uint(f[i].text, &no);
        if (page) {
            claim(l->w, l->tokens[i].paras.at[0], USE_FURNITURE);
            continue;
        }
        l->tokens[n] = l->tokens[i];
        f[n++] = f[i];
    }
    l->n = n;
    for (size_t i = 0; i < n; i++)
        judge_names(l, i);
}

static bool is_behind(struct work *w, const struct para *p) {
    enum line_kind kind = rules_line(w->rules, p->text).kind;
    return kind == LINE_ANNEX || kind == LINE_TITLE || kind == LINE_NOTE || kind == LINE_DATE ||
           kind == LINE_DOC_NO || kind == LINE_FURNITURE;
}

static bool is_page_number(struct work *w, size_t block) {
    uint32_t no;
    return str_uint(utf8_squeeze(w->a, para_at(w, block)->text), &no);
}

/* The table ends where the next one's title begins, or the page does. */
static size_t table_end(struct work *w, size_t from, size_t to) {
    bool next = is_para(w, to);
    while (to > from && (is_behind(w, para_at(w, to - 1)) || (next && is_page_number(w, to - 1))))
        to--;
    return to;
}

/* The header's lines as running text, which the lines below are too. */
static size_t keep_text(struct work *w, const struct line_head *h, size_t block) {
    struct buf b = {.a = w->a};
    for (size_t i = 0; i < h->names.n; i++)
        buf_fmt(&b, "%s%.*s", i ? " " : "", STR_ARG(h->names.at[i]));
    diag_add(&w->doc->diags, DIAG_NO_ROWS, para_at(w, block)->at, buf_str(&b));
    for (size_t i = 0; i < h->blocks; i++)
        *vec_push(w->a, &w->items) = (struct item){.para = para_at(w, block + i)};
    return block + h->blocks;
}

/* The rows under the header at block, up to the header or other block at to. Returns the first
 * block behind what it took. */
static size_t lay_rows(struct work *w, const struct line_head *h, size_t block, size_t to) {
    struct lines x = {0};
    struct grid *g = grid_under(w, h, block);
    struct lattice l = {
        .w = w, .g = g, .more = &x, .read = read_token, .skip = skip_cost, .cell = line_cell};
    size_t end = table_end(w, block + h->blocks, to);
    add_tokens(&l, block + h->blocks, end);
    if (l.n > 0) {
        find_facts(&l);
        drop_page_numbers(&l);
        lattice_rows(&l);
    }
    if (!makes_sense(g))
        return keep_text(w, h, block);
    for (size_t r = 0; r < g->rows.n; r++)
        g->rows.at[r].borders_lost =
            g->rows.at[r].kind == ROW_DATA && !borders_known(&l, &g->rows.at[r]);
    *vec_push(w->a, &w->items) = (struct item){.grid = g};
    for (; end < to && is_page_number(w, end); end++)
        claim(w, para_at(w, end), USE_FURNITURE);
    return end;
}

size_t lay_lines(struct work *w, size_t block) {
    struct line_head h = head_at(w, block);
    size_t to = block + h.blocks;
    if (h.blocks == 0)
        return block;
    while (is_para(w, to) && head_at(w, to).blocks == 0)
        to++;
    return lay_rows(w, &h, block, to);
}

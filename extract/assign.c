/* Deadlines and units of a measure become its assignments: who does what by when.
 *
 * A measure has one assignment, unless further rows carry more, or the source groups the lines of
 * its cells so that deadlines and units run parallel.
 */
#include "base/utf8.h"
#include "extract/work.h"

enum { SPOKEN_CHARS = 4, STACKED_SHOWS = 10 /* one row in so many */ };
/* Of units in a row whose cells may have slid. */
static const double SLID_CONFIDENCE = 0.6;

struct assigner {
    struct work *w;
    const struct lexicon *lex;
    const struct grid *g;
    struct measure *m;
    const struct measure *above; /* of the same table, NULL if none */
    bool differ;                 /* its parallel lines do not agree */
};

static void find_in(struct assigner *s, enum diag_code code, struct place at, struct str detail) {
    struct diag *d = diag_add(&s->w->doc->diags, code, at, detail);
    d->table_no = s->m->table_no;
    d->task_no = s->m->task_no;
    d->measure_no = s->m->measure_no;
}

/* ---- deadlines ---- */

/* Lines that are each a deadline are several; else one deadline was wrapped. */
static struct str deadline_text(struct assigner *s, const paras *ps) {
    struct buf b = {.a = s->w->a};
    size_t from;
    struct str folded = cell_folded(s->w->a, ps, &from);
    if (rules_deadline(s->w->rules, folded))
        return folded;
    for (size_t i = 0; i < ps->n; i++)
        if (!rules_deadline(s->w->rules, utf8_squeeze(s->w->a, ps->at[i]->text)))
            return folded;
    for (size_t i = 0; i < ps->n; i++) {
        if (i)
            buf_byte(&b, '\n');
        buf_add(&b, utf8_squeeze(s->w->a, ps->at[i]->text));
    }
    return buf_str(&b);
}

/* Where the source lost its rows, an empty deadline within a task is the cell above, merged. */
static struct str filled_deadline(struct assigner *s, const paras *ps) {
    struct str text = deadline_text(s, ps);
    const struct measure *above = s->above;
    bool merged = s->g->loose && text.n == 0 && above && above->assignments.n &&
                  above->task_no == s->m->task_no && str_eq(above->task, s->m->task);
    return merged ? above->assignments.at[above->assignments.n - 1].deadline : text;
}

static void check_deadline(struct assigner *s, struct str deadline, struct place at) {
    if (deadline.n == 0)
        find_in(s, DIAG_NO_DEADLINE, at, S(""));
    else if (!rules_deadline(s->w->rules, deadline) && !lists_deadlines(s->w->rules, deadline))
        find_in(s, DIAG_ODD_DEADLINE, at, deadline);
}

/* ---- units ---- */

static bool is_role(const struct assigner *s, size_t c) {
    return s->g->headers[c].column.field == FIELD_ROLE;
}

static size_t role_columns(const struct assigner *s) {
    size_t n = 0;
    for (size_t c = 0; c < s->g->columns; c++)
        n += is_role(s, c);
    return n;
}

static const paras *cell_of(const struct grow *row, size_t c) {
    return &row->cells[c].paras;
}

/* Is the cell that at its left, under a name that is, too? Tables that stand right below each other
 * have the edges of each other's columns. */
static bool is_same(const struct assigner *s, const struct grow *row, size_t c) {
    return row->cells[c].beside && s->g->headers[c].merged;
}

/* Is the cell one with that at its right, under another name? */
static bool reaches_on(const struct assigner *s, const struct grow *row, size_t c) {
    while (c + 1 < s->g->columns && is_same(s, row, c + 1))
        c++;
    return c + 1 < s->g->columns && is_role(s, c + 1) && row->cells[c + 1].beside;
}

static bool shared(const struct assigner *s, const struct grow *row, size_t c) {
    bool here = row->cells[c].beside && c > 0 && is_role(s, c - 1);
    return reaches_on(s, row, c) || here;
}

static bool no_units(const struct assigner *s, const struct grow *row) {
    size_t roles = 0;
    for (size_t c = 0; c < s->g->columns; c++) {
        roles += is_role(s, c);
        if (is_role(s, c) && row->cells[c].paras.n)
            return false;
    }
    return roles > 0;
}

/* A scan's cell may begin in the middle of a name: with what stands in brackets elsewhere, though
 * the measure does not speak of it. */
static void check_tail(struct assigner *s, struct place at, struct role *role) {
    if (!s->g->parallel || role->mentions.n == 0)
        return;
    struct mention *first = &role->mentions.at[0];
    if (!stands_inside(s->lex, first->mention) ||
        share_words(first->mention, s->m->measure_raw, SPOKEN_CHARS))
        return;
    find_in(s, DIAG_ODD_MENTION, at,
            str_fmt(s->w->a, "%.*s, elsewhere the end of a longer name", STR_ARG(first->mention)));
    first->confidence = SLID_CONFIDENCE;
}

/* Names of people that ran together, as each filled its line, and are not printed alone elsewhere.
 */
static void check_people(struct assigner *s, struct place at, struct role *role) {
    for (size_t i = 0; i < role->mentions.n && role->role_kind == ROLE_OFFICIAL; i++) {
        struct mention *m = &role->mentions.at[i];
        if (!is_people_glued(s->w->rules, m->mention))
            continue;
        find_in(s, DIAG_LINES_UNSURE, at,
                str_fmt(s->w->a, "%.*s may be several people", STR_ARG(m->mention)));
        m->confidence = SLID_CONFIDENCE;
    }
}

/* No name, or two with a list mark between them that are no group and no name together. */
static bool is_odd(const struct assigner *s, struct str name) {
    enum org_shape shape = rules_org_shape(s->w->rules, name);
    bool list = str_find(name, S("、"), 0) < str_find(name, S("（"), 0);
    return shape == SHAPE_NONE ||
           (shape != SHAPE_GROUP && list && !rules_whole_name(s->w->rules, name));
}

static void check_names(struct assigner *s, struct place at, const struct role *role) {
    for (size_t i = 0; i < role->mentions.n && role->role_kind != ROLE_OFFICIAL; i++)
        if (is_odd(s, role->mentions.at[i].mention))
            find_in(s, DIAG_ODD_MENTION, at, role->mentions.at[i].mention);
}

static void add_roles(struct assigner *s, const struct grow *row, size_t c, const paras *ps,
                      struct assignment *as) {
    size_t first = as->roles.n;
    cell_roles(s->w, s->lex, &s->g->headers[c], ps, shared(s, row, c), &as->roles);
    claim_all(s->w, ps, USE_ITEM);
    for (size_t i = first; i < as->roles.n; i++) {
        check_names(s, row->cells[c].at, &as->roles.at[i]);
        check_people(s, row->cells[c].at, &as->roles.at[i]);
    }
    if (as->roles.n > first)
        check_tail(s, row->cells[c].at, &as->roles.at[first]);
}

static int role_column(const struct assigner *s, enum role_kind kind) {
    for (size_t c = 0; c < s->g->columns; c++)
        if (is_role(s, c) && s->g->headers[c].column.role_kind == (int)kind)
            return (int)c;
    return -1;
}

static bool says_none(const struct work *w, const struct grid *g, const struct grow *row) {
    for (size_t c = 0; g->headers && c < g->columns; c++)
        if (g->headers[c].column.field == FIELD_ROLE && row->cells[c].paras.n == 1 &&
            rules_none(w->rules, utf8_trim(row->cells[c].paras.at[0]->text)))
            return true;
    return false;
}

/* Does the document print a dash where nobody is responsible? */
static bool prints_nones(struct work *w) {
    for (size_t i = 0; w->nones == 0 && i < w->grids.n; i++)
        for (size_t r = 0; w->nones == 0 && r < w->grids.at[i]->rows.n; r++)
            w->nones = says_none(w, w->grids.at[i], &w->grids.at[i]->rows.at[r]);
    w->nones = w->nones == 0 ? -1 : w->nones;
    return w->nones > 0;
}

/* In a recognised scan an empty cell is damage where “none” is printed as a dash. Who leads is
 * mostly responsible too, in one merged cell; recognition gives it to one column, and what follows
 * slides left. The units stay where they were printed; the likely reading is said. */
static const char *likely_reading(const struct assigner *s, const struct grow *row) {
    int lead = role_column(s, ROLE_LEAD), responsible = role_column(s, ROLE_RESPONSIBLE);
    int support = role_column(s, ROLE_SUPPORT);
    if (lead < 0 || responsible < 0 || support < 0)
        return "a cell was lost";
    bool l = cell_of(row, (size_t)lead)->n, r = cell_of(row, (size_t)responsible)->n;
    bool t = cell_of(row, (size_t)support)->n;
    if (l && r && !t)
        return "the first units may lead and be responsible, the second support";
    if (t && (l || r))
        return "the first units may lead and be responsible in one merged cell";
    return "the printed units may stand in one cell merged over several columns";
}

void lower_confidence(struct measure *m, double confidence) {
    for (size_t i = 0; i < m->assignments.n; i++)
        for (size_t r = 0; r < m->assignments.at[i].roles.n; r++) {
            struct role *role = &m->assignments.at[i].roles.at[r];
            for (size_t k = 0; k < role->mentions.n; k++)
                role->mentions.at[k].confidence *= confidence;
        }
}

static void check_roles(struct assigner *s, const struct grow *row) {
    size_t empty = 0, roles = 0;
    for (size_t c = 0; c < s->g->columns; c++) {
        roles += is_role(s, c);
        if (!is_role(s, c) || row->cells[c].paras.n)
            continue;
        empty++;
        find_in(s, DIAG_NO_ROLE, row->cells[c].at, s->g->headers[c].name);
    }
    if (!s->g->parallel || empty == 0 || empty == roles || !prints_nones(s->w))
        return;
    find_in(s, DIAG_ROLES_SHIFTED, row->cells[0].at, str_of(likely_reading(s, row)));
    lower_confidence(s->m, SLID_CONFIDENCE);
}

/* ---- parallel lines ---- */

static bool may_run(const struct assigner *s, size_t c) {
    enum field f = s->g->headers[c].column.field;
    return f == FIELD_ROLE || f == FIELD_DEADLINE || f == FIELD_MEASURE;
}

/* Number of parallel lines: that on which most columns agree, two at least; else 1. */
static size_t parallel_lines(const struct assigner *s, const struct grow *row) {
    size_t best = 1, agree = 1;
    for (size_t c = 0; s->g->parallel && c < s->g->columns; c++) {
        size_t n = cell_of(row, c)->n, same = 0;
        for (size_t d = 0; d < s->g->columns; d++)
            same += may_run(s, d) && cell_of(row, d)->n == n;
        if (may_run(s, c) && n > 1 && same > agree) {
            best = n;
            agree = same;
        }
    }
    return best;
}

static bool is_list(const struct assigner *s, const struct grow *row, size_t c) {
    return may_run(s, c) && s->g->headers[c].column.field != FIELD_MEASURE &&
           cell_of(row, c)->n > 1;
}

/* One list alone is a cell in several lines; a second one that differs in number is damage. */
static void check_lines(struct assigner *s, const struct grow *row, size_t lines) {
    size_t lists = 0;
    for (size_t c = 0; c < s->g->columns; c++)
        lists += is_list(s, row, c);
    for (size_t c = 0; c < s->g->columns && s->g->parallel; c++) {
        size_t n = cell_of(row, c)->n;
        if (!is_list(s, row, c) || n == lines || (lines <= 1 && lists <= 1))
            continue;
        s->differ = true;
        find_in(s, DIAG_LINES_DIFFER, row->cells[c].at,
                str_fmt(s->w->a, "%.*s has %zu, the others %zu", STR_ARG(s->g->headers[c].name), n,
                        lines));
    }
}

/* The part of a cell that belongs to line i of lines: its own group, or all of it. */
static paras part_of(const paras *ps, size_t i, size_t lines) {
    if (lines > 1 && ps->n == lines)
        return (paras){.at = ps->at + i, .n = 1};
    return *ps;
}

/* Of two columns of deadlines, one of them for the beginning, the words are a period. */
static struct str with_more(const struct assigner *s, struct str deadline, struct str more) {
    if (deadline.n == 0 || more.n == 0 || str_eq(deadline, more))
        return deadline.n ? deadline : more;
    struct str period = str_fmt(s->w->a, "%.*s至%.*s", STR_ARG(deadline), STR_ARG(more));
    return rules_deadline(s->w->rules, period)
               ? period
               : str_fmt(s->w->a, "%.*s、%.*s", STR_ARG(deadline), STR_ARG(more));
}

static void add_deadline(struct assigner *s, const struct gcell *cell, const paras *ps,
                         struct assignment *as) {
    struct str text = filled_deadline(s, ps);
    as->deadline = with_more(s, as->deadline, text);
    claim_all(s->w, ps, USE_ITEM);
    if (text.n && ps->n == 0)
        find_in(s, DIAG_DEADLINE_FILLED, cell->at, text);
    check_deadline(s, text, cell->at);
}

static paras without(struct arena *a, const paras *ps, size_t left_out) {
    paras rest = {0};
    for (size_t i = 0; i < ps->n; i++)
        if (i != left_out)
            *vec_push(a, &rest) = ps->at[i];
    return rest;
}

/* What a line of a cell of units says of the time, as 完成时限：6月底前 does; empty where it says
 * nothing of it. */
static struct str told_time(struct assigner *s, const struct para *line) {
    static const struct str colons[] = {S("："), S(":")};
    for (size_t i = 0; i < sizeof colons / sizeof *colons; i++) {
        size_t at = str_find(line->text, colons[i], 0);
        if (at == SIZE_MAX)
            continue;
        struct str label = utf8_squeeze(s->w->a, str_cut(line->text, 0, at));
        struct str time =
            utf8_squeeze(s->w->a, str_cut(line->text, at + colons[i].n, line->text.n));
        if (rules_header(s->w->rules, label).field == FIELD_DEADLINE &&
            (rules_deadline(s->w->rules, time) || lists_deadlines(s->w->rules, time)))
            return time;
    }
    return (struct str){0};
}

/* The lines of a cell of units but those that tell the time, which go to the deadline. */
static paras units_of(struct assigner *s, const paras *ps, struct assignment *as) {
    paras units = *ps;
    for (size_t i = ps->n; i-- > 0;) {
        struct str time = told_time(s, ps->at[i]);
        if (time.n == 0)
            continue;
        as->deadline = with_more(s, as->deadline, time);
        claim(s->w, ps->at[i], USE_ITEM);
        units = without(s->w->a, &units, i);
    }
    return units;
}

static void check_ditto(struct assigner *s, const struct gcell *cell, const paras *ps) {
    if (cell->ditto)
        find_in(s, DIAG_DITTO, cell->at, cell_text(s->w->a, ps, S("、")));
}

static void assign_line(struct assigner *s, const struct grow *row, size_t i, size_t lines) {
    struct assignment *as = vec_push(s->w->plan->a, &s->m->assignments);
    *as = (struct assignment){0};
    vec_reserve(s->w->plan->a, &as->roles, role_columns(s));
    for (size_t c = 0; c < s->g->columns; c++) {
        const struct gcell *cell = &row->cells[c];
        paras ps = part_of(&cell->paras, i, lines);
        if (is_role(s, c) || s->g->headers[c].column.field == FIELD_DEADLINE)
            check_ditto(s, cell, &ps);
        if (is_role(s, c) && !is_same(s, row, c)) {
            paras units = units_of(s, &ps, as);
            add_roles(s, row, c, &units, as);
        }
        if (s->g->headers[c].column.field != FIELD_DEADLINE || cell->beside)
            continue;
        as->deadline_shared = i > 0 && cell->paras.n != lines;
        add_deadline(s, cell, &ps, as);
    }
}

static void assign_row(struct assigner *s, const struct grow *row) {
    size_t lines = parallel_lines(s, row);
    check_lines(s, row, lines);
    for (size_t i = 0; i < lines; i++)
        assign_line(s, row, i, lines);
}

/* ---- units named twice ---- */

static bool names(const struct role *role, struct str mention) {
    for (size_t i = 0; i < role->mentions.n; i++)
        if (str_eq(role->mentions.at[i].mention, mention))
            return true;
    return false;
}

static bool is_duty(const struct assigner *s, const struct role *role) {
    return (role->role_kind == ROLE_LEAD || role->role_kind == ROLE_RESPONSIBLE) &&
           (role->shared || s->g->parallel);
}

/* The unit that stands under support and under a duty, where the columns are a reading: of a cell
 * taken as merged, or of a recognised scan. */
static const struct mention *named_twice(const struct assigner *s, const plan_roles *roles) {
    for (size_t i = 0; i < roles->n; i++) {
        const struct role *support = &roles->at[i];
        bool own = support->role_kind == ROLE_SUPPORT && !support->shared;
        for (size_t k = 0; own && k < support->mentions.n; k++)
            for (size_t j = 0; j < roles->n; j++)
                if (is_duty(s, &roles->at[j]) &&
                    names(&roles->at[j], support->mentions.at[k].mention))
                    return &support->mentions.at[k];
    }
    return NULL;
}

/* Nobody supports what is his own duty: cells slid, or several lines ran into one. */
static void check_twice(struct assigner *s) {
    for (size_t i = 0; i < s->m->assignments.n; i++) {
        const struct mention *m = named_twice(s, &s->m->assignments.at[i].roles);
        if (!m)
            continue;
        find_in(s, DIAG_ROLES_SHIFTED, s->m->at,
                str_fmt(s->w->a, "%.*s stands under support and under its own duty",
                        STR_ARG(m->mention)));
        lower_confidence(s->m, SLID_CONFIDENCE);
        return;
    }
}

/* Paragraphs of the measure have a line each, or all of them one; else nobody can tell whose units
 * belong to which. */
static void check_paragraphs(struct assigner *s, const struct grow *row) {
    size_t lines = s->m->assignments.n, paragraphs = 0;
    for (size_t c = 0; c < s->g->columns; c++)
        if (s->g->headers[c].column.field == FIELD_MEASURE)
            paragraphs = cell_of(row, c)->n;
    if (s->g->parallel && !s->differ && lines > 1 && paragraphs > 1 && lines != paragraphs) {
        s->differ = true;
        find_in(s, DIAG_LINES_DIFFER, s->m->at,
                str_fmt(s->w->a, "the measure has %zu paragraphs, its units %zu lines", paragraphs,
                        lines));
    }
    if (s->differ)
        lower_confidence(s->m, SLID_CONFIDENCE);
}

/* Role cells of a row that has none are merged with those above: the assignments of before, under
 * this row's own deadline. */
static void take_roles(struct assigner *s, const struct measure *before) {
    for (size_t i = 0; i < s->m->assignments.n && before->assignments.n; i++)
        s->m->assignments.at[i].roles = before->assignments.at[before->assignments.n - 1].roles;
    find_in(s, DIAG_ROLES_FILLED, s->m->at, S(""));
}

/* The reading of a row that is a cell short is kept: which columns were taken as merged. */
static void note_merge(struct assigner *s, const struct grow *row) {
    struct buf b = {.a = s->w->a};
    for (size_t c = 0; c < s->g->columns; c++)
        if (is_role(s, c) && !is_same(s, row, c) && shared(s, row, c))
            buf_fmt(&b, "%s%.*s", b.n ? " + " : "", STR_ARG(s->g->headers[c].name));
    if (b.n)
        find_in(s, DIAG_UNITS_MERGED, s->m->at, buf_str(&b));
}

/* Lines of units may be of fewer cells than there are columns: the document has cells of several
 * lines, not by a mistake here and there, and cells that are merged or empty. */
static bool borders_vary(const struct borders *b) {
    return b->merged > 0 && STACKED_SHOWS * b->stacked > b->rows;
}

void assign_units(struct work *w, const struct lexicon *lex, const struct grid *g,
                  const struct grow *row, const struct grow *const *more, size_t nmore,
                  struct measure *m) {
    bool first = m == w->plan->measures.at || m[-1].table_no != m->table_no;
    struct assigner s = {.w = w, .lex = lex, .g = g, .m = m, .above = first ? NULL : m - 1};
    assign_row(&s, row);
    for (size_t i = 0; i < nmore; i++)
        assign_row(&s, more[i]);
    check_paragraphs(&s, row);
    check_twice(&s);
    for (size_t i = 0; i < nmore; i++)
        check_roles(&s, more[i]);
    bool lost = row->borders_lost || (row->borders_unsure && borders_vary(&w->borders));
    if ((g->loose || g->spanless) && !lost)
        note_merge(&s, row);
    if (lost)
        find_in(&s, DIAG_ROLES_SHIFTED, m->at,
                S("nothing shows where one cell of units ends and the next begins"));
    for (size_t i = 0; i < row->doubts.n; i++)
        find_in(&s, DIAG_LINES_UNSURE, m->at, row->doubts.at[i]);
    if (lost || row->doubts.n)
        lower_confidence(m, SLID_CONFIDENCE);
    if (g->loose && nmore == 0 && no_units(&s, row) && s.above)
        take_roles(&s, s.above);
    else
        check_roles(&s, row);
}

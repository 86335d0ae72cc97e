/* Which items the duties are said of: those of a clause's own text are its own; lines of units
 * belong to the item that they follow, or to all under the heading that they follow; a rule told
 * once for all items changes each of them.
 */
#include "base/utf8.h"
#include "extract/placing.h"
#include "extract/squeeze.h"

const struct passage *passage_at(const struct placing *p, size_t i) {
    return &p->t.w->passages.at[i];
}

bool is_clause(const struct placing *p, size_t i) {
    return passage_at(p, i)->kind == PASSAGE_CLAUSE && !passage_at(p, i)->duty;
}

struct clause *clause_at(const struct placing *p, size_t i) {
    return &p->t.w->plan->clauses.at[passage_at(p, i)->at];
}

static const struct heading *heading_at(const struct placing *p, size_t i) {
    return &p->t.w->plan->outline.at[passage_at(p, i)->at];
}

/* ---- what each passage's own text tells ---- */

static void read_passage(struct placing *p, size_t i) {
    struct told *told = &p->told[i];
    if (!passage_at(p, i)->duty || i == 0 || !passage_at(p, i - 1)->duty)
        p->t.place = (struct str){0};
    if (passage_at(p, i)->kind == PASSAGE_HEADING) {
        p->t.at = heading_at(p, i)->at;
        read_listed(&p->t, heading_at(p, i)->title, told);
        check_units(&p->t, told);
    } else if (passage_at(p, i)->kind == PASSAGE_CLAUSE) {
        const struct clause *c = clause_at(p, i);
        p->t.at = c->at;
        read_listed(&p->t, c->text, told);
        if (!told->listed)
            read_subjects(&p->t, c->text, told);
        check_units(&p->t, told);
    }
}

/* Units in the brackets of a heading are those of all that stands below it. */
static void place_headings(struct placing *p) {
    for (size_t i = p->n; i > 0; i--) { /* the innermost heading first */
        const struct told *told = &p->told[i - 1];
        for (size_t k = 0; passage_at(p, i - 1)->kind == PASSAGE_HEADING && k < told->list.n; k++)
            give_to(p, i, reach(p, i - 1), &told->list.at[k]);
    }
}

/* ---- rules told once ---- */

struct once {
    struct duty_said said;
    plan_roles everyone;
    size_t from, to; /* the passages it is about */
};

static bool names_lead(const struct assignment *as) {
    for (size_t i = 0; i < as->roles.n; i++)
        if (as->roles.at[i].role_kind == ROLE_LEAD && as->roles.at[i].mentions.n)
            return true;
    return false;
}

/* The first of the responsible units becomes a lead of its own, in front of the others. */
static void split_lead(struct arena *a, const struct role *r, plan_roles *out) {
    struct role lead = {.role = r->role, .role_kind = ROLE_LEAD};
    *vec_push(a, &lead.mentions) = r->mentions.at[0];
    *vec_push(a, out) = lead;
    struct role rest = *r;
    rest.mentions.at++;
    rest.mentions.n--;
    rest.mentions.cap = rest.mentions.n;
    if (rest.mentions.n)
        *vec_push(a, out) = rest;
}

static void make_lead(struct arena *a, struct assignment *as, enum said_kind kind) {
    plan_roles roles = {0};
    bool found = false;
    for (size_t i = 0; i < as->roles.n; i++) {
        struct role r = as->roles.at[i];
        bool able = r.role_kind == ROLE_RESPONSIBLE && r.mentions.n > 0 && !found;
        if (able && kind == SAID_FIRST) {
            split_lead(a, &r, &roles);
        } else {
            r.role_kind = able ? ROLE_LEAD : r.role_kind;
            *vec_push(a, &roles) = r;
        }
        found = found || able;
    }
    as->roles = roles;
}

static bool names_unit(const struct assignment *as, struct str name) {
    for (size_t r = 0; r < as->roles.n; r++)
        for (size_t i = 0; i < as->roles.at[r].mentions.n; i++)
            if (str_eq(as->roles.at[r].mentions.at[i].mention, name))
                return true;
    return false;
}

/* Those of a role who are not named already. */
static void add_missing(struct arena *a, const struct assignment *as, const struct role *role,
                        plan_roles *out) {
    struct role rest = {.role = role->role, .role_kind = role->role_kind};
    for (size_t i = 0; i < role->mentions.n; i++)
        if (!names_unit(as, role->mentions.at[i].mention))
            *vec_push(a, &rest.mentions) = role->mentions.at[i];
    if (rest.mentions.n)
        *vec_push(a, out) = rest;
}

static void apply_to(struct placing *p, const struct once *o, struct assignment *as) {
    struct arena *a = p->t.w->a;
    if (as->roles.n == 0)
        return;
    if (o->said.kind != SAID_EVERYONE) {
        if (!names_lead(as))
            make_lead(a, as, o->said.kind);
        return;
    }
    plan_roles roles = {0}; /* a copy: assignments may share their roles */
    for (size_t i = 0; i < as->roles.n; i++)
        *vec_push(a, &roles) = as->roles.at[i];
    for (size_t i = 0; i < o->everyone.n; i++)
        add_missing(a, as, &o->everyone.at[i], &roles);
    as->roles = roles;
}

static bool has_word(struct str s, const struct str *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_find(s, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* Behind the units of one item (责任单位：A、B，排第一位的为牵头单位) a rule is about that item,
 * unless it is the first that has units: there it is told for all. */
static bool is_of_item(const struct placing *p, size_t here) {
    bool before = false;
    for (size_t i = 0; i < here && !before; i++)
        before = p->told[i].listed;
    return before && is_clause(p, here) && ends_with_duties(p->t.w, clause_at(p, here)->text);
}

/* 以下 and 下同 mean the items from here on, 以上 those up to here, other words all of them. */
static void set_scope(const struct placing *p, struct once *o, struct str words, size_t here) {
    static const struct str after[] = {S("以下"), S("下列"), S("下同")};
    static const struct str before[] = {S("以上"), S("上述")};
    size_t item = here, end;
    if (passage_at(p, here)->duty)
        item_around(p, here, &item, &end);
    bool below = has_word(words, after, 3), above = has_word(words, before, 2);
    bool own = !below && !above && is_of_item(p, here);
    o->from = below || own ? item : 0;
    o->to = above || own ? here + 1 : p->n;
}

static void apply_to_table(struct placing *p, const struct once *o, int table_no) {
    struct plan *plan = p->t.w->plan;
    for (size_t i = 0; i < plan->measures.n; i++) {
        struct measure *m = &plan->measures.at[i];
        for (size_t k = 0; m->table_no == table_no && k < m->assignments.n; k++)
            apply_to(p, o, &m->assignments.at[k]);
    }
}

/* What bold type says is lost on the way here. */
static void find_look(struct placing *p, const struct once *o, struct str s, struct place at) {
    struct str words = str_cut(s, o->said.from, o->said.to);
    diag_add(&p->t.w->doc->diags, DIAG_LEAD_LOOK, at, words);
}

static void apply_once(struct placing *p, const struct once *o) {
    for (size_t i = o->from; i < o->to; i++) {
        for (size_t k = 0; p->told[i].listed && k < p->told[i].list.n; k++)
            apply_to(p, o, &p->told[i].list.at[k]);
        if (passage_at(p, i)->kind == PASSAGE_TABLE)
            apply_to_table(p, o, (int)passage_at(p, i)->at);
    }
}

static void read_once(struct placing *p, size_t i) {
    const struct duties *d = rules_duties(p->t.w->rules);
    struct str s = squeeze(p->t.w->a, clause_at(p, i)->text).text;
    struct once o = {0};
    for (size_t at = 0; duty_said(d, s, at, &o.said); at = o.said.to) {
        o.everyone = (plan_roles){0};
        bool ok = o.said.kind != SAID_EVERYONE ||
                  read_units(&p->t, o.said.units, o.said.act, ROLE_RESPONSIBLE, true, &o.everyone);
        set_scope(p, &o, str_cut(s, o.said.from, o.said.to), i);
        if (o.said.kind == SAID_LOOK)
            find_look(p, &o, s, clause_at(p, i)->at);
        else if (ok)
            apply_once(p, &o);
    }
}

/* 责任单位（排第一的为牵头单位）: said of one table. */
static void read_headers(struct placing *p, const struct grid *g) {
    for (size_t c = 0; c < g->columns; c++) {
        struct str name = g->headers[c].name;
        struct once o = {0};
        if (g->headers[c].column.field != FIELD_ROLE ||
            !duty_said(rules_duties(p->t.w->rules), name, 0, &o.said))
            continue;
        if (o.said.kind == SAID_LOOK)
            find_look(p, &o, name, g->at);
        else
            apply_to_table(p, &o, g->table_no);
    }
}

/* ---- measures ---- */

static const struct grid *grid_of(const struct work *w, int table_no) {
    for (size_t i = 0; i < w->items.n; i++)
        if (w->items.at[i].grid && w->items.at[i].grid->table_no == table_no)
            return w->items.at[i].grid;
    return NULL;
}

/* Units that a table has no column for stand in the measure's own text. */
static void read_measure(struct telling *t, const struct grid *g, struct measure *m) {
    struct told told = {0};
    struct assignment own = m->assignments.at[0];
    t->at = m->at;
    t->place = (struct str){0};
    if (!grid_has(g, FIELD_ROLE))
        read_listed(t, m->measure, &told);
    check_units(t, &told);
    if (own.deadline.n == 0 && !grid_has(g, FIELD_DEADLINE)) {
        lines dates = due_dates(t, m->measure);
        own.deadline = join_dates(t->w->a, &dates);
    }
    if (told.list.n == 0) {
        m->assignments.at[0].deadline = own.deadline;
        return;
    }
    m->assignments.n = 0;
    for (size_t i = 0; i < told.list.n; i++) {
        struct assignment *as = vec_push(t->w->a, &m->assignments);
        *as = told.list.at[i];
        as->deadline = own.deadline.n ? own.deadline : as->deadline;
    }
}

static void read_measures(struct telling *t) {
    struct plan *plan = t->w->plan;
    const struct grid *g = NULL;
    for (size_t i = 0; i < plan->measures.n; i++) {
        struct measure *m = &plan->measures.at[i];
        if (!g || g->table_no != m->table_no)
            g = grid_of(t->w, m->table_no);
        if (g && m->assignments.n)
            read_measure(t, g, m);
    }
}

void read_duties(struct work *w) {
    struct placing p = {.t = {.w = w, .lex = w->lex}, .n = w->passages.n};
    p.told = arena_array(w->a, p.n + 1, sizeof *p.told);
    for (size_t i = 0; i < p.n; i++)
        read_passage(&p, i);
    read_measures(&p.t);
    for (size_t i = 0; i < w->grids.n; i++)
        if (w->grids.at[i]->known)
            read_headers(&p, w->grids.at[i]);
    place_lines(&p);
    place_headings(&p);
    for (size_t i = 0; i < p.n; i++)
        if (passage_at(&p, i)->kind == PASSAGE_CLAUSE)
            read_once(&p, i);
    for (size_t i = 0; i < p.n; i++)
        if (passage_at(&p, i)->kind == PASSAGE_CLAUSE) {
            clause_at(&p, i)->assignments = p.told[i].list;
        }
}

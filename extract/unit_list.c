/* Lists of units in running text: 和 joins the last, a mark tells a unit's own role, and the place
 * named with the first is meant for all.
 */
#include "base/utf8.h"
#include "extract/duties.h"

static bool is_name(struct work *w, struct str s) {
    s = utf8_trim(s);
    enum org_shape shape = rules_org_shape(w->rules, str_cut(s, 0, rules_name_end(w->rules, s)));
    return shape == SHAPE_BODY || shape == SHAPE_GROUP;
}

/* 生态环境 of 生态环境、水务等部门. */
static bool is_known(struct work *w, struct str s) {
    return is_name(w, s) || duty_short(rules_duties(w->rules), s);
}

/* Length of the word for “and” at byte i, or 0. */
static size_t joiner_at(struct str s, size_t i) {
    static const struct str words[] = {S("以及"), S("和"), S("与"), S("及")};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (str_starts(str_cut(s, i, s.n), words[k]))
            return words[k].n;
    return 0;
}

static bool is_list_mark(int32_t cp) {
    return cp == 0x3001 || cp == 0xFF0C || cp == ',' || cp == 0xFF1B || cp == ';';
}

static int depth_change(int32_t cp) {
    return cp == 0xFF08 || cp == '(' ? 1 : cp == 0xFF09 || cp == ')' ? -1 : 0;
}

static size_t next_mark(struct str s, size_t from) {
    int depth = 0;
    for (size_t i = from; i < s.n;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);
        depth += depth_change(cp);
        if (depth == 0 && is_list_mark(cp))
            return at;
    }
    return s.n;
}

static bool joins(struct work *w, struct str left, struct str right) {
    const struct duties *d = rules_duties(w->rules);
    return (is_name(w, left) && is_name(w, right)) || (duty_short(d, left) && duty_short(d, right));
}

static void add_part(struct telling *t, struct str text, paras *out) {
    struct para *p = arena_alloc(t->w->a, sizeof *p);
    p->text = text;
    *vec_push(t->w->a, out) = p;
}

/* 发改、工信部门: the last word is that of all of them. */
static struct str without_department(struct telling *t, struct str list) {
    static const struct str others[] = {S("等多个"), S("等相关"), S("等有关"), S("等")};
    struct str front = str_cut(list, 0, list.n - S("部门").n);
    size_t name = 0;
    if (!str_ends(list, S("部门")))
        return list;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_ends(front, others[i]))
            front = str_cut(front, 0, front.n - others[i].n);
    for (size_t i = 0; i < front.n;) {
        size_t at = i, joiner = joiner_at(front, i);
        int32_t cp = utf8_next(front, &i);
        name = is_list_mark(cp) ? i : joiner ? at + joiner : name;
    }
    return duty_short(rules_duties(t->w->rules), str_cut(front, name, front.n)) ? front : list;
}

/* 和 parts two names (区水务局和各镇街), or stands inside one (市发展和改革委员会): it parts where
 * both sides are names. */
static void split_joined(struct telling *t, struct str list, paras *out) {
    size_t from = 0, name = 0;
    int depth = 0;
    for (size_t i = 0; i < list.n;) {
        size_t at = i, joiner = depth == 0 ? joiner_at(list, i) : 0;
        if (joiner > 0 && joins(t->w, str_cut(list, name, i),
                                str_cut(list, i + joiner, next_mark(list, i + joiner)))) {
            add_part(t, str_cut(list, from, at), out);
            from = name = i = at + joiner;
            continue;
        }
        int32_t cp = utf8_next(list, &i);
        depth += depth_change(cp);
        name = depth == 0 && is_list_mark(cp) ? i : name;
    }
    add_part(t, str_cut(list, from, list.n), out);
}

/* ---- what the list says of its units ---- */

/* The place that the document's title names. */
static struct str title_place(const struct telling *t) {
    struct str title = t->w->plan->document.title, party = S("中共");
    if (str_starts(title, party))
        title = str_cut(title, party.n, title.n);
    return facts_place(rules_facts(t->w->rules), title, false);
}

enum { TYPE_BYTES = 3 }; /* 省 */

/* 江海海事局 in a document of 江海省 names its place. */
static bool names_home(struct telling *t, struct str name) {
    struct str home = title_place(t);
    return home.n > 2 * TYPE_BYTES && str_starts(name, str_cut(home, 0, home.n - TYPE_BYTES));
}

/* In a document of the city, 区政府 behind 西岭区委 is that of 西岭区; in one of a district it is
 * the district's own. */
static bool is_of_last_place(struct telling *t, struct str type) {
    struct str home = title_place(t);
    return type.n == TYPE_BYTES && t->place.n > type.n && str_ends(t->place, type) && home.n > 0 &&
           !str_ends(home, type);
}

static void share_place(struct telling *t, struct role *role) {
    const struct duties *d = rules_duties(t->w->rules);
    for (size_t i = 0; i < role->mentions.n; i++) {
        struct mention *m = &role->mentions.at[i];
        struct str own = duty_place(d, m->mention);
        if (is_of_last_place(t, own))
            m->mention = str_fmt(t->w->a, "%.*s%.*s", STR_ARG(t->place),
                                 STR_ARG(str_cut(m->mention, own.n, m->mention.n)));
        else if (own.n)
            t->place = own;
        else if (t->place.n && duty_lacks_place(d, m->mention) && !names_home(t, m->mention))
            m->mention = str_fmt(t->w->a, "%.*s%.*s", STR_ARG(t->place), STR_ARG(m->mention));
    }
}

/* The role of this name and kind, at the end of out if there is none. */
static struct role *role_in(struct telling *t, plan_roles *out, struct str name,
                            enum role_kind kind) {
    for (size_t i = 0; i < out->n; i++)
        if (out->at[i].role_kind == kind && str_eq(out->at[i].role, name))
            return &out->at[i];
    struct role *role = vec_push(t->w->a, out);
    *role = (struct role){.role = name, .role_kind = kind};
    return role;
}

static void place_mention(struct telling *t, struct mention m, struct str name, enum role_kind kind,
                          plan_roles *out) {
    int own = (int)kind;
    size_t end = m.mention.n;
    if (duty_mark(rules_duties(t->w->rules), m.mention, &end, &own))
        m.mention = str_cut(m.mention, 0, end);
    m.confidence = 1;
    struct role *role = role_in(t, out, name, (enum role_kind)own);
    *vec_push(t->w->a, &role->mentions) = m;
}

/* The first is a name as the rules know them, the others may be. */
static bool all_names(struct telling *t, const struct role *role) {
    const struct duties *d = rules_duties(t->w->rules);
    for (size_t i = 0; i < role->mentions.n; i++) {
        struct str name = role->mentions.at[i].mention;
        if (!is_known(t->w, name) && (i == 0 || !duty_may_be_name(d, name)))
            return false;
    }
    return role->mentions.n > 0;
}

/* A centre or a station may as well be what is built. */
static bool ends_as_office(struct str name) {
    return str_ends(name, S("局")) || str_ends(name, S("厅")) || str_ends(name, S("委"));
}

/* All mentions of role may be names, and *offices grows by those of offices. */
static bool may_be_names(struct telling *t, const struct role *role, size_t *offices) {
    const struct duties *d = rules_duties(t->w->rules);
    for (size_t i = 0; i < role->mentions.n; i++) {
        struct str name = role->mentions.at[i].mention;
        if (!is_known(t->w, name) && !duty_may_be_name(d, name))
            return false;
        *offices += is_name(t->w, name) && ends_as_office(name);
    }
    return true;
}

bool seems_units(struct telling *t, struct str list) {
    enum { LIST_BYTES = 600 }; /* longer ones are sentences */
    struct telling own = *t;   /* whose places are not meant behind it */
    plan_roles roles = {0};
    size_t offices = 0;
    if (list.n > LIST_BYTES || str_find(list, S("含"), 0) != SIZE_MAX ||
        !read_units(&own, list, S(""), ROLE_RESPONSIBLE, false, &roles))
        return false;
    for (size_t i = 0; i < roles.n; i++)
        if (!may_be_names(t, &roles.at[i], &offices))
            return false;
    return offices > 0;
}

void check_units(struct telling *t, const struct told *told) {
    for (size_t i = 0; i < told->list.n; i++)
        for (size_t r = 0; r < told->list.at[i].roles.n; r++) {
            const struct role *role = &told->list.at[i].roles.at[r];
            for (size_t k = 0; k < role->mentions.n && role->role_kind != ROLE_OFFICIAL; k++)
                if (!is_known(t->w, role->mentions.at[k].mention))
                    diag_add(&t->w->doc->diags, DIAG_ODD_MENTION, t->at,
                             role->mentions.at[k].mention);
        }
}

bool read_units(struct telling *t, struct str list, struct str name, enum role_kind kind,
                bool strict, plan_roles *out) {
    struct role all = {0};
    listed_names names = {0};
    paras parts = {0};
    split_joined(t, without_department(t, list), &parts);
    arena_reset(t->w->scratch);
    cut_names(t->w, t->lex, &parts, kind == ROLE_OFFICIAL, &names);
    for (size_t i = 0; i < names.n; i++)
        *vec_push(t->w->a, &all.mentions) = names.at[i].mention;
    if (strict && !all_names(t, &all))
        return false;
    if (kind != ROLE_OFFICIAL)
        share_place(t, &all);
    for (size_t i = 0; i < all.mentions.n; i++)
        place_mention(t, all.mentions.at[i], name, kind, out);
    return true;
}

/* From the files to the tables: the user's own text of a file goes before the embedded one, and
 * what is wrong in it is named with its line.
 */
#include "base/embedded.h"
#include "base/sha256.h"
#include "rules/tables.h"
#include "rules/tsv.h"

typedef VEC(struct pattern_line) pattern_lines;

struct loader {
    struct arena *a;
    struct rules *r;
    const struct rules_file *replace;
    size_t nreplace;
    struct diags *diags;
    struct sha256 all; /* every text, for the version */
};

static int fault(struct loader *l, struct place at, const char *what, struct str word) {
    diag_add(l->diags, DIAG_FORMAT, at,
             str_fmt(l->a, "%.*s: %s: %.*s", STR_ARG(place_path(at)), what, STR_ARG(word)));
    return -1;
}

/* Position of word among the n choices, or an error. */
static int choose(struct loader *l, struct place at, struct str word, const struct str *choices,
                  int n) {
    for (int i = 0; i < n; i++)
        if (str_eq(word, choices[i]))
            return i;
    return fault(l, at, "unknown word", word);
}

/* A file's text, the user's own before the embedded one. */
static struct str file_text(struct loader *l, struct str name) {
    struct str text = embedded_text(name);
    for (size_t i = 0; i < l->nreplace; i++)
        if (str_eq(l->replace[i].name, name))
            text = l->replace[i].text;
    sha256_add(&l->all, name);
    sha256_add(&l->all, text);
    return text;
}

static int open_file(struct loader *l, struct str name, const struct str *columns, size_t n,
                     struct tsv *out) {
    return tsv_parse(l->a, name, file_text(l, name), columns, n, l->diags, out);
}

static const struct str field_names[] = {S(""),         S("number"), S("task"),  S("measure"),
                                         S("deadline"), S("role"),   S("group"), S("label"),
                                         S("value"),    S("time"),   S("remark")};
static const struct str role_names[] = {S("lead"),     S("responsible"), S("support"),
                                        S("official"), S("project"),     S("other")};

static int add_column(struct loader *l, const struct tsv_line *line) {
    struct name_rule c = {.name = line->cell[0], .at = line->at};
    int field = choose(l, line->at, line->cell[1], field_names, 11);
    int role = 0;
    if (field == FIELD_ROLE)
        role = choose(l, line->at, line->cell[2], role_names, 6);
    if (field < 0 || role < 0)
        return -1;
    c.column = (struct column){(enum field)field, role};
    for (size_t i = 0; i < l->r->columns.n; i++) {
        const struct name_rule *o = &l->r->columns.at[i];
        if (str_eq(o->name, c.name))
            return fault(l, c.at, "a column name stands twice",
                         str_fmt(l->a, "%.*s, first in line %u", STR_ARG(c.name), o->at.line));
    }
    *vec_push(l->a, &l->r->columns) = c;
    if (c.name.n > l->r->longest_column)
        l->r->longest_column = c.name.n;
    return 0;
}

static int load_columns(struct loader *l) {
    static const struct str columns[] = {S("name"), S("field"), S("role")};
    struct tsv t;
    if (open_file(l, S("columns.tsv"), columns, 3, &t) < 0)
        return -1;
    for (size_t i = 0; i < t.lines.n; i++)
        if (add_column(l, &t.lines.at[i]) < 0)
            return -1;
    return 0;
}

static int load_deadlines(struct loader *l) {
    l->r->deadlines = deadlines_load(l->r->patterns, file_text(l, S("deadlines.tsv")));
    return l->r->deadlines ? 0 : -1;
}

static int add_line(struct loader *l, const struct tsv_line *line, pattern_lines *patterns) {
    static const struct str kinds[] = {S(""),      S("heading"), S("numbered"),
                                       S("annex"), S("title"),   S("note"),
                                       S("date"),  S("doc_no"),  S("furniture")};
    int kind = choose(l, line->at, line->cell[0], kinds, 9);
    uint32_t level = 0;
    if (kind < 0)
        return -1;
    if (!str_uint(line->cell[1], &level))
        return fault(l, line->at, "level is no number", line->cell[1]);
    *vec_push(l->a, &l->r->lines) =
        (struct line_match){.kind = (enum line_kind)kind,
                            .level = (int)level,
                            .name = line->cell[2],
                            .inferred = str_eq(line->cell[3], S("yes"))};
    *vec_push(l->a, patterns) = (struct pattern_line){line->cell[4], line->at};
    return 0;
}

static int load_lines(struct loader *l) {
    static const struct str columns[] = {S("kind"), S("level"), S("name"), S("inferred"),
                                         S("pattern")};
    struct tsv t;
    pattern_lines patterns = {0};
    if (open_file(l, S("lines.tsv"), columns, 5, &t) < 0)
        return -1;
    for (size_t i = 0; i < t.lines.n; i++)
        if (add_line(l, &t.lines.at[i], &patterns) < 0)
            return -1;
    size_t headings = l->r->lines.n;
    while (headings && l->r->lines.at[headings - 1].kind != LINE_HEADING)
        headings--;
    l->r->line = pattern_often(pattern_join(l->r->patterns, patterns.at, patterns.n, PATTERN_START),
                               PATTERN_PROSE);
    l->r->heading = pattern_join(l->r->patterns, patterns.at, headings, PATTERN_START);
    return l->r->line && l->r->heading ? 0 : -1;
}

static int load_shapes(struct loader *l) {
    static const struct str columns[] = {S("shape"), S("pattern")};
    static const struct str shapes[] = {S(""), S("body"), S("tail"), S("group")};
    struct tsv t;
    pattern_lines patterns = {0};
    if (open_file(l, S("org_shapes.tsv"), columns, 2, &t) < 0)
        return -1;
    for (size_t i = 0; i < t.lines.n; i++) {
        const struct tsv_line *line = &t.lines.at[i];
        int shape = choose(l, line->at, line->cell[0], shapes, 4);
        if (shape < 0)
            return -1;
        *vec_push(l->a, &l->r->shapes) = (enum org_shape)shape;
        *vec_push(l->a, &patterns) = (struct pattern_line){line->cell[1], line->at};
    }
    l->r->memos = arena_array(l->a, SHAPE_MEMOS, sizeof *l->r->memos);
    l->r->shape = pattern_often(
        pattern_join(l->r->patterns, patterns.at, patterns.n, PATTERN_WHOLE), PATTERN_NAMES);
    return l->r->shape ? 0 : -1;
}

/* The patterns of a kind as alternatives of one. */
static struct str alternatives(struct loader *l, enum name_kind kind) {
    struct buf b = {.a = l->a};
    for (size_t i = 0; i < l->r->names[kind].n; i++)
        buf_fmt(&b, "%s%.*s", i ? "|" : "", STR_ARG(l->r->names[kind].at[i]));
    return buf_str(&b);
}

static struct pattern *compile_names(struct loader *l, struct str text, enum pattern_whole whole,
                                     enum pattern_use of) {
    struct place at = place_in(S("names.tsv"));
    return pattern_often(pattern_new(l->r->patterns, text, whole, at), of);
}

static int compile_beginnings(struct loader *l) {
    struct str first = alternatives(l, NAME_FIRST), front = alternatives(l, NAME_FRONT),
               link = alternatives(l, NAME_LINK);
    l->r->first = compile_names(l, first, PATTERN_START, PATTERN_NAMES);
    l->r->branch = compile_names(l, str_fmt(l->a, "(%.*s)", STR_ARG(alternatives(l, NAME_BRANCH))),
                                 PATTERN_START, PATTERN_NAMES);
    l->r->front =
        compile_names(l, str_fmt(l->a, "(%.*s)", STR_ARG(front)), PATTERN_START, PATTERN_PROSE);
    l->r->link = compile_names(l, str_fmt(l->a, "(%.*s)(?:%.*s)", STR_ARG(link), STR_ARG(first)),
                               PATTERN_START, PATTERN_PROSE);
    l->r->whole = compile_names(l, alternatives(l, NAME_WHOLE), PATTERN_WHOLE, PATTERN_PROSE);
    l->r->post = compile_names(l, alternatives(l, NAME_POST), PATTERN_WHOLE, PATTERN_PROSE);
    return l->r->post && l->r->first && l->r->branch && l->r->front && l->r->link && l->r->whole
               ? 0
               : -1;
}

static int load_names(struct loader *l) {
    static const struct str columns[] = {S("kind"), S("name")};
    static const struct str kinds[] = {S("whole"), S("post"),  S("end"),    S("legal"), S("none"),
                                       S("ditto"), S("first"), S("branch"), S("front"), S("link")};
    struct tsv t;
    if (open_file(l, S("names.tsv"), columns, 2, &t) < 0)
        return -1;
    for (size_t i = 0; i < t.lines.n; i++) {
        int kind = choose(l, t.lines.at[i].at, t.lines.at[i].cell[0], kinds, NAME_KINDS);
        if (kind < 0)
            return -1;
        *vec_push(l->a, &l->r->names[kind]) = t.lines.at[i].cell[1];
    }
    return compile_beginnings(l);
}

static int load_orgs(struct loader *l) {
    const struct registry_texts texts = {.kinds = file_text(l, S("kinds.tsv")),
                                         .groups = file_text(l, S("groups.tsv")),
                                         .group_words = file_text(l, S("group_words.tsv")),
                                         .bodies = file_text(l, S("bodies.tsv")),
                                         .decisions = file_text(l, S("decisions.tsv")),
                                         .confusions = file_text(l, S("confusions.tsv"))};
    struct str towns = file_text(l, S("towns.tsv"));
    l->r->divisions = divisions_load(l->a, file_text(l, S("divisions.tsv")), towns, l->diags);
    l->r->registry = l->r->divisions ? registry_load(l->a, &texts, l->diags) : NULL;
    return l->r->registry ? 0 : -1;
}

static int load_repairs(struct loader *l) {
    struct str traditional = file_text(l, S("traditional.tsv"));
    l->r->repairs = repairs_load(l->r->patterns, file_text(l, S("repairs.tsv")), traditional);
    return l->r->repairs ? 0 : -1;
}

static int load_duties(struct loader *l) {
    l->r->duties = duties_load(l->r->patterns, file_text(l, S("duties.tsv")));
    return l->r->duties ? 0 : -1;
}

static int load_quantities(struct loader *l) {
    struct quantity_sources sources = {file_text(l, S("units.tsv")),
                                       file_text(l, S("comparators.tsv")),
                                       file_text(l, S("phrases.tsv"))};
    l->r->quantities = quantity_rules_load(l->r->patterns, sources);
    return l->r->quantities ? 0 : -1;
}

static int load_citations(struct loader *l) {
    l->r->citations = citation_rules_load(l->r->patterns, file_text(l, S("citations.tsv")));
    return l->r->citations ? 0 : -1;
}

static int load_facts(struct loader *l) {
    l->r->facts = facts_load(l->r->patterns, file_text(l, S("facts.tsv")));
    return l->r->facts ? 0 : -1;
}

/* Its many patterns, which only check asks for, are compiled when it does; those of the user at
 * once, for their faults. */
static int load_editing(struct loader *l) {
    struct str text = file_text(l, S("editing.tsv"));
    l->r->editing = arena_alloc(l->a, sizeof *l->r->editing);
    if (text.p == embedded_text(S("editing.tsv")).p)
        return 0;
    *l->r->editing = editing_load(l->r->patterns, text);
    return *l->r->editing ? 0 : -1;
}

struct rules *rules_load(struct arena *a, const struct rules_file *replace, size_t n,
                         struct diags *diags) {
    struct rules *r = arena_alloc(a, sizeof *r);
    struct loader l = {
        .a = a, .r = r, .replace = replace, .nreplace = n, .diags = diags, .all = sha256_start()};
    r->patterns = arena_alloc(a, sizeof *r->patterns);
    *r->patterns = (struct patterns){.a = a, .diags = diags};
    if (load_columns(&l) < 0 || load_deadlines(&l) < 0 || load_lines(&l) < 0 ||
        load_shapes(&l) < 0 || load_names(&l) < 0 || load_orgs(&l) < 0 || load_repairs(&l) < 0 ||
        load_quantities(&l) < 0 || load_citations(&l) < 0 || load_duties(&l) < 0 ||
        load_facts(&l) < 0 || load_editing(&l) < 0) {
        rules_drop(r);
        return NULL;
    }
    r->patterns->diags = arena_alloc(a, sizeof *diags); /* for rules_editing, when diags is gone */
    r->patterns->diags->a = a;
    r->version = str_cut(sha256_end(a, &l.all), 0, 12);
    return r;
}

void rules_drop(struct rules *r) {
    if (r)
        patterns_drop(r->patterns);
}

#include "rules/rules.h"
#include "base/embedded.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "rules/pattern.h"
#include "rules/registry.h"
#include "rules/tsv.h"
#include <string.h>

enum {
    COLUMN_CHARS = 8, /* most of a name that is known by its ending */
    MISREAD_CHARS = 4 /* least of a name that is known with one of them misread */,
    FORM_BYTES = 128 /* of a name looked up among the forms of kinds */
};

struct name_rule {
    struct str name;
    struct column column;
    struct place at;
};

enum name_kind {
    NAME_WHOLE,
    NAME_END,
    NAME_LEGAL,
    NAME_NONE,
    NAME_FIRST,
    NAME_BRANCH,
    NAME_FRONT,
    NAME_LINK,
    NAME_KINDS
};

struct rules {
    struct str version;
    VEC(struct name_rule) columns;
    size_t longest_column; /* bytes */
    struct deadlines *deadlines;
    VEC(struct line_match) lines;
    VEC(enum org_shape) shapes;
    struct pattern *line, *shape; /* all of those, joined */
    struct pattern *heading;      /* the lines up to the last kind of heading */
    struct shape_memo *memos;     /* by the name's hash */
    VEC(struct str) names[NAME_KINDS];
    struct pattern *first;  /* how a glued name may begin */
    struct pattern *branch; /* a name in which none begins, its group */
    struct pattern *front;  /* what stands before a name; its group */
    struct pattern *whole;  /* one name with list marks inside */
    struct pattern *link;   /* a link, its group, and how a name may begin */
    struct divisions *divisions;
    struct registry *registry;
    struct repairs *repairs;
    struct quantity_rules *quantities;
    struct citation_rules *citations;
    struct duties *duties;
    struct facts *facts;
    struct editing **editing; /* NULL until it is asked for */
    struct arena *a;          /* for that */
};

/* The shape of a name that was asked for before: documents print few names often. */
struct shape_memo {
    char name[62];
    uint8_t n, shape; /* bytes of the name; 0: none */
};

enum { SHAPE_MEMOS = 512 };

typedef VEC(struct pattern_line) pattern_lines;

struct loader {
    struct arena *a;
    struct rules *r;
    const struct rules_file *replace;
    size_t nreplace;
    struct diags *diags;
    struct buf all; /* every text, for the version */
};

static int fault(struct loader *l, struct place at, const char *what, struct str word) {
    diag_add(l->diags, DIAG_FORMAT, at,
             str_fmt(l->a, "%.*s: %s: %.*s", STR_ARG(at.path), what, STR_ARG(word)));
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
    buf_add(&l->all, name);
    buf_add(&l->all, text);
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
    l->r->deadlines = deadlines_load(l->a, file_text(l, S("deadlines.tsv")), l->diags);
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
    l->r->line = pattern_join(l->a, patterns.at, patterns.n, PATTERN_START, l->diags);
    l->r->heading = pattern_join(l->a, patterns.at, headings, PATTERN_START, l->diags);
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
    l->r->shape = pattern_join(l->a, patterns.at, patterns.n, PATTERN_WHOLE, l->diags);
    return l->r->shape ? 0 : -1;
}

/* The patterns of a kind as alternatives of one. */
static struct str alternatives(struct loader *l, enum name_kind kind) {
    struct buf b = {.a = l->a};
    for (size_t i = 0; i < l->r->names[kind].n; i++)
        buf_fmt(&b, "%s%.*s", i ? "|" : "", STR_ARG(l->r->names[kind].at[i]));
    return buf_str(&b);
}

static struct pattern *compile_names(struct loader *l, struct str text) {
    return pattern_new(l->a, text, PATTERN_START, (struct place){0, S("names.tsv")}, l->diags);
}

static int compile_beginnings(struct loader *l) {
    struct str first = alternatives(l, NAME_FIRST), front = alternatives(l, NAME_FRONT),
               link = alternatives(l, NAME_LINK);
    l->r->first = compile_names(l, first);
    l->r->branch = compile_names(l, str_fmt(l->a, "(%.*s)", STR_ARG(alternatives(l, NAME_BRANCH))));
    l->r->front = compile_names(l, str_fmt(l->a, "(%.*s)", STR_ARG(front)));
    l->r->link = compile_names(l, str_fmt(l->a, "(%.*s)(?:%.*s)", STR_ARG(link), STR_ARG(first)));
    l->r->whole = pattern_new(l->a, alternatives(l, NAME_WHOLE), PATTERN_WHOLE,
                              (struct place){0, S("names.tsv")}, l->diags);
    return l->r->first && l->r->branch && l->r->front && l->r->link && l->r->whole ? 0 : -1;
}

static int load_names(struct loader *l) {
    static const struct str columns[] = {S("kind"), S("name")};
    static const struct str kinds[] = {S("whole"), S("end"),    S("legal"), S("none"),
                                       S("first"), S("branch"), S("front"), S("link")};
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
    l->r->divisions = divisions_load(l->a, file_text(l, S("divisions.tsv")),
                                     file_text(l, S("towns.tsv")), l->diags);
    l->r->registry = l->r->divisions ? registry_load(l->a, &texts, l->diags) : NULL;
    return l->r->registry ? 0 : -1;
}

static int load_repairs(struct loader *l) {
    l->r->repairs = repairs_load(l->a, file_text(l, S("repairs.tsv")),
                                 file_text(l, S("traditional.tsv")), l->diags);
    return l->r->repairs ? 0 : -1;
}

static int load_duties(struct loader *l) {
    l->r->duties = duties_load(l->a, file_text(l, S("duties.tsv")), l->diags);
    return l->r->duties ? 0 : -1;
}

static int load_quantities(struct loader *l) {
    struct quantity_sources sources = {file_text(l, S("units.tsv")),
                                       file_text(l, S("comparators.tsv")),
                                       file_text(l, S("phrases.tsv"))};
    l->r->quantities = quantity_rules_load(l->a, sources, l->diags);
    return l->r->quantities ? 0 : -1;
}

static int load_citations(struct loader *l) {
    l->r->citations = citation_rules_load(l->a, file_text(l, S("citations.tsv")), l->diags);
    return l->r->citations ? 0 : -1;
}

static int load_facts(struct loader *l) {
    l->r->facts = facts_load(l->a, file_text(l, S("facts.tsv")), l->diags);
    return l->r->facts ? 0 : -1;
}

/* Its many patterns, which only check asks for, are compiled when it does; those of the user at
 * once, for their faults. */
static int load_editing(struct loader *l) {
    struct str text = file_text(l, S("editing.tsv"));
    l->r->a = l->a;
    l->r->editing = arena_alloc(l->a, sizeof *l->r->editing);
    if (text.p == embedded_text(S("editing.tsv")).p)
        return 0;
    *l->r->editing = editing_load(l->a, text, l->diags);
    return *l->r->editing ? 0 : -1;
}

struct rules *rules_load(struct arena *a, const struct rules_file *replace, size_t n,
                         struct diags *diags) {
    struct rules *r = arena_alloc(a, sizeof *r);
    struct loader l = {.a = a, .r = r, .replace = replace, .nreplace = n, .diags = diags};
    l.all.a = a;
    if (load_columns(&l) < 0 || load_deadlines(&l) < 0 || load_lines(&l) < 0 ||
        load_shapes(&l) < 0 || load_names(&l) < 0 || load_orgs(&l) < 0 || load_repairs(&l) < 0 ||
        load_quantities(&l) < 0 || load_citations(&l) < 0 || load_duties(&l) < 0 ||
        load_facts(&l) < 0 || load_editing(&l) < 0) {
        rules_drop(r);
        return NULL;
    }
    r->version = str_cut(sha256_hex(a, buf_str(&l.all)), 0, 12);
    return r;
}

void rules_drop(struct rules *r) {
    if (!r)
        return;
    deadlines_drop(r->deadlines);
    pattern_drop(r->line);
    pattern_drop(r->heading);
    pattern_drop(r->shape);
    pattern_drop(r->first);
    pattern_drop(r->branch);
    pattern_drop(r->front);
    pattern_drop(r->link);
    pattern_drop(r->whole);
    repairs_drop(r->repairs);
    quantity_rules_drop(r->quantities);
    citation_rules_drop(r->citations);
    duties_drop(r->duties);
    facts_drop(r->facts);
    if (r->editing)
        editing_drop(*r->editing);
}

struct str rules_version(const struct rules *r) {
    return r->version;
}

struct column rules_column(const struct rules *r, struct str name) {
    for (size_t i = 0; i < r->columns.n; i++)
        if (str_eq(r->columns.at[i].name, name))
            return r->columns.at[i].column;
    return (struct column){FIELD_NONE, 0};
}

size_t rules_columns_glued(const struct rules *r, struct str text, size_t *end) {
    size_t names = 0;
    *end = 0;
    for (size_t longest = 1; longest; names += longest > 0) {
        struct str rest = str_cut(text, *end, text.n);
        longest = 0;
        for (size_t i = 0; i < r->columns.n; i++)
            if (r->columns.at[i].name.n > longest && str_starts(rest, r->columns.at[i].name))
                longest = r->columns.at[i].name.n;
        *end += longest;
    }
    return names;
}

static bool is_short_name(struct str s) {
    size_t chars = 0;
    for (size_t i = 0; i < s.n; chars++)
        if (!utf8_is_han(utf8_next(s, &i)))
            return false;
    return chars <= COLUMN_CHARS;
}

struct column rules_header(const struct rules *r, struct str header) {
    struct column exact = rules_column(r, header);
    const struct name_rule *best = NULL;
    if (exact.field != FIELD_NONE || !is_short_name(header))
        return exact;
    for (size_t i = 0; i < r->columns.n; i++) {
        const struct name_rule *c = &r->columns.at[i];
        bool ends = c->name.p[0] == '*' && header.n >= c->name.n &&
                    str_ends(header, str_cut(c->name, 1, c->name.n));
        best = ends && (!best || c->name.n > best->name.n) ? c : best;
    }
    return best && rules_org_shape(r, header) != SHAPE_GROUP ? best->column : exact;
}

/* The one character in which the two names differ is read for the other (confusions.tsv). */
static bool is_misread(const struct rules *r, struct str name, struct str printed) {
    size_t differ = 0;
    for (size_t i = 0, j = 0; i < name.n || j < printed.n;) {
        if (i == name.n || j == printed.n)
            return false;
        int32_t want = utf8_next(name, &i), got = utf8_next(printed, &j);
        if (want != got && (differ++ > 0 || !registry_confused(r->registry, want, got)))
            return false;
    }
    return differ == 1;
}

struct column rules_misread_header(const struct rules *r, struct str header) {
    for (size_t i = 0; i < r->columns.n; i++)
        if (utf8_len(header) >= MISREAD_CHARS && is_misread(r, r->columns.at[i].name, header))
            return r->columns.at[i].column;
    return (struct column){FIELD_NONE, 0};
}

bool rules_deadline(const struct rules *r, struct str text) {
    struct deadline_match m;
    return deadline_read(r->deadlines, text, &m);
}

const struct duties *rules_duties(const struct rules *r) {
    return r->duties;
}

const struct quantity_rules *rules_quantities(const struct rules *r) {
    return r->quantities;
}

const struct citation_rules *rules_citations(const struct rules *r) {
    return r->citations;
}

const struct editing *rules_editing(const struct rules *r) {
    struct diags none = {.a = r->a};
    if (!*r->editing)
        *r->editing = editing_load(r->a, embedded_text(S("editing.tsv")), &none);
    return *r->editing;
}

const struct facts *rules_facts(const struct rules *r) {
    return r->facts;
}

const struct deadlines *rules_deadlines(const struct rules *r) {
    return r->deadlines;
}

struct line_match rules_line(const struct rules *r, struct str line) {
    struct found f;
    if (line.n == 0 || !pattern_find(r->line, line, 0, &f))
        return (struct line_match){0};
    struct line_match m = r->lines.at[f.which];
    m.label = f.group[1];
    return m;
}

/* What stands behind the last kind of heading in lines.tsv need not be asked. */
bool rules_heading(const struct rules *r, struct str line) {
    struct found f;
    return line.n && pattern_find(r->heading, line, 0, &f) &&
           r->lines.at[f.which].kind == LINE_HEADING;
}

static bool named(const struct rules *r, enum name_kind kind, struct str text) {
    for (size_t i = 0; i < r->names[kind].n; i++)
        if (str_eq(r->names[kind].at[i], text))
            return true;
    return false;
}

bool rules_none(const struct rules *r, struct str cell) {
    return named(r, NAME_NONE, cell);
}

bool rules_whole_name(const struct rules *r, struct str text) {
    return pattern_match(r->whole, text, NULL);
}

enum org_shape rules_org_shape(const struct rules *r, struct str text) {
    struct shape_memo *memo = &r->memos[str_hash(text) % SHAPE_MEMOS];
    struct found f;
    if (text.n == 0)
        return SHAPE_NONE;
    if (str_eq(text, (struct str){memo->name, memo->n}))
        return (enum org_shape)memo->shape;
    enum org_shape shape = pattern_find(r->shape, text, 0, &f) ? r->shapes.at[f.which] : SHAPE_NONE;
    if (text.n <= sizeof memo->name) {
        memcpy(memo->name, text.p, text.n);
        memo->n = (uint8_t)text.n;
        memo->shape = (uint8_t)shape;
    }
    return shape;
}

bool rules_known_unit(const struct rules *r, struct str name) {
    static const struct str divisions[] = {S("省"), S("市"), S("区"), S("县"), S("州"), S("旗")};
    char form[FORM_BYTES] = "@";
    for (size_t i = 0; i < sizeof divisions / sizeof *divisions; i++) {
        struct str rest = str_cut(name, divisions[i].n, name.n);
        if (!str_starts(name, divisions[i]) || rest.n == 0 || rest.n >= sizeof form)
            continue;
        memcpy(form + 1, rest.p, rest.n);
        return registry_form(r->registry, (struct str){form, rest.n + 1}, NULL) != NULL;
    }
    return false;
}

static size_t without_ends(const struct rules *r, enum name_kind kind, struct str name) {
    for (size_t i = 0; i < r->names[kind].n; i++) {
        struct str end = r->names[kind].at[i];
        if (name.n > end.n && str_ends(name, end)) {
            name.n -= end.n;
            i = SIZE_MAX; /* from the first again: 等部门牵头, 集团有限公司 */
        }
    }
    return name.n;
}

size_t rules_name_end(const struct rules *r, struct str name) {
    return without_ends(r, NAME_END, name);
}

size_t rules_name_core(const struct rules *r, struct str name) {
    return without_ends(r, NAME_LEGAL, name);
}

size_t rules_name_branch(const struct rules *r, struct str text) {
    struct str branch = {0};
    return pattern_match(r->branch, text, &branch) ? branch.n : 0;
}

size_t rules_name_front(const struct rules *r, struct str text) {
    struct str front = {0};
    return pattern_match(r->front, text, &front) ? front.n : 0;
}

size_t rules_name_link(const struct rules *r, struct str text) {
    struct str link = {0};
    return pattern_match(r->link, text, &link) ? link.n : 0;
}

bool rules_name_may_begin(const struct rules *r, struct str next) {
    return pattern_match(r->first, next, NULL);
}

const struct repairs *rules_repairs(const struct rules *r) {
    return r->repairs;
}

size_t rules_divisions(const struct rules *r) {
    size_t counties;
    divisions_count(r->divisions, &counties);
    return counties;
}

const struct division *rules_division(const struct rules *r, size_t i) {
    return division_nth(r->divisions, i);
}

const struct divisions *rules_gazetteer(const struct rules *r) {
    return r->divisions;
}

const struct registry *rules_registry(const struct rules *r) {
    return r->registry;
}

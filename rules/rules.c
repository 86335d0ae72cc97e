#include "base/embedded.h"
#include "base/utf8.h"
#include "rules/tables.h"
#include <string.h>

enum {
    COLUMN_CHARS = 8, /* most of a name that is known by its ending */
    MISREAD_CHARS = 4 /* least of a name that is known with one of them misread */,
    FORM_BYTES = 128 /* of a name looked up among the forms of kinds */
};

struct str rules_version(const struct rules *r) {
    return r->version;
}

void rules_hasten(const struct rules *r, size_t bytes) {
    patterns_hasten(r->patterns, bytes);
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

/* By the longest ending of the rules'. */
static struct column column_ending(const struct rules *r, struct str header) {
    const struct name_rule *best = NULL;
    for (size_t i = 0; i < r->columns.n; i++) {
        const struct name_rule *c = &r->columns.at[i];
        bool ends = c->name.p[0] == '*' && header.n >= c->name.n &&
                    str_ends(header, str_cut(c->name, 1, c->name.n));
        best = ends && (!best || c->name.n > best->name.n) ? c : best;
    }
    return best ? best->column : (struct column){FIELD_NONE, 0};
}

/* Without the level of those it names: 分管领导 of 市级分管领导; all of it where it names none. */
static struct str without_level(const struct rules *r, struct str header) {
    for (size_t i = 0; i < r->columns.n; i++) {
        struct str begins = r->columns.at[i].name;
        if (begins.p[begins.n - 1] == '*' && str_starts(header, str_cut(begins, 0, begins.n - 1)))
            return str_cut(header, begins.n - 1, header.n);
    }
    return header;
}

/* Words of a group are what cells of units hold (各责任单位), unless it is a level alone that makes
 * them so. */
static struct column column_named(const struct rules *r, struct str header) {
    struct column none = {FIELD_NONE, 0}, exact = rules_column(r, header);
    if (exact.field != FIELD_NONE || !is_short_name(header))
        return exact;
    struct str rest = without_level(r, header);
    struct column c = rest.n < header.n ? rules_column(r, rest) : none;
    if (c.field == FIELD_ROLE)
        return c;
    c = column_ending(r, header);
    bool of_level = rest.n < header.n && c.field == FIELD_ROLE;
    return rules_org_shape(r, of_level ? rest : header) == SHAPE_GROUP ? none : c;
}

/* Without what its last bracket adds: 总投资（万元）, 协办科室（社区）. */
static struct str without_bracket(struct str header) {
    static const struct str marks[][2] = {{S("（"), S("）")}, {S("("), S(")")}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t open = str_find(header, marks[i][0], 0);
        if (str_ends(header, marks[i][1]) && open != SIZE_MAX)
            return str_cut(header, 0, open);
    }
    return header;
}

struct column rules_header(const struct rules *r, struct str header) {
    struct column c = column_named(r, header);
    return c.field != FIELD_NONE ? c : column_named(r, without_bracket(header));
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
    if (!*r->editing) {
        *r->editing = editing_load(r->patterns, embedded_text(S("editing.tsv")));
        patterns_hasten(r->patterns, RULES_HASTENED);
    }
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

bool rules_ditto(const struct rules *r, struct str cell) {
    return named(r, NAME_DITTO, cell);
}

bool rules_post(const struct rules *r, struct str text) {
    return pattern_match(r->post, text, NULL);
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

bool rules_word_of_kinds(const struct rules *r, struct str word) {
    size_t n;
    const struct form *forms = registry_forms(r->registry, &n);
    for (size_t i = 0; i < n; i++)
        if (forms[i].org->type == ORG_OF_KIND && str_find(forms[i].text, word, 0) != SIZE_MAX)
            return true;
    return false;
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
    size_t end = without_ends(r, NAME_END, name);
    /* 协办 is the end of 县政协办 itself. */
    bool own = end < name.n && rules_org_shape(r, name) == SHAPE_BODY &&
               rules_org_shape(r, str_cut(name, 0, end)) == SHAPE_NONE;
    return own ? name.n : end;
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

/* The registry's files: the lines of each, and their order. */
#include "rules/registry_load.h"
#include "base/utf8.h"

int registry_fault(struct registry *r, struct place at, const char *what, struct str word) {
    diag_add(r->diags, DIAG_FORMAT, at,
             str_fmt(r->a, "%.*s: %s: %.*s", STR_ARG(place_path(at)), what, STR_ARG(word)));
    return -1;
}

int registry_year(struct registry *r, struct place at, struct str cell, int *out) {
    uint32_t year = 0;
    if (cell.n && (!str_uint(cell, &year) || year < 1900 || year > 2200))
        return registry_fault(r, at, "no year", cell);
    *out = (int)year;
    return 0;
}

static int add_group_line(struct registry *r, const struct tsv_line *line) {
    struct org org = {
        .key = line->cell[0], .members = line->cell[2], .type = ORG_OF_GROUP, .at = line->at};
    struct org *o = arena_alloc(r->a, sizeof *o);
    *o = org;
    *vec_push(r->a, &r->kinds) = o;
    if (form_add_all(r, o, line->cell[1]) < 0)
        return -1;
    return o->name.n ? 0 : registry_fault(r, line->at, "no name", org.key);
}

static int add_word_line(struct registry *r, const struct tsv_line *line) {
    struct str word = line->cell[0], as = line->cell[1];
    size_t i = 0;
    while (i < r->sorts.n && !str_eq(r->sorts.at[i], as))
        i++;
    if (word.n == 0 || i == GROUP_SORTS)
        return registry_fault(r, line->at, "no word, or more sorts than there is room for", word);
    if (i == r->sorts.n && as.n)
        *vec_push(r->a, &r->sorts) = as;
    *vec_push(r->a, &r->words) = (struct group_word){word, as};
    return 0;
}

static int add_body_line(struct registry *r, const struct tsv_line *line) {
    size_t colon = str_find(line->cell[0], S(":"), 0);
    struct org *o = arena_alloc(r->a, sizeof *o);
    if (colon == SIZE_MAX)
        return registry_fault(r, line->at, "a key is a code, a colon and a name", line->cell[0]);
    *o = (struct org){.key = line->cell[0],
                      .scope = str_cut(line->cell[0], 0, colon),
                      .successor = line->cell[4],
                      .type = ORG_OF_OWN,
                      .at = line->at};
    if (registry_year(r, line->at, line->cell[2], &o->from) < 0 ||
        registry_year(r, line->at, line->cell[3], &o->to) < 0)
        return -1;
    if (registry_body(r, o->key))
        return registry_fault(r, line->at, "a body stands twice", o->key);
    uint32_t *head = &r->body_heads[str_hash(o->key) & (BODY_HEADS - 1)];
    o->next = *head;
    *vec_push(r->a, &r->bodies) = o;
    *head = (uint32_t)r->bodies.n;
    return form_add_all(r, o, line->cell[1]);
}

static int add_decision_line(struct registry *r, const struct tsv_line *line) {
    struct decision d = {.scope = line->cell[0],
                         .mention = name_plain(r->a, line->cell[1]),
                         .same = str_eq(line->cell[2], S("same")),
                         .key = line->cell[3],
                         .name = line->cell[4],
                         .at = line->at};
    if (!d.same && !str_eq(line->cell[2], S("different")))
        return registry_fault(r, line->at, "neither same nor different", line->cell[2]);
    *vec_push(r->a, &r->decisions) = d;
    return 0;
}

static int add_confusion_line(struct registry *r, const struct tsv_line *line) {
    struct str s = line->cell[0];
    for (size_t i = 0; i < s.n;) {
        int32_t a = utf8_next(s, &i);
        for (size_t k = i; k < s.n;) {
            int32_t b = utf8_next(s, &k);
            if (r->confusion_count == CONFUSIONS / 2)
                return registry_fault(r, line->at, "more pairs than there is room for", s);
            r->confusion_count++;
            *registry_confusion(r, a, b) = registry_pair(a, b);
        }
    }
    return 0;
}

/* ---- files ---- */

static const struct {
    struct str name;
    struct str columns[7];
    int (*add)(struct registry *r, const struct tsv_line *line);
} files[] = {
    {S("kinds.tsv"),
     {S("kind"), S("levels"), S("names"), S("from"), S("to"), S("successor")},
     kind_add_line},
    {S("groups.tsv"), {S("group"), S("names"), S("members")}, add_group_line},
    {S("group_words.tsv"), {S("word"), S("as")}, add_word_line},
    {S("bodies.tsv"), {S("key"), S("names"), S("from"), S("to"), S("successor")}, add_body_line},
    {S("decisions.tsv"),
     {S("scope"), S("mention"), S("is"), S("key"), S("name")},
     add_decision_line},
    {S("confusions.tsv"), {S("characters")}, add_confusion_line},
};
enum { FILES = sizeof files / sizeof *files };

static int load_file(struct registry *r, size_t i, struct str text) {
    struct tsv t;
    size_t n = 0;
    while (n < 7 && files[i].columns[n].n)
        n++;
    if (tsv_parse(r->a, files[i].name, text, files[i].columns, n, r->diags, &t) < 0)
        return -1;
    for (size_t k = 0; k < t.lines.n; k++)
        if (files[i].add(r, &t.lines.at[k]) < 0)
            return -1;
    return 0;
}

struct registry *registry_load(struct arena *a, const struct registry_texts *texts,
                               struct diags *diags) {
    const struct str text[FILES] = {texts->kinds,  texts->groups,    texts->group_words,
                                    texts->bodies, texts->decisions, texts->confusions};
    struct registry *r = arena_alloc(a, sizeof *r);
    r->a = a;
    r->diags = diags;
    r->heads = arena_array(a, FORM_HEADS, sizeof *r->heads);
    r->body_heads = arena_array(a, BODY_HEADS, sizeof *r->body_heads);
    r->confusions = arena_array(a, CONFUSIONS, sizeof *r->confusions);
    for (size_t i = 0; i < FILES; i++)
        if (load_file(r, i, text[i]) < 0)
            return NULL;
    return r;
}

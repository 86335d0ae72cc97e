#include "rules/registry.h"
#include "base/utf8.h"
#include "rules/tsv.h"

enum { HEADS = 8192, BODY_HEADS = 1024, CONFUSION_BITS = 12, CONFUSIONS = 1 << CONFUSION_BITS };

/* Two characters read for one another, as one number; 0 is none. */
typedef uint64_t confusion;

struct registry {
    struct arena *a;
    struct diags *diags;
    VEC(struct org *) kinds; /* and groups */
    VEC(struct org *) bodies;
    uint32_t *body_heads; /* position in bodies + 1, by hash of the key; others by their next */
    VEC(struct group_word) words;
    VEC(struct str) sorts; /* of divisions that words name */
    VEC(struct form) forms;
    uint32_t *heads;   /* position in forms + 1 */
    VEC(int32_t) ends; /* last characters of kinds' full names */
    VEC(struct decision) decisions;
    confusion *confusions; /* a hash table */
    size_t confusion_count;
};

static int fault(struct registry *r, struct place at, const char *what, struct str word) {
    diag_add(r->diags, DIAG_FORMAT, at,
             str_fmt(r->a, "%.*s: %s: %.*s", STR_ARG(at.path), what, STR_ARG(word)));
    return -1;
}

static bool is_plain(struct str name) {
    for (size_t i = 0; i < name.n;) {
        int32_t cp = utf8_next(name, &i);
        if (cp == '(' || cp == ')' || utf8_is_space(cp))
            return false;
    }
    return true;
}

struct str name_plain(struct arena *a, struct str name) {
    if (is_plain(name))
        return name;
    struct buf b = {.a = a};
    for (size_t i = 0; i < name.n;) {
        size_t at = i;
        int32_t cp = utf8_next(name, &i);
        if (cp == '(' || cp == ')')
            utf8_put(&b, cp == '(' ? 0xFF08 : 0xFF09);
        else if (!utf8_is_space(cp))
            buf_add(&b, str_cut(name, at, i));
    }
    return buf_str(&b);
}

uint64_t name_chars(struct str name) {
    uint64_t set = 0;
    for (size_t i = 0; i < name.n;)
        set |= (uint64_t)1 << ((uint32_t)utf8_next(name, &i) * 2654435761u >> 26);
    return set;
}

/* ---- words of a cell ---- */

bool name_word(struct str s, size_t *at, struct str *word) {
    while (*at < s.n && s.p[*at] == ' ')
        ++*at;
    size_t end = str_find(s, S(" "), *at);
    *word = str_cut(s, *at, end == SIZE_MAX ? s.n : end);
    *at += word->n;
    return word->n > 0;
}

static int read_year(struct registry *r, struct place at, struct str cell, int *out) {
    uint32_t year = 0;
    if (cell.n && (!str_uint(cell, &year) || year < 1900 || year > 2200))
        return fault(r, at, "no year", cell);
    *out = (int)year;
    return 0;
}

static int read_levels(struct registry *r, struct place at, struct str cell, unsigned *out) {
    static const struct str names[] = {S("国"), S("省"), S("市"), S("区"),
                                       S("县"), S("镇"), S("街")};
    *out = 0;
    for (size_t i = 0; i < cell.n;) {
        size_t from = i, k = 0;
        utf8_next(cell, &i);
        while (k < 7 && !str_eq(names[k], str_cut(cell, from, i)))
            k++;
        if (k == 7)
            return fault(r, at, "unknown level", cell);
        *out |= 1u << k;
    }
    return 0;
}

/* ---- forms ---- */

static size_t head_of(struct str text) {
    return str_hash(text) & (HEADS - 1);
}

const struct form *registry_form(const struct registry *r, struct str text,
                                 const struct form *last) {
    uint32_t i = last ? last->next : r->heads[head_of(text)];
    while (i && !str_eq(r->forms.at[i - 1].text, text))
        i = r->forms.at[i - 1].next;
    return i ? &r->forms.at[i - 1] : NULL;
}

static bool times_meet(const struct org *a, const struct org *b) {
    int from = a->from > b->from ? a->from : b->from;
    int to = !a->to ? b->to : !b->to || a->to < b->to ? a->to : b->to;
    return !to || from < to;
}

/* Can one mention in one document mean both? */
static bool clash(const struct org *a, const struct org *b) {
    if (a->type != b->type || str_eq(a->key, b->key) || !times_meet(a, b))
        return false;
    return a->type == ORG_OF_OWN    ? str_eq(a->scope, b->scope)
           : a->type == ORG_OF_KIND ? (a->levels & b->levels) != 0
                                    : true;
}

/* The form's text: the slots that the name marks otherwise become @. */
static struct str slots_of(struct registry *r, struct str name, struct form *f) {
    char *text = arena_alloc(r->a, name.n + 1);
    bool own = false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool slot = c == '@' || c == '~' || c == '^';
        if (slot && c != '^' && !own) {
            own = true;
            f->own = f->slots;
        }
        f->slots = (uint8_t)(f->slots + slot);
        text[i] = slot ? '@' : c;
    }
    return (struct str){text, name.n};
}

static int add_form(struct registry *r, const struct org *org, struct str name, bool full) {
    struct form f = {.org = org, .full = full};
    f.text = name_plain(r->a, slots_of(r, name, &f));
    if (f.slots > 2)
        return fault(r, org->at, "a name has room for two divisions at most", name);
    for (const struct form *o = registry_form(r, f.text, NULL); o;
         o = registry_form(r, f.text, o)) {
        if (clash(o->org, org))
            return fault(r, org->at, "one name for two bodies",
                         str_fmt(r->a, "%.*s, also in %.*s, line %u", STR_ARG(name),
                                 STR_ARG(o->org->at.path), o->org->at.line));
        if (o->org == org)
            return 0;
    }
    f.chars = name_chars(f.text);
    f.length = (uint32_t)utf8_len(f.text);
    uint32_t *head = &r->heads[head_of(f.text)];
    f.next = *head;
    *vec_push(r->a, &r->forms) = f;
    *head = (uint32_t)r->forms.n;
    return 0;
}

/* A name without a slot stands behind its division's. */
static struct str with_slot(struct registry *r, struct str name) {
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '@' || name.p[i] == '~' || name.p[i] == '^')
            return name;
    return str_fmt(r->a, "@%.*s", STR_ARG(name));
}

/* ---- lines ---- */

/* The words of names, the full name first. */
static int add_names(struct registry *r, struct org *o, struct str names) {
    struct str word;
    for (size_t at = 0; name_word(names, &at, &word);) {
        word = o->type == ORG_OF_KIND ? with_slot(r, word) : word;
        bool full = o->name.n == 0;
        if (full)
            o->name = word;
        if (add_form(r, o, word, full) < 0)
            return -1;
    }
    return 0;
}

static void add_end(struct registry *r, struct str name) {
    size_t at = name.n - utf8_tail(name, 1).n;
    int32_t cp = utf8_next(name, &at);
    if (!registry_is_sort(r, cp))
        *vec_push(r->a, &r->ends) = cp;
}

static int add_kind(struct registry *r, struct org org, struct str names) {
    struct org *o = arena_alloc(r->a, sizeof *o);
    *o = org;
    *vec_push(r->a, &r->kinds) = o;
    if (add_names(r, o, names) < 0)
        return -1;
    if (o->name.n == 0)
        return fault(r, org.at, "no name", org.key);
    add_end(r, o->name);
    return 0;
}

/* text with its * replaced by word. */
static struct str fill_star(struct registry *r, struct str text, struct str word) {
    size_t star = str_find(text, S("*"), 0);
    struct buf b = {.a = r->a};
    if (star == SIZE_MAX)
        return text;
    buf_add(&b, str_cut(text, 0, star));
    buf_add(&b, word);
    buf_add(&b, str_cut(text, star + 1, text.n));
    return buf_str(&b);
}

/* A form that is its division's name and a word: the word. */
static struct str word_behind(const struct form *f) {
    bool simple = f->slots == 1 && str_starts(f->text, S("@")) && f->text.n > 1;
    return simple ? str_cut(f->text, 1, f->text.n) : (struct str){0};
}

/* The kind that a line of its own gives to a name of these levels. */
static const struct org *kind_named(struct registry *r, struct str name, unsigned levels) {
    struct form f = {.org = NULL};
    struct str text = slots_of(r, name, &f);
    for (const struct form *o = NULL; (o = registry_form(r, text, o));)
        if (o->org->type == ORG_OF_KIND && (o->org->levels & levels))
            return o->org;
    return NULL;
}

/* The branches of one kind: names are those of line with each name of the kind for the star. Where
 * a line of its own has the full name, the others are other names of that. */
static int add_branch(struct registry *r, const struct org *line, const struct org *up,
                      struct str names) {
    struct str full = str_cut(names, 0, str_find(names, S(" "), 0)), word;
    const struct org *known = kind_named(r, full, line->levels);
    for (size_t at = 0; known && name_word(names, &at, &word);)
        if (!kind_named(r, word, line->levels) && add_form(r, known, word, false) < 0)
            return -1;
    if (known)
        return 0;
    struct org org = *line;
    org.key = fill_star(r, line->key, up->key);
    org.from = up->from;
    org.to = up->to;
    org.successor = up->successor.n ? fill_star(r, line->key, up->successor) : up->successor;
    return add_kind(r, org, names);
}

/* One body below another: of each kind that a city has, in the districts. Forms stand in the order
 * of their kinds. */
static int add_branches(struct registry *r, const struct org *line, struct str names) {
    size_t kinds = r->kinds.n, forms = r->forms.n;
    for (size_t k = 0, i = 0; k < kinds; k++) {
        const struct org *up = r->kinds.at[k];
        struct buf all = {.a = r->a};
        for (; i < forms && r->forms.at[i].org == up; i++) {
            struct str word = word_behind(&r->forms.at[i]);
            if (word.n && (up->levels & LEVEL_CITY))
                buf_fmt(&all, "%.*s ", STR_ARG(fill_star(r, names, word)));
        }
        if (all.n && add_branch(r, line, up, buf_str(&all)) < 0)
            return -1;
    }
    return 0;
}

static int add_kind_line(struct registry *r, const struct tsv_line *line) {
    struct org org = {.key = line->cell[0], .successor = line->cell[5], .at = line->at};
    if (read_levels(r, line->at, line->cell[1], &org.levels) < 0 ||
        read_year(r, line->at, line->cell[3], &org.from) < 0 ||
        read_year(r, line->at, line->cell[4], &org.to) < 0)
        return -1;
    bool star = str_find(org.key, S("*"), 0) != SIZE_MAX;
    return star ? add_branches(r, &org, line->cell[2]) : add_kind(r, org, line->cell[2]);
}

static int add_group_line(struct registry *r, const struct tsv_line *line) {
    struct org org = {
        .key = line->cell[0], .members = line->cell[2], .type = ORG_OF_GROUP, .at = line->at};
    struct org *o = arena_alloc(r->a, sizeof *o);
    *o = org;
    *vec_push(r->a, &r->kinds) = o;
    if (add_names(r, o, line->cell[1]) < 0)
        return -1;
    return o->name.n ? 0 : fault(r, line->at, "no name", org.key);
}

static int add_word_line(struct registry *r, const struct tsv_line *line) {
    struct str word = line->cell[0], as = line->cell[1];
    size_t i = 0;
    while (i < r->sorts.n && !str_eq(r->sorts.at[i], as))
        i++;
    if (word.n == 0 || i == GROUP_SORTS)
        return fault(r, line->at, "no word, or more sorts than there is room for", word);
    if (i == r->sorts.n && as.n)
        *vec_push(r->a, &r->sorts) = as;
    *vec_push(r->a, &r->words) = (struct group_word){word, as};
    return 0;
}

static int add_body_line(struct registry *r, const struct tsv_line *line) {
    size_t colon = str_find(line->cell[0], S(":"), 0);
    struct org *o = arena_alloc(r->a, sizeof *o);
    if (colon == SIZE_MAX)
        return fault(r, line->at, "a key is a code, a colon and a name", line->cell[0]);
    *o = (struct org){.key = line->cell[0],
                      .scope = str_cut(line->cell[0], 0, colon),
                      .successor = line->cell[4],
                      .type = ORG_OF_OWN,
                      .at = line->at};
    if (read_year(r, line->at, line->cell[2], &o->from) < 0 ||
        read_year(r, line->at, line->cell[3], &o->to) < 0)
        return -1;
    if (registry_body(r, o->key))
        return fault(r, line->at, "a body stands twice", o->key);
    uint32_t *head = &r->body_heads[str_hash(o->key) & (BODY_HEADS - 1)];
    o->next = *head;
    *vec_push(r->a, &r->bodies) = o;
    *head = (uint32_t)r->bodies.n;
    return add_names(r, o, line->cell[1]);
}

static int add_decision_line(struct registry *r, const struct tsv_line *line) {
    struct decision d = {.scope = line->cell[0],
                         .mention = name_plain(r->a, line->cell[1]),
                         .same = str_eq(line->cell[2], S("same")),
                         .key = line->cell[3],
                         .name = line->cell[4],
                         .at = line->at};
    if (!d.same && !str_eq(line->cell[2], S("different")))
        return fault(r, line->at, "neither same nor different", line->cell[2]);
    *vec_push(r->a, &r->decisions) = d;
    return 0;
}

static confusion pair(int32_t a, int32_t b) {
    return a < b ? (confusion)a << 32 | (uint32_t)b : (confusion)b << 32 | (uint32_t)a;
}

static confusion *find_confusion(const struct registry *r, confusion want) {
    size_t i = want * 0x9E3779B97F4A7C15u >> (64 - CONFUSION_BITS);
    while (r->confusions[i] && r->confusions[i] != want)
        i = (i + 1) & (CONFUSIONS - 1);
    return &r->confusions[i];
}

static int add_confusion_line(struct registry *r, const struct tsv_line *line) {
    struct str s = line->cell[0];
    for (size_t i = 0; i < s.n;) {
        int32_t a = utf8_next(s, &i);
        for (size_t k = i; k < s.n;) {
            int32_t b = utf8_next(s, &k);
            if (r->confusion_count == CONFUSIONS / 2)
                return fault(r, line->at, "more pairs than there is room for", s);
            r->confusion_count++;
            *find_confusion(r, pair(a, b)) = pair(a, b);
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
     add_kind_line},
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
    r->heads = arena_array(a, HEADS, sizeof *r->heads);
    r->body_heads = arena_array(a, BODY_HEADS, sizeof *r->body_heads);
    r->confusions = arena_array(a, CONFUSIONS, sizeof *r->confusions);
    for (size_t i = 0; i < FILES; i++)
        if (load_file(r, i, text[i]) < 0)
            return NULL;
    return r;
}

/* ---- lookup ---- */

const struct form *registry_forms(const struct registry *r, size_t *n) {
    *n = r->forms.n;
    return r->forms.at;
}

const struct org *registry_kind(const struct registry *r, struct str key, unsigned levels) {
    for (size_t i = 0; i < r->kinds.n; i++) {
        const struct org *o = r->kinds.at[i];
        if (o->type == ORG_OF_KIND && (o->levels & levels) && str_eq(o->key, key))
            return o;
    }
    return NULL;
}

const struct org *registry_body(const struct registry *r, struct str key) {
    uint32_t i = r->body_heads[str_hash(key) & (BODY_HEADS - 1)];
    while (i && !str_eq(r->bodies.at[i - 1]->key, key))
        i = r->bodies.at[i - 1]->next;
    return i ? r->bodies.at[i - 1] : NULL;
}

const struct org *registry_group(const struct registry *r, struct str key) {
    for (size_t i = 0; i < r->kinds.n; i++)
        if (r->kinds.at[i]->type == ORG_OF_GROUP && str_eq(r->kinds.at[i]->key, key))
            return r->kinds.at[i];
    return NULL;
}

const struct group_word *registry_group_word(const struct registry *r, struct str text,
                                             size_t *sort) {
    const struct group_word *best = NULL;
    for (size_t i = 0; i < r->words.n; i++) {
        const struct group_word *w = &r->words.at[i];
        if (str_starts(text, w->word) && (!best || w->word.n > best->word.n))
            best = w;
    }
    for (*sort = 0; best && *sort < r->sorts.n && !str_eq(r->sorts.at[*sort], best->as);)
        ++*sort;
    return best;
}

struct str registry_group_sort(const struct registry *r, size_t sort) {
    return sort < r->sorts.n ? r->sorts.at[sort] : (struct str){0};
}

size_t registry_decisions(const struct registry *r) {
    return r->decisions.n;
}

const struct decision *registry_decision(const struct registry *r, size_t i) {
    return &r->decisions.at[i];
}

bool registry_is_sort(const struct registry *r, int32_t cp) {
    for (size_t i = 0; i < r->ends.n; i++)
        if (r->ends.at[i] == cp)
            return true;
    return false;
}

bool registry_confused(const struct registry *r, int32_t a, int32_t b) {
    return a >= 0 && b >= 0 && *find_confusion(r, pair(a, b)) != 0;
}

/* The index by which a static site searches itself (out/search.js). */
#include "base/utf8.h"
#include "out/json.h"
#include "out/site.h"
#include "out/urls.h"
#include <stdlib.h>

/* Two characters side by side, and an item that has them. */
struct pair {
    uint64_t chars;
    size_t item;
};

struct indexing {
    struct arena *a;
    json_t *items, *orgs;
    VEC(struct pair) pairs;
    struct str *names; /* of organisations, sorted */
    size_t names_n;
};

/* All pairs of characters of a text, without white space, in half width and small letters; the
 * script folds what it is asked in the same way. */
static void add_pairs(struct indexing *x, struct str text, size_t item) {
    int32_t last = 0;
    for (size_t i = 0; i < text.n;) {
        int32_t cp = utf8_fold(utf8_next(text, &i));
        if (cp <= 0 || utf8_is_space(cp))
            continue;
        if (last)
            *vec_push(x->a, &x->pairs) = (struct pair){(uint64_t)last << 32 | (uint64_t)cp, item};
        last = cp;
    }
}

static int by_name(const void *left, const void *right) {
    return str_cmp(*(const struct str *)left, *(const struct str *)right);
}

static struct str name_of(const struct mention *m) {
    return m->org.n ? m->org : m->mention;
}

static void add_names(struct arena *a, const plan_assignments *list, str_list *out) {
    for (size_t i = 0; i < list->n; i++)
        for (size_t r = 0; r < list->at[i].roles.n; r++)
            for (size_t k = 0; k < list->at[i].roles.at[r].mentions.n; k++)
                *vec_push(a, out) = name_of(&list->at[i].roles.at[r].mentions.at[k]);
}

static void collect_names(struct indexing *x, const struct out_site *s) {
    str_list all = {0};
    for (size_t k = 0; k < s->n; k++) {
        const struct plan *p = s->plans[k];
        for (size_t i = 0; i < p->measures.n; i++)
            add_names(x->a, &p->measures.at[i].assignments, &all);
        for (size_t i = 0; i < p->clauses.n; i++)
            add_names(x->a, &p->clauses.at[i].assignments, &all);
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_name);
    x->names = all.at;
    for (size_t i = 0; i < all.n; i++)
        if (i == 0 || !str_eq(all.at[i], all.at[i - 1])) {
            struct str name = all.at[i];
            x->names[x->names_n++] = name;
            json_array_append_new(x->orgs, json_stringn(name.p, name.n));
        }
}

static json_int_t name_index(const struct indexing *x, struct str name) {
    size_t low = 0, high = x->names_n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(x->names[mid], name) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return (json_int_t)low;
}

/* [[role, organisation]…] and [date…] of an item. */
static void set_assignments(const struct indexing *x, json_t *o, const plan_assignments *list) {
    json_t *roles = json_array(), *dates = json_array();
    for (size_t i = 0; i < list->n; i++) {
        const struct assignment *as = &list->at[i];
        if (as->deadline_end.n)
            json_array_append_new(dates, json_stringn(as->deadline_end.p, as->deadline_end.n));
        for (size_t r = 0; r < as->roles.n; r++)
            for (size_t k = 0; k < as->roles.at[r].mentions.n; k++)
                json_array_append_new(
                    roles, json_pack("[s, I]", role_kind_name(as->roles.at[r].role_kind).p,
                                     name_index(x, name_of(&as->roles.at[r].mentions.at[k]))));
    }
    set_list(o, "roles", roles);
    set_list(o, "dates", dates);
}

static json_t *add_item(struct indexing *x, size_t plan, const char *kind, struct str url,
                        struct str head, struct str text) {
    json_t *o = json_object();
    size_t item = json_array_size(x->items);
    json_object_set_new(o, "doc", json_integer((json_int_t)plan));
    json_object_set_new(o, "kind", json_string(kind));
    set_text(o, "url", url);
    set_text(o, "head", head);
    json_object_set_new(o, "text", json_stringn(text.n ? text.p : "", text.n));
    add_pairs(x, head, item);
    add_pairs(x, text, item);
    json_array_append_new(x->items, o);
    return o;
}

static void add_measure(struct indexing *x, size_t k, const struct plan *p,
                        const struct measure *m) {
    json_t *o =
        add_item(x, k, "measure", url_measure(x->a, p->document.doc, m), m->task, m->measure);
    set_text(o, "deadline", plan_deadline(x->a, m).deadline);
    set_assignments(x, o, &m->assignments);
}

static void add_row(struct indexing *x, size_t k, const struct plan *p, size_t from, size_t to) {
    const struct indicator *cells = &p->indicators.at[from];
    struct buf text = {.a = x->a};
    for (size_t i = 0; i < to - from; i++) {
        if (i)
            buf_byte(&text, ' ');
        buf_add(&text, cells[i].value);
    }
    add_item(x, k, "indicator",
             str_fmt(x->a, "%.*s#r%d-%d", STR_ARG(url_doc(x->a, p->document.doc)), cells->table_no,
                     cells->row_no),
             cells->row_label, buf_str(&text));
}

static void add_rows(struct indexing *x, size_t k, const struct plan *p) {
    for (size_t from = 0, to; from < p->indicators.n; from = to) {
        const struct indicator *c = &p->indicators.at[from];
        for (to = from + 1; to < p->indicators.n && p->indicators.at[to].table_no == c->table_no &&
                            p->indicators.at[to].row_no == c->row_no;
             to++)
            ;
        add_row(x, k, p, from, to);
    }
}

static void add_plan(struct indexing *x, size_t k, const struct plan *p) {
    struct str doc = url_doc(x->a, p->document.doc);
    for (size_t i = 0; i < p->measures.n; i++)
        add_measure(x, k, p, &p->measures.at[i]);
    for (size_t i = 0; i < p->clauses.n; i++) {
        const struct clause *c = &p->clauses.at[i];
        json_t *o = add_item(x, k, "clause", str_fmt(x->a, "%.*s#c%zu", STR_ARG(doc), i + 1),
                             c->label.n ? c->label : c->section, c->text);
        set_assignments(x, o, &c->assignments);
    }
    add_rows(x, k, p);
    for (size_t i = 0; i < p->outline.n; i++)
        add_item(x, k, "outline", doc, S(""), p->outline.at[i].title);
    for (size_t i = 0; i < p->footnotes.n; i++)
        add_item(x, k, "footnote", str_fmt(x->a, "%.*s#footnotes", STR_ARG(doc)),
                 p->footnotes.at[i].n, p->footnotes.at[i].text);
}

static int by_chars(const void *left, const void *right) {
    const struct pair *a = left, *b = right;
    if (a->chars != b->chars)
        return a->chars < b->chars ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

/* Each pair with the items that have it, each as the step from the one before. */
static json_t *pairs_json(struct indexing *x) {
    json_t *all = json_object();
    struct buf key = {.a = x->a};
    if (x->pairs.n)
        qsort(x->pairs.at, x->pairs.n, sizeof *x->pairs.at, by_chars);
    for (size_t i = 0, to; i < x->pairs.n; i = to) {
        json_t *items = json_array();
        size_t last = 0;
        for (to = i; to < x->pairs.n && x->pairs.at[to].chars == x->pairs.at[i].chars; to++) {
            size_t item = x->pairs.at[to].item;
            if (to > i && item == x->pairs.at[to - 1].item)
                continue;
            json_array_append_new(items, json_integer((json_int_t)(item - last)));
            last = item;
        }
        key.n = 0;
        utf8_put(&key, (uint32_t)(x->pairs.at[i].chars >> 32));
        utf8_put(&key, (uint32_t)x->pairs.at[i].chars);
        buf_byte(&key, 0);
        json_object_set_new(all, key.p, items);
    }
    return all;
}

static json_t *documents_json(const struct out_site *s) {
    json_t *list = json_array();
    for (size_t k = 0; k < s->n; k++)
        json_array_append_new(list, document_json(&s->plans[k]->document));
    return list;
}

void out_search_index(struct buf *b, const struct out_site *s) {
    struct indexing x = {.a = b->a, .items = json_array(), .orgs = json_array()};
    collect_names(&x, s);
    for (size_t k = 0; k < s->n; k++)
        add_plan(&x, k, s->plans[k]);
    buf_add(b, S("globalThis.tiaomuIndex = "));
    put_json_line(b, json_pack("{s:o, s:o, s:o, s:o}", "documents", documents_json(s), "orgs",
                               x.orgs, "items", x.items, "pairs", pairs_json(&x)));
}

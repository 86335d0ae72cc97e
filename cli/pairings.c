#include "cli/pairings.h"
#include "cli/decisions.h"
#include "cli/say.h"
#include "rules/tsv.h"

static const struct str file = S("pairings.tsv");
static const struct str words[] = {S("pair"), S("unpair"), S("undo")};
static const struct str columns[] = {S("is"),        S("doc"),         S("place"),     S("text"),
                                     S("other_doc"), S("other_place"), S("other_text")};
enum { WORDS = sizeof words / sizeof *words, COLUMNS = sizeof columns / sizeof *columns };

static bool same_name(const struct item_name *x, const struct item_name *y) {
    return str_eq(x->doc, y->doc) && str_eq(x->place, y->place) && str_eq(x->text, y->text);
}

static bool same_items(const struct ruling *r, const struct ruling *s) {
    return (same_name(&r->one, &s->one) && same_name(&r->other, &s->other)) ||
           (same_name(&r->one, &s->other) && same_name(&r->other, &s->one));
}

/* The later line over the earlier. */
static void enter(struct arena *a, ruling_list *out, const struct ruling *r, bool undo) {
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++)
        if (!same_items(&out->at[i], r))
            out->at[kept++] = out->at[i];
    out->n = kept;
    if (!undo)
        *vec_push(a, out) = *r;
}

static int read_line(struct arena *a, const struct tsv_line *line, struct diags *diags,
                     ruling_list *out) {
    const struct str *c = line->cell;
    struct ruling r = {.one = {c[1], c[2], c[3]},
                       .other = {c[4], c[5], c[6]},
                       .counterparts = str_eq(c[0], words[PAIRING_PAIR])};
    size_t word = 0;
    while (word < WORDS && !str_eq(c[0], words[word]))
        word++;
    if (word < WORDS) {
        enter(a, out, &r, word == PAIRING_UNDO);
        return 0;
    }
    diag_add(
        diags, DIAG_FORMAT, line->at,
        str_fmt(a, "pairings.tsv, line %u: the first word is pair, unpair or undo", line->at.line));
    return -1;
}

static int parse(struct arena *a, struct str text, struct diags *diags, ruling_list *out) {
    struct tsv tsv;
    if (tsv_parse(a, file, text, columns, COLUMNS, diags, &tsv) < 0)
        return -1;
    for (size_t i = 0; i < tsv.lines.n; i++)
        if (read_line(a, &tsv.lines.at[i], diags, out) < 0)
            return -1;
    return 0;
}

int pairings_read(struct arena *a, const char *folder, ruling_list *out) {
    struct diags diags = {.a = a};
    const char *path;
    struct str text;
    *out = (ruling_list){0};
    if (decision_read(a, folder, file, &path, &text) < 0)
        return -1;
    int rc = parse(a, text, &diags, out);
    say_findings(path, &diags, DIAG_ERROR);
    return rc;
}

static bool is_of(struct str doc, const struct plan *const *plans, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(plans[i]->document.doc, doc))
            return true;
    return false;
}

void pairings_check(const char *folder, const ruling_list *rulings, const struct plan *const *plans,
                    size_t n) {
    for (size_t i = 0; i < rulings->n; i++) {
        const struct ruling *r = &rulings->at[i];
        if (!r->used && is_of(r->one.doc, plans, n) && is_of(r->other.doc, plans, n))
            say(folder,
                "pairings.tsv: %.*s %.*s and %.*s %.*s: one of them is not there any more; decide "
                "again with pair or unpair",
                STR_ARG(r->one.doc), STR_ARG(r->one.place), STR_ARG(r->other.doc),
                STR_ARG(r->other.place));
    }
}

int pairings_add(struct arena *a, const char *folder, enum pairing_word word,
                 const struct item_name *one, const struct item_name *other) {
    const struct str cells[] = {one->doc, one->text, other->doc, other->text};
    const char *path;
    struct str before;
    if (!decision_fits(cells, sizeof cells / sizeof *cells) ||
        decision_read(a, folder, file, &path, &before) < 0)
        return -1;
    struct buf b = decision_begin(a, before);
    struct str author = decision_author(), time = decision_time(a);
    buf_fmt(&b, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t\n", STR_ARG(words[word]),
            STR_ARG(one->doc), STR_ARG(one->place), STR_ARG(one->text), STR_ARG(other->doc),
            STR_ARG(other->place), STR_ARG(other->text), STR_ARG(author), STR_ARG(time));
    return decision_write(a, path, buf_str(&b));
}

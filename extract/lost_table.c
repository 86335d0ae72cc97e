/* A table that lost its cells before it came here stands in running text: the names of its columns
 * as words or lines of their own, or all of them glued. It is told, for nothing else shows that
 * rows are missing.
 */
#include "base/utf8.h"
#include "extract/work.h"
#include <string.h>

enum { LEAST_NAMES = 3, HEAD_CHARS = 200 };

struct seen {
    struct work *w;
    VEC(struct str) names; /* each once */
    struct place at;       /* of the first */
};

static bool is_seen(const struct seen *s, struct str name) {
    for (size_t i = 0; i < s->names.n; i++)
        if (str_eq(s->names.at[i], name))
            return true;
    return false;
}

/* A word without the signs that mark cells in some layouts (AsciiDoc, MediaWiki). */
static struct str bare(struct str word) {
    while (word.n && strchr("|!^", word.p[0]))
        word = str_cut(word, 1, word.n);
    while (word.n && strchr("|!", word.p[word.n - 1]))
        word.n--;
    return word;
}

static void take_word(struct seen *s, struct str word, struct place at) {
    word = bare(word);
    if (utf8_len(word) < 2 || rules_column(s->w->rules, word).field == FIELD_NONE ||
        is_seen(s, word))
        return;
    if (s->names.n == 0)
        s->at = at;
    *vec_push(s->w->a, &s->names) = word;
}

static void take_words(struct seen *s, const struct clause *c) {
    size_t from = 0;
    for (size_t i = 0; i < c->text.n;) {
        size_t at = i;
        if (!utf8_is_space(utf8_next(c->text, &i)))
            continue;
        take_word(s, str_cut(c->text, from, at), c->at);
        from = i;
    }
    take_word(s, str_cut(c->text, from, c->text.n), c->at);
}

static struct str listed(const struct seen *s) {
    struct buf b = {.a = s->w->a};
    for (size_t i = 0; i < s->names.n; i++)
        buf_fmt(&b, "%s%.*s", i ? " " : "", STR_ARG(s->names.at[i]));
    return buf_str(&b);
}

/* Names glued to each other near the beginning of text; empty where there are too few. */
static struct str glued_in(struct work *w, struct str text) {
    size_t end;
    for (size_t i = 0, n = 0; i < text.n && n < HEAD_CHARS; n++) {
        struct str rest = str_cut(text, i, text.n);
        if (rules_columns_glued(w->rules, rest, &end) >= LEAST_NAMES)
            return str_cut(rest, 0, end);
        utf8_next(text, &i);
    }
    return (struct str){0};
}

/* The names were seen to be a header already (extract/lines.c). */
static bool is_told(const struct work *w) {
    for (size_t i = 0; i < w->doc->diags.list.n; i++)
        if (w->doc->diags.list.at[i].code == DIAG_NO_ROWS)
            return true;
    return false;
}

void find_lost_tables(struct work *w) {
    struct seen s = {.w = w};
    for (size_t i = 0; i < w->passages.n; i++) {
        if (w->passages.at[i].kind != PASSAGE_CLAUSE)
            continue;
        const struct clause *c = &w->plan->clauses.at[w->passages.at[i].at];
        size_t before = s.names.n;
        take_words(&s, c);
        if (s.names.n - before >= LEAST_NAMES)
            continue;
        struct str glued = glued_in(w, utf8_squeeze(w->a, c->text));
        if (glued.n) {
            diag_add(&w->doc->diags, DIAG_TABLE_LOST, c->at, glued);
            s.names.n = before;
        }
    }
    if (s.names.n >= LEAST_NAMES && !is_told(w))
        diag_add(&w->doc->diags, DIAG_TABLE_LOST, s.at, listed(&s));
}

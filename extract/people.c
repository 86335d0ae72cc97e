/* Cells of people (牵头领导) are cut into their names. */
#include "base/utf8.h"
#include "extract/work.h"

enum { NAME_LEAST = 2, NAME_MOST = 4, GLUED_MOST = 24 }; /* characters */

struct piece {
    struct str text;
    size_t para; /* that prints it */
};

struct people {
    struct work *w;
    size_t para; /* the one that is cut */
    VEC(struct piece) pieces;
};

static void add_piece(struct people *p, struct str text) {
    text = utf8_trim(text);
    if (text.n)
        *vec_push(p->w->scratch, &p->pieces) = (struct piece){text, p->para};
}

/* White space inside a two-character name is padding (阳  波); elsewhere it parts names. */
static void cut_people_line(struct people *p, struct str s) {
    size_t from = 0;
    bool padded = utf8_len(utf8_squeeze(p->w->scratch, s)) <= 3;
    for (size_t i = 0; i < s.n && !padded;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);
        if (!utf8_is_space(cp) || utf8_len(utf8_trim(str_cut(s, from, at))) < 2)
            continue;
        add_piece(p, str_cut(s, from, at));
        from = i;
    }
    add_piece(p, str_cut(s, from, s.n));
}

static void cut_people_para(struct people *p, struct str s) {
    size_t from = 0;
    for (size_t at = 0; at < s.n;) {
        size_t mark = at;
        if (!is_name_mark(utf8_next(s, &at)))
            continue;
        cut_people_line(p, str_cut(s, from, mark));
        from = at;
    }
    cut_people_line(p, str_cut(s, from, s.n));
}

/* The piece that ends the name which begins with piece i: offices stand before who holds them
 * (县委常委、常务副县长 周海); those that nobody follows are each a person. */
static size_t person_end(const struct people *p, size_t i) {
    size_t end = i;
    while (end < p->pieces.n &&
           rules_post(p->w->rules, utf8_squeeze(p->w->scratch, p->pieces.at[end].text)))
        end++;
    return end < p->pieces.n ? end : i;
}

/* Names that a column as narrow as they are left without a mark between them (周宁何小川) part
 * where each is printed alone elsewhere, if that is so in one way only. offsets: where characters
 * begin, and the end; ways[i]: to read the first i characters as names, of which the last begins at
 * from[i]. */
static size_t glued_names(const struct lexicon *lex, struct str s, const size_t *offsets, size_t n,
                          size_t *from) {
    size_t ways[GLUED_MOST + 1] = {1};
    unsigned whole = n > NAME_MOST ? 0 : times_printed(lex, s); /* it may be one long name */
    for (size_t end = NAME_LEAST; end <= n; end++)
        for (size_t len = NAME_LEAST; len <= NAME_MOST && len <= end; len++) {
            struct str name = str_cut(s, offsets[end - len], offsets[end]);
            if (ways[end - len] == 0 || times_printed(lex, name) <= whole)
                continue;
            ways[end] += ways[end - len];
            from[end] = end - len;
        }
    return ways[n];
}

/* Is it longer than names of people are, and no office is part of it? Names from other languages
 * have a point between their parts. */
bool is_people_glued(const struct rules *r, struct str name) {
    bool office = false;
    for (size_t i = 0; i < name.n && !office;) {
        size_t at = i;
        if (!utf8_is_han(utf8_next(name, &i)))
            return false;
        office = rules_post(r, str_cut(name, 0, i)) || rules_post(r, str_cut(name, at, name.n));
    }
    return !office && utf8_len(name) > NAME_MOST;
}

static void add_person(struct work *w, struct str name, struct str raw, listed_names *out) {
    struct mention m = {.mention = name, .mention_raw = raw};
    if (!rules_none(w->rules, name))
        *vec_push(w->scratch, out) = (struct listed_name){.mention = m};
}

static void add_people(struct work *w, const struct lexicon *lex, struct str raw,
                       listed_names *out) {
    struct str s = utf8_squeeze(w->a, raw);
    size_t offsets[GLUED_MOST + 2] = {0}, from[GLUED_MOST + 1], cuts[GLUED_MOST + 1];
    size_t n = 0, names = 0;
    for (size_t i = 0; i < s.n && n <= GLUED_MOST; offsets[++n] = i)
        utf8_next(s, &i);
    bool glued = raw.n == s.n && n > NAME_LEAST + 1 && n <= GLUED_MOST &&
                 glued_names(lex, s, offsets, n, from) == 1;
    if (!glued) {
        add_person(w, s, raw, out);
        return;
    }
    for (size_t end = n; end > 0; end = from[end])
        cuts[names++] = end;
    for (; names > 0; names--) {
        struct str name = str_cut(s, offsets[from[cuts[names - 1]]], offsets[cuts[names - 1]]);
        add_person(w, name, name, out);
    }
}

/* What the pieces from first to last print, a line break where one paragraph ends. */
static struct str printed(const struct people *p, size_t first, size_t last) {
    const struct piece *a = &p->pieces.at[first], *b = &p->pieces.at[last];
    if (a->para == b->para)
        return (struct str){a->text.p, (size_t)(b->text.p + b->text.n - a->text.p)};
    struct buf raw = {.a = p->w->a};
    for (size_t i = first; i <= last; i++) {
        if (i > first)
            buf_byte(&raw, p->pieces.at[i].para == p->pieces.at[i - 1].para ? ' ' : '\n');
        buf_add(&raw, p->pieces.at[i].text);
    }
    return buf_str(&raw);
}

void cut_people(struct work *w, const struct lexicon *lex, const paras *ps, listed_names *out) {
    struct people p = {.w = w};
    for (p.para = 0; p.para < ps->n; p.para++)
        cut_people_para(&p, ps->at[p.para]->text);
    for (size_t k = 0, end; k < p.pieces.n; k = end + 1) {
        end = person_end(&p, k);
        add_people(w, lex, printed(&p, k, end), out);
    }
}

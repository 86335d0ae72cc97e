#include "corpus/grams.h"
#include "base/utf8.h"
#include <stdlib.h>

enum sort { OTHER, SPACE, HAN, LETTER, DIGIT };

/* A character as it is compared, and where it stands. */
struct sign {
    int32_t cp;
    enum sort sort;
    size_t from, to;
};

/* Letters of the alphabets that plans borrow from: Latin, Greek, Cyrillic. */
static bool is_letter(int32_t cp) {
    return (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) ||
           (cp >= 0x391 && cp <= 0x3C9) || (cp >= 0x400 && cp <= 0x45F);
}

static enum sort sort_of(int32_t cp) {
    if (utf8_is_han(cp))
        return HAN;
    if (cp >= '0' && cp <= '9')
        return DIGIT;
    return is_letter(cp) ? LETTER : utf8_is_space(cp) ? SPACE : OTHER;
}

/* The signs of a text that count, one by one. */
struct scan {
    struct str text;
    size_t i;
    struct sign last; /* of sort OTHER before the first */
};

/* The next sign, and whether it begins a new run: behind another sort, behind a mark, and behind
 * white space where that parts words. False at the end. */
static bool scan_next(struct scan *s, struct sign *out, bool *apart) {
    enum sort gap = HAN; /* none */
    while (s->i < s->text.n) {
        size_t from = s->i;
        int32_t cp = utf8_fold(utf8_next(s->text, &s->i));
        struct sign sign = {cp, sort_of(cp), from, s->i};
        if (sign.sort <= SPACE) {
            gap = sign.sort < gap ? sign.sort : gap;
            continue;
        }
        *apart = sign.sort != s->last.sort || gap == OTHER || (gap == SPACE && sign.sort != HAN);
        *out = s->last = sign;
        return true;
    }
    return false;
}

static void put_token(struct buf *b, const struct sign *signs, size_t n) {
    buf_byte(b, ' ');
    for (size_t i = 0; i < n; i++)
        utf8_put(b, (uint32_t)signs[i].cp);
}

/* What follows the tokens of a word in a text that has it. */
enum follows { NOTHING, CLOSED, OPEN };

/* The last character of a run alone closes it; a query's word may go on in the text. OPEN: its last
 * token may be the beginning of the text's. */
static enum follows put_tokens(struct buf *b, struct str text, bool query) {
    struct scan s = {.text = text};
    struct sign last = {0}, sign;
    size_t run = 0; /* signs in this run */
    for (bool apart; scan_next(&s, &sign, &apart); last = sign) {
        if (apart && last.sort == HAN)
            put_token(b, &last, 1);
        if (sign.sort == HAN && !apart)
            put_token(b, (struct sign[]){last, sign}, 2);
        else if (sign.sort != HAN && apart)
            put_token(b, &sign, 1);
        else if (sign.sort != HAN)
            utf8_put(b, (uint32_t)sign.cp);
        run = apart ? 1 : run + 1;
    }
    if (last.sort != HAN)
        return run ? OPEN : NOTHING;
    if (query && run > 1)
        return CLOSED;
    put_token(b, &last, 1);
    return OPEN;
}

void grams_text(struct buf *b, struct str text) {
    put_tokens(b, text, false);
}

/* The next word of a query: up to white space, or between quotation marks. */
static bool next_word(struct str words, size_t *i, struct str *out) {
    size_t from = *i, at = from;
    while (at < words.n && utf8_is_space(utf8_next(words, &at)))
        from = at;
    if (from == words.n)
        return false;
    if (words.p[from] == '"') {
        size_t end = str_find(words, S("\""), from + 1);
        *out = str_cut(words, from + 1, end);
        *i = end == SIZE_MAX ? words.n : end + 1;
        return true;
    }
    size_t end = at = from;
    while (at < words.n && words.p[end] != '"' && !utf8_is_space(utf8_next(words, &at)))
        end = at;
    *out = str_cut(words, from, end);
    *i = end;
    return true;
}

bool grams_query(struct buf *b, struct str words) {
    struct str word;
    bool some = false;
    for (size_t i = 0; next_word(words, &i, &word);) {
        size_t from = b->n;
        buf_add(b, S(" \""));
        enum follows follows = put_tokens(b, word, true);
        buf_add(b, follows == OPEN ? S("\"*") : S("\""));
        if (follows == NOTHING)
            b->n = from;
        some = some || follows != NOTHING;
    }
    return some;
}

typedef VEC(struct sign) sign_list;

/* With a sign of its own where a mark or the end of a word stands. */
static void take_signs(struct arena *a, struct str text, sign_list *out) {
    struct scan s = {.text = text};
    struct sign last = {0}, sign;
    for (bool apart; scan_next(&s, &sign, &apart); last = sign) {
        if (apart && last.sort == sign.sort)
            *vec_push(a, out) = (struct sign){' ', OTHER, sign.from, sign.from};
        *vec_push(a, out) = sign;
    }
}

/* Whether word stands in text at this sign. */
static bool stands_at(const sign_list *text, size_t at, const sign_list *word) {
    if (text->n - at < word->n)
        return false;
    for (size_t i = 0; i < word->n; i++)
        if (text->at[at + i].cp != word->at[i].cp)
            return false;
    return true;
}

static int by_place(const void *left, const void *right) {
    const struct corpus_span *a = left, *b = right;
    return a->from < b->from ? -1 : a->from > b->from;
}

/* Spans that touch or overlap become one. */
static void join(corpus_spans *spans) {
    size_t n = 0;
    if (spans->n)
        qsort(spans->at, spans->n, sizeof *spans->at, by_place);
    for (size_t i = 0; i < spans->n; i++) {
        struct corpus_span s = spans->at[i];
        if (n && s.from <= spans->at[n - 1].to)
            spans->at[n - 1].to = s.to > spans->at[n - 1].to ? s.to : spans->at[n - 1].to;
        else
            spans->at[n++] = s;
    }
    spans->n = n;
}

void grams_spans(struct arena *a, struct str text, struct str words, corpus_spans *out) {
    struct str word;
    sign_list signs = {0};
    take_signs(a, text, &signs);
    for (size_t i = 0; next_word(words, &i, &word);) {
        sign_list one = {0};
        take_signs(a, word, &one);
        for (size_t at = 0; one.n && at < signs.n; at++)
            if (stands_at(&signs, at, &one))
                *vec_push(a, out) =
                    (struct corpus_span){signs.at[at].from, signs.at[at + one.n - 1].to};
    }
    join(out);
}

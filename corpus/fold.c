#include "corpus/fold.h"
#include "base/utf8.h"

/* Two names of one thing that plans use side by side (GB 3095-2012; HJ 633-2012), folded. */
static const struct {
    struct str name, symbol;
} synonyms[] = {
    {S("细颗粒物"), S("pm2.5")},    {S("可吸入颗粒物"), S("pm10")}, {S("臭氧"), S("o3")},
    {S("挥发性有机物"), S("vocs")}, {S("氮氧化物"), S("nox")},      {S("二氧化硫"), S("so2")},
    {S("二氧化碳"), S("co2")},      {S("化学需氧量"), S("cod")},
};
enum { SYNONYMS = sizeof synonyms / sizeof *synonyms };

static bool is_digit(int32_t cp) {
    return cp >= '0' && cp <= '9';
}

static bool is_range(int32_t cp) {
    return cp == '-' || cp == '~' || cp == 0x2013 || cp == 0x2014 || cp == 0x301C;
}

/* ASCII signs that bear meaning: % + < = > and the like. */
static bool is_punctuation(int32_t cp) {
    if (cp < 0x80)
        return cp > ' ' && cp != '%' && cp != '+' && cp != '<' && cp != '=' && cp != '>' &&
               cp != '/' && cp != '&' && cp != '#' && !(cp >= 'a' && cp <= 'z') && !is_digit(cp);
    return (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x3001 && cp <= 0x3003) ||
           (cp >= 0x3008 && cp <= 0x3011) || (cp >= 0x3014 && cp <= 0x301F) || cp == 0xB7 ||
           cp == 0x30FB;
}

static int32_t peek(struct str s, size_t at) {
    return at < s.n ? utf8_fold(utf8_next(s, &at)) : 0;
}

/* A mark between two digits is part of a number: 4.8, 6-9; a comma only parts thousands. */
static void put_mark(struct buf *b, int32_t cp, struct str s, size_t next) {
    bool inside = b->n && is_digit((unsigned char)b->p[b->n - 1]) && is_digit(peek(s, next));
    if (inside && cp == '.')
        buf_byte(b, '.');
    else if (inside && is_range(cp))
        buf_byte(b, '-');
}

static size_t synonym_at(struct str s, size_t at) {
    for (size_t i = 0; i < SYNONYMS; i++)
        if (str_starts(str_cut(s, at, s.n), synonyms[i].name))
            return i;
    return SYNONYMS;
}

/* 细颗粒物（PM2.5） says it once. */
static void put_symbol(struct buf *b, struct str symbol) {
    if (!str_ends(buf_str(b), symbol))
        buf_add(b, symbol);
}

static size_t symbol_just_put(const struct buf *b, size_t from) {
    for (size_t i = 0; i < SYNONYMS; i++) {
        struct str done = str_cut(buf_str(b), from, b->n);
        struct str symbol = synonyms[i].symbol;
        if (str_ends(done, symbol) && done.n >= 2 * symbol.n &&
            str_ends(str_cut(done, 0, done.n - symbol.n), symbol))
            return symbol.n;
    }
    return 0;
}

/* Most characters begin none, which the last byte of the first one tells at once. */
static bool may_begin_synonym(struct str s, size_t at) {
    if ((unsigned char)s.p[at] < 0xE4 || at + 2 >= s.n)
        return false;
    for (size_t i = 0; i < SYNONYMS; i++)
        if (synonyms[i].name.p[2] == s.p[at + 2] && synonyms[i].name.p[1] == s.p[at + 1])
            return synonym_at(s, at) < SYNONYMS;
    return false;
}

void fold_text(struct buf *b, struct str s) {
    size_t from = b->n;
    for (size_t i = 0; i < s.n;) {
        if (may_begin_synonym(s, i)) {
            size_t k = synonym_at(s, i);
            put_symbol(b, synonyms[k].symbol);
            i += synonyms[k].name.n;
            continue;
        }
        int32_t cp = utf8_fold(utf8_next(s, &i));
        if (cp < 0 || utf8_is_space(cp))
            continue;
        if (is_punctuation(cp)) {
            put_mark(b, cp, s, i);
            continue;
        }
        utf8_put(b, (uint32_t)cp);
        if (cp < 0x80)
            b->n -= symbol_just_put(b, from);
    }
}

struct str fold_names(struct arena *a, struct str s, const struct names *names) {
    struct buf b = {.a = a};
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        const struct name *name = names_at(names, s, i);
        if (name && name->org_id.n) {
            fold_text(&b, str_cut(s, from, i));
            buf_fmt(&b, "[%.*s]", STR_ARG(name->org_id));
            from = i += name->text.n;
        } else if (name) {
            i += name->text.n;
        } else {
            utf8_next(s, &i);
        }
    }
    fold_text(&b, str_cut(s, from, s.n));
    return buf_str(&b);
}

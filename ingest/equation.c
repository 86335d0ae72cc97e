#include "ingest/equation.h"
#include "base/utf8.h"

enum { DEEPEST = 16 };

/* A function whose arguments are being read: \o\ac(○,11). */
struct call {
    char letter;  /* which; 0: only brackets */
    size_t begin; /* where its arguments begin in the text */
    size_t last;  /* where the one being read begins */
    unsigned commas;
};

struct equation {
    struct str code;
    size_t i; /* what of it was read */
    struct buf text;
    struct call calls[DEEPEST];
    size_t open;
    char letter; /* of a function whose arguments are to come */
    bool ruby;   /* its code says how a text stands over another (\* jc2) */
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static char peek(const struct equation *e) {
    return e->i < e->code.n ? e->code.p[e->i] : '\0';
}

static void skip_spaces(struct equation *e) {
    while (peek(e) == ' ')
        e->i++;
}

static void insert(struct buf *b, size_t at, struct str s) {
    struct str rest = str_dup(b->a, str_cut(buf_str(b), at, b->n));
    b->n = at;
    buf_add(b, s);
    buf_add(b, rest);
}

/* ---- what the functions show ---- */

static uint32_t circled(struct str s) {
    uint32_t n;
    if (!str_uint(s, &n) || n == 0 || n > 50)
        return 0;
    return n <= 20 ? 0x2460 + n - 1 : n <= 35 ? 0x3251 + n - 21 : 0x32B1 + n - 36;
}

static bool is_any(struct str s, const char *const *all) {
    while (*all && !str_eq(s, str_of(*all)))
        all++;
    return *all != NULL;
}

/* A sign around a text: a number has a character of its own in a circle, a tick in a box; of
 * anything else the text is shown. */
static bool enclose(struct equation *e, struct str sign, struct str inside) {
    static const char *const circles[] = {"○", "〇", "◯", NULL};
    static const char *const boxes[] = {"□", NULL}, *const others[] = {"△", "◇", NULL};
    static const char *const ticks[] = {"√", "✓", "✔", NULL}, *const crosses[] = {"×", "✕", NULL};
    uint32_t c = is_any(sign, circles) ? circled(inside) : 0;
    if (is_any(sign, boxes))
        c = is_any(inside, ticks) ? 0x2611 : is_any(inside, crosses) ? 0x2612 : 0;
    if (c == 0 && !is_any(sign, circles) && !is_any(sign, boxes) && !is_any(sign, others))
        return false;
    inside = str_dup(e->text.a, inside);
    e->text.n = e->calls[e->open].begin;
    if (c)
        utf8_put(&e->text, c);
    else
        buf_add(&e->text, inside);
    return true;
}

/* Two arguments over each other. */
static void overstrike(struct equation *e, const struct call *c) {
    struct str below = str_cut(buf_str(&e->text), c->begin, c->last);
    struct str above = str_cut(buf_str(&e->text), c->last, e->text.n);
    if (enclose(e, below, above) || !e->ruby)
        return;
    above = str_dup(e->text.a, above);
    e->text.n = c->begin;
    buf_add(&e->text, above);
}

/* An argument ends. Digits that stand apart on the page never make one number. */
static void end_argument(struct equation *e, const struct call *c) {
    struct buf *b = &e->text;
    while (c->letter && b->n > c->last && b->p[b->n - 1] == ' ')
        b->n--;
    if (c->last > 0 && c->last < b->n && is_digit(b->p[c->last - 1]) && is_digit(b->p[c->last]))
        insert(b, c->last, S(" "));
}

/* ---- the code ---- */

static void open_call(struct equation *e) {
    if (!e->letter)
        buf_byte(&e->text, '(');
    e->calls[e->open++] = (struct call){.letter = e->letter, .begin = e->text.n, .last = e->text.n};
    e->letter = 0;
    skip_spaces(e);
}

static void close_call(struct equation *e) {
    const struct call *c = &e->calls[--e->open];
    if (c->letter == 'r')
        insert(&e->text, c->last, S("√"));
    end_argument(e, c);
    if (c->letter == 0)
        buf_byte(&e->text, ')');
    else if (c->letter == 'o' && c->commas == 1)
        overstrike(e, c);
}

static void next_argument(struct equation *e, char comma) {
    struct call *c = e->open ? &e->calls[e->open - 1] : NULL;
    if (!c || c->letter == 0) {
        buf_byte(&e->text, comma);
        return;
    }
    end_argument(e, c);
    if (c->letter == 'f' || c->letter == 'l')
        buf_byte(&e->text, c->letter == 'f' ? '/' : ',');
    c->last = e->text.n;
    c->commas++;
    skip_spaces(e);
}

/* \* jc2, \* "Font:宋体": how the field as a whole looks. */
static void general_switch(struct equation *e) {
    e->i++;
    skip_spaces(e);
    e->ruby |= str_starts(str_cut(e->code, e->i, e->code.n), S("jc"));
    char end = peek(e) == '"' ? '"' : ' ';
    do
        e->i++;
    while (e->i < e->code.n && peek(e) != end);
    e->i += end == '"';
}

/* \o, or an option of the function before: \ac, \up 8. */
static void function(struct equation *e) {
    if (!e->letter)
        e->letter = (char)(peek(e) | 0x20);
    while (is_letter(peek(e)))
        e->i++;
    skip_spaces(e);
    while (is_digit(peek(e)))
        e->i++;
    skip_spaces(e);
}

static void backslash(struct equation *e) {
    char c = peek(e);
    if (c == '*')
        general_switch(e);
    else if (is_letter(c))
        function(e);
    else if (e->i++ < e->code.n && !e->letter)
        buf_byte(&e->text, c);
}

static void step(struct equation *e) {
    char c = e->code.p[e->i++];
    if (c == '\\')
        backslash(e);
    else if (c == '(' && e->open < DEEPEST)
        open_call(e);
    else if (c == ')' && e->open > 0)
        close_call(e);
    else if (c == ',' || c == ';')
        next_argument(e, c);
    else
        buf_byte(&e->text, c);
}

static bool is_equation(struct str code) {
    return code.n > 2 && (code.p[0] | 0x20) == 'e' && (code.p[1] | 0x20) == 'q' &&
           (code.p[2] == ' ' || code.p[2] == '\\');
}

struct str equation_text(struct arena *a, struct str code) {
    struct equation e = {.code = utf8_trim(code), .i = 2, .text.a = a};
    if (!is_equation(e.code))
        return S("");
    skip_spaces(&e);
    while (e.i < e.code.n)
        step(&e);
    return utf8_trim(buf_str(&e.text));
}

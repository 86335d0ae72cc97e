/* The table of contents against the headings that follow it. */
#include "base/utf8.h"
#include "check/checker.h"

struct entry {
    struct str title;
    const struct para *para;
};

struct contents {
    struct checker *c;
    VEC(const struct para *) lines; /* running text, in order */
    VEC(struct entry) entries;
    size_t body;     /* the first line behind the table */
    unsigned levels; /* bits of the headings' levels that the table has */
};

static struct str printed(struct arena *a, const struct para *p) {
    return utf8_squeeze(a, str_fmt(a, "%.*s%.*s", STR_ARG(p->label), STR_ARG(p->text)));
}

/* The title of an entry: without the dots and the page behind it. *paged: it has a page. */
static struct str entry_title(struct str s, bool *paged) {
    size_t n = s.n;
    while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9')
        n--;
    *paged = n < s.n && n > 0;
    for (bool more = true; more && n > 0;) {
        struct str rest = str_cut(s, 0, n), last = utf8_tail(rest, 1);
        more = str_eq(last, S(".")) || str_eq(last, S("…")) || str_eq(last, S("·")) ||
               str_eq(last, S("．")) || str_eq(last, S("-")) || str_eq(last, S("—"));
        n -= more ? last.n : 0;
    }
    return str_cut(s, 0, n);
}

static void add_lines(struct contents *t) {
    for (size_t i = 0; i < t->c->doc->blocks.n; i++)
        if (t->c->doc->blocks.at[i].kind == BLOCK_PARAGRAPH &&
            !utf8_blank(t->c->doc->blocks.at[i].para.text))
            *vec_push(t->c->a, &t->lines) = &t->c->doc->blocks.at[i].para;
}

static unsigned level_bit(const struct contents *t, struct str title) {
    struct line_match m = rules_line(t->c->rules, title);
    return m.kind == LINE_HEADING && m.level > 0 ? 1u << m.level : 0;
}

/* Lines with a page behind a line 目录; a table without pages cannot be told from the headings. */
static void read_entries(struct contents *t) {
    size_t i = 0;
    while (i < t->lines.n && !str_eq(printed(t->c->a, t->lines.at[i]), S("目录")))
        i++;
    for (i++; i < t->lines.n; i++) {
        bool paged;
        struct str title = entry_title(printed(t->c->a, t->lines.at[i]), &paged);
        if (!paged)
            break;
        *vec_push(t->c->a, &t->entries) = (struct entry){title, t->lines.at[i]};
        t->levels |= level_bit(t, title);
    }
    t->body = i;
}

static bool in_body(const struct contents *t, struct str title) {
    for (size_t i = t->body; i < t->lines.n; i++)
        if (str_eq(printed(t->c->a, t->lines.at[i]), title))
            return true;
    return false;
}

static bool in_entries(const struct contents *t, struct str title) {
    for (size_t i = 0; i < t->entries.n; i++)
        if (str_eq(t->entries.at[i].title, title))
            return true;
    return false;
}

static void tell(const struct contents *t, const struct para *p, struct str title) {
    struct finding *f = report(t->c, CHECK_CONTENTS_DIFFER, (struct where){.at = p->at}, title);
    f->part[0] = title;
}

void check_contents(struct checker *c) {
    struct contents t = {.c = c};
    if (!c->doc)
        return;
    add_lines(&t);
    read_entries(&t);
    for (size_t i = 0; i < t.entries.n; i++)
        if (!in_body(&t, t.entries.at[i].title))
            tell(&t, t.entries.at[i].para, t.entries.at[i].title);
    for (size_t i = t.body; t.entries.n && i < t.lines.n; i++) {
        struct str title = printed(c->a, t.lines.at[i]);
        if (utf8_len(title) < 60 && (level_bit(&t, title) & t.levels) && !in_entries(&t, title))
            tell(&t, t.lines.at[i], title);
    }
}

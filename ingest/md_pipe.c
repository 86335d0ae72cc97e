#include "base/utf8.h"
#include "ingest/markdown.h"

/* "|---|:-:|": cells of hyphens with colons at their ends. Org mode draws "|---+---|", below other
 * rows too. */
static bool is_delimiter(struct str s) {
    size_t pipes = 0, hyphens = 0;
    s = utf8_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '|' && s.p[i] != '-' && s.p[i] != ':' && s.p[i] != ' ' && s.p[i] != '+')
            return false;
        pipes += s.p[i] == '|' || s.p[i] == '+';
        hyphens += s.p[i] == '-';
    }
    return pipes > 0 && s.p[0] != '+' && hyphens >= pipes - (pipes > 1);
}

/* A line that Org mode draws between rows. */
static bool is_rule(struct str s) {
    return is_delimiter(s) && str_find(s, S("-+-"), 0) != SIZE_MAX;
}

static bool has_pipe(struct str s) {
    return str_find(s, S("|"), 0) != SIZE_MAX;
}

static bool at(struct lines l, struct str line) {
    struct str next;
    bool more = has_pipe(line) && lines_next(&l, &next);
    return more && (is_delimiter(next) || (is_rule(line) && has_pipe(next)));
}

/* The offset of the next pipe that no backslash escapes, s.n where there is none. */
static size_t next_pipe(struct str s, size_t i) {
    for (; i < s.n && s.p[i] != '|'; i++)
        i += s.p[i] == '\\' && i + 1 < s.n;
    return i < s.n ? i : s.n;
}

static int put_row(struct md *md, struct str line, uint32_t number, bool header) {
    struct place where = {.line = number};
    struct str s = utf8_trim(line);
    struct buf pipes = {.a = md->doc->a};
    size_t from = 0;
    ruled_row(&md->ruled)->header = header;
    for (size_t end = 0; from < s.n; from = end + 1) {
        end = next_pipe(s, from);
        bool outer = end == 0;
        if (end < s.n)
            buf_byte(&pipes, '|');
        struct cell *cell = outer ? NULL : ruled_cell(&md->ruled, 1, 1, where);
        if (!outer && !cell)
            return -1;
        if (cell)
            md_put(md, cell, str_cut(s, from, end), (struct para){.at = where});
    }
    md_rule(md, buf_str(&pipes), number);
    return 0;
}

/* A header that pandoc leaves empty stands for none. */
static bool is_empty(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '|' && s.p[i] != ' ')
            return false;
    return true;
}

static int read(struct md *md, struct lines *l, struct str line) {
    struct str delimiter, next;
    ruled_begin(&md->ruled, (struct place){.line = l->number});
    if (is_rule(line)) {
        md_rule(md, line, l->number);
        lines_next(l, &line);
    }
    if (is_empty(line))
        md_rule(md, line, l->number);
    else if (put_row(md, line, l->number, true) < 0)
        return -1;
    struct lines below = *l;
    if (lines_next(&below, &delimiter) && is_delimiter(delimiter)) {
        *l = below;
        md_rule(md, delimiter, l->number);
    }
    for (struct lines ahead = *l; lines_next(&ahead, &next) && has_pipe(next); *l = ahead)
        if (is_rule(next))
            md_rule(md, next, ahead.number);
        else if (put_row(md, next, ahead.number, false) < 0)
            return -1;
    struct table *t = ruled_end(&md->ruled);
    if (t) {
        t->spanless = true;
        *doc_block(md->doc, BLOCK_TABLE)->table = *t;
    }
    return 0;
}

const struct md_layout md_pipe = {at, read};

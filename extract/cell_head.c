/* The header of a table that came a paragraph a line: its names one behind the other, and between
 * and behind those that are known there may be others.
 */
#include "base/utf8.h"
#include "extract/lines.h"

enum {
    NAME_CHARS = 14,
    NAME_LINES = 3, /* that one name may be broken into */
    LEAST_COLUMNS = 3,
    MOST_COLUMNS = 40,
    GROUP_LEAST = 2 /* names under the name of a group */
};

static struct str line_text(struct work *w, size_t block) {
    return utf8_squeeze(w->a, text_block(w, block)->text);
}

static bool follows(const struct work *w, size_t block) {
    const struct para *p = text_block(w, block);
    return p && p->gap == 0;
}

/* 2025年: in a header, the column of that year's values. */
static bool is_year(struct str s) {
    return s.n > 4 && s.p[0] == '2' && s.p[1] == '0' && str_starts(str_cut(s, 4, s.n), S("年"));
}

bool may_name_column(struct work *w, struct str s) {
    bool rest = str_starts(s, S("（")) || str_starts(s, S("(")); /* of a cell or a name */
    return s.n > 0 && !rest && utf8_len(s) <= NAME_CHARS && !rules_none(w->rules, s) &&
           (is_year(s) || !rules_deadline(w->rules, s)) && row_number(s) == 0 &&
           rules_line(w->rules, s).kind == LINE_NONE && !ends_sentence(s);
}

/* Lines from block on that are one known name, the most there can be; 0: none. */
static size_t known_lines(struct work *w, size_t block, struct str *name) {
    struct buf b = {.a = w->a};
    size_t n = 0;
    for (size_t k = 0; k < NAME_LINES && text_block(w, block + k); k++) {
        if (k > 0 && !follows(w, block + k))
            break;
        buf_add(&b, line_text(w, block + k));
        struct str joined = str_fmt(w->a, "%.*s", STR_ARG(buf_str(&b)));
        bool known = k == 0 ? rules_header(w->rules, joined).field != FIELD_NONE
                            : rules_column(w->rules, joined).field != FIELD_NONE;
        if (known && utf8_len(joined) <= 2 * NAME_CHARS) {
            n = k + 1;
            *name = joined;
        }
    }
    return n;
}

static bool is_named(const struct line_head *h, struct str name) {
    for (size_t i = 0; i < h->names.n; i++)
        if (str_eq(h->names.at[i], name))
            return true;
    return false;
}

/* A run of names from block on; *known: how many are. Where nothing shows that the first row begins
 * behind them, unknown names at their end may be of it. */
static struct line_head names_at(struct work *w, size_t block, size_t *known) {
    struct line_head h = {0};
    size_t trusted = 0, trusted_blocks = 0;
    *known = 0;
    while (h.names.n < MOST_COLUMNS && text_block(w, block + h.blocks) &&
           (h.blocks == 0 || follows(w, block + h.blocks))) {
        struct str name = {0};
        size_t lines = known_lines(w, block + h.blocks, &name);
        if (lines == 0)
            name = line_text(w, block + h.blocks);
        if (is_named(&h, name) || (lines == 0 && !may_name_column(w, name)))
            break;
        *vec_push(w->a, &h.names) = name;
        h.blocks += lines ? lines : 1;
        *known += lines > 0;
        if (lines > 0 || is_year(name)) {
            trusted = h.names.n;
            trusted_blocks = h.blocks;
        }
    }
    const struct para *next = text_block(w, block + h.blocks);
    bool closed = !next || next->gap > 0 || row_number(line_text(w, block + h.blocks)) > 0 ||
                  rules_heading(w->rules, next->text);
    if (!closed) {
        h.names.n = trusted;
        h.blocks = trusted_blocks;
    }
    return h;
}

/* A second row: an empty line below each name but that of a group, and there the group's own. */
static void add_group(struct work *w, size_t block, struct line_head *h) {
    const struct para *first = text_block(w, block + h->blocks);
    size_t known, n = h->names.n, above = first ? first->gap : 0;
    if (above == 0 || above >= n)
        return;
    struct line_head low = names_at(w, block + h->blocks, &known);
    const struct para *next = text_block(w, block + h->blocks + low.blocks);
    size_t behind = n - 1 - above;
    if (low.names.n < GROUP_LEAST || !next || next->gap != behind)
        return;
    struct line_head both = {.blocks = h->blocks + low.blocks,
                             .group = h->names.at[above],
                             .group_at = above,
                             .group_columns = low.names.n,
                             .blanks = behind};
    for (size_t i = 0; i < above; i++)
        *vec_push(w->a, &both.names) = h->names.at[i];
    for (size_t i = 0; i < low.names.n; i++)
        *vec_push(w->a, &both.names) = low.names.at[i];
    for (size_t i = above + 1; i < n; i++)
        *vec_push(w->a, &both.names) = h->names.at[i];
    *h = both;
}

/* Behind the names that the document's first header has, unknown ones are no names: a page begins
 * with what is left of cells there. */
static void end_as_first(const struct work *w, struct line_head *h) {
    const struct line_head *first = w->cell_lines ? &w->cell_lines->head : NULL;
    size_t n = first ? first->names.n : 0;
    if (n == 0 || first->group_columns || h->names.n <= n)
        return;
    for (size_t i = 0; i < n; i++)
        if (!str_eq(h->names.at[i], first->names.at[i]))
            return;
    for (size_t i = n; i < h->names.n; i++)
        if (rules_header(w->rules, h->names.at[i]).field != FIELD_NONE)
            return;
    h->blocks -= h->names.n - n;
    h->names.n = n;
}

struct line_head cell_head_at(struct work *w, size_t block) {
    struct line_head none = {0};
    struct str name;
    size_t known;
    const struct para *p = text_block(w, block);
    if (!p || p->text.n > 4 * 2 * NAME_CHARS || known_lines(w, block, &name) == 0)
        return none;
    struct line_head h = names_at(w, block, &known);
    end_as_first(w, &h);
    add_group(w, block, &h);
    size_t n = h.names.n - (h.group_columns ? h.group_columns - 1 : 0);
    return n >= LEAST_COLUMNS && known >= 2 && 2 * known >= n ? h : none;
}

#include "ingest/region.h"
#include "base/utf8.h"

enum {
    LEAST_LINES = 2, /* but for a table that goes on */
    NAME_CHARS = 12,
    NARROW_CHARS = 2,
    FAR_BELOW = 2,    /* blank lines */
    TITLE_LEAST = 12, /* in columns of a terminal */
    TITLE_INDENT = 4, /* characters, at least, as titles are centred */
    TITLE_LINES = 4,  /* of title and names together, at most */
    HEADS_LOOKED = 16,
    LINES_ABOVE = 4, /* of the rest of names */
    MOST_TRIES = 1000
};

/* Names of columns are short and no sentences. */
static bool may_be_head(const struct aligned_line *l) {
    bool short_names = l->runs.n >= LEAST_COLUMNS && !l->furniture;
    for (size_t k = 0; k < l->runs.n && short_names; k++) {
        struct str s = l->runs.at[k].text;
        short_names =
            utf8_len(s) <= NAME_CHARS && str_find(s, S("。"), 0) == SIZE_MAX &&
            str_find(s, S("，"), 0) == SIZE_MAX &&
            (s.p[0] < '0' || s.p[0] > '9' || (utf8_len(s) > 2 && utf8_columns(s) > utf8_len(s)));
    }
    return short_names;
}

/* Where another table's head stands at line i, a title above it: the title's line; else SIZE_MAX.
 */
static size_t title_above(struct aligned_page p, size_t i, size_t from) {
    const struct aligned_line *l = &p.lines[i];
    if (!may_be_head(l))
        return SIZE_MAX;
    for (size_t k = i; k > from && i - k < TITLE_LINES; k--) {
        const struct aligned_line *above = &p.lines[k - 1];
        const struct run *r = &above->runs.at[0];
        if (above->runs.n == 1 && above->gap > 0 && r->from > TITLE_INDENT &&
            utf8_columns(r->text) >= TITLE_LEAST)
            return k - 1;
        if (p.lines[k].gap > 0)
            break;
    }
    return SIZE_MAX;
}

/* May the line hold the rest of the names in the line below it? That of a narrow first column
 * stands in front of it (序 over 号). */
static bool may_be_above_head(const struct aligned_line *l, const struct aligned_line *head) {
    const struct run *first = &l->runs.at[0], *name = &head->runs.at[0];
    bool may = first->from >= name->to ||
               (first->to <= name->from && utf8_len(first->text) <= NARROW_CHARS);
    return may && (l->runs.n > 1 || utf8_columns(first->text) < TITLE_LEAST);
}

/* The line with the columns' names at line i or right below, where i holds the rest of them;
 * SIZE_MAX: no head begins here. */
static size_t head_at(struct aligned_page p, size_t i) {
    size_t k = i;
    while (k + 1 < p.n && k < i + LINES_ABOVE && p.lines[k].runs.n < LEAST_COLUMNS &&
           p.lines[k + 1].gap == 0)
        k++;
    if (p.lines[k].runs.n < LEAST_COLUMNS || p.lines[k].furniture)
        return SIZE_MAX;
    for (size_t above = i; above < k; above++)
        if (!may_be_above_head(&p.lines[above], &p.lines[k]))
            return SIZE_MAX;
    return k;
}

/* Does the page's text, from line i on, go on with the table of the page before? Not where a title
 * stands over a head, which begins further left. */
static bool goes_on_at(struct aligned_page p, size_t i) {
    size_t k = i, left = SIZE_MAX;
    for (; k < p.n && p.lines[k].runs.n == 1; k++) {
        const struct run *r = &p.lines[k].runs.at[0];
        left = utf8_len(r->text) > NARROW_CHARS && r->from < left ? r->from : left;
    }
    return k < p.n && !(k > i && may_be_head(&p.lines[k]) && p.lines[k].runs.at[0].from <= left);
}

/* The lines from line i on that may be the table's; head is that of its columns' names, SIZE_MAX
 * where they are known from the page before. */
static void find_lines(struct arena *a, struct aligned_page p, size_t i, size_t head,
                       struct region *r) {
    size_t k = head == SIZE_MAX ? i : head;
    *r = (struct region){.from = i, .head = head == SIZE_MAX ? NULL : &p.lines[head]};
    for (; k < p.n && k < i + REGION_LINES && !p.lines[k].furniture; k++) {
        if (&p.lines[k] == r->head)
            continue;
        if (r->head && aligned_same(a, &p.lines[k], r->head))
            break;
        size_t title = title_above(p, k, i + 1);
        if (title != SIZE_MAX) {
            r->titled = true;
            k = title;
            break;
        }
    }
    r->end = k;
}

/* Does no blank line stand between the region's lines, but above its last? */
static bool is_dense(struct aligned_page p, const struct region *r) {
    size_t i = r->from + 1;
    while (i + 1 < r->end && p.lines[i].gap == 0)
        i++;
    return i + 1 >= r->end;
}

/* Is the region's last line a section's name, where the page ends behind it and its rows follow on
 * the next? */
static bool ends_with_section(struct aligned_page p, const struct region *r) {
    const struct aligned_line *l = &p.lines[r->end - 1];
    size_t left = extent_of(p.lines + r->from, r->end - r->from).left, k = r->end;
    while (k < p.n && p.lines[k].furniture)
        k++;
    return k == p.n && l->runs.n == 1 && l->runs.at[0].from <= left + 1 && line_is_numbered(l);
}

/* Lines at the region's end that stand over its columns are none of its. */
static void trim(struct aligned_page p, struct region *r) {
    const cuts *c = &r->cuts;
    size_t end = r->end;
    while (r->end > r->from + 1 && !ends_with_section(p, r)) {
        const struct aligned_line *l = &p.lines[r->end - 1];
        bool label = (r->end < end || r->titled) && l->runs.n == 1 && l->runs.at[0].from < c->at[0];
        bool left = l->runs.at[0].from <= p.lines[r->from].runs.at[0].from + 1;
        bool title = l->gap > 0 || (!left && utf8_columns(l->runs.at[0].text) >= TITLE_WIDTH);
        bool apart = l->runs.n == 1 && (l->gap >= FAR_BELOW || (l->gap > 0 && is_dense(p, r)));
        if (!label && !apart && !(title && line_is_title(l, c)))
            break;
        r->end--;
    }
}

/* Where the columns began that the line names, where it was met before; else NULL. */
static const cuts *known_columns(struct arena *a, const struct heads *h,
                                 const struct aligned_line *l) {
    for (size_t i = h->n > HEADS_LOOKED ? h->n - HEADS_LOOKED : 0; i < h->n; i++)
        if (aligned_same(a, h->at[i].line, l))
            return &h->at[i].cuts;
    return NULL;
}

/* Does the line begin as one with names does that was met before, and may it hold names? */
static bool begins_as_known(const struct heads *h, const struct aligned_line *l) {
    for (size_t i = h->n > HEADS_LOOKED ? h->n - HEADS_LOOKED : 0; i < h->n; i++)
        if (str_eq(h->at[i].line->runs.at[0].text, l->runs.at[0].text))
            return may_be_head(l);
    return false;
}

/* Finds the columns; what they show to be no part of the table leaves it, and they are found anew.
 */
static bool find_columns(struct arena *a, struct aligned_page p, const cuts *like,
                         struct region *r) {
    const struct aligned_line *first = &p.lines[r->from];
    for (size_t before = 0; r->end != before;) {
        before = r->end;
        r->cuts = (cuts){0};
        cuts_find(a, first, r->end - r->from, r->head, like, &r->cuts);
        if (r->cuts.n + 1 < LEAST_COLUMNS)
            return false;
        bool title = first->runs.n == 1 && utf8_columns(first->runs.at[0].text) >= TITLE_WIDTH;
        if (r->head && first != r->head && title && line_is_title(first, &r->cuts))
            return false;
        trim(p, r);
    }
    return r->end - r->from >= LEAST_LINES || (like && !r->head);
}

bool region_find(struct arena *a, struct heads *h, struct aligned_page p, size_t i,
                 const cuts *open, struct region *r) {
    size_t head = head_at(p, i);
    const cuts *known = head == SIZE_MAX ? NULL : known_columns(a, h, &p.lines[head]);
    if (p.lines[i].furniture || h->tries >= MOST_TRIES)
        return false;
    bool other = head != SIZE_MAX && begins_as_known(h, &p.lines[head]);
    bool goes_on = !known && !other && open && goes_on_at(p, i);
    if (!goes_on && head == SIZE_MAX)
        return false;
    find_lines(a, p, i, goes_on ? SIZE_MAX : head, r);
    if (!find_columns(a, p, goes_on ? open : known, r)) {
        h->tries++;
        return false;
    }
    if (r->head && !known)
        *vec_push(a, h) = (struct head){r->head, r->cuts};
    return true;
}

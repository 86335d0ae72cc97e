#include "ingest/region.h"
#include "base/utf8.h"

enum {
    LEAST_LINES = 2, /* but for a table that goes on */
    NAME_CHARS = 12,
    NARROW_CHARS = 2,
    SHORT_CHARS = 5,
    FAR_BELOW = 2,    /* blank lines */
    TITLE_LEAST = 12, /* in columns of a terminal */
    TITLE_INDENT = 4, /* characters, at least, as titles are centred */
    TITLE_LINES = 4,  /* of title and names together, at most */
    CROWDED_CUTS = 2,
    HEADS_LOOKED = 16,
    LONG_WIDTH = 24, /* of a piece of text that no name is so long as, in columns */
    PLACE_LINES = 3,
    SHARED_NAMES = 2,
    LEAST_NUMBERS = 2,
    NEAR_LINES = 60,
    LINES_ABOVE = 4, /* of the rest of names */
    MOST_TRIES = 1000
};

static bool has_letters(struct str s) {
    for (size_t i = 0; i < s.n;)
        if (utf8_is_han(utf8_next(s, &i)))
            return true;
    return false;
}

/* Names of columns are short and no sentences, nor dashes for none. */
static bool may_be_head(const struct aligned_line *l) {
    bool short_names = l->runs.n >= LEAST_COLUMNS && !l->furniture;
    for (size_t k = 0; k < l->runs.n && short_names; k++) {
        struct str s = l->runs.at[k].text;
        short_names =
            utf8_len(s) <= NAME_CHARS && has_letters(s) && str_find(s, S("。"), 0) == SIZE_MAX &&
            str_find(s, S("，"), 0) == SIZE_MAX &&
            (s.p[0] < '0' || s.p[0] > '9' || (utf8_len(s) > 2 && utf8_columns(s) > utf8_len(s)));
    }
    return short_names;
}

/* Do long pieces begin there in so many of the lines that it is a column's place? */
static bool is_columns_place(const struct aligned_line *lines, size_t n, size_t at) {
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < lines[i].runs.n; k++) {
            const struct run *r = &lines[i].runs.at[k];
            found += r->from == at && utf8_columns(r->text) >= LONG_WIDTH;
        }
    return found >= PLACE_LINES;
}

/* How many pieces does the line share with another, with names of columns? */
static size_t names_shared(const struct aligned_line *l, const struct aligned_line *head) {
    size_t shared = 0;
    for (size_t i = 0; head && i < l->runs.n; i++)
        for (size_t k = 0; k < head->runs.n; k++)
            shared += str_eq(l->runs.at[i].text, head->runs.at[k].text);
    return shared;
}

/* Do numbers stand at the left edge, where the head's first name does? */
static bool heads_numbers(const struct aligned_line *near, size_t n, size_t left,
                          const struct aligned_line *head) {
    size_t numbers = 0;
    for (size_t i = 0; i < n; i++) {
        const struct run *r = &near[i].runs.at[0];
        numbers += r->from <= left + 1 && r->text.p[0] >= '0' && r->text.p[0] <= '9';
    }
    return head->runs.at[0].from <= left + 1 && numbers >= LEAST_NUMBERS;
}

/* Is line k, one piece, a title over the head in line i, which begins to its left? Text in a column
 * may stand so too: the head shares names with that of the table above, or its first heads numbers,
 * or the title is set about the middle of the page, where no column begins. */
static bool is_title_of(struct aligned_page p, size_t k, size_t i,
                        const struct aligned_line *above) {
    const struct aligned_line *head = &p.lines[i];
    const struct run *r = &p.lines[k].runs.at[0];
    size_t from = k > NEAR_LINES ? k - NEAR_LINES : 0;
    size_t n = (i + NEAR_LINES < p.n ? i + NEAR_LINES : p.n) - from;
    struct extent e = extent_of(p.lines + from, n);
    size_t third = (e.right - e.left) / 3, first = head->runs.at[0].from;
    if (p.lines[k].runs.n > 1 || r->from <= TITLE_INDENT || utf8_columns(r->text) < TITLE_LEAST ||
        first == r->from || first >= (r->from + r->to) / 2)
        return false;
    bool names =
        names_shared(head, above) >= SHARED_NAMES || heads_numbers(p.lines + from, n, e.left, head);
    bool middle = r->from < e.right - third && e.left + third < r->to;
    return names || (middle && !is_columns_place(p.lines + from, n, r->from));
}

/* Where another table's head stands at line i, a title above it: the title's line; else SIZE_MAX.
 */
static size_t title_above(struct aligned_page p, size_t i, size_t from,
                          const struct aligned_line *head) {
    if (!may_be_head(&p.lines[i]))
        return SIZE_MAX;
    for (size_t k = i; k > from && i - k < TITLE_LINES; k--) {
        if (p.lines[k - 1].gap > 0 && is_title_of(p, k - 1, i, head))
            return k - 1;
        if (p.lines[k].gap > 0)
            break;
    }
    return SIZE_MAX;
}

/* Is the piece several names, each short, that stand between those of the head? */
static bool stands_between(struct arena *a, const struct run *r, const struct aligned_line *head) {
    runs words = {0};
    run_words(a, r, &words);
    bool between = words.n > 1 && r->to <= head->runs.at[head->runs.n - 1].from;
    for (size_t k = 0; k < words.n; k++)
        between &= utf8_len(words.at[k].text) <= SHORT_CHARS;
    for (size_t k = 0; k < head->runs.n; k++)
        between &= r->to <= head->runs.at[k].from || r->from >= head->runs.at[k].to;
    return between;
}

/* May the line hold the rest of the names in the line below it? That of a narrow first column
 * stands in front of it (序 over 号). */
static bool may_be_above_head(struct arena *a, const struct aligned_line *l,
                              const struct aligned_line *head) {
    const struct run *first = &l->runs.at[0], *name = &head->runs.at[0];
    bool may = first->from >= name->to ||
               (first->to <= name->from && utf8_len(first->text) <= NARROW_CHARS);
    return may && (l->runs.n > 1 || utf8_columns(first->text) < TITLE_LEAST ||
                   stands_between(a, first, head));
}

/* The first line with the rest of the names in line k. */
static size_t head_begins(struct arena *a, struct aligned_page p, size_t k, size_t from) {
    const struct aligned_line *head = &p.lines[k];
    while (k > from && p.lines[k].gap == 0 && may_be_above_head(a, &p.lines[k - 1], head))
        k--;
    return k;
}

/* The line with the columns' names at line i or right below, where i holds the rest of them;
 * SIZE_MAX: no head begins here. */
static size_t head_at(struct arena *a, struct aligned_page p, size_t i) {
    size_t k = i;
    while (k + 1 < p.n && k < i + LINES_ABOVE && p.lines[k].runs.n < LEAST_COLUMNS &&
           p.lines[k + 1].gap == 0)
        k++;
    if (p.lines[k].runs.n < LEAST_COLUMNS || p.lines[k].furniture)
        return SIZE_MAX;
    for (size_t above = i; above < k; above++)
        if (!may_be_above_head(a, &p.lines[above], &p.lines[k]))
            return SIZE_MAX;
    return k;
}

/* Is the page's line i one that stands over a table whose head is in line k: in the middle, as
 * titles are set, or from the left? A sentence is none, and neither is a section's name. */
static bool is_title_at_top(struct aligned_page p, size_t i, size_t k, const struct heads *h) {
    const struct run *r = &p.lines[i].runs.at[0];
    bool sentence = str_find(r->text, S("。"), 0) != SIZE_MAX || line_is_numbered(&p.lines[i]);
    bool left = r->from <= TITLE_INDENT && utf8_columns(r->text) >= TITLE_LEAST;
    return !sentence && (left || is_title_of(p, i, k, h->n ? h->at[h->n - 1].line : NULL));
}

/* Does the page's text, from line i on, go on with the table of the page before? Not where a title
 * stands over a head, which begins further left. */
static bool goes_on_at(struct aligned_page p, size_t i, const struct heads *h) {
    size_t k = i, left = SIZE_MAX;
    bool title = false;
    for (; k < p.n && p.lines[k].runs.n == 1; k++) {
        const struct run *r = &p.lines[k].runs.at[0];
        left = utf8_len(r->text) > NARROW_CHARS && r->from < left ? r->from : left;
    }
    if (k == p.n || k == i || !may_be_head(&p.lines[k]) || p.lines[k].runs.at[0].from > left)
        return k < p.n;
    for (size_t j = i; j < k; j++)
        title |= is_title_at_top(p, j, k, h);
    return !title;
}

/* Does the line have names of the table's head, or of one met before? */
static bool names_again(const struct heads *h, const struct aligned_line *head,
                        const struct aligned_line *l) {
    bool again = names_shared(l, head) >= LEAST_COLUMNS;
    for (size_t i = h->n > HEADS_LOOKED ? h->n - HEADS_LOOKED : 0; i < h->n && !again; i++)
        again = names_shared(l, h->at[i].line) >= LEAST_COLUMNS;
    return again;
}

/* The lines from line i on that may be the table's; head is that of its columns' names, SIZE_MAX
 * where they are known from the page before. */
static void find_lines(struct arena *a, const struct heads *h, struct aligned_page p, size_t i,
                       size_t head, struct region *r) {
    size_t k = head == SIZE_MAX ? i : head;
    *r = (struct region){.from = i, .head = head == SIZE_MAX ? NULL : &p.lines[head]};
    for (; k < p.n && k < i + REGION_LINES && !p.lines[k].furniture; k++) {
        if (&p.lines[k] == r->head)
            continue;
        if (names_again(h, r->head, &p.lines[k])) {
            k = head_begins(a, p, k, i + 1);
            break;
        }
        size_t title = title_above(p, k, i + 1, r->head);
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

/* Does nothing but furniture stand from line i on? */
static bool ends_page(struct aligned_page p, size_t i) {
    while (i < p.n && p.lines[i].furniture)
        i++;
    return i == p.n;
}

/* Is the region's last line a section's name, where the page ends behind it and its rows follow on
 * the next? */
static bool ends_with_section(struct aligned_page p, const struct region *r) {
    const struct aligned_line *l = &p.lines[r->end - 1];
    size_t left = extent_of(p.lines + r->from, r->end - r->from).left;
    return ends_page(p, r->end) && l->runs.n == 1 && l->runs.at[0].from <= left + 1 &&
           line_is_numbered(l);
}

/* Does the line, one piece, stand where others of a column do, but for the first? The rest of a
 * cell may, that space between its paragraphs parts from what is above; a title stands in the
 * middle. */
static bool stands_in_column(struct aligned_page p, const struct region *r,
                             const struct aligned_line *l) {
    const cuts *c = &r->columns.cuts;
    const struct run *piece = &l->runs.at[0];
    size_t k = c->n, left = SIZE_MAX, width = utf8_columns(piece->text), widest = 0, same = 0;
    while (k > 0 && c->at[k - 1] > piece->from + 1)
        k--;
    for (size_t i = r->from; k > 0 && i < r->end; i++)
        for (size_t j = 0; j < p.lines[i].runs.n && &p.lines[i] != l; j++) {
            const struct run *other = &p.lines[i].runs.at[j];
            if (other->from + 1 < c->at[k - 1] || (k < c->n && other->to > c->at[k] + 1))
                continue;
            left = other->from < left ? other->from : left;
            widest = utf8_columns(other->text) > widest ? utf8_columns(other->text) : widest;
            same += other->from == piece->from;
        }
    struct extent e = extent_of(p.lines + r->from, r->end - r->from);
    size_t middle = (piece->from + piece->to) / 2, third = (e.right - e.left) / 3;
    bool title = width >= TITLE_WIDTH && same < PLACE_LINES && middle >= e.left + third &&
                 middle + third <= e.right;
    return l->runs.n == 1 && !title && left <= piece->from + 1 && width <= widest + 2;
}

/* Is the line a row's, in which hardly a space is left between cells? Several of its words, that
 * single spaces part, begin where columns do. */
static bool is_crowded(struct arena *a, const struct aligned_line *l, const cuts *c) {
    runs words = {0};
    size_t at_cuts = 0;
    for (size_t i = 0; i < l->runs.n; i++)
        run_words(a, &l->runs.at[i], &words);
    for (size_t i = 1; i < words.n; i++)
        for (size_t k = 0; k < c->n; k++) {
            size_t from = words.at[i].from, cut = c->at[k];
            at_cuts += wide_at_end(words.at[i - 1].text) && wide_at_start(words.at[i].text) &&
                       from <= cut + 1 && cut <= from + 1;
        }
    return at_cuts >= CROWDED_CUTS;
}

/* Lines at the region's end that stand over its columns are none of its. */
static void trim(struct arena *a, struct aligned_page p, struct region *r) {
    const cuts *c = &r->columns.cuts;
    size_t end = r->end;
    while (r->end > r->from + 1 && !ends_with_section(p, r)) {
        const struct aligned_line *l = &p.lines[r->end - 1];
        bool label = (r->end < end || r->titled) && l->runs.n == 1 && l->runs.at[0].from < c->at[0];
        bool left = l->runs.at[0].from <= p.lines[r->from].runs.at[0].from + 1;
        bool title = l->gap > 0 || (!left && utf8_columns(l->runs.at[0].text) >= TITLE_WIDTH);
        bool apart = l->runs.n == 1 && (l->gap >= FAR_BELOW || (l->gap > 0 && is_dense(p, r)));
        bool rest = ends_page(p, r->end) && (stands_in_column(p, r, l) || is_crowded(a, l, c));
        if (!label && (rest || (!apart && !(title && line_is_title(l, c)))))
            break;
        r->end--;
    }
}

/* Where columns began, moved as far as the names over them are from one page to the next. */
static cuts moved(struct arena *a, const struct head *old, const struct aligned_line *l) {
    const runs *names = &old->line->runs;
    cuts out = {0};
    const cuts *c = &old->columns.cuts;
    if (names->n != l->runs.n)
        return *c;
    for (size_t i = 0, k = 0; i < c->n; i++) {
        size_t at = c->at[i], last = out.n ? out.at[out.n - 1] : 0;
        while (k + 1 < names->n && (names->at[k].from + names->at[k].to) / 2 < at)
            k++;
        at += l->runs.at[k].from;
        at = at > names->at[k].from + last ? at - names->at[k].from : last + 1;
        *vec_push(a, &out) = at;
    }
    return out;
}

/* The line, if it was met before; else NULL. */
static const struct head *known_head(struct arena *a, const struct heads *h,
                                     const struct aligned_line *l) {
    for (size_t i = h->n > HEADS_LOOKED ? h->n - HEADS_LOOKED : 0; i < h->n; i++)
        if (aligned_same(a, h->at[i].line, l))
            return &h->at[i];
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
static bool find_columns(struct arena *a, struct aligned_page p, const struct head *known,
                         const struct columns *open, struct region *r) {
    const struct columns *like = known ? &known->columns : open;
    cuts *c = &r->columns.cuts;
    const struct aligned_line *first = &p.lines[r->from];
    for (size_t before = 0; r->end != before;) {
        before = r->end;
        *c = (cuts){0};
        cuts_find(a, first, r->end - r->from, r->head, like, false, c);
        if (c->n == 0 && known) /* nothing but names is left */
            *c = moved(a, known, r->head);
        if (c->n + 1 < LEAST_COLUMNS)
            return false;
        bool title = first->runs.n == 1 && utf8_columns(first->runs.at[0].text) >= TITLE_WIDTH;
        if (r->head && first != r->head && title && line_is_title(first, c))
            return false;
        trim(a, p, r);
    }
    r->columns.texts = like ? like->texts : texts_new(a, c->n + 1);
    return r->end - r->from >= LEAST_LINES || (like && !r->head);
}

bool region_find(struct arena *a, struct heads *h, struct aligned_page p, size_t i,
                 const struct columns *open, struct region *r) {
    size_t head = head_at(a, p, i);
    const struct head *known = head == SIZE_MAX ? NULL : known_head(a, h, &p.lines[head]);
    if (p.lines[i].furniture || h->tries >= MOST_TRIES)
        return false;
    bool other = head != SIZE_MAX && begins_as_known(h, &p.lines[head]);
    bool goes_on = !known && !other && open && goes_on_at(p, i, h);
    if (!goes_on && head == SIZE_MAX)
        return false;
    find_lines(a, h, p, i, goes_on ? SIZE_MAX : head, r);
    if (!find_columns(a, p, known, goes_on ? open : NULL, r)) {
        h->tries++;
        return false;
    }
    if (r->head && !known)
        *vec_push(a, h) = (struct head){r->head, r->columns};
    return true;
}

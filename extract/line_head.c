/* The header of a table that came as bare lines: its names may be broken by line ends and drawn
 * apart by white space.
 */
#include "base/utf8.h"
#include "extract/lines.h"
#include <limits.h>

enum {
    HEADER_TOKENS = 8, /* that a column's name may be broken into */
    HEADER_ATOMS = 60,
    NAME_CHARS = 16, /* more than a name's first piece has */
    NAME_MOST = 40,  /* of a name */
    LEAST_COLUMNS = 3,
};

/* ---- atoms: what white space parts ---- */

void add_atoms(struct work *w, const struct para *p, atoms *to) {
    struct str s = p->text;
    size_t from = 0;
    for (size_t i = 0; i <= s.n;) {
        size_t at = i;
        bool space = i == s.n || utf8_is_space(utf8_next(s, &i));
        i += at == s.n;
        if (!space)
            continue;
        if (at > from) {
            struct para *atom = vec_push(w->a, to);
            *atom = *p;
            atom->text = str_cut(s, from, at);
        }
        from = i;
    }
}

/* ---- the header ---- */

const struct para *text_block(const struct work *w, size_t block) {
    const struct block *b = &w->doc->blocks.at[block];
    return block < w->doc->blocks.n && b->kind == BLOCK_PARAGRAPH ? &b->para : NULL;
}

/* Tasks may have a column of their groups in front, where the measures do not stand yet. */
static bool repeats_column(struct work *w, const struct line_head *h, struct str name) {
    enum field field = rules_header(w->rules, name).field;
    bool again = false, measures = false;
    for (size_t i = 0; i < h->names.n; i++) {
        enum field other = rules_header(w->rules, h->names.at[i]).field;
        if (str_eq(h->names.at[i], name))
            return true;
        again = again || (other == field && field != FIELD_ROLE && field != FIELD_NONE);
        measures = measures || other == FIELD_MEASURE;
    }
    return again && (field != FIELD_TASK || measures);
}

static bool is_plan(struct work *w, const struct line_head *h) {
    bool what = false, who = false;
    for (size_t i = 0; i < h->names.n; i++) {
        enum field f = rules_header(w->rules, h->names.at[i]).field;
        what = what || f == FIELD_MEASURE || f == FIELD_TASK;
        who = who || f == FIELD_ROLE || f == FIELD_DEADLINE;
    }
    return what && who && h->names.n >= LEAST_COLUMNS;
}

static bool ends_line(const atoms *list, size_t end) {
    return end == list->n ||
           list->at[end].id != list->at[end - 1].id; /* NOLINT(*.NullDereference): list.n > 0 */
}

/* The line that holds atom i spells one name and nothing else. */
static bool is_one_name(struct work *w, const atoms *list, size_t i) {
    struct buf name = {.a = w->a};
    while (i > 0 && list->at[i - 1].id == list->at[i].id)
        i--;
    buf_add(&name, list->at[i].text);
    for (; !ends_line(list, i + 1); i++)
        buf_add(&name, list->at[i + 1].text);
    return rules_column(w->rules, buf_str(&name)).field != FIELD_NONE;
}

/* What it costs that atoms i and i + 1 are of one name: a column's name fills its lines, and white
 * space only draws a line apart. */
static int seam_cost(struct work *w, const atoms *list, size_t i) {
    const struct para *left = &list->at[i], *right = &list->at[i + 1];
    if (left->id != right->id)
        return 1;
    bool single = utf8_len(left->text) == 1 || utf8_len(right->text) == 1;
    return single || is_one_name(w, list, i) ? 0 : 2;
}

/* No rule knows the name, but it stands in one line with names most of which rules know. */
static bool is_among_names(struct work *w, const atoms *list, size_t i) {
    size_t from = i, n = 0, known = 0;
    while (from > 0 && list->at[from - 1].id == list->at[i].id)
        from--;
    for (; from + n < list->n && list->at[from + n].id == list->at[i].id; n++)
        known += rules_column(w->rules, list->at[from + n].text).field != FIELD_NONE;
    return n >= LEAST_COLUMNS && 2 * known >= n && may_name_column(w, list->at[i].text);
}

/* What it costs to read atoms [from, to) as a column's name; INT_MAX where they spell none. Names
 * are known by their endings, too, but the last line of the text above is not part of the first. */
static int name_cost(struct work *w, const atoms *list, size_t from, size_t to, struct str name) {
    int cost = !ends_line(list, to);
    if (utf8_len(name) > NAME_MOST)
        return INT_MAX;
    if (rules_column(w->rules, name).field != FIELD_NONE)
        return cost;
    struct str behind = str_cut(name, list->at[from].text.n, name.n);
    bool ends = rules_header(w->rules, name).field != FIELD_NONE;
    bool shorter = from == 0 && rules_header(w->rules, behind).field != FIELD_NONE;
    if (ends && !shorter)
        return cost + 1;
    return to == from + 1 && is_among_names(w, list, from) ? cost + 1 : INT_MAX;
}

/* A heading or a running number is of the rows, though a name may seem to go on in it
 * (完成时限（二）扩面（试点）). */
static bool is_below(const struct work *w, const struct para *atom) {
    return rules_heading(w->rules, atom->text) || row_number(atom->text) > 0;
}

/* Names may be broken anywhere, and a piece of one may be a name too (协办 of 协办单位): of all
 * ways to read whole lines as names the one that reads most, and of those the cheapest. before[i]:
 * where the name that ends in front of atom i begins. Returns the atoms read. */
static size_t read_names(struct work *w, const atoms *list, size_t *before) {
    int *costs = arena_array(w->a, list->n + 1, sizeof *costs); /* 0: no way there */
    size_t last = 0;
    costs[0] = 1;
    for (size_t i = 0; i < list->n; i++) {
        struct buf name = {.a = w->a};
        int cost = costs[i];
        for (size_t k = i + 1; costs[i] && k <= list->n && k - i <= HEADER_TOKENS; k++) {
            if (is_below(w, &list->at[k - 1]))
                break;
            cost += k > i + 1 ? seam_cost(w, list, k - 2) : 0;
            buf_add(&name, list->at[k - 1].text);
            int own = name_cost(w, list, i, k, buf_str(&name));
            if (own == INT_MAX || (costs[k] && costs[k] <= cost + own))
                continue;
            costs[k] = cost + own;
            before[k] = i;
            last = k > last && ends_line(list, k) ? k : last;
        }
    }
    return last;
}

static void add_names(struct work *w, const atoms *list, const size_t *before, size_t last,
                      struct line_head *h) {
    size_t *ends = arena_array(w->a, last + 1, sizeof *ends), n = 0;
    for (size_t end = last; end > 0; end = before[end])
        ends[n++] = end;
    for (; n > 0 && h->end < last; n--) {
        struct buf name = {.a = w->a};
        double longest = 0;
        for (size_t i = before[ends[n - 1]]; i < ends[n - 1]; i++) {
            double ems = (double)utf8_columns(list->at[i].text) / 2;
            longest = ems > longest ? ems : longest;
            buf_add(&name, list->at[i].text); /* NOLINT(*.NullDereference): as many as were read */
            bool spaced = i > 0 && list->at[i].id == list->at[i - 1].id;
            h->parted += spaced && i == before[ends[n - 1]];
            h->drawn += spaced && i > before[ends[n - 1]];
        }
        if (repeats_column(w, h, buf_str(&name)))
            return;
        *vec_push(w->a, &h->names) = buf_str(&name);
        *vec_push(w->a, &h->lines) = longest;
        h->end = ends[n - 1];
    }
}

/* How many atoms spell these names, one behind the other; 0: they do not. */
static size_t atoms_of(struct work *w, const atoms *list, const struct str *names, size_t n) {
    size_t i = 0;
    for (size_t k = 0; k < n; k++) {
        struct buf name = {.a = w->a};
        while (i < list->n && name.n < names[k].n)
            buf_add(&name, list->at[i++].text);
        if (!str_eq(buf_str(&name), names[k]))
            return 0;
    }
    return i;
}

/* The names of the document's first header are all there are where a page repeats them: what stands
 * behind may be the rest of a cell (协办单位（园区管委会）). */
static void end_as_first(struct work *w, const atoms *list, struct line_head *h) {
    const struct habits *first = w->habits;
    size_t end = first ? atoms_of(w, list, first->head, first->columns) : 0;
    if (end == 0 || end >= h->end || !ends_line(list, end))
        return;
    h->names.n = 0;
    for (size_t k = 0; k < first->columns; k++)
        *vec_push(w->a, &h->names) = first->head[k];
    h->end = end;
}

/* Most lines are no header, and their first word is longer than names are. */
static bool may_begin(const struct work *w, size_t block) {
    const struct para *p = text_block(w, block);
    size_t chars = 0;
    for (size_t i = 0; p && i < p->text.n && chars <= NAME_CHARS; chars++)
        if (utf8_is_space(utf8_next(p->text, &i)))
            return true;
    return p && chars <= NAME_CHARS;
}

struct line_head line_head_at(struct work *w, size_t block) {
    struct line_head h = {0}, none = {0};
    size_t before[HEADER_ATOMS + 1] = {0};
    atoms list = {0};
    bool begins = false;
    if (!may_begin(w, block))
        return none;
    for (size_t b = block; text_block(w, b) && list.n < HEADER_ATOMS; b++) {
        add_atoms(w, text_block(w, b), &list);
        list.n = list.n < HEADER_ATOMS ? list.n : HEADER_ATOMS;
        if (begins || list.n < HEADER_TOKENS)
            continue;
        begins = read_names(w, &list, before) > 0;
        if (!begins)
            return none;
    }
    add_names(w, &list, before, read_names(w, &list, before), &h);
    if (!is_plan(w, &h) || !ends_line(&list, h.end))
        return none;
    end_as_first(w, &list, &h);
    size_t last = list.at[h.end - 1].id; /* NOLINT(*.NullDereference): names are of atoms */
    while (text_block(w, block + h.blocks) && text_block(w, block + h.blocks)->id <= last)
        h.gapped = text_block(w, block + h.blocks++)->gap > 0 && h.blocks > 1 ? true : h.gapped;
    return h;
}

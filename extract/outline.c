/* Which lines are headings: by their number, by their style, or, where the number was automatic and
 * is lost, by their place among their siblings.
 */
#include "extract/outline.h"
#include "base/numeral.h"
#include "base/utf8.h"
#include "extract/duties.h"

enum { TITLE_CHARS_MIN = 2, TITLE_CHARS_MAX = 30 };

struct outliner {
    struct work *w;
    prose_lines lines;
};

/* ---- one line ---- */

static struct str with_label(struct arena *a, const struct para *p) {
    return p->label.n ? str_fmt(a, "%.*s%.*s", STR_ARG(p->label), STR_ARG(p->text)) : p->text;
}

static struct prose_line line_of(struct work *w, const struct item *item) {
    struct prose_line l = {.para = item->para, .grid = item->grid};
    if (!l.para)
        return l;
    l.match = rules_line(w->rules, with_label(w->a, l.para));
    l.title = w->uses[l.para->id] == USE_HEADING || l.match.kind == LINE_FURNITURE;
    l.duty = !l.title && is_duty_line(w, l.para->text);
    bool styled = l.para->level > 0 && l.match.kind != LINE_NUMBERED;
    l.heading = !l.title && !l.duty && (l.match.kind == LINE_HEADING || styled);
    l.level = l.match.kind == LINE_HEADING ? l.match.level : l.para->level;
    l.inferred = l.heading && l.match.inferred;
    return l;
}

/* ---- items that look like headings ---- */

/* A numbered line that only units follow, or that ends with them in brackets, is an item of its
 * own where nothing stands below it. */
static void settle_item(struct outliner *o, size_t i) {
    struct prose_line *l = &o->lines.at[i];
    size_t next = i + 1;
    while (next < o->lines.n && o->lines.at[next].duty)
        next++;
    bool units = next > i + 1 || ends_with_duties(o->w, l->para->text);
    const struct prose_line *n = next < o->lines.n ? &o->lines.at[next] : NULL;
    int level = !n ? 0 : n->heading ? n->level : n->match.level;
    bool below = n && n->para && (level == 0 || level > l->level);
    if (units && !below && l->match.kind == LINE_HEADING) {
        l->heading = l->inferred = false;
        l->match.kind = LINE_NUMBERED;
    }
}

/* ---- lost numbers ---- */

/* The number that a heading bears, 0 where it has none. */
static int ordinal(const struct prose_line *l) {
    double value;
    for (size_t i = 0; i < l->match.label.n;) {
        if (numeral_read(l->match.label, i, &value))
            return (int)value;
        utf8_next(l->match.label, &i);
    }
    return 0;
}

static bool has_stop(struct str s) {
    static const struct str stops[] = {S("。"), S("；"), S("："), S("？"), S("！"),
                                       S(";"),  S(":"),  S("…"),  S("|")};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (str_find(s, stops[i], 0) != SIZE_MAX)
            return true;
    return str_ends(s, S("，")) || str_ends(s, S("、")) || str_ends(s, S(","));
}

/* A short line that is no sentence, with running text below it. */
static bool may_be_heading(const struct outliner *o, size_t i) {
    const struct prose_line *l = &o->lines.at[i];
    if (!l->para || l->heading || l->duty || l->title || l->match.kind != LINE_NONE)
        return false;
    const struct prose_line *next = i + 1 < o->lines.n ? &o->lines.at[i + 1] : NULL;
    size_t n = utf8_ink(l->para->text);
    return next && next->para && n >= TITLE_CHARS_MIN && n <= TITLE_CHARS_MAX &&
           !has_stop(l->para->text) && (next->heading || has_stop(next->para->text));
}

/* Where what stands under the heading above level begins. */
static size_t scope_start(const struct outliner *o, size_t i, int level) {
    for (size_t k = i; k > 0; k--) {
        const struct prose_line *l = &o->lines.at[k - 1];
        bool table = l->grid || (l->title && l->match.kind != LINE_FURNITURE);
        if (table || (l->heading && l->level < level))
            return k;
    }
    return 0;
}

/* The lines of a document's head are no headings. */
static size_t behind_head(const struct outliner *o, size_t from, size_t i) {
    for (size_t k = i; k > from; k--) {
        enum line_kind kind = o->lines.at[k - 1].match.kind;
        if (kind == LINE_TITLE || kind == LINE_DOC_NO || kind == LINE_DATE || kind == LINE_ANNEX)
            return k;
    }
    return from;
}

static void mark_heading(struct prose_line *l, int level) {
    l->heading = l->inferred = true;
    l->level = level;
}

/* Between the last sibling and the heading at line i numbers are missing: as many lines that may be
 * headings are they. */
static void find_missing(struct outliner *o, size_t i, size_t from, int missing) {
    int found = 0, level = o->lines.at[i].level;
    for (size_t k = from; k < i; k++)
        found += may_be_heading(o, k);
    for (size_t k = from; k < i && found == missing; k++)
        if (may_be_heading(o, k))
            mark_heading(&o->lines.at[k], level);
    if (found != missing && i > 0)
        diag_add(&o->w->doc->diags, DIAG_HEADING_GAP, o->lines.at[i].para->at,
                 o->lines.at[i].match.label);
}

/* The heading of line i's level before it in its scope, or NULL; *from: where those that miss
 * between them may stand. */
static const struct prose_line *sibling(const struct outliner *o, size_t i, size_t *from) {
    for (size_t k = i; k > *from; k--) {
        const struct prose_line *l = &o->lines.at[k - 1];
        bool item = l->match.kind == LINE_NUMBERED && l->match.level == o->lines.at[i].level;
        if (!item && (!l->heading || l->level != o->lines.at[i].level))
            continue;
        *from = k;
        return ordinal(l) || l->inferred ? l : NULL; /* a preface is not counted */
    }
    *from = behind_head(o, *from, i);
    return NULL;
}

static void check_number(struct outliner *o, size_t i) {
    const struct prose_line *l = &o->lines.at[i];
    int n = ordinal(l);
    if (!l->heading || l->inferred || l->match.kind != LINE_HEADING || n < 2)
        return;
    size_t from = scope_start(o, i, l->level);
    const struct prose_line *s = sibling(o, i, &from);
    if (s && ordinal(s) == 0)
        return; /* found to be a heading, with a number that nobody knows */
    int before = s ? ordinal(s) : 0;
    if (n > before + 1)
        find_missing(o, i, from, n - before - 1);
}

/* Where a number was lost, the flattened text shows one space in front. */
static void check_indent(struct outliner *o, size_t i) {
    const struct prose_line *l = &o->lines.at[i];
    if (!l->para || l->para->indent != 1 || !may_be_heading(o, i))
        return;
    for (size_t k = i; k > 0; k--) {
        const struct prose_line *above = &o->lines.at[k - 1];
        if (above->heading && above->match.kind == LINE_NONE && above->inferred) {
            mark_heading(&o->lines.at[i], above->level);
            return;
        }
        if (above->heading) {
            mark_heading(&o->lines.at[i], above->level + 1);
            return;
        }
    }
}

/* A list that ends with 、 goes on in the next line. */
static void check_tail(struct outliner *o, size_t i) {
    struct prose_line *l = &o->lines.at[i];
    const struct prose_line *above = i ? &o->lines.at[i - 1] : NULL;
    bool open = above && above->duty && str_ends(utf8_trim(above->para->text), S("、"));
    if (!open || !l->para || l->title || l->duty)
        return;
    l->duty = l->tail = true;
    l->heading = l->inferred = false;
}

prose_lines outline_lines(struct work *w) {
    struct outliner o = {.w = w};
    for (size_t i = 0; i < w->items.n; i++) {
        *vec_push(w->a, &o.lines) = line_of(w, &w->items.at[i]);
        check_tail(&o, i);
    }
    for (size_t i = o.lines.n; i > 0; i--) /* an item at the end shows that nothing follows */
        if (o.lines.at[i - 1].heading)
            settle_item(&o, i - 1);
    for (size_t i = 0; i < o.lines.n; i++)
        check_number(&o, i);
    for (size_t i = 0; i < o.lines.n; i++)
        check_indent(&o, i);
    return o.lines;
}

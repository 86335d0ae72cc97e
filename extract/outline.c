/* Which lines are headings: by their number, by their style, or, where the number was automatic and
 * is lost, by their place among their siblings.
 */
#include "extract/outline.h"
#include "base/numeral.h"
#include "base/utf8.h"
#include "extract/duties.h"
#include <string.h>

enum { TITLE_CHARS_MIN = 2, TITLE_CHARS_MAX = 30, LEVELS = 9 };

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

/* ---- the table of contents ---- */

static bool has_page(const struct prose_line *l) {
    struct str s = l->para ? utf8_trim(l->para->text) : (struct str){0};
    return s.n > 0 && s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9';
}

static void leave_out(struct prose_line *l) {
    l->match.kind = LINE_FURNITURE;
    l->title = true;
    l->heading = l->duty = l->inferred = false;
}

/* Lines with a page behind a line 目录 name the headings that come. */
static void leave_out_contents(struct outliner *o) {
    for (size_t i = 0, to; i < o->lines.n; i = to) {
        const struct para *p = o->lines.at[i].para;
        to = i + 1;
        if (!p || !str_eq(utf8_squeeze(o->w->a, p->text), S("目录")))
            continue;
        while (to < o->lines.n && has_page(&o->lines.at[to]))
            to++;
        for (size_t k = i; to > i + 1 && k < to; k++)
            leave_out(&o->lines.at[k]);
    }
}

/* ---- items that look like headings ---- */

static bool ends_sentence(struct str s) {
    s = utf8_trim(s);
    return str_ends(s, S("。")) || str_ends(s, S("；"));
}

/* A numbered line that only units follow, that ends with them in brackets, or that ends a sentence
 * is an item of its own where nothing stands below it. */
static void settle_item(struct outliner *o, size_t i) {
    struct prose_line *l = &o->lines.at[i];
    size_t next = i + 1;
    while (next < o->lines.n && o->lines.at[next].duty)
        next++;
    const struct prose_line *n = next < o->lines.n ? &o->lines.at[next] : NULL;
    bool units = next > i + 1 || ends_with_duties(o->w, l->para->text);
    bool sentence = ends_sentence(l->para->text) && !(n && n->grid);
    int level = !n ? 0 : n->heading ? n->level : n->match.level;
    bool below = n && n->para && (level == 0 || level > l->level);
    if ((units || sentence) && !below && l->match.kind == LINE_HEADING) {
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

/* A short line that is no sentence. */
static bool is_short(const struct prose_line *l) {
    if (!l->para || l->heading || l->duty || l->title || l->match.kind != LINE_NONE)
        return false;
    size_t n = utf8_ink(l->para->text);
    return n >= TITLE_CHARS_MIN && n <= TITLE_CHARS_MAX && !has_stop(l->para->text);
}

/* Where a number was lost, the flattened text shows one space in front. */
static bool is_indented(const struct prose_line *l) {
    return l->para && l->para->indent == 1;
}

/* A short line with running text or another heading below it. */
static bool may_be_heading(const struct outliner *o, size_t i) {
    const struct prose_line *next = i + 1 < o->lines.n ? &o->lines.at[i + 1] : NULL;
    return is_short(&o->lines.at[i]) && next && next->para &&
           (next->heading || has_stop(next->para->text) || (is_indented(next) && is_short(next)));
}

/* One that has headings of its own below it. */
static bool may_be_parent(const struct outliner *o, size_t i, int level) {
    const struct prose_line *next = i + 1 < o->lines.n ? &o->lines.at[i + 1] : NULL;
    return may_be_heading(o, i) && (next->heading ? next->level > level : is_short(next));
}

/* Where what stands under a heading of each level begins, as the lines are gone through. */
struct scopes {
    size_t start[LEVELS + 1];  /* behind the last heading above level */
    size_t before[LEVELS + 1]; /* the same before the last table */
    bool table;                /* no heading since */
};

static void enter_line(struct scopes *s, const struct prose_line *l, size_t i) {
    bool table = l->grid || (l->title && l->match.kind != LINE_FURNITURE);
    if (table && !s->table)
        memcpy(s->before, s->start, sizeof s->start);
    if (l->resumes)
        memcpy(s->start, s->before, sizeof s->start);
    s->table = table || (s->table && !l->heading);
    for (int level = table ? 0 : l->level + 1; (table || l->heading) && level <= LEVELS; level++)
        s->start[level] = i + 1;
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

typedef bool candidate(const struct outliner *o, size_t i, int level);

static bool is_candidate(const struct outliner *o, size_t i, int level) {
    (void)level;
    return may_be_heading(o, i);
}

static int count(const struct outliner *o, candidate *fits, size_t from, size_t to, int level) {
    int n = 0;
    for (size_t k = from; k < to; k++)
        n += fits(o, k, level);
    return n;
}

/* What is left between the headings found is below them where it shows a lost number too. */
static void mark_between(struct outliner *o, candidate *fits, size_t from, size_t to, int level) {
    bool below = false;
    for (size_t k = from; k < to; k++) {
        bool fit = fits(o, k, level), inner = below && may_be_heading(o, k);
        if (fit || (inner && is_indented(&o->lines.at[k])))
            mark_heading(&o->lines.at[k], fit ? level : level + 1);
        below = below || fit;
    }
}

/* Between the last sibling and the heading at line i numbers are missing: as many lines that may be
 * headings are they; of more lines, those that have headings below them. */
static void find_missing(struct outliner *o, size_t i, size_t from, int missing) {
    int level = o->lines.at[i].level;
    if (count(o, is_candidate, from, i, level) == missing)
        mark_between(o, is_candidate, from, i, level);
    else if (count(o, may_be_parent, from, i, level) == missing)
        mark_between(o, may_be_parent, from, i, level);
    else if (i > 0)
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

/* The number that follows n on line i's level, 0 where none does. */
static int number_behind(const struct outliner *o, size_t i) {
    for (size_t k = i + 1; k < o->lines.n && !o->lines.at[k].grid; k++) {
        const struct prose_line *l = &o->lines.at[k];
        if (l->heading && l->level <= o->lines.at[i].level)
            return l->level == o->lines.at[i].level ? ordinal(l) : 0;
    }
    return 0;
}

/* The first heading behind a table counts on from those before it: the table stands within their
 * text. */
static bool resumes(const struct outliner *o, size_t i) {
    const struct prose_line *l = &o->lines.at[i];
    bool table = false;
    for (size_t k = i; k > 0; k--) {
        const struct prose_line *above = &o->lines.at[k - 1];
        table = table || above->grid;
        if (above->heading && (!table || above->level < l->level))
            return false;
        if (above->heading && above->level == l->level)
            return ordinal(above) > 0 && ordinal(above) + 1 == ordinal(l);
    }
    return false;
}

/* An automatic number that was printed in another form may be wrong: only the one behind it says
 * that it is not. */
static void check_number(struct outliner *o, size_t i, const struct scopes *scopes) {
    struct prose_line *l = &o->lines.at[i];
    int n = ordinal(l);
    if (!l->heading || l->match.kind != LINE_HEADING || n < 2)
        return;
    if (l->inferred && number_behind(o, i) != n + 1)
        return;
    l->resumes = resumes(o, i);
    if (l->resumes)
        return;
    size_t from = scopes->start[l->level < LEVELS ? l->level : LEVELS];
    const struct prose_line *s = sibling(o, i, &from);
    if (s && ordinal(s) == 0)
        return; /* found to be a heading, with a number that nobody knows */
    int before = s ? ordinal(s) : 0;
    if (n > before + 1)
        find_missing(o, i, from, n - before - 1);
}

static void check_indent(struct outliner *o, size_t i) {
    if (!is_indented(&o->lines.at[i]) || !may_be_heading(o, i))
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

/* ---- levels ---- */

/* A heading of this level behind line i, up to the end of what stands under one of level above. */
static const struct prose_line *first_behind(const struct outliner *o, size_t i, int level,
                                             int above) {
    for (size_t k = i + 1; k < o->lines.n && !o->lines.at[k].grid; k++) {
        const struct prose_line *l = &o->lines.at[k];
        if (l->heading && l->level <= above)
            return NULL;
        if (l->heading && l->level == level)
            return l;
    }
    return NULL;
}

/* Levels between the heading at line i and the one above it whose headings were lost: the first
 * that is left shows that it was not the first. */
static int lost_levels(const struct outliner *o, size_t i, int above) {
    int lost = 0;
    for (int level = above + 1; level < o->lines.at[i].level && level <= LEVELS; level++) {
        const struct prose_line *l = first_behind(o, i, level, above);
        lost += l && ordinal(l) > 1;
    }
    return lost;
}

/* Siblings share what was found for the first of them. */
static void find_lost_levels(struct outliner *o) {
    struct {
        int level, lost;
    } stack[LEVELS + 1] = {{0}};
    size_t depth = 0, before = 0; /* before: the table */
    for (size_t i = 0; i < o->lines.n; i++) {
        struct prose_line *l = &o->lines.at[i];
        int known = -1;
        before = l->grid && depth ? depth : before;
        depth = l->grid ? 0 : l->resumes ? before : depth;
        if (!l->heading)
            continue;
        for (; depth > 0 && stack[depth].level >= l->level; depth--)
            known = stack[depth].level == l->level ? stack[depth].lost : -1;
        l->lost = known >= 0 ? known : lost_levels(o, i, stack[depth].level);
        depth += depth < LEVELS;
        stack[depth].level = l->level;
        stack[depth].lost = l->lost;
    }
}

prose_lines outline_lines(struct work *w) {
    struct outliner o = {.w = w};
    for (size_t i = 0; i < w->items.n; i++) {
        *vec_push(w->a, &o.lines) = line_of(w, &w->items.at[i]);
        check_tail(&o, i);
    }
    leave_out_contents(&o);
    for (size_t i = o.lines.n; i > 0; i--) /* an item at the end shows that nothing follows */
        if (o.lines.at[i - 1].heading)
            settle_item(&o, i - 1);
    struct scopes scopes = {{0}, {0}, false};
    for (size_t i = 0; i < o.lines.n; i++) {
        check_number(&o, i, &scopes);
        enter_line(&scopes, &o.lines.at[i], i);
    }
    for (size_t i = 0; i < o.lines.n; i++)
        check_indent(&o, i);
    find_lost_levels(&o);
    return o.lines;
}

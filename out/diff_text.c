/* Differences for a terminal, in the manner of git diff. */
#include "base/utf8.h"
#include "out/diff.h"
#include "out/words.h"
#include <stdlib.h>

enum paint { PLAIN, HEAD, OLD, NEW, MARK, NO_MARK };

struct printing {
    struct buf *b;
    struct out_diff_view view;
    const struct plan *old, *new;
};

static void paint(struct printing *p, struct buf *b, enum paint what) {
    static const struct str codes[] = {S("\033[0m"),  S("\033[36m"), S("\033[31m"),
                                       S("\033[32m"), S("\033[7m"),  S("\033[27m")};
    if (p->view.colour)
        buf_add(b, codes[what]);
}

/* Without control characters, which a terminal would obey. */
static void put_safe(struct buf *b, struct str s) {
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c >= 0x20 || c == '\n') && c != 0x7F)
            continue;
        buf_add(b, str_cut(s, from, i));
        buf_byte(b, ' ');
        from = i + 1;
    }
    buf_add(b, str_cut(s, from, s.n));
}

/* Each line of text with its sign. */
static void put_lines(struct printing *p, char sign, enum paint colour, struct str text) {
    for (size_t from = 0, to; from <= text.n; from = to + 1) {
        to = str_find(text, S("\n"), from);
        to = to == SIZE_MAX ? text.n : to;
        paint(p, p->b, colour);
        buf_byte(p->b, sign);
        buf_add(p->b, str_cut(text, from, to));
        paint(p, p->b, PLAIN);
        buf_byte(p->b, '\n');
    }
}

/* The lines that the two texts have between two line ends that both have. */
struct stretch {
    struct buf old, new;
    bool differs, has_old, has_new;
};

static void flush(struct printing *p, struct stretch *s) {
    if (!s->differs) {
        put_lines(p, ' ', PLAIN, buf_str(&s->old));
    } else {
        if (s->has_old)
            put_lines(p, '-', OLD, buf_str(&s->old));
        if (s->has_new)
            put_lines(p, '+', NEW, buf_str(&s->new));
    }
    s->old.n = s->new.n = 0;
    s->differs = s->has_old = s->has_new = false;
}

static void add_common(struct printing *p, struct stretch *s, struct str text) {
    for (size_t from = 0, to; from <= text.n; from = to + 1) {
        to = str_find(text, S("\n"), from);
        struct str line = str_cut(text, from, to);
        put_safe(&s->old, line);
        put_safe(&s->new, line);
        s->has_old |= line.n > 0;
        s->has_new |= line.n > 0;
        if (to == SIZE_MAX)
            return;
        flush(p, s);
    }
}

static void add_marked(struct printing *p, struct buf *b, bool *has, struct str text) {
    paint(p, b, MARK);
    put_safe(b, text);
    paint(p, b, NO_MARK);
    *has = true;
}

static void put_pieces(struct printing *p, const piece_list *pieces) {
    struct stretch s = {.old = {.a = p->b->a}, .new = {.a = p->b->a}};
    for (size_t i = 0; i < pieces->n; i++) {
        const struct piece *piece = &pieces->at[i];
        s.differs |= piece->op != '=';
        if (piece->op == '=')
            add_common(p, &s, piece->text);
        else if (piece->op == '-')
            add_marked(p, &s.old, &s.has_old, piece->text);
        else
            add_marked(p, &s.new, &s.has_new, piece->text);
    }
    if (s.differs || s.old.n)
        flush(p, &s);
}

static void put_word(struct printing *p, struct buf *line, char op, struct str text) {
    bool old = op == '-';
    paint(p, line, old ? OLD : NEW);
    buf_add(line, old ? S("[-") : S("{+"));
    put_safe(line, text);
    buf_add(line, old ? S("-]") : S("+}"));
    paint(p, line, PLAIN);
}

/* As git diff --word-diff does: the marks do not reach over the end of a line, unless that is all
 * that differs. */
static void put_words(struct printing *p, const piece_list *pieces) {
    struct buf line = {.a = p->b->a};
    for (size_t i = 0; i < pieces->n; i++) {
        const struct piece *piece = &pieces->at[i];
        if (piece->op == '=')
            put_safe(&line, piece->text);
        else if (str_eq(piece->text, S("\n")))
            put_word(p, &line, piece->op, S("↵"));
        else
            for (size_t from = 0, to; from < piece->text.n; from = to + 1) {
                to = str_find(piece->text, S("\n"), from);
                to = to == SIZE_MAX ? piece->text.n : to;
                if (to > from)
                    put_word(p, &line, piece->op, str_cut(piece->text, from, to));
                if (to < piece->text.n)
                    buf_byte(&line, '\n');
            }
    }
    put_lines(p, ' ', PLAIN, buf_str(&line));
}

/* A field's line: its name, what was, what is; newlines as 、 */
static void put_side(struct printing *p, enum paint colour, struct str s) {
    paint(p, p->b, colour);
    for (size_t from = 0, to; from <= s.n; from = to == SIZE_MAX ? s.n + 1 : to + 1) {
        to = str_find(s, S("\n"), from);
        if (from)
            buf_add(p->b, S("; "));
        put_safe(p->b, str_cut(s, from, to));
    }
    if (s.n == 0)
        buf_add(p->b, S("—"));
    paint(p, p->b, PLAIN);
}

static void put_field(struct printing *p, struct str name, struct str old, struct str new) {
    buf_add(p->b, S("  "));
    put_safe(p->b, name);
    buf_add(p->b, S(": "));
    put_side(p, OLD, old);
    buf_add(p->b, S(" → "));
    put_side(p, NEW, new);
    buf_byte(p->b, '\n');
}

static void put_change_of(struct printing *p, const char *name, struct field_change f) {
    if (f.old.n || f.new.n)
        put_field(p, str_of(name), f.old, f.new);
}

static void put_names(struct printing *p, struct str name, const str_list *old,
                      const str_list *new) {
    if (old->n + new->n == 0)
        return;
    buf_add(p->b, S("  "));
    buf_add(p->b, name);
    buf_byte(p->b, ':');
    for (size_t i = 0; i < old->n + new->n; i++) {
        bool gone = i < old->n;
        paint(p, p->b, gone ? OLD : NEW);
        buf_add(p->b, gone ? S(" -") : S(" +"));
        put_safe(p->b, gone ? old->at[i] : new->at[i - old->n]);
        paint(p, p->b, PLAIN);
    }
    buf_byte(p->b, '\n');
}

static bool same_list(const str_list *x, const str_list *y) {
    for (size_t i = 0; x->n == y->n && i < x->n; i++)
        if (!str_eq(x->at[i], y->at[i]))
            return false;
    return x->n == y->n;
}

static bool same_bodies(const struct role_change *x, const struct role_change *y) {
    return same_list(&x->added, &y->added) && same_list(&x->removed, &y->removed);
}

/* Roles that gained and lost the same bodies on one line: where two columns share a cell, all do.
 */
static void put_roles(struct printing *p, const struct change *c) {
    for (size_t i = 0, n; i < c->roles.n; i += n) {
        struct buf names = {.a = p->b->a};
        const struct role_change *first = &c->roles.at[i];
        for (n = 0; i + n < c->roles.n && same_bodies(first, &first[n]); n++) {
            buf_add(&names, n ? S(", ") : S(""));
            buf_add(&names, role_kind_name(first[n].role_kind));
        }
        put_names(p, buf_str(&names), &first->removed, &first->added);
    }
}

static void put_quantities(struct printing *p, const struct change *c) {
    for (size_t i = 0; i < c->quantities.n; i++) {
        const struct quantity_change *q = &c->quantities.at[i];
        put_field(p, q->subject.n ? q->subject : S("quantity"), out_value(p->b->a, q->old),
                  out_value(p->b->a, q->new));
    }
}

static struct str item_name(struct arena *a, const struct item *item) {
    if (item->cells)
        return str_fmt(a, "%.*s, %.*s", STR_ARG(item->cells->row_label), STR_ARG(item->cells->col));
    return item->measure           ? item->measure->task
           : item->clause->label.n ? item->clause->label
                                   : item->clause->section;
}

static void put_places(struct buf *b, char sign, const struct plan *plan, const item_list *items) {
    for (size_t i = 0; i < items->n; i++) {
        buf_byte(b, i ? ',' : ' ');
        if (i == 0)
            buf_byte(b, sign);
        buf_add(b, item_place(b->a, plan, &items->at[i]));
    }
}

static void put_head(struct printing *p, const struct change *c) {
    paint(p, p->b, HEAD);
    buf_add(p->b, S("@@"));
    put_places(p->b, '-', p->old, &c->old);
    put_places(p->b, '+', p->new, &c->new);
    buf_fmt(p->b, " @@ %.*s", STR_ARG(change_kind_name(c->kind)));
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        if (c->also & 1u << k)
            buf_fmt(p->b, ", %.*s", STR_ARG(change_kind_name(k)));
    buf_fmt(p->b, " (%.*s)", STR_ARG(change_class_name(c->class)));
    paint(p, p->b, PLAIN);
    buf_byte(p->b, ' ');
    put_safe(p->b, item_name(p->b->a, c->new.n ? &c->new.at[0] : &c->old.at[0]));
    buf_byte(p->b, '\n');
}

static void put_why(struct printing *p, const struct change *c) {
    if (c->old.n && c->new.n)
        buf_fmt(p->b, "  pairing: %.*s\n", STR_ARG(out_evidence(p->b->a, &c->evidence)));
    for (size_t i = 0; i < c->reasons.n; i++) {
        const struct reason *r = &c->reasons.at[i];
        buf_fmt(p->b, "  why: %.*s: %.*s (%.*s)\n", STR_ARG(r->field), STR_ARG(r->text),
                STR_ARG(change_class_name(r->class)));
    }
}

static void put_body(struct printing *p, const struct change *c) {
    if (c->text.n == 0 && c->old.n && !c->old.at[0].cells)
        put_lines(p, ' ', PLAIN, item_text(&c->new.at[0]));
    else if (p->view.words)
        put_words(p, &c->text);
    else
        put_pieces(p, &c->text);
    put_change_of(p, "section", c->section);
    put_change_of(p, "task", c->task);
    put_change_of(p, "deadline", c->deadline);
    put_roles(p, c);
    put_quantities(p, c);
    put_names(p, S("documents"), &c->uncited, &c->cited);
    if (p->view.why)
        put_why(p, c);
}

void out_diff_body(struct buf *b, const struct change *c, struct out_diff_view view) {
    struct printing p = {.b = b, .view = view};
    put_body(&p, c);
}

static void put_document(struct printing *p, const char *sign, enum paint colour,
                         const struct document *d) {
    paint(p, p->b, colour);
    buf_add(p->b, str_of(sign));
    put_safe(p->b, d->doc);
    buf_add(p->b, S(" "));
    put_safe(p->b, d->title);
    paint(p, p->b, PLAIN);
    buf_byte(p->b, '\n');
}

static void put_change(struct printing *p, const struct change *c) {
    put_head(p, c);
    put_body(p, c);
}

void out_diff(struct buf *b, const struct changes *c, struct out_diff_view view) {
    struct printing p = {b, view, c->old, c->new};
    if (c->list.n == 0)
        return;
    put_document(&p, "--- ", OLD, &c->old->document);
    put_document(&p, "+++ ", NEW, &c->new->document);
    for (size_t i = 0; i < c->list.n; i++)
        put_change(&p, &c->list.at[i]);
}

/* Footnotes: small raised numbers in the text, and at the page's foot, below a short line or behind
 * a raised number again, their texts. A raised number without a text is a power, as in km². */
#include "base/utf8.h"
#include "ingest/sheet.h"

/* Shares of a line's height: of a raised number its own, and how far down it may reach. */
#define RAISED_HEIGHT 0.8
#define RAISED_FOOT 0.72
#define ANCHOR_CHARS 10

static struct str number_at_front(struct str s) {
    size_t n = 0;
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return str_cut(s, 0, n);
}

static bool is_raised(const struct line *l, const struct word *w) {
    double height = box_height(l->box);
    return w->text.n && number_at_front(w->text).n == w->text.n &&
           box_height(w->box) < RAISED_HEIGHT * height &&
           w->box.y1 < l->box.y0 + RAISED_FOOT * height;
}

typedef VEC(struct line *) line_list;

static line_list lines_on(struct arena *a, struct sheet *s) {
    line_list out = {0};
    for (size_t t = 0; t < s->tables.n; t++)
        for (size_t i = 0; i < s->tables.at[t].sites.n; i++) {
            struct site *site = &s->tables.at[t].sites.at[i];
            for (size_t k = 0; k < site->lines.n; k++)
                *vec_push(a, &out) = &site->lines.at[k];
        }
    for (size_t i = 0; i < s->text.n; i++)
        *vec_push(a, &out) = &s->text.at[i];
    return out;
}

/* Does a line of the sheet bear the mark of this number, other than as its first word? */
static bool is_marked(const line_list *all, struct str n) {
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 1; k < all->at[i]->words.n; k++) {
            const struct word *w = all->at[i]->words.at[k];
            if (is_raised(all->at[i], w) && str_eq(w->text, n))
                return true;
        }
    return false;
}

/* The short line that parts footnotes from the text; no table has to do with it. */
static double rule_above_notes(const struct sheet *s) {
    double y = s->page->height;
    for (size_t i = 0; i < s->page->rulings.n; i++) {
        struct box b = s->page->rulings.at[i];
        bool in_table = false;
        for (size_t t = 0; t < s->tables.n; t++)
            in_table = in_table || b.y1 < s->tables.at[t].box.y1 + 1;
        bool shortish = box_width(b) < s->page->width / 2 && box_width(b) > 2 * box_height(b);
        if (!in_table && shortish && b.y0 > s->page->height / 2 && b.y0 < y)
            y = b.y0;
    }
    return y;
}

static bool begins_note(struct arena *a, const line_list *all, const struct line *l, double rule) {
    struct str n = number_at_front(line_text(a, l));
    bool set_apart = l->box.y0 > rule || (l->words.n > 1 && is_raised(l, l->words.at[0]));
    return !l->furniture && n.n && set_apart && is_marked(all, n);
}

/* The first line opens a note, the others go on with it. */
static void add_line(struct doc *doc, const struct sheet *s, struct line *l, bool opens,
                     notes *out) {
    struct str text = line_text(doc->a, l), n = number_at_front(text);
    struct place at = sheet_place(doc->a, s, l->box);
    if (opens) {
        doc_furniture(doc, "footnote mark", n, at);
        *vec_push(doc->a, out) = (struct note){.n = n, .para = {.at = at}};
        text = utf8_trim(str_cut(text, n.n, text.n));
    }
    struct note *note = &out->at[out->n - 1];
    struct buf b = {.a = doc->a};
    buf_add(&b, note->para.text);
    lines_join(&b, text);
    note->para.text = buf_str(&b);
}

static struct note *note_of(notes *all, size_t from, struct str n) {
    for (size_t i = from; i < all->n; i++)
        if (str_eq(all->at[i].n, n))
            return &all->at[i];
    return NULL;
}

/* Takes the marks of notes out of a line; before is the line above it, NULL
 * where there is none. */
static void take_marks(struct doc *doc, const struct sheet *s, struct line *l,
                       const struct line *before, notes *all, size_t from) {
    struct buf read = {.a = doc->a};
    words kept = {0};
    if (before && !line_ends_sentence(before))
        buf_add(&read, line_text(doc->a, before));
    for (size_t i = 0; i < l->words.n; i++) {
        struct word *w = l->words.at[i];
        struct note *note = is_raised(l, w) ? note_of(all, from, w->text) : NULL;
        if (note) {
            doc_furniture(doc, "footnote mark", w->text, sheet_place(doc->a, s, w->box));
            note->anchor = str_dup(doc->a, utf8_tail(buf_str(&read), ANCHOR_CHARS));
        } else {
            *vec_push(doc->a, &kept) = w;
            buf_add(&read, w->text);
        }
    }
    l->words.at = kept.at;
    l->words.n = l->words.cap = kept.n;
}

void sheet_take_notes(struct doc *doc, struct sheet *s, notes *out) {
    line_list all = lines_on(doc->a, s);
    lines kept = {0};
    size_t from = out->n;
    double rule = rule_above_notes(s);
    for (size_t i = 0; i < s->text.n; i++) {
        struct line *l = &s->text.at[i];
        bool opens = begins_note(doc->a, &all, l, rule);
        if (opens || (out->n > from && !l->furniture))
            add_line(doc, s, l, opens, out);
        else
            *vec_push(doc->a, &kept) = *l;
    }
    if (out->n == from)
        return;
    s->text.at = kept.at;
    s->text.n = s->text.cap = kept.n;
    all = lines_on(doc->a, s);
    for (size_t i = 0; i < all.n; i++)
        take_marks(doc, s, all.at[i], i ? all.at[i - 1] : NULL, out, from);
}

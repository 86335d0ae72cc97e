#include "out/word_tracked.h"
#include "out/word.h"

static struct str attributes(struct arena *a, struct out_author by) {
    struct buf b = {.a = a};
    buf_add(&b, S(" w:author=\""));
    word_escape(&b, by.name);
    buf_add(&b, S("\""));
    if (by.date.n) {
        buf_add(&b, S(" w:date=\""));
        word_escape(&b, by.date);
        buf_add(&b, S("\""));
    }
    return buf_str(&b);
}

void tracked_start(struct tracked *t, struct arena *a, struct buf *b, struct out_author by) {
    *t = (struct tracked){.a = a, .b = b, .by = attributes(a, by)};
}

static void open_revision(struct tracked *t, struct buf *b, const char *element, bool empty) {
    buf_fmt(b, "<w:%s w:id=\"%u\"%.*s%s>", element, ++t->id, STR_ARG(t->by), empty ? "/" : "");
}

/* The element for text that only one plan has at this place. */
static const char *revision(char op, unsigned move) {
    return op == '-' ? move ? "moveFrom" : "del" : move ? "moveTo" : "ins";
}

/* A move's two ends have one name, and each its range. */
static unsigned open_range(struct tracked *t, struct buf *b, char op, unsigned move) {
    buf_fmt(b, "<w:%sRangeStart w:id=\"%u\" w:name=\"move%u\"%.*s/>", revision(op, move), ++t->id,
            move, STR_ARG(t->by));
    return t->id;
}

static void close_range(struct buf *b, char op, unsigned move, unsigned id) {
    buf_fmt(b, "<w:%sRangeEnd w:id=\"%u\"/>", revision(op, move), id);
}

static void put_text(struct tracked *t, struct buf *runs, const struct tracked_para *p, char op,
                     struct str text) {
    if (text.n == 0)
        return;
    if (op != '=')
        open_revision(t, runs, revision(op, p->move), false);
    /* Text that moved away is w:t: w:moveFrom alone says that it goes (17.13.5.22). */
    word_run(runs, text, p->props, op == '-' && !p->move);
    if (op != '=')
        buf_fmt(runs, "</w:%s>", revision(op, p->move));
}

/* op is that of the paragraph's mark. */
static void put_para(struct tracked *t, const struct tracked_para *p, char op, struct buf *runs) {
    buf_fmt(t->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", p->style);
    if (op != '=') {
        buf_add(t->b, S("<w:rPr>"));
        open_revision(t, t->b, revision(op, p->move), true);
        buf_add(t->b, S("</w:rPr>"));
    }
    buf_add(t->b, S("</w:pPr>"));
    buf_add(t->b, buf_str(runs));
    buf_add(t->b, S("</w:p>"));
    runs->n = 0;
}

/* A line end in a piece ends a paragraph, whose mark is of that piece. */
void tracked_pieces(struct tracked *t, struct tracked_para p, const piece_list *pieces) {
    struct buf runs = {.a = t->a};
    unsigned range = p.move ? open_range(t, &runs, p.mark, p.move) : 0;
    for (size_t i = 0; i < pieces->n; i++) {
        char op = pieces->at[i].op;
        struct str rest = pieces->at[i].text;
        for (size_t end; (end = str_find(rest, S("\n"), 0)) != SIZE_MAX;) {
            put_text(t, &runs, &p, op, str_cut(rest, 0, end));
            put_para(t, &p, op, &runs);
            rest = str_cut(rest, end + 1, rest.n);
        }
        put_text(t, &runs, &p, op, rest);
    }
    if (p.move)
        close_range(&runs, p.mark, p.move, range);
    put_para(t, &p, p.mark, &runs);
}

void tracked_whole(struct tracked *t, struct tracked_para p, struct str text) {
    piece_list pieces = {0};
    *vec_push(t->a, &pieces) = (struct piece){p.mark, text};
    tracked_pieces(t, p, &pieces);
}

void tracked_row(struct tracked *t, char op) {
    if (op != '=')
        open_revision(t, t->b, revision(op, 0), true);
}

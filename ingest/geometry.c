#include "ingest/geometry.h"
#include "base/utf8.h"
#include "ingest/radicals.h"
#include "ingest/sheet.h"
#include <math.h>

/* A paragraph put together from lines. */
struct passage {
    struct buf text;
    struct box box;
    const struct line *last;
};

/* What the pages have given so far. */
struct layout {
    struct doc *doc;
    struct sheet *sheet; /* at hand */
    struct seam seam;
};

void geometry_word(struct doc *doc, struct page *p, struct str text, struct box box,
                   uint32_t line) {
    text = utf8_trim(text);
    if (text.n == 0)
        return;
    doc->chars_total += utf8_ink(text);
    *vec_push(doc->a, &p->words) = (struct word){
        radicals_as_ideographs(doc->a, text),
        {fmin(box.x0, box.x1), fmin(box.y0, box.y1), fmax(box.x0, box.x1), fmax(box.y0, box.y1)},
        line};
}

void geometry_ruling(struct doc *doc, struct page *p, struct box box) {
    *vec_push(doc->a, &p->rulings) = (struct box){fmin(box.x0, box.x1), fmin(box.y0, box.y1),
                                                  fmax(box.x0, box.x1), fmax(box.y0, box.y1)};
}

/* ---- sheets ---- */

static int open_sheet(struct doc *doc, struct page *p, const struct limits *limits, struct sheet *s,
                      const struct sheet *before) {
    words rest = {0};
    *s = (struct sheet){.page = p, .last = s->last, .turn = sheet_turn(p)};
    sheet_level(doc->a, s);
    sheet_take_specks(doc, s);
    sheet_take_struck(doc, s);
    if (lattices_find(doc->a, p, limits, &doc->diags, &s->tables, &rest) < 0)
        return -1;
    s->text = lines_of(doc->a, &rest);
    size_t ruled = s->tables.n;
    if (sheet_unruled(doc->a, s, before, limits, &doc->diags) < 0)
        return -1;
    for (size_t t = 0; t < s->tables.n; t++) {
        struct lattice *l = &s->tables.at[t];
        for (size_t i = 0; i < l->sites.n; i++)
            l->sites.at[i].lines = lines_of(doc->a, &l->sites.at[i].words);
        if (t < ruled)
            lattice_split(doc->a, l);
        lattice_frame(doc->a, l, t < ruled);
    }
    lattices_sort(&s->tables);
    return 0;
}

static void widen(struct frame *f, struct box b) {
    f->left = fmin(f->left, b.x0);
    f->right = fmax(f->right, b.x1);
}

/* Pages of one width share their margins. */
static void frame_sheets(struct sheet *sheets, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct frame f = {.left = INFINITY, .right = -INFINITY};
        for (size_t k = 0; k < sheets[i].text.n; k++)
            if (!sheets[i].text.at[k].furniture)
                widen(&f, sheets[i].text.at[k].box);
        for (size_t k = 0; k < sheets[i].tables.n; k++) {
            const struct lattice *l = &sheets[i].tables.at[k];
            widen(&f, (struct box){l->inner[0].left, 0, l->inner[l->xs.n - 2].right, 0});
        }
        sheets[i].frame = f;
    }
    for (size_t i = 1; i < n; i++)
        if (fabs(sheets[i].page->width - sheets[i - 1].page->width) < 1) {
            struct frame *f = &sheets[i].frame, *before = &sheets[i - 1].frame;
            f->left = fmin(f->left, before->left);
            f->right = fmax(f->right, before->right);
        }
    for (size_t i = n; i > 1; i--)
        if (fabs(sheets[i - 1].page->width - sheets[i - 2].page->width) < 1)
            sheets[i - 2].frame = sheets[i - 1].frame;
}

/* ---- paragraphs ---- */

static void add_line(struct doc *doc, struct passage *p, const struct line *l) {
    if (!p->last)
        *p = (struct passage){.text = {.a = doc->a}, .box = l->box};
    lines_join(&p->text, line_text(doc->a, l));
    p->box = box_union(p->box, l->box);
    p->last = l;
}

static struct para para_of(const struct layout *g, const struct passage *p) {
    return (struct para){.text = buf_str(&p->text), .at = sheet_place(g->doc->a, g->sheet, p->box)};
}

static void fill_cell(struct layout *g, struct cell *c, const struct lattice *l,
                      const struct site *s) {
    struct frame f = site_frame(l, s);
    struct passage p = {0};
    for (size_t i = 0; i < s->lines.n; i++) {
        const struct line *line = &s->lines.at[i];
        if (p.last && !line_goes_on(p.last, line, f)) {
            *vec_push(g->doc->a, &c->paras) = para_of(g, &p);
            p.last = NULL;
        }
        add_line(g->doc, &p, line);
    }
    if (p.last)
        *vec_push(g->doc->a, &c->paras) = para_of(g, &p);
}

static void add_table(struct layout *g, const struct lattice *l) {
    struct arena *a = g->doc->a;
    size_t at = g->doc->blocks.n;
    struct table *t = doc_block(g->doc, BLOCK_TABLE)->table;
    t->columns = (uint32_t)l->xs.n - 1;
    t->at = sheet_place(a, g->sheet, l->box);
    for (size_t r = 0; r + 1 < l->ys.n; r++)
        *vec_push(a, &t->rows) = (struct row){0};
    for (size_t i = 0; i < l->sites.n; i++) {
        const struct site *s = &l->sites.at[i];
        struct cell *c = vec_push(a, &t->rows.at[s->row].cells);
        *c = (struct cell){.col = s->col,
                           .col_span = s->col_span,
                           .row_span = s->row_span,
                           .at = sheet_place(a, g->sheet, s->box)};
        fill_cell(g, c, l, s);
    }
    t->printed = l->printed;
    if (l->printed)
        g->seam = (struct seam){0};
    else
        seam_join_rows(g->doc, &g->seam, t, l);
    g->seam.line = NULL;
    if (t->rows.n == 0)
        g->doc->blocks.n = at; /* all of it belonged to the page before */
}

static void close_passage(struct layout *g, struct passage *p) {
    if (!p->last)
        return;
    g->seam = (struct seam){.line = p->last, .block = g->doc->blocks.n, .frame = g->sheet->frame};
    doc_block(g->doc, BLOCK_PARAGRAPH)->para = para_of(g, p);
    p->last = NULL;
}

/* A line outside of tables; p is the paragraph that is open. */
static void take_line(struct layout *g, struct passage *p, const struct line *l) {
    if (l->furniture) {
        doc_furniture(g->doc, l->furniture, line_text(g->doc->a, l),
                      sheet_place(g->doc->a, g->sheet, l->box));
        return;
    }
    if (p->last && !line_goes_on(p->last, l, g->sheet->frame))
        close_passage(g, p);
    add_line(g->doc, p, l);
}

/* The first line of a page's text may belong to the paragraph before it. */
static bool joins_seam(struct layout *g, const struct line *l) {
    if (l->furniture || !seam_text_goes_on(&g->seam, l, g->sheet->frame))
        return false;
    struct para *p = &g->doc->blocks.at[g->seam.block].para;
    struct buf b = {.a = g->doc->a};
    buf_add(&b, p->text);
    lines_join(&b, line_text(g->doc->a, l));
    p->text = buf_str(&b);
    g->seam.line = l;
    g->seam.frame = g->sheet->frame;
    return true;
}

static void lay_sheet(struct layout *g, struct sheet *s) {
    struct passage p = {0};
    size_t table = 0;
    bool first = true;
    g->sheet = s;
    for (size_t i = 0; i < s->text.n; i++) {
        const struct line *l = &s->text.at[i];
        for (; table < s->tables.n && s->tables.at[table].box.y0 < l->box.y0; table++) {
            close_passage(g, &p);
            add_table(g, &s->tables.at[table]);
        }
        first = first && !p.last && g->seam.line;
        if (!(first && joins_seam(g, l)))
            take_line(g, &p, l);
    }
    close_passage(g, &p);
    for (; table < s->tables.n; table++)
        add_table(g, &s->tables.at[table]);
}

/* ---- the doc ---- */

/* In document order. */
static void number_paras(struct doc *doc) {
    for (size_t i = 0; i < doc->blocks.n; i++) {
        struct block *b = &doc->blocks.at[i];
        if (b->kind == BLOCK_PARAGRAPH)
            b->para.id = doc->paras++;
        else if (b->kind == BLOCK_FOOTNOTE)
            b->note->para.id = doc->paras++;
        for (size_t r = 0; b->kind == BLOCK_TABLE && r < b->table->rows.n; r++)
            for (size_t c = 0; c < b->table->rows.at[r].cells.n; c++) {
                struct cell *cell = &b->table->rows.at[r].cells.at[c];
                for (size_t k = 0; k < cell->paras.n; k++)
                    cell->paras.at[k].id = doc->paras++;
            }
    }
}

int geometry_read(struct doc *doc, struct page *pages, size_t n, const struct limits *limits) {
    struct sheet *sheets = arena_array(doc->a, n + 1, sizeof *sheets);
    struct layout g = {.doc = doc};
    notes found = {0};
    pages_take_watermarks(doc, pages, n);
    for (size_t i = 0; i < n; i++) {
        sheets[i].last = i + 1 == n;
        if (open_sheet(doc, &pages[i], limits, &sheets[i], i ? &sheets[i - 1] : NULL) < 0)
            return -1;
    }
    sheets_furnish(doc->a, sheets, n);
    for (size_t i = 0; i < n; i++)
        sheet_take_notes(doc, &sheets[i], &found);
    sheets_share_columns(doc->a, sheets, n);
    frame_sheets(sheets, n);
    for (size_t i = 0; i < n; i++)
        lay_sheet(&g, &sheets[i]);
    for (size_t i = 0; i < found.n; i++)
        *doc_block(doc, BLOCK_FOOTNOTE)->note = found.at[i];
    number_paras(doc);
    return 0;
}

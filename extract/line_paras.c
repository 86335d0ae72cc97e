/* The cell that pieces of lines make: its paragraphs, or the names in it. */
#include "base/utf8.h"
#include "extract/lines.h"
#include <math.h>

/* The tokens of one line as printed. */
static struct para line_of(const struct lattice *l, size_t from, size_t to) {
    struct para p = *l->tokens[from].paras.at[0];
    const struct str last = l->tokens[to - 1].paras.at[0]->text;
    p.text.n = (size_t)(last.p - p.text.p) + last.n;
    return p;
}

/* Does the line of token i begin a paragraph of its own behind the one above? Behind a full line
 * that ends a sentence nothing shows it. */
static bool parts(const struct lattice *l, size_t i, bool *sure) {
    const struct lines *x = l->more;
    const struct fact *above = &x->facts[i - 1];
    enum line_kind kind = rules_line(l->w->rules, l->tokens[i].paras.at[0]->text).kind;
    *sure = true;
    if (!above->ends)
        return false;
    if (x->habits->full == 0 || kind == LINE_HEADING || kind == LINE_NUMBERED)
        return true;
    *sure = above->with_next + RAGGED <= x->habits->full;
    return above->with_next < x->habits->full;
}

static void add_name(struct lattice *l, struct gcell *cell, size_t from, size_t to) {
    struct para *p = arena_alloc(l->w->a, sizeof *p);
    struct buf b = {.a = l->w->a};
    *p = *l->tokens[from].paras.at[0];
    for (size_t i = from; i < to; i++) {
        buf_add(&b, utf8_squeeze(l->w->a, l->tokens[i].paras.at[0]->text));
        claim(l->w, l->tokens[i].paras.at[0], USE_ITEM);
    }
    p->text = buf_str(&b);
    *vec_push(l->w->laid, &cell->paras) = p;
}

void cut_tokens(const struct lattice *l, size_t from, size_t to, bool official, size_t *length) {
    const struct fact *f = ((struct lines *)l->more)->facts;
    double best[TOKENS_MOST + 1] = {0};
    size_t n = to - from;
    for (size_t i = n; i-- > 0;) {
        best[i] = -INFINITY;
        for (size_t k = 0; k < NAME_TOKENS && i + k < n; k++) {
            const struct fact *t = &f[from + i];
            double score = (official ? t->persons[k] : t->units[k]) + best[i + k + 1];
            if (score > best[i]) {
                best[i] = score;
                length[i] = k + 1;
            }
        }
    }
}

/* White space and line ends inside a name are gone. */
static struct gcell names_cell(struct lattice *l, size_t from, size_t to, bool official) {
    struct gcell cell = {.at = l->tokens[from].at};
    size_t length[TOKENS_MOST + 1] = {0};
    cut_tokens(l, from, to, official, length);
    for (size_t i = 0; i < to - from; i += length[i])
        add_name(l, &cell, from + i, from + i + length[i]);
    return cell;
}

struct gcell line_cell(struct lattice *l, size_t from, size_t to, uint32_t c) {
    struct gcell cell = {.at = l->tokens[from].at};
    const struct column *column = &l->g->headers[c].column;
    const struct fact *f = ((struct lines *)l->more)->facts;
    bool text = column->field == FIELD_MEASURE;
    if (column->field == FIELD_ROLE)
        return names_cell(l, from, to, column->role_kind == ROLE_OFFICIAL);
    struct para *open = NULL;
    for (size_t i = from, next; i < to; i = next) {
        bool sure = true;
        for (next = i + 1; next < to && f[next].beside;)
            next++;
        struct para line = line_of(l, i, next);
        if (text && open && !parts(l, i, &sure)) {
            sure = sure && (f[i - 1].beside || as_inner_line(l->more, &f[i - 1]) == 0);
            open->text = str_fmt(l->w->a, "%.*s%.*s", STR_ARG(open->text), STR_ARG(line.text));
            claim(l->w, &line, USE_ITEM);
        } else {
            open = arena_alloc(l->w->a, sizeof *open);
            *open = line;
            *vec_push(l->w->laid, &cell.paras) = open;
        }
        if (!sure)
            cell.unsure = arena_copy(l->w->laid, &line.text, 1, sizeof line.text);
    }
    return cell;
}

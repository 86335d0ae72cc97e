#include "out/words.h"
#include "base/utf8.h"
#include <math.h>

/* Not a third, whose digits do not end. */
static bool is_round(double value) {
    const double digits = 1e6;
    return fabs(value * digits - round(value * digits)) < 1e-3;
}

struct str out_value(struct arena *a, const struct quantity *q) {
    struct buf b = {.a = a};
    if (!q)
        return (struct str){0};
    if (!str_eq(q->comparator, S("=")))
        buf_add(&b, q->comparator);
    if (q->has_value && is_round(q->value))
        plan_put_real(&b, q->value);
    else if (q->has_value)
        buf_fmt(&b, "%.3f", q->value);
    buf_add(&b, q->unit);
    return buf_str(&b);
}

struct str out_evidence(struct arena *a, const struct evidence *e) {
    struct buf b = {.a = a};
    const struct {
        const char *name;
        double value;
    } parts[] = {{"text", e->text},
                 {"topic", e->topic},
                 {"task", e->task},
                 {"section", e->section},
                 {"units", e->units},
                 {"quantities", e->quantities},
                 {"neighbours", e->neighbours}};
    if (e->ruled)
        return S("decided by the user");
    if (e->identical)
        return S("1.00 (equal text)");
    if (e->part)
        return str_fmt(a, "%.2f of its text stands there", e->text);
    buf_fmt(&b, "%.2f", e->score);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value > 0)
            buf_fmt(&b, "%s%s %.2f", i ? ", " : " (", parts[i].name, parts[i].value);
    buf_byte(&b, ')');
    return buf_str(&b);
}

struct str out_names(struct arena *a, const str_list *names, struct str between) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < names->n; i++) {
        if (i)
            buf_add(&b, between);
        buf_add(&b, names->at[i]);
    }
    return buf_str(&b);
}

struct str out_places(struct arena *a, const struct plan *plan, const item_list *cell) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < cell->n; i++)
        buf_fmt(&b, "%s%.*s", i ? "+" : "", STR_ARG(item_place(a, plan, &cell->at[i])));
    return buf_str(&b);
}

struct str out_texts(struct arena *a, const item_list *cell) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < cell->n; i++) {
        const struct item *item = &cell->at[i];
        if (i)
            buf_byte(&b, '\n');
        for (size_t k = 0; k < item->cells_n; k++)
            buf_fmt(&b, "%s%.*s：%.*s", k ? "；" : "", STR_ARG(item->cells[k].col),
                    STR_ARG(item->cells[k].value));
        if (!item->cells)
            buf_add(&b, item_text(item));
    }
    return buf_str(&b);
}

/* A line that does not break inside a word may stay this much shorter. */
enum { NARROW = 40, RAGGED = 4 };

struct str out_snippet(struct arena *a, struct str text, size_t width, size_t lines) {
    size_t room = (width > NARROW ? width - RAGGED : NARROW) * lines, used = 0;
    struct buf b = {.a = a};
    for (size_t i = 0, from = 0; i < text.n; from = i) {
        int32_t cp = utf8_next(text, &i);
        used += (size_t)utf8_width(cp);
        if (used > room) {
            buf_add(&b, S("…"));
            break;
        }
        buf_add(&b, cp == '\n' ? S(" ") : str_cut(text, from, i));
    }
    return buf_str(&b);
}

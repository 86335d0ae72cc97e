#include "out/search.h"
#include "out/json.h"
#include "out/layout.h"
#include <math.h>

static struct str number(struct arena *a, const struct corpus_hit *h) {
    if (h->measure_no && h->task_no)
        return str_fmt(a, " %d.%d.%d", h->table_no, h->task_no, h->measure_no);
    if (h->measure_no)
        return str_fmt(a, " %d.-.%d", h->table_no, h->measure_no);
    if (h->row_no)
        return str_fmt(a, " %d row %d", h->table_no, h->row_no);
    return str_fmt(a, " %.*s", STR_ARG(h->kind));
}

static void put_hit(struct buf *b, const struct corpus_hit *h, size_t width) {
    struct arena *a = b->a;
    struct str place = str_fmt(a, "%.*s%.*s", STR_ARG(h->doc), STR_ARG(number(a, h)));
    layout_text(b, 0, place, h->head.n ? h->head : h->section, width);
    if (h->deadline.n)
        layout_text(b, 4, S("deadline:"), h->deadline, width);
    layout_text(b, 4, S(""), h->snippet, width);
}

void out_search(struct buf *b, const struct corpus_hits *hits, size_t width) {
    for (size_t i = 0; i < hits->list.n; i++)
        put_hit(b, &hits->list.at[i], width);
    buf_fmt(b, "%s%zu item%s", hits->list.n ? "\n" : "", hits->all, hits->all == 1 ? "" : "s");
    if (hits->all > hits->list.n)
        buf_fmt(b, ", the first %zu shown; --limit shows more", hits->list.n);
    buf_byte(b, '\n');
}

json_t *hit_json(const struct corpus_hit *h) {
    json_t *o = json_object();
    set_text(o, "doc", h->doc);
    set_text(o, "kind", h->kind);
    set_number(o, "table_no", h->table_no);
    set_number(o, "task_no", h->task_no);
    set_number(o, "measure_no", h->measure_no);
    set_count(o, "row_no", h->row_no);
    set_count(o, "clause_ord", h->clause_ord);
    set_text(o, "section", h->section);
    set_text(o, "head", h->head);
    set_text(o, "deadline", h->deadline);
    json_object_set_new(o, "snippet", json_stringn(h->snippet.p, h->snippet.n));
    json_object_set_new(o, "score", json_real(round(h->score * 1000) / 1000));
    return o;
}

void out_search_json(struct buf *b, const struct corpus_hits *hits) {
    for (size_t i = 0; i < hits->list.n; i++)
        put_json_line(b, hit_json(&hits->list.at[i]));
}

#include "out/chart.h"
#include <stdlib.h>

static size_t total(const struct bar *bar) {
    size_t n = 0;
    for (size_t i = 0; i < CHART_PARTS; i++)
        n += bar->parts[i];
    return n;
}

static size_t longest(const bar_list *bars) {
    size_t most = 1;
    for (size_t i = 0; i < bars->n; i++)
        most = total(&bars->at[i]) > most ? total(&bars->at[i]) : most;
    return most;
}

/* Charts have few bars; a search by hand will do. */
struct bar *chart_bar(struct arena *a, bar_list *bars, struct str label) {
    for (size_t i = bars->n; i-- > 0;)
        if (str_eq(bars->at[i].label, label))
            return &bars->at[i];
    struct bar *bar = vec_push(a, bars);
    *bar = (struct bar){.label = label};
    return bar;
}

static int by_length(const void *left, const void *right) {
    const struct bar *a = left, *b = right;
    size_t x = total(a), y = total(b);
    return x > y ? -1 : x < y ? 1 : str_cmp(a->label, b->label);
}

void chart_sort(bar_list *bars, size_t most) {
    if (bars->n)
        qsort(bars->at, bars->n, sizeof *bars->at, by_length);
    bars->n = bars->n < most ? bars->n : most;
}

static void put_legend(struct html *h, const struct str names[CHART_PARTS]) {
    html_raw(h, "<p class=\"legend\">");
    for (size_t i = 0; i < CHART_PARTS; i++)
        html_put(h, "<span><i class=\"p$\"></i>$</span> ", html_int(h, (int64_t)i), names[i]);
    html_raw(h, "</p>");
}

/* Lengths in thousandths of the longest bar. */
static void put_bar(struct html *h, const struct bar *bar, size_t most) {
    enum { FULL = 1000 };
    size_t x = 0;
    html_raw(h, "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (size_t i = 0; i < CHART_PARTS; i++) {
        size_t width = bar->parts[i] * FULL / most;
        if (bar->parts[i])
            buf_fmt(h->b, "<rect class=\"p%zu\" x=\"%zu\" width=\"%zu\" height=\"10\"/>", i, x,
                    width ? width : 1);
        x += width;
    }
    html_raw(h, "</svg>");
}

static void put_numbers(struct html *h, const struct bar *bar, bool parts) {
    html_put(h, "<td class=\"num\">$", html_int(h, (int64_t)total(bar)));
    if (parts)
        html_put(h, " <small>$ · $ · $</small>", html_int(h, (int64_t)bar->parts[0]),
                 html_int(h, (int64_t)bar->parts[1]), html_int(h, (int64_t)bar->parts[2]));
    html_raw(h, "</td>");
}

void chart_rows(struct html *h, struct str title, const struct str names[CHART_PARTS],
                const bar_list *bars) {
    size_t most = longest(bars);
    if (bars->n == 0)
        return;
    html_put(h, "<figure class=\"chart\"><figcaption>$</figcaption>", title);
    if (names[1].n)
        put_legend(h, names);
    html_raw(h, "<table class=\"bars\"><tbody>");
    for (size_t i = 0; i < bars->n; i++) {
        const struct bar *bar = &bars->at[i];
        if (bar->link.n)
            html_put(h, "<tr><th scope=\"row\"><a href=\"$\">$</a></th><td>", bar->link,
                     bar->label);
        else
            html_put(h, "<tr><th scope=\"row\">$</th><td>", bar->label);
        put_bar(h, bar, most);
        html_raw(h, "</td>");
        put_numbers(h, bar, names[1].n > 0);
        html_raw(h, "</tr>");
    }
    html_raw(h, "</tbody></table></figure>\n");
}

enum { STEP = 44, WIDE = 28, HIGH = 90, FOOT = 22, HEAD = 18 };

static void put_column(struct html *h, const struct bar *bar, size_t i, size_t most) {
    size_t tall = bar->parts[0] * HIGH / most, x = i * STEP;
    tall = bar->parts[0] && !tall ? 1 : tall;
    buf_fmt(h->b, "<rect class=\"p0\" x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%zu\"/>",
            x + (STEP - WIDE) / 2, HEAD + HIGH - tall, WIDE, tall);
    if (bar->parts[0])
        buf_fmt(h->b, "<text x=\"%zu\" y=\"%zu\">%zu</text>", x + STEP / 2, HEAD + HIGH - tall - 4,
                bar->parts[0]);
    buf_fmt(h->b, "<text class=\"axis\" x=\"%zu\" y=\"%d\">", x + STEP / 2, HEAD + HIGH + 16);
    html_put(h, "$</text>", bar->label);
}

void chart_columns(struct html *h, struct str title, const bar_list *bars) {
    size_t most = longest(bars);
    if (bars->n == 0)
        return;
    html_put(h,
             "<figure class=\"chart\"><figcaption>$</figcaption><div class=\"wide\" tabindex=\"0\" "
             "role=\"group\" aria-label=\"$\">",
             title, title);
    buf_fmt(h->b, "<svg class=\"columns\" role=\"img\" viewBox=\"0 0 %zu %d\" width=\"%zu\" ",
            bars->n * STEP, HEAD + HIGH + FOOT, bars->n * STEP);
    html_put(h, "aria-label=\"$", title);
    for (size_t i = 0; i < bars->n; i++)
        html_put(h, "; $ $", bars->at[i].label, html_int(h, (int64_t)bars->at[i].parts[0]));
    html_raw(h, "\">");
    buf_fmt(h->b, "<line x1=\"0\" x2=\"%zu\" y1=\"%d\" y2=\"%d\"/>", bars->n * STEP, HEAD + HIGH,
            HEAD + HIGH);
    for (size_t i = 0; i < bars->n; i++)
        put_column(h, &bars->at[i], i, most);
    html_raw(h, "</svg></div></figure>\n");
}

/* Inside out/: HTML. Text reaches a page through one function, html_escape, so that whatever a
 * document holds is shown as text. */
#ifndef TIAOMU_OUT_HTML_H
#define TIAOMU_OUT_HTML_H

#include "out/labels.h"
#include "out/pages.h"

/* A page being made. */
struct html {
    struct buf *b;
    struct arena *a;
    struct out_page page;
};

/* Appends text for an element's content or a quoted attribute's value. Markup is escaped; control
 * characters and those that turn the direction of writing are shown by name (␀, [U+202E]), bytes
 * that are no UTF-8 as U+FFFD. */
void html_escape(struct buf *b, struct str text);

/* Appends markup in which every $ stands for the next of the texts, escaped. */
void html_fill(struct html *h, const char *markup, const struct str *texts, size_t n);
#define html_put(h, markup, ...)                                                                   \
    html_fill((h), (markup), (const struct str[]){__VA_ARGS__},                                    \
              sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))
void html_raw(struct html *h, const char *markup); /* without texts */

struct str html_int(struct html *h, int64_t n);
struct str html_label(const struct html *h, enum label_id id);
/* The label of a kind, class or role by its name. */
struct str html_name(const struct html *h, struct str name);

/* From the doctype to the beginning of <main>, with the site's navigation where there is one; kind
 * is a class of the body. */
void html_begin(struct html *h, struct str title, const char *kind);
void html_end(struct html *h);

/* Details that are folded: what stands between the two calls is parsed by a browser only when they
 * are opened (a noscript's content is text to a browser that runs scripts; page.js unpacks it), so
 * that ten thousand of them cost little. The summary is one text; id may be empty. */
void html_begin_folded(struct html *h, const char *class, struct str id, struct str summary);
void html_end_folded(struct html *h);

/* Where a source line or package part is told: "第12行". Empty where the place is unknown. */
struct str html_place(struct html *h, struct place at);

#endif

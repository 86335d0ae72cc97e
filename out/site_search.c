/* The search page, answered by a server or by the page's own script; and the index for the latter.
 */
#include "out/html.h"
#include "out/json.h"
#include "out/site.h"
#include "out/urls.h"

static void put_input(struct html *h, const char *name, enum label_id label, struct str value,
                      const char *class) {
    html_put(h,
             "<label class=\"$\">$ <input type=\"search\" name=\"$\" value=\"$\" "
             "maxlength=\"200\"></label>\n",
             str_of(class), html_label(h, label), str_of(name), value);
}

static void put_roles(struct html *h, struct str chosen) {
    html_put(h, "<label>$ <select name=\"role\"><option value=\"\">$</option>",
             html_label(h, LABEL_role_kind), html_label(h, LABEL_all));
    for (enum role_kind r = ROLE_LEAD; r <= ROLE_OTHER; r++)
        html_put(h,
                 str_eq(chosen, role_kind_name(r)) ? "<option value=\"$\" selected>$</option>"
                                                   : "<option value=\"$\">$</option>",
                 role_kind_name(r), html_name(h, role_kind_name(r)));
    html_raw(h, "</select></label>\n");
}

static void put_form(struct html *h, const struct out_asked *asked) {
    html_put(h, "<form class=\"search\" role=\"search\" action=\"$search.html\" method=\"get\">\n",
             h->page.root);
    put_input(h, "q", LABEL_words, asked->words, "words");
    put_input(h, "district", LABEL_jurisdiction, asked->district, "");
    put_input(h, "year", LABEL_year, asked->year, "");
    put_input(h, "org", LABEL_organisations, asked->org, "");
    put_roles(h, asked->role);
    put_input(h, "deadline", LABEL_due, asked->deadline, "");
    html_put(h, "<button>$</button></form>\n", html_label(h, LABEL_search));
}

static void put_found(struct html *h, struct str text, const corpus_spans *found) {
    size_t from = 0;
    for (size_t i = 0; i < found->n; i++) {
        html_escape(h->b, str_cut(text, from, found->at[i].from));
        html_put(h, "<mark>$</mark>", str_cut(text, found->at[i].from, found->at[i].to));
        from = found->at[i].to;
    }
    html_escape(h->b, str_cut(text, from, text.n));
}

static struct str url_hit(struct arena *a, const struct corpus_hit *hit) {
    struct str doc = url_doc(a, hit->doc);
    if (hit->measure_no)
        return url_measure(a, hit->doc,
                           &(struct measure){.table_no = hit->table_no,
                                             .task_no = hit->task_no,
                                             .measure_no = hit->measure_no});
    if (hit->clause_ord)
        return str_fmt(a, "%.*s#c%d", STR_ARG(doc), hit->clause_ord);
    if (hit->row_no)
        return str_fmt(a, "%.*s#r%d-%d", STR_ARG(doc), hit->table_no, hit->row_no);
    return doc;
}

static void put_hit(struct html *h, const struct corpus_hit *hit) {
    html_put(h, "<li><p><a href=\"$$\">", h->page.root, url_hit(h->a, hit));
    if (hit->head.n)
        put_found(h, hit->head, &hit->found_head);
    else
        html_escape(h->b, hit->section.n ? hit->section : html_name(h, hit->kind));
    html_put(h, "</a> <small>$ · $</small></p><p>", hit->doc, html_name(h, hit->kind));
    put_found(h, hit->snippet, &hit->found);
    html_raw(h, "</p>");
    if (hit->deadline.n)
        html_put(h, "<p><small>$ $</small></p>", html_label(h, LABEL_deadline), hit->deadline);
    html_raw(h, "</li>\n");
}

static void put_hits(struct html *h, const struct out_asked *asked) {
    if (asked->fault.n)
        html_put(h, "<p class=\"none\" role=\"alert\">$</p>\n", asked->fault);
    if (!asked->hits)
        return;
    html_put(h, "<p class=\"soft\">$ $ / $</p>\n<ol class=\"hits\">",
             html_label(h, LABEL_items_shown), html_int(h, (int64_t)asked->hits->list.n),
             html_int(h, (int64_t)asked->hits->all));
    for (size_t i = 0; i < asked->hits->list.n; i++)
        put_hit(h, &asked->hits->list.at[i]);
    html_raw(h, "</ol>\n");
}

void out_search_html(struct buf *b, const struct out_site *s, const struct out_asked *asked,
                     struct out_page page) {
    struct html h = {b, b->a, page};
    html_begin(&h, html_label(&h, LABEL_search), "search");
    html_put(&h, "<h1>$</h1>\n", html_label(&h, LABEL_search));
    put_form(&h, asked);
    put_hits(&h, asked);
    if (!s->served) {
        html_put(&h, "<div id=\"found\" aria-live=\"polite\" data-shown-word=\"$\"></div>\n",
                 html_label(&h, LABEL_items_shown));
        html_put(&h,
                 "<script src=\"$search-index.js\" defer></script>\n<script src=\"$search.js\" "
                 "defer></script>\n",
                 page.root, page.root);
    }
    html_end(&h);
}

void out_search_page_json(struct buf *b, const struct corpus_hits *hits) {
    json_t *list = json_array();
    for (size_t i = 0; i < hits->list.n; i++) {
        json_t *o = hit_json(&hits->list.at[i]);
        set_text(o, "url", url_hit(b->a, &hits->list.at[i]));
        json_array_append_new(list, o);
    }
    put_json(b, json_pack("{s:I, s:o}", "all", (json_int_t)hits->all, "hits", list));
}

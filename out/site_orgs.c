/* Organisations: who there are, and what each leads and supports. */
#include "out/chart.h"
#include "out/json.h"
#include "out/parts.h"
#include "out/site.h"
#include "out/urls.h"

static const enum role_kind shown[] = {ROLE_LEAD, ROLE_RESPONSIBLE, ROLE_SUPPORT};
enum { SHOWN = sizeof shown / sizeof *shown };

static size_t others(const struct out_org *o) {
    size_t n = 0;
    for (size_t r = ROLE_SUPPORT + 1; r <= ROLE_OTHER; r++)
        n += o->roles[r];
    return n;
}

static void put_number(struct html *h, size_t n) {
    html_put(h, "<td class=\"num\">$</td>", n ? html_int(h, (int64_t)n) : S("—"));
}

static void put_org(struct html *h, const struct out_org *o) {
    html_put(h, "<tr data-item><td><a href=\"$$\">$</a> <small>$</small></td><td>$</td>",
             h->page.root, url_org(h->a, o->key), o->name, str_eq(o->key, o->name) ? S("") : o->key,
             html_name(h, org_kind_name(o->kind)));
    for (size_t i = 0; i < SHOWN; i++)
        put_number(h, o->roles[shown[i]]);
    put_number(h, others(o));
    put_number(h, o->documents);
    html_raw(h, "</tr>\n");
}

static void put_heads(struct html *h) {
    html_put(h, "<table class=\"list\"><thead><tr><th scope=\"col\">$</th><th scope=\"col\">$</th>",
             html_label(h, LABEL_org), html_label(h, LABEL_org_kind));
    for (size_t i = 0; i < SHOWN; i++)
        html_put(h, "<th scope=\"col\" class=\"num\">$</th>",
                 html_name(h, role_kind_name(shown[i])));
    html_put(h,
             "<th scope=\"col\" class=\"num\">$</th><th scope=\"col\" class=\"num\">$</th>"
             "</tr></thead>\n<tbody>",
             html_label(h, LABEL_other), html_label(h, LABEL_documents));
}

void out_orgs_html(struct buf *b, const out_orgs *orgs, struct out_page page) {
    struct html h = {b, b->a, page};
    html_begin(&h, html_label(&h, LABEL_organisations), "orgs");
    html_put(&h, "<h1>$</h1>\n", html_label(&h, LABEL_organisations));
    html_put(&h,
             "<div class=\"tools\" role=\"group\" aria-label=\"$\"><label>$ <input type=\"search\" "
             "data-filter=\"text\"></label>",
             html_label(&h, LABEL_filter), html_label(&h, LABEL_find));
    html_put(&h, "<output aria-live=\"polite\" data-shown=\"$\">$</output></div>",
             html_label(&h, LABEL_items_shown), html_int(&h, (int64_t)orgs->n));
    html_put(&h, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"$\">",
             html_label(&h, LABEL_organisations));
    put_heads(&h);
    for (size_t i = 0; i < orgs->n; i++)
        put_org(&h, &orgs->at[i]);
    html_raw(&h, "</tbody></table></div>\n");
    html_end(&h);
}

static json_t *org_json(struct arena *a, const struct out_org *o) {
    json_t *one = json_object();
    set_text(one, "key", o->key);
    set_text(one, "org", o->name);
    set_text(one, "org_kind", org_kind_name(o->kind));
    for (enum role_kind r = ROLE_LEAD; r <= ROLE_OTHER; r++)
        set_count(one, role_kind_name(r).p, (int64_t)o->roles[r]);
    set_count(one, "documents", (int64_t)o->documents);
    set_text(one, "url", url_org(a, o->key));
    return one;
}

void out_orgs_json(struct buf *b, const out_orgs *orgs) {
    json_t *list = json_array();
    for (size_t i = 0; i < orgs->n; i++)
        json_array_append_new(list, org_json(b->a, &orgs->at[i]));
    put_json(b, list);
}

/* ---- one of them ---- */

static struct str roles_of(struct html *h, unsigned roles) {
    struct buf b = {.a = h->a};
    for (enum role_kind r = ROLE_LEAD; r <= ROLE_OTHER; r++)
        if (roles & 1u << r) {
            if (b.n)
                buf_add(&b, S("、"));
            buf_add(&b, html_name(h, role_kind_name(r)));
        }
    return buf_str(&b);
}

static void put_duty(struct html *h, const struct document *d, const struct out_duty *duty) {
    const struct item *item = &duty->item;
    struct str number = part_number(h->a, item);
    html_raw(h, "<tr data-item data-k=\"");
    for (enum role_kind r = ROLE_LEAD; r <= ROLE_OTHER; r++)
        if (duty->roles & 1u << r)
            html_put(h, "$ ", role_kind_name(r));
    html_put(h, "\"><td class=\"no\"><a href=\"$$\">$</a></td>", h->page.root,
             item->measure ? url_measure(h->a, d->doc, item->measure) : url_doc(h->a, d->doc),
             number.n ? number : S("→"));
    bool row = item->cells; /* its own text is the unit's name */
    html_put(h, "<td><p>$ <small>$</small></p></td><td>$</td><td>$</td></tr>\n",
             row ? item->cells->row_label : item_text(item),
             row ? item->cells->table_title : part_name(h->a, item),
             duty->assignment ? duty->assignment->deadline : (struct str){0},
             roles_of(h, duty->roles));
}

static void open_document(struct html *h, const struct document *d) {
    html_put(h, "<section class=\"part\" data-group><h2><a href=\"$$\">$</a></h2>\n", h->page.root,
             url_doc(h->a, d->doc), d->title.n ? d->title : d->doc);
    html_put(h,
             "<table class=\"rows\"><thead><tr><th scope=\"col\" class=\"c-no\">$</th>"
             "<th scope=\"col\">$</th><th scope=\"col\" class=\"c-when\">$</th>"
             "<th scope=\"col\" class=\"c-when\">$</th></tr></thead>\n<tbody>",
             html_label(h, LABEL_serial), html_label(h, LABEL_measure),
             html_label(h, LABEL_deadline), html_label(h, LABEL_role_kind));
}

static void put_toggles(struct html *h, const struct out_org *o) {
    html_put(h, "<div class=\"counts\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_role_kind));
    for (enum role_kind r = ROLE_LEAD; r <= ROLE_OTHER; r++)
        if (o->roles[r])
            html_put(h,
                     "<button type=\"button\" aria-pressed=\"false\" data-filter=\"k\" "
                     "data-value=\"$\">$ <b>$</b></button>",
                     role_kind_name(r), html_name(h, role_kind_name(r)),
                     html_int(h, (int64_t)o->roles[r]));
    html_raw(h, "</div>\n");
}

/* Duties stand by document, in the order of the documents. */
void out_org_html(struct buf *b, const struct out_site *s, const struct out_org *o,
                  struct out_page page) {
    struct html h = {b, b->a, page};
    html_begin(&h, o->name, "org");
    html_put(&h, "<h1>$</h1>\n<p class=\"soft\">$ · $</p>\n", o->name, o->key,
             html_name(&h, org_kind_name(o->kind)));
    put_toggles(&h, o);
    for (size_t i = 0; i < o->duties.n; i++) {
        const struct out_duty *duty = &o->duties.at[i];
        if (i == 0 || duty->plan != duty[-1].plan) {
            html_raw(&h, i ? "</tbody></table></section>\n" : "");
            open_document(&h, &s->plans[duty->plan]->document);
        }
        put_duty(&h, &s->plans[duty->plan]->document, duty);
    }
    html_raw(&h, o->duties.n ? "</tbody></table></section>\n" : "");
    html_end(&h);
}

void out_org_json(struct buf *b, const struct out_site *s, const struct out_org *o) {
    json_t *one = org_json(b->a, o), *list = json_array();
    for (size_t i = 0; i < o->duties.n; i++) {
        const struct out_duty *duty = &o->duties.at[i];
        json_t *d = item_json(&duty->item), *roles = json_array();
        set_text(d, "doc", s->plans[duty->plan]->document.doc);
        if (duty->assignment)
            set_text(d, "deadline", duty->assignment->deadline);
        for (enum role_kind r = ROLE_LEAD; r <= ROLE_OTHER; r++)
            if (duty->roles & 1u << r)
                json_array_append_new(roles, json_string(role_kind_name(r).p));
        json_object_set_new(d, "roles", roles);
        json_array_append_new(list, d);
    }
    json_object_set_new(one, "items", list);
    put_json(b, one);
}

/* The top of the page of differences: what is compared, counts, a chart, filters. */
#include "out/chart.h"
#include "out/diff_page.h"
#include "out/parts.h"

static struct str section_name(const struct diff_page *p, size_t i) {
    return p->sections.at[i].n ? p->sections.at[i] : html_label(&p->h, LABEL_no_section);
}

static void put_document(struct html *h, enum label_id name, const char *class,
                         const struct document *d) {
    html_put(h, "<div class=\"$\"><dt>$</dt><dd><b>$</b><br><small>$ · $</small></dd></div>",
             str_of(class), html_label(h, name), d->title.n ? d->title : d->doc, d->doc,
             d->source_name);
}

/* A button that lets through the changes of one kind or class. */
static void put_toggle(struct html *h, const char *filter, struct str value, size_t n) {
    html_put(h,
             "<button type=\"button\" aria-pressed=\"false\" data-filter=\"$\" data-value=\"$\">"
             "$ <b>$</b></button>",
             str_of(filter), value, html_name(h, value), html_int(h, (int64_t)n));
}

static void put_counts(struct diff_page *p) {
    struct html *h = &p->h;
    html_put(h, "<div class=\"counts\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_change_kind));
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        if (p->c->kinds[k])
            put_toggle(h, "k", change_kind_name(k), p->c->kinds[k]);
    html_put(h, "<span>$ <b>$</b></span></div>", html_label(h, LABEL_unchanged),
             html_int(h, (int64_t)p->c->unchanged));
    html_put(h, "<div class=\"counts\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_change_class));
    for (enum change_class k = CLASS_SUBSTANTIVE;; k--) {
        if (p->c->classes[k])
            put_toggle(h, "c", change_class_name(k), p->c->classes[k]);
        if (k == CLASS_NOISE)
            break;
    }
    html_raw(h, "</div>\n");
}

static void put_chart(struct diff_page *p) {
    struct html *h = &p->h;
    bar_list bars = {0};
    const struct str names[CHART_PARTS] = {html_label(h, LABEL_added),
                                           html_label(h, LABEL_modified_otherwise),
                                           html_label(h, LABEL_removed)};
    for (size_t i = 0; i < p->sections.n; i++)
        *vec_push(h->a, &bars) = (struct bar){.label = section_name(p, i)};
    for (size_t i = 0; bars.n && i < p->c->list.n; i++) {
        const struct change *c = &p->c->list.at[i];
        struct bar *bar = &bars.at[p->where[i]];
        bar->parts[c->kind == CHANGE_ADDED ? 0 : c->kind == CHANGE_REMOVED ? 2 : 1]++;
    }
    chart_sort(&bars, 12);
    chart_rows(h, html_label(h, LABEL_changes_by_section), names, &bars);
}

static void put_select(struct diff_page *p, const char *filter, enum label_id name) {
    html_put(&p->h, "<label>$ <select data-filter=\"$\"><option value=\"\">$</option>",
             html_label(&p->h, name), str_of(filter), html_label(&p->h, LABEL_all));
}

static void put_option(struct html *h, struct str value, struct str text) {
    html_put(h, "<option value=\"$\">$</option>", value, text);
}

static bool touches_role(const struct changes *all, enum role_kind kind) {
    for (size_t i = 0; i < all->list.n; i++)
        for (size_t k = 0; k < all->list.at[i].roles.n; k++)
            if (all->list.at[i].roles.at[k].role_kind == kind)
                return true;
    return false;
}

static void put_bar(struct diff_page *p) {
    struct html *h = &p->h;
    html_put(h, "<div class=\"tools\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_filter));
    html_put(h,
             "<span class=\"pick\" role=\"group\" aria-label=\"$\">"
             "<button type=\"button\" data-view=\"side\" aria-pressed=\"true\">$</button>"
             "<button type=\"button\" data-view=\"red\" aria-pressed=\"false\">$</button></span>",
             html_label(h, LABEL_view), html_label(h, LABEL_side_by_side),
             html_label(h, LABEL_redline));
    put_select(p, "s", LABEL_section);
    for (size_t i = 0; i < p->sections.n; i++)
        put_option(h, html_int(h, (int64_t)i), section_name(p, i));
    html_raw(h, "</select></label>");
    put_select(p, "r", LABEL_role_kind);
    for (enum role_kind k = ROLE_LEAD; k <= ROLE_OTHER; k++)
        if (touches_role(p->c, k))
            put_option(h, role_kind_name(k), html_name(h, role_kind_name(k)));
    html_raw(h, "</select></label>");
    html_put(h, "<label>$ <input type=\"search\" data-filter=\"text\"></label>",
             html_label(h, LABEL_find));
    html_put(h,
             "<span class=\"pick\"><button type=\"button\" data-jump=\"-1\">↑ $ <kbd>K</kbd>"
             "</button><button type=\"button\" data-jump=\"1\">↓ $ <kbd>J</kbd></button></span>",
             html_label(h, LABEL_previous_change), html_label(h, LABEL_next_change));
    html_put(h, "<output aria-live=\"polite\" data-shown=\"$\">$</output></div>\n",
             html_label(h, LABEL_items_shown), html_int(h, (int64_t)p->c->list.n));
    html_put(h, "<p class=\"none\" hidden>$</p>\n", html_label(h, LABEL_nothing_shown));
}

void diff_page_top(struct diff_page *p) {
    struct html *h = &p->h;
    html_put(h, "<h1>$</h1>\n<dl class=\"versus\">", html_label(h, LABEL_revision_page));
    put_document(h, LABEL_old, "old", &p->c->old->document);
    put_document(h, LABEL_new, "new", &p->c->new->document);
    html_raw(h, "</dl>\n");
    put_counts(p);
    if (p->c->list.n == 0) {
        html_put(h, "<p class=\"none\">$</p>\n", html_label(h, LABEL_no_changes));
        return;
    }
    put_chart(p);
    put_bar(p);
}

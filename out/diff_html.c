/* Differences as a page: each change side by side or as a redline, with filters. */
#include "out/diff_page.h"
#include "out/parts.h"

static size_t section_index(struct diff_page *p, struct str section) {
    for (size_t i = p->sections.n; i-- > 0;)
        if (str_eq(p->sections.at[i], section))
            return i;
    *vec_push(p->h.a, &p->sections) = section;
    return p->sections.n - 1;
}

static void find_sections(struct diff_page *p) {
    p->where = arena_array(p->h.a, p->c->list.n + 1, sizeof *p->where);
    for (size_t i = 0; i < p->c->list.n; i++)
        p->where[i] = section_index(p, part_change_section(&p->c->list.at[i]));
}

/* ---- a change ---- */

static void put_piece(struct html *h, const struct piece *piece) {
    if (piece->op == '=')
        html_escape(h->b, piece->text);
    else
        html_put(h, piece->op == '-' ? "<del>$</del>" : "<ins>$</ins>", piece->text);
}

/* The text of items that did not change it. */
static void put_plain(struct html *h, const item_list *items) {
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            html_raw(h, "\n");
        html_escape(h->b, item_text(&items->at[i]));
    }
}

/* The left column holds both, so that it is the redline where the right one is hidden. */
static void put_texts(struct html *h, const struct change *c) {
    html_put(h, "<div class=\"pair\"><div class=\"o\" role=\"group\" aria-label=\"$\"><p>",
             html_label(h, LABEL_old));
    if (c->old.n == 0)
        html_raw(h, "<span class=\"lack\">—</span>");
    for (size_t i = 0; i < c->text.n; i++)
        put_piece(h, &c->text.at[i]);
    if (c->text.n == 0)
        put_plain(h, &c->old);
    html_put(h, "</p></div><div class=\"n\" role=\"group\" aria-label=\"$\"><p>",
             html_label(h, LABEL_new));
    for (size_t i = 0; i < c->text.n; i++)
        if (c->text.at[i].op != '-')
            put_piece(h, &c->text.at[i]);
    if (c->text.n == 0)
        put_plain(h, &c->new);
    html_raw(h, c->new.n ? "</p></div></div>\n" : "—</p></div></div>\n");
}

struct fields {
    struct html *h;
    size_t number; /* of the change: its evidence */
    bool some;
};

static void put_value(struct fields *f, const char *tag, struct str value) {
    struct str t = str_of(tag);
    if (value.n == 0)
        html_raw(f->h, "<td>—</td>");
    else
        html_put(f->h, "<td><$><a class=\"v\" href=\"#e$\">$</a></$></td>", t,
                 html_int(f->h, (int64_t)f->number), value, t);
}

static void put_field(struct fields *f, struct str name, struct str old, struct str new) {
    if (!old.n && !new.n)
        return;
    if (!f->some)
        html_put(f->h,
                 "<table class=\"fields\"><thead><tr><th scope=\"col\">$</th><th scope=\"col\">$"
                 "</th><th scope=\"col\">$</th></tr></thead><tbody>",
                 html_label(f->h, LABEL_field), html_label(f->h, LABEL_old),
                 html_label(f->h, LABEL_new));
    f->some = true;
    html_put(f->h, "<tr><th scope=\"row\">$</th>", name);
    put_value(f, "del", old);
    put_value(f, "ins", new);
    html_raw(f->h, "</tr>");
}

static struct str joined(struct arena *a, const str_list *names) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < names->n; i++) {
        if (i)
            buf_add(&b, S("；"));
        buf_add(&b, names->at[i]);
    }
    return buf_str(&b);
}

static void put_fields(struct html *h, const struct change *c, size_t number) {
    struct fields f = {h, number, false};
    put_field(&f, html_label(h, LABEL_section), c->section.old, c->section.new);
    put_field(&f, html_label(h, LABEL_task), c->task.old, c->task.new);
    put_field(&f, html_label(h, LABEL_deadline), c->deadline.old, c->deadline.new);
    for (size_t i = 0; i < c->roles.n; i++)
        put_field(&f, html_name(h, role_kind_name(c->roles.at[i].role_kind)),
                  joined(h->a, &c->roles.at[i].removed), joined(h->a, &c->roles.at[i].added));
    for (size_t i = 0; i < c->quantities.n; i++) {
        const struct quantity_change *q = &c->quantities.at[i];
        put_field(&f, q->subject.n ? q->subject : html_label(h, LABEL_quantities),
                  part_quantity(h->a, q->old), part_quantity(h->a, q->new));
    }
    put_field(&f, html_label(h, LABEL_references), joined(h->a, &c->uncited),
              joined(h->a, &c->cited));
    if (f.some)
        html_raw(h, "</tbody></table>\n");
}

static void put_reasons(struct html *h, const struct change *c) {
    if (c->reasons.n == 0)
        return;
    html_put(h, "<p class=\"why\">$", html_label(h, LABEL_why));
    for (size_t i = 0; i < c->reasons.n; i++)
        html_put(h, " <span>$: $ ($)</span>", html_name(h, c->reasons.at[i].field),
                 label_reason(h->page.lang, c->reasons.at[i].text),
                 html_name(h, change_class_name(c->reasons.at[i].class)));
    html_raw(h, "</p>\n");
}

static struct str places(struct html *h, const item_list *items) {
    struct buf b = {.a = h->a};
    for (size_t i = 0; i < items->n; i++) {
        struct str place = html_place(h, part_place(&items->at[i]));
        if (i && place.n)
            buf_add(&b, S(", "));
        buf_add(&b, place);
    }
    return b.n ? buf_str(&b) : S("—");
}

static void put_evidence(struct diff_page *p, const struct change *c, size_t number) {
    struct html *h = &p->h;
    html_begin_folded(h, "ev", str_fmt(h->a, "e%zu", number),
                      str_fmt(h->a, "%.*s · %.*s → %.*s", STR_ARG(html_label(h, LABEL_evidence)),
                              STR_ARG(places(h, &c->old)), STR_ARG(places(h, &c->new))));
    html_raw(h, "<div class=\"pair\"><div>");
    for (size_t i = 0; i < c->old.n; i++)
        evidence_of_item(h, &p->old, &c->old.at[i]);
    html_raw(h, "</div><div>");
    for (size_t i = 0; i < c->new.n; i++)
        evidence_of_item(h, &p->new, &c->new.at[i]);
    html_raw(h, "</div></div>");
    html_end_folded(h);
}

static struct str numbers(struct arena *a, const item_list *items) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < items->n; i++) {
        struct str number = part_number(a, &items->at[i]);
        if (i && number.n)
            buf_add(&b, S(", "));
        buf_add(&b, number);
    }
    return buf_str(&b);
}

static struct str item_name(struct html *h, const struct item *item) {
    struct str name = part_name(h->a, item);
    return name.n ? name : html_label(h, LABEL_clause);
}

static void put_heading(struct html *h, const struct change *c, size_t number) {
    struct str old = numbers(h->a, &c->old), new = numbers(h->a, &c->new);
    bool both = old.n && new.n && !str_eq(old, new);
    html_put(h, "<h3><span class=\"no\">$$$</span> $ ", both || !new.n ? old : S(""),
             both ? S(" → ") : S(""), new, item_name(h, c->new.n ? &c->new.at[0] : &c->old.at[0]));
    html_put(h, "<span class=\"tag $\">$</span>", change_kind_name(c->kind),
             html_name(h, change_kind_name(c->kind)));
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        if (c->also & 1u << k)
            html_put(h, "<span class=\"tag $\">$</span>", change_kind_name(k),
                     html_name(h, change_kind_name(k)));
    html_put(h, "<span class=\"tag class\">$</span> ", html_name(h, change_class_name(c->class)));
    html_put(h, "<a class=\"own\" href=\"#c$\">#$</a></h3>\n", html_int(h, (int64_t)number),
             html_int(h, (int64_t)number));
}

static void put_attributes(struct diff_page *p, const struct change *c, size_t number) {
    struct html *h = &p->h;
    html_put(h,
             "<article class=\"change\" id=\"c$\" tabindex=\"-1\" data-item data-c=\"$\" "
             "data-s=\"$\" data-k=\"$",
             html_int(h, (int64_t)number), change_class_name(c->class),
             html_int(h, (int64_t)p->where[number - 1]), change_kind_name(c->kind));
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        if (c->also & 1u << k)
            html_put(h, " $", change_kind_name(k));
    html_raw(h, "\" data-r=\"");
    for (size_t i = 0; i < c->roles.n; i++)
        html_put(h, i ? " $" : "$", role_kind_name(c->roles.at[i].role_kind));
    html_raw(h, "\">\n");
}

static void put_change(struct diff_page *p, const struct change *c, size_t number) {
    put_attributes(p, c, number);
    put_heading(&p->h, c, number);
    put_texts(&p->h, c);
    put_fields(&p->h, c, number);
    put_reasons(&p->h, c);
    put_evidence(p, c, number);
    html_raw(&p->h, "</article>\n");
}

/* ---- what did not change, folded ---- */

static void mark_told(struct diff_page *p) {
    const struct plan *new = p->c->new;
    p->measures = arena_array(p->h.a, new->measures.n + 1, sizeof *p->measures);
    p->clauses = arena_array(p->h.a, new->clauses.n + 1, sizeof *p->clauses);
    for (size_t i = 0; i < p->c->list.n; i++)
        for (size_t k = 0; k < p->c->list.at[i].new.n; k++) {
            const struct item *item = &p->c->list.at[i].new.at[k];
            if (item->measure)
                p->measures[item->measure - new->measures.at] = true;
            else if (item->clause)
                p->clauses[item->clause - new->clauses.at] = true;
        }
}

static size_t count_untold(const bool *told, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += !told[i];
    return n;
}

static void begin_same(struct html *h, size_t n) {
    html_begin_folded(h, "same", S(""),
                      str_fmt(h->a, "%zu %.*s", n, STR_ARG(html_label(h, LABEL_items_unchanged))));
    html_raw(h, "<ul>");
}

static void end_same(struct html *h) {
    html_raw(h, "</ul>");
    html_end_folded(h);
}

static void put_same_item(struct html *h, const struct item *item) {
    html_put(h, "<li><span class=\"no\">$</span> $</li>\n", part_number(h->a, item),
             item_text(item));
}

/* The unchanged items of the new plan from where the last change stood up to this one. */
static void put_same_measures(struct diff_page *p, size_t to) {
    size_t n = to > p->measure ? count_untold(p->measures, p->measure, to) : 0;
    if (n) {
        begin_same(&p->h, n);
        for (size_t i = p->measure; i < to; i++)
            if (!p->measures[i])
                put_same_item(&p->h, &(struct item){.measure = &p->c->new->measures.at[i]});
        end_same(&p->h);
    }
    p->measure = to > p->measure ? to : p->measure;
}

static void put_same_clauses(struct diff_page *p, size_t to) {
    size_t n = to > p->clause ? count_untold(p->clauses, p->clause, to) : 0;
    if (n) {
        begin_same(&p->h, n);
        for (size_t i = p->clause; i < to; i++)
            if (!p->clauses[i])
                put_same_item(&p->h, &(struct item){.clause = &p->c->new->clauses.at[i]});
        end_same(&p->h);
    }
    p->clause = to > p->clause ? to : p->clause;
}

static void put_same_before(struct diff_page *p, const struct change *c) {
    const struct item *item = c->new.n ? &c->new.at[0] : NULL;
    if (item && item->measure)
        put_same_measures(p, (size_t)(item->measure - p->c->new->measures.at));
    else if (item && item->clause)
        put_same_clauses(p, (size_t)(item->clause - p->c->new->clauses.at));
}

/* ---- the page ---- */

static void close_group(struct diff_page *p) {
    if (p->open)
        html_raw(&p->h, "</section>\n");
    p->open = false;
}

static void open_group(struct diff_page *p, struct str section) {
    close_group(p);
    html_put(&p->h, "<section data-group><h2>$</h2>\n",
             section.n ? section : html_label(&p->h, LABEL_no_section));
    p->section = section;
    p->open = true;
}

/* Many changes wait as text, which a browser reads at once; page.js makes them part of the page,
 * some at a time, so that it can be used from the first moment. No text can end the script element:
 * there is no < in it. */
enum { AT_ONCE = 500, AT_A_TIME = 250 };

static void begin_later(struct diff_page *p, size_t i) {
    close_group(p);
    if (i == AT_ONCE)
        html_put(&p->h, "<noscript><p class=\"none\">$</p></noscript>\n",
                 html_label(&p->h, LABEL_needs_scripts));
    else
        html_raw(&p->h, "</script>\n");
    html_raw(&p->h, "<script type=\"text/plain\" class=\"later\">");
}

static void put_list(struct diff_page *p) {
    for (size_t i = 0; i < p->c->list.n; i++) {
        const struct change *c = &p->c->list.at[i];
        struct str section = part_change_section(c);
        if (i >= AT_ONCE && (i - AT_ONCE) % AT_A_TIME == 0)
            begin_later(p, i);
        bool same = p->open && str_eq(section, p->section);
        if (!same)
            close_group(p);
        put_same_before(p, c);
        if (!same)
            open_group(p, section);
        put_change(p, c, i + 1);
    }
    close_group(p);
    if (p->c->list.n > AT_ONCE)
        html_raw(&p->h, "</script>\n");
    put_same_measures(p, p->c->new->measures.n);
    put_same_clauses(p, p->c->new->clauses.n);
}

void out_diff_html(struct buf *b, const struct changes *c, struct out_page page) {
    struct diff_page p = {.h = {b, b->a, page}, .c = c};
    evidence_index(b->a, c->old, &p.old);
    evidence_index(b->a, c->new, &p.new);
    find_sections(&p);
    mark_told(&p);
    html_begin(
        &p.h,
        str_fmt(b->a, "%.*s → %.*s", STR_ARG(c->old->document.doc), STR_ARG(c->new->document.doc)),
        "diff");
    diff_page_top(&p);
    put_list(&p);
    html_end(&p.h);
}

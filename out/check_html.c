/* Findings as a page: by file, with filters by severity and code. */
#include "out/check.h"
#include "out/html.h"

static void count(const checked_list *files, size_t levels[3], size_t codes[CHECK_CODES]) {
    for (size_t i = 0; i < files->n; i++)
        for (size_t k = 0; k < files->at[i].findings.n; k++) {
            enum check_code code = files->at[i].findings.at[k].code;
            levels[check_info(code)->level]++;
            codes[code]++;
        }
}

static void put_levels(struct html *h, const size_t levels[3]) {
    html_put(h, "<div class=\"counts\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_severity));
    for (int level = DIAG_ERROR; level >= DIAG_NOTE; level--) {
        struct str name = diag_level_name((enum diag_level)level);
        if (levels[level])
            html_put(h,
                     "<button type=\"button\" aria-pressed=\"false\" data-filter=\"k\" "
                     "data-value=\"$\">$ <b>$</b></button>",
                     name, html_name(h, name), html_int(h, (int64_t)levels[level]));
    }
    html_raw(h, "</div>\n");
}

static void put_bar(struct html *h, const size_t codes[CHECK_CODES], size_t all) {
    html_put(h, "<div class=\"tools\" role=\"group\" aria-label=\"$\">",
             html_label(h, LABEL_filter));
    html_put(h, "<label>$ <select data-filter=\"c\"><option value=\"\">$</option>",
             html_label(h, LABEL_code), html_label(h, LABEL_all));
    for (int i = 0; i < CHECK_CODES; i++)
        if (codes[i])
            html_put(h, "<option value=\"$\">$ ($)</option>", check_info((enum check_code)i)->name,
                     check_info((enum check_code)i)->name, html_int(h, (int64_t)codes[i]));
    html_put(h, "</select></label><label>$ <input type=\"search\" data-filter=\"text\"></label>",
             html_label(h, LABEL_find));
    html_put(h, "<output aria-live=\"polite\" data-shown=\"$\">$</output></div>\n",
             html_label(h, LABEL_items_shown), html_int(h, (int64_t)all));
    html_put(h, "<p class=\"none\" hidden>$</p>\n", html_label(h, LABEL_nothing_shown));
}

static void put_finding(struct html *h, const struct finding *f) {
    const struct check_info *info = check_info(f->code);
    struct str level = diag_level_name(info->level), item = finding_item(h->a, f);
    struct str action = finding_text(h->a, f, check_words(f->code, h->page.lang)->action);
    html_put(h, "<article class=\"change\" tabindex=\"-1\" data-item data-k=\"$\" data-c=\"$\">",
             level, info->name);
    html_put(h, "<h3><span class=\"tag $\">$</span> ",
             info->level == DIAG_ERROR ? S("removed") : S("class"), html_name(h, level));
    if (item.n)
        html_put(h, "<span class=\"no\">$</span> ", item);
    html_put(h, "$ <small>$ · $</small></h3>\n", check_message(h->a, f, h->page.lang),
             html_place(h, f->at), info->name);
    if (f->excerpt.n)
        html_put(h, "<p><mark>$</mark></p>\n", f->excerpt);
    if (action.n)
        html_put(h, "<p class=\"soft\">→ $</p>\n", action);
    html_raw(h, "</article>\n");
}

static void put_file(struct html *h, const struct checked *file) {
    const struct coverage *c = &file->coverage;
    html_put(h, "<section data-group><h2>$ <small>$</small></h2>\n",
             file->title.n ? file->title : file->file, file->title.n ? file->file : S(""));
    if (file->findings.n == 0)
        html_put(h, "<p class=\"none\">$</p>\n", html_label(h, LABEL_nothing_found));
    for (size_t i = 0; i < file->findings.n; i++)
        put_finding(h, &file->findings.at[i]);
    if (c->total)
        html_put(h, "<p class=\"soft\">$ $ · $ $</p>\n", html_label(h, LABEL_coverage),
                 html_int(h, (int64_t)c->total), html_label(h, LABEL_chars_lost),
                 html_int(h, (int64_t)(c->total - c->items - c->headings - c->furniture)));
    html_raw(h, "</section>\n");
}

void out_check_html(struct buf *b, const checked_list *files, struct out_page page) {
    struct html h = {.b = b, .a = b->a, .page = page};
    size_t levels[3] = {0}, codes[CHECK_CODES] = {0};
    count(files, levels, codes);
    html_begin(&h, html_label(&h, LABEL_check_page), "check");
    html_put(&h, "<h1>$</h1>\n", html_label(&h, LABEL_check_page));
    put_levels(&h, levels);
    put_bar(&h, codes, levels[DIAG_NOTE] + levels[DIAG_WARNING] + levels[DIAG_ERROR]);
    for (size_t i = 0; i < files->n; i++)
        put_file(&h, &files->at[i]);
    html_end(&h);
}

#include "out/html.h"
#include "base/embedded.h"
#include "base/utf8.h"
#include <string.h>

/* Characters that turn the direction of what follows them (Unicode Annex 9, explicit formatting
 * and implicit marks). */
static bool turns(int32_t cp) {
    return cp == 0x61C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_control(int32_t cp) {
    return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0);
}

static void put_named(struct buf *b, int32_t cp) {
    if (cp < 0)
        utf8_put(b, 0xFFFD);
    else if (cp < 0x20)
        utf8_put(b, 0x2400 + (uint32_t)cp);
    else
        buf_fmt(b, "[U+%04X]", (unsigned)cp);
}

static const char *escape_of(int32_t cp) {
    switch (cp) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_escape(struct buf *b, struct str text) {
    size_t from = 0;
    for (size_t i = 0; i < text.n;) {
        size_t at = i;
        int32_t cp = utf8_next(text, &i);
        const char *escape = escape_of(cp);
        if (!escape && cp >= 0 && !is_control(cp) && !turns(cp))
            continue;
        buf_add(b, str_cut(text, from, at));
        if (escape)
            buf_add(b, str_of(escape));
        else
            put_named(b, cp);
        from = i;
    }
    buf_add(b, str_cut(text, from, text.n));
}

void html_fill(struct html *h, const char *markup, const struct str *texts, size_t n) {
    const char *at = markup;
    for (size_t i = 0; i < n; i++) {
        const char *mark = strchr(at, '$');
        buf_add(h->b, (struct str){at, (size_t)(mark - at)});
        html_escape(h->b, texts[i]);
        at = mark + 1;
    }
    html_raw(h, at);
}

void html_raw(struct html *h, const char *markup) {
    buf_add(h->b, str_of(markup));
}

struct str html_int(struct html *h, int64_t n) {
    return str_fmt(h->a, "%lld", (long long)n);
}

struct str html_label(const struct html *h, enum label_id id) {
    return label(h->page.lang, id);
}

struct str html_name(const struct html *h, struct str name) {
    return label_of(h->page.lang, name);
}

void html_begin_folded(struct html *h, const char *class, struct str id, struct str summary) {
    html_put(h, "<details class=\"$\"", str_of(class));
    if (id.n)
        html_put(h, " id=\"$\"", id);
    html_put(h, "><summary>$</summary><noscript>", summary);
}

void html_end_folded(struct html *h) {
    html_raw(h, "</noscript></details>");
}

struct str html_place(struct html *h, struct place at) {
    if (at.line)
        return h->page.lang == LANG_ZH ? str_fmt(h->a, "第%u行", at.line)
                                       : str_fmt(h->a, "line %u", at.line);
    return place_path(at);
}

static void put_style(struct html *h) {
    if (h->page.site) {
        html_put(h, "<link rel=\"stylesheet\" href=\"$page.css\">\n", h->page.root);
        html_put(h, "<script src=\"$page.js\" defer></script>\n", h->page.root);
        return;
    }
    html_raw(h,
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n<style>\n");
    buf_add(h->b, embedded_text(S("page.css")));
    html_raw(h, "</style>\n");
}

static void put_navigation(struct html *h) {
    static const struct {
        const char *file;
        enum label_id name;
    } links[] = {{"index.html", LABEL_overview},
                 {"orgs.html", LABEL_organisations},
                 {"compare.html", LABEL_comparison},
                 {"search.html", LABEL_search}};
    html_put(h, "<nav class=\"site\" aria-label=\"$\">", html_label(h, LABEL_navigation));
    html_raw(h, "<a class=\"mark\" href=\"");
    html_put(h, "$index.html\">条目</a>", h->page.root);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        html_put(h, "<a href=\"$$\">$</a>", h->page.root, str_of(links[i].file),
                 html_label(h, links[i].name));
    html_raw(h, "</nav>\n");
}

void html_begin(struct html *h, struct str title, const char *kind) {
    html_put(h,
             "<!doctype html>\n<html lang=\"$\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n"
             "<link rel=\"icon\" href=\"data:,\">\n<title>$</title>\n",
             lang_tag(h->page.lang), title);
    put_style(h);
    html_put(h, "</head>\n<body class=\"$\">\n<a class=\"skip\" href=\"#main\">$</a>\n",
             str_of(kind), html_label(h, LABEL_skip));
    if (h->page.site)
        put_navigation(h);
    html_raw(h, "<main id=\"main\" tabindex=\"-1\">\n");
}

void html_end(struct html *h) {
    html_raw(h, "</main>\n");
    if (h->page.json.n)
        html_put(h, "<footer><a href=\"$\">$</a></footer>\n", h->page.json,
                 html_label(h, LABEL_json));
    if (!h->page.site) {
        html_raw(h, "<script>\n");
        buf_add(h->b, embedded_text(S("page.js")));
        html_raw(h, "</script>\n");
    }
    html_raw(h, "</body>\n</html>\n");
}

/* The article among the menus of a page. A paragraph is called page furniture only where the page
 * itself says so, by an element, a role or a name that is used for nothing else, or where nothing
 * but links stands; and what lies beyond such a paragraph, seen from the article. Tables of data
 * never are.
 */
#include "base/utf8.h"
#include "ingest/html.h"
#include <string.h>

enum { TITLE_CHARS = 6, MENU_LINKS = 3, MENU_CHARS = 15, DATE_CHARS = 12 };

static bool one_of(struct str s, const char *const *names) {
    for (; *names; names++)
        if (str_eq(s, str_of(*names)))
            return true;
    return false;
}

/* ---- what the page says ---- */

/* Landmark roles outside the main content (WAI-ARIA 1.2, 5.3.4). */
static const char *const roles[] = {"banner",     "complementary", "contentinfo",
                                    "navigation", "search",        NULL};
/* Class names and ids in general use. */
static const char *const names[] = {"nav",        "navbar",      "menu",   "footer",
                                    "breadcrumb", "breadcrumbs", "crumbs", "copyright",
                                    "sidebar",    "share",       NULL};

/* One of the words, parted by anything but letters, is such a name; "header" only alone, since
 * articles have headers too. */
static bool has_name(struct arena *a, struct str value) {
    struct buf word = {.a = a};
    bool found = str_eq(value, S("header"));
    for (size_t i = 0; i <= value.n && !found; i++) {
        char c = i < value.n ? value.p[i] : ' ';
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (letter) {
            buf_byte(&word, (char)(c | 32));
        } else {
            found = one_of(buf_str(&word), names);
            word.n = 0;
        }
    }
    return found;
}

/* A header is the page's own unless it stands in one of its parts (HTML-AAM 1.0, 3.5). */
static bool is_banner(const struct node *n) {
    static const char *const parts[] = {"article", "main", "section", NULL};
    if (!html_is(n, "header"))
        return false;
    for (n = n->parent; n; n = n->parent)
        if (one_of(n->name, parts))
            return false;
    return true;
}

/* Header and footer of printed pages, as LibreOffice exports them. */
static bool is_page_edge(const struct node *n) {
    struct str title = html_attr(n, "title");
    return html_is(n, "div") && (str_eq(title, S("header")) || str_eq(title, S("footer")));
}

static bool in_aside(struct arena *a, const struct node *n) {
    for (; n; n = n->parent) {
        if (n->has_article)
            return false;
        if (n->kind == ELEMENT_ASIDE || is_banner(n) || is_page_edge(n) ||
            one_of(html_attr(n, "role"), roles) || has_name(a, html_attr(n, "class")) ||
            has_name(a, html_attr(n, "id")))
            return true;
    }
    return false;
}

/* ---- links ---- */

/* Little more than separators around short links. */
static bool only_links(const struct piece *p) {
    uint64_t ink = utf8_ink(p->para.text);
    return !p->table && p->links && ink <= p->link_ink + 2 * p->links + 1 &&
           p->link_ink <= (uint64_t)MENU_CHARS * p->links;
}

static void find_menus(const struct html *h, bool *outside) {
    for (size_t i = 0, end; i<h->pieces.n; i = end> i ? end : i + 1) {
        size_t links = 0;
        for (end = i; end < h->pieces.n && only_links(&h->pieces.at[end]); end++)
            links += h->pieces.at[end].links;
        for (size_t k = i; links >= MENU_LINKS && k < end; k++)
            outside[k] = true;
    }
}

/* Files that pages offer, by the ends of their names: what an article has annexed. */
static bool leads_to_file(struct arena *a, const struct node *link) {
    static const char *const ends[] = {"doc", "docx", "wps", "xls", "xlsx", "et",
                                       "pdf", "ofd",  "zip", "rar", "7z",   NULL};
    struct str href = html_attr(link, "href");
    struct buf end = {.a = a};
    href = str_cut(href, 0, str_find(href, S("?"), 0));
    size_t i = href.n;
    while (i > 0 && href.p[i - 1] != '.' && href.n - i < 5)
        i--;
    for (; i < href.n; i++)
        buf_byte(&end, (char)(href.p[i] | 32));
    return one_of(buf_str(&end), ends);
}

/* 附件： and the items of its list. */
static bool names_annex(const struct para *p) {
    size_t digits = 0;
    while (digits < p->text.n && p->text.p[digits] >= '0' && p->text.p[digits] <= '9')
        digits++;
    struct str rest = str_cut(p->text, digits, p->text.n);
    return p->label.n || str_starts(rest, S("附件")) ||
           (digits &&
            (str_starts(rest, S(".")) || str_starts(rest, S("．")) || str_starts(rest, S("、"))));
}

/* Little more than a link, and a date, to another page. */
static bool leads_away(const struct html *h, const struct piece *p) {
    uint64_t ink = utf8_ink(p->para.text);
    if (p->table || !p->links || ink > p->link_ink + DATE_CHARS || names_annex(&p->para))
        return false;
    for (const struct node *n = p->node; n; n = html_next(n, p->node, true))
        if (html_is(n, "a") && leads_to_file(h->doc->a, n))
            return false;
    return true;
}

/* ---- the article's title ---- */

/* The title as the page's head has it: the meta element that the guideline for sites of the
 * government asks for (国办发〔2017〕47号), or the title element, which adds the site's name. */
static struct str head_title(struct arena *a, const struct node *root) {
    static const char *const meta[] = {"ArticleTitle", "articletitle", "ARTICLETITLE", NULL};
    struct str title = {0};
    for (const struct node *n = root; n; n = html_next(n, root, true)) {
        struct str name = html_attr(n, "name"), content = html_attr(n, "content");
        if (html_is(n, "meta") && one_of(name, meta) && content.n)
            return utf8_squeeze(a, content);
        if (html_is(n, "title") && title.n == 0)
            title = utf8_squeeze(a, html_text(a, n));
    }
    return title;
}

static struct str text_of(struct html *h, size_t i) {
    return utf8_squeeze(h->doc->a, h->pieces.at[i].para.text);
}

/* The longest paragraph that stands in the head's title, a heading rather than another one; else
 * the first heading. */
static size_t find_title(struct html *h, struct str head) {
    size_t best = h->pieces.n, longest = 0;
    for (size_t i = 0; i < h->pieces.n; i++) {
        struct str text = text_of(h, i);
        size_t chars = 2 * utf8_len(text) + (h->pieces.at[i].para.level > 0);
        if (chars / 2 >= TITLE_CHARS && chars > longest && str_find(head, text, 0) != SIZE_MAX) {
            best = i;
            longest = chars;
        }
    }
    for (size_t i = 0; i < h->pieces.n && best == h->pieces.n; i++)
        if (h->pieces.at[i].para.level == 1 && h->pieces.at[i].links == 0)
            best = i;
    return best;
}

/* Does piece k go on with the title's text all, at its front or end? Then all holds both. */
static bool goes_on(struct html *h, struct str head, size_t k, bool front, struct str *all) {
    struct str text = text_of(h, k);
    struct buf b = {.a = h->doc->a};
    buf_add(&b, front ? text : *all);
    buf_add(&b, front ? *all : text);
    if (text.n == 0 || str_find(head, buf_str(&b), 0) == SIZE_MAX)
        return false;
    *all = buf_str(&b);
    return true;
}

static void join_pieces(struct html *h, size_t first, size_t last) {
    struct piece *at = h->pieces.at;
    struct buf b = {.a = h->doc->a};
    for (size_t k = first; k <= last; k++)
        buf_add(&b, at[k].para.text);
    at[first].para.text = buf_str(&b);
    memmove(&at[first + 1], &at[last + 1], (h->pieces.n - last - 1) * sizeof *at);
    h->pieces.n -= last - first;
}

/* A title in several lines: those around line i that stand in the head's title with it. They are
 * one heading, for the head calls them so. Returns its place. */
static size_t whole_title(struct html *h, struct str head, size_t i) {
    size_t first = i, last = i;
    if (i == h->pieces.n)
        return i;
    struct str all = text_of(h, i);
    while (first > 0 && goes_on(h, head, first - 1, true, &all))
        first--;
    while (last + 1 < h->pieces.n && goes_on(h, head, last + 1, false, &all))
        last++;
    join_pieces(h, first, last);
    if (h->pieces.at[first].para.level == 0)
        h->pieces.at[first].para.level = 1;
    return first;
}

static void mark_article(struct html *h, size_t title) {
    for (size_t i = 0; i < h->pieces.n; i++)
        for (struct node *n = h->pieces.at[i].node;
             n && !n->has_article && (i == title || h->pieces.at[i].table); n = n->parent)
            n->has_article = true;
}

/* ---- its bounds ---- */

static bool ends_sentence(struct str s) {
    return str_ends(s, S("。")) || str_ends(s, S("；")) || str_ends(s, S("："));
}

/* From the last furniture before the title up, from the first behind the article down, or from the
 * first link to another page there. Its last table, sentence or its title shows where the article
 * is. */
static void spread(const struct html *h, bool *outside, size_t title) {
    size_t n = h->pieces.n, above = title < n ? title : 0, below = 0;
    while (above > 0 && !outside[above - 1])
        above--;
    for (size_t i = 0; i < n; i++)
        if (h->pieces.at[i].table || i == title ||
            (!outside[i] && ends_sentence(h->pieces.at[i].para.text)))
            below = i + 1;
    while (below > 0 && below < n && !outside[below] && !leads_away(h, &h->pieces.at[below]))
        below++;
    for (size_t i = 0; i < n; i++)
        outside[i] =
            !h->pieces.at[i].table && (outside[i] || i < above || (below > 0 && i >= below));
}

void html_find_article(struct html *h, bool *outside, size_t *title) {
    struct str head = head_title(h->doc->a, h->root);
    *title = whole_title(h, head, find_title(h, head));
    mark_article(h, *title);
    find_menus(h, outside);
    for (size_t i = 0; i < h->pieces.n; i++)
        outside[i] = outside[i] || in_aside(h->doc->a, h->pieces.at[i].node);
    if (*title < h->pieces.n)
        outside[*title] = false;
    spread(h, outside, *title);
}

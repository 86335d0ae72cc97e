/* Footnotes of web pages. Every word processor and converter writes them alike: the mark in the
 * text is a link to the note, and in the note is a link back to the mark.
 */
#include "base/utf8.h"
#include "ingest/html.h"
#include <stdlib.h>

/* No note has more; the links of a page are not searched for in its whole body. */
enum { NOTE_NODES = 2000 };

struct target {
    struct str name;
    struct node *node;
};

struct targets {
    VEC(struct target) list; /* by name */
};

static int by_name(const void *a, const void *b) {
    return str_cmp(((const struct target *)a)->name, ((const struct target *)b)->name);
}

static void find_targets(struct arena *a, struct targets *targets, struct node *root) {
    for (struct node *n = root; n; n = html_next(n, root, true)) {
        struct str id = html_attr(n, "id"), name = html_attr(n, "name");
        if (id.n)
            *vec_push(a, &targets->list) = (struct target){id, n};
        if (name.n && html_is(n, "a") && !str_eq(id, name))
            *vec_push(a, &targets->list) = (struct target){name, n};
    }
    if (targets->list.n)
        qsort(targets->list.at, targets->list.n, sizeof *targets->list.at, by_name);
}

/* Where a link inside the page leads; NULL where it leads elsewhere. */
static struct node *target_of(const struct targets *targets, const struct node *link) {
    struct str href = html_attr(link, "href");
    struct target key = {.name = str_cut(href, 1, href.n)};
    if (!html_is(link, "a") || !str_starts(href, S("#")) || targets->list.n == 0)
        return NULL;
    const struct target *t =
        bsearch(&key, targets->list.at, targets->list.n, sizeof *targets->list.at, by_name);
    return t ? t->node : NULL;
}

/* A mark's name may stand on the link itself or on what holds nothing but it. */
static bool leads_to(const struct targets *targets, const struct node *link,
                     const struct node *mark) {
    const struct node *t = target_of(targets, link);
    return t && (t == mark || (t == mark->parent && t->ink == mark->ink));
}

/* The link in or at target that leads back to mark. */
static struct node *back_link(const struct targets *targets, struct node *target,
                              const struct node *mark) {
    struct node *n = target;
    for (int i = 0; n && i < NOTE_NODES; i++, n = html_next(n, target, true))
        if (n != mark && leads_to(targets, n, mark))
            return n;
    return NULL;
}

static void find_pair(struct arena *a, const struct targets *targets, struct node *n) {
    struct node *target = n->ink && n->link == LINK_PLAIN ? target_of(targets, n) : NULL;
    struct node *back = target ? back_link(targets, target, n) : NULL;
    if (!back)
        return;
    struct node *note = target == back ? back->parent : target;
    while (note->parent && note->kind != ELEMENT_BLOCK)
        note = note->parent;
    n->link = LINK_NOTE_MARK;
    back->link = LINK_NOTE_BACK;
    note->note = html_note_number(a, n);
}

/* Of a fragment the other half of a pair may stand elsewhere; roles tell too (DPUB-ARIA 1.0). */
static void find_role(struct arena *a, struct node *n) {
    struct str role = html_attr(n, "role");
    if (n->link == LINK_PLAIN && str_eq(role, S("doc-noteref")))
        n->link = LINK_NOTE_MARK;
    if (n->link == LINK_PLAIN && str_eq(role, S("doc-backlink")))
        n->link = LINK_NOTE_BACK;
    if (!n->note.p && n->number && str_eq(role, S("doc-endnote")))
        n->note = str_fmt(a, "%u", n->number);
}

void html_find_notes(struct arena *a, struct node *root) {
    struct targets targets = {0};
    find_targets(a, &targets, root);
    for (struct node *n = root; n; n = html_next(n, root, true))
        find_pair(a, &targets, n);
    for (struct node *n = root; n; n = html_next(n, root, true))
        find_role(a, n);
}

struct str html_note_number(struct arena *a, const struct node *mark) {
    static const struct str brackets[] = {S("["),  S("]"),  S("("),  S(")"),  S("（"),
                                          S("）"), S("【"), S("】"), S("〔"), S("〕")};
    struct str n = utf8_trim(html_text(a, mark));
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (str_starts(n, brackets[i]))
            n = str_cut(n, brackets[i].n, n.n);
        if (str_ends(n, brackets[i]))
            n.n -= brackets[i].n;
    }
    return n;
}

/* Footnotes of web pages. Every word processor and converter writes them alike: the mark in the
 * text is a link to the note, and in the note is a link back to the mark.
 */
#include "base/utf8.h"
#include "ingest/html.h"
#include <stdlib.h>

struct target {
    struct str name;
    const struct node *node;
};

struct pair {
    const struct node *mark, *back, *note; /* note: the element with the note's text */
};

struct html_notes {
    VEC(struct target) targets; /* by name */
    VEC(struct pair) pairs;
};

static int by_name(const void *a, const void *b) {
    return str_cmp(((const struct target *)a)->name, ((const struct target *)b)->name);
}

static void find_targets(struct arena *a, struct html_notes *notes, const struct node *root) {
    for (const struct node *n = root; n; n = html_next(n, root, true)) {
        struct str id = html_attr(n, "id"), name = html_attr(n, "name");
        if (id.n)
            *vec_push(a, &notes->targets) = (struct target){id, n};
        if (name.n && html_is(n, "a") && !str_eq(id, name))
            *vec_push(a, &notes->targets) = (struct target){name, n};
    }
    if (notes->targets.n)
        qsort(notes->targets.at, notes->targets.n, sizeof *notes->targets.at, by_name);
}

/* Where a link inside the page leads; NULL where it leads elsewhere. */
static const struct node *target_of(const struct html_notes *notes, const struct node *link) {
    struct str href = html_attr(link, "href");
    struct target key = {.name = str_cut(href, 1, href.n)};
    if (!html_is(link, "a") || !str_starts(href, S("#")) || notes->targets.n == 0)
        return NULL;
    const struct target *t =
        bsearch(&key, notes->targets.at, notes->targets.n, sizeof *notes->targets.at, by_name);
    return t ? t->node : NULL;
}

/* A mark's name may stand on the link itself or on what holds nothing but it. */
static bool leads_to(const struct html_notes *notes, const struct node *link,
                     const struct node *mark) {
    const struct node *t = target_of(notes, link);
    return t && (t == mark || (t == mark->parent && t->ink == mark->ink));
}

enum {
    NOTE_NODES = 2000
}; /* no note has more; a page's links are not searched in its whole body */

/* The link in or at target that leads back to mark. */
static const struct node *back_link(const struct html_notes *notes, const struct node *target,
                                    const struct node *mark) {
    const struct node *n = target;
    for (int i = 0; n && i < NOTE_NODES; i++, n = html_next(n, target, true))
        if (n != mark && leads_to(notes, n, mark))
            return n;
    return NULL;
}

static bool known(const struct html_notes *notes, const struct node *link) {
    return html_is_note_mark(notes, link) || html_is_note_back(notes, link);
}

struct html_notes *html_notes_find(struct arena *a, const struct node *root) {
    struct html_notes *notes = arena_alloc(a, sizeof *notes);
    find_targets(a, notes, root);
    for (const struct node *n = root; n; n = html_next(n, root, true)) {
        const struct node *target = n->ink ? target_of(notes, n) : NULL;
        const struct node *back = target && !known(notes, n) ? back_link(notes, target, n) : NULL;
        if (!back)
            continue;
        const struct node *note = target == back ? back->parent : target;
        while (note->parent && note->kind != ELEMENT_BLOCK)
            note = note->parent;
        *vec_push(a, &notes->pairs) = (struct pair){n, back, note};
    }
    return notes;
}

bool html_is_note_mark(const struct html_notes *notes, const struct node *a) {
    for (size_t i = 0; html_is(a, "a") && i < notes->pairs.n; i++)
        if (notes->pairs.at[i].mark == a)
            return true;
    return false;
}

bool html_is_note_back(const struct html_notes *notes, const struct node *a) {
    for (size_t i = 0; html_is(a, "a") && i < notes->pairs.n; i++)
        if (notes->pairs.at[i].back == a)
            return true;
    return false;
}

const struct node *html_note_mark(const struct html_notes *notes, const struct node *n) {
    for (size_t i = 0; n->kind == ELEMENT_BLOCK && i < notes->pairs.n; i++)
        if (notes->pairs.at[i].note == n)
            return notes->pairs.at[i].mark;
    return NULL;
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

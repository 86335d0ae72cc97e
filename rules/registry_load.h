/* Inside rules/: the registry while it is loaded, a file for each idea. Functions return 0, or -1
 * with an error in diags that names the line. */
#ifndef TIAOMU_RULES_REGISTRY_LOAD_H
#define TIAOMU_RULES_REGISTRY_LOAD_H

#include "rules/registry.h"
#include "rules/tsv.h"

enum {
    FORM_HEADS = 8192,
    BODY_HEADS = 1024,
    CONFUSION_BITS = 12,
    CONFUSIONS = 1 << CONFUSION_BITS
};

/* Two characters read for one another, as one number; 0 is none. */
typedef uint64_t confusion;

struct registry {
    struct arena *a;
    struct diags *diags;
    VEC(struct org *) kinds; /* and groups */
    VEC(struct org *) bodies;
    uint32_t *body_heads; /* position in bodies + 1, by hash of the key; others by their next */
    VEC(struct group_word) words;
    VEC(struct str) sorts; /* of divisions that words name */
    VEC(struct form) forms;
    uint32_t *heads;   /* position in forms + 1 */
    VEC(int32_t) ends; /* last characters of kinds' full names */
    VEC(struct decision) decisions;
    confusion *confusions; /* a hash table */
    size_t confusion_count;
};

int registry_fault(struct registry *r, struct place at, const char *what, struct str word);
int registry_year(struct registry *r, struct place at, struct str cell, int *out);

/* ---- registry_forms.c ---- */

/* Of the form that a name is: text, chars, length, slots and own. */
void form_read(struct registry *r, struct str name, struct form *out);
/* Enters a name of org. One that means two bodies is an error. */
int form_add(struct registry *r, const struct org *org, struct str name, bool full);
/* The words of names, the full name first, which becomes o's. */
int form_add_all(struct registry *r, struct org *o, struct str names);

/* ---- registry_kinds.c ---- */

int kind_add_line(struct registry *r, const struct tsv_line *line);

/* ---- registry.c ---- */

confusion registry_pair(int32_t a, int32_t b);
/* The pair's place in the table, or the empty one where it belongs. */
confusion *registry_confusion(const struct registry *r, int32_t a, int32_t b);

#endif

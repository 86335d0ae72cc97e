/* The registry of organisations: kinds of bodies and bodies of their own, each with the forms of
 * its name. In a form @ stands for a division, whatever it is called there: 区, 密云, 北京市密云区.
 */
#ifndef TIAOMU_RULES_REGISTRY_H
#define TIAOMU_RULES_REGISTRY_H

#include "rules/division.h"

/* A kind of body (its key names it under every division), a group, or a body of its own. */
struct org {
    struct str key;       /* of a body: scope and key, 110118:檀州自来水公司 */
    struct str name;      /* full name: @ the division in full, ~ in short, ^ the one above */
    unsigned levels;      /* LEVEL_ bits; of kinds */
    int from, to;         /* years; 0: open */
    struct str successor; /* key */
    struct str members;   /* of groups */
    struct str scope;     /* of bodies: code of their division, 000000 for the nation */
    enum { ORG_OF_KIND, ORG_OF_GROUP, ORG_OF_OWN } type;
    uint32_t next;
    struct place at;
};

/* One way to write a name. */
struct form {
    struct str text; /* with @ */
    const struct org *org;
    uint64_t chars;  /* a set of its characters, hashed */
    uint32_t length; /* in characters */
    uint32_t next;
    uint8_t slots; /* how many @ */
    uint8_t own;   /* which of them is the division that has the body */
    bool full;     /* the full name */
};

struct decision {
    struct str scope, mention, key, name;
    bool same;
    struct place at;
};

/* A word for divisions all together; as: the sort meant, empty where it adds none. */
struct group_word {
    struct str word, as;
};

enum { GROUP_SORTS = 16 };

struct registry_texts {
    struct str kinds, groups, group_words, bodies, decisions, confusions;
};

struct registry;

/* NULL with an error in diags; two bodies for one form in one scope and time are an error that
 * names both lines. Lives in a. */
struct registry *registry_load(struct arena *a, const struct registry_texts *texts,
                               struct diags *diags);

/* The forms written like text, one a call; last as in division_at. */
const struct form *registry_form(const struct registry *r, struct str text,
                                 const struct form *last);
const struct form *registry_forms(const struct registry *r, size_t *n); /* all of them */
/* A kind that a division of these levels has, or NULL. */
const struct org *registry_kind(const struct registry *r, struct str key, unsigned levels);
const struct org *registry_body(const struct registry *r, struct str key);  /* or NULL */
const struct org *registry_group(const struct registry *r, struct str key); /* or NULL */
/* The longest word at the front of text, or NULL; *sort is the place of its sort among all sorts.
 */
const struct group_word *registry_group_word(const struct registry *r, struct str text,
                                             size_t *sort);
struct str registry_group_sort(const struct registry *r, size_t sort); /* empty behind the last */
size_t registry_decisions(const struct registry *r);
const struct decision *registry_decision(const struct registry *r, size_t i);
/* Does the name of a kind end in the character? */
bool registry_is_sort(const struct registry *r, int32_t cp);
/* Do the two characters look or sound alike? */
bool registry_confused(const struct registry *r, int32_t a, int32_t b);

/* Brackets of full width, no white space: how names are compared. */
struct str name_plain(struct arena *a, struct str name);
/* The next word of s from *at on, parted by spaces; false behind the last. */
bool name_word(struct str s, size_t *at, struct str *word);
uint64_t name_chars(struct str name); /* form.chars */

#endif

/* Automatic numbers of paragraphs: the part numbering.xml and the counting
 * (ECMA-376 part 1, 17.9). Where the standard is silent the counting follows what Word does: all
 * instances of one abstract definition count on together, a start override takes effect at its
 * instance's first paragraph, and every story (body, headers and footers, footnotes, endnotes,
 * each text box) counts on its own. */
#ifndef TIAOMU_INGEST_NUMBERING_H
#define TIAOMU_INGEST_NUMBERING_H

#include "ingest/numfmt.h"
#include "ingest/xml.h"

enum { NUMBERING_LEVELS = 9 };

struct level {
    bool defined;
    uint32_t start;
    const struct numfmt *format;    /* NULL: unknown, counted as decimal */
    struct str format_name;         /* the value of w:numFmt */
    uint32_t width;                 /* zeros are put in front up to this many digits */
    struct str text;                /* "%1.%2" */
    const struct symbol_font *font; /* of a bullet; NULL: one with usual characters */
    struct str style;               /* the paragraph style linked to the level */
    int32_t restart; /* after a paragraph of this level, from 1; 0 never; -1 default */
    bool legal;      /* upper levels are shown as decimal numbers */
};

struct abstract_num {
    int32_t id;
    struct str style_link, num_style_link;
    const struct abstract_num *holder; /* holds the levels: itself, or the linked one */
    struct level levels[NUMBERING_LEVELS];
};

struct num {
    int32_t id, abstract_id;
    int32_t start[NUMBERING_LEVELS]; /* w:startOverride, -1 where there is none */
    struct level *levels;            /* w:lvlOverride/w:lvl, NULL where there is none */
};

struct numbering {
    struct arena *a;
    VEC(struct abstract_num) abstracts;
    VEC(struct num) nums;
};

/* The counters of one story; starts as all zero. */
struct list_count {
    struct {
        uint32_t value;
        bool met, reset; /* counted at least once; set back to its start and not yet used */
    } at[NUMBERING_LEVELS];
};

struct num_use {
    bool started[NUMBERING_LEVELS];
};

/* An entry of the hash table of a story. */
struct story_slot {
    const void *key; /* the abstract definition or the instance */
    size_t at;       /* in lists or in nums */
};

struct story {
    VEC(struct list_count) lists;
    VEC(struct num_use) nums;
    struct story_slot *slots;
    size_t n_slots;
};

/* An xml_handler for the root of numbering.xml; user is a struct numbering with its arena. */
int numbering_read(struct xml *x, void *user);
/* The level of this list that the paragraph style is linked to, or -1. */
int32_t numbering_level_of_style(const struct numbering *n, int32_t num_id, struct str style);
/* Counts one paragraph of list num_id, level from 0, and gives its number as Word shows it (in
 * n->a). -1 with a reason in *label where the list or level is not defined; 1 with the name of the
 * format in *odd where it was printed as decimal, at the first paragraph of the level. */
int numbering_count(const struct numbering *n, struct story *story, int32_t num_id, int32_t level,
                    struct str *label, struct str *odd);

#endif

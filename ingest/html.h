/* HTML as a tree, and from the tree to blocks of a doc.
 *
 * The tree is what libxml2's HTML parser makes of tag soup. Nothing is fetched and no entity but
 * HTML's own is expanded. All nodes live in the document's arena.
 */
#ifndef TIAOMU_INGEST_HTML_H
#define TIAOMU_INGEST_HTML_H

#include "ingest/doc.h"
#include "ingest/marks.h"
#include "ingest/ruled.h"

/* What an element does to the text in it. */
enum element {
    ELEMENT_INLINE,
    ELEMENT_BLOCK,   /* text before, in and behind it are paragraphs of their own */
    ELEMENT_BREAK,   /* br: a paragraph ends */
    ELEMENT_RAW,     /* script, style: holds no text */
    ELEMENT_HIDDEN,  /* noscript: text that is not shown */
    ELEMENT_STRUCK,  /* del, s: words that were taken back */
    ELEMENT_CONTROL, /* buttons and the like */
    ELEMENT_ASIDE    /* nav, aside, footer: a block that is never part of an article */
};

struct attribute {
    struct str name, value;
};

struct node {
    struct str name; /* lower case; empty for text and the root */
    struct str text; /* of a text node */
    VEC(struct attribute) attributes;
    struct node *parent, *first, *last, *next;
    enum element kind;
    bool hidden;         /* by its attributes */
    uint8_t level;       /* h1 to h6 */
    uint32_t line;       /* of its start tag, or of its text's end */
    uint32_t number;     /* li: which its list gives it; ol: of the next item */
    uint64_t ink;        /* non-space code points in it that are text */
    uint64_t nested_ink; /* those of tables in it */
    uint64_t link_ink;   /* those of links in it */
    bool has_heading;    /* h1 to h6 stand in it */
    enum { LINK_PLAIN, LINK_NOTE_MARK, LINK_NOTE_BACK } link;
    struct str note;  /* the number of the footnote whose text stands in it, p NULL: none */
    bool has_article; /* the article's title or a table of data stands in it */
};

/* Parses text, whose first line is first_line of the source. *root is a node without a name; its
 * ink is all the text there is, counted as the parser reports it. -1 with an error in diags where
 * elements stand deeper in each other than limits->xml_depth. */
int html_parse(struct arena *a, struct str text, uint32_t first_line, const struct limits *limits,
               struct diags *diags, struct node **root);

/* The value of an attribute; empty with p NULL where it is missing. */
struct str html_attr(const struct node *n, const char *name);
/* A number as attributes have it: white space and a sign before it and what follows it count for
 * nothing (HTML Standard, 2.3.4.2). False where there is none. */
bool html_uint(struct str value, uint32_t *out);
bool html_is(const struct node *n, const char *name);
bool html_is_cell(const struct node *n); /* td, th */
/* In text: is a tag's name this one, whatever its case? "/table" closes. */
bool html_is_tag(struct str name, const char *tag);
/* Offset of the first such tag at or after from, SIZE_MAX where there is none. */
size_t html_find_tag(struct str s, const char *tag, size_t from);
/* The node after n in document order inside top, NULL at the end; its children first, unless they
 * are to be passed over. */
struct node *html_next(const struct node *n, const struct node *top, bool children);
/* The node's text as it stands, joined. */
struct str html_text(struct arena *a, const struct node *n);
/* The nearest element above that makes a block. */
struct node *html_block(struct node *n);

/* Fills link and note of all nodes: a footnote is two links that point at each other, or what has
 * its role. */
void html_find_notes(struct arena *a, struct node *root);
/* A mark's text without the brackets around it. */
struct str html_note_number(struct arena *a, const struct node *mark);

/* ---- from nodes to paragraphs and tables ---- */

/* A paragraph or table of the page, before it is known whether it belongs to the article. */
struct piece {
    struct para para;
    struct table *table; /* NULL: a paragraph */
    bool due;            /* the table at node has yet to be read */
    struct node *node;   /* the element it stands in; a table's own */
    uint64_t link_ink;   /* of its text, what stands in links */
    uint32_t links;
};

/* What the reading of one page or fragment shares. */
struct html {
    struct doc *doc;
    struct node *root;
    struct marks *marks; /* footnotes met */
    struct ruled *ruled;
    VEC(struct piece) pieces;
    VEC(struct node *) due; /* elements with footnotes that have yet to be read */
    size_t columns;         /* of the table of data met last */
    bool failed;            /* a limit was passed and is reported */
};

/* A stretch of the page that text flows through. */
struct flow {
    struct html *h;
    struct cell *cell; /* paragraphs go there; NULL: they become pieces */
    bool flat;         /* tables are text like any other */
    struct buf text;   /* of the paragraph begun */
    int32_t last;      /* its last code point */
    enum { SPACE_NONE, SPACE_INSIDE, SPACE_LINE_BREAK } space; /* met behind it */
    struct node *at;                                           /* the element met last; given */
    uint32_t line;     /* where the paragraph began, 0 before its first character */
    uint32_t pre, gap; /* pre elements around; empty paragraphs above */
    uint8_t level;
    struct str label;
    const struct node *link;
    struct piece piece; /* what is known of it so far */
};

/* A flow that begins at n; cell may be NULL. Footnotes, and tables unless it is flat, are left due
 * where they stand. */
struct flow html_flow_begin(struct html *h, struct cell *cell, bool flat, struct node *n);
void html_flow(struct flow *f, struct node *n); /* n with all that is in it */
void html_flow_children(struct flow *f, const struct node *n);
void html_flow_end(struct flow *f);
/* Reads the element of a footnote: its paragraphs, joined. */
void html_take_note(struct html *h, struct node *n);
/* Takes a subtree's text out as furniture. */
void html_furniture(struct html *h, const char *name, const struct node *n);
/* Are the element's rows data, or does it only lay out the page? *columns: of the table of data
 * before it, 0 where there is none; where it is one, its own. */
bool html_is_data(const struct node *table, size_t *columns);
/* A table of data becomes a piece, behind what stands in it outside its rows. */
void html_table(struct html *h, struct node *table);
/* Tells the pieces that clearly lie outside the page's article: outside[i] for each. *title is the
 * piece with the article's title, the number of pieces where none shows. */
void html_find_article(struct html *h, bool *outside, size_t *title);

/* Appends what a page or, where article is false, a fragment says to the doc that r builds, and
 * counts its text; its footnotes go to marks. -1 with an error in doc->diags. */
int html_read(struct ruled *r, struct marks *marks, struct str text, uint32_t first_line,
              bool article);

#endif

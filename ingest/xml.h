/* Streaming XML of a package's part: one element after the other, never a whole tree.
 *
 * Elements and attributes are named with the usual prefixes of WordprocessingML (w, r, mc, m …),
 * whatever prefixes the part itself declares and whether it is transitional or strict. Document
 * type declarations are refused (ECMA-376 part 2, 6.2.5), so there are no entities to expand;
 * nothing is fetched.
 */
#ifndef TIAOMU_INGEST_XML_H
#define TIAOMU_INGEST_XML_H

#include "ingest/package.h"
#include "ingest/tags.h"
#include <string.h>

enum xml_event { XML_NONE, XML_OPEN, XML_CLOSE, XML_TEXT };

struct xml;

/* Reads one element, whose opening was just seen; what it leaves unread is skipped. -1 ends the
 * reading of the part. */
typedef int xml_handler(struct xml *x, void *user);

struct xml_known {
    const char *name; /* NULL, and no handler, ends a table */
    xml_handler *read;
};

struct xml {
    struct xml_queue *queue; /* what was read and not asked for yet */
    struct member *member;
    const struct xml_known *known;                /* the table in force where a handler is called */
    void (*tap)(void *user, const struct xml *x); /* sees every event, also the skipped ones */
    void *tap_user;
    struct crowd crowd; /* of what was read from the part */
    enum xml_event event;
    size_t depth;    /* of the element opened or closed, the root's is 1 */
    bool failed;     /* an error was reported */
    struct str name; /* of the element opened or closed: "w:p"; empty where its namespace is
                        unknown; until the next event */
    struct str text; /* of XML_TEXT, until the next event */
};

/* Opens a part, calls read for its root element, and closes it. -1 with an error in the package's
 * diags where the part is missing or broken, or where read gives -1. tap may be NULL. */
int xml_parse(const struct package *p, struct str part, xml_handler *read, void *user,
              void (*tap)(void *, const struct xml *), void *tap_user);
/* Reads the children of the open element up to its closing: calls the handlers of those in the
 * table; all others are transparent, as if their children stood in their place. */
int xml_children(struct xml *x, const struct xml_known *known, void *user);
int xml_next(struct xml *x); /* the next event into x->event; -1 with an error */
/* Hands over the text in the element just opened, piece by piece, and reads to its end. */
int xml_texts(struct xml *x, void (*text)(void *user, struct str s), void *user);
/* Passes over everything up to the closing of the element open at this depth. */
int xml_leave(struct xml *x, size_t depth);
static inline bool xml_is(const struct xml *x, const char *name) {
    return str_eq(x->name, (struct str){name, strlen(name)});
}
/* An attribute of the element just opened ("w:val"; without prefix where it has no namespace);
 * empty with p NULL where it is missing. Valid until the next event. */
struct str xml_attr(const struct xml *x, const char *name);
/* The same as a number; otherwise where it is missing or none. */
int32_t xml_attr_int(const struct xml *x, const char *name, int32_t otherwise);
/* ST_OnOff in w:val (ECMA-376 part 1, 17.17.4): true where the attribute is missing. */
bool xml_attr_on(const struct xml *x);
/* Handlers for any table. */
int xml_skip(struct xml *x, void *user); /* passes over the element */
/* mc:AlternateContent: reads its first branch with the table in force; the other branches say the
 * same again for other readers (ECMA-376 part 3, 9.3). */
int xml_first_branch(struct xml *x, void *user);

#endif

/* The tags of XML and HTML text, one after the other, without a tree. Nothing is fetched, and
 * entities that a document declares are not known.
 */
#ifndef TIAOMU_INGEST_TAGS_H
#define TIAOMU_INGEST_TAGS_H

#include "base/diag.h"
#include "base/limits.h"

struct tag {
    const char *name; /* without prefix; HTML: in lower case */
    /* As libxml2 hands them over: of n in XML name, prefix, namespace, begin and end of the value;
     * in HTML, where n is 0, pairs of name and value up to a NULL. */
    const char *const *attributes;
    size_t n;
};

/* What to do with them; user is what tags_read was given. */
struct tag_reader {
    void (*open)(void *user, const struct tag *tag);
    void (*close)(void *user, const char *name);
    void (*text)(void *user, struct str text); /* valid until the call returns; may be NULL */
};

enum tag_syntax { TAGS_XML, TAGS_HTML };

/* Reads text, which is UTF-8 whatever it declares. -1 with an error in diags where XML is broken or
 * elements stand deeper in each other than limits->xml_depth; HTML is taken as browsers do. */
int tags_read(struct str text, enum tag_syntax syntax, const struct limits *limits,
              struct diags *diags, const struct tag_reader *reader, void *user);

/* How many attributes the element has that stands open where markup was read up to; zeroed, its
 * beginning. libxml2 compares an element's attributes each with each, so that many of them must be
 * told before it is given them. */
struct crowd {
    enum { CROWD_TEXT, CROWD_OPENS, CROWD_NAME, CROWD_BETWEEN, CROWD_ATTRIBUTE, CROWD_VALUE } in;
    char quote; /* of the value; 0: none */
    size_t attributes;
};
/* Reads on; true where an element has more than most attributes. */
bool crowd_exceeds(struct crowd *c, struct str markup, size_t most);
/* Adds the error that says so. */
void crowd_error(struct diags *diags, struct place at, size_t most);

/* An attribute without its prefix, empty where it is missing; valid until open returns. */
struct str tag_attr(const struct tag *tag, const char *name);
/* The next number at or behind byte *at of s, whatever parts it from the one before; *at moves
 * behind it. False where there is none. */
bool tag_number(struct str s, size_t *at, double *out);
/* An attribute that is a number; 0 where it is missing or none. */
double tag_attr_number(const struct tag *tag, const char *name);

#endif

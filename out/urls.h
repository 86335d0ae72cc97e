/* Inside out/: the addresses of a site's pages, relative to its front page. They stay the same when
 * documents are added. */
#ifndef TIAOMU_OUT_URLS_H
#define TIAOMU_OUT_URLS_H

#include "corpus/changes.h"

/* A name as a file's: characters that file systems or addresses give a meaning stand as ~ and two
 * hexadecimal digits, and a very long name is cut and ends in a hash. Never empty, and never begins
 * with a point. */
struct str url_slug(struct arena *a, struct str name);

/* What an organisation's page is called after: its key, else its name; empty for a mention that
 * nobody resolved, which has no page. */
struct str url_org_key(const struct mention *m);

/* Percent-encodes one part of a path (RFC 3986). */
void url_encode(struct buf *b, struct str s);
/* Percent-encoded, with .html at the end. */
struct str url_doc(struct arena *a, struct str doc);
struct str url_measure(struct arena *a, struct str doc, const struct measure *m);
struct str url_org(struct arena *a, struct str key);
struct str url_diff(struct arena *a, struct str old, struct str new);

/* "1.4.2": how pages and addresses call a measure; the task is 0 where it has no number. */
struct str url_number(struct arena *a, const struct measure *m);

#endif

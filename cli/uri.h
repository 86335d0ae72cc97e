/* The path and query of a request's address. */
#ifndef TIAOMU_CLI_URI_H
#define TIAOMU_CLI_URI_H

#include "cli/site.h"

struct uri {
    struct str path; /* without its leading "/" */
    site_params params;
};

/* Reads "/path?name=value&…" (RFC 3986; in the query + is a space, as forms write it) and decodes
 * it. -1 where it is malformed: no leading "/", a broken %-escape, bytes that are no UTF-8, control
 * characters. */
int uri_read(struct arena *a, struct str raw, struct uri *out);

#endif

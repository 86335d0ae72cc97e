/* Addresses of servers, as they may be shown: a password is in none. */
#include "corpus/corpus.h"
#include "corpus/libpq.h"
#include <string.h>

bool corpus_is_address(struct str path) {
    return str_starts(path, S("postgresql://")) || str_starts(path, S("postgres://"));
}

static struct str option(const PQconninfoOption *options, const char *keyword) {
    for (; options->keyword; options++)
        if (strcmp(options->keyword, keyword) == 0)
            return str_of(options->val);
    return (struct str){0};
}

/* Where a character of a password was not escaped, part of it is taken for something else. */
static bool sound(struct str host, struct str port, struct str db) {
    for (size_t i = 0; i < port.n; i++)
        if ((port.p[i] < '0' || port.p[i] > '9') && port.p[i] != ',')
            return false;
    return str_find(host, S("@"), 0) == SIZE_MAX && str_find(db, S("@"), 0) == SIZE_MAX;
}

struct str corpus_name(struct arena *a, struct str path) {
    struct libpq pq;
    struct buf b = {.a = a};
    if (!corpus_is_address(path))
        return path;
    PQconninfoOption *options = libpq_load(&pq) ? NULL : pq.conninfo_parse(str_z(a, path), NULL);
    buf_add(&b, S("postgresql://"));
    if (!options) {
        buf_add(&b, S("…"));
        return buf_str(&b);
    }
    struct str user = option(options, "user"), host = option(options, "host"),
               port = option(options, "port"), db = option(options, "dbname");
    if (sound(host, port, db))
        buf_fmt(&b, "%.*s%s%.*s%s%.*s/%.*s", STR_ARG(user), user.n ? "@" : "", STR_ARG(host),
                port.n ? ":" : "", STR_ARG(port), STR_ARG(db));
    else
        buf_add(&b, S("…"));
    pq.conninfo_free(options);
    return str_dup(a, buf_str(&b));
}

#include "ingest/package_flat.h"
#include "base/utf8.h"

/* Word and all who fill its templates write this prefix. */
static const struct str NAMESPACE = S("xmlns:pkg=\"http://schemas.microsoft.com/office/2006/"
                                      "xmlPackage\"");

bool flat_is(struct str text) {
    enum { ROOT = 4096 };
    struct str head = str_cut(text, 0, ROOT);
    return str_starts(utf8_trim(head), S("<?xml")) && str_find(head, NAMESPACE, 0) != SIZE_MAX;
}

/* What stands between before and after, from *at on, which moves behind it; empty at the end. */
static struct str between(struct str s, struct str before, struct str after, size_t *at) {
    size_t from = str_find(s, before, *at);
    size_t to = from == SIZE_MAX ? SIZE_MAX : str_find(s, after, from + before.n);
    if (to == SIZE_MAX) {
        *at = s.n;
        return S("");
    }
    *at = to + after.n;
    return str_cut(s, from + before.n, to);
}

static struct flat_part part_of(struct str element) {
    size_t at = 0;
    struct str name = between(element, S("pkg:name=\""), S("\""), &at);
    struct str data = between(element, S("<pkg:xmlData"), S("</pkg:xmlData>"), &at);
    size_t root = str_find(data, S(">"), 0);
    return (struct flat_part){
        .name = str_cut(name, str_starts(name, S("/")), name.n),
        .content = root == SIZE_MAX ? S("") : utf8_trim(str_cut(data, root + 1, data.n))};
}

flat_parts flat_read(struct arena *a, struct str text, size_t most) {
    flat_parts parts = {0};
    for (size_t at = 0; at < text.n && parts.n < most;) {
        struct str element = between(text, S("<pkg:part "), S("</pkg:part>"), &at);
        struct flat_part part = part_of(element);
        if (part.name.n && part.content.n)
            *vec_push(a, &parts) = part;
    }
    return parts;
}

const struct flat_part *flat_find(const flat_parts *parts, struct str name) {
    for (size_t i = 0; i < parts->n; i++)
        if (str_same(parts->at[i].name, name))
            return &parts->at[i];
    return NULL;
}

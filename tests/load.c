#include "tests/load.h"
#include <stdio.h>
#include <string.h>

bool load_file(struct arena *a, const char *path, struct str *out) {
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    struct buf b = {.a = a};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&b, (struct str){chunk, n});
    bool ok = !ferror(f);
    fclose(f);
    *out = buf_str(&b);
    return ok;
}

static int load_doc(struct arena *a, const char *path, struct str name, enum tracked tracked,
                    struct diags *diags, struct doc **out) {
    struct str bytes, source = str_of(path);
    const struct limits limits = LIMITS_DEFAULT;
    if (!load_file(a, path, &bytes))
        return diag_add(diags, DIAG_UNREADABLE, (struct place){0}, source), -1;
    if (str_ends(source, S(".jsonl")))
        return doc_from_json(a, &bytes, diags, out);
    const char *slash = strrchr(path, '/');
    return doc_read(a, bytes, name, slash ? str_of(slash + 1) : source, &limits, tracked, diags,
                    out);
}

int load_plan(struct arena *a, const char *path, struct str name, enum tracked tracked,
              const struct rules *rules, struct diags *diags, struct plan **out) {
    struct doc *doc;
    if (load_doc(a, path, name, tracked, diags, &doc) < 0)
        return -1;
    if (extract_plan(a, doc, rules, out) < 0)
        return *diags = doc->diags, -1;
    resolve_plan(*out, rules);
    return 0;
}

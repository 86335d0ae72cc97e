#include "cli/manifest.h"
#include "base/utf8.h"
#include "cli/files.h"
#include "cli/say.h"
#include "ingest/charset.h"
#include <string.h>

enum { PATH, ID, JURISDICTION, YEAR, STATUS, COLUMNS, LARGEST = 64 << 20 };
static const struct str names[COLUMNS] = {S("path"), S("id"), S("jurisdiction"), S("year"),
                                          S("status")};

typedef VEC(struct str) fields;

struct csv {
    struct arena *a;
    struct str text;
    size_t at;
    unsigned line; /* of the record read last */
    unsigned next_line;
};

static bool at_end(const struct csv *c) {
    return c->at >= c->text.n;
}

/* A field between quotation marks, of which two stand for one. */
static struct str quoted(struct csv *c) {
    struct buf b = {.a = c->a};
    for (c->at++; !at_end(c); c->at++) {
        char ch = c->text.p[c->at];
        c->next_line += ch == '\n';
        if (ch == '"' && (c->at + 1 >= c->text.n || c->text.p[++c->at] != '"'))
            break;
        buf_byte(&b, ch);
    }
    return buf_str(&b);
}

static struct str field(struct csv *c) {
    if (!at_end(c) && c->text.p[c->at] == '"')
        return quoted(c);
    size_t from = c->at;
    while (!at_end(c) && !strchr(",\n", c->text.p[c->at]))
        c->at++;
    return utf8_trim(str_cut(c->text, from, c->at));
}

/* The next record that is not blank; false behind the last. */
static bool record(struct csv *c, fields *out) {
    do {
        if (at_end(c))
            return false;
        c->line = c->next_line;
        out->n = 0;
        for (;;) {
            *vec_push(c->a, out) = field(c);
            if (at_end(c) || c->text.p[c->at] != ',')
                break;
            c->at++;
        }
        while (!at_end(c) && c->text.p[c->at++] != '\n')
            ;
        c->next_line++;
    } while (out->n == 1 && out->at[0].n == 0);
    return true;
}

/* Where each column stands, SIZE_MAX: nowhere. */
static int find_columns(const fields *head, const char *path, size_t columns[COLUMNS]) {
    for (size_t k = 0; k < COLUMNS; k++) {
        columns[k] = SIZE_MAX;
        for (size_t i = 0; i < head->n; i++)
            if (str_eq(head->at[i], names[k]))
                columns[k] = i;
    }
    if (columns[PATH] != SIZE_MAX)
        return 0;
    say(path, "the first line of a manifest names its columns, and path is not among them");
    return -1;
}

static struct str value(const fields *f, size_t column) {
    return column < f->n ? f->at[column] : (struct str){0};
}

static const char *beside(struct arena *a, const char *manifest, struct str path) {
    const char *slash = strrchr(manifest, '/');
    if (str_starts(path, S("/")) || !slash)
        return str_z(a, path);
    return str_fmt(a, "%.*s/%.*s", (int)(slash - manifest), manifest, STR_ARG(path)).p;
}

static int read_line(const struct csv *c, const char *path, const fields *f,
                     const size_t columns[COLUMNS], struct input_file *out) {
    struct str year = value(f, columns[YEAR]), status = value(f, columns[STATUS]);
    uint32_t number = 0;
    *out = (struct input_file){.path = beside(c->a, path, value(f, columns[PATH])),
                               .id = value(f, columns[ID]),
                               .said = {value(f, columns[JURISDICTION]), status, 0}};
    const char *fault = NULL;
    if (value(f, columns[PATH]).n == 0)
        fault = "the path is missing";
    else if (year.n && (!str_uint(year, &number) || number < 1949 || number > 2999))
        fault = "the year is none; write four digits, such as 2026";
    else if (status.n && !str_eq(status, S("draft")) && !str_eq(status, S("final")))
        fault = "the status is draft or final, or empty";
    if (fault)
        say(path, "%u: %s", c->line, fault);
    out->said.year = (int)number;
    return fault ? -1 : 0;
}

int manifest_read(struct arena *a, const char *path, input_files *out) {
    struct diags diags = {.a = a};
    struct csv c = {.a = a, .next_line = 1};
    struct str bytes, encoding;
    size_t columns[COLUMNS];
    fields f = {0};
    if (file_read(a, path, LARGEST, &bytes) < 0)
        return -1;
    if (charset_decode(a, bytes, &diags, &c.text, &encoding) < 0) {
        say_findings(path, &diags, DIAG_ERROR);
        return -1;
    }
    if (!record(&c, &f)) {
        say(path, "the manifest is empty; its first line names the columns: path, id, "
                  "jurisdiction, year, status");
        return -1;
    }
    int rc = find_columns(&f, path, columns);
    while (rc == 0 && record(&c, &f))
        rc = read_line(&c, path, &f, columns, vec_push(a, out));
    return rc;
}

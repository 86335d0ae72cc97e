#include "cli/decisions.h"
#include "base/embedded.h"
#include "cli/files.h"
#include "cli/say.h"
#include "rules/rules.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

void decision_put(struct buf *b, const struct decision_line *line) {
    buf_fmt(b, "%.*s\t%.*s\t%s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\n", STR_ARG(line->scope),
            STR_ARG(line->mention), line->same ? "same" : "different", STR_ARG(line->key),
            STR_ARG(line->name), STR_ARG(line->author), STR_ARG(line->time), STR_ARG(line->doc));
}

struct str decision_author(void) {
    const char *const names[] = {getenv("TIAOMU_AUTHOR"), getenv("LOGNAME"), getenv("USER")};
    for (size_t i = 0; i < 3; i++)
        if (names[i] && *names[i])
            return str_of(names[i]);
    return S("unknown");
}

struct str decision_time(struct arena *a) {
    char text[32] = "";
    time_t t = time(NULL);
    struct tm utc;
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &utc));
    return str_dup(a, str_of(text));
}

static bool fits_cell(struct str s) {
    return str_find(s, S("\t"), 0) == SIZE_MAX && str_find(s, S("\n"), 0) == SIZE_MAX &&
           str_find(s, S("\r"), 0) == SIZE_MAX;
}

/* The file must load with the new line, or every later run would fail. */
static bool loads(struct arena *a, struct str text, const char *path) {
    struct diags diags = {.a = a};
    struct rules_file file = {S("decisions.tsv"), text};
    struct rules *r = rules_load(a, &file, 1, &diags);
    say_findings(path, &diags, DIAG_ERROR);
    rules_drop(r);
    return r != NULL;
}

int decision_write(struct arena *a, const char *path, struct str text) {
    struct sink sink;
    if (sink_open(a, path, &sink) < 0 || sink_put(&sink, text) < 0)
        return -1;
    return sink_close(&sink);
}

int decision_folder(const char *folder) {
    if (!folder) {
        say(NULL, "name the folder of your own rules with --rules; decisions.tsv is kept there");
        return -1;
    }
    if (mkdir(folder, 0777) == 0 || errno == EEXIST)
        return 0;
    say(folder, "the folder cannot be made: %s", strerror(errno));
    return -1;
}

bool decision_fits(const struct str *cells, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!fits_cell(cells[i])) {
            say(NULL, "a name with a tab or a line break cannot be entered");
            return false;
        }
    return true;
}

int decision_read(struct arena *a, const char *folder, struct str file, const char **path,
                  struct str *out) {
    *out = embedded_text(file);
    *path = folder ? str_fmt(a, "%s/%.*s", folder, STR_ARG(file)).p : NULL;
    return *path && file_exists(*path) ? file_read(a, *path, SIZE_MAX - 1, out) : 0;
}

struct buf decision_begin(struct arena *a, struct str before) {
    struct buf b = {.a = a};
    buf_add(&b, before);
    if (before.n && before.p[before.n - 1] != '\n')
        buf_byte(&b, '\n');
    return b;
}

int decision_add(struct arena *a, const char *folder, struct decision_line *line) {
    const struct str cells[] = {line->scope, line->mention, line->key, line->name, line->doc};
    const char *path;
    struct str before;
    if (!decision_fits(cells, sizeof cells / sizeof *cells) ||
        decision_read(a, folder, S("decisions.tsv"), &path, &before) < 0)
        return -1;
    struct buf b = decision_begin(a, before);
    line->author = decision_author();
    line->time = decision_time(a);
    decision_put(&b, line);
    return loads(a, buf_str(&b), path) ? decision_write(a, path, buf_str(&b)) : -1;
}

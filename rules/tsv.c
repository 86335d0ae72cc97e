#include "rules/tsv.h"
#include "base/utf8.h"

static struct str next_line(struct str text, size_t *at) {
    size_t end = str_find(text, S("\n"), *at);
    size_t stop = end == SIZE_MAX ? text.n : end;
    struct str line = str_cut(text, *at, stop);
    *at = end == SIZE_MAX ? text.n : end + 1;
    return str_ends(line, S("\r")) ? str_cut(line, 0, line.n - 1) : line;
}

static size_t count_lines(struct str text) {
    size_t n = 1;
    for (size_t i = 0; (i = str_find(text, S("\n"), i)) != SIZE_MAX; i++)
        n++;
    return n;
}

static size_t split(struct str line, struct str *cells, size_t max) {
    size_t n = 0;
    for (size_t at = 0; n < max; n++) {
        size_t tab = str_find(line, S("\t"), at);
        cells[n] = str_cut(line, at, tab == SIZE_MAX ? line.n : tab);
        if (tab == SIZE_MAX)
            return n + 1;
        at = tab + 1;
    }
    return max + 1;
}

static int fault(struct arena *a, struct diags *diags, struct place at, const char *what) {
    diag_add(diags, DIAG_FORMAT, at, str_fmt(a, "%.*s: %s", STR_ARG(place_path(at)), what));
    return -1;
}

/* Where each wanted column stands in the file's own order. */
static int map_columns(const struct str *head, size_t nhead, const struct str *columns, size_t n,
                       size_t *at) {
    bool seen = false;
    for (size_t h = 0; h < nhead; h++)
        seen = seen || str_eq(head[h], S("seen"));
    for (size_t c = 0; c < n; c++) {
        at[c] = nhead;
        for (size_t h = 0; h < nhead; h++)
            if (str_eq(head[h], columns[c]))
                at[c] = h;
        if (at[c] == nhead)
            return -1;
    }
    return seen ? 0 : -1;
}

int tsv_parse(struct arena *a, struct str file, struct str text, const struct str *columns,
              size_t n, struct diags *diags, struct tsv *out) {
    struct str cells[TSV_COLUMNS];
    size_t at[TSV_COLUMNS] = {0}, width = 0;
    struct place place = place_in(file);
    const struct str mark = S("\xEF\xBB\xBF"); /* that editors put in front of UTF-8 */
    *out = (struct tsv){0};
    size_t most = count_lines(text);
    struct str *room = arena_array(a, most * n, sizeof *room);
    out->lines.at = arena_array(a, out->lines.cap = most, sizeof *out->lines.at);
    for (size_t pos = str_starts(text, mark) ? mark.n : 0; pos < text.n;) {
        struct str line = next_line(text, &pos);
        place.line++;
        if (utf8_valid(line) < line.n)
            return fault(a, diags, place, "the line is not UTF-8; save the file as UTF-8");
        if (utf8_blank(line) || str_starts(line, S("#")))
            continue;
        size_t got = split(line, cells, TSV_COLUMNS);
        if (width == 0) {
            if (got > TSV_COLUMNS || map_columns(cells, got, columns, n, at) < 0)
                return fault(a, diags, place, "the line of column names lacks a column");
            width = got;
            continue;
        }
        if (got != width)
            return fault(a, diags, place, "the line has not as many tabs as the column names");
        struct tsv_line *l = vec_push(a, &out->lines);
        *l = (struct tsv_line){.cell = room, .at = place};
        for (size_t c = 0; c < n; c++)
            *room++ = utf8_trim(cells[at[c]]);
    }
    return 0;
}

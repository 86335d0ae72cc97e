/* Findings that are known and left alone, with the reason. */
#include "base/utf8.h"
#include "check/check.h"
#include <stdio.h>

static int bad_line(struct diags *diags, uint32_t line, const char *what) {
    diag_add(diags, DIAG_FORMAT, (struct place){.line = line}, str_of(what));
    return -1;
}

static struct str next_cell(struct str *line) {
    size_t tab = str_find(*line, S("\t"), 0);
    struct str cell = str_cut(*line, 0, tab);
    *line = tab == SIZE_MAX ? (struct str){0} : str_cut(*line, tab + 1, line->n);
    return utf8_trim(cell);
}

static int read_line(struct arena *a, struct str line, uint32_t no, struct diags *diags,
                     suppression_list *out) {
    struct suppression s = {.line = no};
    struct str name = next_cell(&line);
    s.where = next_cell(&line);
    s.reason = utf8_trim(line);
    if (check_code_of(name, &s.code) < 0)
        return bad_line(
            diags, no,
            str_z(a, str_fmt(a, "there is no code \"%.*s\"; tiaomu check --explain lists them",
                             STR_ARG(name))));
    if (s.where.n == 0 || s.reason.n == 0)
        return bad_line(diags, no,
                        "a suppression is CODE, PLACE or EXCERPT, and REASON, parted by tabs");
    *vec_push(a, out) = s;
    return 0;
}

int suppressions_read(struct arena *a, struct str text, struct diags *diags,
                      suppression_list *out) {
    uint32_t no = 1;
    for (size_t at = 0, end; at < text.n; at = end + 1, no++) {
        end = str_find(text, S("\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        struct str line = str_cut(text, at, end);
        if (utf8_blank(line) || str_starts(line, S("#")))
            continue;
        if (read_line(a, line, no, diags, out) < 0)
            return -1;
    }
    return 0;
}

static bool matches(const struct suppression *s, const struct finding *f) {
    char room[64];
    uint32_t line;
    if (s->code != f->code)
        return false;
    if (str_uint(s->where, &line) && line == f->at.line)
        return true;
    snprintf(room, sizeof room, "%d.%d.%d", f->table_no, f->task_no, f->measure_no);
    return (f->measure_no && str_eq(s->where, str_of(room))) ||
           str_find(f->excerpt, s->where, 0) != SIZE_MAX;
}

void suppress(struct checked *c, suppression_list *list) {
    size_t kept = 0;
    for (size_t i = 0; i < c->findings.n; i++) {
        bool taken = false;
        for (size_t k = 0; k < list->n; k++)
            if (matches(&list->at[k], &c->findings.at[i])) {
                list->at[k].used++;
                taken = true;
            }
        if (!taken)
            c->findings.at[kept++] = c->findings.at[i];
    }
    c->suppressed += c->findings.n - kept;
    c->findings.n = kept;
}

void suppressions_unused(struct arena *a, const suppression_list *list, finding_list *out) {
    for (size_t i = 0; i < list->n; i++) {
        const struct suppression *s = &list->at[i];
        if (s->used == 0)
            *vec_push(a, out) = (struct finding){.code = CHECK_SUPPRESSION_UNUSED,
                                                 .at.line = s->line,
                                                 .excerpt = s->where,
                                                 .part = {check_info(s->code)->name, s->where}};
    }
}

#include "cli/report.h"
#include "base/utf8.h"
#include "cli/work.h"
#include <jansson.h>
#include <stdlib.h>

/* Names of files are bytes, JSON is Unicode. */
static json_t *text(struct arena *a, struct str s) {
    s = utf8_repair(a, s);
    return json_stringn(s.p ? s.p : "", s.n);
}

static json_t *findings_json(struct arena *a, const struct diags *diags) {
    json_t *list = json_array();
    for (size_t i = 0; i < diags->list.n; i++) {
        const struct diag *d = &diags->list.at[i];
        json_array_append_new(list,
                              json_pack("{s:o, s:o, s:o, s:o?, s:o?}", "code", text(a, d->name),
                                        "severity", text(a, diag_level_name(d->level)), "message",
                                        text(a, d->text), "source_line",
                                        d->at.line ? json_integer(d->at.line) : NULL, "source_path",
                                        place_path(d->at).n ? text(a, place_path(d->at)) : NULL));
    }
    return list;
}

static json_t *entry_json(struct arena *a, const struct report_entry *e) {
    const struct plan_summary *s = &e->holds;
    return json_pack("{s:o, s:o?, s:o?, s:s, s:f, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "file",
                     text(a, str_of(e->file)), "doc", e->doc.n ? text(a, e->doc) : NULL, "same_as",
                     e->same_as.n ? text(a, e->same_as) : NULL, "outcome", e->outcome, "seconds",
                     e->seconds, "tasks", (json_int_t)s->tasks, "measures", (json_int_t)s->measures,
                     "rows", (json_int_t)s->rows, "clauses", (json_int_t)s->clauses, "warnings",
                     (json_int_t)s->warnings, "errors", (json_int_t)s->errors, "findings",
                     findings_json(a, &e->findings));
}

struct str report_json(const struct report *r, const char *db, struct str rules_version,
                       const char *started, double seconds) {
    json_t *inputs = json_array();
    for (size_t i = 0; i < r->entries.n; i++)
        json_array_append_new(inputs, entry_json(r->a, &r->entries.at[i]));
    json_t *report = json_pack("{s:s, s:s, s:o, s:o, s:s, s:f, s:o}", "schema", "tiaomu.run/1",
                               "tool_version", TIAOMU_VERSION, "rules_version",
                               text(r->a, rules_version), "db", text(r->a, str_of(db)), "started",
                               started, "seconds", seconds, "documents", inputs);
    char *dump = json_dumps(report, JSON_INDENT(2) | JSON_REAL_PRECISION(4));
    struct str out = str_dup(r->a, str_of(dump));
    struct buf b = {.a = r->a};
    buf_add(&b, out);
    buf_byte(&b, '\n');
    free(dump);
    json_decref(report);
    return buf_str(&b);
}

/* Metadata for Datasette (docs.datasette.io, Metadata): the database's foreign keys are in its
 * tables; here stands which column names the row that a key leads to. */
#include "out/json.h"
#include "out/labels.h"
#include "out/rows.h"

static json_t *text(struct str s) {
    return json_stringn(s.p ? s.p : "", s.n);
}

static const struct {
    const char *table, *label;
} labelled[] = {{"document", "title"},
                {"plan_table", "table_title"},
                {"section", "section"},
                {"task", "task"},
                {"measure", "measure"},
                {"clause", "text"},
                {"org", "org"},
                {"role", "role"},
                {"assignment", "deadline"},
                {"indicator_row", "row_label"},
                {"indicator_cell", "col"}};

static const struct {
    struct str view;
    enum out_kind kind;
    const char *facets[4];
} views[] = {{S("v_document"), OUT_DOCUMENTS, {"doc_type", "jurisdiction", "year_start"}},
             {S("v_measure"), OUT_MEASURES, {"doc", "section", "deadline_kind", "deadline_end"}},
             {S("v_responsibility"), OUT_RESPONSIBILITIES, {"doc", "role_kind", "org", "org_kind"}},
             {S("v_assignment"), OUT_ASSIGNMENTS, {"doc", "deadline_kind", "deadline_end"}},
             {S("v_quantity"), OUT_QUANTITIES, {"doc", "unit", "comparator", "year"}},
             {S("v_reference"), OUT_REFERENCES, {"doc", "title"}},
             {S("v_indicator"), OUT_INDICATORS, {"doc", "table_title", "col", "unit"}},
             {S("v_outline"), OUT_OUTLINE, {"doc", "level"}},
             {S("v_clause"), OUT_CLAUSES, {"doc", "section"}},
             {S("v_footnote"), OUT_FOOTNOTES, {"doc"}},
             {S("v_correction"), OUT_CORRECTIONS, {"doc", "field", "rule"}},
             {S("v_warning"), OUT_WARNINGS, {"doc", "severity", "code"}},
             {S("v_coverage"), OUT_COVERAGE, {NULL}}};

static json_t *columns_json(struct arena *a, enum out_kind kind) {
    struct out_row row = {0};
    json_t *columns = json_object();
    out_columns(a, kind, &row);
    for (size_t i = 0; i < row.cells.n; i++) {
        struct str name = row.cells.at[i].field->name;
        json_object_set_new(columns, str_z(a, name), text(label_of(LANG_ZH, name)));
    }
    return columns;
}

static json_t *view_json(struct arena *a, size_t i) {
    json_t *facets = json_array();
    for (size_t k = 0; k < sizeof views[i].facets / sizeof *views[i].facets; k++)
        if (views[i].facets[k])
            json_array_append_new(facets, json_string(views[i].facets[k]));
    return json_pack("{s:o, s:o, s:o}", "title",
                     text(label_of(LANG_ZH, out_kind_name(views[i].kind))), "facets", facets,
                     "columns", columns_json(a, views[i].kind));
}

void out_datasette(struct buf *b, struct str database) {
    json_t *tables = json_object(), *databases = json_object();
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        json_object_set_new(tables, views[i].view.p, view_json(b->a, i));
    for (size_t i = 0; i < sizeof labelled / sizeof *labelled; i++)
        json_object_set_new(tables, labelled[i].table,
                            json_pack("{s:s}", "label_column", labelled[i].label));
    json_object_set_new(databases, str_z(b->a, database), json_pack("{s:o}", "tables", tables));
    json_t *o =
        json_pack("{s:s, s:o}", "title", label(LANG_ZH, LABEL_plan).p, "databases", databases);
    put_json(b, o);
}

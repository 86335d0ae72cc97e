/* Findings as JSON lines and as SARIF 2.1.0. */
#include "out/check.h"
#include "out/json.h"

static json_t *finding_json(struct arena *a, struct str file, const struct finding *f,
                            enum lang lang) {
    const struct check_info *info = check_info(f->code);
    json_t *o = json_object();
    set_text(o, "file", file);
    set_text(o, "code", info->name);
    set_text(o, "severity", diag_level_name(info->level));
    set_text(o, "message", check_message(a, f, lang));
    set_number(o, "source_line", f->at.line);
    set_text(o, "source_path", place_path(f->at));
    set_number(o, "table_no", f->table_no);
    set_number(o, "task_no", f->task_no);
    set_number(o, "measure_no", f->measure_no);
    set_count(o, "row_no", f->row_no);
    json_object_set_new(o, "excerpt",
                        f->excerpt.n ? json_stringn(f->excerpt.p, f->excerpt.n) : json_null());
    set_text(o, "action", finding_text(a, f, check_words(f->code, lang)->action));
    return o;
}

void out_check_json(struct buf *b, const checked_list *files, enum lang lang) {
    for (size_t i = 0; i < files->n; i++)
        for (size_t k = 0; k < files->at[i].findings.n; k++)
            put_json_line(
                b, finding_json(b->a, files->at[i].file, &files->at[i].findings.at[k], lang));
}

/* ---- SARIF ---- */

static json_t *text_object(struct str s) {
    json_t *o = json_object();
    json_object_set_new(o, "text", json_stringn(s.p ? s.p : "", s.n));
    return o;
}

/* SARIF 3.27.10; a note there is what it is here. */
static const char *sarif_level(enum diag_level level) {
    return level == DIAG_ERROR ? "error" : level == DIAG_WARNING ? "warning" : "note";
}

static json_t *rule_json(enum check_code code, enum lang lang) {
    const struct check_info *info = check_info(code);
    const struct check_words *w = check_words(code, lang);
    json_t *o = json_object(), *level = json_object();
    set_text(o, "id", info->name);
    json_object_set_new(o, "shortDescription", text_object(w->text));
    json_object_set_new(o, "fullDescription", text_object(w->about));
    if (w->action.n)
        json_object_set_new(o, "help", text_object(w->action));
    json_object_set_new(level, "level", json_string(sarif_level(info->level)));
    json_object_set_new(o, "defaultConfiguration", level);
    return o;
}

/* A path as a relative reference (RFC 3986, 4.2). */
static struct str uri_of(struct arena *a, struct str path) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
        if (plain)
            buf_byte(&b, (char)c);
        else
            buf_fmt(&b, "%%%02X", c);
    }
    return buf_str(&b);
}

static json_t *location_json(struct arena *a, struct str file, const struct finding *f) {
    json_t *o = json_object(), *physical = json_object(), *artifact = json_object();
    struct str item = finding_item(a, f);
    set_text(artifact, "uri", uri_of(a, file));
    json_object_set_new(physical, "artifactLocation", artifact);
    if (f->at.line) {
        json_t *region = json_object();
        set_count(region, "startLine", f->at.line);
        if (f->excerpt.n)
            json_object_set_new(region, "snippet", text_object(f->excerpt));
        json_object_set_new(physical, "region", region);
    }
    json_object_set_new(o, "physicalLocation", physical);
    if (item.n || place_path(f->at).n) {
        json_t *logical = json_object();
        set_text(logical, "name", item);
        set_text(logical, "fullyQualifiedName", place_path(f->at));
        json_object_set_new(o, "logicalLocations", json_pack("[o]", logical));
    }
    return o;
}

static json_t *result_json(struct arena *a, struct str file, const struct finding *f,
                           enum lang lang) {
    json_t *o = json_object();
    struct str action = finding_text(a, f, check_words(f->code, lang)->action);
    struct buf text = {.a = a};
    buf_fmt(&text, "%.*s", STR_ARG(check_message(a, f, lang)));
    if (f->excerpt.n)
        buf_fmt(&text, lang == LANG_ZH ? "：%.*s" : ": %.*s", STR_ARG(f->excerpt));
    if (action.n)
        buf_fmt(&text, lang == LANG_ZH ? "。%.*s。" : "; %.*s.", STR_ARG(action));
    set_text(o, "ruleId", check_info(f->code)->name);
    json_object_set_new(o, "ruleIndex", json_integer(f->code));
    json_object_set_new(o, "level", json_string(sarif_level(check_info(f->code)->level)));
    json_object_set_new(o, "message", text_object(buf_str(&text)));
    json_object_set_new(o, "locations", json_pack("[o]", location_json(a, file, f)));
    return o;
}

static json_t *driver_json(enum lang lang, struct str version) {
    json_t *driver = json_object(), *rules = json_array();
    json_object_set_new(driver, "name", json_string("tiaomu"));
    set_text(driver, "version", version);
    set_text(driver, "language", lang_tag(lang));
    for (int i = 0; i < CHECK_CODES; i++)
        json_array_append_new(rules, rule_json((enum check_code)i, lang));
    json_object_set_new(driver, "rules", rules);
    return driver;
}

void out_check_sarif(struct buf *b, const checked_list *files, enum lang lang, struct str version) {
    json_t *log = json_object(), *run = json_object(), *results = json_array();
    for (size_t i = 0; i < files->n; i++)
        for (size_t k = 0; k < files->at[i].findings.n; k++)
            json_array_append_new(
                results, result_json(b->a, files->at[i].file, &files->at[i].findings.at[k], lang));
    json_object_set_new(run, "tool", json_pack("{s:o}", "driver", driver_json(lang, version)));
    set_text(run, "language", lang_tag(lang));
    json_object_set_new(run, "columnKind", json_string("unicodeCodePoints"));
    json_object_set_new(run, "results", results);
    json_object_set_new(log, "$schema",
                        json_string("https://json.schemastore.org/sarif-2.1.0.json"));
    json_object_set_new(log, "version", json_string("2.1.0"));
    json_object_set_new(log, "runs", json_pack("[o]", run));
    put_json(b, log);
}

#include "cli/work.h"
#include "base/embedded.h"
#include "base/utf8.h"
#include "cli/files.h"
#include "cli/say.h"
#include <jansson.h>
#include <string.h>
#include <unistd.h>

int work_limits(const struct args *args, struct limits *out) {
    const struct {
        enum option_id id;
        size_t *limit;
    } all[] = {
        {OPT_MAX_FILE, &out->file_bytes},       {OPT_MAX_MEMBER, &out->member_bytes},
        {OPT_MAX_PACKAGE, &out->package_bytes}, {OPT_MAX_MEMBERS, &out->members},
        {OPT_MAX_DEPTH, &out->xml_depth},       {OPT_MAX_COLUMNS, &out->columns},
        {OPT_MAX_CELLS, &out->cells},
    };
    *out = LIMITS_DEFAULT;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (args_number(args, all[i].id, 1, *all[i].limit, all[i].limit) < 0)
            return -1;
    return 0;
}

typedef VEC(struct rules_file) rules_files;

static int read_rules(struct arena *a, const char *folder, rules_files *out) {
    struct file_list list;
    if (folder_files(a, folder, &list) < 0)
        return -1;
    for (size_t i = 0; i < list.paths.n; i++) {
        struct rules_file file = {.name = file_name(a, list.paths.at[i])};
        if (!str_ends(file.name, S(".tsv")))
            continue;
        if (embedded_text(file.name).n == 0) {
            say(list.paths.at[i], "no rules file has this name; rename or remove it");
            return -1;
        }
        if (file_read(a, list.paths.at[i], SIZE_MAX - 1, &file.text) < 0)
            return -1;
        *vec_push(a, out) = file;
    }
    return 0;
}

static int read_stop(const struct args *args, struct str *out) {
    struct arena *a = arena_new(say_out_of_memory);
    struct buf names = {.a = a};
    bool known = !args->value[OPT_STOP_AFTER];
    *out = str_of(args->value[OPT_STOP_AFTER]);
    for (size_t i = 0; extract_step(i).n; i++) {
        known = known || str_eq(extract_step(i), *out);
        buf_fmt(&names, " %.*s", STR_ARG(extract_step(i)));
    }
    if (!known)
        say(NULL, "there is no step %s; the steps are%.*s", args->value[OPT_STOP_AFTER],
            STR_ARG(buf_str(&names)));
    arena_drop(a);
    return known ? 0 : -1;
}

int work_start(struct work *w, const struct args *args) {
    rules_files replace = {0};
    *w = (struct work){.a = arena_new(say_out_of_memory), .tracked = TRACKED_ACCEPT};
    w->diags.a = w->a;
    const char *folder = args->value[OPT_RULES];
    if (work_limits(args, &w->limits) == 0 && convert_options(args, &w->convert) == 0 &&
        read_stop(args, &w->stop_after) == 0 &&
        (!folder || read_rules(w->a, folder, &replace) == 0)) {
        w->rules = rules_load(w->a, replace.at, replace.n, &w->diags);
        say_findings(folder, &w->diags, w->rules ? DIAG_ERROR : DIAG_NOTE);
    }
    if (w->rules)
        return 0;
    work_end(w);
    return -1;
}

/* What a document took is given back, now or with the rest. */
static void end_document(struct work *w, struct arena *a) {
    if (w->keep)
        *vec_push(w->a, &w->kept) = a;
    else
        arena_drop(a);
}

void work_end(struct work *w) {
    for (size_t i = 0; i < w->kept.n; i++)
        arena_drop(w->kept.at[i]);
    if (w->rules)
        rules_drop(w->rules);
    arena_drop(w->a);
}

/* JSON lines begin with a document line; a plan's has a doc_type. */
static enum input input_kind(struct str bytes) {
    struct str line = utf8_trim(str_cut(bytes, 0, str_find(bytes, S("\n"), 0)));
    if (!str_starts(line, S("{")))
        return INPUT_FILE;
    json_t *json = json_loadb(line.p, line.n, 0, NULL);
    const char *type = json_string_value(json_object_get(json, "type"));
    enum input kind = !str_eq(str_of(type), S("document")) ? INPUT_FILE
                      : json_object_get(json, "doc_type")  ? INPUT_PLAN
                                                           : INPUT_DOC;
    json_decref(json);
    return kind;
}

static const char *not_welcome(enum input kind, int accepts) {
    if (kind == INPUT_PLAN)
        return "these lines were extracted already; give them to resolve or load";
    if (kind == INPUT_DOC)
        return "these lines are decoded, not extracted; pipe them through extract and resolve";
    return accepts & INPUT_DOC ? "this is neither a file nor decoded lines"
                               : "these are no JSON lines of extract or resolve; pipe the document "
                                 "through them first";
}

/* An input being worked on. */
struct run {
    struct work *w;
    const char *path, *id;
    bool resolve;
    take_plan *take;
    void *ctx;
};

/* Plans of doc, in the doc's arena. */
static int take_doc(struct run *r, struct doc *doc) {
    struct plan *plan;
    if (extract_until(doc->a, doc, r->w->rules, r->w->stop_after, &plan) < 0) {
        for (size_t i = 0; i < doc->diags.list.n; i++) {
            struct diag *d = vec_push(r->w->a, &r->w->diags.list);
            *d = doc->diags.list.at[i];
            d->text = str_dup(r->w->a, d->text);
            d->at.path = str_dup(r->w->a, d->at.path);
        }
        return -1;
    }
    plan->document.tool_version = S(TIAOMU_VERSION);
    if (r->resolve)
        resolve_plan(plan, r->w->rules);
    return r->take(r->ctx, plan);
}

static int take_file(struct run *r, struct arena *a, struct str bytes) {
    bool piped = str_eq(str_of(r->path), S("-"));
    struct str stem = piped ? S("stdin") : file_stem(a, r->path);
    struct converted c;
    struct doc *doc;
    if (convert_input(&r->w->convert, a, r->path, bytes, &r->w->limits, &r->w->diags, &c) < 0 ||
        doc_read(a, c.bytes, r->id ? str_of(r->id) : stem, piped ? stem : file_name(a, r->path),
                 &r->w->limits, r->w->tracked, &r->w->diags, &doc) < 0)
        return -1;
    convert_record(&c, doc);
    return take_doc(r, doc) < 0 ? -1 : 1;
}

static uint32_t lines_in(struct str text) {
    uint32_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    return n;
}

static int take_next(struct run *r, struct arena *a, enum input kind, struct str *text) {
    struct doc *doc;
    struct plan *plan;
    if (kind == INPUT_DOC)
        return doc_from_json(a, text, &r->w->diags, &doc) < 0 ? -1 : take_doc(r, doc);
    return plan_from_json(a, text, &r->w->diags, &plan) < 0 ? -1 : r->take(r->ctx, plan);
}

/* Line numbers of the findings from one on count from the line where their document begins. */
static void shift_lines(struct diags *diags, size_t from, uint32_t lines) {
    for (size_t i = from; i < diags->list.n; i++)
        if (diags->list.at[i].code == DIAG_BAD_JSON)
            diags->list.at[i].at.line += lines;
}

static struct str without_blank_front(struct str text) {
    size_t i = 0;
    while (i < text.n && strchr(" \t\r\n", text.p[i]))
        i++;
    return str_cut(text, i, text.n);
}

/* A stream of documents, each in an arena of its own. */
static int take_stream(struct run *r, enum input kind, struct str text) {
    uint32_t lines = 0;
    int n = 0;
    while (without_blank_front(text).n) {
        struct str rest = text;
        size_t findings = r->w->diags.list.n;
        struct arena *a = arena_new(say_out_of_memory);
        int rc = take_next(r, a, kind, &rest);
        end_document(r->w, a);
        shift_lines(&r->w->diags, findings, lines);
        if (rc < 0)
            return -1;
        lines += lines_in(str_cut(text, 0, text.n - rest.n));
        text = rest;
        n++;
    }
    return n;
}

static int take_bytes(struct run *r, struct arena *a, int accepts, struct str bytes) {
    enum input kind = input_kind(bytes);
    if (bytes.n == 0) {
        diag_add(&r->w->diags, DIAG_EMPTY, (struct place){0}, S(""));
        return -1;
    }
    if (!(accepts & (int)kind)) {
        diag_add(&r->w->diags, DIAG_FORMAT, (struct place){0}, str_of(not_welcome(kind, accepts)));
        return -1;
    }
    return kind == INPUT_FILE ? take_file(r, a, bytes) : take_stream(r, kind, bytes);
}

int work_input(struct work *w, const char *path, int accepts, const char *id, bool resolve,
               take_plan *take, void *ctx) {
    bool piped = str_eq(str_of(path), S("-"));
    struct run r = {w, path, id, resolve, take, ctx};
    struct str bytes;
    w->diags.list.n = 0;
    if (piped && isatty(STDIN_FILENO)) {
        say(NULL, "give a file, or pipe something in");
        return -1;
    }
    struct arena *a = arena_new(say_out_of_memory);
    size_t most = accepts & INPUT_PLAN ? SIZE_MAX - 1 : w->limits.file_bytes;
    int rc = file_read(a, path, most, &bytes);
    if (rc == 0)
        rc = take_bytes(&r, a, accepts, bytes);
    say_findings(piped ? "standard input" : path, &w->diags, DIAG_ERROR);
    end_document(w, a);
    return rc;
}

struct corpus *work_corpus(struct arena *a, const struct args *args, enum corpus_mode mode) {
    struct diags diags = {.a = a};
    struct corpus *c = NULL;
    const char *path = args->value[OPT_DB] ? args->value[OPT_DB] : DEFAULT_DB;
    if (corpus_open(a, str_of(path), mode, &diags, &c) < 0)
        say_findings(NULL, &diags, DIAG_ERROR);
    return c;
}

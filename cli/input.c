#include "cli/input.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/answer.h"
#include "cli/files.h"
#include "cli/say.h"
#include "extract/plan_pack.h"
#include <jansson.h>
#include <string.h>

/* JSON lines begin with a document line; a plan's has a doc_type. */
enum input input_kind(struct str text, int accepts) {
    struct str line = utf8_trim(str_cut(text, 0, str_find(text, S("\n"), 0)));
    if (!str_starts(line, S("{")))
        return INPUT_FILE;
    json_t *json = json_loadb(line.p, line.n, 0, NULL);
    const char *type = json_string_value(json_object_get(json, "type"));
    enum input kind = !str_eq(str_of(type), S("document")) ? INPUT_FILE
                      : json_object_get(json, "doc_type")  ? INPUT_PLAN
                                                           : INPUT_DOC;
    if (!json && str_starts(line, S("{\"type\"")))
        kind = accepts & INPUT_DOC ? INPUT_DOC : INPUT_PLAN;
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
    const struct input_job *job;
    take_plan *take;
    void *ctx;
    struct buf *answer;    /* of the worker that this is; NULL: it is none */
    bool alone;            /* the input holds one plan */
    bool stopped;          /* take said so */
    const struct doc *doc; /* of the plan that is taken */
};

/* From here on the run looks into what came from outside. */
static void confine(const struct run *r) {
    if (r->answer)
        worker_confine(&r->w->worker);
}

static int give(struct run *r, struct plan *plan) {
    r->stopped = r->take(r->ctx, plan) < 0;
    return r->stopped ? -1 : 0;
}

/* Plans of doc, in the doc's arena. */
static int take_doc(struct run *r, struct doc *doc) {
    struct plan *plan;
    if (extract_until(doc->a, doc, r->w->rules, r->w->stop_after, &plan) < 0) {
        diag_copy(&r->w->diags, &doc->diags);
        return -1;
    }
    plan->document.tool_version = S(TIAOMU_VERSION);
    if (r->job->resolve)
        resolve_plan(plan, r->w->rules);
    r->doc = doc;
    return give(r, plan);
}

static int take_file(struct run *r, struct arena *a, struct str bytes) {
    bool piped = str_eq(str_of(r->job->file.path), S("-"));
    struct str stem = piped ? S("stdin") : file_stem(a, r->job->file.path);
    struct str id = r->job->file.id.n ? r->job->file.id : stem;
    struct converted c;
    struct doc *doc;
    if (convert_input(&r->w->convert, a, r->job->file.path, bytes, &r->w->limits, &r->w->diags,
                      &c) < 0)
        return -1;
    doc_preload(c.bytes);
    confine(r);
    if (doc_read(a, c.bytes, id, piped ? stem : file_name(a, r->job->file.path), &r->w->limits,
                 r->job->file.tracked, &r->w->diags, &doc) < 0)
        return -1;
    convert_record(&c, doc);
    if (r->answer)
        answer_promise(r->answer);
    r->alone = true;
    doc->said = r->job->file.said;
    return take_doc(r, doc) < 0 ? -1 : 1;
}

static int take_next(struct run *r, struct arena *a, enum input kind, struct str *text) {
    struct doc *doc;
    struct plan *plan;
    if (kind == INPUT_DOC)
        return doc_from_json(a, text, &r->w->diags, &doc) < 0 ? -1 : take_doc(r, doc);
    return plan_from_json(a, text, &r->w->diags, &plan) < 0 ? -1 : give(r, plan);
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
    uint32_t lines = r->job->file.line ? r->job->file.line - 1 : 0;
    int n = 0;
    confine(r);
    while (without_blank_front(text).n) {
        struct str rest = text;
        size_t findings = r->w->diags.list.n;
        struct arena *a = arena_new(say_out_of_memory);
        int rc = take_next(r, a, kind, &rest);
        work_drop(r->w, a);
        shift_lines(&r->w->diags, findings, lines);
        if (rc < 0)
            return -1;
        lines += str_line_ends(str_cut(text, 0, text.n - rest.n));
        text = rest;
        n++;
    }
    return n;
}

static int take_bytes(struct run *r, struct arena *a, struct str bytes) {
    int accepts = r->job->accepts;
    enum input kind = input_kind(bytes, accepts);
    if (bytes.n == 0) {
        diag_add(&r->w->diags, DIAG_EMPTY, (struct place){0},
                 S("the file is empty; nothing to read"));
        return -1;
    }
    if (!(accepts & (int)kind)) {
        diag_add(&r->w->diags, DIAG_FORMAT, (struct place){0}, str_of(not_welcome(kind, accepts)));
        return -1;
    }
    return kind == INPUT_FILE ? take_file(r, a, bytes) : take_stream(r, kind, bytes);
}

/* Reading stops one byte beyond most; streams of plans are the program's own and have no limit. */
static int take_path(struct run *r, struct arena *a) {
    struct str bytes = r->job->file.bytes;
    size_t most = r->job->accepts & INPUT_PLAN ? SIZE_MAX - 1 : r->w->limits.file_bytes;
    r->w->diags.list.n = 0;
    if (bytes.n == 0 && file_get(a, r->job->file.path, most, &r->w->diags, &bytes) < 0)
        return -1;
    return take_bytes(r, a, bytes);
}

int input_here(struct work *w, const struct input_job *job, take_plan *take, void *ctx) {
    struct run r = {.w = w, .job = job, .take = take, .ctx = ctx};
    struct arena *a = arena_new(say_out_of_memory);
    int n = take_path(&r, a);
    work_drop(w, a);
    return r.stopped ? -2 : n;
}

/* ---- in a worker ---- */

/* The plan, and behind it, where that is asked for, the length and the lines of its doc. One that
 * is all the input holds goes out while it is packed; of several one may fail yet. */
static int pack(void *ctx, struct plan *plan) {
    const struct run *r = ctx;
    plan_pack_by(r->answer, plan, r->alone ? worker_send : NULL);
    if (r->w->docs) {
        struct str lines = r->doc ? doc_to_json(plan->a, r->doc) : S("");
        buf_fmt(r->answer, "%zu\n", lines.n);
        buf_add(r->answer, lines);
    }
    return 0;
}

struct str input_doc_lines(struct str *rest) {
    size_t end = str_find(*rest, S("\n"), 0);
    uint32_t n;
    struct str lines = {0};
    if (end != SIZE_MAX && str_uint(str_cut(*rest, 0, end), &n))
        lines = str_cut(*rest, end + 1, end + 1 + n);
    *rest = str_cut(*rest, end == SIZE_MAX ? rest->n : end + 1 + lines.n, rest->n);
    return lines;
}

/* What was read for it goes before anything is made of it. */
static bool is_known(const struct run *r) {
    struct arena *a = arena_beside(r->answer->a);
    struct diags ignored = {.a = a}; /* who reads it next tells them */
    struct str bytes, known = r->job->known;
    bool same = known.n && strcmp(r->job->file.path, "-") != 0 &&
                file_get(a, r->job->file.path, r->w->limits.file_bytes, &ignored, &bytes) == 0 &&
                str_eq(sha256_hex(a, bytes), known);
    arena_drop(a);
    return same;
}

void input_answer(void *ctx, struct buf *answer) {
    const struct input_job *job = ctx;
    struct run r = {.w = job->w, .job = job, .take = pack, .answer = answer};
    r.ctx = &r;
    answer_begin(answer, ANSWER_RESULT);
    if (is_known(&r))
        answer_begin(answer, ANSWER_KNOWN);
    else if (take_path(&r, answer->a) < 0)
        answer_fail(answer, &job->w->diags);
}

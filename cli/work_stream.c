#include "base/utf8.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/say.h"
#include "cli/stream.h"
#include <string.h>
#include <unistd.h>

/* JSON lines being taken, document by document. */
struct taking {
    struct work *w;
    const char *name;     /* of the input, for people */
    struct input_job job; /* for the document at hand */
    take_plan *take;
    void *ctx;
    size_t failed;
    bool alone; /* the text at hand is all there is */
};

static int count_failed(void *ctx, const struct diags *findings) {
    struct taking *t = ctx;
    (void)findings;
    t->failed++;
    return 0;
}

static int take_one(void *ctx, struct plan *plan) {
    const struct taking *t = ctx;
    return t->take(t->ctx, plan);
}

static int refuse(struct taking *t, enum diag_code code, const char *why) {
    const struct place at = {.line = t->alone ? 0 : t->job.file.line};
    t->w->diags.list.n = 0;
    diag_add(&t->w->diags, code, at, str_of(why));
    say_findings(t->name, &t->w->diags, DIAG_ERROR);
    t->failed++;
    return 0;
}

/* Lines of extract and resolve are the program's own and read here, all else by a worker. */
static int take_text(struct taking *t) {
    const input_files one = {&t->job.file, 1, 1};
    const struct intake in = {
        .accepts = t->job.accepts, .ctx = t, .take = take_one, .failed = count_failed};
    enum input kind = input_kind(t->job.file.bytes, t->job.accepts);
    if (kind == INPUT_FILE && !t->alone)
        return refuse(t, DIAG_BAD_JSON, "this is no line of a document");
    if (t->job.accepts & INPUT_FILE)
        return work_inputs(t->w, &one, 1, &in);
    work_expect(t->w, &one);
    int n = input_here(t->w, &t->job, take_one, t);
    say_findings(t->name, &t->w->diags, DIAG_ERROR);
    t->failed += n == -1;
    return n == -1 ? 0 : n;
}

static int take_stream(struct taking *t, struct stream *s) {
    int plans = 0, n = 0;
    bool more = true;
    while (more && n >= 0) {
        struct arena *a = arena_new(say_out_of_memory);
        struct input_file *file = &t->job.file;
        more = stream_next(s, a, &file->bytes, &file->line);
        t->alone = file->line == 1 && s->ahead.n == 0;
        if (more && !utf8_blank(file->bytes))
            n = take_text(t);
        plans += n > 0 ? n : 0;
        arena_drop(a);
    }
    return n < 0 ? -1 : plans;
}

static int take_lines(struct taking *t, FILE *f) {
    struct stream s;
    bool own = !(t->job.accepts & INPUT_FILE);
    stream_start(&s, t->w->a, f, own ? SIZE_MAX : t->w->limits.file_bytes);
    int plans = take_stream(t, &s);
    if (ferror(f))
        refuse(t, DIAG_UNREADABLE, "it cannot be read to its end");
    if (plans == 0 && t->failed == 0)
        refuse(t, DIAG_EMPTY,
               f == stdin ? "nothing came in; what should have written it says why"
                          : "the file is empty; nothing to read");
    return plans;
}

int work_stream(struct work *w, const char *path, int accepts, const char *id, take_plan *take,
                void *ctx, size_t *failed) {
    struct taking t = {.w = w, .name = path, .take = take, .ctx = ctx};
    *failed = 0;
    w->diags.list.n = 0;
    FILE *f = file_open(path, &w->diags);
    if (!f) {
        say_findings(path, &w->diags, DIAG_ERROR);
        return -1;
    }
    bool piped = f == stdin;
    if (piped && isatty(STDIN_FILENO))
        return work_input(w, path, accepts, id, false, take, ctx); /* which says what to do */
    int n, first = getc(f);
    ungetc(first, f);
    if ((first == '{' || first == EOF) || !(accepts & INPUT_FILE)) {
        t.name = piped ? "standard input" : path;
        t.job = (struct input_job){
            .w = w, .file = {.path = path, .id = str_of(id)}, .accepts = accepts};
        n = take_lines(&t, f);
        *failed = t.failed;
    } else {
        n = work_input(w, path, accepts, id, false, take, ctx);
    }
    if (!piped)
        fclose(f);
    return n;
}

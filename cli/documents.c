#include "cli/documents.h"
#include "cli/files.h"
#include "cli/say.h"
#include <string.h>

void documents_start(struct documents *d, const struct args *args) {
    *d = (struct documents){.a = arena_new(say_out_of_memory), .args = args};
}

void documents_end(struct documents *d) {
    corpus_close(d->corpus);
    if (d->works)
        work_end(&d->work);
    arena_drop(d->a);
}

static int take(void *ctx, struct plan *plan) {
    struct documents *d = ctx;
    *vec_push(d->a, &d->plans) = plan;
    return 0;
}

static int start_work(struct documents *d) {
    if (!d->works && work_start(&d->work, d->args) < 0)
        return -1;
    d->works = d->work.keep = true;
    d->work.tracked = TRACKED_ACCEPT;
    return 0;
}

int documents_add_state(struct documents *d, const char *path, enum tracked tracked,
                        const char *id) {
    if (start_work(d) < 0)
        return -1;
    d->work.tracked = tracked;
    return work_input(&d->work, path, INPUT_FILE, id, true, take, d) < 0 ? -1 : 0;
}

static int add_file(struct documents *d, const char *path) {
    if (start_work(d) < 0)
        return -1;
    int accepts = INPUT_FILE | INPUT_DOC | INPUT_PLAN;
    return work_input(&d->work, path, accepts, NULL, true, take, d) < 0 ? -1 : 0;
}

/* A mistyped file name should not be answered with the lack of a database alone. */
static bool nowhere(const struct documents *d, const char *name) {
    if (d->corpus || d->args->value[OPT_DB] || file_exists(DEFAULT_DB))
        return false;
    say(name, "there is no such file, nor a database " DEFAULT_DB " to look in; check the name or "
              "give --db");
    return true;
}

static int add_stored(struct documents *d, const char *id) {
    struct diags diags = {.a = d->a};
    struct plan *plan;
    if (!d->corpus)
        d->corpus = work_corpus(d->a, d->args, CORPUS_READ);
    if (!d->corpus)
        return -1;
    int rc = corpus_get(d->corpus, d->a, str_of(id), &diags, &plan);
    say_findings(NULL, &diags, DIAG_ERROR);
    return rc == 0 ? take(d, plan) : -1;
}

int documents_add(struct documents *d, const char *name) {
    if (strcmp(name, "-") == 0 || (file_exists(name) && !file_is_folder(name)))
        return add_file(d, name);
    return nowhere(d, name) ? -1 : add_stored(d, name);
}

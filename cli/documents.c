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

static int open_corpus(struct documents *d) {
    if (!d->corpus)
        d->corpus = work_corpus(d->a, d->args, CORPUS_READ);
    return d->corpus ? 0 : -1;
}

static int add_stored(struct documents *d, struct str id) {
    struct diags diags = {.a = d->a};
    struct plan *plan;
    if (open_corpus(d) < 0)
        return -1;
    int rc = corpus_get(d->corpus, d->a, id, &diags, &plan);
    say_findings(NULL, &diags, DIAG_ERROR);
    return rc == 0 ? take(d, plan) : -1;
}

static bool is_file(const char *name) {
    return strcmp(name, "-") == 0 || (file_exists(name) && !file_is_folder(name));
}

int documents_add(struct documents *d, const char *name) {
    if (is_file(name))
        return add_file(d, name);
    return nowhere(d, name) ? -1 : add_stored(d, str_of(name));
}

static bool is_division(const struct document *document, struct str name) {
    return str_eq(document->jurisdiction, name) || str_eq(document->jurisdiction_code, name);
}

int documents_add_all(struct documents *d, const char *name) {
    struct diags diags = {.a = d->a};
    struct corpus_list list = {0};
    size_t before = d->plans.n;
    if (is_file(name))
        return add_file(d, name);
    if (nowhere(d, name) || open_corpus(d) < 0)
        return -1;
    if (corpus_list(d->corpus, d->a, &diags, &list) < 0)
        say_findings(NULL, &diags, DIAG_ERROR);
    for (size_t i = 0; i < list.documents.n; i++)
        if (is_division(&list.documents.at[i].document, str_of(name)) &&
            add_stored(d, list.documents.at[i].document.doc) < 0)
            return -1;
    return d->plans.n > before ? 0 : add_stored(d, str_of(name));
}

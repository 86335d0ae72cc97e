#include "cli/named.h"
#include "cli/files.h"
#include "cli/say.h"
#include <string.h>

static int from_file(const struct args *args, take_plan *take, void *ctx) {
    struct work w;
    if (work_start(&w, args) < 0)
        return -1;
    int n =
        work_input(&w, args->rest[0], INPUT_FILE | INPUT_DOC | INPUT_PLAN, NULL, true, take, ctx);
    work_end(&w);
    return n < 0 ? -1 : 0;
}

static int from_database(const struct args *args, take_plan *take, void *ctx) {
    struct arena *a = arena_new(say_out_of_memory);
    struct diags diags = {.a = a};
    struct corpus *c = work_corpus(a, args, CORPUS_READ);
    struct plan *plan;
    int rc = c ? corpus_get(c, a, str_of(args->rest[0]), &diags, &plan) : -1;
    say_findings(NULL, &diags, DIAG_ERROR);
    if (rc == 0)
        rc = take(ctx, plan);
    corpus_close(c);
    arena_drop(a);
    return rc;
}

/* A mistyped file name should not be answered with the lack of a database alone. */
static bool nowhere(const struct args *args) {
    if (args->value[OPT_DB] || file_exists(DEFAULT_DB))
        return false;
    say(args->rest[0], "there is no such file, nor a database " DEFAULT_DB " to look in; check the "
                       "name or give --db");
    return true;
}

int named_document(const struct args *args, take_plan *take, void *ctx) {
    const char *name = args->rest[0];
    if (strcmp(name, "-") == 0 || (file_exists(name) && !file_is_folder(name)))
        return from_file(args, take, ctx);
    return nowhere(args) ? -1 : from_database(args, take, ctx);
}

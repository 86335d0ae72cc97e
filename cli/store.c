#include "cli/store.h"
#include "cli/files.h"
#include "cli/orgs.h"
#include "cli/say.h"
#include "cli/work.h"

void store_start(struct store *s, struct arena *a, const struct args *args) {
    const char *path = args->value[OPT_DB] ? args->value[OPT_DB] : DEFAULT_DB;
    *s = (struct store){.a = a, .args = args, .path = str_z(a, corpus_name(a, str_of(path)))};
}

static int open_corpus(struct store *s, enum corpus_mode mode) {
    if (!s->corpus)
        s->corpus = work_corpus(s->a, s->args, mode);
    s->failed = s->failed || !s->corpus;
    return s->corpus ? 0 : -1;
}

int store_open_there(struct store *s, enum corpus_mode mode) {
    return corpus_is_address(str_of(s->path)) || file_exists(s->path) ? open_corpus(s, mode) : 0;
}

int store_fail(struct store *s, const struct diags *diags) {
    if (!s->failed) /* what fails from then on fails by that */
        say_findings(NULL, diags, DIAG_ERROR);
    s->failed = true;
    return -1;
}

int store_begin(struct store *s) {
    struct diags diags = {.a = s->a};
    if (s->open)
        return 0;
    if (corpus_begin(s->corpus, &diags) < 0)
        return store_fail(s, &diags);
    s->open = true;
    s->opened = say_clock();
    return 0;
}

int store_expect(struct store *s) {
    return s->corpus ? 0 : open_corpus(s, CORPUS_STORE) < 0 ? -1 : store_begin(s);
}

int store_put(struct store *s, const struct plan *plan, enum corpus_outcome *out) {
    struct diags diags = {.a = plan->a};
    if (open_corpus(s, CORPUS_STORE) < 0 || store_begin(s) < 0)
        return -1;
    if (corpus_put(s->corpus, plan, &diags, out) < 0)
        return store_fail(s, &diags);
    s->changed = s->changed || *out != CORPUS_UNCHANGED;
    return store_rest(s);
}

int store_rest(struct store *s) {
    return s->open && say_clock() - s->opened >= corpus_patience(s->corpus) ? store_commit(s) : 0;
}

int store_describe(struct store *s, const struct rules *rules) {
    if (!s->changed || s->failed)
        return 0;
    s->failed = store_begin(s) < 0 || orgs_describe(s->corpus, rules) < 0;
    return s->failed ? -1 : 0;
}

int store_commit(struct store *s) {
    struct diags diags = {.a = s->a};
    if (!s->open)
        return 0;
    s->open = false;
    return corpus_commit(s->corpus, &diags) < 0 ? store_fail(s, &diags) : 0;
}

void store_end(struct store *s) {
    corpus_close(s->corpus);
}

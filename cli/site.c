#include "cli/site.h"
#include "cli/say.h"

/* The differences of any two of so many documents are pages of a static site; of more, only those
 * of one place. */
enum { FEW_DOCUMENTS = 12 };

static int read_plans(struct site *s, const struct corpus_list *list, struct diags *diags) {
    for (size_t i = 0; i < list->documents.n; i++) {
        struct plan *plan;
        if (corpus_get(s->corpus, s->a, list->documents.at[i].document.doc, diags, &plan) < 0)
            return -1;
        *vec_push(s->a, &s->plans) = plan;
    }
    return 0;
}

static void relate(struct site *s) {
    const struct plan *const *plans = (const struct plan *const *)s->plans.at;
    compare_plans(s->a, plans, s->plans.n, &s->all);
    s->about = (struct out_site){.plans = plans,
                                 .n = s->plans.n,
                                 .all = &s->all,
                                 .every_pair = s->served || s->plans.n <= FEW_DOCUMENTS,
                                 .served = s->served};
    out_site_rows(s->a, &s->about);
    out_site_orgs(s->a, &s->about, &s->orgs);
}

int site_read(struct site *s, struct diags *diags) {
    struct site fresh = {.corpus = s->corpus, .lang = s->lang, .served = s->served};
    struct corpus_list list;
    if (corpus_version(s->corpus, diags, &fresh.version) < 0)
        return -1;
    if (s->a && fresh.version == s->version)
        return 0;
    fresh.a = arena_new(say_out_of_memory);
    if (corpus_list(s->corpus, fresh.a, diags, &list) < 0 || read_plans(&fresh, &list, diags) < 0) {
        arena_drop(fresh.a);
        return -1;
    }
    relate(&fresh);
    site_drop(s);
    *s = fresh;
    s->about.all = &s->all;
    return 0;
}

void site_drop(struct site *s) {
    arena_drop(s->a);
    s->a = NULL;
}

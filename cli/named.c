#include "cli/named.h"
#include "cli/documents.h"

int named_document(const struct args *args, take_plan *take, void *ctx) {
    struct documents d;
    documents_start(&d, args);
    int rc = documents_add(&d, args->rest[0]);
    for (size_t i = 0; rc == 0 && i < d.plans.n; i++)
        rc = take(ctx, d.plans.at[i]);
    documents_end(&d);
    return rc;
}

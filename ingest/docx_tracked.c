#include "ingest/docx.h"

bool docx_drops_inserted(const struct docx *d) {
    return d->src->tracked == TRACKED_REJECT;
}

int docx_inserted(struct xml *x, void *user) {
    return docx_drops_inserted(user) ? 0 : xml_children(x, x->known, user);
}

int docx_deleted(struct xml *x, void *user) {
    return docx_drops_inserted(user) ? xml_children(x, x->known, user) : 0;
}

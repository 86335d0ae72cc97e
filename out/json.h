/* Inside out/: what the JSON of differences and of comparisons shares. */
#ifndef TIAOMU_OUT_JSON_H
#define TIAOMU_OUT_JSON_H

#include "corpus/changes.h"
#include "corpus/hits.h"
#include <jansson.h>

/* These set nothing where there is nothing to say; set_list takes the list. */
void set_text(json_t *o, const char *key, struct str s);
void set_count(json_t *o, const char *key, int64_t n);
void set_list(json_t *o, const char *key, json_t *list);
/* This one sets null. */
void set_number(json_t *o, const char *key, int64_t n);

json_t *document_json(const struct document *d);
json_t *item_json(const struct item *item); /* where it is, and what it says */
json_t *texts_json(const str_list *texts);
json_t *hit_json(const struct corpus_hit *h); /* in search.c */
json_t *quantity_json(const struct quantity *q);
json_t *evidence_json(const struct evidence *e);
json_t *rounded_json(double x); /* three digits */

/* Appends the object as lines, and gives it back. */
void put_json(struct buf *b, json_t *o);
void put_json_line(struct buf *b, json_t *o); /* the same on one line */

#endif

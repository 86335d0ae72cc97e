/* out: the pages of a site about a whole database, from a server or as files. Each has its data
 * beside it, under the same name with .json at the end. */
#ifndef TIAOMU_OUT_SITE_H
#define TIAOMU_OUT_SITE_H

#include "corpus/hits.h"
#include "out/pages.h"

/* What the pages are about. */
struct out_site {
    const struct plan *const *plans;
    size_t n;
    const struct comparison *all; /* of all plans */
    size_t **rows;                /* by plan, by measure: its row in all */
    bool every_pair;              /* there is a page for the differences of any two documents, not
                                     only of those of one place */
    bool served;                  /* a server answers searches */
};
/* Fills rows from all. */
void out_site_rows(struct arena *a, struct out_site *site);

/* Whether there is a page for the differences of these two. */
bool out_site_differ(const struct out_site *s, size_t old, size_t new);

/* What an organisation does: one item in which it has a role. */
struct out_duty {
    size_t plan;
    struct item item;
    const struct assignment *assignment; /* NULL for rows */
    unsigned roles;                      /* bits: 1u << role_kind */
};
struct out_org {
    struct str key, name;
    enum org_kind kind;
    size_t roles[ROLE_OTHER + 1]; /* items by role */
    size_t documents;
    VEC(struct out_duty) duties;
};
typedef VEC(struct out_org) out_orgs;
/* All organisations that the plans name, those that lead most first. */
void out_site_orgs(struct arena *a, const struct out_site *s, out_orgs *out);

void out_overview_html(struct buf *b, const struct out_site *s, struct out_page page);
void out_overview_json(struct buf *b, const struct out_site *s);
/* A measure with what became of it in other years, and its counterparts elsewhere. */
void out_measure_html(struct buf *b, const struct out_site *s, size_t plan, size_t measure,
                      struct out_page page);
void out_measure_json(struct buf *b, const struct out_site *s, size_t plan, size_t measure);
void out_orgs_html(struct buf *b, const out_orgs *orgs, struct out_page page);
void out_orgs_json(struct buf *b, const out_orgs *orgs);
void out_org_html(struct buf *b, const struct out_site *s, const struct out_org *org,
                  struct out_page page);
void out_org_json(struct buf *b, const struct out_site *s, const struct out_org *org);
/* Which documents to set side by side, and which differences there are. */
void out_choose_html(struct buf *b, const struct out_site *s, struct out_page page);

/* Says why there is no page; status as in HTTP. */
void out_failure_html(struct buf *b, int status, enum label_id why, struct out_page page);

/* What a search asked, as it was typed; hits is NULL where nothing was asked. */
struct out_asked {
    struct str words, district, year, role, org, deadline;
    struct str fault; /* what is wrong with it; empty: nothing */
    const struct corpus_hits *hits;
};
void out_search_html(struct buf *b, const struct out_site *s, const struct out_asked *asked,
                     struct out_page page);
void out_search_page_json(struct buf *b, const struct corpus_hits *hits);
/* A static site's index: a script that hands over one JSON object, of items and of the pairs of
 * characters they hold. */
void out_search_index(struct buf *b, const struct out_site *s);

#endif

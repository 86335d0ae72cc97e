/* out: what differs between two plans, for people and for other programs. */
#ifndef TIAOMU_OUT_DIFF_H
#define TIAOMU_OUT_DIFF_H

#include "corpus/changes.h"
#include "out/labels.h"

struct out_diff_view {
    bool colour; /* ANSI X3.64 sequences */
    bool words;  /* changes inside the line, as [-old-]{+new+} */
    bool why;    /* with the reasons, and how sure the pairing is */
};

/* In the manner of git diff. */
void out_diff(struct buf *b, const struct changes *c, struct out_diff_view view);
/* What differs within one change, without its heading. */
void out_diff_body(struct buf *b, const struct change *c, struct out_diff_view view);
/* A line for each section that changed. */
void out_diff_stat(struct buf *b, const struct changes *c, struct out_diff_view view);
/* The counts by kind and by class. */
void out_diff_summary(struct buf *b, const struct changes *c);
/* One JSON object; docs/diff.schema.json describes it. */
void out_diff_json(struct buf *b, const struct changes *c);

/* Who made the changes and when, in office files; date: ISO 8601 with time and zone, may be empty.
 */
struct out_author {
    struct str name, date;
};

/* A Word document with tracked changes: accepting all gives the new plan, rejecting all the old
 * one. -1: out of memory. */
int out_redline(struct buf *b, const struct changes *c, struct out_author by);

/* 修订对照表 as a Word document. -1: out of memory. */
int out_revisions_docx(struct buf *b, const struct changes *c, enum lang lang,
                       struct out_author by);

#endif

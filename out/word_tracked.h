/* Inside out/: paragraphs and rows of a Word document with tracked changes (ECMA-376 part 1,
 * 17.13.5). An op is that of a piece: = of both states, - of the old one alone, + of the new one.
 */
#ifndef TIAOMU_OUT_WORD_TRACKED_H
#define TIAOMU_OUT_WORD_TRACKED_H

#include "corpus/changes.h"
#include "out/diff.h"

struct tracked {
    struct arena *a;
    struct buf *b;
    struct str by; /* the attributes that say who and when */
    unsigned id;   /* the last w:id given */
};

void tracked_start(struct tracked *t, struct arena *a, struct buf *b, struct out_author by);

struct tracked_para {
    const char *style;
    char mark;     /* op of the last paragraph's mark; those before have that of their line end */
    unsigned move; /* of a text that moved, else 0 */
    const char *props;
};

/* Appends paragraphs: a line end in a piece ends one, whose mark is of that piece. */
void tracked_pieces(struct tracked *t, struct tracked_para p, const piece_list *pieces);
/* Text of p.mark's state alone, or of both. */
void tracked_whole(struct tracked *t, struct tracked_para p, struct str text);
/* What a row's trPr holds where the row is of one state alone. */
void tracked_row(struct tracked *t, char op);

#endif

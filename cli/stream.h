/* JSON lines of many documents, of which one at a time is in memory. */
#ifndef TIAOMU_CLI_STREAM_H
#define TIAOMU_CLI_STREAM_H

#include "base/str.h"
#include <stdio.h>

struct stream {
    FILE *f;
    size_t most;      /* bytes of a document; a longer one is given in parts */
    struct buf ahead; /* read, and not given yet */
    uint32_t line;    /* the number of the line that it begins in */
};

/* What is read ahead lives in arena a. */
void stream_start(struct stream *s, struct arena *a, FILE *f, size_t most);
/* The text from here to where the next document begins, in arena a, and the line it begins in.
 * Where a text ends in the middle of a line, because who wrote it was ended, the next document
 * begins there. False at the end. ferror says whether that is one. */
bool stream_next(struct stream *s, struct arena *a, struct str *text, uint32_t *line);

#endif

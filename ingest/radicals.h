/* Characters of a PDF file that look like ideographs and are coded as radicals. */
#ifndef TIAOMU_INGEST_RADICALS_H
#define TIAOMU_INGEST_RADICALS_H

#include "base/arena.h"
#include "base/str.h"

/* The text with the ideographs that it shows, as many characters, in the arena. */
struct str radicals_as_ideographs(struct arena *a, struct str text);

#endif

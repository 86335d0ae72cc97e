/* Pages that a browser or Word saved as one file: MIME (RFC 2045, 2046, 2557). */
#ifndef TIAOMU_INGEST_MHTML_H
#define TIAOMU_INGEST_MHTML_H

#include "base/str.h"

/* Do the bytes begin with the header of a saved page? */
bool mhtml_is(struct str bytes);

#endif

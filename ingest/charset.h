/* From bytes to UTF-8. */
#ifndef TIAOMU_INGEST_CHARSET_H
#define TIAOMU_INGEST_CHARSET_H

#include "base/diag.h"

/* Decodes a text file: byte order mark, then strict UTF-8, then GB18030 (GB 18030-2022), then
 * UTF-16 by its zero bytes. What fits none, or holds control characters that no text has, is
 * refused with an error in diags and -1. Line ends become \n. *text is the bytes themselves where
 * nothing of them changes. *encoding is a constant ("UTF-8" …). */
int charset_decode(struct arena *a, struct str bytes, struct diags *diags, struct str *text,
                   struct str *encoding);

/* Loads the converters of these encodings for the rest of the process's life, so that decoding
 * opens no file from then on. */
void charset_preload(void);

#endif

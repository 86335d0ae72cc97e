/* Characters of symbol fonts, which have no code points of their own. */
#ifndef TIAOMU_INGEST_SYMBOL_H
#define TIAOMU_INGEST_SYMBOL_H

#include "base/str.h"

struct symbol_font;
/* NULL: a font of this name has no symbols, or none that are known. */
const struct symbol_font *symbol_font(struct str name);
/* The character that this font draws for code. Word files store symbol fonts in U+F000..U+F0FF
 * (ECMA-376 part 1, 17.3.3.30); what is not known stays as it is. */
uint32_t symbol_char(const struct symbol_font *font, uint32_t code);

#endif

/* The part of JSON Schema (2020-12) that the schemas in docs/ use. */
#ifndef TIAOMU_TESTS_SCHEMA_H
#define TIAOMU_TESTS_SCHEMA_H

#include "base/str.h"

/* Whether the JSON text is valid by the schema's text; else *why says what is wrong and where. A
 * keyword that is not known here is an error too, so that no rule goes unchecked. */
bool schema_valid(struct arena *a, struct str schema, struct str json, struct str *why);

#endif

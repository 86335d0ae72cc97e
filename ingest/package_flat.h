/* A package in one XML file, as Word saves it ("Word XML document", Flat OPC): each part stands in
 * an element pkg:part, and the XML of it in pkg:xmlData.
 */
#ifndef TIAOMU_INGEST_PACKAGE_FLAT_H
#define TIAOMU_INGEST_PACKAGE_FLAT_H

#include "base/str.h"

struct flat_part {
    struct str name;    /* without its leading "/" */
    struct str content; /* from the opening of its root element to the closing */
};

typedef VEC(struct flat_part) flat_parts;

bool flat_is(struct str text); /* says at its root that it is such a package */
/* The parts that are XML; they point into text. No more than most. */
flat_parts flat_read(struct arena *a, struct str text, size_t most);
/* Names match regardless of case. NULL where there is none. */
const struct flat_part *flat_find(const flat_parts *parts, struct str name);

#endif

#ifndef TIAOMU_EXTRACT_JURISDICTION_H
#define TIAOMU_EXTRACT_JURISDICTION_H

#include "extract/work.h"

/* Fills jurisdiction and its code in plan.document, from its title, issuer and number, the title of
 * its first table, else from the bodies that it names. A place that the rules do not know gets no
 * code. */
void read_jurisdiction(struct work *w, struct str table_title);
/* Fills them with what the user says: 密云区, 北京市密云区 or 110118. */
void set_jurisdiction(struct work *w, struct str said);

#endif

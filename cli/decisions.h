/* What a user decided about mentions: lines of decisions.tsv, only ever added to. */
#ifndef TIAOMU_CLI_DECISIONS_H
#define TIAOMU_CLI_DECISIONS_H

#include "base/str.h"

struct decision_line {
    struct str scope, mention; /* scope: code or name of a division; empty: everywhere */
    bool same;
    struct str key, name;
    struct str author, time; /* filled by decision_add */
    struct str doc;          /* where it was seen */
};

void decision_put(struct buf *b, const struct decision_line *line);
/* Makes the folder of one's own rules where there is none. NULL: none was named. -1 after a
 * message. */
int decision_folder(const char *folder);
/* Appends the line to decisions.tsv in folder. -1 after a message. */
int decision_add(struct arena *a, const char *folder, struct decision_line *line);

/* What files of decisions share. A line's cell holds neither tab nor line break; false after a
 * message. */
bool decision_fits(const struct str *cells, size_t n);
/* The text of the file in folder, where there is none the embedded one; folder may be NULL. -1
 * after a message. */
int decision_read(struct arena *a, const char *folder, struct str file, const char **path,
                  struct str *out);
struct buf decision_begin(struct arena *a, struct str before); /* ends with a full line */
int decision_write(struct arena *a, const char *path, struct str text);
struct str decision_author(void);
struct str decision_time(struct arena *a); /* UTC, ISO 8601 */

#endif

/* Waiting for files that appear in folders (Linux: inotify). */
#ifndef TIAOMU_CLI_WATCH_H
#define TIAOMU_CLI_WATCH_H

#include "base/str.h"

struct watch;

/* Watches the folders, and those in them, also later ones. NULL after a message. */
struct watch *watch_start(struct arena *a, char *const *folders, size_t n, bool recursive);
/* Waits for files that were written to their end or moved there, until a while after the last of
 * them; a folder that appears is one of *paths, which live in a. 0, or -1: a signal asks the
 * program to end. */
typedef VEC(const char *) watch_paths;
int watch_next(struct watch *w, struct arena *a, watch_paths *paths);
void watch_end(struct watch *w);

#endif

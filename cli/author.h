/* Who signs what an office file says was changed, and when. */
#ifndef TIAOMU_CLI_AUTHOR_H
#define TIAOMU_CLI_AUTHOR_H

#include "cli/args.h"
#include "out/diff.h"

/* --author and --date; this program and now where they are not given. -1 after a message. */
int author_read(struct arena *a, const struct args *args, struct out_author *out);

#endif

/* A filter: plans in, JSON lines out. */
#ifndef TIAOMU_CLI_FILTER_H
#define TIAOMU_CLI_FILTER_H

#include "cli/files.h"
#include "cli/work.h"

struct filter {
    struct work work;
    struct sink sink;
};

/* Gives each plan of the input, args' one argument or standard input, to take, whose ctx is a
 * struct filter. */
enum status filter_run(const struct args *args, int accepts, take_plan *take);

#endif

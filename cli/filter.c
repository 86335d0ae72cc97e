#include "cli/filter.h"

static int filter(struct filter *f, const struct args *args, int accepts, take_plan *take) {
    const char *path = args->n ? args->rest[0] : "-";
    if (sink_open(f->work.a, args->value[OPT_OUTPUT], &f->sink) < 0)
        return -1;
    if (work_input(&f->work, path, accepts, args->value[OPT_ID], false, take, f) >= 0)
        return sink_close(&f->sink);
    sink_drop(&f->sink);
    return -1;
}

enum status filter_run(const struct args *args, int accepts, take_plan *take) {
    struct filter f;
    if (work_start(&f.work, args) < 0)
        return NOTHING_DONE;
    int rc = filter(&f, args, accepts, take);
    work_end(&f.work);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

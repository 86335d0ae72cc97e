#include "cli/filter.h"

static enum status filter(struct filter *f, const struct args *args, int accepts, take_plan *take) {
    const char *path = args->n ? args->rest[0] : "-";
    size_t failed;
    if (sink_open(f->work.a, args->value[OPT_OUTPUT], &f->sink) < 0)
        return NOTHING_DONE;
    int n = work_stream(&f->work, path, accepts, args->value[OPT_ID], take, f, &failed);
    if (n > 0 && sink_close(&f->sink) == 0)
        return failed ? SOME_DONE : ALL_DONE;
    sink_drop(&f->sink);
    return NOTHING_DONE;
}

enum status filter_run(const struct args *args, int accepts, take_plan *take) {
    struct filter f;
    if (work_start(&f.work, args) < 0)
        return NOTHING_DONE;
    enum status status = filter(&f, args, accepts, take);
    work_end(&f.work);
    return status;
}

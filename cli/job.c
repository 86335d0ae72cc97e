#include "cli/job.h"
#include "base/utf8.h"

enum { MESSAGE = 120 };

int job_fail(const struct job *job, const char *what, const char *program) {
    diag_add(job->scratch.diags, DIAG_FORMAT, (struct place){0},
             str_fmt(job->scratch.diags->a, "this is a .%s file, and %s %s", job->format, program,
                     what));
    return -1;
}

int job_ended(const struct job *job, enum process_end end, const char *program) {
    struct arena *a = job->scratch.a;
    switch (end) {
    case PROCESS_ENDED:
        return 0;
    case PROCESS_BROKE:
        return job_fail(
            job, "broke down over it; open the file where it was made and save it again", program);
    case PROCESS_LATE:
        return job_fail(
            job,
            str_fmt(a, "did not finish within %zu seconds; raise --convert-timeout", job->seconds)
                .p,
            program);
    case PROCESS_LARGE:
        return job_fail(job, "makes more of it than --max-file-bytes allows; raise that", program);
    case PROCESS_MISSING:
        return job_fail(job, "is not installed; install it", program);
    default:
        return job_fail(job, "was stopped", program);
    }
}

const char *job_messages(const struct job *job) {
    struct str text;
    if (scratch_read(&job->scratch, "messages", &text) < 0 || utf8_blank(text))
        return "";
    text = utf8_trim(text);
    struct str line = str_cut(text, 0, str_find(text, S("\n"), 0));
    size_t end = 0, n = 0;
    while (end < line.n && n++ < MESSAGE)
        utf8_next(line, &end);
    return str_fmt(job->scratch.a, " (%.*s)", STR_ARG(str_cut(line, 0, end))).p;
}

struct str job_version(struct arena *a, struct str s) {
    size_t n = 0, dots = 0;
    while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || (s.p[n] == '.' && dots++ == 0)))
        n++;
    return str_dup(a, str_cut(s, 0, n));
}

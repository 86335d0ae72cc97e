#include "cli/workbook.h"
#include "cli/say.h"
#include <time.h>

/* As of the parts of packages: the same data give the same bytes, whenever they are written. */
static const int64_t FIRST_OF_1980 = 315532800;

static int64_t seconds_of(struct arena *a, struct str iso) {
    struct tm t = {0};
    return strptime(str_z(a, iso), "%Y-%m-%dT%H:%M:%SZ", &t) ? timegm(&t) : FIRST_OF_1980;
}

int workbook_start(struct workbook *w, struct arena *a, struct str created) {
    *w = (struct workbook){.limits = LIMITS_DEFAULT, .diags = {.a = a}};
    w->limits.file_bytes = SIZE_MAX - 1; /* it is our own */
    if (scratch_open(&w->scratch, a, &w->limits, &w->diags) < 0) {
        say_findings(NULL, &w->diags, DIAG_ERROR);
        return -1;
    }
    w->file = (struct out_file){scratch_path(&w->scratch, "book.xlsx"), w->scratch.folder,
                                seconds_of(a, created)};
    return 0;
}

int workbook_end(struct workbook *w, int rc, struct sink *sink) {
    struct str bytes = {0};
    if (rc < 0)
        say(NULL,
            "the workbook cannot be written in %s; is there room? TMPDIR names another folder",
            w->scratch.folder);
    if (rc == 0 && (rc = scratch_read(&w->scratch, "book.xlsx", &bytes)) < 0)
        say_findings(NULL, &w->diags, DIAG_ERROR);
    scratch_drop(&w->scratch);
    return rc < 0 ? -1 : sink_put(sink, bytes);
}

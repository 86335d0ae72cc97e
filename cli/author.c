#include "cli/author.h"
#include "cli/say.h"
#include <string.h>
#include <time.h>

#define FULL "%Y-%m-%dT%H:%M:%SZ"

/* Given as a day, or with the time in UTC. */
static bool read_time(const char *text, struct tm *out) {
    static const char *const forms[] = {"%Y-%m-%d", FULL};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        *out = (struct tm){0};
        const char *end = strptime(text, forms[i], out);
        if (end && *end == 0)
            return true;
    }
    return false;
}

int author_read(struct arena *a, const struct args *args, struct out_author *out) {
    const char *name = args->value[OPT_AUTHOR], *date = args->value[OPT_DATE];
    char text[sizeof "2026-01-31T09:00:00Z" + 8];
    time_t now = time(NULL);
    struct tm when;
    gmtime_r(&now, &when);
    if (date && !read_time(date, &when)) {
        say(NULL, "--date is a day, 2026-01-31, or a time, 2026-01-31T09:00:00Z, not \"%s\"", date);
        return -1;
    }
    strftime(text, sizeof text, FULL, &when);
    out->name = name && *name ? str_of(name) : S("tiaomu");
    out->date = str_dup(a, str_of(text));
    return 0;
}

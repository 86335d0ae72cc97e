#include "cli/say.h"
#include "base/utf8.h"
#include "cli/terminal.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Control characters in file names and details stay off the terminal. */
static void put_line(FILE *f, char *text) {
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = ' ';
    fputs(text, f);
    fputc('\n', f);
}

void say(const char *file, const char *fmt, ...) {
    char *text = NULL, *line = NULL;
    va_list args;
    va_start(args, fmt);
    int rc = vasprintf(&text, fmt, args);
    va_end(args);
    if (rc < 0)
        say_out_of_memory();
    bool named = file && *file;
    if (asprintf(&line, "tiaomu: %s%s%s", named ? file : "", named ? ": " : "", text) < 0)
        say_out_of_memory();
    put_line(stderr, line);
    free(text);
    free(line);
}

/* A finding about the database names that in place of the input. */
static void say_finding(const char *file, const struct diag *d) {
    char line[16] = "";
    struct str path = place_path(d->at);
    bool named = d->code != DIAG_DATABASE && file && *file;
    if (d->at.line)
        snprintf(line, sizeof line, "%u", d->at.line);
    say(NULL, "%s%s%.*s%s%s%s%.*s", named ? file : "", named && path.n ? ":" : "", STR_ARG(path),
        *line && (named || path.n) ? ":" : "", line, named || path.n || *line ? ": " : "",
        STR_ARG(d->text));
}

void say_findings(const char *file, const struct diags *diags, enum diag_level least) {
    for (size_t i = 0; i < diags->list.n; i++)
        if (diags->list.at[i].level >= least)
            say_finding(file, &diags->list.at[i]);
}

void say_out_of_memory(void) {
    fputs("tiaomu: out of memory; close other programs, or give fewer or smaller documents at a "
          "time\n",
          stderr);
    _exit(2);
}

double say_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct progress progress_start(size_t all, bool wanted) {
    enum { FEW = 3 };
    return (struct progress){.shown = wanted && all > FEW && isatty(STDERR_FILENO),
                             .all = all,
                             .width = terminal_width(),
                             .start = say_clock()};
}

/* "12/300 8.5/s 0:34 left " */
static void put_rate(char *text, size_t size, const struct progress *p) {
    double rate = (double)p->done / (say_clock() - p->start + 1e-9);
    unsigned left = rate > 0 ? (unsigned)((double)(p->all - p->done) / rate) : 0;
    if (p->done == 0)
        snprintf(text, size, "%zu/%zu ", p->done, p->all);
    else
        snprintf(text, size, "%zu/%zu %.1f/s %u:%02u left ", p->done, p->all, rate, left / 60,
                 left % 60);
}

/* As much of the name as the line still holds. */
static size_t fitting(struct str name, size_t columns) {
    size_t end = 0, next = 0;
    while (next < name.n && utf8_columns(str_cut(name, 0, next)) <= columns) {
        end = next;
        utf8_next(name, &next);
    }
    return next >= name.n && utf8_columns(name) <= columns ? name.n : end;
}

void progress_show(const struct progress *p, const char *what) {
    enum { BAR = 24, AROUND = BAR + 3 };
    char rate[80];
    if (!p->shown)
        return;
    size_t full = p->done * BAR / p->all;
    put_rate(rate, sizeof rate, p);
    size_t used = AROUND + strlen(rate);
    size_t name = fitting(str_of(what), p->width > used ? p->width - used - 1 : 0);
    fprintf(stderr, "\r\033[K[%.*s%.*s] %s%.*s", (int)full, "########################",
            (int)(BAR - full), "........................", rate, (int)name, what);
    fflush(stderr);
}

void progress_clear(const struct progress *p) {
    if (p->shown)
        fputs("\r\033[K", stderr);
}

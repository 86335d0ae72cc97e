/* Messages: one line each on standard error, "tiaomu: FILE:PLACE: what is wrong and what to do". */
#ifndef TIAOMU_CLI_SAY_H
#define TIAOMU_CLI_SAY_H

#include "base/diag.h"

/* file may be NULL or empty: no FILE then. */
void say(const char *file, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The findings of at least this level. */
void say_findings(const char *file, const struct diags *diags, enum diag_level least);
/* For arenas: says so and ends the program. */
void say_out_of_memory(void);

/* Seconds, of a clock that never goes back. */
double say_clock(void);

/* A bar on standard error, where that is a terminal and there is enough to do: how much is done,
 * how fast, and how long the rest will take. It is cleared before anything else is said. */
struct progress {
    bool shown;
    size_t done, all, width; /* width: of the terminal */
    double start;            /* by say_clock */
};
struct progress progress_start(size_t all, bool wanted);
void progress_show(const struct progress *p, const char *what); /* what: done last, or "" */
void progress_clear(const struct progress *p);

#endif

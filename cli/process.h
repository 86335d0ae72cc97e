/* Other programs, run one at a time: without a shell, without input, within a time limit, confined
 * (cli/confine.h). */
#ifndef TIAOMU_CLI_PROCESS_H
#define TIAOMU_CLI_PROCESS_H

#include "cli/scratch.h"
#include <signal.h>

enum process_end {
    PROCESS_ENDED,   /* whatever its exit status: what it wrote tells whether it did its work */
    PROCESS_BROKE,   /* a signal ended it: it crashed, or had too little memory */
    PROCESS_MISSING, /* there is no such program in PATH */
    PROCESS_LATE,    /* it was ended after its time */
    PROCESS_LARGE,   /* it was ended because it wrote a file of more than limits->file_bytes */
    PROCESS_STOPPED, /* it was ended because a signal asks this program to end */
};

/* Runs argv, which a NULL ends, in the scratch folder and with that as its home, for at most so
 * many seconds; its output goes to the file out of that folder, its messages to the file
 * "messages". It and what it started are ended together. */
enum process_end process_run(const struct scratch *s, const char *const *argv, const char *out,
                             size_t seconds);

/* Signals that end the program wait while others run for it, so that their folder can be removed.
 */
sigset_t process_hold_signals(void);
void process_release_signals(sigset_t before);
/* Whether such a signal waits. */
bool process_asked_to_end(void);

#endif

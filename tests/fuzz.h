/* What the fuzzer runs: any bytes are read, or refused with an error; nothing of what was read is
 * lost, and it survives JSON lines. make fuzz T=SECONDS; the suite fuzz runs all targets over the
 * cases. */
#ifndef TIAOMU_TESTS_FUZZ_H
#define TIAOMU_TESTS_FUZZ_H

#include "base/diag.h"
#include "base/limits.h"
#include <stddef.h>
#include <stdint.h>

struct fuzz_target {
    const char *name;                            /* NULL ends the list */
    void (*run)(const uint8_t *bytes, size_t n); /* aborts where something is wrong */
};

extern const struct fuzz_target fuzz_targets[];

/* Inside the fuzzer. */
void fuzz_must(bool ok, const char *what); /* else it aborts, and says what is not so */
size_t fuzz_errors(const struct diags *d);
extern const struct limits fuzz_limits; /* small, so that the fuzzer soon meets them */
/* Targets of tests/fuzz_plans.c. */
void fuzz_rules(const uint8_t *bytes, size_t n);
void fuzz_plan(const uint8_t *bytes, size_t n);
void fuzz_unpack(const uint8_t *bytes, size_t n);
void fuzz_diff(const uint8_t *bytes, size_t n);

#endif

/* libFuzzer's entry for the target that the environment names: FUZZ_TARGET=xml. */
#include "tests/fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Set once, before the first input. */
static const struct fuzz_target *target;

/* NOLINTNEXTLINE(readability-non-const-parameter) */
int LLVMFuzzerInitialize(int *argc, char ***argv) {
    const char *name = getenv("FUZZ_TARGET");
    (void)argc, (void)argv; /* libFuzzer says what they are */
    for (target = fuzz_targets; target->name; target++)
        if (name && strcmp(name, target->name) == 0)
            return 0;
    fprintf(stderr, "FUZZ_TARGET names no target: %s\n", name ? name : "");
    exit(2);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    target->run(bytes, n);
    return 0;
}

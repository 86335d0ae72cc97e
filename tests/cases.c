/* Prints the brief of one document, for tests/test_cases.sh.
 * usage: cases NAME FILE [--tracked=reject] */
#include "tests/brief.h"
#include "tests/load.h"
#include <stdio.h>
#include <string.h>

static void print_case(struct arena *a, struct str name, const char *path, enum tracked tracked,
                       const struct rules *rules) {
    struct diags diags = {.a = a};
    struct buf out = {.a = a};
    struct plan *plan;
    if (load_plan(a, path, name, tracked, rules, &diags, &plan) < 0)
        brief_findings(&out, &diags);
    else
        brief_plan(&out, plan);
    fwrite(out.p, 1, out.n, stdout);
}

static int usage(void) {
    fputs("usage: cases NAME FILE [--tracked=reject]\n", stderr);
    return 2;
}

int main(int argc, char **argv) {
    bool reject = argc == 4 && strcmp(argv[3], "--tracked=reject") == 0;
    if (argc != 3 + reject)
        return usage();
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    struct buf faults = {.a = a};
    if (rules) {
        print_case(a, str_of(argv[1]), argv[2], reject ? TRACKED_REJECT : TRACKED_ACCEPT, rules);
        rules_drop(rules);
    } else {
        brief_findings(&faults, &diags);
        fwrite(faults.p, 1, faults.n, stderr);
    }
    arena_drop(a);
    return rules ? 0 : 1;
}

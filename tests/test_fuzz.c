/* Every target of the fuzzer runs over the cases, and over what the fuzzer found once. */
#include "tests/fuzz.h"
#include "tests/load.h"
#include "tests/test.h"
#include <dirent.h>
#include <stdio.h>

static size_t run_file(const char *path) {
    struct arena *a = arena_new(NULL);
    struct str bytes;
    size_t n = load_file(a, path, &bytes);
    for (const struct fuzz_target *t = fuzz_targets; n && t->name; t++)
        t->run((const uint8_t *)bytes.p, bytes.n);
    arena_drop(a);
    return n;
}

/* Files of the folder whose names begin so. */
static size_t run_folder(const char *folder, const char *begin) {
    DIR *dir = opendir(folder);
    size_t n = 0;
    char path[4096];
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (e->d_name[0] == '.' || !str_starts(str_of(e->d_name), str_of(begin)))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        n += run_file(path);
    }
    if (dir)
        closedir(dir);
    return n;
}

static void over_the_cases(void **state) {
    (void)state;
    DIR *dir = opendir("tests/cases");
    size_t n = 0;
    char path[4096];
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        snprintf(path, sizeof path, "tests/cases/%s", e->d_name);
        n += e->d_name[0] == '.' ? 0 : run_folder(path, "in.");
    }
    closedir(dir);
    assert_true(n > 100);
}

static void over_the_seeds(void **state) {
    (void)state;
    assert_true(run_folder("tests/fuzz/seeds", "") > 0);
}

static void over_what_was_found(void **state) {
    (void)state;
    run_folder("tests/fuzz/found", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(over_the_cases),
        cmocka_unit_test(over_the_seeds),
        cmocka_unit_test(over_what_was_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

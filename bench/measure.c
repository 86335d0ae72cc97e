/* Runs a program three times, or for half a second if that is more; prints the median of the wall
 * times, the least processor time and the most memory of a process of it. What it makes is removed
 * before each run, and its output thrown away.
 * usage: measure [-n NAME] [-x MADE] PROGRAM ARGUMENT… */
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 3, MOST_TRIES = 51 };

static const double enough = 0.5; /* seconds */

static double seconds(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int run_once(char **argv, struct rusage *used, double *wall) {
    int status = 0;
    double start = now();
    pid_t pid = fork();
    if (pid == 0) {
        int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
        execvp(argv[0], argv);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, used) < 0)
        return -1;
    *wall = now() - start;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    double best = INFINITY, most = 0, all = 0, wall[MOST_TRIES];
    const char *name = NULL, *made = NULL;
    char **program = argv + 1;
    for (; argv + argc > program + 2 && program[0][0] == '-'; program += 2)
        *(program[0][1] == 'n' ? &name : &made) = program[1];
    if (argv + argc == program)
        return fputs("usage: measure [-n NAME] [-x MADE] PROGRAM ARGUMENT…\n", stderr), 2;
    name = name ? name : *program;
    size_t n = 0;
    for (; n < TRIES || (n < MOST_TRIES && all < enough); n++) {
        struct rusage used;
        if (made)
            unlink(made);
        if (run_once(program, &used, &wall[n]) < 0)
            return fprintf(stderr, "measure: %s failed\n", name), 1;
        all += wall[n];
        best = fmin(best, seconds(used.ru_utime) + seconds(used.ru_stime));
        most = fmax(most, (double)used.ru_maxrss / 1024);
    }
    qsort(wall, n, sizeof *wall, by_size);
    printf("%9.3f s wall %9.3f s processor %7.0f MiB  %s\n", wall[n / 2], best, most, name);
    return 0;
}

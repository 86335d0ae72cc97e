/* Runs a program three times; prints the least processor time and the most memory it took.
 * usage: measure PROGRAM ARGUMENT…   Its output is thrown away. */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TRIES = 3 };

static double seconds(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static int run_once(char **argv, struct rusage *used) {
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nothing, STDOUT_FILENO);
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, used) < 0)
        return -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

int main(int argc, char **argv) {
    double best = INFINITY, most = 0;
    if (argc < 2)
        return fputs("usage: measure PROGRAM ARGUMENT…\n", stderr), 2;
    for (int i = 0; i < TRIES; i++) {
        struct rusage used;
        if (run_once(argv + 1, &used) < 0)
            return 1;
        best = fmin(best, seconds(used.ru_utime) + seconds(used.ru_stime));
        most = fmax(most, (double)used.ru_maxrss / 1024);
    }
    printf("%8.2f s %7.0f MiB  %s\n", best, most, argv[1]);
    return 0;
}

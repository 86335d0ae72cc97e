#include "cli/args.h"
#include "cli/say.h"
#include "cli/work.h"
#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static const struct command *const commands[] = {
#define X(id) &id,
#include "cli/commands.list"
#undef X
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(void) {
    puts("usage: tiaomu COMMAND [OPTION…] [ARGUMENT…]\n"
         "Turns action plans (Word, text of Word tables, OCR text) into a database.\n");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("  %-9s %s\n", commands[i]->name, commands[i]->summary);
    puts("\nOptions of a command: tiaomu COMMAND --help. Version: tiaomu --version.\n"
         "\nexample:\n  tiaomu ingest --db plans.db plans/*.docx && tiaomu list --db plans.db");
}

static const char *command_name(size_t i) {
    return commands[i]->name;
}

static enum status unknown(const char *name) {
    const char *near = args_nearest(name, command_name, COMMANDS);
    say(NULL, "there is no command %s%s%s; tiaomu --help lists them", name,
        near ? "; did you mean " : "", near ? near : "");
    return NOTHING_DONE;
}

static enum status run_command(int argc, char **argv) {
    struct args args;
    if (argc < 2) {
        say(NULL, "a command is missing; tiaomu --help lists them");
        return NOTHING_DONE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0)
        return print_help(), ALL_DONE;
    if (strcmp(argv[1], "--version") == 0)
        return puts("tiaomu " TIAOMU_VERSION), ALL_DONE;
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(argv[1], commands[i]->name) == 0) {
            int rc = args_read(commands[i], argc - 1, argv + 1, &args);
            return rc ? rc < 0 ? NOTHING_DONE : ALL_DONE : commands[i]->run(&args);
        }
    return unknown(argv[1]);
}

/* glibc learns from the first large piece given back to keep those of its size; a document's are
 * larger than the next one's need be, and buffers that grow would be copied instead of moved. What
 * is less is kept: otherwise the end of the heap is given back page by page, to be asked for anew.
 */
static void give_memory_back(void) {
#ifdef __GLIBC__
    enum { LARGE = 1 << 20 };
    mallopt(M_MMAP_THRESHOLD, LARGE);
    mallopt(M_TRIM_THRESHOLD, LARGE);
    mallopt(M_TOP_PAD, LARGE / 4);
#endif
}

/* Jansson's scanner goes on without the characters that it had no memory for, so that a string
 * would come out shorter, without a word. */
static void *json_memory(size_t n) {
    void *p = malloc(n);
    if (!p)
        say_out_of_memory();
    return p;
}

/* Help and version are written by puts: a full disk shows only here. A file that may not grow any
 * more is an error of writing as any other, not the end of the program. */
int main(int argc, char **argv) {
    signal(SIGXFSZ, SIG_IGN);
    give_memory_back();
    json_set_alloc_funcs(json_memory, free);
    enum status status = run_command(argc, argv);
    if (fflush(stdout) != 0 && status == ALL_DONE) {
        say("standard output", "writing failed: %s", strerror(errno));
        status = NOTHING_DONE;
    }
    return (int)status;
}

/* Commands, their options, and the command line as given. */
#ifndef TIAOMU_CLI_ARGS_H
#define TIAOMU_CLI_ARGS_H

#include "out/labels.h"

/* Exit status, as the manual says. */
enum status { ALL_DONE, SOME_DONE, NOTHING_DONE };

enum option_id {
#define X(id, name, letter, argument, help) id,
#include "cli/options.list"
#undef X
    OPTIONS
};

/* For commands that read documents. */
#define INPUT_OPTIONS                                                                              \
    OPT_RULES, OPT_OCR, OPT_CONVERT_TIMEOUT, OPT_MAX_FILE, OPT_MAX_MEMBER, OPT_MAX_PACKAGE,        \
        OPT_MAX_MEMBERS, OPT_MAX_DEPTH, OPT_MAX_ATTRIBUTES, OPT_MAX_TEXT, OPT_MAX_COLUMNS,         \
        OPT_MAX_CELLS, OPT_MAX_MEMORY, OPT_MAX_SECONDS, OPT_NO_SANDBOX

struct args {
    const char *value[OPTIONS]; /* NULL: not given; "" where the option has no argument */
    char **rest;                /* the arguments that are no options */
    size_t n;
};

struct command {
    const char *name, *arguments, *summary, *example;
    const char *details; /* printed by --help below the summary, lines; or NULL */
    size_t least, most;  /* number of arguments */
    enum option_id options[OPTIONS];
    size_t options_n;
    enum status (*run)(const struct args *args);
};

#define OPTION_LIST(...)                                                                           \
    .options = {__VA_ARGS__},                                                                      \
    .options_n = sizeof((enum option_id[]){__VA_ARGS__}) / sizeof(enum option_id)

/* The commands, one a line in cli/commands.list. */
#define X(id) extern const struct command id;
#include "cli/commands.list"
#undef X

/* Reads argv, argv[0] being the command's name. 0: run it; 1: --help was printed; -1: a message
 * was. */
int args_read(const struct command *c, int argc, char **argv, struct args *out);

/* A whole number from least on that an option holds; fallback where it is not given. -1, and a
 * message, where it is none. */
int args_number(const struct args *args, enum option_id id, size_t least, size_t fallback,
                size_t *out);

/* What --format says, else the extension of -o without its point, else NULL. */
const char *args_format(const struct args *args);

/* A format that a command writes, under a name that --format and the extension of -o give it; the
 * further names of a format stand behind its first. */
struct format_name {
    const char *name;
    int format;
};

/* The format of n that args_format names; the first one where it names none, or where the
 * extension is that of no kind of results. -1 after a message: a format that the command does not
 * write. */
int args_format_of(const struct args *args, const char *command, const struct format_name *names,
                   size_t n, int *out);
#define ARGS_FORMAT_OF(args, command, names, out)                                                  \
    args_format_of(args, command, names, sizeof(names) / sizeof *(names), out)

/* The language that --lang says, Chinese where it does not. -1 after a message. */
int args_lang(const struct args *args, enum lang *out);

/* Of n names the one nearest to what was typed, or NULL where none is near. */
const char *args_nearest(const char *typed, const char *(*name)(size_t i), size_t n);

#endif

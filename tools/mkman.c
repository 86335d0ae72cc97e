/* Prints manual pages and shell completions from the program's own tables of commands and options,
 * so that they cannot say anything else than it does.
 *
 * usage: mkman man [COMMAND]          tiaomu.1, or tiaomu-COMMAND.1
 *        mkman complete SHELL         bash, zsh, fish
 *        mkman commands               their names, one a line
 */
#include "cli/args.h"
#include <stdio.h>
#include <string.h>

static const struct command *const commands[] = {
#define X(id) &id,
#include "cli/commands.list"
#undef X
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct {
    const char *name, letter[2], *argument, *help;
} options[] = {
#define X(id, name, letter, argument, help) {name, {letter, 0}, argument, help},
#include "cli/options.list"
#undef X
};

/* Text for roff: a backslash and a leading dot mean something there. */
static void put(const char *text) {
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else
            putchar(*text);
    }
    putchar('\n');
}

static void head(const char *title, const char *what) {
    printf(".TH %s 1 \"\" tiaomu \"tiaomu manual\"\n.SH NAME\n%s \\- ", title, title);
    put(what);
}

static void put_option(size_t i) {
    puts(".TP");
    if (*options[i].letter)
        printf("\\fB\\-%s\\fR, ", options[i].letter);
    printf("\\fB\\-\\-%s\\fR", options[i].name);
    if (options[i].argument)
        printf("=\\fI%s\\fR", options[i].argument);
    putchar('\n');
    put(options[i].help);
}

static void put_command(const struct command *c) {
    char title[64];
    snprintf(title, sizeof title, "tiaomu-%s", c->name);
    head(title, c->summary);
    printf(".SH SYNOPSIS\n.B tiaomu %s\n[OPTION…] %s\n.SH DESCRIPTION\n", c->name,
           c->arguments ? c->arguments : "");
    put(c->summary);
    if (c->details)
        puts(".PP"), put(c->details);
    puts(".SH OPTIONS");
    for (size_t i = 0; i < c->options_n; i++)
        put_option(c->options[i]);
    put_option(OPT_HELP);
    puts(".SH EXIT STATUS\n0 success; 1 differences or faults were found, or some inputs could not "
         "be read; 2 wrong usage, or nothing could be done.\n.SH EXAMPLE\n.nf");
    put(c->example);
    puts(".fi\n.SH SEE ALSO\n.BR tiaomu (1),\n.BR tiaomu-db (5),\n.BR tiaomu-rules (5)");
}

static void put_overview(void) {
    head("tiaomu", "turns the action plans of Chinese governments into data");
    puts(".SH SYNOPSIS\n.B tiaomu\nCOMMAND [OPTION…] [ARGUMENT…]\n.SH DESCRIPTION\nReads Word "
         "files, PDF, web pages, text and OCR text of plans of action, and stores who is to do "
         "what by when in an SQLite database. Every value can say where it came from.\n"
         ".SH COMMANDS");
    for (size_t i = 0; i < COMMANDS; i++) {
        printf(".TP\n.BR tiaomu\\-%s (1)\n", commands[i]->name);
        put(commands[i]->summary);
    }
    puts(".SH SEE ALSO\n.BR tiaomu-db (5),\n.BR tiaomu-rules (5)");
}

static int put_page(const char *name) {
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return put_command(commands[i]), 0;
    return fprintf(stderr, "mkman: there is no command %s\n", name), 1;
}

static void put_bash(void) {
    puts("_tiaomu() {\n    local word=${COMP_WORDS[COMP_CWORD]} words\n"
         "    case ${COMP_WORDS[1]} in");
    for (size_t i = 0; i < COMMANDS; i++) {
        printf("    %s) words='", commands[i]->name);
        for (size_t k = 0; k < commands[i]->options_n; k++) {
            size_t o = commands[i]->options[k];
            printf("--%s%s ", options[o].name, options[o].argument ? "=" : "");
        }
        puts("--help' ;;");
    }
    printf("    *) words='");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("%s ", commands[i]->name);
    puts("' ;;\n    esac\n    if [[ $COMP_CWORD -gt 1 && $word != -* ]]; then\n"
         "        COMPREPLY=($(compgen -f -- \"$word\"))\n    else\n"
         "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n    fi\n}\n"
         "complete -o filenames -F _tiaomu tiaomu");
}

/* Text between single quotation marks, with what zsh and fish take for more than text. */
static void put_quoted(const char *text) {
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (*text == '[' || *text == ']' || *text == ':')
            putchar(' ');
        else
            putchar(*text);
    }
}

static void put_zsh(void) {
    puts("#compdef tiaomu\nlocal -a commands\ncommands=(");
    for (size_t i = 0; i < COMMANDS; i++) {
        printf("    '%s:", commands[i]->name);
        put_quoted(commands[i]->summary);
        puts("'");
    }
    puts(")\nif (( CURRENT == 2 )); then\n    _describe command commands\n    return\nfi\n"
         "case $words[2] in");
    for (size_t i = 0; i < COMMANDS; i++) {
        printf("%s) _arguments ", commands[i]->name);
        for (size_t k = 0; k < commands[i]->options_n; k++) {
            size_t o = commands[i]->options[k];
            printf("'--%s%s[", options[o].name, options[o].argument ? "=" : "");
            put_quoted(options[o].help);
            printf("]%s' ", options[o].argument ? ":value:_files" : "");
        }
        puts("'*:file:_files' ;;");
    }
    puts("esac");
}

static void put_fish(void) {
    for (size_t i = 0; i < COMMANDS; i++) {
        printf("complete -c tiaomu -n __fish_use_subcommand -a %s -d '", commands[i]->name);
        put_quoted(commands[i]->summary);
        puts("'");
        for (size_t k = 0; k < commands[i]->options_n; k++) {
            size_t o = commands[i]->options[k];
            printf("complete -c tiaomu -n '__fish_seen_subcommand_from %s' -l %s%s -d '",
                   commands[i]->name, options[o].name, options[o].argument ? " -r" : "");
            put_quoted(options[o].help);
            puts("'");
        }
    }
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "", *which = argc > 2 ? argv[2] : NULL;
    if (strcmp(what, "man") == 0 && which)
        return put_page(which);
    if (strcmp(what, "man") == 0)
        put_overview();
    else if (strcmp(what, "commands") == 0)
        for (size_t i = 0; i < COMMANDS; i++)
            puts(commands[i]->name);
    else if (which && strcmp(which, "bash") == 0)
        put_bash();
    else if (which && strcmp(which, "zsh") == 0)
        put_zsh();
    else if (which && strcmp(which, "fish") == 0)
        put_fish();
    else
        return fputs("usage: mkman man [COMMAND] | complete SHELL | commands\n", stderr), 2;
    return 0;
}

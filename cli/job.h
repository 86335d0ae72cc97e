/* What the steps of a conversion share. */
#ifndef TIAOMU_CLI_JOB_H
#define TIAOMU_CLI_JOB_H

#include "cli/process.h"

struct job {
    struct scratch scratch; /* holds the document as input.FORMAT */
    size_t seconds;         /* for one run of a converter */
    const char *format;     /* "pdf" */
};

/* Adds the error "this is a .FORMAT file, and PROGRAM WHAT"; -1. */
int job_fail(const struct job *job, const char *what, const char *program);
/* 0 where a program came to its end, else an error and -1. */
int job_ended(const struct job *job, enum process_end end, const char *program);
/* The first line that the program run last said about a failure, in brackets; or nothing. */
const char *job_messages(const struct job *job);
/* The first two parts of the version number at the front of s. */
struct str job_version(struct arena *a, struct str s);

#endif

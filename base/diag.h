/* Findings: the one channel for everything the program has to say about a document.
 *
 * Stages add findings and go on; a document that cannot go on is one finding of level error and a
 * negative return value. Only the command line prints them.
 */
#ifndef TIAOMU_BASE_DIAG_H
#define TIAOMU_BASE_DIAG_H

#include "base/str.h"

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

enum diag_code {
#define X(code, name, level, text) code,
#include "base/diag.list"
#undef X
    DIAG_COUNT
};

/* Where in the source: line counts from 1, 0 is unknown; the path is the package part and position
 * in it (DOCX), empty for text. Of places there are many, so their paths are kept in less room than
 * a slice takes. */
struct place {
    uint32_t line, path_n;
    const char *path; /* path_n bytes: place_path */
};

static inline struct str place_path(struct place at) {
    return (struct str){at.path, at.path_n};
}

/* Gives a place its path; its line stays. */
static inline void place_set(struct place *at, struct str path) {
    at->path = path.p;
    at->path_n = (uint32_t)path.n;
}

static inline struct place place_in(struct str path) {
    return (struct place){.path = path.p, .path_n = (uint32_t)path.n};
}

struct place place_copy(struct arena *a, struct place at); /* its path lives in a */

struct diag {
    enum diag_code code;
    struct str name; /* the code's stable name */
    enum diag_level level;
    struct str text; /* one line, UTF-8 */
    struct place at;
    int table_no, task_no, measure_no; /* 0 is none */
};

struct diags {
    struct arena *a; /* holds the texts; given by the owner before first use */
    SHORT_VEC(struct diag) list;
};

/* Adds a finding; detail replaces the %s of the code's text (empty where it has none). The copy of
 * detail lives in d->a. The pointer is valid until the next call. */
struct diag *diag_add(struct diags *d, enum diag_code code, struct place at, struct str detail);
/* Adds copies of the findings of from; their texts live in d->a. */
void diag_copy(struct diags *d, const struct diags *from);
/* The detail in the finding's text, empty where its code has none; a part of d->text. */
struct str diag_detail(const struct diag *d);
struct str diag_level_name(enum diag_level level);        /* "note", "warning", "error" */
int diag_level_of(struct str name, enum diag_level *out); /* -1: no such level */
int diag_code_of(struct str name, enum diag_code *out);   /* -1: no such code */

#endif

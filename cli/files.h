/* Files and the standard streams. Failures print one message and return -1. */
#ifndef TIAOMU_CLI_FILES_H
#define TIAOMU_CLI_FILES_H

#include "base/diag.h"
#include <stdio.h>

/* The bytes of a file, or of standard input where path is "-"; reading stops one byte beyond most.
 * What is no file, and one that changes meanwhile, is refused, and nothing is waited for. */
int file_read(struct arena *a, const char *path, size_t most, struct str *out);
/* The same, but a failure is an error in diags and is not printed. */
int file_get(struct arena *a, const char *path, size_t most, struct diags *diags, struct str *out);
/* The file, or standard input, to be read from its beginning; NULL with an error in diags. */
FILE *file_open(const char *path, struct diags *diags);
bool file_is_folder(const char *path);
bool file_exists(const char *path);
size_t file_size(const char *path);                 /* bytes; 0 where it is no file */
bool file_same(const char *one, const char *other); /* under whatever names */

/* The last part of a path as UTF-8; bytes that are none become U+FFFD. */
struct str file_name(struct arena *a, const char *path);
/* The same without its extension. */
struct str file_stem(struct arena *a, const char *path);

/* Where results go: standard output, or a file that appears under its name only when it is
 * complete. */
struct sink {
    FILE *file;
    const char *path, *partial; /* NULL: standard output; written in place */
    bool unnamed;               /* it gets the name partial when it is complete */
};
int sink_open(struct arena *a, const char *path, struct sink *out); /* NULL or "-": stdout */
int sink_put(struct sink *s, struct str bytes);
int sink_close(struct sink *s); /* what was put is there, or a message says why not */
void sink_drop(struct sink *s); /* the result is not wanted: the file stays as it was */

#endif

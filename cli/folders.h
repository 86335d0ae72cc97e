/* What folders hold. */
#ifndef TIAOMU_CLI_FOLDERS_H
#define TIAOMU_CLI_FOLDERS_H

#include "base/str.h"

/* Whether a folder's entry of this name is none of the user's documents. */
bool file_hidden(const char *name);

/* What is in a folder and may be a document, sorted by bytes, each as folder/name: all but hidden
 * entries and folders, unless these have a document's name. -1 with errno. */
struct file_list {
    VEC(const char *) paths;
    size_t folders; /* that were passed by */
};
int folder_files(struct arena *a, const char *folder, struct file_list *out);
/* The same with what is in the folders in it; one that cannot be read is listed itself. One that
 * leads back to one above it is said and left out. */
int folder_tree(struct arena *a, const char *folder, struct file_list *out);
/* The folder itself and the folders in it, but hidden ones. */
void folder_folders(struct arena *a, const char *folder, struct file_list *out);

#endif

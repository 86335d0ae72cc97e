/* Reading many documents into a database: what ingest, reprocess and watching share. */
#ifndef TIAOMU_CLI_INGEST_H
#define TIAOMU_CLI_INGEST_H

#include "cli/report.h"
#include "cli/say.h"
#include "cli/store.h"
#include "cli/work.h"

struct ingest {
    struct work work;
    struct store store;
    const struct args *args;
    const char *started; /* ISO 8601 */
    double clock;        /* when it started, by say_clock */
    struct report report;
    size_t jobs;
    bool quiet;
    bool stopped;                  /* before all was read */
    bool tell_changes;             /* print what is different in documents that are replaced */
    const struct input_file *file; /* worked on now */
    double seconds;                /* that reading it took */
    struct progress bar;
};

/* Reads the options and the rules. -1 after a message. */
int ingest_start(struct ingest *in, const struct args *args);
/* Whether the stored document is what this program and these rules make of the file with this
 * digest; a file of which the user says something is looked at anew. */
struct str ingest_known(struct ingest *in, struct arena *a, const struct input_file *file);
/* An input that is not read: says why, and enters it into the report. */
void ingest_refuse(struct ingest *in, const struct input_file *file);
/* Reads the files and stores their documents. -1: it was stopped, or the database fails. */
int ingest_files(struct ingest *in, const input_files *files);
/* Says what came of the run, writes its report, and tells the status. */
enum status ingest_finish(struct ingest *in);
void ingest_end(struct ingest *in);

#endif

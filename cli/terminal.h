/* The terminal that standard output may be. */
#ifndef TIAOMU_CLI_TERMINAL_H
#define TIAOMU_CLI_TERMINAL_H

#include <stddef.h>

/* Columns to write for: COLUMNS if set, else the terminal's, else 80. */
size_t terminal_width(void);

#endif

/* Workbooks, which LibreOffice turns into one page with a table for each sheet. */
#ifndef TIAOMU_CLI_CONVERT_SHEETS_H
#define TIAOMU_CLI_CONVERT_SHEETS_H

#include "base/str.h"

/* The page without what LibreOffice adds: an overview with links to the sheets, and "Sheet 1: " in
 * front of their names. In arena a. */
struct str sheets_page(struct arena *a, struct str html);

#endif

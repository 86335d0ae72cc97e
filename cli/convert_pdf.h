/* PDF: its words with boxes and the lines ruled between them, or what recognition makes of a scan.
 */
#ifndef TIAOMU_CLI_CONVERT_PDF_H
#define TIAOMU_CLI_CONVERT_PDF_H

#include "cli/job.h"

/* What read_bbox or read_hocr read, made of the job's input.pdf. ocr: pages may be recognised. -1
 * with an error in the job's diags. */
int convert_pdf(const struct job *job, bool ocr, struct str *bytes, struct str *format);

#endif

#include "cli/convert.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/convert_pdf.h"
#include "cli/convert_sheets.h"
#include "cli/job.h"
#include "ingest/package.h"
#include <string.h>
#include <strings.h>

enum { SECONDS = 120 };

int convert_options(const struct args *args, struct convert *out) {
    *out = (struct convert){.ocr = args->value[OPT_OCR] != NULL};
    return args_number(args, OPT_CONVERT_TIMEOUT, 1, SECONDS, &out->seconds);
}

/* ---- formats ---- */

/* The Compound File Binary format (MS-CFB 2.2), which names its streams in UTF-16LE. */
static const struct str OLE = S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
static const struct str OLE_ENCRYPTED = S("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0");
/* The stream of a Word 97 file (MS-DOC 2.1.2), WPS's too. LibreOffice would make text of anything
 * else. */
static const struct str OLE_WORD = S("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0");
/* OpenDocument says what it is in the package's first part, unpacked (OpenDocument 1.2 part 3,
 * 3.3), whose name begins at byte 30. */
static const struct str ODT = S("mimetypeapplication/vnd.oasis.opendocument.text");
static const struct str ODS = S("mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
/* Of a workbook: its stream (MS-XLS 2.1.2), and its part (ECMA-376 part 1, 12.3.23). */
static const struct str OLE_WORKBOOK = S("W\0o\0r\0k\0b\0o\0o\0k\0");
static const struct str WORKBOOK = S("xl/workbook.xml"), DOCUMENT = S("word/document.xml");

/* What Word 2003 wrote as XML, often under the name of a .doc, says so at its root. */
static const struct str XML = S("<?xml"),
                        WORD_2003 = S("http://schemas.microsoft.com/office/word/2003/wordml");

static bool has_extension(const char *path, const char *extension) {
    size_t n = strlen(path), m = strlen(extension);
    return n > m && strcasecmp(path + n - m, extension) == 0;
}

static bool holds(struct str bytes, struct str name) {
    return str_find(bytes, name, 0) != SIZE_MAX;
}

static const char *format_of_package(struct str bytes) {
    struct str first = str_cut(bytes, 30, bytes.n);
    if (str_starts(first, ODT))
        return "odt";
    if (str_starts(first, ODS))
        return "ods";
    return holds(bytes, WORKBOOK) && !holds(bytes, DOCUMENT) ? "xlsx" : NULL;
}

static const char *format_of_ole(const char *path, struct str bytes) {
    if (holds(bytes, OLE_ENCRYPTED))
        return NULL;
    if (holds(bytes, OLE_WORD))
        return has_extension(path, ".wps") ? "wps" : "doc";
    if (holds(bytes, OLE_WORKBOOK))
        return has_extension(path, ".et") ? "et" : "xls";
    return NULL;
}

static bool is_word_2003(struct str bytes) {
    enum { ROOT = 4096 };
    struct str head = str_cut(bytes, 0, ROOT);
    return holds(head, XML) && holds(head, WORD_2003);
}

/* The extension that the document should have; NULL where nothing converts it. */
static const char *format_of(const char *path, struct str bytes) {
    if (str_starts(bytes, S("%PDF-")))
        return "pdf";
    if (str_starts(bytes, S("{\\rtf")))
        return "rtf";
    if (is_word_2003(bytes))
        return "xml";
    if (package_is(bytes))
        return format_of_package(bytes);
    return str_starts(bytes, OLE) ? format_of_ole(path, bytes) : NULL;
}

static bool is_sheets(const char *format) {
    static const char *const all[] = {"xlsx", "xls", "et", "ods"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(format, all[i]) == 0)
            return true;
    return false;
}

/* ---- LibreOffice ---- */

/* Its profile: no macros, no links followed, nothing fetched. */
static const char SETTINGS[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n"
    "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
    "<prop oor:name=\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\">"
    "<prop oor:name=\"BlockUntrustedRefererLinks\" oor:op=\"fuse\"><value>true</value></prop>"
    "</item>\n"
    "<item oor:path=\"/org.openoffice.Office.Writer/Content/Update\">"
    "<prop oor:name=\"Link\" oor:op=\"fuse\"><value>0</value></prop></item>\n"
    "<item oor:path=\"/org.openoffice.Office.Calc/Content/Update\">"
    "<prop oor:name=\"Link\" oor:op=\"fuse\"><value>1</value></prop></item>\n"
    "</oor:items>\n";

/* A path as a file URL: what is not plain is escaped (RFC 3986, 2.1). */
static const char *file_url(struct arena *a, const char *path) {
    struct buf b = {.a = a};
    buf_add(&b, S("file://"));
    for (; *path; path++) {
        bool plain = (*path >= '0' && *path <= '9') || (*path >= 'a' && *path <= 'z') ||
                     (*path >= 'A' && *path <= 'Z') || strchr("/-._~", *path);
        if (plain)
            buf_byte(&b, *path);
        else
            buf_fmt(&b, "%%%02X", (unsigned char)*path);
    }
    return str_z(a, buf_str(&b));
}

static int run_office(const struct job *job, const char *format) {
    static const char *const names[] = {"soffice", "libreoffice",
                                        "/Applications/LibreOffice.app/Contents/MacOS/soffice"};
    struct arena *a = job->scratch.a;
    const char *argv[] = {
        NULL,
        "--headless",
        "--norestore",
        "--nologo",
        str_fmt(a, "-env:UserInstallation=%s", file_url(a, scratch_path(&job->scratch, "profile")))
            .p,
        "--convert-to",
        is_sheets(format) ? "html:HTML (StarCalc)" : "docx:MS Word 2007 XML",
        "--outdir",
        scratch_path(&job->scratch, "out"),
        scratch_path(&job->scratch, str_fmt(a, "input.%s", format).p),
        NULL};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        argv[0] = names[i];
        enum process_end end = process_run(&job->scratch, argv, "log", job->seconds);
        if (end != PROCESS_MISSING)
            return job_ended(job, end, "LibreOffice");
    }
    return job_fail(job,
                    is_sheets(format)
                        ? "is not installed; install LibreOffice, or save the sheet as CSV"
                        : "is not installed; install LibreOffice, or open the file in Word and "
                          "save it as .docx",
                    "LibreOffice");
}

/* "7.4", from the properties that it writes into its documents ("LibreOffice/7.4.7.2$Linux…"). */
static struct str office_version(const struct job *job, struct str docx) {
    static const struct str part = S("docProps/app.xml"), name = S("LibreOffice/");
    struct package p;
    struct member m;
    char text[4096];
    struct str found = {0};
    if (package_open(&p, docx, job->scratch.limits, job->scratch.diags) < 0)
        return found;
    if (package_has(&p, part) && member_open(&m, &p, part) == 0) {
        int n = member_read(&m, text, sizeof text);
        struct str s = {text, n > 0 ? (size_t)n : 0};
        size_t at = str_find(s, name, 0);
        if (at != SIZE_MAX)
            found = job_version(job->scratch.a, str_cut(s, at + name.n, s.n));
        member_close(&m);
    }
    package_close(&p);
    return found;
}

static int take_docx(const struct job *job, struct converted *out, struct str *version) {
    if (scratch_read(&job->scratch, "out/input.docx", &out->bytes) < 0)
        return -1;
    if (!package_is(out->bytes))
        return job_fail(job, "made no Word file of it; open the file in Word and save it as .docx",
                        "LibreOffice");
    *version = office_version(job, out->bytes);
    return 0;
}

static int take_sheets(const struct job *job, struct converted *out, struct str *version) {
    static const struct str name = S("LibreOffice ");
    if (scratch_read(&job->scratch, "out/input.html", &out->bytes) < 0)
        return -1;
    if (!holds(out->bytes, S("<table")))
        return job_fail(job,
                        "made no table of it; install LibreOffice Calc (libreoffice-calc), or save "
                        "the sheet as CSV",
                        "LibreOffice");
    if (holds(out->bytes, S("<meta name=\"author\" content=\"tiaomu\"")))
        return job_fail(job, "was used to make it; give the plan that it shows", "tiaomu");
    size_t at = str_find(out->bytes, name, 0);
    if (at != SIZE_MAX)
        *version = job_version(job->scratch.a, str_cut(out->bytes, at + name.n, out->bytes.n));
    out->bytes = sheets_page(job->scratch.a, out->bytes);
    return 0;
}

static int convert_office(const struct job *job, const char *format, struct converted *out) {
    struct arena *a = job->scratch.a;
    struct str version = {0};
    if (scratch_make_folder(&job->scratch, "out") < 0 ||
        scratch_make_folder(&job->scratch, "profile") < 0 ||
        scratch_make_folder(&job->scratch, "profile/user") < 0 ||
        scratch_write(&job->scratch, "profile/user/registrymodifications.xcu", str_of(SETTINGS)) <
            0 ||
        run_office(job, format) < 0)
        return -1;
    if ((is_sheets(format) ? take_sheets : take_docx)(job, out, &version) < 0)
        return -1;
    out->format = str_fmt(a, "%s via LibreOffice %.*s", format, STR_ARG(version));
    return 0;
}

/* ---- any ---- */

static int convert_in(struct job *job, const struct convert *c, const char *format,
                      struct str bytes, struct converted *out) {
    const char *name = str_fmt(job->scratch.a, "input.%s", format).p;
    if (scratch_write(&job->scratch, name, bytes) < 0)
        return -1;
    if (strcmp(format, "pdf") == 0)
        return convert_pdf(job, c->ocr, &out->bytes, &out->format);
    return convert_office(job, format, out);
}

int convert_input(const struct convert *c, struct arena *a, const char *path, struct str bytes,
                  const struct limits *limits, struct diags *diags, struct converted *out) {
    const char *format = format_of(path, bytes);
    *out = (struct converted){.bytes = bytes};
    if (!format)
        return 0;
    struct job job = {.seconds = c->seconds, .format = format};
    sigset_t before = process_hold_signals();
    int rc = scratch_open(&job.scratch, a, limits, diags);
    if (rc == 0) {
        rc = convert_in(&job, c, format, bytes, out);
        scratch_drop(&job.scratch);
    }
    process_release_signals(before);
    out->sha256 = sha256_hex(a, bytes);
    return rc;
}

void convert_record(const struct converted *c, struct doc *doc) {
    if (c->format.n == 0)
        return;
    doc->format = utf8_trim(c->format);
    doc->source_sha256 = c->sha256;
}

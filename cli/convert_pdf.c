#include "cli/convert_pdf.h"
#include "base/utf8.h"
#include "ingest/bitmap.h"

/* Scans are looked at with 300 dots an inch; a ruling is at least a fifth of an inch long. */
#define DPI "300"
enum { LEAST_RULING = 60 };

static int missing(const struct job *job, enum process_end end, const char *program,
                   const char *package) {
    if (end != PROCESS_MISSING)
        return job_ended(job, end, program);
    return job_fail(job,
                    str_fmt(job->scratch.a,
                            "is not installed; install %s, or give the Word file or its text",
                            package)
                        .p,
                    program);
}

/* Control characters, which fonts without a proper encoding give, are no XML. */
static void blank_controls(struct str text) {
    char *p = (char *)(uintptr_t)text.p;
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)p[i] < 0x20 && p[i] != '\n')
            p[i] = ' ';
}

static int print_boxes(const struct job *job, struct str *xml) {
    const struct scratch *s = &job->scratch;
    const char *argv[] = {
        "pdftotext", "-bbox-layout", "-enc", "UTF-8", scratch_path(s, "input.pdf"), "-", NULL};
    enum process_end end = process_run(s, argv, "boxes", job->seconds);
    if (missing(job, end, "pdftotext", "poppler-utils") < 0 || scratch_read(s, "boxes", xml) < 0)
        return -1;
    if (str_find(*xml, S("</doc>"), 0) == SIZE_MAX)
        return job_fail(job,
                        str_fmt(s->a, "cannot read it%s; get the file again, without a password",
                                job_messages(job))
                            .p,
                        "pdftotext");
    blank_controls(*xml);
    return 0;
}

/* "22.12"; it goes to the messages. */
static struct str poppler_version(const struct job *job) {
    static const struct str name = S("version ");
    const char *argv[] = {"pdftotext", "-v", NULL};
    struct str text;
    if (process_run(&job->scratch, argv, "log", job->seconds) != PROCESS_ENDED ||
        scratch_read(&job->scratch, "messages", &text) < 0)
        return (struct str){0};
    size_t at = str_find(text, name, 0);
    return at == SIZE_MAX ? (struct str){0}
                          : job_version(job->scratch.a, str_cut(text, at + name.n, text.n));
}

static int draw_page(const struct job *job, const char *no, struct str *svg) {
    const struct scratch *s = &job->scratch;
    const char *argv[] = {
        "pdftocairo", "-svg", "-origpagesizes", "-f", no, "-l", no, scratch_path(s, "input.pdf"),
        "-",          NULL};
    enum process_end end = process_run(s, argv, "page.svg", job->seconds);
    if (missing(job, end, "pdftocairo", "poppler-utils") < 0 ||
        scratch_read(s, "page.svg", svg) < 0)
        return -1;
    if (str_find(*svg, S("</svg>"), 0) == SIZE_MAX)
        return job_fail(job, str_fmt(s->a, "cannot draw page %s of it%s", no, job_messages(job)).p,
                        "pdftocairo");
    blank_controls(*svg);
    return 0;
}

/* The next page of what pdftotext printed; *at moves behind its beginning. */
static bool next_page(struct str xml, size_t *at, bool *has_words) {
    size_t page = str_find(xml, S("<page "), *at);
    if (page == SIZE_MAX)
        return false;
    *at = page + 1;
    size_t next = str_find(xml, S("<page "), *at), word = str_find(xml, S("<word "), *at);
    *has_words = word != SIZE_MAX && word < next;
    return true;
}

/* ---- text ---- */

static int add_pictures(const struct job *job, struct str xml, struct buf *out) {
    bool words;
    unsigned no = 0;
    for (size_t at = 0; next_page(xml, &at, &words);) {
        struct str svg = {0};
        if (words && draw_page(job, str_fmt(job->scratch.a, "%u", no + 1).p, &svg) < 0)
            return -1;
        no++;
        buf_byte(out, '\f');
        buf_add(out, svg);
    }
    return 0;
}

/* ---- scans ---- */

/* The page as a greymap without its rulings, which it gives apart. */
static int scan_page(const struct job *job, const char *no, boxes *rulings) {
    const struct scratch *s = &job->scratch;
    const char *argv[] = {"pdftoppm",
                          "-gray",
                          "-r",
                          DPI,
                          "-singlefile",
                          "-f",
                          no,
                          "-l",
                          no,
                          scratch_path(s, "input.pdf"),
                          scratch_path(s, "page"),
                          NULL};
    struct bitmap page;
    struct str pgm;
    enum process_end end = process_run(s, argv, "log", job->seconds);
    if (missing(job, end, "pdftoppm", "poppler-utils") < 0 || scratch_read(s, "page.pgm", &pgm) < 0)
        return -1;
    if (!bitmap_read(s->a, pgm, &page))
        return job_fail(job, str_fmt(s->a, "cannot draw page %s of it%s", no, job_messages(job)).p,
                        "pdftoppm");
    bitmap_take_rulings(s->a, &page, LEAST_RULING, rulings);
    return scratch_write(s, "page.pgm", bitmap_write(s->a, &page));
}

static int recognise(const struct job *job, struct str *hocr) {
    const struct scratch *s = &job->scratch;
    const char *argv[] = {"tesseract",
                          scratch_path(s, "page.pgm"),
                          scratch_path(s, "words"),
                          "-l",
                          "chi_sim",
                          "--psm",
                          "11",
                          "--dpi",
                          DPI,
                          "hocr",
                          NULL};
    enum process_end end = process_run(s, argv, "log", job->seconds);
    if (missing(job, end, "tesseract", "tesseract-ocr and tesseract-ocr-chi-sim") < 0 ||
        scratch_read(s, "words.hocr", hocr) < 0)
        return -1;
    if (str_find(*hocr, S("ocr_page"), 0) == SIZE_MAX)
        return job_fail(
            job,
            str_fmt(s->a, "recognised nothing%s; install tesseract-ocr-chi-sim", job_messages(job))
                .p,
            "tesseract");
    return 0;
}

/* Adds the page's words and, behind them, its rulings. */
static int add_scan(const struct job *job, const char *no, struct buf *out) {
    boxes rulings = {0};
    struct str hocr;
    if (scan_page(job, no, &rulings) < 0 || recognise(job, &hocr) < 0)
        return -1;
    buf_add(out, hocr);
    for (size_t i = 0; i < rulings.n; i++) {
        struct box b = rulings.at[i];
        buf_fmt(out, "<div class='ocr_separator' title='bbox %.0f %.0f %.0f %.0f'></div>\n", b.x0,
                b.y0, b.x1, b.y1);
    }
    return 0;
}

static int read_scans(const struct job *job, struct str xml, struct str *bytes,
                      struct str *format) {
    static const struct str system = S("content='tesseract ");
    struct buf out = {.a = job->scratch.a};
    bool words;
    unsigned no = 0;
    for (size_t at = 0; next_page(xml, &at, &words);)
        if (add_scan(job, str_fmt(job->scratch.a, "%u", ++no).p, &out) < 0)
            return -1;
    *bytes = buf_str(&out);
    size_t at = str_find(*bytes, system, 0);
    struct str rest = at == SIZE_MAX ? (struct str){0} : str_cut(*bytes, at + system.n, bytes->n);
    *format = str_fmt(out.a, "pdf via tesseract %.*s", STR_ARG(job_version(out.a, rest)));
    return 0;
}

int convert_pdf(const struct job *job, bool ocr, struct str *bytes, struct str *format) {
    struct str xml;
    if (print_boxes(job, &xml) < 0)
        return -1;
    if (str_find(xml, S("<word "), 0) == SIZE_MAX && ocr)
        return read_scans(job, xml, bytes, format);
    if (str_find(xml, S("<word "), 0) == SIZE_MAX)
        return job_fail(job,
                        "finds no text in it: it is a scan; give --ocr to have tesseract read it, "
                        "or give the Word file or its text",
                        "pdftotext");
    struct buf out = {.a = job->scratch.a};
    buf_add(&out, xml);
    if (add_pictures(job, xml, &out) < 0)
        return -1;
    *bytes = buf_str(&out);
    *format = str_fmt(out.a, "pdf via poppler %.*s", STR_ARG(poppler_version(job)));
    return 0;
}

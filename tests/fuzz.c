#include "tests/fuzz.h"
#include "extract/plan.h"
#include "ingest/charset.h"
#include "ingest/doc.h"
#include "tests/raw_zip.h"
#include <stdio.h>
#include <stdlib.h>

const struct limits fuzz_limits = {.file_bytes = 1 << 20,
                                   .member_bytes = 1 << 20,
                                   .package_bytes = 4 << 20,
                                   .members = 1000,
                                   .xml_depth = 128,
                                   .attributes = 100,
                                   .text_chars = 1 << 20,
                                   .columns = 64,
                                   .cells = 20000};

void fuzz_must(bool ok, const char *what) {
    if (ok)
        return;
    fprintf(stderr, "fuzz: not so: %s\n", what);
    abort();
}

static struct str bytes_of(const uint8_t *bytes, size_t n) {
    return (struct str){(const char *)bytes, n};
}

size_t fuzz_errors(const struct diags *d) {
    size_t n = 0;
    for (size_t i = 0; i < d->list.n; i++)
        n += d->list.at[i].level == DIAG_ERROR;
    return n;
}

/* What was read comes back from JSON lines as it was. */
static void check_doc(struct arena *a, const struct doc *doc) {
    struct str json = doc_to_json(a, doc), rest = json;
    struct diags diags = {.a = a};
    struct doc *again;
    fuzz_must(doc_ink(doc) == doc->chars_total, "all characters are in the doc");
    fuzz_must(doc_from_json(a, &rest, &diags, &again) == 0, "its JSON lines are read");
    fuzz_must(str_eq(doc_to_json(a, again), json), "they say the same");
    doc_to_html(a, &(const struct doc *){doc}, 1);
}

/* As the program reads a file. */
static void read_any(struct arena *a, struct str bytes, enum tracked tracked) {
    struct diags diags = {.a = a};
    struct doc *doc;
    if (doc_read(a, bytes, S("d"), S("d"), &fuzz_limits, tracked, &diags, &doc) == 0)
        check_doc(a, doc);
    else
        fuzz_must(fuzz_errors(&diags) == 1, "one error says why");
}

static void run_any(const uint8_t *bytes, size_t n) {
    struct arena *a = arena_new(NULL);
    read_any(a, bytes_of(bytes, n), n % 2 ? TRACKED_ACCEPT : TRACKED_REJECT);
    arena_drop(a);
}

#define RELATIONSHIP(type, target) "<Relationship Type=\"x/" type "\" Target=\"" target "\"/>"
#define RELATIONSHIPS(s)                                                                           \
    S("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" s   \
      "</Relationships>")

/* The bytes as the main part of a Word file, with its styles and lists, and as its notes. Text of
 * notes outside of any is not read, and rightly counted as lost: only the first must keep all. */
static void run_xml(const uint8_t *bytes, size_t n) {
    static const struct str body =
        S("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
          "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:document>");
    struct arena *a = arena_new(NULL);
    struct str part = bytes_of(bytes, n);
    struct raw_member members[] = {
        {.name = S("_rels/.rels"), .content = RELATIONSHIPS(RELATIONSHIP("officeDocument", "w/d"))},
        {.name = S("w/_rels/d.rels"),
         .content = RELATIONSHIPS(RELATIONSHIP("styles", "s") RELATIONSHIP("numbering", "s"))},
        {.name = S("w/d"), .content = part},
        {.name = S("w/s"), .content = part}};
    read_any(a, raw_zip(a, members, 4), TRACKED_ACCEPT);
    read_any(a, raw_zip(a, members, 4), TRACKED_REJECT);
    members[1].content = RELATIONSHIPS(RELATIONSHIP("footnotes", "s"));
    members[2].content = body;
    struct diags diags = {.a = a};
    struct doc *doc;
    doc_read(a, raw_zip(a, members, 4), S("d"), S("d"), &fuzz_limits, TRACKED_ACCEPT, &diags, &doc);
    arena_drop(a);
}

/* A reader of text gets it whatever it bids. */
static void run_reader(const struct reader *reader, const uint8_t *bytes, size_t n) {
    struct arena *a = arena_new(NULL);
    struct source src = {.bytes = bytes_of(bytes, n), .limits = fuzz_limits};
    struct diags diags = {.a = a};
    struct doc doc = {.a = a, .name = S("d"), .diags.a = a};
    if (charset_decode(a, src.bytes, &diags, &src.text, &src.encoding) == 0 &&
        reader->bid(&src) >= 0) {
        doc.format = str_of(reader->name);
        if (reader->read(&src, &doc) == 0)
            check_doc(a, &doc);
        else
            fuzz_must(fuzz_errors(&doc.diags) > 0, "an error says why");
    }
    arena_drop(a);
}

#define READER(name)                                                                               \
    static void run_##name(const uint8_t *bytes, size_t n) {                                       \
        run_reader(&read_##name, bytes, n);                                                        \
    }
READER(html)
READER(mhtml)
READER(hocr)
READER(alto)
READER(bbox)
READER(ocr)
READER(markdown)
READER(paste)
READER(flat)
READER(columns)

static void run_jsonl(const uint8_t *bytes, size_t n) {
    struct arena *a = arena_new(NULL);
    struct str docs = bytes_of(bytes, n), plans = docs;
    struct diags diags = {.a = a};
    struct doc *doc;
    struct plan *plan;
    while (docs.n && doc_from_json(a, &docs, &diags, &doc) == 0)
        doc_to_html(a, &(const struct doc *){doc}, 1);
    while (plans.n && plan_from_json(a, &plans, &diags, &plan) == 0)
        plan_to_json(a, plan);
    arena_drop(a);
}

const struct fuzz_target fuzz_targets[] = {{"docx", run_any},     {"xml", run_xml},
                                           {"text", run_any},     {"html", run_html},
                                           {"mhtml", run_mhtml},  {"hocr", run_hocr},
                                           {"alto", run_alto},    {"bbox", run_bbox},
                                           {"ocr", run_ocr},      {"markdown", run_markdown},
                                           {"paste", run_paste},  {"flat", run_flat},
                                           {"jsonl", run_jsonl},  {"columns", run_columns},
                                           {"rules", fuzz_rules}, {"unpack", fuzz_unpack},
                                           {"plan", fuzz_plan},   {"diff", fuzz_diff},
                                           {NULL, NULL}};

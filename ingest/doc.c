#include "ingest/doc.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/circled.h"
#include "ingest/mhtml.h"
#include "ingest/package.h"

static const struct reader *const readers[] = {
#define X(id) &id,
#include "ingest/readers.list"
#undef X
};

/* Files that people have and no reader can read, by their first bytes. */
static const struct {
    struct str magic;
    const char *what;
} foreign[] = {
    {S("%PDF-"), "this is a PDF; give its text (from OCR or a PDF reader) or the Word file"},
    {S("\x89PNG\r\n"), "this is a picture (PNG); give the text that OCR makes of it"},
    {S("\xFF\xD8\xFF"), "this is a picture (JPEG); give the text that OCR makes of it"},
    {S("GIF8"), "this is a picture (GIF); give the text that OCR makes of it"},
    {S("II*\0"), "this is a picture (TIFF); give the text that OCR makes of it"},
    {S("MM\0*"), "this is a picture (TIFF); give the text that OCR makes of it"},
    {S("{\\rtf"), "this is a Rich Text file; open it in Word and save it as .docx"},
    {S("Rar!"), "this is a RAR archive; unpack it first"},
    {S("7z\xBC\xAF\x27"), "this is a 7z archive; unpack it first"},
    {S("\x1F\x8B\x08"), "this is a gzip archive; unpack it first"},
};

/* The Compound File Binary format (MS-CFB 2.2); its directory holds names as UTF-16LE. */
static const struct str OLE = S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
static const struct str OLE_ENCRYPTED = S("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0");
static const struct str OLE_WORD = S("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0");

/* What Word 2003 wrote as XML names its namespace at the root. */
static bool is_word_2003(struct str bytes) {
    enum { ROOT = 4096 };
    struct str head = str_cut(bytes, 0, ROOT);
    return str_find(head, S("<?xml"), 0) != SIZE_MAX &&
           str_find(head, S("http://schemas.microsoft.com/office/word/2003/wordml"), 0) != SIZE_MAX;
}

static const char *foreign_format(struct str bytes) {
    if (str_starts(bytes, OLE))
        return str_find(bytes, OLE_ENCRYPTED, 0) != SIZE_MAX
                   ? "this Word file is encrypted; open it with its password and save it without"
               : str_find(bytes, OLE_WORD, 0) != SIZE_MAX
                   ? "this is a Word 97 file (.doc, .wps); open it in Word and save it as .docx"
                   : "this is no Word file, though of its time (a .ppt), or it is "
                     "damaged; "
                     "open it where it was made and save it as .docx";
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (str_starts(bytes, foreign[i].magic))
            return foreign[i].what;
    if (is_word_2003(bytes))
        return "this is a Word 2003 file in XML; open it in Word and save it as .docx";
    return NULL;
}

static int fail(struct diags *diags, enum diag_code code, struct str what) {
    diag_add(diags, code, (struct place){0}, what);
    return -1;
}

/* Refuses what can be told without reading it. */
static int check_bytes(struct str bytes, const struct limits *limits, struct diags *diags) {
    if (bytes.n == 0)
        return fail(diags, DIAG_EMPTY, S("the file is empty; nothing to read"));
    if (bytes.n > limits->file_bytes)
        return fail(diags, DIAG_LIMIT,
                    str_fmt(diags->a,
                            "the file has %zu bytes, the limit is %zu; raise it with "
                            "--max-file-bytes",
                            bytes.n, limits->file_bytes));
    const char *what = foreign_format(bytes);
    return what ? fail(diags, DIAG_FORMAT, str_of(what)) : 0;
}

/* Parts of packages are in UTF-8 or UTF-16 (ECMA-376 part 2, 6.2.5), which libxml2 reads itself. Of
 * a long text it takes longer to tell that it is UTF-8 than to load the converters, and of a saved
 * page only its parts would tell. */
void doc_preload(struct str bytes) {
    enum { LONG = 256 << 10 };
    if (!package_is(bytes) && (bytes.n > LONG || mhtml_is(bytes) || utf8_valid(bytes) < bytes.n))
        charset_preload();
}

static int decode(struct arena *a, struct source *src, struct diags *diags) {
    if (package_is(src->bytes))
        return 0;
    if (charset_decode(a, src->bytes, diags, &src->text, &src->encoding) < 0)
        return -1;
    return utf8_blank(src->text) ? fail(diags, DIAG_EMPTY, S("the file is empty; nothing to read"))
                                 : 0;
}

static const struct reader *highest_bidder(const struct source *src) {
    const struct reader *best = NULL;
    int highest = 0;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        int bid = readers[i]->bid(src);
        if (bid > highest) {
            highest = bid;
            best = readers[i];
        }
    }
    return best;
}

/* Why a doc was given up; what else was found in it is of no use without it. */
static void hand_over(struct diags *to, const struct diags *from) {
    for (size_t i = 0; i < from->list.n; i++) {
        struct diag d = from->list.at[i];
        if (d.level < DIAG_ERROR)
            continue;
        d.text = str_dup(to->a, d.text);
        d.at = place_copy(to->a, d.at);
        *vec_push(to->a, &to->list) = d;
    }
}

/* What a document without text holds is in what was not read, where there is such. */
static struct str why_empty(const struct doc *doc) {
    for (size_t i = 0; i < doc->diags.list.n; i++)
        if (doc->diags.list.at[i].code == DIAG_LEFT_OUT)
            return str_fmt(doc->a, "the document has no text of its own: %.*s",
                           STR_ARG(doc->diags.list.at[i].text));
    return S(
        "the document is empty; where it shows pictures, give the text that OCR makes of them");
}

static struct doc *new_doc(struct arena *a, struct str bytes, struct str name,
                           struct str source_name) {
    struct doc *doc = arena_alloc(a, sizeof *doc);
    doc->a = a;
    doc->name = str_dup(a, name);
    doc->source_name = str_dup(a, source_name);
    doc->source_sha256 = sha256_hex(a, bytes);
    doc->diags.a = a;
    return doc;
}

int doc_read(struct arena *a, struct str bytes, struct str name, struct str source_name,
             const struct limits *limits, enum tracked tracked, struct diags *diags,
             struct doc **out) {
    struct source src = {.bytes = bytes, .limits = *limits, .tracked = tracked};
    if (check_bytes(bytes, limits, diags) < 0 || decode(a, &src, diags) < 0)
        return -1;
    const struct reader *reader = highest_bidder(&src);
    if (!reader)
        return fail(
            diags, DIAG_FORMAT,
            S("this is none of the formats the program reads; give a .docx or a text file"));
    struct doc *doc = new_doc(a, bytes, name, source_name);
    doc->format = str_of(reader->name);
    doc->encoding = src.encoding;
    if (reader->read(&src, doc) < 0) {
        hand_over(diags, &doc->diags);
        return -1;
    }
    circled_notes(doc);
    if (doc->chars_total == 0)
        return fail(diags, DIAG_EMPTY, why_empty(doc));
    if (doc->chars_total > limits->text_chars)
        return fail(diags, DIAG_LIMIT,
                    str_fmt(diags->a,
                            "the document has %zu characters of text, the limit is %zu; raise it "
                            "with --max-text-chars",
                            (size_t)doc->chars_total, limits->text_chars));
    *out = doc;
    return 0;
}

struct para doc_para(struct doc *doc, struct str text, struct place at) {
    return (struct para){.text = text, .at = at, .id = doc->paras++};
}

struct block *doc_block(struct doc *doc, enum block_kind kind) {
    struct block *b = vec_push(doc->a, &doc->blocks);
    *b = (struct block){.kind = kind};
    if (kind == BLOCK_TABLE)
        b->table = arena_alloc(doc->a, sizeof *b->table);
    if (kind == BLOCK_FOOTNOTE)
        b->note = arena_alloc(doc->a, sizeof *b->note);
    return b;
}

void doc_furniture(struct doc *doc, const char *name, struct str text, struct place at) {
    *vec_push(doc->a, &doc->furniture) = (struct furniture){str_of(name), text, at};
}

static uint64_t table_ink(const struct table *t) {
    uint64_t n = 0;
    for (size_t r = 0; r < t->rows.n; r++)
        for (size_t c = 0; c < t->rows.at[r].cells.n; c++) {
            const struct cell *cell = &t->rows.at[r].cells.at[c];
            for (size_t p = 0; p < cell->paras.n; p++)
                n += utf8_ink(cell->paras.at[p].text);
        }
    return n;
}

static uint64_t block_ink(const struct block *b) {
    switch (b->kind) {
    case BLOCK_TABLE:
        return table_ink(b->table);
    case BLOCK_FOOTNOTE:
        return utf8_ink(b->note->para.text);
    default:
        return utf8_ink(b->para.text);
    }
}

uint64_t doc_ink(const struct doc *doc) {
    uint64_t n = 0;
    for (size_t i = 0; i < doc->blocks.n; i++)
        n += block_ink(&doc->blocks.at[i]);
    for (size_t i = 0; i < doc->furniture.n; i++)
        n += utf8_ink(doc->furniture.at[i].text);
    return n;
}

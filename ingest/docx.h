/* Inside the reader of WordprocessingML (ECMA-376 part 1): what its files share. Only the files
 * read_docx.c and docx_*.c include this.
 *
 * The parts are read as streams. Every handler's user is the struct docx. Text goes to the
 * container in force: the body, a cell, a note, a header or footer.
 */
#ifndef TIAOMU_INGEST_DOCX_H
#define TIAOMU_INGEST_DOCX_H

#include "ingest/doc.h"
#include "ingest/numbering.h"

/* A style with what a paragraph takes from it; -1 is unset. */
struct style {
    struct str id, based_on, name;
    int32_t outline, num_id, level;
    int32_t hidden, struck, raised; /* w:vanish, w:strike, w:vertAlign: 0 or 1 */
};

struct styles {
    struct arena *a;
    VEC(struct style) list; /* by id, once read */
    struct str normal;      /* the default paragraph style */
    bool looking;           /* one of them says something of the look of text */
};

/* What the look of text says of it. */
struct look {
    bool hidden, struck, raised;       /* raised: superscript */
    const struct symbol_font *symbols; /* NULL: its characters are what they are */
};

/* What a paragraph says about itself; -1 is unset. */
struct props {
    struct str style;
    int32_t outline, num_id, level;
    int32_t mark_hidden; /* w:vanish of its mark */
    bool mark_removed;   /* tracked: its mark is gone, it runs on into the next paragraph */
};

static const struct props props_unset = {
    .outline = -1, .num_id = -1, .level = -1, .mark_hidden = -1};

/* The paragraph being read. */
struct draft {
    struct buf text;
    struct props props;
    struct place at;
    bool joining;            /* text holds a paragraph that runs on into the next one */
    struct look look, plain; /* of the text being read; and of that around its run */
    bool ruby;
    struct buf crossed; /* its text that is struck through */
    VEC(bool) fields;   /* the fields open here; true while their code is read */
};

typedef SHORT_VEC(struct para) docx_paras;

/* A table that stands in a cell, with those in its own cells. The paragraphs of its cells are also
 * among those of that cell, by ids [first, end). */
typedef VEC(struct inner_table) inner_tables;
struct inner_table {
    const struct table *table;
    inner_tables inner;
    uint32_t first, end;
};

enum container_kind { IN_BODY, IN_CELL, IN_NOTE, IN_PAGE };

struct container {
    enum container_kind kind;
    const struct xml_known *content; /* its elements */
    struct str prefix;               /* of the places of its paragraphs and tables */
    struct str first;                /* IN_CELL: the place of its first paragraph */
    uint32_t paras_met, tables_met;  /* so far, for places */
    uint32_t gap;                    /* empty paragraphs since the last one kept */
    docx_paras *paras;               /* IN_CELL: its paragraphs go here */
    bool covered;                    /* IN_CELL: lies under a vertical merge */
    struct buf *note;                /* IN_NOTE: its paragraphs, joined by \n */
    const char *page;                /* IN_PAGE: "header", "footer" or "comment" */
    struct story *story;
    struct draft draft;
};

struct row_props {
    bool header, dropped;
    uint32_t before, after; /* grid columns left out at its ends */
};

struct cell_props {
    uint32_t span;
    bool restarts, continues; /* vertical merge */
    bool joins;               /* horizontal merge with the cell before */
    bool joins_above;         /* tracked: merged with the cell above, whatever that is */
    bool dropped;
};

/* A note's reference in the text. */
struct note_ref {
    int32_t id;
    bool own_mark; /* it shows a mark of its own and is not counted */
    uint32_t page; /* pages known to begin before it */
    struct str anchor;
    struct str shown; /* its number as its section counts, or its own mark */
};

enum note_kind { NOTE_FOOT, NOTE_END };

/* How notes are counted: of settings.xml, and of a section where it says so (17.11). */
struct note_count {
    struct arena *a;
    const struct numfmt *format;
    struct str unknown;           /* the format's name where the program does not know it */
    uint32_t width;               /* digits at least */
    uint32_t start;               /* 0: not said */
    bool each_section, each_page; /* counts anew in each */
};

/* The innermost field: its code, and whether it has shown a result. */
struct field_code {
    enum { FIELD_NONE, FIELD_CODE, FIELD_RESULT } state;
    struct buf text;
};

/* Counts text where it stands in the XML, without regard to what is made of it. */
struct ink {
    enum tracked tracked;
    uint64_t chars;
    size_t skip; /* depth of the element whose content is no text, 0 is none */
    size_t text; /* depth of the text element being read, 0 is none */
    size_t code; /* the same of a field's code */
    struct field_code field;
    size_t props; /* depth of the properties being read, 0 is none */
    size_t row_props, cell_props;
    VEC(int32_t) gone[2]; /* ids of the notes whose marks stand in what is not read */
    VEC(bool) branched;   /* by depth: the element's first branch was seen */
    struct arena *a;
};

struct docx {
    struct doc *doc;
    struct arena *a;
    const struct source *src;
    const struct package *package;
    struct str part; /* the one being read */
    struct styles styles;
    bool keeps_space; /* its root says that white space in texts counts */
    struct str style; /* the id that a paragraph named last, of which all like it share one copy */
    struct numbering numbering;
    struct field_code field;
    struct ink ink;
    struct container *in;
    struct grid *grid;              /* the table being read */
    struct notes *notes;            /* the notes being read */
    struct docx_elements *elements; /* of a formula, the brackets or rows being read */
    struct row_props *row;
    struct cell_props *cell;
    size_t cells;      /* of the document so far */
    uint32_t pictures; /* of the document so far */
    VEC(struct note_ref) refs[2];
    struct note_count counts[2];  /* of the document */
    struct note_count section[2]; /* of the section whose end was read */
    uint32_t counted[2];          /* notes so far, of the section where it counts anew */
    size_t numbered[2];           /* refs that have their number */
    bool section_ends;
    bool goes_on;        /* the section whose end was read begins on the page of the one before */
    uint32_t page;       /* pages known to begin so far: where the text says so and */
    bool pages_rendered; /* where who saved the file last saw it */
    bool by_page;        /* notes count anew on each page */
    enum note_kind marking; /* of the note whose own mark is being read */
    struct buf *mark;       /* the mark so far; NULL: none is being read */
};

/* docx_styles.c: the root of styles.xml; user is the struct styles with its arena. */
int styles_read(struct xml *x, void *user);
bool styles_has(const struct styles *s, struct str id);
/* The style with what it inherits (17.7.4.3); all unset where there is none. */
struct style styles_resolve(const struct styles *s, struct str id);
/* The look that this style gives text. */
struct look styles_look(const struct styles *s, struct str id);
/* Heading level 1 to 9 of a paragraph, 0 for body text. */
uint8_t styles_heading(const struct style *s, int32_t own_outline);

/* docx_tracked.c: handlers of content that tracked changes brought in or took out (17.13.5). */
bool docx_drops_inserted(const struct docx *d);
int docx_inserted(struct xml *x, void *user);
int docx_deleted(struct xml *x, void *user);
/* What stands in every table of content elements. */
#define DOCX_COMMON                                                                                \
    {"w:ins", docx_inserted}, {"w:moveTo", docx_inserted}, {"w:del", docx_deleted},                \
        {"w:moveFrom", docx_deleted}, {"mc:AlternateContent", xml_first_branch},                   \
        {"w:altChunk", docx_chunk}, {"w:subDoc", docx_subdocument}, DOCX_PROPERTIES

/* Properties hold no text; tables that ask for what some of them say name those before. */
#define DOCX_PROPERTIES                                                                            \
    {"w:pPr", xml_skip}, {"w:rPr", xml_skip}, {"w:tblPr", xml_skip}, {"w:tblPrEx", xml_skip},      \
        {"w:trPr", xml_skip}, {"w:tcPr", xml_skip}, {"w:sectPr", xml_skip}, {"w:sdtPr", xml_skip}, \
        {"w:sdtEndPr", xml_skip}, {                                                                \
        "w:rubyPr", xml_skip                                                                       \
    }

/* docx_notes.c: the root of settings.xml, the end of a section, and what is to be done where it has
 * been read and at the end of the body: the notes of the section are counted as it says. */
int docx_settings(struct xml *x, void *user);
int docx_section(struct xml *x, void *user);
void docx_count_notes(struct docx *d);

/* docx_marks.c: handlers of the marks of notes, and of what shows where pages begin. A mark of its
 * own ends with its run. */
int docx_footnote_mark(struct xml *x, void *user);
int docx_endnote_mark(struct xml *x, void *user);
void docx_end_mark(struct docx *d);
int docx_page_rendered(struct xml *x, void *user);
int docx_page_before(struct xml *x, void *user);

int docx_paragraph_props(struct xml *x, void *user); /* docx_props.c: w:pPr */

/* docx_text.c: w:p, its runs and text boxes; also what is of a paragraph and stands in none. */
int docx_paragraph(struct xml *x, void *user);
/* Formulas may stand between paragraphs (EG_RunLevelElements); whatever else does, no character of
 * it shall be lost. */
#define DOCX_PARAGRAPHS                                                                            \
    {"w:p", docx_paragraph}, {"m:oMathPara", docx_paragraph}, {"m:oMath", docx_paragraph},         \
        {"m:r", docx_paragraph}, {"m:t", docx_paragraph}, {"m:den", docx_paragraph},               \
        {"w:hyperlink", docx_paragraph}, {"w:r", docx_paragraph}, {"w:t", docx_paragraph},         \
        {"w:delText", docx_paragraph}, {"w:sym", docx_paragraph}, {"w:fldChar", docx_paragraph},   \
        {"w:instrText", docx_paragraph}, {"w:delInstrText", docx_paragraph},                       \
        {"w:checkBox", docx_paragraph}, {"v:textpath", docx_paragraph}, {                          \
        "w:noBreakHyphen", docx_paragraph                                                          \
    }
/* Whether white space at the ends of the text in this element is a part of it. */
bool docx_keeps_space(const struct xml *x, bool otherwise);
/* Reads the content of the open element into this container. */
int docx_fill(struct xml *x, struct docx *d, struct container *in);
/* Adds text to the paragraph being read, or to the furniture where the page does not show it. */
void docx_put(struct docx *d, struct str s);
/* The same of what the file has as a structure and not as text, counting it. */
void docx_draw(struct docx *d, struct str s);
/* v:textpath: words along a line (WordArt). */
int docx_word_art(struct xml *x, void *user);
/* The character of the w:sym just opened (17.3.3.30); 0: none that a text can hold. */
uint32_t docx_symbol(const struct xml *x);
/* Ends a paragraph that waits for the next one. */
void docx_flush(struct docx *d);

/* docx_field.c: a paragraph begins; a piece of a code; text is shown; a w:fldChar of this type,
 * which gives what the page shows of a field that ends without a result. */
void field_none(struct field_code *f);
void field_add(struct field_code *f, struct str code);
void field_shows(struct field_code *f);
struct str field_step(struct field_code *f, struct str type);
int docx_field_mark(struct xml *x, void *user);   /* w:fldChar */
int docx_field_code(struct xml *x, void *user);   /* w:instrText */
int docx_deleted_code(struct xml *x, void *user); /* w:delInstrText */
int docx_check_box(struct xml *x, void *user);    /* w:checkBox */

/* docx_look.c: w:rPr of a run. */
int docx_look(struct xml *x, void *user);

/* docx_math.c: m:num, m:den, m:deg, m:naryPr, m:d, m:dPr; m:eqArr and m:mr; m:e. */
int docx_numerator(struct xml *x, void *user);
int docx_denominator(struct xml *x, void *user);
int docx_degree(struct xml *x, void *user);
int docx_operator(struct xml *x, void *user);
int docx_brackets(struct xml *x, void *user);
int docx_bracket_signs(struct xml *x, void *user);
int docx_row(struct xml *x, void *user);
int docx_element(struct xml *x, void *user);

/* docx_embedded.c: what is in the document and not its text, as findings. */
int docx_chunk(struct xml *x, void *user);       /* w:altChunk (17.17.2.1) */
int docx_object(struct xml *x, void *user);      /* w:object (17.3.3.19) */
int docx_chart(struct xml *x, void *user);       /* c:chart (21.2.2.27 has what it refers to) */
int docx_diagram(struct xml *x, void *user);     /* dgm:relIds (21.4.2.20) */
int docx_subdocument(struct xml *x, void *user); /* w:subDoc (17.17.2.3) */
int docx_picture(struct xml *x, void *user);     /* counts one */
void docx_tell_pictures(struct docx *d);

/* docx_table.c: w:tbl of the body, and inside cells, notes, headers: only its paragraphs. */
int docx_table(struct xml *x, void *user);
int docx_inner_table(struct xml *x, void *user);
extern const struct xml_known docx_inner_content[];

/* docx_grid.c: the cells of the table, placed by lines of its grid, are placed by columns. */
typedef VEC(bool) docx_lines;      /* which lines bound a cell */
typedef VEC(uint32_t) docx_widths; /* between them, in twentieths of a point; 0 is unknown */
void docx_number_columns(struct arena *a, struct table *t, const docx_lines *lines,
                         const docx_widths *widths);

/* docx_frame.c: the table goes into the doc; of one that only frames others, what it frames. */
void docx_put_table(struct doc *doc, const struct table *t, const inner_tables *inner);

/* docx_notes.c: the notes of a part as blocks of the doc, by the order of their references. */
int docx_notes(struct docx *d, struct str part, enum note_kind kind);

/* docx_ink.c: for xml_parse; user is the struct ink. */
void ink_tap(void *user, const struct xml *x);

/* read_docx.c: parses a part with text, counting it. */
int docx_parse(struct docx *d, struct str part, xml_handler *read);

#endif

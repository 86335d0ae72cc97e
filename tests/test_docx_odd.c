/* Word files at their oddest: what revisions, merges and lists look like where they meet. */
#include "tests/docx.h"

#define MARK(kind) "<w:rPr><w:" kind " w:id=\"3\" w:author=\"a\"/></w:rPr>"
#define GONE(s) "<w:del w:id=\"4\"><w:r><w:delText>" s "</w:delText></w:r></w:del>"
#define NUMBERED(s) "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>" s
#define RESTART "<w:vMerge w:val=\"restart\"/>"
#define ROW(kind) "<w:trPr><w:" kind " w:id=\"5\" w:author=\"a\"/></w:trPr>"
#define LOOK(props, s) "<w:r><w:rPr>" props "</w:rPr><w:t>" s "</w:t></w:r>"
#define FIELD(kind) "<w:r><w:fldChar w:fldCharType=\"" kind "\"/></w:r>"
#define PIECE(s) "<w:r><w:instrText>" s "</w:instrText></w:r>"
#define CODE(s) PIECE(" " s " ")

static const char one_list[] = ABSTRACT("0", LVL("0", "decimal", "%1.")) NUM("1", "0", "");

static void expect_list(void **state, const char *numbering, const char *body, const char *want) {
    expect_parts(state, &(struct docx_parts){.body = body, .numbering = numbering}, want);
}

/* ---- lists ---- */

/* A level that was passed over has shown its first number; the next of its paragraphs goes on. */
static void passed_over_levels_count(void **state) {
    static const char numbering[] =
        ABSTRACT("0", LVL("0", "decimal", "%1") LVL("1", "decimal", "%1.%2")
                          LVL("2", "decimal", "%1.%2.%3")) NUM("1", "0", "");
    expect_list(state, numbering,
                N("1", "0") N("1", "2") N("1", "1") N("1", "0") N("1", "2") N("1", "1"),
                "<1>x\n<1.1.1>x\n<1.2>x\n<2>x\n<2.1.1>x\n<2.2>x\n");
}

static void levels_restart_after_one_above(void **state) {
    expect_list(
        state,
        ABSTRACT(
            "0",
            LVL("0", "decimal", "%1") LVL(
                "1", "decimal",
                "%2)") "<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/>"
                       "<w:lvlRestart w:val=\"1\"/><w:lvlText w:val=\"%3\"/></w:lvl>")
            NUM("1", "0", ""),
        N("1", "0") N("1", "1") N("1", "2") N("1", "1") N("1", "2") N("1", "0") N("1", "2"),
        "<1>x\n<1)>x\n<a>x\n<2)>x\n<b>x\n<2>x\n<a>x\n");
}

/* Word's "restart at 1": an instance of its own whose override counts once. */
static void an_instance_restarts_once(void **state) {
    expect_list(
        state,
        ABSTRACT("0", LVL("0", "chineseCounting", "（%1）")) NUM("1", "0", "") NUM(
            "2", "0", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"),
        N("1", "0") N("1", "0") N("2", "0") N("2", "0") N("1", "0") N("2", "0"),
        "<（一）>x\n<（二）>x\n<（一）>x\n<（二）>x\n<（三）>x\n<（四）>x\n");
}

static void a_level_is_redefined_and_restarted(void **state) {
    expect_list(state,
                ABSTRACT("0", LVL("0", "decimal", "%1.")) NUM("1", "0", "")
                    NUM("2", "0",
                        "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/>" LVL(
                            "0", "upperLetter", "%1)") "</w:lvlOverride>"),
                N("1", "0") N("2", "0") N("2", "0"), "<1.>x\n<E)>x\n<F)>x\n");
}

/* MS-DOC 2.9.150: a legal level shows decimal numbers, but leaves 01 as it is. */
static void legal_levels_keep_zeros(void **state) {
    expect_list(state,
                ABSTRACT("0", LVL("0", "decimalZero", "%1") LVL(
                                  "1", "upperRoman",
                                  "%1.%2") "<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt "
                                           "w:val=\"lowerLetter\"/><w:isLgl/><w:lvlText "
                                           "w:val=\"%1.%2.%3\"/></w:lvl>") NUM("1", "0", ""),
                N("1", "0") N("1", "1") N("1", "2"), "<01>x\n<01.I>x\n<01.1.a>x\n");
}

static void a_paragraph_takes_its_style_s_level(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = PP("<w:pStyle w:val=\"s\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr>", T("x")),
            .styles = "<w:style w:type=\"paragraph\" w:styleId=\"s\"><w:pPr><w:numPr>"
                      "<w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
            .numbering = ABSTRACT("0", LVL("0", "decimal", "%1.") LVL("1", "lowerLetter", "%2)"))
                NUM("1", "0", "")},
        "<a)>x\n");
}

static void a_style_s_number_is_taken_away(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = PP("<w:pStyle w:val=\"s\"/>", T("甲"))
                PP("<w:pStyle w:val=\"s\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", T("乙"))
                    PP("<w:pStyle w:val=\"t\"/>", T("丙")),
            .styles =
                "<w:style w:type=\"paragraph\" w:styleId=\"s\"><w:pPr><w:numPr>"
                "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
                "<w:style w:type=\"paragraph\" w:styleId=\"t\"><w:basedOn w:val=\"s\"/><w:pPr>"
                "<w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:style>",
            .numbering = one_list},
        "<1.>甲\n乙\n丙\n");
}

static void long_level_texts_are_cut(void **state) {
    struct buf b = {.a = *state};
    buf_add(&b, S("<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\""));
    for (int i = 0; i < 100000; i++)
        buf_add(&b, S("一"));
    buf_add(&b, S("\"/></w:lvl></w:abstractNum>" NUM("1", "0", "")));
    struct docx_parts parts = {.body = N("1", "0"), .numbering = str_z(*state, buf_str(&b))};
    struct doc *doc = docx_read(*state, &parts, TRACKED_ACCEPT);
    assert_int_equal(doc->blocks.at[0].para.label.n, 255);
}

#define HIDDEN(s) LOOK("<w:vanish/>", s)

/* Word's "advance value" puts paragraphs into the list that are hidden with their marks. A mark
 * that shows shows its number, too. */
static void hidden_paragraphs_count_unseen(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = PP(NUMBERED(""), T("甲")) PP(NUMBERED("<w:rPr><w:vanish/></w:rPr>"),
                                                 HIDDEN("乙")) PP(NUMBERED(""), HIDDEN("丙"))
                PP("<w:pStyle w:val=\"h\"/>" NUMBERED(""), T("丁"))
                    PP("<w:pStyle w:val=\"h\"/>" NUMBERED("<w:rPr><w:vanish w:val=\"0\"/></w:rPr>"),
                       T("戊")) PP(NUMBERED("<w:rPr><w:vanish/></w:rPr>"), T("己")),
            .styles = "<w:style w:type=\"paragraph\" w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr>"
                      "</w:style>",
            .numbering = one_list},
        "<1.>甲\n+1 <3.>\n+1 <5.>\n<6.>己\n(hidden text: 乙)\n(hidden text: 丙)\n(hidden text: "
        "丁)\n"
        "(hidden text: 戊)\n");
}

/* ---- revisions ---- */

/* The mark that stays, that of the second paragraph, has the number. */
static void a_deleted_mark_takes_its_number_along(void **state) {
    struct docx_parts parts = {.body = PP(NUMBERED(""), T("甲")) PP(NUMBERED(MARK("del")), T("乙"))
                                   P(T("丙")) PP(NUMBERED(""), T("丁")),
                               .numbering = one_list};
    expect_parts(state, &parts, "<1.>甲\n乙丙\n<2.>丁\n");
    struct doc *before = docx_read(*state, &parts, TRACKED_REJECT);
    assert_str(before->blocks.at[3].para.label, S("3."));
}

static void deleted_paragraphs_do_not_count(void **state) {
    struct docx_parts parts = {.body = PP(NUMBERED(""), T("甲"))
                                   PP(NUMBERED(MARK("del")), GONE("乙")) PP(NUMBERED(""), T("丙")),
                               .numbering = one_list};
    expect_parts(state, &parts, "<1.>甲\n<2.>丙\n");
    struct doc *before = docx_read(*state, &parts, TRACKED_REJECT);
    assert_str(before->blocks.at[2].para.label, S("3."));
}

static void a_number_is_given_by_a_revision(void **state) {
    struct docx_parts parts = {.body = PP("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/>" INS
                                          "</w:ins></w:numPr>",
                                          T("甲")),
                               .numbering = one_list};
    expect_parts(state, &parts, "<1.>甲\n");
    struct doc *before = docx_read(*state, &parts, TRACKED_REJECT);
    assert_str(before->blocks.at[0].para.label, S(""));
}

/* A row that was moved stands twice: taken out here, put in there, its text in moved runs. */
static void rows_move(void **state) {
    expect_tracked(state,
                   TBL(TR(ROW("del") TC(P("<w:moveFrom w:id=\"1\">" T("甲") "</w:moveFrom>")))
                           TR(TC(P(T("乙"))))
                               TR(ROW("ins") TC(P("<w:moveTo w:id=\"2\">" T("甲") "</w:moveTo>")))),
                   "table 1\nrow [0 乙]\nrow [0 甲]\n", 2, "table 1\nrow [0 甲]\nrow [0 乙]\n", 2);
}

/* pandoc keeps what was inserted into a row that was deleted later; it goes with its row. */
static void what_was_inserted_into_a_deleted_row(void **state) {
    expect_tracked(
        state, TBL(TR(TC(P(T("甲")))) TR(ROW("del") TC(P(INS T("乙") "</w:ins>" GONE("丙丁"))))),
        "table 1\nrow [0 甲]\n", 1, "table 1\nrow [0 甲]\nrow [0 丙丁]\n", 3);
}

static void a_row_inside_a_merge_is_deleted(void **state) {
    expect_tracked(state,
                   TBL(TR(CELL(RESTART, "任务") CELL("", "一"))
                           TR(ROW("del") CELL("<w:vMerge/>", "") CELL("", "二二"))
                               TR(CELL("<w:vMerge/>", "") CELL("", "三"))),
                   "table 2\nrow [0 x2 任务] [1 一]\nrow [1 三]\n", 4,
                   "table 2\nrow [0 x3 任务] [1 一]\nrow [1 二二]\nrow [1 三]\n", 6);
}

/* Its name was in the deleted row: what is left of the merge begins below, and is empty. */
static void the_first_row_of_a_merge_is_deleted(void **state) {
    expect_tracked(
        state,
        TBL(TR(CELL("", "零") CELL("", "零")) TR(ROW("del") CELL(RESTART, "任务") CELL("", "一"))
                TR("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" CELL("", "二"))
                    TR("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" CELL("", "三"))),
        "table 2\nrow [0 零] [1 零]\nrow [0 x2] [1 二]\nrow [1 三]\n! merge-cut\n", 4,
        "table 2\nrow [0 零] [1 零]\nrow [0 x3 任务] [1 一]\nrow [1 二]\nrow [1 三]\n", 7);
}

/* A merge whose first row is gone is not one with the merge above it. */
static void merges_stay_apart_without_a_first_row(void **state) {
    expect_tracked(
        state,
        TBL(TR(CELL(RESTART, "甲") CELL("", "一")) TR(CELL("<w:vMerge/>", "") CELL("", "二"))
                TR(ROW("del") CELL(RESTART, "乙乙") CELL("", "三"))
                    TR(CELL("<w:vMerge/>", "") CELL("", "四"))),
        "table 2\nrow [0 x2 甲] [1 一]\nrow [1 二]\nrow [0] [1 四]\n! merge-cut\n", 4,
        "table 2\nrow [0 x2 甲] [1 一]\nrow [1 二]\nrow [0 x2 乙乙] [1 三]\nrow [1 四]\n", 7);
    expect_tracked(
        state,
        TBL(TR(CELL("", "左") CELL(RESTART, "甲")) TR(ROW("ins") CELL("", "左") CELL(RESTART, "乙"))
                TR("<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL("<w:vMerge/>", ""))),
        "table 2\nrow [0 左] [1 甲]\nrow [0 左] [1 x2 乙]\nrow [0]\n", 4,
        "table 2\nrow [0 左] [1 甲]\nrow [0] [1]\n! merge-cut\n", 2);
}

static void a_table_begins_within_a_merge(void **state) {
    expect_tracked(state,
                   TBL(TR(ROW("del") CELL("", "一") CELL(RESTART, "甲"))
                           TR(CELL("", "二") "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>")),
                   "table 2\nrow [0 二] [1]\n! merge-cut\n", 1,
                   "table 2\nrow [0 一] [1 x2 甲]\nrow [0 二]\n", 3);
}

static void rows_of_an_inner_table_are_deleted(void **state) {
    expect_tracked(
        state,
        TBL(TR(TC(TBL(TR(ROW("del") TC(P(T("旧的")))) TR(TC(P(T("留"))))) P("")) TC(P(T("右"))))),
        "table 2\nrow [0 留] [1 右]\n", 2, "table 2\nrow [0 旧的/留] [1 右]\n", 4);
}

static void cells_are_merged_by_a_revision(void **state) {
    expect_tracked(
        state,
        TBL(TR(CELL("", "任务") CELL("", "一")) TR(
            "<w:tc><w:tcPr><w:cellMerge w:id=\"1\" w:vMerge=\"cont\"/></w:tcPr><w:p/></w:tc>" CELL(
                "", "二"))),
        "table 2\nrow [0 x2 任务] [1 一]\nrow [1 二]\n", 4,
        "table 2\nrow [0 任务] [1 一]\nrow [0] [1 二]\n", 4);
    expect_tracked(
        state,
        TBL(TR(CELL(RESTART, "任务") CELL("", "一")) TR(
            "<w:tc><w:tcPr><w:vMerge/><w:cellMerge w:id=\"1\" w:vMergeOrig=\"cont\"/></w:tcPr>"
            "<w:p/></w:tc>" CELL("", "二"))),
        "table 2\nrow [0 任务] [1 一]\nrow [0] [1 二]\n", 4,
        "table 2\nrow [0 x2 任务] [1 一]\nrow [1 二]\n", 4);
}

static void digits_of_a_field_do_not_join(void **state) {
    expect_tracked(state,
                   P("<w:del w:id=\"1\">" FIELD("begin") CODE("PAGEREF a")
                         FIELD("separate") "<w:r><w:delText>32</w:delText></w:r>" FIELD(
                             "end") "</w:del>" INS T("30") "</w:ins>" T("家")),
                   "30家\n", 3, "32家\n", 3);
}

/* ---- text ---- */

#define BEFORE(s) "<w:rPrChange w:id=\"6\" w:author=\"a\"><w:rPr>" s "</w:rPr></w:rPrChange>"

/* The line was drawn, the words were hidden, the digit raised, all by revisions. */
static void looks_are_changed(void **state) {
    expect_tracked(state,
                   P(T("30") LOOK("<w:vertAlign w:val=\"superscript\"/>" BEFORE(""), "4")
                         LOOK("<w:strike/>" BEFORE(""), "处") LOOK(BEFORE("<w:vanish/>"), "藏")),
                   "30⁴藏\n(struck text: 处)\n! struck-text\n", 5, "304处\n(hidden text: 藏)\n", 5);
}

#define MR(s) "<m:r><m:t>" s "</m:t></m:r>"
#define ME(s) "<m:e>" MR(s) "</m:e>"

/* Signs that the structure of a formula draws are on the page, too, and keep its numbers apart. */
static void formulas_in_one_line(void **state) {
    static const struct {
        const char *formula, *want;
    } cases[] = {
        {"<m:f><m:num><m:d>" ME("a+b") "</m:d></m:num><m:den>" MR("c") "</m:den></m:f>", "(a+b)/c"},
        {"<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"\"/></m:dPr>" ME("1")
             ME("2") "</m:d>",
         "[1 2"},
        {MR("3") "<m:f><m:num>" MR("1") "</m:num><m:den>" MR("2") "</m:den></m:f>", "3 1/2"},
        {"<m:rad><m:radPr/><m:deg>" MR("3") "</m:deg>" ME("27") "</m:rad>", "3√27"},
        {"<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub/><m:sup/>" ME("x") "</m:nary>",
         "∑x"},
        {"<m:nary><m:naryPr/><m:sub/><m:sup/>" ME("y") "</m:nary>", "∫y"},
        {"<m:eqArr>" ME("a=1") ME("2=b") "</m:eqArr>", "a=1 2=b"},
        {"<m:m><m:mr>" ME("1") ME("2") "</m:mr><m:mr>" ME("3") ME("4") "</m:mr></m:m>", "1 2 3 4"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(state,
               str_z(*state, str_fmt(*state, P(T("率") "<m:oMath>%s</m:oMath>"), cases[i].formula)),
               str_z(*state, str_fmt(*state, "率%s\n", cases[i].want)));
}

static void a_note_goes_with_its_mark(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = P(T("甲") "<w:del w:id=\"1\"><w:r><w:footnoteReference w:id=\"1\"/></w:r>"
                              "</w:del>" T("乙") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
            .footnotes = "<w:footnote w:id=\"1\">" P(T("旧注")) "</w:footnote>"
                                                                "<w:footnote w:id=\"2\">" P(
                                                                    T("新注")) "</w:footnote>"},
        "甲乙\nnote 1 after 甲乙: 新注\n(note of a deleted mark: 旧注)\n");
}

static void fields_in_the_code_of_fields(void **state) {
    expect(state,
           P(T("共") FIELD("begin") CODE("IF") FIELD("begin") CODE("NUMPAGES") FIELD("separate")
                 T("3") FIELD("end") CODE("> 2") FIELD("separate") T("三页") FIELD("end") T("整")),
           "共三页整\n(field code: 3)\n");
}

/* Word keeps what is enclosed, combined or built up as the code of a field without a result, often
 * in several runs; WPS may write an empty result. What the page shows is in the code. */
static void equations_show_their_code(void **state) {
    static const struct {
        const char *code, *want;
    } cases[] = {
        {CODE("eq \\o\\ac(○,11)"), "⑪"},
        {PIECE(" eq \\o\\ac(") PIECE("○") PIECE(",2") PIECE("1)"), "㉑"},
        {CODE("EQ \\o\\ac(○,50)"), "㊿"},
        {CODE("eq \\o\\ac(○,51)"), "51"},
        {CODE("eq \\o\\ac(△,急)"), "急"},
        {CODE("eq \\o\\ac(□,√)"), "☑"},
        {CODE("EQ \\o\\ac(□,×)"), "☒"},
        {CODE("eq \\o(\\s\\up 8(合并),\\s\\do 3(字符))"), "合并字符"},
        {CODE("EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(yun),云)"), "云"},
        {CODE("EQ \\F(1, 2)"), "1/2"},
        {CODE("EQ \\b(\\f(a+b;c))"), "a+b/c"},
        {CODE("EQ 10\\s\\up5(4)"), "10 4"},
        {CODE("EQ \\r(3,27)") FIELD("separate"), "3√27"},
        {CODE("EQ \\b\\bc\\{(x\\(a\\,b\\))"), "x(a,b)"},
        {CODE("eq \\o\\ac(○,11)") FIELD("separate") T("十一"), "十一"},
        {CODE("PAGE"), ""},
        {CODE("EQUATION 1"), ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(state,
               str_z(*state, str_fmt(*state, P(T("前") FIELD("begin") "%s" FIELD("end") T("后")),
                                     cases[i].code)),
               str_z(*state, str_fmt(*state, "前%s后\n", cases[i].want)));
    expect(state, P(T("3") FIELD("begin") CODE("EQ \\f(1,2)") FIELD("end") T("倍")), "3 1/2倍\n");
}

static void equations_are_revised(void **state) {
    expect_tracked(
        state,
        P("<w:del w:id=\"1\">" FIELD("begin") "<w:r><w:delInstrText>eq "
                                              "\\o\\ac(○,11)</w:delInstrText></w:r>" FIELD(
                                                  "end") "</w:del>" INS T("12") "</w:ins>" T("项")),
        "12项\n", 3, "⑪项\n", 2);
}

static void superscripts_do_not_join_numbers(void **state) {
    expect(state,
           P(T("10") "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>4</w:t></w:r>" T(
               "吨，15km") "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t>"
                           "</w:r>" T("6")),
           "10⁴吨，15km26\n");
    expect_parts(state,
                 &(struct docx_parts){
                     .body = P(T("10") LOOK("<w:rStyle w:val=\"c\"/>", "4") T("吨")),
                     .styles = "<w:style w:type=\"character\" w:styleId=\"c\"><w:rPr><w:vertAlign "
                               "w:val=\"superscript\"/></w:rPr></w:style>"},
                 "10⁴吨\n");
    expect(state,
           P("<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>-3</m:t></m:r>"
             "</m:sup></m:sSup><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>"
             "</m:r></m:den></m:f></m:oMath>"),
           "10-3 1/2\n");
}

static void text_is_hidden_by_its_style(void **state) {
    expect_parts(state,
                 &(struct docx_parts){
                     .body = PP("<w:pStyle w:val=\"h\"/>", T("暗"))
                         P(T("明") "<w:r><w:rPr><w:rStyle w:val=\"c\"/></w:rPr><w:t>藏</w:t></w:r>")
                             PP("<w:pStyle w:val=\"h\"/>",
                                "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>现</w:t></w:r>"),
                     .styles = "<w:style w:type=\"paragraph\" w:styleId=\"h\"><w:rPr><w:vanish/>"
                               "</w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"c\">"
                               "<w:basedOn w:val=\"b\"/></w:style><w:style w:type=\"character\" "
                               "w:styleId=\"b\"><w:rPr><w:vanish/></w:rPr></w:style>"},
                 "+1 明\n现\n(hidden text: 暗)\n(hidden text: 藏)\n");
}

/* A style of characters turns round what that of the paragraph says; the run's own word is last. */
static void text_is_struck_by_its_style(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = P(T("建30") LOOK("<w:rStyle w:val=\"c\"/>", "处")
                          LOOK("<w:rStyle w:val=\"c\"/><w:strike w:val=\"0\"/>", "座"))
                PP("<w:pStyle w:val=\"p\"/>", T("旧") LOOK("<w:rStyle w:val=\"c\"/>", "新")),
            .styles = "<w:style w:type=\"character\" w:styleId=\"c\"><w:rPr><w:strike/>"
                      "</w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"p\">"
                      "<w:rPr><w:dstrike/></w:rPr></w:style>"},
        "建30座\n新\n(struck text: 处)\n(struck text: 旧)\n! struck-text\n! struck-text\n");
}

static void comments_are_kept_apart(void **state) {
    expect_parts(state,
                 &(struct docx_parts){
                     .body = P("<w:commentRangeStart w:id=\"0\"/>" T(
                         "完成30家") "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference "
                                     "w:id=\"0\"/></w:r>"),
                     .comments = "<w:comment w:id=\"0\">" P(
                         "<w:r><w:annotationRef/></w:r>" T("核实")) "</w:comment>"},
                 "完成30家\n(comment: 核实)\n");
}

static void what_is_not_read_is_told(void **state) {
    expect(state, P(T("甲")) "<w:altChunk r:id=\"r9\"/>" P(T("乙")), "甲\n乙\n! part-left-out\n");
    expect(state,
           P("<w:r><w:object><v:shape><v:imagedata r:id=\"r1\"/></v:shape><o:OLEObject "
             "ProgID=\"Excel.Sheet.12\"/></w:object></w:r>" T("表")),
           "表\n! part-left-out\n");
    expect(state,
           P("<w:r><w:drawing><a:blip r:embed=\"r1\"/></w:drawing></w:r>" T("图"))
               P("<w:r><w:pict><v:imagedata/></w:pict></w:r>"),
           "图\n! pictures\n");
}

/* As scripts in web pages make Word files: all is in a page that is put in. */
static void nothing_but_an_imported_file(void **state) {
    const struct limits limits = LIMITS_DEFAULT;
    expect_error(state,
                 make_docx(*state, &(struct docx_parts){.body = "<w:altChunk r:id=\"page\"/>"}),
                 &limits, "empty", "no text of its own: another file put into this one (page)");
}

#define GRAPHIC(s) "<w:r><w:drawing><a:graphic>" s "</a:graphic></w:drawing></w:r>"

static void what_other_parts_hold_is_told(void **state) {
    expect(state,
           P(GRAPHIC("<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
                     "r:id=\"r1\"/>") T("图"))
               P(GRAPHIC("<d:relIds "
                         "xmlns:d=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" "
                         "r:dm=\"r2\"/>") T("框")) "<w:subDoc r:id=\"r3\"/>",
           "图\n框\n! part-left-out\n! part-left-out\n! part-left-out\n");
}

/* WordArt, as the names of offices at the head of documents are drawn. */
#define ART(s)                                                                                     \
    "<w:r><w:pict><v:shape><v:textpath on=\"t\" string=\"" s "\"/></v:shape></w:pict></w:r>"

static void words_of_shapes(void **state) {
    expect_parts(state,
                 &(struct docx_parts){
                     .body = P(ART("云岭区 文件") T("正文"))
                         P(DEL ART("旧") "</w:del><w:r><w:object>" ART("章") "</w:object></w:r>")
                             TBL(TR(TC(P(ART("格") T("里"))))) "<v:textpath string=\"外\"/>",
                     .header = P(ART("征求意见稿"))},
                 "云岭区 文件\n正文\n章\ntable 1\nrow [0 格/里]\n外\n(header: 征求意见稿)\n");
}

static void line_ends_of_the_file_are_spaces(void **state) {
    expect(state, P(T("甲\n乙")), "甲 乙\n");
}

/* Programs that lay out the XML put line ends and spaces into texts, too. */
static void spaces_that_are_no_text(void **state) {
    expect(state,
           P("<w:r><w:t> 2026 </w:t><w:t>\n  年\n</w:t><w:t> </w:t></w:r>"
             "<w:r><w:t xml:space=\"preserve\"> 底 前 </w:t></w:r>" T("完成")),
           "2026年 底 前 完成\n");
}

/* ---- tables ---- */

static void both_branches_of_rows_and_cells(void **state) {
    expect(state,
           TBL("<mc:AlternateContent><mc:Choice Requires=\"x\">" TR(TC(P(
               T("新")))) "</"
                          "mc:Choice><mc:"
                          "Fallback>" TR(TC(P(T("旧")))) "</mc:Fallback></mc:AlternateContent>" TR(
                              "<mc:"
                              "AlternateCont"
                              "ent><mc:"
                              "Choice "
                              "Requires="
                              "\"x\">" TC(P(T("甲"))) "</mc:Choice><mc:Fallback>" TC(
                                  P(T("乙"))) "</mc:Fallback></mc:AlternateContent>")),
           "table 1\nrow [0 新]\nrow [0 甲]\n");
}

static void custom_xml_around_rows(void **state) {
    expect(
        state,
        TBL("<w:customXml w:element=\"a\"><w:customXmlPr><w:attr w:name=\"x\"/></w:customXmlPr>" TR(
            "<w:customXml w:element=\"b\">" TC(P(T("甲"))) "</w:customXml>") "</w:customXml>"),
        "table 1\nrow [0 甲]\n");
}

static void gaps_beside_a_merge(void **state) {
    expect(state,
           TBL(TR(CELL("", "甲") CELL(RESTART, "乙") CELL("", "丙"))
                   TR("<w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr>" CELL(
                       "<w:vMerge/>", ""))
                       TR("<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL("<w:vMerge/>", "")
                              CELL("", "丁"))),
           "table 3\nrow [0 甲] [1 x3 乙] [2 丙]\nrow [0] [2]\nrow [0] [2 丁]\n");
}

/* No row shows the line between the first two columns of the grid. */
static void merges_of_both_kinds_at_once(void **state) {
    expect(state,
           TBL(TR(CELL("<w:hMerge w:val=\"restart\"/>" RESTART, "甲")
                      CELL("<w:hMerge/><w:vMerge w:val=\"restart\"/>", "") CELL("", "一"))
                   TR(CELL("<w:hMerge w:val=\"restart\"/><w:vMerge/>", "")
                          CELL("<w:hMerge/><w:vMerge/>", "") CELL("", "二"))),
           "table 2\nrow [0 x2 甲] [1 一]\nrow [1 二]\n");
}

static void a_table_in_a_text_box_in_a_cell(void **state) {
    expect(state,
           TBL(TR(TC(P("<w:r><w:pict><w:txbxContent>" TBL(TR(TC(P(T("框一"))) TC(
               P(T("框二"))))) "</w:txbxContent></w:pict></w:r>" T("外"))) TC(P(T("右"))))),
           "table 2\nrow [0 框一/框二/外] [1 右]\n");
}

static void a_table_in_a_text_box(void **state) {
    expect(state,
           P("<w:r><w:pict><w:txbxContent>" TBL(
               TR(TC(P(T("框一"))) TC(P(T("框二"))))) "</w:txbxContent></w:pict></w:r>" T("外")),
           "table 2\nrow [0 框一] [1 框二]\n外\n");
}

static void notes_in_cells(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = TBL(TR(TC(P(T("目标") "<w:r><w:footnoteReference w:id=\"1\"/></w:r>" T("值")))
                               TC(P(T("二"))))),
            .footnotes = "<w:footnote w:id=\"1\">" TBL(TR(TC(P(T("注内表"))))) "</w:footnote>"},
        "table 2\nrow [0 目标值] [1 二]\nnote 1 after 目标: 注内表\n");
}

/* A formula may stand between paragraphs (EG_RunLevelElements); Word writes nothing else there, but
 * no character may be lost. */
static void text_outside_of_paragraphs(void **state) {
    expect(state,
           "<m:oMathPara xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">"
           "<m:oMath><m:r><m:t>a=</m:t></m:r><m:r><m:t>b</m:t></m:r></m:oMath></m:oMathPara>" T(
               "游离") "<w:hyperlink>" T("链") T("接") "</w:hyperlink>" P(T("段")),
           "a=b\n游离\n链接\n段\n");
    expect(state, "<w:checkBox/>" P("<w:r><w:checkBox><w:checked/></w:checkBox></w:r>"), "☐\n☒\n");
    expect(state, TBL(T("表中") TR(P(T("行中")) TC(T("格中") P(T("格"))))),
           "表中\n行中\ntable 1\nrow [0 格中/格]\n");
}

/* Without a character, and with one that XML has not. */
static void a_symbol_that_is_none(void **state) {
    expect(state, P(T("甲") "<w:r><w:sym/><w:sym w:char=\"0007\"/></w:r>" T("乙")) "<w:sym/>",
           "甲乙\n");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, test_arena, test_drop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(passed_over_levels_count),
        TEST(levels_restart_after_one_above),
        TEST(an_instance_restarts_once),
        TEST(a_level_is_redefined_and_restarted),
        TEST(legal_levels_keep_zeros),
        TEST(a_paragraph_takes_its_style_s_level),
        TEST(a_style_s_number_is_taken_away),
        TEST(long_level_texts_are_cut),
        TEST(hidden_paragraphs_count_unseen),
        TEST(a_deleted_mark_takes_its_number_along),
        TEST(deleted_paragraphs_do_not_count),
        TEST(a_number_is_given_by_a_revision),
        TEST(rows_move),
        TEST(what_was_inserted_into_a_deleted_row),
        TEST(a_row_inside_a_merge_is_deleted),
        TEST(the_first_row_of_a_merge_is_deleted),
        TEST(merges_stay_apart_without_a_first_row),
        TEST(a_table_begins_within_a_merge),
        TEST(rows_of_an_inner_table_are_deleted),
        TEST(cells_are_merged_by_a_revision),
        TEST(digits_of_a_field_do_not_join),
        TEST(looks_are_changed),
        TEST(formulas_in_one_line),
        TEST(a_note_goes_with_its_mark),
        TEST(fields_in_the_code_of_fields),
        TEST(equations_show_their_code),
        TEST(equations_are_revised),
        TEST(superscripts_do_not_join_numbers),
        TEST(text_is_hidden_by_its_style),
        TEST(text_is_struck_by_its_style),
        TEST(comments_are_kept_apart),
        TEST(what_is_not_read_is_told),
        TEST(nothing_but_an_imported_file),
        TEST(what_other_parts_hold_is_told),
        TEST(words_of_shapes),
        TEST(line_ends_of_the_file_are_spaces),
        TEST(spaces_that_are_no_text),
        TEST(both_branches_of_rows_and_cells),
        TEST(custom_xml_around_rows),
        TEST(gaps_beside_a_merge),
        TEST(merges_of_both_kinds_at_once),
        TEST(a_table_in_a_text_box_in_a_cell),
        TEST(a_table_in_a_text_box),
        TEST(notes_in_cells),
        TEST(text_outside_of_paragraphs),
        TEST(a_symbol_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

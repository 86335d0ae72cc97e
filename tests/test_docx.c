#include "ingest/numfmt.h"
#include "tests/docx.h"

/* ---- text ---- */

static void runs_are_joined(void **state) {
    expect(state, P(T("加强") T("施工") "<w:proofErr/>" T("管理")), "加强施工管理\n");
}

static void breaks_and_tabs(void **state) {
    expect(state,
           P("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t>"
             "<w:noBreakHyphen/><w:t>丁</w:t></w:r>"),
           "甲\t乙\n丙-丁\n");
}

static void symbols(void **state) {
    expect(state, P(T("优良天数") "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>" T("80%")),
           "优良天数≥80%\n");
}

/* Letters of a symbol font are ticks and boxes: who writes R in Wingdings 2 ticks a box. */
static void texts_in_symbol_fonts(void **state) {
#define FONT(name, s) "<w:r><w:rPr><w:rFonts w:ascii=\"" name "\"/></w:rPr><w:t>" s "</w:t></w:r>"
    expect(state,
           P(FONT("Wingdings 2", "R") T("是R") FONT("wingdings 2", "\xC2\xA3") T("否")
                 FONT("Wingdings", "\xEF\x81\xAC 5") FONT("Symbol", "\xEF\x82\xB3\xEF\x80\xA0"
                                                                    "8") FONT("Arial", "l")),
           "☑是R□否● 5≥\xEF\x80\xA0"
           "8l\n");
    expect(state,
           P("<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\" w:asciiTheme=\"minorAscii\"/></w:rPr>"
             "<w:t>l</w:t></w:r>"),
           "l\n");
}

static void empty_paragraphs_are_gaps(void **state) {
    expect(state, P(T("一")) P("") P(T(" ")) P(T("二")), "一\n+2 二\n");
}

static void wrappers_are_transparent(void **state) {
    expect(state,
           P("<w:hyperlink>" T("甲") "</w:hyperlink><w:smartTag>" T(
               "乙") "</w:smartTag>") "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></"
                                      "w:sdtPr><w:sdtContent>" P(T("丙")) "</w:sdtContent></w:sdt>",
           "甲乙\n丙\n");
}

static void fields_show_their_result(void **state) {
    expect(state,
           P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF a "
             "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" T(
                 "第3条") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" T("规定")),
           "第3条规定\n");
    expect(state, P("<w:fldSimple w:instr=\" PAGE \">" T("7") "</w:fldSimple>"), "7\n");
}

static void nested_field_code_is_furniture(void **state) {
    expect(state,
           P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
             "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
             "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" T(
                 "6") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
                      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" T(
                          "六月") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
           "六月\n(field code: 6)\n");
}

static void hidden_and_ruby_text_are_furniture(void **state) {
    expect(state, P(T("明") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>" T("白")),
           "明白\n(hidden text: 暗)\n");
    expect(state,
           P("<w:r><w:ruby><w:rt>" T("mì") "</w:rt><w:rubyBase>" T(
               "密") "</w:rubyBase></w:ruby></w:r>" T("云")),
           "密云\n(ruby text: mì)\n");
}

#define STRUCK(t) "<w:r><w:rPr><w:strike/></w:rPr><w:t>" t "</w:t></w:r>"

/* A line through the words deletes them by hand: 30 and 32 never join. */
static void struck_text_is_left_out(void **state) {
    expect(state, P(T("建") STRUCK("3") STRUCK("0") T("32处")),
           "建32处\n(struck text: 3)\n(struck text: 0)\n! struck-text\n");
    expect(state, P("<w:r><w:rPr><w:dstrike/></w:rPr><w:t>全</w:t></w:r>"),
           "(struck text: 全)\n! struck-text\n");
    expect(state, P("<w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>在</w:t></w:r>"), "在\n");
}

static void one_branch_of_alternate_content(void **state) {
    expect(state,
           P("<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:t>新</w:t></mc:Choice>"
             "<mc:Choice Requires=\"y\"><w:t>中</w:t></mc:Choice>"
             "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent><w:t>式</w:t></w:r>"),
           "新式\n");
}

static void text_boxes_come_once(void **state) {
    expect(state,
           P(T("主文") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>"
                       "<w:txbxContent>" P(
                           T("框中")) "</w:txbxContent></w:drawing></mc:Choice>"
                                      "<mc:Fallback><w:pict><w:txbxContent>" P(
                                          T("框中")) "</w:txbxContent></w:pict></mc:Fallback></"
                                                     "mc:AlternateContent></w:r>" T("继续")),
           "框中\n主文继续\n");
}

static void formulas_are_text(void **state) {
    expect(state, P(T("PM") "<m:oMath><m:sSub><m:r><m:t>2.5</m:t></m:r></m:sSub></m:oMath>"),
           "PM2.5\n");
}

static void strict_files(void **state) {
    expect_parts(state,
                 &(struct docx_parts){.body = P(T("严格")), .header = P(T("页眉")), .strict = true},
                 "严格\n(header: 页眉)\n");
}

static void headers_and_footers_are_furniture(void **state) {
    expect_parts(state,
                 &(struct docx_parts){.body = P(T("正文")),
                                      .header = P(T("内部资料")) TBL(TR(TC(P(T("表内"))))),
                                      .footer = P(T("第1页"))},
                 "正文\n(header: 内部资料)\n(header: 表内)\n(footer: 第1页)\n");
}

static void places_name_part_and_position(void **state) {
    struct docx_parts parts = {
        .body = P(T("一")) P("") P(T("三"))
            TBL(TR(TC(P(T("a"))) TC(P(T("b")) P(T("c")))) TR(TC(P(T("d"))) TC(P(T("e")))))};
    struct doc *doc = docx_read(*state, &parts, TRACKED_ACCEPT);
    const struct table *t = doc->blocks.at[2].table;
    assert_str(place_path(doc->blocks.at[1].para.at), S("word/document.xml#p3"));
    assert_str(place_path(t->at), S("word/document.xml#tbl1"));
    assert_str(place_path(t->rows.at[1].cells.at[1].at), S("word/document.xml#tbl1/r2/c2"));
    assert_str(place_path(t->rows.at[0].cells.at[1].paras.at[1].at),
               S("word/document.xml#tbl1/r1/c2/p2"));
    assert_int_equal(doc->blocks.at[1].para.at.line, 0);
    assert_int_equal(doc->paras, 7);
}

/* The first paragraph of a cell has its place with the cell's; one in a box there has its own. */
static void boxes_in_cells_have_places(void **state) {
    struct docx_parts parts = {.body = TBL(TR(TC(P("<w:r><w:pict><w:txbxContent>" P(
                                   T("框中")) "</w:txbxContent></w:pict></w:r>" T("外")))))};
    struct doc *doc = docx_read(*state, &parts, TRACKED_ACCEPT);
    const struct cell *c = &doc->blocks.at[0].table->rows.at[0].cells.at[0];
    assert_str(place_path(c->at), S("word/document.xml#tbl1/r1/c1"));
    assert_str(place_path(c->paras.at[0].at), S("word/document.xml#tbl1/r1/c1/p1/p1"));
    assert_str(place_path(c->paras.at[1].at), S("word/document.xml#tbl1/r1/c1/p1"));
}

/* ---- tracked changes ---- */

static void tracked_runs(void **state) {
    expect_tracked(state,
                   P(T("完成") DEL "<w:r><w:delText>百</w:delText></w:r></w:del>" INS T(
                       "二百") "</w:ins>" T("台")),
                   "完成二百台\n", 5, "完成百台\n", 4);
}

static void tracked_moves(void **state) {
    expect_tracked(state,
                   P("<w:moveFrom w:id=\"1\">" T("甲") "</w:moveFrom>" T(
                       "乙") "<w:moveTo w:id=\"2\">" T("甲") "</w:moveTo>"),
                   "乙甲\n", 2, "甲乙\n", 2);
}

static void inserted_then_deleted(void **state) {
    expect_tracked(state, P(T("甲") INS DEL "<w:r><w:delText>乙</w:delText></w:r></w:del></w:ins>"),
                   "甲\n", 1, "甲\n", 1);
}

static void tracked_paragraph_marks(void **state) {
    expect_tracked(state,
                   PP("<w:rPr>" DEL "</w:del></w:rPr>", T("前半")) P(T("后半"))
                       PP("<w:rPr>" INS "</w:ins></w:rPr>", T("左")) P(T("右")),
                   "前半后半\n左\n右\n", 6, "前半\n后半\n左右\n", 6);
}

static void deleted_paragraph_vanishes(void **state) {
    expect_tracked(state,
                   P(T("一")) PP("<w:rPr>" DEL "</w:del></w:rPr>",
                                 DEL "<w:r><w:delText>二</w:delText></w:r></w:del>")
                       TBL(TR(TC(P(T("表"))))),
                   "一\ntable 1\nrow [0 表]\n", 2, "一\n二\ntable 1\nrow [0 表]\n", 3);
}

static void tracked_rows_and_cells(void **state) {
    expect_tracked(state,
                   TBL(TR(TC(P(T("甲")))) TR("<w:trPr>" DEL "</w:del></w:trPr>" TC(P(T("旧行"))))
                           TR("<w:trPr>" INS "</w:ins></w:trPr>" TC(P(T("新行的"))))),
                   "table 1\nrow [0 甲]\nrow [0 新行的]\n", 4,
                   "table 1\nrow [0 甲]\nrow [0 旧行]\n", 3);
    expect_tracked(state,
                   TBL(TR(TC(P(T("甲"))) CELL("<w:cellDel w:id=\"1\"/>", "删")
                              CELL("<w:cellIns w:id=\"1\"/>", "新增"))),
                   "table 2\nrow [0 甲] [1 新增]\n", 3, "table 2\nrow [0 甲] [1 删]\n", 2);
}

static void inner_tables_go_with_their_cell(void **state) {
    expect_tracked(state,
                   TBL(TR(TC(P(T("甲"))) "<w:tc><w:tcPr><w:cellDel w:id=\"1\"/></w:tcPr>" TBL(
                       TR(TC(P(T("内"))))) "</w:tc>")),
                   "table 1\nrow [0 甲]\n", 1, "table 2\nrow [0 甲] [1 内]\n", 2);
}

static void tracked_properties(void **state) {
    expect_tracked(state,
                   PP("<w:outlineLvl w:val=\"1\"/><w:pPrChange w:id=\"1\"><w:pPr>"
                      "<w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange>",
                      T("标题")),
                   "h2 标题\n", 2, "h1 标题\n", 2);
}

/* ---- tables ---- */

static void spans_and_headers(void **state) {
    expect(state,
           TBL("<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>" TR(
               "<w:trPr><w:tblHeader/></w:trPr>" CELL("<w:gridSpan w:val=\"2\"/>", "任务")
                   CELL("", "时限")) TR(CELL("", "1") CELL("", "治理") CELL("", "长期"))),
           "table 3\nheader [0-1 任务] [2 时限]\nrow [0 1] [1 治理] [2 长期]\n");
}

static void vertical_merges_stand_once(void **state) {
    expect(state,
           TBL(TR(CELL("<w:vMerge w:val=\"restart\"/>", "甲") CELL("", "一"))
                   TR(CELL("<w:vMerge/>", "") CELL("", "二"))
                       TR(CELL("<w:vMerge w:val=\"continue\"/>", "") CELL("", "三"))
                           TR(CELL("<w:vMerge w:val=\"restart\"/>", "乙") CELL("", "四"))),
           "table 2\nrow [0 x3 甲] [1 一]\nrow [1 二]\nrow [1 三]\nrow [0 乙] [1 四]\n");
}

static void text_under_a_merge_is_kept(void **state) {
    expect(state,
           TBL(TR(CELL("<w:vMerge w:val=\"restart\"/>", "甲")) TR(CELL("<w:vMerge/>", "藏在下面"))),
           "table 1\nrow [0 x2 甲/藏在下面]\nrow\n! text-under-merge\n");
}

static void a_merge_without_beginning_begins(void **state) {
    expect(state,
           TBL(TR(CELL("<w:vMerge/>", "甲") CELL("", "一"))
                   TR(CELL("<w:vMerge/>", "") CELL("", "二"))),
           "table 2\nrow [0 x2 甲] [1 一]\nrow [1 二]\n");
}

static void a_merge_of_other_width_is_none(void **state) {
    expect(state,
           TBL(TR(CELL("<w:vMerge w:val=\"restart\"/>", "甲") CELL("", "一"))
                   TR(CELL("<w:gridSpan w:val=\"2\"/><w:vMerge/>", "二"))),
           "table 2\nrow [0 甲] [1 一]\nrow [0-1 二]\n");
}

static void horizontal_merges_of_old(void **state) {
    expect(state,
           TBL(TR(CELL("<w:hMerge w:val=\"restart\"/>", "甲") CELL("<w:hMerge/>", "")
                      CELL("", "丙")) TR(CELL("", "1") CELL("", "2") CELL("", "3"))),
           "table 3\nrow [0-1 甲] [2 丙]\nrow [0 1] [1 2] [2 3]\n");
}

static void columns_left_out_are_empty_cells(void **state) {
    expect(state,
           TBL(TR("<w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr>" CELL(
               "", "中")) TR(CELL("", "1") CELL("", "2") CELL("", "3"))),
           "table 3\nrow [0] [1 中] [2]\nrow [0 1] [1 2] [2 3]\n");
}

static void unused_grid_lines_collapse(void **state) {
    expect(state,
           TBL(TR(CELL("<w:gridSpan w:val=\"3\"/>", "甲") CELL("<w:gridSpan w:val=\"2\"/>", "乙"))
                   TR(CELL("<w:gridSpan w:val=\"3\"/>", "1") CELL("", "2") CELL("", "3"))),
           "table 3\nrow [0 甲] [1-2 乙]\nrow [0 1] [1 2] [2 3]\n");
}

#define GRID(s) "<w:tblGrid>" s "</w:tblGrid>"
#define COL(w) "<w:gridCol w:w=\"" w "\"/>"
#define TWO "<w:gridSpan w:val=\"2\"/>"

/* A border that was dragged a little in some rows makes no column: at the left, inside, at the
 * right. Where something stands in it, it is one, and where the file does not know how wide. */
static void lines_that_nearly_meet(void **state) {
    expect(state,
           TBL(GRID(COL("20") COL("1500") COL("1500") COL("199") COL("1500") COL("15")) TR(
               CELL(TWO, "甲") CELL("", "乙") CELL("<w:gridSpan w:val=\"3\"/>", "丙"))
                   TR("<w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr>" CELL(
                       "", "1") CELL(TWO, "2") CELL("", "3"))),
           "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 1] [1 2] [2 3]\n");
    expect(state,
           TBL(GRID(COL("1500") COL("100") COL("1500")) TR(
               CELL("", "甲") CELL("", "|") CELL("", "乙")) TR(CELL("", "1") CELL(TWO, "2"))),
           "table 3\nrow [0 甲] [1 |] [2 乙]\nrow [0 1] [1-2 2]\n");
    expect(state,
           TBL(GRID(COL("1500") COL("200") COL("1500")) TR(CELL("", "甲") CELL(TWO, "乙"))
                   TR(CELL(TWO, "1") CELL("", "2"))),
           "table 3\nrow [0 甲] [1-2 乙]\nrow [0-1 1] [2 2]\n");
    expect(state,
           TBL(GRID(COL("1500") COL("0") COL("1500")) TR(CELL("", "甲") CELL(TWO, "乙"))
                   TR(CELL(TWO, "1") CELL("", "2"))),
           "table 3\nrow [0 甲] [1-2 乙]\nrow [0-1 1] [2 2]\n");
    expect(state, P(T("前")) TBL(GRID(COL("10") COL("5000")) TR("<w:tc><w:p/></w:tc>")),
           "前\ntable 1\nrow [0]\n");
}

static void inner_tables_stay_in_their_cell(void **state) {
    expect(state,
           TBL(TR(TC(P(T("外")) TBL(TR(TC(P(T("内1"))) TC(P(T("内2"))))) P(T("外末")))
                      TC(P(T("右"))))),
           "table 2\nrow [0 外/内1/内2/外末] [1 右]\n");
}

static void frames_are_no_tables(void **state) {
    expect(state,
           TBL(TR(TC(P(T("标题")) TBL(TR(CELL("", "任务") CELL("", "时限"))
                                          TR(CELL("", "治理") CELL("", "长期"))) P(T("落款"))))),
           "标题\ntable 2\nrow [0 任务] [1 时限]\nrow [0 治理] [1 长期]\n落款\n");
    expect(state,
           TBL(TR(TC(P("")) TC(TBL(TR(TC(TBL(TR(CELL("", "甲") CELL("", "乙"))) P("")))) P(""))
                      TC(P("")))),
           "table 2\nrow [0 甲] [1 乙]\n");
    expect(state,
           TBL(TR(CELL("", "上")) TR(TC(TBL(TR(TC(TBL(TR(CELL("", "内"))) P("")) CELL("", "乙")))
                                            P(""))) TR(CELL("", "下"))),
           "上\ntable 2\nrow [0 内] [1 乙]\n下\n");
}

static void rows_and_cells_in_controls(void **state) {
    expect(state,
           TBL("<w:sdt><w:sdtContent>" TR("<w:sdt><w:sdtContent>" TC(
               P(T("甲"))) "</w:sdtContent></w:sdt>" TC(P(T("乙")))) "</w:sdtContent></w:sdt>"),
           "table 2\nrow [0 甲] [1 乙]\n");
}

/* ---- headings and automatic numbers ---- */

static const char styles[] =
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/>"
    "</w:style><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/>"
    "<w:basedOn w:val=\"a\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr>"
    "<w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/>"
    "<w:basedOn w:val=\"1\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"标题 3\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"loop\"><w:basedOn w:val=\"loop\"/></w:style>";

static void expect_numbers(void **state, const char *numbering, const char *body,
                           const char *want) {
    expect_parts(
        state, &(struct docx_parts){.body = body, .numbering = numbering, .styles = styles}, want);
}

static void headings_by_style_and_outline(void **state) {
    expect_numbers(state, ABSTRACT("0", ""),
                   PP("<w:pStyle w:val=\"b\"/>", T("三"))
                       PP("<w:pStyle w:val=\"2\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
                          T("二")) PP("<w:outlineLvl w:val=\"3\"/>", T("四"))
                           PP("<w:pStyle w:val=\"b\"/><w:outlineLvl w:val=\"9\"/>", T("文"))
                               PP("<w:pStyle w:val=\"loop\"/>", T("环")),
                   "h3 三\nh2 二\nh4 四\n文\n环\n");
}

/* A style without an outline level is of the level of the heading it is based on; one that is not
 * there leaves the paragraph to the default style. */
static void headings_are_inherited(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = PP("<w:pStyle w:val=\"c\"/>", T("甲")) PP("<w:pStyle w:val=\"d\"/>", T("乙"))
                PP("<w:pStyle w:val=\"none\"/>", T("丙")),
            .styles = "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"heading 3\"/>"
                      "</w:style><w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name "
                      "w:val=\"章\"/><w:basedOn w:val=\"b\"/></w:style><w:style "
                      "w:type=\"paragraph\" w:styleId=\"d\"><w:basedOn w:val=\"c\"/><w:pPr>"
                      "<w:outlineLvl w:val=\"9\"/></w:pPr></w:style><w:style "
                      "w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:pPr>"
                      "<w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
            .numbering = ABSTRACT("0", LVL("0", "decimal", "%1.")) NUM("1", "0", "")},
        "h3 甲\n乙\n<1.>丙\n");
}

static void numbers_of_styles(void **state) {
    expect_numbers(
        state,
        ABSTRACT("0", "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
                      "w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"1\"/><w:lvlText "
                      "w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt "
                      "w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"2\"/><w:lvlText "
                      "w:val=\"（%2）\"/></w:lvl>") NUM("1", "0", ""),
        PP("<w:pStyle w:val=\"1\"/>", T("总")) PP("<w:pStyle w:val=\"2\"/>", T("甲"))
            PP("<w:pStyle w:val=\"2\"/>", T("乙")) PP("<w:pStyle w:val=\"1\"/>", T("分"))
                PP("<w:pStyle w:val=\"2\"/>", T("丙")),
        "h1 <一、>总\nh2 <（一）>甲\nh2 <（二）>乙\nh1 <二、>分\nh2 <（一）>丙\n");
}

static void levels_restart_and_nest(void **state) {
    expect_numbers(state,
                   ABSTRACT("0", LVL("0", "upperRoman", "%1.") LVL("1", "decimal", "%1.%2")
                                     LVL("2", "lowerLetter", "(%3)")) NUM("1", "0", ""),
                   N("1", "0") N("1", "1") N("1", "2") N("1", "1") N("1", "0") N("1", "2"),
                   "<I.>x\n<I.1>x\n<(a)>x\n<I.2>x\n<II.>x\n<(a)>x\n");
}

static void level_that_never_restarts(void **state) {
    expect_numbers(state,
                   ABSTRACT("0",
                            LVL("0", "decimal",
                                "%1") "<w:lvl w:ilvl=\"1\"><w:start w:val=\"3\"/><w:numFmt "
                                      "w:val=\"decimal\"/><w:lvlRestart w:val=\"0\"/><w:lvlText "
                                      "w:val=\"%2)\"/></w:lvl>") NUM("1", "0", ""),
                   N("1", "0") N("1", "1") N("1", "0") N("1", "1"), "<1>x\n<3)>x\n<2>x\n<4)>x\n");
}

static void legal_numbering_and_passed_over_levels(void **state) {
    expect_numbers(state,
                   ABSTRACT("0", LVL("0", "upperRoman",
                                     "%1") "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt "
                                           "w:val=\"decimalZero\"/><w:isLgl/><w:lvlText "
                                           "w:val=\"%1.%2\"/></w:lvl>") NUM("1", "0", ""),
                   N("1", "1") N("1", "1"), "<1.01>x\n<1.02>x\n");
}

static void instances_share_a_count_and_override_it(void **state) {
    expect_numbers(
        state,
        ABSTRACT("0", LVL("0", "decimal", "%1.")) NUM("1", "0", "") NUM("2", "0", "") NUM(
            "3", "0", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride>")
            NUM("4", "0",
                "<w:lvlOverride w:ilvl=\"0\">" LVL("0", "lowerRoman", "%1)") "</w:lvlOverride>"),
        N("1", "0") N("2", "0") N("3", "0") N("3", "0") N("1", "0") N("4", "0"),
        "<1.>x\n<2.>x\n<7.>x\n<8.>x\n<9.>x\n<x)>x\n");
}

static void numbering_by_linked_style(void **state) {
    expect_numbers(
        state,
        ABSTRACT("0", "<w:styleLink w:val=\"L\"/>" LVL("0", "ideographTraditional", "%1项"))
            ABSTRACT("1", "<w:numStyleLink w:val=\"L\"/>") NUM("5", "1", ""),
        N("5", "0") N("5", "0"), "<甲项>x\n<乙项>x\n");
}

static void bullets_and_none(void **state) {
    expect_numbers(
        state,
        ABSTRACT("0", "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText "
                      "w:val=\"\xEF\x81\xAC\"/><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr>"
                      "</w:lvl>" LVL("1", "none", "注：") LVL("2", "bullet", "\xEF\x83\xBF"))
            NUM("1", "0", ""),
        N("1", "0") N("1", "1") N("1", "2"), "<●>x\n<注：>x\n<•>x\n");
}

static void numbers_given_by_example(void **state) {
    expect_numbers(state,
                   ABSTRACT("0", "<w:lvl w:ilvl=\"0\"><w:start w:val=\"9\"/>"
                                 "<mc:AlternateContent><mc:Choice Requires=\"w14\"><w:numFmt "
                                 "w:val=\"custom\" w:format=\"001, 002, 003, ...\"/></mc:Choice>"
                                 "<mc:Fallback><w:numFmt w:val=\"decimal\"/></mc:Fallback>"
                                 "</mc:AlternateContent><w:lvlText w:val=\"%1\"/></w:lvl>")
                       NUM("1", "0", ""),
                   N("1", "0") N("1", "0"), "<009>x\n<010>x\n");
}

static void odd_numbering_is_reported(void **state) {
    expect_numbers(state, ABSTRACT("0", LVL("0", "thaiNumbers", "%1.")) NUM("1", "0", ""),
                   N("1", "0") N("1", "0") N("9", "0") N("1", "4"),
                   "<1.>x\n<2.>x\nx\nx\n! odd-numbering\n! odd-numbering\n! odd-numbering\n");
}

static void empty_numbered_paragraphs_show_numbers(void **state) {
    expect_numbers(
        state, ABSTRACT("0", LVL("0", "decimal", "%1")) NUM("1", "0", ""),
        TBL(TR(TC(PP("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", "")) TC(P(T("甲"))))
                TR("<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" PP(
                    "<w:numPr><w:numId w:val=\"1\"/></w:numPr>", "") "</w:tc>" TC(P(T("乙"))))
                    TR("<w:tc><w:tcPr><w:vMerge/></w:tcPr>" PP(
                        "<w:numPr><w:numId w:val=\"1\"/></w:numPr>", "") "</w:tc>" TC(P(T("丙"))))
                        TR(TC(PP("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", "")) TC(P(T("丁"))))),
        "table 2\nrow [0 <1>] [1 甲]\nrow [0 x2 <2>] [1 乙]\nrow [1 丙]\n"
        "row [0 <3>] [1 丁]\n");
}

static void stories_count_on_their_own(void **state) {
    expect_numbers(state, ABSTRACT("0", LVL("0", "decimal", "%1")) NUM("1", "0", ""),
                   N("1", "0") P("<w:r><w:pict><w:txbxContent>" N(
                       "1", "0") "</w:txbxContent></w:pict></w:r>" T("y")) N("1", "0"),
                   "<1>x\n<1>x\ny\n<2>x\n");
}

/* ECMA-376 part 1, 17.18.59; what Word does otherwise is said in ingest/numfmt.c. A table:
 * NOLINTNEXTLINE(readability-function-size) */
static void number_formats(void **state) {
    static const struct {
        const char *format;
        uint32_t n;
        const char *want;
    } cases[] = {
        {"decimal", 0, "0"},
        {"decimalZero", 9, "09"},
        {"decimalZero", 10, "10"},
        {"decimalFullWidth", 105, "１０５"},
        {"chineseCounting", 1, "一"},
        {"chineseCounting", 10, "十"},
        {"chineseCounting", 11, "十一"},
        {"chineseCounting", 20, "二十"},
        {"chineseCounting", 99, "九十九"},
        {"chineseCounting", 100, "一○○"},
        {"chineseCounting", 101, "一○一"},
        {"chineseCountingThousand", 10, "十"},
        {"chineseCountingThousand", 11, "十一"},
        {"chineseCountingThousand", 20, "二十"},
        {"chineseCountingThousand", 21, "二十一"},
        {"chineseCountingThousand", 100, "一百"},
        {"chineseCountingThousand", 101, "一百零一"},
        {"chineseCountingThousand", 110, "一百一十"},
        {"chineseCountingThousand", 111, "一百一十一"},
        {"chineseCountingThousand", 1001, "一千零一"},
        {"chineseCountingThousand", 1010, "一千零一十"},
        {"chineseCountingThousand", 10000, "一万"},
        {"chineseCountingThousand", 100000, "十万"},
        {"chineseCountingThousand", 10011, "一万零一十一"},
        {"taiwaneseCountingThousand", 105, "一百零五"},
        {"taiwaneseCountingThousand", 20000, "二萬"},
        {"chineseLegalSimplified", 10, "壹拾"},
        {"chineseLegalSimplified", 21, "贰拾壹"},
        {"chineseLegalSimplified", 101, "壹佰零壹"},
        {"japaneseCounting", 10, "十"},
        {"japaneseCounting", 101, "百一"},
        {"japaneseCounting", 1111, "千百十一"},
        {"ideographDigital", 10, "一〇"},
        {"ideographDigital", 2026, "二〇二六"},
        {"ideographTraditional", 10, "癸"},
        {"ideographTraditional", 11, "11"},
        {"ideographZodiac", 12, "亥"},
        {"ideographEnclosedCircle", 1, "㈠"},
        {"ideographEnclosedCircle", 11, "11"},
        {"decimalEnclosedCircle", 20, "⑳"},
        {"decimalEnclosedCircle", 21, "21"},
        {"decimalEnclosedCircleChinese", 10, "⑩"},
        {"decimalEnclosedCircleChinese", 11, "11"},
        {"decimalEnclosedParen", 3, "⑶"},
        {"upperLetter", 26, "Z"},
        {"upperLetter", 28, "BB"},
        {"lowerLetter", 1, "a"},
        {"lowerLetter", 0, "0"},
        {"upperRoman", 1994, "MCMXCIV"},
        {"lowerRoman", 9, "ix"},
        {"lowerRoman", 4000, "4000"},
        {"none", 5, ""},
        {"bullet", 5, ""},
        {"no such format", 5, "5"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {.a = *state};
        numfmt_put(&b, numfmt_of(str_of(cases[i].format)), cases[i].n);
        assert_str(buf_str(&b), str_of(cases[i].want));
    }
}

#define BOX(state)                                                                                 \
    "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>" state                         \
    "</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>" \
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"

static void boxes_of_forms_are_shown(void **state) {
    expect(state,
           P(BOX("<w:default w:val=\"1\"/>") T("甲")
                 BOX("<w:default w:val=\"1\"/><w:checked w:val=\"0\"/>") T("乙") BOX("<w:checked/>")
                     T("丙") DEL BOX("") "</w:del>"),
           "☒甲☐乙☒丙\n");
}

#define LIST(state)                                                                                \
    "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList>" state                           \
    "<w:listEntry w:val=\"是\"/><w:listEntry "                                                    \
    "w:val=\"否\"/></w:ddList></w:ffData></w:fldChar></w:r>"                                      \
    "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar "                           \
    "w:fldCharType=\"end\"/></w:r>"

/* The first entry where none is chosen; a choice that is none shows nothing. */
static void lists_of_forms_are_shown(void **state) {
    expect(state,
           P(LIST("<w:result w:val=\"1\"/><w:default w:val=\"0\"/>") T("甲") LIST("") T("乙")
                 LIST("<w:default w:val=\"1\"/>") T("丙") LIST("<w:result w:val=\"5\"/>")),
           "否甲是乙否丙\n");
}

/* ---- notes ---- */

#define REF(id) "<w:r><w:footnoteReference w:id=\"" id "\"/></w:r>"
#define NOTE(id, s) "<w:footnote w:id=\"" id "\">" s "</w:footnote>"

static void footnotes_by_their_marks(void **state) {
    expect_parts(state,
                 &(struct docx_parts){
                     .body = P(T("一二三四五六七八九十甲") REF("7") T("乙"))
                         TBL(TR(TC(P(T("表") REF("3"))))),
                     .footnotes =
                         "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/>"
                         "</w:r></w:p></w:footnote>" NOTE("3", P(T("后注")))
                             NOTE("7", P("<w:r><w:footnoteRef/></w:r>" T("先注")) P(T("续")))},
                 "一二三四五六七八九十甲乙\ntable 1\nrow [0 表]\n"
                 "note 1 after 二三四五六七八九十甲: 先注\n续\nnote 2 after 表: 后注\n");
}

static void endnotes_show_roman_numbers(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){.body = P(T("甲") "<w:r><w:endnoteReference w:id=\"2\"/></w:r>"),
                             .endnotes = "<w:endnote w:id=\"2\">" P(T("尾注")) "</w:endnote>"},
        "甲\nnote i after 甲: 尾注\n");
}

#define COUNT(format, more) "<w:footnotePr>" format more "</w:footnotePr>"
#define CIRCLED "<w:numFmt w:val=\"decimalEnclosedCircleChinese\"/>"

/* A section's own way to count goes before that of the document; its last paragraph, which says it,
 * is of it. What a section said before a tracked change is not heard. */
static void notes_count_as_their_section_says(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = P(T("甲") REF("1")) PP("<w:sectPr>" COUNT("<w:numFmt w:val=\"upperRoman\"/>",
                                                              "<w:numStart "
                                                              "w:val=\"4\"/>") "</w:sectPr>",
                                           T("乙") REF("2")) P(T("丙") REF("3"))
                PP("<w:sectPr>" COUNT("", "<w:numRestart w:val=\"eachSect\"/>") "<w:sectPrChange "
                                                                                "w:id=\"1\"><w:"
                                                                                "sectPr>" COUNT(
                                                                                    "",
                                                                                    "<w:numFmt "
                                                                                    "w:val="
                                                                                    "\"lowerRoman\""
                                                                                    "/>") "</"
                                                                                          "w:"
                                                                                          "sectPr><"
                                                                                          "/w:"
                                                                                          "sectPrCh"
                                                                                          "ange></"
                                                                                          "w:"
                                                                                          "sectPr>",
                   "") P(T("丁") REF("4")),
            .settings = COUNT(CIRCLED, ""),
            .footnotes = NOTE("1", P(T("一"))) NOTE("2", P(T("二"))) NOTE("3", P(T("三")))
                NOTE("4", P(T("四")))},
        "甲\n乙\n丙\n+1 丁\nnote IV after 甲: 一\nnote V after 乙: 二\nnote ① after 丙: 三\n"
        "note ② after 丁: 四\n");
}

#define MARKED(id, mark)                                                                           \
    "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"" id "\"/><w:t>" mark "</w:t></"   \
    "w:r>"

static void notes_with_marks_of_their_own(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){.body = P(T("甲") REF("1") T("乙") MARKED("2", "*") T("丙") REF("3")),
                             .footnotes = NOTE("1", P(T("一"))) NOTE("2", P(T("*") T(" 二")))
                                 NOTE("3", P(T("三")))},
        "甲乙丙\nnote 1 after 甲: 一\nnote * after 甲乙: 二\nnote 2 after 甲乙丙: 三\n"
        "(footnote mark: *)\n(footnote mark: *)\n");
}

#define EACH_PAGE COUNT("", "<w:numRestart w:val=\"eachPage\"/>")
#define RENDERED "<w:r><w:lastRenderedPageBreak/></w:r>"
#define FOUR NOTE("1", P(T("一"))) NOTE("2", P(T("二"))) NOTE("3", P(T("三"))) NOTE("4", P(T("四")))

/* Word notes where pages ended when it last saved the file. */
static void notes_count_anew_on_each_page(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){.body = P(T("甲") REF("1") T("乙") REF("2"))
                                 P(T("丙") RENDERED T("丁") REF("3")) PP("<w:sectPr/>", "")
                                     P(T("戊") REF("4")) "<w:sectPr/>",
                             .settings = EACH_PAGE,
                             .footnotes = FOUR},
        "甲乙\n丙丁\n+1 戊\nnote 1 after 甲: 一\nnote 2 after 甲乙: 二\nnote 1 after 丙丁: 三\n"
        "note 1 after 戊: 四\n");
}

/* Where it does not, only the pages that the text itself begins are known. */
static void notes_by_pages_unknown(void **state) {
    expect_parts(
        state,
        &(struct docx_parts){
            .body = P(T("甲") REF("1")) P(T("乙") "<w:r><w:br w:type=\"page\"/></w:r>" REF("2"))
                PP("<w:pageBreakBefore/><w:sectPr/>", T("丙") REF("3"))
                    PP("<w:sectPr><w:type w:val=\"continuous\"/></w:sectPr>", T("丁") REF("4")),
            .settings = EACH_PAGE,
            .footnotes = FOUR},
        "甲\n乙\n丙\n丁\nnote 1 after 甲: 一\nnote 1 after 乙\n: 二\nnote 1 after 丙: 三\n"
        "note 2 after 丁: 四\n! notes-by-page\n");
}

static void notes_in_custom_formats(void **state) {
    expect_parts(state,
                 &(struct docx_parts){
                     .body = P(T("甲") REF("1") T("乙") REF("2"))
                         PP("<w:sectPr>" COUNT("<w:numFmt w:val=\"chicago\"/>", "") "</w:sectPr>",
                            "") P(T("丙") REF("3") T("丁") REF("4")),
                     .settings = COUNT("<mc:AlternateContent><mc:Choice Requires=\"w14\"><w:numFmt "
                                       "w:val=\"custom\" w:format=\"001, 002, 003, ...\"/>"
                                       "</mc:Choice><mc:Fallback><w:numFmt w:val=\"decimal\"/>"
                                       "</mc:Fallback></mc:AlternateContent>",
                                       ""),
                     .footnotes = FOUR},
                 "甲乙\n+1 丙丁\nnote * after 甲: 一\nnote † after 甲乙: 二\n"
                 "note 003 after 丙: 三\nnote 004 after 丙丁: 四\n");
    expect_parts(state,
                 &(struct docx_parts){.body = P(T("甲") REF("1")),
                                      .settings = COUNT("<w:numFmt w:val=\"ordinal\"/>", ""),
                                      .footnotes = NOTE("1", P(T("一")))},
                 "甲\nnote 1 after 甲: 一\n! odd-numbering\n");
}

static void odd_footnotes_are_reported(void **state) {
    expect_parts(state,
                 &(struct docx_parts){.body = P(T("甲") REF("1") REF("1")),
                                      .footnotes = NOTE("1", P(T("注"))) NOTE("2", P(T("孤")))},
                 "甲\nnote 1 after 甲: 注\nnote  after : 孤\n! odd-footnote\n! odd-footnote\n");
}

/* ---- bad input ---- */

static void nested(struct buf *b, int depth) {
    for (int i = 0; i < depth; i++)
        buf_add(b, S("<w:sdt>"));
    for (int i = 0; i < depth; i++)
        buf_add(b, S("</w:sdt>"));
    buf_byte(b, '\0');
}

static void bad_packages(void **state) {
    const struct limits limits = LIMITS_DEFAULT;
    struct str whole = make_docx(*state, &(struct docx_parts){.body = P(T("正文"))});
    expect_error(state, S("\x89PNG\r\n\x1A\n"), &limits, "format", "picture");
    expect_error(state, S("\xFF\xD8\xFF\xE0"), &limits, "format", "picture");
    expect_error(state, S("%PDF-1.7\n"), &limits, "format", "PDF");
    expect_error(state, S(""), &limits, "empty", "empty");
    expect_error(state, str_cut(whole, 0, whole.n / 2), &limits, "damaged", "cut off");
    expect_error(state, make_zip(*state, (struct zip_member[]){{"a.txt", "text"}}, 1), &limits,
                 "format", "without a Word document");
    expect_error(state, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
                 &limits, "format", "this is a Word 97 file");
    expect_error(state, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0"), &limits,
                 "format", "no Word file");
    expect_error(state, S("\x1F\x8B\x08"), &limits, "format", "gzip");
    expect_error(state,
                 S("<?xml version=\"1.0\"?>\n<w:wordDocument "
                   "xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"/>"),
                 &limits, "format", "Word 2003 file in XML");
    expect_error(state,
                 S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 "
                   "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
                 &limits, "format", "password");
}

static void bad_xml(void **state) {
    const struct limits limits = LIMITS_DEFAULT;
    expect_error(state, make_docx(*state, &(struct docx_parts){.body = "\n\n<w:p></w:q>"}), &limits,
                 "damaged", "line 4");
    expect_error(state, make_docx(*state, &(struct docx_parts){.body = "", .styles = "<w:style>"}),
                 &limits, "damaged", "line 2");
    /* what was found before it is not told besides */
    expect_error(
        state,
        make_docx(*state, &(struct docx_parts){.body = N("9", "0") "<w:p>", .numbering = ""}),
        &limits, "damaged", "line 2");
    struct zip_member entities[] = {
        {"_rels/.rels", "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><r x=\"&b;\"/>"},
        {"word/document.xml", "<w/>"}};
    expect_error(state, make_zip(*state, entities, 2), &limits, "damaged", "type declaration");
}

static void limits_hold(void **state) {
    struct limits limits = LIMITS_DEFAULT;
    struct str bytes =
        make_docx(*state, &(struct docx_parts){.body = TBL(TR(TC(P(T("甲"))) TC(P(T("乙")))))});
    limits.member_bytes = 100;
    expect_error(state, bytes, &limits, "limit", "100 bytes");
    limits = LIMITS_DEFAULT;
    limits.cells = 1;
    expect_error(state, bytes, &limits, "limit", "cells");
    limits = LIMITS_DEFAULT;
    limits.columns = 1;
    expect_error(state, bytes, &limits, "limit", "columns");
    limits = LIMITS_DEFAULT;
    limits.xml_depth = 5;
    expect_error(state, bytes, &limits, "limit", "5 deep");
    limits = LIMITS_DEFAULT;
    limits.attributes = 2;
    bytes = make_docx(*state, &(struct docx_parts){.body = "<w:p w:a=\"1\" w:b='2' w:c=\"3\"/>"});
    expect_error(state, bytes, &limits, "limit", "2 attributes");
    limits = LIMITS_DEFAULT;
    limits.file_bytes = 10;
    expect_error(state, bytes, &limits, "limit", "limit is 10");
}

static void nesting_has_a_limit(void **state) {
    struct limits limits = LIMITS_DEFAULT;
    struct buf deep = {.a = *state};
    nested(&deep, 1000);
    struct str bytes = make_docx(*state, &(struct docx_parts){.body = deep.p});
    expect_error(state, bytes, &limits, "limit", "256 deep");
    limits.xml_depth = 500;
    expect_error(state, bytes, &limits, "limit", "500 deep");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, test_arena, test_drop)

static const struct CMUnitTest tests[] = {
    TEST(runs_are_joined),
    TEST(breaks_and_tabs),
    TEST(symbols),
    TEST(texts_in_symbol_fonts),
    TEST(empty_paragraphs_are_gaps),
    TEST(wrappers_are_transparent),
    TEST(fields_show_their_result),
    TEST(nested_field_code_is_furniture),
    TEST(hidden_and_ruby_text_are_furniture),
    TEST(struck_text_is_left_out),
    TEST(one_branch_of_alternate_content),
    TEST(text_boxes_come_once),
    TEST(boxes_in_cells_have_places),
    TEST(formulas_are_text),
    TEST(strict_files),
    TEST(headers_and_footers_are_furniture),
    TEST(places_name_part_and_position),
    TEST(tracked_runs),
    TEST(tracked_moves),
    TEST(inserted_then_deleted),
    TEST(tracked_paragraph_marks),
    TEST(deleted_paragraph_vanishes),
    TEST(tracked_rows_and_cells),
    TEST(inner_tables_go_with_their_cell),
    TEST(tracked_properties),
    TEST(spans_and_headers),
    TEST(vertical_merges_stand_once),
    TEST(text_under_a_merge_is_kept),
    TEST(a_merge_without_beginning_begins),
    TEST(a_merge_of_other_width_is_none),
    TEST(horizontal_merges_of_old),
    TEST(columns_left_out_are_empty_cells),
    TEST(unused_grid_lines_collapse),
    TEST(lines_that_nearly_meet),
    TEST(inner_tables_stay_in_their_cell),
    TEST(frames_are_no_tables),
    TEST(rows_and_cells_in_controls),
    TEST(headings_by_style_and_outline),
    TEST(headings_are_inherited),
    TEST(numbers_of_styles),
    TEST(levels_restart_and_nest),
    TEST(level_that_never_restarts),
    TEST(legal_numbering_and_passed_over_levels),
    TEST(instances_share_a_count_and_override_it),
    TEST(numbering_by_linked_style),
    TEST(bullets_and_none),
    TEST(numbers_given_by_example),
    TEST(odd_numbering_is_reported),
    TEST(empty_numbered_paragraphs_show_numbers),
    TEST(stories_count_on_their_own),
    TEST(number_formats),
    TEST(boxes_of_forms_are_shown),
    TEST(lists_of_forms_are_shown),
    TEST(footnotes_by_their_marks),
    TEST(endnotes_show_roman_numbers),
    TEST(notes_count_as_their_section_says),
    TEST(notes_with_marks_of_their_own),
    TEST(notes_count_anew_on_each_page),
    TEST(notes_by_pages_unknown),
    TEST(notes_in_custom_formats),
    TEST(odd_footnotes_are_reported),
    TEST(bad_packages),
    TEST(bad_xml),
    TEST(limits_hold),
    TEST(nesting_has_a_limit),
};

int main(void) {
    return cmocka_run_group_tests(tests, NULL, NULL);
}

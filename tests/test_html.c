#include "base/utf8.h"
#include "ingest/doc.h"
#include "tests/shown.h"
#include "tests/test.h"
#include <iconv.h>
#include <string.h>

#define PAGE(s) "<!DOCTYPE html><html><head></head><body>" s "</body></html>"
#define H(n, s) "<h" n ">" s "</h" n ">"
#define TABLE(s) PAGE("<table>" s "</table>")
/* Rows around the one that is tested, so that the table is one of data. */
#define ROWS(s) TABLE("<tr><td>甲<td>乙<td>丙" s)

struct example {
    const char *html, *want;
};

static void shows(void **state, const struct example *e, size_t n) {
    for (size_t i = 0; i < n; i++)
        assert_str(shown(*state, str_of(e[i].html), LIMITS_DEFAULT), str_of(e[i].want));
}

#define SHOWS(examples) shows(state, examples, sizeof(examples) / sizeof *(examples))

/* ---- text ---- */

static void white_space_collapses(void **state) {
    static const struct example e[] = {
        {PAGE("<p>  一  二\t三 </p>"), "一 二 三\n"},
        /* CSS Text 3, 4.1.3: a line break between two wide characters is none. */
        {PAGE("<p>各镇\n   街道 PM2.5\n浓度</p>"), "各镇街道 PM2.5 浓度\n"},
        {PAGE("<p>各镇\n<b>街道</b>\n<i>园区</i></p>"), "各镇街道园区\n"},
        {PAGE("<p>&nbsp;&nbsp;何&nbsp;&nbsp;敏</p>"), "何\u00A0\u00A0敏\n"},
        {PAGE("<pre>一  二\n\n三</pre>"), "一  二\n+1 三\n"},
        {PAGE("<p>甲</p><p>&nbsp;</p><p>乙</p>"), "甲\n+1 乙\n"},
    };
    SHOWS(e);
}

static void blocks_and_breaks_end_paragraphs(void **state) {
    static const struct example e[] = {
        {PAGE("<p>一<br>二<br><br>三"), "一\n二\n+1 三\n"},
        {PAGE("<div>一<div>二</div>三</div>"), "一\n二\n三\n"},
        {PAGE("一<span>二<b>三</b></span>四"), "一二三四\n"},
        {PAGE("<p>PM<sub>2.5</sub>、NO<sub>x</sub></p>"), "PM2.5、NOx\n"},
        {PAGE(H("2", "行动<br>计划") "文"), "h2 行动计划\n文\n"},
    };
    SHOWS(e);
}

static void lists_are_numbered(void **state) {
    static const struct example e[] = {
        {PAGE("<ol><li>甲<li>乙</ol><ul><li>丙</ul>"), "<1.>甲\n<2.>乙\n丙\n"},
        {PAGE("<ol start=3 type=a><li>甲<p>续</p><li value=9>乙<li>丙</ol>"),
         "<c.>甲\n续\n<i.>乙\n<j.>丙\n"},
        {PAGE("<ol><li><p></p><p>甲</p><li><ol><li>乙</ol><li></ol>"),
         "<1.>甲\n<2.>\n<1.>乙\n<3.>\n"},
        {PAGE("<ol style='list-style-type: none'><li>甲</ol>"), "甲\n"},
        {ROWS("<tr><td><ol start=3 type=1><li></li></ol><td>丁<td>戊"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 <3.>] [1 丁] [2 戊]\n"},
    };
    SHOWS(e);
}

static void what_is_no_text(void **state) {
    static const struct example e[] = {
        {PAGE("一<script>var a='<p>二';</script><style>三</style><!-- 四 -->五"), "一五\n"},
        {PAGE("<template><p>一</p></template>二"), "二\n"},
        {PAGE("<![if !supportLists]>一<![endif]>二<!--[if gte mso 9]>三<![endif]-->四<?xml 五?>"),
         "一二四\n"},
        {PAGE("一&lt;二&#x4e09;&#22235;&amp;五"), "一<二三四&五\n"},
    };
    SHOWS(e);
}

static void struck_text_is_left_out(void **state) {
    static const struct example e[] = {
        {PAGE("一<s>二</s><del>三</del>四<span style='text-decoration: line-through'>五</span>"),
         "一四\n"
         "(struck text: 二)\n"
         "(struck text: 三)\n"
         "(struck text: 五)\n"
         "! words that are struck through are left out: 二; compare the place with the original\n"
         "! words that are struck through are left out: 三; compare the place with the original\n"
         "! words that are struck through are left out: 五; compare the place with the original\n"},
    };
    SHOWS(e);
}

static void hidden_text_is_named(void **state) {
    static const struct example e[] = {
        {PAGE("一<span style='color: red; display : none'>二</span>三"),
         "一三\n(hidden text: 二)\n"},
        {PAGE("<p hidden>一</p>二<noscript>三</noscript>"),
         "二\n(hidden text: 一)\n(hidden text: 三)\n"},
        {ROWS("<tr hidden><td>子<td>丑<td>寅<tr><td>丁<td>戊<td>己"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 丁] [1 戊] [2 己]\n(hidden text: 子丑寅)\n"},
    };
    SHOWS(e);
}

/* ---- tables ---- */

static void cells_span(void **state) {
    static const struct example e[] = {
        {ROWS("<tr><td rowspan=2>丁<td colspan=2>戊<tr><td>己<td>庚"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 x2 丁] [1-2 戊]\nrow [1 己] [2 庚]\n"},
        /* A span ends with the table, and where another cell stands. */
        {ROWS("<tr><td rowspan=9>丁<td colspan=1000>戊<tr><td>己"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 x2 丁] [1-2 戊]\nrow [1 己]\n"},
        {ROWS("<tr><td>丁<td rowspan=2>戊<td>己<tr><td colspan=3>庚<td>辛"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 丁] [1 x2 戊] [2 己]\nrow [0 庚] [2 辛]\n"},
        {ROWS("<tr><td rowspan=0>丁<td>戊<td>己<tr><td>庚<td>辛<tr><td>壬<td>癸"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 x3 丁] [1 戊] [2 己]\nrow [1 庚] [2 辛]\n"
         "row [1 壬] [2 癸]\n"},
        {ROWS("<tr><td rowspan=4294967295 colspan=-1>丁<td colspan=x>戊<td>"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 丁] [1 戊] [2]\n"},
    };
    SHOWS(e);
}

static void rows_without_their_elements(void **state) {
    static const struct example e[] = {
        {TABLE(
             "<caption>题</caption><thead><tr><th>甲<th>乙</thead><tbody><tr><td>丙<td>丁</tbody>"),
         "题\ntable 2\nheader [0 甲] [1 乙]\nrow [0 丙] [1 丁]\n"},
        {TABLE("<tr><th>甲<th>乙<tr><th>丙<td>丁"),
         "table 2\nheader [0 甲] [1 乙]\nrow [0 丙] [1 丁]\n"},
        {TABLE("<td>甲<td>乙<tr><td>丙<td>丁"), "table 2\nrow [0 甲] [1 乙]\nrow [0 丙] [1 丁]\n"},
        {TABLE("<form><tr><td>甲<td>乙<tr><td>丙<td>丁</form>"),
         "table 2\nrow [0 甲] [1 乙]\nrow [0 丙] [1 丁]\n"},
        {TABLE("散<tr><td>甲<td>乙<tr>落<td>丙<td>丁<div>间</div>"),
         "散\n落\ntable 2\nrow [0 甲] [1 乙]\nrow [0 丙] [1 丁/间]\n"},
    };
    SHOWS(e);
}

static void cells_keep_their_paragraphs(void **state) {
    static const struct example e[] = {
        {ROWS("<tr><td>丁<br>戊<td><p>己</p><p>庚</p><td>辛<div>壬</div>"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 丁/戊] [1 己/庚] [2 辛/壬]\n"},
        {ROWS(
             "<tr><td>这一格里有一张小表：<table><tr><td>丁<td>戊<tr><td>己</table>完<td>庚<td>辛"),
         "table 3\nrow [0 甲] [1 乙] [2 丙]\nrow [0 这一格里有一张小表：/丁/戊/己/完] [1 庚] [2 "
         "辛]\n"},
    };
    SHOWS(e);
}

static void layout_is_no_table(void **state) {
    static const struct example e[] = {
        {TABLE("<tr><td>边<td>文<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"),
         "边\n文\ntable 2\nrow [0 甲] [1 乙]\nrow [0 丙] [1 丁]\n"},
        {TABLE("<tr><td>一段<tr><td>又一段"), "一段\n又一段\n"},
        {TABLE("<tr><td>左<td>" H("1", "题") "文<tr><td>底<td>角"), "左\nh1 题\n文\n底\n角\n"},
        {PAGE("<table role=presentation><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"),
         "甲\n乙\n丙\n丁\n"},
    };
    SHOWS(e);
}

/* ---- the article ---- */

#define MENU "<ul><li><a href=/1>首页</a><li><a href=/2>公开</a><li><a href=/3>服务</a></ul>"
#define PLAN "<table><tr><th>甲<th>乙<tr><td>丙<td>丁</table>"
#define PLAN_SHOWN "table 2\nheader [0 甲] [1 乙]\nrow [0 丙] [1 丁]\n"

static void menus_are_furniture(void **state) {
    static const struct example e[] = {
        {PAGE("欢迎" MENU "附件1" H("1", "青川行动") PLAN "落款" MENU "版权所有"),
         "附件1\nh1 青川行动\n" PLAN_SHOWN
         "落款\n(page furniture: 欢迎)\n(page furniture: 首页)\n(page furniture: 公开)\n"
         "(page furniture: 服务)\n(page furniture: 首页)\n(page furniture: 公开)\n"
         "(page furniture: 服务)\n(page furniture: 版权所有)\n"},
        {PAGE("<p><a href=/1>首页</a> &gt; <a href=/2>公开</a> &gt; <a href=/3>计划</a> &gt; "
              "正文</p>文"),
         "文\n(page furniture: 首页 > 公开 > 计划 > 正文)\n"},
        {PAGE("<nav>一</nav><header>二</header><main><header>三</header>四</main><footer>五。</"
              "footer>"
              "<aside>六</aside><div role=search>七</div><p class='page-footer'>八</p>"),
         "三\n四\n(page furniture: 一)\n(page furniture: 二)\n(page furniture: 五。)\n"
         "(page furniture: 六)\n(page furniture: 七)\n(page furniture: 八)\n"},
        {PAGE("<select><option>甲<option>乙</select><button>搜</button>文"),
         "文\n(page furniture: 甲乙)\n(page furniture: 搜)\n"},
    };
    SHOWS(e);
}

/* What only looks like a menu stays: few links, long ones, tables, all that holds the title. */
static void doubtful_text_stays(void **state) {
    static const struct example e[] = {
        {PAGE("<p>附件：<a href=1.doc>一览表</a></p><p><a href=2.doc>任务表</a></p>"),
         "附件：一览表\n任务表\n"},
        {PAGE("<ul><li><a href=1>青川区社区服务提升行动计划任务分工总表</a><li>"
              "<a href=2>青川区社区服务提升行动计划指标分解总表</a><li>"
              "<a href=3>青川区社区服务提升行动计划项目安排总表</a></ul>"),
         "青川区社区服务提升行动计划任务分工总表\n青川区社区服务提升行动计划指标分解总表\n"
         "青川区社区服务提升行动计划项目安排总表\n"},
        {PAGE("<nav>" PLAN "</nav>"), PLAN_SHOWN},
        {PAGE("<div class=nav>附件" H("1", "行动计划") "</div>" PLAN),
         "附件\nh1 行动计划\n" PLAN_SHOWN},
        {PAGE("前言" H("1", "行动计划") "正文"), "前言\nh1 行动计划\n正文\n"},
        {PAGE("<p>一、甲。</p>" MENU "<p>二、乙。</p><p>落款</p>"),
         "一、甲。\n二、乙。\n落款\n(page furniture: 首页)\n(page furniture: 公开)\n"
         "(page furniture: 服务)\n"},
    };
    SHOWS(e);
}

/* The page's head says which line is the article's title. */
static void title_of_the_head(void **state) {
    static const struct example e[] = {
        {"<html><head><meta name=ArticleTitle content='社区服务行动计划'></head><body>" MENU
         "索引号<p>社区服务行动计划</p>文",
         "索引号\nh1 社区服务行动计划\n文\n(page furniture: 首页)\n(page furniture: 公开)\n"
         "(page furniture: 服务)\n"},
        {"<html><head><title>关于印发社区服务行动计划的通知 - "
         "青川</title></head><body><p>关于印发<br>"
         "社区服务行动计划<br>的通知</p>文",
         "h1 关于印发社区服务行动计划的通知\n文\n"
         "(page furniture: 关于印发社区服务行动计划的通知 - 青川)\n"},
        /* A table of facts about the page is no table of the article. */
        {"<html><head><title>社区服务行动计划_青川</title></"
         "head><body><table><tr><td>索引号<td>7<tr>"
         "<td>日期<td>5月</table><p>社区服务行动计划</p>" PLAN,
         "索引号\n7\n日期\n5月\nh1 社区服务行动计划\n" PLAN_SHOWN
         "(page furniture: 社区服务行动计划_青川)\n"},
    };
    SHOWS(e);
}

/* ---- footnotes ---- */

static void footnotes_of_converters(void **state) {
    static const struct example e[] = {
        /* Word */
        {PAGE("<p>托位<a href='#_ftn1' name='_ftnref1'>[1]</a>个</p><div id=ftn1><p>"
              "<a href='#_ftnref1' name='_ftn1'>[1]</a> 含幼儿园</p></div>"),
         "托位个\nnote 1 (托位) 含幼儿园\n(footnote mark: [1])\n(footnote mark: [1])\n"},
        /* LibreOffice */
        {PAGE("<p>托位<sup><a name='a1' href='#s1'><sup>1</sup></a></sup></p><div id='f1'><p>"
              "<a name='s1' href='#a1'>1</a>含幼儿园</p></div>"),
         "托位\nnote 1 (托位) 含幼儿园\n(footnote mark: 1)\n(footnote mark: 1)\n"},
        /* pandoc; others put the name on the element around the link */
        {PAGE("<p>托位<sup id=r1><a href='#fn1'>1</a></sup></p><ol><li id=fn1><p>含幼儿园"
              "<a href='#r1'>↩</a></p><p>又</p></li></ol>"),
         "托位\nnote 1 (托位) 含幼儿园\n又\n(footnote mark: 1)\n(footnote mark: ↩)\n"},
        /* a link inside the page is no footnote */
        {PAGE("<p><a href='#x'>见下</a></p><p id=x>文</p>"), "见下\n文\n"},
    };
    SHOWS(e);
}

/* ---- places, character sets, limits, other formats ---- */

static void places_are_lines_of_the_source(void **state) {
    assert_str(
        shown_with_lines(*state, S("<html>\n<body>\n<p>\n一<br>\n二</p>\n<table>\n<tr>\n<td>甲"
                                   "\n<td>\n乙\n<tr><td>丙<td>丁\n</table>\n<!--\n-->三")),
        S("4:一\n5:二\ntable 2\nrow [0 8:甲] [1 10:乙]\nrow [0 11:丙] [1 11:丁]\n14:三\n"));
}

/* Lines behind the 65,535th are told too. */
static void places_in_long_pages(void **state) {
    struct buf b = {.a = *state};
    buf_add(&b, S("<html><body>"));
    for (int i = 0; i < 70000; i++)
        buf_byte(&b, '\n');
    buf_add(&b, S("<p>一"));
    assert_str(shown_with_lines(*state, buf_str(&b)), S("70001:一\n"));
}

static struct str encoded(struct arena *a, const char *to, const char *text) {
    struct buf b = {.a = a};
    char out[4096], *in = (char *)(uintptr_t)text, *end = out;
    size_t left = strlen(text), room = sizeof out;
    iconv_t cd = iconv_open(to, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    assert_int_equal(iconv(cd, &in, &left, &end, &room), 0);
    iconv_close(cd);
    buf_add(&b, (struct str){out, sizeof out - room});
    return buf_str(&b);
}

#define DECLARED(charset) "<html><head><meta charset=\"" charset "\"></head><body><p>青川区行动计划"

static void character_sets(void **state) {
    static const struct {
        const char *charset, *html;
    } good[] = {{"GB2312", DECLARED("gb2312")},
                {"GBK", DECLARED("GBK")},
                {"GB18030", DECLARED("gb18030")},
                {"GB18030", "<html><p>青川区行动计划"},
                {"UTF-8", DECLARED("utf-8")},
                {"UTF-8", DECLARED("gb2312")},
                {"UTF-16LE", "<html><p>青川区行动计划"},
                {"GBK", DECLARED("utf-8")},
                {"GBK", DECLARED("")}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_str(shown(*state, encoded(*state, good[i].charset, good[i].html), LIMITS_DEFAULT),
                   S("青川区行动计划\n"));
    struct str foreign = encoded(*state, "BIG5", "<html><meta charset='big5'><p>行動計畫");
    assert_str(shown(*state, foreign, LIMITS_DEFAULT),
               S("! the page is in big5, which the program does not read; save the file as UTF-8 "
                 "and try again\n"));
}

static struct str repeated(struct arena *a, const char *begin, const char *s, int n) {
    struct buf b = {.a = a};
    buf_add(&b, str_of(begin));
    while (n--)
        buf_add(&b, str_of(s));
    return buf_str(&b);
}

static void limits_are_kept(void **state) {
    struct limits limits = {.file_bytes = 1 << 20,
                            .member_bytes = 1,
                            .xml_depth = 20,
                            .attributes = 9,
                            .text_chars = 999,
                            .columns = 4,
                            .cells = 6};
    assert_str(shown(*state, repeated(*state, "<html><body>一", "<div>", 18), limits), S("一\n"));
    assert_str(shown(*state, repeated(*state, "<html><body>", "<div>", 19), limits),
               S("! elements stand more than 20 deep in each other; raise the limit with "
                 "--max-xml-depth\n"));
    assert_str(shown(*state, repeated(*state, "<html><table><tr>", "<th>一", 5), limits),
               S("! more table columns than --max-columns allows\n"));
    assert_str(shown(*state, repeated(*state, "<html><table>", "<tr><td>一<td>二", 4), limits),
               S("! more table cells than --max-cells allows\n"));
}

/* An element with n attributes, written in the ways that HTML allows. */
static struct str crowded(struct arena *a, unsigned n) {
    static const char *const kinds[] = {" a%u=1", " a%u='>'", "\na%u = \"x y=1 z\"", " a%u"};
    struct buf b = {.a = a};
    buf_add(&b, S("<html><body><p"));
    for (unsigned i = 0; i < n; i++)
        buf_fmt(&b, kinds[i % 4], i);
    buf_add(&b, S(">文</p><br a=1 /><p b=1>末</p>"));
    return buf_str(&b);
}

static void attributes_have_a_limit(void **state) {
    struct limits limits = LIMITS_DEFAULT;
    limits.attributes = 12;
    assert_str(shown(*state, crowded(*state, 12), limits), S("文\n+1 末\n"));
    assert_str(shown(*state, crowded(*state, 13), limits),
               S("! an element has more than 12 attributes; raise the limit with "
                 "--max-attributes\n"));
    assert_str(shown(*state, crowded(*state, 200000), LIMITS_DEFAULT),
               S("! an element has more than 1000 attributes; raise the limit with "
                 "--max-attributes\n"));
    limits.text_chars = 2;
    assert_str(shown(*state, crowded(*state, 1), limits), S("文\n+1 末\n"));
    limits.text_chars = 1;
    assert_str(shown(*state, crowded(*state, 1), limits),
               S("! the document has 2 characters of text, the limit is 1; raise it with "
                 "--max-text-chars\n"));
}

static void other_formats_are_left_alone(void **state) {
    static const struct example e[] = {
        {"<p>一</p><table><tr><th>甲<th>乙</table>", "一\ntable 2\nheader [0 甲] [1 乙]\n"},
        {"<意见>一\n二", "<意见>一\n二\n"},
        {"一<b>二</b>", "一<b>二</b>\n"},
    };
    SHOWS(e);
}

/* Whatever a page is cut to is read without loss. */
static void cut_anywhere(void **state) {
    static const char page[] =
        PAGE(MENU "<table><tr><td rowspan=2>甲<br>乙<td>丙<tr><td>丁</table>"
                  "<p>托位<a href='#_ftn1' name='_ftnref1'>[1]</a></p><!-- 注 -->"
                  "<div><a href='#_ftnref1' name='_ftn1'>[1]</a>含");
    const struct str all = str_of(page);
    for (size_t n = strlen("<!DOCTYPE html><html>"); n < all.n; n++) {
        struct arena *a = arena_new(NULL);
        struct str text = str_cut(all, 0, n);
        if (utf8_valid(text) == n)
            assert_true(str_find(shown(a, text, LIMITS_DEFAULT), S("characters kept"), 0) ==
                        SIZE_MAX);
        arena_drop(a);
    }
    (void)state;
}

/* ---- the doc as a page ---- */

static struct str page_of(struct arena *a, struct str bytes) {
    const struct limits limits = LIMITS_DEFAULT;
    struct diags diags = {.a = a};
    struct doc *doc = NULL;
    assert_int_equal(doc_read(a, bytes, S("清单"), S("d"), &limits, TRACKED_ACCEPT, &diags, &doc),
                     0);
    return doc_to_html(a, (const struct doc *const[]){doc}, 1);
}

/* What the reader of pages makes of the page is the table that was written. */
static void page_shows_tables(void **state) {
    static const char table[] =
        "table 3\nheader [0 x2 甲] [1-2 <乙> & \"丙\"]\nheader [1 丁] [2 戊]\n"
        "row [0-2 己/庚]\nrow [0] [1 辛] [2]\n";
    struct str page = page_of(*state, S(TABLE("<tr><th rowspan=2>甲<th colspan=2>&lt;乙> &amp; "
                                              "&quot;丙&quot;<tr><th>丁<th>戊<tr><td colspan=3>"
                                              "己<p>庚<tr><td><td>辛<td>")));
    struct str again = shown(*state, page, LIMITS_DEFAULT);
    assert_true(str_find(again, str_of(table), 0) != SIZE_MAX);
}

static void page_shows_all_else(void **state) {
    struct str loose = page_of(*state, S("标题\n\t序号[bookmark: _a]\n\t一<b>\n二\n\t\n\t三\n"));
    struct str again = shown(*state, loose, LIMITS_DEFAULT);
    assert_true(str_starts(again, S("h1 清单\nd · flat text · UTF-8 · 23 characters, 23 kept · ")));
    assert_true(
        str_ends(again, S("\n标题\n<1.>序号\n<2.>一<b>\n二\n<3.>\n<4.>三\nfurniture\ntable 2\n"
                          "row [0 bookmark] [1 [bookmark: _a]]\n(page furniture: 清单)\n")));
    struct str numbered =
        page_of(*state, S(PAGE("<p>托位<a href='#n' name='m'>[1]</a></p><p>"
                               "<a href='#m' name='n'>[1]</a>注</p><ol><li>甲</ol>")));
    assert_true(str_find(shown(*state, numbered, LIMITS_DEFAULT), S("托位\n1. 甲\n[1] 托位\n注\n"),
                         0) != SIZE_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_collapses),
        cmocka_unit_test(blocks_and_breaks_end_paragraphs),
        cmocka_unit_test(lists_are_numbered),
        cmocka_unit_test(what_is_no_text),
        cmocka_unit_test(hidden_text_is_named),
        cmocka_unit_test(struck_text_is_left_out),
        cmocka_unit_test(cells_span),
        cmocka_unit_test(rows_without_their_elements),
        cmocka_unit_test(cells_keep_their_paragraphs),
        cmocka_unit_test(layout_is_no_table),
        cmocka_unit_test(menus_are_furniture),
        cmocka_unit_test(doubtful_text_stays),
        cmocka_unit_test(title_of_the_head),
        cmocka_unit_test(footnotes_of_converters),
        cmocka_unit_test(places_are_lines_of_the_source),
        cmocka_unit_test(places_in_long_pages),
        cmocka_unit_test(character_sets),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(attributes_have_a_limit),
        cmocka_unit_test(other_formats_are_left_alone),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(page_shows_tables),
        cmocka_unit_test(page_shows_all_else),
    };
    return cmocka_run_group_tests(tests, test_arena, test_drop);
}

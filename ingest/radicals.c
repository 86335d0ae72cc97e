/* Fonts draw a radical (U+2F49) and the ideograph that looks the same (月, U+6708) by one glyph.
 * Who writes a PDF file asks the font which character a glyph is, and often gets the radical. No
 * text is meant to hold any, so they are read as what is printed. */
#include "ingest/radicals.h"
#include "base/utf8.h"

/* From U+2F00 on, the Kangxi radicals, as Unicode decomposes them, but U+2F3E, which fonts for the
 * mainland draw as 户; from U+2E9F on, what of the supplement is an ideograph of its own, the rest
 * as it is. */
enum { KANGXI = 0x2F00, SUPPLEMENT = 0x2E9F };
static const struct str KANGXI_IDEOGRAPHS =
    S("一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口"
      "囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳"
      "心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿"
      "片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
      "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷"
      "豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音"
      "頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊"
      "齒龍龜龠");
static const struct str SUPPLEMENT_IDEOGRAPHS =
    S("母民⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼"
      "⺽⺾⺿⻀虎⻂⻃西见角⻇⻈贝⻊车⻌⻍⻎⻏⻐長⻒长门⻕⻖雨青韦页"
      "风飞食⻞⻟⻠⻡马骨鬼鱼鸟卤麦黄黾⻫齐⻭齿⻯龙⻱⻲龟");

/* Radicals and their ideographs have three bytes each. */
enum { BYTES = 3 };

static struct str ideograph(struct str all, int32_t cp, int32_t first) {
    size_t at = cp < first ? all.n : (size_t)(cp - first) * BYTES;
    return at < all.n ? str_cut(all, at, at + BYTES) : (struct str){0};
}

struct str radicals_as_ideographs(struct arena *a, struct str text) {
    struct buf b = {.a = a};
    for (size_t i = 0, from = 0; i < text.n; from = i) {
        int32_t cp = utf8_next(text, &i);
        struct str as = ideograph(KANGXI_IDEOGRAPHS, cp, KANGXI);
        if (!as.n)
            as = ideograph(SUPPLEMENT_IDEOGRAPHS, cp, SUPPLEMENT);
        buf_add(&b, as.n ? as : str_cut(text, from, i));
    }
    return buf_str(&b);
}

#!/bin/sh
# Plans of growing size, from file to finished database with search index: as flattened text and as
# a Word file, beside the floor (unzipping the Word file and checking its XML) and, up to PEER_ROWS,
# beside other readers of Word files where those are installed (mammoth and anydoc by npm install
# --prefix build/peers mammoth @firecrawl/anydoc). Medians of wall time, the least processor time,
# the most memory of one process. Behind the text: its rows inserted by a bare program (insert.c).
# usage: [PEER_ROWS=N] [PYTHON=…] bench/rows.sh PROGRAM MEASURE INSERT [ROWS…]
set -eu
program=$1 measure=$2 insert=$3
shift 3
[ $# -gt 0 ] || set -- 100 1000 2000 10000 100000
peer_rows=${PEER_ROWS:-2000}
python=${PYTHON:-python3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# A plan of n rows of six cells: as Word's tables are flattened, or as tools/mkdocx.c reads it.
rows() {
    awk -v n="$1" -v text="$2" '
        function row(a, b, c, d, e, f) {
            if (text)
                printf "\t%s\n\t%s\n\t%s\n\t%s\n\t%s\n\t%s\n", a, b, c, d, e, f
            else
                printf "--%s\n| %s\n| %s\n| %s\n| %s\n| %s\n| %s\n", a == "序号" ? "*" : "", a, b, c, d, e, f
        }
        BEGIN {
            units = split("区教委 区卫生健康委 区财政局 区民政局 区水务局 区生态环境局 区城市管理委 " \
                "区住房城乡建设委 区交通局 区人力资源社会保障局 区文化和旅游局 区商务局", unit, " ")
            ends = split("年底前 6月底前 3月底前 9月底前 全年持续推进", end, " ")
            print text ? "清川区2026年行动计划\n" : "= 清川区2026年行动计划\n|= 6 14 40 10 15 15"
            row("序号", "重点任务", "工作措施", "完成时限", "主责单位", "协办单位")
            for (i = 1; i <= n; i++)
                row(i, "推进社区养老服务体系建设第" int((i + 2) / 3) "项",
                    "新建社区养老驿站" i % 90 + 1 "家，为老年人提供助餐、助浴、助医服务；年内服务不少于" i * 7 "人次。",
                    end[i % ends + 1], unit[i % units + 1] "、" unit[(i + 5) % units + 1],
                    unit[(i * 7 + 1) % units + 1] "、各镇街")
        }'
}

there() {
    command -v "$1" >/dev/null || { echo "  $1 is not installed"; false; }
}

peers() {
    there pandoc && "$measure" -n 'pandoc to JSON' pandoc -f docx -t json "$1"
    there soffice && "$measure" -n 'LibreOffice to text' \
        soffice "-env:UserInstallation=file://$tmp/office" --headless --convert-to txt:Text \
        --outdir "$tmp" "$1"
    for peer in mammoth anydoc; do
        there "build/peers/node_modules/.bin/$peer" &&
            "$measure" -n "$peer" "build/peers/node_modules/.bin/$peer" "$1"
    done
    if "$python" -c 'import docx' 2>/dev/null; then
        "$measure" -n 'python3-docx, cells' "$python" -c 'import docx, sys
for table in docx.Document(sys.argv[1]).tables:
    for cell in table._cells:  # row.cells makes this list anew for every row
        cell.text' "$1"
    else
        echo '  python3-docx is not installed'
    fi
}

# shellcheck disable=SC2046  # a list of words
${CC:-cc} -std=c17 -O1 -I. -D_GNU_SOURCE -o "$tmp/mkdocx" tools/mkdocx.c base/arena.c base/str.c \
    $(pkg-config --cflags --libs libzip)
echo "$(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg)"
for n; do
    rows "$n" 1 >"$tmp/plan.txt"
    rows "$n" 0 >"$tmp/plan.plan"
    "$tmp/mkdocx" "$tmp/plan.plan" "$tmp/plan.docx"
    echo "$n rows: text of $(($(wc -c <"$tmp/plan.txt") / 1024)) KiB, XML of \
$(($(unzip -p "$tmp/plan.docx" word/document.xml | wc -c) / 1024)) KiB"
    "$measure" -n 'text to database' -x "$tmp/t.db" "$program" ingest --db "$tmp/t.db" "$tmp/plan.txt"
    "$insert" "$tmp/t.db"
    "$measure" -n 'Word to database' -x "$tmp/w.db" "$program" ingest --db "$tmp/w.db" "$tmp/plan.docx"
    # shellcheck disable=SC2016  # of the inner shell
    there xmllint && "$measure" -n 'floor: unzip, xmllint' \
        sh -c 'unzip -p "$0" word/document.xml | xmllint --stream --noout -' "$tmp/plan.docx"
    [ "$n" -gt "$peer_rows" ] || peers "$tmp/plan.docx"
done

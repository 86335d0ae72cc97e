#!/bin/sh
# Many documents: into a database in one run of growing size, and one by one through the filters.
# Processor time tells; wall time only where nothing else runs. Figures are in docs/performance.md
# and docs/scale.md.
# usage: bench/many.sh PROGRAM MEASURE [DOCUMENTS…]
set -eu
program=$1 measure=$2
shift 2
[ $# -gt 0 ] || set -- 10 100 1000 10000
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# N plans of M measures each, as Word's tables are flattened.
plans() { # N M FOLDER
    mkdir -p "$3"
    awk -v n="$1" -v m="$2" -v folder="$3" '
        function row(a, b, c, d, e, f) {
            printf "\t%s\n\t%s\n\t%s\n\t%s\n\t%s\n\t%s\n", a, b, c, d, e, f >file
        }
        BEGIN {
            units = split("区教委 区卫生健康委 区财政局 区民政局 区水务局 区生态环境局 区城市管理委 " \
                "区住房城乡建设委 区交通局 区人力资源社会保障局 区文化和旅游局 区商务局", unit, " ")
            ends = split("年底前 6月底前 3月底前 9月底前 全年持续推进", end, " ")
            for (k = 1; k <= n; k++) {
                file = sprintf("%s/p%05d.txt", folder, k)
                print "清川区" 2010 + k % 17 "年第" k "号行动计划\n" >file
                row("序号", "重点任务", "工作措施", "完成时限", "主责单位", "协办单位")
                for (i = 1; i <= m; i++)
                    row(i, "推进社区养老服务体系建设第" int((i + 2) / 3) "项",
                        "新建社区养老驿站" (i * k) % 90 + 1 "家，为老年人提供助餐、助浴、助医服务；年内服务不少于" i * 7 "人次。",
                        end[i % ends + 1], unit[i % units + 1] "、" unit[(i + 5) % units + 1],
                        unit[(i * 7 + 1) % units + 1] "、各镇街")
                close(file)
            }
        }'
}

echo "$(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg)"
for n; do
    plans "$n" 30 "$tmp/$n"
    for jobs in 1 2; do
        "$measure" -n "$n documents of 30 measures, $jobs job(s)" -x "$tmp/db" \
            "$program" ingest -q --jobs "$jobs" --db "$tmp/db" "$tmp/$n"
    done
    echo "  database of $(($(wc -c <"$tmp/db") / 1024)) KiB"
    rm -rf "${tmp:?}/$n"
done

plans 60 100 "$tmp/plans"
mkdir "$tmp/d" "$tmp/e" "$tmp/r"
each() { # FILTER FROM TO : for 60 documents
    # shellcheck disable=SC2016
    "$measure" -n "60 times $1, documents of 100 measures" \
        sh -c 'for f in "$2"/*; do "$0" "$1" "$f" >"$3/${f##*/}" || exit; done' "$program" "$1" "$2" "$3"
}
each decode "$tmp/plans" "$tmp/d"
each extract "$tmp/d" "$tmp/e"
each resolve "$tmp/e" "$tmp/r"
cat "$tmp/r"/* >"$tmp/shard"
echo "  shard of $(($(wc -c <"$tmp/shard") / 1024)) KiB, by gzip $(($(gzip -c "$tmp/shard" | wc -c) / 1024)) KiB"
"$measure" -n 'load of the 60' -x "$tmp/db" "$program" load --db "$tmp/db" "$tmp/shard"
"$measure" -n 'ingest of the 60' -x "$tmp/db" "$program" ingest -q --db "$tmp/db" "$tmp/plans"

#!/bin/sh
# A table of 2,000 rows in a Word file, decoded by this program and by pandoc where that is
# installed: processor time, memory.
# usage: bench/docx.sh PROGRAM MEASURE [ROWS]
set -eu
program=$1 measure=$2 rows=${3:-2000}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
{
    echo '= 清川区2026年行动计划'
    echo '|= 6 14 40 10 10 10 10'
    echo '--*'
    printf '| %s\n' 序号 重点任务 工作措施 完成时限 牵头部门 主责单位 协办单位
    i=0
    while [ "$i" -lt "$rows" ]; do
        i=$((i + 1))
        echo --
        case $((i % 3)) in
            1) printf '| %s\n' "$i" "任务$i" ;;
            *) printf '^\n^\n' ;;
        esac
        printf '| %s\n' "新建社区养老驿站$i家，为老年人提供助餐、助浴、助医服务；年内服务不少于$((i * 7))人次。" \
            年底前 区民政局 区卫生健康委、区财政局 各镇街（地区）
    done
} >"$tmp/table.plan"
# shellcheck disable=SC2046  # a list of words
${CC:-cc} -std=c17 -O1 -I. -D_GNU_SOURCE -o "$tmp/mkdocx" tools/mkdocx.c base/arena.c base/str.c \
    $(pkg-config --cflags --libs libzip)
"$tmp/mkdocx" "$tmp/table.plan" "$tmp/table.docx"
echo "a table of $rows rows in a Word file"
"$measure" "$program" decode "$tmp/table.docx"
if command -v pandoc >/dev/null; then
    "$measure" pandoc -f docx -t json "$tmp/table.docx"
else
    echo 'pandoc is not installed'
fi

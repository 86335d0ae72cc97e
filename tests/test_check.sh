#!/bin/sh
# The command check: exit status, formats, what it says of files it cannot read. Prints TAP.
# usage: tests/test_check.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"

check_of() { run check "$@"; }

prints() { # LINE…
    for line; do
        grep -qF -- "$line" out || return 1
    done
}

head='# 延庆区书香城市建设2026年行动计划

| 序号 | 重点任务 | 工作措施 | 完成时限 | 牵头部门 | 协办单位 |
|---|---|---|---|---|---|'
cat >clean.md <<END
$head
| 1 | 建设书屋 | 新建社区书屋3处，配齐桌椅。 | 年底前 | 区教委 | —— |
END
cat >faulty.md <<END
$head
| 1 | 建设书屋 | 夜间延长开放两小时。夜间延长开放两小时。 | 年底前 | 区教委 | —— |
| 2 | 开放场馆 | 至少新增3处以上。 | 年底前 | 区体育局 | —— |
END
printf 'PK\003\004 no archive' >broken.docx
printf '今天天气很好。\n我们去公园，，看花。\n' >diary.txt

check_of clean.md
check "nothing found: status 0" ends 0
check "every character is accounted for" prints '未归入0'

check_of faulty.md
check "faults found: status 1" ends 1
check "place, severity and code" prints '第5行  1.1.1  错误  doubled-sentence' '第6行  1.2.1  提示  redundant-words'
check "words, reason and what to do" prints '| 夜间延长开放两小时' '这句话印了两遍' '→ 删去一遍'
check "no line is wider than the terminal" test "$(awk '{n = length($0)} n > 80' out | wc -l)" -eq 0

check_of --lang en faulty.md
check "in English" prints 'line 5  1.1.1  error  doubled-sentence' 'this sentence is printed twice'

check_of --fail-on error faulty.md
check "--fail-on error: an error is enough" ends 1
sed -i 's/夜间延长开放两小时。夜间/夜间/' faulty.md
check_of --fail-on warning faulty.md
check "--fail-on warning: a note is not" ends 0
check_of --fail-on fatal faulty.md
check "no such level" refuses '--fail-on is note, warning or error'

check_of --format json faulty.md
check "JSON: one object a line, names by contract" prints '"file":"faulty.md","code":"redundant-words","severity":"note","message":"' \
    '"source_line":6,"table_no":1,"task_no":2,"measure_no":1,"excerpt":"至少新增3处以上"'
check "JSON: further keys that say nothing are left out" test "$(grep -c 'row_no\|source_path' out)" -eq 0

check_of -o result.sarif faulty.md
check "SARIF by the file's extension" grep -q '"version": "2.1.0"' result.sarif
if command -v jq >/dev/null; then
    check "SARIF: result, rule and place agree" test "$(jq -r '.runs[0] as $r | $r.results[0] |
        .ruleId == $r.tool.driver.rules[.ruleIndex].id and .level == "note" and
        .locations[0].physicalLocation.artifactLocation.uri == "faulty.md" and
        .locations[0].physicalLocation.region.startLine == 6' result.sarif)" = true
fi

check_of broken.docx faulty.md diary.txt missing.txt
check "a file that cannot be read is a finding, the others are checked" prints 'unreadable' 'redundant-words'
check "a document that is no plan says so and nothing else" test "$(grep -c 'doubled-mark' out)" -eq 0
check "which is a finding of its own" prints 'not-a-plan'
check "status 1" test "$status" -eq 1
check_of broken.docx
check "nothing could be checked: status 2" test "$status" -eq 2
check "nor is there a file" test "$(check_of; echo "$status")" -eq 2

check_of -o result.html faulty.md
check "a page by the file's extension" grep -q 'data-c="redundant-words"' result.html
check_of -o result.xlsx "$root/examples/linhu-2021.txt"
check "a workbook by the file's extension" test "$status" -eq 1
if command -v unzip >/dev/null; then
    check_of --format json "$root/examples/linhu-2021.txt"
    n=$(($(wc -l <out) + 1))
    check "with a row for each finding below its header" \
        test "$(unzip -p result.xlsx xl/worksheets/sheet1.xml | grep -o '<row ' | wc -l)" -eq "$n"
fi
check_of -o result.docx "$root/examples/linhu-2021.txt"
check "a Word document by the file's extension" test "$status" -eq 1
comments() { # the number of comments, and of places that have one
    unzip -p result.docx word/comments.xml | grep -o '<w:comment ' | wc -l
    unzip -p result.docx word/document.xml | grep -o '<w:commentReference ' | wc -l
}
if command -v unzip >/dev/null; then
    check_of --format json "$root/examples/linhu-2021.txt"
    n=$(wc -l <out)
    check "with a comment for each finding" test "$(comments | sort -u)" -eq "$n"
    "$program" decode result.docx >out 2>err
    check "which reads as the plan" prints '建设家庭养老床位'
fi
check_of -o result.docx faulty.md clean.md
check "comments go into one document" refuses 'one document'

printf 'redundant-words\t3处以上\t地方习惯\nno-lead\t1.9.1\t已核对\n' >known.tsv
check_of --suppress known.tsv faulty.md
check "a suppression that matches nothing is a finding" prints 'suppression-unused' 'no-lead 1.9.1' '忽略1'
printf 'redundant-words\t3处以上\n' >known.tsv
check_of --suppress known.tsv faulty.md
check "a suppression without its reason is refused" refuses 'known.tsv:1: a suppression is CODE'

check_of --explain doubled-sentence
check "--explain CODE" prints 'doubled-sentence  错误' '删去一遍'
check_of --explain doubled
check "--explain of no code" refuses 'there is no code doubled'
check_of --explain manual --lang en
in_manual() { # FIRST LINE : the table of docs/check.md that begins so is what was printed
    sed -n "/^| $1/,/^\$/p" "$root/docs/check.md" | sed '/^$/d' | cmp -s - out
}
check "the manual's table is the registry's" in_manual code
check_of --explain manual
check "in Chinese too" in_manual 代码
check_of --explain list
check "--explain list" prints 'doubled-sentence' 'not-carried' 'unreadable'
check_of --lang fr faulty.md
check "a language it does not speak" refuses '--lang is zh or en'
mkdir folder && cp clean.md faulty.md folder
check_of folder
check "the files of a folder" test "$(grep -c '^folder/' out)" -eq 2
cat >city.md <<END
# 北京市书香城市建设2026年行动计划

| 序号 | 重点任务 | 工作措施 | 完成时限 | 牵头部门 | 主责单位 |
|---|---|---|---|---|---|
| 1 | 流动书车 | 每个乡镇配备流动书车，定期进村入户借阅图书。 | 年底前 | 市交通委 | 各区政府 |
END
sed 's/^# /# 延庆区/' clean.md >district.md
check_of --lang en --against city.md district.md
check "what the plan above asks and this one lacks" prints '流动书车'
check_of --against broken.docx district.md
check "a plan above that cannot be read" test "$status" -eq 2
check_of --format docs faulty.md
check "an unknown format" refuses 'check writes'
check_of "$root/examples/qingchuan-2026.docx" --format json
check "Word files have places too" test "$(grep -vc 'source_path' out)" -eq 0
check_of --format json "$root/examples/linhu-2021.txt"
check "JSON: its named keys are there even where they say nothing" prints '"excerpt":null'

echo "1..$tests"

#!/bin/sh
# Every command of the guides does what it is shown for: it succeeds, or finds differences or faults
# (status 1), and says something; every line that docs/rules.md shows does what it says. Prints TAP.
# usage: tests/test_guide.sh PROGRAM   Environment: SHARE, where the examples and rules lie (the source)
set -u
. "$(dirname "$0")/tap.sh"
share=${SHARE:-$root}
tiaomu() { "$program" "$@"; }

for guide in guide.md guide.zh.md; do
    rm -rf "$work/here" && mkdir "$work/here" && cd "$work/here" || exit 1
    shown "$guide" | sed "s,/usr/share/tiaomu,$share,g" >"$work/commands"
    while read -r line; do
        tests=$((tests + 1))
        eval "$line" >"$work/out" 2>"$work/err" </dev/null
        status=$?
        file=$(printf '%s\n' "$line" | sed -n 's/.* -o \([^ ]*\).*/\1/p')
        case $line in
        tiaomu*) [ -s "$work/out" ] || [ -s "$work/err" ] || [ -s "$file" ] ;;
        esac
        told=$?
        if [ $status -le 1 ] && [ $told -eq 0 ] && { [ -z "$file" ] || [ -s "$file" ]; }; then
            echo "ok $tests - $guide: $line"
        else
            echo "not ok $tests - $guide: $line"
            sed 's/^/# /' "$work/err"
        fi
    done <"$work/commands"
done

# The two say the same in two languages.
same=$(for guide in guide.md guide.zh.md; do
    shown "$guide" | cksum
done | sort -u | wc -l)
tests=$((tests + 1))
[ "$same" -eq 1 ] || printf 'not '
echo "ok $tests - the guides show the same commands"

# The lines of docs/rules.md, each at the end of a copy of its file.
cd "$work" || exit 1
mkdir mine
sed -n 's/^```\(.*\.tsv\)$/\1/p' "$root/docs/rules.md" | sort -u | while read -r file; do
    awk -v file="$file" '/^```/ { on = substr($0, 4) == file; next } on' "$root/docs/rules.md" |
        cat "$share/rules/$file" - >"mine/$file"
done
cat >plan.txt <<'END'
云岭区2026年绿色行动计划
板块一 河道整治
	序号
	重点任务
	攻坚要点
	完成时限
	攻坚专班

	1
	整治河道
	整治河道500延长米，实施绿代工程。
	贯穿创建全过程
	区星际局

	2
	建设步道
	建设步道30延长米。
	年末封账前
	区水务局
END
"$program" extract plan.txt | "$program" resolve >without
"$program" extract --rules mine plan.txt | "$program" resolve --rules mine >with
changes() { # WORDS : they stand in the outcome with the lines, and not without
    grep -q "$1" with && ! grep -q "$1" without
}
gone() { # WORDS : the other way round
    grep -q "$1" without && ! grep -q "$1" with
}
check 'docs/rules.md: a column of measures' gone 'column-inferred.*攻坚要点'
check 'docs/rules.md: a role' changes '"role":"攻坚专班","role_kind":"responsible"'
check 'docs/rules.md: a heading' changes '"title":"板块一 河道整治"'
check 'docs/rules.md: a unit' changes '"value":500,"unit":"米"'
check 'docs/rules.md: a deadline without a day' changes '"deadline_kind":"ongoing"'
check 'docs/rules.md: a deadline with one' changes '"deadline_end":"2026-12-31"'
check 'docs/rules.md: a kind of body' changes '"org":"云岭区星际事务局"'
check 'docs/rules.md: a misreading' changes '"measure":"[^"]*实施绿化工程'
listed() {
    sed -n 's/^| `\(.*\.tsv\)` .*/\1/p' "$root/docs/rules.md" | sort >listed
    (cd "$root/rules" && ls ./*.tsv) | sed 's,^\./,,' | sort | diff listed -
}
check 'docs/rules.md lists every file' listed
echo "1..$tests"

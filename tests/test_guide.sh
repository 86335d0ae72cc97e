#!/bin/sh
# Every command of the guides does what it is shown for: it succeeds, or finds differences or faults
# (status 1), and says something. Prints TAP.
# usage: tests/test_guide.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
tiaomu() { "$program" "$@"; }

for guide in guide.md guide.zh.md; do
    rm -rf "$work/here" && mkdir -p "$work/here/plans" && cd "$work/here" || exit 1
    cp "$root"/examples/yunling-*.txt "$root"/examples/*.docx "$root"/examples/linshi-2022.txt plans/
    rm plans/yunling-2026.txt plans/qingchuan-2026.txt 2>/dev/null
    sed -n '/^```sh$/,/^```$/p' "$root/docs/$guide" | grep '^tiaomu' >"$work/commands"
    while read -r line; do
        tests=$((tests + 1))
        eval "$line" >"$work/out" 2>"$work/err" </dev/null
        status=$?
        file=$(printf '%s\n' "$line" | sed -n 's/.* -o \([^ ]*\).*/\1/p')
        if [ $status -le 1 ] && { [ -s "$work/out" ] || [ -s "$work/err" ] || [ -s "$file" ]; } &&
            { [ -z "$file" ] || [ -s "$file" ]; }; then
            echo "ok $tests - $guide: $line"
        else
            echo "not ok $tests - $guide: $line"
            sed 's/^/# /' "$work/err"
        fi
    done <"$work/commands"
done

# The two say the same in two languages.
same=$(for guide in guide.md guide.zh.md; do
    sed -n '/^```sh$/,/^```$/p' "$root/docs/$guide" | cksum
done | sort -u | wc -l)
tests=$((tests + 1))
[ "$same" -eq 1 ] || printf 'not '
echo "ok $tests - the guides show the same commands"
echo "1..$tests"

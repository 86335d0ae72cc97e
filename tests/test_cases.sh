#!/bin/sh
# Every folder of tests/cases: in.* as a brief (tests/brief.h) must be want.txt. A file args holds
# options for tests/cases.c, note.txt says in words what a careful reader expects.
# usage: tests/test_cases.sh PROGRAM [--accept [NAME]]   accept: writes want.txt instead
set -u
cases=$(dirname "$1")/tests/cases
mode=${2-} only=${3-*}
got=$(mktemp) || exit 1
trap 'rm -f "$got" "$got.diff"' EXIT

brief() { # FOLDER
    args=
    [ ! -f "$1/args" ] || args=$(cat "$1/args")
    # shellcheck disable=SC2086  # a list of words
    "$cases" "$(basename "$1")" "$1"/in.* $args
}

n=0
for dir in tests/cases/$only/; do
    dir=${dir%/}
    if [ "$mode" = --accept ]; then
        brief "$dir" >"$dir/want.txt" || echo "failed: $dir"
        continue
    fi
    n=$((n + 1))
    if [ ! -f "$dir/want.txt" ]; then
        echo "not ok $n - $(basename "$dir")"
        echo "# there is no want.txt: make accept CASE=$(basename "$dir"), and review it"
    elif [ ! -s "$dir/note.txt" ]; then
        echo "not ok $n - $(basename "$dir")"
        echo "# there is no note.txt: say in words what a careful reader gets from it"
    elif brief "$dir" >"$got" 2>&1 && diff -u "$dir/want.txt" "$got" >"$got.diff"; then
        echo "ok $n - $(basename "$dir")"
    else
        echo "not ok $n - $(basename "$dir")"
        [ -s "$got.diff" ] || tail -n 20 "$got" >"$got.diff"
        sed 's/^/# /' "$got.diff"
    fi
    rm -f "$got.diff"
done
[ "$mode" = --accept ] || echo "1..$n"

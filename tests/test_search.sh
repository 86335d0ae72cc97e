#!/bin/sh
# The command search: what it prints, exit status, messages. Prints TAP.
# usage: tests/test_search.sh PROGRAM
set -u
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
examples=$(cd "$(dirname "$0")/../examples" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tests=0

ok() { # NAME COMMAND… : the command succeeds
    name=$1
    shift
    tests=$((tests + 1))
    if "$@"; then
        echo "ok $tests - $name"
    else
        echo "not ok $tests - $name"
        sed 's/^/# /' out err 2>/dev/null | head -n 40
    fi
}

search() { # ARGUMENT… : output in out, messages in err, exit status in status
    COLUMNS=80 "$program" search "$@" >out 2>err </dev/null
    status=$?
}

quietly() { # STATUS
    [ "$status" -eq "$1" ] && [ ! -s err ]
}

refuses() { # PATTERN : status 2, one line of message, no output
    [ "$status" -eq 2 ] && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] && grep -q -- "$1" err
}

search 托育
ok 'without a database' refuses 'no such database'

"$program" ingest -q --db tiaomu.db "$examples/yunling-2026.txt" "$examples/yunling-2025.txt"
search 托位
ok 'two characters: status 0' quietly 0
ok 'two characters: the measure' grep -q '^yunling-2026 1\.2\.1' out
search 托
ok 'one character' grep -q '^yunling-2026 1\.2\.1' out
ok 'one character finds more' sh -c "tail -n 1 out | grep -Eq '^[1-9][0-9]+ items'"
search 托位 普惠 --year 2025
ok 'filters leave out' sh -c '! grep -q yunling-2026 out'
search 没有这样的词
ok 'nothing found: status 0' quietly 0
ok 'nothing found: told so' grep -qx '0 items' out
search --org 卫生健康 --role lead -n 1
ok 'a filter alone' grep -q 'the first 1 shown' out
search 普惠托位260 --year 2026 --format json
ok 'one JSON object a line' sh -c \
    'grep -c "^{\"doc\":\"yunling-2026\",\"kind\":\"measure\",\"table_no\":1,\"task_no\":2,\"measure_no\":1,.*\"snippet\":\".*\"score\":[0-9.]*}$" out | grep -qx 1'
search 托位 -o found.json
ok 'the extension of -o chooses JSON' grep -q '^{"doc":' found.json

search
ok 'nothing to look for' refuses 'words, or a filter'
search --deadline soon
ok 'no date' refuses 'soon'
search --deadline 2026-01..2026-06 -f json
ok 'a range of dates' quietly 0
search --format csv 水
ok 'an unknown format' refuses 'text or json'
search -n 0 水
ok 'a limit of none' refuses '--limit'

echo "1..$tests"

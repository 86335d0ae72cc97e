#!/bin/sh
# The command search: what it prints, exit status, messages. Prints TAP.
# usage: tests/test_search.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"

search() { # ARGUMENT… : output in out, messages in err, exit status in status
    COLUMNS=80 "$program" search "$@" >out 2>err </dev/null
    status=$?
}

quietly() { # STATUS
    [ "$status" -eq "$1" ] && [ ! -s err ]
}

search 托育
check 'without a database' refuses 'no such database'

"$program" ingest -q --db tiaomu.db "$examples/yunling-2026.txt" "$examples/yunling-2025.txt"
search 托位
check 'two characters: status 0' quietly 0
check 'two characters: the measure' grep -q '^yunling-2026 1\.2\.1' out
search 托
check 'one character' grep -q '^yunling-2026 1\.2\.1' out
check 'one character finds more' sh -c "tail -n 1 out | grep -Eq '^[1-9][0-9]+ items'"
search 托位 普惠 --year 2025
check 'filters leave out' sh -c '! grep -q yunling-2026 out'
search 没有这样的词
check 'nothing found: status 0' quietly 0
check 'nothing found: told so' grep -qx '0 items' out
search --org 卫生健康 --role lead -n 1
check 'a filter alone' grep -q 'the first 1 shown' out
search 普惠托位260 --year 2026 --format json
check 'one JSON object a line' sh -c \
    'grep -c "^{\"doc\":\"yunling-2026\",\"kind\":\"measure\",\"table_no\":1,\"task_no\":2,\"measure_no\":1,.*\"snippet\":\".*\"score\":[0-9.]*}$" out | grep -qx 1'
search 托位 -o found.json
check 'the extension of -o chooses JSON' grep -q '^{"doc":' found.json

search
check 'nothing to look for' refuses 'words, or a filter'
search --deadline soon
check 'no date' refuses 'soon'
search --deadline 2026-01..2026-06 -f json
check 'a range of dates' quietly 0
search --format csv 水
check 'an unknown format' refuses 'text or json'
search -n 0 水
check 'a limit of none' refuses '--limit'

echo "1..$tests"

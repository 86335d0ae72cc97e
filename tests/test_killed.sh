#!/bin/sh
# A run that is stopped or killed leaves whole documents, and the next one goes on. Prints TAP.
# usage: tests/test_killed.sh PROGRAM; KILLS=N: at so many moments (20)
set -u
. "$(dirname "$0")/tap.sh"
kills=${KILLS:-20}

result() { # 0 or not, NAME
    tests=$((tests + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tests - $2"
    else
        echo "not ok $tests - $2"
        sed 's/^/# /' err 2>/dev/null
    fi
}

# Thirty plans of forty measures.
mkdir plans
for i in $(seq 10 39); do
    {
        printf '云岭区20%s年行动计划\n\t序号\n\t重点任务\n\t工作措施\n\t完成时限\n\t主责单位\n\n' "$i"
        for n in $(seq 1 40); do
            printf '\t%s\n\t任务%s\n\t新建湿地%s处。\n\t年底前\n\t区水务局\n区财政局\n\n' "$n" "$n" "$n"
        done
    } >"plans/p$i.txt"
done
"$program" ingest --db whole.db -q plans || echo '# ingest failed'
"$program" export --db whole.db --format jsonl >whole.out

sound() { # DATABASE : it is one, and every measure has its rows
    [ ! -e "$1" ] && return 0
    faults=$(sqlite3 "$1" 'PRAGMA integrity_check; PRAGMA foreign_key_check') && [ "$faults" = ok ] &&
        part=$(sqlite3 "$1" 'SELECT count(*) FROM (SELECT doc, count(*) AS n FROM v_measure
            GROUP BY doc HAVING n <> 40)' 2>/dev/null || echo 0) && [ "$part" = 0 ]
}

# Whatever the moment: from the first millisecond to beyond the end.
broken=0 unfinished=0 stopped=0
for k in $(seq 1 "$kills"); do
    rm -f killed.db*
    "$program" ingest --db killed.db --jobs $((k % 2 + 1)) -q plans 2>err &
    pid=$!
    sleep "0.$(printf '%03d' $((k * 250 / kills)))"
    kill -9 "$pid" 2>/dev/null && stopped=$((stopped + 1))
    wait "$pid" 2>/dev/null
    sound killed.db || broken=$((broken + 1))
    "$program" ingest --db killed.db -q plans 2>err
    "$program" export --db killed.db --format jsonl >killed.out
    cmp -s whole.out killed.out || unfinished=$((unfinished + 1))
done
echo "# killed at $stopped of $kills moments before the end"
result "$broken" 'a killed run leaves a sound database with whole documents'
result "$unfinished" 'the next run gives what an undisturbed one gives'

# Two at once.
mkdir first second && cp plans/p1*.txt plans/p2*.txt first/ && cp plans/p3*.txt second/
"$program" ingest --db both.db -q first 2>err &
"$program" ingest --db both.db -q second 2>err2
both=$?
wait $! || both=1
[ "$both" -eq 0 ] && [ "$("$program" list --db both.db | grep -c '^p')" -eq 30 ]
result $? 'two runs into one database both finish'

# Ctrl-C.
for i in $(seq 1 20); do
    for p in plans/p*.txt; do cp "$p" "plans/c$i-${p#plans/p}"; done
done
rm -f killed.db
"$program" ingest --db killed.db --jobs 2 -q plans 2>err &
pid=$!
for _ in $(seq 1 500); do
    [ -s killed.db ] && break
    sleep 0.01
done
kill -TERM "$pid" 2>/dev/null
wait "$pid" 2>/dev/null
grep -q 'stopped; what was read is stored' err
result $? 'a signal ends a run with a word on what is stored'
sound killed.db
result $? 'the documents stored by then are whole'
echo "1..$tests"

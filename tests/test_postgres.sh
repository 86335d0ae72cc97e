#!/bin/sh
# The shared store: a PostgreSQL server of its own, on a socket in a folder of its own, holds what SQLite
# holds, to the byte. Prints TAP. usage: tests/test_postgres.sh PROGRAM; KILLS=N: at so many moments (6)
set -u
. "$(dirname "$0")/tap.sh"
kills=${KILLS:-6}
suites=$(dirname "$program")/tests
plans=${TIAOMU_PLANS:-$root/../shared/plans}

# Where Debian, Fedora and Homebrew put the server's programs, the newest first.
bin=$(for f in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
    [ ! -x "$f/initdb" ] || echo "$f"
done | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo none)")
if [ ! -x "$bin/pg_ctl" ] || [ ! -x "$bin/psql" ]; then
    skip 'a PostgreSQL server' 'PostgreSQL is not installed'
    echo "1..$tests"
    exit 0
fi

# The server does not run as root.
as_user=
if [ "$(id -u)" -eq 0 ]; then
    for user in postgres nobody; do
        ! id "$user" >/dev/null 2>&1 || { as_user="runuser -u $user --"; break; }
    done
fi
server=$work/pg
mkdir "$server" && chmod 711 "$work" && [ -z "$as_user" ] || chown "$user" "$server"

control() { # ARGUMENT… : quietly, from a folder that the user may be in
    (cd "$server" && $as_user "$bin/pg_ctl" -D "$server/data" "$@" >"$work/control" 2>&1 </dev/null)
}
start() {
    control -w -t 60 -l "$server/log" start \
        -o "-c listen_addresses='' -c unix_socket_directories=$server -c fsync=off"
}
trap 'control -m immediate stop; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
(cd "$server" && $as_user "$bin/initdb" -D data -U tiaomu -E UTF8 --locale=C -A trust) >control 2>&1 &&
    (cd "$server" && $as_user sed -i '1i local all guest scram-sha-256' data/pg_hba.conf) && start || {
    check 'a server starts' false
    sed 's/^/# /' control
    echo "1..$tests"
    exit 1
}

url="postgresql://tiaomu@/postgres?host=$server"
schema() { # NAME : a new one; prints its address
    sql "CREATE SCHEMA \"$1\"" && echo "$url&options=-csearch_path%3D%22$1%22"
}
sql() { # SQL [ADDRESS]
    "$bin/psql" -X -q -A -t -F '|' -v ON_ERROR_STOP=1 -c "$1" "${2:-$url}" 2>>sql.err
}

# The suites of the store over this server; each of their tests is one here.
for suite in store search; do
    if [ -x "$suites/test_$suite" ]; then
        CMOCKA_MESSAGE_OUTPUT=tap TIAOMU_TEST_DB=$url "$suites/test_$suite" >out 2>err
        units=$?
        check "the tests of the $suite" [ "$units" -eq 0 ]
        check "the tests of the $suite: some were run" [ "$(grep -c '^ok' out)" -ge 9 ]
    else
        skip "the tests of the $suite" 'the suite is not built'
    fi
done

# Everything that gives bytes out, of two databases.
same() { # ARGUMENT… : the program gives the same of both
    "$program" "$@" --db "$file" >of_file 2>&1 </dev/null
    s=$?
    "$program" "$@" --db "$address" >of_server 2>&1 </dev/null
    [ $? -eq "$s" ] && cmp of_file of_server >out 2>err && [ -s of_file ]
}
same_files() { # FORMAT
    rm -rf file.$1 server.$1
    "$program" export --db "$file" --format "$1" -o "file.$1" 2>err &&
        "$program" export --db "$address" --format "$1" -o "server.$1" 2>err &&
        diff -r "file.$1" "server.$1" >out
}
same_views() { # all but the times of runs; sqlite3 writes reals of 15 digits, whole ones with .0
    for view in $(sqlite3 "$file" "SELECT name FROM sqlite_schema WHERE type = 'view' AND name NOT LIKE 'v_run%'"); do
        sqlite3 "$file" "SELECT * FROM $view" | sed -E ':a; s/(^|\|)(-?[0-9]+)\.0(\||$)/\1\2\3/; ta' >of_file
        sql "SET extra_float_digits = 0; SELECT * FROM $view" "$address" >of_server
        cmp of_file of_server >out 2>&1 || { echo "$view" >>out; return 1; }
    done
    [ -n "$view" ]
}
compare_stores() { # NAME FIRST SECOND : two of its documents
    check "$1: exports" same export --format jsonl
    check "$1: measures as CSV" same export
    for kind in documents responsibilities indicators clauses organisations aliases; do
        check "$1: $kind as CSV" same export --kind $kind
    done
    for format in xlsx datapackage; do
        check "$1: $format" same_files $format
    done
    check "$1: all views, rows in the same order" same_views
    check "$1: list" same list
    check "$1: organisations" same orgs list
    check "$1: kinds of organisations" same orgs kinds
    check "$1: show" same show "$2"
    check "$1: diff" same diff "$2" "$3" --format json
    check "$1: compare" same compare "$2" "$3" --format json
    for words in 服务 水 '建设 服务' 2026 的; do
        check "$1: search $words" same search "$words" --format json --limit 100000
    done
    check "$1: search with filters" same search 建设 --year 2026 --role lead --format json
    check "$1: filters alone" same search --org 局 --deadline 2026 --limit 100000 --format json
}

address=$(schema examples) file=examples.db
set -- "$examples"/linhu-2021.md "$examples"/linshi-2022.txt "$examples"/qingchuan-2026.docx \
    "$examples"/yunling-2025.txt "$examples"/yunling-2026-draft.txt "$examples"/yunling-2026.docx \
    "$examples"/yunling-plan-2026-2030.txt
run ingest -q --db "$file" "$@"
run ingest -q --db "$address" "$@"
check 'ingest' ends 0
compare_stores examples yunling-2026-draft yunling-2026

before=$(sql 'SELECT changes FROM state' "$address")
run ingest -q --db "$address" "$@"
check 'again' ends 0
check 'again: nothing was changed' [ "$(sql 'SELECT changes FROM state' "$address")" = "$before" ]

# A document takes another's place, and comes back.
for db in "$file" "$address"; do
    "$program" ingest -q --db "$db" --id yunling-2025 "$examples/yunling-2026.txt" 2>err
    "$program" ingest -q --db "$db" --id later "$examples/yunling-2025.txt" 2>>err
done
compare_stores replaced yunling-2025 later
check 'the index counts what it holds' [ "$(sql 'SELECT items, tokens FROM state' "$address")" = \
    "$(sql 'SELECT count(*), sum(size) FROM search' "$address")" ]
check 'reprocess' same reprocess -q --no-progress --rules "$root/rules"

if [ -d "$plans" ]; then
    address=$(schema real) file=real.db
    run ingest -q --db "$file" "$plans"/*.txt
    run ingest -q --db "$address" "$plans"/*.txt
    check 'real plans: ingest' ends 0
    compare_stores 'real plans' miyun-2026 yanqing-2026
else
    skip 'real plans' 'the plans are not there'
fi

# The filters' way.
for f in "$@"; do "$program" extract "$f" | "$program" resolve; done >all.jsonl 2>err
address=$(schema Loaded) file=loaded.db
run load --db "$file" all.jsonl
run load --db "$address" all.jsonl
check 'load' [ "$status" -eq 0 ]
run load --db "$address" all.jsonl
check 'load: twice without harm' [ "$status" -eq 0 ]
check 'load: exports' same export --format jsonl

# An office's own view stays when views are made anew; who may only read can.
sql 'CREATE VIEW mine AS SELECT doc, measure FROM v_measure; DELETE FROM migration WHERE version > 2;
    DROP TABLE reading_input, reading CASCADE' "$address"
run list --db "$address"
check 'an older one is told when it is read' refuses 'older tiaomu'
run load --db "$address" all.jsonl
check 'an older one is brought up to date' [ "$status" -eq 0 ]
check 'a view upon views stays' [ "$(sql 'SELECT count(*) FROM mine' "$address")" -gt 0 ]
sql "CREATE ROLE guest LOGIN PASSWORD 'word-of-mouth'; GRANT USAGE ON SCHEMA \"Loaded\" TO guest;
    GRANT SELECT ON ALL TABLES IN SCHEMA \"Loaded\" TO guest" "$address"
guest="postgresql://guest:word-of-mouth@/postgres?host=$server&options=-csearch_path%3D%22Loaded%22"
nameless="postgresql://guest@/postgres?host=$server&options=-csearch_path%3D%22Loaded%22"
run list --db "$guest"
check 'who may read reads' ends 0
PGPASSWORD=word-of-mouth run list --db "$nameless"
check 'the password from the environment' ends 0
run ingest --db "$guest" "$examples/linhu-gb18030.txt" --report report.json
check 'who may not write is told' [ "$status" -eq 2 ]
check 'who may not write: how' grep -q 'permission denied' err
check 'a password is in no message' [ "$(cat err report.json | grep -c word-of-mouth)" -eq 0 ]
run ingest -q --db "postgresql://tiaomu:word-of-mouth@/postgres?host=$server&options=-csearch_path%3D%22Loaded%22" \
    "$examples/linhu-gb18030.txt" --report report.json
check 'with a password: report' grep -q '"db":.*postgresql://tiaomu@' report.json
"$bin/pg_dump" "$url" >dump 2>>sql.err
check 'a password is in no row nor report' [ "$(cat dump report.json | grep -c word-of-mouth)" -eq 0 ]

# What cannot be.
run list --db "postgresql://guest:guess@/postgres?host=$server"
check 'a wrong password' refuses 'password authentication failed' PGPASSWORD
check 'a wrong password is not shown' [ "$(grep -c guess err)" -eq 0 ]
run list --db "postgresql:///postgres?host=$server/nowhere"
check 'no server' refuses 'No such file or directory' 'check the address'
run list --db "postgresql://tiaomu@/nowhere?host=$server"
check 'no such database' refuses 'database "nowhere" does not exist'
run list --db 'postgresql://me:a@b@host/plans'
check 'an address that cannot be read' refuses 'cannot be read' '%40'
run list --db "$url&options=-csearch_path%3Dnowhere"
check 'no such schema' refuses 'no schema'
run list --db "$url"
check 'an empty schema' refuses 'is empty'
foreign=$(schema foreign)
sql 'CREATE TABLE document (mine text)' "$foreign"
run ingest --db "$foreign" "$examples/linhu-gb18030.txt"
check 'a schema of another program' refuses "another program's"
newer=$(schema newer)
run ingest -q --db "$newer" "$examples/linhu-gb18030.txt"
sql "INSERT INTO migration VALUES (99, 'later')" "$newer"
run ingest --db "$newer" "$examples/linhu-gb18030.txt"
check 'a newer version: both numbers' refuses 'version 99' 'knows 4'
sql "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'"
run ingest --db "postgresql://tiaomu@/latin?host=$server" "$examples/linhu-gb18030.txt"
check 'a database that is not in UTF-8' refuses 'not in UTF-8'

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
run ingest -q --db whole.db plans
"$program" export --db whole.db --format jsonl 2>err | sort >whole
all_of() { # ADDRESS : all documents, whatever their order
    "$program" export --db "$1" --format jsonl 2>>err | sort >all
    cmp whole all >out 2>&1 && [ -s all ]
}

# Two writers at once, who name the same organisations.
both=$(schema both)
mkdir first second && cp plans/p1*.txt plans/p2*.txt first/ && cp plans/p2*.txt plans/p3*.txt second/
"$program" ingest -q --db "$both" first 2>err.first &
run ingest -q --db "$both" second
wait $!
check 'two at once: the one ends well' [ $? -eq 0 ]
check 'two at once: the other, too' ends 0
check 'two at once: all is there' all_of "$both"
check 'two at once: an organisation once' [ "$(sql 'SELECT count(*) - count(DISTINCT (org_id, org, org_kind))
    FROM org' "$both")" = 0 ]

broken=0 unfinished=0 stopped=0
for k in $(seq 1 "$kills"); do
    killed=$(schema "killed$k")
    "$program" ingest -q --db "$killed" plans 2>err &
    sleep "$(echo "$k" | awk -v n="$kills" '{ printf "%.3f", 0.05 + $1 / n }')"
    kill -9 $! 2>/dev/null && stopped=$((stopped + 1))
    wait $! 2>/dev/null
    part=$(sql 'SELECT count(*) FROM (SELECT doc, count(*) AS n FROM v_measure GROUP BY doc
        HAVING count(*) <> 40) AS part' "$killed" || echo 0)
    [ "$part" = 0 ] || broken=$((broken + 1))
    "$program" ingest -q --db "$killed" plans 2>err
    all_of "$killed" || unfinished=$((unfinished + 1))
done
echo "# killed at $stopped of $kills moments before the end"
check 'a killed run leaves whole documents' [ "$broken" -eq 0 ]
check 'the next run gives what an undisturbed one gives' [ "$unfinished" -eq 0 ]

# The server goes while documents come.
gone=$(schema gone)
"$program" ingest -q --db "$gone" plans plans plans 2>err >out &
pid=$!
for i in $(seq 200); do
    [ "$(sql 'SELECT count(*) FROM document' "$gone" || echo 0)" -gt 3 ] && break
    sleep 0.02
done
control -m fast -w stop
wait "$pid"
status=$?
check 'the server goes: status 2' [ "$status" -eq 2 ]
check 'the server goes: one line that says so' [ "$(grep -c . err)" -eq 1 ]
check 'the server goes: which' grep -q 'the connection to the database broke off' err
start
run ingest -q --db "$gone" plans
check 'the server is back: the rest is read' all_of "$gone"

echo "1..$tests"

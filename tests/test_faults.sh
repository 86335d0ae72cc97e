#!/bin/sh
# Faults of disks and databases: calls that fail, files that may not grow, locks, changed bytes,
# other versions. Each ends with a word on it, and what is stored stays sound. Prints TAP.
# usage: tests/test_faults.sh PROGRAM; MOMENTS=N: so many of each kind (8), or all
set -u
. "$(dirname "$0")/tap.sh"
moments=${MOMENTS:-8}

result() { # FAULTS NAME
    tests=$((tests + 1))
    [ "$1" -eq 0 ] || printf 'not '
    echo "ok $tests - $2"
}

fault() { # WHAT
    faults=$((faults + 1))
    echo "# $1 (status $status)"
    sed 's/^/#   /' err | head -n 3
}

# The findings of the program itself, no signal, in time.
ended_well() {
    [ "$status" -le 2 ] && ! grep -v '^tiaomu: ' err && { [ "$status" -lt 2 ] || [ -s err ]; }
}

sound() { # DATABASE
    [ ! -s "$1" ] ||
        [ "$(sqlite3 "$1" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]
}

# Numbers from 1 to N, as many as asked for.
sample() { # N
    seq 1 "$1" | awk -v want="$moments" -v n="$1" '
        want == "all" || int((NR - 1) * want / n) != int(NR * want / n)'
}

"$program" ingest -q --db one.db "$examples/yunling-2026.txt" || echo '# ingest failed'
"$program" ingest -q --db two.db "$examples/yunling-2026.txt" "$examples/linshi-2022.txt"
"$program" export --db one.db -f jsonl >one.out
"$program" export --db two.db -f jsonl >two.out

# A second document goes into a database of one: it is there as a whole, or not at all and that is
# said, and the next run goes on.
ingest_spoilt() { # WHAT COMMAND…
    what=$1
    shift
    rm -f x.db*
    cp one.db x.db
    "$@" "$program" ingest -q --db x.db "$examples/linshi-2022.txt" 2>err
    status=$?
    ended_well || fault "$what: ended badly"
    sound x.db || fault "$what: the database is damaged"
    "$program" export --db x.db -f jsonl >x.out 2>/dev/null
    cmp -s x.out two.out || { [ $status -ne 0 ] && cmp -s x.out one.out; } ||
        fault "$what: neither before nor after"
    "$program" ingest -q --db x.db "$examples/linshi-2022.txt" 2>err
    "$program" export --db x.db -f jsonl >x.out 2>/dev/null
    cmp -s x.out two.out || fault "$what: the next run does not go on"
}

if grep -q __asan_init "$program" || ! cc -O2 -shared -fPIC -o spoil.so "$root/tests/preload/spoil.c" 2>err
then
    skip 'calls that fail' 'nothing can be preloaded'
else
    for calls in read write; do
        faults=0
        cp one.db x.db
        SPOIL_LOG=n SPOIL_CALLS=$calls LD_PRELOAD=./spoil.so \
            "$program" ingest -q --db x.db "$examples/linshi-2022.txt"
        for n in $(sample "$(cat n)"); do
            ingest_spoilt "$calls $n" env SPOIL_AT="$n" SPOIL_CALLS=$calls LD_PRELOAD=./spoil.so
        done
        result "$faults" "any $calls of an ingest may fail"
    done
fi

# Files may not grow beyond so many blocks of 512 bytes.
faults=0
blocks=$((($(wc -c <two.db) + 511) / 512))
limited() { # BLOCKS COMMAND…
    (
        ulimit -f "$1"
        shift
        exec "$@"
    )
}
for n in $(sample 40); do
    ingest_spoilt "limit $n" limited $((blocks * n / 40))
done
writing() { # NAME : the command that makes this file
    case $1 in
        *.html) echo "show --db two.db yunling-2026 -o $1" ;;
        *.docx) echo "diff --db two.db --date 2026-01-31 yunling-2026 linshi-2022 -o $1" ;;
        *) echo "export --db two.db -o $1" ;;
    esac
}
for name in x.csv x.jsonl x.html x.xlsx x.docx; do
    "$program" $(writing $name) 2>err
    status=$?
    [ $status -le 1 ] || fault "$name: not written"
    cp $name kept
    for n in 1 8; do
        limited $n "$program" $(writing $name) 2>err
        status=$?
        sed -i '/^\[ERROR\]/d' err # libxlsxwriter speaks for itself
        { [ $status -eq 2 ] && ended_well; } || fault "$name, limit $n: ended badly"
        cmp -s $name kept || fault "$name, limit $n: the file that was there is spoilt"
    done
done
[ "$(find . -name '*.partial' | wc -l)" -eq 0 ] || fault 'parts of files are left'
result "$faults" 'a disk without room'

# Another program holds the database.
faults=0
mkfifo lock held
sqlite3 two.db <lock >held &
holder=$!
exec 3>lock
echo 'BEGIN EXCLUSIVE; SELECT 1;' >&3
read -r _ <held
for words in list 'export -f csv' "ingest -q $examples/yunling-2025.txt" 'show yunling-2026'; do
    "$program" ${words%% *} --db two.db $(echo "$words" | cut -s -d ' ' -f 2-) \
        >/dev/null 2>"err.${words%% *}" &
    eval "pid_${words%% *}=\$!"
done
for words in list export ingest show; do
    eval "wait \$pid_$words"
    status=$?
    cp err.$words err
    [ $status -eq 2 ] && grep -q 'locked by another program; try again' err && [ "$(wc -l <err)" -eq 1 ] ||
        fault "$words of a locked database"
done
exec 3>&-
wait $holder
"$program" export --db two.db -f jsonl >x.out
cmp -s x.out two.out || fault 'the database has changed'
result "$faults" 'a locked database: what to do is said'

# It reads, and does not end: nothing can be stored, that is said, and the next run stores it.
faults=0
cp two.db x.db
sqlite3 x.db <lock >held &
holder=$!
exec 3>lock
echo 'BEGIN; SELECT count(*) FROM v_document;' >&3
read -r _ <held
"$program" ingest -q --db x.db "$examples/yunling-2025.txt" 2>err
status=$?
[ $status -eq 2 ] && grep -q 'locked by another program; try again' err || fault 'ingest while it is read'
"$program" export --db x.db -f jsonl >x.out
cmp -s x.out two.out || fault 'half of it is stored'
exec 3>&-
wait $holder
"$program" ingest -q --db x.db "$examples/yunling-2025.txt" 2>err
status=$?
[ $status -eq 0 ] && sound x.db || fault 'the next run'
result "$faults" 'a database that is being read: nothing half-done'

# A database of a version to come.
faults=0
cp two.db x.db
sqlite3 x.db 'PRAGMA user_version = 99'
for words in list 'export -f csv' "ingest -q $examples/yunling-2025.txt" 'search 公园'; do
    "$program" ${words%% *} --db x.db $(echo "$words" | cut -s -d ' ' -f 2-) >out 2>err
    status=$?
    [ $status -eq 2 ] && grep -q 'newer tiaomu' err && [ "$(wc -l <err)" -eq 1 ] && [ ! -s out ] ||
        fault "${words%% *} of a newer database"
done
result "$faults" 'a newer database is refused'

# Bytes changed, four in a row at each place; then cut short.
faults=0 refusals=0
read_all() { # WHAT
    for words in list 'export -f jsonl' 'show yunling-2026' 'search 公园' \
        'diff yunling-2026 linshi-2022' 'orgs list' "ingest -q $examples/yunling-2025.txt"; do
        timeout 60 "$program" ${words%% *} --db x.db $(echo "$words" | cut -s -d ' ' -f 2-) \
            >/dev/null 2>err
        status=$?
        ended_well || fault "$1: $words ended badly"
        [ $status -eq 0 ] || refusals=$((refusals + 1))
    done
}
size=$(wc -c <two.db)
for n in $(sample 400); do
    cp two.db x.db
    printf '\377\000\177\200' | dd of=x.db bs=1 seek=$((size * n / 401 + n % 7)) conv=notrunc 2>/dev/null
    read_all "changed at $((size * n / 401 + n % 7))"
done
for n in $(seq 20); do # the beginnings of pages, which hold what SQLite goes by
    [ "$moments" = all ] || [ $((n % 4)) -eq 0 ] || continue
    cp two.db x.db
    printf '\377\377\377\377' | dd of=x.db bs=1 seek=$((size / 4096 * n / 21 * 4096 + 3)) conv=notrunc 2>/dev/null
    read_all "changed page $n"
done
for n in 1 50 99 100 101 4096 $((size / 2)) $((size - 1)); do
    head -c $n two.db >x.db
    read_all "cut to $n"
done
[ "$refusals" -gt 0 ] || fault 'nothing was refused'
echo "# $refusals refusals"
result "$faults" 'a damaged database'

# What the run's surroundings are does not matter.
faults=0 status=0
first=
for around in 'LC_ALL=C TZ=UTC' 'LC_ALL=C.UTF-8 TZ=Asia/Shanghai' 'LC_ALL=POSIX TZ=America/New_York' \
    'LANG=zh_CN.UTF-8 TZ=:bad'; do
    for jobs in $([ "$moments" = all ] && echo 1 2 4 8 || echo $((${#around} % 3 + 1))); do
        rm -rf x.db here
        mkdir here
        env $around "$program" ingest -q --jobs $jobs --db x.db "$examples"/*.txt 2>err
        for name in x.csv x.jsonl x.xlsx; do
            env $around "$program" export --db x.db -o here/$name 2>>err
        done
        env $around "$program" show --db x.db -o here/x.html yunling-2026 2>>err
        env $around "$program" diff --db x.db --date 2026-01-31 -o here/x.docx \
            yunling-2025 yunling-2026 2>>err
        env $around "$program" compare --db x.db yunling-2026 linshi-2022 >here/compare 2>>err
        env $around "$program" list --db x.db >here/list 2>>err
        [ -s err ] && fault "$around, $jobs jobs: messages"
        sum=$(cd here && ls && cat ./* | cksum)
        [ "$sum" = "${first:=$sum}" ] || fault "$around, $jobs jobs: another result"
    done
done
result "$faults" 'results are the same whatever the locale, time zone and number of jobs'
echo "1..$tests"

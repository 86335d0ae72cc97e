#!/bin/sh
# Whatever allocation fails, a run ends with a word on it, and nothing half-done stays. Prints TAP.
# usage: tests/test_starve.sh PROGRAM; MOMENTS=N: of so many allocations of each run (10), or of
# MOMENTS=all: the first of each chain of callers that asks for memory
set -u
. "$(dirname "$0")/tap.sh"
moments=${MOMENTS:-10}
[ "$moments" = all ] || more=$((20 * moments)) # of load: a library that went on without memory lost text

none() { # WHY
    skip 'any allocation may fail' "$1"
    echo 1..1
    exit 0
}
if ! cc -O2 -shared -fPIC -o starve.so "$root/tests/preload/starve.c" 2>err; then
    none 'allocations are made to fail with glibc alone'
fi
if grep -q __asan_init "$program"; then
    none 'AddressSanitizer has its own malloc'
fi

# The numbers of allocations to fail, in the file numbers.
find_numbers() { # COMMAND…
    head -c 1048592 /dev/zero >log
    STARVE_LOG=log LD_PRELOAD=./starve.so "$@" >/dev/null 2>&1
    all=$(od -An -tu8 -N8 log)
    head -c 524304 log | od -An -tu8 -j16 -w8 -v | awk '$1 > 0 { print $1 }' >places
    awk -v want="$moments" -v n="$(wc -l <places)" '
        want == "all" || int((NR - 1) * want / n) != int(NR * want / n)' places >numbers
}

# One clear end: the findings of the program itself, no signal, and in time.
ended_well() { # STATUS
    [ "$1" -le 2 ] && ! grep -v '^tiaomu: ' err && { [ "$1" -eq 0 ] || [ -s err ]; }
}

sound() { # DATABASE
    [ ! -s "$1" ] ||
        [ "$(sqlite3 "$1" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]
}

fault() { # NUMBER STATUS WHAT
    faults=$((faults + 1))
    echo "# allocation $1: status $2: $3"
    sed 's/^/#   /' err | head -n 3
}

# The document is stored as undisturbed, or not at all and that is said; nothing between.
store_at() { # NUMBER
    rm -f x.db* x.out
    STARVE_AT=$1 LD_PRELOAD=./starve.so timeout 60 "$program" $command --db x.db "$input" 2>err
    status=$?
    ended_well $status || fault "$1" $status 'ended badly'
    sound x.db || fault "$1" $status 'the database is damaged'
    "$program" export --db x.db --format jsonl >x.out 2>/dev/null
    if [ -s x.out ] || [ $status -eq 0 ]; then
        cmp -s x.out whole.out || fault "$1" $status 'something is missing'
    fi
}

export_at() { # NUMBER FORMAT
    rm -f x.out
    STARVE_AT=$1 LD_PRELOAD=./starve.so timeout 60 "$program" export --db whole.db -f "$2" \
        -o x.out 2>err
    status=$?
    ended_well $status || fault "$1" $status 'ended badly'
    if [ $status -eq 0 ]; then
        cmp -s x.out whole.out || fault "$1" 0 'something is missing, without a word'
    elif [ -e x.out ]; then
        fault "$1" $status 'a part is left behind'
    fi
    [ "$(ls -A | grep -c 'x\.out.')" -eq 0 ] || fault "$1" $status 'a scratch file is left behind'
}

result() { # NAME
    tests=$((tests + 1))
    echo "# $(wc -l <numbers) of $all allocations, $(wc -l <places) places"
    [ "$faults" -eq 0 ] || printf 'not '
    echo "ok $tests - $1"
}

"$program" extract "$examples/linhu-2021.txt" | "$program" resolve >plan.jsonl 2>err

for input in "$examples/yunling-2026.txt" "$examples/qingchuan-2026.docx" \
    "$examples/yunling-2026.html" plan.jsonl; do
    faults=0 command='ingest -q --max-seconds=1'
    [ "$input" = plan.jsonl ] && command=load moments=${more:-all}
    rm -f whole.db x.db
    "$program" $command --db whole.db "$input" 2>err || echo '# it failed undisturbed'
    "$program" export --db whole.db --format jsonl >whole.out
    find_numbers "$program" $command --db x.db "$input"
    for n in $(cat numbers); do store_at "$n"; done
    result "${command%% *} of ${input##*.}: any allocation may fail"
done
moments=${MOMENTS:-10}
for format in jsonl csv; do
    faults=0
    "$program" export --db whole.db -f $format >whole.out
    find_numbers "$program" export --db whole.db -f $format -o x.out
    for n in $(cat numbers); do export_at "$n" $format; done
    result "export of $format: any allocation may fail"
done
echo "1..$tests"

#!/bin/sh
# The command compare: what it prints, messages, exit status. Prints TAP.
# usage: tests/test_compare.sh PROGRAM
set -u
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
examples=$(cd "$(dirname "$0")/../examples" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
before=$examples/yunling-2025.txt now=$examples/yunling-2026.txt other=$examples/qingchuan-2026.txt
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

compare() { # ARGUMENT… : output in out, messages in err, exit status in status
    "$program" compare "$@" >out 2>err </dev/null
    status=$?
}

ends() { # STATUS : and no message
    [ "$status" -eq "$1" ] && [ ! -s err ]
}

refuses() { # PATTERN : status 2, one line of message, no output
    [ "$status" -eq 2 ] && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] && grep -q -- "$1" err
}

compare "$before" "$now" "$other"
ok "three plans: status 0" ends 0
compare --format json "$before" "$now" "$other"
ok "JSON" grep -q '"schema": "tiaomu.compare/1"' out
compare "$now"
ok "one document" refuses 'compare'
compare "$now" nowhere.txt
ok "a file that is not there" refuses 'nowhere.txt'
echo "1..$tests"

# What the tests of the command line share; sourced with the program as $1. Sets program and root
# (absolute), examples, and work: a private folder, which is the current one and goes at the end.
# shellcheck shell=sh disable=SC2034  # names for those who source it
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd) || exit 1
examples=$root/examples
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tests=0

check() { # NAME COMMAND… : the command succeeds
    name=$1
    shift
    tests=$((tests + 1))
    if "$@"; then
        echo "ok $tests - $name"
    else
        echo "not ok $tests - $name"
        cat out err 2>/dev/null | head -n 40 | sed 's/^/# /'
    fi
}

skip() { # NAME REASON
    tests=$((tests + 1))
    echo "ok $tests - $1 # SKIP $2"
}

run() { # ARGUMENT… : output in out, messages in err, exit status in status
    "$program" "$@" >out 2>err </dev/null
    status=$?
}

# Of the run before:
ends() { # STATUS : and no message
    [ "$status" -eq "$1" ] && [ ! -s err ]
}

refuses() { # PATTERN… : status 2, one line of message that matches all, no output
    [ "$status" -eq 2 ] && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] || return 1
    for pattern; do
        grep -q -- "$pattern" err || return 1
    done
}

# What a page of docs/ shows as commands, so that tests run what readers copy.
shown() { # PAGE [HEADING] : its sh blocks, under that heading alone
    awk -v heading="${2:-}" '
        /^```/ { inside = !inside && /^```sh$/ && (heading == "" || here); next }
        /^#/ && !inside { here = $0; sub(/^#+ /, "", here); here = here == heading }
        inside' "$root/docs/$1"
}

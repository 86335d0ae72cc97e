#!/bin/sh
# The commands serve and site: answers, limits, how they end, what they write. Prints TAP.
# usage: tests/test_serve.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

# ---- files ----

"$program" ingest -q --db plans.db "$examples/yunling-2026-draft.txt" "$examples/yunling-2026.txt"
"$program" site -q --db plans.db -o site/ 2>err
check 'site: status 0, no message' test $? -eq 0 -a ! -s err
for file in index.html index.json doc/yunling-2026.html doc/yunling-2026.json \
    doc/yunling-2026/1.2.1.html doc/yunling-2026/1.2.1.json orgs.html search.html search-index.js \
    diff/yunling-2026-draft/yunling-2026.html diff/yunling-2026-draft/yunling-2026.json \
    compare/all.html compare/all.json page.css page.js; do
    check "site: $file" test -s "site/$file"
done
touch site/left.html
"$program" site -q --db plans.db -o site
check 'site: written anew, what is no page of it goes' test ! -e site/left.html -a -e site/index.html
mkdir other && echo mine >other/file
"$program" site -q --db plans.db -o other 2>err
check 'site: a folder of other things is refused' test $? -eq 2 -a "$(cat other/file)" = mine
"$program" site -q --db none.db -o made 2>err
check 'site: without a database nothing is made' test $? -eq 2 -a ! -e made
"$program" site -q --db plans.db 2>err
check 'site: without a folder' test $? -eq 2

if ! command -v curl >/dev/null; then
    tests=$((tests + 1))
    echo "ok $tests - serve # SKIP curl is not installed"
    echo "1..$tests"
    exit 0
fi

# ---- a server ----

start() { # ARGUMENT…
    rm -f address
    "$program" serve --db plans.db "$@" >address 2>err &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
        [ ! -s address ] || break
        sleep 0.2
    done
    url=$(sed 's,/$,,' address)
}

stop() { # SIGNAL : its status in status
    kill "-$1" "$server"
    wait "$server"
    status=$?
    server=
}

status_of() { # ADDRESS [CURL-OPTION…]
    path=$1
    shift
    curl -s -o body -w '%{http_code}' --max-time 20 --path-as-is "$@" "$url$path"
}

answers() { # STATUS ADDRESS [CURL-OPTION…]
    want=$1
    shift
    got=$(status_of "$@")
    [ "$got" = "$want" ] || { echo "$got for $1" >err && false; }
}

start --port 0
check 'serve: prints a loopback address' grep -qx 'http://127\.0\.0\.1:[0-9]*/' address
check 'the front page' answers 200 /
for file in index.html index.json doc/yunling-2026.html doc/yunling-2026.json \
    doc/yunling-2026/1.2.1.html orgs.html page.css compare/all.html \
    diff/yunling-2026-draft/yunling-2026.json; do
    check "the same as the file: $file" sh -c "curl -s '$url/$file' | cmp -s - 'site/$file'"
done
check 'search' answers 200 '/search.json?q=%E6%89%98&role=lead'
check 'search finds' grep -q '"url": "doc/yunling-2026/' body
check 'search as a page' answers 200 '/search.html?q=%E6%89%98&role=lead'
check 'which marks what was found' grep -q '<a href="doc/yunling-2026/1.1.1.html.*<mark>托</mark>' body
check 'two documents side by side' answers 200 \
    '/compare/all.json?doc=yunling-2026&doc=yunling-2026-draft'
check 'no such page' answers 404 /nowhere.html
check 'no such document' answers 404 /doc/nowhere.html
check 'no such measure' answers 404 /doc/yunling-2026/9.9.9.html
check 'no path outside' answers 404 /../../../../etc/passwd
check 'nor encoded' answers 404 /%2e%2e/%2e%2e/%2e%2e/etc/passwd
check 'nor a file of the folder' answers 404 /plans.db
check 'a broken escape' answers 400 /doc/%zz.html
check 'a zero byte' answers 400 /doc/%00.html
check 'no UTF-8' answers 400 /doc/%ff.html
check 'a wrong year' answers 400 '/search.html?year=soon'
check 'a wrong deadline' answers 400 '/search.json?deadline=soon'
check 'one document has nothing beside it' answers 400 '/compare/all.html?doc=yunling-2026'
check 'POST' answers 405 / -X POST -d a=b
check 'DELETE' answers 405 / -X DELETE
check 'HEAD' answers 200 /index.html --head
head -c 2000000 /dev/zero >large
check 'a large body' answers 413 / -X POST --data-binary @large
check 'a body of unknown length' answers 413 / -X POST -H 'Transfer-Encoding: chunked' --data-binary @large
long=$(head -c 20000 /dev/zero | tr '\0' a)
check 'a long address' answers 414 "/search.html?q=$long"
check 'large headers' sh -c "case \$(curl -s -o body -w '%{http_code}' -H 'X-Long: $long$long' '$url/') in 4??) ;; *) false ;; esac"
check 'another host name' answers 400 / -H 'Host: evil.example'
check 'localhost' answers 200 / -H 'Host: localhost:8000'
check 'what may run is said' sh -c "curl -sI '$url/' | grep -qi \"^content-security-policy: default-src 'none'\""

parallel() {
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        curl -s --max-time 30 "$url/doc/yunling-2026.html" >"parallel.$i" &
        all="${all:-} $!"
    done
    # shellcheck disable=SC2086  # a list of numbers
    wait $all
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        cmp -s "parallel.$i" site/doc/yunling-2026.html || return 1
    done
}
check 'twenty at once' parallel

"$program" ingest -q --db plans.db "$examples/qingchuan-2026.txt"
check 'a document stored meanwhile' answers 200 /doc/qingchuan-2026.html
port=${url##*:}
"$program" serve --db plans.db --port "$port" >out 2>err2
check 'a port that is taken' test $? -eq 2 -a ! -s out
stop INT
check 'ends on SIGINT with status 0' test "$status" -eq 0
start --port 0
stop TERM
check 'ends on SIGTERM with status 0' test "$status" -eq 0
"$program" serve --db none.db >out 2>err
check 'without a database' test $? -eq 2
"$program" serve --db plans.db --host nowhere >out 2>err
check 'no address' test $? -eq 2
"$program" serve --db plans.db --port 70000 >out 2>err
check 'no port' test $? -eq 2

echo "1..$tests"

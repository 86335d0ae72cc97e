#!/bin/sh
# Runs the fuzzer's targets one after the other. What it finds stays in build/fuzz/found, the inputs
# that it made on the way in build/fuzz/corpus; those of a fault go to tests/fuzz/found once it is
# mended.
# usage: tests/fuzz/run.sh FUZZER SECONDS [TARGET…]
set -u
fuzzer=$1 seconds=$2
shift 2
[ $# -gt 0 ] || set -- docx xml text html mhtml hocr alto bbox ocr markdown paste flat columns jsonl rules plan unpack diff
seeds=build/fuzz/seeds
mkdir -p "$seeds/word" "$seeds/text" "$seeds/rules" build/fuzz/found

for file in tests/cases/*/in.* examples/*.*; do
    name=$(basename "$(dirname "$file")")-$(basename "$file")
    case $file in
        *.docx) cp "$file" "$seeds/word/$name" ;;
        *) [ "$(wc -c <"$file")" -gt 20000 ] || cp "$file" "$seeds/text/$name" ;;
    esac
done

# As the target reads them: the file's name, then some of it.
for file in rules/*.tsv; do
    { basename "$file" && head -n 60 "$file"; } >"$seeds/rules/$(basename "$file")"
done

found=
[ ! -d tests/fuzz/found ] || found=tests/fuzz/found

status=0
for target; do
    case $target in
        docx) from=$seeds/word dict=xml ;;
        xml | alto | bbox) from=tests/fuzz/seeds dict=xml ;;
        html | mhtml | hocr | ocr) from=$seeds/text dict=html ;;
        rules) from=$seeds/rules dict=text ;;
        jsonl | unpack) from=tests/fuzz/seeds dict=jsonl ;;
        *) from=$seeds/text dict=text ;;
    esac
    mkdir -p "build/fuzz/corpus/$target"
    echo "fuzz $target for $seconds seconds"
    if FUZZ_TARGET=$target "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=20000 -dict="tests/fuzz/$dict.dict" -artifact_prefix="build/fuzz/found/$target-" \
        "build/fuzz/corpus/$target" "$from" $found >"build/fuzz/$target.log" 2>&1; then
        tail -n 1 "build/fuzz/$target.log"
    else
        status=1
        tail -n 3 "build/fuzz/$target.log"
        grep -m 5 -e ERROR -e 'runtime error' -e 'not so' -e SUMMARY "build/fuzz/$target.log"
        ls build/fuzz/found/"$target"-* 2>/dev/null
    fi
done
exit $status

#!/bin/sh
# Makes the examples that have a source in examples/src. Without LibreOffice its documents are left
# as they are, and said so.
set -eu
cd "$(dirname "$0")/.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

made() {
    echo "made $1"
}

# The package that libzip is in names its flags; the words are meant to be split.
# shellcheck disable=SC2046
${CC:-cc} -std=c17 -O1 -I. -D_GNU_SOURCE -o "$tmp/mkdocx" tools/mkdocx.c base/arena.c base/str.c \
    $(pkg-config --cflags --libs libzip)
for source in examples/src/*.plan; do
    target=examples/$(basename "$source" .plan).docx
    "$tmp/mkdocx" "$source" "$target"
    made "$target"
done

for source in examples/src/*-gb18030.txt; do
    target=examples/$(basename "$source")
    iconv -f UTF-8 -t GB18030 "$source" >"$tmp/text"
    mv "$tmp/text" "$target"
    made "$target"
done

office=$(command -v soffice || command -v libreoffice || true)
for source in examples/src/*.html; do
    target=examples/$(basename "$source" .html).docx
    if [ -z "$office" ]; then
        echo "skipped $target: needs LibreOffice (soffice)"
        continue
    fi
    "$office" "-env:UserInstallation=file://$tmp/profile" --headless \
        --infilter='HTML (StarWriter)' --convert-to 'docx:MS Word 2007 XML' \
        --outdir "$tmp" "$source" >"$tmp/log" 2>&1
    if [ ! -s "$tmp/$(basename "$target")" ]; then
        cat "$tmp/log" >&2
        echo "failed $target" >&2
        exit 1
    fi
    mv "$tmp/$(basename "$target")" "$target"
    made "$target"
done

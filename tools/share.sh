#!/bin/sh
# Makes the manual pages and shell completions. usage: tools/share.sh MKMAN FOLDER
set -eu
mkman=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder/man/man1" "$folder/man/man5" "$folder/bash-completion/completions" \
    "$folder/zsh/site-functions" "$folder/fish/vendor_completions.d"

# What the guides speak of, and they themselves.
mkdir -p "$folder/tiaomu/rules" "$folder/tiaomu/examples" "$folder/tiaomu/docs"
cp rules/*.tsv "$folder/tiaomu/rules"
cp examples/*.* "$folder/tiaomu/examples"
cp docs/*.md docs/*.json "$folder/tiaomu/docs"

"$mkman" man >"$folder/man/man1/tiaomu.1"
for command in $("$mkman" commands); do
    "$mkman" man "$command" >"$folder/man/man1/tiaomu-$command.1"
done
awk -v name=tiaomu-db -v about='the views of a tiaomu database' -f tools/md2man.awk \
    docs/database.md >"$folder/man/man5/tiaomu-db.5"
tools/rules2md.sh rules/*.tsv | awk -v name=tiaomu-rules -v about='the rules files of tiaomu' \
    -f tools/md2man.awk >"$folder/man/man5/tiaomu-rules.5"
"$mkman" complete bash >"$folder/bash-completion/completions/tiaomu"
"$mkman" complete zsh >"$folder/zsh/site-functions/_tiaomu"
"$mkman" complete fish >"$folder/fish/vendor_completions.d/tiaomu.fish"

#!/bin/sh
# Installing, the manual, the completions and the package. Prints TAP.
# usage: tests/test_install.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"

# The variant under test is the folder of the program: build/VARIANT/tiaomu.
variant=$(basename "$(dirname "$program")")
in_make() { env -u MAKEFLAGS make -C "$root" --no-print-directory V="$variant" "$@"; }

check 'make install' in_make install DESTDIR="$work/dest" PREFIX=/usr
installed=$work/dest/usr/bin/tiaomu
check 'the installed program runs from another folder' "$installed" --version
"$installed" ingest --db a.db -q "$root"/examples/yunling-2026.txt
check 'and needs nothing of the source' sh -c "\"$installed\" list --db a.db | grep -q yunling-2026"

# A file that is no library stands for one that is not there.
if [ "$(uname)" = Linux ]; then
    mkdir none && touch none/libpq.so.5 none/libmicrohttpd.so.12
    without() { LD_LIBRARY_PATH=$work/none run "$@"; }
    without list --db a.db
    check 'a library that few commands need may be missing' ends 0
    without list --db postgresql://nobody@/none
    check 'as libpq: who asks for a server is told' refuses 'libpq.so.5.*; install libpq'
    without serve --db a.db --port 0
    check 'as libmicrohttpd: so is who serves' refuses 'libmicrohttpd.so.12.*; install libmicrohttpd'
fi

every_command_has_a_page() {
    for command in $("$program" --help | sed -n 's/^  \([a-z]*\) .*/\1/p' | grep -v tiaomu); do
        page=$work/dest/usr/share/man/man1/tiaomu-$command.1
        grep -q "tiaomu $command" "$page" || { echo "$command"; return 1; }
    done
}
check 'every command has a manual page' every_command_has_a_page
if command -v man >/dev/null 2>&1; then
    well_formed() {
        for page in "$work"/dest/usr/share/man/man*/*; do
            LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" \
                2>>"$work/warnings" >/dev/null || return 1
        done
        [ ! -s "$work/warnings" ] || { head -5 "$work/warnings"; return 1; }
    }
    check 'the pages are well formed' well_formed
else
    skip 'the pages are well formed' 'man is not installed'
fi

# Every view and column is explained, and nothing else.
documented() {
    awk '/^## v_/ { view = $2 } /^\| [a-z]/ && $2 != "column" { print view "." $2 }' \
        "$root/docs/database.md" | sort >documented
    sqlite3 a.db "SELECT v.name || '.' || c.name FROM sqlite_schema v, pragma_table_info(v.name) c
        WHERE v.type = 'view'" | sort >there
    diff documented there
}
check 'the data dictionary has every view and column' documented

for shell in bash zsh fish; do
    case $shell in
    bash) file=bash-completion/completions/tiaomu ;;
    zsh) file=zsh/site-functions/_tiaomu ;;
    fish) file=fish/vendor_completions.d/tiaomu.fish ;;
    esac
    if command -v "$shell" >/dev/null 2>&1; then
        check "the completion for $shell is valid" "$shell" -n "$work/dest/usr/share/$file"
    else
        skip "the completion for $shell is valid" "$shell is not installed"
    fi
done
completes() {
    bash -c ". \"$work/dest/usr/share/bash-completion/completions/tiaomu\"
        COMP_WORDS=(tiaomu ing) COMP_CWORD=1; _tiaomu; [ \"\${COMPREPLY[*]}\" = ingest ] &&
        COMP_WORDS=(tiaomu ingest --job) COMP_CWORD=2; _tiaomu; [ \"\${COMPREPLY[*]}\" = --jobs= ]"
}
check 'bash completes commands and options' completes

check 'make uninstall' in_make uninstall DESTDIR="$work/dest" PREFIX=/usr
nothing_left() { [ -z "$(find "$work/dest" -type f -o -path '*tiaomu*')" ]; }
check 'leaves nothing behind' nothing_left

# As a new user: the package is installed into a system of its own, the tutorials are gone through from
# another folder, the package is removed.
in_system() { # OPTION… : of dpkg
    dpkg --root="$work/system" --force-not-root --force-depends --log=/dev/null "$@" >/dev/null 2>"$work/err"
}
files() { # FOLDER : all of it, apart from what dpkg itself keeps
    (cd "$1" && find . -path ./var/lib/dpkg -prune -o -print | sort)
}
tutorials() {
    (
        cd / && export HOME="$work/home" TMPDIR="$work/tmp" SHARE="$work/system/usr/share/tiaomu"
        "$root/tests/test_guide.sh" "$work/system/usr/bin/tiaomu"
    ) >"$work/out"
    grep -q '^ok' "$work/out" && ! grep '^not ok' "$work/out"
}
if command -v dpkg-deb >/dev/null 2>&1; then
    check 'make deb' in_make deb
    deb=$(find "$root/build" -maxdepth 1 -name 'tiaomu_*.deb' | head -1)
    depends() { dpkg-deb -f "$deb" Depends | grep -q 'libxml2.*libzip'; }
    check 'the package says what it needs' depends
    recommends() { dpkg-deb -f "$deb" Recommends | grep -qx 'libmicrohttpd12[a-z0-9]*, libpq5'; }
    check 'and what some commands need' recommends
    mkdir -p system/var/lib/dpkg/info system/var/lib/dpkg/updates system/var/lib/dpkg/triggers \
        system/usr/bin system/usr/share home tmp
    touch system/var/lib/dpkg/status system/var/lib/dpkg/available system/usr/bin/other \
        system/usr/share/other
    files system >before
    check 'it is installed by dpkg' in_system --install "$deb"
    check 'its program runs the tutorials from another folder' tutorials
    check 'which leave nothing in the home folder' [ -z "$(find home -mindepth 1)" ]
    check 'nor in that of temporary files' [ -z "$(find tmp -mindepth 1)" ]
    check 'it is removed' in_system --purge tiaomu
    files system >after
    check 'and nothing of it is left' diff before after
else
    skip 'a Debian package' 'dpkg-deb is not installed'
fi
echo "1..$tests"

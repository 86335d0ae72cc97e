#!/bin/sh
# Makes a Debian package of what is built. usage: tools/deb.sh BUILD-FOLDER
set -eu
build=$1
for tool in dpkg-deb dpkg ldd; do
    command -v "$tool" >/dev/null 2>&1 || { echo "deb: $tool is missing; a package is made on Debian or Ubuntu" >&2; exit 1; }
done
version=$("$build/tiaomu" --version | sed 's/^tiaomu //')
arch=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

# The packages that hold the libraries named on standard input, in one line; merged /usr has two names.
packages() {
    sed -n 's/.*=> \(\/[^ ]*\).*/\1/p' | while read -r lib; do
        dpkg -S "$lib" 2>/dev/null || dpkg -S "/usr$lib" 2>/dev/null || dpkg -S "${lib#/usr}" 2>/dev/null || :
    done | sed 's/:.*//' | sort -u | paste -sd, | sed 's/,/, /g'
}
depends=$(ldd "$build/tiaomu" | packages)
# Those it loads when they are needed (base/library.h) are named in it without being linked with.
recommends=$(grep -aoE 'lib[a-z]+\.so\.[0-9]+' "$build/tiaomu" | sort -u | while read -r lib; do
    ldd "$build/tiaomu" | grep -qF "$lib " || PATH=$PATH:/sbin ldconfig -p | grep -F "$lib ("
done | packages)

make --no-print-directory -s install DESTDIR="$root" PREFIX=/usr
gzip -9n "$root"/usr/share/man/man*/*
mkdir -p "$root/DEBIAN" "$root/usr/share/doc/tiaomu"
install -m 644 LICENSE "$root/usr/share/doc/tiaomu/copyright"
cat >"$root/DEBIAN/control" <<END
Package: tiaomu
Version: $version
Architecture: $arch
Section: text
Priority: optional
Maintainer: the tiaomu authors <tiaomu@localhost>
Depends: $depends
Recommends: $recommends
Suggests: poppler-utils, libreoffice-writer, libreoffice-calc, tesseract-ocr-chi-sim, postgresql
Description: turns the action plans of Chinese governments into data
 Reads Word files, PDF, web pages, text and OCR text of plans of action, and
 stores who is to do what by when in a database of SQLite or PostgreSQL.
END
dpkg-deb --root-owner-group --build "$root" "build/tiaomu_${version}_$arch.deb" >/dev/null
echo "build/tiaomu_${version}_$arch.deb"

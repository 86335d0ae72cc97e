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

# The packages that hold the libraries the program is linked with; merged /usr has two names.
depends=$(ldd "$build/tiaomu" | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p' | while read -r lib; do
    dpkg -S "$lib" 2>/dev/null || dpkg -S "/usr$lib" 2>/dev/null || dpkg -S "${lib#/usr}" 2>/dev/null || :
done | sed 's/:.*//' | sort -u | paste -sd, | sed 's/,/, /g')

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
Suggests: poppler-utils, libreoffice-writer, tesseract-ocr-chi-sim, postgresql
Description: turns the action plans of Chinese governments into data
 Reads Word files, PDF, web pages, text and OCR text of plans of action, and
 stores who is to do what by when in a database of SQLite or PostgreSQL.
END
dpkg-deb --root-owner-group --build "$root" "build/tiaomu_${version}_$arch.deb" >/dev/null
echo "build/tiaomu_${version}_$arch.deb"

#!/bin/sh
# Installs what building, testing or linting needs and is not there yet.
# usage: tools/deps.sh GROUP…   (build, test, lint; others: programs that the tests compare with and
# convert by, and skip without; browser: for the tests of pages)
set -eu

# group, how to tell that it is there (lib: for pkg-config, cmd: on the PATH, font: of a language, server: whose
# programs Debian and Fedora keep off the PATH, office: a module of LibreOffice), and its package's name with apt, dnf
# and brew; - where that system has and needs none.
needs() {
    cat <<'END'
build cmd:make         make            make                make
build cmd:cc           gcc             gcc                 gcc
build cmd:pkg-config   pkg-config      pkgconf-pkg-config  pkgconf
build lib:libxml-2.0   libxml2-dev     libxml2-devel       libxml2
build lib:libpcre2-8   libpcre2-dev    pcre2-devel         pcre2
build lib:sqlite3      libsqlite3-dev  sqlite-devel        sqlite
build lib:libpq        libpq-dev       libpq-devel         libpq
build lib:libzip       libzip-dev      libzip-devel        libzip
build lib:jansson      libjansson-dev  jansson-devel       jansson
build lib:xlsxwriter   libxlsxwriter-dev libxlsxwriter-devel libxlsxwriter
build lib:libmicrohttpd libmicrohttpd-dev libmicrohttpd-devel libmicrohttpd
build lib:libseccomp   libseccomp-dev  libseccomp-devel    -
test  lib:cmocka       libcmocka-dev   libcmocka-devel     cmocka
test  cmd:curl         curl            curl                curl
test  cmd:diff         diffutils       diffutils           diffutils
test  cmd:sqlite3      sqlite3         sqlite              sqlite
others cmd:pandoc      pandoc          pandoc              pandoc
others cmd:soffice     libreoffice-writer-nogui libreoffice-writer -
others office:sc       libreoffice-calc-nogui libreoffice-calc -
others cmd:pdftotext   poppler-utils   poppler-utils       poppler
others server:postgresql postgresql postgresql-server   postgresql@15
others font:zh         fonts-noto-cjk  google-noto-sans-cjk-fonts -
others cmd:parallel    parallel        parallel            parallel
others cmd:slurmctld   slurmctld       slurm-slurmctld     -
others cmd:slurmd      slurmd          slurm-slurmd        -
others cmd:sbatch      slurm-client    slurm               -
others cmd:munged      munge           munge               -
browser cmd:node       nodejs          nodejs              node
browser cmd:npm        npm             npm                 node
browser cmd:chromium   chromium        chromium            chromium
lint  cmd:clang        clang           clang               llvm
lint  cmd:clang-format clang-format    clang-tools-extra   clang-format
lint  cmd:clang-tidy   clang-tidy      clang-tools-extra   llvm
lint  cmd:cppcheck     cppcheck        cppcheck            cppcheck
torture cmd:valgrind   valgrind        valgrind            -
END
}

PATH=$PATH:/usr/sbin:/sbin # where daemons are

there() {
    case $1 in
        cmd:*) command -v "${1#cmd:}" ;;
        font:*) command -v fc-list && [ -n "$(fc-list ":lang=${1#font:}")" ] ;;
        server:*) command -v initdb || find /usr/lib/postgresql /usr/pgsql-* -name initdb 2>/dev/null | grep . ;;
        office:*) [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/lib${1#office:}lo.so" ] ;;
        lib:*) pkg-config --exists "${1#lib:}" ;;
    esac >/dev/null 2>&1
}

missing() { # COLUMN GROUP… : the packages that are not there
    column=$1
    shift
    needs | while read -r group what apt dnf brew; do
        case " $* " in *" $group "*) ;; *) continue ;; esac
        there "$what" && continue
        case $column in
            apt) echo "$apt" ;;
            dnf) echo "$dnf" ;;
            brew) echo "$brew" ;;
        esac
    done | grep -vx -e - | sort -u | tr '\n' ' '
}

for manager in apt dnf brew none; do
    ! command -v "$manager" >/dev/null 2>&1 || break
done
[ "$manager" != none ] || manager=apt
packages=$(missing "$manager" "$@")
[ -n "$packages" ] || exit 0

case $manager in
    apt) install="apt-get install -y -qq --no-install-recommends $packages" ;;
    dnf) install="dnf install -y $packages" ;;
    brew) install="brew install $packages" ;;
esac

if [ "$manager" = brew ]; then
    as_root=
elif [ "$(id -u)" = 0 ]; then
    as_root="env DEBIAN_FRONTEND=noninteractive"
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env DEBIAN_FRONTEND=noninteractive"
else
    as_root=none
fi
if [ "$as_root" = none ] || ! command -v "${install%% *}" >/dev/null 2>&1; then
    echo "packages are missing; install them with this command and start again:" >&2
    echo "  sudo $install" >&2
    exit 1
fi

echo "installing: $packages"
if [ "$manager" = apt ]; then
    $as_root apt-get update -qq || echo "apt-get update failed; trying with the lists at hand" >&2
fi
# shellcheck disable=SC2086  # a list of words
$as_root $install

#!/bin/sh
# tools/layers.sh finds planted violations, and nothing where there is none, as in the project.
set -u
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/base" "$dir/ingest" "$dir/extract" "$dir/cli"
n=0

# check NAME FILE EXPECTED… : with the lines of standard input as FILE the violations are EXPECTED.
check() {
    n=$((n + 1))
    name=$1 file=$2
    shift 2
    cat >"$dir/$file"
    found=$(tools/layers.sh "$dir")
    status=$?
    rm "$dir/$file"
    if [ "$found" = "$*" ] && [ $status = $(($# > 0)) ]; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name"
        printf '%s\n' "# found: $found (status $status)" "# expected: $*"
    fi
}

echo "int x;" >"$dir/base/empty.c"
check "clean file" extract/a.c <<'END'
#include "base/str.h"
#include "ingest/doc.h"
#include <string.h>
/* printf() and exit(), and malloc() in a
 * comment that goes on: FILE, stdout, exit(1) */
const char *s = "puts(\"no call\")"; // getenv("X")
int n = snprintf(0, 0, "x") + reader->free(x) + '"' + my_exit(2);
END
check "upward include" base/a.c "base/a.c:2: may not include ingest/doc.h" <<'END'
#include "base/str.h"
#include "ingest/doc.h"
END
check "inner header of another room" extract/a.c "extract/a.c:1: may not include ingest/xml.h" <<'END'
#include "ingest/xml.h"
END
check "foreign library" extract/a.c "extract/a.c:1: may not include sqlite3.h" <<'END'
# include <sqlite3.h>
END
check "library kept to one file" extract/plan_json.c <<'END'
#include <jansson.h>
END
check "library outside its file" extract/a.h "extract/a.h:1: may not include jansson.h" <<'END'
#include <jansson.h>
END
check "clock" ingest/a.c "ingest/a.c:1: may not include time.h" <<'END'
#include <time.h>
END
check "printing" ingest/a.c "ingest/a.c:2: may not call printf" <<'END'
/* a comment */ int f(void) { /* another */
    return printf("x");
}
END
check "stream" ingest/a.c \
    "ingest/a.c:1: stages take bytes and return values, and use no streams" <<'END'
int f(FILE *out);
END
check "exit behind a comment's end" ingest/a.c "ingest/a.c:2: may not call exit" <<'END'
/* it's
 * long */ void f(void) { exit(1); }
END
check "the command line may do all" cli/a.c <<'END'
#include <time.h>
#include "corpus/corpus.h"
int f(void) { return printf("%ld", time(0)); }
END
n=$((n + 1))
if found=$(tools/layers.sh); then
    echo "ok $n - the project keeps to its rooms"
else
    echo "not ok $n - the project keeps to its rooms"
    echo "$found" | sed 's/^/# /'
fi
echo "1..$n"

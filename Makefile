# tiaomu: see README.md. V=release (default), debug, san; CC=gcc, clang; BUILD=FOLDER for another one;
# --trace shows the commands.
V       ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
BUILD   := build/$(V)
OS      := $(shell uname -s)
PKGS_Linux := libseccomp
PKGS    := libxml-2.0 libpcre2-8 sqlite3 libzip jansson xlsxwriter $(PKGS_$(OS))
# Not linked with, but loaded by the runs that need them (base/library.h).
LATE    := libpq libmicrohttpd

WARN    := -Wall -Wextra -Wconversion -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Werror
FLAGS_debug   := -O0 -g
FLAGS_release := -O2 -g -DNDEBUG -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
FLAGS_san     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINK_san      := -fsanitize=address,undefined
FLAGS_cov     := -O0 -g --coverage
FLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
# Workers are let write their counters (tests/preload/counters.c).
LINK_cov      := --coverage -Wl,--wrap=_exit,--wrap=seccomp_load,--wrap=setrlimit
OBJ_cov       := tests/preload/counters.o
LINK_fuzz     := -fsanitize=address,undefined
LINK_release_Linux := -pie -Wl,-z,relro,-z,now
LIBS_Darwin   := -liconv
LIBS_Linux    := -ldl
LINK_Darwin    = $(foreach p,$(LATE),-Wl,-rpath,$(shell pkg-config --variable=libdir $(p)))

# Homebrew keeps libpq where nobody looks.
export PKG_CONFIG_PATH := $(PKG_CONFIG_PATH):$(wildcard /opt/homebrew/opt/libpq/lib/pkgconfig /usr/local/opt/libpq/lib/pkgconfig)

# Empty until the libraries are there (make deps).
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) $(LATE) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --exists $(LATE) && pkg-config --libs $(PKGS) 2>/dev/null)
NEED_LIBS   = $(if $(PKG_LIBS),,$(error libraries are missing: run make deps first))

CPPFLAGS += -I. -D_GNU_SOURCE
STD      := -std=c17
ALL_CFLAGS = $(STD) $(WARN) $(FLAGS_$(V)) $(PKG_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(LINK_$(V)) $(LINK_$(OS)) $(LINK_$(V)_$(OS)) $(LDFLAGS)
ALL_LIBS    = $(PKG_LIBS) $(LIBS_$(OS)) -lm $(LDLIBS)
TEST_LIBS   = $(shell pkg-config --libs cmocka libpq) $(ALL_LIBS)

ROOMS := base ingest rules extract corpus check out cli
SRC   := $(foreach r,$(ROOMS),$(wildcard $(r)/*.c))
OBJ   := $(patsubst %.c,$(BUILD)/%.o,$(SRC)) $(addprefix $(BUILD)/,$(OBJ_$(V)) embedded.o)
LIB   := $(filter-out $(BUILD)/cli/main.o,$(OBJ))
EMBED := $(wildcard rules/*.tsv corpus/*.sql out/*.css out/*.js out/*.xml)

# Programs of their own; every other file of tests/ is linked into each of them.
TOOL_SRC  := tests/cases.c tests/differ.c
SUITE_SRC := $(wildcard tests/test_*.c) $(TOOL_SRC)
SUITES    := $(SUITE_SRC:%.c=$(BUILD)/%)
HELP_OBJ  := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(SUITE_SRC),$(wildcard tests/*.c)))
TEST_OBJ  := $(SUITE_SRC:%.c=$(BUILD)/%.o) $(HELP_OBJ)
C_FILES   := $(SRC) $(wildcard tests/*.c tests/fuzz/*.c tools/*.c bench/*.c)
HEADERS   := $(foreach r,$(ROOMS) tests,$(wildcard $(r)/*.h))

all: $(BUILD)/tiaomu
	@ln -sf $(BUILD)/tiaomu tiaomu

$(BUILD)/tiaomu: $(OBJ)
	@echo link $@
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)

$(BUILD)/%.o: %.c Makefile
	$(NEED_LIBS)@mkdir -p $(@D)
	@echo compile $<
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/embedded.o: $(BUILD)/embedded.c
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/embedded.c: $(BUILD)/tools/embed $(EMBED)
	@echo embed $(EMBED)
	@$< $(EMBED) > $@.tmp && mv $@.tmp $@

$(BUILD)/tools/%: tools/%.c
	$(NEED_LIBS)@mkdir -p $(@D)
	@echo link $@
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(ALL_LIBS)

$(SUITES): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(HELP_OBJ) $(LIB)
	@echo link $@
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS)

# What a stranger runs: the libraries first, then the work in a make that sees them.
check bench demo lint accept fuzz torture memcheck coverage: %: %-deps
	@$(MAKE) --no-print-directory $*-run
deps demo-deps:
	@tools/deps.sh build
check-deps bench-deps accept-deps coverage-deps:
	@tools/deps.sh build test
	@$(if $(filter check%,$@),tools/deps.sh browser || echo "the tests of pages in a browser are skipped")
lint-deps fuzz-deps:
	@tools/deps.sh build test lint
memcheck-deps torture-deps:
	@tools/deps.sh build test lint torture

$(BUILD)/bench/measure: bench/measure.c
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(STD) $(WARN) -O2 -o $@ $< -lm

BENCHES := $(BUILD)/bench/bench $(BUILD)/bench/peers $(BUILD)/bench/insert
$(BENCHES): $(BUILD)/bench/%: $(BUILD)/bench/%.o $(HELP_OBJ) $(LIB)
	@echo link $@
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS)

# All targets of the fuzzer, each for T seconds; TARGET=NAME for one of them.
T ?= 60
fuzz-run:
	@$(MAKE) --no-print-directory V=fuzz CC=clang build/fuzz/fuzz
	@tests/fuzz/run.sh build/fuzz/fuzz $(T) $(TARGET)

$(BUILD)/fuzz: $(BUILD)/tests/fuzz/main.o $(HELP_OBJ) $(LIB)
	@echo link $@
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(TEST_LIBS)

# Lines and branches that the suites run through, by room; by file too with EACH=all. Left out are the
# tests of other things than the program, and those of faults and kills, which hit the counters as well.
NOT_COVERING := $(patsubst %,tests/test_%.sh,browser differ faults install killed layers starve)
coverage-run:
	@$(MAKE) --no-print-directory V=cov CC=gcc coverage-suites
	@tools/coverage.sh build/cov $(EACH)
coverage-suites: $(BUILD)/tiaomu $(SUITES)
	@find $(BUILD) -name '*.gcda' -delete
	@tests/run.sh $(BUILD)/tiaomu $(filter-out $(TOOL_SRC:%.c=$(BUILD)/%),$(SUITES)) $(filter-out $(NOT_COVERING),$(wildcard tests/test_*.sh))

# The long forms of what make check does in short: a thousand kills, every place that asks for memory,
# every call that reads or writes, a thousand good files among hostile ones, then valgrind and the fuzzer.
# Hours.
torture-run: $(BUILD)/tiaomu
	@KILLS=1000 MOMENTS=all GOOD=1000 tests/run.sh $< $(patsubst %,tests/test_%.sh,killed starve faults hostile)
	@$(MAKE) --no-print-directory memcheck-run
	@$(MAKE) --no-print-directory fuzz-run

# The suites and a round of commands under valgrind.
memcheck-run: $(BUILD)/tiaomu $(SUITES)
	@tests/memcheck.sh $(BUILD)/tiaomu $(filter-out $(TOOL_SRC:%.c=$(BUILD)/%),$(SUITES))

bench-run: $(BUILD)/tiaomu $(BENCHES) $(BUILD)/bench/measure
	@$(BUILD)/bench/bench
	@bench/docx.sh $(BUILD)/tiaomu $(BUILD)/bench/measure
	@bench/rows.sh $(BUILD)/tiaomu $(BUILD)/bench/measure $(BUILD)/bench/insert
	@bench/many.sh $(BUILD)/tiaomu $(BUILD)/bench/measure
	@$(BUILD)/bench/peers $(BUILD)/tiaomu $(BUILD)/bench/plans

check-run: $(BUILD)/tiaomu $(SUITES)
	@tests/run.sh $(BUILD)/tiaomu $(filter-out $(TOOL_SRC:%.c=$(BUILD)/%),$(SUITES)) $(wildcard tests/test_*.sh)

# Rewrites the want.txt of all cases, or of CASE=NAME; git diff is the review.
accept-run: $(BUILD)/tests/cases
	@tests/test_cases.sh $(BUILD)/tiaomu --accept $(CASE)

demo-run: all
	@tools/demo.sh $(BUILD)/tiaomu demo

layers:
	@tools/layers.sh

# gcc's own analyzer, which follows values through calls; where gcc is another's name, as on macOS, none.
ANALYZED_Linux := $(C_FILES:%.c=$(BUILD)/lint/%.analyzed)
lint-run: $(C_FILES:%.c=$(BUILD)/lint/%.tidy) $(ANALYZED_$(OS))
	@echo clang-format
	@clang-format --dry-run --Werror $(C_FILES) $(HEADERS)
	@echo cppcheck
	@cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --error-exitcode=1 --suppress=missingIncludeSystem \
	    --suppress=internalAstError --suppress=unknownMacro -D_GNU_SOURCE -I. $(C_FILES)

$(BUILD)/lint/%.tidy: %.c .clang-tidy $(HEADERS)
	@mkdir -p $(@D)
	@echo clang-tidy $<
	@clang-tidy --quiet $< -- $(CPPFLAGS) $(STD) $(PKG_CFLAGS) 2> $@.log || { cat $@.log; false; }
	@touch $@

# (iconv_t)-1 is no converter and need not be closed.
ANALYZE_ingest/charset.c := -Wno-analyzer-malloc-leak
$(BUILD)/lint/%.analyzed: %.c $(HEADERS)
	@mkdir -p $(@D)
	@echo gcc -fanalyzer $<
	@gcc -fanalyzer -Werror $(ANALYZE_$<) $(CPPFLAGS) $(STD) $(PKG_CFLAGS) -c -o /dev/null $<
	@touch $@

# What is installed beside the program: manual pages and completions, made from its own tables.
SHARE := $(BUILD)/share
share: $(BUILD)/tools/mkman tools/rules2md.sh tools/md2man.awk
	@tools/share.sh $(BUILD)/tools/mkman $(SHARE)

$(BUILD)/tools/mkman: tools/mkman.c $(LIB)
	@mkdir -p $(@D)
	@echo link $@
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)

install: $(BUILD)/tiaomu share
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $< $(DESTDIR)$(PREFIX)/bin/tiaomu
	cd $(SHARE) && find . -type f -exec install -D -m 644 {} $(abspath $(DESTDIR)$(PREFIX))/share/{} \;

uninstall: share
	rm -f $(DESTDIR)$(PREFIX)/bin/tiaomu
	cd $(SHARE) && find . -type f | sed 's,^\.,$(abspath $(DESTDIR)$(PREFIX))/share,' | xargs rm -f
	rm -rf $(DESTDIR)$(PREFIX)/share/tiaomu

# A Debian package for this machine's release, build/tiaomu_VERSION_ARCH.deb.
deb: $(BUILD)/tiaomu share
	@tools/deb.sh $(BUILD)

clean:
	rm -rf build tiaomu demo

-include $(OBJ:.o=.d) $(TEST_OBJ:.o=.d) $(BENCHES:%=%.d)
.PHONY: all deps check check-deps check-run bench bench-deps bench-run demo demo-deps demo-run accept accept-deps accept-run \
    fuzz fuzz-deps fuzz-run torture torture-deps torture-run memcheck memcheck-deps memcheck-run coverage coverage-deps coverage-run coverage-suites layers lint lint-deps lint-run share install uninstall deb clean
.SECONDARY:
.DELETE_ON_ERROR:

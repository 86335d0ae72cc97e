# tiaomu: see README.md. Variants: make V=debug | release | san (default release).
V       ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
PKGS    := libxml-2.0 libpcre2-8 sqlite3 libzip jansson
BUILD   := build/$(V)

WARN    := -Wall -Wextra -Wconversion -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Werror
FLAGS_debug   := -O0 -g
FLAGS_release := -O2 -g -DNDEBUG
FLAGS_san     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CPPFLAGS += -I. -I$(BUILD) -D_GNU_SOURCE
CFLAGS  += -std=c17 $(WARN) $(FLAGS_$(V)) $(shell pkg-config --cflags $(PKGS))
LDFLAGS += $(filter -fsanitize%,$(FLAGS_$(V)))
LDLIBS  += $(shell pkg-config --libs $(PKGS)) -lm

ROOMS := base ingest rules extract corpus out cli
SRC   := $(foreach r,$(ROOMS),$(wildcard $(r)/*.c))
OBJ   := $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
LIB   := $(filter-out $(BUILD)/cli/main.o,$(OBJ))
EMBED := $(wildcard rules/*.tsv) $(wildcard corpus/*.sql)

all: $(BUILD)/tiaomu
	@ln -sf $(BUILD)/tiaomu tiaomu

$(BUILD)/tiaomu: $(OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/embed: tools/embed.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -O1 -o $@ $<

$(BUILD)/embedded.c: $(BUILD)/embed $(EMBED)
	$< $(EMBED) > $@.tmp && mv $@.tmp $@

$(BUILD)/embedded.o: $(BUILD)/embedded.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

clean:
	rm -rf build tiaomu demo

-include $(OBJ:.o=.d)
.PHONY: all clean
.DELETE_ON_ERROR:

# sifa: build, check, bench, install, run. One file, no recursion.
#
#   make            build/sifa, with the libraries that are there (no network)
#   make run        deps, build, a demonstration county, the console
#   make check      deps, build, every test
#   make check-asan the same tests under the address and undefined-behaviour sanitizers
#   make lint       clang-tidy and cppcheck over the whole tree
#   make bench      ratios against named peers (README, "Speed"); SIZES=100000 is quick
#   make install    DESTDIR= PREFIX=/usr/local
#   make deps       Debian packages that are missing; OFFLINE=DIR takes them from a folder

BUILD  ?= build
# make V=1 shows the commands themselves.
Q = $(if $(V),,@)
say = @echo '  $(1)  $(2)'
PREFIX ?= /usr/local
CC     ?= gcc
CFLAGS ?= -O2 -g
OFFLINE ?=

# ---- dependencies: each with its reason ---------------------------------
# libncurses-dev  the terminal: what to send for a cell, on every terminal there is
# liblmdb-dev     the store: crash-safe B+trees read in place
# libyaml-dev     reads the configuration
# libsodium-dev   hashes, keyed checksums (later: keys, sealed bundles)
# gettext         makes the Chinese catalogue that is compiled in (build only)
DEPS_BUILD = gcc libc6-dev make libncurses-dev liblmdb-dev libyaml-dev libsodium-dev gettext
# libcmocka-dev   unit tests   libvterm-dev  a terminal inside the screen tests
# tmux            a second opinion on the screen   mandoc  man page lint
# python3-yaml    the independent recount of the score reads the letter with it
# clang-format    one style    binutils, procps, util-linux  layering and process checks
DEPS_CHECK = libcmocka-dev libvterm-dev tmux mandoc python3 python3-yaml clang-format cppcheck binutils procps util-linux
# libpango1.0-dev builds sifa-pdf   poppler-utils  reads its PDF back   fonts-arphic-uming  a Chinese face
DEPS_CHECK += libpango1.0-dev pkgconf poppler-utils fonts-arphic-uming
# libxlsxwriter-dev builds sifa-xlsx, which writes returns as spreadsheets
DEPS_CHECK += libxlsxwriter-dev
# sqlite3, vim-tiny  the peers of `make bench`
DEPS_BENCH = sqlite3 libsqlite3-dev vim-tiny python3

# ---- what is built --------------------------------------------------------
CORE_SRC := $(sort $(wildcard core/*/*.c))
PDF_SRC  := tui/pdf/sifa-pdf.c
XLSX_SRC := tui/xlsx/sifa-xlsx.c
TUI_SRC  := $(filter-out $(PDF_SRC) $(XLSX_SRC),$(sort $(wildcard tui/*.c tui/*/*.c)))
CORE_OBJ := $(CORE_SRC:%.c=$(BUILD)/%.o) $(BUILD)/divisions.o
TUI_OBJ  := $(TUI_SRC:%.c=$(BUILD)/%.o) $(BUILD)/catalogue.o
UNIT_SRC := $(sort $(wildcard tests/core/test_*.c tests/tui/test_*.c))
UNITS    := $(UNIT_SRC:tests/%.c=$(BUILD)/tests/%)
FAULT_SRC := $(sort $(wildcard tests/fault/*.c))
FAULTS   := $(FAULT_SRC:tests/%.c=$(BUILD)/tests/%)

STRICT = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wwrite-strings -Wundef -Werror
HARDEN = -fstack-protector-strong -fPIE
LINKHARD = -pie -Wl,-z,relro,-z,now
FORTIFY = $(if $(findstring -O0,$(CFLAGS))$(findstring sanitize,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
CPPFLAGS += -D_GNU_SOURCE $(FORTIFY) -DSIFA_CONFIG_DIR='"$(PREFIX)/share/sifa/config"'
ALLFLAGS = $(STRICT) $(HARDEN) $(CPPFLAGS) $(CFLAGS) -MMD -MP
# sifa-pdf, only where pango and cairo are there: papers as PDF (Chinese faces by family name,
# red heads, boxes of drawn lines). sifa itself runs it and needs neither.
PDF := $(if $(shell pkg-config --exists pangocairo 2>/dev/null && echo yes),$(BUILD)/sifa-pdf)
# sifa-xlsx, only where libxlsxwriter is there: returns as spreadsheets with numbers that are
# numbers; to write the zipped XML by hand would be a library of its own. sifa needs it not.
XLSX := $(if $(shell pkg-config --exists xlsxwriter 2>/dev/null && echo yes),$(BUILD)/sifa-xlsx)
CORE_LIBS = -llmdb -lyaml -lsodium
TUI_LIBS  = -lncursesw -ltinfo

# The machine's cores, unless make was told otherwise.
ifeq (0,$(MAKELEVEL)$(findstring -j,$(MAKEFLAGS)))
MAKEFLAGS += -j$(shell nproc)
endif
.SECONDARY:

.PHONY: all run check check-asan lint bench install deps deps-check deps-bench po golden format cover clean
all: $(BUILD)/sifa $(PDF) $(XLSX)

$(BUILD)/sifa: $(TUI_OBJ) $(BUILD)/libsifa.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LINKHARD) $(LDFLAGS) -o $@ $(TUI_OBJ) $(BUILD)/libsifa.a $(TUI_LIBS) $(CORE_LIBS)

$(BUILD)/sifa-pdf: $(PDF_SRC) $(BUILD)/libsifa.a
	$(call say,LD,$@)
	$(Q)$(CC) $(ALLFLAGS) $(shell pkg-config --cflags pangocairo | sed 's/-I/-isystem /g') $(LINKHARD) $(LDFLAGS) \
		-o $@ $(PDF_SRC) $(BUILD)/libsifa.a $(shell pkg-config --libs pangocairo)

$(BUILD)/sifa-xlsx: $(XLSX_SRC)
	$(call say,LD,$@)
	$(Q)$(CC) $(ALLFLAGS) $(shell pkg-config --cflags xlsxwriter | sed 's/-I/-isystem /g') $(LINKHARD) $(LDFLAGS) \
		-o $@ $(XLSX_SRC) $(shell pkg-config --libs xlsxwriter)

$(BUILD)/libsifa.a: $(CORE_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $(CORE_OBJ)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALLFLAGS) -c -o $@ $<

# What reads, writes and counts is compiled for speed: a twentieth less of an import.
$(BUILD)/core/%.o: CFLAGS := $(subst -O2,-O3,$(CFLAGS))

# Numbers kept beside a store are those of this code: another sum, and they are counted anew.
SCORE_CODE := $(sort $(wildcard core/score/*.[ch] core/model/where* core/work/same.* core/work/handed.*) core/trust/join.c)
$(BUILD)/core/score/kept_digest.o: CPPFLAGS += -DSCORE_CODE='"$(shell cat $(SCORE_CODE) | sha256sum | cut -c1-32)"'
$(BUILD)/core/score/kept_digest.o: $(SCORE_CODE)

# The Chinese catalogue, as bytes inside the program.
$(BUILD)/catalogue.o: po/zh_CN.po
	@mkdir -p $(@D)
	$(call say,PO,$<)
	$(Q)msgfmt --check-format -o $(BUILD)/zh_CN.mo po/zh_CN.po
	$(Q){ echo '#include <stddef.h>'; echo 'extern const unsigned char catalogue[]; extern const size_t catalogue_size;'; \
	  echo 'const unsigned char catalogue[] = {'; \
	  od -An -v -tx1 $(BUILD)/zh_CN.mo | sed 's/ \(..\)/0x\1,/g'; \
	  echo '}; const size_t catalogue_size = sizeof catalogue;'; } > $(BUILD)/catalogue.c
	$(Q)$(CC) -std=c11 $(HARDEN) $(CFLAGS) -c -o $@ $(BUILD)/catalogue.c

# The divisions of the country: a table of codes, each with the place of its name in one text.
$(BUILD)/divisions.o: core/base/divisions.txt Makefile
	@mkdir -p $(@D)
	$(call say,OD,$<)
	$(Q){ echo '#include <stddef.h>'; echo '#include <stdint.h>'; \
	  echo 'struct division { uint32_t code, at; }; extern const struct division divisions[];'; \
	  echo 'extern const size_t divisions_n; extern const char division_names[];'; \
	  echo 'const struct division divisions[] = {'; \
	  grep -v '^#' $< | LC_ALL=C awk '{ print "{" substr($$0, 1, 6) ", " at + 0 "},"; at += length($$0) - 6 } END { print "{0, " at "}"}'; \
	  echo '}; const size_t divisions_n = sizeof divisions / sizeof *divisions - 1;'; \
	  echo 'const char division_names[] = {'; \
	  grep -v '^#' $< | cut -b7- | tr -d '\n' | od -An -v -tx1 | sed "s/ \(..\)/'\\\\x\1',/g"; \
	  echo '};'; } > $(BUILD)/divisions.c
	$(Q)$(CC) -std=c11 $(HARDEN) $(CFLAGS) -c -o $@ $(BUILD)/divisions.c

# ---- run --------------------------------------------------------------------
DEMO = $(BUILD)/demo
run: deps
	@$(MAKE) --no-print-directory all
	@test ! -f $(DEMO)/store.mdb || { $(BUILD)/sifa --store $(DEMO) list ORG --limit 1 >/dev/null 2>&1; \
		test $$? -ne 76; } || mv $(DEMO) $(DEMO)-$$(date +%s) # of an older version
	@test -f $(DEMO)/store.mdb || $(BUILD)/sifa --store $(DEMO) --config config demo
	@$(BUILD)/sifa --store $(DEMO)

# ---- check --------------------------------------------------------------------
TUI_LIBOBJ = $(filter-out $(BUILD)/tui/main.o,$(TUI_OBJ))
VT_SRC := $(filter-out tests/tui/test_%,$(wildcard tests/tui/*.c))
VT_OBJ := $(VT_SRC:%.c=$(BUILD)/%.o)

$(BUILD)/tests/core/%: tests/core/%.c $(BUILD)/libsifa.a
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALLFLAGS) -pie $(LDFLAGS) -o $@ $< $(BUILD)/libsifa.a -lcmocka $(CORE_LIBS)

$(BUILD)/tests/tui/%: tests/tui/%.c $(VT_OBJ) $(TUI_LIBOBJ) $(BUILD)/libsifa.a
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALLFLAGS) -pie $(LDFLAGS) -o $@ $< $(VT_OBJ) $(TUI_LIBOBJ) $(BUILD)/libsifa.a \
		-lcmocka -lvterm -lutil $(TUI_LIBS) $(CORE_LIBS)

$(BUILD)/tests/fault/%: tests/fault/%.c $(BUILD)/libsifa.a
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALLFLAGS) -pie $(LDFLAGS) -o $@ $< $(BUILD)/libsifa.a -lcmocka $(CORE_LIBS)

check: deps-check
	@$(MAKE) --no-print-directory check-now

.PHONY: check-now tests
tests: all $(UNITS) $(FAULTS)
check-now: tests
	@BUILD=$(BUILD) CC="$(CC)" tests/run

check-asan: deps-check
	@$(MAKE) --no-print-directory check-now BUILD=$(BUILD)/asan \
		CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"

lint:
	$(call say,LINT,the layout)
	$(Q)clang-format --dry-run -Werror $(CORE_SRC) $(TUI_SRC) $(PDF_SRC) $(XLSX_SRC) $(wildcard core/*.h core/*/*.h tui/*.h tui/*/*.h tests/*/*.c tests/*/*.h)
	$(call say,LINT,cppcheck)
	$(Q)cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--suppress=missingIncludeSystem --suppress=varFuncNullUB -D_GNU_SOURCE $(CORE_SRC) $(TUI_SRC)
	$(call say,LINT,clang-tidy)
	$(Q)printf '%s\n' $(CORE_SRC) $(TUI_SRC) $(if $(PDF),$(PDF_SRC)) $(if $(XLSX),$(XLSX_SRC)) | xargs -P $$(nproc) -n 1 sh -c \
		'said=$$(clang-tidy --quiet --warnings-as-errors="*" "$$0" -- $(TIDY_FLAGS) 2>&1) || { echo "$$said"; exit 1; }'

# A process a file: in one for all, the checker of va_list remembers what it saw in the last.
TIDY_FLAGS = -std=c11 -D_GNU_SOURCE -DSIFA_CONFIG_DIR=\"\" \
	$(if $(PDF),$(shell pkg-config --cflags pangocairo | sed 's/-I/-isystem /g'))

# The whole takes a quarter of an hour; SIZES=100000 two minutes. README=1 writes the table there.
SIZES ?= 100000 1000000
bench: deps-bench all
	@BUILD=$(BUILD) CC="$(CC)" SIZES="$(SIZES)" tests/bench/run $(if $(README),--readme)

# Lines run by the tests, a file at a time.
cover:
	@$(MAKE) --no-print-directory check-now BUILD=$(BUILD)/cover CFLAGS="-O0 -g --coverage" LDFLAGS=--coverage
	gcovr -r . --object-directory $(BUILD)/cover -e tests --sort-percentage

# ---- text ------------------------------------------------------------------------
# Collects the messages and merges them into the catalogue; then translate what is empty.
po:
	@mkdir -p $(BUILD)
	xgettext --from-code=UTF-8 -k_ -kN_ --no-location -o $(BUILD)/sifa.pot --package-name=sifa \
		$(TUI_SRC) $(CORE_SRC)
	msgmerge -q --no-fuzzy-matching --no-location --no-wrap -U --backup=none po/zh_CN.po $(BUILD)/sifa.pot
	msgattrib --no-obsolete --no-wrap -o po/zh_CN.po po/zh_CN.po
	msgfmt --statistics -o /dev/null po/zh_CN.po

# Rewrites the expected screens, the README's, and the expected prints; read the difference before you commit it.
golden: tests
	GOLDEN=1 BUILD=$(BUILD) tests/run tui/test_screens tui/test_step tui/test_letter
	GOLDEN=1 sh tests/tree/screens.sh
	GOLDEN=1 BUILD=$(BUILD) tests/run cli/papers cli/dossier cli/explain

format:
	@clang-format -i $(CORE_SRC) $(TUI_SRC) $(PDF_SRC) $(XLSX_SRC) $(wildcard core/*.h core/*/*.h tui/*.h tui/*/*.h tests/*/*.c tests/*/*.h)

# ---- install -----------------------------------------------------------------------
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/sifa
	install -m 755 $(BUILD)/sifa $(PDF) $(XLSX) $(DESTDIR)$(PREFIX)/bin
	cp -R config $(DESTDIR)$(PREFIX)/share/sifa/
	for s in 1 5; do install -d $(DESTDIR)$(PREFIX)/share/man/man$$s; \
		install -m 644 man/*.$$s $(DESTDIR)$(PREFIX)/share/man/man$$s/; done

# ---- packages -------------------------------------------------------------------------
SUDO = $(if $(filter 0,$(shell id -u)),,sudo)
define install_missing
	@missing=; for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing" >&2; \
		if [ -n "$(OFFLINE)" ]; then DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y --no-download --no-install-recommends $(abspath $(OFFLINE))/*.deb; \
		else $(SUDO) apt-get update -q && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -q --no-install-recommends $$missing; fi >&2; fi
endef
deps:
	$(call install_missing,$(DEPS_BUILD))
deps-check: deps
	$(call install_missing,$(DEPS_CHECK))
deps-bench: deps
	$(call install_missing,$(DEPS_BENCH))

clean:
	rm -rf $(BUILD)

-include $(CORE_OBJ:.o=.d) $(TUI_OBJ:.o=.d) $(VT_OBJ:.o=.d)
-include $(wildcard $(BUILD)/tests/*/*.d)

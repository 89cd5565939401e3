/* console.c - see console.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "../core/scratch.h"
#include "console.h"

static char root[64], store[96], printed[256 * 1024];
static const char *now; /* NULL: the store has a date of its own */

static int shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
static int shell(const char *format, ...)
{
	char line[900];
	va_list ap;

	va_start(ap, format);
	vsnprintf(line, sizeof line, format, ap);
	va_end(ap);
	return system(line) ? -1 : 0;
}

static int make_root(void)
{
	if (!scratch_make(root, sizeof root))
		return -1;
	snprintf(store, sizeof store, "%s/test", root);
	return 0;
}

int console_make(void **state)
{
	(void)state;
	return make_root() ||
	       shell("'%s' --store %s/demo --config config demo --offices 3", vt_program(), root);
}

int console_make_flow(void **state)
{
	(void)state;
	now = "2013-12-20";
	return make_root() ||
	       shell("cp -R tests/fixtures/config-mini %s/c && cp -R tests/fixtures/flow/. %s/c && "
		     "'%s' --store %s/demo --config %s/c --now %s init --name 垣曲县司法局 "
		     "--origin 7 && printf 'code,name,kind,short\\n7,垣曲县司法局,bureau,垣\\n' | "
		     "'%s' --store %s/demo --now %s import unit --update -",
		     root, root, vt_program(), root, root, now, vt_program(), root, now);
}

int console_make_empty(void **state)
{
	(void)state;
	now = "2013-01-10";
	return make_root() || shell("'%s' --store %s/demo --config config --now %s init --name "
				    "垣曲县司法局 --origin 10203",
				    vt_program(), root, now);
}

void console_day(const char *day)
{
	now = day;
}

int console_drop(void **state)
{
	(void)state;
	scratch_drop(root);
	return 0;
}

int console_fresh(void **state)
{
	(void)state;
	return shell("cp -r %s/demo %s", root, store);
}

int console_clean(void **state)
{
	(void)state;
	return shell("rm -rf %s", store);
}

const char *console_dir(void)
{
	return store;
}

struct vt *console_open(int rows, int cols, const char *lang)
{
	const char *argv[] = {"--store", store, "--lang", lang, now ? "--now" : NULL, now, NULL};
	struct vt_setup s = {.rows = rows, .cols = cols, .argv = argv};

	return vt_start(&s);
}

struct vt *console_as(const char *login)
{
	const char *argv[] = {"--store", store, "--as", login, now ? "--now" : NULL, now, NULL};
	struct vt_setup s = {.argv = argv};

	return vt_start(&s);
}

struct vt *console_open_term(const char *term, const char *const *env)
{
	const char *argv[] = {"--store", store, NULL};
	struct vt_setup s = {.argv = argv, .term = term, .env = env};

	return vt_start(&s);
}

struct vt *console_office(void)
{
	struct vt *v = console_open(0, 0, "zh");

	console_go(v, "柳河司法所");
	vt_keys(v, "<Enter>");
	return v;
}

void console_go(struct vt *v, const char *row)
{
	char before[8192] = "";

	while (!strstr(vt_cursor_row(v), row) && strcmp(vt_cursor_row(v), before) != 0) {
		snprintf(before, sizeof before, "%s", vt_cursor_row(v));
		vt_keys(v, "<Down>");
	}
	if (!strstr(vt_cursor_row(v), row))
		vt_fail(v, row);
}

char *console_row(struct vt *v, char *buf, size_t size)
{
	const char *row = vt_cursor_row(v), *mark = strchr(row, '>');

	snprintf(buf, size, "%s", mark ? mark : row);
	return buf;
}

double console_number(struct vt *v, const char *text)
{
	const char *at = strstr(vt_screen(v), text);

	if (!at)
		vt_fail(v, text);
	return atof(at + strlen(text));
}

void console_pick(struct vt *v, const char *row)
{
	for (int i = 0; i < 60; i++) {
		int y = vt_row(v, row);
		const char *line = y < 0 ? NULL : vt_line(v, y);

		if (line && strstr(line, "> "))
			break;
		vt_keys(v, "<Down>");
	}
	vt_keys(v, "<Enter>");
}

void console_register(struct vt *v, const char *name)
{
	vt_keys(v, "<F8>");
	console_go(v, name);
	vt_keys(v, "<Enter>");
	vt_expect(v, name + strspn(name, " "));
}

void console_id(const char *kind, const char *text, char id[CONSOLE_ID])
{
	char arguments[64];
	const char *all, *at;

	snprintf(arguments, sizeof arguments, "--format jsonl list %s", kind);
	all = console_verb(0, arguments);
	at = strstr(all, text);
	assert_non_null(at);
	while (at > all && at[-1] != '\n')
		at--;
	assert_memory_equal(at, "{\"id\":\"", 7);
	snprintf(id, CONSOLE_ID, "%.*s", (int)strcspn(at + 7, "\""), at + 7);
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0 && !fclose(f));
}

void console_inbox(const char *name, const char *text)
{
	char path[200];

	assert_int_equal(shell("mkdir -p %s/inbox", store), 0);
	snprintf(path, sizeof path, "%s/inbox/%s", store, name);
	write_file(path, text);
}

void console_import(const char *kind, const char *csv)
{
	char path[120], arguments[200];

	snprintf(path, sizeof path, "%s/in.csv", root);
	write_file(path, csv);
	snprintf(arguments, sizeof arguments, "import %s %s", kind, path);
	console_verb(0, arguments);
}

const char *console_verb(int code, const char *arguments)
{
	char line[900];
	size_t n;
	int status;
	FILE *f;

	snprintf(line, sizeof line, "'%s' --store %s %s %s %s 2>&1", vt_program(), store,
		 now ? "--now" : "", now ? now : "", arguments);
	f = popen(line, "r");
	assert_non_null(f);
	n = fread(printed, 1, sizeof printed - 1, f);
	printed[n] = '\0';
	status = pclose(f);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != code) {
		print_error("%s\n%s", line, printed);
		fail();
	}
	return printed;
}

void console_save(struct vt *v)
{
	vt_keys(v, "<F2>");
	if (vt_sees(v, "只有提醒"))
		vt_keys(v, "<F2>");
	if (vt_sees(v, "为什么仍要保存"))
		vt_keys(v, "<Enter>");
}

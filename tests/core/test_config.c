/* Reading, linking and refusing configurations. */
#include <sys/stat.h>
#include <unistd.h>

#include "mini.h"
#include "scratch.h"

struct place { /* a configuration of the test's own */
	char dir[64];
	struct sifa_findings f;
	struct sifa_err err;
	struct config *c;
	struct arena names;
	struct namer *namer;
};

static const char *const folders[] = {"kinds", "codes", "letters", "returns", "calendar"};

static int setup(void **state)
{
	struct place *p = calloc(1, sizeof *p);
	char path[100];

	assert_non_null(p);
	assert_true(scratch_make(p->dir, sizeof p->dir));
	for (size_t i = 0; i < 5; i++) {
		snprintf(path, sizeof path, "%s/%s", p->dir, folders[i]);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	p->namer = namer_fresh(&p->names);
	*state = p;
	return 0;
}

static int teardown(void **state)
{
	struct place *p = *state;

	config_free(p->c);
	arena_free(&p->names);
	sifa_findings_free(&p->f);
	scratch_drop(p->dir);
	free(p);
	return 0;
}

static void file(struct place *p, const char *name, const char *text)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", p->dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fputs(text, f) < 0, 0);
	assert_int_equal(fclose(f), 0);
}

static void copy_mini(struct place *p)
{
	char cmd[200];

	snprintf(cmd, sizeof cmd, "cp -R tests/fixtures/config-mini/. '%s'", p->dir);
	assert_int_equal(system(cmd), 0);
}

static enum sifa_rc load(struct place *p)
{
	enum sifa_rc rc;

	config_free(p->c);
	sifa_findings_free(&p->f);
	p->err = (struct sifa_err){0};
	rc = config_read(p->dir, &p->c, &p->f, &p->err);
	return rc ? rc : config_link(p->c, p->namer, &p->f, &p->err);
}

/* The finding at that place; the test fails without one. */
static const struct sifa_err *at(struct place *p, const char *source, int line, int column)
{
	for (size_t i = 0; i < p->f.n; i++) {
		const struct sifa_err *e = &p->f.v[i].err;

		if (strcmp(e->source, source) == 0 && e->line == line && e->column == column)
			return e;
	}
	for (size_t i = 0; i < p->f.n; i++)
		print_error("%s:%d:%d %s (%s, %s)\n", p->f.v[i].err.source, p->f.v[i].err.line,
			    p->f.v[i].err.column, p->f.v[i].err.msg, p->f.v[i].err.arg[0],
			    p->f.v[i].err.arg[1]);
	fail_msg("no finding at %s:%d:%d", source, line, column);
	return NULL;
}

static bool any_arg(struct place *p, const char *arg)
{
	for (size_t i = 0; i < p->f.n; i++)
		for (size_t j = 0; j < SIFA_ERR_ARGS; j++)
			if (strcmp(p->f.v[i].err.arg[j], arg) == 0)
				return true;
	return false;
}

static const char thing[] = /* a kind, with one line of its own at the end */
	"kind: thing\n"
	"code: THG\n"
	"label: {zh: 物, en: Thing}\n"
	"ledger: {zh: 物登记, en: Things}\n"
	"title: [no]\n"
	"fields:\n"
	"  - {id: no, type: text, max: 20, label: {zh: 号, en: No}}\n"
	"  - {id: on, type: date, label: {zh: 日期, en: Day}}\n"
	"  - {id: note, type: longtext, label: {zh: 备注, en: Note}}\n"
	"pages:\n"
	"  - {label: {zh: 一, en: One}, fields: [no, on, note]}\n"
	"columns:\n"
	"  - {field: no, width: 20}\n"
	"sorts:\n"
	"  - {id: no, by: [no], label: {zh: 号, en: No}}\n";

static enum sifa_rc load_thing(struct place *p, const char *more)
{
	char text[4000];

	copy_mini(p);
	snprintf(text, sizeof text, "%s%s", thing, more);
	file(p, "kinds/thing.yaml", text);
	return load(p);
}

static void the_small_configuration_is_good(void **state)
{
	struct place *p = *state;
	const struct sifa_kind *k;
	const struct sifa_field *f;

	copy_mini(p);
	assert_int_equal(load(p), SIFA_OK);
	assert_int_equal(p->f.total, 0);
	assert_ptr_equal(p->c->person, config_kind(p->c, "person"));
	assert_string_equal(p->c->file[0].name, "calendar/2013.yaml");
	k = config_kind(p->c, "mediation");
	assert_string_equal(k->code, "MED");
	assert_ptr_equal(config_kind_no(p->c, k->no), k);
	assert_int_equal(k->npages, 2);
	assert_int_equal(k->nchecks, 5);
	assert_int_equal(k->check[3].op, CHECK_NEEDS);
	assert_int_equal(k->check[3].when.in, 1 << 1);
	assert_int_equal(k->field[k->check[3].when.field].no, sifa_field(k, "form")->no);
	assert_int_equal(k->check[4].n, 2);
	f = sifa_field(k, "受理日期");
	assert_non_null(f);
	assert_string_equal(f->id, "accepted_on");
	assert_ptr_equal(sifa_field(k, "parties")->row[1].target, p->c->person);
	assert_ptr_equal(sifa_field(p->c->person, "village")->target, p->c->unit);
	assert_string_equal(sifa_type_name(f->type), "date");
	assert_false(calendar_working(&p->c->calendar, sifa_day_of(2013, 10, 1)));
	assert_true(calendar_working(&p->c->calendar, sifa_day_of(2013, 9, 29)));
}

static void a_whole_kind_is_good(void **state)
{
	struct place *p = *state;

	assert_int_equal(load_thing(p, ""), SIFA_OK);
	assert_int_equal(p->f.total, 0);
}

static void unknown_keys_name_the_nearest(void **state)
{
	struct place *p = *state;

	assert_int_equal(load_thing(p, "clokcs: []\n"), SIFA_E_CONFIG);
	assert_string_equal(at(p, "kinds/thing.yaml", 16, 1)->arg[1], "clocks");
	assert_int_equal(p->err.rc, SIFA_E_CONFIG);
	assert_int_equal(p->err.line, 16);
}

static void a_kind_stands_in_a_section_that_the_menu_has(void **state)
{
	struct place *p = *state;

	assert_int_equal(load_thing(p, "menu: publicty\n"), SIFA_E_CONFIG);
	assert_string_equal(at(p, "kinds/thing.yaml", 16, 7)->arg[2], "publicity");
}

static void all_errors_of_all_files_in_one_run(void **state)
{
	struct place *p = *state;

	copy_mini(p);
	file(p, "codes/sex.yaml",
	     "list: sex\nlabel: {zh: 性别, en: Sex}\ncodes:\n"
	     "  - {id: male, digits: \"1\", label: {zh: 男, en: Male}}\n"
	     "  - {id: male, digits: \"1\", label: {zh: 女}}\n");
	file(p, "kinds/thing.yaml", "kind: thing\n  bad: [\n");
	file(p, "calendar/2014.yaml", "calendar: 2014\nrest: [2014-02-30]\n");
	assert_int_equal(load(p), SIFA_E_CONFIG);
	at(p, "codes/sex.yaml", 5, 5);
	at(p, "calendar/2014.yaml", 2, 8);
	assert_true(p->f.errors >= 5);
	assert_true(any_arg(p, "en"));
}

static void fields_must_be_on_one_page(void **state)
{
	struct place *p = *state;
	char text[3000], *page;

	copy_mini(p);
	strcpy(text, thing);
	page = strstr(text, "fields: [no, on, note]}");
	memcpy(page, "fields: [no, no, noet]}", strlen("fields: [no, no, noet]}"));
	file(p, "kinds/thing.yaml", text);
	assert_int_equal(load(p), SIFA_E_CONFIG);
	assert_string_equal(at(p, "kinds/thing.yaml", 11, 48)->arg[2], "note"); /* nearest */
	assert_string_equal(at(p, "kinds/thing.yaml", 11, 44)->arg[0], "no");
	assert_true(any_arg(p, "on"));
}

/* The kind with another type for its last field. */
static void file_thing(struct place *p, const char *type)
{
	const char *note = strstr(thing, "longtext");
	char text[3000];

	snprintf(text, sizeof text, "%.*s%s%s", (int)(note - thing), thing, type,
		 note + strlen("longtext"));
	file(p, "kinds/thing.yaml", text);
}

static void references_between_files_are_checked(void **state)
{
	struct place *p = *state;

	copy_mini(p);
	file_thing(p, "code, codes: sxe");
	assert_int_equal(load(p), SIFA_E_CONFIG);
	assert_string_equal(at(p, "kinds/thing.yaml", 9, 35)->arg[1], "sex");
	file_thing(p, "ref, to: persno");
	assert_int_equal(load(p), SIFA_E_CONFIG);
	assert_string_equal(at(p, "kinds/thing.yaml", 9, 31)->arg[1], "person");
	/* a list whose file does not parse is not called unknown */
	file_thing(p, "code, codes: sex");
	file(p, "codes/sex.yaml", "list: [\n");
	assert_int_equal(load(p), SIFA_E_CONFIG);
	for (size_t i = 0; i < p->f.n; i++)
		assert_string_equal(p->f.v[i].err.source, "codes/sex.yaml");
}

/* Each at its own place. */
static void keys_that_mean_nothing_for_a_type_are_refused(void **state)
{
	static const struct {
		const char *type, *key, *name;
	} t[] = {
		{"bool, max: 3", "max", "bool"},
		{"text, least: 1", "least", "text"},
		{"date, most: 9", "most", "date"},
		{"int, codes: sex", "codes", "int"},
		{"date, to: person", "to", "date"},
		{"int, form: name", "form", "int"},
		{"int, brackets: \"()\"", "brackets", "int"},
		{"int, search: name", "search", "int"},
		{"text, ahead: yes", "ahead", "text"},
		{"refs, to: person, unknown: yes", "unknown", "refs"},
		{"date, rows: []", "rows", "date"},
	};
	struct place *p = *state;

	copy_mini(p);
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		int key = (int)(strstr(t[i].type, t[i].key) - t[i].type);
		const struct sifa_err *e;

		file_thing(p, t[i].type);
		if (load(p) != SIFA_E_CONFIG)
			fail_msg("%s was taken", t[i].type);
		e = at(p, "kinds/thing.yaml", 9, 22 + key);
		assert_string_equal(e->arg[0], t[i].key);
		assert_string_equal(e->arg[1], t[i].name);
	}
}

static void parts_must_name_fitting_fields(void **state)
{
	struct place *p = *state;

	assert_int_equal(load_thing(p,
				    "dates: [no]\n"
				    "keys:\n  - {fields: [note]}\n"
				    "clocks:\n  - {id: c, from: no, label: {zh: 钟, en: C}}\n"
				    "checks:\n  - {order: [no, on]}\n"
				    "  - {at_least: [on, 2]}\n  - {severity: error}\n"
				    "states:\n  - {id: s, date: note, label: {zh: 态, en: S}}\n"),
			 SIFA_E_CONFIG);
	at(p, "kinds/thing.yaml", 16, 9);
	at(p, "kinds/thing.yaml", 18, 15);
	at(p, "kinds/thing.yaml", 20, 5); /* a clock without its source */
	at(p, "kinds/thing.yaml", 20, 13);
	at(p, "kinds/thing.yaml", 22, 14);
	at(p, "kinds/thing.yaml", 23, 17);
	at(p, "kinds/thing.yaml", 24, 5);
	at(p, "kinds/thing.yaml", 26, 13);
	assert_int_equal(p->f.errors, 8);
}

static void wide_ledgers_are_a_warning(void **state)
{
	struct place *p = *state;
	char text[3000];

	copy_mini(p);
	strcpy(text, thing);
	memcpy(strstr(text, "width: 20"), "width: 76", 9);
	file(p, "kinds/thing.yaml", text);
	assert_int_equal(load(p), SIFA_OK);
	assert_int_equal(p->f.total, 1);
	assert_int_equal(p->f.errors, 0);
}

static void a_missing_base_kind_is_named(void **state)
{
	struct place *p = *state;
	char path[100];

	copy_mini(p);
	snprintf(path, sizeof path, "%s/kinds/return.yaml", p->dir);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(load(p), SIFA_E_CONFIG);
	assert_true(any_arg(p, "return"));
}

static void only_regular_yaml_files_are_read(void **state)
{
	struct place *p = *state;
	char path[200];

	copy_mini(p);
	snprintf(path, sizeof path, "%s/kinds/pipe.yaml", p->dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	file(p, "kinds/notes.txt", "not read");
	file(p, "kinds/.swp", "not read");
	assert_int_equal(load(p), SIFA_E_CONFIG);
	assert_int_equal(p->f.total, 2);
	assert_int_equal(p->f.errors, 1);
}

static void huge_files_are_refused(void **state)
{
	struct place *p = *state;
	char *text = malloc(YAML_SIZE + 100);

	assert_non_null(text);
	memset(text, '#', YAML_SIZE + 50);
	text[YAML_SIZE + 50] = '\0';
	copy_mini(p);
	file(p, "kinds/huge.yaml", text);
	free(text);
	assert_int_equal(load(p), SIFA_E_CONFIG);
	assert_int_equal(p->f.errors, 1);
}

static void a_folder_that_is_none(void **state)
{
	struct place *p = *state;

	assert_int_equal(config_read("/nonexistent/sifa", &p->c, &p->f, &p->err), SIFA_E_NOTFOUND);
	assert_null(p->c);
	assert_non_null(strstr(p->err.arg[0], "/nonexistent/sifa"));
}

/* ---- numbers and offsets ---- */

static void offsets_survive_a_new_order(void **state)
{
	struct place *p = *state;
	const struct sifa_kind *k;
	uint32_t on, note;
	uint16_t var;
	char text[3000];

	assert_int_equal(load_thing(p, ""), SIFA_OK);
	k = config_kind(p->c, "thing");
	on = sifa_field(k, "on")->offset;
	note = sifa_field(k, "note")->offset;
	var = sifa_field(k, "note")->var;
	/* `no` is gone, a new field stands first */
	snprintf(text, sizeof text, "%s",
		 "kind: thing\ncode: THG\nlabel: {zh: 物, en: Thing}\n"
		 "ledger: {zh: 物登记, en: Things}\ntitle: [on]\nfields:\n"
		 "  - {id: sum, type: money, label: {zh: 额, en: Sum}}\n"
		 "  - {id: note, type: longtext, label: {zh: 备注, en: Note}}\n"
		 "  - {id: on, type: date, label: {zh: 日期, en: Day}}\n"
		 "pages:\n  - {label: {zh: 一, en: One}, fields: [on, note, sum]}\n"
		 "columns:\n  - {field: on, width: 20}\n"
		 "sorts:\n  - {id: on, by: [on], label: {zh: 日期, en: Day}}\n");
	file(p, "kinds/thing.yaml", text);
	assert_int_equal(load(p), SIFA_OK);
	k = config_kind(p->c, "thing");
	assert_int_equal(sifa_field(k, "on")->offset, on);
	assert_int_equal(sifa_field(k, "note")->offset, note);
	assert_int_equal(sifa_field(k, "note")->var, var);
	assert_int_equal(k->nvar, 2);
	assert_int_equal(sifa_field(k, "sum")->offset, k->fixed - 8);
	/* another type under an old name cannot be */
	memcpy(strstr(text, "sum, type: money"), "sum, type: date ", 16);
	file(p, "kinds/thing.yaml", text);
	assert_int_equal(load(p), SIFA_E_CONFIG);
	at(p, "kinds/thing.yaml", 7, 5);
}

static void sets_hold_sixty_codes(void **state)
{
	struct place *p = *state;
	char *text = calloc(1, 20000);
	size_t n;

	assert_non_null(text);
	n = (size_t)sprintf(text, "list: many\nlabel: {zh: 多, en: Many}\ncodes:\n");
	for (int i = 1; i <= 61; i++)
		n += (size_t)sprintf(
			text + n, "  - {id: c%d, digits: \"%02d\", label: {zh: 码%d, en: C%d}}\n",
			i, i, i, i);
	copy_mini(p);
	file(p, "codes/many.yaml", text);
	free(text);
	file(p, "kinds/thing.yaml",
	     "kind: thing\ncode: THG\nlabel: {zh: 物, en: Thing}\n"
	     "ledger: {zh: 物登记, en: Things}\ntitle: [set]\nfields:\n"
	     "  - {id: set, type: codes, codes: many, label: {zh: 集, en: Set}}\n"
	     "  - {id: on, type: date, label: {zh: 日期, en: Day}}\n"
	     "pages:\n  - {label: {zh: 一, en: One}, fields: [set, on]}\n"
	     "columns:\n  - {field: on, width: 20}\n"
	     "sorts:\n  - {id: on, by: [on], label: {zh: 日期, en: Day}}\n");
	assert_int_equal(load(p), SIFA_E_CONFIG);
	assert_int_equal(p->f.errors, 1);
	assert_string_equal(at(p, "kinds/thing.yaml", 7, 28)->arg[0], "c61");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(the_small_configuration_is_good),
		T(a_whole_kind_is_good),
		T(unknown_keys_name_the_nearest),
		T(a_kind_stands_in_a_section_that_the_menu_has),
		T(all_errors_of_all_files_in_one_run),
		T(fields_must_be_on_one_page),
		T(references_between_files_are_checked),
		T(keys_that_mean_nothing_for_a_type_are_refused),
		T(parts_must_name_fitting_fields),
		T(wide_ledgers_are_a_warning),
		T(a_missing_base_kind_is_named),
		T(only_regular_yaml_files_are_read),
		T(huge_files_are_refused),
		T(a_folder_that_is_none),
		T(offsets_survive_a_new_order),
		T(sets_hold_sixty_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

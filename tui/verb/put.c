/* put.c - sifa put and get: files that prove what a record says, in and out. */
#include <stdio.h>
#include <string.h>

#include "../outbox.h"
#include "verb.h"

/* ---- in ---- */

static int read_put(struct verb_env *env, struct sifa_put *put, size_t *files)
{
	static const struct verb_option options[] = {{"--to", true},	{"--taken", true},
						     {"--by", true},	{"--place", true},
						     {"--title", true}, {"--kind", true}};
	struct verb_args a = {.verb = &verb_put, .env = env, .options = options, .n = 6};
	const char *name, *value;
	int is;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (!is)
			env->argv[1 + (*files)++] = env->argv[a.at];
		else if (!strcmp(name, "--by"))
			put->by = value;
		else if (!strcmp(name, "--place"))
			put->place = value;
		else if (!strcmp(name, "--title"))
			put->title = value;
		else if (!strcmp(name, "--kind"))
			put->kind = value;
		else if (!strcmp(name, "--to") && sifa_id_parse(value, &put->to))
			return verb_misuse(&verb_put,
					   N_("{1} is not the number of a record, like 10203-4571"),
					   value);
		else if (!strcmp(name, "--taken") &&
			 sifa_day_parse(value, strlen(value), sifa_today(env->se), &put->taken))
			return verb_misuse(&verb_put, N_("{1} is no date"), value);
	}
	if (is == -2)
		return 2;
	return *files ? 0 : verb_usage(&verb_put, _("at least one file is expected"));
}

/* One line a file: its record, what it is, the day and where that comes from. */
static int put_one(struct verb_env *env, const struct sifa_put *put, struct verb_table *t)
{
	static const char *const fields[] = {"kind", "taken_on", "taken_from", "title"};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_record *r = NULL;
	char text[300];
	uint64_t id;
	bool known;
	int code = 0;

	if (sifa_put(env->se, put, &id, &known, &f, &err) || sifa_record_get(env->se, id, &r, &err))
		code = verb_fail(&err);
	verb_findings(&f, 0);
	sifa_findings_free(&f);
	if (code)
		return code;
	verb_cell(t, sifa_id_format(id, text));
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct sifa_field *field = sifa_field(sifa_record_kind(r), fields[i]);

		verb_cell(t, field ? sifa_format(env->se, field, sifa_get(r, field), lang_now(),
						 text, sizeof text)
				   : "");
	}
	verb_cell(t, known ? _("was there already") : "");
	sifa_record_free(r);
	return 0;
}

static int run_put(struct verb_env *env)
{
	struct sifa_put put = {.taken = SIFA_DAY_NONE};
	struct verb_table t = {.columns = 6};
	size_t files = 0;
	int code = read_put(env, &put, &files), one;

	for (size_t i = 0; i < files && code != 2; i++) {
		put.path = env->argv[1 + i];
		one = put_one(env, &put, &t);
		code = code ? code : one;
	}
	verb_print(&t);
	verb_table_free(&t);
	return code;
}

const struct verb verb_put = {
	"put",
	"FILE... [--to ID] [--taken DATE] [--by NAME]",
	N_("keep photographs and scans as evidence"),
	N_("  --to ID         of the record they belong to\n"
	   "  --taken DATE    made on this day, instead of the one in the file\n"
	   "  --by NAME       who made them\n"
	   "  --place PLACE   where\n"
	   "  --title TITLE   instead of the file's name\n"
	   "  --kind KIND     kind of evidence; else by what the file is\n\n"
	   "  sifa put IMG_0412.JPG IMG_0413.JPG --to 10203-4571 --by 王芳"),
	VERB_STORE,
	run_put};

/* ---- out ---- */

static int write_file(struct verb_env *env, uint64_t id, const char *path)
{
	struct outbox box = {.path = path};
	struct sifa_err err = {0};
	enum sifa_rc rc = outbox_open(&box, &err);

	if (!rc) {
		rc = sifa_get_file(env->se, id, &box.sink, &err);
		rc = outbox_close(&box, rc, &err);
	}
	return rc ? verb_fail(&err) : 0;
}

static int run_get(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--stdout", false}};
	struct verb_args a = {.verb = &verb_get, .env = env, .options = options, .n = 1};
	const char *name, *value, *which = NULL;
	char path[4200], file[200];
	const char *end;
	struct sifa_record *r;
	bool out = false;
	int is, code = 0;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (is)
			out = true;
		else if (which)
			return verb_usage(&verb_get, _("one record is expected, like 10203-4571"));
		else
			which = value;
	}
	if (is == -2)
		return 2;
	if (!which)
		return verb_usage(&verb_get, _("one record is expected, like 10203-4571"));
	r = verb_record(env, &verb_get, which, &code);
	if (!r)
		return code;
	sifa_file_name(r, file, &end);
	if (!out && !outbox_name(sifa_dir(env->sifa), file, end, path, sizeof path))
		code = verb_usage(&verb_get, _("The outbox is full of this paper; clear it up."));
	if (!code)
		code = write_file(env, sifa_record_id(r), out ? NULL : path);
	if (!code && !out)
		puts(path);
	sifa_record_free(r);
	return code;
}

const struct verb verb_get = {"get",
			      "ID [--stdout]",
			      N_("write the file of a piece of evidence to the outbox"),
			      N_("  --stdout   to standard output instead\n\n"
				 "  sifa get 10203-4571"),
			      VERB_STORE,
			      run_get};

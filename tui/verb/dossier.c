/* dossier.c - sifa dossier: begins the dossier of a case or brings its contents up to date,
 * and says what it lacks. */
#include <stdio.h>

#include "verb.h"

static void say(struct verb_env *env, const struct sifa_record *r)
{
	static const char *const fields[] = {"kind", "no", "title", "pages"};
	struct verb_table t = {.columns = 5};
	char text[300];

	verb_cell(&t, sifa_id_format(sifa_record_id(r), text));
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct sifa_field *f = sifa_field(sifa_record_kind(r), fields[i]);

		verb_cell(&t,
			  f ? sifa_format(env->se, f, sifa_get(r, f), lang_now(), text, sizeof text)
			    : "");
	}
	verb_print(&t);
	verb_table_free(&t);
}

static int run(struct verb_env *env)
{
	struct verb_args a = {.verb = &verb_dossier, .env = env};
	struct sifa_findings f = {0};
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};
	const char *name, *value, *which = NULL;
	uint64_t of, id;
	int got, n = 0, code = 0;

	for (; (got = verb_next(&a, &name, &value)) >= 0; n++)
		which = value;
	if (got == -2)
		return 2;
	if (n != 1)
		return verb_usage(&verb_dossier, _("one record is expected, like 10203-4571"));
	if (sifa_id_parse(which, &of))
		return verb_misuse(&verb_dossier,
				   N_("{1} is not the number of a record, like 10203-4571"), which);
	if (sifa_dossier_make(env->se, of, &id, &f, &err) ||
	    sifa_record_get(env->se, id, &r, &err) || sifa_dossier_lacks(env->se, r, &f, &err))
		code = verb_fail(&err);
	if (!code)
		say(env, r);
	verb_findings(&f, 0);
	sifa_findings_free(&f);
	sifa_record_free(r);
	return code;
}

const struct verb verb_dossier = {
	"dossier",
	"ID",
	N_("begin the dossier of a closed case, or bring its contents up to date"),
	N_("ID is that of the case or of the dossier. What was printed and what is evidence\n"
	   "gets its pages; what the dossier lacks is said.\n\n"
	   "  sifa dossier 10203-4571"),
	VERB_STORE,
	run};

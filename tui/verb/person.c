/* person.c - sifa person: all that a person had part in; and finding a person by what is
 * typed: number, name, initials, identity number, telephone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

enum { CANDIDATES = 20 };

static const struct sifa_field *to_person(struct sifa *s)
{
	const struct sifa_kind *person = sifa_kind(s, "person");
	size_t n;
	const struct sifa_kind *const *k = sifa_kinds(s, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < k[i]->nfields; j++)
			if (k[i]->field[j].type == SIFA_REF && k[i]->field[j].target == person)
				return &k[i]->field[j];
	return NULL;
}

static int several(const struct verb_env *env, const struct sifa_rows *rows, const char *text)
{
	char buf[300], id[32];

	fprintf(stderr, "sifa: %s\n",
		lang_fill(buf, sizeof buf,
			  rows->n ? _("{1} may be any of these; give the number:")
				  : _("there is no person {1}"),
			  text, NULL));
	for (size_t i = 0; i < rows->n; i++)
		fprintf(stderr, "  %s  %s\n",
			sifa_id_format(sifa_record_id(rows->hit[i].record), id),
			sifa_title(env->se, sifa_record_id(rows->hit[i].record), true, lang_now(),
				   buf, sizeof buf));
	return rows->n ? 65 : 66;
}

int verb_find_person(const struct verb_env *env, const char *text, uint64_t *id)
{
	const struct sifa_field *f = to_person(env->sifa);
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	int code = 0;

	if (!sifa_id_parse(text, id)) {
		*id = sifa_same_lead(env->se, *id);
		return 0;
	}
	if (!f || sifa_pick(env->se, f, text, CANDIDATES, &rows, &err))
		return verb_fail(&err);
	if (rows.n == 1)
		*id = sifa_record_id(rows.hit[0].record);
	else
		code = several(env, &rows, text);
	sifa_rows_free(&rows);
	return code;
}

/* ---- the verb ---- */

static const char *const columns[] = {N_("date"),  N_("kind"),	N_("role"),
				      N_("title"), N_("state"), N_("record")};
static const char *const keys[] = {"day", "kind", "role", "title", "state", "record"};
enum { COLUMNS = 6 };

static void cells(const struct verb_env *env, const struct sifa_part *p, bool names,
		  const char *cell[COLUMNS], char *day, char *id)
{
	(void)env;
	cell[0] = sifa_day_format(p->day, day);
	cell[1] = names ? p->kind->id : p->kind->label[lang_now()];
	cell[2] = p->role[lang_now()];
	cell[3] = p->title;
	cell[4] = !p->state ? "" : names ? p->state->id : p->state->label[lang_now()];
	cell[5] = sifa_id_format(p->record, id);
}

static void print_one(const struct verb_env *env, struct verb_table *t, const struct sifa_part *p)
{
	const char *cell[COLUMNS];
	char day[16], id[32];

	cells(env, p, env->format == VERB_JSONL, cell, day, id);
	verb_row(env, t, keys, cell, COLUMNS);
}

static void print_head(const struct verb_env *env, struct verb_table *t)
{
	for (size_t i = 0; i < COLUMNS && env->format != VERB_JSONL; i++)
		verb_column(env, t, NULL, i, COLUMNS, _(columns[i]));
}

static int print_parts(const struct verb_env *env, uint64_t id)
{
	struct verb_table t = {.columns = COLUMNS};
	struct sifa_part *part;
	struct sifa_err err = {0};
	size_t n, hidden;
	char text[300], count[24];

	if (sifa_person_history(env->se, id, &part, &n, &hidden, &err))
		return verb_fail(&err);
	if (env->format == VERB_TABLE)
		printf("%s  %s\n", sifa_title(env->se, id, true, lang_now(), text, sizeof text),
		       sifa_id_format(id, count));
	print_head(env, &t);
	for (size_t i = 0; i < n; i++)
		print_one(env, &t, &part[i]);
	verb_print(&t);
	verb_table_free(&t);
	free(part);
	snprintf(count, sizeof count, "%zu", hidden);
	if (hidden)
		fprintf(stderr, "%s\n",
			lang_fill(text, sizeof text,
				  _("{1} more records belong to other units and are not shown."),
				  count, NULL));
	return 0;
}

static int run(struct verb_env *env)
{
	struct verb_args a = {.verb = &verb_person, .env = env};
	const char *name, *value, *who = NULL;
	int got, n = 0, code;
	uint64_t id = 0;

	for (; (got = verb_next(&a, &name, &value)) >= 0; n++)
		who = value;
	if (got == -2)
		return 2;
	if (n != 1)
		return verb_usage(&verb_person,
				  _("one person is expected: number, name or initials"));
	code = verb_find_person(env, who, &id);
	return code ? code : print_parts(env, id);
}

const struct verb verb_person = {
	"person",
	"WHO",
	N_("show all that a person had part in"),
	N_("  WHO is a record number, a name, its initials, an identity\n"
	   "  number or a telephone; the beginning is enough where it is one's.\n\n"
	   "  sifa person 王小明\n"
	   "  sifa person wxm --format csv"),
	VERB_STORE,
	run};

/* show.c - sifa show: one record. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

static void line(const char *label, const char *text, int indent)
{
	printf("%*s%s: %s\n", indent, "", label, text);
}

static void rows_of(struct verb_env *env, const struct sifa_field *f, const struct sifa_value *v)
{
	char buf[4096];

	for (size_t i = 0; i < v->len; i++) {
		bool first = true;

		printf("  %zu.", i + 1);
		for (size_t j = 0; j < f->nrow; j++) {
			const struct sifa_value *c = &v->row[i].v[j];

			if (c->state == SIFA_ABSENT)
				continue;
			sifa_format(env->se, &f->row[j], c, lang_now(), buf, sizeof buf);
			printf("%s %s: %s", first ? "" : ",", f->row[j].label[lang_now()], buf);
			first = false;
		}
		putchar('\n');
	}
}

static void print_record(struct verb_env *env, const struct sifa_record *r)
{
	const struct sifa_kind *k = sifa_record_kind(r);
	char buf[4096], id[32];

	line(k->label[lang_now()], sifa_id_format(sifa_record_id(r), id), 0);
	line(_("unit"),
	     sifa_title(env->se, sifa_record_unit(r), false, lang_now(), buf, sizeof buf), 0);
	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];
		const struct sifa_value *v = sifa_get(r, f);

		if (v->state == SIFA_ABSENT)
			continue;
		line(f->label[lang_now()], sifa_format(env->se, f, v, lang_now(), buf, sizeof buf),
		     0);
		if (f->type == SIFA_ROWS && v->state == SIFA_SET)
			rows_of(env, f, v);
	}
}

/* What the law proposes because of what happened; a person decides. */
static int print_proposals(struct verb_env *env, const struct sifa_record *r)
{
	struct sifa_proposal p[8];
	struct sifa_err err = {0};
	size_t n;
	char text[400], day[16];

	if (sifa_ladder(env->se, r, p, 8, &n, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < n; i++) {
		snprintf(text, sizeof text, "%s; %s; %s %s", p[i].propose[lang_now()],
			 p[i].why[lang_now()], p[i].law, p[i].source);
		line(p[i].ladder[lang_now()], text, 0);
		if (p[i].next != SIFA_DAY_NONE)
			line(sifa_day_format(p[i].next, day), p[i].next_propose[lang_now()], 2);
	}
	return 0;
}

/* The machine forms are those of an export that holds this record alone. */
static int write_out(struct verb_env *env, const struct sifa_record *r)
{
	struct sifa_export ex = {.query = {.kind = sifa_record_kind(r)},
				 .record = sifa_record_id(r),
				 .shape = env->format == VERB_CSV ? SIFA_CSV : SIFA_JSONL,
				 .lang = lang_now()};
	struct sifa_err err = {0};

	return sifa_export(env->se, &ex, &verb_stdout, NULL, &err) ? verb_fail(&err) : 0;
}

static int run(struct verb_env *env)
{
	struct verb_args a = {.verb = &verb_show, .env = env};
	struct sifa_record *r;
	const char *name, *value, *which = NULL;
	int got, n = 0, code = 0;

	for (; (got = verb_next(&a, &name, &value)) >= 0; n++)
		which = value;
	if (got == -2)
		return 2;
	if (n != 1)
		return verb_usage(&verb_show, _("one record is expected, like 10203-4571"));
	r = verb_record(env, &verb_show, which, &code);
	if (!r)
		return code;
	if (env->format == VERB_TABLE) {
		print_record(env, r);
		code = print_proposals(env, r);
	} else {
		code = write_out(env, r);
	}
	sifa_record_free(r);
	return code;
}

const struct verb verb_show = {
	"show", "ID", N_("show one record"), N_("  sifa show 10203-4571"), VERB_STORE, run};

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

		for (size_t j = 0; j < f->nrow; j++) {
			const struct sifa_value *c = &v->row[i].v[j];

			if (c->state == SIFA_ABSENT)
				continue;
			sifa_format(env->se, &f->row[j], c, lang_now(), buf, sizeof buf);
			printf(first ? "  %zu. %s: %s" : "%.0zu, %s: %s", first ? i + 1 : 0,
			       f->row[j].label[lang_now()], buf);
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

static void print_json(struct verb_env *env, const struct sifa_record *r)
{
	const struct sifa_kind *k = sifa_record_kind(r);
	char buf[4096], id[32];

	printf("{\"id\":");
	verb_json(sifa_id_format(sifa_record_id(r), id));
	printf(",\"kind\":");
	verb_json(k->id);
	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_value *v = sifa_get(r, &k->field[i]);

		if (v->state == SIFA_ABSENT)
			continue;
		printf(",\"%s\":", k->field[i].id);
		verb_json(sifa_format(env->se, &k->field[i], v, lang_now(), buf, sizeof buf));
	}
	puts("}");
}

static int run(struct verb_env *env)
{
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};
	uint64_t id;
	char msg[200];

	if (env->argc != 2)
		return verb_usage(&verb_show, _("one record is expected, like 10203-4571"));
	if (sifa_id_parse(env->argv[1], &id))
		return verb_usage(&verb_show,
				  lang_fill(msg, sizeof msg,
					    _("{1} is not the number of a record, like 10203-4571"),
					    env->argv[1], NULL));
	if (sifa_record_get(env->se, id, &r, &err))
		return verb_fail(&err);
	if (env->format == VERB_JSONL)
		print_json(env, r);
	else
		print_record(env, r);
	sifa_record_free(r);
	return 0;
}

const struct verb verb_show = {
	"show", "ID", N_("show one record"), N_("  sifa show 10203-4571"), VERB_STORE, run};

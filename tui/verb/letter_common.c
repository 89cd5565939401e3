/* letter_common.c - what the acts of sifa letter share: letter, office and day, pages, and
 * lines of three shapes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../outbox.h"
#include "letter.h"

const struct verb_option letter_options[] = {{"--office", true},
					     {"--as-of", true},
					     {"--out", true},
					     {"--pdf", false},
					     {"--gb18030", false}};

bool letter_take(struct letter_wish *w, const char *name, const char *value)
{
	if (!strcmp(name, "--office"))
		w->office = value;
	else if (!strcmp(name, "--as-of"))
		w->as_of = value;
	else if (!strcmp(name, "--out"))
		w->out = value;
	else if (!strcmp(name, "--pdf"))
		w->pdf = true;
	else if (!strcmp(name, "--gb18030"))
		w->gb = true;
	else
		return false;
	w->paper = w->out || w->pdf || w->gb;
	return true;
}

int letter_wish_day(const struct verb_env *env, const struct letter_wish *w, sifa_day *out)
{
	*out = sifa_today(env->se);
	if (!w->as_of || !sifa_day_parse(w->as_of, strlen(w->as_of), sifa_today(env->se), out))
		return 0;
	return verb_misuse(w->verb, N_("{1} is no day"), w->as_of);
}

int letter_wish_sheet(struct verb_env *env, const struct letter_wish *w, struct sifa_sheet **out)
{
	struct letter_of of = {.letter = w->letter, .office = w->office};
	int code = letter_wish_day(env, w, &of.as_of);

	*out = NULL;
	return code ? code : letter_score(env, &of, out);
}

static int print_pages(struct verb_env *env, const struct letter_wish *w, const char *id,
		       const struct report *r)
{
	const struct sifa_plain plain = {id, r->title, r->text ? r->text : ""};
	const struct sifa_compose how = {.wide = w->pdf};
	const struct sifa_print print = {.form = w->pdf	 ? SIFA_PRINT_STREAM
						 : w->gb ? SIFA_PRINT_GB
							 : SIFA_PRINT_TEXT};
	struct outbox box = {.path = w->out, .pdf = w->pdf};
	struct sifa_pages *pages;
	struct sifa_err err = {0};
	enum sifa_rc rc = sifa_compose_plain(env->se, &plain, &how, &pages, &err);

	if (rc)
		return verb_fail(&err);
	rc = outbox_open(&box, &err);
	if (!rc) {
		rc = sifa_print(env->se, pages, &print, &box.sink, &err);
		rc = outbox_close(&box, rc, &err);
	}
	sifa_pages_free(pages);
	return rc ? verb_fail(&err) : 0;
}

int letter_report(struct verb_env *env, const struct letter_wish *w, const char *id,
		  const struct report *r)
{
	if (w->paper)
		return print_pages(env, w, id, r);
	printf("%s\n\n%s", r->title, r->text ? r->text : "");
	return 0;
}

/* ---- lines ---- */

void letter_head(struct letter_cells *c, const char *const *words)
{
	bool table = c->env->format == VERB_TABLE;

	for (size_t i = 0; i < c->n && c->env->format != VERB_JSONL; i++)
		verb_column(c->env, c->t, c->key, i, c->n, table ? _(words[i]) : c->key[i]);
}

void letter_cell(struct letter_cells *c, const char *text)
{
	verb_column(c->env, c->t, c->key, c->at, c->n, text);
	c->at = (c->at + 1) % c->n;
}

void letter_records(const struct verb_env *env, const uint64_t *id, size_t n)
{
	static const char *const key[] = {"id", "title"};
	struct verb_table t = {.columns = 2};
	char number[32], title[256];

	if (env->format == VERB_CSV)
		verb_row(env, &t, key, key, 2);
	for (size_t i = 0; i < n; i++)
		verb_row(env, &t, key,
			 (const char *const[]){
				 sifa_id_format(id[i], number),
				 sifa_title(env->se, id[i], true, lang_now(), title, sizeof title)},
			 2);
	verb_print(&t);
	verb_table_free(&t);
}

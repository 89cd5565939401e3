/* letters.c - all letters of a configuration, those of an open store, and what the floors
 * below are told of them. */
#include "letter.h"

#include <stdlib.h>
#include <string.h>

#include "../trust/session.h"
#include "../work/ladder.h"
#include "../work/paper.h"
#include "../work/rate.h"
#include "frozen.h"
#include "rule.h"
#include "sheet.h"
#include "table.h"

/* Twins stand in other files, so that they are looked up when all are read. */
static void check_twins(struct letters *ls, const struct sifa_letter *l, const struct clause *cl,
			const char *file, struct sifa_findings *f)
{
	for (size_t i = 0; i < cl->ntwins; i++) {
		const char *slash = strchr(cl->twin[i], '/');
		const struct sifa_letter *to = NULL;

		for (size_t k = 0; slash && k < ls->n; k++)
			if (strlen(ls->letter[k]->id) == (size_t)(slash - cl->twin[i]) &&
			    strncmp(ls->letter[k]->id, cl->twin[i],
				    (size_t)(slash - cl->twin[i])) == 0)
				to = ls->letter[k];
		if (!to || to == l || !letter_clause(to, slash + 1))
			yaml_error(f, file, yaml_get(cl->yaml, "twins"),
				   N_("There is no clause {1} in another letter; write "
				      "LETTER/CLAUSE."),
				   cl->twin[i], NULL);
	}
}

static void check_all_twins(struct letters *ls, struct sifa_findings *f)
{
	for (size_t i = 0; i < ls->n; i++)
		for (size_t s = 0; s < ls->letter[i]->n; s++)
			for (size_t k = 0; k < ls->letter[i]->section[s].n; k++)
				check_twins(ls, ls->letter[i], &ls->letter[i]->section[s].clause[k],
					    ls->letter[i]->file, f);
}

struct letters *letters_new(const struct config *c, struct sifa_findings *f)
{
	struct letters *ls = calloc(1, sizeof *ls);
	bool ok = ls;

	if (ok) {
		ls->letter = arena_array(&ls->arena, c->nfiles + 1, sizeof(struct sifa_letter *));
		ls->ret = returns_compile(&ls->arena, c, &ls->nret, f);
		ok = ls->letter && ls->ret;
	}
	for (size_t i = 0; ok && i < c->nfiles; i++) {
		const struct config_file *file = &c->file[i];
		struct yaml *tree = config_tree_in(c, file, "letters/");

		if (tree)
			ok = letter_read(ls, c, file->name, tree, f);
	}
	if (ok && !f->errors) /* a letter in error is not in the list */
		check_all_twins(ls, f);
	if (ok)
		return ls;
	letters_free(ls);
	return NULL;
}

struct letters *letters_one(const struct config *c, const char *file, struct yaml *tree,
			    struct sifa_findings *f)
{
	struct letters *ls = calloc(1, sizeof *ls);
	bool ok = ls;

	if (ok) {
		ls->letter = arena_array(&ls->arena, 1, sizeof(struct sifa_letter *));
		ls->ret = returns_compile(&ls->arena, c, &ls->nret, f);
		ok = ls->letter && ls->ret && letter_read(ls, c, file, tree, f);
	}
	if (ok)
		return ls;
	letters_free(ls);
	return NULL;
}

/* Id sets of joins are filled at each run and belong to whoever compiled. */
static void drop_joins(struct where *w)
{
	struct where_join **j;
	size_t n;

	if (!w)
		return;
	j = where_joins(w, &n);
	for (size_t i = 0; i < n; i++) {
		id_set_free(&j[i]->set);
	}
}

static void drop_probes(const struct probes *p)
{
	for (size_t i = 0; i < p->n; i++) {
		drop_joins(p->v[i]->where);
		drop_joins(p->v[i]->guard);
		drop_joins(p->v[i]->latest);
	}
}

void letters_free(void *letters)
{
	struct letters *ls = letters;

	if (!ls)
		return;
	for (size_t i = 0; ls->letter && i < ls->n; i++) {
		drop_probes(&ls->letter[i]->probes);
	}
	for (size_t i = 0; i < ls->tables.n; i++)
		drop_probes(&ls->tables.v[i]->probes);
	arena_free(&ls->arena);
	free(ls);
}

struct letters *letters_of(const struct sifa *s)
{
	/* The cache is no part of what the handle means to its readers. */
	struct sifa *own = (struct sifa *)(uintptr_t)s;
	struct sifa_findings f = {0};

	if (!s->letters) {
		own->letters = letters_new(s->config, &f);
		config_rest(s->config);
		own->letters_free = letters_free;
		sifa_findings_free(&f);
	}
	return s->letters;
}

const struct tables *letters_tables(const struct sifa *s)
{
	struct letters *ls = letters_of(s);
	struct sifa_findings f = {0};

	if (ls && !ls->tables.v) {
		if (!tables_compile(&ls->arena, s->config, ls->ret, ls->nret, &ls->tables, &f))
			ls->tables.n = 0;
		config_rest(s->config);
		sifa_findings_free(&f);
	}
	return ls ? &ls->tables : NULL;
}

void letter_check_all(const struct config *c, struct sifa_findings *f)
{
	struct letters *ls;

	if (f->errors) /* kinds and lists in error would be blamed on the letters */
		return;
	ls = letters_new(c, f);
	if (ls)
		tables_compile(&ls->arena, c, ls->ret, ls->nret, &ls->tables, f);
	letters_free(ls);
}

static void check_all(struct config *c, struct sifa_findings *f)
{
	bool sound = !f->errors; /* kinds and lists in error would be blamed on the papers */

	letter_check_all(c, f);
	if (sound) {
		papers_check(c, f);
		rates_load(c, f);
		ladders_load(c, f);
	}
}

static enum sifa_rc due_more(struct view *v, sifa_day until,
			     void (*add)(void *arg, const struct sifa_due *d), void *arg,
			     struct sifa_err *err)
{
	enum sifa_rc rc = returns_due(v, until, add, arg, err);

	return rc || until < sifa_today(v->se) ? rc : ladders_due(v, add, arg, err);
}

const struct trust_above trust_above = {
	.check = check_all,
	.due_more = due_more,
	.freeze = return_freeze,
	.figures = return_on_paper,
	.paper_more = letter_paper_more,
	.save_more = letter_save_more,
};

const struct sifa_letter *const *sifa_letters(const struct sifa *s, size_t *n)
{
	const struct letters *ls = letters_of(s);

	*n = ls ? ls->n : 0;
	return ls ? (const struct sifa_letter *const *)ls->letter : NULL;
}

const struct sifa_letter *sifa_letter(const struct sifa *s, const char *id)
{
	const struct letters *ls = letters_of(s);

	for (size_t i = 0; ls && i < ls->n; i++)
		if (strcmp(ls->letter[i]->id, id) == 0)
			return ls->letter[i];
	return NULL;
}

const char *sifa_letter_id(const struct sifa_letter *l)
{
	return l->id;
}

bool sifa_letter_template(const struct sifa_letter *l)
{
	return l->template;
}

const char *sifa_letter_title(const struct sifa_letter *l, enum sifa_lang lang)
{
	return l->title[lang];
}

/* history.c - all that a person had part in: whoever refers to one of his rows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "find.h"

enum { PARTS_MOST = 5000 };

struct gather {
	struct view *v;
	uint64_t self;
	struct sifa_part *part;
	size_t n, cap, hidden;
	bool failed;
};

/* Of a party in a table: on which side. */
static void side_of(const struct sifa_record *r, const struct sifa_field *table, uint64_t person,
		    char out[SIFA_LANGS][64])
{
	const struct sifa_value *rows = &r->v[table->index];

	for (size_t i = 0; i < rows->len; i++) {
		const struct sifa_code *code = NULL;
		bool here = false;

		for (size_t k = 0; k < table->nrow; k++) {
			const struct sifa_value *cell = &rows->row[i].v[k];

			here = here || (table->row[k].type == SIFA_REF && cell->state == SIFA_SET &&
					(uint64_t)cell->n == person);
			if (!code && table->row[k].type == SIFA_CODE && cell->state == SIFA_SET)
				code = code_by_no(table->row[k].codes, (uint64_t)cell->n);
		}
		for (size_t l = 0; here && code && l < SIFA_LANGS; l++)
			snprintf(out[l], 64, "%s", code->label[l]);
		if (here)
			return;
	}
}

static bool add(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct gather *g = arg;
	const struct sifa_kind *k = config_kind_no(g->v->se->sifa->config, kind);
	struct sifa_part p = {.record = from, .kind = k, .day = day};
	struct sifa_record *r;

	if (!k || k == g->v->se->sifa->config->same_person)
		return true;
	if (view_get(g->v, from, &r, NULL)) {
		g->hidden += k->secrecy < 3;
		return true;
	}
	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];

		/* the field "person" is whom the record is about */
		const bool about = f->type == SIFA_REF && !strcmp(f->id, f->target->id);

		if (f->no != field)
			continue;
		for (size_t l = 0; l < SIFA_LANGS; l++)
			snprintf(p.role[l], sizeof p.role[l], "%s",
				 about ? k->label[l] : f->label[l]);
		if (f->type == SIFA_ROWS)
			side_of(r, f, g->self, p.role);
	}
	p.state = sifa_record_state(r);
	view_title_of(g->v, r, SIFA_ZH, p.title, sizeof p.title);
	sifa_record_free(r);
	g->failed = !grow(&g->part, &g->cap, g->n + 1, sizeof *g->part);
	if (!g->failed)
		g->part[g->n++] = p;
	return !g->failed && g->n < PARTS_MOST;
}

static int latest_first(const void *a, const void *b)
{
	const struct sifa_part *x = a, *y = b;

	if (x->day != y->day)
		return (x->day < y->day) - (x->day > y->day);
	return (x->record < y->record) - (x->record > y->record);
}

enum sifa_rc sifa_person_history(struct sifa_session *se, uint64_t person, struct sifa_part **out,
				 size_t *n, size_t *hidden, struct sifa_err *err)
{
	const uint8_t *fixed;
	const struct sifa_kind *k = NULL;
	struct same s = {0};
	struct view v;
	struct gather g = {.v = &v, .self = person};
	size_t len;
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = NULL;
	*n = *hidden = 0;
	if (rc)
		return rc;
	rc = view_fixed(&v, person, &fixed, &len, &k, err);
	if (!rc && k != se->sifa->config->person)
		rc = err_set(err, SIFA_E_USAGE, N_("This record is no person."), NULL);
	if (!rc)
		rc = same_load(&v, &s, err);
	if (!rc)
		rc = view_refs(&v, person, 0, 0, add, &g, err);
	for (size_t i = 0; i < s.n && !rc; i++) {
		g.self = s.node[i].id;
		if (g.self != person && same_of(&s, g.self) == same_of(&s, person))
			rc = view_refs(&v, g.self, 0, 0, add, &g, err);
	}
	if (!rc && g.failed)
		rc = err_nomem(err);
	same_free(&s);
	view_end(&v);
	if (g.n)
		qsort(g.part, g.n, sizeof *g.part, latest_first);
	if (rc) {
		free(g.part);
		return rc;
	}
	*out = g.part;
	*n = g.n;
	*hidden = g.hidden;
	return SIFA_OK;
}

/* match.c - another body's list that is matched with cases of ours: what has one case of the
 * same person and village is matched at once, the rest waits for a person. When nothing
 * waits, the check-lists of the offices say so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "../work/check.h"
#include "../work/find.h"
#include "../work/put.h"
#include "office.h"

enum { CASES = 500 };

static bool is_set(const struct sifa_record *r, uint16_t field)
{
	return field != SIFA_NO_FIELD && r->v[field].state == SIFA_SET;
}

/* ---- the queue ---- */

struct queue {
	struct view *v;
	const struct sifa_kind *kind;
	struct idlist ids;
};

static bool take_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct queue *q = arg;
	const struct sifa_matches_def *d = q->kind->matches;
	const struct sifa_field *listed = &q->kind->field[d->listed];
	const struct sifa_field *matched = &q->kind->field[d->matched];

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width)
		if (day_of_slot(slot_get(listed, rows, width)) != SIFA_DAY_NONE &&
		    day_of_slot(slot_get(matched, rows, width)) == SIFA_DAY_NONE &&
		    view_sees_unit(q->v, get_le(rows + FIX_UNIT, 8)) &&
		    !idlist_add(&q->ids, get_le(rows + FIX_ID, 8)))
			return false;
	return true;
}

static enum sifa_rc waiting(struct view *v, const struct sifa_kind *k, struct idlist *out,
			    struct sifa_err *err)
{
	struct queue q = {.v = v, .kind = k};
	enum sifa_rc rc = view_facts(v, k, FACT_NO_MONTH, INT32_MAX, take_rows, &q, err);

	if (!rc && q.ids.failed)
		rc = err_nomem(err);
	idlist_sort(&q.ids);
	*out = q.ids;
	return rc;
}

/* ---- one case of the same person and village ---- */

static bool lives_in(struct view *v, uint64_t person, uint64_t village, const char *word, size_t n)
{
	const struct sifa_field *f = kind_field(v->se->sifa->config->person, "village");
	struct sifa_record *p;
	bool is;

	if (view_get(v, person, &p, NULL))
		return false;
	is = find_in_record(p, word, n, true) && f && is_set(p, f->index) &&
	     (uint64_t)p->v[f->index].n == village;
	sifa_record_free(p);
	return is;
}

static bool called(struct view *v, uint64_t person, const char *word, size_t n)
{
	struct sifa_record *p;
	bool is;

	if (view_get(v, person, &p, NULL))
		return false;
	is = find_in_record(p, word, n, true);
	sifa_record_free(p);
	return is;
}

static bool fits(struct view *v, const struct sifa_matches_def *d, uint64_t id, uint64_t village,
		 const char *word, size_t n)
{
	struct field_path at = {d->rows == SIFA_NO_FIELD ? d->party : d->rows,
				d->rows == SIFA_NO_FIELD ? SIFA_NO_FIELD : d->party};
	struct named who[NAMED_MOST];
	struct sifa_record *r;
	bool fit = false, here;
	size_t people;

	if (view_get(v, id, &r, NULL))
		return false;
	here = is_set(r, d->place) && (uint64_t)r->v[d->place].n == village;
	people = check_named(v, r, &at, who);
	for (size_t i = 0; i < people && !fit; i++)
		fit = here ? called(v, who[i].id, word, n)
			   : lives_in(v, who[i].id, village, word, n);
	sifa_record_free(r);
	return fit;
}

/* The one case; 0: none, or several. */
static uint64_t only_case(struct view *v, const struct sifa_record *r)
{
	const struct sifa_matches_def *d = r->kind->matches;
	const struct sifa_value *name = &r->v[d->name];
	struct idlist found = {0};
	bool over = false;
	uint64_t one = 0;
	char *word;
	size_t n, fit = 0;

	if (!is_set(r, d->name) || !is_set(r, d->village))
		return 0;
	word = malloc(6 * name->len + 64);
	n = word ? text_fold(name->s, name->len, word) : 0;
	if (n && !find_word(v, r->kind->field[d->to].target, word, n, CASES, &found, &over, NULL) &&
	    !over) {
		idlist_sort(&found);
		for (size_t i = 0; i < found.n; i++)
			if (fits(v, d, found.id[i], (uint64_t)r->v[d->village].n, word, n)) {
				one = found.id[i];
				fit++;
			}
	}
	free(found.id);
	free(word);
	return fit == 1 ? one : 0;
}

/* ---- saying so ---- */

static enum sifa_rc put(struct sifa_record *r, uint16_t field, int64_t n, struct sifa_err *err)
{
	if (field == SIFA_NO_FIELD)
		return SIFA_OK;
	return sifa_set(r, &r->kind->field[field], &(struct sifa_value){.state = SIFA_SET, .n = n},
			err);
}

enum sifa_rc sifa_match(struct sifa_session *se, uint64_t id, uint64_t to,
			struct sifa_findings *findings, struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	const struct sifa_matches_def *d;
	enum sifa_rc rc = sifa_record_get(se, id, &r, err);

	if (!rc && !(r->kind->matches && is_set(r, r->kind->matches->listed)))
		rc = err_set(err, SIFA_E_USAGE,
			     N_("This record stands on no list that is to be matched."), NULL);
	d = rc ? NULL : r->kind->matches;
	if (!rc)
		rc = to ? put(r, d->to, (int64_t)to, err) : put(r, d->none, 1, err);
	if (!rc)
		rc = put(r, d->matched, sifa_today(se), err);
	if (!rc)
		rc = put(r, d->by, (int64_t)se->user, err);
	if (!rc)
		rc = sifa_save(se, r, findings, err);
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc no_list(const struct sifa_kind *k, struct sifa_err *err)
{
	return err_set(err, SIFA_E_USAGE, N_("Records of {1} are matched with no list."), k->id,
		       NULL);
}

static enum sifa_rc match_one(struct sifa_session *se, uint64_t id, bool *done,
			      struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	uint64_t to = 0;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*done = false;
	if (rc)
		return rc;
	if (!view_get(&v, id, &r, NULL))
		to = only_case(&v, r);
	view_end(&v);
	sifa_record_free(r);
	if (to)
		rc = sifa_match(se, id, to, NULL, err);
	*done = to && !rc;
	return rc;
}

enum sifa_rc sifa_unmatched(struct sifa_session *se, const struct sifa_kind *k, bool try_it,
			    uint64_t **out, size_t *n, size_t *matched, struct sifa_err *err)
{
	struct idlist l = {0};
	size_t left = 0;
	struct view v;
	enum sifa_rc rc = k->matches ? view_begin(se, &v, err) : no_list(k, err);

	*out = NULL;
	*n = *matched = 0;
	if (rc)
		return rc;
	rc = waiting(&v, k, &l, err);
	view_end(&v);
	for (size_t i = 0; i < l.n && !rc; i++) {
		bool done = false;

		if (try_it)
			rc = match_one(se, l.id[i], &done, err);
		if (done)
			++*matched;
		else
			l.id[left++] = l.id[i];
	}
	if (rc) {
		free(l.id);
		return rc;
	}
	*out = l.id;
	*n = left;
	return SIFA_OK;
}

/* ---- nothing waits ---- */

static enum sifa_rc answer(struct sifa_session *se, const struct sifa_kind *list,
			   const struct sifa_matches_def *d, uint64_t office,
			   struct sifa_record **out, struct sifa_err *err)
{
	const struct {
		const char *field;
		int64_t n;
	} cell[] = {{"item", d->item->no},
		    {"line", d->line->no},
		    {"checked_on", sifa_today(se)},
		    {"ok", 1}};
	enum sifa_rc rc = sifa_record_new(se, list, out, err);

	if (rc)
		return rc;
	sifa_record_set_unit(*out, office);
	(*out)->holder = office;
	for (size_t i = 0; i < sizeof cell / sizeof *cell && !rc; i++)
		rc = put_number(*out, cell[i].field, cell[i].n, err);
	return rc;
}

static enum sifa_rc answers(struct sifa_session *se, const struct sifa_kind *k,
			    const uint64_t *office, size_t n, struct sifa_err *err)
{
	const struct sifa_kind *list = config_kind(se->sifa->config, "checklist");
	struct act_step *step = calloc(n + 1, sizeof *step);
	enum sifa_rc rc = step ? SIFA_OK : err_nomem(err);

	if (!rc && (!list || !k->matches->item || !k->matches->line))
		rc = err_set(err, SIFA_E_CONFIG,
			     N_("`matches:` of {1} names no item and line of the check-list."),
			     k->id, NULL);
	for (size_t i = 0; i < n && !rc; i++) {
		step[i].op = ACT_PUT;
		rc = answer(se, list, k->matches, office[i], &step[i].record, err);
	}
	if (!rc && n)
		rc = session_act(se, "matched", k->id, step, n, err);
	for (size_t i = 0; step && i < n; i++)
		sifa_record_free(step[i].record);
	free(step);
	return rc;
}

enum sifa_rc sifa_matched(struct sifa_session *se, const struct sifa_kind *k, size_t *offices,
			  struct sifa_err *err)
{
	uint64_t *left = NULL, *office = NULL;
	size_t n = 0, done = 0;
	char text[24];
	struct view v;
	enum sifa_rc rc = sifa_unmatched(se, k, false, &left, &n, &done, err);

	*offices = 0;
	free(left);
	snprintf(text, sizeof text, "%zu", n);
	if (!rc && n)
		rc = err_set(err, SIFA_E_DATA, N_("{1} still wait to be matched."), text, NULL);
	if (!rc)
		rc = view_begin(se, &v, err);
	if (!rc) {
		rc = office_list(&v, NULL, se->unit, sifa_today(se), &office, offices, err);
		view_end(&v);
	}
	if (!rc)
		rc = answers(se, k, office, *offices, err);
	free(office);
	return rc;
}

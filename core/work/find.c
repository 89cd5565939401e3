/* find.c - queries to ids. A word is looked up in the kind's own search keys and
 * in those of the kinds it refers to (a case is found through its people); tests
 * run over the facts, which hold every fixed field. */
#include <stdlib.h>
#include <string.h>

#include "../base/initials.h"
#include "../base/text.h"
#include "find.h"
#include "refer.h"

enum {
	IDS_MAX = 400000, /* more are tested one by one: the walk meets one soon */
	WORD_MAX = 200,
	FOLD_MAX = 1600, /* the longest text of one line */
};

/* ---- words ---- */

static const char wide_space[] = "\xE3\x80\x80"; /* comes from the input method */

static size_t next_word(const char **s, const char **word)
{
	const size_t wide = sizeof wide_space - 1;
	size_t n = 0;

	while (**s == ' ' || **s == '\t' || !strncmp(*s, wide_space, wide))
		*s += **s == ' ' || **s == '\t' ? 1 : wide;
	*word = *s;
	while ((*s)[n] && (*s)[n] != ' ' && (*s)[n] != '\t' &&
	       strncmp(*s + n, wide_space, wide) != 0)
		n++;
	*s += n;
	return n;
}

static void intersect(struct idlist *a, const struct idlist *b)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
		if (a->id[i] == b->id[j]) {
			a->id[n++] = b->id[j++];
			i++;
		} else if (a->id[i] < b->id[j]) {
			i++;
		} else {
			j++;
		}
	}
	a->n = n;
}

/* Takes the list over. */
static void narrow(struct find *f, struct idlist *l)
{
	idlist_sort(l);
	if (f->limited) {
		intersect(&f->set, l);
		free(l->id);
	} else {
		f->limited = true;
		f->set = *l;
	}
}

static enum sifa_rc resolve_word(struct find *f, struct find_word *w, const char *raw,
				 struct sifa_err *err)
{
	struct idlist l = {0};
	enum sifa_rc rc;
	uint64_t id;

	if (strchr(raw, '-') && !sifa_id_parse(raw, &id) && view_exists(f->v, id, f->q->kind)) {
		w->id = id;
		if (!idlist_add(&l, id))
			return err_nomem(err);
	}
	rc = find_word(f->v, f->q->kind, w->s, w->n, IDS_MAX, &l, &w->broad, err);
	if (rc || w->broad)
		free(l.id);
	else
		narrow(f, &l);
	return rc;
}

static enum sifa_rc resolve_words(struct find *f, struct sifa_err *err)
{
	const char *s = f->q->find ? f->q->find : "", *at;
	enum sifa_rc rc = SIFA_OK;
	size_t n;

	while (!rc && (n = next_word(&s, &at)) > 0) {
		struct find_word *w = &f->word[f->nword];
		char *raw, *folded;

		if (n > WORD_MAX || f->nword == FIND_WORDS)
			return err_set(err, SIFA_E_USAGE, N_("This is too long to search for."),
				       NULL);
		raw = arena_copy(&f->arena, at, n);
		folded = arena_alloc(&f->arena, n + 1);
		if (!raw || !folded)
			return err_nomem(err);
		*w = (struct find_word){.s = folded, .n = text_fold(raw, n, folded)};
		if (!w->n) /* nothing but brackets */
			continue;
		f->nword++;
		rc = resolve_word(f, w, raw, err);
	}
	return rc;
}

static bool initials_begin(const struct sifa_field *f, const char *folded, size_t n,
			   const char *word, size_t nword)
{
	char way[INITIALS_WAYS][INITIALS_MAX + 1];
	int ways =
		text_may_be_initials(word, nword) ? text_initials(folded, n, f->form == 1, way) : 0;

	for (int i = 0; i < ways; i++)
		if (!strncmp(way[i], word, nword))
			return true;
	return false;
}

bool find_in_record(const struct sifa_record *r, const char *word, size_t n, bool exact)
{
	char folded[FOLD_MAX];

	for (size_t i = 0; i < r->kind->nfields; i++) {
		const struct sifa_field *f = &r->kind->field[i];
		const struct sifa_value *v = &r->v[i];
		size_t m;

		if (!f->search || v->state != SIFA_SET || !v->s || v->len > sizeof folded)
			continue;
		m = text_fold(v->s, v->len, folded);
		if (exact	     ? m == n && !memcmp(folded, word, n)
		    : f->search == 2 ? m >= n && !memcmp(folded, word, n)
				     : memmem(folded, m, word, n) != NULL ||
					       initials_begin(f, folded, m, word, n))
			return true;
	}
	return false;
}

bool find_loose(const char *word, size_t n)
{
	return sifa_text_chars(word, n) > 2;
}

struct looking {
	struct view *v;
	const char *word;
	size_t n;
	bool found;
};

static void look_at_target(void *arg, uint64_t to, const struct sifa_field *field)
{
	struct looking *l = arg;
	struct sifa_record *r;

	(void)field;
	if (l->found || view_get(l->v, to, &r, NULL))
		return;
	l->found = find_in_record(r, l->word, l->n, false);
	sifa_record_free(r);
}

bool find_in_reach(struct view *v, const struct sifa_record *r, const char *word, size_t n)
{
	struct looking l = {v, word, n, find_in_record(r, word, n, false)};

	if (!l.found)
		record_refs(r, look_at_target, &l);
	return l.found;
}

static bool match_broad(struct find *f, uint64_t id)
{
	struct sifa_record *r = NULL;
	bool all = true;

	for (size_t i = 0; i < f->nword && all; i++) {
		if (!f->word[i].broad)
			continue;
		if (!r && view_get(f->v, id, &r, NULL))
			return false;
		all = find_in_reach(f->v, r, f->word[i].s, f->word[i].n);
	}
	sifa_record_free(r);
	return all;
}

bool find_holds(struct find *f, const struct sifa_record *r)
{
	for (size_t i = 0; i < f->nword; i++) {
		const struct find_word *w = &f->word[i];

		if (!w->broad && w->id != r->id && find_loose(w->s, w->n) &&
		    !find_in_reach(f->v, r, w->s, w->n))
			return false;
	}
	return true;
}

/* ---- tests ---- */

struct testing {
	struct find *f;
	struct idlist l;
	bool over;
};

static bool test_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct testing *t = arg;

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width) {
		if (!where_match(t->f->where, rows, width) ||
		    (!find_owner(t->f, get_le(rows + FIX_UNIT, 8)) &&
		     !find_owner(t->f, get_le(rows + FIX_HOLDER, 8))))
			continue;
		t->over = t->l.n == IDS_MAX;
		if (t->over || !idlist_add(&t->l, get_le(rows + FIX_ID, 8)))
			return false;
	}
	return true;
}

/* What a FIELD=VALUE test refers to; NULL if to nothing. */
static const struct sifa_kind *tested_kind(const struct find *f, const char *field)
{
	const struct sifa_field *x = sifa_field(f->q->kind, field);

	if (x)
		return x->type == SIFA_REF || x->type == SIFA_PLACE ? x->target : NULL;
	return !strcmp(field, "unit") || !strcmp(field, "holder") ? f->v->se->sifa->config->unit
								  : NULL;
}

/* References may be typed like in a form: a number or a name, instead of an id. */
static enum sifa_rc name_tests(struct find *f, struct sifa_test *test, struct sifa_err *err)
{
	struct refer *names = NULL;
	enum sifa_rc rc = refer_new(f->v->se, f->v->se->unit, &names, err);

	for (size_t i = 0; i < f->q->ntests && !rc; i++) {
		const struct sifa_kind *to = tested_kind(f, f->q->tests[i].field);
		const char *s = f->q->tests[i].value;
		uint64_t id;
		char buf[40];

		test[i] = f->q->tests[i];
		if (!to || !*s || state_of_word(s, strlen(s)) != SIFA_ABSENT)
			continue;
		rc = refer_find(names, f->v, to, s, strlen(s), &id, err);
		sifa_id_format(id, buf);
		if (rc)
			err_field(err, test[i].field);
		else if (!(test[i].value = arena_copy(&f->arena, buf, strlen(buf))))
			rc = err_nomem(err);
	}
	refer_free(names);
	return rc;
}

static enum sifa_rc compile_tests(struct find *f, struct sifa_err *err)
{
	struct sifa_test *test = arena_array(&f->arena, f->q->ntests, sizeof *test);
	const struct where_env env = {SIFA_DAY_NONE, SIFA_DAY_NONE, SIFA_DAY_NONE,
				      sifa_today(f->v->se)};
	struct sifa_err mine = {0};

	if (!test)
		return err_nomem(err);
	if (!name_tests(f, test, &mine))
		f->where = where_from_tests(&f->arena, f->q->kind, test, f->q->ntests,
					    sifa_today(f->v->se), &mine);
	if (f->where) {
		where_bind(f->where, &env);
		return SIFA_OK;
	}
	if (err && !err->rc)
		*err = mine;
	return mine.rc ? mine.rc : SIFA_E_NOMEM;
}

static enum sifa_rc resolve_tests(struct find *f, struct sifa_err *err)
{
	struct testing t = {.f = f};
	enum sifa_rc rc;

	if (!f->q->ntests)
		return SIFA_OK;
	rc = compile_tests(f, err);
	if (rc || f->limited) /* few are left: find_match() tests them */
		return rc;
	rc = view_facts(f->v, f->q->kind, INT32_MIN, INT32_MAX, test_block, &t, err);
	if (!rc && t.l.failed)
		rc = err_nomem(err);
	if (rc || t.over) {
		free(t.l.id);
		return rc;
	}
	narrow(f, &t.l);
	f->where = NULL;
	return SIFA_OK;
}

static enum sifa_rc take_ids(struct find *f, struct sifa_err *err)
{
	struct idlist l = {0};

	for (size_t i = 0; i < f->q->nids; i++)
		idlist_add(&l, f->q->ids[i]);
	narrow(f, &l);
	return l.failed ? err_nomem(err) : SIFA_OK;
}

/* ---- the whole ---- */

enum sifa_rc find_open(struct find *f, struct view *v, const struct sifa_query *q,
		       struct sifa_err *err)
{
	enum sifa_rc rc;

	*f = (struct find){.v = v, .q = q};
	rc = view_owners(v, q->kind, q->unit, q->shared, &f->owner.id, &f->owner.n, err);
	if (!rc && q->kind == v->se->sifa->config->person)
		rc = same_load(v, &f->same, err);
	if (!rc && q->ids)
		rc = take_ids(f, err);
	if (!rc)
		rc = resolve_words(f, err);
	if (!rc)
		rc = resolve_tests(f, err);
	f->all = !f->limited && !f->nword && !f->where && !f->same.n;
	if (rc)
		find_close(f);
	return rc;
}

void find_close(struct find *f)
{
	same_free(&f->same);
	free(f->owner.id);
	free(f->set.id);
	arena_free(&f->arena);
	*f = (struct find){0};
}

bool find_owner(const struct find *f, uint64_t unit)
{
	return idlist_has(&f->owner, unit);
}

bool find_match(struct find *f, uint64_t id)
{
	const uint8_t *fixed;
	size_t n;

	if ((f->limited && !idlist_has(&f->set, id)) || same_lead(&f->same, id) != id)
		return false;
	if (f->where &&
	    (view_fixed(f->v, id, &fixed, &n, NULL, NULL) || !where_match(f->where, fixed, n)))
		return false;
	return match_broad(f, id);
}

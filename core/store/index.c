/* index.c - every key that one record has in the other tables. One list made
 * here serves a save (difference of before and after), an import (sorted runs)
 * and the check (is it there?). */
#include <stdlib.h>

#include "../base/initials.h"
#include "../base/text.h"
#include "own.h"

void kb_bytes(struct kbuf *k, const void *p, size_t n)
{
	if (k->n + n > sizeof k->p)
		n = sizeof k->p - k->n;
	memcpy(k->p + k->n, p, n);
	k->n += n;
}

struct maker {
	const struct store *s;
	const struct sifa_record *r;
	key_fn *f;
	void *arg;
	bool go;
	uint32_t day; /* slot form of the home day */
};

static const MDB_val none;

static void emit(struct maker *m, enum table t, const struct kbuf *k, const MDB_val *v)
{
	if (m->go)
		m->go = m->f(m->arg, t, k, v);
}

/* What the register shows stands in the order that it opens in. */
static size_t shown(const struct maker *m, uint8_t out[SUM_BYTES + SHOWN_MAX])
{
	size_t n = m->s ? record_shown(m->r, out + SUM_BYTES) : 0;

	if (!n)
		return 0;
	put_le(out, sum_of(m->s, out + SUM_BYTES, n), SUM_BYTES);
	return SUM_BYTES + n;
}

static void sort_key(struct maker *m, size_t sort, uint64_t unit, const uint8_t *key, size_t n,
		     const MDB_val *v)
{
	struct kbuf k;

	k.n = 0;
	kb_int(&k, m->r->kind->no, 2);
	kb_int(&k, sort, 1);
	kb_int(&k, unit, 8);
	kb_bytes(&k, key, n);
	kb_int(&k, m->r->id, 8);
	emit(m, T_SORT, &k, v);
}

/* What was handed over stands in the registers of both units; what all units have, in
 * the order that their register opens in, stands together as well. */
static void sort_keys(struct maker *m)
{
	const struct sifa_kind *kind = m->r->kind;
	uint8_t key[SORT_KEY_MAX], row[SUM_BYTES + SHOWN_MAX];
	struct sort_text last = {0};

	for (size_t i = 0; i < kind->nsorts; i++) {
		size_t n = record_sort_key(m->r, &kind->sort[i], &last, key);
		MDB_val v = {i ? 0 : shown(m, row), row};

		sort_key(m, i, m->r->unit, key, n, &v);
		if (m->r->holder && m->r->holder != m->r->unit)
			sort_key(m, i, m->r->holder, key, n, &v);
		if (!i)
			sort_key(m, i, WALK_ALL_UNITS, key, n, &v);
	}
}

static void import_keys(struct maker *m)
{
	const struct sifa_kind *kind = m->r->kind;
	uint8_t key[KEY_MAX];

	for (size_t i = 0; i < kind->nkeys; i++) {
		struct kbuf k;
		size_t n = record_key(m->r, i, key);

		if (!n)
			continue;
		k.n = 0;
		kb_int(&k, kind->no, 2);
		kb_int(&k, i, 1);
		kb_bytes(&k, key, n);
		kb_int(&k, 0, 1);
		kb_int(&k, m->r->unit, 8);
		kb_int(&k, m->r->id, 8);
		emit(m, T_KEY, &k, &none);
	}
}

static void due_keys(struct maker *m)
{
	const struct sifa_kind *kind = m->r->kind;

	for (size_t i = 0; i < kind->nclocks; i++) {
		struct kbuf k;
		sifa_day due = sifa_clock_due(m->r, &kind->clock[i]);

		if (due == SIFA_DAY_NONE)
			continue;
		k.n = 0;
		kb_int(&k, m->r->holder ? m->r->holder : m->r->unit, 8);
		kb_int(&k, slot_of_day(due), 4);
		kb_int(&k, kind->no, 2);
		kb_int(&k, i, 1);
		kb_int(&k, m->r->id, 8);
		emit(m, T_DUE, &k, &none);
	}
}

static void ref_key(void *arg, uint64_t to, const struct sifa_field *field)
{
	struct maker *m = arg;
	struct kbuf k;

	k.n = 0;
	kb_int(&k, to, 8);
	kb_int(&k, m->r->kind->no, 2);
	kb_int(&k, field->no, 2);
	kb_int(&k, ~m->day, 4);
	kb_int(&k, m->r->id, 8);
	emit(m, T_REF, &k, &none);
}

static void search_key(struct maker *m, enum gram_class class, const char *s, size_t n)
{
	struct kbuf k;

	k.n = 0;
	kb_int(&k, m->r->kind->no, 2);
	kb_int(&k, class, 1);
	kb_bytes(&k, s, n);
	kb_int(&k, 0, 1);
	kb_int(&k, m->r->id, 8);
	emit(m, T_GRAM, &k, &none);
}

static void gram_key(void *arg, const char *gram, size_t len)
{
	search_key(arg, GRAM_PAIR, gram, len);
}

static void initials_keys(struct maker *m, const struct sifa_field *f, const char *folded, size_t n)
{
	char way[INITIALS_WAYS][INITIALS_MAX + 1];
	int ways = text_initials(folded, n, f->form == 1, way);

	for (int i = 0; i < ways; i++)
		search_key(m, GRAM_INITIALS, way[i], strlen(way[i]));
}

#define SEARCH_MAX 240 /* folded bytes looked at */

static void search_keys(struct maker *m)
{
	const struct sifa_kind *kind = m->r->kind;
	char folded[SEARCH_MAX];

	if (m->r->secrecy >= 3) /* sealed records are found by nobody */
		return;
	for (size_t i = 0; i < kind->nfields; i++) {
		const struct sifa_value *v = &m->r->v[i];
		size_t n;

		if (!kind->field[i].search || v->state != SIFA_SET || !v->s)
			continue;
		n = text_fold(v->s, v->len < SEARCH_MAX ? v->len : SEARCH_MAX, folded);
		if (kind->field[i].search == 1) {
			text_grams(folded, n, gram_key, m);
			initials_keys(m, &kind->field[i], folded, n);
		} else {
			search_key(m, GRAM_NUMBER, folded, n);
		}
	}
}

bool index_keys(const struct store *s, const struct sifa_record *r, key_fn *f, void *arg)
{
	struct maker m = {.s = s, .r = r, .f = f, .arg = arg, .go = true};

	m.day = (uint32_t)slot_of_day(record_day(r));
	sort_keys(&m);
	import_keys(&m);
	due_keys(&m);
	record_refs(r, ref_key, &m);
	search_keys(&m);
	return m.go;
}

size_t fact_months(const struct sifa_kind *k, const uint8_t *fixed, size_t n, int32_t *out)
{
	size_t count = 0;

	for (size_t i = 0; i < k->ndate; i++) {
		sifa_day d = day_of_slot(slot_get(&k->field[k->date[i]], fixed, n));
		int32_t month;
		size_t j = 0;

		if (d == SIFA_DAY_NONE)
			continue;
		month = day_month(d);
		while (j < count && out[j] != month)
			j++;
		if (j == count)
			out[count++] = month;
	}
	if (!count)
		out[count++] = FACT_NO_MONTH;
	return count;
}

/* ---- lists ---- */

enum { ENTRY_HEAD = 5 };

static bool list_add(void *arg, enum table t, const struct kbuf *k, const MDB_val *v)
{
	struct keylist *l = arg;
	uint8_t head[ENTRY_HEAD] = {(uint8_t)t};

	if (!grow(&l->at, &l->cap, l->n + 1, sizeof *l->at))
		return false;
	put_be(head + 1, k->n, 2);
	put_be(head + 3, v->mv_size, 2);
	l->at[l->n++] = l->bytes.n;
	return buf_add(&l->bytes, head, ENTRY_HEAD) && buf_add(&l->bytes, k->p, k->n) &&
	       (!v->mv_size || buf_add(&l->bytes, v->mv_data, v->mv_size));
}

static enum table entry_parts(const char *e, MDB_val *key, MDB_val *val)
{
	*key = (MDB_val){(size_t)get_be(e + 1, 2), (void *)(uintptr_t)(e + ENTRY_HEAD)};
	*val = (MDB_val){(size_t)get_be(e + 3, 2), (char *)key->mv_data + key->mv_size};
	return (enum table)e[0];
}

enum table keylist_at(const struct keylist *l, size_t i, MDB_val *key, MDB_val *val)
{
	return entry_parts(l->bytes.p + l->at[i], key, val);
}

static int entry_compare(const char *a, const char *b)
{
	size_t na = (size_t)get_be(a + 1, 2), nb = (size_t)get_be(b + 1, 2);
	int c = a[0] != b[0] ? a[0] - b[0]
			     : memcmp(a + ENTRY_HEAD, b + ENTRY_HEAD, na < nb ? na : nb);

	return c ? c : (na > nb) - (na < nb);
}

static int at_compare(const void *a, const void *b, void *arg)
{
	const char *bytes = arg;

	return entry_compare(bytes + *(const size_t *)a, bytes + *(const size_t *)b);
}

bool keylist_fill(struct keylist *l, const struct store *s, const struct sifa_record *r)
{
	size_t kept = 0;

	l->n = l->bytes.n = 0;
	if (!index_keys(s, r, list_add, l))
		return false;
	if (l->n)
		qsort_r(l->at, l->n, sizeof *l->at, at_compare, l->bytes.p);
	for (size_t i = 0; i < l->n; i++)
		if (!kept || entry_compare(l->bytes.p + l->at[kept - 1], l->bytes.p + l->at[i]))
			l->at[kept++] = l->at[i];
	l->n = kept;
	return true;
}

static bool same_value(const char *a, const char *b)
{
	MDB_val k, v, l, w;

	entry_parts(a, &k, &v);
	entry_parts(b, &l, &w);
	return v.mv_size == w.mv_size && !memcmp(v.mv_data, w.mv_data, v.mv_size);
}

int keylist_diff(struct keylist *old, struct keylist *now,
		 int (*f)(void *arg, bool add, enum table t, MDB_val *key, MDB_val *val), void *arg)
{
	size_t i = 0, j = 0;
	int rc = 0;

	while (!rc && (i < old->n || j < now->n)) {
		bool left = i < old->n, right = j < now->n;
		const char *a = left ? old->bytes.p + old->at[i] : NULL;
		const char *b = right ? now->bytes.p + now->at[j] : NULL;
		int c = !left ? 1 : !right ? -1 : entry_compare(a, b);
		MDB_val key, val;

		if (c || !same_value(a, b)) {
			enum table t = entry_parts(c < 0 ? a : b, &key, &val);

			rc = f(arg, c >= 0, t, &key, &val);
		}
		i += c <= 0;
		j += c >= 0;
	}
	return rc;
}

void keylist_free(struct keylist *l)
{
	buf_free(&l->bytes);
	free(l->at);
}

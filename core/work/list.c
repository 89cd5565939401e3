/* list.c - pages of a ledger. Without a filter, or with one that most records
 * pass, the sort order is walked from the cursor on; a small set of ids is
 * ordered by the same keys, so that a cursor means the same on both ways. */
#include <stdlib.h>
#include <string.h>

#include "find.h"

enum { ORDER_MAX = 20000, PAGE_MAX = 10000, ITEM_KEY = SORT_KEY_MAX + 8 };
enum { ROOM_MAX = 60, ROW_ROOM = 2048 };
_Static_assert(ITEM_KEY <= sizeof((struct sifa_cursor *)0)->key, "a cursor holds any key");

struct page {
	struct find *f;
	enum sifa_dir dir;
	const struct sifa_cursor *at; /* NULL: from the end of the order */
	size_t limit, cap;
	const uint16_t *column; /* the fields to be read; NULL: all */
	size_t ncolumns;
	struct sifa_rows *out;
	struct sifa_err *err;
};

static bool backwards(const struct page *p)
{
	return p->dir == SIFA_LAST || p->dir == SIFA_BEFORE;
}

/* Adds one row; *full when it would be one too many. Rows that vanished from
 * sight, or hold the pairs of a word but not the word, are left out. */
static enum sifa_rc push(struct page *p, const struct walk_row *row, bool *full)
{
	struct sifa_err e;
	struct sifa_record *r;
	struct sifa_hit *hit;
	enum sifa_rc rc;

	err_new(&e);
	rc = p->column && row->nshown ? view_shown(p->f->v, row, p->out->memory, &r, &e)
				      : view_get_some(p->f->v, row->id, p->column, p->ncolumns,
						      p->out->memory, &r, &e);
	if (rc == SIFA_E_NOTFOUND)
		return SIFA_OK;
	if (rc) {
		if (p->err && !p->err->rc)
			*p->err = e;
		return rc;
	}
	*full = p->out->n == p->limit;
	if (!p->f->all && !find_holds(p->f, r)) {
		*full = false;
	} else if (*full) {
		p->out->more = true;
	} else if (!grow(&p->out->hit, &p->cap, p->out->n + 1, sizeof *p->out->hit)) {
		rc = err_nomem(p->err);
	} else {
		hit = &p->out->hit[p->out->n++];
		hit->record = r;
		hit->at.len = (uint16_t)row->n;
		memcpy(hit->at.key, row->key, row->n);
		return SIFA_OK;
	}
	record_end(r);
	return rc;
}

/* ---- along the sort order ---- */

static enum sifa_rc page_by_walk(struct page *p)
{
	const struct sifa_query *q = p->f->q;
	struct walk_row row;
	struct walk *w = NULL;
	enum sifa_rc rc =
		view_walk(p->f->v, q->kind, q->sort, p->f->owner.id, p->f->owner.n, &w, p->err);
	bool full = false;

	if (rc)
		return rc;
	walk_seek(w, p->at ? p->at->key : NULL, p->at ? p->at->len : 0, backwards(p),
		  p->dir != SIFA_FROM);
	while (!rc && !full && walk_next(w, &row))
		if (p->f->all || find_match(p->f, row.id))
			rc = push(p, &row, &full);
	walk_close(w);
	return rc;
}

/* ---- a small set, ordered ---- */

struct item {
	uint64_t id;
	size_t n;
	uint8_t key[ITEM_KEY];
};

static int compare_keys(const uint8_t *a, size_t n, const uint8_t *b, size_t m)
{
	int c = memcmp(a, b, n < m ? n : m);

	return c ? c : (n > m) - (n < m);
}

static enum sifa_rc push_item(struct page *p, const struct item *it, bool *full)
{
	return push(p, &(struct walk_row){.id = it->id, .key = it->key, .n = it->n}, full);
}

static int by_key(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return compare_keys(x->key, x->n, y->key, y->n);
}

static enum sifa_rc order_set(struct page *p, struct item *item, size_t *n)
{
	const struct sifa_query *q = p->f->q;
	struct sifa_record *r = record_new(q->kind);

	*n = 0;
	if (!r)
		return err_nomem(p->err);
	for (size_t i = 0; i < p->f->set.n; i++) {
		struct item *it = &item[*n];
		uint64_t id = p->f->set.id[i];

		if (!find_match(p->f, id) || view_load(p->f->v, id, r, NULL) ||
		    (!find_owner(p->f, r->unit) && !find_owner(p->f, r->holder)))
			continue;
		it->id = id;
		it->n = record_sort_key(r, &q->kind->sort[q->sort], &(struct sort_text){0},
					it->key);
		put_be(it->key + it->n, id, 8);
		it->n += 8;
		(*n)++;
	}
	sifa_record_free(r);
	if (*n)
		qsort(item, *n, sizeof *item, by_key);
	return SIFA_OK;
}

/* The first item at or past the cursor, in ledger order. */
static size_t place_of(const struct page *p, const struct item *item, size_t n, bool past_equal)
{
	size_t lo = 0;

	for (size_t hi = n; lo < hi;) {
		size_t mid = lo + (hi - lo) / 2;
		int c = compare_keys(item[mid].key, item[mid].n, p->at->key, p->at->len);

		if (c < 0 || (past_equal && !c))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static enum sifa_rc page_by_set(struct page *p)
{
	size_t n = 0, i;
	struct item *item = calloc(p->f->set.n ? p->f->set.n : 1, sizeof *item);
	enum sifa_rc rc = item ? order_set(p, item, &n) : err_nomem(p->err);
	bool full = false;

	if (backwards(p)) {
		i = p->at ? place_of(p, item, n, false) : n;
		while (!rc && !full && i-- > 0)
			rc = push_item(p, &item[i], &full);
	} else {
		i = p->at ? place_of(p, item, n, p->dir == SIFA_AFTER) : 0;
		for (; !rc && !full && i < n; i++)
			rc = push_item(p, &item[i], &full);
	}
	free(item);
	return rc;
}

static void turn(struct sifa_rows *rows)
{
	for (size_t i = 0, j = rows->n; i + 1 < j; i++) {
		struct sifa_hit h = rows->hit[i];

		rows->hit[i] = rows->hit[--j];
		rows->hit[j] = h;
	}
}

/* Words are looked for in more fields than the columns. */
static bool take_columns(struct page *p)
{
	const struct sifa_query *q = p->f->q;
	uint16_t *column;

	if (!q->columns || p->f->nword)
		return true;
	p->column = column = arena_array(&p->f->arena, q->kind->ncolumns, sizeof *column);
	for (size_t i = 0; column && i < q->kind->ncolumns; i++)
		column[p->ncolumns++] = q->kind->column[i].field;
	return column != NULL;
}

/* One piece of memory for the rows of a usual page; it grows for more. */
static bool take_room(struct page *p)
{
	size_t rows = p->limit < ROOM_MAX ? p->limit + 1 : ROOM_MAX;
	struct arena *a = p->out->memory = calloc(1, sizeof *a);

	return a && arena_begin(a, rows * ROW_ROOM) &&
	       grow(&p->out->hit, &p->cap, rows, sizeof *p->out->hit);
}

static enum sifa_rc check_query(const struct sifa_query *q, struct sifa_err *err)
{
	if (!q->kind || q->sort >= q->kind->nsorts)
		return err_set(err, SIFA_E_USAGE, N_("This register has no such order."), NULL);
	return SIFA_OK;
}

enum sifa_rc sifa_list(struct sifa_session *se, const struct sifa_query *q, enum sifa_dir dir,
		       const struct sifa_cursor *at, size_t limit, struct sifa_rows *out,
		       struct sifa_err *err)
{
	bool anchored = dir != SIFA_FIRST && dir != SIFA_LAST && at && at->len;
	struct find f;
	struct view v;
	struct page p = {.f = &f,
			 .dir = dir,
			 .at = anchored ? at : NULL,
			 .limit = limit < PAGE_MAX ? limit : PAGE_MAX,
			 .out = out,
			 .err = err};
	enum sifa_rc rc = check_query(q, err);

	*out = (struct sifa_rows){0};
	if (rc || (dir == SIFA_BEFORE && !anchored)) /* nothing stands before the first row */
		return rc;
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = find_open(&f, &v, q, err);
	if (!rc) {
		rc = !take_columns(&p) || !take_room(&p) ? err_nomem(err)
		     : f.limited && f.set.n <= ORDER_MAX ? page_by_set(&p)
							 : page_by_walk(&p);
		find_close(&f);
	}
	view_end(&v);
	if (rc)
		sifa_rows_free(out);
	else if (backwards(&p))
		turn(out);
	return rc;
}

enum sifa_rc sifa_seek(struct sifa_session *se, const struct sifa_query *q, const char *text,
		       struct sifa_cursor *out, struct sifa_err *err)
{
	uint8_t key[SORT_KEY_MAX];
	enum sifa_rc rc = check_query(q, err);
	size_t n;

	*out = (struct sifa_cursor){0};
	if (rc)
		return rc;
	n = sort_key_of_text(q->kind, &q->kind->sort[q->sort], text, sifa_today(se), key);
	if (!n || n > sizeof out->key)
		return err_set(err, SIFA_E_USAGE,
			       N_("{1} has no place in this order; type what its first column "
				  "holds."),
			       text, NULL);
	memcpy(out->key, key, n);
	out->len = (uint16_t)n;
	return SIFA_OK;
}

/* fact.c - blocks of fact rows: what scores and counts are computed from. */
#include <errno.h>
#include <stdlib.h>

#include "own.h"

struct kbuf fact_key(uint16_t kind, int32_t month, uint64_t id)
{
	struct kbuf k = {.n = 0};

	kb_int(&k, kind, 2);
	kb_int(&k, (uint32_t)month ^ 0x80000000u, 4);
	kb_int(&k, id, 8);
	return k;
}

static uint64_t row_id(const uint8_t *row)
{
	return get_le(row + FIX_ID, 8);
}

/* The rows of a block that is as long as it says. */
static const uint8_t *rows_of(const MDB_val *v, size_t *width, size_t *n)
{
	const uint8_t *p = v->mv_data;

	if (v->mv_size < FACT_HEAD)
		return NULL;
	*width = (size_t)get_le(p, 2);
	*n = (size_t)get_le(p + 2, 2);
	return *width < FIX_FIELDS || v->mv_size != FACT_HEAD + *width * *n ? NULL : p + FACT_HEAD;
}

const uint8_t *fact_rows(const struct store *s, const MDB_val *v, size_t *width, size_t *n)
{
	const uint8_t *rows = rows_of(v, width, n);

	return rows && get_le(rows - 8, 8) == sum_of(s, rows, *width * *n) ? rows : NULL;
}

/* ---- blocks that were found sound ---- */

enum { SEEN_FIRST = 1 << 9, SEEN_MOST = 1 << 17 }; /* places, half of which are taken */

/* Of a key and the head, with the sum, that stands there: a block that was written anew is
 * another one. */
static uint64_t mark_of(const struct store *s, const MDB_val *k, const MDB_val *v)
{
	const uint8_t *head = v->mv_data;
	uint64_t mark = sum_of(s, k->mv_data, k->mv_size) ^ get_le(head + 4, 8) ^ get_le(head, 4);

	return mark ? mark : 1;
}

static uint64_t *seen_at(const struct seen *b, uint64_t mark)
{
	size_t at = (size_t)mark & (b->cap - 1);

	while (b->mark[at] && b->mark[at] != mark)
		at = (at + 1) & (b->cap - 1);
	return &b->mark[at];
}

void seen_forget(struct seen *b)
{
	free(b->mark);
	*b = (struct seen){0};
}

static bool seen_double(struct seen *b)
{
	struct seen big = {.cap = b->cap ? 2 * b->cap : SEEN_FIRST, .n = b->n};

	big.mark = calloc(big.cap, sizeof *big.mark);
	if (!big.mark)
		return false;
	for (size_t i = 0; i < b->cap; i++)
		if (b->mark[i])
			*seen_at(&big, b->mark[i]) = b->mark[i];
	free(b->mark);
	*b = big;
	return true;
}

/* Without memory, or with too many blocks, some are summed again. */
static void seen_add(struct seen *b, uint64_t mark)
{
	if (2 * b->n >= b->cap) {
		if (b->cap == SEEN_MOST)
			seen_forget(b);
		if (!seen_double(b))
			return;
	}
	*seen_at(b, mark) = mark;
	b->n++;
}

const uint8_t *fact_rows_once(struct store *s, const MDB_val *k, const MDB_val *v, size_t *width,
			      size_t *n)
{
	const uint8_t *rows = rows_of(v, width, n);
	uint64_t mark = rows ? mark_of(s, k, v) : 0;

	if (!rows || (s->seen.cap && *seen_at(&s->seen, mark)))
		return rows;
	rows = fact_rows(s, v, width, n);
	if (rows)
		seen_add(&s->seen, mark);
	return rows;
}

/* LMDB gives a value pages of its own, less the head of the first one. A page that
 * would stand half empty is saved. */
size_t fact_most(size_t width)
{
	enum { PAGE = 4096, PAGE_HEAD = 16 };
	size_t bytes = PAGE_HEAD + FACT_HEAD + FACT_ROWS * width;

	if (bytes < PAGE || bytes % PAGE >= PAGE / 2)
		return FACT_ROWS;
	return (bytes / PAGE * PAGE - PAGE_HEAD - FACT_HEAD) / width;
}

size_t fact_block(const struct store *s, uint8_t *out, const uint8_t *rows, size_t width, size_t n)
{
	put_le(out, width, 2);
	put_le(out + 2, n, 2);
	memmove(out + FACT_HEAD, rows, width * n);
	put_le(out + 4, sum_of(s, out + FACT_HEAD, width * n), 8);
	return FACT_HEAD + width * n;
}

/* Places cu on the block that holds or would hold id: the last one whose first
 * id is not greater. MDB_NOTFOUND when there is none. */
static int block_seek(MDB_cursor *cu, const struct kbuf *want, MDB_val *k, MDB_val *v)
{
	int rc;

	*k = (MDB_val){want->n, (void *)(uintptr_t)want->p};
	rc = mdb_cursor_get(cu, k, v, MDB_SET_RANGE);
	if (!rc && k->mv_size == want->n && !memcmp(k->mv_data, want->p, want->n))
		return 0;
	rc = mdb_cursor_get(cu, k, v, rc ? MDB_LAST : MDB_PREV);
	if (rc)
		return rc;
	return k->mv_size == want->n && !memcmp(k->mv_data, want->p, 6) ? 0 : MDB_NOTFOUND;
}

static int block_write(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month,
		       const uint8_t *rows, size_t width, size_t n, uint8_t *out)
{
	struct kbuf kb = fact_key(kind, month, row_id(rows));
	MDB_val k = {kb.n, kb.p}, v = {0, out};

	v.mv_size = fact_block(s, out, rows, width, n);
	return mdb_put(txn, s->t[T_FACT], &k, &v, 0);
}

struct block { /* a block being changed, wide enough for the new row */
	uint8_t *rows;
	size_t width, n;
};

/* Copies old rows into `width` bytes each; the tail is absent slots. */
static void widen(struct block *b, const uint8_t *rows, size_t width, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		memset(b->rows + i * b->width, 0, b->width);
		memcpy(b->rows + i * b->width, rows + i * width,
		       width < b->width ? width : b->width);
	}
	b->n = n;
}

static size_t place_of(const struct block *b, uint64_t id)
{
	size_t i = b->n;

	while (i && row_id(b->rows + (i - 1) * b->width) >= id)
		i--;
	return i;
}

static void insert(struct block *b, const uint8_t *row, size_t width)
{
	size_t i = place_of(b, row_id(row));
	uint8_t *at = b->rows + i * b->width;

	if (i == b->n || row_id(at) != row_id(row)) {
		memmove(at + b->width, at, (b->n - i) * b->width);
		b->n++;
	}
	memset(at, 0, b->width);
	memcpy(at, row, width);
}

/* Blocks of a running import end with its range: a row that comes behind it
 * meanwhile begins a block of its own, for those that will still be merged lie
 * between them. */
static int pending(struct store *s, MDB_txn *txn, uint64_t first, uint64_t id, bool *out)
{
	MDB_cursor *cu;
	MDB_val k, v;
	int rc = mdb_cursor_open(txn, s->t[T_PEND], &cu);

	*out = false;
	if (rc)
		return rc;
	while (!*out && !(rc = mdb_cursor_get(cu, &k, &v, MDB_NEXT))) {
		uint64_t from = get_be(k.mv_data, 8), to = get_le(v.mv_data, 8);

		*out = first >= from && first <= to && id > to;
	}
	mdb_cursor_close(cu);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

int fact_put(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month, const uint8_t *row,
	     size_t width)
{
	struct kbuf want = fact_key(kind, month, row_id(row));
	struct block b = {NULL, width, 0};
	MDB_cursor *cu;
	MDB_val k, v;
	const uint8_t *rows = NULL;
	uint8_t *out;
	size_t w = 0, n = 0, half;
	bool apart = false;
	int rc = mdb_cursor_open(txn, s->t[T_FACT], &cu);

	if (rc)
		return rc;
	rc = block_seek(cu, &want, &k, &v);
	if (!rc)
		rc = pending(s, txn, get_be((uint8_t *)k.mv_data + 6, 8), row_id(row), &apart);
	if (!rc && !apart && !(rows = fact_rows(s, &v, &w, &n)))
		rc = MDB_CORRUPTED;
	if (rc == MDB_NOTFOUND)
		rc = 0;
	if (w > b.width)
		b.width = w;
	b.rows = malloc((n + 1) * b.width);
	out = malloc(FACT_HEAD + (n + 1) * b.width);
	if (!rc && (!b.rows || !out))
		rc = ENOMEM;
	if (!rc) {
		if (rows)
			widen(&b, rows, w, n);
		insert(&b, row, width);
		if (rows)
			rc = mdb_cursor_del(cu, 0);
	}
	half = b.n > fact_most(b.width) ? b.n / 2 : b.n;
	if (!rc)
		rc = block_write(s, txn, kind, month, b.rows, b.width, half, out);
	if (!rc && half < b.n)
		rc = block_write(s, txn, kind, month, b.rows + half * b.width, b.width, b.n - half,
				 out);
	mdb_cursor_close(cu);
	free(b.rows);
	free(out);
	return rc ? rc : fact_stamp(s, txn, kind, month);
}

int fact_del(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month, uint64_t id)
{
	struct kbuf want = fact_key(kind, month, id);
	struct block b = {0};
	MDB_cursor *cu;
	MDB_val k, v;
	const uint8_t *rows = NULL;
	uint8_t *out = NULL;
	size_t w = 0, n = 0, i;
	int rc = mdb_cursor_open(txn, s->t[T_FACT], &cu);

	if (rc)
		return rc;
	rc = block_seek(cu, &want, &k, &v);
	if (!rc && !(rows = fact_rows(s, &v, &w, &n)))
		rc = MDB_CORRUPTED;
	if (!rc) {
		b.width = w;
		b.rows = malloc(n * w + 1);
		out = malloc(FACT_HEAD + n * w);
		if (!b.rows || !out)
			rc = ENOMEM;
	}
	if (!rc) {
		widen(&b, rows, w, n);
		i = place_of(&b, id);
		if (i == b.n || row_id(b.rows + i * w) != id) {
			rc = MDB_NOTFOUND;
		} else {
			memmove(b.rows + i * w, b.rows + (i + 1) * w, (b.n - i - 1) * w);
			b.n--;
			rc = mdb_cursor_del(cu, 0);
		}
	}
	if (!rc && b.n)
		rc = block_write(s, txn, kind, month, b.rows, w, b.n, out);
	mdb_cursor_close(cu);
	free(b.rows);
	free(out);
	if (!rc)
		rc = fact_stamp(s, txn, kind, month);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

const uint8_t *fact_find(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month, uint64_t id,
			 size_t *width)
{
	struct kbuf want = fact_key(kind, month, id);
	const uint8_t *rows = NULL;
	MDB_cursor *cu;
	MDB_val k, v;
	size_t n = 0;

	if (mdb_cursor_open(txn, s->t[T_FACT], &cu))
		return NULL;
	if (!block_seek(cu, &want, &k, &v))
		rows = fact_rows(s, &v, width, &n);
	mdb_cursor_close(cu);
	for (size_t i = 0; rows && i < n; i++)
		if (row_id(rows + i * *width) == id)
			return rows + i * *width;
	return NULL;
}

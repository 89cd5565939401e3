/* names.c - the name table: each kind, field and code has a small number, given
 * once and never reused. Read when the configuration is linked. */
#include <errno.h>
#include <stdlib.h>

#include "own.h"

struct name {
	const char *path;
	size_t scope; /* length of the path before its last dot; 0 for kinds */
	uint16_t no;
	uint8_t type;
	bool fresh;
};

struct names {
	struct arena arena;
	struct name *v;
	size_t n, cap;
	uint32_t *slot; /* hash table of index + 1 */
	size_t nslots;
	size_t *order; /* by scope and number; rebuilt when stale */
	size_t norder;
	struct namer namer;
};

static uint64_t hash_of(const char *s)
{
	uint64_t h = 1469598103934665603u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static size_t scope_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot ? (size_t)(dot - path) : 0;
}

static struct name *find(const struct names *t, const char *path)
{
	size_t i;

	if (!t->nslots)
		return NULL;
	for (i = hash_of(path) & (t->nslots - 1); t->slot[i]; i = (i + 1) & (t->nslots - 1))
		if (!strcmp(t->v[t->slot[i] - 1].path, path))
			return &t->v[t->slot[i] - 1];
	return NULL;
}

static void enter(struct names *t, size_t index)
{
	size_t i = hash_of(t->v[index].path) & (t->nslots - 1);

	while (t->slot[i])
		i = (i + 1) & (t->nslots - 1);
	t->slot[i] = (uint32_t)index + 1;
}

static bool rehash(struct names *t)
{
	size_t n = t->nslots ? t->nslots * 2 : 4096;
	uint32_t *slot = calloc(n, sizeof *slot);

	if (!slot)
		return false;
	free(t->slot);
	t->slot = slot;
	t->nslots = n;
	for (size_t i = 0; i < t->n; i++)
		enter(t, i);
	return true;
}

static bool add(struct names *t, const char *path, size_t n, uint16_t no, uint8_t type, bool fresh)
{
	char *copy = arena_copy(&t->arena, path, n);

	if (!copy || !grow(&t->v, &t->cap, t->n + 1, sizeof *t->v))
		return false;
	t->v[t->n++] = (struct name){copy, scope_of(copy), no, type, fresh};
	if (t->n * 2 > t->nslots)
		return rehash(t);
	enter(t, t->n - 1);
	return true;
}

static bool same_scope(const struct name *a, const char *path, size_t scope)
{
	return a->scope == scope && !strncmp(a->path, path, scope) &&
	       (scope || (*a->path == '@') == (*path == '@'));
}

static uint16_t number(void *arg, const char *path, const char *was, int type, struct sifa_err *err)
{
	struct names *t = arg;
	const struct name *old = find(t, path);
	bool renamed = !old && was && (old = find(t, was));
	size_t scope = scope_of(path);
	unsigned most = 0;

	if (old) {
		uint16_t no = old->no;
		bool same = old->type == type;

		/* A rename: the old number under the new name, from now on. */
		if (renamed && !add(t, path, strlen(path), no, old->type, true)) {
			err_nomem(err);
			return 0;
		}
		if (same)
			return no;
		err_set(err, SIFA_E_CONFIG,
			N_("the type of {1} cannot change: give the new field another id"), path,
			NULL);
		return 0;
	}
	for (size_t i = 0; i < t->n; i++)
		if (same_scope(&t->v[i], path, scope) && t->v[i].no > most)
			most = t->v[i].no;
	if (most >= 60000) {
		err_set(err, SIFA_E_CONFIG, N_("too many names beside {1}"), path, NULL);
		return 0;
	}
	if (!add(t, path, strlen(path), (uint16_t)(most + 1), (uint8_t)type, true)) {
		err_nomem(err);
		return 0;
	}
	return (uint16_t)(most + 1);
}

static int order_compare(const void *a, const void *b, void *arg)
{
	const struct name *x = &((const struct name *)arg)[*(const size_t *)a];
	const struct name *y = &((const struct name *)arg)[*(const size_t *)b];
	size_t n = x->scope < y->scope ? x->scope : y->scope;
	int c = strncmp(x->path, y->path, n);

	if (c)
		return c;
	if (x->scope != y->scope)
		return x->scope < y->scope ? -1 : 1;
	/* Of a renamed field only the newest name counts. */
	return x->no != y->no ? (x->no > y->no) - (x->no < y->no) : (x > y) - (x < y);
}

static bool order_make(struct names *t)
{
	size_t *v;

	if (t->norder == t->n)
		return true;
	v = realloc(t->order, t->n * sizeof *v);
	if (!v)
		return false;
	t->order = v;
	for (size_t i = 0; i < t->n; i++)
		v[i] = i;
	qsort_r(v, t->n, sizeof *v, order_compare, t->v);
	t->norder = t->n;
	return true;
}

static void fields(void *arg, const char *path,
		   void (*f)(void *farg, uint16_t no, const char *id, enum sifa_type type),
		   void *farg)
{
	struct names *t = arg;
	size_t scope = strlen(path), lo = 0, hi;

	if (!order_make(t))
		return;
	for (hi = t->n; lo < hi;) { /* the first name of the scope */
		size_t mid = lo + (hi - lo) / 2;
		const struct name *x = &t->v[t->order[mid]];
		size_t n = x->scope < scope ? x->scope : scope;
		int c = strncmp(x->path, path, n);

		if (c < 0 || (!c && x->scope < scope))
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < t->n; lo++) {
		const struct name *x = &t->v[t->order[lo]];
		const struct name *next = lo + 1 < t->n ? &t->v[t->order[lo + 1]] : NULL;

		if (x->scope != scope || strncmp(x->path, path, scope))
			break;
		if (next && next->no == x->no && same_scope(next, path, scope))
			continue;
		f(farg, x->no, x->path + scope + 1, (enum sifa_type)x->type);
	}
}

static int load(struct store *s, struct names *t)
{
	MDB_txn *txn;
	MDB_cursor *cu = NULL;
	MDB_val k, v;
	int rc;

	if (store_read(s, &txn, NULL))
		return MDB_BAD_TXN;
	rc = mdb_cursor_open(txn, s->t[T_NAME], &cu);
	while (!rc && !(rc = mdb_cursor_get(cu, &k, &v, MDB_NEXT))) {
		const uint8_t *p = v.mv_data;

		if (v.mv_size < 4)
			rc = MDB_CORRUPTED;
		else if (!add(t, k.mv_data, k.mv_size, (uint16_t)get_le(p, 2), p[2], false))
			rc = ENOMEM;
	}
	if (cu)
		mdb_cursor_close(cu);
	mdb_txn_abort(txn);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

static uint16_t no_memory(void *arg, const char *path, const char *was, int type,
			  struct sifa_err *err)
{
	(void)arg, (void)path, (void)was, (void)type;
	err_nomem(err);
	return 0;
}

static void no_fields(void *arg, const char *path,
		      void (*f)(void *farg, uint16_t no, const char *id, enum sifa_type type),
		      void *farg)
{
	(void)arg, (void)path, (void)f, (void)farg;
}

struct namer *store_namer(struct store *s)
{
	static const struct namer broken = {no_memory, no_fields, NULL};

	if (s->names)
		return &s->names->namer;
	s->names = calloc(1, sizeof *s->names);
	if (!s->names || !rehash(s->names) || load(s, s->names)) {
		names_free(s->names);
		s->names = NULL;
		return (struct namer *)(uintptr_t)&broken;
	}
	s->names->namer = (struct namer){number, fields, s->names};
	return &s->names->namer;
}

int names_write(struct store *s, MDB_txn *txn)
{
	struct names *t = s->names;
	int rc = 0;

	for (size_t i = 0; t && !rc && i < t->n; i++) {
		struct name *x = &t->v[i];
		uint8_t b[4] = {0, 0, x->type, 0};
		MDB_val k = {strlen(x->path), (void *)(uintptr_t)x->path}, v = {4, b};

		if (!x->fresh)
			continue;
		put_le(b, x->no, 2);
		rc = mdb_put(txn, s->t[T_NAME], &k, &v, 0);
	}
	return rc;
}

void names_free(struct names *t)
{
	if (!t)
		return;
	arena_free(&t->arena);
	free(t->v);
	free(t->slot);
	free(t->order);
	free(t);
}

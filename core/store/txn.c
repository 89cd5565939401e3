/* txn.c - transactions: the one way to read and the one way to write. The map
 * grows here, and a commit that failed is looked up in the reopened store. */
#include <signal.h>

#include "own.h"

enum { READERS_EVERY = 64 }; /* commits between two looks for dead readers */

/* Never while this process reads: the map would move under the reader. */
static int map_set(struct store *s, size_t size)
{
	return s->snaps ? MDB_BAD_TXN : mdb_env_set_mapsize(s->env, size);
}

/* After a failed reopening nothing is open: then once more. */
static enum sifa_rc opened(struct store *s, struct sifa_err *err)
{
	return s->env ? SIFA_OK : store_reopen(s, err);
}

enum sifa_rc store_read(struct store *s, MDB_txn **txn, struct sifa_err *err)
{
	enum sifa_rc rc = opened(s, err);
	int m, dead = 0;

	if (rc)
		return rc;
	m = mdb_txn_begin(s->env, NULL, MDB_RDONLY, txn);
	if (m == MDB_MAP_RESIZED && !(m = map_set(s, 0)))
		m = mdb_txn_begin(s->env, NULL, MDB_RDONLY, txn);
	if (m == MDB_READERS_FULL && !mdb_reader_check(s->env, &dead) && dead)
		m = mdb_txn_begin(s->env, NULL, MDB_RDONLY, txn);
	return store_mdb(s, m, err);
}

enum sifa_rc store_write(struct store *s, MDB_txn **txn, struct sifa_err *err)
{
	enum sifa_rc rc;
	int m;

	if (s->failed)
		return err_set(
			err, SIFA_E_IO,
			N_("the disk reports an error; the store is read-only until reopened"),
			NULL);
	rc = opened(s, err);
	if (rc)
		return rc;
	m = mdb_txn_begin(s->env, NULL, 0, txn);
	if (m == MDB_MAP_RESIZED && !(m = map_set(s, 0)))
		m = mdb_txn_begin(s->env, NULL, 0, txn);
	return store_mdb(s, m, err);
}

enum sifa_rc store_grow(struct store *s, struct sifa_err *err)
{
	MDB_envinfo info;

	mdb_env_info(s->env, &info);
	return store_mdb(s, map_set(s, info.me_mapsize * 2), err);
}

/* After a commit that failed half way only the disk knows. The gate is held: had it
 * succeeded, nobody could have written since. */
static enum sifa_rc look_up(struct store *s, const uint8_t op[16], enum sifa_rc failed,
			    struct sifa_err *err)
{
	bool there = false;
	MDB_txn *txn;

	if (s->snaps || store_reopen(s, NULL) || !op || store_read(s, &txn, NULL))
		return failed;
	if (journal_ends_with(s, txn, op, &there))
		there = false;
	mdb_txn_abort(txn);
	if (!there)
		return failed;
	err_clear(err);
	return SIFA_OK;
}

enum sifa_rc store_commit(struct store *s, MDB_txn *txn, const uint8_t op[16], struct sifa_err *err)
{
	sigset_t all, old;
	enum sifa_rc rc;
	int m, dead;

	/* An interrupted fdatasync would look like a failed one. */
	sigfillset(&all);
	sigdelset(&all, SIGSEGV);
	sigdelset(&all, SIGBUS);
	sigdelset(&all, SIGFPE);
	sigdelset(&all, SIGILL);
	sigprocmask(SIG_BLOCK, &all, &old);
	m = mdb_txn_commit(txn);
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (!m && ++s->commits % READERS_EVERY == 0)
		mdb_reader_check(s->env, &dead);
	rc = store_mdb(s, m, err);
	return !m || m == MDB_MAP_FULL ? rc : look_up(s, op, rc, err);
}

static enum sifa_rc attempt(struct store *s, const struct write *w, write_fn *f, void *arg,
			    struct sifa_err *err)
{
	struct head h = {0};
	MDB_txn *txn;
	enum sifa_rc rc = store_write(s, &txn, err);

	if (rc)
		return rc;
	rc = head_read(s, txn, &h, err);
	if (!rc)
		rc = conf_current(s, txn, err);
	if (!rc)
		rc = f(arg, txn, &h, err);
	if (!rc)
		rc = store_mdb(s, head_write(s, txn, &h), err);
	if (rc) {
		mdb_txn_abort(txn);
		return rc;
	}
	rc = store_commit(s, txn, w->op, err);
	if (!rc) {
		s->head = h;
		s->meta.journal_seq = h.jseq;
		s->meta.journal_time = h.jtime;
	}
	return rc;
}

enum sifa_rc store_txn(struct store *s, const struct write *w, write_fn *f, void *arg,
		       struct sifa_err *err)
{
	struct sifa_err first = {0};
	enum sifa_rc rc = gate_enter(s, GATE_WRITE, w->wait, w->who, err);

	if (rc)
		return rc;
	rc = attempt(s, w, f, arg, &first);
	while (rc == SIFA_E_FULL && s->map_full && !store_grow(s, NULL)) {
		err_clear(&first);
		rc = attempt(s, w, f, arg, &first);
	}
	gate_leave(s, GATE_WRITE);
	if (rc && err && !err->rc)
		*err = first;
	return rc;
}

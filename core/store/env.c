/* env.c - making, opening and closing the store; LMDB's answers in words. */
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "own.h"

static const char *const table_name[TABLES] = {"meta", "name", "rec",  "sort",	"key",
					       "due",  "ref",  "fact", "gram",	"jrn",
					       "jpay", "jrec", "conf", "count", "pend"};

#define FILE_NAME "store.mdb"
#define MAP_FIRST ((size_t)1 << 30)
#define MAP_LEAST ((size_t)1 << 27)

static void path_of(char *buf, size_t size, const char *dir, const char *name)
{
	snprintf(buf, size, "%s/%s", dir, name);
}

enum sifa_rc store_mdb(struct store *s, int rc, struct sifa_err *err)
{
	struct statvfs v;

	s->map_full = rc == MDB_MAP_FULL;
	switch (rc) {
	case 0:
		return SIFA_OK;
	case ENOMEM:
		return err_nomem(err);
	case MDB_MAP_FULL:
		return err_set(err, SIFA_E_FULL, N_("the store has reached its size limit"), NULL);
	case MDB_READERS_FULL:
		return err_set(err, SIFA_E_BUSY, N_("too many readers have the store open"), NULL);
	case EACCES:
	case EPERM:
	case EROFS:
		return err_set(err, SIFA_E_DENIED, N_("no permission for the store in {1}"), s->dir,
			       NULL);
	case MDB_INVALID:
	case MDB_VERSION_MISMATCH:
		return err_set(err, SIFA_E_DAMAGED,
			       N_("{1}/store.mdb is not a store of sifa, or is damaged"), s->dir,
			       NULL);
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
	case MDB_PANIC:
		return err_set(err, SIFA_E_DAMAGED,
			       N_("the store in {1} is damaged: restore the last backup"), s->dir,
			       NULL);
	case EIO: /* LMDB says so for a short write: a full disk */
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		if (rc != EIO || (!statvfs(s->dir, &v) && v.f_bavail * v.f_frsize < 1 << 20))
			return err_set(err, SIFA_E_FULL,
				       N_("the disk is full: nothing was changed; free some space"),
				       NULL);
		s->failed = true;
		return err_set(
			err, SIFA_E_IO,
			N_("the disk reports an error; the store is read-only until reopened"),
			NULL);
	default:
		return err_set(err, SIFA_E_IO, N_("the store failed: {1}"), mdb_strerror(rc), NULL);
	}
}

/* Each step can be undone, so that one changed word always shows. */
static inline uint64_t sum_step(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 29;
}

/* Four words at a time: whatever is read passes through here. Against chance and
 * the disk, not against somebody who can write the file and so read the salt. */
uint64_t sum_of(const struct store *s, const uint8_t *p, size_t n)
{
	uint64_t even = get_le(s->salt, 8) + n, odd = get_le(s->salt + 8, 8) + n;
	uint64_t a = even, b = odd + 1, c = even + 2, d = odd + 3, tail = 0;
	size_t left = n;

	for (; left >= 32; p += 32, left -= 32) {
		a = sum_step(a, get_le(p, 8));
		b = sum_step(b, get_le(p + 8, 8));
		c = sum_step(c, get_le(p + 16, 8));
		d = sum_step(d, get_le(p + 24, 8));
	}
	for (; left >= 8; p += 8, left -= 8)
		a = sum_step(a, get_le(p, 8));
	if (n < 8)
		tail = get_le(p, (unsigned)n);
	else if (left) /* in one piece with bytes before them, which are shifted out */
		tail = get_le(p + left - 8, 8) >> (64 - 8 * left);
	return sum_step(sum_step(sum_step(sum_step(a, tail), b), c), d);
}

/* ---- head and identity ---- */

static MDB_val text_val(const char *t)
{
	return (MDB_val){strlen(t), (void *)(uintptr_t)t};
}

enum { ID_BYTES = 4 + 4 + 4 + 4 + 4 + 16 + 8 + 8, HEAD_BYTES = 8 + 8 + 8 + 32 };

static uint32_t machine(void)
{
	return (uint32_t)(sizeof(size_t) << 8) | (htole16(1) == 1 ? 1 : 2);
}

static int identity_write(struct store *s, MDB_txn *txn)
{
	uint8_t b[ID_BYTES];
	MDB_val k = text_val("store"), v = {sizeof b, b};

	put_le(b, STORE_FORMAT, 4);
	put_le(b + 4, machine(), 4);
	put_le(b + 8, s->meta.origin, 4);
	put_le(b + 12, s->meta.incarnation, 4);
	put_le(b + 16, (uint32_t)s->meta.fixed_clock, 4);
	memcpy(b + 20, s->salt, 16);
	put_le(b + 36, s->meta.root_unit, 8);
	put_le(b + 44, s->meta.first_user, 8);
	return mdb_put(txn, s->t[T_META], &k, &v, 0);
}

static enum sifa_rc identity_read(struct store *s, MDB_txn *txn, struct sifa_err *err)
{
	MDB_val k = text_val("store"), v;
	const uint8_t *b;
	int rc = mdb_get(txn, s->t[T_META], &k, &v);

	if (rc == MDB_NOTFOUND || (!rc && v.mv_size < 8))
		return store_mdb(s, MDB_INVALID, err);
	if (rc)
		return store_mdb(s, rc, err);
	b = v.mv_data;
	if (get_le(b, 4) != STORE_FORMAT)
		return err_set(
			err, SIFA_E_VERSION,
			get_le(b, 4) > STORE_FORMAT
				? N_("the store in {1} was written by a newer sifa: use that one")
				: N_("the store in {1} was written by an older sifa: export its "
				     "registers with that one and import them into a new store"),
			s->dir, NULL);
	if (get_le(b + 4, 4) != machine() || v.mv_size != ID_BYTES)
		return err_set(
			err, SIFA_E_VERSION,
			N_("the store in {1} comes from another kind of machine: export it there"),
			s->dir, NULL);
	s->meta.origin = (uint32_t)get_le(b + 8, 4);
	s->meta.incarnation = (uint32_t)get_le(b + 12, 4);
	s->meta.fixed_clock = (sifa_day)(uint32_t)get_le(b + 16, 4);
	memcpy(s->salt, b + 20, 16);
	s->meta.root_unit = get_le(b + 36, 8);
	s->meta.first_user = get_le(b + 44, 8);
	return SIFA_OK;
}

int head_write(struct store *s, MDB_txn *txn, const struct head *h)
{
	uint8_t b[HEAD_BYTES];
	MDB_val k = text_val("head"), v = {sizeof b, b};

	put_le(b, h->sequence, 8);
	put_le(b + 8, h->jseq, 8);
	put_le(b + 16, (uint64_t)h->jtime, 8);
	memcpy(b + 24, h->jhash, 32);
	return mdb_put(txn, s->t[T_META], &k, &v, 0);
}

enum sifa_rc head_read(struct store *s, MDB_txn *txn, struct head *h, struct sifa_err *err)
{
	MDB_val k = text_val("head"), v;
	const uint8_t *b;
	int rc = mdb_get(txn, s->t[T_META], &k, &v);

	if (rc || v.mv_size != HEAD_BYTES)
		return store_mdb(s, rc && rc != MDB_NOTFOUND ? rc : MDB_CORRUPTED, err);
	b = v.mv_data;
	h->sequence = get_le(b, 8);
	h->jseq = get_le(b + 8, 8);
	h->jtime = (int64_t)get_le(b + 16, 8);
	memcpy(h->jhash, b + 24, 32);
	return SIFA_OK;
}

void head_give_back(struct head *h, uint64_t from, uint64_t last)
{
	const uint64_t sequence = 0xffffffffffu;

	if ((last & sequence) == h->sequence + 3)
		h->sequence = (from & sequence) - 4;
}

/* ---- opening ---- */

static enum sifa_rc fs_check(const char *dir, struct sifa_err *err)
{
	static const struct {
		unsigned long type;
		const char *name;
	} bad[] = {
		{0x6969, "nfs"}, {0xff534d42, "cifs"}, {0xfe534d42, "smb2"}, {0x65735546, "fuse"}};
	struct statfs f;

	if (statfs(dir, &f))
		return err_set(err, SIFA_E_DENIED, N_("cannot look into {1}: {2}"), dir,
			       strerror(errno), NULL);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if ((unsigned long)f.f_type == bad[i].type)
			return err_set(err, SIFA_E_DENIED,
				       N_("{1} is on a {2} file system, where a store is not safe: "
					  "choose a local disk"),
				       dir, bad[i].name, NULL);
	return SIFA_OK;
}

/* LMDB would format an empty file, and die on a cut one. */
static enum sifa_rc file_check(const char *dir, struct stat *st, struct sifa_err *err)
{
	char path[4096];

	if (stat(dir, st))
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("there is no store in {1}: make one with sifa init or sifa demo"),
			       dir, NULL);
	if (!S_ISDIR(st->st_mode))
		return err_set(err, SIFA_E_USAGE, N_("{1} is not a folder"), dir, NULL);
	path_of(path, sizeof path, dir, FILE_NAME);
	if (stat(path, st)) {
		if (errno == EACCES)
			return err_set(err, SIFA_E_DENIED, N_("no permission for the store in {1}"),
				       dir, NULL);
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("there is no store in {1}: make one with sifa init or sifa demo"),
			       dir, NULL);
	}
	if (!S_ISREG(st->st_mode) || st->st_size < 8192)
		return err_set(err, SIFA_E_DAMAGED,
			       N_("{1}/store.mdb is not a store of sifa, or is damaged"), dir,
			       NULL);
	return SIFA_OK;
}

static int env_open(struct store *s, const char *path, size_t map, unsigned flags)
{
	int rc = mdb_env_create(&s->env);

	if (rc)
		return rc;
	mdb_env_set_maxdbs(s->env, TABLES);
	mdb_env_set_maxreaders(s->env, 126);
	mdb_env_set_mapsize(s->env, map);
	rc = mdb_env_open(s->env, path, MDB_NOSUBDIR | MDB_NOTLS | flags, 0600);
	if (rc) {
		mdb_env_close(s->env);
		s->env = NULL;
	}
	return rc;
}

/* A 32-bit or memory-limited process may not have the room: try less. */
static int env_open_any(struct store *s, const char *path, off_t size)
{
	struct sysinfo mem;
	unsigned flags = 0;
	size_t map = MAP_FIRST;
	int rc;

	if (!(s->flags & SIFA_OPEN_BATCH) && !sysinfo(&mem) &&
	    (uint64_t)size > (uint64_t)mem.totalram * mem.mem_unit / 2)
		flags = MDB_NORDAHEAD;
	while (map < (size_t)size * 2)
		map *= 2;
	while ((rc = env_open(s, path, map, flags)) == ENOMEM && map > MAP_LEAST)
		map /= 2;
	return rc;
}

/* The order that LMDB itself would give big-endian ids, at a fifth of the time. */
static int id_order(const MDB_val *a, const MDB_val *b)
{
	uint64_t x = get_be(a->mv_data, 8), y = get_be(b->mv_data, 8);

	return (x > y) - (x < y);
}

static int tables_open(struct store *s, MDB_txn *txn, unsigned flags)
{
	int rc = 0;

	for (int i = 0; !rc && i < TABLES; i++)
		rc = mdb_dbi_open(txn, table_name[i], flags, &s->t[i]);
	if (!rc)
		rc = mdb_set_compare(txn, s->t[T_REC], id_order);
	return rc == MDB_NOTFOUND ? MDB_INVALID : rc;
}

static enum sifa_rc open_tables(struct store *s, struct sifa_err *err)
{
	MDB_txn *txn;
	enum sifa_rc rc;
	int m = mdb_txn_begin(s->env, NULL, MDB_RDONLY, &txn);

	if (m)
		return store_mdb(s, m, err);
	m = tables_open(s, txn, 0);
	rc = m ? store_mdb(s, m, err) : identity_read(s, txn, err);
	if (!rc)
		rc = head_read(s, txn, &s->head, err);
	/* A commit, so that the table handles stay open in this process. */
	if (rc)
		mdb_txn_abort(txn);
	else
		rc = store_mdb(s, mdb_txn_commit(txn), err);
	s->meta.journal_seq = s->head.jseq;
	s->meta.journal_time = s->head.jtime;
	return rc;
}

/* A file that was cut off gets its length back, as a hole: its lost pages then read
 * as zeros, which is an error in words, where reading behind the end of a mapped
 * file would kill the program. A whole file may be short of unused pages only. */
static void fill_up(struct store *s)
{
	MDB_envinfo info;
	MDB_stat page;
	struct stat st;
	off_t whole;
	int fd;

	if (mdb_env_info(s->env, &info) || mdb_env_stat(s->env, &page) ||
	    mdb_env_get_fd(s->env, &fd) || fstat(fd, &st))
		return;
	whole = (off_t)(info.me_last_pgno + 1) * (off_t)page.ms_psize;
	if (st.st_size < whole) /* never shortens what another process wrote meanwhile */
		(void)!fallocate(fd, 0, whole - 1, 1);
}

static enum sifa_rc attach(struct store *s, struct sifa_err *err)
{
	char path[4096];
	struct stat st;
	enum sifa_rc rc = file_check(s->dir, &st, err);
	int dead;

	if (rc)
		return rc;
	path_of(path, sizeof path, s->dir, FILE_NAME);
	rc = store_mdb(s, env_open_any(s, path, st.st_size), err);
	if (rc)
		return rc;
	fill_up(s);
	mdb_reader_check(s->env, &dead);
	return open_tables(s, err);
}

enum sifa_rc store_open(const char *dir, unsigned flags, struct store **out, struct sifa_err *err)
{
	struct store *s;
	struct stat st;
	enum sifa_rc rc = file_check(dir, &st, err);

	*out = NULL;
	if (rc || (rc = fs_check(dir, err)))
		return rc;
	if (sodium_init() < 0 || !(s = calloc(1, sizeof *s)))
		return err_nomem(err);
	s->gate = -1;
	s->flags = flags;
	s->dir = strdup(dir);
	rc = s->dir ? attach(s, err) : err_nomem(err);
	if (!rc)
		rc = gate_open(s, err);
	if (rc) {
		store_close(s);
		return rc;
	}
	*out = s;
	return SIFA_OK;
}

enum sifa_rc store_reopen(struct store *s, struct sifa_err *err)
{
	if (s->env)
		mdb_env_close(s->env);
	s->env = NULL;
	seen_forget(&s->seen);
	s->began.commit = 0;
	return attach(s, err);
}

void store_close(struct store *s)
{
	if (!s)
		return;
	if (s->env)
		mdb_env_close(s->env);
	if (s->gate >= 0)
		close(s->gate);
	names_free(s->names);
	seen_forget(&s->seen);
	sodium_memzero(s->salt, sizeof s->salt);
	free(s->dir);
	free(s);
}

const char *store_dir(const struct store *s)
{
	return s->dir;
}

const struct store_meta *store_meta(const struct store *s)
{
	return &s->meta;
}

const uint8_t *store_salt(const struct store *s)
{
	return s->salt;
}

/* ---- roots ---- */

static enum sifa_rc write_roots(void *arg, MDB_txn *txn, struct head *h, struct sifa_err *err)
{
	(void)h;
	return store_mdb(arg, identity_write(arg, txn), err);
}

enum sifa_rc store_set_roots(struct store *s, uint64_t root_unit, uint64_t first_user,
			     struct sifa_err *err)
{
	s->meta.root_unit = root_unit;
	s->meta.first_user = first_user;
	return store_txn(s, &(struct write){"init", WAIT_ACT, NULL}, write_roots, s, err);
}

/* ---- making ---- */

static enum sifa_rc fill_new(struct store *s, const char *path, struct sifa_err *err)
{
	MDB_txn *txn;
	int rc = env_open(s, path, MAP_LEAST, 0);

	if (rc)
		return store_mdb(s, rc, err);
	rc = mdb_txn_begin(s->env, NULL, 0, &txn);
	if (!rc) {
		rc = tables_open(s, txn, MDB_CREATE);
		if (!rc)
			rc = identity_write(s, txn);
		if (!rc)
			rc = head_write(s, txn, &s->head);
		if (rc)
			mdb_txn_abort(txn);
		else
			rc = mdb_txn_commit(txn);
	}
	if (!rc)
		rc = mdb_env_sync(s->env, 1);
	mdb_env_close(s->env);
	s->env = NULL;
	return store_mdb(s, rc, err);
}

static enum sifa_rc make_dir(const char *dir, struct sifa_err *err)
{
	struct stat st;

	if (mkdir(dir, 0700) && errno != EEXIST)
		return err_set(err, SIFA_E_DENIED, N_("cannot make the folder {1}: {2}"), dir,
			       strerror(errno), NULL);
	if (stat(dir, &st) || !S_ISDIR(st.st_mode))
		return err_set(err, SIFA_E_USAGE, N_("{1} is not a folder"), dir, NULL);
	return fs_check(dir, err);
}

static enum sifa_rc link_in(const char *dir, const char *from, const char *to, struct sifa_err *err)
{
	int d = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
	int e = errno;

	if (!rc && d >= 0 && fsync(d)) {
		rc = -1;
		e = errno;
	}
	if (d >= 0)
		close(d);
	if (!rc)
		return SIFA_OK;
	if (e == EEXIST)
		return err_set(err, SIFA_E_EXISTS, N_("there is a store in {1} already"), dir,
			       NULL);
	return err_set(err, SIFA_E_IO, N_("cannot make {1}: {2}"), to, strerror(e), NULL);
}

enum sifa_rc store_create(const char *dir, uint32_t origin, sifa_day fixed_clock, int64_t now,
			  struct sifa_err *err)
{
	struct store s = {.dir = (char *)(uintptr_t)dir, .gate = -1};
	char path[4096], temp[4096], lock[4200];
	enum sifa_rc rc = make_dir(dir, err);

	if (rc)
		return rc;
	if (origin < 1 || origin > 262143)
		return err_set(err, SIFA_E_USAGE,
			       N_("the origin must be 1 to 262143, as given by the county"), NULL);
	if (sodium_init() < 0)
		return err_nomem(err);
	path_of(path, sizeof path, dir, FILE_NAME);
	if (!access(path, F_OK))
		return err_set(err, SIFA_E_EXISTS, N_("there is a store in {1} already"), dir,
			       NULL);
	snprintf(temp, sizeof temp, "%s/new.%ld.mdb", dir, (long)getpid());
	snprintf(lock, sizeof lock, "%s-lock", temp);
	unlink(temp);
	s.meta.origin = origin;
	s.meta.fixed_clock = fixed_clock;
	s.head.jtime = now;
	randombytes_buf(s.salt, sizeof s.salt);
	rc = fill_new(&s, temp, err);
	if (!rc)
		rc = link_in(dir, temp, path, err);
	unlink(temp);
	unlink(lock);
	return rc;
}

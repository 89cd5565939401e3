/* own.h - what the files of core/store share: the open store, its tables, keys. */
#ifndef SIFA_STORE_OWN_H
#define SIFA_STORE_OWN_H

#include <lmdb.h>
#include <string.h>

#include "store.h"

enum table {
	T_META,
	T_NAME,
	T_REC,
	T_SORT,
	T_KEY,
	T_DUE,
	T_REF,
	T_FACT,
	T_GRAM,
	T_JRN,
	T_JPAY,
	T_JREC,
	T_CONF,
	T_COUNT,
	T_PEND,
	TABLES
};

enum gram_class { GRAM_PAIR = 1, GRAM_NUMBER, GRAM_INITIALS }; /* of keys of T_GRAM */

#define STORE_FORMAT 4
#define SUM_BYTES    8 /* keyed checksum in front of records and fact blocks */
#define ENVELOPE     56
#define FACT_HEAD    12
#define FACT_ROWS    80
#define FACT_WIDTH   RECORD_FIXED_MAX
#define PEND_MAX     16
#define KIND_NUMBERS 512 /* of a kind, below */
#define REF_KEY	     24	 /* bytes of a key of T_REF; the last 8 are who refers */

struct head { /* changes with every act; key "head" of T_META */
	uint64_t sequence, jseq;
	int64_t jtime;
	uint8_t jhash[32];
};

struct names; /* names.c */

struct seen {		/* fact blocks that were found sound (fact.c): 64 bits of a hash each */
	uint64_t *mark; /* 0: free */
	size_t n, cap;
};

struct pend {
	uint64_t first, last;
};

struct began {	       /* what a snapshot begins with: the same for all that see one commit */
	size_t commit; /* its number; 0: not known */
	struct head head;
	struct pend pend[PEND_MAX];
	size_t npend;
	uint8_t held[KIND_NUMBERS]; /* is anything of the kind stored? once asked (snap.c) */
};

struct store {
	char *dir;
	unsigned flags;
	MDB_env *env;
	MDB_dbi t[TABLES];
	int gate;	/* file descriptor of the gate, -1 */
	bool failed;	/* a sync failed: read only until reopened */
	bool map_full;	/* why the last SIFA_E_FULL: the map, not the disk */
	unsigned snaps; /* open snapshots of this process */
	unsigned commits;
	const struct config *config; /* the running one: numbers to kinds; borrowed */
	uint8_t running[32];	     /* its hash */
	uint8_t salt[16];
	struct store_meta meta;
	struct head head;
	struct names *names;
	struct seen seen;
	struct began began; /* the last snapshot */
};

struct snap {
	struct store *store;
	MDB_txn *txn;
	MDB_cursor *rec; /* of T_REC, once a record was asked for */
	struct store_meta meta;
	struct pend pend[PEND_MAX];
	size_t npend;
};

/* A key being built; LMDB takes at most 511 bytes. */
struct kbuf {
	uint8_t p[511];
	size_t n;
};
static inline void kb_int(struct kbuf *k, uint64_t v, unsigned bytes)
{
	if (k->n + bytes > sizeof k->p)
		return;
	put_be(k->p + k->n, v, bytes);
	k->n += bytes;
}
void kb_bytes(struct kbuf *k, const void *p, size_t n);

/* ---- env.c ---- */
enum sifa_rc store_mdb(struct store *s, int rc, struct sifa_err *err); /* LMDB's code in words */
enum sifa_rc store_reopen(struct store *s, struct sifa_err *err);
enum sifa_rc head_read(struct store *s, MDB_txn *txn, struct head *out, struct sifa_err *err);
int head_write(struct store *s, MDB_txn *txn, const struct head *h);
/* Reserved ids from..last that nobody ever saw are given again, unless others
 * were given behind them. */
void head_give_back(struct head *h, uint64_t from, uint64_t last);
/* The checksum of records and fact blocks, keyed with the salt. */
uint64_t sum_of(const struct store *s, const uint8_t *p, size_t n);

/* ---- txn.c ---- */
enum { WAIT_ACT = 2000, WAIT_BULK = 10000 }; /* milliseconds for the gate */
struct write {
	const char *who;   /* for those who wait meanwhile */
	int wait;	   /* WAIT_... */
	const uint8_t *op; /* 16 bytes of the journal entry that f adds; NULL: none */
};
/* Changes the store and the head; called again after the map had to grow. */
typedef enum sifa_rc write_fn(void *arg, MDB_txn *txn, struct head *h, struct sifa_err *err);
/* Gate, transaction, f, head, commit, gate off. Should the commit fail, the store
 * is reopened and the operation looked up by its id. */
enum sifa_rc store_txn(struct store *s, const struct write *w, write_fn *f, void *arg,
		       struct sifa_err *err);
enum sifa_rc store_read(struct store *s, MDB_txn **txn, struct sifa_err *err);
/* The parts of store_txn(), for an import's batches; under the gate. */
enum sifa_rc store_write(struct store *s, MDB_txn **txn, struct sifa_err *err);
enum sifa_rc store_commit(struct store *s, MDB_txn *txn, const uint8_t op[16],
			  struct sifa_err *err);
/* Doubles the map; no transaction may be open. */
enum sifa_rc store_grow(struct store *s, struct sifa_err *err);

/* ---- gate.c ---- */
enum { GATE_WRITE, GATE_IMPORT }; /* bytes of the gate file */
enum sifa_rc gate_open(struct store *s, struct sifa_err *err);
/* Waits at most `ms`; SIFA_E_BUSY names the holder. */
enum sifa_rc gate_enter(struct store *s, int byte, int ms, const char *who, struct sifa_err *err);
void gate_leave(struct store *s, int byte);

/* ---- index.c: all keys of one record, for act, bulk and verify alike ---- */
typedef bool key_fn(void *arg, enum table t, const struct kbuf *k, const MDB_val *v);
/* s: NULL where values are not asked for: then all are empty. */
bool index_keys(const struct store *s, const struct sifa_record *r, key_fn *f, void *arg);
/* The distinct months of the fixed part's counting dates; at most 8. */
size_t fact_months(const struct sifa_kind *k, const uint8_t *fixed, size_t n, int32_t *out);
/* Two lists of keys, compared after an update: calls f for what only one has, and
 * adds anew what has another value. */
struct keylist {
	struct buf bytes; /* table 1, lengths of key and value 2 each, key, value */
	size_t *at;
	size_t n, cap;
};
bool keylist_fill(struct keylist *l, const struct store *s, const struct sifa_record *r);
/* Entry i of a filled list. */
enum table keylist_at(const struct keylist *l, size_t i, MDB_val *key, MDB_val *val);
int keylist_diff(struct keylist *old, struct keylist *now,
		 int (*f)(void *arg, bool add, enum table t, MDB_val *key, MDB_val *val),
		 void *arg);
void keylist_free(struct keylist *l);

/* ---- fact.c ---- */
struct kbuf fact_key(uint16_t kind, int32_t month, uint64_t first);
int fact_put(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month, const uint8_t *row,
	     size_t width);
int fact_del(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month, uint64_t id);
/* The row of a record in a month; NULL if there is none. */
const uint8_t *fact_find(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month, uint64_t id,
			 size_t *width);
/* Rows of a block after its checksum was compared; NULL if damaged. */
const uint8_t *fact_rows(const struct store *s, const MDB_val *v, size_t *width, size_t *n);
/* The same where the rows are only read: a block whose checksum was compared since the store
 * was opened, and which was not written since, is not summed again. */
const uint8_t *fact_rows_once(struct store *s, const MDB_val *k, const MDB_val *v, size_t *width,
			      size_t *n);
void seen_forget(struct seen *b);
/* Rows of a block: FACT_ROWS, or a few less that fill whole pages. */
size_t fact_most(size_t width);
size_t fact_block(const struct store *s, uint8_t *out, const uint8_t *rows, size_t width, size_t n);
/* Another stamp for the month: whoever changes a block of it calls this in the same
 * transaction (fact_put() and fact_del() do). LMDB's code. */
int fact_stamp(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month);

/* ---- act.c ---- */
/* Records of a kind that are neither deleted nor pending. */
int count_live(struct store *s, MDB_txn *txn, uint16_t kind, uint64_t *out);
int count_add(struct store *s, MDB_txn *txn, uint16_t kind, int64_t by);
/* The checksum of an encoded record, into the SUM_BYTES in front of it. */
void rec_seal(const struct store *s, struct buf *bytes);
/* The record in v, after checksum and id were compared; false if damaged. */
bool rec_stored(const struct store *s, uint64_t id, const MDB_val *v, struct stored *out);
enum sifa_rc rec_missing(uint64_t id, struct sifa_err *err);
enum sifa_rc rec_damaged(uint64_t id, struct sifa_err *err);
enum sifa_rc rec_load(struct store *s, MDB_txn *txn, uint64_t id, struct sifa_record *r,
		      struct sifa_err *err);
/* One record's change inside an open transaction: old is NULL for a new one. */
enum sifa_rc rec_change(struct store *s, MDB_txn *txn, const struct sifa_record *old,
			const struct sifa_record *now, bool unique, struct sifa_err *err);
const struct sifa_kind *rec_kind(struct store *s, MDB_txn *txn, uint64_t id);
void err_id(char *buf, uint64_t id);

/* ---- number.c: counters of case and document numbers ---- */
int counter_read(struct store *s, MDB_txn *txn, const struct act_number *n, uint64_t *next,
		 uint64_t *last);
int counter_write(struct store *s, MDB_txn *txn, const struct act_number *n, uint64_t next,
		  uint64_t last);
/* Gives r the next number that no record of its unit has. */
enum sifa_rc number_take(struct store *s, MDB_txn *txn, const struct act_number *n,
			 struct sifa_record *r, struct sifa_err *err);

/* ---- conf.c ---- */
/* As store_current(), inside a transaction. */
enum sifa_rc conf_current(struct store *s, MDB_txn *txn, struct sifa_err *err);
/* Is this very file part of the adopted configuration? */
bool conf_holds(struct store *s, MDB_txn *txn, const struct config_file *f);

/* ---- rekey.c ---- */
/* Keys and facts of stored records as kinds of `c` want them where their files differ
 * from those of the running configuration. SIFA_E_CONFIG if c lacks a kind that has
 * records. */
enum sifa_rc rekey(struct store *s, MDB_txn *txn, const struct config *c, struct sifa_err *err);

/* ---- journal.c ---- */
struct jentry {
	int64_t time;
	uint64_t actor, record;
	uint32_t rev;
	const char *what, *host, *note;
	uint8_t op[16], digest[32];
};
/* Appends to the chain; head moves on. */
enum sifa_rc journal_add(struct store *s, MDB_txn *txn, struct head *h, const struct jentry *e,
			 const struct buf *payload, struct sifa_err *err);
/* Old values of what changed between two records. */
bool journal_payload(const struct sifa_record *old, const struct sifa_record *now, struct buf *out);
/* Is the latest entry that of this operation? LMDB's code. */
int journal_ends_with(struct store *s, MDB_txn *txn, const uint8_t op[16], bool *out);
/* The record of an entry, 0 if it was of none; LMDB's code. */
int journal_record(struct store *s, MDB_txn *txn, uint64_t seq, uint64_t *id);
enum sifa_rc journal_verify(struct store *s, MDB_txn *txn, struct sifa_findings *out,
			    struct sifa_err *err);

/* ---- bulk.c ---- */
/* Takes a range's rows out of every table, then its mark; in batches. */
enum sifa_rc bulk_drop(struct store *s, uint64_t first, uint64_t last, struct sifa_err *err);
/* What earlier imports left that died; under GATE_IMPORT. */
enum sifa_rc bulk_sweep(struct store *s, struct sifa_err *err);

/* ---- runs.c: keys with values, sorted outside memory ---- */
struct runs;
struct runs *runs_new(const char *dir, size_t memory);
enum sifa_rc runs_add(struct runs *r, const void *key, size_t nk, const void *val, size_t nv,
		      struct sifa_err *err);
/* After the last add: entries in order. */
enum sifa_rc runs_rewind(struct runs *r, struct sifa_err *err);
bool runs_next(struct runs *r, MDB_val *key, MDB_val *val);
/* After the last: was it the end, or could a work file not be read? */
enum sifa_rc runs_end(const struct runs *r, struct sifa_err *err);
void runs_free(struct runs *r);

/* ---- names.c ---- */
void names_free(struct names *n);
int names_write(struct store *s, MDB_txn *txn);

#endif

/* store.h - LMDB, and nothing else knows it. Bytes on disk: FORMAT.md.
 *
 * Reads happen in a snapshot that must end before anything waits; writes are
 * acts, made beforehand and executed here under the gate. */
#ifndef SIFA_STORE_H
#define SIFA_STORE_H

#include "../base/err.h"
#include "../base/idlist.h"
#include "../model/config.h"

struct store;

struct store_meta { /* what the store says of itself */
	uint32_t origin, incarnation;
	sifa_day fixed_clock;
	uint64_t root_unit, first_user;
	uint64_t journal_seq; /* of the last entry */
	int64_t journal_time;
};

/* ---- life ---- */

/* Makes an empty store under a temporary name and links it into place
 * (reliability.md 1.1); what is wrong with `dir` is said in words: not a
 * directory, no permission, holds a store already, network file system. */
enum sifa_rc store_create(const char *dir, uint32_t origin, sifa_day fixed_clock, int64_t now,
			  struct sifa_err *err);
/* Opens, checks format and owner, adopts a grown map, drops stale readers.
 * Empty, foreign, newer or damaged files: one sentence each. */
enum sifa_rc store_open(const char *dir, unsigned flags, struct store **out, struct sifa_err *err);
void store_close(struct store *s);
const char *store_dir(const struct store *s);
const struct store_meta *store_meta(const struct store *s); /* as of the last snapshot or act */
const uint8_t *store_salt(const struct store *s);	    /* 16 secret bytes for fingerprints */

/* The name table as config_link() wants it. Numbers given since the last
 * adoption live in memory until store_adopt() writes them. */
struct namer *store_namer(struct store *s);
/* Replaces the adopted configuration: texts and frozen trees by hash, new
 * names, the keys and facts of stored records where a kind's file differs,
 * journal entry; one transaction. Of a new store c becomes the running one. */
enum sifa_rc store_adopt(struct store *s, const struct config *c, uint64_t actor, const char *host,
			 int64_t now, struct sifa_err *err);
/* Is this very file part of the adopted configuration? */
bool store_adopted(struct store *s, const struct config_file *f);
/* Fills an empty config (config_new) with the adopted files, without parsing; their
 * texts stay in the store. It is the running one from now on. */
enum sifa_rc store_config(struct store *s, struct config *c, struct sifa_err *err);
/* The hash of the running one, 32 bytes. */
const uint8_t *store_config_hash(const struct store *s);
/* SIFA_E_CONFIG when another configuration than the running one is adopted by now:
 * then every act is refused so, for it would be laid out as before. */
enum sifa_rc store_current(struct store *s, struct sifa_err *err);

/* ---- reading ---- */

struct snap;

enum sifa_rc snap_begin(struct store *s, struct snap **out, struct sifa_err *err);
void snap_end(struct snap *sn);
const struct store_meta *snap_meta(struct snap *sn);
struct stored { /* a record's bytes behind the checksum, and the fixed part in them */
	const uint8_t *p, *fixed;
	size_t n, nfixed;
};
/* A record, checksum and id verified; borrowed until snap_end(). Deleted and
 * pending ones are found only when asked for. */
enum sifa_rc snap_get(struct snap *sn, uint64_t id, bool hidden_too, struct stored *out,
		      struct sifa_err *err);
/* Records of the kind, deleted ones not counted. */
enum sifa_rc snap_count(struct snap *sn, const struct sifa_kind *k, uint64_t *out,
			struct sifa_err *err);
/* Is anything of the kind stored? Asked once for all that see one commit; true where it
 * cannot be told. */
bool snap_holds(struct snap *sn, const struct sifa_kind *k);
bool snap_pending(const struct snap *sn, uint64_t id);
/* Calls f with every record of the kind, deleted ones too; SIFA_E_DAMAGED, at the end,
 * when some could not be read. */
typedef void record_fn(void *arg, const struct sifa_record *r);
enum sifa_rc snap_each(struct snap *sn, const struct sifa_kind *k, record_fn *f, void *arg,
		       struct sifa_err *err);

/* Callbacks return false to stop. All skip pending ids. */
typedef bool fact_fn(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n);
/* Fact rows of the kind in months m0..m1 inclusive, block by block. A record
 * has a row in each distinct month of its counting dates, in FACT_NO_MONTH if
 * none is set. Deleted records have none. */
#define FACT_NO_MONTH INT32_MIN
enum sifa_rc snap_facts(struct snap *sn, const struct sifa_kind *k, int32_t m0, int32_t m1,
			fact_fn *f, void *arg, struct sifa_err *err);

/* The month's blocks in the order of ids, pending rows not told apart: the first id of
 * each, and its width, number of rows and checksum as bytes that are others once anything
 * in it is. The rows are not read. */
typedef bool block_fn(void *arg, uint64_t first, const uint8_t *head, size_t n);
enum sifa_rc snap_blocks(struct snap *sn, const struct sifa_kind *k, int32_t month, block_fn *f,
			 void *arg, struct sifa_err *err);
/* Fact rows of the month's blocks whose first ids are first..last. */
enum sifa_rc snap_piece(struct snap *sn, const struct sifa_kind *k, int32_t month, uint64_t first,
			uint64_t last, fact_fn *f, void *arg, struct sifa_err *err);

/* Stamps of the kind's months m0..m1: a random number, another one after each change of
 * a fact or of a record that has one in the month. What was counted from a month may be
 * kept under its stamp, but not while an import runs, whose rows have stamps before they
 * are seen. A month without a stamp may have facts. */
typedef void stamp_fn(void *arg, int32_t month, uint64_t stamp);
enum sifa_rc snap_stamps(struct snap *sn, const struct sifa_kind *k, int32_t m0, int32_t m1,
			 stamp_fn *f, void *arg, struct sifa_err *err);
bool snap_importing(const struct snap *sn);
/* The hash of the running configuration, 32 bytes. */
const uint8_t *store_running(const struct store *s);
/* The store's keyed checksum, for what is kept beside it. */
uint64_t store_sum(const struct store *s, const void *p, size_t n);

typedef bool ref_fn(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from);
/* Who refers to `to`, by kind and field (0: any), newest day first. */
enum sifa_rc snap_refs(struct snap *sn, uint64_t to, uint16_t kind, uint16_t field, ref_fn *f,
		       void *arg, struct sifa_err *err);

/* A walk along one sort order over several units at once, merged. */
struct walk;
/* Instead of a unit, in sort 0: all there are, whoever may see them. */
#define WALK_ALL_UNITS 0
enum sifa_rc walk_open(struct snap *sn, const struct sifa_kind *k, size_t sort,
		       const uint64_t *unit, size_t nunits, struct walk **out,
		       struct sifa_err *err);
/* Places the walk: key NULL: at the beginning, or the end when backwards;
 * else at the first entry >= key (<= when backwards), past an equal one if
 * `after`. key is sort key + id (8, big-endian). */
void walk_seek(struct walk *w, const uint8_t *key, size_t n, bool backwards, bool after);
/* The next row in the direction of the seek; its bytes are borrowed until the next
 * call. False at the end. */
struct walk_row {
	uint64_t id;
	const uint8_t *key; /* sort key and id */
	size_t n;
	const uint8_t *shown; /* for snap_shown() */
	size_t nshown;	      /* 0: the record itself must be read */
};
bool walk_next(struct walk *w, struct walk_row *out);
/* The row as the register shows it (record_decode_shown()), after its checksum was
 * compared. SIFA_E_DAMAGED. */
enum sifa_rc snap_shown(struct snap *sn, const struct walk_row *row, const uint8_t **p, size_t *n,
			struct sifa_err *err);
void walk_close(struct walk *w);

typedef bool due_fn(void *arg, sifa_day due, uint16_t kind, uint8_t clock, uint64_t id);
enum sifa_rc snap_due(struct snap *sn, uint64_t unit, sifa_day until, due_fn *f, void *arg,
		      struct sifa_err *err);

typedef bool id_fn(void *arg, uint64_t id);
/* Records of a kind whose key number `which` has these bytes; unit 0: in any. */
enum sifa_rc snap_key(struct snap *sn, const struct sifa_kind *k, size_t which, uint64_t unit,
		      const uint8_t *key, size_t n, id_fn *f, void *arg, struct sifa_err *err);

/* Records of the kind whose searched fields contain the folded text (two
 * characters or more: grams; one: prefix), or whose numbers or initials begin with it. */
enum sifa_rc snap_search(struct snap *sn, const struct sifa_kind *k, const char *text, size_t n,
			 id_fn *f, void *arg, struct sifa_err *err);
/* Journal, latest first; record 0: all. */
enum sifa_rc snap_journal(struct snap *sn, uint64_t record, struct sifa_entry *out, size_t limit,
			  size_t *n, struct sifa_err *err);

/* The records that were deleted since the UTC second, by the journal, which is read back to
 * then; the last one first. */
enum sifa_rc snap_deletions(struct snap *sn, int64_t since, id_fn *f, void *arg,
			    struct sifa_err *err);

/* ---- writing ---- */

enum act_op {
	ACT_PUT,     /* record: id 0 creates; else expect its rev */
	ACT_MOVE,    /* the same, where unit or holder may be others than before */
	ACT_HIDE,    /* id, rev: deleted flag set, index keys and facts removed; refused
		      * with SIFA_E_EXISTS (arg 1 the count) while others refer to it */
	ACT_COUNTER, /* number: `next` and `last` become the counter's */
	ACT_NOTE,    /* id (0: the whole store): only the journal's entry */
};

/* A counter of numbers, and the text field that takes its next one. */
struct act_number {
	const struct sifa_field *field;
	uint8_t key[64]; /* kind 2, unit 8 (0: all), year 2, id of the numbering */
	size_t nkey;
	char before[100], after[100]; /* what stands around the number */
	int width;		      /* digits at least */
	uint64_t next, last;	      /* ACT_COUNTER; last 0: no end */
	bool county;		      /* one register for all units: none of them has it yet */
};

struct act_step {
	enum act_op op;
	struct sifa_record *record;	 /* PUT: id, rev, times are filled in on success */
	const struct act_number *number; /* PUT: numbers it takes; ACT_COUNTER: one */
	size_t nnumbers;
	uint64_t id; /* HIDE, NOTE; MOVE: the hand-over that allows it, 0: none */
	uint32_t rev;
};

struct act {
	uint64_t actor;
	int64_t now;
	const char *host, *what, *note;
	struct act_step *step;
	size_t n;
	bool first_act; /* of a new store: the clock is not compared */
};
/* Executes under the gate, in one transaction: all or nothing, durable when it
 * returns SIFA_OK. SIFA_E_BUSY after the deadline (2 s) with the holder;
 * SIFA_E_CONFLICT when a revision moved (arg 1 the id, arg 2 by whom);
 * SIFA_E_EXISTS when a unique key is taken; SIFA_E_NOTFOUND when a record newly
 * referred to is not there. After a failed commit the store is
 * reopened and the operation looked up by its id. */
enum sifa_rc store_act(struct store *s, struct act *a, struct sifa_err *err);
/* Remembers root unit and first user of a new store. */
enum sifa_rc store_set_roots(struct store *s, uint64_t root_unit, uint64_t first_user,
			     struct sifa_err *err);

/* Appends the text of a file of the adopted configuration. */
enum sifa_rc snap_config_text(struct snap *sn, const char *name, struct buf *out,
			      struct sifa_err *err);

/* A counter as it stands: the next number, and the last one allowed (0: no end). */
enum sifa_rc snap_counter(struct snap *sn, const struct act_number *n, uint64_t *next,
			  uint64_t *last, struct sifa_err *err);

/* ---- bulk: an import ---- */

struct bulk;
/* Reserves ids; what is put stays unseen until bulk_publish(). One at a time
 * a store; leftovers of a killed import are dropped first. */
enum sifa_rc bulk_begin(struct store *s, uint64_t actor, const char *host, int64_t now,
			struct bulk **out, struct sifa_err *err);
/* Gives r its id and writes it. line: for the message about a doubled key. A batch
 * ends at 10,000 records, 16 MiB or 200 ms, but not while this process has a
 * snapshot open: who reads beside it asks bulk_pause() before each put, and if so
 * ends his snapshot and calls bulk_next(). Index keys go to sorted runs. */
bool bulk_pause(const struct bulk *b);
enum sifa_rc bulk_next(struct bulk *b, struct sifa_err *err);
enum sifa_rc bulk_put(struct bulk *b, struct sifa_record *r, uint32_t line, struct sifa_err *err);
/* Replaces an existing record's values at publish time (--update). */
enum sifa_rc bulk_replace(struct bulk *b, struct sifa_record *r, struct sifa_err *err);
/* Lets others write until the next row is put; b may be NULL. */
enum sifa_rc bulk_rest(struct bulk *b, struct sifa_err *err);
/* Merges the runs into the tables, then makes all visible in one transaction
 * with one journal entry. A key met twice inside the file: SIFA_E_EXISTS with
 * err->line; the caller then drops. */
enum sifa_rc bulk_publish(struct bulk *b, const char *note, struct sifa_err *err);
/* Removes at once what was put; safe after any error. Frees b in any case. */
void bulk_end(struct bulk *b);

/* ---- check ---- */

/* Every record's checksum and decoding, every index entry both ways, facts,
 * references, journal chain; findings carry the record's id as field. */
enum sifa_rc store_verify(struct store *s, const struct config *c, uint64_t *records,
			  struct sifa_findings *out, struct sifa_err *err);

#endif

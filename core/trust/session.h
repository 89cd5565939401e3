/* session.h - user, unit and clock; the guard through which every floor above
 * reads and acts. No floor above calls core/store. */
#ifndef SIFA_TRUST_SESSION_H
#define SIFA_TRUST_SESSION_H

#include "../model/where.h"
#include "../store/store.h"

struct view;

/* A paragraph (n 1) or the cells of a row of a table that another floor gives to a paper. */
enum { GIVEN_MOST = 16 };
struct given {
	const char *cell[GIVEN_MOST]; /* copied by who takes it */
	size_t n;
	bool head;   /* of a section */
	bool spaced; /* room above it */
};
typedef void given_fn(void *arg, const struct given *g);

struct sifa {
	struct store *store;
	struct config *config;
	void *letters; /* core/score keeps its compiled letters here */
	void (*letters_free)(void *letters);
	/* Due days that stand in no record's clock (returns of letters not yet
	 * begun): sifa_due() calls it if set. add copies. */
	enum sifa_rc (*due_more)(struct view *v, sifa_day until,
				 void (*add)(void *arg, const struct sifa_due *d), void *arg,
				 struct sifa_err *err);
	/* What a letter demands of its record when it is saved: core/work calls it if set. */
	enum sifa_rc (*save_more)(struct view *v, struct sifa_record *r,
				  const struct sifa_step_def *by, struct sifa_findings *out,
				  struct sifa_err *err);
	/* What a paper of a letter says besides its fields, by name: core/work calls it if
	 * set. SIFA_E_DATA: it cannot be said yet, unless in a draft. */
	enum sifa_rc (*paper_more)(struct view *v, const struct sifa_record *r, const char *what,
				   bool draft, given_fn *add, void *arg, struct sifa_err *err);
	/* Compiled ones of core/work, in the configuration's memory. */
	const struct papers *papers;
	const struct rates *rates;
	const struct ladders *ladders;
	const struct dossiers *dossiers;
};

/* What the floor above adds to this one, which may not call it: core/score
 * defines the table. */
struct trust_above {
	/* All errors of letters, returns and papers in a linked configuration. */
	void (*check)(struct config *c, struct sifa_findings *f);
	/* Becomes due_more of a store that is opened. */
	enum sifa_rc (*due_more)(struct view *v, sifa_day until,
				 void (*add)(void *arg, const struct sifa_due *d), void *arg,
				 struct sifa_err *err);
	/* What a step that freezes keeps of the record as it will be; empty: nothing. May
	 * fill fields of it. Findings that are errors refuse the step. */
	enum sifa_rc (*freeze)(struct sifa_session *se, struct sifa_record *r, struct buf *out,
			       struct sifa_findings *f, struct sifa_err *err);
	/* Becomes its paper_more. */
	enum sifa_rc (*paper_more)(struct view *v, const struct sifa_record *r, const char *what,
				   bool draft, given_fn *add, void *arg, struct sifa_err *err);
	/* Becomes its save_more. */
	enum sifa_rc (*save_more)(struct view *v, struct sifa_record *r,
				  const struct sifa_step_def *by, struct sifa_findings *out,
				  struct sifa_err *err);
	/* The table of a return for paper, as sent or, before that, counted now: row by row
	 * label, unit and a text a column; head: of the columns, or (n 1) of what follows. */
	enum sifa_rc (*figures)(struct view *v, const struct sifa_record *r,
				void (*row)(void *arg, const char *const *cell, size_t n,
					    bool head),
				void *arg, struct sifa_err *err);
};
extern const struct trust_above trust_above;

struct sifa_session {
	struct sifa *sifa;
	uint64_t user, home, unit; /* unit: where the person looks now */
	uint64_t roles;		   /* codes of the user's roles (bits) */
	int64_t now;
	enum sifa_lang lang;
	char host[64];
	bool clock_ok;
	bool clock_free; /* confirmed by a person, or the store's own date */
	sifa_day clock_last;
	uint64_t *units; /* sorted: session unit and all below it */
	size_t nunits;
	struct idlist above; /* sorted: the units above the session unit */
	struct sealed {
		struct idlist all; /* files and what is part of them; sorted */
		uint64_t at;	   /* the journal's entry of which it is known */
		uint64_t stamps;   /* of what they depend on, then; 0: not told */
		bool known;
	} sealed;
};

enum guard_verb { GUARD_READ, GUARD_WRITE, GUARD_DELETE, GUARD_IMPORT, GUARD_ADOPT, GUARD_SCORE };
/* May this session do `verb` to a record of kind k, unit and secrecy? */
enum sifa_rc guard(const struct sifa_session *se, enum guard_verb verb, const struct sifa_kind *k,
		   uint64_t unit, unsigned secrecy, struct sifa_err *err);

/* One short read: a snapshot seen through the guard. */
struct view {
	struct sifa_session *se;
	struct snap *snap;
	struct { /* the last record that guard() let be read: those beside it are mostly like it */
		const struct sifa_kind *kind; /* NULL: none yet */
		uint64_t unit;
		unsigned secrecy;
	} may;
};
enum sifa_rc view_begin(struct sifa_session *se, struct view *v, struct sifa_err *err);
void view_end(struct view *v);
/* The secrecy of a stored record for guard(): its own, or sealed with the file it is part
 * of (`seals`). */
unsigned view_secrecy(struct view *v, const struct sifa_kind *k, const uint8_t *fixed);
/* A copy; SIFA_E_NOTFOUND also for what the reader may not know of. */
enum sifa_rc view_get(struct view *v, uint64_t id, struct sifa_record **out, struct sifa_err *err);
/* A record that a hand-over to a unit of the session lists, which it may not see yet. h is
 * the hand-over as it is stored. */
enum sifa_rc view_listed(struct view *v, const struct sifa_record *h, uint64_t id,
			 struct sifa_record **out, struct sifa_err *err);
/* A copy of some of its fields, by index (NULL: of all), in the memory of many: see
 * record_new_in(). */
enum sifa_rc view_get_some(struct view *v, uint64_t id, const uint16_t *field, size_t nfields,
			   struct arena *many, struct sifa_record **out, struct sifa_err *err);
/* The same of a walk's row (nshown > 0): the columns of its register. */
enum sifa_rc view_shown(struct view *v, const struct walk_row *row, struct arena *many,
			struct sifa_record **out, struct sifa_err *err);
/* Decodes into r (its kind must match or be NULL: then it is set). */
enum sifa_rc view_load(struct view *v, uint64_t id, struct sifa_record *r, struct sifa_err *err);
/* Fixed part, borrowed until view_end(). kind may be NULL. */
enum sifa_rc view_fixed(struct view *v, uint64_t id, const uint8_t **fixed, size_t *n,
			const struct sifa_kind **kind, struct sifa_err *err);
/* Title of a record without formatting a whole one; "" if not to be seen. */
void view_title(struct view *v, uint64_t id, bool with_place, enum sifa_lang lang, char *buf,
		size_t size);
/* The same of one in hand, without its place; size is not 0. */
void view_title_of(struct view *v, const struct sifa_record *r, enum sifa_lang lang, char *buf,
		   size_t size);
/* Fact rows of all units: score sees every row (its right is the letter's);
 * with `mine` only rows of units the session sees are worth showing: the caller tests
 * view_sees_unit(). */
enum sifa_rc view_facts(struct view *v, const struct sifa_kind *k, int32_t m0, int32_t m1,
			fact_fn *f, void *arg, struct sifa_err *err);
/* Their stamps (store.h), for what is kept of them in `scores` beside the store. */
enum sifa_rc view_stamps(struct view *v, const struct sifa_kind *k, int32_t m0, int32_t m1,
			 stamp_fn *f, void *arg, struct sifa_err *err);
/* A month's blocks, and the rows of some of them (store.h). */
enum sifa_rc view_blocks(struct view *v, const struct sifa_kind *k, int32_t month, block_fn *f,
			 void *arg, struct sifa_err *err);
enum sifa_rc view_piece(struct view *v, const struct sifa_kind *k, int32_t month, uint64_t first,
			uint64_t last, fact_fn *f, void *arg, struct sifa_err *err);
bool view_importing(const struct view *v);
const uint8_t *session_running(const struct sifa_session *se);
uint64_t session_sum(const struct sifa_session *se, const void *p, size_t n);
bool view_sees_unit(const struct view *v, uint64_t unit);
/* Every record of the kind, whoever's and deleted or not: for the check of the store. */
enum sifa_rc view_each(struct view *v, const struct sifa_kind *k, record_fn *f, void *arg,
		       struct sifa_err *err);
/* Appends the text of a file of the adopted configuration. */
enum sifa_rc view_config_text(struct view *v, const char *name, struct buf *out,
			      struct sifa_err *err);
/* The unit above all others. */
uint64_t view_root(const struct view *v);
/* Fixed parts, good until view_end(), of the records of any kind and unit that were deleted on
 * or after the day. f returns false to stop. */
typedef bool deleted_fn(void *arg, const uint8_t *fixed, size_t n);
enum sifa_rc view_deleted(struct view *v, sifa_day since, deleted_fn *f, void *arg,
			  struct sifa_err *err);
/* One record for the score, whose right is the letter's and not the reader's:
 * nothing read so is ever shown. As view_fixed() and view_load(). */
enum sifa_rc view_score_fixed(struct view *v, uint64_t id, const uint8_t **fixed, size_t *n,
			      struct sifa_err *err);
enum sifa_rc view_score_load(struct view *v, uint64_t id, struct sifa_record *r,
			     struct sifa_err *err);
enum sifa_rc view_score_rev(struct view *v, uint64_t id, uint32_t *out, struct sifa_err *err);
/* Is there such a record of kind k (NULL: of any), not deleted? For checks of
 * references: also what the reader may not see exists. */
bool view_exists(struct view *v, uint64_t id, const struct sifa_kind *k);
enum sifa_rc view_refs(struct view *v, uint64_t to, uint16_t kind, uint16_t field, ref_fn *f,
		       void *arg, struct sifa_err *err);
/* Adds the units above it; out stays sorted. */
enum sifa_rc view_units_above(struct view *v, uint64_t unit, struct idlist *out,
			      struct sifa_err *err);
/* The units whose records a list of kind k shows: `unit` and below, or for 0 all
 * of the session's, with `shared` those above whose records of a shared kind may be named
 * too; sorted, free(*out). */
enum sifa_rc view_owners(struct view *v, const struct sifa_kind *k, uint64_t unit, bool shared,
			 uint64_t **out, size_t *n, struct sifa_err *err);
/* Along a sort order over the units that view_owners() gave; rows of others, too, where
 * view_get() hides them. */
enum sifa_rc view_walk(struct view *v, const struct sifa_kind *k, size_t sort, const uint64_t *unit,
		       size_t nunits, struct walk **out, struct sifa_err *err);
enum sifa_rc view_search(struct view *v, const struct sifa_kind *k, const char *text, size_t n,
			 id_fn *f, void *arg, struct sifa_err *err);
/* Is there any record of the kind, seen or not? True if that cannot be told. */
bool view_holds(struct view *v, const struct sifa_kind *k);
enum sifa_rc view_key(struct view *v, const struct sifa_kind *k, size_t which, uint64_t unit,
		      const uint8_t *key, size_t n, id_fn *f, void *arg, struct sifa_err *err);
/* Due days of the session's units; of sealed records none. */
enum sifa_rc view_due(struct view *v, sifa_day until, due_fn *f, void *arg, struct sifa_err *err);
/* Fills the id sets of every join of w, at env's dates. */
enum sifa_rc view_join(struct view *v, struct where *w, const struct where_env *env,
		       struct sifa_err *err);
/* The session's fingerprint key, 16 secret bytes of the store. */
const uint8_t *session_salt(const struct sifa_session *se);
/* The hash of the running configuration, 32 bytes. */
const uint8_t *session_config(const struct sifa_session *se);
/* The store's directory. */
const char *session_dir(const struct sifa_session *se);
/* Latest entries first, of one record the reader may see (deleted ones too) or,
 * record 0, of all that he may see. */
enum sifa_rc view_journal(struct view *v, uint64_t record, struct sifa_entry *out, size_t limit,
			  size_t *n, struct sifa_err *err);
/* The field of kind k called `id`; NULL. Not for labels. */
const struct sifa_field *kind_field(const struct sifa_kind *k, const char *id);
/* Units below `unit`, itself included, sorted; free(*out). */
enum sifa_rc view_units(struct view *v, uint64_t unit, uint64_t **out, size_t *n,
			struct sifa_err *err);

/* May this user (his record) enter today: is his account neither locked nor over? */
enum sifa_rc session_valid(const struct sifa_session *se, const struct sifa_record *r,
			   struct sifa_err *err);
/* Runs a list of steps as one act of this session, after the guard. */
enum sifa_rc session_act(struct sifa_session *se, const char *what, const char *note,
			 struct act_step *step, size_t n, struct sifa_err *err);
/* Reads the session's set of units again: after a visit or a changed unit. */
enum sifa_rc session_units(struct sifa_session *se, struct sifa_err *err);
/* SIFA_E_CLOCK, or SIFA_E_CONFIG when another configuration was adopted since
 * the store was opened; else SIFA_OK. */
enum sifa_rc session_may_act(struct sifa_session *se, struct sifa_err *err);
/* Every record against indexes, facts, references and the journal. */
enum sifa_rc session_verify(struct sifa_session *se, uint64_t *records, struct sifa_findings *out,
			    struct sifa_err *err);
enum sifa_rc session_bulk(struct sifa_session *se, const struct sifa_kind *k, struct bulk **out,
			  struct sifa_err *err);

#endif

/* sifa.h - the face of libsifa: all that a front end may know.
 *
 * Read this first:
 * - One `struct sifa` per process and store. Never use a handle, or close it,
 *   in the child of a fork. Network, fuse and cifs file systems are refused.
 * - Nothing here prints, exits, waits for a person, or holds a transaction
 *   open after it returns. What a call hands out is a copy.
 * - Everything is read and done through a session (user, unit, clock), and
 *   passes the guard. `now` belongs to the session; libsifa asks no clock
 *   after sifa_login().
 * - Text is UTF-8 without control characters; sifa_text_check() is the only
 *   judge. Lengths are bytes unless a name says columns or characters.
 * - Days are counted from 1970-01-01 in UTC+8 (int32_t). Money is
 *   fen, scores are hundredths of a point, both int64_t. Times are UTC seconds.
 * - Ownership: `S_new/S_open` is undone by `S_free/S_close`, which accept NULL.
 *   A `const` pointer handed out is borrowed from the object it was asked of.
 * - Errors: functions return enum sifa_rc (0 is success) and fill the caller's
 *   struct sifa_err, which may be NULL. The first error wins.
 */
#ifndef SIFA_H
#define SIFA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIFA_VERSION "0.1.0"

/* ---- Errors ------------------------------------------------------------ */

enum sifa_rc {
	SIFA_OK = 0,
	SIFA_E_NOMEM,
	SIFA_E_USAGE,	 /* the caller asked for something that cannot be */
	SIFA_E_DATA,	 /* input data in error; exit code 65 */
	SIFA_E_CONFIG,	 /* configuration in error; exit code 78 */
	SIFA_E_NOTFOUND, /* no such record, kind, file ... */
	SIFA_E_EXISTS,	 /* key or file is there already */
	SIFA_E_CONFLICT, /* somebody else changed the record meanwhile */
	SIFA_E_BUSY,	 /* the write gate is held; arg 1 names the holder */
	SIFA_E_DENIED,	 /* the guard, or the file system, says no */
	SIFA_E_IO,	 /* the disk failed; the store is read-only until reopened */
	SIFA_E_FULL,	 /* disk or map full; nothing was changed */
	SIFA_E_DAMAGED,	 /* bytes on disk are not what was written */
	SIFA_E_VERSION,	 /* the store is of another format */
	SIFA_E_CLOCK,	 /* the clock stands before the last journal entry */
	SIFA_E_REASON,	 /* there are warnings, and no reason to save all the same */
};

#define SIFA_ERR_ARGS 4

/* An error for a person: `msg` is an untranslated message id (English, static)
 * in which {1}..{4} stand for the arguments. source/line/column/field tell
 * where; 0 or "" where there is none. */
struct sifa_err {
	enum sifa_rc rc;
	const char *msg;
	char arg[SIFA_ERR_ARGS][160];
	char source[200];
	char field[64];
	int line;
	int column; /* characters, from 1 */
};

enum sifa_severity { SIFA_ERROR, SIFA_WARNING, SIFA_HINT };

struct sifa_finding {
	enum sifa_severity severity;
	bool known;	    /* the stored record gives the same warning: its reason stands */
	const char *source; /* of the rule: act and article; NULL: none. The configuration's */
	struct sifa_err err;
};

/* All findings of one check. Zero-initialise; at most SIFA_FINDINGS_MAX are
 * kept, `total` and `errors` go on counting. */
#define SIFA_FINDINGS_MAX 1000
struct sifa_findings {
	struct sifa_finding *v;
	size_t n, total, errors;
};
void sifa_findings_free(struct sifa_findings *f);

/* ---- Text, dates, money ------------------------------------------------- */

enum sifa_lang { SIFA_ZH, SIFA_EN, SIFA_LANGS };

enum { SIFA_TEXT_LINES = 1 }; /* LF and TAB allowed */

/* True when s[0..n) may be stored. Else *at is the byte offset of the first
 * offence and *why an untranslated message id. */
bool sifa_text_check(const char *s, size_t n, unsigned flags, size_t *at, const char **why);
/* Display columns of s[0..n): libc's wcwidth, unassigned code points of planes
 * 2 and 3 as two. Invalid bytes count one column each. */
int sifa_text_width(const char *s, size_t n);
/* The same where characters that terminals give one column and Chinese printers and
 * fonts two (· — … □ ①) take two; not what boxes are made of. */
int sifa_text_width_wide(const char *s, size_t n);
/* Bytes of s[0..n) that fit into `cols` columns without cutting a character;
 * *used (may be NULL) is the columns they take. */
size_t sifa_text_fit(const char *s, size_t n, int cols, int *used);
/* The row of a text broken at `cols` that begins at byte `from`: *len bytes to
 * show. Returns where the next row begins, beyond n after the last one. Breaks
 * at LF, behind blanks and between Chinese characters, but never before closing
 * or behind opening punctuation. */
size_t sifa_text_wrap(const char *s, size_t n, size_t from, int cols, size_t *len);
/* Byte offset of the next or previous character boundary (base with its
 * combining marks). */
size_t sifa_text_next(const char *s, size_t n, size_t at);
size_t sifa_text_prev(const char *s, size_t n, size_t at);
/* Code points in s[0..n). */
size_t sifa_text_chars(const char *s, size_t n);

typedef int32_t sifa_day;
#define SIFA_DAY_NONE INT32_MIN

sifa_day sifa_day_of(int year, int month, int day); /* SIFA_DAY_NONE if no such day */
void sifa_day_split(sifa_day d, int *year, int *month, int *day);
/* 0 Sunday .. 6 Saturday */
int sifa_day_weekday(sifa_day d);
/* The day in UTC+8 of UTC seconds, and the seconds with which it begins. */
sifa_day sifa_day_of_time(int64_t utc);
int64_t sifa_day_begins(sifa_day d);
/* Typed dates: 20130315, 2013-3-15, 2013.3.15, 2013/3/15, 2013年3月15日; with
 * today != SIFA_DAY_NONE also 0315, 3.15 (this year), 15 (this month), . 今,
 * 昨, -3, +7, +1m. */
enum sifa_rc sifa_day_parse(const char *s, size_t n, sifa_day today, sifa_day *out);
/* YYYY-MM-DD; buf of at least 12 bytes; "" for SIFA_DAY_NONE. */
char *sifa_day_format(sifa_day d, char *buf);

/* Fen as yuan with two decimals; buf of at least 32 bytes. */
char *sifa_money_format(int64_t fen, char *buf);
/* Hundredths as 0.00; buf of at least 32 bytes. */
char *sifa_points_format(int64_t hundredths, char *buf);

/* ---- Open ----------------------------------------------------------------- */

struct sifa;
struct sifa_session;

struct sifa_init {
	uint32_t origin;	/* 1 .. 262143, given by the county */
	const char *config_dir; /* shipped configuration to adopt */
	const char *name;	/* of the county bureau: makes the root unit; may be NULL */
	const char *user;	/* login name of the first user */
	int64_t now;		/* UTC seconds */
	sifa_day fixed_clock;	/* SIFA_DAY_NONE, or a demonstration store's own date */
};

/* Makes a store in the directory `dir` (made if missing; must hold no store).
 * Either a whole store is there afterwards or none. Findings are those of the
 * configuration. */
enum sifa_rc sifa_create(const char *dir, const struct sifa_init *init,
			 struct sifa_findings *findings, struct sifa_err *err);

enum {
	SIFA_OPEN_BATCH = 1, /* a pass over everything: keep read-ahead */
};
enum sifa_rc sifa_open(const char *dir, unsigned flags, struct sifa **out, struct sifa_err *err);
void sifa_close(struct sifa *s);
/* The folder the store is in. */
const char *sifa_dir(const struct sifa *s);
/* The store's own date (demonstration), or SIFA_DAY_NONE. */
sifa_day sifa_fixed_clock(const struct sifa *s);

struct sifa_login {
	const char *user;    /* login name; NULL: the first user */
	int64_t now;	     /* UTC seconds; the day of a fixed clock wins unless now_forced */
	bool now_forced;     /* --now was given */
	enum sifa_lang lang; /* of titles in due days, duties and findings */
	const char *host;    /* where the person sits, for the journal */
};
enum sifa_rc sifa_login(struct sifa *s, const struct sifa_login *login, struct sifa_session **out,
			struct sifa_err *err);
void sifa_logout(struct sifa_session *se);
sifa_day sifa_today(const struct sifa_session *se);
uint64_t sifa_session_unit(const struct sifa_session *se);
uint64_t sifa_session_user(const struct sifa_session *se);
/* Looks at the store from another unit of the reader's tree (a county officer
 * opening one office). 0 returns to the user's own unit. */
enum sifa_rc sifa_session_visit(struct sifa_session *se, uint64_t unit, struct sifa_err *err);
/* True when the clock stands before the last journal entry: every act is
 * refused with SIFA_E_CLOCK until confirmed. */
bool sifa_clock_behind(const struct sifa_session *se, sifa_day *last);
void sifa_clock_confirm(struct sifa_session *se);

/* Checks the configuration in `dir` and, if it has no error, adopts it.
 * `changes` receives one line a difference (English, for --lang en and zh
 * alike: names and ids only), may be NULL. dry: only check and compare. */
enum sifa_rc sifa_config_adopt(struct sifa_session *se, const char *dir, bool dry,
			       void (*changes)(void *arg, const char *line), void *arg,
			       struct sifa_findings *findings, struct sifa_err *err);

/* ---- Kinds ---------------------------------------------------------------- */

enum sifa_type {
	SIFA_TEXT,     /* one line */
	SIFA_LONGTEXT, /* several lines */
	SIFA_INT,
	SIFA_MONEY, /* fen */
	SIFA_DATE,
	SIFA_DATETIME, /* stored as minutes: UTC+8 minutes since 1970 */
	SIFA_BOOL,
	SIFA_CODE,  /* one of a list */
	SIFA_CODES, /* a set, at most 64 */
	SIFA_REF,   /* one record of the field's target kind */
	SIFA_REFS,  /* several */
	SIFA_PLACE, /* a reference to a unit of the division tree, down to the village */
	SIFA_IDNO,  /* resident identity number, GB 11643-1999 */
	SIFA_PHONE,
	SIFA_ROWS, /* a table inside the record */
	SIFA_TYPES
};

struct sifa_code {
	const char *id; /* ASCII; what the store's name table knows */
	const char *label[SIFA_LANGS];
	const char *digits; /* what an operator may type for it: "3"; never NULL */
	uint16_t no;	    /* the store's number, 1..; at most 60 for a set */
	bool withdrawn;	    /* readable, no longer offered */
};

struct sifa_codelist {
	const char *id;
	const struct sifa_code *code;
	size_t n;
};

struct sifa_kind;

struct sifa_field {
	const char *id;
	const char *label[SIFA_LANGS];
	const char *help[SIFA_LANGS]; /* "" where there is none */
	enum sifa_type type;
	uint16_t index;	      /* place in kind->field, or in the rows' field list */
	uint16_t no;	      /* the store's number */
	uint16_t var;	      /* place in the offset table; texts, sets of references, rows */
	uint32_t offset;      /* of its slot in the fixed part */
	bool required;	      /* at creation */
	bool unknown;	      /* 不详, 拒绝提供 and 待核 are values of it */
	bool sticky;	      /* the next new record starts with the last one's value */
	uint8_t secrecy;      /* 0 open .. 3 sealed */
	bool withdrawn;	      /* readable, on no page */
	bool ahead;	      /* DATE, DATETIME: may lie ahead of today */
	bool charge;	      /* REF: who is in charge of the record while it is open */
	bool seals;	      /* REF, REFS: part of that record's file, sealed with it */
	uint8_t search;	      /* 0 none, 1 name (two-character grams), 2 number (prefix) */
	uint8_t form;	      /* TEXT: 0 plain, 1 personal name, 2 credit code */
	const char *brackets; /* TEXT: every bracket becomes this pair; NULL: kept */
	uint16_t max;	      /* characters (text), members (sets, rows) */
	int64_t least, most;
	const struct sifa_codelist *codes;
	const struct sifa_kind *target;	   /* REF, REFS, PLACE */
	const struct sifa_field *row;	   /* ROWS: their fields ... */
	uint16_t nrow, row_fixed, row_var; /* ... and their shape */
	bool derived;			   /* worked out, never typed ... */
	const struct derive *derive;	   /* ... this way; private to core */
	size_t nderives;
};

#define SIFA_UNIT_WIDTH 12 /* of the unit's column, where a ledger has one */

struct sifa_column { /* of a ledger */
	uint16_t field;
	uint16_t width; /* display columns; the last one takes what is left */
};

struct sifa_sort {
	const char *id;
	const char *label[SIFA_LANGS];
	uint16_t field[3];
	uint8_t nfields;
	bool descending;
};

struct sifa_page_def { /* a page of the form */
	const char *label[SIFA_LANGS];
	const uint16_t *field;
	size_t n;
};

#define SIFA_NO_FIELD 0xFFFF

struct sifa_when {	/* a condition on one field */
	uint16_t field; /* SIFA_NO_FIELD: it always holds */
	uint64_t in;	/* numbers of codes (bits), or yes/no (bits 1, 0) */
};

struct sifa_period {			 /* how long, for what started on one of these days */
	sifa_day from, to;		 /* SIFA_DAY_NONE: open */
	uint16_t days, workdays, months; /* one of them; the first day is not counted */
	const char *source;		 /* of law: act and article */
};

/* Where the last day is a rest day (civil procedure law art. 85, civil code art. 203). */
enum sifa_last_day { SIFA_LAST_NEXT, SIFA_LAST_SAME, SIFA_LAST_BEFORE };

struct sifa_clock_def { /* a legal period, counted by the store */
	const char *id;
	const char *label[SIFA_LANGS];
	const char *source;		  /* where it has no period: of the agreed day */
	uint16_t from;			  /* date field that starts it */
	const struct sifa_period *period; /* by the day it started; none: `from` is the due day */
	size_t nperiods;
	uint16_t done;	      /* date field that ends it; SIFA_NO_FIELD: never */
	uint16_t extended;    /* date field; when set, it is due then instead */
	uint64_t in;	      /* states (bits) in which it runs; 0: all that are not final */
	uint16_t pause[4][2]; /* date fields: it stands still from one to the other */
	size_t npauses;
	enum sifa_last_day last;
	struct sifa_when when;
};

/* A state holds from the day in `date` (the first one of a kind may have none: a new
 * record is in it) until the day in `until`. The present one is the last declared
 * that holds; a side state stands beside it. */
struct sifa_state_def {
	const char *id;
	const char *label[SIFA_LANGS];
	uint16_t date, until; /* date fields; SIFA_NO_FIELD: none */
	struct sifa_when when;
	bool side;
	bool final;	      /* the record's life is over: no clock runs, no duty is due */
	const uint16_t *need; /* fields to be filled before it is left */
	size_t nneeds;
};

struct sifa_fill { /* a value that a step gives to a field: code number, yes/no */
	uint16_t field;
	int64_t n;
};

struct sifa_copy { /* a value that goes from one record to another */
	uint16_t to, from;
};

/* Another record that a step has to do with: one that begins with it, or one that this
 * record refers to and that learns of it. */
struct sifa_hand {
	const struct sifa_kind *kind; /* NULL: none */
	uint16_t via;		      /* begins: its field for this record; tells: ours for it */
	const struct sifa_copy *copy; /* of its fields, from ours */
	size_t ncopies;
	const struct sifa_fill *fill; /* of its fields */
	size_t nfills;
};

#define SIFA_NO_STATE 0xFF

/* A step of a record's life, one act. */
struct sifa_step_def {
	const char *id;
	const char *label[SIFA_LANGS];
	uint64_t from;	     /* states (bits) it may be taken in */
	uint8_t to;	     /* of kind->state; SIFA_NO_STATE: it stays */
	const uint16_t *ask; /* the form of the step, the date of `to` first */
	size_t nasks;
	const struct sifa_fill *fill;
	size_t nfills;
	uint64_t actors;		    /* codes of the list `role` (bits); 0: anyone */
	const struct sifa_check_def *guard; /* private to core */
	size_t nguards;
	const char *const *paper; /* ids of the papers it needs */
	size_t npapers;
	uint16_t freezes; /* text field that names what was frozen with it; SIFA_NO_FIELD */
	const char *source;
	struct sifa_hand begins, tells;
};

enum sifa_every { SIFA_WEEK, SIFA_MONTH, SIFA_QUARTER, SIFA_HALF_YEAR, SIFA_YEAR };

/* What is owed for a record again and again: so many acts, or so many hours of them, in
 * every whole period between two of its days. A week begins on Monday. */
struct sifa_duty_def {
	const char *id;
	const char *label[SIFA_LANGS];
	enum sifa_every every;
	uint16_t times;
	uint16_t from, until; /* date fields; until SIFA_NO_FIELD: for ever */
	sifa_day since, to;   /* of the rule: periods that begin in between */
	struct sifa_when when;
	uint16_t pause[4][2]; /* date fields: no period that ends between the two is owed */
	size_t npauses;
	const struct sifa_kind *done; /* the acts: records of this kind ... */
	uint16_t via;		      /* ... that refer to it in this field (number) ... */
	struct where *where;	      /* ... and are such; private to core */
	uint16_t amount; /* their whole number to be summed; SIFA_NO_FIELD: each is 1 */
	const char *source;
};

/* A number the program gives when its year is known and the field is empty. */
struct sifa_number_def {
	const char *id;
	uint16_t field;
	uint16_t year;	     /* date field */
	const char *pattern; /* {year}, {unit} (its mark), {n:3} (sequence, padded) */
	bool county;	     /* one sequence for all units */
	uint64_t steps;	     /* steps (bits) that give it; 0: every save */
	struct sifa_when when;
};

/* The records are entries of a book: never changed, taken back by red entries. */
struct sifa_entries_def {
	const uint16_t *fixed, *copies; /* fields kept as written; what a red entry takes over */
	size_t nfixed, ncopies;
	uint16_t amount, date, reverses, summary;
	struct sifa_when plus; /* comes in; any other goes out */
	const uint16_t *by;    /* what a balance is drawn up by */
	size_t nby;
};

/* What an inspector's sample of these records looks at. */
struct sifa_samples_def {
	uint16_t number, handler; /* fields; SIFA_NO_FIELD: none */
	struct sifa_when all;	  /* zero tolerance: every such record is looked at */
	struct sifa_when risk;	  /* taken first where the sample goes by risk */
};

/* Records that stand on another body's list and are matched with cases of ours. */
struct sifa_matches_def {
	uint16_t listed, matched, by, none; /* dates; whose user; yes: it concerns no case */
	uint16_t name, village, to;	    /* what is matched; the reference to the case */
	uint16_t rows, party;		    /* of the case: its table of persons, the column */
	uint16_t place;			    /* of the case; SIFA_NO_FIELD: none */
	/* Of the check-list: the queue is empty; NULL: nobody is told. */
	const struct sifa_code *item, *line;
};

/* By which fields records answer for villages, month by month. */
struct sifa_villages_def {
	uint16_t of;	/* units */
	uint16_t day;	/* counting date */
	uint16_t found; /* whole number */
	uint16_t zero;	/* yes/no: nothing was found, and somebody said so; SIFA_NO_FIELD */
	uint16_t by;	/* text: who told it; SIFA_NO_FIELD */
};

/* What looks as if it was entered for the count's sake. */
struct sifa_padding_def {
	uint16_t text[4]; /* texts of some length that others have word for word */
	size_t ntexts;
	uint16_t least, same; /* characters; so many records or more */
	uint16_t rows, party; /* persons; SIFA_NO_FIELD: none. rows SIFA_NO_FIELD: a field */
	uint16_t again;	      /* so many records of the same persons or more */
	uint16_t day, most;   /* a date, and more than so many of it on one day */
};

/* What tells two records of a unit apart: at import and when people are matched. */
struct sifa_key_def {
	uint16_t field[4];
	uint8_t n;
	bool unique; /* a second one is refused; else it only finds candidates */
};

struct sifa_kind {
	const char *id;	  /* "mediation" */
	const char *code; /* "MED", as in domain.md 2.0 */
	const char *label[SIFA_LANGS];
	const char *ledger[SIFA_LANGS]; /* name of its register */
	const char *menu;		/* menu section id; "" = not in the menu */
	uint16_t no;			/* the store's number */
	bool by_unit; /* what tells its records apart is whose they are: titles, rows name it */
	uint8_t secrecy;
	const struct secrecy_rule *secret; /* when a record becomes more than that */
	size_t nsecrets;
	bool has_seals; /* a field of it seals */
	bool shared;	/* units below that of a record may read and name it */
	const struct sifa_field *field;
	size_t nfields;
	const uint16_t *required; /* those that are, by index */
	size_t nrequired;
	const uint16_t *refers; /* those that name other records, by index; tables that may, too */
	size_t nrefers;
	struct { /* an identity number and what goes with it; NULL: none of that name and type */
		const struct sifa_field *number, *birth, *sex, *origin, *type, *status;
	} idno;
	const uint16_t *derived; /* those that are worked out, each behind what it is made of */
	size_t nderived;
	uint32_t fixed; /* bytes of the fixed part */
	uint16_t nvar;
	uint16_t title[4]; /* fields that name a record in lists and pickers */
	size_t ntitle;
	struct sifa_key_def key[3]; /* the first is the one imports compare by */
	size_t nkeys;
	uint16_t date[8]; /* counting dates; the first is the record's home month */
	size_t ndate;
	const struct sifa_column *column;
	size_t ncolumns;
	const struct sifa_sort *sort;
	size_t nsorts;
	const struct sifa_page_def *page;
	size_t npages;
	const struct sifa_clock_def *clock;
	size_t nclocks;
	const struct sifa_check_def *check; /* order chains and the like; private to core */
	size_t nchecks;
	bool has_marks; /* a check of it works out the marks of rows */
	const struct sifa_state_def *state;
	size_t nstates;
	const struct sifa_step_def *step;
	size_t nsteps;
	const struct sifa_number_def *number;
	size_t nnumbers;
	const struct sifa_duty_def *duty;
	size_t nduties;
	const struct sifa_entries_def *entries; /* NULL: ordinary records */
	const struct sifa_samples_def *samples; /* NULL, as the next ones: it does without */
	const struct sifa_matches_def *matches;
	const struct sifa_padding_def *padding;
	const struct sifa_villages_def *villages;
	const struct calendar *calendar; /* private to core */
};

const struct sifa_kind *const *sifa_kinds(const struct sifa *s, size_t *n);
/* By id or code, any case. NULL if there is none. */
const struct sifa_kind *sifa_kind(const struct sifa *s, const char *name);
/* By id or label; NULL if there is none. */
const struct sifa_field *sifa_field(const struct sifa_kind *k, const char *name);
/* The column of a table called `id`; NULL. Not for labels. */
const struct sifa_field *sifa_rows_field(const struct sifa_field *rows, const char *id);
const char *sifa_type_name(enum sifa_type t);

/* ---- Records --------------------------------------------------------------- */

/* States of a value. Absent is 0; a stored value is SIFA_SET. */
enum sifa_state { SIFA_ABSENT, SIFA_UNKNOWN, SIFA_REFUSED, SIFA_PENDING, SIFA_SET };

struct sifa_row;

struct sifa_value {
	enum sifa_state state;
	int64_t n;     /* INT, MONEY, DATE, DATETIME, BOOL; CODE: its no; CODES: bit no;
			  REF, PLACE: the id */
	const char *s; /* TEXT, LONGTEXT, IDNO, PHONE; not terminated by length: it is both */
	size_t len;    /* bytes of s, or count of id or row */
	union {
		const uint64_t *id;	    /* REFS */
		const struct sifa_row *row; /* ROWS */
	};
};

struct sifa_row {
	uint16_t id; /* survives reordering; 0 = new */
	struct sifa_value *v;
};

enum {
	SIFA_REC_DELETED = 1,
	SIFA_REC_UNCONFIRMED = 2, /* a person made by an import, not yet looked at */
	SIFA_REC_IMPORTED = 4,
	SIFA_REC_HANDED = 8, /* handed over to another unit, at least once */
};

struct sifa_record; /* a record in memory, a copy */

/* A new record of the kind, of the session's unit, with sticky values empty. */
enum sifa_rc sifa_record_new(struct sifa_session *se, const struct sifa_kind *k,
			     struct sifa_record **out, struct sifa_err *err);
enum sifa_rc sifa_record_get(struct sifa_session *se, uint64_t id, struct sifa_record **out,
			     struct sifa_err *err);
void sifa_record_free(struct sifa_record *r);
const struct sifa_kind *sifa_record_kind(const struct sifa_record *r);
uint64_t sifa_record_id(const struct sifa_record *r); /* 0 before the first save */
uint32_t sifa_record_rev(const struct sifa_record *r);
uint64_t sifa_record_unit(const struct sifa_record *r);
void sifa_record_set_unit(struct sifa_record *r, uint64_t unit); /* only before the first save */
unsigned sifa_record_flags(const struct sifa_record *r);
/* The present state, NULL where the kind has none or no date is set yet. */
const struct sifa_state_def *sifa_record_state(const struct sifa_record *r);
const struct sifa_value *sifa_get(const struct sifa_record *r, const struct sifa_field *f);
/* Copies the value into the record. */
enum sifa_rc sifa_set(struct sifa_record *r, const struct sifa_field *f, const struct sifa_value *v,
		      struct sifa_err *err);

/* Typed text to a value: every type but references, which are picked (see
 * sifa_pick). Text may come with full-width digits and the other exact
 * mappings of its type; what it became is seen by formatting the value. The
 * value borrows from `buf` (at least n + 64 bytes). An empty text is ABSENT.
 * today: as for sifa_day_parse. */
enum sifa_rc sifa_parse(const struct sifa_field *f, const char *s, size_t n, sifa_day today,
			struct sifa_value *out, char *buf, size_t size, struct sifa_err *err);
/* A value as shown in forms and lists; references by their title, sets joined
 * with 、, rows by who or what they name (else their count). Returns buf, always
 * terminated, cut between characters when size is short. */
char *sifa_format(struct sifa_session *se, const struct sifa_field *f, const struct sifa_value *v,
		  enum sifa_lang lang, char *buf, size_t size);
/* The title of a record by id ("" if it may not be seen), with its unit where the kind
 * goes by that; the long form of a unit or person adds township, village and group so
 * that two of one name can be told apart. */
char *sifa_title(struct sifa_session *se, uint64_t id, bool with_place, enum sifa_lang lang,
		 char *buf, size_t size);
/* An id as people see it: 10203-4571, and back. buf of at least 32 bytes. */
char *sifa_id_format(uint64_t id, char *buf);
enum sifa_rc sifa_id_parse(const char *s, uint64_t *out);

/* All findings on the record as it stands, stored or not. A warning can be saved over
 * with a reason, a hint only speaks. */
enum sifa_rc sifa_check_record(struct sifa_session *se, const struct sifa_record *r,
			       struct sifa_findings *out, struct sifa_err *err);
/* Works out the derived fields, and fills birth and sex from an identity number where
 * they are empty. */
void sifa_derive(struct sifa_session *se, struct sifa_record *r);
/* Why the next save or step of r is made in spite of warnings: kept in its history.
 * Without it a save over warnings that are not known is refused: SIFA_E_REASON. */
void sifa_record_reason(struct sifa_record *r, const char *reason);
/* Rules that look at a field, and their sources: at most `max`. */
struct sifa_rule {
	const char *text[SIFA_LANGS]; /* "" where only a source is given */
	const char *source;
};
size_t sifa_rules(const struct sifa_kind *k, const struct sifa_field *f, struct sifa_rule *out,
		  size_t max);
/* Creates (id 0) or updates. Findings of severity error refuse; SIFA_E_DATA.
 * SIFA_E_CONFLICT if the stored revision moved since it was read. A stored record enters
 * a state by an edited day only as a step would let it (Flow). On success
 * the record carries its id and revision. Durable when it returns. */
enum sifa_rc sifa_save(struct sifa_session *se, struct sifa_record *r, struct sifa_findings *out,
		       struct sifa_err *err);
/* Hides the record; the reason goes into the journal. Refused while others
 * refer to it (SIFA_E_EXISTS, arg 1 the count). */
enum sifa_rc sifa_delete(struct sifa_session *se, uint64_t id, uint32_t rev, const char *reason,
			 struct sifa_err *err);

/* ---- Flow -------------------------------------------------------------------- */

/* The states a record is in, in declared order: the present one and those beside it. */
size_t sifa_states(const struct sifa_record *r, const struct sifa_state_def **out, size_t max);
/* The steps that may be taken in them; at most `max`. */
size_t sifa_steps(const struct sifa_record *r, const struct sifa_step_def **out, size_t max);
const struct sifa_step_def *sifa_step(const struct sifa_kind *k, const char *id);

/* Where the step and its guards come from: acts and articles, each once. */
size_t sifa_step_sources(const struct sifa_step_def *s, const char **out, size_t max);

/* A signature given on paper stands for the actor and satisfies every guard. */
struct sifa_signed {
	const char *by; /* who signed */
	sifa_day on;
	const char *no; /* of the document; may be NULL */
};
/* Why the step cannot be taken with the values r has now (its asks filled in by the
 * caller, what it sets by this call): a finding each, naming the field to go to.
 * paper may be NULL. */
enum sifa_rc sifa_step_check(struct sifa_session *se, struct sifa_record *r,
			     const struct sifa_step_def *s, const struct sifa_signed *paper,
			     struct sifa_findings *out, struct sifa_err *err);
/* Takes the step: numbers, checks, the signature, what another record is told and the
 * journal's entries are one act. A state that was left before begins anew: its `until` is
 * emptied.
 * SIFA_E_DATA with findings, and nothing changed, when it cannot be taken. */
enum sifa_rc sifa_step_take(struct sifa_session *se, struct sifa_record *r,
			    const struct sifa_step_def *s, const struct sifa_signed *paper,
			    struct sifa_findings *out, struct sifa_err *err);
/* The record that the step begins, a new one filled in from r and not yet saved; NULL
 * where it begins none. */
enum sifa_rc sifa_step_begin(struct sifa_session *se, const struct sifa_record *r,
			     const struct sifa_step_def *s, struct sifa_record **out,
			     struct sifa_err *err);

/* A new record written down afterwards (补录): typed straight in the last state of its
 * life, reached before this month. No guard, clock or duty asks anything of it; the
 * journal says so. */
bool sifa_back_entry(const struct sifa_session *se, const struct sifa_record *r);

/* ---- Wrong place -------------------------------------------------------------- */

/* Corrects the unit of a record entered in the wrong one, before a return that counts it
 * was received: the id stays, it counts for the new unit. What belongs to it goes along:
 * records of its own, and persons whom nothing else names. *moved counts all. */
enum sifa_rc sifa_move(struct sifa_session *se, uint64_t id, uint64_t unit, const char *reason,
		       size_t *moved, struct sifa_err *err);
/* Releases records with a list; nothing changes before the other side answers. `to` is
 * another unit, or a user of the unit that has them: a colleague, to whom they then belong;
 * `of` is the user whose work it was (0: his who releases). At most SIFA_HAND_MOST. */
#define SIFA_HAND_MOST 500
enum sifa_rc sifa_hand_release(struct sifa_session *se, const uint64_t *id, size_t n, uint64_t of,
			       uint64_t to, const char *reason, uint64_t *handover,
			       struct sifa_err *err);
/* The same of any number, or (n 0) of all that is open and in the charge of `of`, in as many
 * lists as it takes: all of them are released or none. free(*handover), a number a list. */
enum sifa_rc sifa_hand_all(struct sifa_session *se, const uint64_t *id, size_t n, uint64_t of,
			   uint64_t to, const char *reason, uint64_t **handover, size_t *lists,
			   struct sifa_err *err);
/* Accepts all of the list, or refuses. A unit holds it from then on: what happened before
 * the day counts for the old unit, what happens from that day on for the new one. To a
 * colleague the unit's work passes; nobody's rights change by it. */
enum sifa_rc sifa_hand_answer(struct sifa_session *se, uint64_t handover, bool yes,
			      const char *note, struct sifa_err *err);
/* What is open and in the charge of a user; free(*out). */
enum sifa_rc sifa_user_open(struct sifa_session *se, uint64_t user, uint64_t **out, size_t *n,
			    struct sifa_err *err);

/* ---- Numbers ------------------------------------------------------------------- */

const struct sifa_number_def *sifa_number(const struct sifa_kind *k, const char *id);
/* The next number of a unit's (0: the session's) register in a year, and the last one
 * it may give (0: no end). */
enum sifa_rc sifa_number_next(struct sifa_session *se, const struct sifa_kind *k,
			      const struct sifa_number_def *d, uint64_t unit, int year,
			      uint64_t *next, uint64_t *last, struct sifa_err *err);
/* Goes on from the paper register at `next`; with `last`, a block reserved for an
 * office that works offline. */
enum sifa_rc sifa_number_set(struct sifa_session *se, const struct sifa_kind *k,
			     const struct sifa_number_def *d, uint64_t unit, int year,
			     uint64_t next, uint64_t last, struct sifa_err *err);
/* Numbers that no record has, between the first and the last that one has. */
typedef void sifa_gap_fn(void *arg, uint64_t first, uint64_t last);
enum sifa_rc sifa_number_gaps(struct sifa_session *se, const struct sifa_kind *k,
			      const struct sifa_number_def *d, uint64_t unit, int year,
			      sifa_gap_fn *gap, void *arg, struct sifa_err *err);

/* ---- People -------------------------------------------------------------------- */

/* Two rows are one person: one user proposes it, another one approves or rejects it.
 * Of one unit, `other` is then merged into `keep`: its id leads there, references to it
 * stay as they are. Rows of different units are linked, and each unit keeps its own. */
enum sifa_rc sifa_same_propose(struct sifa_session *se, uint64_t keep, uint64_t other,
			       const char *reason, uint64_t *link, struct sifa_err *err);
/* The answer to what is proposed: the link, or parting it. SIFA_E_DENIED to the one who
 * proposed it. note may be NULL. */
enum sifa_rc sifa_same_decide(struct sifa_session *se, uint64_t link, bool yes, const char *note,
			      struct sifa_err *err);
/* Proposes to part what was approved. */
enum sifa_rc sifa_same_part(struct sifa_session *se, uint64_t link, const char *reason,
			    struct sifa_err *err);
/* The row that this one was merged into; itself if it was not. */
uint64_t sifa_same_lead(struct sifa_session *se, uint64_t id);

enum sifa_likeness { SIFA_LIKE_NUMBER = 1, SIFA_LIKE_BIRTH, SIFA_LIKE_PHONE, SIFA_LIKE_VILLAGE };
struct sifa_like {
	uint64_t id;
	enum sifa_likeness why; /* the name and this are the same; NUMBER: the number */
};
/* Persons of the record's unit that may be the one it describes, the likeliest first,
 * but not those judged to be somebody else. Returns how many. */
size_t sifa_alike(struct sifa_session *se, const struct sifa_record *r, struct sifa_like *out,
		  size_t max);

struct sifa_part { /* that a person has in a record */
	uint64_t record;
	const struct sifa_kind *kind;
	const struct sifa_state_def *state;
	sifa_day day; /* the record's first */
	char role[SIFA_LANGS][64];
	char title[128];
};
/* All records that refer to the person, by this row or one known as the same, in
 * whatever role, latest first; free(*out). *hidden: how many the reader may not see. */
enum sifa_rc sifa_person_history(struct sifa_session *se, uint64_t person, struct sifa_part **out,
				 size_t *n, size_t *hidden, struct sifa_err *err);

/* A line that an identity-card reader typed, into the empty or differing fields of a
 * person; false if it is none. The order and the separators of its parts do not matter. */
bool sifa_card_line(const char *s, size_t n);
/* The one person of the session's unit with the number on the card; 0: none, or several. */
uint64_t sifa_card_find(struct sifa_session *se, const char *s, size_t n);
enum sifa_rc sifa_card_read(struct sifa_session *se, struct sifa_record *r, const char *s, size_t n,
			    struct sifa_err *err);

/* ---- Queries ---------------------------------------------------------------- */

struct sifa_test { /* FIELD=VALUE of the command line; all must hold */
	const char *field, *value;
};

struct sifa_query {
	const struct sifa_kind *kind;
	size_t sort;		       /* of kind->sort */
	uint64_t unit;		       /* 0: all that the session may see */
	const struct sifa_test *tests; /* may be NULL */
	size_t ntests;
	const char *find;    /* typed filter: names, numbers; NULL or "" for all */
	bool shared;	     /* also of units above, of a kind that is shared; with unit 0 */
	const uint64_t *ids; /* only these; borrowed while it is asked. NULL: all */
	size_t nids;
	/* Only what the ledger's columns show is read: a row's other fields look absent,
	 * and it cannot be saved. */
	bool columns;
};

struct sifa_cursor { /* where a page begins; zero = the first row */
	uint8_t key[200];
	uint16_t len;
};

struct sifa_hit {
	struct sifa_record *record;
	struct sifa_cursor at;
};

struct sifa_rows {
	struct sifa_hit *hit;
	size_t n;
	bool more;    /* rows follow in the direction asked */
	void *memory; /* of all the records of a page together; NULL: each has its own */
};
void sifa_rows_free(struct sifa_rows *rows);

enum sifa_dir { SIFA_FIRST, SIFA_LAST, SIFA_AFTER, SIFA_BEFORE, SIFA_FROM };

/* A page of at most `limit` rows, always in ledger order: the first or last
 * ones, those after or before `at`, or from `at` on, inclusive. */
enum sifa_rc sifa_list(struct sifa_session *se, const struct sifa_query *q, enum sifa_dir dir,
		       const struct sifa_cursor *at, size_t limit, struct sifa_rows *out,
		       struct sifa_err *err);
/* The cursor at which a sort order reaches `text` (a date, a number): for
 * sifa_list(SIFA_FROM). */
enum sifa_rc sifa_seek(struct sifa_session *se, const struct sifa_query *q, const char *text,
		       struct sifa_cursor *out, struct sifa_err *err);
/* Candidates for a reference field by typed text (name, number, identity
 * number prefix), most likely first, with their full titles. */
enum sifa_rc sifa_pick(struct sifa_session *se, const struct sifa_field *f, const char *text,
		       size_t limit, struct sifa_rows *out, struct sifa_err *err);
/* Records that refer to `id`, newest first. kind NULL: any. */
enum sifa_rc sifa_referrers(struct sifa_session *se, uint64_t id, const struct sifa_kind *kind,
			    size_t limit, struct sifa_rows *out, struct sifa_err *err);
/* Records of the kind the session may see; counted from facts. */
enum sifa_rc sifa_count(struct sifa_session *se, const struct sifa_kind *k, uint64_t *out,
			struct sifa_err *err);

struct sifa_due {
	sifa_day due;
	sifa_day remind; /* told of from this earlier day on; 0: `due` itself */
	const struct sifa_kind *kind;
	const char *what[SIFA_LANGS]; /* label of the clock or duty; NULL: a return of a letter */
	uint64_t record;	      /* 0 for a return not yet begun */
	char title[128];
};
/* Due days (of returns due on a rest day: the last working day before) up to and including
 * `until`, oldest first, overdue ones included; duties not
 * yet done are due on the last day of the present period. *total counts all, *overdue those before
 * today. */
enum sifa_rc sifa_due(struct sifa_session *se, sifa_day until, struct sifa_due *out, size_t limit,
		      size_t *n, size_t *total, size_t *overdue, struct sifa_err *err);

struct sifa_due_query {
	sifa_day from, until; /* both inclusive; from SIFA_DAY_NONE: overdue ones too */
	/* Only records that refer to the user or to his record of staff, and those he made
	 * that name nobody of the staff. */
	bool mine;
	uint32_t *per_day; /* adds to until - from + 1 counts; NULL: none */
};
/* The same, chosen. */
enum sifa_rc sifa_dues(struct sifa_session *se, const struct sifa_due_query *q,
		       struct sifa_due *out, size_t limit, size_t *n, size_t *total,
		       size_t *overdue, struct sifa_err *err);
/* Due day of a clock of the record's kind; SIFA_DAY_NONE when it does not run, stands still,
 * or the record's life is over. */
sifa_day sifa_clock_due(const struct sifa_record *r, const struct sifa_clock_def *c);
/* Is it a working day by config/calendar? */
bool sifa_working(const struct sifa *s, sifa_day d);

struct sifa_duty {
	const struct sifa_kind *kind;
	const struct sifa_duty_def *def;
	uint64_t record;
	sifa_day from, to; /* the period, both inclusive */
	int64_t due, done; /* acts, or the sum of their amount */
	char title[128];
};
/* Duties of the period in which `day` lies, of one record or (0) of all the session
 * sees: what is still owed first. free(*out). */
enum sifa_rc sifa_duties(struct sifa_session *se, uint64_t record, sifa_day day,
			 struct sifa_duty **out, size_t *n, struct sifa_err *err);

/* ---- Ladders ------------------------------------------------------------------- */

/* A step that the law in force proposes because of what happened (config/ladders). The
 * program proposes; a person decides. Texts live as long as the store is open. */
struct sifa_proposal {
	const char *ladder[SIFA_LANGS];	 /* what ladder it is of */
	const char *propose[SIFA_LANGS]; /* the step */
	const char *law, *source;	 /* act, and its article */
	char why[SIFA_LANGS][200];	 /* the counter, in words */
	uint64_t because;		 /* the event; 0: the record itself */
	sifa_day since;
	sifa_day next; /* a stronger step is proposed from then on if nothing changes, or NONE */
	const char *next_propose[SIFA_LANGS];
	uint16_t rung; /* private to core */
};
/* What is proposed for a saved record today, the strongest first; at most `max`. */
enum sifa_rc sifa_ladder(struct sifa_session *se, const struct sifa_record *r,
			 struct sifa_proposal *out, size_t max, size_t *n, struct sifa_err *err);

/* ---- Money --------------------------------------------------------------------- */

struct sifa_rate; /* a schedule of config/rates */

struct sifa_rate_line { /* a step of the arithmetic, in words */
	char text[SIFA_LANGS][240];
	int64_t total; /* fen, with this step */
};
/* What a record is paid by the table in force on its day. */
struct sifa_rate_sheet {
	const struct sifa_rate *rate;
	uint64_t record;
	sifa_day day;	    /* of the record ... */
	const char *source; /* ... and of the table in force on it */
	struct sifa_rate_line line[24];
	size_t n;
	int64_t base, total; /* fen */
};

const char *sifa_rate_label(const struct sifa_rate *r, enum sifa_lang lang);
/* The schedule of the kind; NULL if it has none. */
const struct sifa_rate *sifa_rate_of_kind(struct sifa *s, const struct sifa_kind *k);
/* SIFA_E_DATA, naming the field, where its day is not known or no table says what it is
 * paid. The record need not be saved. */
enum sifa_rc sifa_rate_compute(struct sifa_session *se, const struct sifa_rate *r,
			       const struct sifa_record *record, struct sifa_rate_sheet *out,
			       struct sifa_err *err);
/* Puts the sums into the fields that the schedule names. Not saved. */
enum sifa_rc sifa_rate_fill(const struct sifa_rate_sheet *sheet, struct sifa_record *record,
			    struct sifa_err *err);

/* Takes an entry back: a new one of the same amount below nothing, dated today, that refers
 * to it; saved in one act. */
enum sifa_rc sifa_reverse(struct sifa_session *se, uint64_t id, const char *reason,
			  struct sifa_record **out, struct sifa_findings *findings,
			  struct sifa_err *err);
struct sifa_balance {		 /* of the entries that agree in kind->entries->by */
	struct sifa_value by[4]; /* numbers and codes */
	int64_t plus, minus;	 /* fen */
	uint64_t n;
};
/* An array of *n lines over the entries of the query, to be freed. */
enum sifa_rc sifa_balances(struct sifa_session *se, const struct sifa_query *q,
			   struct sifa_balance **out, size_t *n, struct sifa_err *err);

struct sifa_allowance_item {
	uint64_t record;
	sifa_day day;
	char title[128];
	int64_t amount;	 /* fen, of the record ... */
	unsigned among;	 /* ... divided among so many ... */
	int64_t share;	 /* ... of which the member's */
	const char *why; /* nothing is paid: an untranslated message id; else NULL */
};
/* What the records of a month bring to one member: a person among whom they are shared, or
 * a body to which they belong. */
struct sifa_allowance {
	const struct sifa_rate *rate;
	uint64_t member;
	sifa_day from, to;
	struct sifa_allowance_item *item;
	size_t n;
	int64_t sum, paid; /* paid: at most what a month may bring */
};
/* SIFA_E_NOTFOUND where no schedule pays to records of that kind. free(out->item). */
enum sifa_rc sifa_allowance(struct sifa_session *se, uint64_t member, sifa_day from, sifa_day to,
			    struct sifa_allowance *out, struct sifa_err *err);

/* ---- Letters ------------------------------------------------------------------ */

struct sifa_letter; /* a scheme of config/letters */

const struct sifa_letter *const *sifa_letters(const struct sifa *s, size_t *n);
const struct sifa_letter *sifa_letter(const struct sifa *s, const char *id);
const char *sifa_letter_id(const struct sifa_letter *l);
const char *sifa_letter_title(const struct sifa_letter *l, enum sifa_lang lang);
/* Are its weights a template, which the paper does not have? Whoever shows points says so. */
bool sifa_letter_template(const struct sifa_letter *l);

enum sifa_how { /* what becomes of a clause */
		SIFA_HOW_SCORED,
		SIFA_HOW_PRINTED,   /* preamble, signature block */
		SIFA_HOW_GUARD,	    /* a condition of another clause */
		SIFA_HOW_SAME,	    /* the same duty as another clause, scored there */
		SIFA_HOW_ELSEWHERE, /* a rule that the program keeps elsewhere */
};
struct sifa_clause_text { /* borrowed from the letter */
	const char *id, *number, *text[SIFA_LANGS], *unit[SIFA_LANGS], *rule;
	enum sifa_how how;
	int64_t weight;		       /* hundredths of a point */
	const char *counts;	       /* KIND.FIELD it counts by, with spaces between; "" */
	const char *of;		       /* GUARD, SAME: the other clause; else NULL */
	const char *place[SIFA_LANGS]; /* ELSEWHERE: in words; else NULL */
	bool blank;		       /* its number stands in each unit's letter record */
	const char *const *twin;       /* "LETTER/CLAUSE": the same duty in other letters */
	size_t ntwins;
};
/* The i-th clause of all sections; false past the last. */
bool sifa_letter_clause(const struct sifa_letter *l, size_t i, struct sifa_clause_text *out);

/* What is odd in a letter that loads: warnings, and hints of what one should know. */
void sifa_letter_lint(const struct sifa_letter *l, struct sifa_findings *out);

enum sifa_standing {
	SIFA_SCORED,	 /* points were computed */
	SIFA_PRINTED,	 /* preamble, signature block: never scored */
	SIFA_GUARD,	 /* a condition of another clause: no points of its own */
	SIFA_NOT_SET,	 /* 未下达: no target; weight redistributed */
	SIFA_NOT_DUE,	 /* not applicable: nobody it could apply to; redistributed */
	SIFA_UNVERIFIED, /* 未核对: counts nothing until somebody confirms */
	SIFA_UNJUDGED,	 /* 未评: waits for an inspector's entry */
	SIFA_SWITCHED_OFF,
	SIFA_SAME,	/* stands twice in the letter: scored by the other clause */
	SIFA_ELSEWHERE, /* a rule that the program keeps elsewhere: no points */
};

/* TOTAL: the whole score counts as 0 in the ranking; its clauses stay as they are. */
enum sifa_veto { SIFA_VETO_NONE, SIFA_VETO_AWARD, SIFA_VETO_TIER, SIFA_VETO_TOTAL };

#define SIFA_PARTS 4 /* a letter blends at most */

struct sifa_clause {
	const char *id;	    /* "C4" */
	const char *number; /* as printed: "一1" */
	const char *text[SIFA_LANGS];
	const char *rule; /* rule kind: "ratio" */
	enum sifa_standing standing;
	int64_t weight; /* after redistribution, hundredths */
	int64_t base;	/* as in the letter */
	int64_t points;
	bool has_target;
	int64_t target, actual; /* in the clause's unit; hundredths when scaled */
	bool scaled;
	int64_t completion;		 /* hundredths of a percent; -1 where it has no meaning */
	const char *unit[SIFA_LANGS];	 /* 件, 人次, % ... */
	const char *date[SIFA_LANGS];	 /* the days it counts by, in words ... */
	const char *date_id;		 /* ... and as KIND.FIELD, with spaces between */
	const char *formula[SIFA_LANGS]; /* in words; with the note the sheet's own */
	const char *note[SIFA_LANGS];	 /* small numbers, veto ...; "" if none */
	enum sifa_veto veto;		 /* that it broke */
	size_t records;			 /* behind it */
	int64_t gain;			 /* points still to be had */
	int64_t lacking;		 /* acts still missing, -1 unknown */
	bool bonus;			 /* points beyond the total: it has no weight */
};

struct sifa_section {
	const char *number, *title[SIFA_LANGS];
	const struct sifa_clause *clause;
	size_t n;
	int64_t weight, points;
};

struct sifa_sheet { /* other words than these are borrowed from the letter */
	const struct sifa_letter *letter;
	uint64_t office;
	char office_name[96];
	sifa_day from, to, as_of; /* both days inclusive; to: while the office stood */
	sifa_day closed;	  /* by as_of; SIFA_DAY_NONE */
	bool stands;		  /* on as_of: founded and not closed */
	uint64_t record;	  /* its letter record; 0: none */
	int year;		  /* asked for; 0: the letter in force */
	bool moved;		  /* signed by another text: see sifa_letter_diff() */
	sifa_day since;		  /* the first day of the period it answers for */
	const struct sifa_section *section;
	size_t n;
	int64_t weight, points;	     /* totals; no section, and not the whole, is below 0 */
	int64_t raw;		     /* sum of the clauses, before floors and the caps of groups */
	int64_t bonus;		     /* of them beyond the total, as far as the caps allow */
	enum sifa_veto veto;	     /* the strongest of the clauses' */
	uint16_t group;		     /* number of the unit's group_size; 0: none */
	int64_t entered[SIFA_PARTS]; /* blend: what others gave for a part; -1: nothing yet */
};

/* The score of one office. Period and the numbers that the letter leaves blank
 * stand in the office's letter record (kind `letter`); without one the period is
 * the scheme's, and such clauses are SIFA_NOT_SET. An office closed on the way is
 * judged for the part of the period it stood, and its successor counts what comes
 * later; SIFA_E_NOTFOUND when it stood on no day of it. */
enum sifa_rc sifa_score(struct sifa_session *se, const struct sifa_letter *l, uint64_t office,
			sifa_day as_of, struct sifa_sheet **out, struct sifa_err *err);
void sifa_sheet_free(struct sifa_sheet *sheet);
/* The same for every office under the session's unit (unit kind office) that stood
 * in its period; an array of *n. One pass over the facts. */
enum sifa_rc sifa_score_all(struct sifa_session *se, const struct sifa_letter *l, sifa_day as_of,
			    struct sifa_sheet ***out, size_t *n, struct sifa_err *err);

/* The same by the letter of a year, also when the next one has begun: a letter counts
 * until its cut-off. year 0: the one whose period began last. */
enum sifa_rc sifa_score_year(struct sifa_session *se, const struct sifa_letter *l, uint64_t office,
			     int year, sifa_day as_of, struct sifa_sheet **out,
			     struct sifa_err *err);
enum sifa_rc sifa_score_all_year(struct sifa_session *se, const struct sifa_letter *l, int year,
				 sifa_day as_of, struct sifa_sheet ***out, size_t *n,
				 struct sifa_err *err);
/* An office among all others that the letter judges. */
struct sifa_place {
	const struct sifa_sheet *sheet; /* as of the day; the ranking owns it */
	int64_t points;			/* blended, 0 after a veto of the total; hundredths */
	int64_t part[SIFA_PARTS];	/* what is blended; -1: not given yet, left out */
	size_t rank, of;		/* 1, 1, 3; rank 0: closed */
	size_t group_rank, group_of;	/* among offices of the same group_size */
	const char *tier_id, *tier[SIFA_LANGS]; /* NULL: the letter has none */
	bool award;    /* neither a veto nor the last rank stands against one */
	int64_t money; /* fen; -1: the letter pays nothing */
};
struct sifa_ranking {
	struct sifa_place *place; /* by rank; of those offices that the session may see */
	size_t n;
	struct sifa_sheet **sheet;
	size_t nsheets;
};
/* Ranks all offices of the store that the letter judges, as of a day; by the letter of a
 * year (0: the one in force). */
enum sifa_rc sifa_rank(struct sifa_session *se, const struct sifa_letter *l, int year,
		       sifa_day as_of, struct sifa_ranking *out, struct sifa_err *err);
void sifa_ranking_free(struct sifa_ranking *r);
/* Has the letter tiers, money, a blend or groups: does a place say more than the sheet? */
bool sifa_letter_places(const struct sifa_letter *l);
bool sifa_letter_groups(const struct sifa_letter *l);
/* What the i-th part of the blend is called; NULL past the last. */
const char *sifa_letter_part(const struct sifa_letter *l, size_t i, enum sifa_lang lang);
/* Points as the letter prints totals: its scale (10 of a 1000-point letter) and decimals;
 * buf of 32 bytes. */
char *sifa_letter_points(const struct sifa_letter *l, int64_t points, char *buf);

enum sifa_role { SIFA_COUNTED, SIFA_POPULATION, SIFA_MISSING_GUARD, SIFA_AGAINST };

struct sifa_behind { /* a record behind a clause */
	uint64_t id;
	enum sifa_role role;
	int64_t amount; /* what it contributed, in the clause's unit */
};
struct sifa_behind_list {
	struct sifa_behind *v;
	size_t n;
	size_t hidden; /* rows the reader may not see */
};
void sifa_behind_free(struct sifa_behind_list *l);
enum sifa_rc sifa_score_records(struct sifa_session *se, const struct sifa_sheet *sheet,
				const char *clause, struct sifa_behind_list *out,
				struct sifa_err *err);
/* A sentence in both languages. */
#define SIFA_WORDS 600
struct sifa_words {
	char text[SIFA_LANGS][SIFA_WORDS];
};

/* Where the number to reach comes from. */
enum sifa_aim {
	SIFA_AIM_NONE,	   /* the rule needs none */
	SIFA_AIM_UNSET,	   /* blank in the letter and not filled in by anybody */
	SIFA_AIM_LETTER,   /* printed in the letter */
	SIFA_AIM_SIGNED,   /* stands in the unit's letter record */
	SIFA_AIM_SHARE,	   /* a share of what a measure counts */
	SIFA_AIM_MEASURED, /* all that a measure counts */
};

enum sifa_near {		     /* the one reason why a record was not counted */
		 SIFA_NEAR_GUARD,    /* another clause's condition: no evidence, no notes ... */
		 SIFA_NEAR_UNDATED,  /* it has no counting date (yet) */
		 SIFA_NEAR_DATE,     /* its counting date lies outside the days that count */
		 SIFA_NEAR_TEST,     /* one of the measure's tests */
		 SIFA_NEAR_REGISTER, /* not on register in the period */
		 SIFA_NEAR_REPLACED, /* a later one decides */
		 SIFA_NEAR_UNIT,     /* it counts for another unit */
		 SIFA_NEAR_DELETED,  /* in the period or since */
		 SIFA_NEARS
};
struct sifa_near_miss {
	uint64_t id;
	enum sifa_near why;
	struct sifa_words words; /* what was wanted, and what the record says */
};

/* Why a clause has the points it has, for one office. */
struct sifa_explain {
	struct sifa_words rule;	    /* in words, with its numbers */
	struct sifa_words *measure; /* what is counted, a sentence each ... */
	size_t nmeasures;
	enum sifa_aim aim;
	struct sifa_words aim_words; /* where the target comes from */
	uint64_t aim_record;	     /* the letter record; 0 */
	struct sifa_behind_list behind;
	/* Records of the kinds it counts that fail just one condition, by reason; at most
	 * SIFA_NEAR_MOST of each reason. */
	struct sifa_near_miss *near;
	size_t nnear, near_by[SIFA_NEARS]; /* near_by: how many there are of each reason */
	size_t near_hidden;		   /* of them those the reader may not see */
};
#define SIFA_NEAR_MOST 200
/* Counts the clause of the sheet again. sifa_explain_free(out) also after an error.
 * SIFA_E_NOTFOUND where the letter has no such clause. */
enum sifa_rc sifa_explain(struct sifa_session *se, const struct sifa_sheet *sheet,
			  const char *clause, struct sifa_explain *out, struct sifa_err *err);
void sifa_explain_free(struct sifa_explain *x);

/* ---- Progress */

enum sifa_pace { SIFA_PACE_NONE, SIFA_PACE_GREEN, SIFA_PACE_YELLOW, SIFA_PACE_RED };
/* How far a clause is by the sheet's day. Numbers are hundredths of what the clause
 * counts (of yuan where it is scaled); -1 where there is none. */
struct sifa_progress {
	enum sifa_pace pace; /* GREEN from 90 % of what was expected, RED below 70 %; clauses
				that allow nothing are GREEN or RED */
	int64_t expected;    /* by the day: target x elapsed / period, or the letter's curve */
	int64_t schedule;    /* actual of expected, hundredths of a percent */
	int64_t per_month;   /* needed in each month that is left */
	int64_t forecast;    /* at the end of the period, going on like this */
	int64_t per_act;     /* points, hundredths: what one missing act brings */
	int days_left;	     /* of the period, from the day of the sheet on */
	sifa_day next;	     /* the next return is due, a window closes; SIFA_DAY_NONE */
	bool members;	     /* it is about each one of many: who falls short stands among its
				records as SIFA_POPULATION */
};
/* Of the flat-th clause of the sheet; false past the last. Asks the store nothing. */
bool sifa_progress(const struct sifa_sheet *sheet, size_t flat, struct sifa_progress *out);
/* The clause with its place in the whole sheet; NULL past the last. */
const struct sifa_clause *sifa_sheet_clause(const struct sifa_sheet *sheet, size_t flat);
/* Clauses with something to be had, by their place in the whole sheet: what one act brings
 * first, then those where no act is known by their gain. At most max; returns how many. */
size_t sifa_cheapest(const struct sifa_sheet *sheet, size_t *flat, size_t max);

/* ---- What if */

struct sifa_try; /* a letter in memory, beside the configuration */
/* Compiles the letter in text[0..n), called `name` in findings (line and column), with the
 * kinds, codes and returns of the store. SIFA_E_DATA with findings when it has errors. */
enum sifa_rc sifa_try_text(struct sifa_session *se, const char *name, const char *text, size_t n,
			   struct sifa_try **out, struct sifa_findings *findings,
			   struct sifa_err *err);
/* A copy of a letter of the configuration, whose numbers may be changed. */
enum sifa_rc sifa_try_letter(struct sifa_session *se, const struct sifa_letter *l,
			     struct sifa_try **out, struct sifa_err *err);
void sifa_try_free(struct sifa_try *t);
/* Borrowed from the copy: for sifa_letter_id() and the like, and to be scored. */
const struct sifa_letter *sifa_try_of(const struct sifa_try *t);

struct sifa_rule_number { /* of a clause, that may be tried otherwise */
	const char *id;	  /* weight, target, or a key of its rule: sifa-letter(5) */
	int64_t value;
	bool hundredths; /* points or percent; else a whole number */
	bool blank;	 /* a target that each unit's letter record has */
};
/* The i-th number of the clause; false past the last. */
bool sifa_try_number(const struct sifa_try *t, const char *clause, size_t i,
		     struct sifa_rule_number *out);
/* Sets it; a target then is every unit's. The total is what the weights then sum to.
 * SIFA_E_USAGE for a number that cannot be. */
enum sifa_rc sifa_try_set(struct sifa_try *t, const char *clause, const char *id, int64_t value,
			  struct sifa_err *err);

/* Units of kind office the session may see, closed ones too; *ids is freed. */
enum sifa_rc sifa_offices(struct sifa_session *se, uint64_t **ids, size_t *n, struct sifa_err *err);
/* Those that sign the letter, which is meant for offices, bureaus or others. */
enum sifa_rc sifa_letter_units(struct sifa_session *se, const struct sifa_letter *l, uint64_t **ids,
			       size_t *n, struct sifa_err *err);
/* The letters that the session's unit or those below it signed for a period that `day`
 * lies in, or its cut-off: the latest period first, so that in January two years stand
 * side by side; of one period first the one that most units signed. Where none is signed,
 * those that are meant for a unit there and of whose own period the day is: a letter of
 * another year waits for its record, and *n is 0. free(*out). */
enum sifa_rc sifa_letters_now(struct sifa_session *se, sifa_day day,
			      const struct sifa_letter ***out, size_t *n, struct sifa_err *err);
/* The same for who gives out numbers: where none is signed, all that are meant for a unit
 * there, of whatever period, the latest first. */
enum sifa_rc sifa_letters_to_sign(struct sifa_session *se, sifa_day day,
				  const struct sifa_letter ***out, size_t *n, struct sifa_err *err);

/* ---- Inspection --------------------------------------------------------------- */

/* A sample that anybody can draw again. The population is what the clause counted, in the
 * order of ids. Each record has the key SHA-256(seed LF id LF), its id as sifa_id_format()
 * writes it: random takes the smallest keys; systematic every N/n-th record from the one at
 * SHA-256(seed), its first eight bytes as a number, modulo N; risk what the kind's `samples:`
 * calls a risk, then by key. Then what it looks at without exception is added, and of each
 * handler without a record the one with his smallest key. */
struct sifa_sample_wish {
	const char *clause;  /* judged */
	const char *from;    /* the clause that counts the population; NULL: the same one, or for
				one that counts nothing the one before it under its number */
	const char *method;  /* a code of the list `sampling`; NULL: random */
	unsigned n, percent; /* one of them; both 0: five or ten in a hundred, if that is more */
	const char *seed;    /* NULL: a new one */
	const uint64_t *inspector; /* of the staff */
	size_t ninspectors;
};
struct sifa_sample {
	char from[17], seed[41], hash[65]; /* hash: SHA-256 of the ids, a line each */
	size_t population;
	uint64_t *id; /* the sample, in the order of the population */
	size_t n;
};
/* Draws, and keeps nothing. SIFA_E_USAGE for fewer than five and less than a tenth;
 * SIFA_E_DENIED where records are counted that the session may not see. */
enum sifa_rc sifa_sample_draw(struct sifa_session *se, const struct sifa_sheet *sheet,
			      const struct sifa_sample_wish *w, struct sifa_sample *out,
			      struct sifa_err *err);
void sifa_sample_free(struct sifa_sample *s);
/* Draws, and writes the office's inspection with all of it in one act: *id. */
enum sifa_rc sifa_sample_keep(struct sifa_session *se, const struct sifa_sheet *sheet,
			      const struct sifa_sample_wish *w, struct sifa_sample *out,
			      uint64_t *id, struct sifa_findings *findings, struct sifa_err *err);
/* What one inspector gives row `row` (from 1) of the inspection's sample: 0 to 100, defects
 * as codes divided by blanks or commas (NULL: none found). The first two are kept as first
 * and second, another one's as third, each by name; the same one's replaces his own. *score
 * is what the row comes to, -1 while marks are lacking. */
enum sifa_rc sifa_sample_mark(struct sifa_session *se, uint64_t inspection, size_t row,
			      uint64_t inspector, int64_t points, const char *defects,
			      int64_t *score, struct sifa_findings *findings, struct sifa_err *err);

/* ---- Three columns, final scores ------------------------------------------------ */

struct sifa_said {	 /* points somebody gave a clause: a record of the kind score_entry */
	uint64_t record; /* 0: nobody */
	int64_t points;	 /* hundredths; -1 none */
	int64_t actual;	 /* as typed; -1 none */
	uint64_t by;	 /* of the staff; 0 */
	sifa_day on;
};
struct sifa_column_row {
	const struct sifa_clause *clause; /* of the sheet: what is computed */
	struct sifa_said self, checked, final;
	int64_t before;	 /* what the final one was before its review; -1 */
	int64_t locked;	 /* of the lock in force; -1 */
	int64_t correct; /* by correction entries since; -1 */
	bool differs;	 /* two of the columns, or a typed actual and the records */
};
struct sifa_columns {
	struct sifa_column_row *row; /* those with points of their own */
	size_t n;
	uint64_t lock;		 /* in force; 0 */
	int64_t locked, correct; /* totals of the lock, and with its correction entries */
	uint64_t latest;	 /* in force, or waiting for its answer; 0 */
	bool waits;
};
/* Self-score, check and final beside the sheet's own points. Borrows from the sheet. */
enum sifa_rc sifa_score_columns(struct sifa_session *se, const struct sifa_sheet *sheet,
				struct sifa_columns *out, struct sifa_err *err);
void sifa_columns_free(struct sifa_columns *c);

/* A score is locked, and reopened, by two users: one proposes, another one decides. Locked
 * are points, the ids and revisions of all records behind them, and the hash of the
 * configuration, in a file of the store called by its own hash. The records carry no lock.
 * Those the proposer may not see are behind the score, too, and stand there by id. A number
 * that the lock could not be given is a hint among the findings (may be NULL). */
enum sifa_rc sifa_lock_propose(struct sifa_session *se, const struct sifa_sheet *sheet,
			       const char *reason, uint64_t *lock, struct sifa_findings *findings,
			       struct sifa_err *err);
/* Proposes to open what is locked. */
enum sifa_rc sifa_lock_reopen(struct sifa_session *se, uint64_t lock, const char *reason,
			      struct sifa_err *err);
/* The answer to either. SIFA_E_DENIED to the one who proposed it, and to the office itself. */
enum sifa_rc sifa_lock_decide(struct sifa_session *se, uint64_t lock, bool yes, const char *note,
			      struct sifa_err *err);
/* The lock in force, or waiting for its answer, of the period that begins on `from`
 * (SIFA_DAY_NONE: the last one of any); 0: none. */
enum sifa_rc sifa_lock_of(struct sifa_session *se, const struct sifa_letter *l, uint64_t office,
			  sifa_day from, uint64_t *lock, bool *waits, struct sifa_err *err);

struct sifa_lock_change { /* a record that is not what it was when it was locked */
	char clause[17];
	uint64_t id;
	uint32_t was, is; /* revisions; was 0: it counts only now; is 0: it counts no more */
};
struct sifa_lock_clause {
	char clause[17];
	int64_t locked, now; /* points */
	int64_t correct;     /* by the last correction entry; -1 none */
};
struct sifa_lock_sheet {
	char frozen[65], config[65]; /* hashes: of the file, of the configuration then */
	bool same_config;
	sifa_day as_of, locked_on;
	int64_t points, now, correct; /* totals; correct: with the correction entries */
	struct sifa_lock_clause *clause;
	size_t n;
	struct sifa_lock_change *change;
	size_t nchanges;
};
/* What was locked, and what the records say today of the same day. SIFA_E_DAMAGED when the
 * file is not what was locked. */
enum sifa_rc sifa_lock_sheet(struct sifa_session *se, uint64_t lock, struct sifa_lock_sheet *out,
			     struct sifa_err *err);
void sifa_lock_sheet_free(struct sifa_lock_sheet *s);
/* A correction entry: the locked figure stays, this one stands beside it. */
enum sifa_rc sifa_lock_correct(struct sifa_session *se, uint64_t lock, const char *clause,
			       int64_t points, const char *reason, uint64_t *id,
			       struct sifa_findings *findings, struct sifa_err *err);

/* ---- Truth ------------------------------------------------------------------------ */

struct sifa_pad { /* one reason to look */
	const struct sifa_kind *kind;
	enum { SIFA_PAD_TEXT, SIFA_PAD_PARTIES, SIFA_PAD_DAY } why;
	const struct sifa_field *field;
	sifa_day day; /* DAY */
	uint64_t *id; /* the records, at most 50; n counts all */
	size_t n, kept;
};
/* Same text, same persons, all on one day: records of a unit under the session whose first
 * day lies in from..to, by the thresholds of their kinds. An array of *n. */
enum sifa_rc sifa_padding(struct sifa_session *se, sifa_day from, sifa_day to,
			  struct sifa_pad **out, size_t *n, struct sifa_err *err);
void sifa_pads_free(struct sifa_pad *p, size_t n);

/* Records on another body's list that wait to be matched with a case (the kind's `matches:`).
 * Those with exactly one case of the same person and village are matched first; *matched
 * counts them. An array of *n that still wait. */
enum sifa_rc sifa_unmatched(struct sifa_session *se, const struct sifa_kind *k, bool try_it,
			    uint64_t **out, size_t *n, size_t *matched, struct sifa_err *err);
/* Matches one with a case by hand; 0: it concerns none. */
enum sifa_rc sifa_match(struct sifa_session *se, uint64_t id, uint64_t to,
			struct sifa_findings *findings, struct sifa_err *err);
/* The queue is empty: an answer in the check-list of every office, so that what waits for it
 * is verified. SIFA_E_DATA while something waits. *offices counts the answers. */
enum sifa_rc sifa_matched(struct sifa_session *se, const struct sifa_kind *k, size_t *offices,
			  struct sifa_err *err);

enum sifa_verdict { SIFA_BOTH_EQUAL, SIFA_BOTH_DIFFER, SIFA_LIST_ONLY, SIFA_REGISTER_ONLY };
struct sifa_source; /* Exchange */
struct sifa_reconciled {
	enum sifa_verdict verdict;
	int line;	 /* of the list; 0 */
	uint64_t record; /* of the register; 0 */
	char name[128];
	char what[400]; /* DIFFER: field by field, "label: list / register" */
};
struct sifa_reconciliation {
	struct sifa_reconciled *v;
	size_t n;
	size_t count[4]; /* by verdict */
	uint64_t id;	 /* the record that keeps it; 0: none was asked for */
};
/* An official list against the register, by identity number, else by name and birth or name
 * alone where there is but one. Columns are named as for sifa_import(). keep: writes a record
 * of the kind `reconciliation`. */
enum sifa_rc sifa_reconcile(struct sifa_session *se, const struct sifa_query *q,
			    const struct sifa_source *source, bool keep,
			    struct sifa_reconciliation *out, struct sifa_findings *findings,
			    struct sifa_err *err);
void sifa_reconciliation_free(struct sifa_reconciliation *r);
/* ---- Returns ------------------------------------------------------------------ */

struct sifa_table; /* of a return, or one that is only looked at; config/returns */

enum sifa_cell_form {
	SIFA_CELL_WHOLE,
	SIFA_CELL_WAN,	   /* fen, shown in units of 10,000 yuan */
	SIFA_CELL_YUAN,	   /* fen */
	SIFA_CELL_PERCENT, /* tenths of a percent */
	SIFA_CELL_MEAN,	   /* hundredths */
};
struct sifa_table_row {
	const char *id; /* "": a heading */
	const char *label[SIFA_LANGS], *unit[SIFA_LANGS];
	enum sifa_cell_form form;
	unsigned level; /* how far it is set in */
};
struct sifa_table_column {
	const char *id;
	const char *label[SIFA_LANGS];
	bool change; /* by how much another column grew: tenths of a percent, or of a point */
};
struct sifa_cell {
	int64_t n;
	bool known; /* else it has no value: divided by nothing, or not counted here */
};

struct sifa_kept { /* a record as it stood */
	uint64_t id;
	uint32_t rev;
};

struct sifa_figures { /* words are borrowed from the table; of frozen ones they are its own */
	const struct sifa_table *table; /* NULL: of frozen figures, when it is no more */
	const char *id, *label[SIFA_LANGS];
	uint64_t unit;
	char unit_name[96];
	sifa_day from, to, due; /* the period it stands for; due SIFA_DAY_NONE: never sent */
	sifa_day first, last;	/* days counted, both inclusive */
	/* Those of the table, then corrections of returns sent before that are carried on in this
	 * one: a heading an act, a row a cell, with what it adds to the columns that hold the
	 * corrected period. */
	const struct sifa_table_row *row;
	size_t n;
	const struct sifa_table_column *column;
	size_t ncolumns;
	struct sifa_cell *cell; /* [row * ncolumns + column] */
	/* Of frozen figures: the records behind them, by id, and the configuration's hash. */
	const struct sifa_kept *kept;
	size_t nkept;
	const char *config; /* NULL: counted now */
};

const struct sifa_table *const *sifa_tables(const struct sifa *s, size_t *n);
/* By id; NULL if there is none. */
const struct sifa_table *sifa_table(const struct sifa *s, const char *id);
const char *sifa_table_id(const struct sifa_table *t);
const char *sifa_table_label(const struct sifa_table *t, enum sifa_lang lang);
/* Is it sent, or only looked at? */
bool sifa_table_sent(const struct sifa_table *t);
/* The first day of the period that "2013-03" (2013-Q1, 2013-H1, 2013, as often as the table is
 * made) names; SIFA_DAY_NONE if it names none. */
sifa_day sifa_table_period(const struct sifa_table *t, const char *text);
/* The name of the period that holds the day; buf of at least 16 bytes. */
char *sifa_table_when(const struct sifa_table *t, sifa_day day, char *buf);
/* The figures of a unit for the period that holds `day`, counted now. SIFA_E_DENIED when its
 * returns may not be seen. */
enum sifa_rc sifa_figures(struct sifa_session *se, const struct sifa_table *t, uint64_t unit,
			  sifa_day day, struct sifa_figures **out, struct sifa_err *err);
/* The supplement that closes a year: what happened between the last cut-off of the year in
 * which `day` lies and its end. It counts for January, and in figures of the calendar year. */
enum sifa_rc sifa_figures_closing(struct sifa_session *se, const struct sifa_table *t,
				  uint64_t unit, sifa_day day, struct sifa_figures **out,
				  struct sifa_err *err);
void sifa_figures_free(struct sifa_figures *f);
/* The table of a record of the kind `return`; NULL: its type has none. */
const struct sifa_table *sifa_return_table(struct sifa_session *se, const struct sifa_record *r);
/* The figures as they were sent; SIFA_E_NOTFOUND when none were. */
enum sifa_rc sifa_return_sent(struct sifa_session *se, const struct sifa_record *r,
			      struct sifa_figures **out, struct sifa_err *err);

struct sifa_moved_cell { /* places in the figures as sent; SIZE_MAX in `now`: gone */
	size_t row, column, now_row, now_column;
};
enum sifa_moved { SIFA_CAME, SIFA_LEFT, SIFA_REVISED };
struct sifa_moved_record {
	uint64_t id;
	enum sifa_moved what;
	uint32_t was, is; /* revisions */
};
struct sifa_return_diff {
	struct sifa_figures *sent, *now;
	struct sifa_moved_cell *cell;
	size_t ncells;
	struct sifa_moved_record *record;
	size_t nrecords;
};
/* What would be sent now and was not. Undone by sifa_return_diff_free(). */
enum sifa_rc sifa_return_diff(struct sifa_session *se, const struct sifa_record *r,
			      struct sifa_return_diff *out, struct sifa_err *err);
void sifa_return_diff_free(struct sifa_return_diff *d);
/* Writes the cells of the first column that have changed since into the record's table of
 * corrections, by its step `correct`: one act. Each names the period that will carry it: the
 * first one behind the record's of which nothing is sent. SIFA_E_DATA when nothing has
 * changed. */
enum sifa_rc sifa_return_correct(struct sifa_session *se, struct sifa_record *r, const char *reason,
				 struct sifa_findings *out, struct sifa_err *err);
struct sifa_part_unit {	       /* an office in a sum */
	uint64_t unit, record; /* record 0: not begun */
	char name[96];
	const struct sifa_state_def *state;
	bool sent; /* its figures are in the sum */
};
struct sifa_rollup {
	struct sifa_figures *sum;
	struct sifa_part_unit *unit;
	size_t n, missing;
};
/* The figures that the offices under the session's unit sent for the period that holds
 * `day`, summed; rates are worked out anew. Undone by sifa_rollup_free(). */
enum sifa_rc sifa_return_rollup(struct sifa_session *se, const struct sifa_table *t, sifa_day day,
				struct sifa_rollup *out, struct sifa_err *err);
void sifa_rollup_free(struct sifa_rollup *r);

struct sifa_lack {
	uint64_t record;
	struct sifa_finding finding;
};
struct sifa_lacks {
	struct sifa_lack *v;
	size_t n;
};
/* What these figures, counted now, will lack: records that a sum counts on one side only,
 * and what the check of records finds in what happened in the period. */
enum sifa_rc sifa_return_lacks(struct sifa_session *se, const struct sifa_figures *f,
			       struct sifa_lacks *out, struct sifa_err *err);
void sifa_lacks_free(struct sifa_lacks *l);

struct sifa_return {			/* one that is to be made, begun or not */
	const struct sifa_table *table; /* NULL: a report without one */
	const char *label[SIFA_LANGS];
	char when[16]; /* 2013-03, 2013-H1 ... */
	sifa_day from, due;
	uint64_t unit, record; /* record 0: not begun */
	const struct sifa_state_def *state;
};
/* Returns of a unit whose period begins in from..to and is no later than today's, by due day,
 * an array of *n to be freed. */
enum sifa_rc sifa_returns(struct sifa_session *se, uint64_t unit, sifa_day from, sifa_day to,
			  struct sifa_return **out, size_t *n, struct sifa_err *err);
/* The record of the return, or (0 and a new one, filled in and not saved) none yet. */
enum sifa_rc sifa_return_begin(struct sifa_session *se, const struct sifa_table *t, uint64_t unit,
			       sifa_day day, struct sifa_record **out, struct sifa_err *err);

struct sifa_village_month {
	size_t records;
	int64_t found;
	bool zero; /* some record says that nothing was found */
	char by[40];
};
struct sifa_village {
	uint64_t unit;
	char name[96];
	struct sifa_village_month month[12];
};
/* Villages below the unit (0: the session's), by number, and what records of the kind (one
 * with `villages:`) answered for each in the months of a year; an array of *n to be freed. */
enum sifa_rc sifa_villages(struct sifa_session *se, const struct sifa_kind *k, uint64_t unit,
			   int year, struct sifa_village **out, size_t *n, struct sifa_err *err);

/* By id; SIZE_MAX: none. */
size_t sifa_figures_row(const struct sifa_figures *f, const char *id);
size_t sifa_figures_column(const struct sifa_figures *f, const char *id);
/* A cell as printed ("" without a value); buf of at least 40 bytes. */
char *sifa_cell_text(const struct sifa_figures *f, size_t row, size_t column, char *buf);
/* What does not agree: sums, balances. */
void sifa_figures_check(const struct sifa_figures *f, struct sifa_findings *out);
/* The records behind a cell; of a rate the part counts, the whole is the population. */
enum sifa_rc sifa_figures_records(struct sifa_session *se, const struct sifa_figures *f, size_t row,
				  size_t column, struct sifa_behind_list *out,
				  struct sifa_err *err);
/* ---- Targets ------------------------------------------------------------------ */

/* The numbers of a letter stand in the letter records (kind `letter`) of the units, a row
 * a clause; the number that was divided stands in the record of the unit above. */

struct sifa_source;
struct sifa_target { /* of a clause, as in force today; without rows all is 0 */
	bool set, locked, by_hand;
	int64_t n;
	size_t versions; /* how often it was laid down */
	char by[84];	 /* how it was worked out; "" */
};
struct sifa_target_clause {
	const char *id, *number, *text[SIFA_LANGS], *unit[SIFA_LANGS];
	bool blank; /* the letter leaves it open: it must be filled in before signing */
	struct sifa_target above;
	int64_t sum; /* of the units */
	size_t lacking;
};
struct sifa_target_unit {
	uint64_t unit, record; /* record 0: it has no letter yet */
	char name[96], code[48];
	const struct sifa_state_def *state; /* of the record */
	bool is_signed;
};
/* Units by clauses; its words are borrowed from the letter. */
struct sifa_targets {
	const struct sifa_letter *letter;
	int year;
	struct sifa_target_unit above;
	struct sifa_target_clause *clause;
	size_t nclauses;
	struct sifa_target_unit *unit;
	size_t nunits;
	struct sifa_target *cell; /* [unit * nclauses + clause] */
};
/* The letter of a year (0: of its own period) in the units below `above` (0: the
 * session's): bureaus below a city, offices below a bureau, villages below an office. */
enum sifa_rc sifa_targets(struct sifa_session *se, const struct sifa_letter *l, int year,
			  uint64_t above, struct sifa_targets **out, struct sifa_err *err);
void sifa_targets_free(struct sifa_targets *t);
/* Is the number above divided: does what the units have reach it? */
bool sifa_target_divided(const struct sifa_target_clause *c);

struct sifa_target_put {
	uint64_t unit;
	const char *clause;
	int64_t n;     /* -1: takes the number away */
	int64_t above; /* the number it is a part of; -1: none */
	bool by_hand, locked;
	const char *by; /* NULL: none */
};
struct sifa_supplement { /* a paper that changes a number; both texts are needed */
	sifa_day from;
	const char *doc_no, *text;
};
/* Writes numbers into the letter records of units, which are made where they are missing:
 * one act for all of them or nothing. Without a supplement the number is replaced; with
 * one, a version by its document joins the row it replaces, and counts from its day. The
 * numbers of a signed letter change by a supplement only. */
enum sifa_rc sifa_targets_put(struct sifa_session *se, const struct sifa_letter *l, int year,
			      const struct sifa_target_put *put, size_t n,
			      const struct sifa_supplement *supplement, struct sifa_findings *out,
			      struct sifa_err *err);

/* Numbers out of a file, a line a unit and a column a clause, as the table is written out
 * as CSV: the unit above may have a line. Units by code or name; an empty cell leaves the
 * number alone. All errors of the file are findings with their place, and then nothing is
 * written. *changed counts the numbers that are new. */
enum sifa_rc sifa_targets_import(struct sifa_session *se, const struct sifa_letter *l, int year,
				 uint64_t above, const struct sifa_source *source,
				 const struct sifa_supplement *supplement, size_t *changed,
				 struct sifa_findings *out, struct sifa_err *err);

struct sifa_split_lock {
	uint64_t unit;
	int64_t n;
};
struct sifa_split {
	const struct sifa_letter *letter;
	int year;	/* 0: the letter's own */
	uint64_t above; /* 0: the session's unit */
	const char *clause;
	/* "equal", "villages", "last-year", or a number field of the kind unit */
	const char *by;
	int64_t total;	/* -1: the number in the record of the unit above */
	int64_t factor; /* hundredths: 110 gives out a tenth more; 100 to 200 */
	const struct sifa_split_lock *lock;
	size_t nlocks;
};
struct sifa_split_line {
	uint64_t unit;
	char name[96];
	int64_t weight, n;
	bool locked; /* stands fixed, now or from before */
};
struct sifa_split_plan {
	int64_t total, goal; /* goal: with the factor, rounded up */
	struct sifa_split_line *line;
	size_t n;
};
/* Divides the number by largest remainder, ties to the earlier unit (domain.md 4.7).
 * Numbers locked or put by hand stay, the other units share what is left. */
enum sifa_rc sifa_split_plan(struct sifa_session *se, const struct sifa_split *s,
			     struct sifa_split_plan *out, struct sifa_err *err);
void sifa_split_free(struct sifa_split_plan *p);
/* Writes what was planned, and the total into the record of the unit above. */
enum sifa_rc sifa_split_save(struct sifa_session *se, const struct sifa_split *s,
			     const struct sifa_split_plan *p,
			     const struct sifa_supplement *supplement, struct sifa_findings *out,
			     struct sifa_err *err);

/* Letter records of the next year for every unit at and below the session's that has one
 * of `year` (0: the letter's own), drafts with last year's numbers; `to` is the letter they
 * are of (NULL: the same). Units that have theirs are left alone. One act; *made counts. */
enum sifa_rc sifa_letter_next_year(struct sifa_session *se, const struct sifa_letter *l, int year,
				   const struct sifa_letter *to, size_t *made,
				   struct sifa_findings *out, struct sifa_err *err);

/* The years of a letter whose records at and below the session's unit are open on a day:
 * their period has begun and their cut-off has not passed, so that in January last year's
 * stands beside the new one. The older first; 0 alone where none is. At most `max`. */
enum sifa_rc sifa_letter_years(struct sifa_session *se, const struct sifa_letter *l, sifa_day day,
			       int *year, size_t max, size_t *n, struct sifa_err *err);

/* Of the letters open on the day, is a of an earlier year than b? */
bool sifa_letter_before(struct sifa_session *se, const struct sifa_letter *a,
			const struct sifa_letter *b, sifa_day day);

/* ---- Signed letters ---- */

struct sifa_sink;

/* Clauses that the letter leaves open and for which the record has no number; an array of
 * *n ids to be freed, borrowed from the letter. */
enum sifa_rc sifa_letter_blanks(struct sifa_session *se, const struct sifa_record *r,
				const char *const **out, size_t *n, struct sifa_err *err);
struct sifa_letter_change { /* of one value */
	char clause[24];    /* "": of the letter as a whole */
	const char *what;   /* an untranslated message id: weight, text, rule ... */
	char *path;	    /* its keys in the file, below the clause: "weight", "events[2].deduct";
			       "targets": the number in the unit's letter record */
	char *was, *now;    /* "" where it was not there, or is gone */
};
/* What differs between the copy that was frozen when the letter was signed, or by its last
 * supplement, and what is in force now. SIFA_E_NOTFOUND where there is no copy;
 * sifa_letter_diff_free(). */
enum sifa_rc sifa_letter_diff(struct sifa_session *se, const struct sifa_record *r,
			      struct sifa_letter_change **out, size_t *n, struct sifa_err *err);
void sifa_letter_diff_free(struct sifa_letter_change *c, size_t n);
/* The frozen copy, as it was signed (`amended`: by the last supplement). */
enum sifa_rc sifa_letter_copy(struct sifa_session *se, const struct sifa_record *r, bool amended,
			      const struct sifa_sink *sink, struct sifa_err *err);

/* ---- Journal --------------------------------------------------------------------- */

struct sifa_entry {
	uint64_t seq;
	int64_t time;
	uint64_t actor, record;
	uint32_t rev;
	char what[16]; /* create update delete import adopt read merge move ... */
	char host[64];
	char note[160];
};
/* Latest entries first; record 0: of the whole store. */
enum sifa_rc sifa_journal(struct sifa_session *se, uint64_t record, struct sifa_entry *out,
			  size_t limit, size_t *n, struct sifa_err *err);

/* ---- Drafts ----------------------------------------------------------------------- */

struct sifa_draft {
	char name[40]; /* file name inside the store's drafts folder */
	char kind[40];
	uint64_t record; /* being edited; 0 = new */
	uint32_t rev;
	int64_t saved;
	char title[96];
};
/* Writes field texts so that they survive a power cut; works when the store is
 * full or held by others. name "" = a new draft, filled in. `field[i]` are
 * paths ("name", "parties.2.side"), `text[i]` what stood there; references are
 * written as ids. */
enum sifa_rc sifa_draft_save(struct sifa_session *se, struct sifa_draft *d,
			     const char *const *field, const char *const *text, size_t n,
			     struct sifa_err *err);
enum sifa_rc sifa_draft_list(struct sifa_session *se, struct sifa_draft **out, size_t *n,
			     struct sifa_err *err);
/* *field and *text are arrays of *n strings in one block: free(*field). */
enum sifa_rc sifa_draft_load(struct sifa_session *se, const struct sifa_draft *d, char ***field,
			     char ***text, size_t *n, struct sifa_err *err);
void sifa_draft_drop(struct sifa_session *se, const struct sifa_draft *d);

/* ---- Exchange ------------------------------------------------------------------------ */

struct sifa_source { /* bytes in; *n = 0 at the end */
	const char *name;
	enum sifa_rc (*read)(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err);
	void *arg;
	/* Would read() wait? Others may write meanwhile. NULL: it never does. */
	bool (*waits)(void *arg);
};
struct sifa_sink { /* bytes out */
	enum sifa_rc (*write)(void *arg, const char *s, size_t n, struct sifa_err *err);
	void *arg;
};

struct sifa_import {
	const struct sifa_kind *kind;
	struct sifa_source source;
	const struct sifa_field *rows; /* not NULL: the file holds rows of this field, keyed by
					  record number in its first column */
	bool create_references;
	bool update; /* same key, other cells: change instead of refuse */
	/* Why rows are taken in spite of warnings: kept in the journal with their number, the
	 * warnings stand among the findings. NULL: warnings are not looked for. */
	const char *reason;
	struct sifa_sink rejects; /* write == NULL: all or nothing */
	bool labels;		  /* findings name fields by their labels, as headings do ... */
	enum sifa_lang lang;	  /* ... in this language; else by their ids */
	/* how a reason is worded beside a rejected row; NULL: English */
	char *(*sentence)(char *buf, size_t size, const struct sifa_err *err);
	void (*progress)(void *arg, uint64_t bytes, uint64_t rows);
	void *progress_arg;
};
struct sifa_import_result {
	uint64_t rows, added, updated, same, rejected, persons, warnings;
	struct sifa_findings findings; /* bad cells: source, line, column, field */
};
enum sifa_rc sifa_import(struct sifa_session *se, const struct sifa_import *im,
			 struct sifa_import_result *out, struct sifa_err *err);

enum sifa_shape { SIFA_CSV, SIFA_JSONL };
struct sifa_export {
	struct sifa_query query;
	enum sifa_shape shape;
	enum sifa_lang lang;
	bool ids; /* for programs: ids of fields and codes, not labels; numbers without marks */
	bool bom;
	uint64_t limit;	 /* records; 0: all */
	uint64_t record; /* this one alone, of query.kind; 0: those of the query */
};
/* Header cells and values as sifa_import() takes them back. rows may be NULL. */
enum sifa_rc sifa_export(struct sifa_session *se, const struct sifa_export *ex,
			 const struct sifa_sink *sink, uint64_t *rows, struct sifa_err *err);

/* ---- Evidence -------------------------------------------------------------------- */

/* Files that prove what a record says: kept in the store's folder under the SHA-256 of
 * their content, each with a record of the kind `evidence`. */

enum sifa_taken {		      /* where the day comes from */
		  SIFA_TAKEN_CAMERA,  /* Exif */
		  SIFA_TAKEN_PICTURE, /* when the picture file was last changed, as it says itself
				       */
		  SIFA_TAKEN_FILE,    /* time of the file: of a copy, perhaps */
		  SIFA_TAKEN_TYPED,
};

struct sifa_put {
	const char *path;
	bool inbox;	/* path is a name in the store's inbox; the file leaves it */
	int64_t size;	/* of an inbox file as listed: refused when it has another by now */
	uint64_t to;	/* record it belongs to; 0: none */
	sifa_day taken; /* SIFA_DAY_NONE: read from the file */
	/* NULL: by what the file is, and nothing */
	const char *kind, *title, *by, *place;
};
/* Keeps the file and says so to the records it belongs to: whole and on disk when it
 * returns. The same content a second time becomes no second entry: *known, and it
 * belongs to one record more. The largest size is what the kind's field `size` may be. */
enum sifa_rc sifa_put(struct sifa_session *se, const struct sifa_put *put, uint64_t *id,
		      bool *known, struct sifa_findings *out, struct sifa_err *err);
/* The file of a record to the sink, with a journal entry; SIFA_E_DAMAGED, after all was
 * written, when it is not what was put in. */
enum sifa_rc sifa_get_file(struct sifa_session *se, uint64_t id, const struct sifa_sink *sink,
			   struct sifa_err *err);
/* What to call it outside, fit for any file system: in buf (of at least 200 bytes) the name,
 * *end its ending with the dot. "" for a record without a file. */
char *sifa_file_name(const struct sifa_record *r, char *buf, const char **end);

struct sifa_inbox_file {
	char name[256];
	const char *type; /* "image/jpeg" */
	int64_t size;
	sifa_day taken;
	enum sifa_taken taken_from;
	bool large; /* too large to be put in */
};
/* What lies in the folder `inbox` of the store, by name, made if missing; free(*out).
 * out NULL: only how many. */
enum sifa_rc sifa_inbox(struct sifa_session *se, struct sifa_inbox_file **out, size_t *n,
			struct sifa_err *err);
/* The lists among it, .csv and .txt, by name and size: nothing of them is read. */
enum sifa_rc sifa_inbox_lists(struct sifa_session *se, struct sifa_inbox_file **out, size_t *n,
			      struct sifa_err *err);
/* Where one of them lies; the folder for "". */
char *sifa_inbox_path(const struct sifa *s, const char *name, char *buf, size_t size);
/* Evidence that belongs to the record, latest first. */
enum sifa_rc sifa_evidence(struct sifa_session *se, uint64_t record, size_t limit,
			   struct sifa_rows *out, struct sifa_err *err);
/* Does evidence count for records of this kind; is some there? *field (may be NULL) is where they
 * list it; NULL: they do not. */
const struct sifa_field *sifa_evidence_field(struct sifa *s, const struct sifa_kind *k);

/* Every file against its hash, every record's file there; *files counts them. What no
 * record names is a hint; with `sweep` it is removed, and *removed counts. */
enum sifa_rc sifa_verify_files(struct sifa_session *se, bool sweep, uint64_t *files,
			       uint64_t *removed, struct sifa_findings *out, struct sifa_err *err);

/* ---- Dossiers -------------------------------------------------------------------- */

/* One case, one dossier (of each kind it needs), as dossiers/ of the configuration says. */

/* Its dossier (0: none yet; of a dossier: itself), and whether one may be begun or opened: there
 * is a kind for it, and the case is closed. */
enum sifa_rc sifa_dossier_of(struct sifa_session *se, uint64_t record, uint64_t *id, bool *may,
			     struct sifa_err *err);
/* Begins the dossier of a closed case with a line for all it should hold: papers printed, so
 * the journal, and evidence get their pages. Of one that is there (also given itself) the
 * contents are brought up to date, until it is archived. */
enum sifa_rc sifa_dossier_make(struct sifa_session *se, uint64_t record, uint64_t *id,
			       struct sifa_findings *out, struct sifa_err *err);
/* What it must hold and does not: a warning each. */
enum sifa_rc sifa_dossier_lacks(struct sifa_session *se, const struct sifa_record *dossier,
				struct sifa_findings *out, struct sifa_err *err);

/* ---- Papers --------------------------------------------------------------------- */

struct paper_body;

/* A document of one record, or the ledger of a kind; config/papers. A kind without a
 * ledger of its own has one made of its columns, named like the kind. */
struct sifa_paper {
	const char *id;
	const char *label[SIFA_LANGS];
	const struct sifa_kind *kind;
	bool ledger;
	bool landscape;
	bool red_head;	      /* an official document: its PDF has a red face */
	uint16_t lines;	      /* of a page */
	uint16_t order;	      /* among those of its kind */
	const uint16_t *need; /* fields to be filled before it is printed */
	size_t nneeds;
	const struct paper_body *body; /* private to core */
};

/* In order of kind, order and id. NULL when memory is out. */
const struct sifa_paper *const *sifa_papers(struct sifa *s, size_t *n);
const struct sifa_paper *sifa_paper(struct sifa *s, const char *id);
/* The documents that fit the record as it stands; at most `max`. */
size_t sifa_papers_of(struct sifa *s, const struct sifa_record *r, const struct sifa_paper **out,
		      size_t max);
/* The ledger of a kind. */
const struct sifa_paper *sifa_ledger(struct sifa *s, const struct sifa_kind *k);
/* What the paper needs and the record lacks, a finding each. */
void sifa_paper_missing(const struct sifa_paper *p, const struct sifa_record *r,
			struct sifa_findings *out);

enum sifa_line_style {
	SIFA_LINE_TEXT,
	SIFA_LINE_TITLE,
	SIFA_LINE_HEAD,	    /* running head or foot */
	SIFA_LINE_RED_NAME, /* the face of an official document */
	SIFA_LINE_RED_RULE,
	SIFA_LINE_SEAL, /* who seals: the seal comes over it */
	SIFA_LINE_CUT,	/* where counterfoil and body part; sealed across */
};
struct sifa_line {
	const char *text; /* never wider than the page */
	enum sifa_line_style style;
};
struct sifa_page {
	const struct sifa_line *line;
	size_t n;
	/* Of a page in a dossier, whose papers have several shapes; cols 0: as all. */
	unsigned cols, lines;
	bool landscape, red_head;
};
struct sifa_pages {
	const struct sifa_paper *paper;
	uint64_t record; /* 0 for a ledger */
	unsigned cols, lines;
	bool draft, public, wide;
	const struct sifa_page *page;
	size_t n;
	struct pages_memory *memory; /* private to core */
};

struct sifa_compose {
	bool draft;  /* marked 草稿 */
	bool public; /* 公示: names, numbers, telephones and addresses masked */
	bool ascii;  /* boxes of + - | */
	/* Characters that terminals give one column and Chinese fonts two are laid out as
	 * two: for printers and PDF. */
	bool wide;
	unsigned number; /* in its dossier, of the first page; 0: none */
};
/* Lays the paper out as it would be printed; what is empty becomes a blank to fill in.
 * Undone by sifa_pages_free(). */
enum sifa_rc sifa_compose(struct sifa_session *se, const struct sifa_paper *p,
			  const struct sifa_record *r, const struct sifa_compose *how,
			  struct sifa_pages **out, struct sifa_err *err);
/* A ledger over the records of the query, oldest first where its order falls; the kind
 * and the order are the ledger's own, its tests hold besides those of the query. */
enum sifa_rc sifa_compose_ledger(struct sifa_session *se, const struct sifa_paper *p,
				 const struct sifa_query *q, const struct sifa_compose *how,
				 struct sifa_pages **out, struct sifa_err *err);
void sifa_pages_free(struct sifa_pages *pages);

/* Every paper of a dossier bound together: cover, contents, what they hold with pages that
 * run on, back cover. Findings tell what has grown since the contents were made
 * (SIFA_E_DATA, but for a draft). */
enum sifa_rc sifa_compose_dossier(struct sifa_session *se, const struct sifa_record *dossier,
				  const struct sifa_compose *how, struct sifa_pages **out,
				  struct sifa_findings *findings, struct sifa_err *err);

struct sifa_plain {	/* text that stands in no configuration: an explanation, a bulletin */
	const char *id; /* for the journal and names of files: "explain-C4" */
	const char *title, *text; /* lines; longer ones are broken */
};
/* As pages that print like a paper of the configuration. */
enum sifa_rc sifa_compose_plain(struct sifa_session *se, const struct sifa_plain *p,
				const struct sifa_compose *how, struct sifa_pages **out,
				struct sifa_err *err);

enum sifa_print_form {
	SIFA_PRINT_TEXT,   /* UTF-8, pages divided by form feeds */
	SIFA_PRINT_GB,	   /* the same as GB18030 */
	SIFA_PRINT_NEEDLE, /* GB18030 for needle printers (ESC/P) */
	SIFA_PRINT_STREAM, /* for sifa-pdf: a letter for the style before each line */
};
struct sifa_print {
	enum sifa_print_form form;
	unsigned left, top; /* columns and lines, for printed forms */
	size_t from;	    /* page number, from 1 */
};
/* Writes the print into the journal, then the pages to the sink. */
enum sifa_rc sifa_print(struct sifa_session *se, const struct sifa_pages *pages,
			const struct sifa_print *how, const struct sifa_sink *sink,
			struct sifa_err *err);
/* The characters that a needle printer lacks (it prints 〓 for them), each once; returns
 * how many. buf is always terminated. */
size_t sifa_pages_lacking(const struct sifa_pages *pages, char *buf, size_t size);

/* ---- Check -------------------------------------------------------------------------- */

/* Reads every record, compares indexes, facts, references and the journal's
 * chain with them; one finding each. *records counts what was read. */
enum sifa_rc sifa_verify(struct sifa_session *se, uint64_t *records, struct sifa_findings *out,
			 struct sifa_err *err);

#endif

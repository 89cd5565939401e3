/* config.h - the configuration as read from YAML: code lists, kinds, letters'
 * trees, calendar. Kinds are linked to each other and laid out with the
 * numbers a name table gives them. */
#ifndef SIFA_MODEL_CONFIG_H
#define SIFA_MODEL_CONFIG_H

#include "../base/date.h"
#include "../base/yaml.h"
#include "record.h"

/* Gives names their numbers. `name` is a path: "mediation" (kind),
 * "mediation.form" (field), "mediation.parties.side" (field of rows),
 * "@dispute_type.family" (code). type is enum sifa_type for fields, else 0.
 * Returns the number, the same for ever, or 0 with *err set (a changed type).
 * `was` (may be NULL) is the name's former path. */
struct namer {
	uint16_t (*number)(void *arg, const char *name, const char *was, int type,
			   struct sifa_err *err);
	/* Calls f for every field ever numbered under a kind or rows path, also
	 * removed ones, in the order of numbers: they keep their slots. */
	void (*fields)(void *arg, const char *path,
		       void (*f)(void *farg, uint16_t no, const char *id, enum sifa_type type),
		       void *farg);
	void *arg;
};
/* Numbers names in order of appearance; for checking a folder without a store. */
struct namer *namer_fresh(struct arena *a);

/* A field of the record; with `of` that field of the record (or of those) it refers to,
 * or that column of its rows. */
struct field_path {
	uint16_t field;
	uint16_t of; /* SIFA_NO_FIELD: the field itself */
};

/* The last field it names. */
static inline const struct sifa_field *path_field(const struct sifa_kind *k,
						  const struct field_path *at)
{
	const struct sifa_field *f = &k->field[at->field];

	if (at->of == SIFA_NO_FIELD)
		return f;
	return f->type == SIFA_ROWS ? &f->row[at->of] : &f->target->field[at->of];
}

enum check_op {
	CHECK_ORDER,	/* each not later than the next that is set */
	CHECK_NEEDS,	/* where the first is set, so are the others */
	CHECK_EXCLUDES, /* not more than one is set */
	CHECK_ONE_OF,	/* exactly one is set */
	CHECK_AT_LEAST, /* n members, or the amount n */
	CHECK_AT_MOST,
	CHECK_BEGINS,	/* the text begins so */
	CHECK_DIFFERS,	/* not the same value */
	CHECK_BALANCE,	/* the first is the sum of the others */
	CHECK_CONFLICT, /* nobody stands in two of them */
	CHECK_OVERLAP,	/* periods of rows, from the first to the second, do not */
	CHECK_GAP,	/* nor leave a day out */
	CHECK_WITHIN,	/* no other record with the same values, near in time */
	CHECK_CLIENT,	/* who stands against us is in no other open record of the same ... */
	CHECK_TILES,	/* ranges of rows run from 1; the last field holds where they end */
	CHECK_COMPLETE, /* the contents of a dossier */
	CHECK_OUTSIDE,	/* whom it names belongs to another unit than the record */
	CHECK_TOTAL,	/* with that of others of the last months, an amount is not over a limit */
	CHECK_AGREE,	/* marks of a row: near enough, or a third one; the last is their mean */
	CHECK_OPS
};
#define CHECK_FIELDS 8
struct sifa_check_def { /* declared checks of a kind */
	enum check_op op;
	enum sifa_severity severity;
	struct field_path f[CHECK_FIELDS]; /* in the order written */
	size_t nf;
	int64_t n;	    /* AT_LEAST, AT_MOST, TOTAL; AGREE: points apart at most */
	const char *prefix; /* BEGINS */
	struct sifa_when when;
	uint16_t law; /* date field by whose day it is in force; SIFA_NO_FIELD: always */
	sifa_day from, to;
	/* WITHIN, CLIENT, TOTAL. Of f the first `nsame` are equal in both records (CLIENT: those
	 * behind the first two; TOTAL: behind the amount); of the rest WITHIN wants at least
	 * one to differ. */
	size_t nsame;
	uint16_t on, days, months;    /* date field, and how near the others are */
	uint16_t until;		      /* CLIENT: an open record has no day here */
	struct sifa_when which;	      /* TOTAL: records that count ... */
	uint16_t unless;	      /* ... but those with this filled in; SIFA_NO_FIELD: none */
	const char *text[SIFA_LANGS]; /* "" where none is given */
	const char *source;
};

/* A record that is saved in one of these states becomes so secret, and stays so. */
struct secrecy_rule {
	uint8_t secrecy;
	uint64_t in; /* states, as bits; 0: any */
	struct sifa_when when;
};

/* How a derived field is worked out. */
enum derive_op {
	DERIVE_COUNT,  /* rows, references or codes */
	DERIVE_SUM,    /* of a column of rows */
	DERIVE_LATEST, /* day of a column of rows */
	DERIVE_OPEN,   /* earliest day of a column, of the rows without a day in another */
	DERIVE_ADD,    /* numbers */
	DERIVE_LESS,   /* the first without the others */
	DERIVE_DAYS,   /* between two days */
	DERIVE_AGE,    /* full years between two days */
	DERIVE_BAND,   /* the code of that age */
	DERIVE_COPY,
	DERIVE_DUE,   /* the due day of a clock */
	DERIVE_AFTER, /* so long after a day */
	DERIVE_OPS
};
#define DERIVE_MOST 8
struct derive_band {
	int64_t last; /* age */
	uint16_t code;
};
struct derive {
	enum derive_op op;
	struct sifa_when when;
	struct field_path from[DERIVE_MOST];
	size_t n;
	const struct sifa_clock_def *clock; /* DUE */
	struct sifa_period length;	    /* AFTER */
	const struct derive_band *band;	    /* BAND, youngest first */
	size_t nbands;
};

struct config_file {	  /* as adopted: kept in the store by hash */
	const char *name; /* "kinds/mediation.yaml" */
	const char *text;
	size_t n;
	const void *frozen; /* the tree as bytes, of a file from the store */
	size_t nfrozen;
	struct yaml *thawed; /* see config_tree() */
};

struct config {
	struct arena arena;
	struct arena nodes; /* of thawed trees; their texts are in the other one */
	struct config_file *file;
	size_t nfiles;
	struct sifa_codelist *list;
	size_t nlists;
	struct sifa_kind **kind;
	size_t nkinds;
	const struct sifa_kind **kind_no; /* by their numbers; NULL between them */
	size_t nkind_no;
	struct calendar calendar;
	const struct sifa_kind *unit, *person, *user, *letter, *return_, *inspection;
	/* NULL where the configuration does without: links between persons, hand-overs, locked
	 * scores */
	const struct sifa_kind *same_person, *handover, *score_lock;
};

/* Of records that one user proposes and another one decides? */
bool config_by_two(const struct config *c, const struct sifa_kind *k);

/* Reads kinds/, codes/, letters/, returns/, papers/, dossiers/, calendar/, rates/,
 * ladders/ of a folder into texts and trees, in order of names. A file that is no YAML gives
 * findings and has no tree; config_link() then fails, after it has looked at all others. */
enum sifa_rc config_read(const char *dir, struct config **out, struct sifa_findings *findings,
			 struct sifa_err *err);
/* An empty one to be filled from the store (config_add), then linked. */
struct config *config_new(void);
enum sifa_rc config_add(struct config *c, const char *name, const char *text, size_t n,
			struct yaml *tree, struct sifa_err *err);
enum sifa_rc config_add_frozen(struct config *c, const char *name, const void *frozen, size_t n,
			       struct sifa_err *err);
/* The tree of a file: thawed when it is first asked for. NULL if it is no YAML, or
 * memory is out. */
struct yaml *config_tree(const struct config *c, const struct config_file *f);
/* The same of a file in that folder ("kinds/"); NULL for the others. */
struct yaml *config_tree_in(const struct config *c, const struct config_file *f,
			    const char *folder);
/* After config_link(): gives the memory of thawed trees back; no node of one may be in
 * use. Texts stay; of kinds, lists and calendar the trees are gone for good. */
void config_rest(struct config *c);
/* Builds lists, kinds and calendar from the trees. All errors of all files;
 * SIFA_E_CONFIG if findings holds any, and *err is the first. */
enum sifa_rc config_link(struct config *c, const struct namer *namer,
			 struct sifa_findings *findings, struct sifa_err *err);
void config_free(struct config *c);
const struct sifa_kind *config_kind(const struct config *c, const char *name);
const struct sifa_kind *config_kind_no(const struct config *c, uint16_t no);
const struct sifa_codelist *config_list(const struct config *c, const char *id);

#endif

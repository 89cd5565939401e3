/* import.h - what the parts of an import share: import.c reads the rows and
 * writes the records, cell.c makes values of cells and cell_refer.c references,
 * twin.c finds what is stored already, table.c takes files that hold the rows of
 * a table, reject.c says what is wrong and hands bad rows back. */
#ifndef SIFA_MOVE_IMPORT_H
#define SIFA_MOVE_IMPORT_H

#include "../work/people.h"
#include "bind.h"
#include "offices.h"
#include "prints.h"

struct pending { /* a person told by the row, not yet looked for */
	const struct sifa_field *f, *sub;
	size_t row, member; /* of the table; of a set */
	size_t column;
	struct person_spec spec;
	bool known; /* id is a stored person, or will be made (PEOPLE_DRY) */
	uint64_t id;
};

struct import {
	struct sifa_session *se;
	const struct sifa_import *im;
	struct sifa_import_result *res;
	struct sifa_source source; /* im->source, before which locks are let go */
	struct csv *csv;
	struct csv_row row;
	struct bindings b;
	struct view v;
	bool viewing;
	struct bulk *bulk; /* made at the first thing to write */
	bool dry;	   /* a cell was bad: go on checking, write nothing */
	struct sifa_record *r, *old;
	struct offices offices;
	struct office *home, *office; /* of the session's unit; of the row */
	struct pending *pend;
	size_t npend, pend_cap;
	struct buf text; /* of the row's values; its room is made before they are read */
	struct sifa_findings bad;
	bool self;	 /* the kind has references to itself */
	bool later;	 /* the row names one that may yet come in the file */
	bool last;	 /* nothing comes any more */
	struct buf kept; /* rows put off */
	size_t nkept;
	struct prints named;  /* records of this import by their names, for `self` */
	struct prints keys;   /* unique keys of this import, with rejects */
	struct prints stored; /* stored records by their scalars, where keys do not tell */
	bool stored_ready;
	struct buf out;	 /* of rejects */
	struct buf wait; /* ids, 8 bytes: derived from persons who are not to be read yet */
	bool waits;	 /* im->r is such a one */
	bool abroad;	 /* some fields are copied from the records that a row names */
	uint8_t salt[16];
};

/* Opens the view if it is not. It ends now and then, so that the store can use
 * again what it frees; what this import writes is not seen in it anyway. */
enum sifa_rc import_view(struct import *im, struct sifa_err *err);
void import_unview(struct import *im);
/* Before each put: the bulk is made, or goes on with its next batch. */
enum sifa_rc import_bulk(struct import *im, struct sifa_err *err);
/* ---- cell.c ---- */

/* Reads the row's cells into im->r; persons stay in im->pend. Bad cells go into
 * im->bad; an error is returned only when the import must end. */
enum sifa_rc cells_read(struct import *im, struct sifa_err *err);
/* A bad cell is a finding of the row (SIFA_OK); other errors end the import. */
enum sifa_rc cell_found(struct import *im, size_t column, enum sifa_rc rc, const struct sifa_err *e,
			struct sifa_err *err);
/* Without mark and blanks around it; "" where the row is short. */
void cell_text(const struct import *im, size_t column, const char **s, size_t *n);
/* The place of a value in the record; tables grow rows as they are met. */
struct sifa_value *cell_place_in(struct import *im, const struct sifa_field *f,
				 const struct sifa_field *sub, size_t row);
static inline struct sifa_value *cell_place(struct import *im, const struct sifa_field *f,
					    const struct sifa_field *sub, size_t row)
{
	return sub ? cell_place_in(im, f, sub, row) : &im->r->v[f->index];
}
/* A value of the text, which is trimmed. */
enum sifa_rc cell_parse(struct import *im, size_t column, const struct sifa_field *f, const char *s,
			size_t n, struct sifa_value *out, struct sifa_err *err);

/* ---- cell_refer.c ---- */

/* One person in one cell: id, identity number, or a name with what follows it. */
enum sifa_rc cell_person(struct import *im, struct pending *p, const char *s, size_t n,
			 struct sifa_err *err);
enum sifa_rc cell_person_columns(struct import *im, const struct bind_group *g,
				 struct sifa_err *err);
/* One reference; *id 0 if it was bad or is put off. */
enum sifa_rc cells_refer(struct import *im, size_t column, const struct sifa_kind *target,
			 const char *s, size_t n, uint64_t *id, struct sifa_err *err);
/* Puts ids of persons into their places; write: makes those that are unknown. */
enum sifa_rc cells_persons(struct import *im, bool write, struct sifa_err *err);
void cells_place(struct import *im, const struct pending *p, uint64_t id);
uint64_t cells_placed(const struct sifa_record *r, const struct pending *p);

/* ---- twin.c ---- */

enum twin { TWIN_NEW, TWIN_SAME, TWIN_OTHER };
/* Is the row stored already? SAME: with the same cells; OTHER: with others
 * (im->old, and im->r holds its values where the file has no column). */
enum sifa_rc twin_find(struct import *im, enum twin *out, struct sifa_err *err);
/* The cell that differs from im->old, as a finding. */
void twin_say(struct import *im);

/* ---- reject.c ---- */

/* A bad cell of this row; column SIZE_MAX: the row as a whole. */
/* A warning at its cell; the row is taken all the same. */
void import_warn(struct import *im, size_t column, const struct sifa_err *e);
void import_bad(struct import *im, size_t column, const struct sifa_err *e);
/* The same with a message of its own. {1} is the cell's text. */
void import_say(struct import *im, size_t column, const char *msg, const char *a2, const char *a3);
/* The row has errors: true. */
bool import_is_bad(const struct import *im);
/* Counts the row as bad; its findings become those of the import, and it may be handed
 * back as it stands, behind a first column headed # with its reasons, which an
 * import passes over. Nothing is written before the first bad row. */
enum sifa_rc import_reject(struct import *im, struct sifa_err *err);
/* Keeps the header for that. */
enum sifa_rc import_reject_header(struct import *im, struct sifa_err *err);

/* ---- table.c ---- */

enum sifa_rc table_import(struct import *im, struct sifa_err *err);

/* ---- what import.c lends to table.c ---- */

/* The next row that holds data; *more false at the end. */
enum sifa_rc import_next(struct import *im, bool *more, struct sifa_err *err);
/* Rows kept for later, and the row at *at again; it lives until the next. */
enum sifa_rc import_keep(struct buf *kept, const struct csv_row *row, struct sifa_err *err);
enum sifa_rc import_again(struct import *im, struct buf *kept, size_t *at, struct sifa_err *err);
/* im->r becomes the record im->old in all but its values. */
void import_as_old(struct import *im);

#endif

/* table.h - the table of a return, compiled: rows that are measured or worked out
 * from others, columns that say over which days, and what must agree. */
#ifndef SIFA_SCORE_TABLE_H
#define SIFA_SCORE_TABLE_H

#include "run.h"

enum { COLUMNS_MOST = 16 }; /* of a table */
enum row_op { ROW_HEAD, ROW_MEASURE, ROW_SUM, ROW_PERCENT, ROW_MEAN };
enum column_op { COLUMN_PERIOD, COLUMN_YEAR, COLUMN_BEFORE, COLUMN_MONTH, COLUMN_CHANGE };

struct term { /* of a sum: another row, added or taken away */
	size_t row;
	bool less;
};
struct table_row {
	enum row_op op;
	bool opening; /* as it stood the day before the period */
	struct measure *measure;
	struct term *term; /* SUM; PERCENT and MEAN: part and whole */
	size_t nterms;
};
struct table_column {
	enum column_op op;
	unsigned month;	 /* MONTH: of the calendar year, 1 to 12 */
	size_t from, to; /* CHANGE */
};
struct table_check { /* the sum of the first terms against that of the others */
	struct term *left, *right;
	size_t nleft, nright;
	bool at_most; /* else equal */
	enum sifa_severity severity;
	const char *text[SIFA_LANGS];
};

struct behind;
struct table_each;

struct sifa_table {
	const struct return_def *ret;
	struct sifa_table_row *face;
	struct table_row *row; /* the same order */
	size_t n;
	struct sifa_table_column *head;
	struct table_column *column;
	size_t ncolumns;
	struct table_check *check;
	size_t nchecks;
	struct table_each *each; /* a row for each record instead of those above; else NULL */
	struct probes probes;
};

/* The tables of all files of returns/ that have rows. False when memory is out; errors
 * go into f. */
bool tables_compile(struct arena *a, const struct config *c, const struct return_def *ret,
		    size_t nret, struct tables *out, struct sifa_findings *f);
/* The row by id; SIZE_MAX: none. */
size_t table_row(const struct sifa_table *t, const char *id);
size_t table_column(const struct sifa_table *t, const char *id);

/* ---- counting ---- */

/* Days a column counts for one of the periods; false where it counts none of them. */
bool table_days(const struct sifa_table *t, const struct table_column *c,
		const struct return_item *it, struct days *out);
struct pass { /* over the probes that are wanted, for one unit */
	struct view *v;
	const struct sifa_table *t;
	struct office office;
	bool *want; /* by slot; whoever opened it frees it, also after an error */
	struct run run;
};
enum sifa_rc pass_open(struct pass *p, struct view *v, const struct sifa_table *t, uint64_t unit,
		       struct sifa_err *err);
/* Nothing is wanted any more. */
void pass_clear(struct pass *p);
/* Counts what is wanted; run_free(&p->run) in any case. */
enum sifa_rc pass_run(struct pass *p, struct days d, bool collect, struct sifa_err *err);
/* The figures of the unit. Whoever calls has asked the guard. */
enum sifa_rc table_count(struct view *v, const struct sifa_table *t, uint64_t unit,
			 const struct return_item *it, struct sifa_figures **out,
			 struct sifa_err *err);
/* Fills what is worked out from other cells. */
void figures_work_out(struct sifa_figures *f);
/* The records behind a cell, whoever's; added to b. */
enum sifa_rc table_behind(struct view *v, const struct sifa_figures *f, size_t row, size_t column,
			  struct behind *b, struct sifa_err *err);
/* All records behind the cells, each once, sorted. */
enum sifa_rc table_sources(struct view *v, const struct sifa_figures *f, struct idlist *out,
			   struct sifa_err *err);
struct figures { /* and their memory */
	struct sifa_figures face;
	struct arena arena;
	/* Once rows are appended: room for `cap`, and the record each came from, 0 none. */
	struct sifa_table_row *rows;
	uint64_t *source;
	size_t cap;
};
/* Empty ones with their row and column faces. */
struct sifa_figures *figures_new(const struct sifa_table *t, const struct return_item *it);

/* ---- a row for each record of a kind (each.c) ---- */

/* `each:` of a table, and one of its columns, whose id and days are known; errors go into
 * c->f. False when memory is out. */
bool each_read(struct compile *c, struct sifa_table *t, struct yaml *y);
void each_read_column(struct compile *c, struct sifa_table *t, struct yaml *y);
/* Fills f, which has no rows yet, by a pass that is open. */
enum sifa_rc each_count(struct pass *p, struct sifa_figures *f, const struct return_item *it,
			struct sifa_err *err);
enum sifa_rc each_behind(struct view *v, const struct sifa_figures *f, const struct return_item *it,
			 size_t row, size_t column, struct behind *b, struct sifa_err *err);

/* ---- corrections carried on (carried.c) ---- */

/* Appends the corrections of the unit's former returns that go into this period: a heading
 * an act, a row a cell. Behind the table's own rows; checks and sums know nothing of them. */
enum sifa_rc table_carry(struct view *v, struct sifa_figures *f, const struct return_item *it,
			 struct sifa_err *err);
/* A row behind the others; its words live as long as f. False when memory is out. */
bool figures_append(struct sifa_figures *f, const struct sifa_table_row *row,
		    const struct sifa_cell *cell, uint64_t source);
uint64_t figures_source(const struct sifa_figures *f, size_t row);
/* Is it such a row, and no heading? */
bool figures_is_carried(const struct sifa_table_row *row);

/* ---- freezing ---- */

/* The period in which the record's lies; false: it says none. */
bool return_item_of(const struct return_def *d, const struct sifa_record *r,
		    const struct return_fields *rf, struct return_item *it);
/* Was it sent, and neither sent back nor withdrawn since? */
bool return_stands(const struct sifa_record *r);

/* For struct trust_above. */
enum sifa_rc return_freeze(struct sifa_session *se, struct sifa_record *r, struct buf *out,
			   struct sifa_findings *f, struct sifa_err *err);
enum sifa_rc return_on_paper(struct view *v, const struct sifa_record *r,
			     void (*row)(void *arg, const char *const *cell, size_t n, bool head),
			     void *arg, struct sifa_err *err);
/* Figures as text and back; what is read is checked. */
bool figures_write(const struct sifa_figures *f, struct buf *out);
enum sifa_rc figures_read(char *text, size_t n, struct sifa_figures **out, struct sifa_err *err);

#endif

/* paper.h - papers as compiled: templates, blocks, and the lines they become.
 *
 * A template knows at load time where each value stands: in the record, in a row of
 * its table, in a record referred to, or in one that refers to it. The chain of these
 * places is the scope while compiling and `struct paper_at` while composing. */
#ifndef SIFA_WORK_PAPER_H
#define SIFA_WORK_PAPER_H

#include "../model/link.h"
#include "../trust/session.h"

enum { PAPER_COLS = 78, PAPER_COLS_WIDE = 118, PATH_MOST = 5, GRID_MOST = 16 };

/* ---- compiled ---- */

struct paper_scope { /* while compiling */
	const struct sifa_kind *kind;
	const struct sifa_field *rows; /* not NULL: a row of this field */
	const struct paper_scope *up;
};

enum part_what {
	PART_TEXT,
	PART_FIELD,
	PART_UNIT, /* of the record */
	PART_TODAY,
	PART_USER,
	PART_SEQ,
	PART_ID,
	PART_PAGE,
	PART_PAGES,
	PART_LIST,
	PART_WHATS
};
enum part_form {
	FORM_PLAIN,
	FORM_DATE,
	FORM_ISO,
	FORM_CNDATE,
	FORM_YEAR,
	FORM_AGE,
	FORM_CAPITAL,
	FORM_TICK,
	FORM_FULL,
	FORMS
};
struct paper_part {
	enum part_what what;
	enum part_form form;
	const char *text; /* PART_TEXT; else what stands for an absent value, NULL: a blank */
	bool other;	  /* only where the part before it has no value */
	unsigned up;	  /* levels of scope */
	const struct sifa_field *step[PATH_MOST];
	size_t nsteps;
	const struct paper_list *list;
};
struct paper_text {
	const struct paper_part *part;
	size_t n;
	bool fixed; /* nothing but words */
};

struct paper_cond {
	const struct sifa_field *when, *given, *missing;
	const struct sifa_field *since, *before; /* a day; absent it counts as today's */
	unsigned up[5];				 /* of each */
	uint64_t in;
	sifa_day since_day, before_day;
};

/* What a block is repeated for: rows, records of a reference set, or records that refer
 * to this one. */
struct paper_source {
	const struct sifa_field *field;
	unsigned up;
	const struct sifa_kind *from; /* not NULL: records of this kind, by their `field` */
	struct paper_cond cond;
	struct paper_scope scope; /* of what stands inside */
};

struct paper_list { /* a text made of several records or rows */
	const char *id;
	struct paper_source of;
	struct paper_text text;
	const char *join;
};

enum paper_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
struct paper_cell {
	struct paper_text text;
	uint16_t span, lines;
	enum paper_align align;
};
struct paper_row {
	const struct paper_cell *cell;
	size_t n;
};
enum paper_entry { ENTRY_NONE, ENTRY_IN, ENTRY_OUT, ENTRY_BALANCE };
struct paper_column {
	const char *label;
	struct paper_text text;
	const struct sifa_field *sum;
	enum paper_entry entry; /* of a book of entries: the amount on its side, or what is left */
	uint16_t width;
	enum paper_align align;
};

enum block_op {
	BLOCK_LINE,
	BLOCK_PARA,
	BLOCK_BLANK,
	BLOCK_RULE,
	BLOCK_CUT,
	BLOCK_BREAK,
	BLOCK_GRID,
	BLOCK_TABLE,
	BLOCK_EACH,
	BLOCK_GROUP,
	BLOCK_COLUMNS,
	BLOCK_SIGN,
	BLOCK_SEAL,
	BLOCK_ARITHMETIC,
	BLOCK_LETTER,
	BLOCK_FIGURES,
};
struct paper_block {
	enum block_op op;
	enum paper_align align;
	enum sifa_line_style style;
	struct paper_cond cond;
	struct paper_text text;
	const char *given; /* LETTER: what of it */
	uint16_t n;	   /* BLANK: lines; TABLE, EACH: rows or times at least */
	struct paper_source of;
	const struct paper_row *row; /* GRID; COLUMNS, SIGN, SEAL: a cell a line */
	size_t nrows;
	uint16_t width[GRID_MOST];
	size_t ncolumns;
	const struct paper_column *column;
	const struct paper_block *block; /* EACH, GROUP */
	size_t nblocks;
};

struct paper_body {
	struct sifa_paper paper;
	struct paper_cond cond;
	const struct paper_list *list;
	size_t nlists;
	struct paper_text head, foot, red_name, red_no;
	const struct paper_block *block;
	size_t nblocks;
	/* ledgers */
	const struct sifa_test *test;
	size_t ntests, sort;
	const struct paper_column *column;
	size_t ncolumns;
	uint16_t rows;
};

struct papers {
	const struct sifa_paper **paper;
	size_t n;
};

/* ---- loading ---- */

struct paper_load {
	struct link l;
	struct paper_body *body;
	const struct sifa_kind *unit, *user;
	bool frame; /* a head or foot is being read */
};
/* paper_text.c */
void paper_read_text(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
		     struct paper_text *out);
/* The field of the scope that y names, or of one above; NULL after a finding. */
const struct sifa_field *paper_read_field(struct paper_load *pl, const struct paper_scope *sc,
					  struct yaml *y, unsigned *up);
/* paper_block.c */
void paper_read_cond(struct paper_load *pl, const struct paper_scope *sc, struct yaml *map,
		     struct paper_cond *out);
void paper_read_source(struct paper_load *pl, const struct paper_scope *sc, struct yaml *map,
		       const char *key, struct paper_source *out);
/* `only:` of a map: what each row or record of its source must be. */
void paper_read_only(struct paper_load *pl, struct yaml *map, struct paper_source *of);
const struct paper_column *paper_read_columns(struct paper_load *pl, const struct paper_scope *sc,
					      struct yaml *map, int cols, bool ledger, size_t *n);
const struct paper_block *paper_read_blocks(struct paper_load *pl, const struct paper_scope *sc,
					    struct yaml *map, const char *key, size_t *n);
/* Gives the columns of width 0 what is left of `cols`; false if there is too little. */
bool paper_fit_widths(uint16_t *width, size_t n, int cols);
/* paper_load.c: all papers of a configuration, in its memory; NULL when memory is out. */
const struct papers *papers_load(struct config *c, struct sifa_findings *f);
/* Errors of all papers, and of kinds that name papers that are none. */
void papers_check(struct config *c, struct sifa_findings *f);

/* ---- composing ---- */

struct paper_at {
	const struct sifa_record *record;
	const struct sifa_field *rows;
	const struct sifa_row *row; /* of rows; NULL: a blank one */
	size_t seq;		    /* from 1 */
	const struct paper_at *up;
};

struct paper_env {
	struct view *v;
	const struct paper_body *body;
	struct arena *arena; /* of the pages */
	struct sifa_compose how;
	int cols;
	size_t page, pages; /* while head and foot are made */
	struct sifa_record **got;
	size_t ngot, cap;
	char **name; /* public: who is named in texts */
	size_t nnames, namecap;
	bool failed;	     /* out of memory */
	struct sifa_err err; /* of what another floor gives; its rc tells */
};
/* paper_value.c: appends the text to out. blank: what an absent value becomes. */
void paper_text_value(struct paper_env *e, const struct paper_at *at, const struct paper_text *t,
		      const char *blank, struct buf *out);
const struct sifa_value *paper_value(const struct paper_at *at, unsigned up,
				     const struct sifa_field *f);
bool paper_holds(const struct paper_at *at, const struct paper_cond *c);
/* Calls f for each row or record of the source that its condition lets through; false
 * when f stopped. */
typedef void paper_each_fn(void *arg, const struct paper_at *at);
size_t paper_each(struct paper_env *e, const struct paper_at *at, const struct paper_source *s,
		  paper_each_fn *f, void *arg);
/* The record, kept until paper_forget(); NULL if it may not be seen. */
const struct sifa_record *paper_get(struct paper_env *e, uint64_t id);
void paper_forget(struct paper_env *e);

/* paper_mask.c: appends s[0..n) masked as its field asks. */
void paper_mask(const struct paper_env *e, const struct sifa_field *f, const char *s, size_t n,
		bool person, struct buf *out);
void paper_mask_name(const char *s, size_t n, struct buf *out);
/* Remembers whom the record names. */
void paper_mask_names(struct paper_env *e, const struct sifa_record *r);

struct flow_line {
	const char *text;
	enum sifa_line_style style;
	bool glue;		      /* no page begins with it */
	bool border;		      /* between two rows of a box */
	bool page;		      /* a page begins here */
	const char *open, *close;     /* in a box: its edges where a page begins or ends */
	const struct flow_line *head; /* rows repeated after `open` */
	size_t nhead;
};
struct flow {
	struct paper_env *e;
	struct flow_line *line;
	size_t n, cap;
};
/* paper_flow.c */
struct flow_line *flow_add(struct flow *fl, const char *text, size_t n, enum sifa_line_style style);
/* The text in lines of `cols`, the first one indented. */
void flow_text(struct flow *fl, const char *s, size_t n, int cols, int indent,
	       enum paper_align align, enum sifa_line_style style);
void flow_blank(struct flow *fl, size_t n, bool glue);
/* s padded to exactly cols. */
void flow_pad(struct paper_env *e, struct buf *out, const char *s, size_t n, int cols,
	      enum paper_align align);
/* paper_grid.c */
struct grid_row {
	const char *text[GRID_MOST]; /* of each cell */
	enum paper_align align[GRID_MOST];
	uint16_t width[GRID_MOST]; /* inside, merged columns with the lines between them */
	size_t n;
	uint16_t lines; /* at least */
};
struct grid {
	struct flow *fl;
	struct grid_row last;
	bool begun;
	bool ruled;		/* a line between rows */
	bool tight;		/* no blanks beside the lines */
	struct flow_line *head; /* repeated on each page */
	size_t nhead;
};
void grid_row(struct grid *g, const struct grid_row *row);
void grid_end(struct grid *g);
/* paper_given.c */
void compose_letter(struct flow *fl, const struct paper_at *at, const struct paper_block *b);
/* paper_compose.c */
void compose_blocks(struct flow *fl, const struct paper_at *at, const struct paper_block *b,
		    size_t n);
/* paper_pages.c */
struct pages_memory {
	struct arena arena;
	struct sifa_page *page;
	size_t cap;
};
struct sifa_pages *pages_new(const struct sifa_paper *p, const struct sifa_compose *how);
struct sifa_page *pages_add(struct paper_env *e, struct sifa_pages *pages);
void pages_put(struct paper_env *e, struct sifa_page *page, const struct flow_line *line, size_t n);
void pages_break(struct paper_env *e, struct sifa_pages *pages, const struct flow *fl);
/* Heads and feet, when the number of pages is known. */
void pages_frame(struct paper_env *e, struct sifa_pages *pages, const struct paper_at *at);

#endif

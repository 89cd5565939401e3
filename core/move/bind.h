/* bind.h - header cells and the fields they name, bound once a file.
 *
 * A heading is a field's id or label (width, brackets, spaces and letter case do
 * not matter), `unit`, `id`, a place in a table (parties.1.side, 当事人1地位) or a
 * part of a person (applicant.name, parties.1.person.id_no, parties.1.name where
 * the table has one person and no field of that name). Headings that begin with
 * # and serial numbers (序号) are passed over. */
#ifndef SIFA_MOVE_BIND_H
#define SIFA_MOVE_BIND_H

#include <string.h>

#include "../trust/session.h"
#include "csv.h"

enum bind_what { BIND_NONE, BIND_SKIP, BIND_FIELD, BIND_PART, BIND_UNIT, BIND_ID };
enum bind_part { PART_NAME, PART_IDNO, PART_BIRTH, PART_VILLAGE, PART_PHONE, PARTS };

/* The fields of a person that a row may give. */
struct bind_person {
	const struct sifa_kind *kind;
	const struct sifa_field *part[PARTS]; /* NULL where the kind has none */
};

enum { BIND_CACHE = 64, BIND_TEXT = 46 };
struct bind_cache { /* what a short text was parsed to */
	uint8_t n, state;
	char s[BIND_TEXT];
	int64_t v;
	const void *by; /* a reference: the office whose records were looked among */
};

struct bind {
	enum bind_what what;
	enum bind_part part;
	uint16_t row;			  /* from 0 */
	const struct sifa_field *f, *sub; /* sub: inside a table */
	const struct sifa_field *of;	  /* which of both the cell fills */
	bool refers;			  /* names other records */
	struct bind_cache *cache;
};

/* A person told by several columns. */
struct bind_group {
	const struct sifa_field *f, *sub;
	uint16_t row;
	size_t column[PARTS]; /* SIZE_MAX: none */
};

struct bindings {
	const struct sifa_kind *kind;
	const struct sifa_field *rows; /* the file holds rows of this field */
	struct bind_person person;
	struct bind *v;
	size_t n;
	struct bind_group *group;
	size_t ngroups;
	bool *bound;	 /* by field index: some column gives it */
	uint16_t *nrows; /* by field index: highest row number of a table */
	size_t unit, id; /* columns; SIZE_MAX: none */
	size_t number;	 /* with `rows`: the column of the record's number */
	bool reasons;	 /* the first column holds those of an earlier import */
};

/* A path of ids ("parties.2.person.name") in words, as a heading has it. */
void bind_words(const struct bind_person *p, const struct sifa_kind *k, enum sifa_lang lang,
		char *path, size_t size);
/* The field of f[0..nf) with this id or label, else NULL. */
const struct sifa_field *bind_field(const struct sifa_field *f, size_t nf, const char *s, size_t n);
void bind_person_parts(const struct config *c, struct bind_person *out);
/* Does the row look like a header: two headings or more, and half its cells? */
bool bind_looks(const struct bindings *b, const struct csv_row *row);
/* Binds every heading; what cannot be bound is found at its place. */
enum sifa_rc bind_header(struct bindings *b, const struct csv_row *row, const char *source,
			 struct sifa_findings *findings, struct sifa_err *err);
void bind_free(struct bindings *b);
/* Where the column keeps what such a text was parsed to: it, another or nothing stands
 * there. NULL for a long text and a column that keeps none. s as of a row's cell. */
static inline struct bind_cache *bind_kept(const struct bindings *b, size_t column, const char *s,
					   size_t n)
{
	struct bind_cache *c = column < b->n ? b->v[column].cache : NULL;
	uint64_t h;

	if (!c || n > BIND_TEXT)
		return NULL;
	h = get_le(s, 8); /* the first eight bytes and the last */
	if (n < 8)
		h &= (UINT64_C(1) << 8 * n) - 1;
	else
		h += get_le(s + n - 8, 8) * 3;
	return c + ((h ^ h >> 29) * UINT64_C(0x9E3779B97F4A7C15) >> 58) % BIND_CACHE;
}
static inline bool bind_is_kept(const struct bind_cache *c, const char *s, size_t n, const void *by)
{
	return c && c->n == n && c->by == by && !memcmp(c->s, s, n);
}
void bind_keep(struct bind_cache *c, const char *s, size_t n, int64_t v, enum sifa_state state,
	       const void *by);
/* The column of a field (row SIZE_MAX: any), SIZE_MAX if there is none. */
size_t bind_column(const struct bindings *b, const struct sifa_field *f, size_t row,
		   const struct sifa_field *sub);
/* "parties.2.person.name"; buf of at least 100 bytes. */
char *bind_path(const struct bind_person *p, const struct bind *b, char *buf);

#endif

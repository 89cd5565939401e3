/* give.c - FIELD=VALUE of the command line into a record; FIELD.2.PART is a cell of a table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

enum { ROWS_MOST = 200, CELLS_MOST = 64 };

struct place { /* what FIELD names */
	const struct sifa_field *field;
	uint64_t row; /* from 1; 0: no cell */
	const struct sifa_field *cell;
};

static int find_place(const struct verb *verb, const struct sifa_record *r, char *name,
		      struct place *p)
{
	char *row = strchr(name, '.'), *part = row ? strchr(row + 1, '.') : NULL;

	*p = (struct place){0};
	if (part) {
		*row++ = '\0';
		*part++ = '\0';
	}
	p->field = sifa_field(sifa_record_kind(r), name);
	if (!p->field)
		return verb_misuse(verb, N_("the kind has no field {1}"), name);
	p->cell = part ? sifa_rows_field(p->field, part) : NULL;
	if (part && !p->cell)
		return verb_misuse(verb, N_("the table has no field {1}"), part);
	if (part && !verb_whole(row, 1, ROWS_MOST, &p->row))
		return verb_misuse(
			verb, N_("{1} is no row of the table: FIELD.ROW.PART, rows from 1"), row);
	return 0;
}

/* A copy of the table with the cell in it; the row behind the last one is new. */
static enum sifa_rc set_cell(struct sifa_record *r, const struct place *p,
			     const struct sifa_value *v, struct sifa_err *err)
{
	const struct sifa_value *old = sifa_get(r, p->field);
	struct sifa_value cell[CELLS_MOST] = {0}, rows = {.state = SIFA_SET};
	struct sifa_row row[ROWS_MOST] = {0};

	rows.len = old->state == SIFA_SET ? old->len : 0;
	if (p->row > rows.len + 1 || rows.len >= ROWS_MOST || p->field->nrow > CELLS_MOST) {
		*err = (struct sifa_err){.rc = SIFA_E_DATA,
					 .msg = N_("the table has {1} rows; the next one is new")};
		snprintf(err->arg[0], sizeof err->arg[0], "%zu", rows.len);
		return SIFA_E_DATA;
	}
	if (rows.len)
		memcpy(row, old->row, rows.len * sizeof *row);
	if (p->row > rows.len)
		rows.len++;
	else
		memcpy(cell, old->row[p->row - 1].v, p->field->nrow * sizeof *cell);
	cell[p->cell->index] = *v;
	row[p->row - 1].v = cell;
	rows.row = row;
	return sifa_set(r, p->field, &rows, err);
}

int verb_give(struct verb_env *env, const struct verb *verb, struct sifa_record *r,
	      const char *pair)
{
	const char *eq = strchr(pair, '=');
	struct sifa_err err = {0};
	struct sifa_value v;
	struct place p;
	char id[160], *buf;
	size_t n, size;
	enum sifa_rc rc;
	int code;

	if (!eq || (size_t)(eq - pair) >= sizeof id)
		return verb_misuse(verb, N_("{1} is not FIELD=VALUE"), pair);
	snprintf(id, sizeof id, "%.*s", (int)(eq - pair), pair);
	code = find_place(verb, r, id, &p);
	if (code)
		return code;
	n = strlen(eq + 1);
	size = n + 64;
	buf = malloc(size);
	if (!buf)
		return 70;
	rc = sifa_parse(p.cell ? p.cell : p.field, eq + 1, n, sifa_today(env->se), &v, buf, size,
			&err);
	if (!rc)
		rc = p.cell ? set_cell(r, &p, &v, &err) : sifa_set(r, p.field, &v, &err);
	free(buf);
	if (rc && !err.field[0])
		snprintf(err.field, sizeof err.field, "%s", p.field->id);
	return rc ? verb_fail(&err) : 0;
}

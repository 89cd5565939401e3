/* targets_csv.c - the numbers of a letter out of a file: a line a unit, a column a
 * clause. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "csv.h"

enum { COLUMNS_MOST = 200, TARGET_MOST = 1000000, FIRST_NUMBER = 2 };

struct reading {
	const struct sifa_targets *t;
	const char *file;
	const char *clause[COLUMNS_MOST]; /* of column i; NULL: not one */
	size_t columns;
	struct sifa_target_put *put;
	size_t n, cap;
	struct sifa_findings *out;
};

static void say(struct reading *rd, const struct csv_row *row, size_t cell, const char *msg,
		const char *arg)
{
	struct sifa_err e = {0};

	err_set(&e, SIFA_E_DATA, msg, arg, NULL);
	err_at(&e, rd->file, row->line, csv_column(row, cell));
	findings_add(rd->out, SIFA_ERROR, &e);
}

/* A cell without blanks around it and without the mark against formulas. */
static void cell_text(const struct csv_row *row, size_t i, char *buf, size_t size)
{
	const char *s = i < row->n ? row->cell[i].s : "";
	size_t n = i < row->n ? row->cell[i].n : 0;

	csv_unguard(&s, &n);
	while (n && (*s == ' ' || *s == '\t'))
		s++, n--;
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		n--;
	snprintf(buf, size, "%.*s", (int)(n < size ? n : size - 1), s);
}

static const char *known_clause(const struct sifa_letter *l, const char *id)
{
	struct sifa_clause_text c;

	for (size_t i = 0; sifa_letter_clause(l, i, &c); i++)
		if (!strcmp(c.id, id))
			return c.id;
	return NULL;
}

static void read_head(struct reading *rd, const struct csv_row *row)
{
	char text[64];

	rd->columns = row->n < COLUMNS_MOST ? row->n : COLUMNS_MOST;
	for (size_t i = FIRST_NUMBER; i < rd->columns; i++) {
		cell_text(row, i, text, sizeof text);
		rd->clause[i] = known_clause(rd->t->letter, text);
		if (!rd->clause[i])
			say(rd, row, i, N_("The letter has no clause {1}."), text);
	}
	if (rd->columns <= FIRST_NUMBER)
		say(rd, row, 0,
		    N_("The first line names the columns: code, name, and a clause each."), NULL);
}

static bool is_unit(const struct sifa_target_unit *u, const char *code, const char *name)
{
	return *code ? !strcmp(u->code, code) : !strcmp(u->name, name);
}

/* 0 is the unit above, 1 and on those below; SIZE_MAX: none. */
static size_t find_unit(struct reading *rd, const struct csv_row *row)
{
	char code[64], name[128];

	cell_text(row, 0, code, sizeof code);
	cell_text(row, 1, name, sizeof name);
	if (is_unit(&rd->t->above, code, name))
		return 0;
	for (size_t i = 0; i < rd->t->nunits; i++)
		if (is_unit(&rd->t->unit[i], code, name))
			return i + 1;
	say(rd, row, 0, N_("{1} is no unit that gets numbers of this letter."),
	    *code ? code : name);
	return SIZE_MAX;
}

static const struct sifa_target *stored(const struct reading *rd, size_t unit, const char *clause)
{
	for (size_t k = 0; k < rd->t->nclauses; k++)
		if (!strcmp(rd->t->clause[k].id, clause))
			return unit ? &rd->t->cell[(unit - 1) * rd->t->nclauses + k]
				    : &rd->t->clause[k].above;
	return NULL;
}

static bool read_number(const char *s, int64_t *out)
{
	char *end;

	if (*s < '0' || *s > '9' || strlen(s) > 9)
		return false;
	*out = strtoll(s, &end, 10);
	return !*end && *out <= TARGET_MOST;
}

static bool read_cell(struct reading *rd, const struct csv_row *row, size_t unit, size_t i)
{
	const struct sifa_target *was;
	struct sifa_target_put put = {.above = -1, .by_hand = unit > 0};
	char text[64];

	cell_text(row, i, text, sizeof text);
	if (!*text || !rd->clause[i])
		return true;
	if (!read_number(text, &put.n)) {
		say(rd, row, i, N_("A number from 0 to 1000000 was expected, not {1}."), text);
		return true;
	}
	was = stored(rd, unit, rd->clause[i]);
	if (was && was->set && was->n == put.n)
		return true;
	if (!grow(&rd->put, &rd->cap, rd->n + 1, sizeof put))
		return false;
	put.unit = unit ? rd->t->unit[unit - 1].unit : rd->t->above.unit;
	put.clause = rd->clause[i];
	rd->put[rd->n++] = put;
	return true;
}

static bool read_line(struct reading *rd, const struct csv_row *row)
{
	size_t unit;
	char first[4];

	if (row->bad) {
		say(rd, row, row->bad_cell, row->bad, NULL);
		return true;
	}
	cell_text(row, 0, first, sizeof first);
	if (row->n < FIRST_NUMBER && !*first)
		return true;
	unit = find_unit(rd, row);
	for (size_t i = FIRST_NUMBER; i < row->n && i < rd->columns && unit != SIZE_MAX; i++)
		if (!read_cell(rd, row, unit, i))
			return false;
	return true;
}

static enum sifa_rc read_file(struct reading *rd, const struct sifa_source *source,
			      struct sifa_err *err)
{
	struct csv_row row;
	struct csv *c;
	bool more = true, head = true;
	enum sifa_rc rc = csv_open(source, &c, err);

	while (!rc && more) {
		rc = csv_next(c, &row, &more, err);
		if (rc || !more)
			break;
		if (head)
			read_head(rd, &row);
		else if (!read_line(rd, &row))
			rc = err_nomem(err);
		head = false;
	}
	csv_close(c);
	return rc;
}

enum sifa_rc sifa_targets_import(struct sifa_session *se, const struct sifa_letter *l, int year,
				 uint64_t above, const struct sifa_source *source,
				 const struct sifa_supplement *supplement, size_t *changed,
				 struct sifa_findings *out, struct sifa_err *err)
{
	struct reading rd = {.file = source->name, .out = out};
	struct sifa_targets *t = NULL;
	size_t before = out->errors;
	enum sifa_rc rc = sifa_targets(se, l, year, above, &t, err);

	*changed = 0;
	rd.t = t;
	if (!rc)
		rc = read_file(&rd, source, err);
	if (!rc && out->errors > before)
		rc = err_set(err, SIFA_E_DATA, N_("The file has errors; nothing was written."),
			     NULL);
	if (!rc && rd.n)
		rc = sifa_targets_put(se, l, year, rd.put, rd.n, supplement, out, err);
	if (!rc)
		*changed = rd.n;
	free(rd.put);
	sifa_targets_free(t);
	return rc;
}

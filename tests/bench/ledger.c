/* ledger.c - ledger STORE KIND UNIT REPS: a page of 40 rows at the beginning, at
 * the end, from a day, and after that page, with the cells of the register's
 * columns as text; UNIT 0 is the whole county. */
#include <string.h>

#include "side.h"

enum { PAGE = 40, CELL = 4096, ROOM = PAGE * 5 * CELL };

struct ledger {
	struct side s;
	struct sifa_query q;
	struct sifa_cursor middle; /* last row of the page from the day */
	char *text;
	size_t n;
};

static void take_cells(struct ledger *l, const struct sifa_rows *rows)
{
	const struct sifa_kind *k = l->q.kind;

	l->n = 0;
	for (size_t i = 0; i < rows->n; i++)
		for (size_t c = 0; c < k->ncolumns && l->n + CELL + 1 <= ROOM; c++) {
			const struct sifa_field *f = &k->field[k->column[c].field];
			char *cell = l->text + l->n;

			sifa_format(l->s.se, f, sifa_get(rows->hit[i].record, f), SIFA_ZH, cell,
				    CELL);
			l->n += strlen(cell);
			l->text[l->n++] = c + 1 == k->ncolumns ? '\n' : '|';
		}
}

static enum sifa_rc page(struct ledger *l, enum sifa_dir dir)
{
	struct sifa_cursor at = l->middle;
	struct sifa_rows rows = {0};
	enum sifa_rc rc = SIFA_OK;

	if (dir == SIFA_FROM)
		rc = sifa_seek(l->s.se, &l->q, "2012-07-15", &at, &l->s.err);
	if (!rc)
		rc = sifa_list(l->s.se, &l->q, dir, &at, PAGE, &rows, &l->s.err);
	if (!rc)
		take_cells(l, &rows);
	if (!rc && dir == SIFA_FROM && rows.n)
		l->middle = rows.hit[rows.n - 1].at;
	sifa_rows_free(&rows);
	return rc;
}

static enum sifa_rc action(struct ledger *l, const char *name, enum sifa_dir dir, size_t reps)
{
	double *ms = calloc(reps, sizeof *ms);
	enum sifa_rc rc = ms ? SIFA_OK : SIFA_E_NOMEM;

	for (size_t i = 0; i < reps && !rc; i++) {
		double t = bench_ms();

		rc = page(l, dir);
		ms[i] = bench_ms() - t;
	}
	if (!rc) {
		bench_report(name, ms, reps);
		fwrite(l->text, 1, l->n, stdout);
	}
	free(ms);
	return rc;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		enum sifa_dir dir;
	} todo[] = {{"open", SIFA_FIRST},
		    {"end", SIFA_LAST},
		    {"jump", SIFA_FROM},
		    {"page", SIFA_AFTER}};
	size_t reps = argc == 5 ? strtoul(argv[4], NULL, 10) : 0;
	struct ledger l = {.text = malloc(ROOM)};
	enum sifa_rc rc;

	if (!reps || !l.text)
		return 2;
	rc = side_open(&l.s, argv[1], 0);
	if (!rc && !(l.q.kind = sifa_kind(l.s.store, argv[2])))
		rc = SIFA_E_NOTFOUND;
	l.q.columns = true;
	if (!rc && strcmp(argv[3], "0"))
		rc = sifa_id_parse(argv[3], &l.q.unit);
	for (size_t i = 0; i < sizeof todo / sizeof *todo && !rc; i++)
		rc = action(&l, todo[i].name, todo[i].dir, reps);
	if (rc)
		side_fail(&l.s);
	side_close(&l.s);
	free(l.text);
	return rc != SIFA_OK;
}

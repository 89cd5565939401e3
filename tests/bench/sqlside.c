/* sqlside.c - the peer's side, in process: sqlside DB REPS < lines `NAME|QUERY`.
 * Each query is prepared once and run REPS times, every cell is taken out as
 * text; the rows of the last run are printed. */
#include <sqlite3.h>
#include <string.h>

#include "bench.h"

enum { LINE = 8192, ROOM = 1 << 20 };

struct text {
	char s[ROOM];
	size_t n;
};

static void add(struct text *t, const char *s, size_t n)
{
	if (n > ROOM - t->n)
		n = ROOM - t->n;
	memcpy(t->s + t->n, s, n);
	t->n += n;
}

static int take_rows(sqlite3_stmt *st, struct text *out)
{
	int rc, columns = sqlite3_column_count(st);

	out->n = 0;
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		for (int i = 0; i < columns; i++) {
			const unsigned char *s = sqlite3_column_text(st, i);

			add(out, s ? (const char *)s : "", (size_t)sqlite3_column_bytes(st, i));
			add(out, i + 1 == columns ? "\n" : "|", 1);
		}
	}
	return sqlite3_reset(st) == SQLITE_OK && rc == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
}

static int run(sqlite3 *db, const char *name, const char *query, size_t reps, struct text *out)
{
	double *ms = calloc(reps, sizeof *ms);
	sqlite3_stmt *st = NULL;
	int rc = ms ? sqlite3_prepare_v2(db, query, -1, &st, NULL) : SQLITE_NOMEM;

	for (size_t i = 0; i < reps && rc == SQLITE_OK; i++) {
		double t = bench_ms();

		rc = take_rows(st, out);
		ms[i] = bench_ms() - t;
	}
	if (rc == SQLITE_OK) {
		bench_report(name, ms, reps);
		fwrite(out->s, 1, out->n, stdout);
	} else {
		fprintf(stderr, "%s: %s\n", name, sqlite3_errmsg(db));
	}
	sqlite3_finalize(st);
	free(ms);
	return rc;
}

int main(int argc, char **argv)
{
	size_t reps = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
	struct text *out = malloc(sizeof *out);
	char line[LINE], *query;
	sqlite3 *db = NULL;
	int rc = SQLITE_ERROR;

	if (out && reps &&
	    (rc = sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL)) == SQLITE_OK)
		rc = sqlite3_exec(db, "PRAGMA mmap_size=2147483648; PRAGMA cache_size=-65536", NULL,
				  NULL, NULL);
	while (rc == SQLITE_OK && fgets(line, sizeof line, stdin)) {
		if (!(query = strchr(line, '|')))
			continue;
		*query++ = '\0';
		rc = run(db, line, query, reps, out);
	}
	sqlite3_close(db);
	free(out);
	return rc != SQLITE_OK;
}

/* score.c - score STORE LETTER REPS: the letter of every office, in process;
 * then a line `OFFICE|CLAUSE|ACTUAL` each. */
#include "side.h"

static void print(struct sifa_sheet *const *sheet, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t s = 0; s < sheet[i]->n; s++)
			for (size_t c = 0; c < sheet[i]->section[s].n; c++) {
				const struct sifa_clause *cl = &sheet[i]->section[s].clause[c];

				printf("%s|%s|%lld\n", sheet[i]->office_name, cl->id,
				       (long long)cl->actual);
			}
}

static enum sifa_rc once(struct side *s, const struct sifa_letter *l, double *ms, int show)
{
	struct sifa_sheet **sheet = NULL;
	size_t n = 0;
	double t = bench_ms();
	enum sifa_rc rc = sifa_score_all(s->se, l, sifa_day_of(2013, 12, 31), &sheet, &n, &s->err);

	*ms = bench_ms() - t;
	if (!rc && show)
		print(sheet, n);
	for (size_t i = 0; i < n; i++)
		sifa_sheet_free(sheet[i]);
	free(sheet);
	return rc;
}

int main(int argc, char **argv)
{
	size_t reps = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
	double *ms = calloc(reps + 1, sizeof *ms), last;
	const struct sifa_letter *l;
	struct side s = {0};
	enum sifa_rc rc;

	if (!reps || !ms)
		return 2;
	rc = side_open(&s, argv[1], SIFA_OPEN_BATCH);
	l = rc ? NULL : sifa_letter(s.store, argv[2]);
	if (!rc && !l)
		rc = SIFA_E_NOTFOUND;
	for (size_t i = 0; i < reps && !rc; i++)
		rc = once(&s, l, &ms[i], 0);
	if (!rc) {
		bench_report("score", ms, reps);
		rc = once(&s, l, &last, 1);
	}
	if (rc)
		side_fail(&s);
	side_close(&s);
	free(ms);
	return rc != SIFA_OK;
}

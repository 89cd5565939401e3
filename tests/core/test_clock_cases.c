/* Periods of law over dated cases (fixtures/clock-cases.tsv) whose last days were counted by
 * hand: by the shipped calendar, through clocks of a kind. tests/cli/clock.sh counts the same
 * cases without this program. */
#include "mini.h"

enum { RULE, START, PAUSES, LENGTH, UNIT, REST_DAY, LAST_DAY, WHY, COLUMNS };

static void load(struct mini *m)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	static char text[16384];
	FILE *in = fopen("tests/fixtures/clock/period.yaml", "r");
	struct yaml *tree;
	size_t n;

	assert_non_null(in);
	n = fread(text, 1, sizeof text - 1, in);
	fclose(in);
	*m = (struct mini){0};
	assert_int_equal(config_read("config", &m->config, &f, &err), SIFA_OK);
	tree = yaml_parse(&m->config->arena, "kinds/period.yaml", text, n, &f);
	assert_int_equal(config_add(m->config, "kinds/period.yaml", text, n, tree, &err), SIFA_OK);
	if (config_link(m->config, namer_fresh(&m->names), &f, &err))
		fail_msg("%s:%d:%d %s (%s)", err.source, err.line, err.column, err.msg, err.arg[0]);
	sifa_findings_free(&f);
}

static const struct sifa_clock_def *clock_of(const struct sifa_kind *k, const char *id)
{
	for (size_t i = 0; k && i < k->nclocks; i++)
		if (strcmp(k->clock[i].id, id) == 0)
			return &k->clock[i];
	fail_msg("there is no clock %s", id);
	return NULL;
}

/* A clock of the fixture's kind, or KIND.CLOCK of the shipped ones. */
static const struct sifa_clock_def *find(struct mini *m, const char *rule,
					 const struct sifa_kind **kind)
{
	char id[80];
	const char *dot = strchr(rule, '.');

	snprintf(id, sizeof id, "%.*s", dot ? (int)(dot - rule) : 6, dot ? rule : "period");
	*kind = config_kind(m->config, id);
	return clock_of(*kind, dot ? dot + 1 : rule);
}

static sifa_day day(const char *s)
{
	sifa_day d = SIFA_DAY_NONE;

	if (strcmp(s, "-") != 0)
		assert_int_equal(sifa_day_parse(s, strlen(s), SIFA_DAY_NONE, &d), SIFA_OK);
	return d;
}

static void put(struct sifa_record *r, uint16_t field, const char *date)
{
	r->v[field] = (struct sifa_value){.state = SIFA_SET, .n = day(date)};
}

static void put_pauses(struct sifa_record *r, const struct sifa_clock_def *c, char *pauses)
{
	char *rest = pauses, *one;

	for (size_t i = 0; strcmp(pauses, "-") != 0 && (one = strsep(&rest, ",")); i++) {
		assert_true(i < c->npauses && strlen(one) == 22);
		one[10] = '\0';
		put(r, c->pause[i][0], one);
		put(r, c->pause[i][1], one + 12);
	}
}

/* The length that the clock has for that day, as the columns say it. */
static bool is_length(const struct sifa_clock_def *c, sifa_day from, const char *length,
		      const char *unit)
{
	const struct sifa_period *p = clock_period(c, from);
	int n = atoi(length);

	if (!p)
		return strcmp(unit, c->nperiods ? "-" : "agreed") == 0;
	return p->days == (strcmp(unit, "days") == 0 ? n : 0) &&
	       p->workdays == (strcmp(unit, "workdays") == 0 ? n : 0) &&
	       p->months == (strcmp(unit, "months") == 0 ? n : 0);
}

static bool one_case(struct mini *m, char *const *cell)
{
	static const char *const lasts[] = {"next", "same", "before"};
	const struct sifa_kind *k;
	const struct sifa_clock_def *c = find(m, cell[RULE], &k);
	struct sifa_record *r = record_new(k);
	char got[12], want[12];
	bool same;

	assert_non_null(r);
	put(r, c->from, cell[START]);
	put_pauses(r, c, cell[PAUSES]);
	sifa_day_format(sifa_clock_due(r, c), got);
	sifa_day_format(day(cell[LAST_DAY]), want);
	same = is_length(c, day(cell[START]), cell[LENGTH], cell[UNIT]) &&
	       strcmp(lasts[c->last], cell[REST_DAY]) == 0 && strcmp(got, want) == 0;
	if (!same)
		print_error("%s from %s: %s, by hand %s (%s)\n", cell[RULE], cell[START], got, want,
			    cell[WHY]);
	sifa_record_free(r);
	return same;
}

static void the_cases_come_out_as_by_hand(void **state)
{
	struct mini m;
	FILE *in = fopen("tests/fixtures/clock-cases.tsv", "r");
	char line[500], *cell[COLUMNS], *rest;
	int cases = 0, wrong = 0;

	(void)state;
	load(&m);
	assert_non_null(in);
	while (fgets(line, sizeof line, in)) {
		line[strcspn(line, "\n")] = '\0';
		rest = line;
		for (int i = 0; i < COLUMNS && *line != '#'; i++)
			assert_non_null(cell[i] = strsep(&rest, "\t"));
		if (*line == '#')
			continue;
		cases++;
		wrong += !one_case(&m, cell);
	}
	fclose(in);
	mini_free(&m);
	assert_true(cases >= 100);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cases_come_out_as_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* returns.c - reads config/returns and says what is due when. Administrative
 * due days do not move on rest days. */
#include "returns.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned months;
} cadence[] = {{"month", 1}, {"quarter", 3}, {"half_year", 6}, {"year", 12}};

static const char *const shorts[] = {
	[RETURN_LAST] = "last", [RETURN_NEXT] = "next", [RETURN_SKIP] = "skip"};

struct reader {
	struct arena *arena;
	const struct config *config;
	const char *file;
	struct sifa_findings *f;
};

static void read_every(struct reader *r, struct yaml *y, struct yaml *map, struct return_def *d)
{
	const char *s = yaml_str(y, r->file, r->f, "");

	for (size_t i = 0; i < sizeof cadence / sizeof *cadence; i++)
		if (strcmp(cadence[i].name, s) == 0)
			d->months = cadence[i].months;
	if (d->months)
		return;
	d->months = 1;
	yaml_error(r->f, r->file, y ? y : map,
		   N_("`every:` is one of month, quarter, half_year, year."), NULL);
}

bool returns_month_day(const char *s, uint8_t *month, uint8_t *day)
{
	unsigned v[2] = {0, 0};

	if (strlen(s) != 5 || s[2] != '-')
		return false;
	for (size_t i = 0; i < 5; i++) {
		if (i == 2)
			continue;
		if (s[i] < '0' || s[i] > '9')
			return false;
		v[i > 2] = v[i > 2] * 10 + (unsigned)(s[i] - '0');
	}
	*month = (uint8_t)v[0];
	*day = (uint8_t)v[1];
	return sifa_day_of(2012, (int)v[0], (int)v[1]) != SIFA_DAY_NONE;
}

static void read_dates(struct reader *r, struct yaml *y, struct return_def *d)
{
	size_t want = 12 / d->months, i = 0;

	if (y->type != YAML_LIST || y->n != want || want > 4) {
		yaml_error(
			r->f, r->file, y,
			N_("`dates:` lists one MM-DD for each return of a year; a monthly one has "
			   "`day:`."),
			NULL);
		return;
	}
	for (struct yaml *e = y->child; e; e = e->next, i++)
		if (!returns_month_day(yaml_str(e, r->file, r->f, ""), &d->date[i].month,
				       &d->date[i].day))
			yaml_error(r->f, r->file, e,
				   N_("A due date is written MM-DD, such as 06-30."), NULL);
}

static void read_due(struct reader *r, struct yaml *y, struct yaml *map, struct return_def *d)
{
	static const char *const keys[] = {"day", "dates", "short"};
	struct yaml *day = yaml_get(y, "day"), *dates = yaml_get(y, "dates");
	struct yaml *sh = yaml_get(y, "short");
	const char *s = yaml_str(sh, r->file, r->f, "last");
	bool known = false;

	if (!y || (!day == !dates)) {
		yaml_error(r->f, r->file, y ? y : map, N_("`due:` has either `day:` or `dates:`."),
			   NULL);
		return;
	}
	yaml_known(y, r->file, keys, 3, r->f);
	for (size_t i = 0; i < 3; i++) {
		if (strcmp(shorts[i], s) == 0) {
			d->shorter = (enum return_short)i;
			known = true;
		}
	}
	if (!known)
		yaml_error(r->f, r->file, sh, N_("`short:` is one of last, next, skip."), NULL);
	if (day)
		d->day = (unsigned)yaml_int(day, r->file, 1, 31, r->f, 30);
	else
		read_dates(r, dates, d);
}

/* cutoff: period, or {day: 25} */
static void read_cutoff(struct reader *r, struct yaml *y, struct return_def *d)
{
	static const char *const keys[] = {"day"};
	struct yaml *day = yaml_get(y, "day");

	if (!y || (y->type == YAML_SCALAR && strcmp(y->text, "period") == 0))
		return;
	if (y->type != YAML_MAP || !day) {
		yaml_error(r->f, r->file, y, N_("`cutoff:` is `period` or {day: 25}."), NULL);
		return;
	}
	yaml_known(y, r->file, keys, 1, r->f);
	d->cutoff = (unsigned)yaml_int(day, r->file, 1, 31, r->f, 25);
}

/* remind: working_day, or due_day */
static void read_remind(struct reader *r, struct yaml *y, struct return_def *d)
{
	const char *s = yaml_str(y, r->file, r->f, "working_day");

	d->strict = strcmp(s, "due_day") == 0;
	if (!d->strict && strcmp(s, "working_day") != 0)
		yaml_error(r->f, r->file, y, N_("`remind:` is working_day or due_day."), NULL);
}

/* What both a return and a mere table have. */
static void read_head(struct reader *r, struct yaml *y, struct yaml *id, struct return_def *d)
{
	static const char *const langs[] = {"zh", "en"};
	struct yaml *label = yaml_get(y, "label");

	yaml_known(label, r->file, langs, 2, r->f);
	d->id = yaml_str(id, r->file, r->f, "");
	d->label[SIFA_ZH] = yaml_str(yaml_get(label, "zh"), r->file, r->f, d->id);
	d->label[SIFA_EN] = yaml_str(yaml_get(label, "en"), r->file, r->f, d->id);
	d->source = yaml_str(yaml_get(y, "source"), r->file, r->f, "");
	read_every(r, yaml_get(y, "every"), y, d);
	read_cutoff(r, yaml_get(y, "cutoff"), d);
}

static void read_table(struct reader *r, struct yaml *y, struct return_def *d)
{
	static const char *const keys[] = {"table",   "label", "every",	 "cutoff", "source",
					   "columns", "rows",  "checks", "each"};

	yaml_known(y, r->file, keys, sizeof keys / sizeof *keys, r->f);
	read_head(r, y, yaml_get(y, "table"), d);
	d->unsent = true;
}

static void read_def(struct reader *r, struct yaml *y, struct return_def *d)
{
	static const char *const keys[] = {"return",	"label",   "every",  "due",
					   "inclusive", "source",  "cutoff", "remind",
					   "again",	"columns", "rows",   "checks"};
	struct yaml *id = yaml_get(y, "return");
	struct return_fields rf;
	const struct sifa_code *code;

	yaml_known(y, r->file, keys, sizeof keys / sizeof *keys, r->f);
	read_head(r, y, id, d);
	read_due(r, yaml_get(y, "due"), y, d);
	read_remind(r, yaml_get(y, "remind"), d);
	d->again = (unsigned)yaml_int(yaml_get(y, "again"), r->file, 0, 60, r->f, 2);
	d->inclusive = yaml_bool(yaml_get(y, "inclusive"), r->file, r->f, true);
	if (!returns_fields(r->config, &rf))
		return; /* said by the rule that needs it */
	code = code_find(rf.type->codes, d->id, strlen(d->id));
	if (code)
		d->code = code->no;
	else
		yaml_error(r->f, r->file, id ? id : y, N_("Code list {1} has no return type {2}."),
			   rf.type->codes->id, d->id, NULL);
}

struct return_def *returns_compile(struct arena *a, const struct config *c, size_t *n,
				   struct sifa_findings *f)
{
	struct return_def *v = arena_array(a, c->nfiles + 1, sizeof *v);

	*n = 0;
	for (size_t i = 0; v && i < c->nfiles; i++) {
		struct reader r = {a, c, c->file[i].name, f};
		struct yaml *tree = config_tree_in(c, &c->file[i], "returns/");

		if (!tree)
			continue;
		if (yaml_get(tree, "table"))
			read_table(&r, tree, &v[*n]);
		else
			read_def(&r, tree, &v[*n]);
		for (size_t k = 0; k < *n; k++)
			if (strcmp(v[k].id, v[*n].id) == 0)
				yaml_error(f, r.file, tree,
					   N_("The return {1} stands in another file already."),
					   v[k].id, NULL);
		++*n;
	}
	return v;
}

static const struct sifa_field *field(const struct sifa_kind *k, const char *id,
				      enum sifa_type type)
{
	const struct sifa_field *f = sifa_field(k, id);

	return f && f->type == type ? f : NULL;
}

bool returns_fields(const struct config *c, struct return_fields *out)
{
	const struct sifa_kind *k = c->return_;

	if (!k)
		return false;
	out->type = field(k, "type", SIFA_CODE);
	out->from = field(k, "period_from", SIFA_DATE);
	out->to = field(k, "period_to", SIFA_DATE);
	out->submitted = field(k, "submitted_on", SIFA_DATE);
	out->returned = field(k, "returned_times", SIFA_INT);
	out->withdrawn = field(k, "withdrawn_on", SIFA_DATE);
	out->back = field(k, "returned_on", SIFA_DATE);
	out->again = field(k, "resubmitted_on", SIFA_DATE);
	out->cutoff = field(k, "cutoff", SIFA_DATE);
	out->due = field(k, "due_on", SIFA_DATE);
	out->zero = field(k, "zero", SIFA_BOOL);
	out->sources = field(k, "sources", SIFA_INT);
	return out->type && out->from && out->submitted;
}

/* The due day; SIFA_DAY_NONE if this period has none. */
static sifa_day due_of(const struct return_def *d, const struct return_item *it)
{
	int year, month, day;
	size_t i;

	if (d->day) {
		int32_t last = day_month(it->to);
		sifa_day due = month_first(last) + (sifa_day)d->day - 1;

		if (due <= month_last(last))
			return due;
		if (d->shorter == RETURN_SKIP)
			return SIFA_DAY_NONE;
		return month_last(last) + (d->shorter == RETURN_NEXT);
	}
	sifa_day_split(it->from, &year, &month, &day);
	i = (size_t)(month - 1) / d->months;
	for (int y = year; y <= year + 1; y++) {
		sifa_day due = sifa_day_of(y, d->date[i].month, d->date[i].day);

		if (due == SIFA_DAY_NONE) /* 29 February */
			due = sifa_day_of(y, 2, 28);
		if (due >= it->from)
			return due;
	}
	return SIFA_DAY_NONE;
}

/* The last day counted by the return whose last month is m. */
static sifa_day last_counted(const struct return_def *d, int32_t m)
{
	sifa_day day = month_first(m) + (sifa_day)d->cutoff - 1;

	return d->cutoff && day < month_last(m) ? day : month_last(m);
}

/* The one that begins with month m. */
static struct return_item item_of(const struct return_def *d, int32_t m)
{
	int32_t step = (int32_t)d->months;
	struct return_item it = {.from = month_first(m), .to = month_last(m + step - 1)};

	it.due = d->unsent ? SIFA_DAY_NONE : due_of(d, &it);
	it.first = last_counted(d, m - 1) + 1;
	it.last = last_counted(d, m + step - 1);
	return it;
}

/* The month with which the period begins that month m lies in: 1970-01 is month 0. */
static int32_t beginning(const struct return_def *d, int32_t m)
{
	int32_t step = (int32_t)d->months;

	return m - (m % step + step) % step;
}

struct return_item returns_at(const struct return_def *d, sifa_day day)
{
	return item_of(d, beginning(d, day_month(day)));
}

static bool digits(const char *s, size_t n, int *out)
{
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*out = *out * 10 + (s[i] - '0');
	}
	return true;
}

bool returns_period(const struct return_def *d, const char *text, struct return_item *out)
{
	static const char mark[] = {[3] = 'Q', [6] = 'H'};
	int year, n = 1, month;
	size_t len = strlen(text);

	if (len < 4 || !digits(text, 4, &year) || year < 1900)
		return false;
	if (d->months == 12 ? len != 4 : len != 7 || text[4] != '-')
		return false;
	if (d->months == 1 && !digits(text + 5, 2, &n))
		return false;
	if (d->months != 1 && d->months != 12 &&
	    ((text[5] != mark[d->months] && text[5] != (mark[d->months] | 32)) ||
	     !digits(text + 6, 1, &n)))
		return false;
	month = (n - 1) * (int)d->months + 1;
	if (month < 1 || month > 12)
		return false;
	*out = returns_at(d, sifa_day_of(year, month, 1));
	return true;
}

char *returns_name(const struct return_def *d, const struct return_item *it, char *buf)
{
	int year, month, day;

	sifa_day_split(it->from, &year, &month, &day);
	if (d->months == 12)
		snprintf(buf, 16, "%04d", year % 10000);
	else if (d->months == 1)
		snprintf(buf, 16, "%04d-%02d", year % 10000, month % 100);
	else
		snprintf(buf, 16, "%04d-%c%d", year % 10000, d->months == 3 ? 'Q' : 'H',
			 (month - 1) / (int)d->months % 4 + 1);
	return buf;
}

size_t returns_items(const struct return_def *d, sifa_day from, sifa_day to,
		     struct return_item *out, size_t max)
{
	int32_t step = (int32_t)d->months;
	size_t n = 0;

	for (int32_t m = beginning(d, day_month(from)); n < max && month_first(m) <= to;
	     m += step) {
		struct return_item it = item_of(d, m);

		if (it.from >= from && it.due != SIFA_DAY_NONE)
			out[n++] = it;
	}
	return n;
}

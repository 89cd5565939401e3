/* All tables of config/returns: new rows with figures worked out by hand, cells that open to
 * what they say, and corrections of returns that were sent. */
#include "figures_fixture.h"
#include "record_script.h"

/* ---- by hand ---- */

static uint64_t person(struct county *c, const char *name, const char *birth)
{
	return add(c, "person", c->office[0], with("name", name),
		   birth ? with("birth", birth) : NULL, NULL);
}

static void mediator(struct county *c, const char *name, const char *birth)
{
	add(c, "mediator", c->office[0], ref("person", person(c, name, birth)), "start=2011-01-01",
	    NULL);
}

/* Ages on 20 December 2013, and on that day of the year before. */
static void mediators_by_age_grow_a_year_older(void **state)
{
	struct county *c = *state;
	struct sifa_findings found = {0};
	struct sifa_figures *f;

	mediator(c, "甲", "1978-12-20"); /* 35, was 34 */
	mediator(c, "乙", "1977-12-20"); /* 36 that day, was 35 */
	mediator(c, "丙", "1977-12-21"); /* 35 until the next day */
	mediator(c, "丁", "1953-12-20"); /* 60 that day, was 59 */
	mediator(c, "戊", "1953-12-21"); /* 59 until the next day */
	mediator(c, "己", "1948-02-29"); /* 65, was 64 */
	f = figures(c, "committee_half", c->office[0], "2013-H2");
	cell(f, "mediators", "now", "6");
	cell(f, "age_35", "now", "2");
	cell(f, "age_45", "now", "1");
	cell(f, "age_59", "now", "1");
	cell(f, "age_60", "now", "2");
	cell(f, "age_35", "before", "3");
	cell(f, "age_45", "before", "0");
	cell(f, "age_59", "before", "2");
	cell(f, "age_60", "before", "1");
	cell(f, "age_35", "change", "-33.3");
	cell(f, "age_45", "change", "");
	cell(f, "age_59", "change", "-50.0");
	cell(f, "age_60", "change", "100.0");
	sifa_figures_check(f, &found);
	assert_int_equal(found.errors, 0);
	sifa_findings_free(&found);
	sifa_figures_free(f);
	mediator(c, "庚", NULL); /* nobody knows how old: in no band, and told of */
	f = figures(c, "committee_half", c->office[0], "2013-H2");
	cell(f, "mediators", "now", "7");
	cell(f, "age_35", "now", "2");
	found = (struct sifa_findings){0};
	sifa_figures_check(f, &found);
	assert_true(found.total > 0);
	sifa_findings_free(&found);
	sifa_figures_free(f);
}

static void premises_in_square_metres(void **state)
{
	struct county *c = *state;
	struct sifa_figures *f;

	add(c, "equipment", c->office[0], "class=premises", "name=一", "n=1", "area=120",
	    "own_title=yes", "bought_on=2010-05-01", NULL);
	add(c, "equipment", c->office[0], "class=premises", "name=二", "n=1", "area=80",
	    "own_title=no", "bought_on=2013-03-01", NULL);
	add(c, "equipment", c->office[0], "class=premises", "name=三", "n=1", "area=50",
	    "own_title=yes", "bought_on=2010-05-01", "scrapped_on=2013-10-01", NULL);
	add(c, "equipment", c->office[0], "class=pc", "name=四", "n=3", "bought_on=2010-05-01",
	    NULL);
	f = figures(c, "office_half", c->office[0], "2013-H2");
	cell(f, "premises", "now", "200");
	cell(f, "premises_own", "now", "120");
	cell(f, "premises_other", "now", "80");
	cell(f, "premises", "year", "200");
	cell(f, "premises", "before", "170");
	cell(f, "premises_other", "before", "0");
	cell(f, "premises", "change", "17.6");	    /* 30 of 170 */
	cell(f, "premises_own", "change", "-29.4"); /* 50 of 170 */
	cell(f, "equipment", "now", "3");	    /* rooms are no equipment */
	assert_int_equal(behind(c, f, "premises", "now", SIFA_COUNTED), 2);
	sifa_figures_free(f);
}

static void decided(struct county *c, const char *applied, const char *on)
{
	add(c, "aid_case", c->office[0], with("applied_on", applied), with("decided_on", on),
	    "decision=granted", NULL);
}

static void mean_days_of_legal_aid(void **state)
{
	struct county *c = *state;
	struct sifa_figures *f;

	decided(c, "2013-10-28", "2013-10-30");
	decided(c, "2013-11-01", "2013-11-12");
	decided(c, "2013-11-20", "2013-11-20"); /* on the spot */
	decided(c, "2013-11-20", "2013-11-26"); /* of the next month */
	decided(c, "2013-01-02", "2013-01-09");
	decided(c, "2012-11-05", "2012-11-11");
	add(c, "aid_case", c->office[0], "applied_on=2013-09-01", "assigned_on=2013-09-10",
	    "closed_on=2013-11-09", NULL);
	add(c, "aid_case", c->office[0], "applied_on=2013-09-01", "closed_on=2013-11-09", NULL);
	f = figures(c, "aid_monthly", c->office[0], "2013-11");
	cell(f, "decided", "now", "3");
	cell(f, "decided_days", "now", "13"); /* 2 + 11 + 0 */
	cell(f, "decided_mean", "now", "4.33");
	cell(f, "decided", "year", "4");
	cell(f, "decided_days", "year", "20");
	cell(f, "decided_mean", "year", "5.00");
	cell(f, "decided_mean", "before", "6.00");
	cell(f, "decided_days", "change", "116.7"); /* 13 of 6 */
	cell(f, "decided_mean", "change", "-27.8"); /* 4.33 of 6.00 */
	cell(f, "closed", "now", "2");
	cell(f, "handled", "now", "1"); /* the other was given to nobody */
	cell(f, "handled_days", "now", "60");
	cell(f, "handled_mean", "now", "60.00");
	cell(f, "handled_mean", "before", "");
	assert_int_equal(behind(c, f, "decided_mean", "now", SIFA_POPULATION), 3);
	sifa_figures_free(f);
	f = figures(c, "aid_quarter", c->office[0], "2013-Q4");
	cell(f, "decided_days", "now", "19"); /* with the 6 of 26 November */
	cell(f, "decided_mean", "now", "4.75");
	cell(f, "decided_mean", "before", "6.00");
	cell(f, "decided_mean", "change", "-20.8");
	sifa_figures_free(f);
}

static void who_moves_in_is_not_received(void **state)
{
	struct county *c = *state;
	struct sifa_findings found = {0};
	struct sifa_figures *f;

	add(c, "released", c->office[0], "kind=sentence", "registered_on=2013-11-02",
	    "agreement_on=2013-12-02", NULL);
	add(c, "released", c->office[0], "kind=sentence", "registered_on=2013-11-03",
	    "in_on=2013-11-01", NULL);
	add(c, "released", c->office[0], "kind=sentence", "registered_on=2012-11-03",
	    "end_on=2013-11-04", "end_reason=moved", NULL);
	f = figures(c, "released_monthly", c->office[0], "2013-11");
	cell(f, "opening", "now", "1");
	cell(f, "received", "now", "1");
	cell(f, "moved_in", "now", "1");
	cell(f, "moved", "now", "1");
	cell(f, "closing", "now", "2");
	cell(f, "due_handover", "now", "1"); /* another office met who moved in */
	cell(f, "agreed", "now", "0");	     /* agreed in December */
	sifa_figures_check(f, &found);
	assert_int_equal(found.total, 0);
	sifa_figures_free(f);
}

/* ---- a row for each ---- */

static const char *num(uint64_t id)
{
	static char buf[4][32];
	static unsigned at;

	return sifa_id_format(id, buf[at++ % 4]);
}

static void done(struct county *c, uint64_t who, const char *kind, const char *at)
{
	add(c, "duty_entry", c->office[0], ref("practitioner", who), with("kind", kind),
	    with("at", at), NULL);
}

static void practitioners_owe_two_acts_a_year(void **state)
{
	struct county *c = *state;
	uint64_t o = c->office[0], two, one, late, gone;
	struct sifa_figures *f;

	two = add(c, "practitioner", o, "name=甲", "kind=lawyer", "licensed_on=2005-01-01", NULL);
	one = add(c, "practitioner", o, "name=乙", "kind=notary", "licensed_on=2005-01-01", NULL);
	late = add(c, "practitioner", o, "name=丙", "kind=lawyer", "licensed_on=2013-06-01", NULL);
	gone = add(c, "practitioner", o, "name=丁", "kind=lawyer", "licensed_on=2005-01-01",
		   "left_on=2012-06-30", NULL);
	done(c, two, "case", "2013-03-01");
	done(c, two, "activity", "2013-04-01");
	done(c, two, "sitting", "2013-12-31");
	done(c, two, "case", "2014-01-01"); /* of the next year */
	done(c, two, "case", "2012-05-01");
	done(c, two, "case", "2012-06-01");
	done(c, one, "consultation", "2013-03-01");
	done(c, late, "case", "2013-07-01");
	f = figures(c, "duties_people", o, "2013");
	assert_int_equal(f->n, 3);
	assert_int_equal(sifa_figures_row(f, num(gone)), SIZE_MAX);
	cell(f, num(two), "required", "2");
	cell(f, num(two), "cases", "1");
	cell(f, num(two), "activities", "2");
	cell(f, num(two), "total", "3");
	cell(f, num(two), "short", "0");
	cell(f, num(two), "before", "2");
	cell(f, num(two), "change", "50.0");
	cell(f, num(one), "total", "1");
	cell(f, num(one), "short", "1");
	cell(f, num(one), "change", "");
	cell(f, num(late), "required", "0"); /* the first whole year is the next */
	cell(f, num(late), "total", "1");
	assert_string_equal(f->row[sifa_figures_row(f, num(two))].label[SIFA_ZH], "甲");
	assert_int_equal(behind(c, f, num(two), "total", SIFA_COUNTED), 3);
	assert_int_equal(behind(c, f, num(two), "cases", SIFA_COUNTED), 1);
	assert_int_equal(behind(c, f, num(two), "change", SIFA_COUNTED), 3);
	assert_int_equal(behind(c, f, num(one), "before", SIFA_COUNTED), 0);
	assert_int_equal(behind(c, f, num(one), "short", SIFA_COUNTED), 1); /* who owes it */
	sifa_figures_free(f);
	f = figures(c, "duties_people", c->office[1], "2013");
	assert_int_equal(f->n, 0);
	sifa_figures_free(f);
}

/* ---- every cell of every table ---- */

static void of_people(struct county *c)
{
	uint64_t o = c->office[0], p = person(c, "何明", "1950-03-02"), r, k;

	k = add(c, "committee", o, "name=会", "kind=township", "founded_on=2010-01-01",
		"standard_on=2011-01-01", "sign=yes", "room=yes", NULL);
	add(c, "mediator", o, ref("person", p), ref("committees", k), "role=member", "fulltime=yes",
	    "edu=college", "start=2011-01-01", NULL);
	k = add(c, "correction", o, ref("person", p), "kind=suspended", "papers_in=2013-10-30",
		"class=strict", "locator_on=2013-11-01", "reoffend_on=2013-11-12",
		"offence_kind=crime", NULL);
	add(c, "correction", o, ref("person", p), "kind=parole", "papers_in=2013-02-01",
	    "in_on=2013-02-01", "end_on=2013-11-20", "end_reason=expired", NULL);
	add(c, "correction_event", o, ref("correction", k), "kind=study", "at=2013-11-05",
	    "hours=8", NULL);
	add(c, "correction_event", o, ref("correction", k), "kind=warn", "at=2013-11-06", NULL);
	r = add(c, "released", o, ref("person", p), "kind=sentence", "registered_on=2013-11-01",
		"handover=family", "key=yes", "placed=land", "agreement_on=2013-11-02",
		"file_on=2013-11-03", NULL);
	add(c, "help_event", o, ref("released", r), "kind=visit", "at=2013-11-04", NULL);
	add(c, "inmate_check", o, ref("person", p), "received_on=2013-11-01", "done_on=2013-11-02",
	    "result=true", NULL);
	add(c, "volunteer", o, ref("person", p), "lines=aid", "reg_on=2013-11-01", "state=active",
	    NULL);
	add(c, "staff", o, "name=丙", "identity=civil", "edu=bachelor", "from=2010-01-01", NULL);
}

static void of_cases(struct county *c)
{
	uint64_t o = c->office[0], s, l, f;

	add(c, "mediation", o, "form=written", "source=court", "type=family", "difficulty=hard",
	    "accepted_on=2013-11-01", "agreed_on=2013-11-02", "amount=500", "perform_state=done",
	    "performed_on=2013-11-03", "closed_on=2013-11-03", "archived_on=2013-11-20",
	    "prevented=crime", "prevented_n=3", NULL);
	add(c, "mediation", o, "form=oral", "source=own", "type=land", "accepted_on=2013-02-01",
	    NULL);
	add(c, "mediation", o, "form=oral", "source=own", "type=land", "accepted_on=2012-11-01",
	    NULL);
	add(c, "sweep", o, "from=2013-11-04", "found=2", "prevented_n=1", NULL);
	s = add(c, "station", o, "kind=township", "name=站", "founded_on=2010-01-01", NULL);
	f = add(c, "law_firm", o, "name=所", "kind=legal_service", "founded_on=2000-01-01", NULL);
	l = add(c, "practitioner", o, "name=丁", "kind=legal_worker", ref("firm", f),
		"licensed_on=2005-01-01", NULL);
	add(c, "aid_case", o, "applied_on=2013-10-20", "decided_on=2013-10-27", "decision=granted",
	    "form=civil", "cause=wages", "matter_class=civil", "channel=station", ref("station", s),
	    ref("lawyer", l), "categories=migrant", "means_mode=exempt", "assigned_on=2013-10-28",
	    "closed_on=2013-11-20", "result=mediated", "amount_won=900", "subsidy_total=300",
	    "paid_on=2013-11-21", "quality=good", NULL);
	add(c, "aid_matter", o, "kind=phone", "at=2013-11-05", "persons=3", NULL);
	add(c, "aid_matter", o, "kind=writing", "at=2013-11-05", "persons=1", NULL);
	add(c, "duty_entry", o, "kind=activity", "at=2013-11-05", ref("practitioner", l),
	    ref("firm", f), NULL);
	add(c, "dossier", o, "kind=mediation", "no=1", "title=卷", "archived_on=2013-11-20", NULL);
}

static void of_the_house(struct county *c)
{
	uint64_t o = c->office[0];

	add(c, "training", o, "line=mediation", "title=训", "at=2013-11-06", "trainees=12",
	    "hours=4", "organiser=office", NULL);
	add(c, "honour", o, "name=奖", "on=2013-11-06", NULL);
	add(c, "fund", o, "at=2012-11-06", "direction=in", "summary=拨", "category=budget",
	    "source=county", "amount=90000", NULL);
	add(c, "fund", o, "at=2013-11-06", "direction=out", "summary=支", "category=training",
	    "amount=20000", NULL);
	add(c, "equipment", o, "class=premises", "name=房", "n=1", "area=90", "own_title=yes",
	    "bought_on=2010-01-01", NULL);
	add(c, "equipment", o, "class=pc", "name=机", "n=2", "condition=good",
	    "bought_on=2010-01-01", NULL);
	add(c, "wall_rule", o, "line=aid", "title=制度", "issued_on=2012-01-01", "on_wall=yes",
	    NULL);
	add(c, "publicity", o, "title=宣", "at=2013-11-07", "targets=village", "heads=40",
	    "leaflets=60", NULL);
	add(c, "lecture", o, "title=讲", "at=2013-11-08", "heads=30", NULL);
	add(c, "opinion_report", o, "title=报", "from=2013-11-01", "to=2013-11-09",
	    "submitted_on=2013-11-09", "adopted=yes", NULL);
	add(c, "petition", o, "name=戊", "at=2013-11-09", "kind=visit", "level=office",
	    "topic=dispute", "visitors=2", "answered_on=2013-11-10", NULL);
	add(c, "task", o, "title=办", "received_on=2013-11-01", "done_on=2013-11-02", NULL);
	put_on(c, o, "quota=3");
}

static bool tells_apart(const struct table_row *d)
{
	bool yes = false;

	for (size_t i = 0; d->measure && i < d->measure->n; i++)
		yes = yes || d->measure->probe[i]->op == PROBE_DISTINCT;
	return yes;
}

/* What the records behind a cell amount to is what the cell says. */
static bool opens(struct county *c, const struct sifa_figures *f, size_t row, size_t column)
{
	const struct table_row each = {.op = ROW_SUM};
	const struct table_row *d = f->table->each ? &each : &f->table->row[row];
	const struct sifa_cell *is = &f->cell[row * f->ncolumns + column];
	struct sifa_behind_list l;
	struct sifa_err err = {0};
	int64_t sum = 0, counted = 0, whole = 0;

	ok(sifa_figures_records(c->se, f, row, column, &l, &err), &err);
	assert_int_equal(l.hidden, 0);
	for (size_t i = 0; i < l.n; i++) {
		sum += l.v[i].role == SIFA_COUNTED   ? l.v[i].amount
		       : l.v[i].role == SIFA_AGAINST ? -l.v[i].amount
						     : 0;
		counted += l.v[i].role == SIFA_COUNTED;
		whole += l.v[i].role == SIFA_POPULATION;
	}
	sifa_behind_free(&l);
	if (tells_apart(d)) {
		if ((counted > 0) != (is->n > 0) || counted < is->n)
			fail_msg("%s.%s is %lld, of %lld records", f->id, f->row[row].id,
				 (long long)is->n, (long long)counted);
	} else if (d->op == ROW_PERCENT || d->op == ROW_MEAN) {
		if (is->known && !whole)
			fail_msg("%s.%s has no whole behind it", f->id, f->row[row].id);
	} else if (is->known && sum != is->n) {
		fail_msg("%s.%s.%s is %lld, its records say %lld", f->id, f->row[row].id,
			 f->column[column].id, (long long)is->n, (long long)sum);
	}
	return is->known && is->n;
}

static void every_cell_of_every_table_opens_to_what_it_says(void **state)
{
	static const struct {
		const char *table, *period;
		size_t full; /* rows that are not nothing in the first column that counts */
	} all[] = {{"med_monthly", "2013-11", 14},
		   {"med_year", "2013", 14},
		   {"committee_half", "2013-H2", 12},
		   {"office_half", "2013-H2", 30},
		   {"correction_monthly", "2013-11", 12},
		   {"released_monthly", "2013-11", 17},
		   {"released_half", "2013-H2", 17},
		   {"released_file", "2013-H2", 5},
		   {"aid_monthly", "2013-11", 20},
		   {"aid_quarter", "2013-Q4", 25},
		   {"duties", "2013", 9},
		   {"trainings", "2013", 7},
		   {"publicity", "2013", 0},
		   {"volunteers", "2013", 4},
		   {"money", "2013", 5},
		   {"petitions", "2013", 6},
		   {"equipment", "2013", 9},
		   {"dossiers", "2013", 7},
		   {"duties_people", "2013", 1},
		   {"duties_firms", "2013", 0}};
	struct county *c = *state;
	size_t ntables;

	of_people(c);
	of_cases(c);
	of_the_house(c);
	sifa_tables(c->sifa, &ntables);
	assert_int_equal(ntables, sizeof all / sizeof *all);
	for (size_t i = 0; i < ntables; i++) {
		struct sifa_figures *f = figures(c, all[i].table, c->office[0], all[i].period);
		size_t full = 0, any = 0;

		for (size_t row = 0; row < f->n; row++)
			for (size_t k = 0; k < f->ncolumns && *f->row[row].id; k++)
				if (!f->column[k].change && opens(c, f, row, k)) {
					full += k == 0;
					any++;
				}
		if (full < all[i].full || !any)
			fail_msg("%s: only %zu rows say something", all[i].table, full);
		sifa_figures_free(f);
	}
}

/* ---- corrections ---- */

struct change {
	const char *cell, *was, *now, *into; /* into NULL: not written */
};

static uint64_t corrected(struct county *c, uint64_t office, const char *type, const char *from,
			  const struct change *change, size_t n)
{
	struct sifa_record *r = blank(c, "return", office);
	char rows[1200] = "";

	fill(r, with("type", type));
	fill(r, with("period_from", from));
	fill(r, "submitted_on=2013-11-01");
	fill(r, "corrected_on=2013-11-02");
	for (size_t i = 0; i < n; i++) {
		size_t at = strlen(rows);

		snprintf(rows + at, sizeof rows - at,
			 "cell:%s,item:项目,was:%s,now:%s,reason:漏录,by:所长,on:2013-11-02%s%s|",
			 change[i].cell, change[i].was, change[i].now,
			 change[i].into ? ",into:" : "", change[i].into ? change[i].into : "");
	}
	script_rows(r, kind_field(r->kind, "corrections"), rows);
	return put(c, r);
}

static void none_carried(struct county *c, const char *table, uint64_t office, const char *period)
{
	struct sifa_figures *f = figures(c, table, office, period);

	assert_int_equal(f->n, f->table->n);
	sifa_figures_free(f);
}

static void a_correction_is_an_entry_of_the_period_that_carries_it(void **state)
{
	static const struct change change[] = {
		{"accepted", "12", "13", "2013-11-01"},	    {"rate", "90.0", "91.0", "2013-11-01"},
		{"amount", "10.00", "12.50", "2013-11-01"}, {"sent", "5", "3", "2013-11-01"},
		{"settled", "9", "10", "2013-12-01"},	    {"gone", "1", "2", "2013-11-01"}};
	struct county *c = *state;
	struct sifa_findings found = {0};
	struct sifa_behind_list l;
	struct sifa_err err = {0};
	struct sifa_figures *f;
	uint64_t id;

	id = corrected(c, c->office[0], "med_monthly", "2013-10-01", change, 6);
	f = figures(c, "med_monthly", c->office[0], "2013-11");
	assert_int_equal(f->n, f->table->n + 6); /* a heading and five rows */
	assert_non_null(strstr(f->row[f->table->n].label[SIFA_ZH], "2013-10"));
	assert_non_null(strstr(f->row[f->table->n].label[SIFA_ZH], "漏录"));
	cell(f, "2013-10.accepted", "now", "");
	cell(f, "2013-10.accepted", "year", "1");
	cell(f, "2013-10.accepted", "before", "");
	cell(f, "2013-10.accepted", "change", "");
	cell(f, "2013-10.amount", "year", "2.50");
	cell(f, "2013-10.sent", "year", "-2");
	cell(f, "2013-10.rate", "year", ""); /* rates do not add up */
	cell(f, "2013-10.gone", "year", ""); /* a row the table has no more */
	assert_string_equal(f->row[sifa_figures_row(f, "2013-10.accepted")].label[SIFA_EN],
			    "Accepted 12→13");
	ok(sifa_figures_records(c->se, f, sifa_figures_row(f, "2013-10.accepted"),
				sifa_figures_column(f, "year"), &l, &err),
	   &err);
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, id);
	assert_int_equal(l.v[0].amount, 1);
	sifa_behind_free(&l);
	sifa_figures_check(f, &found); /* nothing of it is checked */
	assert_int_equal(found.total, 0);
	sifa_figures_free(f);
	f = figures(c, "med_monthly", c->office[0], "2013-12");
	assert_int_equal(f->n, f->table->n + 2);
	cell(f, "2013-10.settled", "year", "1");
	sifa_figures_free(f);
	none_carried(c, "med_monthly", c->office[0], "2013-10");
	none_carried(c, "med_monthly", c->office[0], "2014-01");
	none_carried(c, "med_monthly", c->office[1], "2013-11");
	none_carried(c, "correction_monthly", c->office[0], "2013-11");
}

static void a_correction_stands_where_its_period_is_counted(void **state)
{
	static const struct change year[] = {{"accepted", "100", "98", NULL}},
				   december[] = {{"accepted", "12", "13", "2013-01-01"}},
				   stock[] = {{"closing", "5", "6", "2013-11-01"},
					      {"visit", "5", "7", "2013-11-01"}},
				   twice[] = {{"accepted", "1", "2", NULL},
					      {"accepted", "2", "3", NULL}};
	struct county *c = *state;
	struct sifa_figures *f;

	/* Without a word on where it goes, into the next. */
	corrected(c, c->office[0], "med_year", "2012-01-01", year, 1);
	f = figures(c, "med_year", c->office[0], "2013");
	cell(f, "2012.accepted", "before", "-2"); /* the year before counts the corrected one */
	cell(f, "2012.accepted", "now", "");
	sifa_figures_free(f);
	corrected(c, c->office[0], "med_monthly", "2012-12-01", december, 1);
	f = figures(c, "med_monthly", c->office[0], "2013-01");
	cell(f, "2012-12.accepted", "year", ""); /* another year */
	sifa_figures_free(f);
	corrected(c, c->office[0], "correction_monthly", "2013-10-01", stock, 2);
	f = figures(c, "correction_monthly", c->office[0], "2013-11");
	cell(f, "2013-10.closing", "year", "");
	cell(f, "2013-10.visit", "year", "2");
	sifa_figures_free(f);
	corrected(c, c->office[0], "released_monthly", "2013-05-01", twice, 2);
	f = figures(c, "released_monthly", c->office[0], "2013-06");
	assert_int_not_equal(sifa_figures_row(f, "2013-05.accepted-2"), SIZE_MAX);
	sifa_figures_free(f);
}

#define T(f) cmocka_unit_test_setup_teardown(f, county_up, county_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(mediators_by_age_grow_a_year_older),
		T(premises_in_square_metres),
		T(mean_days_of_legal_aid),
		T(who_moves_in_is_not_received),
		T(practitioners_owe_two_acts_a_year),
		T(every_cell_of_every_table_opens_to_what_it_says),
		T(a_correction_is_an_entry_of_the_period_that_carries_it),
		T(a_correction_stands_where_its_period_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

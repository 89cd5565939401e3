/* The worked example of the template of weights: a middling office whose every
 * clause applies, so that the weights are the template's, gets 86.40 by hand. */
#include "record_script.h"

#define MEDIATION(closed, archived) \
	"mediation form=written agreed_on=" closed " closed_on=" closed " archived_on=" archived \
	"\n"

static const char *const middling[] = {
	"letter scheme=yuanqu-2013 year=2013 period_from=2013-01-01 targets=clause:C4,target:20|clause:C6,target:40|clause:C15,target:3|clause:C37,target:200|"
	"clause:C38,target:20|clause:C39,target:5|clause:C41,target:5\n",
	/* 17 of 20 dossiers, 14 of them archived in time; 36 of 40 oral */
	"mediation @m form=written agreed_on=2013-04-10 closed_on=2013-04-10 "
	"archived_on=2013-04-30\n"
	"13* " MEDIATION("2013-05-10", "2013-06-01") "3* " MEDIATION(
		"2013-05-10",
		"2013-07-01") "3* mediation form=written closed_on=2013-08-10\n"
			      "36* mediation form=oral agreed_on=2013-05-10 closed_on=2013-05-10\n",
	/* 2 late and 1 returned; one petition */
	"returns med_monthly ..L...L..R..\n"
	"returns office_half ..\nreturns committee_half ..\n"
	"petition unit=@bureau at=2013-09-01 name=甲 mediation=@m level=county\n"
	"checklist item=petition_list_matched line=petition checked_on=2013-12-10 ok=yes\n"
	"25* mediator @d level=village start=2012-01-01\n"
	"training line=mediation at=2013-04-01 mediators=@d:18 evidence=sign_in,material\n"
	"committee kind=township sign=yes seal=yes emblem=yes procedure=yes rules=yes papers=yes "
	"room=yes registers=yes wall=no\n"
	"3* committee kind=village standard_on=2012-09-01\n"
	"evaluation item=mediation at=2013-12-20 points=40 stamped=yes\n"
	"evaluation item=correction at=2013-12-20 points=40 stamped=yes\n"
	"evaluation item=central at=2013-12-20 grade=fairly_good stamped=yes\n"
	"vote_tally kind=conduct at=2013-12-20 grade=fairly_good\n",
	/* two persons in correction: 48 of 64 acts each; 11 and 10 months */
	"correction @p kind=suspended papers_in=2012-12-01 reported_on=2012-12-05 crime=盗窃罪 "
	"court=县法院 judgment_no=1 effective_on=2012-11-28 start=2012-12-01 end=2014-11-30 "
	"receipt_on=2012-12-03 announced_on=2012-12-06 group=role:leader,name:甲|role:village,name:乙 "
	"file_on=2012-12-06 file_no=1 plan_on=2012-12-06 handbook=yes\n"
	"correction @q kind=parole papers_in=2012-12-01 reported_on=2012-12-05 crime=盗窃罪 "
	"court=县法院 effective_on=2012-11-28 start=2012-12-01 end=2014-11-30 "
	"announced_on=2012-12-06 group=role:leader,name:甲|role:village,name:乙 "
	"file_on=2012-12-06 file_no=2 plan_on=2012-12-06\n"
	"12m correction_event correction=@p kind=talk at=2013-%m-10\n"
	"12m correction_event correction=@q kind=talk at=2013-%m-10\n"
	"4* 8m correction_event correction=@p kind=phone at=2013-%m-12\n"
	"4* 8m correction_event correction=@q kind=phone at=2013-%m-12\n"
	"12m correction_event correction=@p kind=visit at=2013-%m-15\n"
	"12m correction_event correction=@q kind=visit at=2013-%m-15\n"
	"11m correction_event correction=@p kind=study at=2013-%m-20 evidence=notes\n"
	"correction_event correction=@p kind=study at=2013-12-20 evidence=photo\n"
	"10m correction_event correction=@p kind=labour at=2013-%m-21 evidence=photo\n"
	"returns correction_monthly ............\n",
	/* 26 released, as on the prisons' list, one of them offended again */
	"reconciliation of=released at=2013-12-10 settled_on=2013-12-12\n"
	"reconciliation of=inmate_check at=2013-12-10 settled_on=2013-12-10\n"
	"11* released @r kind=sentence crime=盗窃罪 sentence=三年 prison=省一监 "
	"released_on=2012-05-01 registered_on=2012-05-04 handover=self risk=low until=2017-04-30 "
	"placed=land\n"
	"14* released kind=sentence crime=盗窃罪 sentence=三年 prison=省一监 "
	"released_on=2012-05-01 registered_on=2012-05-04 handover=self risk=low until=2017-04-30\n"
	"released @s kind=sentence crime=抢劫罪 sentence=五年 prison=省一监 "
	"released_on=2012-05-01 registered_on=2012-05-04 handover=prison risk=high "
	"until=2017-04-30 placed=none reoffend_on=2013-08-01 offence_kind=crime\n"
	"returns released_file ..\nreturns released_monthly ............\n"
	"8* inmate_check received_on=2013-05-01 due_on=2013-05-16 done_on=2013-05-10\n"
	"2* inmate_check received_on=2013-05-01 due_on=2013-05-16 done_on=2013-05-20\n"
	"help_event released=@r kind=job at=2013-06-01 material=yes\n"
	"help_event released=@s kind=legal at=2013-06-01 material=yes\n",
	/* legal aid */
	"9* aid_matter kind=visit at=2013-05-01 persons=20\n"
	"17* aid_matter kind=writing at=2013-05-01 persons=1\n"
	"station @w kind=township founded_on=2010-01-01\n"
	"4* station kind=contact founded_on=2010-01-01\n"
	"4* aid_case unit=@bureau station=@w closed_on=2013-06-01 archived_on=2013-06-20\n",
	/* publicity: nine of ten with record and material, five of six places */
	"3* publicity at=2013-02-20 targets=organ,village evidence=record,material\n"
	"3* publicity at=2013-05-20 targets=community evidence=record,material\n"
	"2* publicity at=2013-08-20 targets=school evidence=record,material\n"
	"publicity at=2013-12-04 targets=unit evidence=record,material\n"
	"publicity at=2013-12-04 targets=unit\n"
	"works_site village=@v0 built_on=2013-08-01\nworks_site village=@v1 built_on=2013-08-01\n"
	"document kind=key_points line=rule_of_law at=2013-01-20\n"
	"document kind=summary line=rule_of_law at=2013-12-20\n"
	"document kind=plan line=office at=2013-01-20\n"
	"handout item=poster received_on=2013-04-05 received_n=12 handed_on=2013-04-10 "
	"handed_n=12 signed=yes\n"
	"handout item=poster received_on=2013-04-05 received_n=9 handed_on=2013-04-20 "
	"handed_n=9 signed=yes\n"
	"handout item=poster received_on=2013-04-05 received_n=9 handed_on=2013-05-20 "
	"handed_n=9 signed=yes\n"
	"staff @a name=甲 from=2010-01-01\nstaff @b name=乙 from=2010-01-01\n"
	"document kind=study_notes at=2013-05-01 staff=@a\n"
	"document kind=study_notes at=2013-05-01 staff=@b\n"
	"document kind=notebook at=2013-05-01 staff=@a\n"
	"document kind=notebook at=2013-05-01 staff=@b\n"
	"article kind=good_practice sent_on=2013-05-20\n"
	"9* meeting body=office at=2013-05-01 evidence=minutes\nmeeting body=office at=2013-06-01\n",
	/* the office: eight of ten */
	"checklist item=std_setup line=office checked_on=2013-11-10 ok=yes\n"
	"checklist item=std_dual_lead line=office checked_on=2013-11-10 ok=yes\n"
	"checklist item=std_staff line=office checked_on=2013-11-10 ok=yes\n"
	"checklist item=std_head line=office checked_on=2013-11-10 ok=yes\n"
	"checklist item=std_education line=office checked_on=2013-11-10 ok=yes\n"
	"checklist item=std_sign line=office checked_on=2013-11-10 ok=yes\n"
	"checklist item=std_seal line=office checked_on=2013-11-10 ok=yes\n"
	"checklist item=std_premises line=office checked_on=2013-11-10 ok=no\n"
	"checklist item=std_training line=office checked_on=2013-11-10 ok=no\n"
	"checklist item=std_files line=office checked_on=2013-11-10 ok=yes\n"
	"inspection letter=yuanqu-2013 clause=C5 inspected_on=2013-12-10 samples=no:1,score:76\n"
	"inspection letter=yuanqu-2013 clause=C32 inspected_on=2013-12-10 samples=no:1,score:85\n"
	"inspection letter=yuanqu-2013 clause=C40 inspected_on=2013-12-10 samples=no:1,score:78\n",
};

/* By hand: the weight of the template and the points, both in hundredths. */
static const struct {
	const char *clause;
	int weight, points;
} by_hand[] = {
	{"C4", 700, 595},					 /* 7 × 17/20 */
	{"C5", 250, 190},					 /* 76 % */
	{"C6", 300, 270},					 /* 3 × 36/40 */
	{"C7", 300, 240},					 /* − 0.25×2 − 0.10 */
	{"C8", 100, 100},  {"C9", 100, 100},  {"C10", 250, 150}, /* − 1 */
	{"C11", 100, 72},					 /* 18/25 */
	{"C12", 50, 50},   {"C13", 50, 40},   {"C14", 100, 89},	 /* 8/9 */
	{"C15", 200, 200},					 /* 3 of 60 % of 5 */
	{"C16", 150, 141},					 /* 8/8 and 7/8 */
	{"C17", 150, 131},					 /* 4/4 and 3/4 */
	{"C18", 300, 225},					 /* 48/64 */
	{"C19", 200, 175},					 /* 4/4 and 3/4 */
	{"C20", 250, 229},					 /* 11/12 */
	{"C21", 0, 0},	   {"C22", 250, 208},			 /* 10/12 */
	{"C23", 0, 0},	   {"C24", 300, 300}, {"C25", 250, 250}, {"C26", 100, 100},
	{"C27", 200, 200}, {"C28", 50, 40},   {"C29", 250, 235}, /* 220/234 */
	{"C30", 100, 100}, {"C31", 250, 200},			 /* 8/10 */
	{"C32", 200, 170},					 /* 85 % */
	{"C33", 300, 200},					 /* 1/26: one started point */
	{"C34", 200, 200}, {"C35", 200, 200}, {"C36", 0, 0},	 {"C37", 300, 270}, /* 180/200 */
	{"C38", 150, 128},							    /* 17/20 */
	{"C39", 450, 360},							    /* 4/5 */
	{"C40", 250, 195},							    /* 78 % */
	{"C41", 150, 120},							    /* 4/5 */
	{"C42", 200, 167},							    /* 5/6 */
	{"C43", 200, 200}, {"C44", 250, 167},					    /* 2/3 */
	{"C45", 100, 100}, {"C46", 100, 100}, {"C47", 150, 105},		    /* 21/30 */
	{"C48", 50, 50},   {"C49", 100, 90},					    /* 9/10 */
	{"C50", 50, 50},   {"C51", 50, 45},					    /* 9/10 */
	{"C52", 50, 25},							    /* − 0.25 */
	{"C53", 200, 160},							    /* 8/10 */
	{"C54", 200, 150},							    /* 18/24 */
	{"C55", 50, 50},   {"C56", 50, 50},   {"C57", 50, 45},			    /* 9/10 */
	{"C58", 200, 170},							  /* fairly good */
	{"C59", 100, 100}, {"C60", 50, 50},   {"C61", 100, 100}, {"C62", 50, 43}, /* fairly good */
	{"C63", 100, 100}, {"C64", 50, 50},
};

static void a_middling_office_gets_86_40(void **state)
{
	struct county *c = county_new(SIFA_DAY_NONE);
	static struct script s;
	struct sifa_sheet *sheet;
	int64_t weight = 0;
	size_t wrong = 0;

	(void)state;
	script_office(&s, c, "name=中等司法所");
	county_login(c);
	for (size_t i = 0; i < sizeof middling / sizeof *middling; i++)
		script_run(&s, middling[i]);
	sheet = score(c, s.office, "2014-01-20");
	for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++) {
		const struct sifa_clause *cl = clause(sheet, by_hand[i].clause);

		weight += by_hand[i].weight;
		if (cl->weight == by_hand[i].weight && cl->points == by_hand[i].points)
			continue;
		wrong++;
		print_error("%s: %lld of %lld, by hand %d of %d: %s\n", cl->id,
			    (long long)cl->points, (long long)cl->weight, by_hand[i].points,
			    by_hand[i].weight, cl->formula[SIFA_EN]);
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(weight, 10000);
	assert_int_equal(sheet->points, 8640);
	assert_false(sheet->veto);
	sifa_sheet_free(sheet);
	county_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_middling_office_gets_86_40),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

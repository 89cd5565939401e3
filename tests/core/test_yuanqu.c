/* The letter of 2013, clause by clause: small records in, points out. Every row
 * has an office of its own, so that nothing but its records can count. */
#include "proof.h"

#define LETTER(targets) \
	"letter scheme=yuanqu-2013 year=2013 period_from=2013-01-01 targets=" targets "\n"
#define PERSON "correction @p kind=suspended papers_in=2013-01-01 reported_on=2013-01-01 "
#define EVENT  "correction_event correction=@p "
#define FREED  "released @r kind=sentence released_on=2012-05-01 "
#define LIST   "reconciliation of=released at="
#define CHECK  "reconciliation of=inmate_check at="

static const struct proof proofs[] = {
	/* ---- 前言 ---- */
	{"C1", "print", ANY, "", NULL},
	{"C2", "print", ANY, "", NULL},
	{"C3", "print", ANY, "", NULL},

	/* ---- 一 人民调解 ---- */
	{"C4", "not set", 1, "mediation form=written closed_on=2013-05-10 archived_on=2013-06-01\n",
	 NULL},
	{"C4", "17/20", 17,
	 LETTER("clause:C4,target:20") "17* mediation form=written closed_on=2013-05-10 archived_on=2013-06-01\n",
	 NULL},
	{"C4", "1/20", 1, /* closed in the period and archived by the cut-off */
	 LETTER("clause:C4,target:20") "mediation form=written closed_on=2013-12-31 archived_on=2014-01-15\n"
				       "mediation form=written closed_on=2013-12-31 archived_on=2014-01-16\n"
				       "mediation form=written closed_on=2013-12-31\n"
				       "mediation form=written closed_on=2012-12-31 archived_on=2013-01-10\n"
				       "mediation form=written closed_on=2014-01-01 archived_on=2014-01-10\n"
				       "mediation form=oral closed_on=2013-06-01 archived_on=2013-06-02\n",
	 NULL},
	{"C4", "1/1", 25, /* no more than full */
	 LETTER("clause:C4,target:20") "25* mediation form=written closed_on=2013-05-10 archived_on=2013-06-01\n",
	 NULL},
	{"C5", "unjudged", ANY, "", NULL},
	{"C5", "818/1000", 8180, /* 92 88 76 95 58 */
	 "inspection letter=yuanqu-2013 clause=C5 inspected_on=2013-06-20 samples=no:1,score:10\n"
	 "inspection letter=yuanqu-2013 clause=C5 inspected_on=2013-12-10 "
	 "samples=no:1,score:92|no:2,score:88|no:3,score:76|no:4,score:95|no:5,score:58\n",
	 NULL},
	{"C6", "36/40", 36,
	 LETTER("clause:C6,target:40") "36* mediation form=oral agreed_on=2013-05-10\n"
				       "4* mediation form=written agreed_on=2013-05-10\n"
				       "mediation form=oral agreed_on=2012-12-31\n",
	 NULL},
	{"C7", "-1.10", 9, "returns med_monthly ..LL.M..R...\n", NULL}, /* 2×.25 .5 .1 */
	{"C7", "-0", 2,							/* February: its last day */
	 "return type=med_monthly period_from=2013-01-01 submitted_on=2013-01-30\n"
	 "return type=med_monthly period_from=2013-02-01 submitted_on=2013-02-28\n",
	 "2013-03-29"},
	{"C7", "not due", ANY, "", "2013-01-29"},
	{"C8", "-0.25", 1, "returns office_half .L\n", NULL},
	{"C9", "-0.50", 1, "returns committee_half M.\n", NULL},
	{"C10", "unverified", ANY, "", NULL},
	{"C10", "-0", 0, /* on the day of the agreement, before it, or of no mediated case */
	 "checklist item=petition_list_matched line=petition checked_on=2013-12-10 ok=yes\n"
	 "mediation @m form=oral agreed_on=2013-05-10\n"
	 "mediation @n form=oral accepted_on=2013-05-10\n"
	 "petition unit=@bureau name=甲 at=2013-05-10 mediation=@m\n"
	 "petition unit=@bureau name=乙 at=2013-05-01 mediation=@m level=capital\n"
	 "petition unit=@bureau name=丙 at=2013-06-01 mediation=@n\n"
	 "petition name=丁 at=2013-06-01\n",
	 NULL},
	{"C10", "-2.00", 2,
	 "checklist item=petition_list_matched line=petition checked_on=2013-12-10 ok=yes\n"
	 "mediation @m form=oral agreed_on=2012-05-10\n"
	 "2* petition unit=@bureau name=甲 at=2013-05-11 mediation=@m level=county\n",
	 NULL},
	{"C10", "0/1", 1,
	 "checklist item=petition_list_matched line=petition checked_on=2013-12-10 ok=yes\n"
	 "mediation @m form=oral agreed_on=2013-05-10\n"
	 "petition unit=@bureau name=甲 at=2013-05-11 mediation=@m mass=yes\n",
	 NULL},
	{"C10", "0/1", 1,
	 "checklist item=petition_list_matched line=petition checked_on=2013-12-10 ok=yes\n"
	 "mediation @m form=written agreed_on=2013-05-10\n"
	 "petition unit=@bureau name=甲 at=2013-05-11 mediation=@m level=capital\n",
	 NULL},
	{"C11", "3/5", 3, /* trained this year in mediation, of those in office */
	 "5* mediator @m level=village start=2012-01-01\n"
	 "mediator @t level=township start=2012-01-01\n"
	 "mediator level=village start=2008-01-01 end=2012-12-31\n"
	 "training line=mediation at=2013-04-01 mediators=@m:3\n"
	 "training line=mediation at=2013-05-01 mediators=@t\n"
	 "training line=correction at=2013-05-01 mediators=@m:5\n"
	 "training line=mediation at=2012-12-31 mediators=@m:5\n",
	 NULL},
	{"C11", "not due", ANY, "", NULL},
	{"C12", "-0.25", 1, "training line=mediation at=2013-04-01 evidence=sign_in\n", NULL},
	{"C12", "-0", 2, "training line=mediation at=2013-04-01 evidence=sign_in,material\n", NULL},
	{"C13", "4/5", 1,
	 "evaluation item=mediation at=2013-12-20 points=40 stamped=yes\n"
	 "evaluation item=mediation at=2013-12-21 points=10 stamped=no\n"
	 "evaluation item=correction at=2013-12-22 points=10 stamped=yes\n",
	 NULL},
	{"C13", "3/5", 1, /* or the inspector's own entry */
	 "inspection letter=yuanqu-2013 clause=C13 inspected_on=2013-12-20 points=30\n", NULL},
	{"C13", "unjudged", ANY, "", NULL},
	{"C14", "8/9", 8,
	 "committee kind=township sign=yes seal=yes emblem=yes procedure=yes rules=yes papers=yes "
	 "room=yes registers=no wall=yes\n"
	 "committee kind=village sign=no\n",
	 NULL},
	{"C14", "0/1", ANY, "", NULL}, /* no committee is no excuse */
	{"C15", "2/3", 2,
	 LETTER("clause:C15,target:3") "2* committee kind=village standard_on=2012-09-01\n"
				       "2* committee kind=village\n"
				       "committee kind=township standard_on=2012-09-01\n"
				       "committee kind=village standard_on=2014-01-01\n"
				       "committee kind=village standard_on=2010-01-01 "
				       "closed_on=2013-03-01\n",
	 NULL},

	/* ---- 二 社区矫正 ---- */
	{"C16", "5/8", 0,
	 "correction kind=suspended papers_in=2013-01-01 crime=盗窃罪 court=县法院 "
	 "start=2013-01-01 end=2013-12-31\n"
	 "correction kind=suspended papers_in=2012-01-01 end_on=2013-01-01\n",
	 NULL},
	{"C16", "not due", ANY, "", NULL},
	{"C17", "3/4", 0,
	 "correction papers_in=2013-01-01 receipt_on=2013-01-03 "
	 "group=role:leader,name:甲|role:village,name:乙\n",
	 NULL},
	{"C18", "16/21", 0, /* a quarter's visit, four talks, sixteen calls are due */
	 PERSON "\n3m " EVENT "kind=talk at=2013-%m-10\n"
		"5* 3m " EVENT "kind=phone at=2013-%m-10\n" EVENT "kind=visit at=2013-02-10\n",
	 "2013-05-15"},
	{"C19", "3/4", 0,
	 "correction papers_in=2013-01-01 file_on=2013-01-05 file_no=1 plan_on=2013-01-05\n", NULL},
	{"C20", "2/4", 2, /* a month counts once; March to June somebody is there */
	 "correction @p kind=suspended papers_in=2013-03-15 reported_on=2013-03-15\n"
	 "2* " EVENT "kind=study at=2013-04-10 evidence=notes\n" EVENT
	 "kind=study at=2013-06-10 evidence=thought_report\n" EVENT
	 "kind=labour at=2013-05-10 evidence=photo\n",
	 "2013-07-15"},
	{"C21", "guard", 1, /* a photograph is no note */
	 PERSON "\n" EVENT "kind=study at=2013-04-10 evidence=notes\n" EVENT
		"kind=study at=2013-05-10 evidence=photo\n",
	 NULL},
	{"C20", "1/12", 1,
	 PERSON "\n" EVENT "kind=study at=2013-04-10 evidence=notes\n" EVENT
		"kind=study at=2013-05-10 evidence=photo\n",
	 NULL},
	{"C22", "10/12", 10, PERSON "\n10m " EVENT "kind=labour at=2013-%m-20 evidence=photo\n",
	 NULL},
	{"C23", "guard", 2,
	 PERSON "\n10m " EVENT "kind=labour at=2013-%m-20 evidence=video\n"
		"2* " EVENT "kind=labour at=2013-12-20 evidence=notes\n",
	 NULL},
	{"C22", "10/12", 10,
	 PERSON "\n10m " EVENT "kind=labour at=2013-%m-20 evidence=video\n"
		"2* " EVENT "kind=labour at=2013-12-20 evidence=notes\n",
	 NULL},
	{"C24", "1/1", 0, PERSON "\n", NULL},
	{"C24", "veto", 1, PERSON "\n" EVENT "kind=missed at=2013-05-01\n", NULL},
	{"C24", "not due", ANY, "", NULL},
	{"C25", "-1.00", 1, PERSON "reoffend_on=2013-05-01 offence_kind=penalty\n", NULL},
	{"C25", "veto", 1, PERSON "reoffend_on=2013-05-01 offence_kind=crime\n", NULL},
	{"C25", "-0", 0, PERSON "\n", NULL},
	{"C26", "-0", 0, PERSON "\n", NULL},
	{"C26", "-0.75", 3, /* four days, the first is free */
	 PERSON "\n" EVENT
		"kind=lost at=2013-05-01 discovered_on=2013-05-02 reported_on=2013-05-06\n",
	 NULL},
	{"C26", "-0.25", 1,
	 PERSON "reoffend_on=2013-05-01 reoffend_found_on=2013-05-05 "
		"reoffend_reported_on=2013-05-07 offence_kind=penalty\n",
	 NULL},
	{"C27", "-0.85", 10, PERSON "\nreturns correction_monthly LM........R.\n", NULL},
	{"C27", "not due", ANY, "returns correction_monthly ............\n", NULL},
	{"C28", "4/5", 1, "evaluation item=correction at=2013-12-20 points=40 stamped=yes\n", NULL},

	/* ---- 三 安置帮教 ---- */
	{"C29", "4/9", 0,
	 LIST "2013-12-10 settled_on=2013-12-12\n" FREED "crime=盗窃罪 sentence=三年 "
	      "prison=省一监\n",
	 NULL},
	{"C29", "unverified", ANY, /* never compared, or another register */
	 CHECK "2013-12-10 settled_on=2013-12-12\n" FREED "crime=盗窃罪\n", NULL},
	{"C29", "unverified", ANY, LIST "2013-12-10\n" FREED "crime=盗窃罪\n", NULL},
	{"C29", "unverified", ANY, /* settled after the day of the score */
	 LIST "2013-12-10 settled_on=2013-12-21\n" FREED "crime=盗窃罪\n", "2013-12-20"},
	{"C29", "unverified", ANY, /* the last one decides, not the one that fits */
	 LIST "2013-06-10 settled_on=2013-06-10\n" LIST "2013-12-10\n" FREED "crime=盗窃罪\n",
	 NULL},
	{"C29", "2/9", 0, /* compared by the cut-off, settled later */
	 LIST "2013-06-10\n" LIST "2014-01-15 settled_on=2014-01-18\n" FREED "crime=盗窃罪\n",
	 NULL},
	{"C29", "unverified", ANY, /* last year's; after the cut-off; the county's own */
	 LIST "2012-12-31 settled_on=2013-01-10\n" LIST
	      "2014-01-16 settled_on=2014-01-16\nreconciliation unit=@bureau of=released "
	      "at=2013-12-10 settled_on=2013-12-10\n" FREED "crime=盗窃罪\n",
	 NULL},
	{"C29", "unverified", ANY, /* nobody in the register: who says so? */
	 "released kind=sentence released_on=2007-05-01 end_on=2012-05-01\n", NULL},
	{"C29", "not due", ANY,
	 LIST "2013-12-10 settled_on=2013-12-10\n"
	      "released kind=sentence released_on=2007-05-01 end_on=2012-05-01\n",
	 NULL},
	{"C30", "-0.25", 1, FREED "\nreturns released_file .L\n", NULL},
	{"C31", "unverified", ANY,
	 LIST "2013-12-10 settled_on=2013-12-10\n"
	      "inmate_check received_on=2013-05-01 done_on=2013-05-16\n",
	 NULL},
	{"C31", "not due", ANY, CHECK "2013-12-10 settled_on=2013-12-10\n", NULL},
	{"C31", "3/5", 3, /* in time, late, due and not done; not yet due waits */
	 CHECK "2013-12-10 settled_on=2013-12-10\n"
	       "2* inmate_check received_on=2013-05-01 due_on=2013-05-16 done_on=2013-05-16\n"
	       "inmate_check received_on=2013-05-01 due_on=2013-05-16 done_on=2013-05-17\n"
	       "inmate_check received_on=2013-05-01 done_on=2013-05-16\n"
	       "inmate_check received_on=2013-05-01\n"
	       "inmate_check received_on=2013-12-15 due_on=2013-12-30\n"
	       "inmate_check received_on=2013-12-10\n",
	 "2013-12-20"},
	{"C32", "17/20", 8500,
	 FREED "\ninspection letter=yuanqu-2013 clause=C32 inspected_on=2013-12-10 "
	       "samples=no:1,score:80|no:2,score:90\n",
	 NULL},
	{"C32", "not due", ANY, "", NULL},
	{"C33", "-1.00", 1, /* 1 of 26 is 3.85 percent */
	 "25* " FREED "\n" FREED "reoffend_on=2013-08-01 offence_kind=crime\n", NULL},
	{"C33", "-0", 1, /* 1 of 34 is 2.94 percent */
	 "33* " FREED "\n" FREED "reoffend_on=2013-08-01 offence_kind=crime\n", NULL},
	{"C33", "-0", 0, /* a penalty is no crime; nor after the time of help */
	 FREED "reoffend_on=2013-08-01 offence_kind=penalty\n" FREED
	       "until=2013-05-01 reoffend_on=2013-08-01 offence_kind=crime\n",
	 NULL},
	{"C34", "-0.50", 10, FREED "\nreturns released_monthly L.......L...\n", NULL},
	{"C35", "-1.00", 1, /* one person, helped twice */
	 FREED "\n2* help_event released=@r kind=job at=2013-05-01 material=yes\n"
	       "help_event released=@r kind=visit at=2013-05-01 material=yes\n",
	 NULL},
	{"C35", "-0", 2,
	 FREED "\nhelp_event released=@r kind=allowance at=2013-05-01 evidence=receipt\n"
	       "released @s kind=sentence released_on=2012-05-01\n"
	       "help_event released=@s kind=skill at=2013-05-01 material=yes\n",
	 NULL},
	{"C35", "-2.00", 0, FREED "\nhelp_event released=@r kind=job at=2013-05-01 material=no\n",
	 NULL},
	{"C36", "guard", 1,
	 FREED "\nhelp_event released=@r kind=job at=2013-05-01 material=no\n"
	       "help_event released=@r kind=job at=2013-06-01 material=yes\n",
	 NULL},

	/* ---- 四 法律援助 ---- */
	{"C37", "150/200", 150, /* persons, not entries; writing is not asking */
	 LETTER("clause:C37,target:200") "5* aid_matter kind=phone at=2013-05-01 persons=10\n"
					 "aid_matter kind=visit at=2013-05-01 persons=100\n"
					 "aid_matter kind=writing at=2013-05-01 persons=7\n"
					 "aid_matter kind=visit at=2012-12-31 persons=7\n",
	 NULL},
	{"C38", "7/20", 7,
	 LETTER("clause:C38,target:20") "aid_matter kind=writing at=2013-05-01 persons=7\n"
					"aid_matter kind=visit at=2013-05-01 persons=9\n",
	 NULL},
	{"C39", "3/5", 3, /* the centre's cases by the station that took them in; own ones */
	 LETTER("clause:C39,target:5") "station @s kind=township name=站 founded_on=2010-01-01\n"
				       "2* aid_case unit=@bureau station=@s closed_on=2013-12-31 archived_on=2014-01-15\n"
				       "aid_case unit=@bureau station=@s closed_on=2013-12-31 archived_on=2014-01-16\n"
				       "aid_case unit=@bureau closed_on=2013-05-01 archived_on=2013-05-20\n"
				       "aid_case closed_on=2013-05-01 archived_on=2013-05-20\n",
	 NULL},
	{"C40", "78/100", 7800,
	 "inspection letter=yuanqu-2013 clause=C40 inspected_on=2013-12-10 samples=no:1,score:78\n",
	 NULL},
	{"C41", "2/5", 2,
	 LETTER("clause:C41,target:5") "2* station kind=contact founded_on=2012-05-01\n"
				       "station kind=contact founded_on=2010-05-01 closed_on=2013-05-01\n"
				       "station kind=township founded_on=2012-05-01\n",
	 NULL},

	/* ---- 五 普法宣传 ---- */
	{"C42", "5/6", 5,
	 "publicity at=2013-03-01 targets=organ,village,community\n"
	 "publicity at=2013-04-01 targets=school\n"
	 "publicity at=2013-05-01 targets=unit,school\n"
	 "publicity at=2012-05-01 targets=enterprise\n",
	 NULL},
	{"C43", "3/4", 3,
	 "publicity at=2013-03-31\nlecture at=2013-04-01\n3* publicity at=2013-12-04\n", NULL},
	{"C44", "2/3", 2, /* villages, each once */
	 "works_site village=@v0 built_on=2013-08-01\n"
	 "works_site village=@v0 built_on=2013-08-02\n"
	 "works_site village=@v3 built_on=2013-12-31\n"
	 "works_site village=@v4 built_on=2012-08-01\n",
	 NULL},
	{"C45", "1/1", 1, "document kind=key_points line=rule_of_law at=2013-03-31\n", NULL},
	{"C45", "0/1", 0,
	 "document kind=key_points line=rule_of_law at=2013-04-01\n"
	 "document kind=key_points line=mediation at=2013-02-01\n",
	 NULL},
	{"C46", "1/1", 1, "document kind=summary line=publicity at=2013-11-15\n", NULL},
	{"C46", "0/1", 0, "document kind=summary line=rule_of_law at=2014-01-02\n", NULL},
	{"C46", "not due", 0, "", "2013-12-20"},
	{"C47", "10/25", 10, /* the second came too late; the third may still wait */
	 "handout item=poster received_on=2013-04-05 received_n=10 handed_on=2013-04-20 "
	 "handed_n=10\n"
	 "handout item=poster received_on=2013-09-05 received_n=15 handed_on=2013-09-21 "
	 "handed_n=15\n"
	 "handout item=poster received_on=2013-12-10 received_n=50\n"
	 "handout item=booklet received_on=2013-09-05 received_n=15\n",
	 "2013-12-20"},
	{"C48", "1/1", 1,
	 "2* handout item=poster received_on=2013-04-05 handed_on=2013-04-20 signed=yes\n", NULL},
	{"C48", "0/1", 0,
	 "handout item=poster received_on=2013-04-05 handed_on=2013-04-20 signed=yes\n"
	 "handout item=poster received_on=2013-04-05 handed_on=2013-04-20\n",
	 NULL},
	{"C48", "not due", ANY, "handout item=poster received_on=2013-04-05\n", NULL},
	{"C49", "1/3", 1,
	 "publicity at=2013-03-31 evidence=record,material,photo\n"
	 "publicity at=2013-04-30 evidence=record\nlecture at=2013-04-01\n",
	 NULL},
	{"C50", "1/2", 1,
	 "staff @a name=甲 from=2010-01-01\nstaff @b name=乙 from=2010-01-01\n"
	 "staff name=丙 from=2005-01-01 to=2012-12-31\n"
	 "document kind=study_notes at=2013-05-01 staff=@a\n"
	 "document kind=study_notes at=2012-05-01 staff=@b\n"
	 "document kind=notebook at=2013-05-01 staff=@b\n",
	 NULL},
	{"C51", "1/2", 1,
	 "publicity at=2013-03-31 evidence=record\npublicity at=2013-04-30 evidence=photo\n", NULL},
	{"C52", "-0.25", 1,
	 "article kind=good_practice sent_on=2013-05-20\n"
	 "article kind=web sent_on=2013-05-20\narticle kind=good_practice sent_on=2012-05-20\n",
	 NULL},

	{"C52", "-0", 2,
	 "article kind=good_practice sent_on=2013-05-20 published_on=2013-06-01\n"
	 "article kind=good_practice published_on=2013-08-20\n",
	 NULL},

	/* ---- 六 其它 ---- */
	{"C53", "2/10", 2,
	 "checklist item=std_setup line=office checked_on=2013-11-10 ok=yes\n"
	 "checklist item=std_seal line=office checked_on=2014-01-15 ok=yes\n"
	 "checklist item=std_sign line=office checked_on=2013-11-10 ok=no\n"
	 "checklist item=std_head line=office checked_on=2012-11-10 ok=yes\n"
	 "checklist item=std_party line=office checked_on=2013-11-10 ok=yes\n",
	 NULL},
	{"C53", "1/10", 1, /* the latest check decides */
	 "checklist item=std_setup line=office checked_on=2013-03-10 ok=yes\n"
	 "checklist item=std_setup line=office checked_on=2013-11-10 ok=no\n"
	 "checklist item=std_seal line=office checked_on=2013-03-10 ok=no\n"
	 "checklist item=std_seal line=office checked_on=2013-11-10 ok=yes\n",
	 NULL},
	{"C54", "4/9", 4, /* within 30 days, of what closed 30 days ago or more */
	 "station @s kind=township name=站 founded_on=2010-01-01\n"
	 "mediation form=written closed_on=2013-05-01 archived_on=2013-05-31\n"
	 "mediation form=written closed_on=2013-05-01 archived_on=2013-06-01\n"
	 "mediation form=written closed_on=2013-05-01\n"
	 "mediation form=written closed_on=2013-11-21\n"
	 "mediation form=oral closed_on=2013-05-01\n"
	 "aid_case unit=@bureau station=@s closed_on=2013-05-01 archived_on=2013-05-09\n"
	 "correction papers_in=2012-01-01 end_on=2013-06-01 archived_on=2013-06-15\n"
	 "correction papers_in=2012-01-01 end_on=2013-06-01\n"
	 "released released_on=2008-01-01 end_on=2013-06-01\n"
	 "dossier kind=publicity no=1 closed_on=2013-06-01 archived_on=2013-06-20\n"
	 "dossier kind=publicity no=2 closed_on=2013-06-01\n"
	 "dossier kind=mediation no=3 closed_on=2013-06-01\n",
	 "2013-12-20"},
	{"C55", "1/1", 1, "document kind=plan line=office at=2013-01-01\n", NULL},
	{"C55", "0/1", 0, "document kind=plan line=office at=2013-04-01\n", NULL},
	{"C56", "1/2", 1,
	 "staff @a name=甲 from=2010-01-01\nstaff @b name=乙 from=2010-01-01\n"
	 "document kind=notebook at=2013-05-01 staff=@a\n"
	 "document kind=study_notes at=2013-05-01 staff=@b\n",
	 NULL},
	{"C57", "2/3", 2,
	 "2* meeting body=office at=2013-05-01 evidence=minutes\n"
	 "meeting body=office at=2013-06-01 evidence=photo\n",
	 NULL},
	{"C58", "9/10", 3, /* good, fairly good, fairly good */
	 "evaluation item=central at=2013-12-20 grade=good stamped=yes\n"
	 "2* evaluation item=central at=2013-12-20 grade=fairly_good stamped=yes\n"
	 "evaluation item=central at=2013-12-19 grade=poor stamped=yes\n"
	 "evaluation item=overall at=2013-12-20 grade=poor stamped=yes\n",
	 NULL},
	{"C58", "unjudged", ANY, "evaluation item=central at=2013-12-20 grade=good\n", NULL},
	{"C59", "-0.50", 1,
	 "discipline kind=rules at=2013-05-01 name=甲 upheld=yes\n"
	 "discipline kind=rules at=2013-05-02 name=甲 upheld=no\n"
	 "discipline kind=rules at=2013-05-03 name=甲\n",
	 NULL},
	{"C59", "-0.50", 1,
	 "attendance at=2013-05-01 kind=off_post\nattendance at=2013-05-01 kind=sick\n", NULL},
	{"C60", "1/1", 0, "checklist item=birth_control line=office checked_on=2013-11-10 ok=yes\n",
	 NULL},
	{"C60", "0/1", 1, "checklist item=birth_control line=office checked_on=2013-11-10 ok=no\n",
	 NULL},
	{"C60", "off", ANY,
	 "letter scheme=yuanqu-2013 year=2016 period_from=2016-01-01 targets=clause:C4,target:1\n",
	 "2016-12-20"},
	{"C61", "veto", 1, "discipline kind=integrity at=2013-05-01 name=甲 upheld=yes\n", NULL},
	{"C61", "-0", 0, "discipline kind=integrity at=2013-05-01 name=甲 upheld=no\n", NULL},
	{"C62", "7/10", 1, "vote_tally kind=conduct at=2013-12-20 grade=fair\n", NULL},
	{"C63", "-0.50", 1,
	 "petition at=2013-05-01 name=甲 about_staff=yes upheld=yes\n"
	 "petition at=2013-05-01 name=乙 about_staff=yes upheld=no\n"
	 "petition at=2013-05-01 name=丙 upheld=yes\n",
	 NULL},
	{"C63", "-0.50", 1, /* the petition already counts */
	 "petition @q at=2013-05-01 name=甲 about_staff=yes upheld=yes\n"
	 "discipline kind=attitude at=2013-05-01 name=甲 upheld=yes petition=@q\n",
	 NULL},
	{"C64", "-0.50", 1, "discipline kind=image at=2013-05-01 name=甲 upheld=yes\n", NULL},
	{"C65", "print", ANY, "", NULL},
};
#define PROOFS (sizeof proofs / sizeof *proofs)

static void every_clause_is_scored_as_the_letter_says(void **state)
{
	struct county *c = county_new(SIFA_DAY_NONE);
	static struct script s[PROOFS];

	(void)state;
	every_one_proved(c, proofs, s, PROOFS, "2014-01-20");
	county_free(c);
}

static void no_clause_is_without_a_proof(void **state)
{
	(void)state;
	all_proved(proofs, PROOFS, 'C', 65);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_clause_is_without_a_proof),
		cmocka_unit_test(every_clause_is_scored_as_the_letter_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

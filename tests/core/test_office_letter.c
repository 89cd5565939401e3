/* The general letter of offices, clause by clause: small records in, points out. */
#include "proof.h"

#define PERSON	"correction @p kind=suspended papers_in=2013-01-01 reported_on=2013-01-01 "
#define OTHER	"correction @q kind=suspended papers_in=2013-01-01 reported_on=2013-01-01 "
#define EVENT	"correction_event correction=@p "
#define FREED	"released @r kind=sentence released_on=2012-05-01 registered_on=2012-05-02 "
#define FIRM	"law_firm kind=legal_service name=所 founded_on=2000-01-01\n"
#define OWN	"equipment bought_on=2010-01-01 name=物 "
#define RULE	"wall_rule issued_on=2011-01-01 "
#define POSTED	"posted_on=2011-02-01 checked_on=2013-10-10\n"
#define SEEN(c) "inspection letter=office-letter clause=" c " inspected_on=2013-12-10 "
/* good, fairly good, fairly good: 0.9 */
#define GRADED(c) \
	SEEN(c) \
	"grade=good\n2* " SEEN(c) "grade=fairly_good\n" \
				  "inspection letter=office-letter clause=" c " inspected_on=" \
				  "2013-06-10 grade=poor\n"
#define CHECK(item) "checklist item=" item " line=office "
/* of two committees one has it, and what is no village's or township's does not count */
#define COMMITTEES(field) \
	"committee kind=village name=甲 founded_on=2005-01-01 " field "=yes\n" \
	"committee kind=township name=乙 founded_on=2005-01-01 " field "=no\n" \
	"committee kind=enterprise name=丙 founded_on=2005-01-01 " field "=no\n" \
	"committee kind=village name=丁 founded_on=2005-01-01 closed_on=" \
	"2013-03-01 " field "=no\n"

static const struct proof proofs[] = {
	/* ---- 一 法制宣传 ---- */
	{"B1", "2/3", 2, "2* lecture at=2013-04-01\nlecture at=2012-12-31\n", NULL},
	{"B1", "1/1", 4, "4* lecture at=2013-04-01\n", NULL},
	{"B2", "1/2", 1,
	 "lecture at=2013-04-01 audience=cadres,students\nlecture at=2012-04-01 audience=villagers\n",
	 NULL},
	{"B3", "1/3", 1,
	 "lecture at=2013-04-01 evidence=record,material\nlecture at=2013-04-02 evidence=record\n"
	 "lecture at=2013-04-03\n",
	 NULL},
	{"B4", "4/6", 4,
	 "publicity at=2013-03-01 targets=organ,village,community\n"
	 "2* publicity at=2013-04-01 targets=school\npublicity at=2012-05-01 targets=enterprise\n",
	 NULL},
	{"B5", "1/1", 1, "publicity at=2013-12-07 campaign=constitution_day\n", NULL},
	{"B5", "0/1", 0,
	 "publicity at=2013-11-30 campaign=constitution_day\npublicity at=2013-12-04 "
	 "campaign=drug_day\n",
	 NULL},
	{"B5", "not due", 0, "", "2013-11-20"},
	{"B6", "2/3", 2,
	 "2* publicity at=2013-04-01 scale=large\npublicity at=2013-04-01 scale=ordinary\n", NULL},
	{"B7", "1/3", 1,
	 "publicity at=2013-04-01 place=广场 evidence=record,material\n"
	 "publicity at=2013-04-01 evidence=record,material\n"
	 "publicity at=2013-04-01 place=广场 evidence=photo\n",
	 NULL},

	/* ---- 二 司法所建设 ---- */
	{"B8", "1/2", 1,
	 "staff @a name=甲 from=2010-01-01\ntraining organiser=office at=2013-04-01 staff=@a\n"
	 "training organiser=county at=2013-04-01 staff=@a\ntraining organiser=office "
	 "at=2013-05-01\n",
	 NULL},
	{"B9", "5/6", 5,
	 "training organiser=county at=2013-04-01 required_n=3 trainees=2\n"
	 "training organiser=city at=2013-05-01 required_n=3 trainees=3\n"
	 "training organiser=county at=2013-06-01 trainees=3\n"
	 "training organiser=office at=2013-04-01 required_n=30 trainees=3\n",
	 NULL},
	{"B10", "9/10", 3, GRADED("B10"), NULL},
	{"B10", "unjudged", ANY, "", NULL},
	{"B11", "3/4", 1, /* 40, 60 and 80 of 80 hours */
	 "staff @a name=甲 from=2010-01-01\nstaff @b name=乙 from=2010-01-01\n"
	 "staff @c name=丙 from=2010-01-01\nstaff name=丁 from=2005-01-01 to=2012-12-31\n"
	 "training at=2013-04-01 hours=40 staff=@a\ntraining at=2013-04-01 hours=60 staff=@b\n"
	 "training at=2013-05-01 hours=50 staff=@c\ntraining at=2013-06-01 hours=50 staff=@c\n"
	 "training at=2012-06-01 hours=50 staff=@a\n",
	 NULL},
	{"B12", "-1.00", 1,
	 "staff @a name=甲 from=2010-01-01\n"
	 "discipline kind=rules at=2013-05-01 name=甲 staff=@a upheld=yes\n"
	 "discipline kind=rules at=2013-05-02 name=甲 staff=@a upheld=no\n"
	 "discipline kind=mediator at=2013-05-02 name=乙 upheld=yes\n",
	 NULL},
	{"B12", "veto", 1,
	 "staff @a name=甲 from=2010-01-01\n"
	 "discipline kind=law at=2013-05-01 name=甲 staff=@a upheld=yes\n",
	 NULL},
	{"B13", "3/8", 3, /* broken and gone are no equipment */
	 OWN "class=premises\n" OWN "class=pc condition=good\n" OWN
	     "class=printer condition=broken\n" OWN "class=phone scrapped_on=2013-05-01\n" CHECK(
		     "computers") "checked_on=2013-11-10 ok=yes\n",
	 NULL},
	{"B14", "1/1", 1, OWN "class=vehicle\n", NULL},
	{"B14", "0/1", 0, OWN "class=vehicle scrapped_on=2013-05-01\n", NULL},
	{"B15", "2/3", 2, OWN "class=pc\n" OWN "class=card_reader\n", NULL},
	{"B16", "2/4", 2, /* ten days; what is younger waits */
	 "mediation accepted_on=2013-05-01 platform_on=2013-05-11\n"
	 "mediation accepted_on=2013-05-01 platform_on=2013-05-12\n"
	 "correction papers_in=2013-05-01 platform_on=2013-05-03\n"
	 "released released_on=2013-04-25 registered_on=2013-05-01\n"
	 "mediation accepted_on=2013-12-12\n",
	 "2013-12-20"},
	{"B17", "2/14", 2,
	 RULE "line=office title=甲 item=rules_duty\n" RULE
	      "line=office title=乙 item=rules_study\n" RULE
	      "line=office title=丙 item=rules_roster withdrawn_on=2013-01-16\n" RULE
	      "line=mediation title=丁 item=rules_first\n",
	 NULL},
	{"B18", "1/14", 1, /* on the wall, and looked at this year */
	 RULE
	 "line=office title=甲 item=rules_duty " POSTED RULE
	 "line=office title=乙 item=rules_study posted_on=2011-02-01 checked_on=2012-10-10\n" RULE
	 "line=office title=丙 item=rules_meeting checked_on=2013-10-10\n",
	 NULL},
	{"B19", "1/1", 1, CHECK("std_separate") "checked_on=2013-11-10 ok=yes\n", NULL},
	{"B19", "0/1", 0,
	 CHECK("std_separate") "checked_on=2013-03-10 ok=yes\n" CHECK(
		 "std_separate") "checked_on=2013-11-10 ok=no\n",
	 NULL},
	{"B20", "9/10", 3, GRADED("B20"), NULL},
	{"B21", "4/9", 4,
	 "mediation accepted_on=2013-05-01\nsweep from=2013-05-01\ntask title=事 "
	 "received_on=2013-05-01\n"
	 "document kind=plan line=petition at=2013-05-01\npublicity at=2012-05-01\n",
	 NULL},
	{"B22", "1/1", 1, "document kind=office_year at=2013-03-01\n", NULL},
	{"B22", "0/1", 0, "document kind=plan at=2013-03-01\n", NULL},
	{"B23", "0/1", 0, "", NULL},

	/* ---- 三 基层法律服务职能分开 ---- */
	{"B24", "1/1", 1, FIRM CHECK("sep_duties") "checked_on=2013-11-10 ok=yes\n", NULL},
	{"B24", "not due", ANY, CHECK("sep_duties") "checked_on=2013-11-10 ok=yes\n", NULL},
	{"B25", "1/3", 1,
	 FIRM "staff @a name=甲 from=2010-01-01 concurrent=yes\nstaff @b name=乙 from=2010-01-01\n"
	      "staff @c name=丙 from=2010-01-01 concurrent=no\n"
	      "practitioner name=丙 kind=legal_worker licensed_on=2010-01-01 staff=@c\n"
	      "practitioner name=乙 kind=legal_worker licensed_on=2001-01-01 left_on=2012-01-01 "
	      "staff=@b\n",
	 NULL},
	{"B26", "1/1", 1, FIRM CHECK("sep_room") "checked_on=2013-11-10 ok=yes\n", NULL},
	{"B27", "0/1", 0, FIRM CHECK("sep_business") "checked_on=2013-11-10 ok=no\n", NULL},
	{"B28", "1/1", 1, FIRM CHECK("sep_finance") "checked_on=2013-11-10 ok=yes\n", NULL},
	{"B29", "0/1", 0, FIRM CHECK("sep_files") "checked_on=2012-11-10 ok=yes\n", NULL},
	{"B30", "2/5", 2,
	 FIRM RULE "line=legal_service title=甲 item=rules_tasks\n" RULE
		   "line=legal_service title=乙 item=rules_finance\n",
	 NULL},
	{"B31", "1/5", 1,
	 FIRM RULE "line=legal_service title=甲 item=rules_tasks " POSTED RULE
		   "line=legal_service title=乙 item=rules_finance\n",
	 NULL},
	{"B32", "1/1", 1, FIRM RULE "line=legal_service title=甲 item=rules_board " POSTED, NULL},
	{"B33", "1/2", 1,
	 FIRM "staff @a name=甲 from=2010-01-01\n"
	      "dossier kind=legal_service no=1 filed_on=2013-05-01 archivist=@a\n"
	      "dossier kind=legal_service no=2 filed_on=2013-05-01\n"
	      "dossier kind=office no=3 filed_on=2013-05-01\n",
	 NULL},
	{"B34", "1/3", 1,
	 FIRM "dossier kind=legal_service no=1 filed_on=2013-05-01 cabinet=1 shelf=2\n"
	      "dossier kind=legal_service no=2 filed_on=2013-05-01 cabinet=1\n"
	      "dossier kind=legal_service no=3 filed_on=2013-05-01\n",
	 NULL},
	{"B35", "1/2", 1, /* its workers' cases, a month after closing */
	 FIRM "station @s kind=township name=站 founded_on=2010-01-01\n"
	      "practitioner @l name=甲 kind=legal_worker licensed_on=2010-01-01\n"
	      "practitioner @m name=乙 kind=lawyer licensed_on=2010-01-01\n"
	      "2* aid_case @c unit=@bureau station=@s closed_on=2013-05-01 lawyer=@l\n"
	      "aid_case unit=@bureau station=@s closed_on=2013-05-01 lawyer=@m\n"
	      "aid_case unit=@bureau station=@s closed_on=2013-12-01 lawyer=@l\n"
	      "dossier kind=aid no=1 filed_on=2013-05-20 aid_case=@c\n",
	 "2013-12-20"},
	{"B36", "1/3", 1,
	 FIRM
	 "dossier kind=legal_service no=1 filed_on=2013-05-01 closed_on=2013-05-01 archived_on=2013-05-31\n"
	 "dossier kind=legal_service no=2 filed_on=2013-05-01 closed_on=2013-05-01 archived_on=2013-06-01\n"
	 "dossier kind=legal_service no=3 filed_on=2013-05-01 closed_on=2013-05-01\n"
	 "dossier kind=legal_service no=4 filed_on=2013-12-01 closed_on=2013-12-01\n",
	 "2013-12-20"},
	{"B37", "9/10", 3, FIRM GRADED("B37"), NULL},
	{"B38", "-0.75", 1,
	 FIRM "practitioner @l name=甲 kind=legal_worker licensed_on=2010-01-01\n"
	      "discipline kind=professional at=2013-05-01 name=甲 lawyer=@l upheld=yes\n"
	      "discipline kind=rules at=2013-05-01 name=乙 upheld=yes\n",
	 NULL},
	{"B38", "veto", 1,
	 FIRM "practitioner @l name=甲 kind=legal_worker licensed_on=2010-01-01\n"
	      "discipline kind=law at=2013-05-01 name=甲 lawyer=@l upheld=yes\n",
	 NULL},
	{"B39", "1/2", 1, /* five and four; a lawyer and one who left are not asked */
	 "practitioner @l name=甲 kind=legal_worker licensed_on=2010-01-01\n"
	 "practitioner @m name=乙 kind=legal_worker licensed_on=2010-01-01\n"
	 "practitioner name=丙 kind=legal_worker licensed_on=2001-01-01 left_on=2012-01-01\n"
	 "practitioner name=丁 kind=lawyer licensed_on=2001-01-01\n"
	 "5* duty_entry kind=case at=2013-05-01 practitioner=@l\n"
	 "4* duty_entry kind=case at=2013-05-01 practitioner=@m\n"
	 "duty_entry kind=activity at=2013-05-01 practitioner=@m\n"
	 "duty_entry kind=case at=2012-05-01 practitioner=@m\n",
	 NULL},

	/* ---- 四 人民调解 ---- */
	{"B40", "3/6", 3, /* two villages of five and the township */
	 "unit kind=township name=镇 parent=@office\n"
	 "2* committee kind=village village=@v0 founded_on=2005-01-01\n"
	 "committee kind=village village=@v1 founded_on=2005-01-01\n"
	 "committee kind=village village=@v2 founded_on=2005-01-01 closed_on=2013-05-01\n"
	 "committee kind=township founded_on=2005-01-01\n"
	 "committee kind=enterprise village=@v3 founded_on=2005-01-01\n",
	 NULL},
	{"B41", "1/3", 1,
	 "committee kind=village founded_on=2005-01-01 term_end=2014-11-20\n"
	 "committee kind=village founded_on=2005-01-01 term_end=2013-05-01\n"
	 "committee kind=township founded_on=2005-01-01\n",
	 NULL},
	{"B41", "0/1", ANY, "", NULL},
	{"B42", "1/2", 1,
	 "committee @a name=甲 kind=village founded_on=2005-01-01\n"
	 "committee @b name=乙 kind=village founded_on=2005-01-01\n"
	 "mediator committees=@a start=2012-01-01\n"
	 "mediator committees=@b start=2008-01-01 end=2013-05-01\n",
	 NULL},
	{"B43", "2/3", 2,
	 "2* committee kind=village founded_on=2005-01-01 members=3\n"
	 "committee kind=village founded_on=2005-01-01 members=2\n",
	 NULL},
	{"B44", "2/3", 2,
	 "mediator start=2012-01-01 edu=junior\nmediator start=2012-01-01 edu=college\n"
	 "mediator start=2012-01-01 edu=primary\nmediator start=2008-01-01 end=2011-01-01 "
	 "edu=primary\n",
	 NULL},
	{"B45", "1/1", 1, RULE "line=mediation title=甲 item=rules_members " POSTED, NULL},
	{"B45", "0/1", 0, RULE "line=mediation title=甲 item=rules_members\n", NULL},
	{"B46", "1/2", 1,
	 "training line=mediation at=2013-04-01\ntraining line=correction at=2013-04-01\n", NULL},
	{"B47", "1/2", 1, COMMITTEES("room"), NULL},
	{"B47", "0/1", ANY, "", NULL},
	{"B48", "1/2", 1, COMMITTEES("equipment"), NULL},
	{"B49", "1/2", 1, COMMITTEES("sign"), NULL},
	{"B50", "1/2", 1, COMMITTEES("seal"), NULL},
	{"B51", "1/2", 1, COMMITTEES("emblem"), NULL},
	{"B52", "1/2", 1, COMMITTEES("procedure"), NULL},
	{"B53", "1/2", 1, COMMITTEES("rules"), NULL},
	{"B54", "1/2", 1, COMMITTEES("papers"), NULL},
	{"B55", "2/3", 2,
	 "2* mediation accepted_on=2013-05-01 platform_on=2013-12-01\n"
	 "mediation accepted_on=2013-05-01\nmediation accepted_on=2013-12-15\n",
	 "2013-12-20"},
	{"B56", "818/1000", 8180,
	 SEEN("B56") "samples=no:1,score:92|no:2,score:88|no:3,score:76|no:4,score:95|no:5,score:58\n",
	 NULL},
	{"B57", "2/12", 2,
	 RULE "line=mediation title=甲 item=rules_flow\n" RULE
	      "line=mediation title=乙 item=rules_sweep\n" RULE
	      "line=office title=丙 item=rules_training\n",
	 NULL},
	{"B58", "1/12", 1,
	 RULE "line=mediation title=甲 item=rules_flow " POSTED RULE
	      "line=mediation title=乙 item=rules_sweep\n",
	 NULL},
	{"B59", "9/12", 9, "2* 9m sweep from=2013-%m-03\n", NULL},
	{"B60", "3/4", 3,
	 "sweep from=2013-04-03 found=3 prevented_n=2\nsweep from=2013-05-03 found=1 "
	 "prevented_n=1\n"
	 "sweep from=2013-06-03 found=0\n",
	 NULL},

	/* ---- 五 社区矫正 ---- */
	{"B61", "1/1", 1, "document kind=group line=correction at=2013-03-01\n", NULL},
	{"B61", "0/1", 0,
	 "document kind=group line=correction at=2012-03-01\ndocument kind=group line=released "
	 "at=2013-03-01\n",
	 NULL},
	{"B62", "1/1", 1, "document kind=duties line=correction at=2011-03-01\n", NULL},
	{"B63", "1/2", 1, /* 21 persons need two */
	 "21* " PERSON "\nstaff name=甲 from=2010-01-01 lines=correction,released\n"
	 "staff name=乙 from=2010-01-01 lines=mediation\n",
	 NULL},
	{"B63", "not due", ANY, "staff name=甲 from=2010-01-01 lines=correction\n", NULL},
	{"B64", "1/2", 1,
	 "training line=correction at=2013-04-01\ntraining line=mediation at=2013-04-01\n", NULL},
	{"B65", "1/2", 1, OWN "class=talk\n", NULL},
	{"B66", "1/3", 1, OWN "class=locator\n" OWN "class=phone\n", NULL},
	{"B67", "1/2", 1,
	 PERSON "platform_on=2013-02-01\n" OTHER
		"\ncorrection papers_in=2012-01-01 end_on=2013-05-01\n",
	 NULL},
	{"B68", "2/4", 2,
	 PERSON "\n2* article kind=web line=correction published_on=2013-02-01\n"
		"article kind=bulletin line=correction published_on=2013-08-01\n"
		"article kind=web line=mediation published_on=2013-05-01\n",
	 NULL},
	{"B69", "1/2", 1,
	 PERSON "\ndocument kind=summary line=correction at=2013-06-20 issued_on=2013-06-25\n"
		"document kind=report line=correction at=2013-06-20\n",
	 NULL},
	{"B70", "-0.85", 10, PERSON "\nreturns correction_monthly LM........R.\n", NULL},
	{"B70", "not due", ANY, "returns correction_monthly ............\n", NULL},
	{"B71", "17/20", 8500, PERSON "\n" SEEN("B71") "samples=no:1,score:80|no:2,score:90\n",
	 NULL},
	{"B72", "elsewhere", ANY, "", NULL},
	{"B73", "1/1", 1, "document kind=rules line=correction at=2012-03-01\n", NULL},
	{"B74", "2/4", 2,
	 "meeting body=correction at=2013-03-31\n2* meeting body=correction at=2013-10-01\n"
	 "meeting body=released at=2013-05-01\n",
	 NULL},
	{"B75", "1/12", 1,
	 RULE "line=correction title=甲 item=rules_receive " POSTED RULE
	      "line=released title=乙 item=rules_receive " POSTED,
	 NULL},
	{"B76", "1/2", 1, PERSON "plan_on=2013-01-05\n" OTHER "\n", NULL},
	{"B77", "3/4", 1, /* 2 of 4 months under strict supervision; a quarter's; detained */
	 PERSON "class=strict announced_on=2013-01-01\n" OTHER
		"class=ordinary announced_on=2013-01-01\n" EVENT
		"kind=visit at=2013-01-10\n2* " EVENT "kind=visit at=2013-03-10\n"
		"correction_event correction=@q kind=visit at=2013-03-30\n"
		"correction papers_in=2012-01-01 reported_on=2012-01-01 announced_on=2012-01-05 "
		"class=strict held_on=2012-12-01\n",
	 "2013-05-15"},
	{"B78", "12/16", 0, /* hours: what is more than due in a month helps no other */
	 PERSON "announced_on=2013-01-01\n" EVENT "kind=study at=2013-01-10 hours=4\n" EVENT
		"kind=lesson at=2013-01-20 hours=6\n" EVENT "kind=study at=2013-02-10 hours=4\n",
	 "2013-03-15"},
	{"B79", "3/4", 0, PERSON "announced_on=2013-01-01\n3m " EVENT "kind=talk at=2013-%m-10\n",
	 "2013-05-15"},
	{"B80", "1/2", 1, PERSON "group=role:leader,name:甲\n" OTHER "\n", NULL},
	{"B81", "1/2", 1,
	 PERSON "locator_on=2013-02-01\n" OTHER "locator_on=2013-02-01\n"
		"correction papers_in=2013-01-01 reported_on=2013-01-01 locator_on=2013-02-01 "
		"locator_off=2013-05-01\n" EVENT "kind=check at=2013-03-01 position_ok=yes\n"
		"correction_event correction=@q kind=check at=2013-03-01 position_ok=no\n",
	 NULL},
	{"B81", "not due", ANY, PERSON "\n", NULL},
	{"B82", "2/4", 0, /* four whole weeks, from Monday to Sunday */
	 PERSON "\n" EVENT "kind=phone at=2013-01-08\n" EVENT "kind=phone at=2013-01-13\n" EVENT
		"kind=phone at=2013-02-03\n",
	 "2013-02-03"},
	{"B83", "1/2", 0, PERSON "\n" EVENT "kind=thought at=2013-02-28\n", "2013-03-15"},
	{"B84", "12/16", 0, /* who cannot work owes nothing */
	 PERSON "announced_on=2013-01-01 able=yes\n" OTHER "announced_on=2013-01-01 able=no\n" EVENT
		"kind=labour at=2013-01-10 hours=8\n" EVENT "kind=labour at=2013-02-10 hours=4\n",
	 "2013-03-15"},
	{"B85", "1/3", 1, PERSON "handbook=yes\n" OTHER "handbook=no\n" PERSON "\n", NULL},
	{"B86", "9/10", 3, PERSON "\n" GRADED("B86"), NULL},
	{"B87", "1/2", 1,
	 PERSON "\n" EVENT "kind=help at=2013-05-01 money=200\n" EVENT "kind=help at=2013-05-02\n",
	 NULL},
	{"B88", "1/2", 1,
	 PERSON "\n" EVENT "kind=help at=2013-05-01 money=200\n" EVENT "kind=help at=2013-05-02\n",
	 NULL},
	{"B89", "2/4", 2,
	 PERSON "\n2* " EVENT "kind=help at=2013-05-01 department=labour\n" EVENT
		"kind=help at=2013-05-02 department=education\n" EVENT
		"kind=help at=2013-05-02 department=village\n",
	 NULL},
	{"B90", "0/1", 1, PERSON "reoffend_on=2013-05-01 offence_cause=poverty\n", NULL},
	{"B90", "-0", 0, PERSON "reoffend_on=2013-05-01 offence_cause=company\n", NULL},

	/* ---- 六 安置帮教 ---- */
	{"B91", "1/1", 1, "document kind=group line=released at=2013-03-01\n", NULL},
	{"B92", "1/1", 1, "staff name=甲 from=2010-01-01 lines=released\n", NULL},
	{"B92", "0/1", 0,
	 "staff name=甲 from=2010-01-01 lines=released concurrent=yes\n"
	 "staff name=乙 from=2010-01-01 to=2013-03-01 lines=released\n",
	 NULL},
	{"B93", "4/10", 4,
	 "3* volunteer lines=released reg_on=2012-03-05\n"
	 "volunteer lines=released,correction reg_on=2012-03-05 paused_on=2013-01-01 "
	 "resumed_on=2013-02-01\n"
	 "volunteer lines=released reg_on=2012-03-05 paused_on=2013-01-01\n"
	 "volunteer lines=released reg_on=2012-03-05 quit_on=2013-01-01\n"
	 "volunteer lines=aid reg_on=2012-03-05\n",
	 NULL},
	{"B94", "1/2", 1,
	 "volunteer lines=released reg_on=2012-03-05 last_on=2013-05-01\n"
	 "volunteer lines=released reg_on=2012-03-05 last_on=2012-05-01\n",
	 NULL},
	{"B94", "0/1", ANY, "", NULL},
	{"B95", "1/2", 1,
	 "volunteer @v lines=released reg_on=2012-03-05\n"
	 "training line=office at=2013-05-01 volunteers=@v\ntraining line=office at=2013-05-01\n",
	 NULL},
	{"B95", "1/1", 2, "2* training line=released at=2013-05-01\n", NULL},
	{"B96", "1/1", 1, OWN "class=talk\n", NULL},
	{"B97", "2/3", 2, OWN "class=pc\n" OWN "class=phone\n", NULL},
	{"B98", "1/1", 1, OWN "class=secrecy\n", NULL},
	{"B98", "0/1", 0, OWN "class=pc\n", NULL},
	{"B99", "1/4", 1,
	 FREED "\narticle kind=web line=released published_on=2013-02-01\n"
	       "article kind=paper line=released published_on=2013-05-01\n",
	 NULL},
	{"B100", "1/2", 1,
	 FREED "\ndocument kind=report line=released at=2013-06-20 issued_on=2013-06-25\n", NULL},
	{"B101", "-0.85", 10, FREED "\nreturns released_monthly LM........R.\n", NULL},
	{"B102", "17/20", 8500, FREED "\n" SEEN("B102") "samples=no:1,score:80|no:2,score:90\n",
	 NULL},
	{"B103", "elsewhere", ANY, "", NULL},
	{"B104", "1/1", 1, CHECK("plan_appraisal") "checked_on=2013-11-10 ok=yes\n", NULL},
	{"B105", "1/1", 1, "document kind=rules line=released at=2012-03-01\n", NULL},
	{"B105", "0/1", 0, "document kind=rules line=correction at=2012-03-01\n", NULL},
	{"B106", "1/4", 1,
	 "meeting body=released at=2013-03-31\nmeeting body=correction at=2013-10-01\n", NULL},
	{"B107", "1/1", 1, "document kind=duties line=released at=2011-03-01\n", NULL},
	{"B108", "1/10", 1, RULE "line=released title=甲 item=rules_help " POSTED, NULL},
	{"B109", "1/1", 1, CHECK("released_yearly") "checked_on=2013-11-10 ok=yes\n", NULL},
	{"B109", "0/1", 0, CHECK("released_yearly") "checked_on=2012-11-10 ok=yes\n", NULL},
	{"B110", "unverified", ANY,
	 "reconciliation of=released at=2013-12-10\n"
	 "released released_on=2013-05-01 registered_on=2013-05-08\n",
	 NULL},
	{"B110", "1/3", 1, /* within seven days */
	 "reconciliation of=released at=2013-12-10 settled_on=2013-12-10\n"
	 "released released_on=2013-05-01 registered_on=2013-05-08\n"
	 "released released_on=2013-05-01 registered_on=2013-05-09\n"
	 "released released_on=2013-05-01\nreleased released_on=2013-12-15\n",
	 "2013-12-20"},
	{"B111", "1/2", 1,
	 "released released_on=2013-05-01 receipt_on=2013-05-08\nreleased released_on=2013-05-01\n",
	 NULL},
	{"B112", "1/2", 1,
	 "released released_on=2013-05-01 handover=family\nreleased released_on=2013-05-01\n",
	 NULL},
	{"B113", "1/1", 0, FREED "\n", NULL},
	{"B113", "0/1", 1, FREED "lost_on=2013-05-01\n", NULL},
	{"B113", "not due", ANY, "", NULL},
	{"B114", "1/2", 1, FREED "group=role:leader,name:甲\n" FREED "\n", NULL},
	{"B115", "1/2", 1, FREED "agreement_on=2012-05-02\n" FREED "\n", NULL},
	{"B116", "1/2", 1, FREED "measures=每月走访\n" FREED "\n", NULL},
	{"B117", "1/2", 0,
	 FREED "\nhelp_event released=@r kind=talk at=2013-03-31\n"
	       "help_event released=@r kind=visit at=2013-05-31\n",
	 "2013-07-05"},
	{"B118", "7/8", 1, /* watched: monthly; else quarterly, a call will do */
	 FREED "key=yes\n3m help_event released=@r kind=visit at=2013-%m-10\n"
	       "released @s key=no released_on=2012-05-01 registered_on=2012-05-02\n"
	       "help_event released=@s kind=phone at=2013-03-10\n",
	 "2013-05-15"},
	{"B119", "1/2", 1,
	 FREED "hard_up=yes\nreleased hard_up=yes released_on=2012-05-01 registered_on=2012-05-02\n"
	       "help_event released=@r kind=allowance at=2013-05-01\n",
	 NULL},
	{"B119", "not due", ANY, FREED "\n", NULL},
	{"B120", "-0.25", 1, /* a penalty counts: 1 of 26 is 3.85 percent */
	 "25* " FREED "\n" FREED "reoffend_on=2013-08-01 offence_kind=penalty\n", NULL},
	{"B120", "-0", 0, FREED "until=2013-05-01 reoffend_on=2013-08-01\n", NULL},

	/* ---- 七 信息化 ---- */
	{"B121", "1/2", 1,
	 "staff @a name=甲 from=2010-01-01\nstaff @b name=乙 from=2010-01-01\n"
	 "training line=information at=2013-04-01 staff=@a\n"
	 "training line=office at=2013-04-01 staff=@b\n",
	 NULL},
	{"B122", "3/31", 3, /* days with a post, of those so far */
	 "3* article kind=web published_on=2013-01-01\narticle kind=web published_on=2013-01-30\n"
	 "article kind=web published_on=2013-01-31\narticle kind=paper published_on=2013-01-15\n",
	 "2013-01-31"},
	{"B122", "1/365", 1, "article kind=web published_on=2013-12-31\n", NULL},
	{"B123", "1/12", 1,
	 "30* article kind=web published_on=2013-01-10\n29* article kind=web "
	 "published_on=2013-02-10\n",
	 NULL},
	{"B124", "1/1", 1, OWN "class=dedicated_pc dedicated=yes\n", NULL},
	{"B124", "0/1", 0, OWN "class=dedicated_pc dedicated=yes\n" OWN "class=dedicated_pc\n",
	 NULL},
	{"B125", "-0.50", 6, /* the same text in another paper does not count */
	 "5* article kind=paper published_on=2013-02-01\narticle @a kind=journal "
	 "published_on=2013-02-02\n"
	 "article kind=paper published_on=2013-02-03 same_as=@a\n"
	 "article kind=web published_on=2013-02-01\n",
	 NULL},
};
#define PROOFS (sizeof proofs / sizeof *proofs)

static void every_clause_is_scored_as_the_letter_says(void **state)
{
	struct county *c = county_new(SIFA_DAY_NONE);
	static struct script s[PROOFS];

	(void)state;
	c->letter = sifa_letter(c->sifa, "office-letter");
	assert_non_null(c->letter);
	every_one_proved(c, proofs, s, PROOFS, "2014-01-20");
	county_free(c);
}

/* What goes beyond the total has no weight to be a share of. */
static void honours_go_beyond_the_total(void **state)
{
	static const struct {
		const char *records;
		int64_t points;
	} rows[] = {
		{"honour name=甲 kind=collective level=city on=2013-05-01 verified_on=2013-05-10\n"
		 "honour name=乙 kind=collective level=city on=2013-05-01\n"
		 "honour name=丙 kind=collective level=province on=2013-05-01 verified_on=2013-05-10 "
		 "revoked_on=2013-11-01\n"
		 "honour name=丁 kind=personal level=province on=2013-05-01 verified_on=2013-05-10\n"
		 "honour name=戊 kind=collective level=county on=2013-05-01 verified_on=2013-05-10\n",
		 50},
		{"honour name=甲 kind=collective level=province on=2013-05-01 verified_on=2013-05-10\n"
		 "honour name=乙 kind=collective level=state on=2013-06-01 verified_on=2013-06-10\n",
		 200},
		{"unit kind=office parent=@office name=分所 standard_level=province "
		 "standard_on=2013-05-01\n"
		 "unit kind=office parent=@office name=旧所 standard_level=province "
		 "standard_on=2012-05-01\n",
		 200}};
	struct county *c = county_new(SIFA_DAY_NONE);

	(void)state;
	c->letter = sifa_letter(c->sifa, "office-letter");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static struct script s;
		struct sifa_sheet *sheet;
		char name[64];

		snprintf(name, sizeof name, "name=第%zu司法所", i);
		script_office(&s, c, name);
		county_login(c);
		script_run(&s, rows[i].records);
		sheet = score(c, s.office, "2014-01-20");
		assert_int_equal(clause(sheet, "B23")->points, rows[i].points);
		sifa_sheet_free(sheet);
	}
	county_free(c);
}

static void no_clause_is_without_a_proof(void **state)
{
	(void)state;
	all_proved(proofs, PROOFS, 'B', 125);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_clause_is_without_a_proof),
		cmocka_unit_test(every_clause_is_scored_as_the_letter_says),
		cmocka_unit_test(honours_go_beyond_the_total),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The city plan of 2011, clause by clause: small records in, points out. Every row has
 * a bureau of its own, with three judicial offices (@v0 to @v2), an aid centre (@v3)
 * and a village (@v4). */
#include "proof.h"

#define LETTER(targets) \
	"letter scheme=huanggang-2011 year=2011 period_from=2011-01-01 targets=" targets "\n"
#define BELOW	"letter scheme=yuanqu-2013 year=2011 period_from=2011-01-01 "
#define CASE	"aid_case applied_on=2011-05-01 decided_on=2011-05-04 "
#define CHECK	"checklist line=aid checked_on=2011-11-10 "
#define RULE	"wall_rule line=aid issued_on=2010-02-01 "
#define JUDGE	"inspection letter=huanggang-2011 inspected_on=2011-12-10 "
#define FIRM	"law_firm founded_on=2001-01-01 "
#define WHO	"practitioner licensed_on=2001-01-01 "
#define STATION "station founded_on=2009-05-01 "
#define PAPER	"document line=aid title=文件 "
#define SPENT	"fund direction=out summary=支出 at=2011-06-01 "
#define ELSEWHERE(id) \
	{ \
		id, "elsewhere", ANY, "", NULL \
	}
/* An item checked at the bureau or its centre, not at an office below; the latest
 * check decides; up to the cut-off. */
#define CHECKED(id, item) \
	{id, "1/1", 1, CHECK "item=" item " ok=yes\n", NULL}, \
		{id, "1/1", 1, CHECK "item=" item " ok=yes unit=@v3\n", NULL}, \
		{id, "0/1", 0, CHECK "item=" item " ok=yes unit=@v0\n", NULL}, \
		{id, "0/1", 0, \
		 CHECK "item=" item " ok=yes\nchecklist line=aid item=" item \
		       " checked_on=2011-12-20 ok=no\n", \
		 NULL}, \
	{ \
		id, "0/1", 0, "checklist line=aid item=" item " checked_on=2012-01-16 ok=yes\n", \
			NULL \
	}
#define RULED(id, item) \
	{id, "1/1", 1, RULE "item=" item "\n", NULL}, \
	{ \
		id, "0/1", 0, \
			RULE "item=" item " withdrawn_on=2011-11-01\n" RULE "item=" item \
			     " unit=@v0\n", \
			NULL \
	}
#define GRADED(id) \
	{id, "unjudged", ANY, "", NULL}, \
	{ \
		id, "37/40", 2, \
			JUDGE "clause=" id " grade=good\n" JUDGE "clause=" id \
			      " grade=fairly_good\n", \
			NULL \
	} /* 1.00 and 0.85 */
/* There, and in force, whatever its year; not one of an office. */
#define PAPERED(id, kind) \
	{id, "1/1", 1, PAPER "kind=" kind " at=2009-03-01\n", NULL}, \
	{ \
		id, "0/1", 0, PAPER "kind=" kind " at=2011-03-01 unit=@v0\n", NULL \
	}
#define CAMPAIGN(id, code) \
	{id, "1/1", 1, "publicity at=2011-07-01 unit=@v0 campaign=" code "\n", NULL}, \
	{ \
		id, "0/1", 0, \
			"publicity at=2010-07-01 campaign=" code "\npublicity at=2011-07-01 " \
			"campaign=six\n", \
			NULL \
	}
#define MONEY(id, category) \
	{id, "25005/100000", 250050, /* 2500.50 of 10000 yuan */ \
	 LETTER("clause:" id ",target:10000") SPENT "category=" category " amount=2500.50\n" SPENT \
						    "category=help amount=900\n" SPENT \
						    "unit=@v0 category=" category " amount=70\n", \
	 NULL}, \
	{ \
		id, "not set", ANY, "", NULL \
	}

static const struct proof proofs[] = {
	/* ---- 文头、一 ---- */
	{"A117", "print", ANY, "", NULL},
	{"A1", "print", ANY, "", NULL},

	/* ---- 二 目标任务 ---- */
	{"A2", "not set", 1, CASE "decision=granted means_mode=certificate\n", NULL},
	{"A2", "5/20", 5, /* granted in the year, to the poor and to migrant workers */
	 LETTER("clause:A2,target:20") "3* " CASE "decision=granted means_mode=certificate\n" CASE
				       "decision=first means_mode=promise\n" CASE
				       "decision=granted means_mode=unlimited categories=migrant,woman unit=@v3\n" CASE
				       "decision=granted means_mode=unlimited categories=woman\n" CASE
				       "decision=refused means_mode=certificate\n"
				       "aid_case decided_on=2010-12-31 decision=granted means_mode=certificate\n",
	 NULL},
	{"A3", "7/50", 7, /* entries, not persons */
	 LETTER("clause:A3,target:50") "5* aid_matter kind=visit at=2011-05-01 persons=10\n"
				       "2* aid_matter kind=writing at=2011-12-31 unit=@v0\n"
				       "aid_matter kind=visit at=2012-01-01\n",
	 NULL},
	ELSEWHERE("A4"),
	{"A5", "1/3", 1, /* the bureau's own letter is none of them */
	 LETTER("clause:A2,target:20") BELOW "unit=@v0 targets_on=2011-03-20\n" BELOW "unit=@v1\n",
	 NULL},
	GRADED("A6"),
	{"A7", "1/2", 1, /* a case is no activity, a notary office no law firm */
	 FIRM "@f kind=law_firm\n" FIRM "@g kind=law_firm\n" FIRM "kind=notary\n"
	      "duty_entry kind=activity at=2011-05-01 firm=@f\n"
	      "duty_entry kind=case at=2011-05-01 firm=@g\n"
	      "duty_entry kind=activity at=2010-05-01 firm=@g\n",
	 NULL},
	{"A8", "1/2", 1, /* the third has a week to answer */
	 "aid_case assigned_on=2011-05-01 taken_on=2011-05-03\n"
	 "aid_case assigned_on=2011-05-01\naid_case assigned_on=2011-12-28\n",
	 "2011-12-31"},
	{"A9", "4/5", ANY, /* five, and three of five */
	 FIRM "@f kind=appraisal\n" FIRM "@g kind=appraisal\n"
	      "5* duty_entry kind=case at=2011-05-01 firm=@f\n"
	      "3* duty_entry kind=case at=2011-05-01 firm=@g\n"
	      "4* duty_entry kind=activity at=2011-05-01 firm=@g\n",
	 NULL},
	{"A9", "not due", ANY, FIRM "kind=law_firm\n", NULL},
	{"A10", "1/2", 1, /* a case and an activity are two */
	 WHO "@a kind=lawyer name=甲\n" WHO "@b kind=lawyer name=乙\n" WHO
	     "kind=lawyer name=丙 left_on=2010-06-01\n" WHO "kind=notary name=丁\n"
	     "duty_entry kind=case at=2011-05-01 practitioner=@a\n"
	     "duty_entry kind=activity at=2011-06-01 practitioner=@a\n"
	     "duty_entry kind=case at=2011-05-01 practitioner=@b\n",
	 NULL},
	{"A11", "1/3", 1, /* three acts of one make up for nobody */
	 WHO "@a kind=notary name=甲\n" WHO "@b kind=notary name=乙\n" WHO "kind=notary name=丙\n"
	     "3* duty_entry kind=case at=2011-05-01 practitioner=@a\n"
	     "duty_entry kind=case at=2011-05-01 practitioner=@b\n",
	 NULL},
	{"A12", "1/4", 1,
	 "4* " WHO "@a kind=legal_worker name=甲\n" WHO "kind=lawyer name=乙\n"
	 "2* duty_entry kind=consultation at=2011-05-01 practitioner=@a\n",
	 NULL},

	/* ---- 三(一) ---- */
	CHECKED("A13", "plan_project"),
	CHECKED("A14", "plan_economy"),
	CHECKED("A15", "plan_rights"),
	{"A16", "1/2", 1,
	 CHECK "item=plan_budget ok=yes\n"
	       "fund direction=in category=budget summary=拨款 at=2010-03-01 amount=50000\n",
	 NULL},
	{"A16", "2/2", 2,
	 CHECK "item=plan_budget ok=yes\n"
	       "fund direction=in category=budget summary=拨款 at=2011-03-01 amount=50000\n",
	 NULL},
	GRADED("A17"),
	{"A18", "2/4", 2, /* of the bureau, with others */
	 LETTER("clause:A18,target:4") "meeting body=joint title=会 at=2011-05-01\n"
				       "meeting body=aid title=会 at=2011-05-01 unit=@v3\n"
				       "meeting body=office title=会 at=2011-05-01\n"
				       "meeting body=joint title=会 at=2011-05-01 unit=@v0\n",
	 NULL},
	{"A19", "1/1", 1,
	 "letter scheme=huanggang-2011 year=2011 period_from=2011-01-01 signed_on=2011-03-20\n",
	 NULL},
	{"A19", "0/1", 0, LETTER("clause:A2,target:20") BELOW "unit=@v0 signed_on=2011-03-20\n",
	 NULL},
	{"A20", "1/6", 0, /* two bureaus, three leaders each, and one is named */
	 "staff @h name=甲 from=2005-01-01\n"
	 "unit kind=bureau name=分局 parent=@office head=@h\n",
	 NULL},
	{"A21", "2/3", 2,
	 "letter scheme=huanggang-2011 year=2011 period_from=2011-01-01 signed_on=2011-03-20\n" BELOW
	 "unit=@v0 signed_on=2011-03-20\n" BELOW "unit=@v1 signed_on=2011-03-20\n" BELOW
	 "unit=@v2\n",
	 NULL},
	{"A22", "1/4", 1, /* the closed one is out */
	 "staff @h name=甲 from=2005-01-01\n"
	 "unit kind=office name=新所 parent=@office contact_leader=@h\n"
	 "unit kind=office name=旧所 parent=@office closed_on=2011-02-01\n",
	 NULL},

	/* ---- 三(二) ---- */
	CHECKED("A23", "aid_status"),
	CHECKED("A24", "aid_premises"),
	CHECKED("A25", "room_window"),
	CHECKED("A26", "room_consult"),
	CHECKED("A27", "legal_aid_mark"),
	{"A28", "3/4", 3,
	 CHECK "item=computers ok=yes\n" CHECK "item=printer ok=yes\n" CHECK
	       "item=camera ok=yes\n" CHECK "item=phone_fax ok=no\n",
	 NULL},
	CHECKED("A29", "access"),
	CHECKED("A30", "register_matched"),
	{"A31", "1/2", 1, /* in 30 days; the third still has time */
	 "aid_case closed_on=2011-05-01 archived_on=2011-05-31\n"
	 "aid_case closed_on=2011-05-01 archived_on=2011-06-01\n"
	 "aid_case closed_on=2011-12-01\n",
	 "2011-12-20"},
	{"A32", "1/3", 1, /* guided this year; a contact point is none of them */
	 STATION "unit=@v0 kind=township guided_on=2011-06-01\n" STATION
		 "unit=@v1 kind=township guided_on=2010-06-01\n" STATION
		 "kind=trade trade=union\n" STATION "kind=contact guided_on=2011-06-01\n",
	 NULL},
	{"A33", "2/6", 2,
	 STATION "kind=trade trade=union\n" STATION "kind=trade trade=women\n" STATION
		 "kind=trade trade=women\n" STATION "kind=trade trade=youth closed_on=2011-03-01\n",
	 NULL},
	{"A34", "1/2", 1,
	 STATION "kind=remote outside=yes guided_on=2011-06-01\n" STATION
		 "kind=remote outside=yes\n" STATION "kind=contact guided_on=2011-06-01\n",
	 NULL},
	{"A34", "not due", ANY, STATION "kind=township\n", NULL},
	{"A35", "1/1", 6, /* new ones only */
	 "6* station kind=remote outside=yes founded_on=2011-06-01\n"
	 "3* station kind=remote outside=yes founded_on=2010-06-01\n",
	 NULL},
	{"A35", "0/1", 8, "8* station kind=remote outside=yes founded_on=2011-06-01\n", NULL},
	{"A35", "0/1", 4,
	 "4* station kind=remote outside=yes founded_on=2011-06-01\n"
	 "station kind=contact founded_on=2011-06-01\n",
	 NULL},
	{"A36", "1/1", 1, PAPER "kind=training_plan at=2011-03-31\n", NULL},
	{"A36", "0/1", 0,
	 PAPER "kind=training_plan at=2011-04-01\n" PAPER
	       "kind=training_plan at=2011-02-01 unit=@v0\n"
	       "document kind=training_plan line=office title=文件 at=2011-02-01\n",
	 NULL},
	GRADED("A37"),
	{"A38", "3/4", 3,
	 LETTER("clause:A38,target:4") "3* " WHO "kind=lawyer name=甲 expert=yes\n" WHO
				       "kind=lawyer name=乙\n" WHO
				       "kind=lawyer name=丙 expert=yes left_on=2011-06-01\n",
	 NULL},
	{"A39", "1/2", 1, WHO "kind=lawyer name=甲 expert=yes\n", NULL},
	{"A39", "2/2", 2,
	 WHO "kind=lawyer name=甲 expert=yes\n" PAPER "kind=aid_experts at=2010-05-01\n", NULL},
	{"A40", "5/20", 5,
	 LETTER("clause:A40,target:20") "5* volunteer unit=@v0 lines=aid,released reg_on=2010-03-05\n"
					"2* volunteer lines=released reg_on=2010-03-05\n"
					"volunteer lines=aid reg_on=2010-03-05 quit_on=2011-03-05\n"
					"volunteer lines=aid reg_on=2010-03-05 paused_on=2011-06-01\n",
	 NULL},
	RULED("A41", "rules_volunteer"),
	RULED("A42", "rules_unified"),
	ELSEWHERE("A43"),
	ELSEWHERE("A44"),
	{"A45", "1/2", 1,
	 "aid_case @k closed_on=2011-04-01\nquality at=2011-05-01 case=@k\n"
	 "follow_up who=甲 at=2011-05-01\n",
	 NULL},
	{"A45", "2/2", 2,
	 "aid_case @k closed_on=2011-04-01\nquality at=2011-05-01 case=@k\n"
	 "follow_up who=甲 at=2011-05-01 aid_case=@k\n",
	 NULL},
	RULED("A46", "rules_quality"),
	RULED("A47", "rules_archive"),
	RULED("A48", "rules_finance"),
	{"A49", "1/2", 1,
	 "aid_case @k closed_on=2011-04-01\nquality at=2011-05-01 case=@k\n" PAPER
	 "kind=aid_standard at=2010-05-01\n",
	 NULL},
	{"A49", "1/2", 1,
	 "aid_case @k closed_on=2011-04-01\nquality at=2011-05-01 case=@k sheet_version=2011年版\n",
	 NULL},
	{"A50", "1/2", 1, /* a tenth of eleven, rounded up */
	 "11* aid_case @k closed_on=2011-04-01\n"
	 "quality at=2011-05-01 case=@k graded_on=2011-05-20\nquality at=2011-05-01 case=@k\n",
	 NULL},
	{"A50", "not due", ANY, "", NULL},
	{"A51", "1/3", 1, /* decided in time and assigned late; without a contract */
	 CASE
	 "assigned_on=2011-05-14 taken_on=2011-05-15 agreed_on=2011-05-16 closed_on=2011-08-01\n" CASE
	 "assigned_on=2011-05-15 taken_on=2011-05-15 agreed_on=2011-05-16 closed_on=2011-08-01\n" CASE
	 "assigned_on=2011-05-05 taken_on=2011-05-15 closed_on=2011-08-01\n",
	 NULL},
	{"A52", "3/4", 3, /* a refusal that was put right; one that was upheld is none */
	 "3* " CASE "decision=granted\n" CASE "decision=refused objection_result=ordered\n" CASE
	 "decision=refused objection_result=upheld\n" CASE "decision=withdrawn\n",
	 NULL},
	{"A53", "2/3", 2, /* last week's may wait; writing is no question */
	 "2* aid_matter kind=phone at=2011-05-01 replied_on=2011-05-02\n"
	 "aid_matter kind=letter at=2011-05-01\naid_matter kind=writing at=2011-05-01\n"
	 "aid_matter kind=visit at=2011-12-18\n",
	 "2011-12-20"},
	{"A54", "-0.50", 1,
	 "petition at=2011-05-01 name=甲 topic=aid upheld=yes\n"
	 "petition at=2011-05-01 name=乙 topic=aid upheld=no\n"
	 "petition at=2011-05-01 name=丙 topic=dispute upheld=yes\n",
	 NULL},
	{"A54", "-1.00", 2, /* the petition already counts */
	 WHO
	 "@l kind=lawyer name=甲\npetition @q at=2011-05-01 name=甲 topic=legal_service upheld=yes\n"
	 "discipline kind=attitude at=2011-05-01 name=甲 lawyer=@l upheld=yes petition=@q\n"
	 "discipline kind=attitude at=2011-05-02 name=甲 lawyer=@l upheld=yes\n",
	 NULL},
	{"A55", "2/3", 2, /* by either book */
	 "aid_case @k closed_on=2011-05-01\naid_case closed_on=2011-05-01 followed_on=2011-06-01\n"
	 "aid_case closed_on=2011-05-01\nfollow_up who=甲 at=2011-05-20 aid_case=@k\n",
	 NULL},
	{"A56", "1/1", 1, "typical_case kind=aid submitted_on=2011-10-31\n", NULL},
	{"A56", "0/1", 0,
	 "typical_case kind=aid submitted_on=2011-11-01\n"
	 "typical_case kind=mediation submitted_on=2011-10-01\n",
	 NULL},
	{"A57", "1/2", 1,
	 CHECK "item=hotline_machines ok=yes\n" CHECK "item=hotline_software ok=no\n", NULL},
	RULED("A58", "rules_hotline"),
	CHECKED("A59", "hotline_keeper"),
	ELSEWHERE("A60"),
	{"A61", "1/2", 1, /* by the next day */
	 "aid_matter kind=record at=2011-05-01 replied_on=2011-05-02\n"
	 "aid_matter kind=record at=2011-05-01 replied_on=2011-05-03\n"
	 "aid_matter kind=phone at=2011-05-01\naid_matter kind=record at=2011-12-20\n",
	 "2011-12-20"},
	{"A62", "3/4", 3, /* one stood in; what is to come is not due */
	 WHO "@l kind=lawyer name=甲\n2* roster date=2011-05-01 post=window came=yes\n"
	     "roster date=2011-05-01 post=window came=no substitute=@l\n"
	     "roster date=2011-05-01 post=window came=no\nroster date=2011-12-25 post=window\n",
	 "2011-12-20"},
	{"A63", "1/2", 4380, /* of 8760 hours */
	 "365* roster date=2011-05-01 post=hotline hours=12\n"
	 "roster date=2011-05-01 post=window hours=8\n",
	 NULL},

	/* ---- 三(三) ---- */
	ELSEWHERE("A64"),
	ELSEWHERE("A65"),
	ELSEWHERE("A66"),
	ELSEWHERE("A67"),
	ELSEWHERE("A68"),
	ELSEWHERE("A69"),
	ELSEWHERE("A70"),
	ELSEWHERE("A71"),
	ELSEWHERE("A72"),
	ELSEWHERE("A73"),
	{"A74", "1/1", 1, PAPER "kind=aid_scope at=2011-12-31\n", NULL},
	{"A74", "0/1", 0, PAPER "kind=aid_scope at=2010-12-31\n", NULL},
	{"A75", "2/5", 2, /* one person of two groups */
	 "3* " CASE "decision=granted categories=migrant,woman\n" CASE
	 "decision=refused categories=minor\n",
	 NULL},
	{"A76", "same", 3,
	 "3* " CASE "decision=granted\n" CASE "decision=refused objection_result=ordered\n", NULL},
	{"A77", "5/10", 5,
	 LETTER("clause:A77,target:10") "2* aid_case applied_on=2011-05-01 channel=web\n"
					"3* aid_matter kind=web at=2011-05-01\naid_case applied_on=2011-05-01 channel=window\n",
	 NULL},

	/* ---- 三(四) ---- */
	{"A78", "1/2", 1,
	 "aid_case applied_on=2011-05-01 decided_on=2011-05-08\n"
	 "aid_case applied_on=2011-05-01 decided_on=2011-05-09\n",
	 NULL},
	PAPERED("A79", "aid_migrants"),
	PAPERED("A80", "aid_means"),
	{"A81", "3/10", 3,
	 LETTER("clause:A81,target:10") "2* cooperation direction=sent other_org=武汉 sent_on=2011-05-01\n"
					"cooperation direction=received other_org=鄂州 sent_on=2011-05-01\n"
					"cooperation direction=sent other_org=武汉 sent_on=2010-05-01\n",
	 NULL},
	{"A82", "2/3", 2,
	 PAPER "kind=aid_cooperation at=2010-05-01\n"
	       "cooperation direction=sent other_org=武汉 sent_on=2011-05-01\n",
	 NULL},
	{"A83", "2/4", 2,
	 LETTER("clause:A83,target:4") "cooperation direction=received kind=accept other_org=武汉 sent_on=2011-05-01\n"
				       "cooperation direction=sent kind=transfer other_org=武汉 sent_on=2011-05-01\n"
				       "cooperation direction=sent kind=check other_org=武汉 sent_on=2011-05-01\n",
	 NULL},
	{"A84", "-0.04", 2, /* five days, three free; handed over, or no migrant */
	 "aid_case applied_on=2011-05-01 decided_on=2011-05-06 categories=migrant\n"
	 "aid_case applied_on=2011-05-01 decided_on=2011-05-04 categories=migrant\n"
	 "aid_case applied_on=2011-05-01 transferred_on=2011-05-09 categories=migrant\n"
	 "aid_case applied_on=2011-05-01 decided_on=2011-06-06 categories=woman\n",
	 NULL},
	{"A84", "-0.08", 4, /* seven days later nobody has decided */
	 "aid_case applied_on=2011-05-01 categories=migrant\n", "2011-05-08"},
	ELSEWHERE("A85"),
	ELSEWHERE("A86"),
	{"A87", "818/1000", 8180, /* 92 88 76 95 58 */
	 JUDGE
	 "clause=A87 samples=no:1,score:92|no:2,score:88|no:3,score:76|no:4,score:95|no:5,score:58\n",
	 NULL},
	{"A88", "7/20", 7, /* persons */
	 LETTER("clause:A88,target:20") "aid_matter kind=writing at=2011-05-01 persons=7\n"
					"aid_matter kind=guide at=2011-05-01 persons=9\n",
	 NULL},
	{"A89", "1/4", 1,
	 LETTER("clause:A89,target:4") "aid_matter kind=guide at=2011-05-01 persons=9\n"
				       "aid_matter kind=writing at=2011-05-01\n",
	 NULL},
	{"A90", "2/4", 2,
	 LETTER("clause:A90,target:4") "mediation @m form=oral agreed_on=2011-05-10\n"
				       "aid_case closed_on=2011-05-01 form=mediation\naid_case closed_on=2011-05-01 form=civil\n"
				       "aid_matter kind=visit at=2011-05-01 to_mediation=@m\n",
	 NULL},
	{"A91", "1/2", 1,
	 LETTER("clause:A91,target:2") "training line=aid title=训 at=2011-05-01 themes=migrant,wages\n"
				       "training line=aid title=训 at=2011-05-01\n"
				       "training line=mediation title=训 at=2011-05-01 themes=migrant\n",
	 NULL},
	{"A92", "20/30", 20,
	 LETTER("clause:A92,target:30") "training line=aid title=训 at=2011-05-01 themes=wages trainees=20\n"
					"training line=aid title=训 at=2011-05-01 themes=migrant trainees=10\n",
	 NULL},

	/* ---- 三(五) ---- */
	{"A93", "print", ANY, "", NULL},
	{"A94", "2/3", 2, /* the fourth still has time */
	 "2* mediation accepted_on=2011-05-01 agreed_on=2011-05-10\nmediation accepted_on=2011-05-01\n"
	 "mediation accepted_on=2011-12-10\n",
	 "2011-12-20"},
	{"A95", "2/3", 2, /* of three in ten; in a criminal case nothing can be settled */
	 "aid_case closed_on=2011-05-01 matter_class=civil result=mediated\n"
	 "aid_case closed_on=2011-05-01 matter_class=administrative result=settled\n"
	 "8* aid_case closed_on=2011-05-01 matter_class=civil result=won\n"
	 "8* aid_case closed_on=2011-05-01 matter_class=criminal result=lighter\n",
	 NULL},
	{"A96", "3/10", 3,
	 LETTER("clause:A96,target:10") "3* aid_matter kind=visit at=2011-05-01 legal_edu=yes\n"
					"2* aid_matter kind=visit at=2011-05-01\n",
	 NULL},
	GRADED("A97"),
	{"A98", "2/5", 2,
	 LETTER("clause:A98,target:5") "2* petition at=2011-05-01 name=甲 topic=law\n"
				       "petition at=2011-05-01 name=甲 topic=dispute\n",
	 NULL},
	RULED("A99", "rules_opinion"),
	{"A100", "3/4", 3, /* by the day it was sent */
	 "opinion_report from=2011-01-01 to=2011-03-31 submitted_on=2011-03-31\n"
	 "2* opinion_report from=2011-04-01 to=2011-06-30 submitted_on=2011-07-02\n"
	 "opinion_report from=2011-10-01 to=2011-12-31 submitted_on=2011-12-30\n"
	 "opinion_report from=2011-04-01 to=2011-06-30\n",
	 NULL},

	/* ---- 三(六) ---- */
	CAMPAIGN("A101", "party_90"),
	CAMPAIGN("A102", "aid_rules"),
	CAMPAIGN("A103", "aid_show"),
	CAMPAIGN("A104", "aid_programme"),
	{"A104", "1/1", 1, /* or an item in the programme itself */
	 "article kind=tv level=province line=aid title=文 published_on=2011-08-01\n", NULL},
	{"A104", "0/1", 0,
	 "article kind=tv level=county line=aid title=文 published_on=2011-08-01\n", NULL},
	{"A105", "1/1", 1, "document kind=plan line=publicity title=文 at=2011-03-31\n", NULL},
	{"A105", "0/1", 0, "document kind=plan line=publicity title=文 at=2011-04-01\n", NULL},
	{"A106", "1/1", 1, "publicity at=2011-04-30 campaign=aid_near unit=@v0\n", NULL},
	{"A106", "0/1", 0,
	 "publicity at=2011-05-01 campaign=aid_near\npublicity at=2011-04-10 campaign=six\n", NULL},
	{"A106", "not due", 0, "", "2011-04-29"},
	{"A107", "1/3", 1,
	 LETTER("clause:A107,target:3") "publicity at=2011-05-01 campaign=local\n"
					"publicity at=2011-05-01 campaign=six\n",
	 NULL},
	{"A108", "1/4", 1,
	 LETTER("clause:A108,target:4") "typical_case kind=aid submitted_on=2011-05-01\n"
					"typical_case kind=aid written_on=2011-05-01\n"
					"typical_case kind=mediation submitted_on=2011-05-01\n",
	 NULL},
	{"A109", "1/2", 1,
	 "article kind=tv line=aid title=文 published_on=2011-06-28\n"
	 "article kind=paper line=aid title=文 published_on=2011-12-28\n",
	 NULL},

	/* ---- 三(七) ---- */
	MONEY("A110", "subsidy"),
	MONEY("A111", "training"),
	MONEY("A112", "publicity"),
	MONEY("A113", "equipment"),
	CHECKED("A114", "aid_funds"),
	GRADED("A115"),
	{"A116", "print", ANY, "", NULL},
};
#define PROOFS (sizeof proofs / sizeof *proofs)

static void own_bureau(struct script *s, struct county *c, size_t n)
{
	static const char *const kind[] = {"office", "office", "office", "centre", "village"};
	char line[120];

	*s = (struct script){.county = c, .office = c->bureau};
	snprintf(line, sizeof line, "unit @o kind=bureau name=第%zu司法局 parent=@bureau", n);
	script_record(s, line, 0);
	script_store(s);
	s->office = s->label[0].id;
	for (int i = 0; i < 5; i++) {
		snprintf(line, sizeof line, "unit @w kind=%s name=单位%d parent=@office", kind[i],
			 i);
		script_record(s, line, 0);
	}
	script_store(s);
	for (int i = 0; i < 5; i++)
		s->village[i] = s->label[i + 1].id;
	s->nlabels = 0;
}

static void every_clause_is_scored_as_the_plan_says(void **state)
{
	struct county *c = county_new(SIFA_DAY_NONE);
	static struct script s[PROOFS];
	size_t wrong = 0;

	(void)state;
	c->letter = sifa_letter(c->sifa, "huanggang-2011");
	assert_non_null(c->letter);
	for (size_t i = 0; i < PROOFS; i++)
		own_bureau(&s[i], c, i);
	county_login(c); /* sees the new units */
	for (size_t i = 0; i < PROOFS; i++)
		script_run(&s[i], proofs[i].records);
	for (size_t i = 0; i < PROOFS; i++)
		wrong += !proved(c, &proofs[i], s[i].office, "2012-01-20");
	assert_int_equal(wrong, 0);
	county_free(c);
}

static void no_clause_is_without_a_proof(void **state)
{
	(void)state;
	all_proved(proofs, PROOFS, 'A', 117);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_clause_is_without_a_proof),
		cmocka_unit_test(every_clause_is_scored_as_the_plan_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

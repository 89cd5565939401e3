/* life.c - one office in which a record of every state is to be seen: papers that wait,
 * persons who are lost or moving, books that are being closed. */
#include <string.h>

#include "demo.h"

/* The office; and who has none, has all of it. */
static bool lives_here(const struct demo *d, int o)
{
	return o == (d->offices > 2 ? 2 : d->offices - 1);
}

/* The value of a column in a row of "column=value; ...". */
static void cell(FILE *out, const char *row, const char *column, size_t n)
{
	while (row) {
		if (!strncmp(row, column, n) && row[n] == '=') {
			row += n + 1;
			fprintf(out, "%.*s", (int)strcspn(row, ";"), row);
			return;
		}
		row = strchr(row, ';');
		row = row ? row + 2 : NULL;
	}
}

/* Rows with the columns that the header names, in its order, behind the unit. */
static void write_rows(const struct demo *d, FILE *out, int o, const char *header,
		       const char *const *row)
{
	char office[64];

	demo_office_code(o, office);
	for (; lives_here(d, o) && *row; row++) {
		fputs(office, out);
		for (const char *p = strchr(header, ','); p; p = strchr(p, ',')) {
			size_t n = strcspn(++p, ",");

			fputc(',', out);
			cell(out, *row, p, n);
		}
		fputc('\n', out);
	}
}

#define LIFE(name) \
	static void name##_rows(const struct demo *d, FILE *out, int o, int year, int month) \
	{ \
		(void)year, (void)month; \
		write_rows(d, out, o, name##_header, name); \
	}

static const char units_header[] = "parent,code,name,kind,established_on,closed_on";
static const char *const units[] = {
	"code=140827100299; name=老庄村(已并入); kind=village; established_on=1998-01-01; closed_on=2011-06-30",
	NULL};
LIFE(units)

static const char staff_header[] = "unit,name,post,identity,from,to,end_reason";
static const char *const staff[] = {
	"name=高静; post=assistant; identity=institution; from=2013-12-01",
	"name=牛得草; post=helper; identity=hired; from=2006-03-01; to=2011-12-31; end_reason=retired",
	NULL};
LIFE(staff)

static const char users_header[] = "unit,login,name,roles,valid_from,valid_to,locked_on,locked";
static const char *const users[] = {
	"login=niu; name=牛得草; roles=operator; valid_from=2010-01-01; valid_to=2011-12-31; locked_on=2012-01-04; locked=是",
	NULL};
LIFE(users)

static const char letters_header[] =
	"unit,scheme,year,period_from,period_to,no,targets_on,reviewed_on,signed_on,supplemented_on,ended_on";
static const char *const letters[] = {
	"scheme=city-2014; year=2014; period_from=2014-01-01; period_to=2014-12-31",
	"no=〔2013〕云泉责1号; scheme=city-2013; year=2013; period_from=2013-01-01; period_to=2013-12-31; targets_on=2013-02-20",
	"scheme=city-2012; year=2012; period_from=2012-01-01; period_to=2012-12-31; targets_on=2012-02-20; reviewed_on=2012-03-01",
	"scheme=city-2011; year=2011; period_from=2011-01-01; period_to=2011-12-31; targets_on=2011-02-20; reviewed_on=2011-03-01; signed_on=2011-03-10; supplemented_on=2011-07-01",
	"scheme=city-2010; year=2010; period_from=2010-01-01; period_to=2010-12-31; targets_on=2010-02-20; reviewed_on=2010-03-01; signed_on=2010-03-10; ended_on=2010-12-31",
	NULL};
LIFE(letters)

static const char assessments_header[] =
	"unit,no,person.name,person.id_no,from,kind,letter_no,received_on,pace,crime,claimed_addr,visits.1.on,visits.1.who,visits.1.relation,visits.1.said,opinion,reasons,opinion_on,sent_on,withdrawn_on,remark";
static const char *const assessments[] = {
	"no=(2013)云泉矫评字第001号; person.name=董小亮; person.id_no=140827199005026038; from=县人民法院; kind=suspended; letter_no=〔2013〕云法委字第2号; received_on=2013-12-11; pace=ordinary; crime=盗窃罪; claimed_addr=柳河镇",
	"no=(2013)云泉矫评字第002号; person.name=韩文斌; person.id_no=140827198511206053; from=县人民法院; kind=suspended; received_on=2013-12-12; pace=expedited; crime=危险驾驶罪; visits.1.on=2013-12-16; visits.1.who=韩大山; visits.1.relation=父亲; visits.1.said=平时表现好; opinion=fit; reasons=有固定居所和监管条件; opinion_on=2013-12-18",
	"no=(2013)云泉矫评字第003号; person.name=马会军; person.id_no=140827197902146073; from=省第二监狱; kind=parole; received_on=2013-06-03; pace=ordinary; crime=抢劫罪; visits.1.on=2013-06-08; visits.1.who=村委会; visits.1.relation=村干部; visits.1.said=家属愿意接收; opinion=fit; reasons=具备帮教条件; opinion_on=2013-06-12; sent_on=2013-06-13",
	"no=(2013)云泉矫评字第004号; person.name=石占魁; person.id_no=14082719720830609X; from=县人民法院; kind=suspended; received_on=2013-09-02; pace=ordinary; crime=故意伤害罪; claimed_addr=外县; withdrawn_on=2013-09-05; remark=居住地不在本县",
	NULL};
LIFE(assessments)

static const char corrected_header[] =
	"unit,no,person.name,person.id_no,court,kind,crime,sentence,judgment_no,effective_on,papers_in,start,end,receipt_on,missed_on,reported_on,announced_on,class,able,regular_on,held_on,held_reason,away_from,away_to,away_place,move_asked_on,out_to,leaving_on,summary_on,end_on,end_reason,handed_on,archived_on,appraisal_on,lost_on,locator_on,locator_end";
static const char
	*const corrected
		[] = {"no=(2013)云泉社矫字第101号; person.name=赵立新; person.id_no=140827198803056114; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2013)云刑初字第90号; effective_on=2013-12-11; papers_in=2013-12-17; start=2013-12-11; end=2015-12-10", "no=(2013)云泉社矫字第102号; person.name=孙二虎; person.id_no=140827199107196134; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2013)云刑初字第84号; effective_on=2013-11-20; papers_in=2013-11-25; receipt_on=2013-11-27; start=2013-11-20; end=2015-11-19; missed_on=2013-12-02", "no=(2013)云泉社矫字第103号; person.name=周顺才; person.id_no=14082719760130615X; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2013)云刑初字第88号; effective_on=2013-12-09; papers_in=2013-12-10; receipt_on=2013-12-12; start=2013-12-09; end=2015-12-08; reported_on=2013-12-16", "no=(2013)云泉社矫字第104号; person.name=郑小军; person.id_no=140827199309126177; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2013)云刑初字第80号; effective_on=2013-11-15; papers_in=2013-11-18; receipt_on=2013-11-20; start=2013-11-15; end=2015-11-14; reported_on=2013-11-20; announced_on=2013-11-27; class=strict; able=是", "no=(2012)云泉社矫字第105号; person.name=冯海龙; person.id_no=140827198404046197; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2012)云刑初字第30号; effective_on=2012-06-01; papers_in=2012-06-04; receipt_on=2012-06-06; start=2012-06-01; end=2014-05-31; reported_on=2012-06-07; announced_on=2012-06-12; regular_on=2012-08-12; class=ordinary; held_on=2013-11-28; held_reason=另案刑事拘留", "no=(2012)云泉社矫字第106号; person.name=蒋玉明; person.id_no=140827198012256216; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2012)云刑初字第33号; effective_on=2012-07-02; papers_in=2012-07-04; receipt_on=2012-07-06; start=2012-07-02; end=2014-07-01; reported_on=2012-07-06; announced_on=2012-07-11; regular_on=2012-09-11; class=lenient; able=是; away_from=2013-12-19; away_to=2013-12-23; away_place=市区; move_asked_on=2013-12-03; out_to=平阳县", "no=(2011)云泉社矫字第107号; person.name=沈志强; person.id_no=140827197006166236; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2011)云刑初字第41号; effective_on=2011-12-21; papers_in=2011-12-23; receipt_on=2011-12-24; start=2011-12-21; end=2013-12-20; reported_on=2011-12-26; announced_on=2012-01-04; regular_on=2012-03-04; leaving_on=2013-11-20; class=lenient; summary_on=2013-12-02", "no=(2012)云泉社矫字第108号; person.name=韩春生; person.id_no=140827196910106253; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2012)云刑初字第22号; effective_on=2012-05-10; papers_in=2012-05-11; receipt_on=2012-05-12; start=2012-05-10; end=2014-05-09; reported_on=2012-05-14; announced_on=2012-05-18; class=lenient; out_to=平阳县; end_on=2013-12-02; end_reason=moved", "no=(2010)云泉社矫字第109号; person.name=杨怀远; person.id_no=140827197502026275; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2010)云刑初字第15号; effective_on=2010-06-10; papers_in=2010-06-12; receipt_on=2010-06-13; start=2010-06-10; end=2012-06-09; reported_on=2010-06-14; announced_on=2010-06-18; leaving_on=2012-05-09; end_on=2012-06-09; end_reason=expired; handed_on=2012-06-09; archived_on=2012-07-01", "no=(2011)云泉社矫字第111号; person.name=段海平; person.id_no=140827197103026294; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2011)云刑初字第35号; effective_on=2011-12-12; papers_in=2011-12-14; receipt_on=2011-12-16; start=2011-12-12; end=2013-12-11; reported_on=2011-12-16; announced_on=2011-12-20; class=lenient; leaving_on=2013-11-11; summary_on=2013-12-02; appraisal_on=2013-12-05; end_on=2013-12-11; end_reason=expired", "no=(2012)云泉社矫字第110号; person.name=朱长顺; person.id_no=140827198608086318; court=云泉县人民法院; kind=suspended; crime=盗窃罪; sentence=有期徒刑一年缓刑二年; judgment_no=(2012)云刑初字第08号; effective_on=2012-02-20; papers_in=2012-02-22; receipt_on=2012-02-24; start=2012-02-20; end=2014-02-19; reported_on=2012-02-24; announced_on=2012-03-01; regular_on=2012-05-01; class=strict; lost_on=2012-11-20; locator_on=2012-03-10; locator_end=2014-02-19", NULL};
LIFE(corrected)

static const char events_header[] =
	"unit,correction,kind,at,position_ok,leave_from,leave_to,leave_place,leave_reason,phone,approved_on,approver,refused_on,refuse_reason,back_on,move_to,text,replied_on,moved_on,facts,doc_no,decided_on,court_on,court_result,discovered_on,reported_on,measure,ended_on";
static const char *const events[] = {
	"correction=(2012)云泉社矫字第106号; kind=check; at=2013-12-04; position_ok=是",
	"correction=(2012)云泉社矫字第106号; kind=leave; at=2013-12-19; leave_from=2013-12-24; leave_to=2013-12-30; leave_place=省城; leave_reason=看病; phone=13900000001",
	"correction=(2012)云泉社矫字第106号; kind=leave; at=2013-12-16; leave_from=2013-12-19; leave_to=2013-12-23; leave_place=市区; leave_reason=亲属婚礼; phone=13900000001; approved_on=2013-12-17; approver=司法所长",
	"correction=(2012)云泉社矫字第106号; kind=leave; at=2013-05-06; leave_from=2013-05-07; leave_to=2013-05-28; leave_place=外省; leave_reason=打工; phone=13900000001; refused_on=2013-05-07; refuse_reason=无正当理由",
	"correction=(2012)云泉社矫字第106号; kind=leave; at=2013-02-06; leave_from=2013-02-08; leave_to=2013-02-12; leave_place=平阳县; leave_reason=探亲; phone=13900000001; approved_on=2013-02-07; approver=司法所长; back_on=2013-02-12",
	"correction=(2012)云泉社矫字第106号; kind=move; at=2013-12-03; move_to=平阳县城关镇; text=随子女居住",
	"correction=(2012)云泉社矫字第106号; kind=approve; at=2013-10-08; text=会见外地合伙人; approved_on=2013-10-09; approver=县局矫正科",
	"correction=(2012)云泉社矫字第108号; kind=move; at=2013-10-10; move_to=平阳县城关镇; approved_on=2013-11-27; approver=县局矫正科; replied_on=2013-11-25; moved_on=2013-12-02",
	"correction=(2012)云泉社矫字第106号; kind=praise; at=2013-09-10; facts=连续三个月表现突出; doc_no=〔2013〕云司矫字第3号; decided_on=2013-09-12",
	"correction=(2012)云泉社矫字第106号; kind=warn; at=2013-12-12; facts=未按时电话汇报两次",
	"correction=(2012)云泉社矫字第110号; kind=revoke; at=2012-12-22; facts=脱离监管超过一个月; doc_no=〔2012〕云司矫字第20号; decided_on=2012-12-24; court_on=2013-01-18; court_result=refused",
	"correction=(2012)云泉社矫字第110号; kind=lost; at=2012-11-20; discovered_on=2012-11-20; reported_on=2012-11-21; measure=走访亲属、查询车站，未果",
	"correction=(2012)云泉社矫字第110号; kind=search; at=2012-11-22; measure=到其兄家中查找",
	"correction=(2012)云泉社矫字第110号; kind=lost; at=2012-06-02; discovered_on=2012-06-03; reported_on=2012-06-03; ended_on=2012-06-09; measure=在邻县查获",
	"correction=(2012)云泉社矫字第110号; kind=missed; at=2012-02-21; discovered_on=2012-02-21; reported_on=2012-02-21; measure=电话通知家属",
	NULL};
LIFE(events)

static const char released_header[] =
	"unit,no,person.name,person.id_no,kind,crime,sentence,prison,notice_on,release_due,released_on,handover,handover_on,registered_on,key,file_on,placed,until,end_on,end_reason,archived_on,risk,in_on,in_from,moved_to,lost_on,lost_found_on,lost_reported_on,reoffend_on,offence_kind,reoffend_found_on,reoffend_reported_on";
static const char
	*const released[] = {"no=(2013)云泉帮字第101号; person.name=何永福; person.id_no=140827198303036336; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; notice_on=2013-11-28; release_due=2013-12-27",
			     "no=(2013)云泉帮字第102号; person.name=吕向东; person.id_no=140827197809096358; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; notice_on=2013-11-10; released_on=2013-12-16; handover=family; handover_on=2013-12-17",
			     "no=(2013)云泉帮字第103号; person.name=施国强; person.id_no=140827197405056376; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; notice_on=2013-10-10; released_on=2013-12-09; handover=office; handover_on=2013-12-09; in_on=2013-12-09; in_from=平阳县; registered_on=2013-12-12; key=否",
			     "no=(2007)云泉帮字第104号; person.name=张满仓; person.id_no=140827196801016398; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; released_on=2007-02-08; handover=family; handover_on=2007-02-08; registered_on=2007-02-12; file_on=2007-02-20; placed=employed; until=2012-02-07; end_on=2012-02-08; end_reason=expired; archived_on=2012-03-01",
			     "no=(2010)云泉帮字第105号; person.name=孔令辉; person.id_no=140827197101216414; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; released_on=2010-02-08; handover=family; handover_on=2010-02-08; registered_on=2010-02-12; file_on=2010-02-20; placed=employed; risk=low; until=2015-02-07; end_on=2013-12-02; end_reason=moved; moved_to=平阳县",
			     "no=(2010)云泉帮字第106号; person.name=曹玉成; person.id_no=14082719611121643X; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; released_on=2010-04-08; handover=self; handover_on=2010-04-08; registered_on=2010-04-12; file_on=2010-04-20; placed=land; risk=low; until=2015-04-07; end_on=2013-12-04; end_reason=died",
			     "no=(2010)云泉帮字第107号; person.name=严卫国; person.id_no=140827198106216450; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; released_on=2010-06-08; handover=self; handover_on=2010-06-08; registered_on=2010-06-12; file_on=2010-06-20; placed=none; risk=high; until=2015-06-07; lost_on=2013-01-15; end_on=2013-12-05; end_reason=missing",
			     "no=(2011)云泉帮字第108号; person.name=华建平; person.id_no=140827198706016479; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; released_on=2011-06-08; handover=prison; handover_on=2011-06-08; registered_on=2011-06-12; file_on=2011-06-20; placed=land; until=2016-06-07; risk=low; lost_on=2013-11-25; lost_found_on=2013-11-26; lost_reported_on=2013-11-26",
			     "no=(2008)云泉帮字第109号; person.name=金万里; person.id_no=140827198902176496; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; released_on=2008-09-08; handover=self; handover_on=2008-09-08; registered_on=2008-09-12; file_on=2008-09-20; placed=none; until=2013-09-07; reoffend_on=2012-10-10; offence_kind=crime; reoffend_found_on=2012-11-01; reoffend_reported_on=2012-11-01; end_on=2012-11-02; end_reason=offence",
			     "no=(2008)云泉帮字第110号; person.name=齐福来; person.id_no=140827196902176518; kind=sentence; crime=盗窃罪; sentence=有期徒刑二年; prison=省第一监狱; released_on=2008-11-28; handover=prison; handover_on=2008-11-28; registered_on=2008-12-02; file_on=2008-12-10; placed=land; risk=low; until=2013-11-27; end_on=2013-12-10; end_reason=expired",
			     NULL};
LIFE(released)

static const char inmates_header[] =
	"unit,person.name,person.id_no,stream,from_prison,received_on,due_on,result,done_on,source,sent_on";
static const char *const inmates[] = {
	"person.name=秦大勇; person.id_no=140827199010016539; stream=before; from_prison=省第一监狱; received_on=2013-12-12; due_on=2013-12-27",
	"person.name=尤小平; person.id_no=140827198210016555; stream=release; from_prison=省第一监狱; received_on=2013-12-02; due_on=2013-12-17; result=true; done_on=2013-12-06; source=家属",
	"person.name=许长青; person.id_no=140827197710016573; stream=release; from_prison=省第三监狱; received_on=2013-11-04; due_on=2013-11-19; result=address; done_on=2013-11-08; source=派出所; sent_on=2013-11-09",
	NULL};
LIFE(inmates)

static const char petitions_header[] =
	"unit,no,at,name,visitors,kind,level,topic,matter,passed_on,passed_to,accepted_on,answered_on,result,answer,review_asked_on,reviewed_on,second_asked_on,closed_on,listed_on";
static const char *const petitions[] = {
	"no=(2013)云泉访字第7号; at=2013-12-16; name=贾银锁; visitors=1; kind=visit; level=township; topic=other; matter=反映灌溉用水收费; listed_on=2013-12-18",
	"no=(2013)云泉访字第5号; at=2013-11-04; name=段玉兰; visitors=1; kind=letter; level=township; topic=other; matter=反映低保评定; passed_on=2013-11-06; passed_to=镇民政所",
	"no=(2013)云泉访字第6号; at=2013-11-18; name=高秋生; visitors=3; kind=visit; level=county; topic=dispute; matter=反映占地补偿; accepted_on=2013-11-20",
	"no=(2013)云泉访字第3号; at=2013-08-05; name=侯三保; visitors=1; kind=visit; level=county; topic=other; matter=反映道路硬化; accepted_on=2013-08-08; answered_on=2013-09-10; result=explained; answer=已列入明年计划",
	"no=(2013)云泉访字第4号; at=2013-09-02; name=武建设; visitors=1; kind=letter; level=city; topic=other; matter=反映拆迁评估; accepted_on=2013-09-04; answered_on=2013-11-15; result=rejected; answer=评估程序合法; review_asked_on=2013-12-11",
	"no=(2013)云泉访字第2号; at=2013-05-06; name=白玉山; visitors=1; kind=letter; level=city; topic=other; matter=反映宅基地; accepted_on=2013-05-08; answered_on=2013-06-20; result=rejected; answer=权属清楚; review_asked_on=2013-07-10; reviewed_on=2013-11-08; second_asked_on=2013-12-05",
	"no=(2013)云泉访字第1号; at=2013-03-04; name=田有福; visitors=1; kind=visit; level=office; topic=law; matter=咨询判决执行; accepted_on=2013-03-04; answered_on=2013-03-06; result=explained; answer=告知申请执行途径; closed_on=2013-03-06",
	NULL};
LIFE(petitions)

static const char dossiers_header[] =
	"unit,kind,no,title,filed_on,from,archived_on,retention,pages,cabinet,lent_on,moved_on,moved_to,destroyed_on,destroyed_by,destroyed_with";
static const char *const dossiers[] = {
	"kind=office; no=(2013)云泉档字第2号; title=2013年文书卷; filed_on=2013-12-10",
	"kind=office; no=(2013)云泉档字第1号; title=2012年文书卷; from=2012-01-04; filed_on=2013-01-10; archived_on=2013-02-20; retention=short; pages=60; cabinet=1号柜; lent_on=2013-12-11",
	"kind=finance; no=(2011)云泉档字第1号; title=2010年账簿; from=2010-01-04; filed_on=2011-01-10; archived_on=2011-02-20; retention=short; pages=80; cabinet=2号柜; moved_on=2013-03-01; moved_to=县局财务科",
	"kind=office; no=(2002)云泉档字第1号; title=2001年收发文登记; from=2001-01-04; filed_on=2002-01-10; archived_on=2002-02-20; retention=short; pages=30; destroyed_on=2012-12-20; destroyed_by=李明远; destroyed_with=许静怡",
	NULL};
LIFE(dossiers)

static const char seen_header[] = "unit,kind,title,taken_on,by,seen,seen_on";
static const char *const seen[] = {
	"kind=photo; title=柳河镇宣传栏照片; taken_on=2013-03-12; by=司法所; seen=是; seen_on=2013-11-05",
	NULL};
LIFE(seen)

static const char documents_header[] = "unit,kind,line,title,at,signed_by,issued_on,no,archived_on";
static const char *const documents[] = {
	"kind=report; line=office; title=关于购置电脑的请示; at=2013-12-12",
	"kind=red_head; line=office; title=关于开展冬季纠纷排查的通知; at=2013-11-12; signed_by=李明远; issued_on=2013-11-13; no=云泉司发〔2013〕2号",
	"kind=red_head; line=office; title=关于印发值班制度的通知; at=2013-01-15; signed_by=李明远; issued_on=2013-01-16; archived_on=2013-03-01; no=云泉司发〔2013〕1号",
	NULL};
LIFE(documents)

static const char tasks_header[] =
	"unit,from,title,line,received_on,due_on,done_on,result,judged_on,evaluated_by,grade";
static const char *const tasks[] = {
	"from=县局办公室; title=元旦春节值班安排; line=office; received_on=2013-12-17; due_on=2013-12-28",
	"from=县局办公室; title=档案自查; line=office; received_on=2013-09-02; due_on=2013-09-30; done_on=2013-09-27; result=done",
	"from=镇政府; title=矛盾纠纷大排查; line=mediation; received_on=2013-05-02; due_on=2013-05-31; done_on=2013-05-29; result=good; judged_on=2013-06-05; evaluated_by=镇政府; grade=good",
	NULL};
LIFE(tasks)

static const char disciplines_header[] = "unit,name,at,kind,fact,found_on";
static const char *const disciplines[] = {
	"name=梁某; at=2013-12-09; kind=other; fact=反映未按时到岗",
	"name=梁某; at=2013-10-14; kind=other; fact=反映解释不耐心; found_on=2013-10-16", NULL};
LIFE(disciplines)

static const char checklists_header[] = "unit,item,line,checked_on,ok,fix_by,fixed_on";
static const char *const checklists[] = {
	"item=room_window; line=office; checked_on=2013-10-10; ok=否; fix_by=2013-12-30",
	"item=access; line=office; checked_on=2013-10-10; ok=否; fix_by=2013-11-30; fixed_on=2013-11-20",
	NULL};
LIFE(checklists)

static const char attendances_header[] =
	"unit,staff,at,kind,half_days,approver,approved_on,back_on";
static const char *const attendances[] = {
	"staff=高静; at=2013-12-04; kind=personal; half_days=2; approver=司法所长",
	"staff=高静; at=2013-12-09; kind=sick; half_days=2; approver=司法所长; approved_on=2013-12-09",
	"staff=高静; at=2013-12-12; kind=trip; half_days=1; approver=司法所长; approved_on=2013-12-11; back_on=2013-12-13",
	NULL};
LIFE(attendances)

static const char inspections_header[] =
	"unit,clause,inspected_on,grade,reason,fix_by,head_view_on,fixed_on,rechecked_on";
static const char *const inspections[] = {
	"clause=专项; inspected_on=2013-12-16; grade=fair; reason=档案整理不及时; fix_by=2013-12-31",
	"clause=专项; inspected_on=2013-11-04; grade=good; reason=制度健全; head_view_on=2013-11-05",
	"clause=专项; inspected_on=2013-09-09; grade=fair; reason=登记簿缺项; head_view_on=2013-09-10; fix_by=2013-09-30; fixed_on=2013-09-25",
	"clause=专项; inspected_on=2013-06-03; grade=poor; reason=标识不统一; head_view_on=2013-06-04; fix_by=2013-06-30; fixed_on=2013-06-28; rechecked_on=2013-07-05",
	NULL};
LIFE(inspections)

static const char returns_header[] =
	"unit,type,period_from,period_to,prepared_on,approved_on,submitted_on,returned_times,returned_on,returned_reason,resubmitted_on,received_on,summed_on,locked_on";
static const char *const returns[] = {
	"type=aid_quarter; period_from=2013-10-01; period_to=2013-12-31",
	"type=aid_monthly; period_from=2013-12-01; period_to=2013-12-31; prepared_on=2013-12-19",
	"type=opinion_quarter; period_from=2013-10-01; period_to=2013-12-31; prepared_on=2013-12-18; approved_on=2013-12-19",
	"type=aid_monthly; period_from=2013-11-01; period_to=2013-11-30; prepared_on=2013-11-27; approved_on=2013-11-28; submitted_on=2013-11-28",
	"type=aid_monthly; period_from=2013-10-01; period_to=2013-10-31; prepared_on=2013-10-28; approved_on=2013-10-28; submitted_on=2013-10-29; returned_times=1; returned_on=2013-10-30; returned_reason=合计不符",
	"type=aid_monthly; period_from=2013-09-01; period_to=2013-09-30; prepared_on=2013-09-27; approved_on=2013-09-27; submitted_on=2013-09-28; returned_times=1; returned_on=2013-09-29; returned_reason=漏填来源; resubmitted_on=2013-09-30",
	"type=aid_monthly; period_from=2013-08-01; period_to=2013-08-31; prepared_on=2013-08-28; approved_on=2013-08-28; submitted_on=2013-08-29; received_on=2013-08-30",
	"type=aid_monthly; period_from=2013-07-01; period_to=2013-07-31; prepared_on=2013-07-28; approved_on=2013-07-28; submitted_on=2013-07-29; received_on=2013-07-30; summed_on=2013-08-05",
	"type=aid_monthly; period_from=2013-06-01; period_to=2013-06-30; prepared_on=2013-06-27; approved_on=2013-06-27; submitted_on=2013-06-28; received_on=2013-06-29; summed_on=2013-07-05; locked_on=2013-07-10",
	NULL};
LIFE(returns)

static const char scores_header[] =
	"unit,letter,item,part,at,raw,adjusted,reason,verified_on,published_on,objected_on,objection_on,final,final_on";
static const char *const scores[] = {
	"letter=〔2013〕云泉责1号; item=C5; part=self; at=2013-12-12; raw=230; adjusted=230",
	"letter=〔2013〕云泉责1号; item=C32; part=self; at=2013-12-12; raw=180; adjusted=170; reason=两卷缺回执; verified_on=2013-12-16",
	"letter=〔2013〕云泉责1号; item=C40; part=self; at=2013-12-12; raw=220; adjusted=200; reason=一卷目录不全; verified_on=2013-12-16; objected_on=2013-12-18",
	"letter=〔2013〕云泉责1号; item=C37; part=self; at=2013-12-10; raw=100; adjusted=90; reason=名册不全; verified_on=2013-12-11; published_on=2013-12-12; objected_on=2013-12-13; objection_on=2013-12-16",
	"letter=〔2013〕云泉责1号; item=C58; part=self; at=2013-12-10; raw=200; adjusted=200; verified_on=2013-12-12; published_on=2013-12-17",
	"letter=〔2013〕云泉责1号; item=C5; part=middle; at=2013-07-05; raw=240; adjusted=240; verified_on=2013-07-08; final=是; final_on=2013-07-12",
	NULL};
LIFE(scores)

static const char locks_header[] =
	"unit,no,letter,as_of,points,records,reason,proposed_on,proposed_by,locked_on,decided_by,reopening_on,reopening_by,reopening_reason,reopened_on,reopened_by";
static const char *const locks[] = {
	"no=云司考〔2013〕3号; letter=yuanqu-2013; as_of=2013-06-30; points=4615; records=212; reason=半年考核局务会审定; proposed_on=2013-07-12; proposed_by=sfs001; locked_on=2013-07-15; decided_by=demo; reopening_on=2013-07-22; reopening_by=sfs001; reopening_reason=复核改分; reopened_on=2013-07-23; reopened_by=demo",
	NULL};
LIFE(locks)

static const char corrections_header[] = "unit,lock,clause,at,old,new,reason,by";
static const char *const corrections[] = {
	"lock=云司考〔2013〕3号; clause=C5; at=2013-07-17; old=240; new=230; reason=一卷漏扣; by=demo",
	NULL};
LIFE(corrections)

static const char reconciled_header[] =
	"unit,of,source,at,listed,registered,equal,different,list_only,register_only,settled_on,items.1.verdict,items.1.name,items.1.what,items.1.answer";
static const char *const reconciled[] = {
	"of=released; source=县公安局刑释人员名单; at=2013-12-02; listed=6; registered=6; equal=5; different=1; list_only=0; register_only=0; items.1.verdict=differs; items.1.name=段玉林; items.1.what=释放日期: 2013-03-04 / 2013-03-05",
	"of=inmate_check; source=省监狱局核查名单; at=2013-10-15; listed=3; registered=3; equal=3; different=0; list_only=0; register_only=0; settled_on=2013-10-15",
	NULL};
LIFE(reconciled)

static const char rules_header[] =
	"unit,line,title,item,version,issued_on,on_wall,posted_on,place,checked_on,withdrawn_on";
static const char *const rules[] = {
	"line=office; title=值班制度; item=rules_roster; version=2013; issued_on=2013-01-16; on_wall=是; posted_on=2013-01-20; place=接待大厅; checked_on=2013-10-10",
	"line=correction; title=外出审批制度; item=rules_leave; version=2012; issued_on=2012-04-10; on_wall=是; posted_on=2012-04-20; place=矫正谈话室",
	"line=mediation; title=纠纷登记制度; item=rules_register; version=2013; issued_on=2013-12-02",
	"line=office; title=值班制度; item=rules_roster; version=2009; issued_on=2009-01-16; posted_on=2009-02-01; withdrawn_on=2013-01-16",
	NULL};
LIFE(rules)

static const char equipment_header[] =
	"unit,class,name,n,measure,area,bought_on,price,source,asset_no,own_title,condition,checked_on,dedicated,repair_on,scrapped_on";
static const char *const equipment[] = {
	"class=premises; name=独立办公用房; n=1; measure=处; area=180; bought_on=2009-06-01; price=320000; source=central; asset_no=SF-001; own_title=是; condition=good",
	"class=pc; name=台式电脑; n=3; measure=台; bought_on=2012-03-05; price=12600; source=county; asset_no=SF-002; condition=good; checked_on=2013-11-02",
	"class=dedicated_pc; name=政法内网专机; n=1; measure=台; bought_on=2012-09-10; price=5200; source=province; asset_no=SF-003; dedicated=是; condition=broken; repair_on=2013-12-11",
	"class=vehicle; name=业务用车; n=1; measure=辆; bought_on=2003-05-20; price=68000; source=county; asset_no=SF-004; condition=scrapped; scrapped_on=2013-05-30",
	NULL};
LIFE(equipment)

static const char funds_header[] =
	"unit,at,year,direction,source,category,summary,amount,voucher_no,approved_on,paid_on,published_on,payee";
static const char *const funds[] = {
	"at=2013-02-25; year=2013; direction=in; source=county; category=budget; summary=县级财政拨付人民调解经费; amount=12000; voucher_no=1; approved_on=2013-02-25; paid_on=2013-02-25; published_on=2013-12-05",
	"at=2013-06-18; year=2013; direction=out; source=county; category=mediator; summary=上半年调解员补贴; amount=3600; voucher_no=2; payee=调解员12人; approved_on=2013-06-19; paid_on=2013-06-20",
	"at=2013-12-04; year=2013; direction=out; source=county; category=publicity; summary=法制宣传日印制资料; amount=1450; voucher_no=3; payee=县印刷厂; approved_on=2013-12-05",
	"at=2013-12-18; year=2013; direction=out; source=county; category=help; summary=元旦慰问帮教对象; amount=800; voucher_no=4; payee=帮教对象4人",
	NULL};
LIFE(funds)

static const char seals_header[] =
	"unit,no,at,paper,seal,copies,approved_on,used_on,taken_out,return_by,returned_on,refused_on,remark";
static const char *const seals[] = {
	"no=(2013)云泉印字第001号; at=2013-03-04; paper=人民调解协议书; seal=committee; copies=3; approved_on=2013-03-04; used_on=2013-03-04",
	"no=(2013)云泉印字第002号; at=2013-06-10; paper=购买办公用品合同; seal=contract; copies=2; approved_on=2013-06-10; used_on=2013-06-11; taken_out=是; return_by=2013-06-12; returned_on=2013-06-12",
	"no=(2013)云泉印字第003号; at=2013-10-08; paper=个人收入证明; seal=office; copies=1; refused_on=2013-10-08; remark=不属本所职责",
	"no=(2013)云泉印字第004号; at=2013-12-18; paper=外出证明; seal=office; copies=1; approved_on=2013-12-19",
	"no=(2013)云泉印字第005号; at=2013-12-19; paper=信息核查回执; seal=office; copies=2",
	NULL};
LIFE(seals)

const struct demo_kind demo_life[] = {
	{"unit", units_header, DEMO_OFFICE, units_rows},
	{"staff", staff_header, DEMO_OFFICE, staff_rows},
	{"user", users_header, DEMO_OFFICE, users_rows},
	{"letter", letters_header, DEMO_OFFICE, letters_rows},
	{"assessment", assessments_header, DEMO_OFFICE, assessments_rows},
	{"correction", corrected_header, DEMO_OFFICE, corrected_rows},
	{"correction_event", events_header, DEMO_OFFICE, events_rows},
	{"released", released_header, DEMO_OFFICE, released_rows},
	{"inmate_check", inmates_header, DEMO_OFFICE, inmates_rows},
	{"petition", petitions_header, DEMO_OFFICE, petitions_rows},
	{"dossier", dossiers_header, DEMO_OFFICE, dossiers_rows},
	{"evidence", seen_header, DEMO_OFFICE, seen_rows},
	{"document", documents_header, DEMO_OFFICE, documents_rows},
	{"task", tasks_header, DEMO_OFFICE, tasks_rows},
	{"discipline", disciplines_header, DEMO_OFFICE, disciplines_rows},
	{"checklist", checklists_header, DEMO_OFFICE, checklists_rows},
	{"attendance", attendances_header, DEMO_OFFICE, attendances_rows},
	{"inspection", inspections_header, DEMO_OFFICE, inspections_rows},
	{"return", returns_header, DEMO_OFFICE, returns_rows},
	{"score_entry", scores_header, DEMO_OFFICE, scores_rows},
	{"score_lock", locks_header, DEMO_OFFICE, locks_rows},
	{"score_correction", corrections_header, DEMO_OFFICE, corrections_rows},
	{"reconciliation", reconciled_header, DEMO_OFFICE, reconciled_rows},
	{"wall_rule", rules_header, DEMO_OFFICE, rules_rows},
	{"equipment", equipment_header, DEMO_OFFICE, equipment_rows},
	{"fund", funds_header, DEMO_OFFICE, funds_rows},
	{"seal", seals_header, DEMO_OFFICE, seals_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};

/* mediation.c - mediations of both sorts, visits after them, and sweeps. */
#include <string.h>

#include "demo.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The worked example settles so many in each month, all archived by its day. */
static const unsigned char middling_written[] = {2, 2, 2, 1, 2, 1, 2, 2, 2, 1, 0, 1};
static const unsigned char middling_oral[] = {4, 3, 3, 3, 4, 3, 3, 3, 4, 3, 3, 0};

static bool middling(const struct demo *d, int o, int year)
{
	return o == DEMO_MIDDLING && year == d->last_year;
}

/* Written dossiers and oral entries of a month; numbers of a year run on. */
int demo_written(const struct demo *d, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "written", o, year, month);

	if (middling(d, o, year))
		return middling_written[month - 1];
	return 1 + (int)demo_pick(&r, 2) + demo_chance(&r, demo_large(o) ? 60 : 25);
}

static int oral(const struct demo *d, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "oral", o, year, month);

	if (middling(d, o, year))
		return middling_oral[month - 1];
	return (demo_large(o) ? 5 : 3) + (int)demo_pick(&r, 2) -
	       demo_chance(&r, 2 * demo_slack(d, o));
}

static int before(const struct demo *d, int (*in)(const struct demo *, int, int, int), int o,
		  int year, int month)
{
	int n = 0;

	for (int m = 1; m < month; m++)
		n += in(d, o, year, m);
	return n;
}

int demo_written_before(const struct demo *d, int o, int year, int month)
{
	return before(d, demo_written, o, year, month);
}

static int in_month(const struct demo *d, int o, int year, int month, bool written)
{
	return written ? demo_written(d, o, year, month) : oral(d, o, year, month);
}

static struct demo_rng luck_of(const struct demo *d, int o, int year, int n, bool written)
{
	return demo_rng(d, written ? "med-w" : "med-o", o, year, n);
}

/* Of the days that the month's cases draw, the one in the place of case n: numbers
 * rise with their dates; what is still to come stands last. */
static sifa_day nth_day(const struct demo *d, int o, int year, int month, int n, bool written)
{
	int first = before(d, written ? demo_written : oral, o, year, month) + 1, count;
	sifa_day day[32] = {0};

	count = in_month(d, o, year, month, written);
	for (int i = 0; i < count && i < 32; i++) {
		struct demo_rng r = luck_of(d, o, year, first + i, written);
		sifa_day at = demo_day(d, &r, year, month);
		int j = i;

		for (; j > 0 && at != SIFA_DAY_NONE &&
		       (day[j - 1] == SIFA_DAY_NONE || day[j - 1] > at);
		     j--)
			day[j] = day[j - 1];
		day[j] = at;
	}
	return day[n - first];
}

void demo_mediation(const struct demo *d, int o, int year, int month, int n, bool written,
		    struct demo_mediation *m)
{
	struct demo_rng r = luck_of(d, o, year, n, written);
	bool example = middling(d, o, year), fails;

	demo_number(written ? "人调" : "人调口", o, year, n, m->no);
	demo_day(d, &r, year, month); /* its draw, in whatever place it stands */
	m->accepted = nth_day(d, o, year, month, n, written);
	m->village = (int)demo_pick(&r, DEMO_VILLAGES);
	m->closed = demo_later(d, m->accepted, written ? 1 + demo_pick(&r, example ? 9 : 25) : 0);
	fails = demo_chance(&r, 4) && written && !example;
	if (month == 11 && written && !example && n == demo_written_before(d, o, year, month) + 1)
		fails = true; /* each way to end is to be seen */
	m->agreed = fails ? SIFA_DAY_NONE : m->closed;
	m->archived = SIFA_DAY_NONE;
	if (written)
		m->archived = demo_later(
			d, m->closed,
			5 + demo_pick(&r, example && month == 10 ? 12 : 24 + demo_slack(d, o)));
	m->kept = example || m->closed < d->today - 100 || demo_chance(&r, 80);
	if (!m->kept || (m->agreed == SIFA_DAY_NONE && m->closed > d->today - 200))
		m->archived = SIFA_DAY_NONE;
}

/* ---- what it was about ---- */

static const struct {
	const char *type, *facts, *claims, *terms;
} matter[] = {
	{"family", "双方因赡养老人费用发生争议，兄弟三人互相推诿。", "请求明确各人的赡养责任。",
	 "三兄弟每人每月支付赡养费，医药费平均分担，老人轮流居住。"},
	{"family", "夫妻因家庭琐事争吵，女方回娘家居住，双方就子女抚养费意见不一。",
	 "请求按月支付子女抚养费。", "男方每月支付抚养费，双方互相谅解，共同照顾子女。"},
	{"neighbour", "因雨水排放倒灌院内引起邻里纠纷，双方多次争吵。",
	 "请求改道排水并赔偿粮食损失。", "被申请人将排水沟改道，费用由双方各承担一半。"},
	{"neighbour", "邻居在共用巷道堆放柴草，妨碍通行，劝说未果。", "请求清理巷道。",
	 "被申请人三日内清理柴草，今后不在巷道堆放杂物。"},
	{"housing", "双方因宅基地边界发生争执，一方翻建房屋时另一方阻挠施工。",
	 "请求确认边界、停止阻挠。", "双方以现有墙基为界，互不侵占；被申请人停止阻挠施工。"},
	{"housing", "房屋买卖付款后卖方迟迟不交付房屋。", "请求交付房屋。",
	 "被申请人于月底前腾空并交付房屋。"},
	{"contract", "购买化肥欠款，到期未付，多次催要未果。", "请求支付货款。",
	 "被申请人分两期付清货款，逾期按约定支付利息。"},
	{"contract", "借款到期未还，双方对利息计算有争议。", "请求归还借款本息。",
	 "被申请人归还本金，利息按约定减半支付。"},
	{"production", "果园承包后因灌溉用水先后发生争执，影响春浇。", "请求确定用水次序。",
	 "由村委会排定轮灌次序，双方遵照执行。"},
	{"damage", "一方家养的狗咬伤行人，双方对医疗费用负担有争议。", "请求赔偿医疗费和误工费。",
	 "被申请人一次性赔偿医疗费、误工费，并将狗拴养。"},
	{"land", "承包地流转费用未付，申请人多次催要未果。", "请求支付流转费或者收回承包地。",
	 "被申请人于月底前一次性付清流转费，继续耕种至合同期满。"},
	{"land", "林地四至不清，双方都主张一处山坡的林木归自己所有。", "请求确认林地界线。",
	 "双方到场埋设界桩，以界桩为准，争议林木各得一半。"},
	{"demolition", "修路占用耕地，双方对青苗补偿的分配有争议。", "请求按承包面积分配补偿款。",
	 "补偿款按各自承包面积分配，由村委会代为发放。"},
	{"environment", "养殖场粪污流入邻近水渠，影响灌溉和饮水。", "请求停止排放、清理水渠。",
	 "被申请人十日内修建沉淀池并清理水渠。"},
	{"labour", "工程完工后工资久拖未付，申请人等要求支付劳动报酬。", "请求付清拖欠的工资。",
	 "被申请人于十日内付清拖欠工资，逾期按日加付。"},
	{"labour", "务工时从脚手架摔伤，双方对医疗费和误工补助有争议。",
	 "请求支付医疗费和误工补助。", "被申请人付清医疗费，并支付三个月误工补助。"},
	{"consumer", "购买的农用三轮车多次故障，商家拒绝更换。", "请求更换或者退货。",
	 "商家免费更换发动机，质保期重新计算。"},
	{"medical", "在村卫生室输液后出现过敏反应，家属与医生发生争吵。", "请求承担转院治疗费用。",
	 "卫生室承担转院治疗费用，双方互不追究。"},
	{"traffic", "骑车相撞致申请人受伤，双方对医疗费用负担有争议。", "请求赔偿医疗费和误工费。",
	 "被申请人分两次付清医疗费和误工费。"},
	{"property", "小区住户因房屋漏水拒交物业费，与物业公司发生争执。",
	 "请求维修屋面、减免物业费。", "物业公司十五日内修好屋面，住户补交一半物业费。"},
	{"other", "婚宴订金是否退还，双方各执一词。", "请求退还订金。", "酒店退还一半订金。"},
	{"village_affairs", "村民对低保评议结果有意见，要求重新评议。", "请求公开评议并重新审核。",
	 "村委会七日内张榜公布评议结果，接受村民查询。"},
};
static const char *const source[] = {"application", "own",	     "sweep",	    "own",
				     "police",	    "petition",	     "application", "court",
				     "own",	    "procuratorate", "application", "department"};

static void party(const struct demo *d, FILE *out, const char *side, int o, int j)
{
	struct demo_person p;
	char birth[16];

	demo_person(d, "party", o, j, 22, 75, &p);
	if (j % 5 == 4) /* the old paper register has no number */
		fprintf(out, ",%s,%s,,%s,%s", side, p.name, demo_date(p.birth, birth), p.village);
	else
		fprintf(out, ",%s,%s,%s,,%s", side, p.name, p.id_no, p.village);
}

static int who_of(int year, int n, bool written)
{
	return ((year % 100 * 200 + n) * 2 + written) * 2;
}

/* ---- what became of it ---- */

struct after {
	sifa_day by, done, undone, followed;
	const char *state, *result;
};

/* Performed in time, late, in part or not: the last is due on the first screen. */
static void aftermath(const struct demo *d, int o, int year, int n, bool written,
		      const struct demo_mediation *m, struct after *a)
{
	static const char *const ended[] = {"failed", "withdrawn", "transferred", "refused"};
	struct demo_rng r = demo_rng(d, written ? "after-w" : "after-o", o, year, n);

	a->by = m->agreed == SIFA_DAY_NONE || !written ? SIFA_DAY_NONE : m->agreed + 15;
	a->undone = SIFA_DAY_NONE;
	a->done = written ? demo_later(d, a->by, demo_pick(&r, 4)) : m->agreed;
	a->state = a->done != SIFA_DAY_NONE	     ? "done"
		   : a->by != SIFA_DAY_NONE && n % 2 ? "running"
						     : "";
	if (written && a->done != SIFA_DAY_NONE && !m->kept) {
		a->state = n % 2 ? "partly" : "not";
		a->undone = n % 2 ? SIFA_DAY_NONE : a->done;
		a->done = n % 2 ? a->done : SIFA_DAY_NONE;
	}
	a->followed = demo_chance(&r, m->kept ? 70 : 40)
			      ? demo_later(d, a->done != SIFA_DAY_NONE ? a->done : a->undone,
					   2 + demo_pick(&r, 9))
			      : SIFA_DAY_NONE;
	a->result = m->closed == SIFA_DAY_NONE	 ? ""
		    : m->agreed != SIFA_DAY_NONE ? "agreed"
						 : ended[(unsigned)o % COUNT(ended)];
}

/* Inquiry and mediation, the longer the case has been open; oral ones are settled at once. */
static void course(const struct demo *d, FILE *out, const struct demo_mediation *m, bool written)
{
	char a[16] = "", b[16] = "";

	if (written && m->accepted + 1 <= d->today &&
	    (m->closed == SIFA_DAY_NONE || m->closed > m->accepted)) {
		demo_date(m->accepted + 1, a);
		demo_date(demo_later(d, m->accepted, m->closed == SIFA_DAY_NONE ? 4 : 1), b);
	}
	fprintf(out, ",%s,%s", a, b);
}

/* In the court: asked for, confirmed or refused; sued over; petitioned about. */
static void court(const struct demo *d, FILE *out, int o, int n, bool written,
		  const struct demo_mediation *m)
{
	bool asks = written && m->agreed != SIFA_DAY_NONE && (n + o) % 5 == 1;
	sifa_day on = asks ? demo_later(d, m->agreed, 6) : SIFA_DAY_NONE;
	sifa_day end = on == SIFA_DAY_NONE ? on : demo_later(d, on, 14);
	bool refused = (n + o) % 15 == 1;
	char a[16], b[16], c[16], e[16], f[16], t[64];

	fprintf(out, ",%s,%s,%s,%s,%s", asks ? "是" : "", demo_date(on, a),
		demo_date(on == SIFA_DAY_NONE ? on : demo_later(d, on, 2), b),
		on == SIFA_DAY_NONE    ? ""
		: end == SIFA_DAY_NONE ? "applied"
		: refused	       ? "rejected"
				       : "confirmed",
		demo_date(end, c));
	if (end == SIFA_DAY_NONE)
		fprintf(out, ",");
	else
		fprintf(out, ",(%.4s)云%s调确字第%d号", c, demo_town(o, t), n);
	asks = written && m->agreed != SIFA_DAY_NONE && (n + o) % 17 == 5;
	on = asks ? demo_later(d, m->agreed, 20) : SIFA_DAY_NONE;
	end = on == SIFA_DAY_NONE || (n + o) % 34 == 5 ? SIFA_DAY_NONE : demo_later(d, on, 35);
	fprintf(out, ",%s,%s,%s", demo_date(on, a), demo_date(end, b),
		end != SIFA_DAY_NONE  ? "upheld"
		: on != SIFA_DAY_NONE ? "pending"
				      : "");
	on = written && m->agreed != SIFA_DAY_NONE && (n + o) % 19 == 7
		     ? demo_later(d, m->agreed, 9)
		     : SIFA_DAY_NONE;
	fprintf(out, ",%s,%s", demo_date(on, e),
		demo_date(on == SIFA_DAY_NONE ? on : demo_later(d, on, 25), f));
}

/* Danger of escalation, and the police told; a limit extended by consent. */
static void danger(FILE *out, int o, int n, bool written, const struct demo_mediation *m)
{
	bool warned = written && ((n + o) % 11 == 4 || m->closed == SIFA_DAY_NONE) && (n + o) % 3;
	bool longer = written && (n + o) % 9 == 2;
	char a[16] = "", b[16] = "", c[16] = "", t[64];

	if (warned) {
		demo_date(m->accepted, a);
		if (m->closed != SIFA_DAY_NONE)
			demo_date(m->closed, b);
	}
	fprintf(out, ",%s,", a);
	if (warned)
		fprintf(out, "%s派出所", demo_town(o, t));
	fprintf(out, ",%s,%s,%s", b, warned ? "crime" : "", warned ? "4" : "");
	fprintf(out, ",%s,%s", longer ? demo_date(m->accepted + 45, c) : "", longer ? "是" : "");
}

static void one_mediation(const struct demo *d, FILE *out, int o, int year, int month, int n,
			  bool written)
{
	struct demo_rng r = demo_rng(d, written ? "case-w" : "case-o", o, year, n);
	struct demo_mediation m;
	struct demo_person mediator;
	struct after x;
	char office[64], com[160], place[64], a[16], b[16], c[16], e[16], f[16];
	size_t i = demo_pick(&r, COUNT(matter));

	demo_mediation(d, o, year, month, n, written, &m);
	if (m.accepted == SIFA_DAY_NONE)
		return;
	aftermath(d, o, year, n, written, &m, &x);
	demo_person(d, "mediator", o, 3 * (m.village + 1), 30, 62, &mediator);
	fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%s,%s,", demo_office_code(o, office), m.no,
		written ? "written" : "oral", demo_committee(o, m.village, com), mediator.id_no,
		source[demo_pick(&r, COUNT(source))], matter[i].type,
		!strcmp(matter[i].type, "labour") && strstr(matter[i].facts, "工资") ? "是" : "",
		written && demo_chance(&r, 15) ? "hard" : "ordinary");
	fprintf(out, "%s,%s,%s,%s,%s,%s,", demo_village_code(o, m.village, place),
		demo_date(m.accepted, a), demo_date(m.agreed, b), demo_date(m.closed, c),
		demo_date(m.archived, e), m.archived == SIFA_DAY_NONE ? "" : m.no);
	fprintf(out, "%s,%s,%s,%s,%u,", x.result, written ? "是" : "", matter[i].facts,
		m.agreed == SIFA_DAY_NONE ? "" : matter[i].terms, 100 * demo_pick(&r, 180));
	fprintf(out, "%s,%s,%s", demo_date(x.by, a), demo_date(x.done, b), x.state);
	party(d, out, "applicant", o, who_of(year, n, written));
	party(d, out, "respondent", o, who_of(year, n, written) + 1);
	fprintf(out, ",%s,%s,%s,%s,%s,%s,%s", matter[i].claims, demo_date(m.accepted, a),
		written ? demo_date(m.agreed, b) : "", demo_date(x.undone, c),
		m.closed != SIFA_DAY_NONE && m.agreed == SIFA_DAY_NONE ? "是" : "",
		!strcmp(x.result, "transferred") ? "县国土资源局" : "",
		m.archived == SIFA_DAY_NONE ? "" : "是");
	fprintf(out, ",%s,%s,%s", demo_date(x.followed, f),
		x.followed == SIFA_DAY_NONE ? "" : "home",
		x.followed == SIFA_DAY_NONE ? "" : "satisfied");
	course(d, out, &m, written);
	court(d, out, o, n, written, &m);
	danger(out, o, n, written, &m);
	fprintf(out, ",,,,%s\n",
		demo_platform(d, written ? "med-w" : "med-o", o, n, m.accepted, a));
}

/* Registered and still to be looked at; registered and not accepted. */
static void not_yet(const struct demo *d, FILE *out, int o, int year, int month, bool open)
{
	struct demo_person p, q;
	char office[64], com[160], place[64], a[16], b[16] = "";
	sifa_day on = open ? d->today - 1 : sifa_day_of(year, month, 6);
	int j = 9000 + year % 100 * 40 + month * 2;

	demo_person(d, "party", o, j, 22, 75, &p);
	demo_person(d, "party", o, j + 1, 22, 75, &q);
	if (!open)
		demo_date(on + 2, b);
	fprintf(out, "%s,,oral,%s,,application,neighbour,,,%s,,,,,,,,%s,,,,,",
		demo_office_code(o, office), demo_committee(o, month % DEMO_VILLAGES, com),
		demo_village_code(o, month % DEMO_VILLAGES, place),
		open ? "因晾晒粮食占用公用场院发生争执。" : "因相邻院墙的判决执行发生争执。");
	party(d, out, "applicant", o, j);
	party(d, out, "respondent", o, j + 1);
	fprintf(out, ",,%s", demo_date(on, a));
	for (int i = 0; i < 29; i++)
		fputc(',', out);
	fprintf(out, "%s与%s邻里纠纷,%s,%s,\n", p.name, q.name, b,
		open ? "" : "该纠纷已由人民法院受理");
}

static void mediation_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	int n = before(d, demo_written, o, year, month);

	for (int i = 0; i < demo_written(d, o, year, month); i++)
		one_mediation(d, out, o, year, month, n + i + 1, true);
	n = before(d, oral, o, year, month);
	for (int i = 0; i < oral(d, o, year, month); i++)
		one_mediation(d, out, o, year, month, n + i + 1, false);
	if (month == 12 && year == d->last_year && o % 2)
		not_yet(d, out, o, year, month, true);
	if (month == 1 + o % 9)
		not_yet(d, out, o, year, month, false);
}

/* ---- visits and sweeps ---- */

static void one_visit(const struct demo *d, FILE *out, int o, int year, int month, int n)
{
	struct demo_mediation m;
	struct demo_person p, staff;
	struct after x;
	char office[64], a[16], b[16] = "", c[16] = "";

	demo_mediation(d, o, year, month, n, true, &m);
	if (m.accepted == SIFA_DAY_NONE || m.agreed == SIFA_DAY_NONE)
		return;
	aftermath(d, o, year, n, true, &m, &x);
	if (x.followed == SIFA_DAY_NONE)
		return;
	demo_person(d, "party", o, who_of(year, n, true), 22, 75, &p);
	demo_person(d, "staff", o, 1, 25, 55, &staff);
	if (!strcmp(x.state, "not"))
		demo_date(x.followed + 15, b);
	else if (strcmp(x.state, "done"))
		demo_date(x.followed, c);
	fprintf(out, "%s,%s,%s,%s,home,%s,%s,satisfied,否,%s,%s,%s,%s,%s\n",
		demo_office_code(o, office), demo_date(x.followed, a), p.name, m.no, staff.name,
		x.state, !strcmp(x.state, "not") ? "是" : "否",
		!strcmp(x.state, "done") ? "" : "协议尚未全部履行，已劝导", b, c,
		*c ? "已约定余款支付日期" : "");
}

static void visit_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	int n = before(d, demo_written, o, year, month);

	for (int i = 0; i < demo_written(d, o, year, month); i++)
		one_visit(d, out, o, year, month, n + i + 1);
}

/* The township's committee sweeps with the villages; in the last months each of them
 * has a sheet of its own. Most find nothing, and say so. */
/* The villages looked through: one, or by the township's committee all. */
static char *swept(int o, int v, char *buf, size_t size)
{
	size_t n = 0;
	char code[64];

	for (int i = v < 0 ? 0 : v; i < (v < 0 ? DEMO_VILLAGES : v + 1) && n < size; i++)
		n += (size_t)snprintf(buf + n, size - n, "%s%s", n ? "、" : "",
				      demo_village_code(o, i, code));
	return buf;
}

static void one_sweep(const struct demo *d, FILE *out, int o, int year, int month, int v, int n,
		      bool over)
{
	struct demo_rng r = demo_rng(d, "sweep", o * 100 + v + 1, year, month);
	bool found = demo_chance(&r, v < 0 ? 60 : 20);
	size_t i = demo_pick(&r, COUNT(matter));
	sifa_day from = over ? sifa_day_of(year, month, 3 + (int)demo_pick(&r, 4)) : d->today - 1;
	struct demo_person p, who;
	char office[64], com[160], area[1024], no[96] = "", a[16], b[16] = "", c[16] = "",
					       e[16] = "";

	demo_person(d, "mediator", o, 3 * (v + 1), 30, 62, &p);
	demo_person(d, "party", o, 8000 + month * 20 + v + 1, 22, 75, &who);
	if (over) {
		demo_number("排", o, year, n, no);
		demo_date(from + 2, b);
		demo_date(from + 3, c);
	}
	if (over && found && month < 12)
		demo_date(from + 12, e);
	fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%s,%s,", demo_office_code(o, office), no,
		month == 1 || month == 9 ? "holiday" : "routine", demo_date(from, a), b,
		demo_committee(o, v, com), swept(o, v, area, sizeof area), over ? p.name : "",
		p.name);
	if (!over)
		fprintf(out, ",,,,,,,,,\n");
	else if (found)
		fprintf(out, "1,,%s,%s,%s,调解员上门劝导，村委会稳控,low,%s,%s,%s\n",
			matter[i].facts, who.name, matter[i].type, c, e, *e ? "1" : "0");
	else
		fprintf(out, "0,是,,,,,,%s,,\n", c);
}

static void sweep_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	int n = month, last = year == d->last_year && month >= 11 ? DEMO_VILLAGES : 0;

	if (month == 12 && year == d->last_year)
		n += DEMO_VILLAGES;
	for (int v = -1; v < last; v++) {
		struct demo_rng r = demo_rng(d, "swept", o, v, month);

		if (month < 12 || v < 0 || demo_chance(&r, 100 - demo_slack(d, o)))
			one_sweep(d, out, o, year, month, v, n++, true);
		else if (v % 4 == 1)
			one_sweep(d, out, o, year, month, v, 0, false);
	}
}

const struct demo_kind demo_mediations[] = {
	{"mediation",
	 "unit,no,form,committee,mediators,source,type,wages,difficulty,place,accepted_on,agreed_on,closed_on,archived_on,dossier_no,result,notices,summary,terms,amount,perform_by,performed_on,perform_state,parties.1.side,parties.1.person.name,parties.1.person.id_no,parties.1.person.birth,parties.1.person.village,parties.2.side,parties.2.person.name,parties.2.person.id_no,parties.2.person.birth,parties.2.person.village,claims,registered_on,signed_on,unperformed_on,told_ways,transferred_to,complete,followed_on,follow_way,satisfied,investigated_on,mediated_on,confirm_wanted,confirm_on,court_accepted_on,confirm_state,confirmed_on,court_no,sued_on,judged_on,court_result,petition_on,petition_end_on,escalated_on,escalated_to,calmed_on,prevented,prevented_n,extended_to,extend_agreed,name,refused_on,refuse_reason,platform_on",
	 DEMO_MONTH, mediation_rows},
	{"follow_up",
	 "unit,at,who,mediation,way,by,performed,quality,money_taken,escalation,problem,next_due,handled_on,handled",
	 DEMO_MONTH, visit_rows},
	{"sweep",
	 "unit,no,kind,from,to,committee,area,reported_by,people,found,zero_confirmed,finds.1.matter,finds.1.parties,finds.1.type,finds.1.measure,finds.1.risk,reported_on,settled_on,prevented_n",
	 DEMO_MONTH, sweep_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};

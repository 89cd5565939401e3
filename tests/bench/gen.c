/* gen.c - made-up registers as CSV, the same at every run: `gen offices`,
 * `gen committees`, `gen letters` (signed for the last year, scored until all dates are past),
 * `gen flat N` (30 columns, one line a case) and `gen cases N` (mediation with two parties
 * each, drawn from N people; the last 200 are open).
 * Nobody in it exists. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
enum { DAYS = 1096, OFFICES = 20, DAY_ROOM = DAYS + 400, SENTENCE = 2048, OPEN = 200 };

struct pinyin { /* a character and the letter its sound begins with */
	const char *zh;
	char initial;
};

static const struct pinyin surname[] = {
	{"王", 'W'}, {"李", 'L'}, {"张", 'Z'}, {"刘", 'L'}, {"陈", 'C'}, {"杨", 'Y'}, {"赵", 'Z'},
	{"黄", 'H'}, {"周", 'Z'}, {"吴", 'W'}, {"徐", 'X'}, {"孙", 'S'}, {"胡", 'H'}, {"朱", 'Z'},
	{"高", 'G'}, {"林", 'L'}, {"何", 'H'}, {"郭", 'G'}, {"马", 'M'}, {"罗", 'L'}, {"梁", 'L'},
	{"宋", 'S'}, {"郑", 'Z'}, {"谢", 'X'}, {"韩", 'H'}, {"唐", 'T'}, {"冯", 'F'}, {"于", 'Y'},
	{"董", 'D'}, {"萧", 'X'}, {"程", 'C'}, {"曹", 'C'}, {"袁", 'Y'}, {"邓", 'D'}, {"许", 'X'},
};
static const struct pinyin given[] = {
	{"伟", 'W'}, {"芳", 'F'}, {"娜", 'N'}, {"敏", 'M'}, {"静", 'J'}, {"秀", 'X'}, {"丽", 'L'},
	{"强", 'Q'}, {"磊", 'L'}, {"军", 'J'}, {"洋", 'Y'}, {"勇", 'Y'}, {"艳", 'Y'}, {"杰", 'J'},
	{"娟", 'J'}, {"涛", 'T'}, {"明", 'M'}, {"超", 'C'}, {"兰", 'L'}, {"霞", 'X'}, {"平", 'P'},
	{"刚", 'G'}, {"桂", 'G'}, {"英", 'Y'}, {"华", 'H'}, {"玉", 'Y'}, {"萍", 'P'}, {"红", 'H'},
	{"建", 'J'}, {"文", 'W'}, {"国", 'G'}, {"春", 'C'}, {"梅", 'M'}, {"海", 'H'}, {"鹏", 'P'},
	{"宇", 'Y'}, {"浩", 'H'}, {"子", 'Z'}, {"轩", 'X'}, {"晨", 'C'}, {"雪", 'X'}, {"志", 'Z'},
	{"永", 'Y'}, {"光", 'G'}, {"德", 'D'}, {"福", 'F'}, {"生", 'S'}, {"成", 'C'}, {"龙", 'L'},
	{"凤", 'F'}, {"云", 'Y'}, {"飞", 'F'}, {"斌", 'B'}, {"辉", 'H'}, {"宁", 'N'}, {"琴", 'Q'},
	{"莲", 'L'}, {"珍", 'Z'}, {"淑", 'S'}, {"慧", 'H'}, {"佳", 'J'}, {"欣", 'X'}, {"怡", 'Y'},
};
static const char *const town[OFFICES] = {"城关镇", "河口镇", "太平镇", "新民乡", "龙潭镇",
					  "清溪镇", "石桥乡", "双龙镇", "福安镇", "永兴镇",
					  "三合乡", "平坝镇", "兴隆镇", "安宁镇", "和平乡",
					  "长岭镇", "东山镇", "西河乡", "南坪镇", "北流镇"};
static const char *const village[] = {
	"东风村",   "红星村", "大桥社区", "石马村", "龙泉村", "水口村",	  "长坪村", "青山村",
	"白云社区", "柳林村", "杨家湾村", "黄泥村", "双河村", "天星社区", "高桥村", "凤凰村"};
static const char *const line[] = {"人民调解", "法律援助", "社区矫正", "走访", "安置帮教"};
static const char *const mark[] = {"人调", "法援", "社矫", "走访", "安帮"};
static const char *const status[] = {"受理", "办理中", "办结", "终止"};
static const char *const dispute[] = {"婚姻家庭", "邻里",     "房屋宅基地", "合同",
				      "损害赔偿", "山林土地", "征地拆迁",   "劳动争议",
				      "医疗",	  "物业",     "道路交通",   "其他"};
static const char *const result[] = {"无", "调解成功", "调解不成", "已解除", "续期"};
static const char *const source[] = {"自行申请", "村委移送", "派出所移送",
				     "法院委托", "信访转办", "主动排查"};
static const char *const type[] = {"婚姻家庭纠纷", "邻里纠纷",	   "房屋宅基地纠纷", "合同纠纷",
				   "损害赔偿纠纷", "山林土地纠纷", "劳动争议纠纷"};
static const char *const phrase[] = {
	"双方因宅基地边界发生争执", "经工作人员实地查看",     "当事人要求赔偿医疗费用",
	"双方自愿达成书面协议",	    "约定于月底前一次性付清", "对方表示愿意道歉",
	"经多次走访了解情况",	    "该员思想状况稳定",	      "本月按时报到",
	"参加集中教育学习",	    "生活困难申请援助",	      "指派律师代理诉讼",
	"家庭关系有所改善",	    "就业情况良好",	      "需继续跟踪回访",
	"村委会派员到场见证",	    "争议金额较大",	      "情绪激动已予疏导",
	"因雨水排放引起",	    "承包地流转费用未付"};

struct gen {
	uint64_t seed;
	char day[DAY_ROOM][12]; /* from 2011-01-01 */
};

static uint32_t below(struct gen *g, uint32_t n)
{
	g->seed ^= g->seed << 13;
	g->seed ^= g->seed >> 7;
	g->seed ^= g->seed << 17;
	return (uint32_t)(g->seed >> 16) % n;
}

#define PICK(g, a) ((a)[below((g), COUNT(a))])

static void make_days(struct gen *g)
{
	static const unsigned len[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned y = 2011, m = 0, d = 0;

	for (size_t i = 0; i < DAY_ROOM; i++) {
		snprintf(g->day[i], sizeof g->day[i], "%04u-%02u-%02u", y % 10000, m % 12 + 1,
			 d % 31 + 1);
		if (++d == len[m] + (m == 1 && y % 4 == 0)) {
			d = 0;
			m++;
		}
		if (m == 12) {
			m = 0;
			y++;
		}
	}
}

/* Two or three characters; their initials too, unless NULL. */
static void name(struct gen *g, char *out, char *initials)
{
	const struct pinyin *part[3] = {&PICK(g, surname), &PICK(g, given), &PICK(g, given)};
	unsigned n = below(g, 10) < 3 ? 2 : 3;

	*out = '\0';
	for (unsigned i = 0; i < n; i++) {
		strcat(out, part[i]->zh);
		if (initials)
			initials[i] = part[i]->initial;
	}
	if (initials)
		initials[n] = '\0';
}

/* The i-th identity number there is: GB 11643, with its check digit. */
static void idno(char *out, uint32_t i)
{
	static const unsigned weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	unsigned sum = 0;

	snprintf(out, 19, "140827%04u%02u%02u%03u", 1940 + i % 60, 1 + i / 60 % 12,
		 1 + i / 720 % 28, i / 20160 % 1000);
	for (size_t k = 0; k < 17; k++)
		sum += (unsigned)(out[k] - '0') * weight[k];
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
}

static void sentence(struct gen *g, char *out, unsigned least, unsigned more)
{
	unsigned n = least + below(g, more);

	*out = '\0';
	for (unsigned i = 0; i < n; i++) {
		strcat(out, PICK(g, phrase));
		strcat(out, i + 1 == n ? "。" : "，");
	}
}

static void flat_text(struct gen *g)
{
	char text[SENTENCE];

	sentence(g, text, 2, 6);
	printf("\"%s%s\",", text, below(g, 20) ? "" : "备注:\"\"特殊\"\",见附件");
	sentence(g, text, 0, 3);
	printf("%s,", text);
}

static void flat_people(struct gen *g, unsigned office)
{
	char who[40], initials[8], id[20];

	name(g, who, initials);
	idno(id, below(g, 20000000));
	printf("%s,%s,%s,%s,13%09u,%s%s%u组%u号,", who, initials, below(g, 2) ? "男" : "女", id,
	       below(g, 1000000000), town[office], PICK(g, village), below(g, 20) + 1,
	       below(g, 300) + 1);
	name(g, who, NULL);
	printf("%s,", who);
}

static void flat_row(struct gen *g, unsigned long i, unsigned long n, unsigned long *seq)
{
	unsigned d = (unsigned)((i - 1) * DAYS / n), k = below(g, COUNT(line)), s = below(g, 100);
	unsigned state = s < 10 ? 0 : s < 25 ? 1 : s < 93 ? 2 : 3, office = below(g, OFFICES);
	const char *due = g->day[d + 30 + below(g, 60)], *on = g->day[d + 1 + below(g, 100)];
	char mediator[40], lawyer[40];

	printf("%lu,(%.4s)%s字第%06lu号,%s,%s司法所,%s,%s,%s,%s,", i, g->day[d], mark[k], ++seq[k],
	       line[k], town[office], g->day[d], due, state >= 2 ? on : "", status[state]);
	flat_people(g, office);
	name(g, mediator, NULL);
	name(g, lawyer, NULL);
	printf("%s,%s,%s,%s,%s,%s,%u.%02u,%u,%u,%s,%s,", PICK(g, dispute), PICK(g, result),
	       mediator, k == 1 ? lawyer : "", below(g, 10) < 7 ? "是" : "否",
	       below(g, 10) < 6 ? "是" : "否", below(g, 200000), below(g, 100), below(g, 5) + 1,
	       below(g, 12) + 1, PICK(g, source), PICK(g, village));
	flat_text(g);
	printf("%u,%s %02u:%02u\n", below(g, 5) + 1, g->day[d], below(g, 24), below(g, 60));
}

static void flat(struct gen *g, unsigned long n)
{
	unsigned long seq[COUNT(line)] = {0};

	puts("serial,case_no,line,unit,accept_date,due_date,close_date,status,name,pinyin,sex,"
	     "id_no,phone,address,counterparty,dispute,result,mediator,lawyer,agreed,fulfilled,"
	     "amount,difficulty,people,source,village,summary,remark,satisfaction,updated_at");
	for (unsigned long i = 1; i <= n; i++)
		flat_row(g, i, n, seq);
}

/* Person r of an office: the same name and number whenever asked. */
static void party(uint32_t r, unsigned office, const char *side)
{
	uint32_t i = r * OFFICES + office;
	struct gen own = {.seed = (i + 1) * UINT64_C(0x9E3779B97F4A7C15)};
	char who[40], id[20];

	below(&own, 2);
	name(&own, who, NULL);
	idno(id, i);
	printf("%s,%s,%s,", side, who, id);
}

static void case_row(struct gen *g, unsigned long i, unsigned long n)
{
	unsigned d = (unsigned)((i - 1) * DAYS / n), office = below(g, OFFICES);
	uint32_t pool = (uint32_t)(n / OFFICES + 2), r = below(g, pool);
	bool written = below(g, 10) < 6, closed = i + OPEN <= n;
	const char *on = closed ? g->day[d + below(g, 28)] : "";
	char text[SENTENCE];

	printf("(%.4s)人调字第%06lu号,%s司法所,%s人民调解委员会,%s,%s,%s,", g->day[d], i,
	       town[office], town[office], written ? "书面卷宗" : "口头协议登记", PICK(g, type),
	       g->day[d]);
	party(r, office, "申请人");
	party((r + 1 + below(g, pool - 1)) % pool, office, "被申请人");
	sentence(g, text, 2, 6);
	printf("%s,%s,%s,", text, closed ? "达成协议" : "", on);
	sentence(g, text, 1, 3);
	printf("%s,%u.%02u,%s,", closed ? text : "", below(g, 200000), below(g, 100), on);
	if (closed && written)
		printf("%.4s-%lu,%s\n", g->day[d], i, g->day[d + 28 + below(g, 30)]);
	else
		puts(",");
}

static void cases(struct gen *g, unsigned long n)
{
	puts("no,unit,committee,form,type,accepted_on,"
	     "parties.1.side,parties.1.person.name,parties.1.person.id_no,"
	     "parties.2.side,parties.2.person.name,parties.2.person.id_no,"
	     "summary,result,agreed_on,terms,amount,closed_on,dossier_no,archived_on");
	for (unsigned long i = 1; i <= n; i++)
		case_row(g, i, n);
}

static void offices(void)
{
	puts("code,name,kind,parent");
	for (unsigned i = 0; i < OFFICES; i++)
		printf("B%02u,%s司法所,司法所,对比县司法局\n", i + 1, town[i]);
}

static void committees(void)
{
	puts("name,kind,unit");
	for (unsigned i = 0; i < OFFICES; i++)
		printf("%s人民调解委员会,乡镇(街道),%s司法所\n", town[i], town[i]);
}

static void letters(void)
{
	puts("unit,scheme,year,period_from,period_to,cutoff,signed_on");
	for (unsigned i = 0; i < OFFICES; i++)
		printf("%s司法所,yuanqu-2013,2013,2013-01-01,2013-12-31,2014-06-30,2013-01-15\n",
		       town[i]);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	unsigned long n = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	struct gen *g = calloc(1, sizeof *g);

	if (!g)
		return 71;
	g->seed = UINT64_C(88172645463325252);
	make_days(g);
	if (!strcmp(what, "offices"))
		offices();
	else if (!strcmp(what, "committees"))
		committees();
	else if (!strcmp(what, "letters"))
		letters();
	else if (!strcmp(what, "flat") && n)
		flat(g, n);
	else if (!strcmp(what, "cases") && n)
		cases(g, n);
	else
		fputs("usage: gen offices | committees | letters | flat N | cases N\n", stderr);
	free(g);
	return ferror(stdout) ? 74 : 0;
}

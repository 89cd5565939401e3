/* fiction.c - names, identity numbers, places and days of the demonstration
 * county. The county is invented and its people are drawn, not known; division
 * codes are real ones, so that every check has something to bite on. */
#include <string.h>

#include "demo.h"

static uint64_t mix(uint64_t x)
{
	x ^= x >> 30;
	x *= 0xbf58476d1ce4e5b9u;
	x ^= x >> 27;
	x *= 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

struct demo_rng demo_rng(const struct demo *d, const char *what, int a, int b, int c)
{
	uint64_t s = mix(d->seed + 0x9e3779b97f4a7c15u);

	for (; *what; what++)
		s = mix(s ^ (unsigned char)*what);
	s = mix(s ^ (uint64_t)(uint32_t)a);
	s = mix(s ^ (uint64_t)(uint32_t)b << 20);
	return (struct demo_rng){mix(s ^ (uint64_t)(uint32_t)c << 40)};
}

unsigned demo_pick(struct demo_rng *r, unsigned n)
{
	r->s += 0x9e3779b97f4a7c15u;
	return (unsigned)(mix(r->s) % n);
}

bool demo_chance(struct demo_rng *r, unsigned percent)
{
	return demo_pick(r, 100) < percent;
}

static const char *const surname[] = {
	"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱",   "高",
	"林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董",   "萧",
	"程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "单", "仇", "尉", "欧阳",
};
static const char *const given_m[] = {
	"伟",	"强",	"磊",	"军",	"勇",	"杰",	"涛",	"明",	"超",
	"刚",	"建国", "建军", "国庆", "志强", "永福", "海龙", "长生", "根生",
	"水生", "树林", "文斌", "俊峰", "小虎", "金山", "铁柱", "宝财",
};
static const char *const given_f[] = {
	"芳",	"娜",	"敏",	"静",	"秀英", "丽",	"艳",	"娟",	"霞",	"桂兰",
	"玉梅", "春花", "雪莲", "淑珍", "彩云", "改玲", "红霞", "晓燕", "月娥", "翠萍",
};
/* Names that a program must survive: interpunct, and characters outside the BMP. */
static const struct {
	const char *name;
	bool female;
} rare[] = {{"买买提·吐尔逊", false},	   {"阿依古丽·艾则孜", true}, {"李\xf0\xac\xb1\x96", false},
	    {"王\xf0\xa0\x85\xa4", false}, {"单雄信", false},	      {"䶮大海", false}};

/* Where identity numbers were first given out: mostly this county, under the code
 * it had until its prefecture became a city, and some others. */
static const char *const issued[] = {"142733", "142733", "142733", "142733", "142733", "142733",
				     "142731", "142730", "142729", "140826", "410881", "411222"};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static char check_digit(const char *s)
{
	static const unsigned char weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	unsigned sum = 0;

	for (int i = 0; i < 17; i++)
		sum += weight[i] * (unsigned)(s[i] - '0');
	return "10X98765432"[sum % 11];
}

/* Every forty-first party of an office is one more 王建国 of the same village;
 * colleagues are told apart by their names. */
static void name_person(const struct demo *d, struct demo_rng *r, const char *role, int office,
			int j, struct demo_person *out)
{
	struct demo_rng staff = demo_rng(d, "colleagues", office, 0, 0);
	unsigned first =
		!strcmp(role, "staff")
			? (demo_pick(&staff, COUNT(surname)) + 7 * (unsigned)j) % COUNT(surname)
			: demo_pick(r, COUNT(surname));

	out->female = demo_chance(r, 30);
	if (!strcmp(role, "party") && j % 41 == 7) {
		out->female = false;
		snprintf(out->name, sizeof out->name, "王建国");
	} else if (j % 53 == 11) {
		unsigned k = (unsigned)(j / 53 + office) % COUNT(rare);

		out->female = rare[k].female;
		snprintf(out->name, sizeof out->name, "%s", rare[k].name);
	} else {
		snprintf(out->name, sizeof out->name, "%s%s", surname[first],
			 out->female ? given_f[demo_pick(r, COUNT(given_f))]
				     : given_m[demo_pick(r, COUNT(given_m))]);
	}
}

void demo_person(const struct demo *d, const char *role, int office, int j, int from, int to,
		 struct demo_person *out)
{
	struct demo_rng r = demo_rng(d, role, office, j, 7);
	bool namesake = !strcmp(role, "party") && j % 41 == 7;
	int year, month, day;

	name_person(d, &r, role, office, j, out);
	out->birth = sifa_day_of(2013 - to, 1, 1) +
		     (sifa_day)demo_pick(&r, (unsigned)((to - from) * 365 + 1));
	sifa_day_split(out->birth, &year, &month, &day);
	demo_village_code(office, namesake ? 3 : (int)demo_pick(&r, DEMO_VILLAGES), out->village);
	snprintf(out->id_no, sizeof out->id_no, "%s%04d%02d%02d%03u",
		 year < 1999 ? issued[demo_pick(&r, COUNT(issued))] : "140827", year % 10000,
		 month % 100, day % 100, (100 + 2 * demo_pick(&r, 450) + !out->female) % 1000);
	out->id_no[17] = check_digit(out->id_no);
	out->id_no[18] = '\0';
}

unsigned demo_slack(const struct demo *d, int office)
{
	static const unsigned char known[] = {5, 13, 9, 15, 7, 10, 13, 20, 6, 12, 4};
	struct demo_rng r = demo_rng(d, "slack", office, 0, 0);

	return office < (int)COUNT(known) ? known[office] : 3 + demo_pick(&r, 18);
}

static const char *const town[] = {"柳河镇", "石桥镇", "青山镇", "双龙镇", "云台镇", "古渡镇",
				   "白杨乡", "松林乡", "凤凰乡", "龙泉乡", "长岭乡"};
static const char *const place_a[] = {"东", "西", "南", "北", "上", "下", "大", "小", "新", "老"};
static const char *const place_b[] = {"河", "沟", "坪", "湾", "庄", "寨", "峪", "坡", "塬", "井"};
static const char *const village[DEMO_VILLAGES] = {"东风", "红星",   "石马",   "水口",
						   "长坪", "杨家湾", "黄泥",   "双河",
						   "高桥", "柳林",   "龙王庙", "上窑"};

char *demo_town(int office, char *buf)
{
	if (office < (int)COUNT(town))
		snprintf(buf, 64, "%s", town[office]);
	else
		snprintf(buf, 64, "%s%s%s乡", place_a[office / 100 % 10], place_b[office / 10 % 10],
			 place_b[office % 10]);
	return buf;
}

char *demo_office_name(int office, char *buf)
{
	size_t n;

	demo_town(office, buf);
	n = strlen(buf) - strlen("镇");
	snprintf(buf + n, 64 - n, "司法所");
	return buf;
}

char *demo_office_code(int office, char *buf)
{
	snprintf(buf, 64, "SFS%03d", office + 1);
	return buf;
}

char *demo_village_name(int office, int v, char *buf)
{
	char t[64];

	(void)demo_town(office, t);
	snprintf(buf, 64, "%s村", village[v]);
	return buf;
}

/* Twelve digits as statistics give them: county 6, township 3, village 3. */
char *demo_village_code(int office, int v, char *buf)
{
	snprintf(buf, 16, "140827%03d%03d", (100 + office) % 1000, (201 + v) % 1000);
	return buf;
}

char *demo_committee(int office, int v, char *buf)
{
	char t[64], name[64];

	demo_town(office, t);
	if (v < 0)
		snprintf(buf, 160, "%s人民调解委员会", t);
	else
		snprintf(buf, 160, "%s%s人民调解委员会", t, demo_village_name(office, v, name));
	return buf;
}

char *demo_date(sifa_day day, char *buf)
{
	return sifa_day_format(day, buf);
}

sifa_day demo_later(const struct demo *d, sifa_day day, unsigned days)
{
	sifa_day at = day + (sifa_day)days;

	return day == SIFA_DAY_NONE || at > d->today ? SIFA_DAY_NONE : at;
}

sifa_day demo_day(const struct demo *d, struct demo_rng *r, int year, int month)
{
	sifa_day first = sifa_day_of(year, month, 1);
	sifa_day next = month == 12 ? sifa_day_of(year + 1, 1, 1) : sifa_day_of(year, month + 1, 1);
	sifa_day day;

	if (demo_chance(r, 35) && next - first >= 28)
		day = first + 27 + (sifa_day)demo_pick(r, (unsigned)(next - first - 27));
	else
		day = first + (sifa_day)demo_pick(r, (unsigned)(next - first));
	return day > d->today ? SIFA_DAY_NONE : day;
}

char *demo_platform(const struct demo *d, const char *what, int office, int j, sifa_day began,
		    char *buf)
{
	struct demo_rng r = demo_rng(d, what, office, j, (int)began);
	unsigned slack = demo_slack(d, office);
	bool never = demo_chance(&r, slack / 2);
	unsigned days = 1 + demo_pick(&r, 7 + slack / 2);

	return demo_date(never ? SIFA_DAY_NONE : demo_later(d, began, days), buf);
}

char *demo_number(const char *word, int office, int year, int n, char *buf)
{
	char t[64];

	demo_town(office, t);
	t[strlen(t) - strlen("镇")] = '\0';
	snprintf(buf, 96, "(%d)云%s%s字第%03d号", year, t, word, n);
	return buf;
}

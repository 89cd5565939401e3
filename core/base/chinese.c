/* chinese.c - days and amounts in words (domain.md 3.6, 3.7). */
#include "chinese.h"

static bool digits(int n, int places, struct buf *out)
{
	static const char *const digit[] = {"〇", "一", "二", "三", "四",
					    "五", "六", "七", "八", "九"};
	int unit = 1;

	while (--places > 0)
		unit *= 10;
	for (; unit > 0; unit /= 10)
		buf_str(out, digit[n / unit % 10]);
	return !out->failed;
}

/* Of a month or a day: 1 to 31. */
static void small_number(int n, struct buf *out)
{
	if (n >= 20)
		digits(n / 10, 1, out);
	if (n >= 10)
		buf_str(out, "十");
	if (n % 10)
		digits(n % 10, 1, out);
}

bool chinese_day(sifa_day d, struct buf *out)
{
	int y, m, day;

	if (d == SIFA_DAY_NONE)
		return true;
	sifa_day_split(d, &y, &m, &day);
	return buf_printf(out, "%d年%d月%d日", y, m, day);
}

bool chinese_day_words(sifa_day d, struct buf *out)
{
	int y, m, day;

	if (d == SIFA_DAY_NONE)
		return true;
	sifa_day_split(d, &y, &m, &day);
	digits(y, 4, out);
	buf_str(out, "年");
	small_number(m, out);
	buf_str(out, "月");
	small_number(day, out);
	return buf_str(out, "日");
}

static const char *const capital[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

/* One group of four digits; *gap: a nought is owed before the next digit. */
static void group(unsigned n, bool begun, bool *gap, struct buf *out)
{
	static const char *const place[] = {"仟", "佰", "拾", ""};
	static const unsigned unit[] = {1000, 100, 10, 1};

	for (unsigned i = 0; i < 4; i++) {
		unsigned d = n / unit[i] % 10;

		if (!d) {
			*gap = *gap || begun;
			continue;
		}
		if (*gap)
			buf_str(out, capital[0]);
		*gap = false;
		begun = true;
		buf_str(out, capital[d]);
		buf_str(out, place[i]);
	}
}

static void yuan(uint64_t n, struct buf *out)
{
	static const char *const name[] = {"万", "亿", "万", ""};
	static const uint64_t unit[] = {UINT64_C(1000000000000), 100000000, 10000, 1};
	bool begun = false, gap = false, hundred_million = false;

	for (unsigned i = 0; i < 4; i++) {
		unsigned part = (unsigned)(n / unit[i] % 10000);

		group(part, begun, &gap, out);
		begun = begun || part;
		if (i == 0)
			hundred_million = part != 0;
		if (part || (i == 1 && hundred_million))
			buf_str(out, name[i]);
	}
	buf_str(out, "元");
}

bool chinese_capitals(int64_t fen, struct buf *out)
{
	uint64_t n = fen < 0 ? UINT64_C(0) - (uint64_t)fen : (uint64_t)fen;
	unsigned jiao = (unsigned)(n / 10 % 10), rest = (unsigned)(n % 10);

	if (fen < 0)
		buf_str(out, "负");
	if (n >= 100)
		yuan(n / 100, out);
	if (!n)
		buf_str(out, "零元");
	if (jiao) {
		buf_str(out, capital[jiao]);
		buf_str(out, "角");
	} else if (rest && n >= 100) {
		buf_str(out, capital[0]);
	}
	if (rest) {
		buf_str(out, capital[rest]);
		buf_str(out, "分");
	}
	return rest ? !out->failed : buf_str(out, "整");
}

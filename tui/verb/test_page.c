/* test_page.c - the page by which a printer is set up: how wide a line is, where the paper
 * begins, which characters it has. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test_page.h"

enum { COLUMNS = 76, LINES = 56 };

struct page {
	char *text;
	size_t n, cap;
};

static bool add(struct page *p, const char *s)
{
	size_t n = strlen(s) + 2;

	if (p->n + n > p->cap) {
		size_t cap = 2 * (p->cap + n);
		char *text = realloc(p->text, cap);

		if (!text)
			return false;
		p->text = text;
		p->cap = cap;
	}
	p->n += (size_t)snprintf(p->text + p->n, n, "%s\n", s);
	return true;
}

/* Tens over ones: column 10 carries the 1. */
static bool ruler(struct page *p)
{
	char tens[COLUMNS + 1], ones[COLUMNS + 1];

	for (int i = 1; i <= COLUMNS; i++) {
		tens[i - 1] = (char)(i % 10 ? ' ' : '0' + i / 10 % 10);
		ones[i - 1] = (char)('0' + i % 10);
	}
	tens[COLUMNS] = ones[COLUMNS] = '\0';
	return add(p, tens) && add(p, ones);
}

/* Each character two columns wide: they must end where the ruler does. */
static bool wide(struct page *p)
{
	char line[COLUMNS * 2];
	size_t n = 0;
	static const char *const digit[] = {"一", "二", "三", "四", "五",
					    "六", "七", "八", "九", "十"};

	for (int i = 0; i < COLUMNS / 2; i++)
		n += (size_t)snprintf(line + n, sizeof line - n, "%s", digit[i % 10]);
	return add(p, line);
}

static bool numbered(struct page *p)
{
	char line[40];

	for (int i = 12; i <= LINES; i++) {
		snprintf(line, sizeof line, i % 10 ? "%d" : "%d ----------", i);
		if (!add(p, line))
			return false;
	}
	return true;
}

char *test_page_text(void)
{
	static const char *const sample[] = {
		"〔2013〕垣法援字第001号  ￥1,234.56  壹贰叁肆伍陆柒捌玖拾佰仟万",
		"(2013)垣新人调字第001号  。，、；：？！“”（）《》",
		"┌─┬─┐ ├─┼─┤ └─┴─┘ │ ☑ ☐ ● ■ 〓",
		"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华",
		"䶮 㛃 犇 淼 垚 堃 珺 喆 翀 玥 𠅤 𬭎",
	};
	struct page p = {0};
	bool ok = ruler(&p) && wide(&p);

	for (size_t i = 0; ok && i < sizeof sample / sizeof *sample; i++)
		ok = add(&p, sample[i]);
	ok = ok && numbered(&p);
	if (ok)
		return p.text;
	free(p.text);
	return NULL;
}

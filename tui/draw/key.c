/* key.c - names of keys, one table both ways. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key.h"

static const struct {
	const char *name;
	int32_t code;
} names[] = {
	{"Enter", K_ENTER},	    {"Tab", K_TAB},   {"Shift-Tab", K_BACKTAB}, {"Esc", K_ESC},
	{"Backspace", K_BACKSPACE}, {"Up", K_UP},     {"Down", K_DOWN},		{"Left", K_LEFT},
	{"Right", K_RIGHT},	    {"Home", K_HOME}, {"End", K_END},		{"PgUp", K_PGUP},
	{"PgDn", K_PGDN},	    {"Ins", K_INS},   {"Del", K_DEL},		{"Space", ' '},
};

bool key_is_text(int32_t code)
{
	return code >= ' ' && code != 0x7f && code < KEY_BASE;
}

char *key_label(int32_t code, char *buf)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (names[i].code == code) {
			snprintf(buf, 16, "%s", names[i].name);
			return buf;
		}
	}
	if (code > K_F0 && code <= K_LAST)
		snprintf(buf, 16, "F%d", (int)(code - K_F0));
	else if (code > 0 && code <= 26)
		snprintf(buf, 16, "Ctrl-%c", (int)code + '@');
	else if (code > ' ' && code < 0x7f)
		snprintf(buf, 16, "%c", (int)code);
	else
		buf[0] = '\0';
	return buf;
}

int32_t key_parse(const char *s, size_t n)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == n && !memcmp(names[i].name, s, n))
			return names[i].code;
	if (n == 6 && !memcmp(s, "Ctrl-", 5) && s[5] >= 'A' && s[5] <= 'Z')
		return K_CTRL(s[5]);
	if ((n == 2 || n == 3) && s[0] == 'F') {
		int f = atoi(s + 1);

		return f >= 1 && f <= 12 ? K_F(f) : KEY_BASE;
	}
	return n == 1 && s[0] > ' ' && s[0] < 0x7f ? s[0] : KEY_BASE;
}

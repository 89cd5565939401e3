/* initials.c - first letters of the Mandarin readings of a name. */
#include <string.h>

#include "initials.h"
#include "text.h"

enum { HAN = 3 }; /* bytes of a character here */

/* Surnames that are read otherwise than the character alone (现代汉语词典); two
 * characters before one. */
static const struct surname {
	char name[2 * HAN + 1], letters[3];
} surnames[] = {
	{"万俟", "mq"}, {"单于", "cy"}, {"尉迟", "yc"}, {"长孙", "zs"}, {"澹台", "tt"}, {"单", "s"},
	{"解", "x"},	{"仇", "q"},	{"区", "o"},	{"查", "z"},	{"覃", "q"},	{"翟", "z"},
	{"乐", "y"},	{"繁", "p"},	{"召", "s"},	{"莘", "x"},	{"种", "c"},	{"折", "s"},
	{"秘", "b"},	{"乜", "n"},	{"句", "g"},	{"藏", "z"},	{"祭", "z"},	{"隗", "w"},
	{"郗", "c"},	{"郇", "x"},	{"蔚", "y"},	{"佴", "n"},	{"員", "y"},	{"單", "s"},
};

static char letter_of(uint32_t c)
{
	uint32_t at = c - 0x4E00;
	char letter;

	if (c >= '0' && c <= 'z')
		return (char)c;
	if (c < 0x4E00 || at >= INITIALS_ROWS * INITIALS_ROW)
		return '\0';
	letter = initials_table[at / INITIALS_ROW][at % INITIALS_ROW];
	return letter == '.' ? '\0' : letter;
}

static const struct surname *surname_of(const char *s, size_t n)
{
	for (size_t i = 0; n >= HAN && i < sizeof surnames / sizeof *surnames; i++) {
		size_t len;

		if (memcmp(s, surnames[i].name, HAN)) /* nearly always */
			continue;
		len = strlen(surnames[i].name);
		if (n >= len && !memcmp(s, surnames[i].name, len))
			return &surnames[i];
	}
	return NULL;
}

int text_initials(const char *s, size_t n, bool person, char out[INITIALS_WAYS][INITIALS_MAX + 1])
{
	const struct surname *other;
	size_t at = 0, used = 0;
	char c;

	if (!n || (unsigned char)*s < 0x80)
		return 0;
	while (at < n && used < INITIALS_MAX && (c = letter_of(text_decode(s, n, &at))))
		out[0][used++] = c;
	out[0][used] = '\0';
	other = person && used ? surname_of(s, n) : NULL;
	if (!other || !memcmp(out[0], other->letters, strlen(other->letters)))
		return used > 0;
	memcpy(out[1], out[0], used + 1);
	memcpy(out[1], other->letters, strlen(other->letters));
	return 2;
}

bool text_may_be_initials(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < 'a' || s[i] > 'z')
			return false;
	return n > 0 && n <= INITIALS_MAX;
}

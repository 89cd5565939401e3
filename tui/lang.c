/* lang.c - the compiled-in catalogue (GNU .mo bytes), and errors as sentences.
 * gettext itself is not used at run time: it follows the locale, and a bare
 * machine has no Chinese one. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lang.h"

extern const unsigned char catalogue[];
extern const size_t catalogue_size;

static enum sifa_lang lang = SIFA_ZH;

void lang_set(enum sifa_lang l)
{
	lang = l;
}

enum sifa_lang lang_now(void)
{
	return lang;
}

static uint32_t word(size_t at)
{
	uint32_t v = 0;

	if (at + sizeof v <= catalogue_size)
		memcpy(&v, catalogue + at, sizeof v);
	return v;
}

/* .mo: count at 8, offsets of the two tables of (length, offset) at 12 and 16,
 * originals sorted by strcmp. */
const char *lang_text(const char *msgid)
{
	uint32_t lo = 0, hi = word(8), from = word(12), to = word(16);

	if (lang == SIFA_EN || !*msgid)
		return msgid;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		int c = strcmp(msgid, (const char *)catalogue + word(from + 8 * mid + 4));

		if (!c)
			return (const char *)catalogue + word(to + 8 * mid + 4);
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return msgid;
}

static void put(char *buf, size_t size, size_t *at, const char *s, size_t n)
{
	if (*at + n >= size)
		n = size - *at - 1;
	memcpy(buf + *at, s, n);
	*at += n;
	buf[*at] = '\0';
}

/* What came from outside: a file, the command line. Nothing of it may move the
 * cursor or turn the text round. */
static void put_foreign(char *buf, size_t size, size_t *at, const char *s)
{
	size_t n = strlen(s), bad = 0, after;
	const char *why;

	while (n && !sifa_text_check(s, n, 0, &bad, &why)) {
		put(buf, size, at, s, bad);
		put(buf, size, at, "?", 1);
		after = sifa_text_next(s, n, bad);
		s += after;
		n -= after;
	}
	put(buf, size, at, s, n);
}

static void fill(char *buf, size_t size, const char *text, const char *const arg[SIFA_ERR_ARGS])
{
	size_t at = 0;

	buf[0] = '\0';
	while (*text) {
		size_t n = strcspn(text, "{");

		put(buf, size, &at, text, n);
		text += n;
		if (!*text)
			break;
		if (text[1] >= '1' && text[1] <= '4' && text[2] == '}') {
			const char *a = arg[text[1] - '1'];

			put_foreign(buf, size, &at, a ? a : "");
			text += 3;
		} else {
			put(buf, size, &at, text++, 1);
		}
	}
}

char *lang_fill(char *buf, size_t size, const char *msgid, ...)
{
	const char *arg[SIFA_ERR_ARGS] = {0};
	va_list ap;

	va_start(ap, msgid);
	for (int i = 0; i < SIFA_ERR_ARGS && (arg[i] = va_arg(ap, const char *)); i++)
		;
	va_end(ap);
	fill(buf, size, lang_text(msgid), arg);
	return buf;
}

char *lang_error(char *buf, size_t size, const struct sifa_err *err)
{
	const char *arg[SIFA_ERR_ARGS];
	size_t at = 0;
	char place[40];

	for (int i = 0; i < SIFA_ERR_ARGS; i++)
		arg[i] = err->arg[i];
	buf[0] = '\0';
	if (err->source[0]) {
		if (err->line)
			snprintf(place, sizeof place, ":%d:%d: ", err->line, err->column);
		else
			snprintf(place, sizeof place, ": ");
		put_foreign(buf, size, &at, err->source);
		put(buf, size, &at, place, strlen(place));
	}
	if (err->field[0]) {
		put_foreign(buf, size, &at, err->field);
		put(buf, size, &at, ": ", 2);
	}
	fill(buf + at, size - at, lang_text(err->msg ? err->msg : N_("unknown error")), arg);
	return buf;
}

int lang_exit_code(enum sifa_rc rc)
{
	static const struct {
		enum sifa_rc rc;
		int code;
	} map[] = {
		{SIFA_OK, 0},	      {SIFA_E_NOMEM, 71},    {SIFA_E_USAGE, 2},
		{SIFA_E_DATA, 65},    {SIFA_E_CONFIG, 78},   {SIFA_E_NOTFOUND, 66},
		{SIFA_E_EXISTS, 73},  {SIFA_E_CONFLICT, 75}, {SIFA_E_BUSY, 75},
		{SIFA_E_DENIED, 77},  {SIFA_E_IO, 74},	     {SIFA_E_FULL, 74},
		{SIFA_E_DAMAGED, 74}, {SIFA_E_VERSION, 76},  {SIFA_E_CLOCK, 75},
		{SIFA_E_REASON, 65},
	};

	for (size_t i = 0; i < sizeof map / sizeof *map; i++)
		if (map[i].rc == rc)
			return map[i].code;
	return 70;
}

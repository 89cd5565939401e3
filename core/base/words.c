/* words.c - sentences in both languages. */
#include "words.h"

#include <string.h>

struct room { /* the end of what was said, and of the room for it */
	char *at, *end;
};

static void add(struct room *r, const char *s, size_t n)
{
	size_t room = (size_t)(r->end - r->at);

	if (n >= room) { /* cut between characters */
		n = room ? room - 1 : 0;
		while (n && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(r->at, s, n);
	r->at += n;
}

static bool is_argument(const char *text)
{
	return text[0] == '{' && text[1] >= '1' && text[1] < '1' + WORDS_ARGUMENTS &&
	       text[2] == '}';
}

void words_fill(char *buf, size_t size, const char *text, const char *const *arg, size_t n)
{
	struct room r = {buf + strlen(buf), buf + size};

	while (*text) {
		size_t run = 0, i;

		while (text[run] && !is_argument(text + run))
			run++;
		add(&r, text, run);
		text += run;
		if (!*text)
			break;
		i = (size_t)(text[1] - '1');
		if (i < n)
			add(&r, arg[i], strlen(arg[i]));
		text += 3;
	}
	*r.at = '\0';
}

size_t words_arguments(va_list ap, const char **arg)
{
	size_t n = 0;
	const char *s;

	while (n < WORDS_ARGUMENTS && (s = va_arg(ap, const char *)))
		arg[n++] = s;
	return n;
}

void words_say(struct sifa_words *w, const char *zh, const char *en, ...)
{
	const char *arg[WORDS_ARGUMENTS];
	va_list ap;
	size_t n;

	va_start(ap, en);
	n = words_arguments(ap, arg);
	va_end(ap);
	words_fill(w->text[SIFA_ZH], SIFA_WORDS, zh, arg, n);
	words_fill(w->text[SIFA_EN], SIFA_WORDS, en, arg, n);
}

void words_label(struct sifa_words *w, const char *const label[SIFA_LANGS])
{
	for (int l = 0; l < SIFA_LANGS; l++)
		if (label[l])
			words_fill(w->text[l], SIFA_WORDS, "{1}", &label[l], 1);
}

void words_join(struct sifa_words *w, const struct sifa_words *more)
{
	words_label(w, (const char *const[]){more->text[SIFA_ZH], more->text[SIFA_EN]});
}

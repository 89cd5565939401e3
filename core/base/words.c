/* words.c - sentences in both languages. */
#include "words.h"

#include <stdarg.h>
#include <string.h>

static void add(char *buf, const char *s, size_t n)
{
	size_t at = strlen(buf);

	if (n >= SIFA_WORDS - at) {
		n = SIFA_WORDS - at - 1;
		while (n && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(buf + at, s, n);
	buf[at + n] = '\0';
}

static void fill(char *buf, const char *text, const char *const *arg, size_t n)
{
	while (*text) {
		size_t run = strcspn(text, "{");

		add(buf, text, run);
		text += run;
		if (!*text)
			return;
		if (text[1] >= '1' && text[1] <= '6' && text[2] == '}') {
			size_t i = (size_t)(text[1] - '1');

			if (i < n)
				add(buf, arg[i], strlen(arg[i]));
			text += 3;
		} else {
			add(buf, text++, 1);
		}
	}
}

void words_say(struct sifa_words *w, const char *zh, const char *en, ...)
{
	const char *arg[6], *s;
	va_list ap;
	size_t n = 0;

	va_start(ap, en);
	while (n < 6 && (s = va_arg(ap, const char *)))
		arg[n++] = s;
	va_end(ap);
	fill(w->text[SIFA_ZH], zh, arg, n);
	fill(w->text[SIFA_EN], en, arg, n);
}

void words_label(struct sifa_words *w, const char *const label[SIFA_LANGS])
{
	for (int l = 0; l < SIFA_LANGS; l++)
		if (label[l])
			add(w->text[l], label[l], strlen(label[l]));
}

void words_join(struct sifa_words *w, const struct sifa_words *more)
{
	for (int l = 0; l < SIFA_LANGS; l++)
		add(w->text[l], more->text[l], strlen(more->text[l]));
}

/* gb18030.c - GB18030 to UTF-8 as files come in, and back for printers, by libc's
 * iconv. */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

#include "text.h"

struct text_gb {
	iconv_t cd;
};

static struct text_gb *open_gb(const char *to, const char *from)
{
	struct text_gb *g = malloc(sizeof *g);

	if (!g)
		return NULL;
	g->cd = iconv_open(to, from);
	if (g->cd != (iconv_t)-1)
		return g;
	free(g);
	return NULL;
}

struct text_gb *text_gb_new(void)
{
	return open_gb("UTF-8", "GB18030");
}

struct text_gb *text_gb_writer(void)
{
	return open_gb("GB18030", "UTF-8");
}

size_t text_gb_char(struct text_gb *g, const char *s, size_t n, char *out)
{
	char *from = (char *)(uintptr_t)s, *to = out;
	size_t room = 4;

	iconv(g->cd, NULL, NULL, NULL, NULL);
	return iconv(g->cd, &from, &n, &to, &room) == (size_t)-1 || n ? 0 : 4 - room;
}

bool text_gb_feed(struct text_gb *g, const char *in, size_t *n_in, struct buf *out)
{
	char *from = (char *)(uintptr_t)in; /* iconv promises not to write there */
	size_t left = *n_in, rc = 0;
	int why = 0;

	while (left > 0) {
		/* three bytes out of two at most, and one character more */
		size_t room = left + left / 2 + 8, after = room;
		char *to = buf_room(out, room);

		if (!to)
			break;
		errno = 0;
		rc = iconv(g->cd, &from, &left, &to, &after);
		why = errno;
		out->n += room - after;
		if (rc != (size_t)-1 || why != E2BIG)
			break;
	}
	*n_in -= left;
	/* EINVAL: the last character goes on in what is fed next */
	return rc != (size_t)-1 || why == EINVAL || out->failed;
}

void text_gb_free(struct text_gb *g)
{
	if (!g)
		return;
	iconv_close(g->cd);
	free(g);
}

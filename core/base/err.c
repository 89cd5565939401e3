/* err.c - error values and findings. Arguments come from files and keyboards,
 * so they are made safe to print here, once. */
#include "err.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

#define NAME_MOST 48 /* bytes of a name that nearest_name compares */

/* Whole characters only; what may not be stored may not be printed either. */
static void err_copy(char *out, size_t size, const char *s)
{
	size_t n = s ? strlen(s) : 0, at = 0, used = 0;

	while (at < n) {
		const char *part = s + at;
		size_t from = at, len;
		uint32_t cp = text_decode(s, n, &at);

		len = at - from;
		if (text_refused(cp, 0)) {
			part = cp == '\n' || cp == '\t' ? " " : "\xEF\xBF\xBD";
			len = strlen(part);
		}
		if (used + len >= size)
			break;
		memcpy(out + used, part, len);
		used += len;
	}
	out[used] = '\0';
}

void err_vfill(struct sifa_err *err, enum sifa_rc rc, const char *msg, va_list ap)
{
	if (!err || err->rc != SIFA_OK)
		return;
	memset(err, 0, sizeof *err);
	err->rc = rc;
	err->msg = msg;
	for (size_t i = 0; i < SIFA_ERR_ARGS; i++) {
		const char *s = va_arg(ap, const char *);

		if (!s)
			break;
		err_copy(err->arg[i], sizeof err->arg[i], s);
	}
}

void err_fill(struct sifa_err *err, enum sifa_rc rc, const char *msg, ...)
{
	va_list ap;

	va_start(ap, msg);
	err_vfill(err, rc, msg, ap);
	va_end(ap);
}

void err_at(struct sifa_err *err, const char *source, int line, int column)
{
	if (!err || err->rc == SIFA_OK)
		return;
	if (!err->source[0])
		err_copy(err->source, sizeof err->source, source);
	if (!err->line) {
		err->line = line;
		err->column = column;
	}
}

void err_field(struct sifa_err *err, const char *field)
{
	if (err && err->rc != SIFA_OK && !err->field[0])
		err_copy(err->field, sizeof err->field, field);
}

void err_memory(struct sifa_err *err)
{
	err_set(err, SIFA_E_NOMEM, N_("Memory is used up. Close other programs and try again."),
		NULL);
}

void err_clear(struct sifa_err *err)
{
	if (err)
		memset(err, 0, sizeof *err);
}

void findings_add(struct sifa_findings *f, enum sifa_severity severity, const struct sifa_err *err)
{
	if (!f)
		return;
	f->total++;
	if (severity == SIFA_ERROR)
		f->errors++;
	if (f->n >= SIFA_FINDINGS_MAX)
		return;
	/* room is 8, 16, 32 ...: it runs out exactly when n is one of these */
	if (f->n == 0 || (f->n >= 8 && (f->n & (f->n - 1)) == 0)) {
		void *p = realloc(f->v, (f->n ? f->n * 2 : 8) * sizeof *f->v);

		if (!p)
			return;
		f->v = p;
	}
	f->v[f->n++] = (struct sifa_finding){.severity = severity, .err = *err};
}

void sifa_findings_free(struct sifa_findings *f)
{
	if (!f)
		return;
	free(f->v);
	*f = (struct sifa_findings){0};
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static bool same(char a, char b)
{
	unsigned x = (unsigned char)a, y = (unsigned char)b;

	return x == y || ((x ^ y) == 0x20 && (x | 0x20) >= 'a' && (x | 0x20) <= 'z');
}

/* Edit distance in which two letters exchanged are one slip. */
static unsigned distance(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned row[3][NAME_MOST + 1];

	for (unsigned j = 0; j <= nb; j++)
		row[0][j] = j;
	for (unsigned i = 1; i <= na; i++) {
		unsigned *now = row[i % 3], *up = row[(i + 2) % 3], *upper = row[(i + 1) % 3];

		now[0] = i;
		for (unsigned j = 1; j <= nb; j++) {
			now[j] = least(least(now[j - 1], up[j]) + 1,
				       up[j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1));
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				now[j] = least(now[j], upper[j - 2] + 1);
		}
	}
	return row[na % 3][nb];
}

const char *nearest_name(const char *s, const char *const *names, size_t n)
{
	const char *best = NULL;
	unsigned best_d = UINT32_MAX;
	size_t len = strlen(s);

	for (size_t i = 0; i < n && len <= NAME_MOST; i++) {
		size_t other = names[i] ? strlen(names[i]) : 0;
		size_t longer = len > other ? len : other;
		unsigned d;

		if (!other || other > NAME_MOST)
			continue;
		d = distance(s, len, names[i], other);
		if (d <= longer / 3 && d < best_d) {
			best = names[i];
			best_d = d;
		}
	}
	return best;
}

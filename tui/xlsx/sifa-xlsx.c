/* sifa-xlsx - a table of sifa (standard input) as a spreadsheet (standard output).
 *
 * A program of its own, so that sifa needs no libxlsxwriter. A line a row, cells divided
 * by tabs: T a title, H heads, R a row, whose cells begin with s (text, also of digits) or
 * n (a number). */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

struct sheet {
	lxw_worksheet *ws;
	lxw_format *bold;
	lxw_row_t row;
	int width[32];
};

static void wider(struct sheet *s, size_t col, const char *text)
{
	int n = 0;

	for (; *text; text++) /* Chinese characters are of two columns and three bytes */
		n += ((unsigned char)*text & 0xC0) != 0x80 ? 1 + ((unsigned char)*text >= 0xE0) : 0;
	if (col < 32 && n > s->width[col])
		s->width[col] = n;
}

static bool cell(struct sheet *s, lxw_col_t col, const char *text, bool head, bool title)
{
	char *end;
	double n;

	if (head || title) {
		if (!title)
			wider(s, col, text);
		return !worksheet_write_string(s->ws, s->row, col, text, s->bold);
	}
	wider(s, col, text + 1);
	if (*text == 's')
		return !worksheet_write_string(s->ws, s->row, col, text + 1, NULL);
	n = strtod(text + 1, &end);
	return *text == 'n' && !*end &&
	       (!text[1] || !worksheet_write_number(s->ws, s->row, col, n, NULL));
}

static bool line(struct sheet *s, char *text)
{
	char what = *text, *at = text;
	lxw_col_t col = 0;
	bool ok = what == 'T' || what == 'H' || what == 'R';

	text[strcspn(text, "\n")] = '\0';
	strsep(&at, "\t");
	while (ok && at)
		ok = cell(s, col++, strsep(&at, "\t"), what == 'H', what == 'T');
	s->row++;
	return ok;
}

static bool read_all(struct sheet *s)
{
	char *text = NULL;
	size_t cap = 0;
	bool ok = true;

	while (ok && getline(&text, &cap, stdin) > 0)
		ok = line(s, text);
	free(text);
	for (lxw_col_t i = 0; i < 32; i++)
		if (s->width[i])
			worksheet_set_column(s->ws, i, i, s->width[i] + 2, NULL);
	return ok;
}

/* The library writes into a file only. */
static bool copy_out(const char *path)
{
	FILE *f = fopen(path, "rb");
	char buf[65536];
	size_t n;
	bool ok = f;

	while (ok && (n = fread(buf, 1, sizeof buf, f)) > 0)
		ok = fwrite(buf, 1, n, stdout) == n;
	ok = ok && !ferror(f) && !fflush(stdout);
	if (f)
		fclose(f);
	return ok;
}

int main(void)
{
	char path[] = "/tmp/sifa-xlsx-XXXXXX";
	struct sheet s = {.row = 0};
	lxw_workbook *wb;
	bool ok;
	int fd;

	fd = mkstemp(path);
	if (fd < 0) {
		fprintf(stderr, "sifa-xlsx: no temporary file %s\n", path);
		return 74;
	}
	close(fd);
	wb = workbook_new(path);
	s.ws = wb ? workbook_add_worksheet(wb, NULL) : NULL;
	s.bold = wb ? workbook_add_format(wb) : NULL;
	ok = s.ws && s.bold;
	if (ok) {
		format_set_bold(s.bold);
		ok = read_all(&s);
	}
	ok = (wb && !workbook_close(wb)) && ok && copy_out(path);
	unlink(path);
	if (!ok)
		fprintf(stderr, "sifa-xlsx: the table cannot be written\n");
	return ok ? 0 : 74;
}

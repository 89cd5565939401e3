/* sifa-pdf - a page stream of sifa (standard input) as PDF (standard output).
 *
 * A program of its own, so that sifa needs neither pango nor cairo. Every character is
 * set at its cell of the page's grid, so that boxes close whatever the fonts are; box
 * lines are drawn, not set. Fonts come by their family names through fontconfig. */
#include <locale.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>

#include "../../core/sifa.h"

#define MM(x) ((x)*72.0 / 25.4)

static const char body_face[] = "仿宋,FangSong,仿宋_GB2312,STFangsong,AR PL UMing CN,"
				"Noto Serif CJK SC,WenQuanYi Zen Hei,serif";
static const char title_face[] = "方正小标宋简体,华文中宋,宋体,SimSun,AR PL UMing CN,"
				 "Noto Serif CJK SC,WenQuanYi Zen Hei,serif";

struct paper {
	cairo_t *cr;
	PangoLayout *layout;
	int cols, lines;
	bool draft, red;
	double width, height, left, top, cell, pitch;
	int page, line; /* line: on the page */
	long pages;
};

static cairo_status_t put(void *arg, const unsigned char *s, unsigned n)
{
	(void)arg;
	return fwrite(s, 1, n, stdout) == n ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void red(const struct paper *p)
{
	cairo_set_source_rgb(p->cr, 0.85, 0, 0);
}

static void black(const struct paper *p)
{
	cairo_set_source_rgb(p->cr, 0, 0, 0);
}

static void face(const struct paper *p, const char *family, double size, bool bold)
{
	PangoFontDescription *d = pango_font_description_from_string(family);

	pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
	if (bold)
		pango_font_description_set_weight(d, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(p->layout, d);
	pango_font_description_free(d);
}

/* s[0..n) with its middle at x, its line's middle at y. */
static void show(const struct paper *p, const char *s, int n, double x, double y)
{
	int w, h;

	pango_layout_set_text(p->layout, s, n);
	pango_layout_get_size(p->layout, &w, &h);
	cairo_move_to(p->cr, x - (double)w / PANGO_SCALE / 2, y - (double)h / PANGO_SCALE / 2);
	pango_cairo_show_layout(p->cr, p->layout);
}

/* ---- box lines ---- */

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static unsigned box_arms(const char *s, size_t n)
{
	static const struct {
		const char *s;
		unsigned arms;
	} box[] = {
		{"─", LEFT | RIGHT},	  {"━", LEFT | RIGHT},
		{"│", UP | DOWN},	  {"┌", DOWN | RIGHT},
		{"┐", DOWN | LEFT},	  {"└", UP | RIGHT},
		{"┘", UP | LEFT},	  {"├", UP | DOWN | RIGHT},
		{"┤", UP | DOWN | LEFT},  {"┬", DOWN | LEFT | RIGHT},
		{"┴", UP | LEFT | RIGHT}, {"┼", UP | DOWN | LEFT | RIGHT},
	};

	for (size_t i = 0; i < sizeof box / sizeof *box; i++)
		if (strlen(box[i].s) == n && !memcmp(box[i].s, s, n))
			return box[i].arms;
	return 0;
}

static void draw_box(const struct paper *p, unsigned arms, double x, double y)
{
	double w = p->cell / 2, h = p->pitch / 2;

	cairo_move_to(p->cr, x - (arms & LEFT ? w : 0), y);
	cairo_line_to(p->cr, x + (arms & RIGHT ? w : 0), y);
	cairo_move_to(p->cr, x, y - (arms & UP ? h : 0));
	cairo_line_to(p->cr, x, y + (arms & DOWN ? h : 0));
	cairo_stroke(p->cr);
}

/* ---- lines ---- */

static void set_cells(const struct paper *p, const char *s, double y)
{
	size_t n = strlen(s), at = 0;
	int col = 0;

	face(p, body_face, 2 * p->cell < p->pitch ? 2 * p->cell : p->pitch * 0.92, false);
	while (at < n) {
		size_t end = sifa_text_next(s, n, at);
		unsigned arms = box_arms(s + at, end - at);
		int w = sifa_text_width_wide(s + at, end - at);

		if (arms)
			draw_box(p, arms, p->left + (col + 0.5) * p->cell, y);
		else if (s[at] != ' ')
			show(p, s + at, (int)(end - at), p->left + (col + w / 2.0) * p->cell, y);
		col += w;
		at = end;
	}
}

/* A title is larger than the grid. */
static void set_title(const struct paper *p, const char *s, double size, double y)
{
	s += strspn(s, " ");
	face(p, title_face, size, true);
	show(p, s, -1, p->width / 2, y);
}

/* Where the seal comes, 42 mm across, over the words. */
static void seal_space(const struct paper *p, double y)
{
	double x = p->left + p->cols * p->cell * 0.75;
	const double dash[] = {2, 3};

	cairo_save(p->cr);
	cairo_set_source_rgb(p->cr, 0.8, 0.8, 0.8);
	cairo_set_dash(p->cr, dash, 2, 0);
	cairo_new_path(p->cr);
	cairo_arc(p->cr, x, y + p->pitch / 2, MM(21), 0, 6.2832);
	cairo_stroke(p->cr);
	cairo_restore(p->cr);
}

static void red_rule(const struct paper *p, double y)
{
	cairo_save(p->cr);
	red(p);
	cairo_set_line_width(p->cr, 1.6);
	cairo_move_to(p->cr, p->left, y);
	cairo_line_to(p->cr, p->width - p->left, y);
	cairo_stroke(p->cr);
	cairo_restore(p->cr);
}

static void set_line(struct paper *p, char style, const char *s)
{
	double y = p->top + (p->line++ + 0.5) * p->pitch;

	switch (style) {
	case 'B':
		set_title(p, s, 3 * p->cell, y);
		break;
	case 'N':
		red(p);
		set_title(p, s, 4.4 * p->cell, y);
		black(p);
		break;
	case 'R':
		red_rule(p, y);
		break;
	case 'S':
		seal_space(p, y);
		set_cells(p, s, y);
		break;
	default:
		set_cells(p, s, y);
		break;
	}
}

/* ---- pages ---- */

/* Half a circle at the outer edge: the seal across all pages joins them. */
static void joining_mark(const struct paper *p)
{
	const double dash[] = {2, 3};
	double y = p->height / 2;
	char text[64];

	cairo_save(p->cr);
	cairo_set_source_rgb(p->cr, 0.6, 0.6, 0.6);
	cairo_set_dash(p->cr, dash, 2, 0);
	cairo_new_path(p->cr);
	cairo_arc(p->cr, p->width, y, MM(21), 1.5708, 4.7124);
	cairo_stroke(p->cr);
	snprintf(text, sizeof text, "骑缝 %d/%ld", p->page, p->pages);
	face(p, body_face, 7, false);
	cairo_translate(p->cr, p->width - MM(5), y);
	cairo_rotate(p->cr, -1.5708);
	show(p, text, -1, 0, 0);
	cairo_restore(p->cr);
}

static void watermark(const struct paper *p)
{
	cairo_save(p->cr);
	cairo_set_source_rgb(p->cr, 0.88, 0.88, 0.88);
	cairo_translate(p->cr, p->width / 2, p->height / 2);
	cairo_rotate(p->cr, -0.7);
	face(p, title_face, 120, true);
	show(p, "草稿", -1, 0, 0);
	cairo_restore(p->cr);
}

static void measure(struct paper *p, bool landscape)
{
	double margin = MM(landscape ? 15 : 20);

	p->width = MM(landscape ? 297 : 210);
	p->height = MM(landscape ? 210 : 297);
	p->cell = (p->width - 2 * margin) / p->cols;
	p->left = margin;
	p->top = MM(p->red ? 30 : 15);
	p->pitch = (p->height - p->top - MM(15)) / p->lines;
}

/* "P", or of a page with a shape of its own "P COLS LINES SHAPE FACE". */
static bool shape_page(struct paper *p, const char *s)
{
	char shape[16], kind[16];

	if (!*s)
		return true;
	if (sscanf(s, " %d %d %15s %15s", &p->cols, &p->lines, shape, kind) != 4 || p->cols < 20 ||
	    p->cols > 400 || p->lines < 10 || p->lines > 200)
		return false;
	p->red = !strcmp(kind, "red");
	measure(p, !strcmp(shape, "landscape"));
	return true;
}

static void begin_page(struct paper *p)
{
	if (p->page++)
		cairo_show_page(p->cr);
	cairo_pdf_surface_set_size(cairo_get_target(p->cr), p->width, p->height);
	p->line = 0;
	black(p);
	cairo_set_line_width(p->cr, 0.6);
	if (p->draft)
		watermark(p);
	black(p);
	if (p->pages > 1)
		joining_mark(p);
}

static bool read_head(struct paper *p, const char *s, bool *landscape)
{
	char shape[16], state[16], kind[16];

	if (sscanf(s, "sifa-pages 1 %d %d %15s %15s %15s", &p->cols, &p->lines, shape, state,
		   kind) != 5 ||
	    p->cols < 20 || p->cols > 400 || p->lines < 10 || p->lines > 200)
		return false;
	*landscape = !strcmp(shape, "landscape");
	p->draft = !strcmp(state, "draft");
	p->red = !strcmp(kind, "red");
	return true;
}

/* All of it first: the joining mark says how many pages there are. */
static char *slurp(size_t *n)
{
	char *s = NULL;
	size_t cap = 0, got;

	*n = 0;
	do {
		if (cap - *n < 65536) {
			char *more = realloc(s, cap = cap ? 2 * cap : 131072);

			if (!more) {
				free(s);
				return NULL;
			}
			s = more;
		}
		got = fread(s + *n, 1, cap - *n - 1, stdin);
		*n += got;
	} while (got);
	s[*n] = '\0';
	return s;
}

static int draw(struct paper *p, char *s)
{
	char *end;
	bool ok = false;

	for (const char *at = s; (at = strstr(at, "\nP")) != NULL; at += 2)
		p->pages++;
	for (s = strchr(s, '\n') + 1; *s; s = end + 1) {
		end = strchr(s, '\n');
		if (!end)
			return 65;
		*end = '\0';
		if (*s == 'P') {
			if (!shape_page(p, s + 1))
				return 65;
			begin_page(p);
			ok = true;
		} else if (ok) {
			set_line(p, *s, *s ? s + 1 : s);
		}
	}
	return ok ? 0 : 65;
}

int main(void)
{
	struct paper p = {0};
	bool landscape = false;
	cairo_surface_t *surface;
	size_t n;
	int code;
	char *s = slurp(&n);

	setlocale(LC_CTYPE, "C.UTF-8");
	if (!s || !strchr(s, '\n') || strlen(s) != n || !read_head(&p, s, &landscape)) {
		fputs("sifa-pdf: this is no page stream; it comes from sifa print --pdf\n", stderr);
		free(s);
		return 65;
	}
	measure(&p, landscape);
	surface = cairo_pdf_surface_create_for_stream(put, NULL, p.width, p.height);
	p.cr = cairo_create(surface);
	p.layout = pango_cairo_create_layout(p.cr);
	code = draw(&p, s);
	g_object_unref(p.layout);
	cairo_destroy(p.cr);
	cairo_surface_finish(surface);
	if (cairo_surface_status(surface) || fflush(stdout)) {
		fputs("sifa-pdf: the PDF cannot be written\n", stderr);
		code = 74;
	}
	cairo_surface_destroy(surface);
	free(s);
	return code;
}

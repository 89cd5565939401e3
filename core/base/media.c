/* media.c - file types by their first bytes; the day a picture was taken: DateTimeOriginal
 * of Exif (JEITA CP-3451) in JPEG and PNG, else the tIME of a PNG. */
#include <string.h>

#include "date.h"
#include "media.h"

enum {
	TAG_DATE = 0x0132,
	TAG_EXIF = 0x8769,
	TAG_DATE_TAKEN = 0x9003,
	TYPE_ASCII = 2,
	TYPE_LONG = 4,
	ENTRY = 12,
	CHUNKS_MOST = 100000,
	MINUTES_UTC8 = 8 * 60,
};

/* ---- what it is ---- */

static const struct magic {
	const char *type, *bytes;
	uint8_t n, at;
} magics[] = {
	{"image/jpeg", "\xff\xd8\xff", 3, 0},
	{"image/png", "\x89PNG\r\n\x1a\n", 8, 0},
	{"image/gif", "GIF8", 4, 0},
	{"image/bmp", "BM", 2, 0},
	{"image/tiff", "II*\0", 4, 0},
	{"image/tiff", "MM\0*", 4, 0},
	{"image/x-portable-anymap", "P4\n", 3, 0},
	{"image/x-portable-anymap", "P5\n", 3, 0},
	{"image/x-portable-anymap", "P6\n", 3, 0},
	{"application/pdf", "%PDF-", 5, 0},
	{"application/zip", "PK\3\4", 4, 0},
	{"application/msword", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0},
	{"audio/amr", "#!AMR", 5, 0},
	{"audio/mpeg", "ID3", 3, 0},
	{"audio/wav", "WAVE", 4, 8},
	{"video/avi", "AVI ", 4, 8},
	{"video/mp4", "ftyp", 4, 4},
};

static const char *type_of(const uint8_t *p, size_t n)
{
	const char *why;
	size_t at;

	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		const struct magic *m = &magics[i];

		if (n >= (size_t)m->at + m->n && !memcmp(p + m->at, m->bytes, m->n))
			return m->type;
	}
	if (n && sifa_text_check((const char *)p, n, SIFA_TEXT_LINES, &at, &why))
		return "text/plain";
	return "application/octet-stream";
}

/* ---- Exif ---- */

struct tiff {
	const uint8_t *p;
	size_t n;
	bool big; /* byte order */
};

static uint32_t number(const struct tiff *t, size_t at, size_t bytes)
{
	uint32_t v = 0;

	for (size_t i = 0; i < bytes; i++)
		v = v << 8 | t->p[at + (t->big ? i : bytes - 1 - i)];
	return v;
}

/* Offset of the entry with this tag in the directory at `dir`; 0 if there is none. */
static size_t find_tag(const struct tiff *t, size_t dir, uint32_t tag)
{
	size_t count;

	if (dir < 8 || dir > t->n || t->n - dir < 2)
		return 0;
	count = number(t, dir, 2);
	for (size_t i = 0, at = dir + 2; i < count && t->n - at >= ENTRY; i++, at += ENTRY)
		if (number(t, at, 2) == tag)
			return at;
	return 0;
}

static sifa_day day_of(int year, int month, int day)
{
	return year < 1970 || year > 2200 ? SIFA_DAY_NONE : sifa_day_of(year, month, day);
}

/* "2013:04:12 10:20:30", where the entry says it stands. */
static sifa_day date_at(const struct tiff *t, size_t entry)
{
	const char *s;
	size_t at;

	if (!entry || number(t, entry + 2, 2) != TYPE_ASCII || number(t, entry + 4, 4) < 10)
		return SIFA_DAY_NONE;
	at = number(t, entry + 8, 4);
	if (at > t->n || t->n - at < 10)
		return SIFA_DAY_NONE;
	s = (const char *)t->p + at;
	if (s[4] != ':' || s[7] != ':')
		return SIFA_DAY_NONE;
	return day_of(digits_of(s, 4), digits_of(s + 5, 2), digits_of(s + 8, 2));
}

static sifa_day exif_date(const uint8_t *p, size_t n)
{
	struct tiff t = {p, n, false};
	size_t first, exif;
	sifa_day day = SIFA_DAY_NONE;

	if (n < 8 || (memcmp(p, "II*\0", 4) != 0 && memcmp(p, "MM\0*", 4) != 0))
		return SIFA_DAY_NONE;
	t.big = p[0] == 'M';
	first = number(&t, 4, 4);
	exif = find_tag(&t, first, TAG_EXIF);
	if (exif && number(&t, exif + 2, 2) == TYPE_LONG)
		day = date_at(&t, find_tag(&t, number(&t, exif + 8, 4), TAG_DATE_TAKEN));
	return day != SIFA_DAY_NONE ? day : date_at(&t, find_tag(&t, first, TAG_DATE));
}

/* ---- pictures ---- */

static sifa_day jpeg_date(const uint8_t *p, size_t n)
{
	size_t at = 2;

	while (n - at >= 4 && p[at] == 0xff) {
		size_t len = (size_t)p[at + 2] << 8 | p[at + 3];
		uint8_t marker = p[at + 1];

		if (marker == 0xff) { /* fill bytes may stand before a marker */
			at++;
			continue;
		}
		if (marker == 0xda || marker == 0xd9 || len < 2 || len > n - at - 2)
			break; /* the picture itself, or no JPEG any more */
		if (marker == 0xe1 && len >= 8 && !memcmp(p + at + 4, "Exif\0\0", 6)) {
			sifa_day day = exif_date(p + at + 10, len - 8);

			if (day != SIFA_DAY_NONE)
				return day;
		}
		at += 2 + len;
	}
	return SIFA_DAY_NONE;
}

/* tIME is in UTC. */
static sifa_day png_time(const uint8_t *p)
{
	sifa_day day = day_of(p[0] << 8 | p[1], p[2], p[3]);

	if (day == SIFA_DAY_NONE || p[4] > 23 || p[5] > 59)
		return SIFA_DAY_NONE;
	return day + (p[4] * 60 + p[5] + MINUTES_UTC8 >= 24 * 60);
}

static void png_date(const uint8_t *p, size_t n, struct media *m)
{
	sifa_day changed = SIFA_DAY_NONE;
	size_t at = 8;

	for (int i = 0; i < CHUNKS_MOST && n - at >= 12; i++) {
		size_t len = (size_t)p[at] << 24 | (size_t)p[at + 1] << 16 |
			     (size_t)p[at + 2] << 8 | p[at + 3];
		const uint8_t *type = p + at + 4, *data = p + at + 8;

		if (len > n - at - 12)
			break;
		if (!memcmp(type, "eXIf", 4))
			m->taken = exif_date(data, len);
		else if (!memcmp(type, "tIME", 4) && len == 7)
			changed = png_time(data);
		if (m->taken != SIFA_DAY_NONE)
			return;
		at += 12 + len;
	}
	m->taken = changed;
	m->taken_from = SIFA_TAKEN_PICTURE;
}

struct media media_look(const uint8_t *p, size_t n)
{
	struct media m = {type_of(p, n), SIFA_DAY_NONE, SIFA_TAKEN_CAMERA};

	if (!strcmp(m.type, "image/jpeg"))
		m.taken = jpeg_date(p, n);
	else if (!strcmp(m.type, "image/png"))
		png_date(p, n, &m);
	else if (!strcmp(m.type, "image/tiff"))
		m.taken = exif_date(p, n);
	return m;
}

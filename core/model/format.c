/* format.c - values as people read them; field_parse() takes every one back. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "../base/date.h"
#include "record.h"

enum { DAY_LEN = 10, DAY_ROOM = 12 }; /* of sifa_day_format() */

struct shown {
	char *buf;
	size_t n, size;
	bool full; /* nothing more fits: later parts are dropped too */
};

/* Bytes of s[0..n) that fit into `room`: whole characters only. */
static size_t fitting(const char *s, size_t n, size_t room)
{
	if (n <= room)
		return n;
	while (room > 0 && ((unsigned char)s[room] & 0xC0) == 0x80)
		room--;
	return room;
}

static void add(struct shown *o, const char *s, size_t n)
{
	size_t fits = fitting(s, n, o->size - 1 - o->n);

	if (o->full)
		return;
	o->full = fits < n;
	memcpy(o->buf + o->n, s, fits);
	o->n += fits;
}

static void add_str(struct shown *o, const char *s)
{
	add(o, s, strlen(s));
}

static void add_code(struct shown *o, const struct sifa_codelist *l, uint64_t no,
		     enum sifa_lang lang)
{
	const struct sifa_code *c = code_by_no(l, no);
	char buf[24];

	if (!c)
		snprintf(buf, sizeof buf, "?%llu", (unsigned long long)no);
	add_str(o, c ? c->label[lang] : buf);
}

static void show_number(struct shown *o, const struct sifa_value *v)
{
	char buf[32];

	snprintf(buf, sizeof buf, "%lld", (long long)v->n);
	add_str(o, buf);
}

static void show_codes(struct shown *o, const struct sifa_field *f, uint64_t set,
		       enum sifa_lang lang)
{
	bool first = true;

	for (unsigned no = 0; no < 64; no++) {
		if (!(set >> no & 1))
			continue;
		if (!first)
			add_str(o, "、");
		add_code(o, f->codes, no, lang);
		first = false;
	}
}

static void show_ids(struct shown *o, const struct sifa_value *v)
{
	char buf[32];

	for (size_t i = 0; i < v->len; i++) {
		if (i > 0)
			add_str(o, "、");
		add_str(o, sifa_id_format(v->id[i], buf));
	}
}

static void show(struct shown *o, const struct sifa_field *f, const struct sifa_value *v,
		 enum sifa_lang lang)
{
	static const char *const bools[SIFA_LANGS][2] = {{"否", "是"}, {"no", "yes"}};
	char buf[40];

	switch (f->type) {
	case SIFA_MONEY:
		add_str(o, sifa_money_format(v->n, buf));
		break;
	case SIFA_DATE:
		add_str(o, sifa_day_format((sifa_day)v->n, buf));
		break;
	case SIFA_DATETIME:
		add_str(o, minute_format(v->n, buf));
		break;
	case SIFA_BOOL:
		add_str(o, bools[lang][v->n != 0]);
		break;
	case SIFA_CODE:
		add_code(o, f->codes, (uint64_t)v->n, lang);
		break;
	case SIFA_CODES:
		show_codes(o, f, (uint64_t)v->n, lang);
		break;
	case SIFA_REF:
	case SIFA_PLACE:
		add_str(o, sifa_id_format((uint64_t)v->n, buf));
		break;
	case SIFA_REFS:
		show_ids(o, v);
		break;
	case SIFA_ROWS:
		show_number(o, &(struct sifa_value){.n = (int64_t)v->len});
		break;
	default:
		show_number(o, v);
		break;
	}
}

/* Apart, for its buffers would have every cell of a list pay for the guard of the stack. */
__attribute__((noinline)) static size_t format_parts(const struct sifa_field *f,
						     const struct sifa_value *v,
						     enum sifa_lang lang, char *buf, size_t size)
{
	struct shown o = {.buf = buf, .size = size};

	if (v->state == SIFA_SET)
		show(&o, f, v, lang);
	else
		add_str(&o, state_word(v->state, lang));
	buf[o.n] = '\0';
	return o.n;
}

size_t field_format(const struct sifa_field *f, const struct sifa_value *v, enum sifa_lang lang,
		    char *buf, size_t size)
{
	size_t n = 0;

	if (size == 0)
		return 0;
	if (v->state == SIFA_SET && type_is_text(f->type)) {
		n = fitting(v->s, v->len, size - 1);
		memcpy(buf, v->s, n);
	} else if (v->state == SIFA_SET && f->type == SIFA_DATE && size >= DAY_ROOM) {
		return *sifa_day_format((sifa_day)v->n, buf) ? DAY_LEN : 0;
	} else if (v->state != SIFA_ABSENT) {
		return format_parts(f, v, lang, buf, size);
	}
	buf[n] = '\0';
	return n;
}

/* ---- states of a value ---- */

static const struct {
	enum sifa_state state;
	const char *word[SIFA_LANGS];
} states[] = {
	{SIFA_UNKNOWN, {"不详", "unknown"}},
	{SIFA_REFUSED, {"拒绝提供", "refused"}},
	{SIFA_PENDING, {"待核", "pending"}},
};

const char *state_word(enum sifa_state st, enum sifa_lang lang)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (states[i].state == st)
			return states[i].word[lang];
	return "";
}

enum sifa_state state_of_word(const char *s, size_t n)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		for (size_t l = 0; l < SIFA_LANGS; l++) {
			const char *w = states[i].word[l];

			if (strlen(w) == n && strncasecmp(w, s, n) == 0)
				return states[i].state;
		}
	}
	return SIFA_ABSENT;
}

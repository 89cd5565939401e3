/* card.c - a line typed by an identity-card reader in keyboard mode. Readers differ in
 * separators, order and labels; what a part is shows by its shape: the number by its
 * check digit, the ethnic group by the list, the address as the longest of the rest. */
#include <string.h>

#include "../base/ident.h"
#include "../base/text.h"
#include "check.h"

enum { PARTS_MOST = 16, PARTS_LEAST = 4, LINE_MOST = 1000 };

struct part {
	const char *s;
	size_t n;
};

struct card {
	char text[LINE_MOST]; /* half width */
	struct part part[PARTS_MOST];
	size_t n, number; /* place of the identity number */
};

/* ---- parts ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The mark that divides the line: the first of the usual ones that stands there often
 * enough, else blanks. */
static char divider(const char *s, size_t n)
{
	static const char marks[] = "|,;#^~*\t";

	for (const char *m = marks; *m; m++) {
		size_t count = 0;

		for (size_t i = 0; i < n; i++)
			count += s[i] == *m;
		if (count + 1 >= PARTS_LEAST)
			return *m;
	}
	return ' ';
}

/* 姓名：王小明 */
static void drop_label(struct part *p)
{
	const char *colon = memchr(p->s, ':', p->n);

	if (!colon)
		return;
	p->n -= (size_t)(colon + 1 - p->s);
	p->s = colon + 1;
	text_trim(&p->s, &p->n);
}

static void split(struct card *c, size_t n)
{
	char mark = divider(c->text, n);
	size_t from = 0;

	for (size_t i = 0; i <= n && c->n < PARTS_MOST; i++) {
		struct part *p = &c->part[c->n];

		if (i < n && c->text[i] != mark && !(mark == ' ' && is_blank(c->text[i])))
			continue;
		*p = (struct part){c->text + from, i - from};
		from = i + 1;
		text_trim(&p->s, &p->n);
		drop_label(p);
		c->n += p->n > 0;
	}
}

static bool is_number(const struct part *p)
{
	return p->n == 18 &&
	       !(idno_check(p->s, p->n) & (IDNO_LENGTH | IDNO_CHARS | IDNO_DATE | IDNO_CHECK));
}

static bool read_line(struct card *c, const char *s, size_t n)
{
	text_trim(&s, &n);
	if (n < 18 || n > LINE_MOST)
		return false;
	n = text_halfwidth(s, n, c->text);
	for (size_t i = 0; i < n; i++)
		if (c->text[i] == 'x')
			c->text[i] = 'X';
	c->n = 0;
	split(c, n);
	c->number = 0;
	while (c->number < c->n && !is_number(&c->part[c->number]))
		c->number++;
	return c->number < c->n && c->n >= PARTS_LEAST;
}

bool sifa_card_line(const char *s, size_t n)
{
	struct card c;

	return read_line(&c, s, n);
}

/* ---- meaning ---- */

static bool ends_with(const struct part *p, const char *end)
{
	size_t n = strlen(end);

	return p->n >= n && !memcmp(p->s + p->n - n, end, n);
}

static bool holds_han(const struct part *p)
{
	for (size_t at = 0; at < p->n;)
		if (text_han(text_decode(p->s, p->n, &at)))
			return true;
	return false;
}

/* 公安局, 公安分局: who issued it; 长期: how long it is good for; a day. */
static bool is_other(const struct part *p)
{
	sifa_day day;

	return ends_with(p, "公安局") || ends_with(p, "分局") || ends_with(p, "公安厅") ||
	       ends_with(p, "长期") || !holds_han(p) ||
	       !sifa_day_parse(p->s, p->n, SIFA_DAY_NONE, &day);
}

static bool is_sex(const struct part *p)
{
	return p->n == 3 && (!memcmp(p->s, "男", 3) || !memcmp(p->s, "女", 3));
}

/* 汉 and 汉族 alike. */
static const struct sifa_code *ethnic_of(const struct sifa_field *f, const struct part *p)
{
	static const char people[] = "族";
	char whole[64];

	if (!f || f->type != SIFA_CODE || p->n + sizeof people > sizeof whole)
		return NULL;
	memcpy(whole, p->s, p->n);
	memcpy(whole + p->n, people, sizeof people);
	for (size_t i = 0; i < f->codes->n; i++) {
		const char *label = f->codes->code[i].label[SIFA_ZH];
		size_t n = strlen(label);

		if ((n == p->n && !memcmp(label, p->s, n)) || !strcmp(label, whole))
			return &f->codes->code[i];
	}
	return NULL;
}

static enum sifa_rc give(struct sifa_record *r, const char *field, const char *s, size_t n,
			 struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);
	char room[3 * LINE_MOST + 64];
	struct sifa_value v = {0};
	enum sifa_rc rc;

	if (!f || !n)
		return SIFA_OK;
	rc = sifa_parse(f, s, n, SIFA_DAY_NONE, &v, room, sizeof room, err);
	return rc ? rc : sifa_set(r, f, &v, err);
}

static enum sifa_rc clear(struct sifa_record *r, const char *field, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f ? sifa_set(r, f, &(struct sifa_value){0}, err) : SIFA_OK;
}

/* Of what has no other meaning the shortest is the name and the longest the address. */
static enum sifa_rc give_rest(struct sifa_record *r, const struct card *c, struct sifa_err *err)
{
	const struct sifa_field *ethnic = kind_field(r->kind, "ethnic");
	const struct part *name = NULL, *place = NULL;
	const struct sifa_code *code = NULL;
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < c->n; i++) {
		const struct part *p = &c->part[i];
		const struct sifa_code *e = NULL;

		if (i == c->number || is_other(p) || is_sex(p))
			continue;
		if (!code && (e = ethnic_of(ethnic, p))) {
			code = e;
			continue;
		}
		if (!name || p->n < name->n)
			name = p;
		if (!place || p->n > place->n)
			place = p;
	}
	if (!name)
		return err_set(err, SIFA_E_DATA, N_("The line of the card reader has no name."),
			       NULL);
	rc = give(r, "name", name->s, name->n, err);
	if (!rc && place != name)
		rc = give(r, "hukou", place->s, place->n, err);
	if (!rc && code)
		rc = sifa_set(r, ethnic, &(struct sifa_value){.state = SIFA_SET, .n = code->no},
			      err);
	return rc;
}

enum sifa_rc sifa_card_read(struct sifa_session *se, struct sifa_record *r, const char *s, size_t n,
			    struct sifa_err *err)
{
	static const char *const derived[] = {"birth", "sex"};
	struct card c;
	enum sifa_rc rc = SIFA_OK;

	if (r->kind != se->sifa->config->person || !read_line(&c, s, n))
		return err_set(err, SIFA_E_USAGE, N_("This is no line of a card reader."), NULL);
	rc = give_rest(r, &c, err);
	for (size_t i = 0; i < 2 && !rc; i++)
		rc = clear(r, derived[i], err);
	if (!rc)
		rc = give(r, "id_no", c.part[c.number].s, c.part[c.number].n, err);
	if (!rc)
		rc = give(r, "id_type", "resident", 8, err);
	if (!rc)
		rc = give(r, "id_status", "verified", 8, err);
	if (!rc)
		sifa_derive(se, r);
	return rc;
}

uint64_t sifa_card_find(struct sifa_session *se, const char *s, size_t n)
{
	struct sifa_record *r = record_new(se->sifa->config->person);
	struct sifa_like like[2] = {{0}};
	size_t found = 0;

	if (r && !sifa_card_read(se, r, s, n, NULL)) {
		r->unit = se->unit;
		found = sifa_alike(se, r, like, 2);
	}
	sifa_record_free(r);
	if (!found || like[0].why != SIFA_LIKE_NUMBER ||
	    (found == 2 && like[1].why == SIFA_LIKE_NUMBER))
		return 0;
	return like[0].id;
}

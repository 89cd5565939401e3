/* check_value.c - values judged by themselves: limits of fields, dates that
 * have not come yet, telephones, identity numbers. */
#include <stdio.h>
#include <string.h>

#include "../base/ident.h"
#include "check.h"

enum { OLDEST = 120, DAY_MINUTES = 1440, YEAR_MONTHS = 12 };

struct spot { /* a value and where it stands */
	const struct sifa_value *v;
	const struct sifa_field *f; /* of the value */
	const struct sifa_field *at;
	size_t row;
	const struct sifa_field *sub;
};

typedef void value_check(struct checking *c, const struct spot *s);

static void say_max(struct checking *c, const struct spot *s, size_t n)
{
	char have[24], max[24];

	snprintf(have, sizeof have, "%zu", n);
	snprintf(max, sizeof max, "%u", (unsigned)s->f->max);
	check_say(c, SIFA_ERROR, s->at, s->row, s->sub,
		  N_("This is too long: {1}, and at most {2} are kept."), have, max, NULL);
}

static void check_text(struct checking *c, const struct spot *s)
{
	unsigned flags = s->f->type == SIFA_LONGTEXT ? SIFA_TEXT_LINES : 0;
	size_t at, n;
	const char *why;

	if (c->flags & CHECK_TEXT_KNOWN)
		return;
	if (!sifa_text_check(s->v->s, s->v->len, flags, &at, &why)) {
		check_say(c, SIFA_ERROR, s->at, s->row, s->sub, why, NULL);
		return;
	}
	if (!s->f->max || s->v->len <= s->f->max) /* no more characters than bytes */
		return;
	n = sifa_text_chars(s->v->s, s->v->len);
	if (n > s->f->max)
		say_max(c, s, n);
}

static void check_phone(struct checking *c, const struct spot *s)
{
	char out[64];

	check_text(c, s);
	if (c->flags & CHECK_ERRORS)
		return;
	if (s->v->len >= sizeof out || !phone_normal(s->v->s, s->v->len, out))
		check_say(c, SIFA_WARNING, s->at, s->row, s->sub,
			  N_("This does not look like a telephone number: 11 digits, or area code "
			     "and number as 0359-6022345."),
			  NULL);
	else if (c->r->kind == c->v->se->sifa->config->person && phone_of_service(out, strlen(out)))
		check_say(c, SIFA_WARNING, s->at, s->row, s->sub,
			  N_("This is the number of a service, not of a person."), NULL);
}

static void check_number(struct checking *c, const struct spot *s)
{
	const struct sifa_field *f = s->f;
	char least[32], most[32];

	if (s->v->n >= f->least && s->v->n <= f->most)
		return;
	if (f->type == SIFA_MONEY) {
		sifa_money_format(f->least, least);
		sifa_money_format(f->most, most);
	} else {
		snprintf(least, sizeof least, "%lld", (long long)f->least);
		snprintf(most, sizeof most, "%lld", (long long)f->most);
	}
	check_say(c, SIFA_ERROR, s->at, s->row, s->sub, N_("This must be from {1} to {2}."), least,
		  most, NULL);
}

static void check_code(struct checking *c, const struct spot *s)
{
	uint64_t bits = s->f->type == SIFA_CODES ? (uint64_t)s->v->n : 0;
	bool known = s->f->type == SIFA_CODES || code_by_no(s->f->codes, (uint64_t)s->v->n);

	for (; bits && known; bits &= bits - 1)
		known = code_by_no(s->f->codes, (uint64_t)__builtin_ctzll(bits));
	if (!known)
		check_say(c, SIFA_ERROR, s->at, s->row, s->sub,
			  N_("This value is in no list any more; choose another."), NULL);
}

static void check_members(struct checking *c, const struct spot *s)
{
	if (s->f->max && s->v->len > s->f->max)
		say_max(c, s, s->v->len);
}

static void check_date(struct checking *c, const struct spot *s)
{
	sifa_day day = (sifa_day)s->v->n;
	char today[12];

	if (s->f->type == SIFA_DATETIME) /* minutes of UTC+8, never before 1970 here */
		day = (sifa_day)(s->v->n / DAY_MINUTES);
	if (day <= c->today || s->f->ahead)
		return;
	check_say(c, SIFA_ERROR, s->at, s->row, s->sub,
		  N_("This date has not come yet: today is {1}."), sifa_day_format(c->today, today),
		  NULL);
}

static value_check *const checks[SIFA_TYPES] = {
	[SIFA_TEXT] = check_text,    [SIFA_LONGTEXT] = check_text, [SIFA_INT] = check_number,
	[SIFA_MONEY] = check_number, [SIFA_DATE] = check_date,	   [SIFA_DATETIME] = check_date,
	[SIFA_CODE] = check_code,    [SIFA_CODES] = check_code,	   [SIFA_REFS] = check_members,
	[SIFA_IDNO] = check_text,    [SIFA_PHONE] = check_phone,   [SIFA_ROWS] = check_members,
};

/* at, row and sub: as in struct spot. */
static void check_one(struct checking *c, const struct sifa_value *v, const struct sifa_field *f,
		      const struct sifa_field *at, size_t row, const struct sifa_field *sub)
{
	value_check *check = v->state == SIFA_SET ? checks[f->type] : NULL;

	if (check && (check != check_text || !(c->flags & CHECK_TEXT_KNOWN)))
		check(c, &(struct spot){v, f, at, row, sub});
	else if (v->state != SIFA_SET && v->state != SIFA_ABSENT && !f->unknown)
		check_say(c, SIFA_ERROR, at, row, sub,
			  N_("This cannot be left as unknown, refused or pending."), NULL);
}

static void check_row(struct checking *c, const struct sifa_field *f, size_t row,
		      const struct sifa_row *r)
{
	for (size_t i = 0; i < f->nrow; i++) {
		check_one(c, &r->v[i], &f->row[i], f, row, &f->row[i]);
		if (r->v[i].state == SIFA_ABSENT && f->row[i].required)
			check_say(c, SIFA_ERROR, f, row, &f->row[i],
				  N_("This must be filled in for each entry."), NULL);
	}
}

void check_values(struct checking *c)
{
	const struct sifa_kind *k = c->r->kind;

	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];
		const struct sifa_value *v = &c->r->v[i];

		if (v->state == SIFA_ABSENT)
			continue;
		check_one(c, v, f, f, 0, NULL);
		for (size_t j = 0; f->type == SIFA_ROWS && v->state == SIFA_SET && j < v->len; j++)
			check_row(c, f, j, &v->row[j]);
	}
}

/* ---- identity numbers: GB 11643-1999 ---- */

static const struct sifa_code *code_of(const struct sifa_record *r, const struct sifa_field *f)
{
	const struct sifa_value *v = f ? &r->v[f->index] : NULL;

	return v && v->state == SIFA_SET ? code_by_no(f->codes, (uint64_t)v->n) : NULL;
}

bool check_verified(const struct sifa_record *r)
{
	const struct sifa_code *c = code_of(r, r->kind->idno.status);

	return c && !strcmp(c->id, "verified");
}

/* Cards with the 18-digit form; passports and the like have rules of their own. */
static bool is_resident_number(const struct sifa_code *type)
{
	return !type || strstr(type->id, "residen") || !strcmp(type->id, "household") ||
	       !strcmp(type->id, "permanent");
}

/* The first digits, by the document: a province for residents, 81 to 83 for residence
 * permits of people of Hong Kong, Macau and Taiwan, 9 for permanent residents from abroad. */
static void idno_prefix(struct checking *c, const struct sifa_field *f, const struct sifa_value *v,
			unsigned bad, const struct sifa_code *type, enum sifa_severity severity)
{
	char place[DIVISION_MOST];

	if (type && !strcmp(type->id, "permanent")) {
		if (v->s[0] != '9')
			check_say(
				c, SIFA_WARNING, f, 0, NULL,
				N_("The number of a permanent resident from abroad begins with 9."),
				NULL);
	} else if (type && !strcmp(type->id, "hmt_residence")) {
		if (v->s[0] != '8' || v->s[1] < '1' || v->s[1] > '3')
			check_say(c, severity, f, 0, NULL,
				  N_("The number of this permit begins with 81, 82 or 83."), NULL);
	} else if (bad & IDNO_PROVINCE) {
		check_say(c, severity, f, 0, NULL,
			  N_("The first two digits of the identity number are no province."), NULL);
	} else if (!division_name(v->s, place)) {
		check_say(c, SIFA_HINT, f, 0, NULL,
			  N_("The first six digits of the identity number are in no table of "
			     "divisions, present or former."),
			  NULL);
	}
}

static void idno_shape(struct checking *c, const struct sifa_field *f, unsigned bad,
		       enum sifa_severity severity)
{
	static const struct {
		unsigned bit;
		const char *msg;
	} words[] = {
		{IDNO_LENGTH, N_("An identity number has 18 characters (old ones 15).")},
		{IDNO_CHARS, N_("An identity number is 17 digits and a last digit or X.")},
		{IDNO_DATE, N_("Digits 7 to 14 of the identity number are no day of birth.")},
		{IDNO_CHECK, N_("The last character of the identity number does not fit the "
				"others: a digit is wrong or two are exchanged.")},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bad & words[i].bit) {
			check_say(c, severity, f, 0, NULL, words[i].msg, NULL);
			return;
		}
}

static void idno_old(struct checking *c, const struct sifa_field *f, const struct sifa_value *v)
{
	char s[24], new[24];

	if (v->len != 15)
		return;
	memcpy(s, v->s, 15);
	s[15] = '\0';
	idno_convert(s, new);
	check_say(c, SIFA_WARNING, f, 0, NULL,
		  N_("This is an old number of 15 digits; with 18 it is {1}."), new, NULL);
}

/* The number against what is typed beside it. */
static void idno_agrees(struct checking *c, const struct sifa_value *v, enum sifa_severity severity)
{
	const struct sifa_field *birth = c->r->kind->idno.birth;
	const struct sifa_code *sex = code_of(c->r, c->r->kind->idno.sex);
	sifa_day day = idno_birth(v->s, v->len);
	int is = idno_sex(v->s, v->len);
	char buf[12];

	if (birth && c->r->v[birth->index].state == SIFA_SET && day != SIFA_DAY_NONE &&
	    c->r->v[birth->index].n != day)
		check_say(c, severity, birth, 0, NULL, N_("The identity number says born on {1}."),
			  sifa_day_format(day, buf), NULL);
	if (sex && is && strcmp(sex->id, is == 1 ? "male" : "female") &&
	    (!strcmp(sex->id, "male") || !strcmp(sex->id, "female")))
		check_say(c, severity, c->r->kind->idno.sex, 0, NULL,
			  is == 1 ? N_("The identity number says male.")
				  : N_("The identity number says female."),
			  NULL);
}

static void idno_age(struct checking *c, const struct sifa_field *f, const struct sifa_value *v,
		     enum sifa_severity severity)
{
	sifa_day day = idno_birth(v->s, v->len);

	if (day == SIFA_DAY_NONE)
		return;
	if (day > c->today)
		check_say(c, severity, f, 0, NULL,
			  N_("The day of birth in the identity number has not come yet."), NULL);
	else if (day_add_months(day, (OLDEST + 1) * YEAR_MONTHS) <= c->today)
		check_say(c, SIFA_WARNING, f, 0, NULL,
			  N_("By the identity number this person is older than 120 years."), NULL);
}

static bool has_idno(const struct sifa_record *r)
{
	for (size_t i = 0; r->kind->idno.number && i < r->kind->nfields; i++)
		if (r->v[i].state == SIFA_SET && r->kind->field[i].type == SIFA_IDNO)
			return true;
	return false;
}

void check_idno(struct checking *c)
{
	enum { UNREADABLE = IDNO_LENGTH | IDNO_CHARS | IDNO_DATE };
	const struct sifa_kind *k = c->r->kind;
	const struct sifa_code *type;
	enum sifa_severity severity;

	if (!has_idno(c->r))
		return;
	type = code_of(c->r, k->idno.type);
	severity = check_verified(c->r) ? SIFA_ERROR : SIFA_WARNING;
	if (severity == SIFA_WARNING && (c->flags & CHECK_ERRORS))
		return;
	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];
		const struct sifa_value *v = &c->r->v[i];
		unsigned bad;

		if (v->state != SIFA_SET || f->type != SIFA_IDNO || !is_resident_number(type))
			continue;
		bad = idno_check(v->s, v->len);
		idno_shape(c, f, bad, severity);
		if (!(bad & (IDNO_LENGTH | IDNO_CHARS)))
			idno_prefix(c, f, v, bad, type, severity);
		if (bad & UNREADABLE)
			continue;
		idno_old(c, f, v);
		idno_age(c, f, v, severity);
		if (!(bad & IDNO_CHECK))
			idno_agrees(c, v, severity);
	}
}

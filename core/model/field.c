/* field.c - the field types: typed text to a value, one function a type, in a
 * table. Nothing is changed but by the exact mappings a type declares. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "../base/date.h"
#include "../base/err.h"
#include "../base/ident.h"
#include "../base/text.h"
#include "field.h"

#define CHARS_MOST 400 /* of a one-line text that is mapped */

static enum sifa_rc refuse(struct typed *t, enum sifa_rc rc, const char *msg, const char *arg2,
			   const char *arg3)
{
	char shown[120];

	snprintf(shown, sizeof shown, "%.*s", (int)sifa_text_fit(t->s, t->n, 40, NULL), t->s);
	err_set(t->err, rc, msg, shown, arg2, arg3, NULL);
	err_field(t->err, t->f->id);
	return rc;
}

enum sifa_rc typed_refuse(struct typed *t, const char *msg, const char *arg2, const char *arg3)
{
	return refuse(t, SIFA_E_DATA, msg, arg2, arg3);
}

enum sifa_rc typed_no_room(struct typed *t)
{
	return err_set(t->err, SIFA_E_USAGE,
		       N_("The text is too long for the place it was read into."), NULL);
}

enum sifa_rc typed_number(struct typed *t, int64_t n)
{
	*t->out = (struct sifa_value){.state = SIFA_SET, .n = n};
	return SIFA_OK;
}

static enum sifa_rc text(struct typed *t, size_t n)
{
	t->buf[n] = '\0';
	*t->out = (struct sifa_value){
		.state = n ? SIFA_SET : SIFA_ABSENT,
		.s = t->buf,
		.len = n,
	};
	return SIFA_OK;
}

/* Half-width copy of what was typed, in t->buf; false if there is no room. */
static bool half_copy(struct typed *t)
{
	if (t->n >= t->size)
		return false;
	t->n = text_halfwidth(t->s, t->n, t->buf);
	t->buf[t->n] = '\0';
	t->s = t->buf;
	return true;
}

/* ---- texts ---- */

static enum sifa_rc too_long(struct typed *t)
{
	char most[16];

	snprintf(most, sizeof most, "%u", t->f->max);
	return typed_refuse(t, N_("\"{1}\" is too long; at most {2} characters were expected."),
			    most, NULL);
}

static enum sifa_rc parse_plain(struct typed *t)
{
	if (t->n > t->f->max && sifa_text_chars(t->s, t->n) > t->f->max)
		return too_long(t);
	if (t->n >= t->size)
		return typed_no_room(t);
	memmove(t->buf, t->s, t->n);
	return text(t, t->n);
}

static enum sifa_rc parse_credit_code(struct typed *t)
{
	if (!half_copy(t))
		return typed_no_room(t);
	for (size_t i = 0; i < t->n; i++)
		if (t->buf[i] >= 'a' && t->buf[i] <= 'z')
			t->buf[i] = (char)(t->buf[i] - 0x20);
	if (!uscc_ok(t->buf, t->n))
		return typed_refuse(
			t,
			N_("\"{1}\" is no unified social credit code: 18 characters, the "
			   "last of which checks the others, were expected."),
			NULL, NULL);
	return text(t, t->n);
}

static enum sifa_rc parse_text(struct typed *t)
{
	char mapped[3 * 4 * 2 * CHARS_MOST];
	size_t n;

	if (t->f->form == SIFA_FORM_USCC)
		return parse_credit_code(t);
	if (t->f->form == SIFA_FORM_PLAIN && !t->f->brackets)
		return parse_plain(t);
	if (t->n > sizeof mapped / 3)
		return too_long(t);
	if (t->f->form == SIFA_FORM_NAME)
		n = text_name(t->s, t->n, mapped);
	else
		n = text_brackets(t->s, t->n, t->f->brackets, mapped);
	if (n > t->f->max && sifa_text_chars(mapped, n) > t->f->max)
		return too_long(t);
	if (n >= t->size)
		return typed_no_room(t);
	memcpy(t->buf, mapped, n);
	return text(t, n);
}

static enum sifa_rc parse_idno(struct typed *t)
{
	if (!half_copy(t))
		return typed_no_room(t);
	if ((t->n == 18 || t->n == 15) && (t->buf[t->n - 1] == '*' || t->buf[t->n - 1] == '.'))
		t->buf[t->n - 1] = 'X';
	for (size_t i = 0; i < t->n; i++) {
		char *c = &t->buf[i];

		if (*c >= '0' && *c <= '9' && t->n <= 30)
			continue;
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 0x20);
		if (t->n > 30 || !((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') ||
				   *c == '(' || *c == ')' || *c == '-'))
			return typed_refuse(
				t,
				N_("\"{1}\" is no identity number: 18 digits, the last one "
				   "may be X, or a passport number were expected."),
				NULL, NULL);
	}
	return text(t, t->n);
}

static enum sifa_rc parse_phone(struct typed *t)
{
	char normal[64];
	size_t digits = 0;
	bool strange = false;

	if (!half_copy(t))
		return typed_no_room(t);
	if (t->n < sizeof normal && phone_normal(t->buf, t->n, normal)) {
		size_t n = strlen(normal);

		memcpy(t->buf, normal, n);
		return text(t, n);
	}
	for (size_t i = 0; i < t->n; i++) {
		if (t->buf[i] >= '0' && t->buf[i] <= '9')
			digits++;
		else if (!strchr("+-() ", t->buf[i]))
			strange = true;
	}
	/* on paper stand numbers without area code: kept, the check warns */
	if (strange || digits < 3 || t->n > 30)
		return typed_refuse(t,
				    N_("\"{1}\" is no telephone number: 11 digits of a mobile, or "
				       "0359-6022345, were expected."),
				    NULL, NULL);
	return text(t, t->n);
}

/* ---- numbers ---- */

static enum sifa_rc in_limits(struct typed *t, int64_t n, char *(*format)(int64_t n, char *buf))
{
	char least[40], most[40];

	if (n >= t->f->least && n <= t->f->most)
		return typed_number(t, n);
	format(t->f->least, least);
	format(t->f->most, most);
	return typed_refuse(t, N_("{1} is out of limits; {2} to {3} was expected."), least, most);
}

static char *int_format(int64_t n, char *buf)
{
	snprintf(buf, 32, "%lld", (long long)n);
	return buf;
}

static enum sifa_rc parse_int(struct typed *t)
{
	size_t sign;
	uint64_t n;

	if (decimal_parse(t->s, t->n, 0, &n) && n <= INT64_MAX)
		return in_limits(t, (int64_t)n, int_format);
	if (!half_copy(t))
		return typed_no_room(t);
	sign = t->n > 0 && (t->s[0] == '-' || t->s[0] == '+');
	if (!decimal_parse(t->s + sign, t->n - sign, 0, &n) || n > INT64_MAX)
		return typed_refuse(t, N_("\"{1}\" is no whole number; digits were expected."),
				    NULL, NULL);
	return in_limits(t, t->s[0] == '-' ? -(int64_t)n : (int64_t)n, int_format);
}

static enum sifa_rc parse_money(struct typed *t)
{
	int64_t fen;

	if (!half_copy(t))
		return typed_no_room(t);
	if (money_parse(t->s, t->n, &fen))
		return typed_refuse(
			t,
			N_("\"{1}\" is no amount; yuan with at most two decimals, such as "
			   "1234.50 or 1.2万, were expected."),
			NULL, NULL);
	return in_limits(t, fen, sifa_money_format);
}

static enum sifa_rc parse_date(struct typed *t)
{
	sifa_day d;

	if (sifa_day_parse(t->s, t->n, t->today, &d) || !slot_fits(SIFA_DATE, d))
		return typed_refuse(
			t,
			N_("\"{1}\" is no day; 2013-03-15, 20130315 or 2013年3月15日 was expected."),
			NULL, NULL);
	return typed_number(t, d);
}

static enum sifa_rc parse_datetime(struct typed *t)
{
	int64_t minute;

	if (minute_parse(t->s, t->n, t->today, &minute) || !slot_fits(SIFA_DATETIME, minute))
		return typed_refuse(
			t, N_("\"{1}\" is no day and time; 2013-03-15 09:30 was expected."), NULL,
			NULL);
	return typed_number(t, minute);
}

static bool one_of(const char *s, size_t n, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == n && strncasecmp(*words, s, n) == 0)
			return true;
	return false;
}

static enum sifa_rc parse_bool(struct typed *t)
{
	static const char *const yes[] = {"是", "有", "yes", "y", "1", "true", "√", NULL};
	static const char *const no[] = {"否", "无", "no", "n", "0", "false", "×", NULL};

	if (!half_copy(t))
		return typed_no_room(t);
	if (one_of(t->s, t->n, yes))
		return typed_number(t, 1);
	if (one_of(t->s, t->n, no))
		return typed_number(t, 0);
	return typed_refuse(t, N_("\"{1}\" is neither yes nor no; 是, 否, y or n was expected."),
			    NULL, NULL);
}

/* ---- references: only ids ---- */

static bool id_typed(const char *s, size_t n, uint64_t *id)
{
	char buf[40];

	if (n >= sizeof buf)
		return false;
	n = text_halfwidth(s, n, buf);
	buf[n] = '\0';
	return sifa_id_parse(buf, id) == SIFA_OK;
}

static enum sifa_rc no_id(struct typed *t)
{
	return refuse(
		t, SIFA_E_USAGE,
		N_("\"{1}\" is no record number such as 10203-4571; pick the record instead."),
		NULL, NULL);
}

static enum sifa_rc parse_ref(struct typed *t)
{
	uint64_t id;

	return id_typed(t->s, t->n, &id) ? typed_number(t, (int64_t)id) : no_id(t);
}

static enum sifa_rc parse_refs(struct typed *t)
{
	size_t pad = (size_t)(-(uintptr_t)t->buf & 7), count = 0, len, n = t->n;
	uint64_t *id = (uint64_t *)(void *)(t->buf + pad);
	const char *s = t->s, *part;
	char most[16];

	while (typed_part(&s, &n, true, &part, &len)) {
		if (pad + (count + 1) * sizeof *id > t->size)
			return typed_no_room(t);
		if (!id_typed(part, len, &id[count++])) {
			t->s = part;
			t->n = len;
			return no_id(t);
		}
	}
	if (count > t->f->max) {
		snprintf(most, sizeof most, "%u", t->f->max);
		return typed_refuse(t, N_("\"{1}\" names more than {2} entries."), most, NULL);
	}
	*t->out = (struct sifa_value){
		.state = count ? SIFA_SET : SIFA_ABSENT, .len = count, .id = count ? id : NULL};
	return SIFA_OK;
}

static enum sifa_rc parse_rows(struct typed *t)
{
	err_set(t->err, SIFA_E_USAGE,
		N_("The table {1} is not typed as one text; fill in its rows."), t->f->id, NULL);
	err_field(t->err, t->f->id);
	return SIFA_E_USAGE;
}

/* ---- the table ---- */

static const struct {
	const char *name;
	enum sifa_rc (*parse)(struct typed *t);
} types[SIFA_TYPES] = {
	[SIFA_TEXT] = {"text", parse_text},    [SIFA_LONGTEXT] = {"longtext", parse_plain},
	[SIFA_INT] = {"int", parse_int},       [SIFA_MONEY] = {"money", parse_money},
	[SIFA_DATE] = {"date", parse_date},    [SIFA_DATETIME] = {"datetime", parse_datetime},
	[SIFA_BOOL] = {"bool", parse_bool},    [SIFA_CODE] = {"code", typed_code},
	[SIFA_CODES] = {"codes", typed_codes}, [SIFA_REF] = {"ref", parse_ref},
	[SIFA_REFS] = {"refs", parse_refs},    [SIFA_PLACE] = {"place", parse_ref},
	[SIFA_IDNO] = {"idno", parse_idno},    [SIFA_PHONE] = {"phone", parse_phone},
	[SIFA_ROWS] = {"rows", parse_rows},
};

const char *sifa_type_name(enum sifa_type t)
{
	return (unsigned)t < SIFA_TYPES ? types[t].name : "?";
}

static enum sifa_rc check_text(struct typed *t)
{
	size_t at;
	const char *why;
	char place[24];

	if (sifa_text_check(t->s, t->n, t->f->type == SIFA_LONGTEXT ? SIFA_TEXT_LINES : 0, &at,
			    &why))
		return SIFA_OK;
	snprintf(place, sizeof place, "%zu", sifa_text_chars(t->s, at) + 1);
	err_set(t->err, SIFA_E_DATA, why, place, NULL);
	err_field(t->err, t->f->id);
	return SIFA_E_DATA;
}

enum sifa_rc field_parse_clean(const struct sifa_field *f, const char *s, size_t n, sifa_day today,
			       struct sifa_value *out, char *buf, size_t size, struct sifa_err *err)
{
	struct typed t = {f, s, n, today, out, buf, size, err};
	enum sifa_state st;

	*out = (struct sifa_value){0};
	if (f->unknown && (st = state_of_word(s, n)) != SIFA_ABSENT) {
		out->state = st;
		return SIFA_OK;
	}
	return types[f->type].parse(&t);
}

enum sifa_rc field_parse(const struct sifa_field *f, const char *s, size_t n, sifa_day today,
			 struct sifa_value *out, char *buf, size_t size, struct sifa_err *err)
{
	struct typed t = {f, s, n, today, out, buf, size, err};

	*out = (struct sifa_value){0};
	if (n == 0)
		return SIFA_OK;
	if (size == 0)
		return typed_no_room(&t);
	if (check_text(&t))
		return SIFA_E_DATA;
	text_trim(&s, &n);
	return n ? field_parse_clean(f, s, n, today, out, buf, size, err) : SIFA_OK;
}

enum sifa_rc sifa_parse(const struct sifa_field *f, const char *s, size_t n, sifa_day today,
			struct sifa_value *out, char *buf, size_t size, struct sifa_err *err)
{
	return field_parse(f, s, n, today, out, buf, size, err);
}

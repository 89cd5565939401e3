/* export_json.c - one JSON object a line: every field that has a value, by its
 * id; codes by id, references with id and title. */
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "export.h"

static void put_string(struct buf *b, const char *s, size_t n)
{
	buf_add(b, "\"", 1);
	for (size_t i = 0, from = 0; i <= n; i++) {
		unsigned char c = i < n ? (unsigned char)s[i] : '"';

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(b, s + from, i - from);
		from = i + 1;
		if (i == n)
			break;
		if (c == '\n')
			buf_str(b, "\\n");
		else if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else
			buf_printf(b, "\\u%04x", c);
	}
	buf_add(b, "\"", 1);
}

static void put_text(struct buf *b, const char *s)
{
	put_string(b, s, strlen(s));
}

static void put_ref(struct export *x, uint64_t id)
{
	char buf[256];

	buf_str(&x->out, "{\"id\":");
	put_text(&x->out, sifa_id_format(id, buf));
	view_title(&x->v, id, false, x->lang, buf, sizeof buf);
	buf_str(&x->out, ",\"title\":");
	put_text(&x->out, buf);
	buf_add(&x->out, "}", 1);
}

static void put_refs(struct export *x, const struct sifa_value *v)
{
	buf_add(&x->out, "[", 1);
	for (size_t i = 0; i < v->len; i++) {
		buf_add(&x->out, ",", i > 0);
		put_ref(x, v->id[i]);
	}
	buf_add(&x->out, "]", 1);
}

static void put_codes(struct export *x, const struct sifa_field *f, uint64_t set)
{
	bool first = true;

	buf_add(&x->out, "[", 1);
	for (unsigned no = 0; no < 64; no++) {
		const struct sifa_code *c = set >> no & 1 ? code_by_no(f->codes, no) : NULL;

		if (!c)
			continue;
		buf_add(&x->out, ",", !first);
		put_text(&x->out, c->id);
		first = false;
	}
	buf_add(&x->out, "]", 1);
}

static void put_state(struct export *x, enum sifa_state state)
{
	buf_str(&x->out, "{\"state\":");
	put_text(&x->out, state_word(state, SIFA_EN));
	buf_add(&x->out, "}", 1);
}

static void put_value(struct export *x, const struct sifa_field *f, const struct sifa_value *v);

static bool put_members(struct export *x, const struct sifa_field *f, size_t n,
			const struct sifa_value *v, bool first)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].state == SIFA_ABSENT)
			continue;
		buf_add(&x->out, ",", !first);
		first = false;
		put_text(&x->out, f[i].id);
		buf_add(&x->out, ":", 1);
		put_value(x, &f[i], &v[i]);
	}
	return first;
}

static void put_rows(struct export *x, const struct sifa_field *f, const struct sifa_value *v)
{
	buf_add(&x->out, "[", 1);
	for (size_t i = 0; i < v->len; i++) {
		buf_str(&x->out, i ? ",{" : "{");
		put_members(x, f->row, f->nrow, v->row[i].v, true);
		buf_add(&x->out, "}", 1);
	}
	buf_add(&x->out, "]", 1);
}

static void put_value(struct export *x, const struct sifa_field *f, const struct sifa_value *v)
{
	const struct sifa_code *c;
	char buf[64];

	if (v->state != SIFA_SET) {
		put_state(x, v->state);
		return;
	}
	switch (f->type) {
	case SIFA_BOOL:
		buf_str(&x->out, v->n ? "true" : "false");
		break;
	case SIFA_INT:
		buf_printf(&x->out, "%lld", (long long)v->n);
		break;
	case SIFA_MONEY:
		buf_str(&x->out, sifa_money_format(v->n, buf));
		break;
	case SIFA_CODE:
		c = code_by_no(f->codes, (uint64_t)v->n);
		put_text(&x->out, c ? c->id : "?");
		break;
	case SIFA_CODES:
		put_codes(x, f, (uint64_t)v->n);
		break;
	case SIFA_REF:
	case SIFA_PLACE:
		put_ref(x, (uint64_t)v->n);
		break;
	case SIFA_REFS:
		put_refs(x, v);
		break;
	case SIFA_ROWS:
		put_rows(x, f, v);
		break;
	case SIFA_DATE:
	case SIFA_DATETIME:
		field_format(f, v, SIFA_EN, buf, sizeof buf);
		put_text(&x->out, buf);
		break;
	default:
		put_string(&x->out, v->s, v->len);
		break;
	}
}

static enum sifa_rc put_record(struct export *x, const struct sifa_record *r, struct sifa_err *err)
{
	char buf[32];

	buf_str(&x->out, "{\"id\":");
	put_text(&x->out, sifa_id_format(r->id, buf));
	buf_str(&x->out, ",\"unit\":");
	put_ref(x, r->unit);
	buf_str(&x->out, ",\"entered\":");
	put_text(&x->out, sifa_day_format(r->entered, buf));
	put_members(x, x->kind->field, x->kind->nfields, r->v, false);
	buf_str(&x->out, "}\n");
	return export_soon(x, err);
}

enum sifa_rc json_export(struct export *x, uint64_t *n, struct sifa_err *err)
{
	enum sifa_rc rc;

	rc = export_each(x, put_record, n, err);
	return rc ? rc : export_flush(x, err);
}

/* paper_mask.c - what is shown of a person in papers that hang in public (domain.md
 * 6.4): 张*, 欧阳**, 140827********0018, 138****5678, addresses down to the village. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "paper.h"

static size_t surname(const char *s, size_t n)
{
	static const char *const two[] = {"欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟",
					  "公孙", "慕容", "令狐", "司徒", "夏侯", "东方",
					  "长孙", "宇文", "轩辕", "端木", "百里", "呼延"};

	for (size_t i = 0; i < sizeof two / sizeof *two; i++)
		if (n > strlen(two[i]) && memcmp(s, two[i], strlen(two[i])) == 0)
			return strlen(two[i]);
	return sifa_text_next(s, n, 0);
}

void paper_mask_name(const char *s, size_t n, struct buf *out)
{
	size_t keep = n ? surname(s, n) : 0;

	buf_add(out, s, keep);
	for (size_t at = keep; at < n; at = sifa_text_next(s, n, at))
		buf_str(out, "*");
}

static void stars(const char *s, size_t n, size_t front, size_t back, struct buf *out)
{
	if (n <= front + back) {
		buf_str(out, "****");
		return;
	}
	buf_add(out, s, front);
	for (size_t i = front; i < n - back; i++)
		buf_str(out, "*");
	buf_add(out, s + n - back, back);
}

/* Up to the village, street or township; an address without one is hidden. */
static void place(const char *s, size_t n, struct buf *out)
{
	static const char *const ends[] = {"村", "社区", "居委会", "街道", "镇", "乡"};
	size_t keep = 0;

	for (size_t i = 0; i < sizeof ends / sizeof *ends && !keep; i++) {
		const char *p = memmem(s, n, ends[i], strlen(ends[i]));

		if (p)
			keep = (size_t)(p - s) + strlen(ends[i]);
	}
	buf_add(out, s, keep);
	if (!keep)
		buf_str(out, "***");
}

/* ---- names inside texts ---- */

static void add_name(struct paper_env *e, const char *s, size_t n)
{
	char *copy;

	for (size_t i = 0; i < e->nnames; i++)
		if (strlen(e->name[i]) == n && memcmp(e->name[i], s, n) == 0)
			return;
	copy = n ? arena_copy(e->arena, s, n) : NULL;
	if (!copy || !grow(&e->name, &e->namecap, e->nnames + 1, sizeof *e->name)) {
		e->failed = e->failed || n;
		return;
	}
	e->name[e->nnames++] = copy;
}

static void add_ref(void *arg, uint64_t to, const struct sifa_field *field)
{
	struct paper_env *e = arg;
	const struct sifa_record *r = paper_get(e, to);

	(void)field;
	for (size_t i = 0; r && r->kind == e->v->se->sifa->config->person && i < r->kind->nfields;
	     i++)
		if (r->kind->field[i].form == SIFA_FORM_NAME && r->v[i].state == SIFA_SET)
			add_name(e, r->v[i].s, r->v[i].len);
}

void paper_mask_names(struct paper_env *e, const struct sifa_record *r)
{
	record_refs(r, add_ref, e);
	for (size_t i = 0; i < r->kind->nfields; i++) {
		const struct sifa_field *f = &r->kind->field[i];
		const struct sifa_value *v = &r->v[i];

		if (f->form == SIFA_FORM_NAME && v->state == SIFA_SET)
			add_name(e, v->s, v->len);
		for (size_t j = 0; f->type == SIFA_ROWS && v->state == SIFA_SET && j < v->len; j++)
			for (size_t k = 0; k < f->nrow; k++)
				if (f->row[k].form == SIFA_FORM_NAME &&
				    v->row[j].v[k].state == SIFA_SET)
					add_name(e, v->row[j].v[k].s, v->row[j].v[k].len);
	}
}

/* Names of two characters and more, wherever they stand. */
static void prose(const struct paper_env *e, const char *s, size_t n, struct buf *out)
{
	for (size_t at = 0; at < n;) {
		size_t len = 0;

		for (size_t i = 0; i < e->nnames; i++) {
			size_t m = strlen(e->name[i]);

			if (m > len && m <= n - at && sifa_text_chars(e->name[i], m) > 1 &&
			    memcmp(s + at, e->name[i], m) == 0)
				len = m;
		}
		if (len) {
			paper_mask_name(s + at, len, out);
		} else {
			len = sifa_text_next(s, n, at) - at;
			buf_add(out, s + at, len);
		}
		at += len;
	}
}

void paper_mask(const struct paper_env *e, const struct sifa_field *f, const char *s, size_t n,
		bool person, struct buf *out)
{
	if (f->type == SIFA_IDNO)
		stars(s, n, n == 18 ? 6 : 0, n == 18 ? 4 : 0, out);
	else if (f->type == SIFA_PHONE)
		stars(s, n, n == 11 ? 3 : 0, 4, out);
	else if (f->form == SIFA_FORM_NAME)
		paper_mask_name(s, n, out);
	else if (person)
		place(s, n, out);
	else
		prose(e, s, n, out);
}

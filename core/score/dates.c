/* dates.c - names the days by which a clause counts, for people and for programs. */
#include <stdio.h>
#include <string.h>

#include "rule.h"

struct dates {
	char text[SIFA_LANGS][160];
	char id[160];
};

/* Adds a name once; what finds no room is left out whole. */
static void add(char *buf, size_t size, const char *between, const char *name)
{
	size_t at = strlen(buf), n = strlen(name), gap = strlen(between);

	for (const char *p = buf; n && (p = strstr(p, name)); p += n)
		if ((p == buf || memcmp(p - gap, between, gap) == 0) &&
		    (!p[n] || memcmp(p + n, between, gap) == 0))
			return;
	if (at + gap + n < size)
		snprintf(buf + at, size - at, "%s%s", at ? between : "", name);
}

/* How a date counts, in words around its label. */
enum how { HAPPENED, REGISTER, BOOKS };
static const struct {
	const char *before, *after;
} words[][SIFA_LANGS] = {
	[HAPPENED] = {{"", ""}, {"", ""}},
	[REGISTER] = {{"", "起在册"}, {"on register from ", ""}},
	[BOOKS] = {{"期末在册", ""}, {"on the books", ""}},
};

static void add_field(struct dates *d, const struct sifa_kind *k, const struct sifa_field *f,
		      enum how how)
{
	static const char *const between[] = {[SIFA_ZH] = "、", [SIFA_EN] = ", "};
	char name[160];

	for (int l = 0; l < SIFA_LANGS; l++) {
		snprintf(name, sizeof name, "%s%s%s%s%s", k->label[l], l == SIFA_ZH ? " " : ": ",
			 words[how][l].before, f ? f->label[l] : "", words[how][l].after);
		add(d->text[l], sizeof d->text[l], between[l], name);
	}
	snprintf(name, sizeof name, "%s%s%s", k->id, f ? "." : "", f ? f->id : "");
	add(d->id, sizeof d->id, " ", name);
}

static void add_measure(struct dates *d, const struct measure *m)
{
	for (size_t i = 0; m && i < m->n; i++) {
		const struct probe *p = m->probe[i];

		add_field(d, p->kind, p->date, p->stock ? REGISTER : p->date ? HAPPENED : BOOKS);
	}
}

/* What a clause counts, or what it counts of where it has nothing else. */
static void collect(struct dates *d, const struct sifa_letter *l, const struct clause *cl)
{
	const struct score_fields *sf = &l->fields;

	if (cl->ret)
		add_field(d, sf->return_, sf->ret.submitted, HAPPENED);
	if (cl->rule->judged)
		add_field(d, sf->inspection, sf->ins_on, HAPPENED);
	add_measure(d, cl->of ? cl->of->actual : cl->actual);
	for (size_t i = 0; i < cl->nitems; i++) {
		add_measure(d, cl->item[i].measure);
		add_measure(d, cl->item[i].none);
	}
	if (!cl->actual)
		add_measure(d, cl->whole);
}

static bool name(struct arena *a, const struct sifa_letter *l, struct clause *cl)
{
	struct dates d = {.id = ""};

	collect(&d, l, cl);
	cl->date[SIFA_ZH] = arena_str(a, d.text[SIFA_ZH]);
	cl->date[SIFA_EN] = arena_str(a, d.text[SIFA_EN]);
	cl->date_id = arena_str(a, d.id);
	return cl->date[SIFA_ZH] && cl->date[SIFA_EN] && cl->date_id;
}

bool letter_dates(struct arena *a, struct sifa_letter *l)
{
	bool ok = true;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++)
			ok = name(a, l, &l->section[i].clause[k]) && ok;
	return ok;
}

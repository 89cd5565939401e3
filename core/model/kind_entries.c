/* kind_entries.c - a kind whose records are entries of a book: kept as they were written, taken
 * back by a red entry, and adding up to a balance. */
#include <string.h>

#include "link.h"

enum { FIXED_MOST = 40, BY_MOST = 4 };

static const uint16_t *keep(struct link *l, const uint16_t *v, size_t n)
{
	uint16_t *copy = link_array(l, n, sizeof *copy);

	if (copy && n)
		memcpy(copy, v, n * sizeof *copy);
	return copy;
}

static bool groups(const struct sifa_field *f)
{
	return f->type == SIFA_INT || f->type == SIFA_CODE;
}

static void read_entries(struct link *l, const struct sifa_kind *k, struct yaml *y,
			 struct sifa_entries_def *d)
{
	const struct sifa_field *amount = link_one(l, k, y, "amount", true);
	const struct sifa_field *date = link_date(l, k, y, "date", true);
	const struct sifa_field *red = link_one(l, k, y, "reverses", true);
	const struct sifa_field *summary = link_one(l, k, y, "summary", true);
	uint16_t v[FIXED_MOST];

	if (amount && amount->type != SIFA_MONEY)
		link_error(l, yaml_get(y, "amount"), N_("The field \"{1}\" is no amount of money."),
			   amount->id, NULL);
	if (red && (red->type != SIFA_REF || red->target != k))
		link_error(l, yaml_get(y, "reverses"), N_("\"{1}\" does not refer to {2}."),
			   red->id, k->id);
	if (summary && summary->type != SIFA_TEXT)
		link_error(l, yaml_get(y, "summary"),
			   N_("The field \"{1}\" is no text; the reason is written there."),
			   summary->id, NULL);
	d->amount = amount ? amount->index : 0;
	d->date = date ? date->index : 0;
	d->reverses = red ? red->index : 0;
	d->summary = summary ? summary->index : 0;
	d->nfixed = link_fields(l, k, y, "fixed", 1, FIXED_MOST, NULL, NULL, v);
	d->fixed = keep(l, v, d->nfixed);
	d->ncopies = link_fields(l, k, y, "copies", 0, FIXED_MOST, NULL, NULL, v);
	d->copies = keep(l, v, d->ncopies);
	d->nby = link_fields(l, k, y, "by", 0, BY_MOST, groups,
			     N_("A balance is drawn up by whole numbers and codes; \"{1}\" is "
				"neither."),
			     v);
	d->by = keep(l, v, d->nby);
	link_need(l, y, "plus");
	d->plus = link_when(l, k, y, "plus");
}

void kind_entries(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"fixed",	"copies",  "amount", "date",
					    "reverses", "summary", "plus",   "by"};
	struct yaml *y = yaml_get(tree, "entries");
	struct sifa_entries_def *d = y ? link_array(l, 1, sizeof *d) : NULL;

	if (!y)
		return;
	LINK_KNOWN(l, y, known);
	if (!d || y->type != YAML_MAP || !k->field)
		return;
	read_entries(l, k, y, d);
	k->entries = d;
}

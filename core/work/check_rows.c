/* check_rows.c - rows of a table against each other. */
#include <stdio.h>

#include "check.h"

/* Ranges of the rows run from 1 without gap or overlap, in the order of the rows; rows
 * without a range are passed over. The first that does not fit is told. */
void check_tiles(struct checking *c, const struct sifa_check_def *d)
{
	const struct sifa_field *f = &c->r->kind->field[d->f[0].field];
	const struct sifa_value *v = &c->r->v[d->f[0].field];
	int64_t next = 1;
	char want[24];

	for (size_t i = 0; v->state == SIFA_SET && i < v->len; i++) {
		const struct sifa_value *from = &v->row[i].v[d->f[0].of],
					*to = &v->row[i].v[d->f[1].of];

		if (from->state != SIFA_SET && to->state != SIFA_SET)
			continue;
		snprintf(want, sizeof want, "%lld", (long long)next);
		if (from->state != SIFA_SET || from->n != next) {
			check_say(c, d->severity, f, i, &f->row[d->f[0].of],
				  from->state == SIFA_SET && from->n < next
					  ? N_("This overlaps what stands before it: it should "
					       "begin at {1}.")
					  : N_("There is a gap before this: it should begin at "
					       "{1}."),
				  want, NULL);
			return;
		}
		if (to->state != SIFA_SET || to->n < from->n) {
			check_say(c, d->severity, f, i, &f->row[d->f[1].of],
				  N_("This ends before it begins at {1}."), want, NULL);
			return;
		}
		next = to->n + 1;
	}
	if (next == 1 || d->nf < 3 || c->r->v[d->f[2].field].state != SIFA_SET ||
	    c->r->v[d->f[2].field].n == next - 1)
		return;
	snprintf(want, sizeof want, "%lld", (long long)(next - 1));
	check_say(c, d->severity, &c->r->kind->field[d->f[2].field], 0, NULL,
		  N_("The table \"{2}\" ends at {3}."), f->label[SIFA_ZH], f->label[SIFA_EN], want,
		  NULL);
}

/* carry.h - what the save of a record does to those it belongs to, in the same act. */
#ifndef SIFA_WORK_CARRY_H
#define SIFA_WORK_CARRY_H

#include "../trust/session.h"

enum { CARRY_MOST = 64 };
struct carry {
	struct sifa_record *r[CARRY_MOST];
	size_t n;
};
/* Changed copies of the records that r, about to be saved, tells something; undone by
 * carry_free(). */
enum sifa_rc carry_plan(struct view *v, const struct sifa_record *r, struct carry *c,
			struct sifa_err *err);
void carry_free(struct carry *c);

#endif

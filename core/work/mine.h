/* mine.h - whose work a record is, within its unit. */
#ifndef SIFA_WORK_MINE_H
#define SIFA_WORK_MINE_H

#include "find.h"

/* What names the user, or what he made and nobody is named in; what a hand-over that was
 * accepted brought him, without what it took away. */
struct mine { /* zero-initialise */
	uint64_t user;
	const struct sifa_kind *staff[4]; /* kinds of records that a user is ... */
	uint64_t self[4];		  /* ... and the one that he is; 0: none */
	size_t nstaff;
	struct idlist ids;	  /* what refers to his records of these */
	struct idlist got, given; /* by the latest hand-over of each */
};
enum sifa_rc mine_open(struct view *v, uint64_t user, struct mine *m, struct sifa_err *err);
void mine_close(struct mine *m);
/* Not one that v may not see. */
bool mine_has(struct view *v, const struct mine *m, uint64_t id);
/* Is it in his charge: by the latest hand-over, by its fields of `charge`, or, where none of
 * these is filled in, as he made it? */
bool mine_charged(const struct mine *m, const struct sifa_record *r);
/* Is it of a kind of work that one person or unit has in hand, and another one can take? */
bool goes_over(const struct config *c, const struct sifa_kind *k);
/* Puts the person that `to` is where a field of `charge` has the one that `from` is;
 * *changed: it did. */
enum sifa_rc mine_recharge(const struct mine *from, const struct mine *to, struct sifa_record *r,
			   bool *changed, struct sifa_err *err);

#endif

/* handed.h - when records were handed over, from the accepted hand-overs. */
#ifndef SIFA_WORK_HANDED_H
#define SIFA_WORK_HANDED_H

#include "../trust/session.h"

struct handed_row {
	uint64_t id, from, to;
	sifa_day day;
};
struct handed {		      /* zero-initialise */
	struct handed_row *v; /* by id and day */
	size_t n, cap;
	bool failed;
};
/* Of the whole store, for the score: nothing of it is shown. */
enum sifa_rc handed_load(struct view *v, struct handed *h, struct sifa_err *err);
void handed_free(struct handed *h);
/* Whose the record was on the day; `unit` where it is not known to have been handed over. */
uint64_t handed_unit(const struct handed *h, uint64_t id, sifa_day day, uint64_t unit);

#endif

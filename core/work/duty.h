/* duty.h - recurring duties of the period a day lies in, done of due. */
#ifndef SIFA_WORK_DUTY_H
#define SIFA_WORK_DUTY_H

#include "../trust/session.h"

struct duty_span { /* of a duty, both days inclusive */
	sifa_day from, to;
};
/* The week, month, quarter, half year or year that holds the day. */
struct duty_span duty_period(enum sifa_every every, sifa_day day);
/* Of what fields say, SIFA_DAY_NONE where nothing. Is the duty owed for the whole of the period,
 * under the law of its day? Who came in its midst begins with the next. */
bool duty_runs(const struct sifa_duty_def *d, sifa_day from, sifa_day until, struct duty_span p);
/* Does it stand still on the day? As for clocks: the days behind `from`, up to and with `until`. */
bool duty_paused(sifa_day from, sifa_day until, sifa_day day);
/* As sifa_duties(), inside a read. */
enum sifa_rc duties_in(struct view *v, uint64_t record, sifa_day day, struct sifa_duty **out,
		       size_t *n, struct sifa_err *err);

#endif

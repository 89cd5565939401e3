/* duty.h - recurring duties of the period a day lies in, done of due. */
#ifndef SIFA_WORK_DUTY_H
#define SIFA_WORK_DUTY_H

#include "../trust/session.h"

/* As sifa_duties(), inside a read. */
enum sifa_rc duties_in(struct view *v, uint64_t record, sifa_day day, struct sifa_duty **out,
		       size_t *n, struct sifa_err *err);

#endif

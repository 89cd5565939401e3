/* offices.h - for each unit whose records pass: its cache of references and its
 * persons. A file may hold the records of many offices. */
#ifndef SIFA_MOVE_OFFICES_H
#define SIFA_MOVE_OFFICES_H

#include "../work/people.h"

struct office {
	uint64_t unit;
	struct refer *refer;
	struct people *people; /* made when asked for */
};

struct offices {
	struct sifa_session *se;
	struct office **v;
	size_t n, cap;
};

/* Borrowed until offices_free(). */
enum sifa_rc offices_of(struct offices *o, uint64_t unit, struct office **out,
			struct sifa_err *err);
enum sifa_rc office_people(struct offices *o, struct office *office, struct people **out,
			   struct sifa_err *err);
uint64_t offices_made(const struct offices *o); /* persons made so far */
void offices_free(struct offices *o);

#endif

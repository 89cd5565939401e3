/* side.h - our side, in process: a store opened for its first user, after the data's
 * last day. */
#ifndef BENCH_SIDE_H
#define BENCH_SIDE_H

#include "../../core/sifa.h"
#include "bench.h"

struct side {
	struct sifa *store;
	struct sifa_session *se;
	struct sifa_err err;
};

static inline int side_fail(const struct side *s)
{
	fprintf(stderr, "%s (%s, %s)\n", s->err.msg ? s->err.msg : "error", s->err.arg[0],
		s->err.arg[1]);
	return 1;
}

static inline enum sifa_rc side_open(struct side *s, const char *dir, unsigned flags)
{
	struct sifa_login who = {.host = "bench", .now_forced = true};

	who.now = (int64_t)sifa_day_of(2014, 6, 30) * 86400 + 4 * 3600;
	if (sifa_open(dir, flags, &s->store, &s->err))
		return s->err.rc;
	return sifa_login(s->store, &who, &s->se, &s->err);
}

static inline void side_close(struct side *s)
{
	sifa_logout(s->se);
	sifa_close(s->store);
}

#endif

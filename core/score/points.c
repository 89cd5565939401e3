/* points.c - the arithmetic of scores. Every division of a score happens here
 * and rounds half up once. */
#include "points.h"

__extension__ typedef __int128 wide; /* weights times fen pass 64 bits */

#define POINTS_MAX (INT64_MAX / 4)

static int64_t narrow(wide v)
{
	return v > POINTS_MAX ? POINTS_MAX : (int64_t)v;
}

int64_t points_part(int64_t a, int64_t b, int64_t c)
{
	return narrow(((wide)a * b * 2 + c) / ((wide)c * 2));
}

int64_t points_up(int64_t a, int64_t b, int64_t c)
{
	return narrow(((wide)a * b + c - 1) / c);
}

int64_t points_down(int64_t a, int64_t b, int64_t c)
{
	return narrow((wide)a * b / c);
}

int64_t points_sum(int64_t a, int64_t b)
{
	return narrow((wide)a + b);
}

bool points_reach(int64_t actual, int64_t target, int64_t percent)
{
	return (wide)actual * 10000 >= (wide)percent * target;
}

int64_t points_ratio(int64_t w, int64_t actual, int64_t target, int64_t cap)
{
	if (target <= 0)
		return w;
	if (actual < 0)
		return 0;
	if (points_reach(actual, target, cap * 100))
		return points_part(w, cap, 100);
	return points_part(w, actual, target);
}

int64_t points_times(int64_t deduct, int64_t n)
{
	return narrow((wide)deduct * n);
}

int64_t points_started(int64_t part, int64_t whole, int64_t limit, bool above)
{
	wide over = (wide)part * 10000 - (wide)limit * whole;
	wide point = (wide)whole * 100;

	if (!above)
		over = -over;
	return over <= 0 ? 0 : narrow((over + point - 1) / point);
}

int64_t points_percent(int64_t part, int64_t whole)
{
	return whole <= 0 || part < 0 ? -1 : points_part(part, 10000, whole);
}

int64_t points_prorate(int64_t target, int64_t months, int64_t of)
{
	if (of <= 0 || months >= of || target <= 0)
		return target;
	return points_up(target, months, of);
}

void points_spread(const int64_t *w, const bool *active, size_t n, int64_t total, int64_t *out)
{
	int64_t sum = 0, left = total;

	for (size_t i = 0; i < n; i++) {
		out[i] = 0;
		if (active[i])
			sum += w[i];
	}
	if (sum <= 0)
		return;
	for (size_t i = 0; i < n; i++) {
		if (active[i])
			out[i] = narrow((wide)total * w[i] / sum);
		left -= out[i];
	}
	/* Fewer hundredths are left than clauses: each goes to the largest
	 * remainder not yet served. A served one is told by its quotient. */
	while (left-- > 0) {
		size_t best = n;
		wide most = -1;

		for (size_t i = 0; i < n; i++) {
			wide rest;

			if (!active[i])
				continue;
			rest = (wide)total * w[i] - (wide)out[i] * sum;
			if (rest > most && rest >= 0) {
				most = rest;
				best = i;
			}
		}
		if (best == n)
			return;
		out[best]++;
	}
}

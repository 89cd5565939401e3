/* guard.c - the one place that says yes or no: by unit, secrecy, verb and the
 * state of the clock. Units and users are known to everybody by name. */
#include <stdlib.h>

#include "session.h"

static bool in_set(const uint64_t *set, size_t n, uint64_t unit)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (set[mid] < unit)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && set[lo] == unit;
}

static bool writes(enum guard_verb verb)
{
	return verb == GUARD_WRITE || verb == GUARD_DELETE || verb == GUARD_IMPORT ||
	       verb == GUARD_ADOPT;
}

static bool known_to_all(const struct sifa_session *se, const struct sifa_kind *k)
{
	return k && (k == se->sifa->config->unit || k == se->sifa->config->user);
}

enum sifa_rc guard(const struct sifa_session *se, enum guard_verb verb, const struct sifa_kind *k,
		   uint64_t unit, unsigned secrecy, struct sifa_err *err)
{
	if (writes(verb) && !se->clock_ok)
		return err_set(err, SIFA_E_CLOCK,
			       N_("The clock of this machine stands before the last journal entry; "
				  "nothing may be changed until the date is confirmed."),
			       NULL);
	if (verb == GUARD_ADOPT)
		return se->home == store_meta(se->sifa->store)->root_unit
			       ? SIFA_OK
			       : err_set(err, SIFA_E_DENIED,
					 N_("Only a user of the county bureau may change the "
					    "configuration."),
					 NULL);
	if (verb == GUARD_IMPORT && config_by_two(se->sifa->config, k) &&
	    se->home != store_meta(se->sifa->store)->root_unit)
		return err_set(err, SIFA_E_DENIED,
			       N_("What two users decide can be imported by the county bureau "
				  "only."),
			       NULL);
	if (secrecy >= 3 && verb != GUARD_SCORE)
		return err_set(err, SIFA_E_DENIED,
			       N_("This record is sealed; ask the county bureau."), NULL);
	if (verb == GUARD_READ && known_to_all(se, k))
		return SIFA_OK;
	if (in_set(se->units, se->nunits, unit))
		return SIFA_OK;
	return err_set(err, SIFA_E_DENIED,
		       writes(verb) ? N_("This record belongs to another unit, which alone may "
					 "change it.")
				    : N_("This record belongs to another unit; you may not see "
					 "it."),
		       NULL);
}

bool view_sees_unit(const struct view *v, uint64_t unit)
{
	return in_set(v->se->units, v->se->nunits, unit);
}

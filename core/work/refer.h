/* refer.h - typed references to records: by id (10203-4571), by a number or
 * other single-field key, by identity number, by name. Exact only (folded:
 * width, brackets, padding and letter case do not matter); a name of a unit may
 * be written with its township before it (新城镇/西滩村 or 新城镇西滩村). Only
 * records the session sees are found; units are seen by everybody. */
#ifndef SIFA_WORK_REFER_H
#define SIFA_WORK_REFER_H

#include "../trust/session.h"

struct refer; /* a cache of what was resolved, bounded; one an import */

/* unit: the owner of the records being written. Of several candidates one of
 * this unit (for units: one below it) is preferred. */
enum sifa_rc refer_new(struct sifa_session *se, uint64_t unit, struct refer **out,
		       struct sifa_err *err);
void refer_free(struct refer *r);
/* Exactly one: its id. None: SIFA_E_NOTFOUND. Several: SIFA_E_DATA, and the
 * message lists their long titles. err gets no place and no field: the caller
 * adds them. v may be a new view at every call. */
enum sifa_rc refer_find(struct refer *r, struct view *v, const struct sifa_kind *target,
			const char *s, size_t n, uint64_t *id, struct sifa_err *err);
/* After the import made a record of `target` itself (create_references): what
 * was typed for it resolves to it from now on. */
enum sifa_rc refer_learn(struct refer *r, const struct sifa_kind *target, const char *s, size_t n,
			 uint64_t id, struct sifa_err *err);

#endif

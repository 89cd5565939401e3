/* export.h - what the shapes of an export share: the walk over the records, and
 * references as texts that an import takes back. */
#ifndef SIFA_MOVE_EXPORT_H
#define SIFA_MOVE_EXPORT_H

#include "bind.h"
#include "offices.h"

enum { EXPORT_TEXT = 200, EXPORT_CACHE = 512 };

struct export_known { /* a reference as text, as seen from a unit */
	uint64_t id, unit;
	bool member;
	char text[EXPORT_TEXT];
};

struct export
{
	struct sifa_session *se;
	const struct sifa_export *ex;
	const struct sifa_kind *kind;
	enum sifa_lang lang;
	struct view v; /* only while a record is shown */
	struct offices offices;
	struct bind_person person;
	struct sifa_record *scratch;
	struct buf out, cell;
	struct export_known *known;
	const struct sifa_sink *sink;
	void *layout; /* of the CSV being written */
};

typedef enum sifa_rc export_fn(struct export *x, const struct sifa_record *r, struct sifa_err *err);
/* Calls f for every record of the query, with x->v open. */
enum sifa_rc export_each(struct export *x, export_fn *f, uint64_t *n, struct sifa_err *err);
/* What is written goes to the sink; export_soon() only once there is enough. */
enum sifa_rc export_flush(struct export *x, struct sifa_err *err);
enum sifa_rc export_soon(struct export *x, struct sifa_err *err);

/* What an import resolves to `id` again: a number, a name, else the id. member:
 * it stands in a set and may hold no separator. Borrowed until the next call. */
const char *export_ref(struct export *x, uint64_t unit, const struct sifa_kind *target, uint64_t id,
		       bool member);
/* Part of a person for a column of its own; "" where there is none. */
const char *export_part(struct export *x, uint64_t unit, uint64_t id, enum bind_part part);
/* A code by label where that leads back to it, else by id. */
const char *export_code(const struct export *x, const struct sifa_codelist *l,
			const struct sifa_code *c);

/* The shapes. */
enum sifa_rc csv_export(struct export *x, uint64_t *n, struct sifa_err *err);
enum sifa_rc json_export(struct export *x, uint64_t *n, struct sifa_err *err);

#endif

/* people.h - finding or making persons for imports, under the rules:
 * - an identity number and name (or former name) equal to those of a stored or just
 *   made one of the unit: same person;
 * - without a number: name, birth and village equal to exactly one: same person;
 * - a number nobody of that name bears makes a new person, so that neither is lost;
 *   unconfirmed if the stored one who bears it has another name;
 * - everything else, a bare name above all, makes a new person with
 *   SIFA_REC_UNCONFIRMED and is never merged.
 *
 * Units never share person rows: all is done inside one unit. Persons made in a
 * running import are not in the view yet; they are remembered as 56-bit keyed
 * fingerprints, 11 bytes each. */
#ifndef SIFA_WORK_PEOPLE_H
#define SIFA_WORK_PEOPLE_H

#include "../trust/session.h"
#include "refer.h"

struct person_spec {	  /* what one cell tells of a person; borrowed texts */
	const char *name; /* raw or normalised; never empty */
	size_t name_len;
	const char *idno; /* NULL if not given */
	size_t idno_len;
	const char *phone; /* NULL if not given */
	size_t phone_len;
	sifa_day birth;	  /* SIFA_DAY_NONE if not given */
	uint64_t village; /* 0 if not given */
	bool parsed;	  /* the texts come from field_parse() of the person's fields */
};

struct people;

/* Persons of `unit`. The session must outlive it. */
enum sifa_rc people_new(struct sifa_session *se, uint64_t unit, struct people **out,
			struct sifa_err *err);
void people_free(struct people *p);
/* Splits a cell: NAME, NAME/IDNO, NAME/BIRTH, NAME/BIRTH/VILLAGE, with / or ／;
 * the village is resolved with `refer`. The texts point into s. */
enum sifa_rc people_cell(struct people *p, struct refer *refer, struct view *v, const char *s,
			 size_t n, struct person_spec *out, struct sifa_err *err);
/* The person's id. A new one is written with bulk_put(b); line is for its
 * messages. b NULL (checking only): *id is PEOPLE_DRY where one would be made.
 * v may be a new view at every call. */
#define PEOPLE_DRY UINT64_MAX
enum sifa_rc people_resolve(struct people *p, struct view *v, struct bulk *b,
			    const struct person_spec *spec, uint32_t line, uint64_t *id, bool *made,
			    struct sifa_err *err);
/* Does the stored person answer to the spec (same name; number, birth and
 * village where given)? A row read a second time is compared with this, so that
 * it makes nobody anew. */
bool people_answers(struct people *p, struct view *v, uint64_t id, const struct person_spec *spec);
/* Persons made so far. */
uint64_t people_made(const struct people *p);

#endif

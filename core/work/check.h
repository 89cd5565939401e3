/* check.h - all findings on a record: what must be there at creation, limits,
 * the kind's declared checks, identity numbers, phones, future dates,
 * references, doubled keys. Each finding names its field (for rows:
 * "parties.2.person"). */
#ifndef SIFA_WORK_CHECK_H
#define SIFA_WORK_CHECK_H

#include "../trust/session.h"

enum {
	CHECK_REFS_KNOWN = 1, /* references were just resolved: do not look them up */
	CHECK_KEYS_KNOWN = 2, /* doubled keys are found by somebody else (bulk) */
	CHECK_TEXT_KNOWN = 4, /* texts come from field_parse(), which judged them */
	CHECK_ERRORS = 8,     /* nobody looks at warnings */
	CHECK_IMPORT = CHECK_REFS_KNOWN | CHECK_KEYS_KNOWN | CHECK_TEXT_KNOWN | CHECK_ERRORS,
};
/* Appends to out; an error is returned only when the check itself failed. */
enum sifa_rc check_record(struct view *v, const struct sifa_record *r, unsigned flags,
			  struct sifa_findings *out, struct sifa_err *err);
/* sifa_save() of a record that the program itself made: nobody can be asked for a reason. */
enum sifa_rc save_made(struct sifa_session *se, struct sifa_record *r, struct sifa_findings *out,
		       struct sifa_err *err);
/* What sifa_save() does; by a step, if one is taken, which may tell a second record of
 * it (or NULL) in the same act. */
enum sifa_rc save_as(struct sifa_session *se, struct sifa_record *r, const struct sifa_step_def *by,
		     struct sifa_record *told, const char *note, struct sifa_findings *out,
		     struct sifa_err *err);
/* What another floor has to say to a record about to be saved, by a step or (NULL) not,
 * and what it writes into it: sifa->save_more. */
enum sifa_rc save_more(struct view *v, struct sifa_record *r, const struct sifa_step_def *by,
		       struct sifa_findings *out, struct sifa_err *err);
/* hand.c: the record that the step tells of it, with what it learns, NULL where there is
 * none; freed by the caller. */
enum sifa_rc hand_told(struct sifa_session *se, const struct sifa_record *r,
		       const struct sifa_step_def *s, struct sifa_record **out,
		       struct sifa_err *err);
/* Works out derived fields; fills birth and sex from the identity number where they
 * are absent. What stands in other records is read through v, and kept as it was where
 * it cannot be read or v is NULL: then it returns false. */
bool derive_record(struct view *v, struct sifa_record *r);
/* Is it made of what stands in another record? */
bool derive_abroad(const struct sifa_kind *k, const struct sifa_field *f);

/* What the parts of the check share. */
struct checking {
	struct view *v;
	const struct sifa_record *r;
	unsigned flags;
	sifa_day today;
	struct sifa_findings *out;
	const char *source; /* of the rule being looked at */
};
/* One finding at a field (row and sub name a place in a table: row from 0, sub
 * NULL: the field itself); then arguments as for err_set. Labels are given in
 * both languages, Chinese before English: a translation takes {1} and {3}, the
 * English text {2} and {4}. */
void check_say(struct checking *c, enum sifa_severity severity, const struct sifa_field *f,
	       size_t row, const struct sifa_field *sub, const char *msg, ...)
	__attribute__((sentinel));
/* May the user take the step? */
void check_actor(struct checking *c, const struct sifa_step_def *s);
/* A state that a stored record comes to by an edited day must pass the guards and actor of
 * a step that leads to it, or have that step's signature on paper (edit.c). */
enum sifa_rc edit_check(struct view *v, const struct sifa_record *r, struct sifa_findings *out,
			struct sifa_err *err);
/* Declared checks or guards that do not hold (check_rule.c; those that look at other
 * records: check_other.c). */
void check_each(struct checking *c, const struct sifa_check_def *check, size_t n);
/* Ranges of rows (check_rows.c), contents of a dossier (dossier.c). */
void check_tiles(struct checking *c, const struct sifa_check_def *d);
void check_complete(struct checking *c, const struct sifa_check_def *d);
/* Marks of several persons, and units of those who are named (check_marks.c). */
void check_agree(struct checking *c, const struct sifa_check_def *d);
void check_outside(struct checking *c, const struct sifa_check_def *d);
/* What the marks of a row come to, into the column that holds it, where two agree or a
 * third was given. */
void marks_fill(struct sifa_record *r);
/* The rule's own words, else `msg` with the arguments; at most two of them where the
 * rule's words are followed by more. */
void check_broken(struct checking *c, const struct sifa_check_def *d, const struct sifa_field *f,
		  size_t row, const struct sifa_field *sub, const char *msg, ...)
	__attribute__((sentinel));
void check_within(struct checking *c, const struct sifa_check_def *d);
void check_total(struct checking *c, const struct sifa_check_def *d);
/* One telephone of many persons. */
void check_shared_phone(struct checking *c);
void check_client(struct checking *c, const struct sifa_check_def *d);
/* Whom a path names, each with its row (SIZE_MAX: none). */
struct named {
	uint64_t id;
	size_t row;
};
#define NAMED_MOST 256
size_t check_named(struct view *v, const struct sifa_record *r, const struct field_path *at,
		   struct named *out);
/* What a book of entries demands (entry.c). */
void check_entry(struct checking *c);
/* Limits of every field (check_value.c). */
void check_values(struct checking *c);
/* The person's identity number, birth and sex (check_value.c). */
void check_idno(struct checking *c);
/* Is a wrong or doubled number an error? Only one seen on paper or card. */
bool check_verified(const struct sifa_record *r);

#endif

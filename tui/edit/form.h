/* form.h - a record, or one row of its table, being filled in. Knows fields,
 * values and typed texts; knows no screen.
 *
 * An item's line is what stands on the screen; its value is what was last
 * accepted. They differ while `typed` is set. Accepted values are in the
 * record at once, so that the record can be checked at any time. */
#ifndef SIFA_EDIT_FORM_H
#define SIFA_EDIT_FORM_H

#include "line.h"
#include "value.h"

struct form_item {
	const struct sifa_field *f;
	struct line line;
	struct sifa_value v;
	struct sifa_value was; /* as it is stored */
	size_t page;
	bool typed;   /* the line was touched and not yet accepted */
	bool changed; /* another value than the stored one */
	bool copied;  /* taken over from the last record, or proposed by the program */
	bool must;    /* to be filled in here, though not in every record */
	bool bad;     /* what was typed could not be accepted */
	bool loose;   /* no field of the record: only the form knows it */
};

struct form {
	struct sifa_session *se;
	enum sifa_lang lang;
	const struct sifa_kind *kind;	/* of a record */
	struct sifa_record *rec;	/* owned; NULL for a row */
	const struct sifa_field *table; /* of a row */
	uint16_t row_id;
	struct form_item *item;
	size_t n, npages;
	size_t at;	     /* the item in use */
	bool fresh;	     /* nothing was done in it: what is typed replaces its text */
	unsigned long edits; /* goes up with everything a draft would keep */
	const char *step;    /* id of the step it is the form of, for its draft; NULL: none */
};

/* Takes the record over. NULL when memory is short (the record is then freed). */
struct form *form_of_record(struct sifa_session *se, struct sifa_record *rec, enum sifa_lang lang);
/* Some of its fields on one page; a field that is none of its kind is asked for all the
 * same and stays in its item. */
struct form *form_of_fields(struct sifa_session *se, struct sifa_record *rec,
			    const struct sifa_field *const *field, size_t n, enum sifa_lang lang);
/* row NULL: a new one. */
struct form *form_of_row(struct sifa_session *se, const struct sifa_field *table,
			 const struct sifa_row *row, enum sifa_lang lang);
void form_free(struct form *f);

/* Something was typed or changed by the person. */
bool form_changed(const struct form *f);
/* The item of a field id; f->n if there is none. */
size_t form_find(const struct form *f, const char *id);
/* Makes an item the one in use. */
void form_go(struct form *f, size_t at);
struct form_item *form_item(struct form *f); /* the one in use */

/* Typing in the item in use. */
bool form_type(struct form *f, const char *s, size_t n, size_t *dropped);
bool form_backspace(struct form *f);
bool form_delete(struct form *f);
bool form_clear(struct form *f);
bool form_cut_word(struct form *f);
bool form_undo(struct form *f);
bool form_redo(struct form *f);
/* The cursor was moved: what is typed no longer replaces the text. */
void form_touch(struct form *f);

enum form_answer {
	FORM_TAKEN, /* accepted, or there was nothing to accept */
	FORM_PICK,  /* a reference must be picked by the typed text */
	FORM_BAD,   /* *err says why */
};
enum form_answer form_accept(struct form *f, struct sifa_err *err);
/* Gives item i a value (picked, copied). */
enum form_answer form_give(struct form *f, size_t i, const struct sifa_value *v,
			   struct sifa_err *err);

/* Forgets the text in use and shows what was put into the record meanwhile. */
void form_reread(struct form *f);

/* Proposes a value for an empty field; not a change. */
void form_offer(struct form *f, size_t i, const struct sifa_value *v);
/* Fills sticky fields that are empty from the last record; not a change. */
void form_sticky(struct form *f, const struct sifa_record *last);
/* Lays the changed items over a newer version of the record (taken over).
 * `both` is told of each item that changed there too, to another value. */
void form_rebase(struct form *f, struct sifa_record *newer,
		 void (*both)(void *arg, const struct sifa_field *field), void *arg);
/* What the record came with is a change, worth a draft: nobody has stored it yet. */
void form_begun(struct form *f);
/* Forgets what was changed: the record as it stands is the saved one. */
void form_saved(struct form *f);

/* The row as it stands; values borrowed from the items. `cells` has room for
 * table->nrow. */
struct sifa_row form_row(const struct form *f, struct sifa_value *cells);
bool form_empty(const struct form *f);

/* Paths and texts of what a draft keeps; free(*path) frees both. */
bool form_texts(const struct form *f, char ***path, char ***text, size_t *n);
/* The step that such a draft is of; NULL: none. */
const char *form_step(char *const *path, char *const *text, size_t n);
/* The reverse. What no longer fits its field is left as typed text; the last
 * item that was filled in is the one in use. */
void form_restore(struct form *f, char *const *path, char *const *text, size_t n);

#endif

/* scr_form.h - what the files of the form share. */
#ifndef SIFA_DESK_SCR_FORM_H
#define SIFA_DESK_SCR_FORM_H

#include "../edit/form.h"
#include "screen.h"

struct form_view {
	struct form *form;
	struct form_arg arg;
	struct sifa_draft draft; /* name "" until it was first written */
	/* A row of a table: the form it belongs to, its field there, its place. */
	struct screen *parent;
	size_t table, row;
	int top;	 /* first line of the page in view */
	size_t text_top; /* first row in view of a text of several lines */
	int cy, cx;
	char why[300];		   /* of the field in use, when it could not be accepted */
	unsigned long kept;	   /* the form's edits when its draft was last written */
	struct sifa_field sign[3]; /* of a step: the signature on paper */
};

enum { FORM_ONLY = 32 }; /* fields of a small form */

/* A row of the table at item `table` of the form on screen `parent`; row ==
 * number of rows: a new one. */
struct table_arg {
	struct screen *parent;
	size_t table, row;
};

struct findings_arg {
	struct screen *owner;
	const struct sifa_kind *kind;
	const struct sifa_findings *found; /* copied */
	void (*jump)(struct screen *owner, const char *field);
	void (*go_on)(struct screen *owner); /* NULL: there are errors */
};

enum sifa_rc form_open(struct screen *sc, const void *arg, struct sifa_err *err);
void form_title(struct screen *sc, char *buf, size_t size);
/* The fields that v->arg.step asks for, and the signature on paper where it can help;
 * takes the record over. */
struct form *form_of_step(struct form_view *v, struct sifa_session *se, struct sifa_record *rec);
void form_take_step(struct screen *sc);
/* Nothing was stored: tells why, keeps the draft. */
void form_refused(struct screen *sc, enum sifa_rc rc, const struct sifa_findings *found,
		  const struct sifa_err *err);

void form_draw(struct screen *sc);
/* Columns of text inside the field in use, for moving in long texts. */
int form_text_cols(const struct desk *d, const struct form_view *v, size_t i);
/* Writes the draft; the message line tells if that failed. */
void form_keep(struct screen *sc);
/* A row's form closes; a row that was emptied goes. */
void form_close_row(struct screen *sc);
/* False when a field's text is not accepted: it is then the one in use, and
 * the message line says why. */
bool form_all_accepted(struct screen *sc);
/* Goes to the item after the one in use. */
void form_forward(struct screen *sc);

void form_cmd_save(struct screen *sc);
void form_cmd_list(struct screen *sc);
/* Finds or asks for the record that the typed text means. */
void form_pick(struct screen *sc);

#endif

/* scr_form.h - what the files of the form share. */
#ifndef SIFA_DESK_SCR_FORM_H
#define SIFA_DESK_SCR_FORM_H

#include "../edit/form.h"
#include "input.h"

struct form_view {
	struct form *form;
	struct form_arg arg;
	char name[100];		 /* of the record, when it was read; "" for a new one */
	struct sifa_draft draft; /* name "" until it was first written */
	/* A row of a table: the form it belongs to, its field there, its place. */
	struct screen *parent;
	size_t table, row;
	int top;	 /* first line of the page in view */
	size_t text_top; /* first row in view of a text of several lines */
	int cy, cx;
	char why[300];		    /* of the field in use, when it could not be accepted */
	char said[400];		    /* what the check found there, when one came from it */
	struct sifa_finding *found; /* of the last check, to go from one to the next */
	size_t nfound, at_found;
	struct burst burst;	   /* of a person's form: a line from a card reader? */
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
	const struct sifa_findings *found;	      /* copied */
	void (*jump)(struct screen *owner, size_t i); /* to the field of finding i */
	void (*go_on)(struct screen *owner);	      /* NULL: there are errors */
};

enum sifa_rc form_open(struct screen *sc, const void *arg, struct sifa_err *err);
/* Reads the name of the form's record. */
void form_name(struct screen *sc);
void form_title(struct screen *sc, char *buf, size_t size);
/* The fields that v->arg.step asks for, and the signature on paper where it can help;
 * takes the record over. */
struct form *form_of_step(struct form_view *v, struct sifa_session *se, struct sifa_record *rec);
void form_take_step(struct screen *sc);
/* Nothing was stored: tells why, keeps the draft. */
void form_refused(struct screen *sc, enum sifa_rc rc, const struct sifa_findings *found,
		  const struct sifa_err *err);

void form_draw(struct screen *sc);
/* How a field of the form is filled in, by its type; "" for what is never typed. */
const char *form_hint(const struct form *form, const struct sifa_field *f);
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
/* To the field of the next finding of the last check. */
void form_cmd_finding(struct screen *sc);
/* The rules that look at the field, with their sources; the keys where there are none. */
void form_cmd_rules(struct screen *sc);
/* A finding as shown: its field, what is wrong. */
void finding_text(const struct sifa_kind *k, const struct sifa_finding *f, char *buf, size_t size);
void form_cmd_list(struct screen *sc);
/* Finds or asks for the record that the typed text means. */
void form_pick(struct screen *sc);

bool form_is_person(const struct screen *sc);
/* Fills a person's form from the line of a card reader. */
void form_card(struct screen *sc, const char *s, size_t n);
/* Tells who else may be meant, when the field in use is one that people are known by. */
void form_alike(struct screen *sc);

#endif

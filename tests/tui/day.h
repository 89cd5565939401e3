/* day.h - words for long scripts at the keyboard: forms filled by label, steps, tables. */
#ifndef SIFA_TESTS_DAY_H
#define SIFA_TESTS_DAY_H

#include "console.h"

/* Fills the form by pairs of label and keys, in the form's order, each ended by Enter
 * (but for keys that end with a picker's or another form's own end). */
void day_fill(struct vt *v, const char *const *pair);
#define FILL(v, ...) day_fill(v, (const char *const[]){__VA_ARGS__, NULL})
/* In a table of the form: a row of these cells; back to the form. */
void day_row(struct vt *v, const char *cells);
void day_rows_end(struct vt *v);
/* On a record: opens the form of a step by its name. */
void day_step(struct vt *v, const char *name);
/* Takes it, and closes the list of its papers; the record is then in that state. */
void day_done(struct vt *v, const char *state);
/* A whole step. */
#define STEP(v, name, state, ...) \
	do { \
		day_step(v, name); \
		FILL(v, __VA_ARGS__); \
		day_done(v, state); \
	} while (0)
/* A step that begins another record: its form is open then. */
void day_begin(struct vt *v, const char *name);
/* In a register: opens what is found by that name, or begins a new record. */
void day_open(struct vt *v, const char *ledger, const char *name);
void day_new(struct vt *v, const char *ledger);
/* On a record: opens one that refers to it. */
void day_follow(struct vt *v, const char *row);
/* Back, until the first screen of an office or of the county is there. */
void day_home(struct vt *v);
void day_county(struct vt *v);
void day_office(struct vt *v);

#endif

/* matrix.h - all offices of a letter side by side: by section or by clause, ranked, against
 * the year before; the bulletin, and what must be pressed. */
#ifndef SIFA_TUI_MATRIX_H
#define SIFA_TUI_MATRIX_H

#include "report.h"

enum matrix_last { MATRIX_NO_LAST, MATRIX_SAME_DAY, MATRIX_FINAL };

struct matrix_row {
	const struct sifa_place *place; /* rank (0: closed), points after vetoes and blends */
	const struct sifa_sheet *sheet;
	struct sifa_sheet *last; /* of the year before, or NULL */
};
struct matrix {
	struct sifa_ranking ranking; /* owns places and sheets */
	struct matrix_row *row;
	size_t n;
	bool by_clause, has_last;
	size_t columns; /* total, parts, and with has_last: last year, change */
	size_t sort;	/* the column it is in the order of */
};

/* Every office that the session may see; in the order of rank. matrix_free() also after an
 * error. */
enum sifa_rc matrix_read(struct matrix *m, struct sifa_session *se, const struct sifa_letter *l,
			 sifa_day as_of, bool by_clause, enum matrix_last last,
			 struct sifa_err *err);
void matrix_free(struct matrix *m);
/* The other view of the same sheets. */
void matrix_by(struct matrix *m, bool by_clause);
/* Largest first; `up` the smallest. Equal ones by rank and id. */
void matrix_sort(struct matrix *m, size_t column, bool up);
/* "total", a section's number, a clause's id. */
const char *matrix_label(const struct matrix *m, size_t column);
/* Hundredths of a point; false where the row has none. */
bool matrix_value(const struct matrix *m, size_t row, size_t column, int64_t *out);
/* Which section or (by clause) which clause of the sheet a column shows; false for the
 * others. */
bool matrix_part(const struct matrix *m, size_t column, size_t *at);

enum press_why { PRESS_VETO, PRESS_RETURNS, PRESS_ZERO, PRESS_LOST, PRESS_RED };
struct press {
	size_t row, flat;
	enum press_why why;
};
/* What must be pressed, office by office; free(*out). False when memory is out. */
bool matrix_press(const struct matrix *m, struct press **out, size_t *n);
const char *press_word(enum press_why why);
/* The ranked bulletin, and the list of what must be pressed, as text; m is sorted by rank. */
void report_bulletin(struct report *r, const struct matrix *m);
void report_press(struct report *r, const struct matrix *m);

#endif

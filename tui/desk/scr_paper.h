/* scr_paper.h - what is asked of the preview of a paper. */
#ifndef SIFA_DESK_SCR_PAPER_H
#define SIFA_DESK_SCR_PAPER_H

#include "screen.h"

struct paper_arg {
	const struct sifa_paper *paper;
	uint64_t record;	 /* of a document */
	struct sifa_query query; /* of a ledger; `find` is copied */
	uint64_t dossier;	 /* a whole one; paper: any */
	struct sifa_compose how;
	const struct sifa_plain *plain; /* text instead of a paper; borrowed while it is shown */
};
struct papers_arg {
	uint64_t record;
	const struct sifa_step_def *step; /* those it calls for; NULL: all of the record */
};
extern const struct screen_ops screen_papers; /* arg struct papers_arg */
extern const struct screen_ops screen_paper;  /* arg struct paper_arg */

#endif

/* outbox.h - where prints go: a file, standard output, through sifa-pdf or sifa-xlsx, or to lp. */
#ifndef SIFA_TUI_OUTBOX_H
#define SIFA_TUI_OUTBOX_H

#include "lang.h"

#include <stdio.h>
#include <sys/types.h>

struct outbox {
	const char *path; /* NULL: standard output */
	bool pdf;	  /* through sifa-pdf */
	bool xlsx;	  /* through sifa-xlsx */
	bool lp;	  /* to the printer of the system */
	bool quiet;	  /* what a helper says would spoil the screen */
	struct sifa_sink sink;
	int fd;		   /* what the sink writes to */
	pid_t pid[2];	   /* of the helpers; 0: none */
	void (*pipe)(int); /* what SIGPIPE did before */
};
/* A file is made anew, readable by its owner alone. */
enum sifa_rc outbox_open(struct outbox *o, struct sifa_err *err);
/* Waits for the helper. rc: how the writing went; a file that failed is removed. */
enum sifa_rc outbox_close(struct outbox *o, enum sifa_rc rc, struct sifa_err *err);
/* STORE/outbox/STEM.END (END with its dot, or ""), with a number before the dot when there
 * is one already; false when there are a thousand. Makes the folder. */
bool outbox_name(const char *store, const char *stem, const char *end, char *buf, size_t size);
/* Is lp there to print to; sifa-pdf? */
bool outbox_has_lp(void);
bool outbox_has_pdf(void);

#endif

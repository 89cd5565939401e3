/* infile.h - a file that is read: a list or a table, named by its path; "-" is standard input. */
#ifndef SIFA_TUI_INFILE_H
#define SIFA_TUI_INFILE_H

#include "lang.h"

#include <stdio.h>

struct infile {
	FILE *file;
	struct sifa_source source; /* its name is the path, borrowed */
};
enum sifa_rc infile_open(struct infile *in, const char *path, struct sifa_err *err);
void infile_close(struct infile *in);

#endif

/* infile.c - see infile.h. */
#include "infile.h"

#include <errno.h>
#include <string.h>

static enum sifa_rc read_some(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	FILE *f = arg;

	*n = fread(buf, 1, size, f);
	if (*n || !ferror(f))
		return SIFA_OK;
	*err = (struct sifa_err){.rc = SIFA_E_IO, .msg = N_("The file cannot be read: {1}.")};
	snprintf(err->arg[0], sizeof err->arg[0], "%s", strerror(errno));
	return SIFA_E_IO;
}

enum sifa_rc infile_open(struct infile *in, const char *path, struct sifa_err *err)
{
	in->file = strcmp(path, "-") != 0 ? fopen(path, "re") : stdin;
	in->source = (struct sifa_source){.name = path, .read = read_some, .arg = in->file};
	if (in->file)
		return SIFA_OK;
	*err = (struct sifa_err){.rc = SIFA_E_NOTFOUND, .msg = N_("cannot open {1}: {2}")};
	snprintf(err->arg[0], sizeof err->arg[0], "%s", path);
	snprintf(err->arg[1], sizeof err->arg[1], "%s", strerror(errno));
	return SIFA_E_NOTFOUND;
}

void infile_close(struct infile *in)
{
	if (in->file != stdin)
		fclose(in->file);
}

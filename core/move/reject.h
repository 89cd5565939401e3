/* reject.h - bad rows as they stand in the file, behind a first column headed #
 * with their reasons, which an import passes over. Nothing is written before the
 * first bad row. */
#ifndef SIFA_MOVE_REJECT_H
#define SIFA_MOVE_REJECT_H

#include "import.h"

/* Keeps the header for the first bad row. */
enum sifa_rc reject_header(struct import *im, struct sifa_err *err);
enum sifa_rc reject_row(struct import *im, struct sifa_err *err);

#endif

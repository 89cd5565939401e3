/* reject.h - bad rows as they stood, each with its reasons in a last column
 * headed #, which an import passes over. */
#ifndef SIFA_MOVE_REJECT_H
#define SIFA_MOVE_REJECT_H

#include "import.h"

enum sifa_rc reject_header(struct import *im, struct sifa_err *err);
enum sifa_rc reject_row(struct import *im, struct sifa_err *err);

#endif

/* alike.h - persons of a unit who bear the name or the number of another. */
#ifndef SIFA_WORK_ALIKE_H
#define SIFA_WORK_ALIKE_H

#include "check.h"

/* Namesakes of one village must be told apart: by number, group, father or nickname. */
void check_namesakes(struct checking *c);

#endif

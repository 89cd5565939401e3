/* media.h - what a file is and when it was made, read from its own bytes. Whatever the
 * bytes say, nothing outside them is read. */
#ifndef SIFA_BASE_MEDIA_H
#define SIFA_BASE_MEDIA_H

#include "err.h"

struct media {
	const char *type;	    /* "image/jpeg"; static */
	sifa_day taken;		    /* SIFA_DAY_NONE where it does not say */
	enum sifa_taken taken_from; /* CAMERA or PICTURE */
};
struct media media_look(const uint8_t *p, size_t n);

#endif

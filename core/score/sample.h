/* sample.h - what drawing a sample and freezing a score share. */
#ifndef SIFA_SCORE_SAMPLE_H
#define SIFA_SCORE_SAMPLE_H

#include "letter.h"

/* 32 bytes as 64 hexadecimal digits. */
void hash_hex(const uint8_t hash[32], char hex[65]);
/* The clause whose records are the population; NULL. */
const struct clause *sample_from(const struct sifa_letter *l, const char *id, const char *from);

#endif

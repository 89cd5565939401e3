/* chinese.h - days and amounts as papers write them. */
#ifndef SIFA_BASE_CHINESE_H
#define SIFA_BASE_CHINESE_H

#include "arena.h"
#include "../sifa.h"

/* 2013年3月15日 */
bool chinese_day(sifa_day d, struct buf *out);
/* 二〇一三年三月十五日, with U+3007 for nought. */
bool chinese_day_words(sifa_day d, struct buf *out);
/* Fen in capitals: 壹仟肆佰元伍角整; 负 before a red entry. */
bool chinese_capitals(int64_t fen, struct buf *out);

#endif

/* value.h - values that own what they point to. */
#ifndef SIFA_EDIT_VALUE_H
#define SIFA_EDIT_VALUE_H

#include "../../core/sifa.h"

/* A deep copy; *dst is taken as empty. False when memory is short. */
bool value_copy(struct sifa_value *dst, const struct sifa_field *f, const struct sifa_value *src);
void value_free(struct sifa_value *v, const struct sifa_field *f);
bool value_equal(const struct sifa_value *a, const struct sifa_value *b,
		 const struct sifa_field *f);

/* The row at `at` of a table becomes a copy of *row; at == len appends. */
bool value_put_row(struct sifa_value *v, const struct sifa_field *f, size_t at,
		   const struct sifa_row *row);
void value_cut_row(struct sifa_value *v, const struct sifa_field *f, size_t at);
/* Adds or takes away one reference of a set. */
bool value_put_id(struct sifa_value *v, uint64_t id);
void value_cut_id(struct sifa_value *v, uint64_t id);

#endif

/* put.c - fields of the kinds that the program itself writes. */
#include <string.h>

#include "put.h"

enum sifa_rc put_value(struct sifa_record *r, const char *field, struct sifa_value v,
		       struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f ? sifa_set(r, f, &v, err)
		 : err_set(err, SIFA_E_CONFIG, N_("The kind {1} has no field {2}."), r->kind->id,
			   field, NULL);
}

enum sifa_rc put_number(struct sifa_record *r, const char *field, int64_t n, struct sifa_err *err)
{
	return put_value(r, field, (struct sifa_value){.state = SIFA_SET, .n = n}, err);
}

enum sifa_rc put_text(struct sifa_record *r, const char *field, const char *s, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);
	struct sifa_value v = {0};
	char buf[1024];
	enum sifa_rc rc;

	if (!s || !*s)
		return SIFA_OK;
	if (!f || strlen(s) > sizeof buf - 64)
		return err_set(err, SIFA_E_DATA, N_("This is too long."), NULL);
	rc = sifa_parse(f, s, strlen(s), SIFA_DAY_NONE, &v, buf, sizeof buf, err);
	return rc ? rc : sifa_set(r, f, &v, err);
}

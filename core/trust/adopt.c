/* adopt.c - taking over a changed configuration: everything is checked, the
 * differences are told, then the store keeps the texts. Running programs go on
 * with what they opened and may read; to write they start anew. */
#include <stdlib.h>
#include <string.h>

#include "session.h"

struct telling {
	void (*line)(void *arg, const char *line);
	void *arg;
	struct buf buf;
};

static void tell(struct telling *t, char sign, const char *what, const char *name, const char *part,
		 const char *detail)
{
	if (!t->line)
		return;
	t->buf.n = 0;
	if (buf_printf(&t->buf, "%c %s %s%s%s%s%s", sign, what, name, *part ? "." : "", part,
		       *detail ? ": " : "", detail))
		t->line(t->arg, t->buf.p);
}

static bool same_field(const struct sifa_field *a, const struct sifa_field *b)
{
	return a->type == b->type && a->required == b->required && a->unknown == b->unknown &&
	       a->secrecy == b->secrecy && a->search == b->search && a->max == b->max &&
	       a->least == b->least && a->most == b->most &&
	       !strcmp(a->label[SIFA_ZH], b->label[SIFA_ZH]) &&
	       !strcmp(a->codes ? a->codes->id : "", b->codes ? b->codes->id : "");
}

static void tell_fields(struct telling *t, const struct sifa_kind *old, const struct sifa_kind *new)
{
	for (size_t i = 0; i < new->nfields; i++) {
		const struct sifa_field *f = kind_field(old, new->field[i].id);

		if (!f)
			tell(t, '+', "field", new->id, new->field[i].id,
			     sifa_type_name(new->field[i].type));
		else if (!same_field(f, &new->field[i]))
			tell(t, '~', "field", new->id, f->id, "");
	}
	for (size_t i = 0; i < old->nfields; i++)
		if (!kind_field(new, old->field[i].id))
			tell(t, '-', "field", old->id, old->field[i].id, "");
}

static const struct config_file *file_of(const struct config *c, const char *name)
{
	for (size_t i = 0; i < c->nfiles; i++)
		if (!strcmp(c->file[i].name, name))
			return &c->file[i];
	return NULL;
}

static void tell_changes(struct telling *t, struct store *s, const struct config *old,
			 const struct config *new)
{
	for (size_t i = 0; i < new->nfiles; i++) {
		const struct config_file *f = file_of(old, new->file[i].name);

		if (!f || !store_adopted(s, &new->file[i]))
			tell(t, f ? '~' : '+', "file", new->file[i].name, "", "");
	}
	for (size_t i = 0; i < old->nfiles; i++)
		if (!file_of(new, old->file[i].name))
			tell(t, '-', "file", old->file[i].name, "", "");
	for (size_t i = 0; i < new->nkinds; i++) {
		const struct sifa_kind *k = config_kind(old, new->kind[i]->id);

		if (k)
			tell_fields(t, k, new->kind[i]);
		else
			tell(t, '+', "kind", new->kind[i]->id, "", "");
	}
	for (size_t i = 0; i < old->nkinds; i++)
		if (!config_kind(new, old->kind[i]->id))
			tell(t, '-', "kind", old->kind[i]->id, "", "");
}

enum sifa_rc sifa_config_adopt(struct sifa_session *se, const char *dir, bool dry,
			       void (*changes)(void *arg, const char *line), void *arg,
			       struct sifa_findings *findings, struct sifa_err *err)
{
	struct sifa_findings own = {0}, *f = findings ? findings : &own;
	struct telling t = {.line = changes, .arg = arg};
	struct sifa *s = se->sifa;
	struct config *c = NULL;
	size_t before = f->errors;
	enum sifa_rc rc = dry ? SIFA_OK : guard(se, GUARD_ADOPT, NULL, se->home, 0, err);

	if (!rc)
		rc = config_read(dir, &c, f, err);
	if (!rc)
		rc = config_link(c, store_namer(s->store), f, err);
	if (!rc)
		trust_above.check(c, f);
	if (!rc && f->errors > before)
		rc = err_set(err, SIFA_E_CONFIG, N_("The configuration in {1} has errors."), dir,
			     NULL);
	if (!rc)
		tell_changes(&t, s->store, s->config, c);
	if (!rc && !dry)
		rc = store_adopt(s->store, c, se->user, se->host, se->now, err);
	buf_free(&t.buf);
	config_free(c);
	sifa_findings_free(&own);
	return rc;
}

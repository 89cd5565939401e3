/* namer.c - numbers for names in the order they appear, for checking a folder
 * without a store. */
#include <string.h>

#include "../base/err.h"
#include "config.h"

struct name {
	struct name *next;
	const char *id;
	uint16_t no;
	int type;
};

struct scope { /* "" for kinds, "mediation", "mediation.parties", "@list" */
	struct scope *next;
	const char *path;
	size_t len;
	struct name *first, *last;
	uint16_t count;
};

struct fresh {
	struct arena *arena;
	struct scope *scopes;
	struct namer namer;
};

static struct scope *scope_of(struct fresh *fr, const char *path, size_t len)
{
	struct scope *s = fr->scopes;

	while (s && (s->len != len || memcmp(s->path, path, len) != 0))
		s = s->next;
	if (s)
		return s;
	s = arena_alloc(fr->arena, sizeof *s);
	if (!s || !(s->path = arena_copy(fr->arena, path, len)))
		return NULL;
	s->len = len;
	s->next = fr->scopes;
	fr->scopes = s;
	return s;
}

static struct name *name_of(const struct scope *s, const char *id)
{
	struct name *n = s->first;

	while (n && strcmp(n->id, id) != 0)
		n = n->next;
	return n;
}

/* The last part of a path; *len is the length of what stands before it. */
static const char *last_part(const char *path, size_t *len)
{
	const char *dot = strrchr(path, '.');

	*len = dot ? (size_t)(dot - path) : 0;
	return dot ? dot + 1 : path;
}

static uint16_t fresh_number(void *arg, const char *name, const char *was, int type,
			     struct sifa_err *err)
{
	struct fresh *fr = arg;
	size_t len;
	const char *id = last_part(name, &len);
	struct scope *s = scope_of(fr, name, len);
	struct name *n = s ? name_of(s, id) : NULL;

	(void)was; /* without a store there is no former name */
	if (n && n->type != type) {
		err_set(err, SIFA_E_CONFIG, N_("The type of \"{1}\" cannot change."), name, NULL);
		return 0;
	}
	if (n)
		return n->no;
	n = s && s->count < UINT16_MAX ? arena_alloc(fr->arena, sizeof *n) : NULL;
	if (!n || !(n->id = arena_str(fr->arena, id))) {
		err_nomem(err);
		return 0;
	}
	n->no = ++s->count;
	n->type = type;
	if (s->last)
		s->last->next = n;
	else
		s->first = n;
	s->last = n;
	return n->no;
}

static void fresh_fields(void *arg, const char *path,
			 void (*f)(void *farg, uint16_t no, const char *id, enum sifa_type type),
			 void *farg)
{
	struct scope *s = scope_of(arg, path, strlen(path));

	for (struct name *n = s ? s->first : NULL; n; n = n->next)
		f(farg, n->no, n->id, (enum sifa_type)n->type);
}

struct namer *namer_fresh(struct arena *a)
{
	struct fresh *fr = arena_alloc(a, sizeof *fr);

	if (!fr)
		return NULL;
	fr->arena = a;
	fr->namer = (struct namer){fresh_number, fresh_fields, fr};
	return &fr->namer;
}

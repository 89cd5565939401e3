/* frozen_diff.c - a signed letter against what is in force now, value by value. */
#include <stdlib.h>
#include <string.h>

#include "frozen.h"
#include "target.h"

struct comparing {
	struct arena arena;
	struct sifa_letter_change *v;
	size_t n, cap;
	bool failed;
	const char *clause, *what; /* where the walk is ... */
	struct buf path;	   /* ... and the keys that led there */
};

static void add(struct comparing *c, const char *was, const char *now)
{
	struct sifa_letter_change ch = {.what = c->what};

	if (!strcmp(was, now) || c->failed)
		return;
	strncat(ch.clause, c->clause, sizeof ch.clause - 1);
	ch.path = c->path.failed ? NULL : strndup(c->path.p ? c->path.p : "", c->path.n);
	ch.was = strdup(was);
	ch.now = strdup(now);
	if (!ch.path || !ch.was || !ch.now || !grow(&c->v, &c->cap, c->n + 1, sizeof ch)) {
		free(ch.path);
		free(ch.was);
		free(ch.now);
		c->failed = true;
		return;
	}
	c->v[c->n++] = ch;
}

/* ---- trees ---- */

/* In quotes where it could be taken for something else. */
static void scalar(const char *s, struct buf *b)
{
	bool quote = !*s || s[strcspn(s, ",:{}[]\"")];

	if (quote)
		buf_str(b, "\"");
	while (*s) {
		size_t run = 1 + strcspn(s + 1, "\"\\"); /* up to the next one to be told */

		if (*s == '"' || *s == '\\')
			buf_str(b, "\\");
		buf_add(b, s, run);
		s += run;
	}
	if (quote)
		buf_str(b, "\"");
}

void frozen_line(const struct yaml *y, struct buf *b)
{
	const char *sep = "";

	if (y->type == YAML_SCALAR) {
		scalar(y->text, b);
		return;
	}
	buf_str(b, y->type == YAML_MAP ? "{" : "[");
	for (const struct yaml *c = y->child; c; c = c->next) {
		buf_str(b, sep);
		if (c->key && buf_str(b, c->key))
			buf_str(b, ": ");
		frozen_line(c, b);
		sep = ", ";
	}
	buf_str(b, y->type == YAML_MAP ? "}" : "]");
}

static const char *text_of(struct comparing *c, const struct yaml *y)
{
	struct buf b = {0};
	const char *s = "";

	if (y) {
		frozen_line(y, &b);
		s = b.failed ? NULL : arena_copy(&c->arena, b.p ? b.p : "", b.n);
		buf_free(&b);
	}
	c->failed = c->failed || !s;
	return s ? s : "";
}

/* Has it parts that are told one by one? A list of plain values is read as a whole. */
static bool has_parts(const struct yaml *y)
{
	bool parts = y->type == YAML_MAP && y->child;

	for (const struct yaml *e = y->type == YAML_LIST ? y->child : NULL; e; e = e->next)
		parts = parts || e->type != YAML_SCALAR;
	return parts;
}

static bool listed(const char *key, const char *const *list, size_t n)
{
	bool found = false;

	for (size_t i = 0; i < n; i++)
		found = found || !strcmp(key, list[i]);
	return found;
}

static void walk(struct comparing *c, struct yaml *was, struct yaml *now,
		 const char *const *without, size_t n);

static void walk_key(struct comparing *c, const char *key, struct yaml *was, struct yaml *now)
{
	size_t n = c->path.n;

	if (n)
		buf_str(&c->path, ".");
	buf_str(&c->path, key);
	walk(c, was, now, NULL, 0);
	c->path.n = n;
}

/* Either may be NULL; keys without the n named ones. */
static void walk_map(struct comparing *c, struct yaml *was, struct yaml *now,
		     const char *const *without, size_t n)
{
	for (struct yaml *e = was ? was->child : NULL; e; e = e->next)
		if (!listed(e->key, without, n))
			walk_key(c, e->key, e, yaml_get(now, e->key));
	for (struct yaml *e = now ? now->child : NULL; e; e = e->next)
		if (!listed(e->key, without, n) && !yaml_get(was, e->key))
			walk_key(c, e->key, NULL, e);
}

/* Maps of the list without the n named keys. */
static void walk_list(struct comparing *c, struct yaml *was, struct yaml *now,
		      const char *const *without, size_t n)
{
	struct yaml *a = was ? was->child : NULL, *b = now ? now->child : NULL;
	size_t at = c->path.n;

	for (int i = 1; a || b; i++) {
		buf_printf(&c->path, "[%d]", i);
		walk(c, a, b, without, n);
		c->path.n = at;
		a = a ? a->next : NULL;
		b = b ? b->next : NULL;
	}
}

static void walk(struct comparing *c, struct yaml *was, struct yaml *now,
		 const char *const *without, size_t n)
{
	const struct yaml *any = was ? was : now;

	if ((was && !has_parts(was)) || (now && !has_parts(now)) ||
	    (was && now && was->type != now->type))
		add(c, text_of(c, was), text_of(c, now));
	else if (any && any->type == YAML_MAP)
		walk_map(c, was, now, without, n);
	else if (any)
		walk_list(c, was, now, NULL, 0);
}

static struct yaml *parse(struct comparing *c, const char *text, size_t n)
{
	struct sifa_findings f = {0};
	struct yaml *y = yaml_parse(&c->arena, "letter", text, n, &f);

	sifa_findings_free(&f);
	return y;
}

static struct yaml *find_clause(struct yaml *root, const char *id)
{
	struct yaml *list = yaml_get(root, "sections");

	for (struct yaml *s = list ? list->child : NULL; s; s = s->next) {
		struct yaml *cl = yaml_get(s, "clauses");

		for (struct yaml *e = cl ? cl->child : NULL; e; e = e->next) {
			struct yaml *is = yaml_get(e, "id");

			if (is && is->text && !strcmp(is->text, id))
				return e;
		}
	}
	return NULL;
}

/* ---- clauses ---- */

static const struct {
	const char *key, *what;
} parts[] = {{"number", N_("number")},
	     {"text", N_("text")},
	     {"weight", N_("weight")},
	     {"target", N_("target")},
	     {"unit", N_("counted in")}};
enum { PARTS = sizeof parts / sizeof *parts };

/* was or now is NULL where the clause is new, or gone. */
static void compare_clause(struct comparing *c, const char *id, struct yaml *was, struct yaml *now)
{
	const char *whole = was && now ? NULL : N_("clause"), *own[PARTS + 1] = {"id"};

	c->clause = id;
	for (size_t i = 0; i < PARTS; i++) {
		struct yaml *a = yaml_get(was, parts[i].key), *b = yaml_get(now, parts[i].key);

		own[i + 1] = parts[i].key;
		c->what = whole ? whole : parts[i].what;
		if (a || b)
			walk_key(c, parts[i].key, a, b);
	}
	c->what = whole ? whole : N_("rule");
	walk_map(c, was, now, own, PARTS + 1);
	c->clause = "";
}

/* Clauses of `a`, which is what was (else what is now); those that b has, too, only then. */
static void each_clause(struct comparing *c, struct yaml *a, struct yaml *b, bool was)
{
	struct yaml *list = yaml_get(a, "sections");

	for (struct yaml *s = list ? list->child : NULL; s; s = s->next) {
		struct yaml *cl = yaml_get(s, "clauses");

		for (struct yaml *e = cl ? cl->child : NULL; e; e = e->next) {
			struct yaml *is = yaml_get(e, "id");
			struct yaml *other = is ? find_clause(b, is->text) : NULL;

			if (is && was)
				compare_clause(c, is->text, e, other);
			else if (is && !other)
				compare_clause(c, is->text, NULL, e);
		}
	}
}

static void compare_files(struct comparing *c, struct yaml *was, struct yaml *now)
{
	static const char *const not_here[] = {"sections"}, *const nor_there[] = {"clauses"};

	c->clause = "";
	c->what = N_("letter");
	walk_map(c, was, now, not_here, 1);
	buf_str(&c->path, "sections");
	walk_list(c, yaml_get(was, "sections"), yaml_get(now, "sections"), nor_there, 1);
	c->path.n = 0;
	each_clause(c, was, now, true);
	each_clause(c, now, was, false);
}

/* ---- numbers ---- */

static const char *number_of_row(struct comparing *c, const struct sifa_row *row,
				 const struct sifa_letter *l)
{
	const struct sifa_value *n = &row->v[l->fields.let_target->index];
	struct buf b = {0};
	const char *s;

	buf_printf(&b, "%lld", (long long)n->n);
	s = b.failed ? NULL : arena_copy(&c->arena, b.p, b.n);
	buf_free(&b);
	c->failed = c->failed || !s;
	return s ? s : "";
}

/* The number of the clause that the copy says last. */
static const char *copied(struct yaml *targets, const char *clause)
{
	const char *last = "";

	for (struct yaml *t = targets ? targets->child : NULL; t; t = t->next) {
		struct yaml *cl = yaml_get(t, "clause"), *n = yaml_get(t, "target");

		if (cl && n && cl->text && n->text && !strcmp(cl->text, clause))
			last = n->text;
	}
	return last;
}

static void compare_numbers(struct comparing *c, struct yaml *copy, const struct sifa_letter *l,
			    const struct sifa_record *r)
{
	struct yaml *targets = yaml_get(copy, "targets");

	c->what = N_("target");
	buf_str(&c->path, "targets");
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++) {
			const char *id = l->section[i].clause[k].id;
			const struct sifa_row *row = target_row(l, r, id, INT32_MAX, NULL);

			c->clause = id;
			add(c, copied(targets, id), row ? number_of_row(c, row, l) : "");
		}
}

/* ---- all ---- */

static enum sifa_rc into_buf(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	return buf_add(arg, s, n) ? SIFA_OK : err_nomem(err);
}

static enum sifa_rc text_now(struct sifa_session *se, const struct sifa_letter *l, struct buf *b,
			     struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = letter_text(&v, l, b, err);
	view_end(&v);
	return rc;
}

static enum sifa_rc compare(struct sifa_session *se, const struct sifa_record *r,
			    struct comparing *c, struct buf *b, struct sifa_err *err)
{
	const struct sifa_letter *l = letter_of_record(se->sifa, r);
	bool amended = letter_value(r, "amended_hash")->s != NULL;
	struct sifa_sink sink = {into_buf, b};
	enum sifa_rc rc = sifa_letter_copy(se, r, amended, &sink, err);
	struct yaml *copy, *was, *now, *text;
	struct buf now_text = {0};

	if (rc)
		return rc;
	if (!l)
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("The letter is in no file of the configuration any more."), NULL);
	copy = parse(c, b->p, b->n);
	text = yaml_get(copy, "text");
	was = text && text->text ? parse(c, text->text, strlen(text->text)) : NULL;
	rc = text_now(se, l, &now_text, err);
	now = rc ? NULL : parse(c, now_text.p, now_text.n);
	buf_free(&now_text);
	if (rc)
		return rc;
	if (!was || !now)
		return err_set(err, SIFA_E_DAMAGED, N_("The frozen copy cannot be read."), NULL);
	compare_files(c, was, now);
	compare_numbers(c, copy, l, r);
	return c->failed ? err_nomem(err) : SIFA_OK;
}

enum sifa_rc sifa_letter_diff(struct sifa_session *se, const struct sifa_record *r,
			      struct sifa_letter_change **out, size_t *n, struct sifa_err *err)
{
	struct comparing c = {.n = 0};
	struct buf b = {0};
	enum sifa_rc rc = compare(se, r, &c, &b, err);

	buf_free(&b);
	buf_free(&c.path);
	arena_free(&c.arena);
	*out = NULL;
	*n = 0;
	if (rc) {
		sifa_letter_diff_free(c.v, c.n);
		return rc;
	}
	*out = c.v;
	*n = c.n;
	return SIFA_OK;
}

void sifa_letter_diff_free(struct sifa_letter_change *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(c[i].path);
		free(c[i].was);
		free(c[i].now);
	}
	free(c);
}

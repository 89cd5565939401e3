/* evidence_check.c - every file against its hash and its record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blob.h"
#include "evidence.h"
#include "frozen.h"

struct named { /* hashes that records name, sorted */
	char (*hash)[BLOB_NAME];
	size_t n, cap;
	bool failed;
};

struct checking {
	const struct blobs *b;
	struct named named;
	bool *there;
	bool sweep;
	uint64_t files, removed;
	struct sifa_findings *out;
};

static void say(struct sifa_findings *out, enum sifa_severity severity, const char *msg,
		const char *name)
{
	struct sifa_err e = {0};

	err_set(&e, SIFA_E_DAMAGED, msg, name, NULL);
	findings_add(out, severity, &e);
}

static void add_hash(void *arg, const char *hash)
{
	struct named *nm = arg;

	if (!blob_is_name(hash, strlen(hash)))
		return;
	if (nm->failed || !grow(&nm->hash, &nm->cap, nm->n + 1, sizeof *nm->hash)) {
		nm->failed = true;
		return;
	}
	memcpy(nm->hash[nm->n++], hash, BLOB_NAME);
}

static void add_named(void *arg, const struct sifa_record *r)
{
	add_hash(arg, evidence_hash(r));
}

static void add_frozen(void *arg, const struct sifa_record *r)
{
	frozen_each(r, add_hash, arg);
}

/* The frozen copies of a letter. */
static void add_copies(void *arg, const struct sifa_record *r)
{
	static const char *const names[] = {"copy_hash", "amended_hash"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct sifa_field *f = kind_field(r->kind, names[i]);

		if (f && f->type == SIFA_TEXT && r->v[f->index].state == SIFA_SET)
			add_hash(arg, r->v[f->index].s);
	}
}

/* The frozen score of a lock. */
static void add_lock(void *arg, const struct sifa_record *r)
{
	const struct sifa_field *f = kind_field(r->kind, "frozen");

	if (f && f->type == SIFA_TEXT && r->v[f->index].state == SIFA_SET)
		add_hash(arg, r->v[f->index].s);
}

static int by_hash(const void *a, const void *b)
{
	return memcmp(a, b, BLOB_NAME);
}

static bool check_file(void *arg, const char *name)
{
	struct checking *c = arg;
	const char(*at)[BLOB_NAME] = NULL;
	struct sifa_err err = {0};

	c->files++;
	if (blob_is_name(name, strlen(name)) && c->named.n)
		at = bsearch(name, c->named.hash, c->named.n, BLOB_NAME, by_hash);
	if (!at) {
		if (c->sweep)
			c->removed++;
		else
			say(c->out, SIFA_HINT,
			    N_("No record names the file {1}: left over from a put that was cut "
			       "off; \"sifa check --sweep\" removes it."),
			    name);
		return c->sweep;
	}
	c->there[at - (const char(*)[BLOB_NAME])c->named.hash] = true;
	if (blob_get(c->b, name, NULL, &err))
		findings_add(c->out, SIFA_ERROR, &err);
	return false;
}

static enum sifa_rc read_named(struct sifa_session *se, struct named *nm, struct sifa_err *err)
{
	const struct sifa_kind *k = evidence_kind(se->sifa), *letter = se->sifa->config->letter;
	size_t m = 0;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	if (k)
		rc = view_each(&v, k, add_named, nm, err);
	for (size_t i = 0; i < se->sifa->config->nkinds && !rc; i++)
		if (frozen_kind(se->sifa->config->kind[i]))
			rc = view_each(&v, se->sifa->config->kind[i], add_frozen, nm, err);
	if (!rc && letter)
		rc = view_each(&v, letter, add_copies, nm, err);
	if (!rc && se->sifa->config->score_lock)
		rc = view_each(&v, se->sifa->config->score_lock, add_lock, nm, err);
	view_end(&v);
	if (!rc && nm->failed)
		return err_nomem(err);
	if (nm->n)
		qsort(nm->hash, nm->n, sizeof *nm->hash, by_hash);
	for (size_t i = 0; i < nm->n; i++) /* of several units */
		if (!i || by_hash(nm->hash[m - 1], nm->hash[i]) != 0)
			memmove(nm->hash[m++], nm->hash[i], BLOB_NAME);
	nm->n = m;
	return rc;
}

enum sifa_rc sifa_verify_files(struct sifa_session *se, bool sweep, uint64_t *files,
			       uint64_t *removed, struct sifa_findings *out, struct sifa_err *err)
{
	struct blobs b = {-1};
	struct checking c = {.b = &b, .sweep = sweep, .out = out};
	enum sifa_rc rc = blobs_open(se, sweep, &b, err);

	if (!rc)
		rc = read_named(se, &c.named, err);
	if (!rc && !(c.there = calloc(c.named.n + 1, sizeof *c.there)))
		rc = err_nomem(err);
	if (!rc)
		rc = blob_each(&b, check_file, &c, err);
	for (size_t i = 0; !rc && i < c.named.n; i++)
		if (!c.there[i])
			say(out, SIFA_ERROR,
			    N_("The file {1} of a record is gone: restore it from a backup."),
			    c.named.hash[i]);
	blobs_close(&b);
	free(c.there);
	free(c.named.hash);
	*files = c.files - c.removed;
	*removed = c.removed;
	return rc;
}

/* open.c - making and opening a store, and the kinds it holds. A new store is
 * made complete in a folder beside its place and linked into place at the end,
 * so that there is a whole one or none, whatever happens in between. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session.h"

#define STORE_FILE "store.mdb"
#define PART	   ".new-"

/* ---- open ---- */

static enum sifa_rc link_config(struct sifa *s, struct sifa_findings *f, struct sifa_err *err)
{
	enum sifa_rc rc = config_link(s->config, store_namer(s->store), f, err);

	if (!rc && f->errors)
		rc = err_set(err, SIFA_E_CONFIG,
			     N_("The adopted configuration cannot be read by this program; adopt "
				"one that fits it."),
			     NULL);
	config_rest(s->config);
	return rc;
}

enum sifa_rc sifa_open(const char *dir, unsigned flags, struct sifa **out, struct sifa_err *err)
{
	struct sifa_findings findings = {0};
	struct sifa *s = calloc(1, sizeof *s);
	enum sifa_rc rc;

	*out = NULL;
	if (!s)
		return err_nomem(err);
	rc = store_open(dir, flags, &s->store, err);
	if (!rc && !(s->config = config_new()))
		rc = err_nomem(err);
	if (!rc)
		rc = store_config(s->store, s->config, err);
	if (!rc)
		rc = link_config(s, &findings, err);
	sifa_findings_free(&findings);
	if (rc) {
		sifa_close(s);
		return rc;
	}
	s->due_more = trust_above.due_more;
	s->paper_more = trust_above.paper_more;
	s->save_more = trust_above.save_more;
	*out = s;
	return SIFA_OK;
}

void sifa_close(struct sifa *s)
{
	if (!s)
		return;
	if (s->letters && s->letters_free)
		s->letters_free(s->letters);
	config_free(s->config);
	store_close(s->store);
	free(s);
}

const char *sifa_dir(const struct sifa *s)
{
	return store_dir(s->store);
}

sifa_day sifa_fixed_clock(const struct sifa *s)
{
	return store_meta(s->store)->fixed_clock;
}

const struct sifa_kind *const *sifa_kinds(const struct sifa *s, size_t *n)
{
	*n = s->config->nkinds;
	return (const struct sifa_kind *const *)s->config->kind;
}

const struct sifa_kind *sifa_kind(const struct sifa *s, const char *name)
{
	for (size_t i = 0; i < s->config->nkinds; i++) {
		const struct sifa_kind *k = s->config->kind[i];

		if (!strcasecmp(k->id, name) || !strcasecmp(k->code, name))
			return k;
	}
	return NULL;
}

/* ---- create ---- */

struct making {
	const struct sifa_init *init;
	struct config *config;
	struct store *store;
	int64_t now;
	uint64_t unit, user;
};

static enum sifa_rc set_text(struct sifa_record *r, const char *field, const char *s,
			     struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);
	struct sifa_value v;
	char *buf;
	enum sifa_rc rc;
	size_t n;

	if (!f || !s || !*s)
		return SIFA_OK;
	n = strlen(s);
	if (!(buf = malloc(2 * n + 64)))
		return err_nomem(err);
	rc = sifa_parse(f, s, n, SIFA_DAY_NONE, &v, buf, 2 * n + 64, err);
	if (!rc)
		rc = sifa_set(r, f, &v, err);
	free(buf);
	return rc;
}

/* A required code nobody gave: the first of the list (what a county calls the
 * first user's role is its own matter). */
static void set_first_codes(struct sifa_record *r)
{
	for (size_t i = 0; i < r->kind->nfields; i++) {
		const struct sifa_field *f = &r->kind->field[i];

		if (f->type == SIFA_CODE && f->required && r->v[i].state == SIFA_ABSENT &&
		    f->codes && f->codes->n)
			r->v[i] = (struct sifa_value){.state = SIFA_SET, .n = f->codes->code[0].no};
	}
}

static enum sifa_rc put(struct making *m, struct sifa_record *r, struct sifa_err *err)
{
	struct act_step step = {.op = ACT_PUT, .record = r};
	struct act act = {.actor = m->user,
			  .now = m->now,
			  .host = "",
			  .what = r->id ? "update" : "create",
			  .note = "",
			  .step = &step,
			  .n = 1,
			  .first_act = true};

	return store_act(m->store, &act, err);
}

/* The root owns itself; its id is known only after the first writing. */
static enum sifa_rc make_root(struct making *m, struct sifa_err *err)
{
	struct sifa_record *r = record_new(m->config->unit);
	char code[16];
	enum sifa_rc rc;

	if (!r)
		return err_nomem(err);
	snprintf(code, sizeof code, "%u", (unsigned)m->init->origin);
	r->entered = sifa_day_of_time(m->now);
	r->secrecy = r->kind->secrecy;
	rc = set_text(r, "name", m->init->name ? m->init->name : "司法局", err);
	if (!rc)
		rc = set_text(r, "code", code, err);
	if (!rc)
		rc = set_text(r, "kind", "bureau", err);
	set_first_codes(r);
	if (!rc)
		rc = put(m, r, err);
	if (!rc) {
		m->unit = r->unit = r->holder = r->id;
		rc = put(m, r, err);
	}
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc make_user(struct making *m, struct sifa_err *err)
{
	struct sifa_record *r = record_new(m->config->user);
	enum sifa_rc rc;

	if (!r)
		return err_nomem(err);
	r->unit = r->holder = m->unit;
	r->entered = sifa_day_of_time(m->now);
	r->secrecy = r->kind->secrecy;
	rc = set_text(r, "login", m->init->user, err);
	if (!rc)
		rc = set_text(r, "name", m->init->user, err);
	set_first_codes(r);
	if (!rc)
		rc = put(m, r, err);
	m->user = r->id;
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc fill(struct making *m, struct sifa_findings *findings, struct sifa_err *err)
{
	enum sifa_rc rc = config_link(m->config, store_namer(m->store), findings, err);

	if (!rc)
		rc = store_adopt(m->store, m->config, 0, "", m->now, err);
	if (!rc)
		rc = make_root(m, err);
	if (!rc)
		rc = make_user(m, err);
	if (!rc)
		rc = store_set_roots(m->store, m->unit, m->user, err);
	return rc;
}

/* ---- the folder ---- */

static void remove_folder(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			if (unlinkat(dirfd(d), e->d_name, 0))
				unlinkat(dirfd(d), e->d_name, AT_REMOVEDIR);
	if (d)
		closedir(d);
	rmdir(path);
}

static enum sifa_rc dir_error(const char *dir, int e, struct sifa_err *err)
{
	if (e == EEXIST || e == ENOTDIR)
		return err_set(err, SIFA_E_USAGE, N_("{1} is not a folder."), dir, NULL);
	if (e == EACCES || e == EPERM || e == EROFS)
		return err_set(err, SIFA_E_DENIED, N_("There is no permission to write in {1}."),
			       dir, NULL);
	if (e == ENOENT)
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("The folder above {1} does not exist; make it first."), dir,
			       NULL);
	if (e == ENOSPC || e == EDQUOT)
		return err_set(err, SIFA_E_FULL, N_("The disk that holds {1} is full."), dir, NULL);
	return err_set(err, SIFA_E_IO, N_("Cannot use the folder {1}: {2}."), dir, strerror(e),
		       NULL);
}

static enum sifa_rc use_folder(const char *dir, bool *made, struct sifa_err *err)
{
	char path[4096];
	struct stat st;

	*made = !mkdir(dir, 0700);
	if (!*made && errno != EEXIST)
		return dir_error(dir, errno, err);
	if (stat(dir, &st))
		return dir_error(dir, errno, err);
	if (!S_ISDIR(st.st_mode))
		return dir_error(dir, ENOTDIR, err);
	if (snprintf(path, sizeof path, "%s/%s", dir, STORE_FILE) >= (int)sizeof path - 64)
		return err_set(err, SIFA_E_USAGE, N_("The folder name is too long."), NULL);
	if (!lstat(path, &st))
		return err_set(err, SIFA_E_EXISTS, N_("{1} holds a store already."), dir, NULL);
	return SIFA_OK;
}

static enum sifa_rc into_place(const char *part, const char *dir, struct sifa_err *err)
{
	char from[4200], to[4200];
	int fd;

	snprintf(from, sizeof from, "%s/%s", part, STORE_FILE);
	snprintf(to, sizeof to, "%s/%s", dir, STORE_FILE);
	if (link(from, to)) /* never over a store that came meanwhile */
		return errno == EEXIST ? err_set(err, SIFA_E_EXISTS,
						 N_("{1} holds a store already."), dir, NULL)
				       : dir_error(dir, errno, err);
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd)) {
		int e = errno;

		unlink(to);
		if (fd >= 0)
			close(fd);
		return dir_error(dir, e, err);
	}
	close(fd);
	return SIFA_OK;
}

static enum sifa_rc make_in(const char *dir, struct making *m, struct sifa_findings *findings,
			    struct sifa_err *err)
{
	char part[4096];
	enum sifa_rc rc;

	if (snprintf(part, sizeof part, "%s/" PART "XXXXXX", dir) >= (int)sizeof part - 32)
		return err_set(err, SIFA_E_USAGE, N_("The folder name is too long."), NULL);
	if (!mkdtemp(part))
		return dir_error(dir, errno, err);
	rc = store_create(part, m->init->origin, m->init->fixed_clock, m->now, err);
	if (!rc)
		rc = store_open(part, 0, &m->store, err);
	if (!rc)
		rc = fill(m, findings, err);
	store_close(m->store);
	m->store = NULL;
	if (!rc)
		rc = into_place(part, dir, err);
	remove_folder(part);
	return rc;
}

/* Reads and checks the configuration before anything is made. */
static enum sifa_rc check_config(const char *dir, struct sifa_findings *findings,
				 struct sifa_err *err)
{
	struct config *c = NULL;
	struct arena a = {0};
	struct namer *namer = namer_fresh(&a);
	enum sifa_rc rc = namer ? config_read(dir, &c, findings, err) : err_nomem(err);

	if (!rc)
		rc = config_link(c, namer, findings, err);
	if (!rc)
		trust_above.check(c, findings);
	if (!rc && findings->errors)
		rc = err_set(err, SIFA_E_CONFIG, N_("The configuration in {1} has errors."), dir,
			     NULL);
	config_free(c);
	arena_free(&a);
	return rc;
}

enum sifa_rc sifa_create(const char *dir, const struct sifa_init *init,
			 struct sifa_findings *findings, struct sifa_err *err)
{
	struct sifa_findings own = {0}, again = {0};
	struct making m = {.init = init, .now = init->now};
	bool made = false;
	enum sifa_rc rc;

	if (init->origin < 1 || init->origin > 262143)
		return err_set(err, SIFA_E_USAGE,
			       N_("The store number must be from 1 to 262143; the county gives "
				  "it."),
			       NULL);
	if (!init->user || !*init->user)
		return err_set(err, SIFA_E_USAGE, N_("The first user needs a login name."), NULL);
	if (init->fixed_clock != SIFA_DAY_NONE)
		m.now = (int64_t)init->fixed_clock * 86400;
	rc = check_config(init->config_dir, findings ? findings : &own, err);
	if (!rc)
		rc = use_folder(dir, &made, err);
	if (!rc)
		rc = config_read(init->config_dir, &m.config, &again, err);
	if (!rc)
		rc = make_in(dir, &m, &again, err);
	if (rc && made)
		rmdir(dir);
	config_free(m.config);
	sifa_findings_free(&own);
	sifa_findings_free(&again);
	return rc;
}

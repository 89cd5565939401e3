/* evidence.c - a file becomes evidence: its bytes under their hash, a record that says
 * what it is, when it was made, and what it proves. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "../base/media.h"
#include "../base/text.h"
#include "blob.h"
#include "evidence.h"

enum { INBOX_MOST = 500, TITLE = 200 };

const struct sifa_kind *evidence_kind(const struct sifa *s)
{
	return config_kind(s->config, "evidence");
}

const char *evidence_hash(const struct sifa_record *r)
{
	const struct sifa_field *f = kind_field(r->kind, "sha256");

	return f && f->type == SIFA_TEXT && r->v[f->index].state == SIFA_SET ? r->v[f->index].s
									     : "";
}

const struct sifa_field *sifa_evidence_field(struct sifa *s, const struct sifa_kind *k)
{
	const struct sifa_field *kind = kind_field(evidence_kind(s), "kind");

	for (size_t i = 0; kind && i < k->nfields; i++)
		if (k->field[i].type == SIFA_CODES && k->field[i].codes == kind->codes)
			return &k->field[i];
	return NULL;
}

static enum sifa_rc need_kind(const struct sifa *s, const struct sifa_kind **k,
			      struct sifa_err *err)
{
	static const char *const fields[] = {"kind", "title", "taken_on", "sha256", "size"};

	*k = evidence_kind(s);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!*k || !kind_field(*k, fields[i]))
			return err_set(err, SIFA_E_CONFIG,
				       N_("The configuration has no kind evidence with the field "
					  "{1}; take the shipped kinds/evidence.yaml."),
				       fields[i], NULL);
	return SIFA_OK;
}

/* ---- values ---- */

static enum sifa_rc set_number(struct sifa_record *r, const char *field, int64_t n,
			       struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f ? sifa_set(r, f, &(struct sifa_value){.state = SIFA_SET, .n = n}, err) : SIFA_OK;
}

/* As it would be typed. */
static enum sifa_rc set_text(struct sifa_record *r, const char *field, const char *s,
			     struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);
	size_t n = s ? strlen(s) : 0;
	struct sifa_value v;
	enum sifa_rc rc;
	char *buf;

	if (!f || !n)
		return SIFA_OK;
	if (!(buf = malloc(3 * n + 64)))
		return err_nomem(err);
	rc = sifa_parse(f, s, n, SIFA_DAY_NONE, &v, buf, 3 * n + 64, err);
	if (!rc)
		rc = sifa_set(r, f, &v, err);
	else
		err_field(err, field);
	free(buf);
	return rc;
}

/* The last part of the path, where it may be stored, cut to what a title takes. */
static void title_of(const char *path, char *out, size_t chars)
{
	const char *name = strrchr(path, '/'), *why;
	size_t n, at = 0;

	name = name ? name + 1 : path;
	n = strlen(name);
	if (!n || !sifa_text_check(name, n, 0, &at, &why)) {
		name = "file";
		n = 4;
	}
	for (at = 0; at < n && chars && sifa_text_next(name, n, at) < TITLE; chars--)
		at = sifa_text_next(name, n, at);
	memcpy(out, name, at);
	out[at] = '\0';
}

static const char *kind_of(const char *type)
{
	return !strncmp(type, "image/", 6)   ? "photo"
	       : !strncmp(type, "video/", 6) ? "video"
	       : !strncmp(type, "audio/", 6) ? "recording"
					     : "other";
}

/* ---- to which record ---- */

static bool has_id(const struct sifa_value *v, uint64_t id)
{
	for (size_t i = 0; v->state == SIFA_SET && i < v->len; i++)
		if (v->id[i] == id)
			return true;
	return false;
}

static enum sifa_rc add_ref(struct sifa_record *r, const struct sifa_field *f, uint64_t id,
			    struct sifa_err *err)
{
	const struct sifa_value *old = &r->v[f->index];
	struct sifa_value v = {.state = SIFA_SET, .n = (int64_t)id};
	uint64_t *ids;
	enum sifa_rc rc;

	if (f->type == SIFA_REF)
		return sifa_set(r, f, &v, err);
	if (has_id(old, id))
		return SIFA_OK;
	v.len = (old->state == SIFA_SET ? old->len : 0) + 1;
	if (!(ids = malloc(v.len * sizeof *ids)))
		return err_nomem(err);
	if (v.len > 1)
		memcpy(ids, old->id, (v.len - 1) * sizeof *ids);
	ids[v.len - 1] = id;
	v.id = ids;
	rc = sifa_set(r, f, &v, err);
	free(ids);
	return rc;
}

/* The field of the evidence that refers to records of its kind. */
static enum sifa_rc belong(struct sifa_session *se, struct sifa_record *r, uint64_t to,
			   struct sifa_err *err)
{
	struct sifa_record *target;
	const struct sifa_kind *k;
	enum sifa_rc rc;

	if (!to)
		return SIFA_OK;
	rc = sifa_record_get(se, to, &target, err);
	if (rc)
		return rc;
	k = target->kind;
	sifa_record_free(target);
	for (size_t i = 0; i < r->kind->nfields; i++) {
		const struct sifa_field *f = &r->kind->field[i];

		if (f->target == k && (f->type == SIFA_REF || f->type == SIFA_REFS))
			return add_ref(r, f, to, err);
	}
	return err_set(err, SIFA_E_CONFIG,
		       N_("The kind evidence has no reference to {1}; add one to "
			  "kinds/evidence.yaml."),
		       k->id, NULL);
}

/* ---- in ---- */

struct found {
	uint64_t id;
};

static bool take_id(void *arg, uint64_t id)
{
	((struct found *)arg)->id = id;
	return false;
}

/* The unit's entry of the same content. */
static enum sifa_rc find_same(struct sifa_session *se, const struct sifa_kind *k, const char *hash,
			      struct sifa_record **out, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(k, "sha256");
	struct sifa_record *probe;
	struct found found = {0};
	struct view v;
	uint8_t key[KEY_MAX];
	enum sifa_rc rc = sifa_record_new(se, k, &probe, err);

	*out = NULL;
	if (rc)
		return rc;
	rc = sifa_set(probe, f,
		      &(struct sifa_value){.state = SIFA_SET, .s = hash, .len = strlen(hash)}, err);
	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc) {
		sifa_record_free(probe);
		return rc;
	}
	for (size_t i = 0; i < k->nkeys && !rc && !found.id; i++) {
		size_t n = k->key[i].n == 1 && k->key[i].field[0] == f->index
				   ? record_key(probe, i, key)
				   : 0;

		if (n)
			rc = view_key(&v, k, i, se->unit, key, n, take_id, &found, err);
	}
	if (!rc && found.id)
		rc = view_get(&v, found.id, out, err);
	view_end(&v);
	sifa_record_free(probe);
	return rc;
}

/* The day the file says, unless its clock was wrong; then the file's own; or today. */
static sifa_day day_of(const struct sifa_session *se, const struct media *m, int64_t modified,
		       enum sifa_taken *from)
{
	sifa_day today = sifa_today(se), day = m->taken;

	*from = m->taken_from;
	if (day != SIFA_DAY_NONE && day <= today)
		return day;
	*from = SIFA_TAKEN_FILE;
	day = sifa_day_of_time(modified);
	return day <= today ? day : today;
}

static enum sifa_rc describe(struct sifa_session *se, struct sifa_record *r,
			     const struct sifa_put *put, const struct media *m, size_t size,
			     int64_t modified, struct sifa_err *err)
{
	static const char *const from_word[] = {[SIFA_TAKEN_CAMERA] = "camera",
						[SIFA_TAKEN_PICTURE] = "picture",
						[SIFA_TAKEN_FILE] = "file",
						[SIFA_TAKEN_TYPED] = "typed"};
	const struct sifa_field *title = kind_field(r->kind, "title");
	enum sifa_taken from = SIFA_TAKEN_TYPED;
	char name[TITLE];
	sifa_day day = put->taken;
	enum sifa_rc rc;

	if (day == SIFA_DAY_NONE)
		day = day_of(se, m, modified, &from);
	title_of(put->path, name, title->max ? title->max : 80);
	rc = set_number(r, "taken_on", day, err);
	if (!rc)
		rc = set_number(r, "size", (int64_t)size, err);
	if (!rc)
		rc = set_text(r, "taken_from", from_word[from], err);
	if (!rc)
		rc = set_text(r, "media", m->type, err);
	if (!rc)
		rc = set_text(r, "file", name, err);
	if (!rc)
		rc = set_text(r, "title", put->title ? put->title : name, err);
	if (!rc)
		rc = set_text(r, "kind", put->kind ? put->kind : kind_of(m->type), err);
	if (!rc)
		rc = set_text(r, "by", put->by, err);
	return rc ? rc : set_text(r, "place", put->place, err);
}

static enum sifa_rc enter(struct sifa_session *se, const struct sifa_put *put, const uint8_t *p,
			  size_t n, int64_t modified, const struct blobs *b, uint64_t *id,
			  bool *known, struct sifa_findings *out, struct sifa_err *err)
{
	const struct sifa_kind *k = evidence_kind(se->sifa);
	struct media m = media_look(p, n);
	struct sifa_record *r = NULL;
	char hash[BLOB_NAME];
	enum sifa_rc rc = blob_put(b, p, n, hash, err);

	if (!rc)
		rc = find_same(se, k, hash, &r, err);
	*known = r != NULL;
	if (!rc && !r) {
		rc = sifa_record_new(se, k, &r, err);
		if (!rc)
			rc = describe(se, r, put, &m, n, modified, err);
		if (!rc)
			rc = set_text(r, "sha256", hash, err);
	}
	if (!rc)
		rc = belong(se, r, put->to, err);
	if (!rc && (!*known || put->to))
		rc = save_made(se, r, out, err);
	if (!rc)
		*id = r->id;
	sifa_record_free(r);
	return rc;
}

/* ---- the inbox ---- */

char *sifa_inbox_path(const struct sifa *s, const char *name, char *buf, size_t size)
{
	snprintf(buf, size, "%s/inbox%s%s", sifa_dir(s), *name ? "/" : "", name);
	return buf;
}

static enum sifa_rc open_inbox(const struct sifa_session *se, int *fd, struct sifa_err *err)
{
	char path[4200];

	sifa_inbox_path(se->sifa, "", path, sizeof path);
	if (mkdir(path, 0700) && errno != EEXIST)
		return err_set(err, SIFA_E_DENIED, N_("There is no permission for the file {1}."),
			       path, NULL);
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (*fd >= 0)
		return SIFA_OK;
	return err_set(err, SIFA_E_IO, N_("The file {1} cannot be read or written: {2}."), path,
		       strerror(errno), NULL);
}

/* Hidden files and those that a program is still copying in are no business of ours. */
static bool inbox_name(const char *s)
{
	static const char *const ends[] = {".part", ".tmp", ".crdownload", ".filepart"};
	const char *dot = strrchr(s, '.'), *why;
	size_t at;

	if (*s == '.' || strchr(s, '/') || strlen(s) > 255)
		return false;
	for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
		if (!strcmp(dot, ends[i]))
			return false;
	return sifa_text_check(s, strlen(s), 0, &at, &why);
}

static bool list_name(const char *s)
{
	const char *dot = strrchr(s, '.');

	return dot && (!strcasecmp(dot, ".csv") || !strcasecmp(dot, ".txt"));
}

static int64_t most_bytes(const struct sifa_kind *k)
{
	return kind_field(k, "size")->most;
}

/* A file of the folder, from outside. */
static bool find_file(int dir, const struct sifa_kind *k, const char *name,
		      struct sifa_inbox_file *out)
{
	struct stat st;

	*out = (struct sifa_inbox_file){.type = "", .taken = SIFA_DAY_NONE};
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) || !S_ISREG(st.st_mode))
		return false;
	snprintf(out->name, sizeof out->name, "%s", name);
	out->size = st.st_size;
	out->large = st.st_size > most_bytes(k);
	return true;
}

/* And what it is by its bytes; false when they cannot be read. */
static bool look(struct sifa_session *se, int dir, const struct sifa_kind *k,
		 struct sifa_inbox_file *out)
{
	int64_t modified;
	struct media m;
	uint8_t *p;
	size_t n;

	if (out->large || file_read(dir, out->name, most_bytes(k), &p, &n, &modified, NULL))
		return out->large;
	m = media_look(p, n);
	out->type = m.type;
	out->taken = day_of(se, &m, modified, &out->taken_from);
	free(p);
	return true;
}

static int by_name(const void *a, const void *b)
{
	const struct sifa_inbox_file *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static enum sifa_rc read_inbox(struct sifa_session *se, bool lists, struct sifa_inbox_file **out,
			       size_t *n, struct sifa_err *err)
{
	const struct sifa_kind *k;
	struct dirent *e;
	enum sifa_rc rc = need_kind(se->sifa, &k, err);
	size_t cap = 0;
	int fd = -1;
	DIR *d;

	if (out)
		*out = NULL;
	*n = 0;
	if (!rc)
		rc = open_inbox(se, &fd, err);
	if (rc)
		return rc;
	if (!(d = fdopendir(fd))) {
		close(fd);
		return err_nomem(err);
	}
	while (!rc && *n < INBOX_MOST && (e = readdir(d)) != NULL) {
		struct sifa_inbox_file f;

		if (!inbox_name(e->d_name) || (lists && !list_name(e->d_name)))
			continue;
		if (out && (!find_file(fd, k, e->d_name, &f) || (!lists && !look(se, fd, k, &f))))
			continue;
		if (!out)
			++*n;
		else if (grow(out, &cap, *n + 1, sizeof **out))
			(*out)[(*n)++] = f;
		else
			rc = err_nomem(err);
	}
	closedir(d);
	if (out && *n)
		qsort(*out, *n, sizeof **out, by_name);
	return rc;
}

enum sifa_rc sifa_inbox(struct sifa_session *se, struct sifa_inbox_file **out, size_t *n,
			struct sifa_err *err)
{
	return read_inbox(se, false, out, n, err);
}

enum sifa_rc sifa_inbox_lists(struct sifa_session *se, struct sifa_inbox_file **out, size_t *n,
			      struct sifa_err *err)
{
	return read_inbox(se, true, out, n, err);
}

enum sifa_rc sifa_put(struct sifa_session *se, const struct sifa_put *put, uint64_t *id,
		      bool *known, struct sifa_findings *out, struct sifa_err *err)
{
	const struct sifa_kind *k;
	struct blobs b = {-1};
	int64_t modified;
	uint8_t *p = NULL;
	int dir = AT_FDCWD;
	size_t n;
	enum sifa_rc rc = need_kind(se->sifa, &k, err);

	*id = 0;
	*known = false;
	if (!rc)
		rc = session_may_act(se, err);
	if (!rc && put->inbox && !inbox_name(put->path))
		rc = err_set(err, SIFA_E_NOTFOUND, N_("The file {1} is not there."), put->path,
			     NULL);
	if (!rc && put->inbox)
		rc = open_inbox(se, &dir, err);
	if (!rc)
		rc = file_read(dir, put->path, most_bytes(k), &p, &n, &modified, err);
	if (!rc && put->inbox && (int64_t)n != put->size)
		rc = err_set(err, SIFA_E_CONFLICT,
			     N_("The file {1} is still being written; try again."), put->path,
			     NULL);
	if (!rc)
		rc = blobs_open(se, false, &b, err);
	if (!rc)
		rc = enter(se, put, p, n, modified, &b, id, known, out, err);
	if (!rc && put->inbox)
		unlinkat(dir, put->path, 0);
	blobs_close(&b);
	if (dir >= 0)
		close(dir);
	free(p);
	return rc;
}

/* ---- out ---- */

enum sifa_rc sifa_get_file(struct sifa_session *se, uint64_t id, const struct sifa_sink *sink,
			   struct sifa_err *err)
{
	struct act_step step = {.op = ACT_NOTE, .id = id};
	struct blobs b = {-1};
	struct sifa_record *r = NULL;
	char name[32];
	enum sifa_rc rc = sifa_record_get(se, id, &r, err);

	if (!rc && !*evidence_hash(r))
		rc = err_set(err, SIFA_E_NOTFOUND, N_("Record {1} has no file."),
			     sifa_id_format(id, name), NULL);
	if (!rc)
		rc = blobs_open(se, false, &b, err);
	if (!rc)
		rc = session_act(se, "file", "", &step, 1, err);
	if (!rc)
		rc = blob_get(&b, evidence_hash(r), sink, err);
	blobs_close(&b);
	sifa_record_free(r);
	return rc;
}

/* The id keeps two of one name apart; the name's ending is behind the terminator. */
char *sifa_file_name(const struct sifa_record *r, char *buf, const char **end)
{
	const struct sifa_field *f = kind_field(r->kind, "file");
	char name[96] = "", *dot;

	buf[0] = '\0';
	*end = "";
	if (!*evidence_hash(r))
		return buf;
	if (f && r->v[f->index].state == SIFA_SET)
		snprintf(name, sizeof name, "%.*s",
			 (int)sifa_text_fit(r->v[f->index].s, r->v[f->index].len, 60, NULL),
			 r->v[f->index].s);
	for (char *s = name; *s; s++)
		if (strchr("/\\:*?\"<>|", *s))
			*s = '_';
	dot = strrchr(name, '.');
	if (dot && strlen(dot) < 8) {
		*end = memcpy(buf + 200 - 8, dot, strlen(dot) + 1);
		*dot = '\0';
	}
	sifa_id_format(r->id, buf);
	if (*name)
		snprintf(buf + strlen(buf), 150 - strlen(buf), "-%s", name);
	return buf;
}

enum sifa_rc sifa_evidence(struct sifa_session *se, uint64_t record, size_t limit,
			   struct sifa_rows *out, struct sifa_err *err)
{
	const struct sifa_kind *k = evidence_kind(se->sifa);

	*out = (struct sifa_rows){0};
	return k ? sifa_referrers(se, record, k, limit, out, err) : SIFA_OK;
}

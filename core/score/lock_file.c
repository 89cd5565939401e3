/* lock_file.c - a score as a file of lines, called by its own hash: what it counted, and
 * each record with the revision it had. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "lock.h"
#include "rule.h"
#include "sample.h"
#include "sheet.h"

void lock_copy_free(struct lock_copy *c)
{
	free(c->point);
	free(c->record);
	*c = (struct lock_copy){0};
}

/* ---- of a sheet ---- */

static enum sifa_rc add_point(struct lock_copy *c, const char *clause, int64_t points,
			      struct sifa_err *err)
{
	if (!grow(&c->point, &c->cap, c->n + 1, sizeof *c->point))
		return err_nomem(err);
	c->point[c->n] = (struct lock_point){.points = points};
	snprintf(c->point[c->n++].clause, sizeof c->point->clause, "%.16s", clause);
	return SIFA_OK;
}

static enum sifa_rc add_record(struct lock_copy *c, const char *clause, uint64_t id, uint32_t rev,
			       int role, struct sifa_err *err)
{
	struct lock_record *r;

	if (!grow(&c->record, &c->recordcap, c->nrecords + 1, sizeof *c->record))
		return err_nomem(err);
	r = &c->record[c->nrecords++];
	*r = (struct lock_record){.id = id, .rev = rev, .role = role};
	snprintf(r->clause, sizeof r->clause, "%.16s", clause);
	return SIFA_OK;
}

/* Records that the reader may not see stand there as well, by number. */
static enum sifa_rc records_of(struct run *r, const struct clause *cl, struct lock_copy *c,
			       struct sifa_err *err)
{
	struct behind b = behind_all(r, cl);
	enum sifa_rc rc = b.failed ? err_nomem(err) : SIFA_OK;

	for (size_t i = 0; i < b.n && !rc; i++) {
		uint32_t rev;

		rc = view_score_rev(r->view, b.v[i].id, &rev, err);
		if (!rc)
			rc = add_record(c, cl->id, b.v[i].id, rev, (int)b.v[i].role, err);
	}
	free(b.v);
	return rc;
}

struct copying {
	const struct sifa_sheet *sheet;
	struct lock_copy *out;
};

static enum sifa_rc copy_clauses(struct run *r, const struct clause *all, void *arg,
				 struct sifa_err *err)
{
	const struct copying *to = arg;
	enum sifa_rc rc = SIFA_OK;

	(void)all;
	for (size_t s = 0; s < to->sheet->n && !rc; s++)
		for (size_t i = 0; i < to->sheet->section[s].n && !rc; i++) {
			const struct sifa_clause *cl = &to->sheet->section[s].clause[i];

			if (cl->standing == SIFA_PRINTED || cl->standing == SIFA_ELSEWHERE)
				continue;
			rc = add_point(to->out, cl->id, cl->points, err);
			if (!rc && cl->standing != SIFA_GUARD && cl->standing != SIFA_SAME)
				rc = records_of(r, &r->letter->section[s].clause[i], to->out, err);
		}
	return rc;
}

enum sifa_rc lock_copy_of(struct sifa_session *se, const struct sifa_sheet *sheet,
			  struct lock_copy *out, struct sifa_err *err)
{
	struct copying to;
	enum sifa_rc rc;

	*out = (struct lock_copy){.office = sheet->office,
				  .as_of = sheet->as_of,
				  .year = sheet->year,
				  .total = sheet->points};
	snprintf(out->letter, sizeof out->letter, "%s", sheet->letter->id);
	hash_hex(session_config(se), out->config);
	to = (struct copying){sheet, out};
	rc = behind_asked(se, sheet, NULL, copy_clauses, &to, err);
	if (rc)
		lock_copy_free(out);
	return rc;
}

/* ---- the file ---- */

static bool write_copy(const struct sifa_sheet *sheet, const struct lock_copy *c, struct buf *b)
{
	char day[16], id[32];
	bool ok = buf_printf(b, "sifa-score 1\nletter %s\noffice %s\nas_of %s\nconfig %s\n",
			     c->letter, sifa_id_format(c->office, id),
			     sifa_day_format(c->as_of, day), c->config) &&
		  buf_printf(b, "year %d\ntotal %" PRId64 " %" PRId64 "\n", c->year, sheet->points,
			     sheet->weight);

	for (size_t i = 0; i < c->n && ok; i++)
		ok = buf_printf(b, "clause %s %" PRId64 "\n", c->point[i].clause,
				c->point[i].points);
	for (size_t i = 0; i < c->nrecords && ok; i++)
		ok = buf_printf(b, "record %s %s %" PRIu32 " %d\n", c->record[i].clause,
				sifa_id_format(c->record[i].id, id), c->record[i].rev,
				c->record[i].role);
	return ok;
}

enum sifa_rc lock_write(struct sifa_session *se, const struct sifa_sheet *sheet,
			struct blobs *files, char name[65], char config[65], size_t *records,
			struct sifa_err *err)
{
	struct lock_copy c;
	struct buf b = {0};
	enum sifa_rc rc = lock_copy_of(se, sheet, &c, err);

	if (rc)
		return rc;
	*records = c.nrecords;
	memcpy(config, c.config, sizeof c.config);
	if (!write_copy(sheet, &c, &b))
		rc = err_nomem(err);
	if (!rc)
		rc = blobs_open(se, false, files, err);
	if (!rc)
		rc = blob_put(files, (const uint8_t *)b.p, b.n, name, err);
	buf_free(&b);
	lock_copy_free(&c);
	return rc;
}

static enum sifa_rc collect(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	return buf_add(arg, s, n) ? SIFA_OK : err_nomem(err);
}

static enum sifa_rc bad_line(const char *name, struct sifa_err *err)
{
	return err_set(err, SIFA_E_DAMAGED, N_("The frozen score {1} cannot be read."), name, NULL);
}

static enum sifa_rc read_line(struct lock_copy *c, char *line, const char *name,
			      struct sifa_err *err)
{
	char word[6][72] = {""};
	uint64_t id;
	int n = sscanf(line, "%71s %71s %71s %71s %71s %71s", word[0], word[1], word[2], word[3],
		       word[4], word[5]);

	if (n < 2)
		return bad_line(name, err);
	if (!strcmp(word[0], "letter"))
		snprintf(c->letter, sizeof c->letter, "%.40s", word[1]);
	else if (!strcmp(word[0], "config"))
		snprintf(c->config, sizeof c->config, "%.64s", word[1]);
	else if (!strcmp(word[0], "office"))
		return sifa_id_parse(word[1], &c->office) ? bad_line(name, err) : SIFA_OK;
	else if (!strcmp(word[0], "as_of"))
		return sifa_day_parse(word[1], strlen(word[1]), SIFA_DAY_NONE, &c->as_of)
			       ? bad_line(name, err)
			       : SIFA_OK;
	else if (!strcmp(word[0], "year"))
		c->year = atoi(word[1]);
	else if (!strcmp(word[0], "total"))
		c->total = strtoll(word[1], NULL, 10);
	else if (!strcmp(word[0], "clause") && n == 3)
		return add_point(c, word[1], strtoll(word[2], NULL, 10), err);
	else if (!strcmp(word[0], "record") && n == 5)
		return sifa_id_parse(word[2], &id)
			       ? bad_line(name, err)
			       : add_record(c, word[1], id, (uint32_t)strtoul(word[3], NULL, 10),
					    atoi(word[4]), err);
	return SIFA_OK;
}

enum sifa_rc lock_read(struct sifa_session *se, const char *name, struct lock_copy *out,
		       struct sifa_err *err)
{
	struct blobs blobs = {-1};
	struct buf b = {0};
	const struct sifa_sink sink = {collect, &b};
	enum sifa_rc rc = blobs_open(se, false, &blobs, err);

	*out = (struct lock_copy){0};
	if (!rc)
		rc = blob_get(&blobs, name, &sink, err);
	if (!rc && !buf_add(&b, "", 1))
		rc = err_nomem(err);
	for (char *line = b.p, *end; !rc && line && *line; line = end) {
		end = strchr(line, '\n');
		if (!end) {
			rc = bad_line(name, err);
			break;
		}
		*end++ = '\0';
		rc = read_line(out, line, name, err);
	}
	if (rc)
		lock_copy_free(out);
	blobs_close(&blobs);
	buf_free(&b);
	return rc;
}

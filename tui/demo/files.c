/* files.c - files of the demonstration: a small picture and a page of minutes for an office,
 * taken in through the inbox as a county's own would be. */
#include <string.h>
#include <sys/stat.h>

#include "demo.h"

static bool lay_in(const struct verb_env *env, const struct demo_file *it)
{
	char path[4200];
	FILE *f;
	bool ok;

	snprintf(path, sizeof path, "%s/inbox", env->store);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/inbox/%s", env->store, it->name);
	f = fopen(path, "wb");
	ok = f && fwrite(it->bytes, 1, it->n, f) == it->n;
	return f && !fclose(f) && ok;
}

enum sifa_rc demo_file(const struct verb_env *env, struct sifa_session *se,
		       const struct demo_file *it, struct sifa_err *err)
{
	struct sifa_put put = {.path = it->name,
			       .inbox = true,
			       .size = (int64_t)it->n,
			       .to = it->to,
			       .taken = it->taken,
			       .kind = it->kind,
			       .title = it->title};
	uint64_t id;
	bool known;

	if (lay_in(env, it))
		return sifa_put(se, &put, &id, &known, NULL, err);
	*err = (struct sifa_err){.rc = SIFA_E_IO, .msg = N_("cannot write {1}")};
	snprintf(err->arg[0], sizeof err->arg[0], "%s", it->name);
	return SIFA_E_IO;
}

/* Grey stripes, other ones for every office. */
static size_t picture(char buf[1200], uint64_t office)
{
	size_t n = (size_t)snprintf(buf, 1200, "P5\n32 32\n255\n");

	for (unsigned i = 0; i < 32 * 32; i++)
		buf[n++] = (char)((i * (unsigned)(office % 97 + 3)) & 0xff);
	return n;
}

enum sifa_rc demo_files(struct verb_env *env, struct sifa *s, struct sifa_session *se,
			uint64_t office, struct sifa_err *err)
{
	static const char minutes[] =
		"“12·4”法制宣传日活动记录\n出动宣传车一辆，发放资料三百份。\n";
	struct sifa_query q = {.kind = sifa_kind(s, "publicity"), .unit = office};
	struct sifa_rows rows = {0};
	char buf[1200];
	sifa_day at = sifa_day_of(2013, 12, 4);
	struct demo_file file[] = {
		{"p.pgm", buf, picture(buf, office), 0, at, "photo", "宣传日现场照片"},
		{"m.txt", minutes, sizeof minutes - 1, 0, at, "record", "宣传日活动记录"}};
	uint64_t to;
	enum sifa_rc rc = sifa_session_visit(se, office, err);

	if (!rc)
		rc = sifa_list(se, &q, SIFA_FIRST, NULL, 1, &rows, err);
	to = rows.n ? sifa_record_id(rows.hit[0].record) : 0;
	sifa_rows_free(&rows);
	for (size_t i = 0; i < 2 && to && !rc; i++) {
		file[i].to = to;
		rc = demo_file(env, se, &file[i], err);
	}
	return rc ? rc : sifa_session_visit(se, 0, err);
}

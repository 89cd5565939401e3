/* files.c - files of the demonstration: a small picture and a page of minutes for an office,
 * taken in through the inbox as a county's own would be. */
#include <string.h>
#include <sys/stat.h>

#include "demo.h"

static bool lay_in(const struct verb_env *env, const char *name, const char *bytes, size_t n)
{
	char path[4200];
	FILE *f;
	bool ok;

	snprintf(path, sizeof path, "%s/inbox", env->store);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/inbox/%s", env->store, name);
	f = fopen(path, "wb");
	ok = f && fwrite(bytes, 1, n, f) == n;
	return f && !fclose(f) && ok;
}

static enum sifa_rc take_in(struct sifa_session *se, const char *name, size_t n, uint64_t to,
			    const char *kind, const char *title, struct sifa_err *err)
{
	struct sifa_put put = {.path = name,
			       .inbox = true,
			       .size = (int64_t)n,
			       .to = to,
			       .taken = sifa_day_of(2013, 12, 4),
			       .kind = kind,
			       .title = title};
	uint64_t id;
	bool known;

	return sifa_put(se, &put, &id, &known, NULL, err);
}

/* Grey stripes, other ones for every office. */
static size_t picture(char buf[1200], uint64_t office)
{
	size_t n = (size_t)snprintf(buf, 1200, "P5\n32 32\n255\n");

	for (unsigned i = 0; i < 32 * 32; i++)
		buf[n++] = (char)((i * (unsigned)(office % 97 + 3)) & 0xff);
	return n;
}

int demo_files(struct verb_env *env, struct sifa *s, struct sifa_session *se, uint64_t office)
{
	static const char minutes[] =
		"“12·4”法制宣传日活动记录\n出动宣传车一辆，发放资料三百份。\n";
	struct sifa_query q = {.kind = sifa_kind(s, "publicity"), .unit = office};
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	char buf[1200];
	size_t n = picture(buf, office);
	uint64_t to;

	if (sifa_session_visit(se, office, &err) ||
	    sifa_list(se, &q, SIFA_FIRST, NULL, 1, &rows, &err))
		return verb_fail(&err);
	to = rows.n ? sifa_record_id(rows.hit[0].record) : 0;
	sifa_rows_free(&rows);
	if (!to)
		return 0;
	if (!lay_in(env, "p.pgm", buf, n) || !lay_in(env, "m.txt", minutes, sizeof minutes - 1))
		return 74;
	if (take_in(se, "p.pgm", n, to, "photo", "宣传日现场照片", &err) ||
	    take_in(se, "m.txt", sizeof minutes - 1, to, "record", "宣传日活动记录", &err))
		return verb_fail(&err);
	return sifa_session_visit(se, 0, &err) ? verb_fail(&err) : 0;
}

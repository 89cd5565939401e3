/* save.c - save STORE REPS: durable saves of one new record each, in turn with
 * two raw durable writes of 4 KiB beside the store, anywhere in a file that was
 * written whole, as the store's is; and the waits for the disk that a save makes,
 * counted by standing in front of libc's calls. */
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "side.h"

static unsigned long syncs, direct; /* fdatasync and the like; writes through O_DSYNC */

static long counted(int fd, long result)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags >= 0 && (flags & O_DSYNC))
		direct++;
	return result;
}

/* liblmdb calls these instead of libc's. */
int fdatasync(int fd)
{
	syncs++;
	return (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
	syncs++;
	return (int)syscall(SYS_fsync, fd);
}

ssize_t write(int fd, const void *buf, size_t n)
{
	return counted(fd, syscall(SYS_write, fd, buf, n));
}

ssize_t pwrite(int fd, const void *buf, size_t n, off_t at)
{
	return counted(fd, syscall(SYS_pwrite64, fd, buf, n, at));
}

ssize_t writev(int fd, const struct iovec *v, int n)
{
	return counted(fd, syscall(SYS_writev, fd, v, n));
}

static enum sifa_rc put(struct side *s, struct sifa_record *r, const char *field, const char *text)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);
	struct sifa_value v;
	char buf[256];
	enum sifa_rc rc;

	if (!f)
		return SIFA_E_NOTFOUND;
	rc = sifa_parse(f, text, strlen(text), sifa_today(s->se), &v, buf, sizeof buf, &s->err);
	return rc ? rc : sifa_set(r, f, &v, &s->err);
}

static enum sifa_rc fill(struct side *s, struct sifa_record *r, size_t i)
{
	char no[64];
	const char *cell[][2] = {{"case_no", no},      {"line", "人民调解"},
				 {"name", "王某某"},   {"accept_date", "2013-12-31"},
				 {"status", "办理中"}, {"summary", "双方自愿达成书面协议。"}};
	enum sifa_rc rc = SIFA_OK;

	snprintf(no, sizeof no, "(2014)人调字第%ld-%zu号", (long)getpid(), i);
	for (size_t c = 0; c < sizeof cell / sizeof *cell && !rc; c++)
		rc = put(s, r, cell[c][0], cell[c][1]);
	return rc;
}

static enum sifa_rc save(struct side *s, const struct sifa_kind *k, size_t i, double *ms)
{
	struct sifa_findings f = {0};
	struct sifa_record *r = NULL;
	enum sifa_rc rc = sifa_record_new(s->se, k, &r, &s->err);
	double t;

	if (!rc)
		rc = fill(s, r, i);
	t = bench_clock(CLOCK_MONOTONIC);
	if (!rc)
		rc = sifa_save(s->se, r, &f, &s->err);
	*ms = bench_clock(CLOCK_MONOTONIC) - t;
	sifa_findings_free(&f);
	sifa_record_free(r);
	return rc;
}

enum { BLOCK = 4096, BLOCKS = 16384 };
static const char block[BLOCK] = "raw";

static bool raw_file(int fd)
{
	for (long i = 0; i < BLOCKS; i++)
		if (syscall(SYS_pwrite64, fd, block, sizeof block, i * BLOCK) != sizeof block)
			return false;
	return !syscall(SYS_fdatasync, fd);
}

static double raw(int fd, size_t turn)
{
	double t = bench_clock(CLOCK_MONOTONIC);

	for (size_t i = 2 * turn; i < 2 * turn + 2; i++)
		if (syscall(SYS_pwrite64, fd, block, sizeof block,
			    (long)(i * 7919 % BLOCKS * BLOCK)) != sizeof block ||
		    syscall(SYS_fdatasync, fd))
			return -1;
	return bench_clock(CLOCK_MONOTONIC) - t;
}

static enum sifa_rc saves(struct side *s, const struct sifa_kind *k, int fd, size_t reps)
{
	double *ours = calloc(reps, sizeof *ours), *disk = calloc(reps, sizeof *disk);
	enum sifa_rc rc = ours && disk ? save(s, k, reps, ours) : SIFA_E_NOMEM;

	if (!raw_file(fd))
		rc = SIFA_E_IO;
	syncs = direct = 0;
	for (size_t i = 0; i < reps && !rc; i++) {
		rc = save(s, k, i, &ours[i]);
		disk[i] = raw(fd, i);
	}
	if (!rc) {
		bench_report("save", ours, reps);
		bench_report("raw", disk, reps);
		printf("= syncs %.3f %.3f\n", (double)syncs / (double)reps,
		       (double)direct / (double)reps);
	}
	free(ours);
	free(disk);
	return rc;
}

int main(int argc, char **argv)
{
	size_t reps = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
	const struct sifa_kind *k;
	struct side s = {0};
	char path[4096];
	enum sifa_rc rc;
	int fd;

	if (!reps)
		return 2;
	snprintf(path, sizeof path, "%s.raw", argv[1]);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	rc = fd < 0 ? SIFA_E_IO : side_open(&s, argv[1], 0);
	k = rc ? NULL : sifa_kind(s.store, "bench_flat");
	if (!rc)
		rc = k ? saves(&s, k, fd, reps) : SIFA_E_NOTFOUND;
	if (rc)
		side_fail(&s);
	side_close(&s);
	if (fd >= 0)
		close(fd);
	unlink(path);
	return rc != SIFA_OK;
}

/* Half-typed forms: kept at each field exit, several at once, through a kill, when the
 * store is full or held, and never half. */
#include "work_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char *const fields[] = {"no", "summary", "parties.2.side", "remark"};
static const char *const texts[] = {"(2013)垣新", "第一行\n第二行\t𠅤", "", "3:abc\n"};
enum { N = 4 };

static struct sifa_draft blank_draft(const char *title)
{
	struct sifa_draft d = {.kind = "mediation"};

	snprintf(d.title, sizeof d.title, "%s", title);
	return d;
}

static void keep(struct sifa_session *se, struct sifa_draft *d)
{
	struct sifa_err err = {0};

	ok(sifa_draft_save(se, d, fields, texts, N, &err), &err);
}

static size_t count(struct sifa_session *se, struct sifa_draft **out)
{
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_draft_list(se, out, &n, &err), &err);
	return n;
}

static void path_of(const struct fix *x, const char *name, char *path, size_t size)
{
	snprintf(path, size, "%s/s/drafts/%s", x->dir, name);
}

static void a_draft_comes_back_letter_by_letter(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("写了一半"), *list;
	struct sifa_err err = {0};
	char **field, **text;
	size_t n;

	d.record = 4711;
	d.rev = 3;
	keep(x->clerk[0], &d);
	assert_true(d.name[0]);
	assert_int_equal(d.saved, noon(2013, 12, 20));
	assert_int_equal(count(x->clerk[0], &list), 1);
	assert_string_equal(list[0].name, d.name);
	assert_string_equal(list[0].kind, "mediation");
	assert_string_equal(list[0].title, "写了一半");
	assert_int_equal(list[0].record, 4711);
	assert_int_equal(list[0].rev, 3);
	ok(sifa_draft_load(x->clerk[0], &list[0], &field, &text, &n, &err), &err);
	assert_int_equal(n, N);
	for (size_t i = 0; i < N; i++) {
		assert_string_equal(field[i], fields[i]);
		assert_string_equal(text[i], texts[i]);
	}
	free(field);
	free(list);
}

static void the_same_draft_is_kept_again_under_its_name(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("一"), *list;
	char name[sizeof d.name];

	keep(x->clerk[0], &d);
	memcpy(name, d.name, sizeof name);
	snprintf(d.title, sizeof d.title, "二");
	keep(x->clerk[0], &d);
	assert_string_equal(d.name, name);
	assert_int_equal(count(x->clerk[0], &list), 1);
	assert_string_equal(list[0].title, "二");
	free(list);
}

static void several_stand_side_by_side_the_latest_first(void **state)
{
	struct fix *x = *state;
	struct sifa_session *later = enter(x->sifa, "li", noon(2013, 12, 21));
	struct sifa_draft a = blank_draft("早"), b = blank_draft("晚"), *list;

	keep(x->clerk[0], &a);
	keep(later, &b);
	assert_int_equal(count(later, &list), 2);
	assert_string_equal(list[0].title, "晚");
	assert_string_equal(list[1].title, "早");
	free(list);
	sifa_draft_drop(later, &b);
	assert_int_equal(count(later, &list), 1);
	assert_string_equal(list[0].title, "早");
	free(list);
	sifa_logout(later);
}

static void a_draft_is_its_writers_alone(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("私"), *list;
	struct sifa_err err = {0};
	char **field, **text;
	size_t n;

	keep(x->clerk[0], &d);
	assert_int_equal(count(x->clerk[1], &list), 0);
	assert_null(list);
	assert_int_equal(sifa_draft_load(x->clerk[1], &d, &field, &text, &n, &err),
			 SIFA_E_NOTFOUND);
	sifa_draft_drop(x->clerk[1], &d);
	assert_int_equal(count(x->clerk[0], &list), 1);
	free(list);
}

static void names_lead_nowhere_else(void **state)
{
	static const char *const names[] = {"../../etc/passwd", "..", "a/b", "A",
					    "d-1.saving",	"d_1"};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct sifa_draft d = blank_draft("坏");
		struct sifa_err err = {0};
		char **field, **text;
		size_t n;

		snprintf(d.name, sizeof d.name, "%s", names[i]);
		assert_int_equal(sifa_draft_save(x->clerk[0], &d, fields, texts, N, &err),
				 SIFA_E_USAGE);
		err = (struct sifa_err){0};
		assert_int_equal(sifa_draft_load(x->clerk[0], &d, &field, &text, &n, &err),
				 SIFA_E_NOTFOUND);
		sifa_draft_drop(x->clerk[0], &d);
	}
}

/* A link in the place of a draft is not followed, neither to read nor to write. */
static void links_are_not_followed(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("链"), *list;
	struct sifa_err err = {0};
	char path[160], elsewhere[160], **field, **text;
	struct stat st;
	size_t n;

	keep(x->clerk[0], &d);
	path_of(x, d.name, path, sizeof path);
	snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", x->dir);
	assert_int_equal(rename(path, elsewhere), 0);
	assert_int_equal(symlink(elsewhere, path), 0);
	assert_int_equal(count(x->clerk[0], &list), 0);
	assert_int_not_equal(sifa_draft_load(x->clerk[0], &d, &field, &text, &n, &err), SIFA_OK);
	keep(x->clerk[0], &d); /* takes the place of the link */
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISREG(st.st_mode));
	assert_int_equal(st.st_mode & 0777, 0600);
}

/* Cut anywhere, or with any byte changed, a draft is read whole or not at all. */
static void a_damaged_draft_is_read_whole_or_not_at_all(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("损"), *list;
	char path[160], bytes[512], copy[512];
	size_t size, n, cut_listed = 0;
	FILE *f;

	keep(x->clerk[0], &d);
	path_of(x, d.name, path, sizeof path);
	f = fopen(path, "r");
	size = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	assert_true(size > 40 && size < sizeof bytes);
	for (size_t i = 0; i < 2 * size; i++) {
		bool cut = i < size;
		struct sifa_err err = {0};
		char **field, **text;
		enum sifa_rc rc;

		memcpy(copy, bytes, size);
		if (!cut)
			copy[i - size] ^= 0x20;
		f = fopen(path, "w");
		fwrite(copy, 1, cut ? i : size, f);
		fclose(f);
		rc = sifa_draft_load(x->clerk[0], &d, &field, &text, &n, &err);
		if (cut)
			assert_int_equal(rc, SIFA_E_DAMAGED);
		if (!rc)
			free(field);
		else
			assert_non_null(err.msg);
		cut_listed += count(x->clerk[0], &list);
		free(list);
	}
	assert_true(cut_listed > 0); /* where only the fields are damaged it can be dropped */
	f = fopen(path, "w");
	fwrite(bytes, 1, size, f);
	fclose(f);
	assert_int_equal(count(x->clerk[0], &list), 1);
	free(list);
}

static void foreign_files_are_let_be(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("真"), *list;
	char path[160];
	FILE *f;

	keep(x->clerk[0], &d);
	path_of(x, "d-notes", path, sizeof path);
	f = fopen(path, "w");
	fputs("hello\n", f);
	fclose(f);
	path_of(x, "d-folder", path, sizeof path);
	assert_int_equal(mkdir(path, 0700), 0);
	path_of(x, "d-pipe", path, sizeof path);
	assert_int_equal(mkfifo(path, 0600), 0); /* must not stop the list */
	assert_int_equal(count(x->clerk[0], &list), 1);
	assert_string_equal(list[0].title, "真");
	free(list);
}

static void forms_too_large_are_refused(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("大"), *list;
	struct sifa_err err = {0};
	const char *name = "summary", *text;
	char *large = malloc((5 << 20) + 1);

	memset(large, 'a', 5 << 20);
	large[5 << 20] = '\0';
	text = large;
	assert_int_equal(sifa_draft_save(x->clerk[0], &d, &name, &text, 1, &err), SIFA_E_USAGE);
	assert_int_equal(
		sifa_draft_save(x->clerk[0], &d, &name, &text, 5000, &(struct sifa_err){0}),
		SIFA_E_USAGE);
	assert_int_equal(count(x->clerk[0], &list), 0);
	free(large);
}

/* The old draft stands when the new one cannot be written. */
static void a_full_disk_keeps_the_old_one(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("旧"), *list;
	struct rlimit was, none = {0, 0};
	struct sifa_err err = {0};
	char path[160];
	enum sifa_rc rc;

	keep(x->clerk[0], &d);
	snprintf(d.title, sizeof d.title, "新");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	none.rlim_max = was.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	rc = sifa_draft_save(x->clerk[0], &d, fields, texts, N, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_int_not_equal(rc, SIFA_OK);
	assert_non_null(err.msg);
	assert_int_equal(count(x->clerk[0], &list), 1);
	assert_string_equal(list[0].title, "旧");
	free(list);
	snprintf(path, sizeof path, "%s/s/drafts/%s.saving", x->dir, d.name);
	assert_int_not_equal(access(path, F_OK), 0); /* nothing left of the attempt */
}

static void drafts_need_no_gate(void **state)
{
	struct fix *x = *state;
	struct sifa_draft d = blank_draft("占用"), *list;
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 16};
	char path[160];
	int fd;

	snprintf(path, sizeof path, "%s/s/gate", x->dir);
	fd = open(path, O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_OFD_SETLK, &l), 0); /* somebody writes and writes */
	keep(x->clerk[0], &d);
	assert_int_equal(count(x->clerk[0], &list), 1);
	free(list);
	close(fd);
}

/* Killed at any moment while it keeps the same draft again and again, the writer
 * leaves one whole draft, the last or the one before. */
static void a_kill_leaves_a_whole_draft(void **state)
{
	struct fix *x = *state;

	for (int round = 0; round < 12; round++) {
		struct sifa_draft d = blank_draft("杀"), *list;
		struct sifa_err err = {0};
		char **field, **text;
		int told[2], last = 0, got;
		size_t n;
		pid_t pid;

		keep(x->clerk[0], &d);
		assert_int_equal(pipe(told), 0);
		pid = fork();
		if (!pid) { /* only files are touched: the store's handle is left alone */
			for (int i = 1;; i++) {
				char value[32];
				const char *name = "no", *v = value;

				snprintf(value, sizeof value, "%d", i);
				if (sifa_draft_save(x->clerk[0], &d, &name, &v, 1, NULL) ||
				    write(told[1], &i, sizeof i) != sizeof i)
					_exit(1);
			}
		}
		close(told[1]);
		for (int i = 0; i <= round; i++)
			assert_int_equal(read(told[0], &last, sizeof last), sizeof last);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		while (read(told[0], &got, sizeof got) == sizeof got)
			last = got;
		close(told[0]);
		ok(sifa_draft_load(x->clerk[0], &d, &field, &text, &n, &err), &err);
		assert_int_equal(n, 1);
		assert_true(atoi(text[0]) >= last && atoi(text[0]) <= last + 1);
		free(field);
		assert_int_equal(count(x->clerk[0], &list), 1);
		free(list);
		sifa_draft_drop(x->clerk[0], &d);
	}
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_draft_comes_back_letter_by_letter),
		T(the_same_draft_is_kept_again_under_its_name),
		T(several_stand_side_by_side_the_latest_first),
		T(a_draft_is_its_writers_alone),
		T(names_lead_nowhere_else),
		T(links_are_not_followed),
		T(a_damaged_draft_is_read_whole_or_not_at_all),
		T(foreign_files_are_let_be),
		T(forms_too_large_are_refused),
		T(a_full_disk_keeps_the_old_one),
		T(drafts_need_no_gate),
		T(a_kill_leaves_a_whole_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

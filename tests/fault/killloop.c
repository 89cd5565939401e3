/* killloop.c - writers are killed at any instant, again and again; what was
 * acknowledged is never lost, and the store is whole afterwards.
 * killloop KILLS WRITERS: exits 0 when nothing is wrong. */
#include <signal.h>
#include <sys/mman.h>
#include <time.h>

#include "../core/store_fixture.h"

enum { WRITERS_MAX = 8, ACKED_MAX = 200000 };

struct shared {
	volatile int next; /* case numbers are taken once */
	volatile int stop;
	volatile int failed;
	volatile int nacked;
	volatile uint64_t acked[ACKED_MAX]; /* ids whose save returned */
};

static void writer(struct fix *f, struct shared *sh)
{
	struct sifa_err err = {0};

	fix_open(f);
	while (!sh->stop) {
		int i = __sync_fetch_and_add(&sh->next, 1);
		struct sifa_record *r = fix_case(f, i % 900);
		char no[64];

		snprintf(no, sizeof no, "(2013)垣新人调字第%d号", i + 1000);
		fix_set(r, "no", no);
		f->now = 1387500000;
		if (fix_put(f, r, &err)) {
			sh->failed = 1;
			fprintf(stderr, "save failed: %s\n", err.msg ? err.msg : "?");
			_exit(1);
		}
		sh->acked[__sync_fetch_and_add(&sh->nacked, 1) % ACKED_MAX] = r->id;
		sifa_record_free(r);
	}
	_exit(0);
}

static pid_t start(struct fix *f, struct shared *sh)
{
	pid_t p = fork();

	if (!p)
		writer(f, sh);
	return p;
}

/* Every acknowledged record is there; ids given by a writer that was killed
 * between commit and acknowledgement are legal extras. */
static int lost(struct fix *f, const struct shared *sh)
{
	struct snap *sn;
	struct stored at;
	int bad = 0;

	if (snap_begin(f->store, &sn, NULL))
		return 1;
	for (int i = 0; i < sh->nacked && i < ACKED_MAX; i++)
		if (sh->acked[i] && snap_get(sn, sh->acked[i], false, &at, NULL))
			bad++;
	snap_end(sn);
	return bad;
}

int main(int argc, char **argv)
{
	int kills = argc > 1 ? atoi(argv[1]) : 300, writers = argc > 2 ? atoi(argv[2]) : 4, bad;
	struct shared *sh =
		mmap(NULL, sizeof *sh, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct timespec nap = {0, 0};
	pid_t pid[WRITERS_MAX];
	void *state = NULL;
	struct fix *f;

	if (sh == MAP_FAILED || writers > WRITERS_MAX || fix_setup(&state))
		return 2;
	f = state;
	fix_close(f); /* an environment is never carried over a fork */
	srand(7);
	for (int i = 0; i < writers; i++)
		pid[i] = start(f, sh);
	for (int k = 0; k < kills && !sh->failed; k++) {
		int i = rand() % writers;

		nap.tv_nsec = 1000 * (rand() % 9000);
		nanosleep(&nap, NULL);
		kill(pid[i], SIGKILL);
		waitpid(pid[i], NULL, 0);
		pid[i] = start(f, sh);
	}
	sh->stop = 1;
	for (int i = 0; i < writers; i++)
		waitpid(pid[i], NULL, 0);
	fix_open(f);
	fix_clean(f);
	bad = lost(f, sh);
	printf("%d kills, %d saves acknowledged, %d lost\n", kills, sh->nacked, bad);
	fix_teardown(&state);
	return bad || sh->failed || !sh->nacked;
}

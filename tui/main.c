/* main.c - options, store and session; then the console or a verb. */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "desk.h"
#include "verb/verb.h"

/* A crash must not leave names and cases behind in a file. */
static void no_dumps(void)
{
	struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
}

static void utf8_locale(void)
{
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8"))
		setlocale(LC_CTYPE, "C.UTF-8");
}

struct option_row {
	const char *name;
	bool (*take)(struct verb_env *env, const char *value);
};

static bool take_store(struct verb_env *env, const char *v)
{
	env->store = v;
	return *v;
}

static bool take_config(struct verb_env *env, const char *v)
{
	env->config = v;
	return *v;
}

static bool take_now(struct verb_env *env, const char *v)
{
	sifa_day d;

	if (sifa_day_parse(v, strlen(v), SIFA_DAY_NONE, &d))
		return false;
	env->now = (int64_t)d * 86400 + 4 * 3600; /* noon in UTC+8 */
	env->now_forced = true;
	return true;
}

static bool take_lang(struct verb_env *env, const char *v)
{
	env->lang_given = true;
	lang_set(!strcmp(v, "en") ? SIFA_EN : SIFA_ZH);
	return !strcmp(v, "en") || !strcmp(v, "zh");
}

static bool take_format(struct verb_env *env, const char *v)
{
	static const char *const name[] = {"table", "csv", "jsonl"};

	for (size_t i = 0; i < 3; i++)
		if (!strcmp(v, name[i])) {
			env->format = (enum verb_format)i;
			return true;
		}
	return false;
}

static const struct option_row options[] = {
	{"--store", take_store}, {"--config", take_config}, {"--now", take_now},
	{"--lang", take_lang},	 {"--format", take_format},
};

/* Takes the common options out of argv, wherever they stand; -1 after a message. */
static int take_options(struct verb_env *env, int argc, char **argv)
{
	int n = 1;
	char msg[300];

	for (int i = 1; i < argc; i++) {
		const struct option_row *o = NULL;

		for (size_t j = 0; j < sizeof options / sizeof *options; j++)
			if (!strcmp(argv[i], options[j].name))
				o = &options[j];
		if (!o) {
			argv[n++] = argv[i];
			continue;
		}
		if (i + 1 == argc || !o->take(env, argv[i + 1])) {
			fprintf(stderr, "sifa: %s\n",
				lang_fill(msg, sizeof msg,
					  _("the option {1} needs a value it knows; see sifa help"),
					  argv[i], NULL));
			return -1;
		}
		i++;
	}
	argv[n] = NULL;
	return n;
}

static const char *default_store(char *buf, size_t size)
{
	const char *s = getenv("SIFA_STORE"), *data = getenv("XDG_DATA_HOME"),
		   *home = getenv("HOME");

	if (s && *s)
		return s;
	if (data && *data)
		snprintf(buf, size, "%s/sifa", data);
	else
		snprintf(buf, size, "%s/.local/share/sifa", home && *home ? home : ".");
	return buf;
}

static const char *default_config(void)
{
	const char *c = getenv("SIFA_CONFIG");
	struct stat st;

	if (c && *c)
		return c;
	return !stat(SIFA_CONFIG_DIR, &st) ? SIFA_CONFIG_DIR : "config";
}

static const struct verb *find_verb(const char *name)
{
	for (size_t i = 0; verbs[i]; i++)
		if (!strcmp(verbs[i]->name, name))
			return verbs[i];
	return NULL;
}

static int unknown_verb(const char *name)
{
	const char *best = verb_nearest(name);
	char msg[300];

	fprintf(stderr, "sifa: %s\n",
		lang_fill(msg, sizeof msg,
			  best ? _("there is no verb {1}; did you mean {2}? See sifa help")
			       : _("there is no verb {1}; see sifa help"),
			  name, best ? best : "", NULL));
	return 2;
}

static int open_store(struct verb_env *env, unsigned flags)
{
	struct sifa_login login = {.now = env->now, .now_forced = env->now_forced};
	struct sifa_err err = {0};
	char host[64] = "local";
	const char *ssh = getenv("SSH_CONNECTION");

	if (ssh && *ssh)
		snprintf(host, sizeof host, "%.*s", (int)strcspn(ssh, " "), ssh);
	login.host = host;
	if (sifa_open(env->store, flags & VERB_BATCH ? SIFA_OPEN_BATCH : 0, &env->sifa, &err) ||
	    sifa_login(env->sifa, &login, &env->se, &err))
		return verb_fail(&err);
	return 0;
}

static int run(struct verb_env *env)
{
	const struct verb *v = env->argc ? find_verb(env->argv[0]) : NULL;
	int code;

	if (env->argc && !v)
		return unknown_verb(env->argv[0]);
	if (v && !(v->flags & VERB_STORE))
		return v->run(env);
	code = open_store(env, v ? v->flags : 0);
	if (code)
		return code;
	if (v)
		return v->run(env);
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return desk_run(env->sifa, env->se);
	return verb_brief(env);
}

int main(int argc, char **argv)
{
	char store[4096];
	struct verb_env env = {.now = (int64_t)time(NULL)};
	int n, code;

	no_dumps();
	utf8_locale();
	n = take_options(&env, argc, argv);
	if (n < 0)
		return 2;
	env.argc = n - 1;
	env.argv = argv + 1;
	if (!env.store)
		env.store = default_store(store, sizeof store);
	if (!env.config)
		env.config = default_config();
	if (env.argc && !strcmp(env.argv[0], "--version")) {
		printf("sifa %s\n", SIFA_VERSION);
		return 0;
	}
	if (env.argc && (!strcmp(env.argv[0], "--help") || !strcmp(env.argv[0], "-h")))
		env.argv[0] = (char *)(uintptr_t) "help";
	code = run(&env);
	sifa_logout(env.se);
	sifa_close(env.sifa);
	if (fflush(stdout) && !code) {
		fprintf(stderr, "sifa: %s\n", strerror(errno));
		code = 74;
	}
	return code;
}

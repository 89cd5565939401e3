/* main.c - options, store and session; then the console or a verb. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "desk.h"
#include "process.h"
#include "verb/verb.h"

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

static bool take_user(struct verb_env *env, const char *v)
{
	env->user = v;
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
	(void)env;
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
	{"--lang", take_lang},	 {"--format", take_format}, {"--as", take_user},
};

static const struct option_row *find_option(const char *s)
{
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (verb_is_option(s, options[i].name))
			return &options[i];
	return NULL;
}

/* Takes the common options out of argv, wherever they stand; what is left, or -1
 * after a message. */
static int take_options(struct verb_env *env, int argc, char **argv)
{
	int n = 1;
	char msg[300];

	for (int i = 1; i < argc; i++) {
		const struct option_row *o = find_option(argv[i]);
		const char *value = strchr(argv[i], '=');

		if (!o) {
			argv[n++] = argv[i];
			continue;
		}
		value = value ? value + 1 : argv[++i]; /* argv ends with NULL */
		if (!value || !o->take(env, value)) {
			fprintf(stderr, "sifa: %s\n",
				lang_fill(msg, sizeof msg,
					  _("the option {1} needs a value it knows; see sifa help"),
					  o->name, NULL));
			return -1;
		}
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
	const bool option = *name == '-';
	const char *best = option ? verb_nearest(name, verb_common) : verb_nearest_verb(name);
	const char *text =
		option ? best ? _("there is no option {1}; did you mean {2}? See sifa help")
			      : _("there is no option {1}; see sifa help")
		: best ? _("there is no verb {1}; did you mean {2}? See sifa help")
		       : _("there is no verb {1}; see sifa help");
	char msg[300];

	fprintf(stderr, "sifa: %s\n",
		lang_fill(msg, sizeof msg, text, name, best ? best : "", NULL));
	return 2;
}

static int open_store(struct verb_env *env, unsigned flags)
{
	struct sifa_login login = {
		.user = env->user, .now = env->now, .now_forced = env->now_forced};
	struct sifa_err err = {0};
	char host[64] = "local";
	const char *ssh = getenv("SSH_CONNECTION");

	if (ssh && *ssh)
		snprintf(host, sizeof host, "%.*s", (int)strcspn(ssh, " "), ssh);
	login.host = host;
	login.lang = lang_now();
	if (sifa_open(env->store, flags & VERB_BATCH ? SIFA_OPEN_BATCH : 0, &env->sifa, &err) ||
	    sifa_login(env->sifa, &login, &env->se, &err))
		return verb_fail(&err);
	if (env->now_forced) /* a person typed the date */
		sifa_clock_confirm(env->se);
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

/* sifa VERB --help is sifa help VERB. */
static void turn_help(struct verb_env *env)
{
	static char help[] = "help";

	for (int i = 0; i < env->argc; i++) {
		if (strcmp(env->argv[i], "--help") && strcmp(env->argv[i], "-h"))
			continue;
		if (i) {
			env->argv[1] = env->argv[0];
			env->argc = 2;
		}
		env->argv[0] = help;
		return;
	}
}

static bool makes_store(const char *verb)
{
	const struct verb *v = find_verb(verb);

	return v && v->flags & VERB_MAKES;
}

/* The folders above the default one; where that fails, making the store says so. */
static void make_way(char *path)
{
	for (char *p = path + 1; (p = strchr(p, '/')); *p++ = '/') {
		*p = '\0';
		mkdir(path, 0700);
	}
}

int main(int argc, char **argv)
{
	char store[4096];
	struct verb_env env = {.now = (int64_t)time(NULL)};
	int n, code;

	process_begin();
	n = take_options(&env, argc, argv);
	if (n < 0)
		return 2;
	env.argc = n - 1;
	env.argv = argv + 1;
	turn_help(&env);
	if (!env.store)
		env.store = default_store(store, sizeof store);
	if (env.store == store && env.argc && makes_store(env.argv[0]))
		make_way(store);
	if (!env.config)
		env.config = default_config();
	if (env.argc && !strcmp(env.argv[0], "--version")) {
		printf("sifa %s\n", SIFA_VERSION);
		return process_end(0);
	}
	code = run(&env);
	sifa_logout(env.se);
	sifa_close(env.sifa);
	return process_end(code);
}

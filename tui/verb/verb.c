/* verb.c - the list of verbs, and what they share: arguments, messages, tables. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "verb.h"

const struct verb *const verbs[] = {
	&verb_init,    &verb_demo,   &verb_config,   &verb_import,    &verb_export,  &verb_due,
	&verb_list,    &verb_show,   &verb_of_print, &verb_put,	      &verb_get,     &verb_dossier,
	&verb_step,    &verb_number, &verb_subsidy,  &verb_allowance, &verb_reverse, &verb_balance,
	&verb_of_kind, &verb_score,  &verb_letter_,  &verb_of_return, &verb_check,   &verb_person,
	&verb_same,    &verb_move,   &verb_hand,     &verb_help,      NULL,
};

const char *const verb_common[] = {"--store",  "--as",	 "--config",  "--now", "--lang",
				   "--format", "--help", "--version", NULL};

int verb_fail(const struct sifa_err *err)
{
	char text[1024];

	fprintf(stderr, "sifa: %s\n", lang_error(text, sizeof text, err));
	if (err->rc == SIFA_E_CLOCK)
		fprintf(stderr, "%s\n",
			_("If this day is right, confirm it: give it with --now DATE."));
	return lang_exit_code(err->rc);
}

int verb_findings(const struct sifa_findings *f, int code)
{
	char text[1024], n[24];

	for (size_t i = 0; i < f->n; i++) {
		const char *word = f->v[i].severity == SIFA_ERROR     ? _("error")
				   : f->v[i].severity == SIFA_WARNING ? _("warning")
								      : _("hint");

		fprintf(stderr, "%s: %s\n", word, lang_error(text, sizeof text, &f->v[i].err));
	}
	if (f->total > f->n) {
		snprintf(n, sizeof n, "%zu", f->total - f->n);
		fprintf(stderr, "%s\n", lang_fill(text, sizeof text, _("and {1} more"), n, NULL));
	}
	return f->errors ? 65 : code;
}

/* Warnings are shown, and whoever sits there is asked why it is saved all the same. */
static bool ask_reason(struct sifa_record *r, const struct sifa_findings *f)
{
	char line[200];

	if (!isatty(0) || !isatty(2))
		return false;
	verb_findings(f, 0);
	fprintf(stderr, "%s ",
		_("Why is it saved all the same? The reason is kept in its history."));
	fflush(stderr);
	if (!fgets(line, sizeof line, stdin))
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	sifa_record_reason(r, line);
	return *line;
}

int verb_save(struct verb_env *env, struct sifa_record *r)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	int code = 0;
	enum sifa_rc rc = sifa_save(env->se, r, &f, &err);

	if (rc == SIFA_E_REASON && ask_reason(r, &f)) {
		sifa_findings_free(&f);
		memset(&err, 0, sizeof err);
		rc = sifa_save(env->se, r, &f, &err);
	}
	if (rc) {
		code = verb_fail(&err);
		verb_findings(&f, 0);
	}
	sifa_findings_free(&f);
	return code;
}

/* ---- arguments ---- */

int verb_usage(const struct verb *v, const char *what)
{
	fprintf(stderr, "sifa: %s\n%s sifa %s%s%s\n", what, _("usage:"), v->name,
		*v->args ? " " : "", v->args);
	return 2;
}

int verb_misuse(const struct verb *v, const char *msgid, const char *arg)
{
	char msg[300];

	return verb_usage(v, lang_fill(msg, sizeof msg, msgid, arg, NULL));
}

/* "coverage" of the act "letter coverage". */
static const char *act_word(const struct verb *act)
{
	const char *space = strchr(act->name, ' ');

	return space ? space + 1 : act->name;
}

int verb_act(struct verb_env *env, const struct verb *v, const struct verb *const *acts)
{
	const char *name = env->argc > 1 ? env->argv[1] : NULL;

	for (size_t i = 0; name && acts[i]; i++) {
		if (strcmp(act_word(acts[i]), name) != 0)
			continue;
		env->argc--;
		env->argv++;
		return acts[i]->run(env);
	}
	if (name)
		verb_misuse(v, N_("{1} is no act of this verb; there are"), name);
	else
		verb_usage(v, _("an act of this verb is expected; there are"));
	for (size_t i = 0; acts[i]; i++)
		fprintf(stderr, "  sifa %s%s%s\n      %s\n", acts[i]->name,
			*acts[i]->args ? " " : "", acts[i]->args, _(acts[i]->summary));
	return 2;
}

/* Edit distance of two short words. */
static size_t distance(const char *a, const char *b)
{
	size_t row[32], n = strlen(b);

	if (n > 31 || strlen(a) > 31)
		return 99;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; *a; a++, i++) {
		size_t diag = row[0];

		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t up = row[j], best = diag + (*a != b[j - 1]);

			if (up + 1 < best)
				best = up + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			diag = up;
			row[j] = best;
		}
	}
	return row[n];
}

const char *verb_nearest(const char *s, const char *const *names)
{
	const char *best = NULL;
	size_t least = 3;

	for (; *names; names++) {
		size_t d = distance(s, *names);

		if (d < least) {
			least = d;
			best = *names;
		}
	}
	return best;
}

const char *verb_nearest_verb(const char *s)
{
	const char *names[sizeof verbs / sizeof *verbs];
	size_t n = 0;

	for (; verbs[n]; n++)
		names[n] = verbs[n]->name;
	names[n] = NULL;
	return verb_nearest(s, names);
}

bool verb_is_option(const char *s, const char *option)
{
	size_t n = strlen(option);

	return !strncmp(s, option, n) && (!s[n] || s[n] == '=');
}

static int unknown_option(const struct verb_args *a, const char *s)
{
	const char *names[24], *near;
	size_t n = 0;
	char msg[300];

	for (; n < a->n; n++)
		names[n] = a->options[n].name;
	for (size_t i = 0; verb_common[i]; i++)
		names[n++] = verb_common[i];
	names[n] = NULL;
	near = verb_nearest(s, names);
	verb_usage(a->verb, lang_fill(msg, sizeof msg,
				      near ? _("{1} is no option of this verb; did you mean {2}?")
					   : _("{1} is no option of this verb"),
				      s, near, NULL));
	return -2;
}

int verb_next(struct verb_args *a, const char **name, const char **value)
{
	const char *s;

	*name = *value = NULL;
	if (++a->at >= a->env->argc)
		return -1;
	s = a->env->argv[a->at];
	if (s[0] != '-' || !s[1]) { /* - is standard input */
		*value = s;
		return 0;
	}
	for (size_t i = 0; i < a->n; i++) {
		const struct verb_option *o = &a->options[i];
		const char *equals = strchr(s, '=');

		if (!verb_is_option(s, o->name) || (equals && !o->value))
			continue;
		*name = o->name;
		if (equals)
			*value = equals + 1;
		else if (o->value && ++a->at < a->env->argc)
			*value = a->env->argv[a->at];
		if (*value || !o->value)
			return 1;
		verb_misuse(a->verb, N_("{1} needs a value"), s);
		return -2;
	}
	return unknown_option(a, s);
}

bool verb_whole(const char *s, uint64_t least, uint64_t most, uint64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoull(s, &end, 10);
	return *s >= '0' && *s <= '9' && !*end && !errno && *out >= least && *out <= most;
}

struct sifa_record *verb_record(const struct verb_env *env, const struct verb *v,
				const char *number, int *code)
{
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};
	uint64_t id;

	if (sifa_id_parse(number, &id))
		*code = verb_misuse(v, N_("{1} is not the number of a record, like 10203-4571"),
				    number);
	else if (sifa_record_get(env->se, sifa_same_lead(env->se, id), &r, &err))
		*code = verb_fail(&err);
	return r;
}

char *verb_no_letter(sifa_day day, char *buf, size_t size)
{
	char year[16];

	sifa_day_format(day, year);
	year[4] = '\0';
	return lang_fill(buf, size,
			 _("no letter is signed for {1}: `sifa letter targets` gives out its "
			   "numbers; for the score of another year name its letter"),
			 year, NULL);
}

const struct sifa_letter *verb_letter(const struct verb_env *env, const char *id, sifa_day day)
{
	const struct sifa_letter **now = NULL, *l = id ? sifa_letter(env->sifa, id) : NULL;
	size_t n = 0;
	const struct sifa_letter *const *all;
	char msg[300];

	if (!id && !sifa_letters_now(env->se, day, &now, &n, NULL) && n)
		l = now[0];
	free(now);
	if (l)
		return l;
	if (!id) {
		fprintf(stderr, "sifa: %s\n", verb_no_letter(day, msg, sizeof msg));
		return NULL;
	}
	all = sifa_letters(env->sifa, &n);
	fprintf(stderr, "sifa: %s",
		lang_fill(msg, sizeof msg, _("there is no letter {1}; known are"), id, NULL));
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, " %s", sifa_letter_id(all[i]));
	fputc('\n', stderr);
	return NULL;
}

const struct sifa_kind *verb_kind(const struct verb_env *env, const char *name)
{
	const struct sifa_kind *k = sifa_kind(env->sifa, name);
	size_t n;
	const struct sifa_kind *const *all = sifa_kinds(env->sifa, &n);
	char msg[300];

	for (size_t i = 0; i < n && !k; i++)
		for (int l = 0; l < SIFA_LANGS && !k; l++)
			if (!strcmp(all[i]->ledger[l], name) || !strcmp(all[i]->label[l], name))
				k = all[i];
	if (k)
		return k;
	fprintf(stderr, "sifa: %s",
		lang_fill(msg, sizeof msg, _("there is no kind {1}; known are"), name, NULL));
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, "%s%s %s", i % 5 ? "  " : "\n  ", all[i]->code,
			all[i]->label[lang_now()]);
	fputc('\n', stderr);
	return NULL;
}

/* Is the unit called so, or is this its code? */
static bool is_called(const struct verb_env *env, uint64_t id, const char *name)
{
	struct sifa_record *r = NULL;
	const struct sifa_field *code;
	char text[128];
	bool is = !strcmp(sifa_title(env->se, id, false, SIFA_ZH, text, sizeof text), name);

	if (is || sifa_record_get(env->se, id, &r, NULL))
		return is;
	code = sifa_field(sifa_record_kind(r), "code");
	if (code)
		is = !strcmp(
			sifa_format(env->se, code, sifa_get(r, code), SIFA_ZH, text, sizeof text),
			name);
	sifa_record_free(r);
	return is;
}

/* Of the units that sign the letter, or of all offices; *out 0 when none is called so. An exit
 * code after a message. */
static int find_office(const struct verb_env *env, const struct sifa_letter *l, const char *name,
		       uint64_t *out)
{
	struct sifa_err err = {0};
	uint64_t *id = NULL;
	size_t n = 0;

	*out = 0;
	if (l ? sifa_letter_units(env->se, l, &id, &n, &err) : sifa_offices(env->se, &id, &n, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < n && !*out; i++)
		if (is_called(env, id[i], name))
			*out = id[i];
	free(id);
	return 0;
}

int verb_letter_office(struct verb_env *env, const struct sifa_letter *l, const char *name,
		       uint64_t *id)
{
	struct sifa_err err = {.rc = SIFA_E_NOTFOUND,
			       .msg = N_("there is no office {1}; see sifa list ORG")};
	int code = find_office(env, l, name, id);

	if (code || *id)
		return code;
	snprintf(err.arg[0], sizeof err.arg[0], "%s", name);
	return verb_fail(&err);
}

int verb_office(const struct verb_env *env, const struct verb *v, const char *name, uint64_t *out)
{
	int code = find_office(env, NULL, name, out);

	return code || *out ? code : verb_misuse(v, N_("there is no office {1}"), name);
}

/* ---- tables ---- */

static _Noreturn void no_memory(void)
{
	fprintf(stderr, "sifa: %s\n", _("out of memory"));
	exit(71);
}

void verb_cell(struct verb_table *t, const char *text)
{
	if (t->n == t->cap) {
		size_t cap = t->cap ? t->cap * 2 : 256;
		char **p = realloc(t->cell, cap * sizeof *p);

		if (!p)
			no_memory();
		t->cell = p;
		t->cap = cap;
	}
	if (!(t->cell[t->n++] = strdup(text)))
		no_memory();
}

void verb_print(struct verb_table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		int w = sifa_text_width(t->cell[i], strlen(t->cell[i]));

		if (w > t->width[i % t->columns])
			t->width[i % t->columns] = w;
	}
	for (size_t i = 0; i < t->n; i++) {
		size_t c = i % t->columns;
		int pad = t->width[c] - sifa_text_width(t->cell[i], strlen(t->cell[i]));
		bool last = c + 1 == t->columns;

		if (t->right[c])
			printf("%*s%s", pad, "", t->cell[i]);
		else
			printf("%s%*s", t->cell[i], last ? 0 : pad, "");
		fputs(last ? "\n" : "  ", stdout);
		free(t->cell[i]);
	}
	t->n = 0;
}

void verb_table_free(struct verb_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->cell[i]);
	free(t->cell);
	*t = (struct verb_table){0};
}

static bool is_formula(const char *s)
{
	return *s && (strchr("=+@\t\r", *s) || (*s == '-' && !(s[1] >= '0' && s[1] <= '9')));
}

void verb_csv(const char *text, bool last)
{
	const bool quoted = strpbrk(text, ",\"\n\r") != NULL;

	if (quoted)
		putchar('"');
	if (is_formula(text))
		putchar('\'');
	for (; *text; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	if (quoted)
		putchar('"');
	putchar(last ? '\n' : ',');
}

void verb_json(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			printf("\\%c", *text);
		else if ((unsigned char)*text < 32)
			printf("\\u%04x", (unsigned)*text);
		else
			putchar(*text);
	}
	putchar('"');
}

void verb_column(const struct verb_env *env, struct verb_table *t, const char *const *key, size_t i,
		 size_t n, const char *text)
{
	bool last = i + 1 == n;

	if (env->format == VERB_TABLE) {
		verb_cell(t, text);
	} else if (env->format == VERB_CSV) {
		verb_csv(text, last);
	} else {
		printf("%c\"%s\":", i ? ',' : '{', key[i]);
		verb_json(text);
		if (last)
			puts("}");
	}
}

void verb_row(const struct verb_env *env, struct verb_table *t, const char *const *key,
	      const char *const *cell, size_t n)
{
	for (size_t i = 0; i < n; i++)
		verb_column(env, t, key, i, n, cell[i]);
}

const char *verb_role(const struct verb_env *env, enum sifa_role r)
{
	static const char *const key[] = {"counted", "population", "lacks", "against"};
	static const char *const word[] = {N_("counted"), N_("population"),
					   N_("lacks the evidence"), N_("against")};

	return env->format == VERB_TABLE ? _(word[r]) : key[r];
}

int verb_state(const struct verb_env *env, const struct verb *v, const char *number)
{
	int code = 0;
	struct sifa_record *r = verb_record(env, v, number, &code);
	const struct sifa_state_def *state = r ? sifa_record_state(r) : NULL;

	if (state)
		puts(state->label[lang_now()]);
	sifa_record_free(r);
	return code;
}

static enum sifa_rc to_stdout(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	(void)arg;
	if (fwrite(s, 1, n, stdout) == n)
		return SIFA_OK;
	if (err)
		*err = (struct sifa_err){.rc = SIFA_E_IO, .msg = N_("cannot write the output")};
	return SIFA_E_IO;
}

const struct sifa_sink verb_stdout = {to_stdout, NULL};

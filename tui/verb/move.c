/* move.c - sifa move and sifa hand: records in the wrong place, and those that go to
 * another unit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "verb.h"

struct wish {
	const char **arg;
	size_t n;
	const char *reason, *to, *of; /* logins */
	bool yes, no;
};

static int read_args(struct verb_env *env, const struct verb *v, size_t options, struct wish *w)
{
	static const struct verb_option all[] = {{"--reason", true},
						 {"--yes", false},
						 {"--no", false},
						 {"--to", true},
						 {"--of", true}};
	struct verb_args a = {.verb = v, .env = env, .options = all, .n = options};
	const char *name, *value;
	int is;

	w->arg = calloc((size_t)env->argc + 1, sizeof *w->arg);
	if (!w->arg)
		return 71;
	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (!is)
			w->arg[w->n++] = value;
		else if (!strcmp(name, "--reason"))
			w->reason = value;
		else if (!strcmp(name, "--to"))
			w->to = value;
		else if (!strcmp(name, "--of"))
			w->of = value;
		else
			*(!strcmp(name, "--yes") ? &w->yes : &w->no) = true;
	}
	return is == -2 ? 2 : 0;
}

static int read_id(const struct verb *v, const char *s, uint64_t *id)
{
	return sifa_id_parse(s, id)
		       ? verb_misuse(v, N_("{1} is not the number of a record, like 10203-4571"), s)
		       : 0;
}

/* Is the whole of its code or login what was typed? */
static bool is_exact(const struct sifa_record *r, const char *code, const char *s)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), code);
	const struct sifa_value *v = f ? sifa_get(r, f) : NULL;

	return v && v->state == SIFA_SET && v->s && v->len == strlen(s) &&
	       !strncasecmp(v->s, s, v->len);
}

/* By number, code or name: a record that field f could hold. What is exact comes first. */
static int read_one(const struct verb_env *env, const struct sifa_field *f, const char *field,
		    const char *s, const char *several, const char *none, uint64_t *id)
{
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	char text[300];
	int code = 66;

	if (!sifa_id_parse(s, id))
		return 0;
	if (sifa_pick(env->se, f, s, 2, &rows, &err))
		return verb_fail(&err);
	if (rows.n == 1 || (rows.n && is_exact(rows.hit[0].record, field, s))) {
		*id = sifa_record_id(rows.hit[0].record);
		code = 0;
	} else {
		fprintf(stderr, "sifa: %s\n",
			lang_fill(text, sizeof text, rows.n ? several : none, s, NULL));
		code = rows.n ? 65 : 66;
	}
	sifa_rows_free(&rows);
	return code;
}

static int read_unit(const struct verb_env *env, const char *s, uint64_t *id)
{
	return read_one(env, sifa_field(sifa_kind(env->sifa, "unit"), "parent"), "code", s,
			_("{1} may be several units; give the number or code."),
			_("there is no unit {1}"), id);
}

/* By number or login. */
static int read_user(const struct verb_env *env, const char *s, uint64_t *id)
{
	const struct sifa_field *f = sifa_field(sifa_kind(env->sifa, "handover"), "to_user");

	return f ? read_one(env, f, "login", s, _("{1} may be several users; give the login name."),
			    _("there is no user {1}"), id)
		 : 66;
}

/* ---- move ---- */

static int move(struct verb_env *env, const struct wish *w)
{
	uint64_t id, unit;
	struct sifa_err err = {0};
	char text[200], count[24];
	size_t moved;
	int code;

	if (w->n != 2)
		return verb_usage(&verb_move, _("one record and its right unit are expected"));
	code = read_id(&verb_move, w->arg[0], &id);
	if (!code)
		code = read_unit(env, w->arg[1], &unit);
	if (code)
		return code;
	if (sifa_move(env->se, id, unit, w->reason, &moved, &err))
		return verb_fail(&err);
	snprintf(count, sizeof count, "%zu", moved);
	printf("%s\n", lang_fill(text, sizeof text, _("moved: {1}"), count, NULL));
	return 0;
}

static int run_move(struct verb_env *env)
{
	struct wish w = {0};
	int code = read_args(env, &verb_move, 1, &w);

	if (!code)
		code = move(env, &w);
	free(w.arg);
	return code;
}

/* ---- hand ---- */

/* Without records: all that `of` has in hand. */
static int release(struct verb_env *env, const struct wish *w, const uint64_t *id, size_t n,
		   uint64_t of, uint64_t to)
{
	struct sifa_err err = {0};
	uint64_t *handover;
	size_t lists;
	char text[32];

	if (sifa_hand_all(env->se, id, n, of, to, w->reason, &handover, &lists, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < lists; i++)
		printf("%s\n", sifa_id_format(handover[i], text));
	free(handover);
	return 0;
}

static int read_ids(const char *const *arg, size_t n, uint64_t *id)
{
	int code = 0;

	for (size_t i = 0; i < n && !code; i++)
		code = read_id(&verb_hand, arg[i], &id[i]);
	return code;
}

static int to_unit(struct verb_env *env, const struct wish *w)
{
	uint64_t id[SIFA_HAND_MOST], to;
	int code;

	if (w->n < 2 || w->n - 1 > SIFA_HAND_MOST || w->of)
		return verb_usage(&verb_hand, _("a unit and 1 to 500 records are expected"));
	code = read_unit(env, w->arg[0], &to);
	if (!code)
		code = read_ids(w->arg + 1, w->n - 1, id);
	return code ? code : release(env, w, id, w->n - 1, 0, to);
}

static int to_colleague(struct verb_env *env, const struct wish *w)
{
	uint64_t id[SIFA_HAND_MOST], to, of = 0;
	int code;

	if (w->n > SIFA_HAND_MOST || (!w->n && !w->of))
		return verb_usage(&verb_hand,
				  _("1 to 500 records are expected, or --of whose open ones"));
	code = read_user(env, w->to, &to);
	if (!code && w->of)
		code = read_user(env, w->of, &of);
	if (!code)
		code = read_ids(w->arg, w->n, id);
	return code ? code : release(env, w, id, w->n, of, to);
}

static int answer(struct verb_env *env, const struct wish *w)
{
	struct sifa_err err = {0};
	uint64_t id;
	int code;

	if (w->n != 1 || (w->yes && w->no))
		return verb_usage(&verb_hand, _("one hand-over and --yes or --no are expected"));
	code = read_id(&verb_hand, w->arg[0], &id);
	if (code)
		return code;
	if (sifa_hand_answer(env->se, id, w->yes, w->reason, &err))
		return verb_fail(&err);
	return verb_state(env, &verb_hand, w->arg[0]);
}

static int run_hand(struct verb_env *env)
{
	struct wish w = {0};
	int code = read_args(env, &verb_hand, 5, &w);

	if (!code)
		code = w.yes || w.no ? answer(env, &w)
		       : w.to	     ? to_colleague(env, &w)
				     : to_unit(env, &w);
	free(w.arg);
	return code;
}

const struct verb verb_move = {
	"move",
	"ID UNIT --reason TEXT",
	N_("correct the unit of a record entered in the wrong one"),
	N_("  Before a return that counts it was received; the number stays, and what\n"
	   "  belongs to the record goes along. Afterwards: sifa hand.\n\n"
	   "  sifa move 10203-4571 新城司法所 --reason 录错单位"),
	VERB_STORE,
	run_move};

const struct verb verb_hand = {
	"hand",
	"UNIT ID... --reason TEXT | --to USER ID...|--of USER --reason TEXT | HANDOVER --yes|--no "
	"[--reason TEXT]",
	N_("hand records over to another unit or to a colleague, or answer for it"),
	N_("  Prints the number of the hand-over; its list: sifa print NUMBER handover_list.\n"
	   "  The other unit holds the records once it accepted. What happened before counts\n"
	   "  for the old unit.\n\n"
	   "  --to USER   to a colleague of the same unit, who alone answers; what is due is then\n"
	   "              his, and he stands where the other one was in charge\n"
	   "  --of USER   whose they were; without numbers: all that is open and in his charge\n\n"
	   "  sifa hand 新城司法所 10203-4571 10203-4580 --reason 区划调整\n"
	   "  sifa --as zhang hand 10203-4999 --yes\n"
	   "  sifa hand --to wang --of zhang --reason 调离"),
	VERB_STORE,
	run_hand};

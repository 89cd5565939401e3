/* same.c - sifa same: two rows are one person, proposed by one user and decided by
 * another. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

struct wish {
	const char *arg[2];
	int n;
	const char *reason;
	bool yes, no, part;
};

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {
		{"--reason", true}, {"--yes", false}, {"--no", false}, {"--part", false}};
	struct verb_args a = {.verb = &verb_same, .env = env, .options = options, .n = 4};
	const char *name, *value;
	int is;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (!is && w->n < 2)
			w->arg[w->n] = value;
		w->n += !is;
		w->yes = w->yes || (is && !strcmp(name, "--yes"));
		w->no = w->no || (is && !strcmp(name, "--no"));
		w->part = w->part || (is && !strcmp(name, "--part"));
		if (is && !strcmp(name, "--reason"))
			w->reason = value;
	}
	if (is == -2)
		return 2;
	if (w->yes + w->no + w->part > 1 || w->n != (w->yes || w->no || w->part ? 1 : 2))
		return verb_usage(&verb_same, _("two persons are expected, or one link and "
						"--yes, --no or --part"));
	return 0;
}

static int propose(struct verb_env *env, const struct wish *w)
{
	uint64_t id[2], link;
	struct sifa_err err = {0};
	char text[32];

	for (int i = 0; i < 2; i++)
		if (sifa_id_parse(w->arg[i], &id[i]))
			return verb_misuse(&verb_same,
					   N_("{1} is not the number of a record, like 10203-4571"),
					   w->arg[i]);
	if (sifa_same_propose(env->se, id[0], id[1], w->reason, &link, &err))
		return verb_fail(&err);
	printf("%s\n", sifa_id_format(link, text));
	return 0;
}

static int run(struct verb_env *env)
{
	struct wish w = {0};
	struct sifa_err err = {0};
	uint64_t link;
	int code = read_args(env, &w);

	if (code)
		return code;
	if (w.n == 2)
		return propose(env, &w);
	if (sifa_id_parse(w.arg[0], &link))
		return verb_misuse(&verb_same,
				   N_("{1} is not the number of a record, like 10203-4571"),
				   w.arg[0]);
	if (w.part ? sifa_same_part(env->se, link, w.reason, &err)
		   : sifa_same_decide(env->se, link, w.yes, w.reason, &err))
		return verb_fail(&err);
	return verb_state(env, &verb_same, w.arg[0]);
}

const struct verb verb_same = {
	"same",
	"ID OTHER --reason TEXT | LINK --yes|--no|--part [--reason TEXT]",
	N_("join two rows of one person, by two users"),
	N_("  OTHER is merged into ID, or linked with it where they are of two units;\n"
	   "  the number printed is that of the proposal, which another user answers.\n"
	   "  --part proposes to undo it.\n\n"
	   "  sifa same 10203-4571 10203-4830 --reason 身份证号相同\n"
	   "  sifa --as zhang same 10203-4999 --yes"),
	VERB_STORE,
	run};

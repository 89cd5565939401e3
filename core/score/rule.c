/* rule.c - the table of rules and the readers their compile functions share. */
#include "rule.h"

#include <string.h>

static const struct rule *const tables[] = {rules_amount, rules_event, rules_member, rules_judged,
					    rules_shown,  rules_days,  rules_bonus};

const struct rule *rule_find(const char *name)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (const struct rule *r = tables[i]; r->name; r++)
			if (strcmp(r->name, name) == 0)
				return r;
	return NULL;
}

size_t rule_names(const char **out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (const struct rule *r = tables[i]; r->name && n < max; r++)
			out[n++] = r->name;
	return n;
}

static void missing(struct rule_compile *rc, struct yaml *y, const char *key)
{
	yaml_error(rc->c.f, rc->c.file, y, N_("`{1}:` is missing here."), key, NULL);
}

bool rule_measure(struct rule_compile *rc, struct yaml *y, const char *key, bool needed,
		  enum probe_shape shape, struct measure **out)
{
	struct yaml *m = yaml_get(y, key);

	*out = NULL;
	if (!m) {
		if (needed)
			missing(rc, y, key);
		return !needed;
	}
	if (m->type == YAML_MAP)
		measure_known(&rc->c, m, NULL, 0);
	*out = measure_compile(&rc->c, m, shape);
	return *out;
}

bool rule_one_kind(struct rule_compile *rc, struct yaml *y, const struct measure *m)
{
	if (m->n == 1 && m->probe[0]->op == PROBE_COUNT)
		return true;
	yaml_error(rc->c.f, rc->c.file, y, N_("Counted records of one kind are needed here."),
		   NULL);
	return false;
}

int64_t rule_points(struct rule_compile *rc, struct yaml *y, const char *key, int64_t def)
{
	struct yaml *p = yaml_get(y, key);
	int64_t v;

	if (!p && def < 0)
		missing(rc, y, key);
	v = yaml_hundredths(p, rc->c.file, rc->c.f, def < 0 ? 0 : def);
	if (v >= 0 && v <= 100000000)
		return v;
	yaml_error(rc->c.f, rc->c.file, p, N_("`{1}:` is between 0 and 1000000."), key, NULL);
	return 0;
}

#define NUMBER_MOST 1000000000

int64_t rule_number(struct rule_compile *rc, struct yaml *y, const char *key, int64_t least,
		    int64_t def, const struct measure *m)
{
	int64_t n = yaml_int(yaml_get(y, key), rc->c.file, least, NUMBER_MOST, rc->c.f, def);

	return m && m->scaled ? n * 100 : n;
}

/* A number of things, or {share: 60, of: measure}. */
static bool read_quota(struct rule_compile *rc, struct yaml *y, struct quota *q)
{
	static const char *const keys[] = {"share", "of"};

	if (y->type == YAML_SCALAR) {
		q->n = yaml_int(y, rc->c.file, 0, NUMBER_MOST, rc->c.f, 0);
		return true;
	}
	yaml_known(y, rc->c.file, keys, 2, rc->c.f);
	q->n = rule_points(rc, y, "share", -1);
	return rule_measure(rc, y, "of", true, PROBE_VALUE, &q->of);
}

bool rule_target(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	static const char *const keys[] = {"blank", "whole"};
	struct target *t = &cl->target;
	struct yaml *m = yaml_get(y, "target"), *blank = yaml_get(m, "blank");

	if (!m)
		return true;
	if (!blank)
		return read_quota(rc, m, &t->quota);
	yaml_known(m, rc->c.file, keys, 2, rc->c.f);
	t->whole = yaml_bool(yaml_get(m, "whole"), rc->c.file, rc->c.f, false);
	t->blank = yaml_bool(blank, rc->c.file, rc->c.f, true);
	if (t->blank)
		return true;
	yaml_error(rc->c.f, rc->c.file, blank,
		   N_("A target that is not left blank is a number, or {share:, of:}."), NULL);
	return false;
}

bool rule_aim(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *of = yaml_get(y, "of"), *target = yaml_get(y, "target");

	if (!of == !target) {
		yaml_error(
			rc->c.f, rc->c.file, of ? of : y,
			N_("Rule {1} needs a denominator: either `of:` (a measure) or `target:`."),
			cl->rule->name, NULL);
		return false;
	}
	if (!of)
		return rule_target(rc, cl, y);
	return rule_measure(rc, y, "of", true, PROBE_VALUE, &cl->whole) && rule_alike(rc, cl, of);
}

void rule_label(struct rule_compile *rc, struct yaml *y, const char **out)
{
	static const char *const keys[] = {"zh", "en"};

	out[SIFA_ZH] = yaml_str(yaml_get(y, "zh"), rc->c.file, rc->c.f, "");
	out[SIFA_EN] = yaml_str(yaml_get(y, "en"), rc->c.file, rc->c.f, "");
	if (!y)
		return;
	yaml_known(y, rc->c.file, keys, 2, rc->c.f);
	if (!out[SIFA_ZH][0] || !out[SIFA_EN][0])
		yaml_error(rc->c.f, rc->c.file, y, N_("A label has both zh and en."), NULL);
}

bool rule_items(struct rule_compile *rc, struct clause *cl, struct yaml *y, const char *key)
{
	struct yaml *list = yaml_get(y, key);

	if (!list || list->type != YAML_LIST || !list->n) {
		yaml_error(rc->c.f, rc->c.file, list ? list : y,
			   N_("Rule {1} needs a list `{2}:`."), cl->rule->name, key, NULL);
		return false;
	}
	cl->item = arena_array(rc->c.arena, list->n, sizeof *cl->item);
	if (!cl->item) {
		rc->c.failed = true;
		return false;
	}
	cl->nitems = list->n;
	for (size_t i = 0; i < cl->nitems; i++)
		cl->item[i].label[SIFA_ZH] = cl->item[i].label[SIFA_EN] = "";
	return true;
}

enum sifa_veto rule_veto(struct rule_compile *rc, struct yaml *y)
{
	struct yaml *v = yaml_get(y, "veto");
	const char *s = yaml_str(v, rc->c.file, rc->c.f, "");

	if (strcmp(s, "award") == 0)
		return SIFA_VETO_AWARD;
	if (strcmp(s, "tier") == 0)
		return SIFA_VETO_TIER;
	if (strcmp(s, "total") == 0)
		return SIFA_VETO_TOTAL;
	if (v)
		yaml_error(rc->c.f, rc->c.file, v, N_("`veto:` is award, tier or total."), NULL);
	return SIFA_VETO_NONE;
}

bool rule_fields(struct rule_compile *rc, struct clause *cl, const struct sifa_kind *k,
		 struct yaml *y, enum sifa_type want)
{
	bool ok = true;

	if (!y || y->type != YAML_LIST || !y->n) {
		if (y)
			yaml_error(rc->c.f, rc->c.file, y, N_("A list of fields is expected here."),
				   NULL);
		return false;
	}
	cl->field = arena_array(rc->c.arena, y->n, sizeof *cl->field);
	if (!cl->field) {
		rc->c.failed = true;
		return false;
	}
	for (struct yaml *f = y->child; f; f = f->next) {
		const struct sifa_field *field = measure_field(&rc->c, k, f, want);

		if (field)
			cl->field[cl->nfields++] = field;
		else
			ok = false;
	}
	return ok;
}

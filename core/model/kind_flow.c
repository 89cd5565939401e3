/* kind_flow.c - the life of a kind: its states, and when all kinds are linked, the steps
 * between them and the numbers it is given. */
#include <string.h>

#include "link.h"

#define STATES_MOST 40
#define STEPS_MOST  60
#define ASKS_MOST   24
#define NO_STATE    (-1)

/* ---- states ---- */

static void read_state(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_state_def *s)
{
	bool first = k->nstates == 0;
	const struct sifa_field *date = link_date(l, k, y, "date", !first);
	const struct sifa_field *until = link_date(l, k, y, "until", false);
	uint16_t need[ASKS_MOST], *copy;

	link_label(l, y, "label", true, s->label);
	s->date = date ? date->index : SIFA_NO_FIELD;
	s->until = until ? until->index : SIFA_NO_FIELD;
	s->when = link_when(l, k, y, "when");
	s->side = yaml_bool(yaml_get(y, "side"), l->file, l->f, false);
	s->final = yaml_bool(yaml_get(y, "final"), l->file, l->f, false);
	s->nneeds = link_fields(l, k, y, "needs", 0, ASKS_MOST, NULL, NULL, need);
	copy = link_array(l, s->nneeds, sizeof *copy);
	if (copy && s->nneeds)
		memcpy(copy, need, s->nneeds * sizeof *copy);
	s->need = copy;
	if (s->side && s->final)
		link_error(l, y, N_("A side state cannot end the record's life."), NULL, NULL);
}

static void read_states(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"id",   "date",  "until", "when",
					    "side", "final", "needs", "label"};
	struct yaml *list = link_list(l, tree, "states", 0, STATES_MOST);
	struct sifa_state_def *state = link_array(l, list ? list->n : 0, sizeof *state);

	for (struct yaml *y = list && state ? list->child : NULL; y; y = y->next) {
		struct sifa_state_def *s = &state[k->nstates];

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(s->id = link_id(l, y, "id")))
			continue;
		read_state(l, k, y, s);
		for (size_t i = 0; i < k->nstates; i++)
			if (strcmp(state[i].id, s->id) == 0)
				link_error(l, y, N_("The state \"{1}\" is declared twice."), s->id,
					   NULL);
		k->nstates++;
	}
	k->state = state;
}

/* Place of the state that y names, NO_STATE after a finding. */
static int find_state(struct link *l, const struct sifa_kind *k, struct yaml *y)
{
	const char *s = yaml_str(y, l->file, l->f, NULL), *names[STATES_MOST], *near;

	for (size_t i = 0; s && i < k->nstates; i++) {
		names[i] = k->state[i].id;
		if (strcmp(s, names[i]) == 0)
			return (int)i;
	}
	if (!s)
		return NO_STATE;
	near = nearest_name(s, names, k->nstates);
	yaml_error(l->f, l->file, y,
		   near ? N_("There is no state \"{1}\"; \"{2}\" is the nearest.")
			: N_("There is no state \"{1}\"; declare it under states."),
		   s, near ? near : NULL, NULL);
	return NO_STATE;
}

uint64_t link_states(struct link *l, const struct sifa_kind *k, struct yaml *y, const char *key)
{
	struct yaml *list = link_list(l, y, key, 0, STATES_MOST);
	uint64_t in = 0;
	int at;

	for (struct yaml *e = list ? list->child : NULL; e; e = e->next)
		if ((at = find_state(l, k, e)) >= 0)
			in |= UINT64_C(1) << at;
	return in;
}

/* ---- steps ---- */

static void read_ends(struct link *l, const struct sifa_kind *k, struct yaml *y,
		      struct sifa_step_def *s)
{
	struct yaml *to = yaml_get(y, "to");
	int at = to ? find_state(l, k, to) : NO_STATE;

	s->to = at < 0 ? SIFA_NO_STATE : (uint8_t)at;
	s->from = link_states(l, k, y, "from");
	for (size_t i = 0; !yaml_get(y, "from") && i < k->nstates;
	     i++) /* from any state of a running life */
		if (!k->state[i].final && !k->state[i].side)
			s->from |= UINT64_C(1) << i;
}

static bool is_typed(const struct sifa_field *f)
{
	return !f->derived;
}

static void read_asks(struct link *l, const struct sifa_kind *k, struct yaml *y,
		      struct sifa_step_def *s)
{
	uint16_t ask[ASKS_MOST + 1], *copy;
	uint16_t date = s->to == SIFA_NO_STATE ? SIFA_NO_FIELD : k->state[s->to].date;
	size_t n = 0, more;

	if (date != SIFA_NO_FIELD && !k->field[date].derived)
		ask[n++] = date;
	more = link_fields(l, k, y, "asks", 0, ASKS_MOST, is_typed,
			   N_("\"{1}\" is derived: nobody can be asked for it."), ask + n);
	for (size_t i = 0; i < more; i++)
		if (ask[n + i] == date && n) { /* it stands first anyhow */
			memmove(ask + n + i, ask + n + i + 1, (more - i - 1) * sizeof *ask);
			more--;
			break;
		}
	n += more;
	copy = link_array(l, n, sizeof *copy);
	if (copy && n)
		memcpy(copy, ask, n * sizeof *copy);
	s->ask = copy;
	s->nasks = n;
}

const struct sifa_fill *link_fills(struct link *l, const struct sifa_kind *k, struct yaml *map,
				   const char *key, size_t *n)
{
	struct yaml *sets = yaml_get(map, key);
	struct sifa_fill *fill = link_array(l, sets ? sets->n : 0, sizeof *fill);

	*n = 0;
	for (struct yaml *e = sets && fill ? sets->child : NULL; e; e = e->next) {
		struct yaml name = {.text = e->key, .line = e->key_line, .column = e->key_column};
		const struct sifa_field *f = link_field(l, k, &name);
		uint64_t bit;

		if (f && (f->derived || (f->type != SIFA_BOOL && f->type != SIFA_CODE))) {
			link_error(l, e, N_("A step can set a code or yes/no; \"{1}\" is none."),
				   f->id, NULL);
			continue;
		}
		bit = f ? link_bit(l, f, e) : 0;
		if (!bit)
			continue;
		fill[*n].field = f->index;
		fill[(*n)++].n = __builtin_ctzll(bit);
	}
	return fill;
}

static void read_actors(struct link *l, struct yaml *y, struct sifa_step_def *s)
{
	const struct sifa_codelist *roles = config_list(l->c, "role");
	struct sifa_field f = {.id = "by", .type = SIFA_CODE, .codes = roles};
	struct yaml *list = link_list(l, y, "by", 0, 16);

	for (struct yaml *e = list && roles ? list->child : NULL; e; e = e->next)
		s->actors |= link_bit(l, &f, e);
}

static void read_papers(struct link *l, struct yaml *y, struct sifa_step_def *s)
{
	struct yaml *list = link_list(l, y, "papers", 0, 12);
	const char **paper = link_array(l, list ? list->n : 0, sizeof *paper);

	for (struct yaml *e = list && paper ? list->child : NULL; e; e = e->next)
		if ((paper[s->npapers] = yaml_str(e, l->file, l->f, NULL)) != NULL)
			s->npapers++;
	s->paper = paper;
}

static void read_freezes(struct link *l, const struct sifa_kind *k, struct yaml *y,
			 struct sifa_step_def *s)
{
	const struct sifa_field *f = link_one(l, k, y, "freezes", false);

	s->freezes = f ? f->index : SIFA_NO_FIELD;
	if (f && (f->type != SIFA_TEXT || f->max < 64))
		link_error(l, yaml_get(y, "freezes"),
			   N_("\"{1}\" is no text of 64 characters, which the name of what is "
			      "frozen takes."),
			   f->id, NULL);
}

static void read_step(struct link *l, const struct sifa_kind *k, struct yaml *y,
		      struct sifa_step_def *s)
{
	link_label(l, y, "label", true, s->label);
	read_ends(l, k, y, s);
	read_asks(l, k, y, s);
	s->fill = link_fills(l, k, y, "sets", &s->nfills);
	read_actors(l, y, s);
	s->guard = link_checks(l, k, y, "guards", SIFA_ERROR, &s->nguards);
	read_papers(l, y, s);
	s->source = link_str(l, y, "source");
	read_freezes(l, k, y, s);
	link_hands(l, k, y, s);
	if (s->to == SIFA_NO_STATE && !s->nasks && !yaml_get(y, "to") && !yaml_get(y, "begins"))
		link_error(
			l, y,
			N_("The step \"{1}\" changes nothing: give it `to`, `asks` or `begins`."),
			s->id, NULL);
}

/* Must a step lead to it? Not where a new record has the day already. */
static bool is_led_to(const struct sifa_kind *k, const struct sifa_state_def *s)
{
	return s != k->state && (s->date == SIFA_NO_FIELD || !k->field[s->date].required);
}

static void check_reached(struct link *l, const struct sifa_kind *k, struct yaml *states)
{
	uint64_t reached = 0;
	struct yaml *y = states ? states->child : NULL;

	for (size_t i = 0; i < k->nsteps; i++)
		if (k->step[i].to != SIFA_NO_STATE)
			reached |= UINT64_C(1) << k->step[i].to;
	for (size_t i = 0; k->nsteps && y && i < k->nstates; i++, y = y->next)
		if (!(reached >> i & 1) && is_led_to(k, &k->state[i]))
			link_error(l, y, N_("No step leads to the state \"{1}\"."), k->state[i].id,
				   NULL);
}

static void read_steps(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"id",     "label", "from",	 "to",	   "asks",
					    "sets",   "by",    "guards", "papers", "source",
					    "begins", "tells", "freezes"};
	struct yaml *list = link_list(l, tree, "steps", 0, STEPS_MOST);
	struct sifa_step_def *step = link_array(l, list ? list->n : 0, sizeof *step);

	k->step = step;
	k->nsteps = 0; /* a kind declared twice is read twice */
	for (struct yaml *y = list && step ? list->child : NULL; y; y = y->next) {
		struct sifa_step_def *s = &step[k->nsteps];

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(s->id = link_id(l, y, "id")))
			continue;
		read_step(l, k, y, s);
		for (size_t i = 0; i < k->nsteps; i++)
			if (strcmp(step[i].id, s->id) == 0)
				link_error(l, y, N_("The step \"{1}\" is declared twice."), s->id,
					   NULL);
		k->nsteps++;
	}
	check_reached(l, k, yaml_get(tree, "states"));
}

/* ---- numbers ---- */

/* A pattern has {n} or {n:WIDTH} once, {year} and {unit} at will. */
static bool pattern_fits(const char *s)
{
	unsigned n = 0;

	while ((s = strchr(s, '{')) != NULL) {
		const char *end = strchr(s, '}');
		size_t len = end ? (size_t)(end - s) : 0;

		if ((len == 2 && s[1] == 'n') ||
		    (len == 4 && s[1] == 'n' && s[2] == ':' && s[3] >= '1' && s[3] <= '9'))
			n++;
		else if (!(len == 5 && !memcmp(s, "{year", 5)) &&
			 !(len == 5 && !memcmp(s, "{unit", 5)))
			return false;
		s = end;
	}
	return n == 1;
}

/* The steps that give the number; without them every save does. */
static uint64_t read_givers(struct link *l, const struct sifa_kind *k, struct yaml *y)
{
	struct yaml *list = link_list(l, y, "steps", 0, STEPS_MOST);
	const char *id, *names[STEPS_MOST];
	uint64_t in = 0;

	for (size_t i = 0; i < k->nsteps; i++)
		names[i] = k->step[i].id;
	for (struct yaml *e = list ? list->child : NULL; e; e = e->next) {
		size_t at = 0;

		if (!(id = yaml_str(e, l->file, l->f, NULL)))
			continue;
		while (at < k->nsteps && strcmp(names[at], id))
			at++;
		if (at < k->nsteps)
			in |= UINT64_C(1) << at;
		else
			yaml_error(l->f, l->file, e,
				   N_("There is no step \"{1}\"; \"{2}\" is the nearest."), id,
				   nearest_name(id, names, k->nsteps), NULL);
	}
	return in;
}

static void read_number(struct link *l, const struct sifa_kind *k, struct yaml *y,
			struct sifa_number_def *n)
{
	static const char *const scopes[] = {"unit", "county"};
	const struct sifa_field *f = link_one(l, k, y, "field", true);
	const struct sifa_field *year = link_date(l, k, y, "year", true);

	n->field = f ? f->index : 0;
	n->year = year ? year->index : 0;
	n->pattern = yaml_str(link_need(l, y, "pattern"), l->file, l->f, "{n}");
	n->county = link_word(l, y, "scope", scopes, 2, 0) == 1;
	n->when = link_when(l, k, y, "when");
	n->steps = read_givers(l, k, y);
	if (f && (f->type != SIFA_TEXT || f->form != SIFA_FORM_PLAIN))
		link_error(l, yaml_get(y, "field"), N_("\"{1}\" is no text; a number is text."),
			   f->id, NULL);
	if (!pattern_fits(n->pattern))
		link_error(l, yaml_get(y, "pattern"),
			   N_("The pattern \"{1}\" is not one of text with {year}, {unit} and once "
			      "{n} or {n:3}."),
			   n->pattern, NULL);
}

static void read_numbers(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"id",    "field", "year", "pattern",
					    "scope", "when",  "steps"};
	struct yaml *list = link_list(l, tree, "numbers", 0, 8);
	struct sifa_number_def *number = link_array(l, list ? list->n : 0, sizeof *number);

	for (struct yaml *y = list && number ? list->child : NULL; y; y = y->next) {
		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(number[k->nnumbers].id = link_id(l, y, "id")))
			continue;
		read_number(l, k, y, &number[k->nnumbers++]);
	}
	k->number = number;
}

void kind_states(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	read_states(l, k, tree);
}

/* secrecy_when: [{secrecy: 3, in: [archived], when: {minor: [yes]}}] */
static void read_secrets(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"secrecy", "in", "when"};
	struct yaml *list = link_list(l, tree, "secrecy_when", 0, 8);
	struct secrecy_rule *rule = link_array(l, list ? list->n : 0, sizeof *rule);

	for (struct yaml *y = list && rule ? list->child : NULL; y; y = y->next) {
		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP)
			continue;
		rule[k->nsecrets].secrecy =
			(uint8_t)yaml_int(link_need(l, y, "secrecy"), l->file, 1, 3, l->f, 3);
		rule[k->nsecrets].in = link_states(l, k, y, "in");
		rule[k->nsecrets++].when = link_when(l, k, y, "when");
	}
	k->secret = rule;
}

void kind_flow(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	if (!k->field)
		return;
	read_steps(l, k, tree);
	read_numbers(l, k, tree);
	read_secrets(l, k, tree);
}

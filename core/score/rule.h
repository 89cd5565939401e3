/* rule.h - the kinds of rules: one row a rule. A rule reads its keys of the
 * clause (compile) and turns what was counted into points (eval). */
#ifndef SIFA_SCORE_RULE_H
#define SIFA_SCORE_RULE_H

#include "letter.h"
#include "office.h"
#include "run.h"

struct rule_compile {
	struct compile c;
	const struct letters *letters;
	struct sifa_letter *letter;
};

struct behind { /* records told while a clause is judged */
	struct sifa_behind *v;
	size_t n, cap;
	bool failed; /* memory was out */
};

struct eval_words { /* what is said of a clause; no English formula: as the Chinese one */
	char formula[SIFA_LANGS][256], note[SIFA_LANGS][160];
};

struct eval { /* a clause of one office being judged */
	const struct run *run;
	size_t office; /* in run->office */
	const struct clause *clause;
	int64_t weight; /* after redistribution */
	struct sifa_clause *out;
	struct behind *behind;	  /* not NULL: tell every record; the run has collected ids */
	const struct office *who; /* judged for a part of its period; NULL: as in the run */
	struct eval_words *said;  /* NULL: only numbers are wanted */
};

/* RULE_BONUS: points beyond the total, no weight of its own. */
enum rule_what { RULE_SCORES, RULE_PRINT, RULE_GUARD, RULE_SAME, RULE_ELSEWHERE, RULE_BONUS };
/* Of a run that has collected them; free(.v). Whoever may see them. */
struct behind behind_all(const struct run *r, const struct clause *cl);
/* Their ids, each once, sorted; added to *out. */
enum sifa_rc behind_ids(const struct behind *b, struct idlist *out, struct sifa_err *err);
/* Those the reader may see; the others are only counted. */
enum sifa_rc behind_seen(struct view *v, const struct behind *b, struct sifa_behind_list *out,
			 struct sifa_err *err);

struct rule {
	const char *name;
	const char *const *keys; /* its own, besides those of every clause; ends with NULL */
	bool (*compile)(struct rule_compile *rc, struct clause *cl, struct yaml *y);
	/* Fills standing, points, numbers, formula and records of e->out. */
	void (*eval)(struct eval *e);
	enum rule_what what;
	bool judged; /* rests on inspections */
};

/* Tables by file, each ended by a row without name. */
extern const struct rule rules_amount[]; /* ratio shortfall rate_min rate_max band range window */
extern const struct rule rules_event[];	 /* per_event all_or_none checklist timely delay */
extern const struct rule rules_member[]; /* each_member months_met */
extern const struct rule rules_judged[]; /* sample_score grade manual */
extern const struct rule rules_shown[];	 /* guard print same elsewhere: no points of their own */
extern const struct rule rules_days[];	 /* coverage_days sample_discount */
extern const struct rule rules_bonus[];	 /* bonus rank_bonus */

const struct rule *rule_find(const char *name);
/* Names of all rules; returns how many. */
size_t rule_names(const char **out, size_t max);

/* ---- reading ---- */

/* y[key] as a measure; false after an error, or when it is needed and missing. */
bool rule_measure(struct rule_compile *rc, struct yaml *y, const char *key, bool needed,
		  enum probe_shape shape, struct measure **out);
/* Points or percent with two decimals, in hundredths; def < 0: needed. */
int64_t rule_points(struct rule_compile *rc, struct yaml *y, const char *key, int64_t def);
/* A whole number of what m counts: money is written in yuan and kept in fen. */
int64_t rule_number(struct rule_compile *rc, struct yaml *y, const char *key, int64_t least,
		    int64_t def, const struct measure *m);
/* `target:` into cl->target; true also when there is none. */
bool rule_target(struct rule_compile *rc, struct clause *cl, struct yaml *y);
/* `of:` or `target:`, exactly one. */
bool rule_aim(struct rule_compile *rc, struct clause *cl, struct yaml *y);
/* {zh:, en:} into out[2]. */
void rule_label(struct rule_compile *rc, struct yaml *y, const char **out);
/* Is the measure one count of one kind, whose records are looked at one by one? */
bool rule_one_kind(struct rule_compile *rc, struct yaml *y, const struct measure *m);
/* A list of maps into cl->item (zeroed); false when missing. */
bool rule_items(struct rule_compile *rc, struct clause *cl, struct yaml *y, const char *key);
enum sifa_veto rule_veto(struct rule_compile *rc, struct yaml *y);
/* A list of field names of kind k into cl->field. */
bool rule_fields(struct rule_compile *rc, struct clause *cl, const struct sifa_kind *k,
		 struct yaml *y, enum sifa_type want);

/* y[key] names another clause: cl->other, once all are known (tie_other()). */
void rule_other(struct rule_compile *rc, struct clause *cl, struct yaml *y, const char *key);
/* y[key] as points, or as a map from codes of the field y[by] to points, which needs the
 * records one by one: *shape becomes PROBE_ROWS. */
bool rule_by_code(struct rule_compile *rc, struct item *it, struct yaml *y, const char *key,
		  enum probe_shape *shape);
/* The code field itself, once the measure is compiled. */
bool rule_by_field(struct rule_compile *rc, struct item *it, struct yaml *y, const char *key);

/* `floor:` - a number of points, also below 0, or none. */
void rule_floor(struct rule_compile *rc, struct clause *cl, struct yaml *y);
/* Can cl->actual be divided by cl->whole: both in the same measure? */
bool rule_alike(struct rule_compile *rc, const struct clause *cl, struct yaml *at);

/* ---- what all clauses, and letters, may say (common.c) ---- */

/* f for every measure that the clause's own number is made of. */
void clause_each(const struct clause *cl, void (*f)(void *arg, struct measure *m), void *arg);
/* Lets its measures count only while it is in force. */
void clause_term(struct clause *cl);
/* Is it in force on that day? */
bool clause_runs(const struct clause *cl, sifa_day day);
bool clause_common(struct rule_compile *rc, struct clause *cl, struct yaml *y);
/* `typed:` of the letter (typed.c). */
void typed_read(struct rule_compile *rc, struct yaml *y);
/* Notes where the office typed another number than its records make. */
void eval_typed(struct eval *e);
void letter_common(struct rule_compile *rc, struct yaml *root);
void tie_other(struct rule_compile *rc, struct clause *cl);
/* What can be judged only when all clauses are known. */
void letter_together(struct rule_compile *rc);
/* Pairs of clauses that may count one record (twice.c). */
void letter_twice(struct rule_compile *rc);
/* Is the clause's unit one that its measure counts? */
void clause_unit(struct rule_compile *rc, struct clause *cl);
void letter_unknown_clause(struct rule_compile *rc, struct yaml *at, const char *id);

/* ---- judging ---- */

/* The office, and the months it is judged for by this clause. */
const struct office *eval_office(const struct eval *e);
const struct tally *eval_tally(const struct eval *e, const struct probe *p);
int64_t eval_value(const struct eval *e, const struct measure *m);
/* Of money whole yuan: one that is begun is none. */
int64_t eval_whole(const struct eval *e, const struct measure *m);
int64_t eval_records(const struct eval *e, const struct measure *m);
int64_t eval_failed(const struct eval *e, const struct measure *m);
/* The target in force for the office; false: not set. */
bool eval_target(const struct eval *e, int64_t *out);
/* The number to reach: measured or set. False: the standing is settled. */
bool eval_aim(struct eval *e, int64_t *target);
/* The face of the other clause at its weight in the letter; false unless it was scored. */
bool eval_other(const struct eval *e, struct sifa_clause *face);
/* What a record is worth by its code. */
int64_t eval_by_code(const struct item *it, const uint8_t *row, size_t width);
/* Nobody is to be counted: sets the standing by the clause's `empty:`. */
void eval_empty(struct eval *e);
/* Actual of target, with completion and what lacks. */
void eval_numbers(struct eval *e, int64_t actual, int64_t target);
/* Adds to the formula: {1}..{6} stand for the arguments, ended by NULL. */
void eval_say(struct eval *e, const char *zh, const char *en, ...) __attribute__((sentinel));
void eval_note(struct eval *e, const char *zh, const char *en, ...) __attribute__((sentinel));
/* Takes back what was said. */
void eval_unsay(struct eval *e);
/* Scored: points, what is still to be had, and the end of the formula. */
void eval_points(struct eval *e, int64_t points, int64_t gain);
/* Points of the letter at the weight the clause has now. */
int64_t eval_worth(const struct eval *e, int64_t points);
/* A clause that deducts does so in points of the letter. Begins its formula with the
 * weight, and scores it: what is left, and what would be were only `least` lost. */
void eval_full(struct eval *e);
void eval_left(struct eval *e, int64_t lost, int64_t least);
/* Records of a measure, and those its guard refused. */
void eval_behind(struct eval *e, const struct measure *m, enum sifa_role role);
/* Records of `of` that are not among those of `m`: who falls short. */
void eval_short(struct eval *e, const struct measure *of, const struct measure *m);
void eval_tell(struct eval *e, uint64_t id, enum sifa_role role, int64_t amount);
/* timely: the row of the return that covers the item, and the day it was sent; of several
 * the first sent. NULL: there is none. */
const uint8_t *eval_return(const struct eval *e, const struct return_item *it, sifa_day *submitted);
/* Judges a clause completely at e->weight. */
void eval_clause(struct eval *e);

/* Numbers as text for eval_say(). */
#define PTS(v)	  sifa_points_format((v), (char[32]){0})
#define NUM(v)	  eval_num((v), (char[24]){0})
#define AMT(m, v) ((m)->scaled ? PTS(v) : NUM(v)) /* of what m counts */
char *eval_num(int64_t v, char *buf);

#endif

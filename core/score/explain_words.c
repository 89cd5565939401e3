/* explain_words.c - rules, measures and targets in plain words. A rule without a row in
 * the table is named, and its manual page. */
#include <stdio.h>
#include <string.h>

#include "../model/where_say.h"
#include "explain.h"
#include "points.h"
#include "rule.h"

/* ---- rules ---- */

static void deducting(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "满分起计，每少一个单位扣{1}分，扣完为止",
		  "from full points, {1} less for each one missing, never below nothing",
		  PTS(cl->deduct), NULL);
}

static void ratio(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "得分＝权重×完成数÷应完成数，完成率最高按{1}%计",
		  "points = weight x done / to be done, at most {1} % of it", NUM(cl->cap), NULL);
}

static void rate(const struct clause *cl, struct sifa_words *out)
{
	bool least = strcmp(cl->rule->name, "rate_min") == 0;

	words_say(out,
		  least ? "比率不低于{1}%得满分，每差一个百分点（不足一点按一点）扣{2}分"
			: "比率不超过{1}%得满分，每超一个百分点（不足一点按一点）扣{2}分",
		  least ? "full points from {1} %; {2} less for each started point below it"
			: "full points up to {1} %; {2} less for each started point above it",
		  PTS(cl->limit), PTS(cl->deduct), NULL);
}

static void band(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "按完成率分档得分：", "points by how much is done: ", NULL);
	for (size_t i = 0; i < cl->nitems; i++)
		words_say(out, "{3}{1}%以上得{2}分", "{4}from {1} % {2} points", PTS(cl->item[i].n),
			  PTS(cl->item[i].deduct), i ? "，" : "", i ? ", " : "", NULL);
}

static void range(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "数量在{1}至{2}之间得满分，否则不得分",
		  "full points from {1} to {2}, otherwise none", AMT(cl->actual, cl->low),
		  AMT(cl->actual, cl->high), NULL);
}

static void window(const struct clause *cl, struct sifa_words *out)
{
	char day[2][8];

	for (int i = 0; i < 2; i++)
		snprintf(day[i], sizeof day[i], "%02u-%02u", cl->between[i].month % 100u,
			 cl->between[i].day % 100u);
	words_say(out, "{1}至{2}之间至少有{3}，否则不得分",
		  "at least {3} between {1} and {2}, otherwise no points", day[0], day[1],
		  AMT(cl->actual, cl->least), NULL);
}

/* Points by a code of the record. */
static void by_code(const struct clause *cl, const struct item *it, struct sifa_words *out)
{
	const struct sifa_codelist *list = it->by->codes;

	words_say(out, "按{1}：", "by {2}: ", it->by->label[SIFA_ZH], it->by->label[SIFA_EN], NULL);
	for (size_t i = 0, n = 0; list && i < list->n; i++) {
		uint16_t no = list->code[i].no;
		int64_t points = no < ITEM_CODES ? it->by_code[no] : 0;

		if (!points)
			continue;
		words_say(out, n ? "、" : "", n ? ", " : "", NULL);
		words_label(out, (const char *const *)list->code[i].label);
		words_say(out, "{1}分", " {1}", PTS(points == POINTS_ALL ? cl->weight : points),
			  NULL);
		n++;
	}
}

static void bonus(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "在总分之外加分：", "points beyond the total: ", NULL);
	for (size_t i = 0; i < cl->nitems; i++) {
		const struct item *it = &cl->item[i];

		words_say(out, i ? "，" : "", i ? ", " : "", NULL);
		words_label(out, it->label);
		if (it->by)
			by_code(cl, it, out);
		else
			words_say(out, "每项加{1}分", " {1} each", PTS(it->deduct), NULL);
	}
	if (cl->most > 0 && cl->most != POINTS_NO_END)
		words_say(out, "；最多{1}分", "; {1} at most", PTS(cl->most), NULL);
	if (cl->highest)
		words_say(out, "；同一事项只取最高", "; of one matter only what counts most", NULL);
}

static void rank_bonus(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, cl->fewest ? "按数量从少到多排名加分：" : "按数量从多到少排名加分：",
		  cl->fewest ? "points by rank, the fewest first: "
			     : "points by rank, the most first: ",
		  NULL);
	for (size_t i = 0; i < cl->ntable; i++)
		words_say(out, "{2}{1}", "{3}{1}", PTS(cl->table[i]), i ? "、" : "", i ? ", " : "",
			  NULL);
}

static void coverage_days(const struct clause *cl, struct sifa_words *out)
{
	words_say(out,
		  cl->work ? "得分＝权重×有记录的工作日数÷应有的工作日数"
			   : "得分＝权重×有记录的天数÷应有的天数",
		  cl->work ? "points = weight x working days with an entry / working days due"
			   : "points = weight x days with an entry / days due",
		  NULL);
}

static void sample_discount(const struct clause *cl, struct sifa_words *out)
{
	(void)cl;
	words_say(out, "完成数先乘以抽查合格率（舍去小数），再按完成比例计分",
		  "what is done, cut by the share of samples in order, over what is to be done",
		  NULL);
}

static void per_event(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "满分起计，每发生一起扣分：",
		  "from full points, less for each event: ", NULL);
	for (size_t i = 0; i < cl->nitems; i++) {
		const struct item *it = &cl->item[i];

		words_say(out, i ? "，" : "", i ? ", " : "", NULL);
		words_label(out, it->label);
		if (it->by)
			by_code(cl, it, out);
		else
			words_say(out, "扣{1}分", " {1}", PTS(it->all ? cl->weight : it->deduct),
				  NULL);
	}
}

static void all_or_none(const struct clause *cl, struct sifa_words *out)
{
	(void)cl;
	words_say(out, "一起也没有得满分，有一起即不得分",
		  "full points for none, no points for any", NULL);
}

static void checklist(const struct clause *cl, struct sifa_words *out)
{
	if (cl->mean)
		words_say(out, "逐项核对，每缺一项扣{1}分",
			  "a checklist: {1} less for each missing", PTS(cl->deduct), NULL);
	else
		words_say(out, "逐项核对，得分＝权重×已具备项数÷总项数",
			  "a checklist: points = weight x items there / items", NULL);
	for (size_t i = 0; i < cl->nitems; i++) {
		if (!cl->item[i].label[SIFA_ZH][0])
			continue;
		words_say(out, i ? "；" : "：", i ? "; " : ": ", NULL);
		words_label(out, cl->item[i].label);
	}
}

static void timely(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "{1}：迟报一次扣{2}分，缺报一次扣{3}分，退回一次扣{4}分",
		  "{5}: {2} less when late, {3} when missing, {4} when returned",
		  cl->ret->label[SIFA_ZH], PTS(cl->late), PTS(cl->missing), PTS(cl->returned),
		  cl->ret->label[SIFA_EN], NULL);
}

static void delay(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "满分起计，超过{1}天后每迟一天扣{2}分",
		  "from full points, {2} less for each day after {1} days", NUM(cl->free),
		  PTS(cl->deduct), NULL);
}

static void each_member(const struct clause *cl, struct sifa_words *out)
{
	if (cl->mean)
		words_say(out, "逐人（件）计算完成率，得分＝权重×平均完成率",
			  "what is done for each one: points = weight x mean", NULL);
	else
		words_say(out, "逐人（件）核对，得分＝权重×达标数÷总数",
			  "each one is looked at: points = weight x who has all / all", NULL);
}

static void months_met(const struct clause *cl, struct sifa_words *out)
{
	words_say(out,
		  cl->every == 3 ? "每季至少{1}，得分＝权重×达到的季数÷应达季数"
				 : "每月至少{1}，得分＝权重×达到的月数÷应达月数",
		  cl->every == 3 ? "at least {1} a quarter: points = weight x quarters met / due"
				 : "at least {1} a month: points = weight x months met / due",
		  AMT(cl->actual, cl->least), NULL);
}

static void judged(const struct clause *cl, struct sifa_words *out)
{
	if (strcmp(cl->rule->name, "sample_score") == 0)
		words_say(out, "抽查卷宗评分，得分＝权重×平均分÷100",
			  "dossiers are sampled: points = weight x mean / 100", NULL);
	else if (strcmp(cl->rule->name, "grade") == 0)
		words_say(out, "由检查组评定等次，按等次系数得分",
			  "inspectors give a grade: points = weight x its factor", NULL);
	else
		words_say(out, "由检查组直接评分", "inspectors give the points", NULL);
}

static void guarding(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "本条不单独计分，是{1}的计数条件",
		  "no points of its own: a condition of {1}", cl->of->id, NULL);
}

static void same(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "与{1}同一事项，在{1}计分", "the same duty as {1}, scored there", cl->of->id,
		  NULL);
}

static void printed(const struct clause *cl, struct sifa_words *out)
{
	(void)cl;
	words_say(out, "仅作文字，不计分", "words only, never scored", NULL);
}

static void elsewhere(const struct clause *cl, struct sifa_words *out)
{
	words_say(out, "由程序落实：{1}", "kept by the program: {2}", cl->place[SIFA_ZH],
		  cl->place[SIFA_EN], NULL);
}

static const struct {
	const char *rule;
	void (*say)(const struct clause *cl, struct sifa_words *out);
} rules[] = {
	{"ratio", ratio},
	{"shortfall", deducting},
	{"rate_min", rate},
	{"rate_max", rate},
	{"band", band},
	{"range", range},
	{"window", window},
	{"per_event", per_event},
	{"all_or_none", all_or_none},
	{"checklist", checklist},
	{"timely", timely},
	{"delay", delay},
	{"each_member", each_member},
	{"months_met", months_met},
	{"sample_score", judged},
	{"grade", judged},
	{"manual", judged},
	{"guard", guarding},
	{"same", same},
	{"print", printed},
	{"elsewhere", elsewhere},
	{"bonus", bonus},
	{"rank_bonus", rank_bonus},
	{"coverage_days", coverage_days},
	{"sample_discount", sample_discount},
};

static void empty_words(const struct clause *cl, struct sifa_words *out)
{
	static const char *const words[][SIFA_LANGS] = {
		[EMPTY_NA] = {"；没有对象时不适用，权重分给其他条款",
			      "; without anybody it applies to, its weight goes to the others"},
		[EMPTY_ZERO] = {"；没有对象时不得分", "; without anybody it applies to, no points"},
		[EMPTY_FULL] = {"；没有对象时得满分",
				"; without anybody it applies to, full points"},
	};

	if (cl->whole || cl->applies)
		words_label(out, words[cl->applies ? EMPTY_NA : cl->empty]);
}

void explain_rule(const struct clause *cl, struct sifa_words *out)
{
	size_t i = 0, n = sizeof rules / sizeof *rules;

	while (i < n && strcmp(rules[i].rule, cl->rule->name) != 0)
		i++;
	if (i < n)
		rules[i].say(cl, out);
	else
		words_say(out, "规则 {1}，见 sifa-letter(5)", "rule {1}: see sifa-letter(5)",
			  cl->rule->name, NULL);
	empty_words(cl, out);
	if (cl->stop)
		words_say(out, "；另须符合{1}", "; {1} must hold, too", cl->stop->id, NULL);
	if (cl->verified)
		words_say(out, "；经核对后方计分", "; no points before it is verified", NULL);
	if (cl->exempt)
		words_say(out, "；经批准免考的不适用", "; not where the office is let off", NULL);
	if (cl->until != SIFA_DAY_NONE)
		words_say(out, "；有效至{1}", "; in force until {1}",
			  sifa_day_format(cl->until, (char[16]){0}), NULL);
}

/* ---- measures ---- */

static void say_what(const struct probe *p, struct sifa_words *out)
{
	words_label(out, (const char *const *)p->kind->label);
	if (p->since)
		words_say(out, " 的{1}至{2}天数合计", ": sum of days from {3} to {4}",
			  p->since->label[SIFA_ZH], p->field->label[SIFA_ZH],
			  p->since->label[SIFA_EN], p->field->label[SIFA_EN], NULL);
	else if (p->op == PROBE_SUM)
		words_say(out, " 的{1}合计", ": sum of {2}", p->field->label[SIFA_ZH],
			  p->field->label[SIFA_EN], NULL);
	else if (p->op == PROBE_DISTINCT)
		words_say(out, " 的不同{1}数", ": different values of {2}",
			  p->field->label[SIFA_ZH], p->field->label[SIFA_EN], NULL);
}

static void say_when(const struct run *r, const struct probe *p, struct sifa_words *out)
{
	struct days d = run_days(r, p);
	char from[16], to[16];

	if (p->stock)
		words_say(out, "；{1}至{2}在册", "; on register {1} to {2}",
			  sifa_day_format(p->on_day ? r->end : r->start, from),
			  sifa_day_format(r->end, to), NULL);
	else if (p->date)
		words_say(out, "；{1}在 {2} 至 {3} 之内", "; {4} in {2} to {3}",
			  p->date->label[SIFA_ZH], sifa_day_format(d.from, from),
			  sifa_day_format(d.to, to), p->date->label[SIFA_EN], NULL);
}

void explain_probe(const struct run *r, const struct probe *p, struct sifa_words *out)
{
	say_what(p, out);
	say_when(r, p, out);
	if (where_tests(p->where)) {
		words_say(out, "；", "; ", NULL);
		where_say_all(p->where, p->kind, out);
	}
	if (p->via)
		words_say(out, "；按{1}归属单位", "; for the unit of {2}", p->via->label[SIFA_ZH],
			  p->via->label[SIFA_EN], NULL);
	if (p->latest) {
		words_say(out, "；以最近一日的记录为准：", "; the last day decides: ", NULL);
		where_say_all(p->latest, p->kind, out);
	}
	if (where_tests(p->guard)) {
		words_say(out, "；佐证条件：", "; and to show it: ", NULL);
		where_say_all(p->guard, p->kind, out);
	}
}

/* ---- targets ---- */

static void say_part(const struct run *r, struct sifa_words *out)
{
	const struct office *o = r->office;

	if (o->months && o->months < o->of)
		words_say(out, "；不足全年，按{1}/{2}个月折算并进位",
			  "; {1} of {2} months, rounded up", NUM(o->months), NUM(o->of), NULL);
}

static const struct office_target *signed_target(const struct office *o, const struct clause *cl)
{
	for (size_t i = 0; i < o->ntargets; i++)
		if (strcmp(o->target[i].clause, cl->id) == 0)
			return &o->target[i];
	return NULL;
}

enum sifa_aim explain_aim(const struct run *r, const struct clause *cl, struct sifa_words *out,
			  uint64_t *record)
{
	const struct office *o = r->office;
	const struct office_target *t = signed_target(o, cl);
	const struct quota *q = &cl->target.quota;

	*record = 0;
	if (cl->whole) {
		words_say(out, "应完成数由记录统计得出", "what is to be done is counted", NULL);
		return SIFA_AIM_MEASURED;
	}
	if (t && cl->actual) {
		*record = o->letter;
		words_say(out, "本单位责任书下达{1}", "{1} in the unit's letter", NUM(t->n), NULL);
		say_part(r, out);
		return SIFA_AIM_SIGNED;
	}
	if (cl->target.blank) {
		words_say(out, "责任书留空，尚未下达", "left blank in the letter, not set yet",
			  NULL);
		return SIFA_AIM_UNSET;
	}
	if (q->of) {
		words_say(out, "按{1}%计算并进位，基数：", "{1} %, rounded up, of ", PTS(q->n),
			  NULL);
		explain_probe(r, q->of->probe[0], out);
		return SIFA_AIM_SHARE;
	}
	if (!q->n)
		return SIFA_AIM_NONE;
	words_say(out, "责任书写明{1}", "{1} in the letter", NUM(q->n), NULL);
	if (!cl->target.whole)
		say_part(r, out);
	return SIFA_AIM_LETTER;
}

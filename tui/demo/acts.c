/* acts.c - what people do at the program itself, once all is imported: leaders are named,
 * cases handed over, half-year scores locked. */
#include <stdlib.h>
#include <string.h>

#include "demo.h"

struct acting {
	struct sifa *s;
	struct sifa_session *bureau;
	const uint64_t *office;
	size_t n;
	struct sifa_err *err;
};

/* Another user comes in; NULL, with the error told, when he cannot. */
static struct sifa_session *as(const struct acting *a, const char *login)
{
	struct sifa_login l = {.user = login, .host = "demo"};
	struct sifa_session *se = NULL;

	return sifa_login(a->s, &l, &se, a->err) ? NULL : se;
}

/* ---- leaders ---- */

/* Ids of up to `most` of the unit's staff, the first in the register first. */
static enum sifa_rc staff_of(const struct acting *a, uint64_t unit, uint64_t *id, size_t most)
{
	struct sifa_query q = {.kind = sifa_kind(a->s, "staff"), .unit = unit};
	struct sifa_rows rows = {0};
	enum sifa_rc rc = sifa_list(a->bureau, &q, SIFA_FIRST, NULL, most, &rows, a->err);

	for (size_t i = 0; i < rows.n; i++)
		id[i] = sifa_record_id(rows.hit[i].record);
	sifa_rows_free(&rows);
	return rc;
}

static enum sifa_rc put(const struct acting *a, struct sifa_record *r, const char *field,
			struct sifa_value v)
{
	v.state = SIFA_SET;
	return sifa_set(r, sifa_field(sifa_record_kind(r), field), &v, a->err);
}

/* Head, deputy and who looks after it, 0 for none; with its mark in numbers, or NULL. */
static enum sifa_rc name_in(const struct acting *a, uint64_t unit, const uint64_t leader[3],
			    const char *mark)
{
	static const char *const field[] = {"head", "deputy", "contact_leader"};
	struct sifa_record *r = NULL;
	enum sifa_rc rc = sifa_record_get(a->bureau, unit, &r, a->err);

	for (size_t i = 0; i < 3 && !rc; i++)
		if (leader[i])
			rc = put(a, r, field[i], (struct sifa_value){.n = (int64_t)leader[i]});
	if (!rc && mark)
		rc = put(a, r, "short", (struct sifa_value){.s = mark, .len = strlen(mark)});
	if (!rc)
		rc = sifa_save(a->bureau, r, NULL, a->err);
	sifa_record_free(r);
	return rc;
}

/* Some offices have no deputy, and some no leader of the bureau who looks after them. The
 * county's mark stands in the numbers of its offices too. */
static enum sifa_rc name_leaders(const struct acting *a)
{
	const uint64_t bureau = sifa_session_unit(a->bureau);
	uint64_t leader[3] = {0};
	enum sifa_rc rc = staff_of(a, bureau, leader, 3);

	if (!rc)
		rc = name_in(a, bureau, leader, "云");
	for (size_t i = 0; i < a->n && !rc; i++) {
		uint64_t own[3] = {0, 0, i % 5 != 4 ? leader[i % 3] : 0};

		rc = staff_of(a, a->office[i], own, i % 4 != 3 ? 2 : 1);
		if (!rc)
			rc = name_in(a, a->office[i], own, NULL);
	}
	return rc;
}

/* ---- hand-overs ---- */

/* Two cases of the office, by a user of its own or of the bureau. */
static enum sifa_rc release(const struct acting *a, struct sifa_session *se, uint64_t office,
			    uint64_t to, const char *reason, uint64_t *handover)
{
	struct sifa_query q = {.kind = sifa_kind(a->s, "mediation"), .unit = office};
	struct sifa_rows rows = {0};
	uint64_t id[2];
	enum sifa_rc rc = sifa_list(se, &q, SIFA_FIRST, NULL, 2, &rows, a->err);

	for (size_t i = 0; i < rows.n; i++)
		id[i] = sifa_record_id(rows.hit[i].record);
	*handover = 0;
	if (!rc && rows.n)
		rc = sifa_hand_release(se, id, rows.n, 0, to, reason, handover, a->err);
	sifa_rows_free(&rows);
	return rc;
}

/* Within the second office, whose assistant takes over; the fourth one wants no more. */
static enum sifa_rc answered(const struct acting *a)
{
	struct sifa_session *head = as(a, "sfs002"), *takes = as(a, "sfs002a"), *no = NULL;
	enum sifa_rc rc = head && takes ? SIFA_OK : a->err->rc;
	uint64_t h = 0;

	if (!rc)
		rc = release(a, head, a->office[1], sifa_session_user(takes), "轮岗", &h);
	if (!rc && h)
		rc = sifa_hand_answer(takes, h, true, "卷宗齐全", a->err);
	if (!rc && a->n > 3) {
		rc = release(a, a->bureau, a->office[2], a->office[3], "当事人搬迁", &h);
		no = rc ? NULL : as(a, "sfs004");
		rc = rc ? rc : no ? SIFA_OK : a->err->rc;
		if (!rc && h)
			rc = sifa_hand_answer(no, h, false, "材料不全，请补齐再移交", a->err);
	}
	sifa_logout(head);
	sifa_logout(takes);
	sifa_logout(no);
	return rc;
}

static enum sifa_rc hand_over(const struct acting *a)
{
	uint64_t waits;
	enum sifa_rc rc = SIFA_OK;

	if (a->n < 2)
		return SIFA_OK;
	rc = release(a, a->bureau, a->office[0], a->office[1], "区划调整", &waits);
	return rc ? rc : answered(a);
}

/* ---- half-year scores ---- */

enum fate { PROPOSED, LOCKED, REJECTED, REOPENING, FATES };

static enum sifa_rc lock_one(const struct acting *a, struct sifa_session *decides, uint64_t office,
			     enum fate fate)
{
	const struct sifa_letter *l = sifa_letter(a->s, "yuanqu-2013");
	struct sifa_sheet *sheet = NULL;
	uint64_t lock = 0;
	enum sifa_rc rc =
		l ? sifa_score(a->bureau, l, office, sifa_day_of(2013, 6, 30), &sheet, a->err)
		  : SIFA_OK;

	if (!rc && sheet)
		rc = sifa_lock_propose(a->bureau, sheet, "半年考核局务会审定", &lock, NULL, a->err);
	if (!rc && lock && fate != PROPOSED)
		rc = sifa_lock_decide(decides, lock, fate != REJECTED,
				      fate == REJECTED ? "卷宗抽查未完" : "同意", a->err);
	if (!rc && lock && fate == REOPENING)
		rc = sifa_lock_reopen(a->bureau, lock, "一卷漏扣", a->err);
	sifa_sheet_free(sheet);
	return rc;
}

/* Of the last offices: the first ones' scores are those of the tables. */
static enum sifa_rc lock_scores(const struct acting *a)
{
	struct sifa_session *leader = a->n > FATES ? as(a, "li") : NULL;
	enum sifa_rc rc = a->n > FATES && !leader ? a->err->rc : SIFA_OK;

	for (size_t i = 0; leader && i < FATES && !rc; i++)
		rc = lock_one(a, leader, a->office[a->n - 1 - i], (enum fate)i);
	sifa_logout(leader);
	return rc;
}

enum sifa_rc demo_acts(struct sifa *s, struct sifa_session *se, const struct demo_offices *offices,
		       struct sifa_err *err)
{
	const struct acting a = {
		.s = s, .bureau = se, .office = offices->id, .n = offices->n, .err = err};
	enum sifa_rc rc = name_leaders(&a);

	if (!rc)
		rc = hand_over(&a);
	if (!rc)
		rc = lock_scores(&a);
	return rc;
}

/* find.h - records by what a person types: words of names and numbers, of the
 * record itself or of what it refers to. */
#ifndef SIFA_WORK_FIND_H
#define SIFA_WORK_FIND_H

#include "../trust/session.h"

struct idlist { /* sorted and unique when it is handed out; free(id) */
	uint64_t *id;
	size_t n, cap;
};
bool idlist_add(struct idlist *l, uint64_t id);
void idlist_sort(struct idlist *l);
bool idlist_has(const struct idlist *l, uint64_t id);

/* A query made ready: its tests compiled, its typed words looked up. */
struct find {
	struct view *v;
	const struct sifa_query *q;
	struct arena arena;
	struct where *where;
	bool limited; /* words were typed: only `set` can match */
	struct idlist set;
	uint64_t *owner; /* units whose records the list shows, sorted */
	size_t nowner;
};
enum sifa_rc find_open(struct find *f, struct view *v, const struct sifa_query *q,
		       struct sifa_err *err);
void find_close(struct find *f);
/* Does the record (not deleted, the reader's to see) answer to the query? */
bool find_match(const struct find *f, uint64_t id);
bool find_owner(const struct find *f, uint64_t unit);

/* Ids for one word: the kind's own names and numbers, else those of records it
 * names itself by (a mediator by the person). */
enum sifa_rc find_word(struct view *v, const struct sifa_kind *k, const char *s, size_t n,
		       bool referred, struct idlist *out, struct sifa_err *err);

#endif

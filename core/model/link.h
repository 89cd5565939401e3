/* link.h - private to core/model: what the parts of config_link() share. */
#ifndef SIFA_MODEL_LINK_H
#define SIFA_MODEL_LINK_H

#include "../base/err.h"
#include "config.h"

struct link {
	struct config *c;
	const struct namer *namer;
	struct sifa_findings *f;
	const char *file; /* being read */
	bool nomem;
};

#define LINK_ID_MOST 40 /* bytes of an id */
#define LINK_KNOWN(l, map, known) \
	yaml_known(map, (l)->file, known, sizeof(known) / sizeof(known)[0], (l)->f)

/* Zeroed memory of the configuration; NULL is remembered. */
void *link_array(struct link *l, size_t n, size_t size);
/* One finding at the node's key, or at the node when it has none. */
void link_error(struct link *l, const struct yaml *y, const char *msg, const char *a,
		const char *b);
void link_warning(struct link *l, const struct yaml *y, const char *msg, const char *a,
		  const char *b);
/* map[key], reported when missing. */
struct yaml *link_need(struct link *l, struct yaml *map, const char *key);
/* Text of map[key]; "" when missing. */
const char *link_str(struct link *l, struct yaml *map, const char *key);
/* The same, required and a name: small letters, digits and _, a letter first.
 * NULL if it is none. */
const char *link_id(struct link *l, struct yaml *map, const char *key);
/* The day y names; SIFA_DAY_NONE after a finding. */
sifa_day link_day(struct link *l, struct yaml *y);
/* {zh: ..., en: ...}; both are "" where the key is missing. */
void link_label(struct link *l, struct yaml *map, const char *key, bool required,
		const char *out[SIFA_LANGS]);
/* map[key] as a list of at most `most` entries; NULL if missing or something
 * else, which is reported. */
struct yaml *link_list(struct link *l, struct yaml *map, const char *key, size_t least,
		       size_t most);
/* Place of s in names[0..n) or def; another word is reported. */
int link_word(struct link *l, struct yaml *map, const char *key, const char *const *names, size_t n,
	      int def);
/* The kind's field that y names; NULL after a finding. */
const struct sifa_field *link_field(struct link *l, const struct sifa_kind *k,
				    const struct yaml *y);
/* "amount", "rows.amount", "applicant.birth": the last field named; NULL after a finding. */
const struct sifa_field *link_path(struct link *l, const struct sifa_kind *k, struct yaml *y,
				   struct field_path *out);
/* The field `id` of the record that f refers to, or its column. */
const struct sifa_field *link_part(struct link *l, const struct sifa_field *f, const struct yaml *y,
				   const char *id);
/* Number from the namer, 0 after a finding. */
uint16_t link_number(struct link *l, const struct yaml *at, const char *path, const char *was,
		     int type);

/* codelist.c */
void link_codes(struct link *l);
/* kind.c: fields of kind k from its tree. */
void kind_fields(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* kind_parts.c: what names the fields. */
void kind_parts(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* A single field map[key] names, and one that is a date; NULL after a finding. */
const struct sifa_field *link_one(struct link *l, const struct sifa_kind *k, struct yaml *map,
				  const char *key, bool required);
const struct sifa_field *link_date(struct link *l, const struct sifa_kind *k, struct yaml *map,
				   const char *key, bool required);
/* Fields named in the list map[key], at most `most`; returns how many. */
size_t link_fields(struct link *l, const struct sifa_kind *k, struct yaml *map, const char *key,
		   size_t least, size_t most, bool (*fits)(const struct sifa_field *),
		   const char *refusal, uint16_t *out);
/* kind_check.c; conditions: kind_when.c */
void kind_checks(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* Checks of the list map[key]; the severity is `fixed` where that is not negative. */
const struct sifa_check_def *link_checks(struct link *l, const struct sifa_kind *k,
					 struct yaml *map, const char *key, int fixed, size_t *n);
/* The bit of a code, or of yes/no, that y names for f; 0 after a finding. */
uint64_t link_bit(struct link *l, const struct sifa_field *f, struct yaml *y);
/* A list of states of the kind, as bits; 0 when it is not there. */
uint64_t link_states(struct link *l, const struct sifa_kind *k, struct yaml *y, const char *key);
/* The condition map[key]: {field: [codes]}. */
struct sifa_when link_when(struct link *l, const struct sifa_kind *k, struct yaml *map,
			   const char *key);
/* kind_clock.c */
void kind_clocks(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* Date fields between which something stands still, as clocks and duties have them. */
size_t link_pauses(struct link *l, const struct sifa_kind *k, struct yaml *map,
		   uint16_t pause[4][2]);
/* kind_derive.c: behind the clocks, before steps and checks. */
void kind_derived(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* kind_duty.c: when all kinds are linked. */
void kind_duties(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* kind_flow.c: states; steps and numbers, when all kinds are linked. */
void kind_states(struct link *l, struct sifa_kind *k, struct yaml *tree);
void kind_flow(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* kind_fair.c: samples, lists to match, padding; when all kinds are linked. */
void kind_fair(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* kind_entries.c */
void kind_entries(struct link *l, struct sifa_kind *k, struct yaml *tree);
/* The values of map[key]: {field: code, yes or no} of kind k. */
const struct sifa_fill *link_fills(struct link *l, const struct sifa_kind *k, struct yaml *map,
				   const char *key, size_t *n);
/* kind_hand.c: the records that a step begins and tells. */
void link_hands(struct link *l, const struct sifa_kind *k, struct yaml *y, struct sifa_step_def *s);
/* The kind that map["kind"] names; NULL after a finding. */
const struct sifa_kind *link_kind(struct link *l, struct yaml *map);
/* layout.c: numbers and offsets. */
void layout_kind(struct link *l, struct sifa_kind *k, struct yaml *tree);

/* config.c: was the file of this list or kind (folder "codes/") without tree?
 * Then those who name it are not to blame. */
bool config_broken(const struct config *c, const char *folder, const char *id);

#endif

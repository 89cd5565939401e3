/* record.h - a record in memory and as bytes.
 *
 * The fixed part holds one unsigned number a field, so that a query compares
 * without decoding: 0 absent, 1 不详, 2 拒绝提供, 3 待核, from 4 on the value,
 * in the value's own order. Widths by type (bytes):
 *   BOOL 1 · CODE 2 · DATE 4 · DATETIME 4 (minutes) · INT 4 · MONEY 8 · REF,
 *   PLACE 8 · CODES 8 (a bit a code; no states) · TEXT, LONGTEXT, IDNO, PHONE,
 *   REFS, ROWS 1 (state only; the value stands behind the offset table).
 * core/store/FORMAT.md is the reference.
 */
#ifndef SIFA_MODEL_RECORD_H
#define SIFA_MODEL_RECORD_H

#include "../base/arena.h"
#include "../sifa.h"

/* Head of the fixed part; the same offsets in records and fact rows. */
enum {
	FIX_KIND = 0,	 /* 2: the kind's number */
	FIX_FLAGS = 2,	 /* 1: SIFA_REC_* */
	FIX_SECRECY = 3, /* 1 */
	FIX_ENTERED = 4, /* 4: day of entry, slot form */
	FIX_ID = 8,	 /* 8 */
	FIX_UNIT = 16,	 /* 8 */
	FIX_HOLDER = 24, /* 8 */
	FIX_FIELDS = 32, /* first field slot */
};

struct sifa_record {
	struct arena arena;
	const struct sifa_kind *kind;
	uint64_t id, unit, holder;
	uint32_t rev;
	unsigned flags;
	uint8_t secrecy;
	bool partial; /* not all fields were read */
	sifa_day entered;
	uint64_t created_by, updated_by;
	int64_t created, updated;
	char reason[160];     /* why it is saved in spite of warnings */
	struct sifa_value *v; /* kind->nfields */
};

struct sifa_record *record_new(const struct sifa_kind *k);
/* With room for `size` bytes of values in the same piece of memory. */
struct sifa_record *record_new_sized(const struct sifa_kind *k, size_t size);
/* The same in the memory of many: ended by record_end(), which gives none of it back. */
struct sifa_record *record_new_in(struct arena *many, const struct sifa_kind *k, size_t size);
void record_end(struct sifa_record *r);
/* Empties every value and keeps the memory: import reuses one record. */
void record_clear(struct sifa_record *r);

extern const uint8_t slot_widths[SIFA_TYPES];
/* What is added to a value to make its slot, and the slots that are values. */
struct slot_range {
	uint64_t bias, least, most;
};
extern const struct slot_range slot_ranges[SIFA_TYPES];
static inline unsigned slot_width(enum sifa_type t)
{
	return (unsigned)t < SIFA_TYPES ? slot_widths[t] : 0;
}
/* The number in a slot of that width. */
static inline uint64_t slot_load(const uint8_t *p, unsigned width)
{
	switch (width) { /* a width the compiler knows is one instruction */
	case 1:
		return *p;
	case 2:
		return get_le(p, 2);
	case 4:
		return get_le(p, 4);
	default:
		return get_le(p, 8);
	}
}
enum { /* types, a bit each */
       TYPES_TEXT = 1 << SIFA_TEXT | 1 << SIFA_LONGTEXT | 1 << SIFA_IDNO | 1 << SIFA_PHONE,
       TYPES_VAR = TYPES_TEXT | 1 << SIFA_REFS | 1 << SIFA_ROWS,
};
/* Its value stands behind the offset table. */
static inline bool type_is_var(enum sifa_type t)
{
	return (unsigned)t < SIFA_TYPES && (TYPES_VAR >> t & 1);
}
static inline bool type_is_text(enum sifa_type t)
{
	return (unsigned)t < SIFA_TYPES && (TYPES_TEXT >> t & 1);
}
static inline bool type_is_day(enum sifa_type t)
{
	return t == SIFA_DATE || t == SIFA_DATETIME;
}
/* Is it a reference, or may it hold some? */
static inline bool type_may_refer(enum sifa_type t)
{
	return t == SIFA_REF || t == SIFA_PLACE || t == SIFA_REFS || t == SIFA_ROWS;
}
/* Is the slot a value that a field of type t can have (days: of the years 1 to
 * 9999)? Codes and references: as numbers, whatever they stand for. */
static inline bool slot_possible(enum sifa_type t, uint64_t slot)
{
	const struct slot_range *r = &slot_ranges[t];

	return slot - r->least <= r->most - r->least;
}
/* Can a field of type t hold the number n? */
static inline bool slot_fits(enum sifa_type t, int64_t n)
{
	return slot_possible(t, (uint64_t)n + slot_ranges[t].bias);
}
/* A scalar value to its slot number and back (var types: the state). */
static inline uint64_t slot_of(const struct sifa_field *f, const struct sifa_value *v)
{
	if (v->state != SIFA_SET)
		return f->type == SIFA_CODES ? 0 : (uint64_t)v->state;
	if (type_is_var(f->type))
		return v->len ? SIFA_SET : SIFA_ABSENT;
	return (uint64_t)v->n + slot_ranges[f->type].bias; /* of CODES 0 */
}
uint64_t slot_of_day(sifa_day d);
sifa_day day_of_slot(uint64_t slot); /* SIFA_DAY_NONE unless a day */
void slot_value(const struct sifa_field *f, uint64_t slot, struct sifa_value *out);
/* The slot of f in fixed[0..n): 0 where the bytes end before it (a row written
 * before the field was declared). */
static inline uint64_t slot_get(const struct sifa_field *f, const uint8_t *fixed, size_t n)
{
	unsigned width = slot_widths[f->type];

	return f->offset + width <= n ? slot_load(fixed + f->offset, width) : 0;
}

/* Encoded bytes, here and below, are those of FORMAT.md from offset 8 on: the
 * checksum before them is the store's. A record takes at most RECORD_MAX. */
#define RECORD_MAX	 (1U << 24)
#define RECORD_FIXED_MAX 4096 /* of the fixed part, and so of a fact row */
/* Appends the record's bytes: envelope, fixed part, offset table, texts and
 * rows. */
enum sifa_rc record_encode(const struct sifa_record *r, struct buf *out, struct sifa_err *err);
/* Fills r (cleared before; of the kind the bytes name) from bytes; checks every
 * length. SIFA_E_DAMAGED. */
enum sifa_rc record_decode(struct sifa_record *r, const uint8_t *p, size_t n, struct sifa_err *err);
/* The revision in a record's bytes. */
uint32_t record_stored_rev(const uint8_t *p);
/* The same as record_decode() for some fields, by index; the record cannot be encoded again. */
enum sifa_rc record_decode_some(struct sifa_record *r, const uint8_t *p, size_t n,
				const uint16_t *field, size_t nfields, struct sifa_err *err);
/* The same into a record that is new. */
enum sifa_rc record_decode_new(struct sifa_record *r, const uint8_t *p, size_t n,
			       const uint16_t *field, size_t nfields, struct sifa_err *err);
/* A record as the register of its kind shows it: the head of the fixed part, then of each
 * column its slot and, of a value that stands elsewhere, length and bytes. Returns the
 * bytes written, 0 where they would be more than SHOWN_MAX. */
#define SHOWN_MAX 400
size_t record_shown(const struct sifa_record *r, uint8_t out[SHOWN_MAX]);
/* From there into a record that is new; as if only the columns had been read. */
enum sifa_rc record_decode_shown(struct sifa_record *r, const uint8_t *p, size_t n,
				 struct sifa_err *err);
/* The fixed part inside encoded bytes, checked; NULL if damaged. */
const uint8_t *record_fixed(const uint8_t *p, size_t n, size_t *len);
/* Equal in every value (not in envelope, nor in the ids of rows). */
bool record_equal(const struct sifa_record *a, const struct sifa_record *b);

/* Every reference of the record, those in rows included. `field` is the number
 * of the field (for rows: of the rows field), day the home counting day. */
void record_refs(const struct sifa_record *r,
		 void (*f)(void *arg, uint64_t to, const struct sifa_field *field), void *arg);
/* The first counting date that is set, SIFA_DAY_NONE if none. */
sifa_day record_day(const struct sifa_record *r);
/* A record has a fact row in each month of its dates: is this its first date's? */
bool fact_at_home(const struct sifa_kind *k, int32_t month, const uint8_t *row, size_t width);

/* The key of sort order `sort`, without kind, unit and id: at most
 * SORT_KEY_MAX bytes, in memcmp order, descending already inverted. */
#define SORT_KEY_MAX 120
#define SORT_TEXT    40 /* bytes of a text in it, with its end mark */
/* The text that was last brought into order, for the other orders of the same record:
 * nearly all end in its number or name, which is slow to fold. Empty at first. */
struct sort_text {
	const char *s;
	size_t len, n;
	uint8_t key[SORT_TEXT];
};
size_t record_sort_key(const struct sifa_record *r, const struct sifa_sort *sort,
		       struct sort_text *last, uint8_t *out);
/* The same for typed text (sifa_seek); only the first field. */
size_t sort_key_of_text(const struct sifa_kind *k, const struct sifa_sort *sort, const char *text,
			sifa_day today, uint8_t *out);
/* Bytes of key number `which` (kind->key), folded, at most KEY_MAX; 0 if one of
 * its fields is absent. Cells that differ only in brackets, padding or width give
 * the same bytes. */
#define KEY_MAX 200
size_t record_key(const struct sifa_record *r, size_t which, uint8_t *out);
/* Is it one of these codes (bits by number), or yes/no (bits 1, 0)? Of a set: has it one. */
bool value_among(const struct sifa_field *f, const struct sifa_value *v, uint64_t in);
/* Is it set, a text, and this one? */
static inline bool value_is(const struct sifa_value *v, const char *s)
{
	return v->state == SIFA_SET && v->s && v->len == strlen(s) && !memcmp(v->s, s, v->len);
}
bool when_holds(const struct sifa_when *w, const struct sifa_record *r);
/* Does the state hold? Its dates and condition, not its place among the others. */
bool state_holds(const struct sifa_state_def *s, const struct sifa_record *r);
/* Places (bits) of the states it is in: the present one, and those beside it. */
uint64_t states_now(const struct sifa_record *r);
/* How secret it is by what stands in it; `base` where no rule of its kind makes it more. */
uint8_t record_secrecy(const struct sifa_record *r, uint8_t base);
/* Is its life over on that day: does a final state hold by then? */
bool record_over(const struct sifa_record *r, sifa_day by);
/* Due day of a clock, whether it still runs or not. */
sifa_day clock_day(const struct sifa_record *r, const struct sifa_clock_def *c);
/* So long behind a day. */
sifa_day period_day(const struct sifa_kind *k, const struct sifa_period *p, sifa_day from);
/* The period in force for a clock started on that day; NULL if none. */
const struct sifa_period *clock_period(const struct sifa_clock_def *c, sifa_day from);

/* Field-type table: one row a type. */
enum sifa_rc field_parse(const struct sifa_field *f, const char *s, size_t n, sifa_day today,
			 struct sifa_value *out, char *buf, size_t size, struct sifa_err *err);
/* The same for a text of one byte or more, trimmed, that sifa_text_check() does not refuse. */
enum sifa_rc field_parse_clean(const struct sifa_field *f, const char *s, size_t n, sifa_day today,
			       struct sifa_value *out, char *buf, size_t size,
			       struct sifa_err *err);
/* Without references' titles: those are ids. Returns bytes written. */
size_t field_format(const struct sifa_field *f, const struct sifa_value *v, enum sifa_lang lang,
		    char *buf, size_t size);
const char *state_word(enum sifa_state st, enum sifa_lang lang);
/* The state such a word (of any language) stands for; SIFA_ABSENT if none. */
enum sifa_state state_of_word(const char *s, size_t n);
/* Values of sifa_field.form. */
enum { SIFA_FORM_PLAIN, SIFA_FORM_NAME, SIFA_FORM_USCC };
/* The one code in use whose label begins so; NULL if none or several. */
const struct sifa_code *code_by_prefix(const struct sifa_codelist *l, const char *s, size_t n);
/* The code by id, label, or digits (leading zeros may be missing); NULL. */
const struct sifa_code *code_find(const struct sifa_codelist *l, const char *s, size_t n);
const struct sifa_code *code_by_no(const struct sifa_codelist *l, uint64_t no);

#endif

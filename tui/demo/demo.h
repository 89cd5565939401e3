/* demo.h - the demonstration county: fictional, the same from the same seed.
 *
 * Every kind is written as CSV and goes through the import that a county would
 * use, so what the demonstration shows is what an import gives. */
#ifndef SIFA_TUI_DEMO_H
#define SIFA_TUI_DEMO_H

#include <stdio.h>

#include "../verb/verb.h"

struct demo {
	uint64_t seed;
	int offices, years;
	int last_year; /* 2013 */
	sifa_day today;
};

struct demo_rng {
	uint64_t s;
};
/* A stream of its own for each (what, a, b, c): what one kind draws does not
 * move another. */
struct demo_rng demo_rng(const struct demo *d, const char *what, int a, int b, int c);
unsigned demo_pick(struct demo_rng *r, unsigned n); /* 0..n-1 */
bool demo_chance(struct demo_rng *r, unsigned percent);

struct demo_person {
	char name[32], id_no[24], village[16];
	bool female;
	sifa_day birth;
};
/* Person number j of an office in a role ("party", "corrected"): always the
 * same one. Ages from..to in 2013. */
void demo_person(const struct demo *d, const char *role, int office, int j, int from, int to,
		 struct demo_person *out);

/* How much an office leaves undone, percent: 3 good, 20 poor. */
unsigned demo_slack(const struct demo *d, int office);
/* One office is the worked example of the letter's template: 17 of 20 dossiers,
 * 36 of 40 oral, 2 returns late and 1 sent back, a petition, 1 of 26 offended
 * again, poems in 2 of 3 villages. */
#define DEMO_MIDDLING 1
/* One office has nobody in correction, one whose list of petitions nobody has
 * matched, one that waits for the inspectors, one with a target not yet set. */
enum { DEMO_NOBODY = 4, DEMO_UNMATCHED = 7, DEMO_UNJUDGED = 8, DEMO_UNSET = 10 };
static inline bool demo_is(int office, int which)
{
	return office % 11 == which;
}
static inline bool demo_large(int office)
{
	return office % 3 == 0;
}
int demo_staff_count(int office);
/* A day `days` later, or none when that is still to come. */
sifa_day demo_later(const struct demo *d, sifa_day day, unsigned days);

/* A mediation as its several papers tell of it. */
struct demo_mediation {
	char no[96];
	sifa_day accepted, agreed, closed, archived; /* SIFA_DAY_NONE */
	int village;
	bool kept; /* the agreement, or is about to be */
};
void demo_mediation(const struct demo *d, int office, int year, int month, int n, bool written,
		    struct demo_mediation *out);
int demo_written(const struct demo *d, int office, int year, int month); /* in the month */
int demo_written_before(const struct demo *d, int office, int year, int month);

/* Places. Villages are 12 an office, 0..11. Buffers of at least 64 bytes. */
enum { DEMO_VILLAGES = 12 };
char *demo_town(int office, char *buf);	       /* 柳河镇 */
char *demo_office_name(int office, char *buf); /* 柳河司法所 */
char *demo_office_code(int office, char *buf);
char *demo_village_name(int office, int village, char *buf);
char *demo_village_code(int office, int village, char *buf);
char *demo_committee(int office, int village, char *buf); /* village -1: of the township */
char *demo_date(sifa_day d, char *buf);			  /* "" for SIFA_DAY_NONE */
/* A day of the month, crowded on the 28th to 30th, not after today. */
sifa_day demo_day(const struct demo *d, struct demo_rng *r, int year, int month);
char *demo_number(const char *word, int office, int year, int n, char *buf); /* 96 bytes */

/* The day something that began then was entered in the provincial system, or "": most in
 * time, some late, a few not at all. 16 bytes. */
char *demo_platform(const struct demo *d, const char *what, int office, int j, sifa_day began,
		    char *buf);

/* How often the rows function is called. */
enum demo_span { DEMO_COUNTY, DEMO_OFFICE, DEMO_YEAR, DEMO_MONTH };

struct demo_kind {
	const char *kind, *header;
	enum demo_span span;
	void (*rows)(const struct demo *d, FILE *out, int office, int year, int month);
};
/* In the order of their references; ended by a NULL kind. */
extern const struct demo_kind demo_units[], demo_mediations[], demo_aid[], demo_cases[],
	demo_supervision[], demo_affairs[], demo_papers[], demo_house[], demo_people[], demo_life[],
	demo_county[];

int demo_run(struct verb_env *env);
struct demo_file { /* taken in through the inbox as a county's own would be */
	const char *name, *bytes;
	size_t n;
	uint64_t to; /* the record it belongs to */
	sifa_day taken;
	const char *kind, *title;
};
enum sifa_rc demo_file(const struct verb_env *env, struct sifa_session *se,
		       const struct demo_file *it, struct sifa_err *err);
struct demo_offices {
	uint64_t *id;
	size_t n;
};
/* Official lists of every office, compared with its registers. */
enum sifa_rc demo_lists(struct verb_env *env, struct sifa *s, struct sifa_session *se,
			const struct demo_offices *offices, struct sifa_err *err);
enum sifa_rc demo_no_memory(struct sifa_err *err);
/* Files for one office. */
enum sifa_rc demo_files(struct verb_env *env, struct sifa *s, struct sifa_session *se,
			uint64_t office, struct sifa_err *err);
/* What users do after the import: leaders, hand-overs, locked scores. */
enum sifa_rc demo_acts(struct sifa *s, struct sifa_session *se, const struct demo_offices *offices,
		       struct sifa_err *err);

/* Facts that several kinds agree on. */
int demo_corrected_count(const struct demo *d, int office);
sifa_day demo_corrected_start(const struct demo *d, int office, int j);
sifa_day demo_corrected_end(const struct demo *d, int office, int j);
char *demo_correction_no(const struct demo *d, int office, int j, char *buf); /* 96 bytes */
int demo_released_count(const struct demo *d, int office);
char *demo_released_no(int office, int j, char *buf); /* 96 bytes */
sifa_day demo_released_on(const struct demo *d, int office, int j);

#endif

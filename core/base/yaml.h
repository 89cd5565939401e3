/* yaml.h - YAML as a tree with places. Refused with line and column: aliases,
 * anchors, tags, merge keys, a second document, duplicate keys, more than
 * YAML_DEPTH levels, files over YAML_SIZE bytes, text sifa_text_check refuses.
 * The only user of libyaml is yaml.c. */
#ifndef SIFA_BASE_YAML_H
#define SIFA_BASE_YAML_H

#include "arena.h"
#include "err.h"

#define YAML_DEPTH 16
#define YAML_SIZE  (1 << 20)

enum yaml_type { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	const char *key;  /* when inside a map */
	const char *text; /* scalar */
	struct yaml *child, *next;
	uint32_t n;	  /* children */
	int line, column; /* from 1 */
	int key_line, key_column;
	enum yaml_type type;
	bool quoted; /* then `no` and 1 are text, not values */
	bool used;   /* read by yaml_get: see yaml_unknown */
};

/* Parses text[0..n); nodes live in the arena. All errors of the file go into
 * `findings` (libyaml itself stops at its first); NULL if there was one. */
struct yaml *yaml_parse(struct arena *a, const char *name, const char *text, size_t n,
			struct sifa_findings *findings);
/* The child of a map, marked as used; NULL if there is none. m may be NULL. */
struct yaml *yaml_get(struct yaml *m, const char *key);
/* Typed readers: report into findings and return the default on error; `y` may
 * be NULL (default, no error). */
const char *yaml_str(struct yaml *y, const char *name, struct sifa_findings *f, const char *def);
int64_t yaml_int(struct yaml *y, const char *name, int64_t least, int64_t most,
		 struct sifa_findings *f, int64_t def);
bool yaml_bool(struct yaml *y, const char *name, struct sifa_findings *f, bool def);
/* Decimal with at most two places, in hundredths: 2.5 -> 250. */
int64_t yaml_hundredths(struct yaml *y, const char *name, struct sifa_findings *f, int64_t def);
/* One finding at the node's place; arguments as err_set. */
void yaml_error(struct sifa_findings *f, const char *name, const struct yaml *y, const char *msg,
		...) __attribute__((sentinel));
/* Reports every key of map m that is not in known[], with the nearest one. */
void yaml_known(struct yaml *m, const char *name, const char *const *known, size_t n,
		struct sifa_findings *f);

/* A tree as bytes and back, so that a start needs no parsing: configuration is
 * kept so in the store. Places survive. */
bool yaml_freeze(const struct yaml *y, struct buf *out);
struct yaml *yaml_thaw(struct arena *nodes, struct arena *texts, const void *p, size_t n);

#endif

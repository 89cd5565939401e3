/* yaml.c - from libyaml's events to a tree with places. The only file that
 * knows libyaml. What libyaml lets through and we do not (aliases, tags, double
 * keys, depth, invisible text) is refused here. */
#include "yaml.h"

#include <yaml.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

struct level {
	struct yaml *node, *last; /* a list or map, and its latest child */
};

struct load {
	yaml_parser_t parser;
	struct arena *arena;
	const char *name;
	struct sifa_findings *findings;
	size_t errors; /* found before this file */
	struct level level[YAML_DEPTH];
	int depth;
	struct yaml *root, *key; /* key: a node that waits for its value */
	bool ended, over;	 /* first document ended; nothing more to read */
};

static void load_error(struct load *l, int line, int column, const char *msg, const char *arg,
		       const char *arg2)
{
	struct sifa_err err = {0};

	err_set(&err, SIFA_E_CONFIG, msg, arg, arg2, NULL);
	err_at(&err, l->name, line, column);
	findings_add(l->findings, SIFA_ERROR, &err);
}

static void load_nomem(struct load *l)
{
	struct sifa_err err = {0};

	err_nomem(&err);
	err_at(&err, l->name, 0, 0);
	findings_add(l->findings, SIFA_ERROR, &err);
	l->over = true;
}

static int place(size_t n)
{
	return n < INT32_MAX ? (int)n + 1 : INT32_MAX;
}

static void event_error(struct load *l, const yaml_event_t *ev, const char *msg, const char *arg)
{
	load_error(l, place(ev->start_mark.line), place(ev->start_mark.column), msg, arg, NULL);
}

/* ---- libyaml's own complaints ---- */

static const struct {
	const char *theirs, *ours;
} complaints[] = {
	{"did not find expected key",
	 N_("A key was expected here. Indent the line like its neighbours, and close quotes "
	    "and brackets before it.")},
	{"did not find expected '-' indicator",
	 N_("A list entry beginning with \"- \" was expected here. Indent the line like its "
	    "neighbours.")},
	{"did not find expected ',' or ']'", N_("A comma or a closing ] was expected here.")},
	{"did not find expected ',' or '}'", N_("A comma or a closing } was expected here.")},
	{"did not find expected node content", N_("A value was expected here.")},
	{"did not find expected <document start>",
	 N_("The value before this ends the file. Write keys as \"key: value\", all with the "
	    "same indentation.")},
	{"mapping values are not allowed in this context",
	 N_("A \":\" cannot stand here. Put a text with \": \" in quotes, or correct the "
	    "indentation.")},
	{"mapping keys are not allowed in this context",
	 N_("A key cannot stand here. Correct the indentation.")},
	{"block sequence entries are not allowed in this context",
	 N_("A list entry cannot stand here. Begin the list on a new line, or write it in [ ].")},
	{"could not find expected ':'", N_("A \":\" was expected after the key.")},
	{"found character that cannot start any token",
	 N_("A value cannot begin with this character. Indent with spaces, not tabs; put texts "
	    "that begin with @, ` or %, in quotes.")},
	{"found unexpected end of stream", N_("The file ends inside a quoted text. Close it with a "
					      "quotation mark.")},
	{"found unknown escape character",
	 N_("This escape is unknown. Write \\\\ for a backslash, or use single quotes.")},
};

static void parser_error(struct load *l)
{
	const yaml_parser_t *p = &l->parser;
	const char *problem = p->problem ? p->problem : "?";

	l->over = true;
	if (p->error == YAML_MEMORY_ERROR) {
		load_nomem(l);
		return;
	}
	for (size_t i = 0; i < sizeof complaints / sizeof complaints[0]; i++) {
		if (strcmp(problem, complaints[i].theirs) == 0) {
			load_error(l, place(p->problem_mark.line), place(p->problem_mark.column),
				   complaints[i].ours, NULL, NULL);
			return;
		}
	}
	load_error(l, place(p->problem_mark.line), place(p->problem_mark.column),
		   N_("This is not YAML: {1}. Compare with a shipped file."), problem, NULL);
}

/* ---- nodes ---- */

/* A new node at the event's place, in the open list or map. */
static struct yaml *node_add(struct load *l, const yaml_event_t *ev, enum yaml_type type)
{
	struct level *up = l->depth ? &l->level[l->depth - 1] : NULL;
	bool value = l->key != NULL;
	struct yaml *y = value ? l->key : arena_alloc(l->arena, sizeof *y);

	if (!y) {
		load_nomem(l);
		return NULL;
	}
	y->type = type;
	y->line = place(ev->start_mark.line);
	y->column = place(ev->start_mark.column);
	l->key = NULL;
	if (!up) {
		l->root = y;
	} else if (!value) {
		if (up->last)
			up->last->next = y;
		else
			up->node->child = y;
		up->last = y;
		up->node->n++;
	}
	return y;
}

/* True when the map that is open waits for a key. */
static bool wants_key(const struct load *l)
{
	return l->depth && !l->key && l->level[l->depth - 1].node->type == YAML_MAP;
}

static bool text_good(struct load *l, const yaml_event_t *ev, unsigned flags)
{
	const char *why;
	size_t at;

	if (sifa_text_check((const char *)ev->data.scalar.value, ev->data.scalar.length, flags, &at,
			    &why))
		return true;
	event_error(l, ev, why, NULL);
	return false;
}

static void take_key(struct load *l, const yaml_event_t *ev)
{
	const char *s = (const char *)ev->data.scalar.value;
	struct yaml *y = node_add(l, ev, YAML_SCALAR);

	if (!y)
		return;
	y->text = "";
	y->key = text_good(l, ev, 0) ? arena_copy(l->arena, s, ev->data.scalar.length) : "?";
	if (!y->key) {
		load_nomem(l);
		return;
	}
	if (ev->data.scalar.length == 0)
		event_error(l, ev, N_("A key was expected before the \":\"."), NULL);
	else if (strcmp(y->key, "<<") == 0)
		event_error(l, ev, N_("Merge keys (<<) are not used here; write the entries out."),
			    NULL);
	y->key_line = y->line;
	y->key_column = y->column;
	l->key = y;
}

static void take_scalar(struct load *l, const yaml_event_t *ev)
{
	struct yaml *y;

	if (wants_key(l)) {
		take_key(l, ev);
		return;
	}
	y = node_add(l, ev, YAML_SCALAR);
	if (!y)
		return;
	text_good(l, ev, SIFA_TEXT_LINES);
	y->quoted = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	y->text = arena_copy(l->arena, (const char *)ev->data.scalar.value, ev->data.scalar.length);
	if (!y->text)
		load_nomem(l);
}

static void take_start(struct load *l, const yaml_event_t *ev, enum yaml_type type)
{
	struct yaml *y;

	if (wants_key(l)) {
		event_error(l, ev, N_("A key must be a word, not a list or map."), NULL);
		l->over = true;
		return;
	}
	if (l->depth == YAML_DEPTH) {
		event_error(l, ev, N_("More than 16 levels of lists and maps; write it flatter."),
			    NULL);
		l->over = true;
		return;
	}
	y = node_add(l, ev, type);
	if (y)
		l->level[l->depth++] = (struct level){.node = y};
}

static int by_key(const void *a, const void *b)
{
	const struct yaml *x = *(struct yaml *const *)a, *y = *(struct yaml *const *)b;
	int d = strcmp(x->key, y->key);

	if (d == 0)
		d = (x->key_line > y->key_line) - (x->key_line < y->key_line);
	return d ? d : (x->key_column > y->key_column) - (x->key_column < y->key_column);
}

static void double_keys(struct load *l, const struct yaml *map)
{
	struct yaml **v = calloc(map->n + 1, sizeof(struct yaml *));
	size_t n = 0;

	if (!v) {
		load_nomem(l);
		return;
	}
	for (struct yaml *y = map->child; y; y = y->next)
		v[n++] = y;
	qsort(v, n, sizeof *v, by_key);
	for (size_t i = 1; i < n; i++) {
		char line[16];

		if (strcmp(v[i]->key, v[i - 1]->key) != 0)
			continue;
		snprintf(line, sizeof line, "%d", v[i - 1]->key_line);
		load_error(l, v[i]->key_line, v[i]->key_column,
			   N_("The key \"{1}\" stands in line {2} already; keep one of them."),
			   v[i]->key, line);
	}
	free(v);
}

static void take_end(struct load *l)
{
	if (l->depth == 0)
		return;
	l->depth--;
	if (l->level[l->depth].node->type == YAML_MAP)
		double_keys(l, l->level[l->depth].node);
}

/* ---- events ---- */

static void refuse_marks(struct load *l, const yaml_event_t *ev, const yaml_char_t *anchor,
			 const yaml_char_t *tag)
{
	if (anchor)
		event_error(l, ev, N_("Anchors (&{1}) are not used here; write the entries out."),
			    (const char *)anchor);
	if (tag)
		event_error(l, ev, N_("Tags ({1}) are not used here; take it out."),
			    (const char *)tag);
}

static void take_event(struct load *l, const yaml_event_t *ev)
{
	switch (ev->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (l->ended) {
			event_error(l, ev, N_("A second document begins here; a file holds one."),
				    NULL);
			l->over = true;
		}
		return;
	case YAML_DOCUMENT_END_EVENT:
		l->ended = true;
		return;
	case YAML_STREAM_END_EVENT:
		l->over = true;
		return;
	case YAML_ALIAS_EVENT:
		event_error(l, ev, N_("Aliases (*{1}) are not used here; write the entries out."),
			    (const char *)ev->data.alias.anchor);
		l->over = true;
		return;
	case YAML_SCALAR_EVENT:
		refuse_marks(l, ev, ev->data.scalar.anchor, ev->data.scalar.tag);
		take_scalar(l, ev);
		return;
	case YAML_SEQUENCE_START_EVENT:
		refuse_marks(l, ev, ev->data.sequence_start.anchor, ev->data.sequence_start.tag);
		take_start(l, ev, YAML_LIST);
		return;
	case YAML_MAPPING_START_EVENT:
		refuse_marks(l, ev, ev->data.mapping_start.anchor, ev->data.mapping_start.tag);
		take_start(l, ev, YAML_MAP);
		return;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		take_end(l);
		return;
	default:
		return;
	}
}

static void load_events(struct load *l, const char *text, size_t n)
{
	if (!yaml_parser_initialize(&l->parser)) {
		load_nomem(l);
		return;
	}
	yaml_parser_set_encoding(&l->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&l->parser, (const unsigned char *)text, n);
	while (!l->over) {
		yaml_event_t ev;

		if (!yaml_parser_parse(&l->parser, &ev)) {
			parser_error(l);
			break;
		}
		take_event(l, &ev);
		yaml_event_delete(&ev);
	}
	yaml_parser_delete(&l->parser);
}

/* libyaml tells no line for bytes that are not UTF-8, so every line is judged
 * before it sees them. */
static void check_lines(struct load *l, const char *text, size_t n)
{
	int line = 1;

	for (size_t from = 0; from < n; line++) {
		const char *lf = memchr(text + from, '\n', n - from), *why;
		size_t end = lf ? (size_t)(lf - text) : n, len = end - from, at;

		if (len && text[end - 1] == '\r')
			len--;
		if (!sifa_text_check(text + from, len, SIFA_TEXT_LINES, &at, &why))
			load_error(l, line, place(sifa_text_chars(text + from, at)), why, NULL,
				   NULL);
		from = lf ? end + 1 : n;
	}
}

struct yaml *yaml_parse(struct arena *a, const char *name, const char *text, size_t n,
			struct sifa_findings *findings)
{
	struct load l = {.arena = a, .name = name, .findings = findings};

	if (findings)
		l.errors = findings->errors;
	else
		return NULL;
	if (n > YAML_SIZE) {
		load_error(&l, 0, 0, N_("The file is larger than 1 MiB; divide it."), NULL, NULL);
		return NULL;
	}
	if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		n -= 3;
	}
	check_lines(&l, text, n);
	if (findings->errors == l.errors)
		load_events(&l, text, n);
	if (findings->errors == l.errors && !l.root)
		load_error(&l, 1, 1, N_("The file is empty; entries \"key: value\" were expected."),
			   NULL, NULL);
	return findings->errors == l.errors ? l.root : NULL;
}

/* screen.h - what a screen is, and what the console does for it.
 *
 * Screens stand on a stack; the keys go to the top one. A popup draws over
 * the screens below it. A screen never paints outside draw(), reads the store
 * only when it opens, resumes or is asked to, and never waits for a key. */
#ifndef SIFA_DESK_SCREEN_H
#define SIFA_DESK_SCREEN_H

#include "../draw/draw.h"
#include "../edit/list.h"
#include "../lang.h"
#include "cmd.h"

struct desk;
struct screen;

struct screen_cmd { /* in the order of the footer */
	enum cmd cmd;
	void (*run)(struct screen *sc); /* NULL: the console does it */
	bool quiet;			/* not in the footer */
};

/* The six moves of a list, for a screen that has one. */
#define SCREEN_MOVES \
	{CMD_UP, NULL, true}, {CMD_DOWN, NULL, true}, {CMD_PGUP, NULL, true}, \
		{CMD_PGDN, NULL, true}, {CMD_HOME, NULL, true}, \
	{ \
		CMD_END, NULL, true \
	}

struct screen_ops {
	const char *name;
	size_t size; /* of the private data, zeroed before open() */
	bool popup;
	bool typing;		       /* characters go to key() before any command */
	const struct screen_cmd *cmds; /* ended by CMD_NONE */
	enum sifa_rc (*open)(struct screen *sc, const void *arg, struct sifa_err *err);
	void (*close)(struct screen *sc);
	/* What was above is gone: read again what may have changed. May be NULL. */
	void (*resume)(struct screen *sc);
	/* The window has another size; drawing is done anyway. May be NULL. */
	void (*resize)(struct screen *sc);
	/* The line is gone: keep what is half done. May be NULL. */
	void (*hangup)(struct screen *sc);
	/* Left half of the title line; popups have none. */
	void (*title)(struct screen *sc, char *buf, size_t size);
	void (*draw)(struct screen *sc);
	void (*focus)(struct screen *sc, int *y, int *x);
	/* A key that is no command. May be NULL. */
	void (*key)(struct screen *sc, const struct key *k);
	/* Is the command of use now? NULL: always. */
	bool (*can)(struct screen *sc, enum cmd c);
	/* The list that CMD_UP .. CMD_END move when their run is NULL. */
	struct list *(*list)(struct screen *sc);
};

struct screen {
	const struct screen_ops *ops;
	struct desk *desk;
	struct screen *below;
	void *data;
	bool closed;
};

struct desk {
	struct sifa *sifa;
	struct sifa_session *se;
	struct tty *tty;
	struct screen *top;
	struct screen *dead;	   /* closed while their code was running */
	struct sifa_record **last; /* the last one saved of each kind */
	size_t nlast;
	char reason[160]; /* why warnings were last saved over */
	char unit[96];	  /* the name of the session's, read when another screen is on top */
	int rows, cols;
	int32_t key; /* the one being served */
	bool quit;
	int code;
	char say[400]; /* the message line; "" for none */
};

/* ---- the stack ---- */

/* Opens a screen on top; an error is told on the message line. */
struct screen *desk_open(struct desk *d, const struct screen_ops *ops, const void *arg);
/* Closes this screen and all above it; freed when no code of it runs. */
void desk_close(struct screen *sc);
void desk_message(struct desk *d, const char *text);
/* Why there are no points to show, and what to do: no letter is signed for this year, or
 * there is none. */
char *desk_no_letter(struct desk *d, char *buf, size_t size);
void desk_error(struct desk *d, const struct sifa_err *err);
/* Why an act was refused: by the first error found (or warning, where one wants a reason), else
 * by err. */
void desk_refused(struct desk *d, const struct sifa_findings *f, const struct sifa_err *err);
/* Those that sign the letter, or all offices where it is NULL: how many the session sees, and
 * whether its own unit is one of them. */
struct desk_units {
	size_t n;
	bool own;
};
enum sifa_rc desk_units(struct sifa_session *se, const struct sifa_letter *l,
			struct desk_units *out);
/* Does the session see offices other than its own unit? */
bool desk_is_bureau(struct sifa_session *se);
/* Runs a command on the top screen; false if it is not valid there. */
bool desk_command(struct desk *d, enum cmd c);
bool screen_can(struct screen *sc, enum cmd c);
/* Does the screen serve the command itself? */
bool screen_has(const struct screen *sc, enum cmd c);
/* Commands that are valid on every screen, ended by CMD_NONE. */
extern const struct screen_cmd desk_cmds[];

/* The last record of the kind saved here; NULL if there is none. Owned by the
 * desk. */
const struct sifa_record *desk_last(struct desk *d, const struct sifa_kind *k);
/* Remembers a copy of the stored record. */
void desk_saved(struct desk *d, const struct sifa_record *r);

/* ---- the frame ---- */

enum {
	BODY_TOP = 2,	/* title and rule stand above */
	FRAME_ROWS = 5, /* rows of the frame: title, rule, rule, message, footer */
	MIN_ROWS = 24,
	MIN_COLS = 80,
};
int body_rows(const struct desk *d);
/* The row of help or messages, above the footer; says `text` unless a message
 * is waiting. */
void frame_note(struct desk *d, const char *text);
/* A popup in the middle; *y, *x, and *cols describe its inside. */
void frame_popup(struct desk *d, int rows, int cols, const char *title, int *y, int *x,
		 int *inside);
/* The marker cell of a row and two columns of room: "> " or "  ". */
void frame_mark(struct desk *d, int y, int x, bool focus);
void frame_paint(struct desk *d);

/* ---- the screens ---- */

extern const struct screen_ops screen_home;	 /* arg NULL */
extern const struct screen_ops screen_county;	 /* arg NULL */
extern const struct screen_ops screen_registers; /* arg NULL */
extern const struct screen_ops screen_ledger;	 /* arg struct sifa_kind */
extern const struct screen_ops screen_record;	 /* arg uint64_t id */
extern const struct screen_ops screen_inbox;	 /* arg uint64_t id: attaches to it */
/* What is in the wrong unit or goes to another one or a colleague; a hand-over that waits
 * for its answer; a user who hands over all that he has in hand. */
struct hand_arg {
	const uint64_t *id; /* copied */
	size_t n;
	struct screen *owner; /* told when it is done; done may be NULL */
	void (*done)(struct screen *owner);
};
extern const struct screen_ops screen_hand;   /* arg struct hand_arg */
extern const struct screen_ops screen_person; /* arg uint64_t id */
/* Opens all that the person had part in whom the record is about. */
void desk_person(struct screen *sc, uint64_t record);
struct score_arg {
	uint64_t office;
	size_t section; /* to begin at */
};
extern const struct screen_ops screen_score; /* arg struct score_arg */
struct targets_arg {			     /* of a letter record */
	const struct sifa_letter *letter;
	int year;
	uint64_t unit; /* to begin at */
};
extern const struct screen_ops screen_targets; /* arg struct targets_arg, or NULL: in force */
/* What was signed, the supplements, what differs from it: arg uint64_t letter record. */
extern const struct screen_ops screen_signed;
extern const struct screen_ops screen_help;	/* arg struct screen, the one asked about */
extern const struct screen_ops screen_commands; /* arg struct screen, the same */

/* A question or line to fill in; `done` is called after it has closed, with
 * the screen that asked. */
struct ask {
	struct screen *owner;
	const char *question; /* translated; copied */
	const char *text;     /* what stands there at first; NULL: yes or no */
	void (*done)(struct screen *owner, const char *text); /* text "y" for yes */
	/* Told of every change, and of the first text again when refused: then the
	 * line stands below the screen instead of over it. May be NULL. */
	void (*each)(struct screen *owner, const char *text);
	/* Told of what was typed when the question is left without an answer. May be NULL. */
	void (*left)(struct screen *owner, const char *text);
	bool enter; /* Enter alone is a yes: where nothing can be lost */
};
extern const struct screen_ops screen_ask; /* arg struct ask */
void desk_ask(struct screen *owner, const char *question,
	      void (*done)(struct screen *owner, const char *text));
void desk_prompt(struct screen *owner, const char *question, const char *text,
		 void (*done)(struct screen *owner, const char *text));

/* A text to be read. */
extern const struct screen_ops screen_notice; /* arg const char * */

/* Codes of a field: picks one, or marks several. */
struct codes_arg {
	struct screen *owner;
	const struct sifa_field *field;
	int64_t set;	  /* of a set: the bits marked now */
	const char *text; /* typed so far, to begin there; NULL: nothing */
	void (*done)(struct screen *owner, int64_t n);
};
extern const struct screen_ops screen_codes;

/* Candidates for a reference. */
struct pick_arg {
	struct screen *owner;
	const struct sifa_field *field;
	const char *text;
	void (*done)(struct screen *owner, uint64_t id);
};
extern const struct screen_ops screen_pick;

/* A form: a new record, one to change, or a draft. */
struct table_arg;
struct form_arg {
	const struct table_arg *row;	/* a row of a form's table; NULL for a record */
	const struct sifa_kind *kind;	/* new */
	uint64_t record;		/* to change; 0 for a new one */
	const struct sifa_draft *draft; /* to go on with; kind and record are then its own */
	const char *name;		/* a new one begun with this name; may be NULL */
	struct screen *owner;		/* of done; may be NULL */
	void (*done)(struct screen *owner, uint64_t id); /* after it was saved */
	const struct sifa_field *field;			 /* to begin at; may be NULL */
	const struct sifa_step_def *step;		 /* of `record`: what it asks for */
	struct sifa_record *begun; /* a new one, filled in by a step; taken over */
	const uint16_t *only;	   /* of `record`: these fields alone; read when it opens */
	size_t nonly;
};
extern const struct screen_ops screen_form;	/* arg struct form_arg */
extern const struct screen_ops screen_table;	/* scr_form.h's struct table_arg */
extern const struct screen_ops screen_findings; /* scr_form.h's struct findings_arg */
extern const struct screen_ops screen_drafts;	/* arg struct form_arg: what to begin instead */
/* Opens a form, offering drafts of the same kind or record first. */
void desk_form(struct desk *d, const struct form_arg *arg);
extern const struct screen_ops screen_columns; /* scr_score.h's struct clause_arg */
extern const struct screen_ops screen_match;   /* arg struct sifa_kind */
extern const struct screen_ops screen_marks;   /* arg uint64_t inspection */
/* An official list against a register that desk_reconciles(), or where such comparisons are
 * kept: then it asks which register is meant. */
void desk_reconcile(struct screen *sc, const struct sifa_kind *k);
bool desk_reconciles(struct desk *d, const struct sifa_kind *k);
extern const struct screen_ops screen_villages; /* arg struct sifa_kind, or NULL: the first */
extern const struct screen_ops screen_returns;	/* arg NULL */
extern const struct screen_ops screen_clause;	/* scr_score.h */

#endif

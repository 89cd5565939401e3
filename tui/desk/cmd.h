/* cmd.h - every command of the console: one row each. Key dispatch, footers,
 * the command menu and the key help are all made from this table, so a key
 * without a help text cannot be. */
#ifndef SIFA_DESK_CMD_H
#define SIFA_DESK_CMD_H

#include "../draw/key.h"

enum cmd {
	CMD_NONE,
	/* everywhere */
	CMD_BACK,
	CMD_HELP,
	CMD_COMMANDS,
	CMD_REGISTERS,
	CMD_SCORE,
	CMD_TODAY,
	CMD_REPAINT,
	CMD_QUIT,
	/* lists */
	CMD_OPEN,
	CMD_UP,
	CMD_DOWN,
	CMD_PGUP,
	CMD_PGDN,
	CMD_HOME,
	CMD_END,
	CMD_LEFT,
	CMD_RIGHT,
	CMD_NEW,
	CMD_EDIT,
	CMD_STEP,
	CMD_DELETE,
	CMD_FILTER,
	CMD_JUMP,
	CMD_SORT,
	CMD_PART,
	CMD_REFRESH,
	CMD_DROP,
	CMD_DUES,
	CMD_CALENDAR,
	CMD_MINE,
	CMD_EXPLAIN,
	CMD_MATRIX,
	CMD_BY,
	CMD_PRESS,
	CMD_TRY,
	CMD_RETURNS,
	CMD_COLUMN,
	CMD_CHANGES,
	CMD_YEAR_BACK,
	CMD_YEAR_ON,
	/* forms and pickers */
	CMD_NEXT,
	CMD_PREV,
	CMD_SAVE,
	CMD_LIST,
	CMD_FINDING,
	CMD_SAME,
	CMD_UNDO,
	CMD_REDO,
	CMD_CLEAR,
	CMD_NEWLINE,
	CMD_PAGE_NEXT,
	CMD_PAGE_PREV,
	CMD_MARK,
	CMD_TAKE,
	CMD_FIELD,
	CMD_CREATE,
	CMD_GO_ON,
	CMD_PRINT,
	CMD_OUTBOX,
	CMD_PDF,
	CMD_DRAFT,
	CMD_MASKED,
	CMD_ATTACH,
	CMD_DOSSIER,
	CMD_RED,
	CMD_PERSON,
	CMD_JOIN,
	CMD_UNIT,
	CMD_TARGETS,
	CMD_NUMBER,
	CMD_LOCK,
	CMD_SPLIT,
	CMD_CLAUSE_PREV,
	CMD_CLAUSE_NEXT,
	CMD_COMPARE,
	CMD_APART,
	CMD_SAMPLE,
	CMD_LETTER,
	CMD_YEAR,
	CMD_YEAR_NEW,
	CMD_DIFF,
	CMD_FINAL,
	CMD_CORRECT,
	CMD_SIGNED,
	CMD_SUPPLEMENT,
	CMD_MARKS,
	CMD_POINTS,
	CMD_INSPECTOR,
	CMD_DEFECTS,
	CMD_BEHIND,
	CMD_VILLAGES,
	CMD_YES,
	CMD_NO,
	CMDS
};

struct cmd_def {
	const char *name;  /* in English, for tables and manuals */
	const char *label; /* N_(): a word for the footer */
	const char *help;  /* N_(): one sentence */
	const char *keys;  /* as key_parse() reads them, divided by blanks; the first is shown */
};

const struct cmd_def *cmd_def(enum cmd c);
/* Does the command answer to this key? */
bool cmd_has_key(enum cmd c, int32_t code);
/* Its first key as shown; "" if it has none. buf of at least 16 bytes. */
char *cmd_key(enum cmd c, char *buf);
/* All of them, divided by blanks. Returns buf. */
char *cmd_keys(enum cmd c, char *buf, size_t size);

#endif

/* cmd.c - the command table. */
#include <string.h>

#include "cmd.h"
#include "../lang.h"

static const struct cmd_def defs[CMDS] = {
	[CMD_NONE] = {"", "", "", ""},
	[CMD_BACK] = {"back", N_("back"), N_("Goes back one level; what was typed is kept."),
		      "Esc F3 F12 ^C"},
	[CMD_HELP] = {"help", N_("help"), N_("Shows what the keys do here."), "F1 ^G ?"},
	[CMD_COMMANDS] = {"commands", N_("commands"),
			  N_("Lists the commands that are valid now; Enter runs one."), "F10 ^X"},
	[CMD_REGISTERS] = {"registers", N_("registers"),
			   N_("Opens the menu of all registers; a number path such as 1.2 is typed "
			      "there."),
			   "F8 ^B m"},
	[CMD_SCORE] = {"score", N_("score"), N_("Opens the score sheet of the letter."),
		       "F11 ^T t"},
	[CMD_TODAY] = {"today", N_("today"),
		       N_("Shows what is due and unfinished in the whole unit."), "h"},
	[CMD_REPAINT] = {"repaint", N_("repaint"), N_("Draws the whole screen anew."), "^L"},
	[CMD_QUIT] = {"quit", N_("quit"), N_("Leaves the program, after asking."), "^Q q"},

	[CMD_OPEN] = {"open", N_("open"), N_("Opens what the cursor is on."), "Enter"},
	[CMD_UP] = {"up", N_("up"), N_("One row up."), "Up ^P"},
	[CMD_DOWN] = {"down", N_("down"), N_("One row down."), "Down"},
	[CMD_PGUP] = {"page-up", N_("page up"), N_("One page up."), "PgUp"},
	[CMD_PGDN] = {"page-down", N_("page down"), N_("One page down."), "PgDn"},
	[CMD_HOME] = {"first", N_("first"), N_("To the first row."), "Home ^A"},
	[CMD_END] = {"last", N_("last"), N_("To the last row."), "End ^E"},
	[CMD_NEW] = {"new", N_("new"), N_("Begins a new record."), "Ins n ^N +"},
	[CMD_EDIT] = {"edit", N_("edit"), N_("Changes this record."), "e F2"},
	[CMD_DELETE] = {"delete", N_("delete"),
			N_("Deletes, after asking; a record's reason goes into the journal."),
			"d Del"},
	[CMD_FILTER] = {"filter", N_("filter"),
			N_("Shows only the records found by a name or number; empty shows all."),
			"/ F7 ^F"},
	[CMD_JUMP] = {"jump", N_("jump"), N_("Jumps to a date or number of the present order."),
		      "g :"},
	[CMD_SORT] = {"sort", N_("order"), N_("Takes the next order of the register."), "s F6 ^W"},
	[CMD_PART] = {"part", N_("part"), N_("To the next part of the page."), "Tab"},
	[CMD_REFRESH] = {"refresh", N_("refresh"), N_("Reads everything anew."), "r F5 ^R"},
	[CMD_DROP] = {"drop", N_("discard"), N_("Discards this draft, after asking."), "d Del"},

	[CMD_NEXT] = {"next", N_("next"), N_("Accepts the field and goes to the next."),
		      "Enter Tab Down"},
	[CMD_PREV] = {"previous", N_("previous"), N_("Goes back to the previous field."),
		      "Up S-Tab ^P"},
	[CMD_SAVE] = {"save", N_("save"), N_("Checks and saves."), "F2 ^S"},
	[CMD_LIST] = {"list", N_("list"), N_("Lists what the field can hold."), "F4 ^K"},
	[CMD_SAME] = {"same", N_("same as last"),
		      N_("Takes the value of the last record over into this field."), "F5 ^D"},
	[CMD_UNDO] = {"undo", N_("undo"), N_("Takes back the last change in this field."), "^Z"},
	[CMD_REDO] = {"redo", N_("redo"), N_("Does again what was taken back."), "^Y"},
	[CMD_CLEAR] = {"clear", N_("clear"), N_("Empties the field."), "^U"},
	[CMD_NEWLINE] = {"newline", N_("new line"),
			 N_("Begins a new line in a text of several lines."), "^O"},
	[CMD_PAGE_NEXT] = {"page-next", N_("next page"), N_("To the next page of the form."),
			   "PgDn ^V"},
	[CMD_PAGE_PREV] = {"page-previous", N_("previous page"),
			   N_("To the previous page of the form."), "PgUp ^R"},
	[CMD_MARK] = {"mark", N_("mark"), N_("Marks or unmarks the entry under the cursor."),
		      "Space"},
	[CMD_CREATE] = {"create", N_("new record"),
			N_("Makes a new record to refer to, begun with what was typed."), "Ins ^N"},
	[CMD_PRINT] = {"print", N_("print"), N_("Papers of this record, the register on paper."),
		       "p F9"},
	[CMD_OUTBOX] = {"outbox", N_("outbox"), N_("Writes it into the outbox of the store."), "w"},
	[CMD_PDF] = {"pdf", N_("PDF"), N_("Writes it into the outbox as PDF."), "f"},
	[CMD_DRAFT] = {"draft", N_("draft"), N_("As a draft, with blanks for what is missing."),
		       "x"},
	[CMD_MASKED] = {"masked", N_("masked"),
			N_("With names and numbers masked, to be hung out."), "u"},
	[CMD_YES] = {"yes", N_("yes"), N_("Yes."), "y 1"},
	[CMD_NO] = {"no", N_("no"), N_("No."), "n 0 Esc F3 F12 ^C"},
};

const struct cmd_def *cmd_def(enum cmd c)
{
	return &defs[c];
}

bool cmd_has_key(enum cmd c, int32_t code)
{
	const char *s = defs[c].keys;

	while (*s) {
		size_t n = strcspn(s, " ");

		if (key_parse(s, n) == code)
			return true;
		s += n + strspn(s + n, " ");
	}
	return false;
}

char *cmd_key(enum cmd c, char *buf)
{
	size_t n = strcspn(defs[c].keys, " ");

	return key_label(n ? key_parse(defs[c].keys, n) : KEY_BASE, buf);
}

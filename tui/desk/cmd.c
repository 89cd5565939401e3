/* cmd.c - the command table. */
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "../lang.h"

static const struct cmd_def defs[CMDS] = {
	[CMD_NONE] = {"", "", "", ""},
	[CMD_BACK] = {"back", N_("back"), N_("Goes back one level; what was typed is kept."),
		      "Esc F3 F12 Ctrl-C"},
	[CMD_HELP] = {"help", N_("help"),
		      N_("Shows what the keys do here; in a form, first the rules of the field."),
		      "F1 Ctrl-G ?"},
	[CMD_COMMANDS] = {"commands", N_("commands"),
			  N_("Lists the commands valid now; Enter runs one."), "F10 Ctrl-X"},
	[CMD_REGISTERS] = {"registers", N_("registers"),
			   N_("All registers; a path such as 1.2 opens one."), "F8 Ctrl-B m"},
	[CMD_SCORE] = {"score", N_("score"), N_("Opens the score sheet of the letter."),
		       "F11 Ctrl-T t"},
	[CMD_TODAY] = {"today", N_("today"), N_("What is due and unfinished in the whole unit."),
		       "h"},
	[CMD_REPAINT] = {"repaint", N_("repaint"), N_("Draws the whole screen anew."), "Ctrl-L"},
	[CMD_QUIT] = {"quit", N_("quit"), N_("Leaves the program, after asking."), "Ctrl-Q q"},

	[CMD_OPEN] = {"open", N_("open"), N_("Opens what the cursor is on."), "Enter"},
	[CMD_UP] = {"up", N_("up"), N_("One row up."), "Up Ctrl-P"},
	[CMD_DOWN] = {"down", N_("down"), N_("One row down."), "Down"},
	[CMD_PGUP] = {"page-up", N_("page up"), N_("One page up."), "PgUp"},
	[CMD_PGDN] = {"page-down", N_("page down"), N_("One page down."), "PgDn"},
	[CMD_HOME] = {"first", N_("first"), N_("To the first row."), "Home Ctrl-A"},
	[CMD_END] = {"last", N_("last"), N_("To the last row."), "End Ctrl-E"},
	[CMD_LEFT] = {"day-back", N_("day back"), N_("One day back."), "Left -"},
	[CMD_RIGHT] = {"day-on", N_("day on"), N_("One day on."), "Right +"},
	[CMD_NEW] = {"new", N_("new"), N_("Begins a new record."), "Ins n Ctrl-N +"},
	[CMD_EDIT] = {"edit", N_("edit"), N_("Changes this record."), "e F2"},
	[CMD_STEP] = {"step", N_("steps"), N_("The steps that may come next; takes one."), "b"},
	[CMD_DELETE] = {"delete", N_("delete"),
			N_("Deletes, after asking; a record needs a reason."), "d Del"},
	[CMD_FILTER] = {"filter", N_("filter"),
			N_("Finds by name or number, narrowing as you type."), "/ F7 Ctrl-F"},
	[CMD_JUMP] = {"jump", N_("jump"), N_("Jumps to a date or number of the present order."),
		      "g :"},
	[CMD_SORT] = {"sort", N_("order"), N_("Takes the next order of the register."),
		      "s F6 Ctrl-W"},
	[CMD_PART] = {"part", N_("part"), N_("To the next part of the page."), "Tab"},
	[CMD_REFRESH] = {"refresh", N_("refresh"), N_("Reads everything anew."), "r F5 Ctrl-R"},
	[CMD_DROP] = {"drop", N_("discard"), N_("Discards this draft, after asking."), "d Del"},

	[CMD_DUES] = {"dues", N_("due"),
		      N_("All that is due: overdue, today, within 7 and 30 days."), "a"},
	[CMD_CALENDAR] = {"calendar", N_("calendar"), N_("The month, with what is due each day."),
			  "c"},
	[CMD_MINE] = {"mine", N_("mine/office"),
		      N_("What is due for me alone, or for the whole office."), "o"},

	[CMD_EXPLAIN] = {"explain", N_("why"),
			 N_("Explains the points: rule, target, what counted, what nearly did."),
			 "y"},
	[CMD_MATRIX] = {"matrix", N_("matrix"),
			N_("All offices side by side, by section or clause."), "x"},
	[CMD_BY] = {"by", N_("section/clause"), N_("By section, or by clause."), "v"},
	[CMD_PRESS] = {"press", N_("press"), N_("What must be pressed, office by office."), "k"},
	[CMD_TRY] = {"try", N_("what if"),
		     N_("Tries another weight, target or deduction; nothing is stored."), "t"},
	[CMD_RETURNS] = {"returns", N_("returns"), N_("The returns of the year, by due day."), "b"},
	[CMD_COLUMN] = {"column", N_("column"), N_("Marks the next column, whose cells open."),
			"Tab Right"},
	[CMD_CHANGES] = {"changes", N_("changes"),
			 N_("What has changed since the return was sent; again: the table."), "z"},
	[CMD_YEAR_BACK] = {"year-back", N_("year back"), N_("The year before."), "Left -"},
	[CMD_YEAR_ON] = {"year-on", N_("year on"), N_("The year after."), "Right +"},

	[CMD_NEXT] = {"next", N_("next"), N_("Accepts the field and goes to the next."),
		      "Enter Tab Down"},
	[CMD_PREV] = {"previous", N_("previous"), N_("Goes back to the previous field."),
		      "Up Shift-Tab Ctrl-P"},
	[CMD_SAVE] = {"save", N_("save"), N_("Checks and saves."), "F2 Ctrl-S"},
	[CMD_LIST] = {"list", N_("list"), N_("Lists what the field can hold."), "F4 Ctrl-K"},
	[CMD_FINDING] = {"finding", N_("next finding"),
			 N_("Goes to the next thing that the check found."), "F6 Ctrl-T"},
	[CMD_SAME] = {"same", N_("same as last"), N_("Takes over the last record's value."),
		      "F5 Ctrl-D"},
	[CMD_UNDO] = {"undo", N_("undo"), N_("Takes back the last change in this field."),
		      "Ctrl-Z"},
	[CMD_REDO] = {"redo", N_("redo"), N_("Does again what was taken back."), "Ctrl-Y"},
	[CMD_CLEAR] = {"clear", N_("clear"), N_("Empties the field."), "Ctrl-U"},
	[CMD_NEWLINE] = {"newline", N_("new line"),
			 N_("Begins a new line in a text of several lines."), "Ctrl-O"},
	[CMD_PAGE_NEXT] = {"page-next", N_("next page"), N_("To the next page of the form."),
			   "PgDn Ctrl-V"},
	[CMD_PAGE_PREV] = {"page-previous", N_("previous page"),
			   N_("To the previous page of the form."), "PgUp Ctrl-R"},
	[CMD_MARK] = {"mark", N_("mark"), N_("Marks or unmarks the entry under the cursor."),
		      "Space"},
	[CMD_TAKE] = {"take", N_("take"), N_("Takes the entry under the cursor."), "Enter"},
	[CMD_FIELD] = {"field", N_("to the field"), N_("Goes to the field that is meant."),
		       "Enter"},
	[CMD_CREATE] = {"create", N_("new record"), N_("Makes a new record of the name typed."),
			"Ins Ctrl-N"},
	[CMD_GO_ON] = {"go-on", N_("go on"), N_("Goes on with what stands here."), "Enter"},
	[CMD_PRINT] = {"print", N_("print"), N_("Papers of this record, the register on paper."),
		       "p F9"},
	[CMD_OUTBOX] = {"outbox", N_("outbox"), N_("Writes it into the outbox of the store."), "w"},
	[CMD_PDF] = {"pdf", N_("PDF"), N_("Writes it into the outbox as PDF."), "f"},
	[CMD_DRAFT] = {"draft", N_("draft"), N_("As a draft, with blanks for what is missing."),
		       "x"},
	[CMD_MASKED] = {"masked", N_("masked"),
			N_("With names and numbers masked, to be hung out."), "u"},
	[CMD_ATTACH] = {"attach", N_("attach"),
			N_("Attaches photographs and scans of the inbox to this record."), "a"},
	[CMD_DOSSIER] = {"dossier", N_("dossier"),
			 N_("Begins or opens the dossier; in its papers: all of it."), "v"},
	[CMD_RED] = {"red-entry", N_("red entry"),
		     N_("Takes an entry of a book back by a red one, with a reason."), "z"},
	[CMD_PERSON] = {"person", N_("person"), N_("All that this person had part in."), "i"},
	[CMD_JOIN] = {"join", N_("same person"),
		      N_("Proposes that another row is the same person, or that it is not."), "j"},
	[CMD_UNIT] = {"unit", N_("unit"),
		      N_("Corrects its unit, hands it over, or answers a hand-over."), "l"},
	[CMD_TARGETS] = {"targets", N_("targets"),
			 N_("The numbers of the letter, units by clauses."), "k"},
	[CMD_NUMBER] = {"number", N_("number"), N_("Types the number under the cursor."),
			"Enter e F2"},
	[CMD_LOCK] = {"lock", N_("lock"),
		      N_("Locks or unlocks the number: it stays when the rest is divided."),
		      "Space"},
	[CMD_SPLIT] = {"split", N_("divide"),
		       N_("Divides a number of this clause among the units."), "s"},
	[CMD_CLAUSE_PREV] = {"clause-previous", N_("clause before"), N_("One clause back."),
			     "Left Shift-Tab"},
	[CMD_CLAUSE_NEXT] = {"clause-next", N_("next clause"), N_("One clause on."), "Right Tab"},
	[CMD_COMPARE] = {"compare", N_("compare"),
			 N_("Beside it what others say: self-score and check, an official list."),
			 "k"},
	[CMD_APART] = {"apart", N_("no case"), N_("Says that it concerns no case of ours."), "x"},
	[CMD_SAMPLE] = {"sample", N_("sample"),
			N_("Draws a sample of what this clause counts, into an inspection."), "z"},
	[CMD_LETTER] = {"letter", N_("letter"), N_("To the next letter of the configuration."),
			"v"},
	[CMD_YEAR] = {"year", N_("year"), N_("The numbers of another year."), "g :"},
	[CMD_YEAR_NEW] = {"next-year", N_("next year"),
			  N_("Drafts the letters of the next year, with these numbers."), "n"},
	[CMD_DIFF] = {"diff", N_("differences"),
		      N_("The signed text of the letter, its supplements, what differs now."), "d"},
	[CMD_FINAL] = {"final", N_("lock score"),
		       N_("Proposes that the score is final, or is opened again; answers that."),
		       "l"},
	[CMD_CORRECT] = {"correct", N_("correct"),
			 N_("Enters what a clause of a locked score should have been."), "c"},
	[CMD_SIGNED] = {"signed", N_("signed text"),
			N_("The signed text of the letter, its supplements, what differs now."),
			"c"},
	[CMD_SUPPLEMENT] = {"supplement", N_("supplement"),
			    N_("Changes numbers by a document: it is named first, once for all."),
			    "a"},
	[CMD_MARKS] = {"marks", N_("marks"),
		       N_("What the inspectors give each dossier of the sample."), "s"},
	[CMD_POINTS] = {"points", N_("give points"),
			N_("Types what this inspector gives the dossier, 0 to 100."), "Enter e F2"},
	[CMD_INSPECTOR] = {"inspector", N_("inspector"), N_("Chooses whose marks are typed."), "i"},
	[CMD_DEFECTS] = {"defects", N_("defects"), N_("Adds defects that he found in the dossier."),
			 "d"},
	[CMD_BEHIND] = {"behind", N_("record"), N_("Opens the record that stands behind the row."),
			"v"},
	[CMD_VILLAGES] = {"villages", N_("villages"),
			  N_("Villages by months: what was found, and a zero that was told."), "o"},
	[CMD_YES] = {"yes", N_("yes"), N_("Yes."), "y 1"},
	[CMD_NO] = {"no", N_("no"), N_("No."), "n 0 Esc F3 F12 Ctrl-C"},
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

/* Keys that are words and not caps. */
static const char *const words[] = {N_("Up"), N_("Down"), N_("Space")};

static const char *word(const char *key)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i], key))
			return _(words[i]);
	return key;
}

static size_t label(const char *keys, char *buf, size_t size)
{
	char key[16];
	size_t n = strcspn(keys, " ");

	snprintf(buf, size, "%s", word(key_label(n ? key_parse(keys, n) : KEY_BASE, key)));
	return n;
}

char *cmd_key(enum cmd c, char *buf)
{
	label(defs[c].keys, buf, 16);
	return buf;
}

char *cmd_keys(enum cmd c, char *buf, size_t size)
{
	const char *s = defs[c].keys;
	size_t at = 0;

	buf[0] = '\0';
	while (*s && at + 1 < size) {
		if (at)
			buf[at++] = ' ';
		s += label(s, buf + at, size - at);
		s += strspn(s, " ");
		at += strlen(buf + at);
	}
	return buf;
}

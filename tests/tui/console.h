/* console.h - a demonstration store for the screen tests: made once a program,
 * copied for every test, so that none sees what another one wrote. */
#ifndef SIFA_TESTS_CONSOLE_H
#define SIFA_TESTS_CONSOLE_H

#include "vt.h"

/* cmocka fixtures: of the group, and of one test. */
int console_make(void **state);
/* Instead of it: an empty office on fixtures/flow, a kind with states, steps and clocks,
 * on 2013-12-20; its console opens on the first screen. */
int console_make_flow(void **state);
/* Instead of it: the shipped configuration and a bureau without offices, on 2013-01-10. */
int console_make_empty(void **state);
int console_drop(void **state);
int console_fresh(void **state);
int console_clean(void **state);

/* The console on this test's store; it opens on the county's offices. */
struct vt *console_open(int rows, int cols, const char *lang);
/* At 80x24 in Chinese, on another terminal, with more environment (may be NULL). */
struct vt *console_open_term(const char *term, const char *const *env);
/* From here on the program runs on that day; borrowed. */
void console_day(const char *day);
/* The console at 80x24 in Chinese of another user. */
struct vt *console_as(const char *login);
/* The console at 80x24 in Chinese, gone into the office 柳河司法所. */
struct vt *console_office(void);
/* Down, until the cursor's row shows `row`. */
void console_go(struct vt *v, const char *row);
/* In a picker: down to the candidate that shows `row`, and take it. */
void console_pick(struct vt *v, const char *row);
/* Saves the form, over warnings with the reason that is offered. */
void console_save(struct vt *v);
/* The text of the cursor's row from its mark on; copied into buf. */
char *console_row(struct vt *v, char *buf, size_t size);
/* The number behind `text` on the screen. */
double console_number(struct vt *v, const char *text);
/* Into a register, by name, from any screen that is no form. */
void console_register(struct vt *v, const char *name);

/* Runs the program on this test's store and returns what it printed; borrowed
 * until the next call. Fails the test unless it exits with `code`. */
const char *console_verb(int code, const char *arguments);
/* The number of the first record of a register whose JSON line holds `text`. */
enum { CONSOLE_ID = 32 };
void console_id(const char *kind, const char *text, char id[CONSOLE_ID]);
/* Imports a file of this text. */
void console_import(const char *kind, const char *csv);
/* Lays a file of this text in the store's inbox. */
void console_inbox(const char *name, const char *text);
/* The store's directory. */
const char *console_dir(void);

#endif

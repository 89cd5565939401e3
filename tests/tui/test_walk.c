/* test_walk.c - random keys, pastes and window sizes, from a seed that is
 * printed: every frame must hold, the program must live, and the store must be
 * sound afterwards. SIFA_WALK=SEED walks another way, SIFA_WALK_KEYS longer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

static const char *const keys[] = {
	"<Enter>", "<Enter>", "<Enter>", "<Tab>",  "<S-Tab>", "<Esc>",	"<Up>",	  "<Down>",
	"<Down>",  "<Left>",  "<Right>", "<Home>", "<End>",   "<PgUp>", "<PgDn>", "<Ins>",
	"<Del>",   "<BS>",    "<F1>",	 "<F2>",   "<F4>",    "<F5>",	"<F6>",	  "<F7>",
	"<F8>",	   "<F10>",   "<F11>",	 "<C-S>",  "<C-K>",   "<C-Z>",	"<C-Y>",  "<C-U>",
	"<C-O>",   "<C-L>",   "<C-W>",	 "<C-A>",  "<C-E>",   "<C-V>",	"<C-R>",  "<C-D>",
	"/",	   "s",	      "e",	 "n",	   "y",	      "d",	"1",	  "2",
	"0",	   ".",	      "-",	 "+",	   "?",	      "王",	"东风",	  "字",
	"p",	   "w",	      "x",	 "u",	   "·",	      "𠅤",	"不详",	  "<Space>",
	"a",	   "b",	      "c",	 "o",	   "g",	      "r",	"t",	  "2013-12-01",
};
static const int sizes[][2] = {{24, 80}, {50, 200}, {30, 100}, {24, 80}, {10, 40}, {24, 132}};

/* Our own, so that the walk is the same everywhere. */
static unsigned draw(unsigned *seed, unsigned n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

static void step(struct vt *v, unsigned *seed)
{
	unsigned what = draw(seed, 100);
	const int *size;

	if (what == 0) {
		vt_paste(v, "粘贴\n第二行\t𠅤·\033[A");
	} else if (what < 3) {
		size = sizes[draw(seed, sizeof sizes / sizeof *sizes)];
		vt_resize(v, size[0], size[1]);
	} else {
		vt_keys(v, keys[draw(seed, sizeof keys / sizeof *keys)]);
	}
}

/* Keys at all on whatever `start` opens. */
static void walk(struct vt *(*start)(void), int n)
{
	const char *asked = getenv("SIFA_WALK"), *longer = getenv("SIFA_WALK_KEYS");
	unsigned seed = asked ? (unsigned)atoi(asked) : 2013;
	struct vt *v;

	if (longer)
		n = atoi(longer);
	v = start();

	print_message("walk %u, %d keys\n", seed, n);
	for (int i = 0; i < n; i++) {
		step(v, &seed);
		if (vt_over(v)) { /* it may be left, and was asked to */
			assert_int_equal(vt_stop(v), 0);
			v = start();
		}
	}
	vt_resize(v, 24, 80);
	assert_int_equal(vt_stop(v), 129);
	console_verb(0, "check");
}

static void any_keys_at_all(void **state)
{
	(void)state;
	walk(console_office, 2500);
}

/* A case with steps before it; fixtures/flow. */
static struct vt *a_flow(void)
{
	struct vt *v = console_open(0, 0, "zh");

	console_register(v, "援助登记簿");
	vt_keys(v, "<Enter>");
	return v;
}

static void any_keys_at_steps(void **state)
{
	(void)state;
	console_import("aid", "no,name,cause,applied_on\n〔2013〕援字第1号,某甲,欠薪,2013-12-02\n"
			      "〔2013〕援字第2号,某乙,欠薪,2013-12-03\n");
	walk(a_flow, 1200);
}

int main(void)
{
	const struct CMUnitTest county[] = {
		cmocka_unit_test_setup_teardown(any_keys_at_all, console_fresh, console_clean),
	};
	const struct CMUnitTest flow[] = {
		cmocka_unit_test_setup_teardown(any_keys_at_steps, console_fresh, console_clean),
	};
	int failed = cmocka_run_group_tests(county, console_make, console_drop);

	return failed + cmocka_run_group_tests(flow, console_make_flow, console_drop);
}

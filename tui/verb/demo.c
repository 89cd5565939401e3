/* demo.c - sifa demo: a row for the demonstration county. */
#include "../demo/demo.h"

const struct verb verb_demo = {
	"demo",
	"[--offices N] [--years N] [--seed N]",
	N_("make a store with a fictional county"),
	N_("The same seed gives the same county. Its clock stands at 2013-12-20."),
	VERB_MAKES,
	demo_run};

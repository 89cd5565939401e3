/* list.c - moving through rows. */
#include "list.h"

static bool skipped(const struct list *l, size_t i)
{
	return l->skip && l->skip(l->arg, i);
}

static void show(struct list *l)
{
	size_t first = l->at;

	/* Headings above the current row stay in view with it. */
	while (first && skipped(l, first - 1) && l->at - first + 1 < l->h)
		first--;
	if (first < l->top)
		l->top = first;
	if (l->at >= l->top + l->h)
		l->top = l->at - l->h + 1;
	if (l->top + l->h > l->n)
		l->top = l->n > l->h ? l->n - l->h : 0;
}

/* The nearest row from `at` in the direction asked that may be current; n if
 * there is none. */
static size_t seek(const struct list *l, size_t at, bool down)
{
	while (at < l->n && skipped(l, at))
		at = down ? at + 1 : at - 1; /* 0 - 1 is beyond n */
	return at < l->n ? at : l->n;
}

void list_go(struct list *l, size_t at)
{
	size_t to;

	if (!l->n) {
		l->at = l->top = 0;
		return;
	}
	if (at >= l->n)
		at = l->n - 1;
	to = seek(l, at, true);
	if (to == l->n)
		to = seek(l, at, false);
	l->at = to < l->n ? to : 0;
	show(l);
}

void list_fit(struct list *l, size_t n, size_t h)
{
	l->n = n;
	l->h = h ? h : 1;
	list_go(l, l->at);
}

bool list_step(struct list *l, enum list_move move)
{
	size_t old = l->at, top = l->top, page = l->h > 1 ? l->h - 1 : 1, to;

	if (!l->n)
		return false;
	switch (move) {
	case LIST_UP:
		to = l->at ? seek(l, l->at - 1, false) : l->n;
		/* At the first one, show what stands above it. */
		if (to == l->n) {
			l->top = 0;
			to = l->at;
		}
		break;
	case LIST_DOWN:
		to = seek(l, l->at + 1, true);
		to = to < l->n ? to : l->at;
		break;
	case LIST_PGUP:
		to = l->at > page ? l->at - page : 0;
		break;
	case LIST_PGDN:
		to = l->at + page;
		break;
	case LIST_HOME:
		to = 0;
		break;
	default:
		to = l->n - 1;
		break;
	}
	list_go(l, to);
	return l->at != old || l->top != top;
}

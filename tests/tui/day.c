/* day.c - see day.h. */
#include <string.h>

#include "day.h"

enum { BACK_MOST = 12 };

static bool ends_itself(const char *keys)
{
	size_t n = strlen(keys);

	return n >= 4 && !strcmp(keys + n - 4, "<F2>");
}

void day_fill(struct vt *v, const char *const *pair)
{
	for (; *pair; pair += 2) {
		console_go(v, pair[0]);
		vt_keys(v, pair[1]);
		if (!ends_itself(pair[1]))
			vt_keys(v, "<Enter>");
	}
}

void day_row(struct vt *v, const char *cells)
{
	vt_keys(v, "<Enter>");
	vt_keys(v, cells);
	vt_expect(v, "（添加一行）");
}

void day_rows_end(struct vt *v)
{
	console_go(v, "填完了");
	vt_keys(v, "<Enter>");
}

void day_step(struct vt *v, const char *name)
{
	vt_keys(v, "b");
	console_go(v, name);
	vt_keys(v, "<Enter>");
}

static void take(struct vt *v)
{
	if (vt_sees(v, "办理这一步吗？"))
		vt_keys(v, "<Enter>");
	else
		console_save(v);
	vt_expect(v, "已办理：");
}

void day_done(struct vt *v, const char *state)
{
	take(v);
	if (vt_sees(v, "本步骤的文书"))
		vt_keys(v, "<Esc>");
	vt_keys(v, "<Home>");
	vt_expect(v, state);
}

void day_begin(struct vt *v, const char *name)
{
	day_step(v, name);
	take(v);
	vt_expect(v, "新建：");
}

void day_open(struct vt *v, const char *ledger, const char *name)
{
	console_register(v, ledger);
	vt_keys(v, "/");
	vt_keys(v, name);
	vt_keys(v, "<Enter>");
	vt_refuse(v, "没有查到");
	vt_keys(v, "<Enter>");
	vt_expect(v, "> 状态");
}

void day_new(struct vt *v, const char *ledger)
{
	console_register(v, ledger);
	vt_keys(v, "n");
	vt_expect(v, "新建：");
}

void day_follow(struct vt *v, const char *row)
{
	vt_keys(v, "<Home>");
	console_go(v, row);
	vt_keys(v, "<Enter>");
	vt_expect(v, "> 状态");
}

static void back_to(struct vt *v, const char *title)
{
	for (int i = 0; i < BACK_MOST && !vt_sees(v, title); i++)
		vt_keys(v, "<Esc>");
	vt_expect(v, title);
}

void day_home(struct vt *v)
{
	back_to(v, "sifa  今日");
}

void day_county(struct vt *v)
{
	back_to(v, "sifa  司法所");
}

void day_office(struct vt *v)
{
	day_county(v);
	console_go(v, "柳河司法所");
	vt_keys(v, "<Enter>");
	vt_expect(v, "sifa  今日");
}

/* decode.c - which bytes are which key. terminfo knows only the terminal that
 * TERM names, and over SSH TERM is often wrong (PuTTY and the Linux console
 * call themselves xterm), so every family's sequences are registered. */
#include "own.h"

/* curses' own codes end at KEY_MAX. */
enum { OUR_CODES = KEY_MAX + 64 };

static const struct {
	const char *bytes;
	int32_t key;
} sequences[] = {
	/* xterm, Xshell, Windows Terminal, tmux */
	{"\033OP", K_F(1)},
	{"\033OQ", K_F(2)},
	{"\033OR", K_F(3)},
	{"\033OS", K_F(4)},
	{"\033[15~", K_F(5)},
	{"\033[17~", K_F(6)},
	{"\033[18~", K_F(7)},
	{"\033[19~", K_F(8)},
	{"\033[20~", K_F(9)},
	{"\033[21~", K_F(10)},
	{"\033[23~", K_F(11)},
	{"\033[24~", K_F(12)},
	/* PuTTY, rxvt, VT220 */
	{"\033[11~", K_F(1)},
	{"\033[12~", K_F(2)},
	{"\033[13~", K_F(3)},
	{"\033[14~", K_F(4)},
	/* Linux console */
	{"\033[[A", K_F(1)},
	{"\033[[B", K_F(2)},
	{"\033[[C", K_F(3)},
	{"\033[[D", K_F(4)},
	{"\033[[E", K_F(5)},
	/* cursor keys, plain and in application mode */
	{"\033[A", K_UP},
	{"\033[B", K_DOWN},
	{"\033[C", K_RIGHT},
	{"\033[D", K_LEFT},
	{"\033OA", K_UP},
	{"\033OB", K_DOWN},
	{"\033OC", K_RIGHT},
	{"\033OD", K_LEFT},
	{"\033[H", K_HOME},
	{"\033[F", K_END},
	{"\033OH", K_HOME},
	{"\033OF", K_END},
	{"\033[1~", K_HOME},
	{"\033[4~", K_END},
	{"\033[7~", K_HOME},
	{"\033[8~", K_END},
	{"\033[2~", K_INS},
	{"\033[3~", K_DEL},
	{"\033[5~", K_PGUP},
	{"\033[6~", K_PGDN},
	{"\033[Z", K_BACKTAB},
	/* keypad in application mode */
	{"\033OM", K_ENTER},
	{"\033Op", '0'},
	{"\033Oq", '1'},
	{"\033Or", '2'},
	{"\033Os", '3'},
	{"\033Ot", '4'},
	{"\033Ou", '5'},
	{"\033Ov", '6'},
	{"\033Ow", '7'},
	{"\033Ox", '8'},
	{"\033Oy", '9'},
	{"\033Oj", '*'},
	{"\033Ok", '+'},
	{"\033Ol", ','},
	{"\033Om", '-'},
	{"\033On", '.'},
	{"\033Oo", '/'},
	/* paste brackets */
	{"\033[200~", DECODE_PASTE_ON},
	{"\033[201~", DECODE_PASTE_OFF},
};

static const struct {
	int code;
	int32_t key;
} codes[] = {
	{KEY_UP, K_UP},	       {KEY_DOWN, K_DOWN},     {KEY_LEFT, K_LEFT},
	{KEY_RIGHT, K_RIGHT},  {KEY_HOME, K_HOME},     {KEY_END, K_END},
	{KEY_FIND, K_HOME},    {KEY_SELECT, K_END},    {KEY_PPAGE, K_PGUP},
	{KEY_NPAGE, K_PGDN},   {KEY_IC, K_INS},	       {KEY_DC, K_DEL},
	{KEY_BTAB, K_BACKTAB}, {KEY_ENTER, K_ENTER},   {KEY_BACKSPACE, K_BACKSPACE},
	{KEY_A1, K_HOME},      {KEY_A3, K_PGUP},       {KEY_C1, K_END},
	{KEY_C3, K_PGDN},      {KEY_RESIZE, K_RESIZE},
};

void decode_define(void)
{
	/* Reports of a mouse that nobody asked for are swallowed as unknown sequences; curses
	 * would take their head as a key and leave the rest to be typed. */
	define_key(NULL, KEY_MOUSE);
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
		define_key(sequences[i].bytes, OUR_CODES + (int)i);
}

int32_t decode_code(int code)
{
	size_t at = (size_t)(code - OUR_CODES);

	if (code >= OUR_CODES)
		return at < sizeof sequences / sizeof *sequences ? sequences[at].key : DECODE_BAD;
	if (code > KEY_F0 && code <= KEY_F(12))
		return K_F(code - KEY_F0);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].code == code)
			return codes[i].key;
	return DECODE_BAD;
}

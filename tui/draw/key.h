/* key.h - keys as numbers and as names. Pure: knows no terminal.
 *
 * A character is its code point, Ctrl with a letter is 1 to 26, everything
 * else lies above Unicode, so that a character can never be taken for a key. */
#ifndef SIFA_DRAW_KEY_H
#define SIFA_DRAW_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_code {
	KEY_BASE = 0x200000, /* nothing was typed, or nothing we know */
	K_ENTER,
	K_TAB,
	K_BACKTAB,
	K_ESC,
	K_BACKSPACE,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PGUP,
	K_PGDN,
	K_INS,
	K_DEL,
	K_PASTE,  /* text between paste brackets */
	K_RESIZE, /* the window has another size */
	K_HANGUP, /* the line is gone, or somebody ends the process */
	K_F0,	  /* K_F0 + 1 .. K_F0 + 12 */
	K_LAST = K_F0 + 12
};
#define K_CTRL(c) ((c)&0x1f)
#define K_F(n)	  (K_F0 + (n))

struct key {
	int32_t code;
	char text[8];	   /* UTF-8 of a character; "" for others */
	const char *paste; /* K_PASTE: borrowed until the next key; not clean yet */
	size_t len;	   /* bytes of text or paste */
	int signal;	   /* K_HANGUP: the signal, 0 for end of input */
};

/* True for a character that is typed into a text. */
bool key_is_text(int32_t code);
/* "F1", "Ctrl-S", "Enter", "?", ... buf of at least 16 bytes. */
char *key_label(int32_t code, char *buf);
/* The code of such a name s[0..n), KEY_BASE if there is none. */
int32_t key_parse(const char *s, size_t n);

#endif

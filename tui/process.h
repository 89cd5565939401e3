/* process.h - what the process is, before it does anything. */
#ifndef SIFA_TUI_PROCESS_H
#define SIFA_TUI_PROCESS_H

/* No core files, standard files that are open, a UTF-8 locale, and an end with
 * a sentence when the store's file is cut or its disk fails under the map. */
void process_begin(void);
/* Writes out standard output; 74 after a message if that fails, else code. */
int process_end(int code);

#endif

/* test_page.h - the words of sifa print --test-page. */
#ifndef SIFA_TUI_VERB_TEST_PAGE_H
#define SIFA_TUI_VERB_TEST_PAGE_H

/* Rulers, characters that forms need, rare ones of names, and lines that tell their number
 * down to the end of the paper; free(). NULL when memory is out. */
char *test_page_text(void);

#endif

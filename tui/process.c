/* process.c - what the kernel is told, and what it may tell us. */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#include "lang.h"
#include "process.h"

static struct termios first_mode;
static bool on_terminal;

/* A crash must not leave names and cases behind in a file. */
static void no_dumps(void)
{
	struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
}

/* Where a standard file is closed, the store would be opened in its place and a
 * message written into it. What stands there now fails every use. */
static void standard_files(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			_exit(71);
}

static void utf8_locale(void)
{
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8"))
		setlocale(LC_CTYPE, "C.UTF-8");
}

static void say(const char *s)
{
	if (write(STDERR_FILENO, s, strlen(s)) < 0)
		_exit(74);
}

/* A page of the map could not be read: the file was cut, or the disk failed. */
static void lost_page(int sig)
{
	(void)sig;
	if (on_terminal) {
		tcsetattr(STDIN_FILENO, TCSANOW, &first_mode);
		say("\033[?1049l\033[0m\033[?25h\r\n");
	}
	say("sifa: ");
	say(_("the store cannot be read to its end: its file was cut, or the disk fails; "
	      "restore the last backup"));
	say("\n");
	_exit(74);
}

void process_begin(void)
{
	struct sigaction lost = {.sa_handler = lost_page};

	no_dumps();
	standard_files();
	utf8_locale();
	on_terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO) &&
		      !tcgetattr(STDIN_FILENO, &first_mode);
	sigaction(SIGBUS, &lost, NULL);
	signal(SIGXFSZ, SIG_IGN); /* a limit on files is a full disk: said, not died of */
}

int process_end(int code)
{
	bool failed = ferror(stdout), fails = fflush(stdout) != 0;

	if (code || !(failed || fails))
		return code;
	fprintf(stderr, "sifa: %s%s%s\n", _("cannot write the output"), fails ? ": " : "",
		fails ? strerror(errno) : "");
	return 74;
}

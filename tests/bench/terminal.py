"""A full-screen program behind a terminal of 120x42: what it sends and costs."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios

ROWS, COLS = 42, 120
QUIET = 0.25


class Program:
    def __init__(self, argv, marker=None):
        """marker: pattern a screen ends with; without it, silence ends it."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "SIFA_"))}
        env.update(TERM="xterm-256color", LANG="C.UTF-8", SIFA_TEST="1")
        self.marker = marker
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
            try:
                os.execvpe(argv[0], argv, env)
            finally:
                os._exit(127)

    def read(self):
        """Bytes until the screen stands."""
        out = b""
        while not (self.marker and self.marker.search(out)):
            if not select.select([self.fd], [], [], 8 if self.marker else QUIET)[0]:
                break
            try:
                some = os.read(self.fd, 65536)
            except OSError:
                break
            if not some:
                break
            out += some
            if b"\x1b[c" in some or b"\x1b[>c" in some:
                os.write(self.fd, b"\x1b[?62;c")
            if b"\x1b[6n" in some:
                os.write(self.fd, b"\x1b[1;1R")
        return out

    def paint(self):
        """Waits for the whole first screen."""
        if not self.read():
            raise RuntimeError("nothing was painted")

    def press(self, keys):
        """What a key makes the program send, the test's own marker not counted."""
        os.write(self.fd, keys)
        out = self.read()
        return self.marker.sub(b"", out) if self.marker else out

    def close(self):
        """Ends it; milliseconds of the processor that it used."""
        os.kill(self.pid, signal.SIGKILL)
        _, _, used = os.wait4(self.pid, 0)
        os.close(self.fd)
        return (used.ru_utime + used.ru_stime) * 1e3

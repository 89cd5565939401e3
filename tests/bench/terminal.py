"""A full-screen program behind a terminal of 120x42: what it sends, and when."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

ROWS, COLS = 42, 120
QUIET = 0.25


class Program:
    def __init__(self, argv, marker=None):
        """marker: pattern a screen ends with; without it, silence ends it."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "SIFA_"))}
        env.update(TERM="xterm-256color", LANG="C.UTF-8", SIFA_TEST="1")
        self.marker = marker
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
            try:
                os.execvpe(argv[0], argv, env)
            finally:
                os._exit(127)

    def read(self):
        """Bytes until the screen stands, and the time of the last of them."""
        out, last = b"", time.perf_counter()
        while not (self.marker and self.marker.search(out)):
            if not select.select([self.fd], [], [], 8 if self.marker else QUIET)[0]:
                break
            try:
                some = os.read(self.fd, 65536)
            except OSError:
                break
            if not some:
                break
            out, last = out + some, time.perf_counter()
            if b"\x1b[c" in some or b"\x1b[>c" in some:
                os.write(self.fd, b"\x1b[?62;c")
            if b"\x1b[6n" in some:
                os.write(self.fd, b"\x1b[1;1R")
        return out, last

    def paint(self):
        """Milliseconds from the start to the whole first screen."""
        out, last = self.read()
        if not out:
            raise RuntimeError("nothing was painted")
        return (last - self.start) * 1e3

    def press(self, keys):
        """What a key makes the program send, the test's own marker not counted."""
        os.write(self.fd, keys)
        out, _ = self.read()
        return self.marker.sub(b"", out) if self.marker else out

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

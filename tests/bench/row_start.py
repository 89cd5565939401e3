"""From the start of the program to its whole first screen, and its own memory."""
import re
import shutil
import time

from bench import NOW, SIFA, anonymous, data, human, median
from terminal import Program

MARKER = re.compile(rb"\x1b\]2;sifa \d+\a")
VIM = shutil.which("vim") or shutil.which("vim.tiny") or "vi"


def console(store):
    return Program([SIFA, "--store", store, "--now", NOW], MARKER)


def vim():
    return Program([VIM, "-n", "-u", "NONE", data("cases", 10_000)])


def paint(start):
    p = start()
    try:
        return p.paint(), anonymous(p.pid) / 1024
    finally:
        p.close()


def start(table, small, store, n):
    """small: the store of 10k."""
    sides = {"small": lambda: console(small), "store": lambda: console(store), "vim": vim}
    ms = {name: [] for name in sides}
    memory = 0
    for turn in range(16):
        for name, begin in sides.items():
            t, m = paint(begin)
            if turn:
                ms[name].append(t)
            if name == "store":
                memory = max(memory, m)
        time.sleep(0.01)
    a, b, c = (median(ms[x]) for x in ("store", "vim", "small"))
    table.add(f"start to whole first screen, {human(n)}", f"{a:.1f} ms", "vim -u NONE",
              f"{b:.1f} ms", a / b, ("<=", 1.5))
    table.add("start to whole first screen, 10k", f"{c:.1f} ms", "vim -u NONE", f"{b:.1f} ms",
              c / b, ("<=", 1.5))
    table.add(f"own memory of the console, {human(n)}", f"{memory:.1f} MiB", "limit", "4 MiB",
              memory / 4, ("<=", 1))

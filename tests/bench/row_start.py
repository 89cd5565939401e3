"""From the start of the program to its whole first screen, and its own memory."""
import re
import shutil

from bench import NOW, SIFA, anonymous, data, human, median
from terminal import Program

MARKER = re.compile(rb"\x1b\]2;sifa \d+\a")
VIM = shutil.which("vim") or shutil.which("vim.tiny") or "vi"
TURNS = 15


def console(store):
    return Program([SIFA, "--store", store, "--now", NOW], MARKER)


def vim():
    return Program([VIM, "-n", "-u", "NONE", data("cases", 10_000)])


def paint(start):
    """Milliseconds of the processor, MiB of its own."""
    p = start()
    memory = 0
    try:
        p.paint()
        memory = anonymous(p.pid) / 1024
    finally:
        cpu = p.close()
    return cpu, memory


def start(table, small, store, n):
    """small: the store of 10k."""
    sides = {"small": lambda: console(small), "store": lambda: console(store), "vim": vim}
    ms = {name: [] for name in sides}
    memory = {name: 0 for name in sides}
    for turn in range(TURNS + 1):
        for name, begin in sides.items():
            cpu, own = paint(begin)
            if turn: # the first one warms the cache
                ms[name].append(cpu)
            memory[name] = max(memory[name], own)
    a, b, c = (median(ms[x]) for x in ("store", "vim", "small"))
    table.add(f"start to the whole first screen, {human(n)}", f"{a:.1f} ms CPU", "vim -u NONE",
              f"{b:.1f} ms CPU", a / b, ("<=", 1.5))
    table.add(f"the same, 10k to {human(n)}", f"{a:.1f} ms CPU", "itself at 10k",
              f"{c:.1f} ms CPU", a / c, ("<=", 1.5))
    table.add(f"own memory of the console, {human(n)}", f"{memory['store']:.1f} MiB", "limit",
              "4 MiB", memory["store"] / 4, ("<=", 1))

"""From the start of the program to its whole first screen, and its own memory."""
import os
import re
import shutil

from bench import NOW, SIFA, anonymous, data, human, median, run, sifa, work
from terminal import Program

MARKER = re.compile(rb"\x1b\]2;sifa \d+\a")
VIM = shutil.which("vim") or shutil.which("vim.tiny") or "vi"
TURNS = 15
SCORE, LEDGER, BACK = b"\x1b[23~", b"\x1b[19~", b"\x1b"  # F11, F8, Esc


def console(store):
    return Program([SIFA, "--store", store, "--now", NOW], MARKER)


def vim():
    return Program([VIM, "-n", "-u", "NONE", data("cases", 10_000)])


def nothing_kept(store):
    """The first start of all: no month's count is kept yet (the warm-up turn leaves them)."""
    shutil.rmtree(os.path.join(store, "scores"), ignore_errors=True)
    return console(store)


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
    cold = median(paint(lambda: nothing_kept(store))[0] for _ in range(TURNS // 3))
    table.add(f"the same, nothing counted before, {human(n)}", f"{cold:.1f} ms CPU",
              "vim -u NONE", f"{b:.1f} ms CPU", cold / b)
    table.add(f"own memory of the console, {human(n)}", f"{memory['store']:.1f} MiB", "limit",
              "4 MiB", memory["store"] / 4, ("<=", 1))


def cost(program, keys):
    """Milliseconds of the processor that a key makes the program use."""
    def used():
        with open(f"/proc/{program.pid}/schedstat") as f:
            return int(f.read().split()[0]) / 1e6

    before = used()
    program.press(keys)
    return used() - before


def save_case(store, turn):
    """Another process adds a case of the letter's year."""
    path = work("one.csv")
    with open(data("cases", 10_000), encoding="utf-8") as f:
        head, row = f.readline(), f.readline().split(",")
    row[0] = f"(2013)后来字第{turn}号"
    row[5], row[14], row[17], row[19] = "2013-06-15", "2013-06-20", "2013-06-20", "2013-07-05\n"
    with open(path, "w", encoding="utf-8") as f:
        f.write(head + ",".join(row))
    run(sifa(store, "import", "mediation", path))


def score_screen(table, store, n):
    """Of an office, after a save, against a page of its register."""
    p, score, ledger = console(store), [], []
    try:
        p.paint()
        p.press(b"\r")  # the first office of the county
        for turn in range(TURNS // 2 + 1):
            p.press(LEDGER)
            for key in b"1.2":
                p.press(bytes([key]))
            ledger.append(cost(p, b"\r"))
            p.press(BACK)
            p.press(BACK)
            save_case(store, turn)
            score.append(cost(p, SCORE))
            p.press(BACK)
    finally:
        p.close()
    a, b = median(score[1:]), median(ledger[1:])
    table.add(f"score screen after a save, {human(n)}", f"{a:.2f} ms CPU", "a page of a register",
              f"{b:.2f} ms CPU", a / b, ("<=", 2))

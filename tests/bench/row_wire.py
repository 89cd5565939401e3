"""Bytes to the terminal: a character typed in a field, a row, a page."""
import statistics

from bench import run, sifa, work
from row_start import VIM, console
from terminal import Program

REGISTER = b"1.2"  # mediation, as the list of registers numbers it
DOWN, PAGE = b"\x1b[B", b"\x1b[6~"


def pressed(program, keys, times):
    """Median bytes that a key makes the program send, after the first time."""
    program.press(keys)
    sent = [len(program.press(keys)) for _ in range(times)]
    if not min(sent):
        raise RuntimeError(f"{keys!r} moved nothing")
    return statistics.median(sent)


def to_ledger(p):
    p.press(b"\x1b[19~")  # F8
    for key in REGISTER:
        p.press(bytes([key]))
    if "受理日期".encode() not in p.press(b"\r"):
        raise RuntimeError("the ledger did not open")


def ledger(store):
    p = console(store)
    try:
        p.read()
        to_ledger(p)
        row, page = pressed(p, DOWN, 9), pressed(p, PAGE, 9)
        p.press(b"n")
        letter, han = pressed(p, b"a", 9), pressed(p, "调".encode(), 9)
    finally:
        p.close()
    return row, page, letter, han


def vim_page(store):
    """The same rows in vim, a page at a time."""
    text = work("ledger.txt")
    with open(text, "w") as f:
        f.write(run(sifa(store, "list", "mediation"))[0])
    p = Program([VIM, "-n", "-u", "NONE", "--cmd", "set nocompatible encoding=utf-8", text])
    try:
        p.read()
        return pressed(p, PAGE, 9)
    finally:
        p.close()


def wire(table, store):
    row, page, letter, han = ledger(store)
    peer = vim_page(store)
    for what, sent, own in (("a letter", letter, 1), ("a Chinese character", han, 3)):
        table.add(f"bytes to the terminal: {what} typed", f"{sent:g}", "its own and 8",
                  f"{own + 8}", sent / (own + 8), ("<=", 1))
    table.add("bytes to the terminal: one row down", f"{row:g}", "limit", "40", row / 40,
              ("<=", 1))
    table.add("bytes to the terminal: one page down", f"{page:g}", "vim -u NONE, the same rows",
              f"{peer:g}", page / peer, ("<=", 1))

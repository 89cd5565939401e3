#!/usr/bin/env python3
"""Writes initials_table.c: of every character from U+4E00 to U+9FFF the first letter of
its reading in Mandarin. Characters of GB 2312 level 1 (1980, table 16 to 55) stand there
in the order of their common readings: their letter is that of their place. All others
have the reading of CLDR's transform Han-Latin (from Unihan's kMandarin), asked of ICU's
uconv (Debian: icu-devtools). Usage: core/base/initials.py > core/base/initials_table.c"""
import bisect
import subprocess
import sys

FIRST, LAST, ROW = 0x4E00, 0x9FFF, 64

HEAD = """/* initials_table.c - made by initials.py from GB 2312 and the readings of ICU {icu}; do
 * not edit. A row has 64 characters from U+4E00 on; a dot stands for one without a reading. */
#include "initials.h"

const char initials_table[INITIALS_ROWS][INITIALS_ROW + 1] = {{
"""

# The first character of each letter in level 1.
LETTERS = "abcdefghjklmnopqrstwxyz"
FIRSTS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
PLACES = [int.from_bytes(c.encode("gb2312"), "big") for c in FIRSTS]
LEVEL_1_END = 0xD7F9
NAMES = {"晟": "s"}  # not as in the dictionary, but as people are called


def common(c):
    try:
        place = int.from_bytes(c.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return None
    if PLACES[0] <= place <= LEVEL_1_END:
        return LETTERS[bisect.bisect_right(PLACES, place) - 1]
    return None


def read(chars):
    out = subprocess.run(["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Han-Latin; Latin-ASCII; Lower"],
                         input="\n".join(chars).encode(), stdout=subprocess.PIPE, check=True)
    words = out.stdout.decode().split("\n")
    return [w[0] if w[:1].isascii() and w[:1].isalpha() else "." for w in words]


def main():
    version = subprocess.run(["uconv", "--version"], stdout=subprocess.PIPE, check=True).stdout
    icu = version.decode().split("ICU ")[1].split()[0].split(".")[0]
    chars = [chr(c) for c in range(FIRST, LAST + 1)]
    letters = "".join(NAMES.get(c) or common(c) or r for c, r in zip(chars, read(chars)))
    sys.stdout.write(HEAD.format(icu=icu))
    for at in range(0, len(letters), ROW):
        sys.stdout.write('\t"%s",\n' % letters[at:at + ROW])
    sys.stdout.write("};\n")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Lists what the domain specification asks of the kinds: its record codes, their fields
and the transitions of section 2.22. Usage: extract.py domain.md > tests/fixtures/domain.txt

The specification is prose: a field is a name at the head of a table row, or in back
quotes before its Chinese name, type or mark. Lines written:
    kind CODE
    field CODE NAME
    step CODE FROM TO
"""
import re
import sys

TYPES = {"code", "codes", "ref", "refs", "txt", "int", "money", "date", "dt", "bool", "str", "rows",
         "derived", "calc", "decimal", "div", "or", "per", "and", "c", "anonymous"}
NO_KIND = {"LOG", "CFG"}  # the journal and the adopted configuration


def sections(text):
    """Of part 2: (number, heading, body)."""
    for m in re.finditer(r"^### (2\.\d+) (.*?)\n(.*?)(?=^##)", text, re.M | re.S):
        yield m.group(1), m.group(2), m.group(3)


def bare(span):
    """Without what stands in brackets, which is a value, not a name."""
    while True:
        less = re.sub(r"[(（\[{][^()（）\[\]{}]*[)）\]}]", "", span)
        if less == span:
            return less
        span = less


def names(span):
    """Field names of a span in back quotes."""
    if "→" in span or re.match(r"\[|\w+\.\w", span):
        return
    first = True
    for token in re.split(r"[\s,+;，、]+", bare(span)):
        m = re.match(r"([a-z][a-z_0-9]*)", token)
        if m and len(m.group(1)) > 1 and (first or m.group(1) not in TYPES):
            yield m.group(1)
        first = False


def table_names(cell):
    for token in cell.split(","):
        m = re.match(r"\s*([a-z][a-z_0-9]*)", token)
        if m and m.group(1) not in TYPES:
            yield m.group(1)


def main(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    part = {n: (head, body) for n, head, body in sections(text)}
    codes = [c for c in re.findall(r"\b[A-Z]{3}\b", "\n".join(
        l for l in part["2.0"][1].splitlines() if l.startswith("| ") and "code" not in l))
        if c not in NO_KIND]
    for c in codes:
        print("kind", c)
    print("kind ASM")  # 11.1.3: the assessment before a sentence or parole

    seen = set()
    for n, (head, body) in part.items():
        if n in ("2.0", "2.21", "2.22", "2.23"):
            continue
        code = (re.findall(r"\b[A-Z]{3}\b", head) or ["PUB"])[0]
        in_table = in_fields = False
        for line in body.splitlines():
            found = []
            state = re.match(r"([A-Z]{3}) states: ", line)
            if state:
                code = state.group(1)
            if line.startswith("|"):
                cells = [c.strip() for c in line.strip("|").split("|")]
                if not in_table:
                    in_fields = cells[0] == "field"
                elif in_fields:
                    found = [(code, x) for x in table_names(cells[0])]
                in_table = True
            elif line.startswith(("Deadlines table", "Rule: ")):
                in_table = False
            else:
                in_table = False
                at = 0
                for m in re.finditer(r"`([^`]*)`", line):
                    for c in re.findall(r"(?:^|\. )([A-Z]{3})(?: \([^)]*\))?(?:: |, each)", line[at:m.start()]):
                        if c in codes:
                            code = c
                    at = m.end()
                    if code in codes:
                        found += [(code, x) for x in names(m.group(1))]
            for f in found:
                if f not in seen:
                    seen.add(f)
                    print("field", *f)

    for line in part["2.22"][1].splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if re.match(r"\| [A-Z]{3} \|", line):
            a, b = [re.sub(r"\s", "", x) for x in cells[1].split("→")]
            print("step", cells[0], a, b)


main(sys.argv[1])

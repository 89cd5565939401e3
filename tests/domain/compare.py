#!/usr/bin/env python3
"""Compares the shipped kinds with what the domain specification asks of them.

tests/fixtures/domain.txt is that list, made by extract.py. domain-names.txt says where a
thing goes by another name here:
    field CODE NAME = FIELD or ROWS.FIELD or KIND.FIELD
    step CODE FROM TO = STEP[,STEP...]
or, behind ~, what stands for it without a declaration. domain-open.txt lists what is
still missing: it must be exact, so that it can only shrink by work. --open writes it.
"""
import glob
import os
import subprocess
import sys
import tempfile
import yaml

FIXTURES = "tests/fixtures/domain"


def lines(name):
    with open(FIXTURES + name, encoding="utf-8") as f:
        return [l.strip() for l in f if l.strip() and not l.startswith("#")]


kinds = {}
for path in sorted(glob.glob("config/kinds/*.yaml")):
    with open(path, encoding="utf-8") as f:
        k = yaml.load(f, Loader=yaml.BaseLoader)  # "on" and "no" are names
    kinds[k["code"]] = kinds[k["kind"]] = k


def fields(kind):
    for f in kind["fields"]:
        yield f["id"]
        for row in f["rows"] if f["type"] == "rows" else ():
            yield f["id"] + "." + row["id"]


def has_field(code, name):
    if name in fields(kinds[code]):
        return True
    other, _, rest = name.partition(".")
    return other in kinds and rest in fields(kinds[other])


names, wrong = {}, []
for l in lines("-names.txt"):
    key, _, value = l.partition(" = ")
    if not value or key in names:
        wrong.append("domain-names.txt: not understood or twice: " + l)
    names[key] = value

missing = []
asked = lines(".txt")
for l in asked:
    what, code, *rest = l.split()
    here = names.pop(l, None)
    if code not in kinds:
        if not (here or "").startswith("~ "):
            missing.append(l)
    elif here and here.startswith("~ "):
        pass
    elif what == "field" and not has_field(code, here or rest[0]):
        missing.append(l)
    elif what == "step":
        steps = {s["id"] for s in kinds[code].get("steps", ())}
        if not here or not set(here.split(",")) <= steps:
            missing.append(l)
wrong += ["domain-names.txt: nothing asks for: " + k for k in names]

if sys.argv[1:] == ["--open"]:
    with open(FIXTURES + "-open.txt", "w", encoding="utf-8") as f:
        f.write("# What domain.md asks and the kinds do not have yet; compare.py --open\n")
        f.writelines(m + "\n" for m in missing)
else:
    known = lines("-open.txt")
    wrong += ["missing: " + m for m in missing if m not in known]
    wrong += ["no longer missing, take it out of domain-open.txt: " + o for o in known if o not in missing]

sifa = os.environ.get("SIFA_BIN", "build/sifa")
with tempfile.TemporaryDirectory() as store:
    def run(*args):
        return subprocess.run([sifa, "--store", store + "/s", "--lang", "en", *args], check=True,
                              capture_output=True, text=True, encoding="utf-8").stdout
    run("--config", "config", "init")
    rows = run("--format", "csv", "kind", "--all").splitlines()
told = {r.split(",")[0]: r.split(",") for r in rows[1:]}
for k in kinds.values():
    row = told.get(k["code"])
    if not row or int(row[3]) != len(k["fields"]):
        wrong.append("sifa kind --all: %s says %s, its file has %d fields" % (k["code"], row, len(k["fields"])))
print("%d asked, %d missing" % (len(asked), len(missing)))
print("\n".join(sorted(set(wrong))))
sys.exit(1 if wrong else 0)

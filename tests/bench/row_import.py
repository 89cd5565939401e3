"""sifa import against sqlite3 .import and CREATE INDEX: CPU time and memory."""
import csv
import hashlib
import os

import cgroup
from bench import (Timed, data, human, median, new_store, run, same, sifa, work)

CACHE = 64  # MiB of memory either side may use
FLAT = ["case_no", "accept_date", "close_date", "name", "id_no", "amount", "summary", "remark"]
CASE = ["no", "accepted_on", "closed_on", "amount", "summary"]


def script(name, source):
    """The peer's script with the name of the CSV filled in."""
    here = os.path.dirname(os.path.abspath(__file__))
    path = work(name)
    with open(os.path.join(here, name)) as f, open(path, "w") as out:
        out.write(f.read().replace(name.replace(".sql", ".csv"), source))
    return path


def digest(lines):
    h = hashlib.sha256()
    for line in sorted(lines):
        h.update(line.encode())
    return h.hexdigest()


def ours(store, kind, fields):
    """Digest of the register as sifa exports it."""
    path = work("export.csv")
    with open(path, "w") as f:
        f.write(run(sifa(store, "export", kind, "--ids"))[0])
    with open(path, newline="") as f:
        rows = csv.reader(f)
        head = [h.lstrip("\ufeff") for h in next(rows)]
        at = [head.index(x) for x in fields]
        return digest("|".join(row[i] for i in at) for row in rows)


def theirs(db, table, fields):
    cells = ", ".join(f"printf('%.2f', {f})" if f == "amount" else f for f in fields)
    out, _ = run(["sqlite3", "-csv", db, f"SELECT {cells} FROM {table}"])
    return digest("|".join(row) for row in csv.reader(out.splitlines()))


def pairs(table, what, n, fresh, kind, source, name, check):
    """Runs both sides in turn and adds the rows of the table."""
    ours_cpu, theirs_cpu, peak = [], [], 0
    db, todo = work(name.replace(".sql", f"-{n}.db")), script(name, source)
    for _ in range(5 if n <= 100_000 else 3):
        store = fresh()
        one = Timed(sifa(store, "import", kind, source))
        if os.path.exists(db):
            os.remove(db)
        other = Timed(["sqlite3", "-bail", db], stdin=todo)
        ours_cpu.append(one.cpu)
        theirs_cpu.append(other.cpu)
        peak = max(peak, one.peak)
    check(store, db)
    a, b = median(ours_cpu), median(theirs_cpu)
    ratio = median(y / x for x, y in zip(ours_cpu, theirs_cpu))
    table.add(f"import, {what}, {human(n)}", f"{a:.2f} s CPU", "sqlite3 script", f"{b:.2f} s CPU",
              ratio, (">=", 2))
    table.add(f"memory of it, {human(n)}", f"{peak:.0f} MiB", "limit", f"{CACHE} MiB",
              peak / CACHE, ("<=", 1))
    limited(table, f"{what}, {human(n)}", lambda: sifa(fresh(), "import", kind, source), a)
    return store, db


def limited(table, what, argv, free):
    """The same import where the whole process may have no more than 64 MiB."""
    with cgroup.Memory(CACHE) as group:
        if not group.made:
            return
        one = Timed(argv(), enter=group.enter)
    if one.status[0]:
        raise RuntimeError(f"import of {what} in {CACHE} MiB: status {one.status[0]}")
    table.add(f"import in {CACHE} MiB, {what}", f"{one.cpu:.2f} s CPU", "itself, unlimited",
              f"{free:.2f} s CPU", one.cpu / free)


def flat(table, config, n):
    def check(store, db):
        same("flat import", ours(store, "bench_flat", FLAT), theirs(db, "rec", FLAT))

    return pairs(table, "30 columns", n, lambda: new_store(f"flat-{n}", config), "bench_flat",
                 data("flat", n), "flat.sql", check)


def cases(table, config, n):
    def check(store, db):
        same("import of cases", ours(store, "mediation", CASE), theirs(db, "cases", CASE))
        same("persons", persons(store), int(run(["sqlite3", db, "SELECT count(*) FROM person"])[0]))

    return pairs(table, "cases with two persons", n,
                 lambda: new_store(f"cases-{n}", config, ("COM", data("committees")),
                                   ("LTR", data("letters"))), "mediation",
                 data("cases", n), "cases.sql", check)


def persons(store):
    return run(sifa(store, "export", "person", "--ids"))[0].count("\n") - 1

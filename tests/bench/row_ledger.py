"""A ledger's pages, in process: beginning, end, a day, the page after it; of one
office, and of the whole county."""
from bench import human, median, run, same, sifa, timings, tool

CELLS = "accept_date, case_no, close_date, name, summary"
OFFICE, DAY, REPS = "城关镇司法所", "2012-07-15", "301"
TURNS = 5


def queries(db, where):
    """Keyset queries of the cells that the ledger shows."""
    def rows(tests, order="accept_date, serial", cells=CELLS, limit="40"):
        tests = " AND ".join(where + tests)
        return (f"SELECT {cells} FROM rec" + (f" WHERE {tests}" if tests else "") +
                f" ORDER BY {order} LIMIT {limit}")

    day = [f"accept_date >= '{DAY}'"]
    last = run(["sqlite3", db, rows(day, cells="accept_date, serial", limit="1 OFFSET 39")])[0]
    at, serial = last.strip().split("|")
    return "\n".join((
        "open|" + rows([]), "end|" + rows([], "accept_date DESC, serial DESC"),
        "jump|" + rows(day),
        "page|" + rows([f"(accept_date, serial) > ('{at}', {serial})"]))) + "\n"


def office_id(store):
    listed = run(sifa(store, "list", "ORG"))[0]
    return next(line.split()[0] for line in listed.splitlines() if OFFICE in line)


def measure(store, db):
    """Median milliseconds of both sides, by whose and action; the rows compared."""
    out = {}
    for whose, unit, where in (("one office", office_id(store), [f"unit = '{OFFICE}'"]),
                               ("county", "0", [])):
        ours, rows = timings(run([tool("ledger"), store, "bench_flat", unit, REPS])[0])
        peer, found = timings(run([tool("sqlside"), db, REPS], queries(db, where))[0])
        found["end"].reverse()
        for name in rows:
            same(f"ledger of {whose}, {name}", rows[name], found[name])
            out[whose, name] = ours[name][1], peer[name][1]
    return out


def ledger(table, small, store, db, n):
    """small: the store and database of 10k. All take turns: others load the machine."""
    turns = [(measure(store, db), measure(*small)) for _ in range(TURNS)]
    for key in turns[0][0]:
        whose, name = key
        table.add(f"ledger of {whose}: {name}, {human(n)}",
                  f"{median(now[key][0] for now, _ in turns):.3f} ms CPU", "keyset query",
                  f"{median(now[key][1] for now, _ in turns):.3f} ms CPU",
                  median(now[key][0] / now[key][1] for now, _ in turns), ("<=", 0.5))
    growth = {key: median(now[key][0] / then[key][0] for now, then in turns)
              for key in turns[0][0]}
    worst = max(growth, key=growth.get)
    table.add(f"ledger of {worst[0]}: {worst[1]}, 10k to {human(n)}",
              f"{median(now[worst][0] for now, _ in turns):.3f} ms CPU", "itself at 10k",
              f"{median(then[worst][0] for _, then in turns):.3f} ms CPU", growth[worst],
              ("<=", 1.5))

"""A ledger's pages, in process: beginning, end, a day, the page after it."""
from bench import human, run, same, timings, tool

CELLS = "accept_date, case_no, close_date, name, summary"
REPS = "201"


def queries(db):
    page = f"SELECT {CELLS} FROM rec WHERE accept_date >= '2012-07-15' ORDER BY accept_date, serial"
    last = run(["sqlite3", db, f"SELECT accept_date, serial FROM rec WHERE accept_date >= "
                "'2012-07-15' ORDER BY accept_date, serial LIMIT 1 OFFSET 39"])[0].strip()
    day, serial = last.split("|")
    return "\n".join((
        f"open|SELECT {CELLS} FROM rec ORDER BY accept_date, serial LIMIT 40",
        f"end|SELECT {CELLS} FROM rec ORDER BY accept_date DESC, serial DESC LIMIT 40",
        f"jump|{page} LIMIT 40",
        f"page|SELECT {CELLS} FROM rec WHERE (accept_date, serial) > ('{day}', {serial}) "
        "ORDER BY accept_date, serial LIMIT 40")) + "\n"


def measure(store, db):
    """Median milliseconds of both sides, by action; the rows compared."""
    ours, rows = timings(run([tool("ledger"), store, "bench_flat", "0", REPS])[0])
    peer, found = timings(run([tool("sqlside"), db, REPS], queries(db))[0])
    found["end"].reverse()
    for name in rows:
        same(f"ledger, {name}", rows[name], found[name])
    return {name: (ours[name][1], peer[name][1]) for name in ours}


def ledger(table, small, store, db, n):
    """small: what measure() gave for the small store."""
    now = measure(store, db)
    for name, (a, b) in now.items():
        table.add(f"ledger: {name}, {human(n)}", f"{a:.3f} ms", "keyset query", f"{b:.3f} ms",
                  a / b, ("<=", 0.5))
    worst = max(now, key=lambda x: now[x][0] / small[x][0])
    table.add(f"ledger: {worst}, 10k to {human(n)}", f"{now[worst][0]:.3f} ms", "itself at 10k",
              f"{small[worst][0]:.3f} ms", now[worst][0] / small[worst][0], ("<=", 1.5))

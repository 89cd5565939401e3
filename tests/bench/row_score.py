"""The score of forty measures over all history, in process, against SQL."""
import os

from bench import HERE, OFFICES, human, median, run, same, timings, tool

LETTER = "bench"
TURNS = 5
LINES = ["mediation", "aid", "correction", "visit", "placement"]
# each measure as tests of ours and as an expression over fact.sql
MEASURES = [
    ("status: closed", "closed"),
    ("status: closed, due_date: {within: 3660, of: close_date}", "closed AND intime"),
    ("status: closed, agreed: yes", "closed AND ag"),
    ("agreed: yes, fulfilled: yes", "ag AND fu"),
    ("difficulty: {min: 4}, people: {min: 5}", "di >= 4 AND pe >= 5"),
    ("status: closed, satisfaction: {min: 4}", "closed AND sa >= 4"),
    ("amount: {min: 100000}, dispute: contract", "am >= 100000 AND d3"),
    ("source: sweep, status: closed, close_date: {within: 30, of: accept_date}",
     "s5 AND closed AND days <= 30"),
]


def letter(path):
    """The letter of the forty measures, 2.5 points each."""
    with open(path, "w") as f:
        f.write(f"letter: {LETTER}\ntitle: {{zh: 对比, en: Comparison}}\nsource: made up\n"
                "period: {from: 2011-01-01, to: 2013-12-31, cutoff: 2014-01-31}\n"
                "total: 100.00\nsections:\n  - number: 一\n"
                "    title: {zh: 对比, en: Comparison}\n    clauses:\n")
        for k, line in enumerate(LINES):
            for m, (tests, _) in enumerate(MEASURES):
                f.write(f"      - id: C{k * 8 + m}\n        number: 一{k * 8 + m}\n"
                        f"        text: {{zh: 件数, en: Cases}}\n        weight: 2.5\n"
                        f"        rule: ratio\n        target: 100000\n"
                        f"        actual: {{count: bench_flat, date: accept_date, "
                        f"where: {{line: {line}, {tests}}}}}\n")


def query(table):
    sums = ", ".join(f"sum({sql})" for _, sql in MEASURES)
    return ("SELECT (SELECT name FROM office WHERE rowid = office), k, " + sums +
            f" FROM {table} WHERE day BETWEEN 2455562 AND 2456657 GROUP BY k, office")


def clauses(rows):
    """Rows of the query as ours: OFFICE|CLAUSE|COUNT."""
    for row in rows:
        name, k, *counts = row.split("|")
        for m, count in enumerate(counts):
            yield f"{name}|C{int(k) * 8 + m}|{count}"


def score(table, store, db, n):
    with open(os.path.join(HERE, "fact.sql")) as f:
        run(["sqlite3", "-bail", db], f.read())
    run(["sqlite3", db, "CREATE TABLE sorted AS SELECT * FROM fact ORDER BY k, office;"
         "CREATE INDEX ix_sorted ON sorted(k, office)"])
    turns = []
    for _ in range(TURNS):
        ours, rows = timings(run([tool("score"), store, LETTER, "9"])[0])
        peer, found = timings(run([tool("sqlside"), db, "3"],
                                  f"fact|{query('fact')}\nsorted|{query('sorted')}\n")[0])
        for name in found:
            same("scores", sorted(rows["score"]), sorted(clauses(found[name])))
        turns.append((ours["score"][1], peer))
    a = median(ms for ms, _ in turns)
    for name, what, floor in (("fact", "one SQL pass over integer rows", (">=", 20)),
                              ("sorted", "the same, rows sorted for this query", None)):
        b = median(peer[name][1] for _, peer in turns)
        table.add(f"score of 40 measures, {OFFICES} offices, {human(n)}", f"{a:.2f} ms CPU", what,
                  f"{b:.1f} ms CPU", median(peer[name][1] / ms for ms, peer in turns), floor)

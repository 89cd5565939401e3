"""The score of forty measures over all history, in process, against SQL."""
import os

from bench import HERE, OFFICES, human, median, run, same, timings, tool

LETTER, QUARTER = "bench", "bench-quarter"
TURNS = 5
LINES = ["mediation", "aid", "correction", "visit", "placement"]
# each measure as tests of ours, as an expression over fact.sql, and over the text itself
MEASURES = [
    ("status: closed", "closed", "status = '办结'"),
    ("status: closed, due_date: {within: 3660, of: close_date}", "closed AND intime",
     "status = '办结' AND close_date <> '' AND close_date <= due_date"),
    ("status: closed, agreed: yes", "closed AND ag", "status = '办结' AND agreed = '是'"),
    ("agreed: yes, fulfilled: yes", "ag AND fu", "agreed = '是' AND fulfilled = '是'"),
    ("difficulty: {min: 4}, people: {min: 5}", "di >= 4 AND pe >= 5",
     "difficulty >= 4 AND people >= 5"),
    ("status: closed, satisfaction: {min: 4}", "closed AND sa >= 4",
     "status = '办结' AND satisfaction >= 4"),
    ("amount: {min: 100000}, dispute: contract", "am >= 100000 AND d3",
     "amount >= 100000 AND dispute = '合同'"),
    ("source: sweep, status: closed, close_date: {within: 30, of: accept_date}",
     "s5 AND closed AND days <= 30",
     "source = '主动排查' AND status = '办结' AND close_date <> '' AND "
     "julianday(close_date) - julianday(accept_date) <= 30"),
]
NAMES = ["人民调解", "法律援助", "社区矫正", "走访"]


def letters(folder):
    """Letters of the forty measures, 2.5 points each: over all history, and of a quarter."""
    letter(folder, LETTER, "2011-01-01", "2013-12-31")
    letter(folder, QUARTER, "2013-01-01", "2013-03-31")


def letter(folder, name, first, last):
    with open(os.path.join(folder, name + ".yaml"), "w") as f:
        f.write(f"letter: {name}\ntitle: {{zh: 对比, en: Comparison}}\nsource: made up\n"
                f"period: {{from: {first}, to: {last}, cutoff: 2014-01-31}}\n"
                "total: 100.00\nsections:\n  - number: 一\n"
                "    title: {zh: 对比, en: Comparison}\n    clauses:\n")
        for k, line in enumerate(LINES):
            for m, (tests, _, _) in enumerate(MEASURES):
                f.write(f"      - id: C{k * 8 + m}\n        number: 一{k * 8 + m}\n"
                        f"        text: {{zh: 件数, en: Cases}}\n        weight: 2.5\n"
                        f"        rule: ratio\n        target: 100000\n"
                        f"        actual: {{count: bench_flat, date: accept_date, "
                        f"where: {{line: {line}, {tests}}}}}\n")


def query(table, first=2455562, last=2456657):
    """Over fact.sql's integers; days as Julian ones."""
    sums = ", ".join(f"sum({sql})" for _, sql, _ in MEASURES)
    return ("SELECT (SELECT name FROM office WHERE rowid = office), k, " + sums +
            f" FROM {table} WHERE day BETWEEN {first} AND {last} GROUP BY k, office")


def text_query():
    """Over the columns as they were imported."""
    sums = ", ".join(f"sum({sql})" for _, _, sql in MEASURES)
    line = " ".join(f"WHEN '{name}' THEN {k}" for k, name in enumerate(NAMES))
    return (f"SELECT unit, CASE line {line} ELSE {len(NAMES)} END AS k, " + sums +
            " FROM rec WHERE accept_date BETWEEN '2011-01-01' AND '2013-12-31' GROUP BY k, unit")


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
         "CREATE INDEX ix_sorted ON sorted(k, office);"
         "CREATE TABLE dated AS SELECT * FROM fact ORDER BY day;"
         "CREATE INDEX ix_dated ON dated(day)"])
    history = [("fact", query("fact"), "one SQL pass over integer columns", (">=", 20)),
               ("sorted", query("sorted"), "the same, rows sorted for this query", None),
               ("text", text_query(), "one SQL pass over text columns", (">=", 60))]
    first, last = 2456293, 2456382  # 2013-01-01 to 2013-03-31
    quarter = [("fact", query("fact", first, last), "one SQL pass over integer columns",
                (">=", 50)),
               ("dated", query("dated", first, last), "the same by an index of days, rows in "
                "that order", None)]
    against(table, store, db, LETTER, f"score of 40 measures, {OFFICES} offices, {human(n)}",
            history)
    against(table, store, db, QUARTER, f"one quarter of it, {human(n)}", quarter)


def against(table, store, db, name, what, queries):
    """Both sides in turn; the scores compared."""
    turns = []
    asked = "".join(f"{key}|{sql}\n" for key, sql, _, _ in queries)
    for _ in range(TURNS):
        ours, rows = timings(run([tool("score"), store, name, "9"])[0])
        peer, found = timings(run([tool("sqlside"), db, "3"], asked)[0])
        for key in found:
            same(f"{name}, {key}", sorted(r for r in rows["score"] if not r.endswith("|0")),
                 sorted(r for r in clauses(found[key]) if not r.endswith("|0")))
        turns.append((ours["score"][1], peer))
    a = median(ms for ms, _ in turns)
    for key, _, peers, floor in queries:
        b = median(peer[key][1] for _, peer in turns)
        table.add(what, f"{a:.2f} ms CPU", peers, f"{b:.1f} ms CPU",
                  median(peer[key][1] / ms for ms, peer in turns), floor)

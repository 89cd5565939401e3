# sifa letter coverage: every clause of the three letters is there, once, with what becomes of
# it, by which rule and from what; 307 of 307.
. tests/cli/lib
try 0 init --name 县司法局 --origin 7
try 0 letter coverage --format csv --lang en
python3 - "$dir/out" <<'EOF' || fail "the clauses are not all covered"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
want = ["%s%d" % (letter, i) for letter, n in (("A", 117), ("B", 125), ("C", 65)) for i in range(1, n + 1)]
assert len(want) == 307
have = [r["clause"] for r in rows]
assert sorted(have) == sorted(want), set(want) ^ set(have) or "one stands twice"
HOW = {"scored", "printed", "condition", "same", "elsewhere"}
for r in rows:
    assert r["how"] in HOW and r["rule"] and r["text"], r
    if r["how"] == "scored":
        assert r["counts"] and float(r["points"]) >= 0, r
    if r["how"] == "same":
        assert r["same"] in have, r
for letter, total in (("A", 100), ("B", 100), ("C", 100)):
    points = sum(float(r["points"] or 0) for r in rows if r["clause"][0] == letter)
    assert abs(points - total) < 0.001, (letter, points)
EOF
try 0 letter coverage --lang en
err 'huanggang-2011: 117' 'office-letter: 125' 'yuanqu-2013: 65'

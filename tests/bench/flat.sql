-- The flat register: thirty columns; after the rows the same indexes as ours.
PRAGMA cache_size = -65536;
CREATE TABLE rec(serial INTEGER PRIMARY KEY, case_no TEXT, line TEXT, unit TEXT, accept_date TEXT,
 due_date TEXT, close_date TEXT, status TEXT, name TEXT, pinyin TEXT, sex TEXT, id_no TEXT,
 phone TEXT, address TEXT, counterparty TEXT, dispute TEXT, result TEXT, mediator TEXT,
 lawyer TEXT, agreed TEXT, fulfilled TEXT, amount REAL, difficulty INTEGER, people INTEGER,
 source TEXT, village TEXT, summary TEXT, remark TEXT, satisfaction INTEGER, updated_at TEXT);
.import --csv --skip 1 flat.csv rec
CREATE UNIQUE INDEX key_case_no ON rec(case_no, unit);
CREATE INDEX sort_accepted ON rec(unit, accept_date);
CREATE INDEX sort_all ON rec(accept_date);
CREATE INDEX sort_dispute ON rec(unit, dispute, accept_date);
CREATE INDEX sort_pinyin ON rec(unit, pinyin);
CREATE INDEX sort_case_no ON rec(unit, case_no);

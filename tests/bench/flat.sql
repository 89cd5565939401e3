-- The flat register: thirty columns, four indexes after the rows.
PRAGMA cache_size = -65536;
CREATE TABLE rec(serial INTEGER PRIMARY KEY, case_no TEXT, line TEXT, unit TEXT, accept_date TEXT,
 due_date TEXT, close_date TEXT, status TEXT, name TEXT, pinyin TEXT, sex TEXT, id_no TEXT,
 phone TEXT, address TEXT, counterparty TEXT, dispute TEXT, result TEXT, mediator TEXT,
 lawyer TEXT, agreed TEXT, fulfilled TEXT, amount REAL, difficulty INTEGER, people INTEGER,
 source TEXT, village TEXT, summary TEXT, remark TEXT, satisfaction INTEGER, updated_at TEXT);
.import --csv --skip 1 flat.csv rec
CREATE INDEX ix_date ON rec(accept_date);
CREATE INDEX ix_office_date ON rec(unit, accept_date);
CREATE INDEX ix_pinyin ON rec(pinyin);
CREATE INDEX ix_case ON rec(case_no);

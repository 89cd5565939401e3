-- Cases with two parties: finds or makes the persons of each office by their
-- number, ties everything by integer keys, indexes what the registers sort and
-- look up by, and leaves one line in a log.
PRAGMA cache_size = -65536;
CREATE TABLE unit(id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE committee(id INTEGER PRIMARY KEY, unit INTEGER, name TEXT UNIQUE);
CREATE TABLE person(id INTEGER PRIMARY KEY, unit INTEGER, name TEXT, id_no TEXT, birth TEXT,
 rev INTEGER DEFAULT 1, created_by INTEGER DEFAULT 1, created_at INTEGER DEFAULT (unixepoch()),
 UNIQUE(unit, id_no));
CREATE TABLE cases(id INTEGER PRIMARY KEY, unit INTEGER, committee INTEGER, no TEXT, form TEXT,
 type TEXT, accepted_on TEXT, summary TEXT, result TEXT, agreed_on TEXT, terms TEXT, amount REAL,
 closed_on TEXT, dossier_no TEXT, archived_on TEXT,
 rev INTEGER DEFAULT 1, created_by INTEGER DEFAULT 1, created_at INTEGER DEFAULT (unixepoch()));
CREATE TABLE party(cases INTEGER, row INTEGER, side TEXT, person INTEGER,
 PRIMARY KEY(cases, row)) WITHOUT ROWID;
CREATE TABLE log(id INTEGER PRIMARY KEY, at INTEGER, who INTEGER, what TEXT, records INTEGER);
CREATE TEMP TABLE raw(no TEXT, unit TEXT, committee TEXT, form TEXT, type TEXT, accepted_on TEXT,
 side1 TEXT, name1 TEXT, id1 TEXT, side2 TEXT, name2 TEXT, id2 TEXT, summary TEXT, result TEXT,
 agreed_on TEXT, terms TEXT, amount REAL, closed_on TEXT, dossier_no TEXT, archived_on TEXT);
.import --csv --skip 1 --schema temp cases.csv raw
BEGIN;
INSERT INTO unit(name) SELECT DISTINCT unit FROM raw;
INSERT INTO committee(unit, name)
 SELECT DISTINCT unit.id, committee FROM raw JOIN unit ON unit.name = raw.unit;
INSERT OR IGNORE INTO person(unit, name, id_no, birth)
 SELECT unit.id, name1, id1,
  substr(id1, 7, 4) || '-' || substr(id1, 11, 2) || '-' || substr(id1, 13, 2)
  FROM raw JOIN unit ON unit.name = raw.unit
 UNION ALL
 SELECT unit.id, name2, id2,
  substr(id2, 7, 4) || '-' || substr(id2, 11, 2) || '-' || substr(id2, 13, 2)
  FROM raw JOIN unit ON unit.name = raw.unit;
INSERT INTO cases(id, unit, committee, no, form, type, accepted_on, summary, result, agreed_on,
  terms, amount, closed_on, dossier_no, archived_on)
 SELECT raw.rowid, unit.id, committee.id, no, form, type, accepted_on, summary, result, agreed_on,
  terms, amount, closed_on, dossier_no, archived_on
 FROM raw JOIN unit ON unit.name = raw.unit JOIN committee ON committee.name = raw.committee;
INSERT INTO party
 SELECT raw.rowid, 1, side1, person.id FROM raw JOIN unit ON unit.name = raw.unit
  JOIN person ON person.unit = unit.id AND person.id_no = raw.id1;
INSERT INTO party
 SELECT raw.rowid, 2, side2, person.id FROM raw JOIN unit ON unit.name = raw.unit
  JOIN person ON person.unit = unit.id AND person.id_no = raw.id2;
CREATE UNIQUE INDEX case_no ON cases(unit, no);
CREATE INDEX case_accepted ON cases(unit, accepted_on, no);
CREATE INDEX case_all ON cases(accepted_on, no);
CREATE INDEX case_closed ON cases(unit, closed_on, no);
CREATE INDEX case_type ON cases(unit, type, accepted_on);
CREATE INDEX case_by_no ON cases(no);
CREATE INDEX case_due ON cases(unit, accepted_on) WHERE closed_on = '';
CREATE INDEX case_committee ON cases(committee, accepted_on);
CREATE INDEX case_dossier ON cases(dossier_no);
CREATE INDEX party_person ON party(person);
CREATE INDEX person_name ON person(unit, name, birth);
CREATE INDEX person_all ON person(name, birth);
CREATE INDEX person_birth ON person(unit, birth, name);
CREATE INDEX person_id_no ON person(id_no);
INSERT INTO log(at, who, what, records) SELECT unixepoch(), 1, 'import', count(*) FROM raw;
COMMIT;

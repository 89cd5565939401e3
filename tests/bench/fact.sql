-- What a score needs, as small integers: SQLite's best case.
CREATE TABLE office AS SELECT DISTINCT unit AS name FROM rec;
CREATE TABLE fact AS SELECT serial AS id,
 CASE line WHEN '人民调解' THEN 0 WHEN '法律援助' THEN 1 WHEN '社区矫正' THEN 2
  WHEN '走访' THEN 3 ELSE 4 END AS k,
 (SELECT rowid FROM office WHERE name = unit) AS office,
 CAST(julianday(accept_date) AS INTEGER) AS day,
 status = '办结' AS closed, close_date <> '' AND close_date <= due_date AS intime,
 agreed = '是' AS ag, fulfilled = '是' AS fu, difficulty AS di, people AS pe,
 satisfaction AS sa, CAST(amount AS INTEGER) AS am, dispute = '合同' AS d3,
 source = '主动排查' AS s5,
 CASE close_date WHEN '' THEN 9999
  ELSE CAST(julianday(close_date) - julianday(accept_date) AS INTEGER) END AS days
FROM rec;

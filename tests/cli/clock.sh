#!/bin/sh
# Counts the dated cases of fixtures/clock-cases.tsv a second time, day by day in awk, from the
# texts of config/calendar alone; core/test_clock_cases holds the program to the same table.
set -eu
awk '
function days(y, m, d) { # since 1970-01-01
	if (m <= 2) { y--; m += 12 }
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m - 457) / 5) + d - 719469
}
function day(s) { return days(substr(s, 1, 4) + 0, substr(s, 6, 2) + 0, substr(s, 9, 2) + 0) }
function length_of(y, m) {
	return m == 2 ? 28 + (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) : 30 + (m == 4 || m == 6 || m == 9 || m == 11 ? 0 : 1)
}
function works(d) {
	if (d in shifted) return 1
	if (d in holiday) return 0
	return (d + 3) % 7 < 5 # 1970-01-01 was a Thursday; 0 is Monday
}
function stands(d, i) {
	for (i = 1; i <= stops; i++) if (d > off[i] && d <= on[i]) return 1
	return 0
}
function moved(d, rule) {
	while (rule != "same" && !works(d)) d += rule == "next" ? 1 : -1
	return d
}
function month_later(s, n, y, m, d) {
	y = substr(s, 1, 4) + 0; m = substr(s, 6, 2) + n; d = substr(s, 9, 2) + 0
	while (m > 12) { m -= 12; y++ }
	return days(y, m, d > length_of(y, m) ? length_of(y, m) : d)
}
function last_day(start, n, unit, rule, d, end) {
	d = day(start)
	if (unit == "months") {
		end = month_later(start, n)
		while (d < end) if (stands(++d)) end++
	}
	while (unit ~ /days/ && n > 0)
		if (!stands(++d) && (unit == "days" || works(d))) n--
	return moved(d, rule)
}
FILENAME ~ /yaml$/ {
	if ($1 == "rest:" || $1 == "work:") list = $1
	while (match($0, /[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/)) {
		if (list == "rest:") holiday[day(substr($0, RSTART, 10))]
		else shifted[day(substr($0, RSTART, 10))]
		$0 = substr($0, RSTART + 10)
	}
	next
}
FILENAME != was { was = FILENAME; FS = "\t"; $0 = $0 }
/^#/ { next }
{
	cases++
	stops = $3 == "-" ? 0 : split($3, span, ",")
	for (i = 1; i <= stops; i++) { off[i] = day(substr(span[i], 1, 10)); on[i] = day(substr(span[i], 13, 10)) }
	if ($7 == "-" ? $5 != "-" : last_day($2, $4, $5, $6) != day($7)) {
		print $1 " from " $2 ": by hand " $7 " (" $8 "), " last_day($2, $4, $5, $6) - day($7) " days off"
		wrong++
	}
}
END { print cases " cases, " wrong + 0 " wrong"; exit cases < 100 || wrong > 0 }
' config/calendar/*.yaml tests/fixtures/clock-cases.tsv

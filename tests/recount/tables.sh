#!/bin/sh
# The tables of returns, every cell of every unit and of the county, recounted by
# tables.py from config/returns and the records: of a month, a quarter, a half and a year,
# as each table goes. RECOUNT=full takes five counties, and all periods of two years.
here=$(dirname "$0")
. "$here/lib/county"
seeds=1 years=1 units='10203 SFS001 REC1 REC4 REC5 KEY1'
month=2013-05 quarter=2013-Q2 half=2013-H1 year=2013
if [ "$RECOUNT" = full ]; then
	seeds='1 2 3 4 5' years=2 units=
	month= quarter='2012-Q4 2013-Q1 2013-Q2 2013-Q3 2013-Q4' half='2012-H2 2013-H1 2013-H2' year='2012 2013'
	for m in 01 02 03 04 05 06 07 08 09 10 11 12; do month="$month 2013-$m"; done
fi
for seed in $seeds; do
	county_of_all "$seed" $years || exit 1
	mkdir "$T/out/tables"
	for table in "$config"/returns/*.yaml; do
		grep -q '^rows:' "$table" || continue
		every=$(sed -n 's/^every: *//p' "$table")
		table=$(basename "$table" .yaml)
		case $every in month) periods=$month ;; quarter) periods=$quarter ;; half_year) periods=$half ;; *) periods=$year ;; esac
		for period in $periods; do
			for unit in ${units:-10203 $(signers office)}; do
				out=$T/out/tables/$table,$period,$unit.csv
				[ "$unit" != 10203 ] && office=$unit || office=
				sifa --now 2014-02-01 return table "$table" "$period" ${office:+--office "$office"} --format csv >"$out" 2>"$T/log"
				case $? in 0 | 65) ;; *) cat "$T/log"; exit 1 ;; esac
			done
		done
	done
	python3 "$here/tables.py" "$config" "$T/out" "$seed" 2014-02-01 || fail=1
done
exit $fail

#!/bin/sh
# Fictional counties, recounted by recount.py: every clause of every sheet of the
# three letters on several days of the year must be what sifa prints. The first
# county gets more offices (county/*.csv), where everything that can go wrong went
# wrong; of it the records behind some clauses are compared too, and recount.py has
# to notice changes. RECOUNT=full takes five counties of three years and more days.
here=$(dirname "$0")
. "$here/lib/county"
seeds=1 years=1
days='2013-06-30 2013-12-20 2014-01-31'
if [ "$RECOUNT" = full ]; then
	seeds='1 2 3 4 5' years=3
	days='2013-03-30 2013-06-30 2013-12-20 2014-01-31'
fi

letter() { # LETTER KINDS-OF-UNITS CLAUSES: compares, and behind CLAUSES in the first county
	offices=$(signers "$2")
	rm -rf "$T/out/behind-"*
	sheets "$1" "$offices" "$days" || return 1
	[ "$seed" != 1 ] || records_behind "$1" 2013-12-20 "$offices" "$3" || return 1
	# shellcheck disable=SC2086 # the days are several words, and there may be no flag
	python3 "$here/recount.py" $notice "$1" "$config" "$T/out" "$seed" $days || fail=1
}

for seed in $seeds; do
	county "$seed" $years || exit 1
	notice=
	if [ "$seed" = 1 ]; then
		notice=--self-test
		worse "$here/county" && numbers || exit 1
	fi
	records || exit 1
	letter yuanqu-2013 office 'C4 C10 C11 C18 C20 C21 C24 C25 C35 C36 C37 C39 C43 C45 C54 C61' || exit 1
	letter office-letter office 'B3 B11 B16 B25 B39 B41 B60 B77 B81 B113 B118 B120 B122' || exit 1
	letter huanggang-2011 'bureau|centre' 'A2 A5 A8 A12 A52 A54 A63 A84' || exit 1
done
exit $fail

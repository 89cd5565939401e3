#!/bin/sh
# Fictional counties, recounted by recount.py: every clause of every sheet of the
# three letters on several days of the year must be what sifa prints. The first
# county gets five more offices (county/*.csv), where everything that can go wrong
# went wrong; of it the records behind some clauses are compared too, and
# recount.py has to notice changes. RECOUNT=full takes five counties of three years
# and more days.
here=$(dirname "$0")
config=$here/../../config
: "${SIFA_BIN:=$here/../../${BUILD:-build}/sifa}"
seeds='1 2' years=1
days='2013-06-30 2013-12-20 2014-01-31'
if [ "$RECOUNT" = full ]; then
	seeds='1 2 3 4 5' years=3
	days='2013-03-30 2013-06-30 2013-12-20 2014-01-31'
fi
export PYTHONDONTWRITEBYTECODE=1
T=${RECOUNT_DIR:-$(mktemp -d)} || exit 1
[ -n "$RECOUNT_DIR" ] || trap 'rm -rf "$T"' EXIT

sifa() { "$SIFA_BIN" --store "$T/store" --config "$config" --lang en "$@"; }

worse() { # adds county/NUMBER.KIND.csv in the order of their numbers
	for f in "$here"/county/*.csv; do
		kind=$(basename "$f" .csv)
		sifa --now 2014-02-01 import "${kind#*.}" "$f" >"$T/log" 2>&1 || { echo "$f"; cat "$T/log"; return 1; }
	done
}

records() { # what recount.py reads
	for f in "$config"/kinds/*.yaml; do
		kind=$(basename "$f" .yaml)
		sifa export "$kind" --ids >"$T/out/csv/$kind.csv" || return 1
	done
}

signers() { # KINDS of units, as alternatives
	sed -nE 's/^[^,]*,"?([^",]*)"?,[^,]*,[^,]*,('"$1"'),.*/\1/p' "$T/out/csv/unit.csv"
}

sheets() { # LETTER OFFICES: what it compares
	for day in $days; do
		sifa score "$1" --as-of "$day" --ranking --format jsonl >"$T/out/ranking-$day.jsonl" || return 1
		for office in $2; do
			sifa score "$1" --as-of "$day" --office "$office" >>"$T/out/new.txt" || return 1
			sifa score "$1" --as-of "$day" --office "$office" --format jsonl >>"$T/out/new.jsonl" || return 1
		done
		mv "$T/out/new.txt" "$T/out/sheet-$day.txt"
		mv "$T/out/new.jsonl" "$T/out/sheet-$day.jsonl"
	done
}

numbers() { # of records, for those behind clauses
	mkdir "$T/out/ids"
	for f in "$config"/kinds/*.yaml; do
		kind=$(basename "$f" .yaml)
		sifa export "$kind" --format jsonl >"$T/out/ids/$kind.jsonl" || return 1
	done
}

records_behind() { # LETTER DAY OFFICES CLAUSES
	mkdir "$T/out/behind-$2"
	for office in $3; do
		for clause in $4; do
			sifa score "$1" --as-of "$2" --office "$office" --records "$clause" \
				>"$T/out/behind-$2/$office.$clause" || return 1
		done
	done
}

letter() { # LETTER KINDS-OF-UNITS CLAUSES: compares, and behind CLAUSES in the first county
	offices=$(signers "$2")
	rm -rf "$T/out/behind-"*
	sheets "$1" "$offices" || return 1
	[ "$seed" != 1 ] || records_behind "$1" 2013-12-20 "$offices" "$3" || return 1
	# shellcheck disable=SC2086 # the days are several words, and there may be no flag
	python3 "$here/recount.py" $notice "$1" "$config" "$T/out" "$seed" $days || fail=1
}

fail=0
for seed in $seeds; do
	rm -rf "$T/store" "$T/out"
	mkdir -p "$T/out/csv"
	sifa demo --offices 3 --years $years --seed "$seed" >/dev/null || exit 1
	notice=
	if [ "$seed" = 1 ]; then
		notice=--self-test
		worse && numbers || exit 1
	fi
	records || exit 1
	letter yuanqu-2013 office 'C4 C10 C11 C18 C20 C21 C24 C25 C35 C36 C37 C39 C43 C45 C54 C61' || exit 1
	letter office-letter office 'B3 B11 B16 B25 B39 B41 B60 B77 B81 B113 B118 B120 B122' || exit 1
	letter huanggang-2011 'bureau|centre' 'A2 A5 A8 A12 A52 A54 A63 A84' || exit 1
done
exit $fail

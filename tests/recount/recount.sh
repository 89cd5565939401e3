#!/bin/sh
# Three fictional counties, recounted by recount.py: every clause of every office
# on several days of the year must be what sifa prints. The first county gets
# five more offices (county/*.csv), where everything that can go wrong went
# wrong; of it the records behind some clauses are compared too, and recount.py
# has to notice changes.
here=$(dirname "$0")
config=$here/../../config
days='2013-03-30 2013-06-30 2013-12-20 2014-01-31'
behind='C4 C10 C11 C18 C20 C21 C24 C25 C35 C36 C37 C39 C43 C45 C54 C61'
: "${SIFA_BIN:=$here/../../${BUILD:-build}/sifa}"
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT

sifa() { "$SIFA_BIN" --store "$T/store" --config "$config" --lang en "$@"; }

worse() { # adds county/NUMBER.KIND.csv in the order of their numbers
	for f in "$here"/county/*.csv; do
		kind=$(basename "$f" .csv)
		sifa --now 2014-02-01 import "${kind#*.}" "$f" >"$T/log" 2>&1 || { cat "$T/log"; return 1; }
	done
}

records() { # what recount.py reads; LETTER's units are to be compared
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
		sifa score "$1" --as-of "$day" >"$T/out/totals-$day.txt" || return 1
		for office in $2; do
			sifa score "$1" --as-of "$day" --office "$office" --format jsonl || return 1
		done >"$T/out/sheet-$day.jsonl"
	done
}

records_behind() { # LETTER DAY OFFICES
	mkdir "$T/out/ids" "$T/out/behind-$2"
	for f in "$config"/kinds/*.yaml; do
		kind=$(basename "$f" .yaml)
		sifa export "$kind" --format jsonl >"$T/out/ids/$kind.jsonl" || return 1
	done
	for office in $3; do
		for clause in $behind; do
			sifa score "$1" --as-of "$2" --office "$office" --records "$clause" \
				>"$T/out/behind-$2/$office.$clause" || return 1
		done
	done
}

fail=0
for seed in 1 2 4; do
	rm -rf "$T/store" "$T/out"
	mkdir -p "$T/out/csv"
	sifa demo --offices 3 --seed $seed >/dev/null || exit 1
	[ $seed != 1 ] || worse || exit 1
	records || exit 1
	offices=$(signers office)
	sheets yuanqu-2013 "$offices" || exit 1
	[ $seed != 1 ] || records_behind yuanqu-2013 2013-12-20 "$offices" || exit 1
	# shellcheck disable=SC2086 # the days are several words
	python3 "$here/recount.py" yuanqu-2013 "$config" "$T/out" $seed $days || fail=1
	[ $seed != 1 ] ||
		python3 "$here/recount.py" --self-test yuanqu-2013 "$config" "$T/out" $seed 2014-01-31 || fail=1
	rm -rf "$T/out/behind-"*
	sheets huanggang-2011 "$(signers 'bureau|centre')" || exit 1
	# shellcheck disable=SC2086
	python3 "$here/recount.py" huanggang-2011 "$config" "$T/out" $seed $days || fail=1
	[ $seed != 1 ] ||
		python3 "$here/recount.py" --self-test huanggang-2011 "$config" "$T/out" $seed 2014-01-31 || fail=1
done
exit $fail

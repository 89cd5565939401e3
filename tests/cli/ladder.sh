# A ladder in error is refused with its place; what it proposes is shown with the record.
. tests/cli/lib
set -e
sifa() { "$SIFA_BIN" --store "$store" --lang en --now 2021-03-20 "$@"; }

sifa init --name 某县司法局 --origin 10203 >/dev/null
printf 'name,sex,birth,id_type\n张某,男,1980-01-01,无证件\n' | sifa import PSN - >/dev/null 2>"$dir/e" || fail "$(cat "$dir/e")"
printf 'no,person,kind,effective_on,papers_in,reported_on\n(2021)某社矫字第001号,张某,suspended,2021-01-04,2021-01-05,2021-01-06\n' |
	sifa import COR - >/dev/null 2>"$dir/e" || fail "$(cat "$dir/e")"
printf 'correction,kind,at\n(2021)某社矫字第001号,lost,2021-03-08\n' | sifa import CEV - >/dev/null 2>"$dir/e" || fail "$(cat "$dir/e")"
id=$(number COR)
sifa show "$id" >"$dir/o"
grep -q 'Propose a warning; Out of supervision for 12 days (2021-03-08 to today); .*第三十五条' "$dir/o" || fail "$(cat "$dir/o")"
grep -q '2021-04-09: Propose revocation' "$dir/o" || fail "the next step: $(cat "$dir/o")"
sifa | grep -q 'Propose a warning' || fail "it is among what is due: $(sifa)"

cp -R config "$dir/c"
edit() { # SED WANTED
	sed "$1" config/ladders/correction.yaml >"$dir/c/ladders/correction.yaml"
	! sifa config adopt "$dir/c" --dry-run >"$dir/o" 2>&1 || fail "not refused: $1"
	grep -qE "ladders/correction.yaml:[0-9]+:[0-9]+: .*$2" "$dir/o" || fail "$1: $(cat "$dir/o")"
}
edit 's/^kind: .*/kind: corection/' '"correction" is the nearest'
edit 's/via: correction,/via: by,/' 'does not refer'
edit 's/clock: report/clock: reprt/' '"report" is the nearest'
edit 's/fact: lost, more_months: 1/fact: lst, more_months: 1/' '"lost" is the nearest'
edit 's/fact: warnings, least: 3/fact: warnings, more_days: 3/' 'asked for by `least`'
edit 's/fact: lost, more_days: 0/fact: lost, least: 1/' 'more_days, most_days or more_months'
edit 's/, count: {kind: admonish/, cuont: {kind: admonish/' 'cuont'
edit 's/kind: admonish,/kind: admonis,/' '"admonish" is the nearest'
edit 's/        source: 第二十五条//' '"source" is missing'
cp config/ladders/correction.yaml "$dir/c/ladders/correction.yaml"
cp config/ladders/correction.yaml "$dir/c/ladders/again.yaml"
! sifa config adopt "$dir/c" --dry-run >"$dir/o" 2>&1 && grep -q 'stands in another file already' "$dir/o" || fail "$(cat "$dir/o")"

# Where nothing ends what it is about, all events are asked: the same is due, once a person.
rm "$dir/c/ladders/again.yaml"
sed '/^until:/d' config/ladders/correction.yaml >"$dir/c/ladders/correction.yaml"
sifa config adopt "$dir/c" >"$dir/o" 2>&1 || fail "$(cat "$dir/o")"
printf 'correction,kind,at\n(2021)某社矫字第001号,visit,2021-03-10\n' | sifa import CEV - >/dev/null 2>"$dir/e" || fail "$(cat "$dir/e")"
[ "$(sifa | grep -c 'Propose a warning')" = 1 ] || fail "not due once: $(sifa)"

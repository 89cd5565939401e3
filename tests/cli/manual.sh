# The examples of the manual, cut out of it and typed in: a kind, its code list,
# a letter, the other files, and the command lines.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
root=$PWD
sifa() { "$SIFA_BIN" --lang en "$@"; }
die() { echo "$*"; exit 1; }
# NAME of a page: what stands between BEGIN NAME and END, without the macros.
cut_out() { # PAGE NAME
	awk -v name="$2" '$0 == ".\\\" BEGIN " name { on = 1; next } on && /^\.\\" END/ { exit }
		on && !/^\.(Bd|Ed)/' "$root/man/$1"
}
into() { # PAGE NAME [FILE]
	cut_out "$1" "$2" >"${3:-$2}"
	[ -s "${3:-$2}" ] || die "$1 has no example $2"
}
typed() { # PAGE NAME: its lines, as they would be typed
	into "$1" "$2"
	{
		echo 'sifa() { "$SIFA_BIN" --lang en "$@"; }'
		sed -n 's/^\$ //p' "$2"
	} | sh -eu
}
cd "$tmp"
cp -R "$root/config" config
export HOME="$tmp/home" SIFA_CONFIG="$tmp/config"
unset XDG_DATA_HOME
mkdir -p home/.local/share

# sifa(1): a county from its registers, in the default place.
for f in units committees mediators mediation; do into sifa.1 $f.csv; done
typed sifa.1 county.sh >out 2>err || die "$(cat out err)"
grep -q '第1号' out || die "the first case is not behind C4: $(cat out)"
grep -q 'Closed.*第2号' bad.csv || die "the second case is not rejected: $(cat bad.csv)"

# sifa-kind(5) and its neighbours: a register.
into sifa-kind.5 kinds/seal_use.yaml config/kinds/seal_use.yaml
into sifa-codes.5 codes/seal_kind.yaml config/codes/seal_kind.yaml
into sifa-calendar.5 calendar/2016.yaml config/calendar/2016.yaml
into sifa-return.5 returns/med_monthly.yaml config/returns/med_monthly.yaml
into sifa-return.5 returns/forms.yaml config/returns/forms.yaml
typed sifa-return.5 forms.sh >out 2>err || die "$(cat out err)"
grep -q '^form.written ' out || die "no table: $(cat out)"
grep -q '第1号' out || die "the cell does not open: $(cat out)"
sifa config adopt config 2>err || die "$(cat err)"
into sifa-kind.5 seals.csv
sifa import SEA seals.csv 2>err || die "$(cat err)"
sifa list SEA >out
[ "$(grep -c '2013-' out)" = 4 ] || die "$(cat out)"
sifa list SEA --where seal=3 | grep -q 购房合同 || die "the code is not found by its digits"

# sifa-paper(5): its slip and its register on paper.
into sifa-paper.5 papers/seal_slip.yaml config/papers/seal_slip.yaml
into sifa-paper.5 papers/seal_register.yaml config/papers/seal_register.yaml
sifa config adopt config 2>err || die "$(cat err)"
id=$(sifa list SEA --where seal=3 | sed -n '2s/ .*//p')
sifa print "$id" seal_slip >out
grep -q '文书名称.*购房合同' out && grep -q '□调委会章 ■合同章' out || die "$(cat out)"
sifa print --ledger SEA --where at=2013-06-01..2013-06-30 >out
grep -q '本页小计　2条.*4' out || die "$(cat out)"

# sifa-rate(5): its fee, by the table in force.
into sifa-rate.5 rates/seal_fee.yaml config/rates/seal_fee.yaml
sifa config adopt config 2>err || die "$(cat err)"
for id in $(sifa list SEA | sed '1d;s/ .*//'); do sifa subsidy "$id"; done >out
grep -q '县价字〔2010〕3号' out && grep -q '县价字〔2013〕9号' out || die "$(cat out)"

# sifa-letter(5): the letter that judges it.
into sifa-letter.5 letters/seals.yaml config/letters/seals.yaml
into sifa-letter.5 letters.csv
sifa config adopt config 2>err || die "$(cat err)"
sifa import LTR letters.csv 2>err || die "$(cat err)"
sifa --format csv score seals-2013 --office SFS001 >out
cut -d, -f2,6 out >points
printf '%s\n' clause,points S1,3.00 S2,0.00 S3,3.00 S4,1.50 >want
diff want points
sifa score seals-2013 --office SFS001 | grep -q 'total 7.50 of 10.00' || die "no 7.50"
sifa score seals-2013 --office SFS001 --records S1 >out
[ "$(grep -c counted out)" = 3 ] && [ "$(grep -c 'lacks the evidence' out)" = 1 ] || die "$(cat out)"

# Every rule has a clause that may stand in a letter.
awk '/^\.\\" CLAUSE/ { on = 1; next } /^\.\\" END/ { on = 0 } on && !/^\.(Bd|Ed)/' \
	"$root/man/sifa-letter.5" >clauses
{
	echo 'letter: rules'
	echo 'title: {zh: 规则, en: Rules}'
	echo 'period: {from: 2013-01-01, to: 2013-12-31}'
	awk '$1 == "weight:" { sum += $2 } END { print "total: " sum }' clauses
	echo 'sections:'
	echo '  - title: {zh: 规则, en: Rules}'
	echo '    clauses:'
	sed 's/^/      /' clauses
} >config/letters/rules.yaml
sifa config adopt config >out 2>err || die "$(cat err)"
sed -n 's/^\t{"\([a-z_]*\)", [a-z_]*, [a-z_]*_compile,.*/\1/p' "$root"/core/score/rules_*.c | sort >rules
sed -n 's/^ *rule: *//p' clauses | sort -u | diff rules - || die "a rule without an example, or the reverse"
sifa score rules --office SFS001 >/dev/null

# sifa(1): the demonstration.
typed sifa.1 demo.sh >out 2>err || die "$(cat out err)"
grep -q '^C65 ' out || die "no sheet: $(cat out)"

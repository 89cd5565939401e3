# The book of funds (domain.md 2.17): nothing written is changed, a red entry takes it back,
# a subsidy names an archived case, and what is left is drawn up by year and source.
. tests/cli/lib
set -e
sifa() { "$SIFA_BIN" --store "$store" --lang en --now 2013-12-20 "$@"; }

sifa init --name 某县司法局 --origin 10203 >/dev/null
printf 'at,year,direction,source,category,summary,amount,voucher_no\n2013-01-10,2013,in,county,budget,年初预算,10000.00,1\n2013-02-01,2013,out,county,training,培训,1200.50,2\n2013-03-01,2013,in,central,budget,中央补助,5000.00,3\n2013-04-01,2013,out,central,publicity,宣传,800.00,4\n' >"$dir/f.csv"
sifa import FND "$dir/f.csv" >"$dir/o" 2>&1 || fail "$(cat "$dir/o")"
sifa balance FND --where year=2013 >"$dir/o"
grep -q 'Central transfer  *2  *5000.00  *800.00  *4200.00' "$dir/o" && grep -q 'County  *2  *10000.00  *1200.50  *8799.50' "$dir/o" || fail "$(cat "$dir/o")"

id=$(sifa list FND | grep 培训 | sed 's/ .*//')
python3 - "$dir/f.csv" >"$dir/g.csv" <<'PY'
import sys
print(open(sys.argv[1], encoding="utf-8").read().replace(",培训,", ",别的,"), end="")
PY
! sifa import FND "$dir/g.csv" --update >"$dir/o" 2>&1 || fail "a written entry was changed"
grep -q 'stays as it was written' "$dir/o" || fail "$(cat "$dir/o")"

red=$(sifa reverse "$id" --reason 金额有误) || fail "no red entry"
sifa show "$red" >"$dir/o"
grep -q -- '-1200.50' "$dir/o" && grep -q '红字冲销：金额有误' "$dir/o" || fail "$(cat "$dir/o")"
! sifa reverse "$id" --reason 再次 >"$dir/o" 2>&1 && grep -q 'taken back already' "$dir/o" || fail "twice: $(cat "$dir/o")"
! sifa reverse "$red" --reason 再次 >"$dir/o" 2>&1 && grep -q 'not taken back' "$dir/o" || fail "a red one: $(cat "$dir/o")"
sifa balance FND --where source=county | grep -q '10000.00  *0.00  *10000.00' || fail "$(sifa balance FND)"
printf 'at,direction,summary,amount\n2013-05-01,out,负数,-5.00\n' >"$dir/h.csv"
! sifa import FND "$dir/h.csv" >"$dir/o" 2>&1 && grep -q 'Only a red entry' "$dir/o" || fail "$(cat "$dir/o")"
sifa print --ledger fund_notice --where year=2013 --public >"$dir/o"
grep -q '累　　计　5条.*15000.00│ *800.00│ *14200.00' "$dir/o" || fail "$(cat "$dir/o")"
sifa check >"$dir/o" || fail "$(cat "$dir/o")"

# A book of subsidies comes in by a file, too: the case each names is looked at.
printf 'no,applicant.name,applied_on,closed_on,archived_on\n2013援1,甲某,2013-03-01,2013-06-01,2013-06-20\n2013援2,乙某,2013-03-02,2013-06-02,\n' >"$dir/a.csv"
sifa import LAC "$dir/a.csv" >"$dir/o" 2>&1 || fail "$(cat "$dir/o")"
subsidy() { printf 'at,direction,category,summary,amount,voucher_no,aid_case\n2013-07-01,out,subsidy,办案补贴,800.00,%s,%s\n' "$1" "$2" >"$dir/s.csv"; }
subsidy 91 2013援2
! sifa import FND "$dir/s.csv" >"$dir/o" 2>&1 || fail "the case is not archived"
grep -q 'archived' "$dir/o" || fail "$(cat "$dir/o")"
subsidy 92 2013援1
sifa import FND "$dir/s.csv" >"$dir/o" 2>&1 || fail "$(cat "$dir/o")"

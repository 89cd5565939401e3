#!/bin/sh
# The book of funds (domain.md 2.17): nothing written is changed, a red entry takes it back,
# a subsidy names an archived case, and what is left is drawn up by year and source.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sifa() { "$SIFA_BIN" --store "$tmp/s" --config "$PWD/config" --lang en --now 2013-12-20 "$@"; }
die() { echo "$*"; exit 1; }

sifa init --name 某县司法局 --origin 10203 >/dev/null
printf 'at,year,direction,source,category,summary,amount,voucher_no\n2013-01-10,2013,in,county,budget,年初预算,10000.00,1\n2013-02-01,2013,out,county,training,培训,1200.50,2\n2013-03-01,2013,in,central,budget,中央补助,5000.00,3\n2013-04-01,2013,out,central,publicity,宣传,800.00,4\n' >"$tmp/f.csv"
sifa import FND "$tmp/f.csv" >"$tmp/o" 2>&1 || die "$(cat "$tmp/o")"
sifa balance FND --where year=2013 >"$tmp/o"
grep -q 'Central transfer  *2  *5000.00  *800.00  *4200.00' "$tmp/o" && grep -q 'County  *2  *10000.00  *1200.50  *8799.50' "$tmp/o" || die "$(cat "$tmp/o")"

id=$(sifa list FND | grep 培训 | sed 's/ .*//')
python3 - "$tmp/f.csv" >"$tmp/g.csv" <<'PY'
import sys
print(open(sys.argv[1], encoding="utf-8").read().replace(",培训,", ",别的,"), end="")
PY
! sifa import FND "$tmp/g.csv" --update >"$tmp/o" 2>&1 || die "a written entry was changed"
grep -q 'stays as it was written' "$tmp/o" || die "$(cat "$tmp/o")"

red=$(sifa reverse "$id" --reason 金额有误) || die "no red entry"
sifa show "$red" >"$tmp/o"
grep -q -- '-1200.50' "$tmp/o" && grep -q '红字冲销：金额有误' "$tmp/o" || die "$(cat "$tmp/o")"
! sifa reverse "$id" --reason 再次 >"$tmp/o" 2>&1 && grep -q 'taken back already' "$tmp/o" || die "twice: $(cat "$tmp/o")"
! sifa reverse "$red" --reason 再次 >"$tmp/o" 2>&1 && grep -q 'not taken back' "$tmp/o" || die "a red one: $(cat "$tmp/o")"
sifa balance FND --where source=county | grep -q '10000.00  *0.00  *10000.00' || die "$(sifa balance FND)"
printf 'at,direction,summary,amount\n2013-05-01,out,负数,-5.00\n' >"$tmp/h.csv"
! sifa import FND "$tmp/h.csv" >"$tmp/o" 2>&1 && grep -q 'Only a red entry' "$tmp/o" || die "$(cat "$tmp/o")"
sifa print --ledger fund_notice --where year=2013 --public >"$tmp/o"
grep -q '累　　计　5条.*15000.00│ *800.00│ *14200.00' "$tmp/o" || die "$(cat "$tmp/o")"
sifa check >"$tmp/o" || die "$(cat "$tmp/o")"

# A book of subsidies comes in by a file, too: the case each names is looked at.
printf 'no,applicant.name,applied_on,closed_on,archived_on\n2013援1,甲某,2013-03-01,2013-06-01,2013-06-20\n2013援2,乙某,2013-03-02,2013-06-02,\n' >"$tmp/a.csv"
sifa import LAC "$tmp/a.csv" >"$tmp/o" 2>&1 || die "$(cat "$tmp/o")"
subsidy() { printf 'at,direction,category,summary,amount,voucher_no,aid_case\n2013-07-01,out,subsidy,办案补贴,800.00,%s,%s\n' "$1" "$2" >"$tmp/s.csv"; }
subsidy 91 2013援2
! sifa import FND "$tmp/s.csv" >"$tmp/o" 2>&1 || die "the case is not archived"
grep -q 'archived' "$tmp/o" || die "$(cat "$tmp/o")"
subsidy 92 2013援1
sifa import FND "$tmp/s.csv" >"$tmp/o" 2>&1 || die "$(cat "$tmp/o")"

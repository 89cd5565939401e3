# A second file with the rows of a table, keyed by the record's number.
. tests/cli/lib

small_county
{
	echo "$HEAD,parties.1.side,parties.1.name"
	for n in 001 002 003 004; do echo "$(case_row $n),,"; done
	echo "$(case_row 005),申请人,甲某"
} >"$dir/a.csv"
try 0 import MED "$dir/a.csv"
no() { echo "(2013)垣新人调字第$1号"; }
parties() { # NUMBER: side and name of each party
	sifa export MED --ids --find "$(no "$1")" | python3 -c '
import csv, sys
r, = csv.DictReader(sys.stdin)
print(" ".join(r["parties.%d.side" % i][0] + r["parties.%d.person.name" % i] + r["parties.%d.org" % i]
               for i in range(1, 9) if r.get("parties.%d.side" % i)))'
}
has() { [ "$(parties "$1")" = "$2" ] || fail "parties of $1 are '$(parties "$1")', not '$2'"; }

cat >"$dir/b.csv" <<EOF
编号,地位,姓名,单位名称,备注
$(no 001),申请人,王五/140827198801010016,,"甲,乙"
$(no 001),被申请人,赵六,,
$(no 001),第三人,,某厂,
$(no 003),申请人,钱七,,
EOF
try 0 import MED "$dir/b.csv" --rows parties
err "4 行：新增 0，更新 2" "新建人员 3"
has 001 "a王五 r赵六 t某厂"
has 002 ""
has 003 "a钱七"
try 0 check
remember
try 0 import MED "$dir/b.csv" --rows parties
err "更新 0，已有 2" "新建人员 0"
unchanged

# Other rows are there already: only with --update.
{ echo 编号,地位,姓名; echo "$(no 005),申请人,甲某"; echo "$(no 005),被申请人,乙某"; } >"$dir/c.csv"
sentence 65 "已有其他各行" "holds other rows already" import MED "$dir/c.csv" --rows parties
err "c.csv:2:1:"
unchanged
try 0 import MED "$dir/c.csv" --rows parties --update
err "更新 1" "新建人员 1" # who stands in his row already is he
has 005 "a甲某 r乙某"

# Bad rows: a record takes all of its rows or none; what is wrong has its place.
cat >"$dir/d.csv" <<EOF
编号,地位,姓名
$(no 002),申请人,丙某
$(no 002),某方,丁某
$(no 999),申请人,戊某
,申请人,戊某
$(no 004),申请人,己某
$(no 004),被申请人,"庚"某
$(no 003),申请人,辛某
EOF
remember
try 65 import MED "$dir/d.csv" --rows parties
err "d.csv:3:18: 当事人.1.地位" "d.csv:4:1: " "d.csv:5:1: " "d.csv:7:23: " "d.csv:8:1: "
not_err d.csv:2: d.csv:6:
unchanged
cat >>"$dir/d.csv" <<EOF
$(no 005),申请人,甲某
$(no 005),被申请人,乙某
EOF
sed -i "s/^$(no 003),申请人,辛某/$(no 003),申请人,钱七/" "$dir/d.csv"
try 0 import MED "$dir/d.csv" --rows parties --rejects "$dir/bad.csv"
err "更新 0，已有 2，退回 6；新建人员 0"
unchanged
lines 7 "$dir/bad.csv"
grep -q "同一记录的其他行有错。.*,$(no 002),申请人,丙某" "$dir/bad.csv" ||
	fail "the good row of a record with a bad one is lost"
sed -e 's/,某方,/,被申请人,/' -e 's/"庚"/庚/' -e "/$(no 999)/d" -e '/,,申请人/d' "$dir/bad.csv" >"$dir/good.csv"
try 0 import MED "$dir/good.csv" --rows parties
err "更新 2"
has 002 "a丙某 r丁某"
has 004 "a己某 r庚某"
# Rows that do not stand together.
{ echo 编号,地位,姓名; echo "$(no 001),申请人,王五"; echo "$(no 002),申请人,丙某"; echo "$(no 001),被申请人,赵六"; } >"$dir/e.csv"
remember
try 65 import MED "$dir/e.csv" --rows parties --update
err "e.csv:4:1: " 排序
unchanged
# A number that is not there is no reference to be made.
{ echo 编号,地位,姓名; echo "$(no 999),申请人,壬某"; } >"$dir/e.csv"
try 65 import MED "$dir/e.csv" --rows parties --create-references
err "e.csv:2:1: "
unchanged
echo a,b,c >"$dir/e.csv"
sentence 65 "“side, person, org" '"side, person, org' import MED "$dir/e.csv" --rows parties
exit 0

# sifa return: a table and the records behind its cells; a return from its beginning to the
# correction after it was locked, frozen as it was sent.
. tests/cli/lib
try 0 demo --offices 2
as() { code=$1; shift; try "$code" --as sfs001 "$@"; }
staff() { # OFFICE: the numbers of its people
	sifa list STF --format jsonl | python3 -c 'import json, sys
print(*(r["id"] for r in map(json.loads, sys.stdin) if r["unit"]["title"] == sys.argv[1]))' "$1"
}
approve() { # LOGIN ID BY BY: prepared by the one, approved by the other
	try 0 --as "$1" step "$2" prepare prepared_on=2013-12-20 prepared_by="$3"
	try 0 --as "$1" step "$2" approve approved_on=2013-12-20 approved_by="$4"
}

# The table, and every form of it says the same.
as 0 return table med_monthly 2013-11
out 2013-10-26 2013-11-25 受理件数
accepted=$(awk '$1 == "accepted" {print $4}' "$dir/out")
as 0 return table med_monthly 2013-11 --format csv
out cell,item,unit,now,year,before,change
[ "$(awk -F, '$1 == "accepted" {print $4}' "$dir/out")" = "$accepted" ] || fail "csv has not $accepted"
as 0 return table med_monthly 2013-11 --format jsonl
python3 -c '
import json, sys
r = {x["cell"]: x for x in map(json.loads, sys.stdin)}
assert r["accepted"]["now"] == sys.argv[1], r["accepted"]
assert int(r["own"]["now"]) + int(r["applied"]["now"]) + int(r["sent"]["now"]) == int(r["accepted"]["now"])
' "$accepted" <"$dir/out" || fail "jsonl"
as 0 return records med_monthly 2013-11 accepted --format csv
[ "$(grep -c ,counted, "$dir/out")" -eq "$accepted" ] || fail "the cell says $accepted, and opens other records"
try 0 return table med_monthly 2013-11 --office SFS001 --format csv
grep -q "^accepted,.*,$accepted," "$dir/out" || fail "the bureau counts another number for the office"

# As a spreadsheet: the same numbers, as numbers.
[ -x "$(dirname "$SIFA_BIN")/sifa-xlsx" ] || { echo "sifa-xlsx was not built (make deps-check)"; exit 1; }
as 0 return table med_monthly 2013-11 --xlsx "$dir/t.xlsx"
no_out
python3 - "$dir/t.xlsx" "$accepted" <<'EOF' || fail "the spreadsheet"
import re, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
sheet = z.read("xl/worksheets/sheet1.xml").decode()
words = z.read("xl/sharedStrings.xml").decode()
assert "人民调解案件情况月报表" in words and "调解成功率" in words, words[:500]
row = re.search(r'<row r="4".*?</row>', sheet).group()
assert '<c r="C4"><v>%s</v>' % sys.argv[2] in row, row
EOF
as 74 return table med_monthly 2013-11 --xlsx "$dir/none/t.xlsx"

# What cannot be done is said with the nearest that can.
sentence 2 没有报表 "there is no table" return table med_month 2013-11
err med_monthly
sentence 2 不是人民调解 "is no period of" return table med_monthly 2013-Q4
err 2013-12
sentence 2 '是不是 settled' 'did you mean settled' return records med_monthly 2013-11 setled
sentence 2 '是不是 year' 'did you mean year' return records med_monthly 2013-11 settled --column yaer
sentence 2 '是不是 table' 'did you mean table' return tabel med_monthly
sentence 2 编号 number return submit

# Begun once, prepared, approved by another person, sent.
as 0 return prepare med_monthly 2013-12
id=$(cat "$dir/out")
as 0 return prepare med_monthly 2013-12
[ "$(cat "$dir/out")" = "$id" ] || fail "begun twice"
as 0 show "$id" --format jsonl
out '"cutoff":"2013-12-25"' '"due_on":"2013-12-30"' '"period_to":"2013-12-31"'
as 65 return submit "$id"
as 66 return sent "$id"
set -- $(staff 柳河司法所)
approve sfs001 "$id" "$1" "$2"
as 0 return table med_monthly 2013-12 --format csv
cp "$dir/out" "$dir/counted"
accepted0=$(awk -F, '$1 == "accepted" {print $4}' "$dir/out")
as 0 return submit "$id"
as 0 return sent "$id" --format csv
same "$dir/out" "$dir/counted"
as 0 return diff "$id"
out 没有变化
as 0 show "$id" --format jsonl
python3 -c 'import json,sys; r=json.load(sys.stdin); assert len(r["figures"]) == 64 and r["sources"] > 0, r' <"$dir/out" || fail "nothing is frozen"
try 0 check

# What changes afterwards is told, and the frozen figures stay.
cat >"$dir/late.csv" <<EOF
编号,协议形式,调委会,案件来源,纠纷类型,受理日期,调解结果,达成协议日期,结案日期,单位
(2013)云柳河人调字第990号,书面卷宗,柳河镇人民调解委员会,当事人申请,邻里纠纷,2013-12-03,达成协议,2013-12-04,2013-12-04,SFS001
EOF
try 0 import MED "$dir/late.csv" --reason 迟录
as 0 return diff "$id" --format csv
out what,name,column,was,now cell,accepted,now,$((accepted0)),$((accepted0 + 1)) cell,type_neighbour,now came,10203-
not_out left, revised,
as 0 return sent "$id" --format csv
same "$dir/out" "$dir/counted"

# The county adds up what was sent, and names who sent nothing.
try 0 return sum med_monthly 2013-12 --format csv
grep -q "^accepted,[^,]*,[^,]*,$accepted0," "$dir/out" || fail "the sum is another number"
err '2 个司法所中已汇总 1 个' '石桥司法所  未编制'
not_err 柳河司法所

# What a sum counts on one side only is named, and may not be sent.
sed 's/990/989/; s/当事人申请,//; s/案件来源,//' "$dir/late.csv" >"$dir/lacking.csv"
try 0 import MED "$dir/lacking.csv" --reason 迟录
as 0 return lacks med_monthly 2013-12
[ "$(grep -c 只在一边计数 "$dir/out")" -eq 1 ] && grep -q '只在一边计数：各来源.*第989号' "$dir/out" || fail "not the case alone"
out 当事人应有两方以上 # what the check of records says
as 65 return table med_monthly 2013-12
err 表内不平 各来源之和等于受理数
as 0 return withdraw "$id"
as 65 return submit "$id"
err 各来源之和等于受理数
lacking=$(number MED --find 第989号)
sed -n '1p' "$dir/late.csv" >"$dir/whole.csv"
sed -n '2s/990/989/p' "$dir/late.csv" >>"$dir/whole.csv"
try 0 import MED "$dir/whole.csv" --update --reason 补来源
as 0 return submit "$id"
accepted0=$((accepted0 + 1))

# Withdrawn before the county received it, and sent anew.
as 0 return withdraw "$id"
as 0 step "$id"
out submit
as 0 return submit "$id"
as 0 return diff "$id"
out 没有变化

# On paper it is as it was sent, and says who is answerable.
as 0 print "$id" return_table
out 人民调解案件情况月报表 填报单位：柳河司法所 受理件数 "填表人：" "审核人：" "负责人" 填报日期：2013年12月20日
grep -q "受理件数 *│ *件 *│ *$((accepted0 + 1))│" "$dir/out" || fail "the paper has not $((accepted0 + 1))"

# Locked: a change is written down, once, and the figures stay as they were sent.
as 65 step "$id" receive received_on=2013-12-20 received_by=县局
try 65 step "$id" lock
try 0 step "$id" receive received_on=2013-12-20 received_by=县局 --signed 李明远
try 0 step "$id" lock locked_on=2013-12-20 --signed 李明远
as 65 return withdraw "$id"
as 65 return correct "$id" --reason 漏录
err 没有变化
sed 's/990/991/' "$dir/late.csv" >"$dir/later.csv"
try 0 import MED "$dir/later.csv" --reason 迟录
sentence 2 --reason --reason return correct "$id"
as 0 return correct "$id" --reason 漏录一件
as 65 return correct "$id" --reason 漏录一件
as 0 print "$id" return_correction
out 更正报表 受理件数 漏录一件
as 0 show "$id" --format jsonl
python3 -c '
import json, sys
r = json.load(sys.stdin)
c = {x["cell"]: x for x in r["corrections"]}
n = int(sys.argv[1])
assert (c["accepted"]["was"], c["accepted"]["now"]) == (str(n + 1), str(n + 2)), c
assert c["accepted"]["reason"] == "漏录一件" and c["accepted"]["by"] and c["accepted"]["on"] == "2013-12-20"
' $accepted0 <"$dir/out" || fail "the correction"
try 0 check

# The next return that is not sent repeats what was corrected, with its part of the year to date.
two() { code=$1; shift; try "$code" --as sfs002 "$@"; }
send() { # ID: of the second office, through its two people
	approve sfs002 "$1" "$one" "$other"
	two 0 return submit "$1"
}
late() { # NUMBER: a case of November, found in December
	sed '1s/$/,登记日期/; 2s/$/,2013-11-12/; s/990/'"$1"'/; s/柳河/石桥/; s/SFS001/SFS002/; s/2013-12-0[34]/2013-11-13/g' \
		"$dir/late.csv" >"$dir/late-$1.csv"
	try 0 import MED "$dir/late-$1.csv" --reason 迟录
}
again() { two 0 return sent "$december" --format csv; same "$dir/out" "$dir/december"; }
people=$(staff 石桥司法所)
one=$(echo "$people" | cut -d " " -f 1) other=$(echo "$people" | cut -d " " -f 2)
two 0 return list 2013 --format csv
november=$(awk -F, '$2 == "2013-11" && $5 == "med_monthly" {print $4}' "$dir/out")
two 0 return withdraw "$november"
send "$november"
try 0 step "$november" receive received_on=2013-12-20 received_by=县局 --signed 李明远
two 0 return sent "$november" --format csv
accepted=$(awk -F, '$1 == "accepted" {print $4}' "$dir/out")
late 981
two 0 return correct "$november" --reason 漏录一件
two 0 return table med_monthly 2013-12 --format csv
out 更正2013-11报表 漏录一件 "2013-11.accepted,受理件数 $accepted→$((accepted + 1)),件,,1,,"
grep -q '^2013-11.accepted,' "$dir/out" && [ "$(grep -c ',更正2013-11报表' "$dir/out")" -eq 1 ] || fail "not one heading"
two 0 return table med_monthly 2013-12
out '更正2013-11报表' '受理件数 '"$accepted→"
two 0 return table med_monthly 2013-12 --xlsx "$dir/c.xlsx"
python3 -c '
import sys, zipfile
words = zipfile.ZipFile(sys.argv[1]).read("xl/sharedStrings.xml").decode()
assert "更正2013-11报表" in words and "受理件数 %s→" % sys.argv[2] in words
' "$dir/c.xlsx" "$accepted" || fail "the spreadsheet has no corrections"
two 0 return records med_monthly 2013-12 2013-11.accepted --column year --format csv
out "$november,counted,1,"
two 0 return table med_monthly 2014-01 --format csv
not_out 更正
two 0 print "$november" return_correction
out 并入期自

# It goes along when that return is sent; what is corrected then waits for the next.
two 0 return prepare med_monthly 2013-12
december=$(cat "$dir/out")
send "$december"
two 0 return sent "$december" --format csv
out "2013-11.accepted,受理件数 $accepted→$((accepted + 1)),件,,1,,"
cp "$dir/out" "$dir/december"
two 0 print "$december" return_table
out "受理件数 $accepted→$((accepted + 1))"
try 0 return sum med_monthly 2013-12 --format csv
out 石桥司法所 "2013-11.accepted,受理件数 $accepted→$((accepted + 1)),件,,1,,"
late 982
two 0 return correct "$november" --reason 又漏一件
again
two 0 return table med_monthly 2014-01 --format csv
out 又漏一件 "2013-11.accepted,受理件数 $((accepted + 1))→$((accepted + 2)),件,,,,"
two 0 return table med_monthly 2013-12 --format csv
not_out 又漏一件

# Every table counts, and the offices' add up to the county's.
for table in med_monthly:2013-11 med_year:2013 committee_half:2013-H2 office_half:2013-H2 \
	correction_monthly:2013-11 released_monthly:2013-11 released_half:2013-H2 \
	released_file:2013-H1 aid_monthly:2013-11 aid_quarter:2013-Q4 duties:2013 trainings:2013 \
	publicity:2013 volunteers:2013 money:2013 petitions:2013 equipment:2013 dossiers:2013; do
	for unit in 10203 SFS001 SFS002; do
		office=
		[ $unit = 10203 ] || office="--office $unit"
		try 0 return table ${table%:*} ${table#*:} --format csv $office
		cp "$dir/out" "$dir/$unit.csv"
	done
	python3 - "$dir" $table <<'EOF' || fail "$table"
import csv, sys
def read(unit):
    return {r["cell"]: r for r in csv.DictReader(open("%s/%s.csv" % (sys.argv[1], unit))) if r["cell"]}
county, one, other = map(read, ("10203", "SFS001", "SFS002"))
assert len(county) > 5 and county.keys() == one.keys() == other.keys()
some = 0
for cell, r in county.items():
    for column in ("now", "all"):
        n = [x[cell].get(column, "") for x in (county, one, other)]
        # what the bureau has of its own, money rounded and persons known in both places apart
        if r["unit"] in ("件", "次", "场") and all(n) and "people" not in cell:
            assert int(n[0]) >= int(n[1]) + int(n[2]), (cell, n)
            some += int(n[1]) > 0
full = ("med_", "correction", "released_monthly", "office", "publicity")
assert some or not sys.argv[2].startswith(full), "all is empty"
EOF
done

# A row for each practitioner, and a cell of it opened.
try 0 return table duties_people 2013 --format csv
out cell,item,unit,required,cases,activities,total,short,before,change
who=$(awk -F, 'NR > 1 && $7 > 1 {print $1; exit}' "$dir/out")
total=$(awk -F, -v who="$who" '$1 == who {print $7}' "$dir/out")
[ -n "$total" ] || fail "nobody did two things"
try 0 return records duties_people 2013 "$who" --column total --format csv
[ "$(grep -c ,counted, "$dir/out")" -eq "$total" ] || fail "the cell says $total, and opens other records"
try 0 return table duties_firms 2013 --format csv

# What is left over between the last cut-off and the end of the year.
as 0 return table med_monthly 2013-12 --closing
out 2013-12-26 2013-12-31
sentence 2 没有遗留 'nothing is left over' return table med_year 2013 --closing

# All of it stands in the list of the year.
as 0 return list 2013 --format csv
grep -q "^2013-12-30,2013-12,locked,$id,med_monthly," "$dir/out" || fail "the list has another state"
grep -q '^2013-12-30,2013-12,,,.*,' "$dir/out" || fail "nothing is left to begin"
sentence 2 不是年份 'is no year' return list soon

# A month of nothing is sent as such, and only then.
try 0 return prepare med_monthly 2011-01 --office SFS001
id=$(cat "$dir/out")
approve sfs001 "$id" "$1" "$2"
as 65 return submit "$id"
err 零报告
as 0 return submit "$id" --zero
as 0 return sent "$id"

# Villages by months: found, a zero that was told by telephone, one that nobody told.
village() { as 0 return villages 2012 --format csv; awk -F, -v v="$1" '$1 == v {print $2 "|" $3 "|" $4 "|" $14}' "$dir/out"; }
[ "$(village 红星村)" = "|||" ] || fail "2012: $(village 红星村)"
code=140827100202 # of this office; other townships have a village of that name, too
printf 'no,from,area,found,zero_confirmed,reported_by\n甲1,2012-01-05,%s,2,,王五\n甲2,2012-02-05,%s,0,是,王五\n甲3,2012-03-05,%s,0,,赵六\n' "$code" "$code" "$code" >"$dir/s.csv"
as 0 import SWP "$dir/s.csv"
[ "$(village 红星村)" = "2|0|0?|赵六" ] || fail "villages: $(village 红星村)"
as 2 return villages 12
exit 0

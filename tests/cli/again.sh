# The same again, changed, made up on the way, and handed back to be corrected.
. tests/cli/lib

small_county
for k in ORG COM MDR; do
	f=$dir/$(echo $k | tr A-Z a-z).csv
	remember
	try 0 import $k "$f"
	err "新增 0，更新 0，已有 $(($(wc -l <"$f") - 1))" "新建人员 0"
	unchanged
done

# Rows without a number, with persons told by name alone: known all the same.
printf '%s\n' 姓名,任职日期,职务,单位 王五,2012-01-01,委员,SFS1 王五,2012-02-01,委员,SFS1 \
	赵六,2012-01-01,主任,SFS1 >"$dir/n.csv"
try 0 import MDR "$dir/n.csv"
err "新增 3" "新建人员 3"
remember
try 0 import MDR "$dir/n.csv"
err "新增 0，更新 0，已有 3" "新建人员 0"
unchanged
printf '%s\n' 单位,姓名 SFS1,钱一 SFS1,钱二 >"$dir/p.csv"
try 0 import PSN "$dir/p.csv"
try 0 import PSN "$dir/p.csv"
err "新增 0，更新 0，已有 2"

# Other cells under a known number: refused, or changed with --update; what the
# file has no column for stays.
{ echo "$HEAD,协议涉及金额(元)"; echo "$(case_row 001),100"; echo "$(case_row 002),200"; } >"$dir/a.csv"
try 0 import MED "$dir/a.csv"
{ echo "$HEAD"; case_row 001; case_row 002 22; case_row 003; } >"$dir/b.csv"
remember
sentence 65 "用 --update 导入可更改" "import with --update" import MED "$dir/b.csv"
err "b.csv:3:37: Accepted"
unchanged
try 0 import MED "$dir/b.csv" --update
err "新增 1，更新 1，已有 1"
sifa export MED --ids >"$dir/out"
python3 - "$dir/out" <<'EOF' || fail "--update changed other cells"
import csv, sys
r = {x['no'][-4:]: (x['accepted_on'], x['amount']) for x in csv.DictReader(open(sys.argv[1], newline=''))}
assert r == {'001号': ('2013-03-01', '100.00'), '002号': ('2013-03-22', '200.00'), '003号': ('2013-03-01', '')}, r
EOF
try 0 import MED "$dir/b.csv" --update
err "新增 0，更新 0，已有 3"
# A row names its record by id, too.
id=$(number MED --where accepted_on=2013-03-22)
printf '%s\n' "id,$HEAD" "$id,$(case_row 002 23)" >"$dir/c.csv"
try 0 import MED "$dir/c.csv" --update
err "更新 1"

# What a row names and is not there can be made, to be completed later.
printf '%s\n' "$HEAD,调解员" "41,1,新调委会,2013-03-01,SFS1,马一" "42,1,新调委会,2013-03-01,SFS1,马一、马二" >"$dir/d.csv"
remember
try 65 import MED "$dir/d.csv"
unchanged
try 0 import MED "$dir/d.csv" --create-references
try 0 list COM --find 新调委会
lines 2 "$dir/out"
try 0 list MDR --find 马一
lines 2 "$dir/out"
try 0 check
try 0 import MED "$dir/d.csv"
err "已有 2"

# Rejects: good rows in, bad ones out, each with its reasons; corrected, imported.
cat >"$dir/e.csv" <<'EOF'
标题,,,,
编号,协议形式,调委会,受理日期,单位
"(2013)垣新人调字第051号",1,新城镇西滩村人民调解委员会,2013-03-01,SFS1
052,1,新城镇西滩村人民调解委员会,2013-02-30,SFS1
053,"1",新城镇西滩村人民调解委员会,"2013-03-01",SFS1,多
054,1,新城镇西滩村人民调解委员会,2013-03-01,SFS1
054,1,新城镇西滩村人民调解委员会,2013-03-02,SFS1
055,1,"新城镇西滩村人民调解委员会"x,2013-03-01,SFS1
056,九,新城镇西滩村人民调解委员会,三月,SFS1
EOF
bad=$dir/bad.csv
echo old >"$bad"
try 0 import MED "$dir/e.csv" --rejects "$bad"
err "7 行：新增 2" "退回 5"
lines 6 "$bad"
head -c 3 "$bad" | od -An -tx1 | grep -q "ef bb bf" || fail "a spreadsheet will not know UTF-8"
grep -q '不是日期.*,052,1,新城镇西滩村人民调解委员会,2013-02-30,SFS1$' "$bad" || fail "the row did not stay as it was"
grep -q '第6行已有.*,054' "$bad" || fail "the second 054 has no reason"
[ "$(grep -c ' | ' "$bad")" -eq 1 ] || fail "two reasons in one row"
try 0 --lang en import MED "$dir/e.csv" --rejects "$dir/bad.en"
grep -q "is no day" "$dir/bad.en" || fail "the reasons are not English"
# As it is, all come back, with one reason each.
cp "$bad" "$dir/again.csv"
sed -i 2d "$dir/again.csv" # of 2013-02-30
try 0 import MED "$dir/again.csv" --rejects "$dir/bad2.csv"
lines 5 "$dir/bad2.csv"
[ "$(head -n 1 "$dir/bad2.csv")" = "$(head -n 1 "$bad")" ] || fail "the columns of reasons add up"
# Corrected.
sed -e 's/,2013-02-30,/,2013-02-28,/' -e 's/,多$//' -e 's/,054,/,057,/' -e 's/"x,/",/' -e 's/,九,/,2,/; s/,三月,/,2013-03-03,/' \
	"$bad" >"$dir/good.csv"
try 0 import MED "$dir/good.csv" --rejects "$bad"
err "5 行：新增 5" "退回 0"
[ ! -e "$bad" ] || fail "rejects of an earlier import are still there"
try 0 check
# Never over the file that is read; where they cannot be written, nothing is imported.
remember
cp "$dir/e.csv" "$dir/f.csv"
sentence 2 另取文件名 "cannot be read and take" import MED "$dir/f.csv" --rejects "$dir/f.csv"
same "$dir/e.csv" "$dir/f.csv"
sed -i 's/05\([1-7]\)/06\1/' "$dir/f.csv"
sentence 74 无法写入 "cannot write" import MED "$dir/f.csv" --rejects "$dir/no/such/file"
sentence 74 无法写入 "cannot write" import MED "$dir/f.csv" --rejects /dev/full
unchanged
exit 0

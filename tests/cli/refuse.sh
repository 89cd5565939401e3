# What an import refuses: every bad cell by its place, and nothing stored changes.
. tests/cli/lib

small_county
{ echo "$HEAD"; case_row 001; } >"$dir/a.csv"
try 0 import MED "$dir/a.csv"
remember

# Every bad cell: line and column, field, what stood there, what was expected.
cat >"$dir/b.csv" <<'EOF'
编号,协议形式,调委会,受理日期,单位,协议涉及金额(元),达成协议日期,调解员
(2013)垣新人调字第002号,书面卷宗,新城镇西滩村人民调解委员会,2013-02-30,SFS1,一千,,
(2013)垣新人调字第003号,其他,不存在的调委会,2013-03-01,SFS9,,2013-02-01,王二麻
"(2013)垣新人调字
第004号",书面卷宗,新城镇西滩村人民调解委员会,2013-03-01,SFS1,,,
,书面卷宗,新城镇西滩村人民调解委员会,,SFS1,,,
(2013)垣新人调字第001号,书面卷宗,新城镇西滩村人民调解委员会,2013-09-09,SFS1,,,
EOF
try 65 import MED "$dir/b.csv"
no_out
err "b.csv:2:37: 受理日期: “2013-02-30”不是日期；应如 2013-03-15" \
	"b.csv:2:53: 协议涉及金额(元): “一千”不是金额" \
	"b.csv:3:18: 协议形式: “其他”不在此字段的代码表中；应为1 书面卷宗, 2 口头协议登记" \
	"b.csv:3:21: 调委会: 没有人民调解委员会“不存在的调委会”" \
	"b.csv:3:40: 单位: 没有机构与区划“SFS9”" \
	"b.csv:3:57: 调解员: 没有" \
	"b.csv:6:1: 编号: 记录应有可供查找的名称或编号" \
	"b.csv:7:37: 受理日期: 此处为“2013-09-09”，库中记录" 没有导入任何内容
[ "$(grep -c ^错误 "$dir/err")" -eq 10 ] || fail "$(grep -c ^错误 "$dir/err") errors, not 10"
try 65 --lang en import MED "$dir/b.csv"
err 'b.csv:2:37: Accepted: "2013-02-30" is no day' "nothing was imported"
unchanged

# Unknown or ambiguous: the candidates.
ref() { printf '%s\n' "$HEAD,$1" "9,1,新城镇西滩村人民调解委员会,2013-03-01,SFS1,$2" >"$dir/c.csv"; }
ref 纠纷发生地 新城镇/东滩村
try 65 import MED "$dir/c.csv"
err "c.csv:2:"
printf '%s\n' "$HEAD" "9,1,西滩村调委会,2013-03-01,SFS1" >"$dir/c.csv"
sentence 65 "相近的有：新城镇西滩村人民调解委员会" "near are: 新城镇西滩村人民调解委员会" import MED "$dir/c.csv"
printf '%s\n' "$HEAD" "9,1,新城镇西滩村人民调解委员会,2013-03-01,新城所" >"$dir/c.csv"
sentence 65 "相近的有：新城司法所" "near are: 新城司法所" import MED "$dir/c.csv"
ref 调解员 张五
sentence 65 "没有人民调解员“张五”" "there is no Mediator 张五" import MED "$dir/c.csv"
ref 调解员 李四四 # named by his person
sentence 65 "相近的有：李四" "near are: 李四" import MED "$dir/c.csv"
printf '%s\n' "$HEAD,纠纷发生地" "9,1,新城镇西滩村人民调解委员会,2013-03-01,10203,西滩村" >"$dir/c.csv"
sentence 65 "“西滩村”可能是以下任何一个：" "西滩村 may be any of: " import MED "$dir/c.csv"
err 新城镇 长直乡
unchanged

# The header.
bad_header() { # HEADER CHINESE ENGLISH
	printf '%s\n1,2,3,4,5,6\n' "$1" >"$dir/c.csv"
	sentence 65 "$2" "$3" import MED "$dir/c.csv"
}
bad_header "编号,协议型式,调委会,受理日期,单位" "是否为“协议形式”" 'did you mean "协议形式"'
bad_header "编号,协议形式,调委会,受理日期,单位,编号" "出现两次" "stands twice"
printf '讲座题目\n1\n' >"$dir/c.csv"
sentence 65 "缺少“at”" 'no column "at"' import LEC "$dir/c.csv"
printf '单位,登记日期,登记号\n1,1,1\n' >"$dir/c.csv" # the unit is not the person
sentence 65 "缺少“person”" 'no column "person"' import VOL "$dir/c.csv"
bad_header "a,b,c,d" "都不是mediation的字段名" "names fields of mediation"
bad_header "编号,协议形式,调委会,受理日期,单位,parties.99.name" "parties.99.name" "parties.99.name"

bad_header "编号,协议形式,调委会,受理日期,当事人" "“当事人.1.姓名”；或" '"当事人.1.姓名"; or a second file'
bad_header "编号,协议形式,调委会,受理日期,当事人1" "“当事人.1.姓名”；或" '"当事人.1.姓名"; or a second file'
printf 'name,kind\n新城乡,乡镇\n' >"$dir/c.csv"
sentence 65 "机构种类: “乡镇”不在此字段的代码表中；应为12 乡(镇)之一" "expected one of 12 乡(镇)." import ORG "$dir/c.csv"

# What is no table at all.
: >"$dir/c.csv"
sentence 65 字段名 "names fields" import MED "$dir/c.csv"
head -c 30000 /dev/urandom >"$dir/c.csv"
try 65 import MED "$dir/c.csv"
sentence 65 UTF-8 UTF-8 import ORG "$SIFA_BIN"
printf 'PK\003\004 and more of a spreadsheet' >"$dir/c.csv"
sentence 65 电子表格 spreadsheet import MED "$dir/c.csv"
iconv -t UTF-16 "$dir/a.csv" >"$dir/c.csv"
sentence 65 UTF-16 UTF-16 import MED "$dir/c.csv"
{ echo "$HEAD"; case_row 005; printf '6\000,1,x\n'; } >"$dir/c.csv"
sentence 65 "c.csv:3:1: 编号: 此处有控制字符" "c.csv:3:1: Number: " import MED "$dir/c.csv"
{ echo "$HEAD"; case_row 005; printf '"6,1,x\n'; case_row 007; } >"$dir/c.csv"
sentence 65 "c.csv:3:1: 编号: 此单元格开头的引号没有闭合" "c.csv:3:1: Number: The quotation mark" import MED "$dir/c.csv"
[ "$(grep -c :3: "$dir/err")" -eq 1 ] || fail "one broken row, several sentences"
{ echo "$HEAD"; printf '"6"7,1,x\n'; } >"$dir/c.csv"
sentence 65 "c.csv:2:1: 编号: 此单元格闭合引号之后还有文字" "Text follows" import MED "$dir/c.csv"
{ echo "$HEAD"; echo "$(case_row 006),more"; } >"$dir/c.csv"
sentence 65 "“more”所在的列没有表头" '"more" stands in a column without heading' import MED "$dir/c.csv"
{ echo "$HEAD"; head -c 500000 /dev/zero | tr '\0' x; echo ",1,新城镇西滩村人民调解委员会,2013-03-01,SFS1"; } >"$dir/c.csv"
sentence 65 "c.csv:2:1: 编号: “xxx" 'c.csv:2:1: Number: "xxx' import MED "$dir/c.csv"
[ "$(wc -c <"$dir/err")" -lt 1000 ] || fail "the sentence about a huge cell is huge"
{ echo "$HEAD"; head -c 5000000 /dev/zero | tr '\0' x; } >"$dir/c.csv"
sentence 65 "超过 4 MiB" "longer than 4 MiB" import MED "$dir/c.csv"
{ echo "$HEAD"; yes '"' | tr -d '\n' | head -c 6000001; } >"$dir/c.csv"
try 65 import MED "$dir/c.csv"
yes , | head -c 3000000 | tr -d '\n' >"$dir/c.csv"
try 65 import MED "$dir/c.csv"
python3 -c "print('$HEAD'); [print('%d,9,没有,x,y' % i) for i in range(3000)]" >"$dir/c.csv"
sentence 65 "另有" "and 11" import MED "$dir/c.csv"
[ "$(wc -l <"$dir/err")" -lt 1100 ] || fail "thousands of errors are all told"
# Cells do not reach the terminal as they are: no escape sequence, no text turned round.
{ printf '%s,\033[31m名\033]0;x\a\n' "$HEAD"; case_row 006; } >"$dir/c.csv"
try 65 import MED "$dir/c.csv"
{ echo "$HEAD"; printf '7,1,\033[2J\342\200\256调委会,2013-03-01,SFS1,\033c\n'; } >"$dir/d.csv"
cat "$dir/err" >"$dir/said"
try 65 import MED "$dir/d.csv"
cat "$dir/err" >>"$dir/said"
LC_ALL=C grep -q -e "$(printf '\033')" -e "$(printf '\342\200\256')" "$dir/said" && fail "an escape sequence reached the terminal"
sentence 66 没有文件 "there is no file" import MED "$dir/nowhere.csv"
sentence 66 是文件夹 "is a folder" import MED "$dir"
sentence 2 "一个种类和一个文件" "one kind and one file" import MED
sentence 2 "不是此种类的表格" "is not a table of this kind" import MED "$dir/a.csv" --rows terms
sentence 2 --rejects --rejects import MED "$dir/a.csv" --reject x
unchanged

# A number twice in one file.
{ echo "$HEAD"; case_row 011; case_row 012; case_row 011 02; } >"$dir/c.csv"
try 65 import MED "$dir/c.csv"
err c.csv:
unchanged

# Failed imports use no numbers up: the next record's is near.
{ echo "$HEAD"; case_row 013; } >"$dir/c.csv"
try 0 import MED "$dir/c.csv"
last=$(sifa export MED --format jsonl | sed -n 's/^{"id":"10203-\([0-9]*\)".*/\1/p' | sort -n | tail -1)
[ "$last" -lt 1000 ] || fail "the numbers went up to $last"
exit 0

# sifa due: days ahead, one month, one office, one person, in the three forms.
. tests/cli/lib

small_county
cat >"$dir/task.csv" <<-'EOF'
	unit,title,received_on,due_on
	SFS1,上报名册,2013-11-01,2013-12-02
	SFS1,"上报""总结"", 表",2013-12-01,2013-12-25
	SFS2,上报计划,2013-12-01,2014-01-06
EOF
sifa() { "$SIFA_BIN" --store "$store" --now 2013-12-20 "$@"; }
try 0 import TSK "$dir/task.csv"

try 0 due --days 5 --format csv
out 'due,left,kind,what,record,title'
out '2013-12-02,-18,task,' '2013-12-25,5,task,' '"上报""总结"", 表"'
not_out 上报计划
try 0 due --days 4 --format jsonl --lang en
out '{"due":"2013-12-02","left":-18,"kind":"task","what":"' '"title":"上报名册"}'
not_out 总结
try 0 due
out '其中逾期 1 件' 上报计划 上报名册
try 0 due --days 0 --lang en
out 'due: 1, of these overdue: 1'

try 0 due --month 2014-01
out 周一 '1 休' '6  1件' 上报计划
not_out 上报名册
try 0 due --month 2013-10
out '12 班' '7 休' '到期 0 件'
try 0 due --month 2014-01 --format csv # no calendar among data
not_out 周一
lines 2 "$dir/out"

try 0 due --office 长直司法所
out 上报计划 '报表'
not_out 上报名册

# One who is named, one who is not.
cat >"$dir/staff.csv" <<-'EOF'
	unit,name,from
	SFS1,赵一,2010-01-01
EOF
cat >"$dir/mine.csv" <<-'EOF'
	unit,title,received_on,due_on,staff
	SFS1,走访,2013-12-01,2013-12-23,赵一
EOF
try 0 import STF "$dir/staff.csv"
try 0 import TSK "$dir/mine.csv"
try 0 due --mine
out 上报计划 # made by this user, and nobody is named
not_out 走访

sentence 2 '--days 后接天数' '--days takes a number' due --days x
sentence 2 '--month 后接月份' '--month takes a month' due --month 2013-13
sentence 2 '没有司法所' 'there is no office' due --office 无
sentence 2 多了一个参数 'one argument too many' due x

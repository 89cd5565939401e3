# A record in the wrong office, and records handed over: each office counts what happened
# while it had them.
. tests/cli/lib

cp -r config "$dir/c"
export SIFA_CONFIG="$dir/c"
# C37 and C38 of the letter count cases here, by the day they began and by the day they ended.
sed -i '/id: C37/,/target:/ {
	s/unit: .*/unit: {zh: 件, en: cases}/
	s/actual: .*/actual: {count: mediation, date: accepted_on}/
	s/target: .*/target: 4/
}
/id: C38/,/target:/ {
	s/unit: .*/unit: {zh: 件, en: cases}/
	s/actual: .*/actual: {count: mediation, date: closed_on}/
	s/target: .*/target: 4/
}' "$dir/c/letters/yuanqu-2013.yaml"
on() { day=$1; shift; want=$1; shift; try "$want" --now "$day" "$@"; }
on 2013-01-01 0 init --name 垣曲县司法局 --origin 10203 --user li
printf '代码,名称,机构种类,上级\nXC,新城司法所,office,垣曲县司法局\nYJ,英言司法所,office,垣曲县司法局\n' >"$dir/u.csv"
on 2013-01-01 0 import ORG "$dir/u.csv"
printf '所属单位,登录名,姓名\nXC,zhang,张三\nYJ,wu,吴四\n' >"$dir/user.csv"
on 2013-01-01 0 import USR "$dir/user.csv"
printf '单位,名称,种类\nXC,新城调委会,1\nYJ,英言调委会,1\n' >"$dir/com.csv"
sed -i '1s/.*/unit,name,kind/' "$dir/com.csv"
on 2013-01-01 0 import COM "$dir/com.csv"
cat >"$dir/med.csv" <<'C'
unit,no,form,committee,accepted_on
XC,(2013)垣新人调字第001号,written,新城调委会,2013-03-01
XC,(2013)垣新人调字第002号,written,新城调委会,2013-03-05
XC,(2013)垣新人调字第003号,written,新城调委会,2013-03-09
C
on 2013-03-10 0 import MED "$dir/med.csv"
a=$(number MED --find "(2013)垣新人调字第001号") b=$(number MED --find "(2013)垣新人调字第002号") c=$(number MED --find "(2013)垣新人调字第003号")
counts() { # OFFICE BEGUN ENDED
	sifa --now 2013-06-30 score yuanqu-2013 --office "$1" --format jsonl >"$dir/out" 2>"$dir/err"
	for pair in "C37 $2" "C38 $3"; do
		set -- $pair
		grep "\"$1\"" "$dir/out" | grep -q "\"actual\":\"$2\"" || fail "$pair is not what is scored"
	done
}
counts 新城司法所 3 0
counts 英言司法所 0 0

# Wrong office: the number stays, all of it counts there.
on 2013-03-11 2 --as zhang move "$a"
on 2013-03-11 66 --as zhang move "$a" 无此所 --reason 录错
on 2013-03-11 2 --as zhang move "$a" 英言司法所
err 请说明
on 2013-03-11 0 --as zhang move "$a" 英言司法所 --reason 录错单位
out 1
counts 新城司法所 2 0
counts 英言司法所 1 0
try 0 check

# Handed over: begun in the one office, ended in the other.
on 2013-06-01 0 --as zhang hand YJ "$b" "$c" --reason 区划调整
h=$(cat "$dir/out")
on 2013-06-01 0 print "$h" handover_list
out 交接清单 "$b" "$c" 新城司法所 英言司法所 区划调整
on 2013-06-01 77 --as zhang hand "$h" --yes
on 2013-06-01 0 --as wu hand "$h" --yes
out 已接收
cat >"$dir/end.csv" <<'C'
单位,编号,结案日期
XC,(2013)垣新人调字第002号,2013-06-10
C
on 2013-06-10 65 --as zhang import MED "$dir/end.csv" --update
on 2013-06-10 0 --as wu list MED --format csv
lines 4 "$dir/out"
on 2013-06-10 0 import MED "$dir/end.csv" --update
counts 新城司法所 2 0
counts 英言司法所 1 1
on 2013-06-11 77 --as zhang move "$b" 英言司法所 --reason 又
try 0 check
try 0 list MED --format csv
lines 4 "$dir/out"

# Somebody is transferred: what is open and his goes to a colleague of the same office.
printf '所属单位,登录名,姓名\nXC,zhao,赵二\nXC,zhao1,赵三\n' >"$dir/user.csv"
on 2013-06-11 0 import USR "$dir/user.csv"
cat >"$dir/med.csv" <<'C'
unit,no,form,committee,accepted_on
XC,(2013)垣新人调字第004号,written,新城调委会,2013-06-09
XC,(2013)垣新人调字第005号,written,新城调委会,2013-06-10
C
on 2013-06-11 0 --as zhang import MED "$dir/med.csv"
d=$(number MED --find "(2013)垣新人调字第004号") e=$(number MED --find "(2013)垣新人调字第005号")
counts 新城司法所 4 0
on 2013-06-12 2 --as zhang hand --to zhao --reason 调离
on 2013-06-12 66 --as zhang hand --to 无此人 "$d" --reason 调离
err 无此人
on 2013-06-12 2 --as zhang hand --to wu "$d" --reason 调离
err 同一单位
on 2013-06-12 66 --as zhao hand --to zhang --of zhao --reason 调离
on 2013-06-12 0 --as zhang hand --to zhao --of zhang --reason 调离
h=$(cat "$dir/out")
on 2013-06-12 0 print "$h" handover_list
out 交接清单 "新城司法所 zhang" "新城司法所 zhao" "$d" "$e" 调离
not_out "$b"
on 2013-06-12 0 --as zhang due --mine --days 60
cp "$dir/out" "$dir/his"
on 2013-06-12 66 --as wu hand "$h" --yes
on 2013-06-12 77 --as zhang hand "$h" --yes
on 2013-06-12 0 --as zhao hand "$h" --yes
out 已接收
on 2013-06-12 0 --as zhao due --mine --days 60
out 第004号 第005号
on 2013-06-12 0 --as zhang due --mine --days 60
not_out 第004号 第005号
grep -q 第004号 "$dir/his" || fail "it was never his"
on 2013-06-13 0 --as zhao hand --to zhang "$d" --reason 分工
h=$(cat "$dir/out")
on 2013-06-13 0 --as zhang hand "$h" --no --reason 已调离
out 已拒收
on 2013-06-13 0 --as zhao due --mine --days 60
out 第004号
counts 新城司法所 4 0
counts 英言司法所 1 1
try 0 check

# Out and in again: nothing new.
sifa export HOV --ids >"$dir/hov.csv"
on 2013-06-12 0 import HOV "$dir/hov.csv"
err "新增 0"

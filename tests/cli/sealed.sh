# The file of a minor is sealed when it is archived, and with it what is part of it: visits,
# reports, the dossier, the photographs. Nobody reaches them; the letter counts them still.
. tests/cli/lib

small_county
cat >"$dir/usr.csv" <<'C'
所属单位,登录名,姓名,角色
SFS1,zhang,张三,所长
垣曲县司法局,wang,王五,县局业务股室
C
try 0 import USR "$dir/usr.csv"
cat >"$dir/cor.csv" <<'C'
unit,no,person.name,person.id_no,kind,crime,minor,effective_on,papers_in,reported_on,announced_on,start,end,class,end_on,end_reason,handed_on
SFS1,(2013)垣社矫字第001号,甲封存,140827199603071236,缓刑,盗窃罪,是,2013-01-10,2013-01-15,2013-01-16,2013-01-17,2013-01-10,2013-09-10,普管,2013-09-10,期满解除,2013-09-11
SFS1,(2013)垣社矫字第002号,乙公开,140827197003071258,缓刑,盗窃罪,否,2013-01-10,2013-01-15,2013-01-16,2013-01-17,2013-01-10,2014-01-09,普管,,,
C
sed -i 's/缓刑,/suspended,/; s/期满解除/expired/' "$dir/cor.csv"
try 0 --now 2013-09-12 import COR "$dir/cor.csv"
{
	echo unit,correction,kind,at,text,evidence
	for m in 02 03 04 05 06 07 08; do
		for c in 1 2; do
			echo "SFS1,(2013)垣社矫字第00$c号,个别谈话,2013-$m-05,在家务农$c,"
			echo "SFS1,(2013)垣社矫字第00$c号,走访,2013-$m-06,走访$c,"
			echo "SFS1,(2013)垣社矫字第00$c号,教育学习,2013-$m-07,学习$c,学习笔记"
		done
	done
} >"$dir/cev.csv"
try 0 --now 2013-09-12 import CEV "$dir/cev.csv"
minor=$(number COR --find "(2013)垣社矫字第001号")
sifa export CEV --ids >"$dir/before.csv"
[ "$(wc -l <"$dir/before.csv")" = 43 ] || fail "the events are not there"
event=$(number CEV --find "(2013)垣社矫字第001号" --where kind=talk)
echo 照片 >"$dir/photo.jpg"
try 0 --now 2013-09-12 put "$dir/photo.jpg" --to "$event" --taken 2013-02-05 --title 甲的谈话照片
photo=$(sed 's/ .*//' "$dir/out")
letter() { sifa --now 2013-12-20 --format csv score yuanqu-2013 --office SFS1 | grep "^[^,]*,C\(16\|17\|18\|19\|20\),"; }
letter >"$dir/letter"
grep -q . "$dir/letter" || fail "nothing is scored"
try 0 --now 2013-12-20 letter explain yuanqu-2013 C18 --office SFS1

try 0 --now 2013-12-20 --as zhang step "$minor" archive archived_on=2013-12-18
for who in zhang wang; do
	now="--now 2013-12-20 --as $who"
	for id in "$minor" "$event" "$photo"; do
		try 66 $now show "$id"
		not_out 甲 农
		not_err 甲
		try 66 $now print "$id" correction_register
		try 66 $now step "$id" see
	done
	try 0 $now list CEV --limit 1000
	not_out 001 务农1
	out 002
	try 0 $now list CEV --find "(2013)垣社矫字第001号"
	not_out 001
	try 0 $now list ATT
	not_out 照片
	try 0 $now list ATT --find 谈话照片
	not_out 照片
	try 0 $now export CEV
	lines 22 "$dir/out"
	not_out 001 务农1 甲
	try 0 $now export ATT
	not_out 甲
	try 66 $now get "$photo"
	try 0 $now print --ledger CEV
	not_out 001 甲
	try 0 $now letter explain yuanqu-2013 C18 --office SFS1
	not_out "$event" "$minor" 甲
done

# Still counted, by the same points, and the register can be read back.
letter >"$dir/after"
same "$dir/letter" "$dir/after"
sifa export CEV --ids >"$dir/back.csv"
try 0 --now 2013-12-20 import CEV "$dir/back.csv"
err "新增 0"
# Somebody who has kept the old list neither adds to the file nor overwrites it.
try 65 --now 2013-12-20 import CEV "$dir/before.csv" --update
not_err 甲
sifa export CEV --ids >"$dir/after.csv"
same "$dir/back.csv" "$dir/after.csv"
try 0 check

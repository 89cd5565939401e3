# The dossier of a case: begun from what exists, complete before it is archived, printed
# whole, lent, and destroyed only by two.
. tests/cli/lib
SIFA_BIN_TOO=$SIFA_BIN
sifa() { "$SIFA_BIN_TOO" --store "$store" --now 2013-12-20 "$@"; }

try 0 init --name 垣曲县司法局 --origin 10203
for f in tests/fixtures/papers/data/*.csv; do
	kind=$(basename "$f" .csv)
	case $kind in *ARC | *ATT) ;; *) try 0 import "${kind#*-}" "$f" ;; esac
done
case=$(number MED --where form=written --where result=agreed)
oral=$(number MED --where form=oral)
open=$(number LAC --where closed_on=)

# No dossier for an oral case, none before a case is closed.
sentence 2 没有对应的档案种类 'no kind of dossier' dossier "$oral"
sentence 65 尚未结案 'not closed yet' dossier "$open"
sentence 2 还没有立卷 'no dossier yet' print --dossier "$case"

# Begun with thirteen lines, none of them filled; it says what it lacks.
try 0 dossier "$case"
out 人民调解卷宗 '(2013)垣新人调字第001号' 张有田、欧阳修文房屋宅基地纠纷
err 卷内缺：申请书或受理登记表 卷内缺：当事人身份证明 卷内缺：人民调解协议书
not_err 授权委托书
arc=$(sed 's/ .*//' "$dir/out")
[ "$(sifa show "$arc" --format jsonl | grep -o '"seq"' | wc -l)" = 13 ] || fail "thirteen lines"
try 65 step "$arc" archive archived_on=2013-12-20 retention=long shelf=1柜
err 卷内缺：调解记录

# What is printed and what is put in gets its pages; a draft does not count.
for paper in registration rights session agreement visit confirmation close; do
	try 0 print "$case" mediation_$paper
done
try 0 print "$case" mediation_application --draft
printf 'card\n' >"$dir/card"
printf 'photo\n' >"$dir/photo"
try 0 put "$dir/card" --to "$case" --kind identity --title 身份证复印件 --taken 2013-03-05
card=$(sed 's/ .*//' "$dir/out")
try 0 put "$dir/photo" --to "$case" --kind photo --title 界桩照片 --taken 2013-03-08
try 0 dossier "$case"
no_err
sed -n 's/ .*//p' "$dir/out" | grep -qx "$arc" || fail "a second dossier was begun"
try 0 show "$case"
out '卷宗页数: '
pages=$(sed -n 's/.*卷宗页数: //p' "$dir/out")

# The same again changes nothing.
rev() { sifa export ARC --ids | cksum; }
before=$(rev)
try 0 dossier "$arc"
[ "$(rev)" = "$before" ] || fail "the contents moved"

# Printed whole.
try 0 print --dossier "$case"
cp "$dir/out" "$dir/volume"
if [ -n "${GOLDEN:-}" ]; then cp "$dir/out" tests/fixtures/papers/volume; fi
diff -u tests/fixtures/papers/volume "$dir/volume" || fail "make golden rewrites it; read the difference"
python3 - "$dir/volume" "$pages" <<'EOF' || fail "running numbers"
import re, sys
pages = open(sys.argv[1], encoding='utf-8').read().split('\f')
numbers = [re.findall(r'卷内第(\d+)页', p) for p in pages]
assert numbers[0] == numbers[1] == numbers[-1] == [], numbers
assert [int(n) for [n] in numbers[2:-1]] == list(range(1, int(sys.argv[2]) + 1)), numbers
contents = [re.split(r'\s*│\s*', l)[1:4] for l in pages[1].splitlines() if l.startswith('│')][1:]
assert len(contents) == 13, contents
for seq, title, where in contents:
    first = where.split('-')[0]
    if first:
        assert '卷内第%s页' % first in pages[1 + int(first)], (title, first)
EOF

# A paper that has grown since does not agree; a draft is printed all the same.
try 0 print "$case" mediation_agreement "terms=$(python3 -c "print('互不追究，和睦相处。' * 300)")"
sentence 65 在目录中是 'pages in the contents' print --dossier "$case"
try 0 print --dossier "$case" --draft
try 0 dossier "$case"
try 0 print --dossier "$case"
try 0 print --dossier "$case" --needle

# Gaps and overlaps are refused, with the row.
grow() { sifa export ARC --ids >"$dir/arc.csv"; python3 - "$dir/arc.csv" "$@" <<'EOF'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig')))
rows[1][rows[0].index(sys.argv[2])] = sys.argv[3]
csv.writer(open(sys.argv[1], 'w'), lineterminator='\n').writerows(rows)
EOF
}
grow contents.2.page_from 3
try 65 import ARC "$dir/arc.csv" --update
err 空缺 2页
grow contents.2.page_from 1
try 65 import ARC "$dir/arc.csv" --update
err 重叠
grow contents.2.page_to 1
try 65 import ARC "$dir/arc.csv" --update
err 止页早于起页
grow pages 99
try 65 import ARC "$dir/arc.csv" --update
err 为止

# What was printed of a record about the case has its place in the case's dossier.
correction=$(number COR --where kind=suspended)
event=$(number CEV --where kind=warn)
try 0 print "$event" event_sanction_decision
try 0 dossier "$correction"
try 0 show "$(sed 's/ .*//' "$dir/out")"
out "起页: 1, 止页: 1, 目录项: sanction, 装入的文书和材料: event_sanction_decision/$event"

# Archived; the case knows. Then what is printed of it no longer moves the contents.
try 0 step "$arc" archive archived_on=2013-12-20 retention=short shelf=1柜
out 归档
try 0 show "$case"
out '归档日期: 2013-12-20'
before=$(rev)
try 0 print "$case" mediation_rights
try 0 print "$case" mediation_inquiry
try 0 dossier "$case"
[ "$(rev)" = "$before" ] || fail "an archived dossier was changed"

# Lent: due on the day it should be back, whoever looks.
try 0 step "$arc" lend loans.1.by=周所长 loans.1.out_on=2013-12-20 loans.1.due=2013-12-25
out 借出
try 0 list ARC --where state=lent
out 垣新人调字第001号
try 0 --now 2013-12-26
out '2013-12-25' 借出档案应还
try 0 step "$arc" lend loans.2.by=李四 loans.2.out_on=2013-12-20 loans.2.due=2013-12-22
try 0 --now 2013-12-26
out '2013-12-22' 借出档案应还
try 65 step "$arc" hand_over moved_on=2013-12-20 moved_to=县档案馆
try 65 step "$arc" give_back loans.1.back_on=2013-12-20
try 0 step "$arc" give_back loans.1.back_on=2013-12-20 loans.2.back_on=2013-12-20
out 归档
try 0 --now 2013-12-26
not_out 借出档案应还

# Kept ten years, then due; destroyed by two, and not before.
sifa() { "$SIFA_BIN_TOO" --store "$store" --now 2023-12-21 "$@"; }
"$SIFA_BIN_TOO" --store "$store" --now 2023-12-01 >"$dir/out"
out 2023-12-20 保管期满
try 65 step "$arc" destroy destroyed_on=2023-12-21 destroyed_by=周所长 destroyed_with=郑助理
err 未经提出
try 0 step "$arc" propose destroy_asked_on=2023-12-20 destroy_asked=周所长
try 65 step "$arc" destroy destroyed_on=2023-12-21 destroyed_by=周所长 destroyed_with=郑助理
err 不得为同一人
try 65 step "$arc" destroy destroyed_on=2023-12-19 destroyed_by=县局领导 destroyed_with=郑助理
err 保管期未满
try 0 step "$arc" destroy destroyed_on=2023-12-21 destroyed_by=县局领导 destroyed_with=郑助理
out 销毁
try 0 check

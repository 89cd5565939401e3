# list, show, score: what is asked for, in which order, in which form.
. tests/cli/lib

try 0 demo --offices 3
rows() { # N: rows of a table, without the header
	n=$(($(wc -l <"$dir/out") - 1))
	[ "$n" -eq "$1" ] || fail "$n rows, not $1"
}
count() { sifa export MED --ids "$@" 2>"$dir/err" | python3 -c '
import csv, sys
rows = list(csv.DictReader(sys.stdin))
assert all(eval(sys.argv[1], {}, r) for r in rows), [r for r in rows if not eval(sys.argv[1], {}, r)][:1]
print(len(rows))' "$want"; }
want=True
all=$(count)
[ "$all" -gt 50 ] || fail "only $all cases"

# Letters differ by whose they are: that stands in the list, and in what they are called.
try 0 list LTR
grep -q '^10203-[0-9]*  *柳河司法所  *2013 ' "$dir/out" || fail "$(cat "$dir/out")"
try 0 list SCR --limit 1
grep -q '^记录 *单位' "$dir/out" && fail "a unit where nobody asked"

# Every test holds for all that is listed, and none is lost: the parts make the whole.
adds() { # CONDITION TEST CONDITION TEST: both together are all
	want=$1
	a=$(count --where "$2") || fail "$2"
	want=$3
	b=$(count --where "$4") || fail "$4"
	[ $((a + b)) -eq "$all" ] && [ "$a" -gt 0 ] && [ "$b" -gt 0 ] || fail "$2: $a and $4: $b, not $all"
}
adds 'form == "written"' form=written 'form == "oral"' form=oral
adds 'form == "written"' form=书面卷宗 'form == "oral"' form=2
adds 'closed_on' closed_on=2013-01-01.. 'not closed_on' closed_on=
want='not accepted_on' # registered only: it has no number either
[ "$(count --where accepted_on=)" -gt 0 ] || fail "all are accepted"
all_of=$all
all=$((all - $(count --where accepted_on=)))
adds 'accepted_on <= "2013-06-30"' accepted_on=..2013-06-30 'accepted_on > "2013-06-30"' accepted_on=2013-07-01..
adds 'float(amount) <= 5000' amount=..5000 'float(amount) > 5000' amount=5000.01..
all=$all_of
want='unit == "SFS001"'
a=$(count --where unit=SFS001)
b=$(count --where unit=柳河司法所)
[ "$a" -eq "$b" ] && [ "$a" -gt 0 ] || fail "a unit by code: $a, by name: $b"
want='archived_on'
archived=$(count --where state=archived)
want='agreed_on and not archived_on'
settled=0
for state in agreed performing performed partly unperformed visited; do
	settled=$((settled + $(count --where "state=$state")))
done
want='not archived_on and not agreed_on'
open=0
for state in '' registered not_accepted accepted investigating mediating failed withdrawn refused transferred; do
	open=$((open + $(count --where "state=$state")))
done
[ $((archived + settled + open)) -eq "$all" ] || fail "states: $archived, $settled, $open of $all"
want='form == "written" and accepted_on[:7] == "2013-03"'
a=$(count --where form=written --where accepted_on=2013-03-01..2013-03-31)
[ "$a" -gt 0 ] && [ "$a" -lt "$all" ] || fail "two tests: $a"
want='type in ("neighbour", "land")'
[ "$(count --where type=neighbour,land)" -gt 0 ] || fail "one of several codes"
want='committee == "柳河镇柳林村人民调解委员会"'
[ "$(count --where committee=柳河镇柳林村人民调解委员会)" -gt 0 ] || fail "a reference by name"
[ "$(count --where 调委会=柳河镇柳林村人民调解委员会)" -gt 0 ] || fail "a reference by label and name"
want=False
[ "$(count --where amount=9..1)" -eq 0 ] || fail "an empty range"

# What cannot be asked is said, with the nearest that can.
sentence 2 '最接近的是“closed_on”' '"closed_on" is the nearest' list MED --where close_on=
sentence 2 '最接近的是“archived”' '"archived" is the nearest' list MED --where state=archive
sentence 65 不是日期 "is no day" list MED --where accepted_on=2013-13-01
sentence 65 书面卷宗 "is not in the list" list MED --where form=other
sentence 66 相近的有：柳河镇人民调解委员会 "near are: 柳河镇人民调解委员会" \
	list MED --where committee=柳河调解委员会
sentence 2 不能比较 "cannot be compared" list MED --where summary=x
sentence 2 --where --where list MED --where form
sentence 2 "no closed type" "no closed type" list MED --sort amount
for n in 0 -1 x 1x; do sentence 2 --limit --limit list MED --limit "$n"; done
sentence 2 没有种类 "there is no kind" list MEDD
err MED COM
try 0 list MED
cp "$dir/out" "$dir/by_code"
try 0 list 人民调解登记簿
cmp -s "$dir/out" "$dir/by_code" || fail "a register is not found by its name"
sentence 2 种类 "one kind" list
sentence 2 种类 "one kind" list MED COM

# Order and number of rows.
for form in csv jsonl table; do
	try 0 list MED --limit 7 --format $form
	[ $form = jsonl ] && lines 7 "$dir/out" || rows 7
done
try 0 export MED --limit 7
rows 7
try 0 list mediation --limit 1
rows 1
sifa export MED --ids --sort closed >"$dir/out"
python3 - "$dir/out" <<'EOF' || fail "the order of closing"
import csv, sys
days = [r['closed_on'] for r in csv.DictReader(open(sys.argv[1]))]
assert days == sorted(days, reverse=True) and days[0] > days[-1]
EOF
name=$(sifa export MED --ids --limit 1 | python3 -c 'import csv,sys; print(next(csv.DictReader(sys.stdin))["parties.1.person.name"])')
try 0 list MED --find "$name"
[ "$(wc -l <"$dir/out")" -ge 2 ] || fail "the case of $name is not found"
try 0 list MED --find 没有这个人
rows 0

# More than a page: each row once, as in the export.
sifa list CEV >"$dir/out" || fail "list CEV"
sifa export CEV >"$dir/csv" || fail "export CEV"
[ "$(cut -d' ' -f1 "$dir/out" | sort -u | wc -l)" -eq "$(wc -l <"$dir/csv")" ] || fail "pages lose rows"

# A record in every form.
id=$(number MED --limit 1)
try 0 show "$id"
out "$id" 当事人 "  1. 地位"
try 0 --lang en show "$id"
out Parties
try 0 show "$id" --format jsonl
python3 -c 'import json,sys; r = json.load(sys.stdin); assert r["id"] == sys.argv[1] and r["parties"][0]["person"]["id"]' \
	"$id" <"$dir/out" || fail "the record as JSON"
try 0 show "$id" --format csv
rows 1
sentence 66 没有记录 "no record" show 10203-99999999
sentence 2 "不是记录编号" "is not the number of a record" show MED
sentence 2 应写明一条记录 "one record" show
sentence 2 应写明一条记录 "one record" show "$id" "$id"

# The score: all offices, one, and the records behind a clause.
try 0 score
lines 4 "$dir/out"
total=$(awk 'NR == 2 {print $3}' "$dir/out")
try 0 score yuanqu-2013 --office SFS001
out C4 C65
tail -n 1 "$dir/out" | grep -qF "$total" || fail "the office has $total among all, but not alone"
try 0 score --office 柳河司法所 --lang en
out "total $total"
try 0 score yuanqu-2013 --office SFS001 --as-of 2013-03-31
! tail -n 1 "$dir/out" | grep -qF "$total" || fail "the score of March is that of December"
try 0 score --office SFS001 --format csv
out office,clause,rule
actual=$(python3 -c 'import csv,sys; print(next(r["actual"] for r in csv.DictReader(sys.stdin) if r["clause"] == "C4"))' <"$dir/out")
try 0 score --office SFS001 --records C4 --format csv
[ "$(grep -c ,counted, "$dir/out")" -eq "$actual" ] || fail "C4 counts $actual, and opens other records"
try 0 score --office SFS001 --records C4 --format jsonl
python3 -c 'import json,sys; [json.loads(l)["id"] for l in sys.stdin]' <"$dir/out" || fail "records as JSON"
try 0 score --office SFS001 --records C4
id=$(sed -n '1s/ .*//p' "$dir/out")
try 0 show "$id"
out 书面卷宗
sentence 2 没有责任书 "there is no letter" score nope
err yuanqu-2013
sentence 2 2016年还没有签订责任书 "no letter is signed for 2016" --now 2016-03-01 score
try 0 --now 2016-03-01
out 到期
out 2016年还没有签订责任书
try 0 --now 2016-03-01 letter targets
out 柳河司法所
try 0 --now 2016-03-01 score yuanqu-2013 --office SFS001
sentence 66 没有司法所 "there is no office" score --office nope
sentence 66 C99 C99 score --office SFS001 --records C99
sentence 2 --as-of --as-of score --as-of soon
sentence 2 --office --office score --records C4
exit 0

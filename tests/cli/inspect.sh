# Samples that can be drawn again, marks of two inspectors, a score that is locked by two
# users and what changes behind it; lists of others against the registers.
. tests/cli/lib
cd "$dir" || exit 1
sifa() { "$SIFA_BIN" --store "$store" --lang en --now 2014-01-10 "$@"; }
count() { # TEXT FILE
	grep -c -- "$1" "$2"
}

sifa init --name 县司法局 --origin 7 >/dev/null || exit 1
cat >units.csv <<'END2'
code,name,kind,parent,established_on
A,甲司法所,office,县司法局,2000-01-01
B,乙司法所,office,县司法局,2000-01-01
V,石马村,village,甲司法所,
END2
cat >staff.csv <<'END2'
unit,name,from,post
县司法局,周文清,2010-01-01,
县司法局,许静怡,2010-01-01,
县司法局,李明远,2010-01-01,
A,高静,2010-01-01,
END2
cat >users.csv <<'END2'
unit,login,name,valid_from
县司法局,zhang,张局,2013-01-01
A,gao,高静,2013-01-01
END2
cat >letters.csv <<'END2'
unit,no,scheme,year,period_from,targets.1.clause,targets.1.target
A,责1号,yuanqu-2013,2013,2013-01-01,C4,20
END2
{
	echo 'unit,no,form,difficulty,place,accepted_on,agreed_on,closed_on,archived_on,summary,court_result,parties.1.side,parties.1.person.name,parties.1.person.village,parties.2.side,parties.2.person.name'
	i=0
	while [ $i -lt 24 ]; do
		i=$((i + 1))
		hard=2 court= text="第$i件纠纷的经过，各不相同，写得足够长。"
		[ $i = 7 ] && hard=4
		[ $i = 9 ] && court=3
		[ $i -gt 20 ] && text='因宅基地边界发生争执，经多次调解双方达成一致。'
		echo "A,(2013)甲人调字第$i号,1,$hard,石马村,2013-02-01,2013-03-01,2013-03-0$((i % 2 + 1)),2013-03-20,$text,$court,1,王甲$i,石马村,2,李乙$i"
	done
} >med.csv
for f in ORG:units STF:staff USR:users LTR:letters MED:med; do
	sifa import "${f%%:*}" "${f#*:}.csv" >out 2>&1 || fail "$f: $(cat out)"
done

# ---- a sample ----

sample() { sifa --format csv letter sample yuanqu-2013 C5 --office A "$@"; }
sample --dry-run --seed 2013 >one 2>how || fail "$(cat how)"
grep -q 'of 24 records that clause C4 counts; seed 2013' how || fail "$(cat how)"
sample --dry-run --seed 2013 >two 2>/dev/null
cmp -s one two || fail "the same seed draws another sample"
sample --dry-run --seed 2014 >two 2>/dev/null
! cmp -s one two || fail "another seed draws the same sample"
n=$(($(wc -l <one) - 1))
[ $n = 5 ] || [ $n = 6 ] || fail "$n drawn: five, and the revoked one"
grep -q '甲人调字第9号' one || fail "what the court revoked is passed over"
# The same by other hands: the smallest hashes of seed and id, and the hash of the list.
sifa --format jsonl score yuanqu-2013 --office A --records C4 | sed 's/.*"id":"\([^"]*\)".*/\1/' |
	sort -t- -k2n >ids
[ "$(wc -l <ids)" = 24 ] || fail "population: $(wc -l <ids)"
grep -q "$(sha256sum <ids | cut -c1-64)" how || fail "hash of the list: $(cat how)"
while read -r id; do
	echo "$(printf '2013\n%s\n' "$id" | sha256sum | cut -c1-64) $id"
done <ids | sort | head -5 | cut -d' ' -f2 | while read -r id; do
	grep -q "^$id," one || { echo "$id is not in the sample"; exit 1; }
done || exit 1
sample --dry-run --seed 1 --method risk 2>/dev/null | grep -q '甲人调字第7号' || fail "risk does not go first"
sample --dry-run --seed 1 --method systematic --n 6 2>/dev/null >steps || exit 1
sample --dry-run --n 2 >out 2>&1 && fail "two of 24 were drawn"
grep -q 'five or a tenth' out || fail "$(cat out)"

# Nobody inspects his own office.
sample --seed 2013 --inspector 高静 >out 2>&1 && fail "one of the office inspects it"
grep -q 'Nobody inspects the office' out || fail "$(cat out)"
sample --seed 2013 --inspector 周文清 --inspector 许静怡 >kept 2>err || fail "$(cat err)"
ins=$(head -1 kept)
sifa show "$ins" >out || fail "$ins"
grep -q "$(sed -n 's/^SHA-256 of the list: //p' how)" out || fail "the hash is not kept: $(cat out)"
grep -q 2013 out || fail "$(cat out)"
sifa score yuanqu-2013 --office A | grep -q '^C5 .*not judged' || fail "judged before it was"

# Two near enough: their mean; two apart: a third.
[ -z "$(sifa letter mark "$ins" 1 90 --by 周文清)" ] || fail "a score of one mark"
[ "$(sifa letter mark "$ins" 1 85 --by 许静怡 --defects no_seal,no_visit)" = 88 ] || fail "mean of 90 and 85"
sifa letter mark "$ins" 2 90 --by 周文清 >out 2>&1 || fail "$(cat out)"
sifa letter mark "$ins" 2 70 --by 许静怡 >out 2>&1
grep -q 'third' out || fail "no third one asked for: $(cat out)"
[ "$(sifa letter mark "$ins" 2 74 --by 李明远 2>/dev/null)" = 72 ] || fail "the third decides: $(cat out; sifa letter mark "$ins" 2 74 --by 李明远 2>&1)"
row=3
while [ $row -le $n ]; do
	sifa letter mark "$ins" $row 80 --by 周文清 >/dev/null && sifa letter mark "$ins" $row 80 --by 许静怡 >/dev/null || exit 1
	row=$((row + 1))
done
sifa score yuanqu-2013 --office A | grep -q "^C5 .*$n sampled" || fail "$(sifa score yuanqu-2013 --office A | grep '^C5 ')"

# ---- three columns ----

cat >scores.csv <<'END2'
unit,letter,item,part,at,actual,raw,adjusted,reviewed,final
A,责1号,C4,self,2013-12-20,23,,700,,
A,责1号,C4,final,2014-01-08,24,,680,690,yes
A,责1号,C6,self,2013-12-20,,,300,,
END2
sifa import SCR scores.csv >out 2>&1 || fail "$(cat out)"
sifa --format csv letter columns yuanqu-2013 --office A >cols || exit 1
[ "$(head -1 cols)" = clause,computed,actual,self,checked,final,locked,correct,differs ] || fail "$(head -1 cols)"
grep -q '^C4,[0-9.]*,24,7.00 (23),6.80,6.90 < 6.80,,,!$' cols || fail "$(grep '^C4,' cols)"

# ---- locked ----

lock=$(sifa letter lock yuanqu-2013 --office A --reason 局务会 --as-of 2014-01-10 2>err) || fail "not proposed"
grep -q 'no short name' err || fail "no word of the number that was not given: $(cat err)"
printf '%s\n' code,short "$(sifa export ORG --ids | sed -n 's/^[^,]*,"*\([0-9]*\)"*,县司法局,.*/\1/p'),县" >short.csv
sifa import ORG short.csv --update >out 2>&1 || fail "$(cat out)"
sifa letter lock "$lock" --yes >out 2>&1 && fail "decided by the one who proposed"
grep -q 'another user' out || fail "$(cat out)"
sifa --as gao letter lock "$lock" --yes >out 2>&1 && fail "the office locks its own score"
[ "$(sifa --as zhang letter lock "$lock" --yes)" = Locked ] || fail "not locked"
sifa export LCK --ids | grep -q '县司考〔2014〕1号' || fail "locked without a number: $(sifa export LCK --ids)"
sifa letter final yuanqu-2013 --office A >out || fail "changed at once: $(cat out)"
grep -q 'frozen as [0-9a-f]\{64\}' out || fail "$(cat out)"
sifa letter lock yuanqu-2013 --office A --reason 再 >out 2>&1 && fail "locked twice"
sifa check >out || fail "$(cat out)"

cat >back.csv <<'END2'
unit,no,closed_on
A,(2013)甲人调字第3号,2013-02-28
END2
sifa import MED back.csv --update >out 2>&1 || fail "$(cat out)"
sifa letter final yuanqu-2013 --office A >out && fail "no word of the changed record"
grep -q 'changed: revision 1, now 2' out || fail "$(cat out)"
locked=$(sifa --format csv letter columns yuanqu-2013 --office A | sed -n 's/^C4,//p' | cut -d, -f6)
cor=$(sifa letter correct "$lock" C4 6.50 --reason 一件重复登记) || fail "no correction"
sifa show "$cor" | grep -q 650 || fail "$(sifa show "$cor")"
sifa export score_correction --ids | grep -q '县司考〔2014〕1号' || fail "the lock is named by its id: $(sifa export score_correction --ids)"
sifa --format csv letter columns yuanqu-2013 --office A | grep -q "^C4,.*,$locked,6.50,!" ||
	fail "both are not shown: $(sifa --format csv letter columns yuanqu-2013 --office A | grep '^C4,')"
sifa score yuanqu-2013 --office A | grep -q '^locked as final: ' || fail "the score says nothing of its lock"
[ "$(sifa letter reopen "$lock" --reason 复核)" = 'Reopening proposed' ] || fail "not proposed"
sifa letter reopen "$lock" --yes >out 2>&1 && fail "opened by the one who proposed"
[ "$(sifa --as zhang letter reopen "$lock" --yes)" = Reopened ] || fail "not opened"
sifa letter final yuanqu-2013 --office A >out && fail "still locked"

# ---- an official list ----

cat >rls.csv <<'END2'
unit,no,person.name,person.id_no,kind,released_on
A,1号,赵一,11010519491231002X,1,2013-05-06
A,2号,钱二,,1,2013-06-01
A,3号,孙三,,1,2013-07-01
END2
sifa import RLS rls.csv >out 2>&1 || fail "$(cat out)"
cat >list.csv <<'END2'
姓名,person.id_no,released_on
赵一,11010519491231002x,2013年5月6日
钱二,,2013-06-02
周四,,2013-08-01
END2
sifa --format csv letter reconcile RLS list.csv >out 2>said && fail "equal?"
grep -q '^equal,2,.*,赵一,$' out || fail "$(cat out said)"
grep -q '^differs,3,.*,钱二,.*2013-06-02 / 2013-06-01' out || fail "$(cat out)"
grep -q '^list_only,4,,周四,$' out || fail "$(cat out)"
grep -q '^register_only,,.*,孙三,$' out || fail "$(cat out)"
[ "$(sifa --format jsonl list RCN --where of=released | wc -l)" = 1 ] || fail "not kept"

# What the register says counts from the day on which it is what the list says.
standing() { # CLAUSE
	sifa --format jsonl score yuanqu-2013 --office A | sed -n 's/.*"clause":"'"$1"'".*"standing":"\([^"]*\)".*/\1/p'
}
[ "$(standing C29)" = unverified ] || fail "C29 is $(standing C29) while the list differs"
sifa score yuanqu-2013 --office A | grep -q '^C29 .* 0\.00 .*not verified' || fail "$(sifa score yuanqu-2013 --office A | grep '^C29')"
sed -i 2,3d list.csv
printf '%s\n' 赵一,11010519491231002X,2013-05-06 钱二,,2013-06-01 孙三,,2013-07-01 >>list.csv
sifa letter reconcile RLS list.csv >out 2>&1 && fail "周四 is in no register"
[ "$(standing C29)" = unverified ] || fail "C29 is $(standing C29) while one is missing"
sed -i /周四/d list.csv
sifa letter reconcile RLS list.csv --dry-run >out 2>&1 || fail "$(cat out)"
[ "$(standing C29)" = unverified ] || fail "looking is no comparison"
sifa letter reconcile RLS list.csv --office A >out 2>&1 || fail "$(cat out)"
[ "$(standing C29)" = scored ] || fail "C29 is $(standing C29) after the comparison"

# ---- the petition office's list ----

cat >pet.csv <<'END2'
unit,no,at,name,village,level,listed_on
县司法局,信1号,2013-06-01,王甲4,石马村,1,2014-01-05
县司法局,信2号,2013-06-02,无此人,石马村,1,2014-01-05
END2
sifa import petition pet.csv >out 2>&1 || fail "$(cat out)"
[ "$(standing C10)" = unverified ] || fail "verified before the list was matched"
sifa --format csv letter match PET >out 2>said && fail "nothing waits: $(cat out said)"
grep -q '^1 matched now, 1 wait' said || fail "$(cat said)"
grep -q 信2号 out || fail "$(cat out)"
sifa letter match PET --done >out 2>&1 && fail "done while one waits"
left=$(sifa --format csv letter match PET 2>/dev/null | sed -n 2p | cut -d, -f1)
sifa letter match "$left" none || fail "not matched by hand"
sifa letter match PET --done | grep -q 'check-lists of 2 offices' || fail "not said"
[ "$(standing C10)" = scored ] || fail "C10 is $(standing C10)"
sifa --format csv score yuanqu-2013 --office A --records C10 | grep -q 信1号 || fail "the matched petition does not count"

# ---- padding, the province ----

sifa --format csv check --padding >out && fail "nothing looks padded"
[ "$(count '^mediation,text,summary,' out)" = 4 ] || fail "$(cat out)"
[ "$(count '^mediation,day,closed_on,' out)" -ge 12 ] || fail "$(cat out)"
sifa check --province >out 2>said && fail "all are there"
[ "$(count '^mediation,' out)" = 24 ] || fail "$(cat said)"
exit 0

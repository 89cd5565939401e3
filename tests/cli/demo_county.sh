# The demonstration county: the same from the same seed, every kind in it, names
# and numbers that bite, and offices that differ as real ones do.
. tests/cli/lib
set -e

sifa demo
"$SIFA_BIN" --store "$dir/b" demo --seed 1
"$SIFA_BIN" --store "$dir/c" demo --seed 2
for k in MED PSN; do
	sifa export $k >"$dir/a.csv"
	"$SIFA_BIN" --store "$dir/b" export $k >"$dir/b.csv"
	"$SIFA_BIN" --store "$dir/c" export $k >"$dir/c.csv"
	cmp -s "$dir/a.csv" "$dir/b.csv" || fail "$k differs from one run to the next"
	! cmp -s "$dir/a.csv" "$dir/c.csv" || fail "$k is the same from another seed"
done
sifa check >/dev/null || fail "the store is not sound"

for k in $(sed -n 's/^code: //p' config/kinds/*.yaml); do
	n=$(sifa --format jsonl list "$k" --limit 1 | wc -l)
	[ "$n" -ge 1 ] || fail "nobody wrote a $k"
done

# Identity numbers: check digits by another hand; names outside the plane of most.
sifa --format csv list PSN --limit 100000 >"$dir/psn.csv"
awk -F, '
	BEGIN { split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", w, " ") }
	{
		for (f = 1; f <= NF; f++) {
			id = $f
			gsub(/[^0-9X]/, "", id)
			if (length(id) != 18) continue
			s = 0
			for (i = 1; i <= 17; i++) s += w[i] * substr(id, i, 1)
			n++
			if (substr("10X98765432", s % 11 + 1, 1) != substr(id, 18, 1)) { print "wrong: " id; exit 1 }
		}
	}
	END { if (n < 500) { print n " identity numbers"; exit 1 } }' "$dir/psn.csv"
for name in '买买提·吐尔逊' '李𬱖' '王𠅤'; do
	grep -q "$name" "$dir/psn.csv" || fail "nobody is called $name"
done
# 王建国 of one village, several of them
sort "$dir/psn.csv" | grep '王建国' | awk -F, '{ n[$NF]++ } END { for (v in n) if (n[v] > 1) ok = 1; exit !ok }' ||
	fail "no namesakes in one village"

# A year that looks like one: nearly a third falls on the last days of months.
sifa --format csv list MED --limit 100000 | awk -F, '
	match($0, /20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]/) { d = substr($0, RSTART + 8, 2); n++; late += d >= 28 }
	END { exit !(late * 100 > n * 25 && late * 100 < n * 60) }' || fail "no rush at the end of months"

# Offices differ, and each way a clause may stand is to be seen.
i=0
while [ $i -lt 11 ]; do
	i=$((i + 1))
	sifa --format csv score yuanqu-2013 --office "$(printf 'SFS%03d' $i)" >>"$dir/scores.csv"
done
for standing in scored printed guard not_set not_due unverified unjudged; do
	grep -q ",$standing," "$dir/scores.csv" || fail "no clause is $standing: $(cut -d, -f4 "$dir/scores.csv" | sort -u | tr '\n' ' ')"
done
awk -F, '$2 ~ /^C/ { p[$1] += $6 }
	END { for (o in p) { n++; if (p[o] < lo || !lo) lo = p[o]; if (p[o] > hi) hi = p[o] }
	      exit !(n == 11 && lo > 60 && lo < 85 && hi > 90 && hi < 100) }' "$dir/scores.csv" ||
	fail "the offices are too much alike"
# The worked example of the template: 17 of 20, 36 of 40, 2 late and 1 sent back,
# one petition, 1 of 26, 2 of 3.
for line in 'C4,.*,20,17,' 'C6,.*,40,36,' 'C7,.*迟报.*退回' 'C10,.*,1,' 'C33,.*1/26' 'C44,.*,3,2,'; do
	grep -q "^石桥司法所,$line" "$dir/scores.csv" || fail "the middling office has no $line"
done

# The letter of the offices comes first; the bureau has its own, by another plan, and
# hardly a clause of it is empty.
sifa score | grep -q '^石桥司法所' || fail "the letter of the offices is not the first"
sifa --format csv score huanggang-2011 --office 云泉县司法局 >"$dir/bureau.csv"
awk -F, '$2 ~ /^A/ { s[$4]++; if ($4 == "scored" && $6 > 0) got++; sum += $6 }
	END { exit !(s["scored"] >= 85 && got >= 70 && s["elsewhere"] == 16 && s["same"] == 1 &&
		     s["printed"] == 4 && sum > 60 && sum < 90) }' "$dir/bureau.csv" ||
	fail "the bureau's sheet: $(cut -d, -f4 "$dir/bureau.csv" | sort | uniq -c | tr '\n' ' ')"

# An import that is killed leaves nothing to be seen; two programs at once.
. tests/cli/lib

small_county
printf '代码,名称,机构种类,上级,简称\nSFS1,新城司法所,司法所,垣曲县司法局,垣新\n' >"$dir/short.csv"
try 0 import ORG "$dir/short.csv" --update
{ echo "$HEAD"; case_row 001; } >"$dir/a.csv"
try 0 import MED "$dir/a.csv"
python3 -c "
print('$HEAD,parties.1.side,parties.1.name')
for i in range(20000): print('K%05d,1,新城镇西滩村人民调解委员会,2013-03-01,SFS1,申请人,甲%d' % (i, i))" >"$dir/big.csv"
mkfifo "$dir/pipe"
begin() { # an import that has read nearly all and waits for the rest
	"$SIFA_BIN" --store "$store" import MED - <"$dir/pipe" >"$dir/import.out" 2>"$dir/import.err" &
	pid=$!
	exec 7>"$dir/pipe"
	cat "$dir/big.csv" >&7
}
remember

# Killed: nothing is to be seen, the store is whole, and the next import gets
# the numbers that were set aside.
begin
kill -9 $pid
exec 7>&-
wait $pid 2>/dev/null
unchanged
[ "$(stat -c %s "$store/store.mdb")" -gt 1500000 ] || fail "it was killed before it wrote anything"
{ echo "$HEAD"; case_row 002; } >"$dir/b.csv"
try 0 import MED "$dir/b.csv"
try 0 check
last=$(sifa export MED --format jsonl | sed -n 's/^{"id":"10203-\([0-9]*\)".*/\1/p' | sort -n | tail -n 1)
[ "$last" -lt 1000 ] || fail "the numbers went up to $last"

# Ended by a person: the same.
remember
begin
kill -TERM $pid
exec 7>&-
wait $pid 2>/dev/null && fail "an interrupted import ended well"
unchanged

# While one imports, a second import and a new configuration are told who does;
# others read, see nothing of it, and write.
{ echo "$HEAD"; case_row 003; } >"$dir/c.csv"
begin
sentence 75 正在导入 "an import is running" import MED "$dir/c.csv"
seen >"$dir/after" || fail "reading beside an import"
same "$dir/before" "$dir/after"
sentence 75 正在导入 "an import is running" config adopt "$SIFA_CONFIG"
try 0 number MED oral set 46 --office 新城司法所
try 0 check
exec 7>&-
wait $pid || fail "the import beside others: $(cat "$dir/import.err")"
[ "$(sifa export MED --ids | wc -l)" -eq 20003 ] || fail "cases were lost"
try 0 check

# Many at once: each either does its work or is told to try again, none is lost.
n=0
while [ $n -lt 6 ]; do
	n=$((n + 1))
	{ echo "$HEAD"; case_row 5$n; } >"$dir/m$n.csv"
	(
		tries=0
		until "$SIFA_BIN" --store "$store" import MED "$dir/m$n.csv" 2>"$dir/m$n.err"; do
			code=$?
			tries=$((tries + 1))
			[ $code -eq 75 ] && [ $tries -lt 200 ] || { echo "exit code $code"; exit 1; }
		done
	) >"$dir/m$n.out" &
done
wait
cat "$dir"/m?.out
[ "$(sifa export MED --ids | wc -l)" -eq 20009 ] || fail "an import beside others was lost: $(cat "$dir"/m?.err)"
try 0 check
exit 0

# Stores that cannot be used, disks that are full, outputs that are closed, clocks
# that stand wrong: one sentence, the right exit code, and nothing stored changes.
. tests/cli/lib

small_county
{ echo "$HEAD"; case_row 001; } >"$dir/a.csv"
try 0 import MED "$dir/a.csv"
remember
whole=$store
cp -R "$store" "$dir/copy"

# ---- files that are no store ----
store=$dir/broken
mkdir "$store"
sentence 66 没有库 "no store" list MED
not_a_store() {
	cksum <"$store/store.mdb" >"$dir/sum"
	for verb in "list MED" check "import MED $dir/a.csv" "config adopt config" ""; do
		# shellcheck disable=SC2086
		sentence 74 "$1" "$2" $verb
	done
	sentence 73 已有库 "a store already" init
	cksum <"$store/store.mdb" | cmp -s - "$dir/sum" || fail "a foreign file was changed"
}
: >"$store/store.mdb"
not_a_store "不是 sifa 的库，或已损坏" "is not a store of sifa, or is damaged"
cp "$SIFA_BIN" "$store/store.mdb"
not_a_store "不是 sifa 的库，或已损坏" "is not a store of sifa, or is damaged"
head -c 100000 /dev/zero >"$store/store.mdb"
not_a_store "不是 sifa 的库，或已损坏" "is not a store of sifa, or is damaged"
rm "$store/store.mdb"
mkdir "$store/store.mdb"
sentence 74 "不是 sifa 的库" "is not a store of sifa" list MED
rmdir "$store/store.mdb"
# Cut at any length, it is said: no program dies of a signal.
size=$(stat -c %s "$whole/store.mdb")
for cut in 5000 8192 20000 $((size / 2)) $((size - 60000)); do
	head -c "$cut" "$whole/store.mdb" >"$store/store.mdb"
	for verb in check "list MED"; do
		# shellcheck disable=SC2086
		sifa $verb >"$dir/out" 2>"$dir/err"
		code=$?
		[ $code -eq 74 ] || { [ $code -le 1 ] && [ "$cut" -gt $((size / 2)) ]; } ||
			fail "cut at $cut, $verb: exit code $code"
		[ $code -ne 74 ] || err "sifa: "
	done
done
# Written by a newer program, or an older one.
marked() { # BYTES-BEFORE BYTES-AFTER
	python3 - "$whole/store.mdb" "$store/store.mdb" "$1" "$2" <<-'EOF' || fail "the mark of the format was not found"
		import sys
		a, b = (b'store' + bytes.fromhex(x) for x in sys.argv[3:])
		s = open(sys.argv[1], 'rb').read()
		assert a in s
		open(sys.argv[2], 'wb').write(s.replace(a, b))
	EOF
}
marked 04000000 03000000
sentence 76 "旧版本的 sifa" "written by an older sifa" list MED
marked 04000000 05000000
for verb in "list MED" check "import MED $dir/a.csv" ""; do
	# shellcheck disable=SC2086
	sentence 76 "更新版本的 sifa" "written by a newer sifa" $verb
done
# Bytes changed on disk are found.
python3 - "$whole/store.mdb" "$store/store.mdb" <<'EOF'
import sys
s = open(sys.argv[1], 'rb').read()
name = '新城镇西滩村人民调解委员会'.encode()
assert name in s
open(sys.argv[2], 'wb').write(s.replace(name, name.replace('西'.encode(), '东'.encode())))
EOF
sifa check >"$dir/out" 2>"$dir/err"
code=$?
[ $code -eq 1 ] || [ $code -eq 74 ] || fail "changed bytes: exit code $code"
store=$whole

# ---- a closed or full output ----
for verb in "list MED" "export MED" "export MED --format jsonl" "score yuanqu-2013" check help --version "show 10203-6" ""; do
	for to in /dev/full closed; do
		if [ $to = closed ]; then
			# shellcheck disable=SC2086
			sifa $verb >&- 2>"$dir/err" </dev/null
		else
			# shellcheck disable=SC2086
			sifa $verb >$to 2>"$dir/err" </dev/null
		fi
		code=$?
		[ $code -eq 74 ] || fail "exit code $code: sifa $verb, output $to"
		err 无法写出输出
		lines 1 "$dir/err"
	done
done
# Nothing is ever written into the store that takes a closed file's place.
{ echo "$HEAD"; echo 1,2,3,4,5; } >"$dir/bad.csv"
sifa import MED "$dir/bad.csv" <&- >&- 2>&-
[ $? -eq 65 ] || fail "import with all files closed"
sifa check <&- >&- 2>&-
sifa import MED "$dir/a.csv" <&- >&- 2>&- || fail "import with all files closed"
sifa import MED - <&- >"$dir/out" 2>"$dir/err" && fail "import of a closed input"
unchanged
# A reader that goes away.
python3 - "$SIFA_BIN" "$store" <<'EOF' || fail "a closed pipe"
import os, signal, subprocess, sys
for ignored in (False, True):
    r, w = os.pipe()
    os.close(r)
    p = subprocess.run([sys.argv[1], '--store', sys.argv[2], 'export', 'ORG'], stdout=w, stderr=subprocess.PIPE,
                       restore_signals=not ignored)
    os.close(w)
    assert p.returncode == (74 if ignored else -signal.SIGPIPE), p
EOF

# ---- a full disk ----
python3 -c "
print('$HEAD,协议内容')
for i in range(4000): print('F%04d,1,新城镇西滩村人民调解委员会,2013-03-01,SFS1,%s' % (i, '协议' * 400))" >"$dir/big.csv"
limited() { # a file may not grow: as if the disk were full
	(
		ulimit -f $(($(stat -c %s "$store/store.mdb") / 512 + 200))
		"$SIFA_BIN" --store "$store" "$@" >"$dir/out" 2>"$dir/err"
	)
}
for lang in zh en; do
	limited --lang $lang import MED "$dir/big.csv"
	[ $? -eq 74 ] || fail "a full disk: exit code $?"
	no_out
	grep -q -e 磁盘 -e disk "$dir/err" || fail "a full disk has no sentence"
	unchanged
done
room=$(($(du -sk "$whole" | cut -f1) + 400)) # in KiB, for the store and little more
if [ "$(id -u)" -eq 0 ] && mkdir "$dir/small" && mount -t tmpfs -o size=${room}k tmpfs "$dir/small" 2>/dev/null; then
	trap 'umount "$dir/small"; rm -rf "$dir"' EXIT
	cp -R "$whole" "$dir/small/s"
	store=$dir/small/s
	sentence 74 磁盘已满 "disk is full" import MED "$dir/big.csv"
	unchanged
	{ echo "$HEAD"; case_row 002; } >"$dir/c.csv"
	try 0 import MED "$dir/c.csv"
	head -c 2000000 /dev/zero >"$dir/small/fill" 2>/dev/null
	store=$dir/small/new
	try 74 init
	[ ! -e "$store/store.mdb" ] || fail "half a store on a full disk"
	umount "$dir/small"
	trap 'rm -rf "$dir"' EXIT
fi
store=$whole

# ---- a clock behind the last entry ----
{ echo "$HEAD"; case_row 009; } >"$dir/c.csv"
store=$dir/future
try 0 --now 2031-01-01 init --name 垣曲县司法局 --origin 10203
try 0 list ORG
try 0
sentence 75 "时钟" clock import ORG "$dir/org.csv"
err --now
sentence 75 "时钟" clock config adopt config
try 0 check
try 0 --now 2030-12-30 import ORG "$dir/org.csv" # a date that a person typed counts
try 75 import COM "$dir/com.csv"
try 0 --now 2031-01-02 import COM "$dir/com.csv"
try 0 check
exit 0

# Making stores: a whole one or none, and never over another.
. tests/cli/lib

try 0 init --name 垣曲县司法局 --origin 10203 --user wang
no_out
try 0 list ORG
out 10203 垣曲县司法局
try 0 list USR
out wang
try 0 export MED # of an empty register a form, tables and all
out 协议形式 当事人.1.地位 当事人.1.姓名.证件号码
[ "$(stat -c %a "$store")" = 700 ] || fail "others can look into the store's folder"
[ "$(stat -c %a "$store/store.mdb")" = 600 ] || fail "others can read the store"
[ -z "$(find "$store" -name '*new*')" ] || fail "left-overs: $(ls -A "$store")"

# Over a store: refused, and it stays as it was.
remember
sentence 73 "已有库" "a store already" init
sentence 73 "已有库" "a store already" demo
unchanged

for origin in abc 0 -1 262144 99999999999999999999 1x ''; do
	store=$dir/no
	sentence 2 262143 262143 init --origin "$origin"
	[ ! -e "$store" ] || fail "made a store with origin '$origin'"
done
try 2 init here
try 2 init --nmae x
err "--name"
try 2 init --name
sentence 2 登录名 login init --user ""
sentence 65 控制字符 control init --name "$(printf 'a\001b')"
sentence 65 UTF-8 UTF-8 init --name "$(printf 'a\377b')"
[ ! -e "$store" ] || fail "made a store of a bad name"

# Where no store can be.
: >"$dir/file"
store=$dir/file
sentence 2 不是文件夹 "not a folder" init
sentence 2 不是文件夹 "not a folder" list ORG
[ ! -s "$dir/file" ] || fail "a file was written into"
store=$dir/file/below
sentence 2 不是文件夹 "not a folder" init
store=$dir/no/such/folder
sentence 66 上级文件夹不存在 "does not exist" init
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	nobody() {
		setpriv --reuid=65534 --regid=65534 --clear-groups "$dir/sifa" "$@" \
			>"$dir/out" 2>"$dir/err"
	}
	mkdir -m 755 "$dir/roots"
	cp "$SIFA_BIN" "$dir/sifa"
	cp -R config "$dir/config"
	chmod -R go+rX "$dir/config" "$dir/sifa"
	chmod 755 "$dir"
	nobody --store "$dir/roots/s" --config "$dir/config" init
	[ $? -eq 77 ] || fail "init without permission"
	err 权
	nobody --lang en --store "$dir/roots/s" --config "$dir/config" init
	[ $? -eq 77 ] || fail "init without permission"
	err "no permission"
	store=$dir/store
	nobody --store "$store" list ORG
	[ $? -eq 77 ] || fail "a store without permission"
	no_out
	err 权
fi

# Without a configuration, or with a bad one.
store=$dir/none
sentence 66 不存在 "is not there" --config "$dir/nowhere" init
mkdir "$dir/empty"
sentence 66 不存在 "is not there" --config "$dir/empty" init
cp -R config "$dir/bad"
echo 'kind: [' >"$dir/bad/kinds/person.yaml"
sentence 78 kinds/person.yaml: kinds/person.yaml: --config "$dir/bad" init
[ ! -e "$store" ] || fail "made a store of a bad configuration"

# The same seed gives the same county, another one does not.
for s in a b c; do
	store=$dir/$s
	seed=7
	[ $s = c ] && seed=8
	try 0 demo --offices 2 --seed $seed
	no_out
	sifa export MED >"$dir/$s.csv" || fail "export"
done
same "$dir/a.csv" "$dir/b.csv"
! cmp -s "$dir/a.csv" "$dir/c.csv" || fail "two seeds, one county"
store=$dir/d
for wrong in "--offices 0" "--offices x" "--years" "--seed -1" "here"; do
	# shellcheck disable=SC2086
	try 2 demo $wrong
	no_out
done
[ ! -e "$store" ] || fail "made a county of wrong options"
exit 0

# Options, help and what a newcomer types first.
. tests/cli/lib

try 0 --version
out "sifa 0.1.0"
no_err
for h in help --help -h; do
	try 0 $h
	out 用法 init demo import export list show score check
	no_err
done
try 0 --lang en help
out usage: "make an empty store"
for v in init demo config import export list show score check help; do
	try 0 help $v
	out "sifa $v"
	cp "$dir/out" "$dir/help"
	try 0 $v --help
	same "$dir/help" "$dir/out"
done

# Wrong use says what is nearest.
sentence 2 "没有命令 improt；是否为 import" "there is no verb improt; did you mean import" improt
sentence 2 "没有命令 xyzzy" "there is no verb xyzzy" xyzzy
sentence 2 "没有选项 --stroe；是否为 --store" "there is no option --stroe; did you mean --store" --stroe x list
sentence 2 "没有命令 xyzzy" "there is no verb xyzzy" help xyzzy
for wrong in "--lang fr" "--format xml" "--now 2013-02-30" "--now" "--store"; do
	# shellcheck disable=SC2086
	try 2 help $wrong
	no_out
	err "${wrong%% *}"
done

# Without a store: where it was looked for, and how to make one.
sentence 66 "中没有库" "there is no store in" list MED
err sifa\ init "$store"
"$SIFA_BIN" list MED >"$dir/out" 2>"$dir/err" && fail "a store where there is none"
err "$HOME/.local/share/sifa"
XDG_DATA_HOME=$dir/data "$SIFA_BIN" list MED 2>"$dir/err" && fail "a store where there is none"
err "$dir/data/sifa"
# The default place is made with the folders above it.
"$SIFA_BIN" init >"$dir/out" 2>"$dir/err" || fail "init in the default place"
no_out
err "$HOME/.local/share/sifa"
"$SIFA_BIN" list ORG >"$dir/out" 2>"$dir/err" || fail "the default store"
out 司法局
SIFA_STORE=$dir/elsewhere "$SIFA_BIN" list ORG 2>"$dir/err" && fail "SIFA_STORE is not looked at"
err "$dir/elsewhere"

# Without a terminal: what is due and the score, as text. Locale and terminal do
# not matter, and Chinese is the language whatever they say.
try 0 demo --offices 2 --seed 3
try 0
out 云泉县司法局 2013-12-20 30天内到期 柳河司法所
no_err
cp "$dir/out" "$dir/home.txt"
for locale in C POSIX zh_CN.GB18030 en_US.ISO-8859-1 nonsense; do
	LC_ALL=$locale TERM=dumb sifa >"$dir/out" 2>"$dir/err" </dev/null || fail "locale $locale"
	same "$dir/home.txt" "$dir/out"
done
env -i "$SIFA_BIN" --store "$store" >"$dir/out" 2>"$dir/err" </dev/null || fail "no environment"
same "$dir/home.txt" "$dir/out"
try 0 --lang en
out "due in the next 30 days"
try 0 --format csv
out "30天内到期"

# Options stand before or after the verb, and take = too.
try 0 list --lang=en ORG --limit=1
out Name
try 0 --now 2013-06-30
out 2013-06-30

# Data on standard output, all else on standard error.
try 0 list ORG
no_err
try 0 check
no_err
out "发现0处问题"
try 2 list
no_out
try 0 score
no_err
exit 0

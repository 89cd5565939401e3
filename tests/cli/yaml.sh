# config adopt: every error of a file in one run, by file, line and column; a
# folder with an error changes nothing.
. tests/cli/lib

small_county
remember
cp -R config "$dir/c"
kind=$dir/c/kinds/publicity.yaml
good=$dir/good.yaml
cp "$kind" "$good"
adopted() { sifa export PUB | head -n 1; }
before=$(adopted)
refused() { # what init and adopt both say
	try 78 config adopt "$dir/c"
	no_out
	err "$@"
	not_err 已启用
	"$SIFA_BIN" --store "$dir/new" --config "$dir/c" init >"$dir/out" 2>"$dir/err"
	[ $? -eq 78 ] || fail "init with a bad configuration"
	err "$@"
	[ ! -e "$dir/new" ] || fail "init made a store"
	[ "$(adopted)" = "$before" ] || fail "a bad configuration was adopted"
}
file() { cat >"$kind"; }

file <<'EOF'
kind: publicity
code: PUB
labell: {zh: 宣传, en: Publicity}
fields:
  - {id: held_on, type: dat, label: {zh: 日期, en: Day}}
  - {id: held_on, type: text, label: {zh: 编号, en: Number}, max: abc}
  - {id: way, type: code, codes: no_such_list, label: {zh: 方式, en: How}}
  - {id: who, type: ref, to: persom, label: {zh: 人, en: Who}}
columns:
  - {field: held, width: 4}
EOF
refused 'kinds/publicity.yaml:3:1: labell: ' 最接近的是“label” \
	'kinds/publicity.yaml:5:25: type: ' 最接近的是“date” \
	'kinds/publicity.yaml:6:65: max: ' 'kinds/publicity.yaml:6:5: ' \
	'kinds/publicity.yaml:7:34: codes: ' 'kinds/publicity.yaml:8:30: to: ' \
	'kinds/publicity.yaml:10:13: field: '
try 78 --lang en config adopt "$dir/c"
err 'kinds/publicity.yaml:3:1: labell: ' '"label"'

# Errors of two files at once.
sed 's/type: date/type: dote/' "$good" | file
cp "$dir/c/codes/sex.yaml" "$dir/sex"
echo 'codes: 7' >>"$dir/c/codes/sex.yaml"
refused kinds/publicity.yaml: codes/sex.yaml:
cp "$dir/sex" "$dir/c/codes/sex.yaml"

printf 'kind: &a publicity\ncode: *a\n' | file
refused kinds/publicity.yaml:1:7: kinds/publicity.yaml:2:7:
printf 'kind: !!str publicity\n' | file
refused kinds/publicity.yaml:1:7:
printf 'kind: publicity\nkind: publicity\n' | file
refused kinds/publicity.yaml:2:1: kind
printf '%0300d' 0 | sed 's/0/[/g' | file
refused kinds/publicity.yaml:1:17: 16
{ cat "$good"; yes '# a long file' | head -c 1100000; } | file
refused kinds/publicity.yaml "1 MiB"
printf 'kind: publicity\n  code: [\n' | file
refused kinds/publicity.yaml:2:
printf 'kind: publicity\n\tcode: PUB\n' | file
refused kinds/publicity.yaml:2:1:
: | file
refused kinds/publicity.yaml:1:1:
printf 'kind: a\n---\nkind: b\n' | file
refused kinds/publicity.yaml:
printf 'kind: publicity\ncode: \377\376\n' | file
refused kinds/publicity.yaml:2: UTF-8
printf 'kind: publicity\ncode: "a\\0b"\n' | file
refused kinds/publicity.yaml:2:
printf -- '- a\n- b\n' | file
refused kinds/publicity.yaml:1:1:
cp "$good" "$kind"

# A letter and a calendar, too.
letter=$(ls "$dir"/c/letters/*.yaml | head -n 1)
cp "$letter" "$dir/letter"
sed '0,/ weight:/s// wieght:/' "$dir/letter" >"$letter"
refused "letters/$(basename "$letter"):" wieght
cp "$dir/letter" "$letter"
echo 'not: a calendar' >"$dir/c/calendar/2014.yaml"
refused calendar/2014.yaml:
cp config/calendar/2014.yaml "$dir/c/calendar/2014.yaml"

# What the store remembers cannot be turned round.
sed 's/\(id: remark, type: \)[a-z]*, max: [0-9]*/\1date/' "$good" >"$kind"
cmp -s "$kind" "$good" && fail "nothing was changed in the test file"
try 78 config adopt "$dir/c"
err kinds/publicity.yaml: remark
cp "$good" "$kind"
sentence 2 "adopt DIR" "adopt DIR" config adopt
sentence 2 "adopt DIR" "adopt DIR" config
sentence 2 "adopt DIR" "adopt DIR" config adopt "$dir/c" more
sentence 66 不存在 "is not there" config adopt "$dir/nowhere"
: >"$dir/plain"
try 66 config adopt "$dir/plain"

# A good one: what changes is told, on standard output, before and after.
sed 's/^pages:/  - {id: weather, type: text, max: 20, label: {zh: 天气, en: Weather}}\npages:/; 0,/^    fields: \[/s//&weather, /' "$good" >"$kind"
try 0 config adopt "$dir/c" --dry-run
out "+ field publicity.weather"
err 没有改动
[ "$(adopted)" = "$before" ] || fail "a dry run changed the store"
cp "$dir/out" "$dir/dry"
try 0 config adopt "$dir/c"
same "$dir/dry" "$dir/out"
err 已启用
case $(adopted) in *天气*) ;; *) fail "the new field is not there" ;; esac
try 0 config adopt "$dir/c"
no_out
unchanged
exit 0

# A letter's life from the command line: divided numbers, a file of them, signing, a
# supplement, the printed paper, the next year.
. tests/cli/lib
set -e
day=2013-02-20
sifa() { "$SIFA_BIN" --store "$store" --now "$day" --lang zh "$@"; }
expect() { grep -q -e "$1" "$dir/out" || { cat "$dir/out"; fail "expected: $1"; }; }
refused() { # CODE COMMAND...
	code=$1
	shift
	"$@" >"$dir/out" 2>&1 && fail "not refused: $*"
	[ $? -eq "$code" ] || { cat "$dir/out"; fail "another exit code than $code: $*"; }
}

sifa init --name 垣曲县司法局 --origin 10203 >/dev/null
cat >"$dir/units.csv" <<'CSV'
code,name,kind,parent,established_on,population
SFS1,新城司法所,司法所,垣曲县司法局,1995-01-01,38
SFS2,历山司法所,司法所,垣曲县司法局,1995-01-01,25
SFS3,古城司法所,司法所,垣曲县司法局,1995-01-01,21
SFS4,英言司法所,司法所,垣曲县司法局,1995-01-01,16
CSV
sifa import ORG "$dir/units.csv" >/dev/null

# Divided as domain.md 4.7 has it; a dry run writes nothing.
sifa letter split yuanqu-2013 C4 --by population --total 46 --dry-run --format csv >"$dir/out" 2>/dev/null
printf 'unit,weight,target,locked\n新城司法所,38,17,no\n历山司法所,25,12,no\n古城司法所,21,10,no\n英言司法所,16,7,no\n' |
	diff - "$dir/out" || fail "another division"
[ -z "$(sifa list LTR --format csv | sed 1d)" ] || fail "a dry run wrote"
sifa letter split yuanqu-2013 C4 --by population --total 46 >/dev/null 2>&1
sifa letter targets yuanqu-2013 --format csv >"$dir/targets.csv"
grep -q '^SFS1,新城司法所,17,' "$dir/targets.csv" || fail "the number is not there"
sifa letter split yuanqu-2013 C4 --by equal --total 46 --lock 新城司法所=20 --dry-run --format csv >"$dir/out" 2>/dev/null
expect '^新城司法所,1,20,yes'
expect '^历山司法所,1,9,no'

# A file of numbers: all errors at once and nothing written, or all of them.
printf 'code,name,C4,C99\nSFS1,,x,\nSFS9,,3,\n' >"$dir/bad.csv"
refused 65 sifa letter targets yuanqu-2013 --from "$dir/bad.csv"
expect 'bad.csv:1:'
expect 'bad.csv:2:'
expect 'bad.csv:3:'
sifa letter targets yuanqu-2013 --format csv | diff "$dir/targets.csv" - || fail "a refused file wrote"
printf 'code,name,C6,C15,C37,C38,C39,C41\nSFS1,,40,8,200,20,5,12\nSFS2,,30,8,150,20,5,12\n' >"$dir/good.csv"
sifa letter targets yuanqu-2013 --from "$dir/good.csv" >/dev/null
# what is written out comes in again and changes nothing
sifa letter targets yuanqu-2013 --format csv >"$dir/all.csv"
sifa letter targets yuanqu-2013 --from "$dir/all.csv" >"$dir/out"
expect '写入 0 '
sifa letter targets yuanqu-2013 --from - <"$dir/all.csv" >"$dir/out"
expect '写入 0 '
refused 66 sifa letter targets yuanqu-2013 --from "$dir/none.csv"
expect "无法打开 $dir/none.csv"

# Printed with blanks as a draft only.
id1=$(sifa letter show yuanqu-2013 --format csv | sed -n 's/^新城司法所,\([^,]*\),.*/\1/p')
id3=$(sifa letter show yuanqu-2013 --format csv | sed -n 's/^古城司法所,\([^,]*\),.*/\1/p')
refused 65 sifa print "$id3" target_letter
expect 'C6 C15 C37 C38 C39 C41'
sifa print "$id3" target_letter --draft >"$dir/out"
expect '口头协议登记案件完成 ____ 件'
expect '草　　稿'
sifa print "$id1" target_letter >"$dir/out"
expect '完成人民调解案件卷宗 17 件'

# Blanks stand against signing; a full one is frozen.
day=2013-03-15
sign="sign signed_on=2013-03-15 signer_upper=王局长 signer_lower=李所长 copies=2"
refused 65 sifa step "$id3" $sign
expect C6
sifa step "$id1" $sign >/dev/null
sifa letter copy yuanqu-2013 --office SFS1 >"$dir/copy"
hash=$(sifa letter show yuanqu-2013 --office SFS1 --format csv | sed 1d | cut -d, -f5)
[ "$(sha256sum "$dir/copy" | cut -d' ' -f1)" = "$hash" ] || fail "the hash is not the copy's"
grep -q 'clause: "C4", target: 17' "$dir/copy" || fail "the copy lacks its numbers"
sifa print "$id1" target_letter >"$dir/out"
expect "$(echo "$hash" | cut -c1-20)"

# Signed, it changes by a supplement alone; both versions print.
refused 65 sifa letter split yuanqu-2013 C4 --by population --total 60
printf 'code,name,C4\nSFS1,,18\n' >"$dir/late.csv"
refused 65 sifa letter targets yuanqu-2013 --from "$dir/late.csv"
day=2013-07-02
sifa letter supplement yuanqu-2013 C4 SFS1=14 --doc 垣司〔2013〕18号 --text 下半年调整 --day 2013-07-01
sifa score yuanqu-2013 --office SFS1 --as-of 2013-06-30 --format csv >"$dir/out"
grep '^新城司法所,C4,' "$dir/out" | grep -q ',17,' || fail "the old number does not count before its day"
sifa score yuanqu-2013 --office SFS1 --as-of 2013-07-02 --format csv >"$dir/out"
grep '^新城司法所,C4,' "$dir/out" | grep -q ',14,' || fail "the new number does not count"
sifa print "$id1" target_letter >"$dir/out"
expect '垣司'
expect '│   17 │'
expect '│   14 │'
sifa letter diff yuanqu-2013 --office SFS1 >/dev/null || fail "a supplement is a difference"
sifa check >"$dir/out" || { cat "$dir/out"; fail "the store is in disorder"; }

# Another text than the one signed is told, until a supplement names it.
cp -R config "$dir/c"
sed -i 's/^total: 100.00/total: 101.00/; /id: C4$/,/weight: 7/s/weight: 7/weight: 8/' "$dir/c/letters/yuanqu-2013.yaml"
sifa config adopt "$dir/c" >/dev/null
refused 1 sifa letter diff yuanqu-2013 --office SFS1 --format csv
expect '^C4,weight,7,8$'
expect '^,total,100.00,101.00$'
[ "$(wc -l <"$dir/out")" = 3 ] || fail "more than what was changed: $(cat "$dir/out")"
sifa score yuanqu-2013 --office SFS1 >"$dir/out"
expect '^! '
sifa letter supplement yuanqu-2013 C4 SFS1=15 --doc 垣司〔2013〕30号 --text 分值调整 --day 2013-07-02 >"$dir/out"
expect '^C4 .* weight$'
expect '^  - 7$'
expect '^  + 8$'
expect '^  - 100.00$'
sifa letter diff yuanqu-2013 --office SFS1 >/dev/null || fail "the supplement does not name the new text"

# The next year: drafts with these numbers, and two years side by side in January.
day=2014-01-05
sifa letter next-year yuanqu-2013 >/dev/null
sifa letter targets yuanqu-2013 --year 2014 --format csv >"$dir/out"
expect '^SFS1,新城司法所,15,40,'
sifa letter show yuanqu-2013 --year 2014 --office SFS1 --format csv >"$dir/out"
expect '起草'
sifa score >"$dir/out"
expect '2013年)  2013$'
expect '2013年)  2014$'
day=2014-01-20
sifa score >"$dir/out"
! grep -q '  2013$' "$dir/out" || fail "the year is closed"

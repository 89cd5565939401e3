# What cases bring: the schedules of three counties (domain.md 2.2.1) by hand-made sums, the
# table in force on the day, and the monthly allowance of mediators (11.4).
. tests/cli/lib
set -e
sifa() { "$SIFA_BIN" --store "$store" --now 2023-12-20 "$@"; }
data=tests/fixtures/papers/data

sifa init --name 垣曲县司法局 --origin 10203 >/dev/null
for f in 01-ORG 02-PSN 04-COM 05-MDR 07-LFM 08-LSP; do
	sifa import "${f#*-}" "$data/$f.csv" >"$dir/log" 2>&1 || fail "$f: $(cat "$dir/log")"
done
printf 'unit,name,kind,licence_no,firm\nSFS1,黄律师,执业律师,11408000201,垣曲县新城法律服务所\nSFS1,林援助,法律援助律师,11408000202,垣曲县新城法律服务所\n' |
	sifa import LSP - >/dev/null

# Cases: number, form, stage, persons, lawyer, where, major, quality, raised, closed.
{
	echo unit,no,applied_on,applicant,form,stage,group_n,lawyer,area,major,quality,subsidy_raise,closed_on
	while IFS='|' read -r no form stage n lawyer area major quality raise closed; do
		[ -z "$no" ] || echo "SFS1,〔2016〕垣法援字第$no号,2016-01-04,140827199006150014,$form,$stage,$n,$lawyer,$area,$major,$quality,$raise,$closed"
	done
} >"$dir/lac.csv" <<'CASES'
001|civil|first|4|陈法工|county||||2016-05-10
002|civil|first|1|黄律师|own||||2016-05-10
003|defence|investigation||黄律师|own||||2016-05-10
004|defence|prosecution||黄律师|province||||2016-05-10
005|victim|first||黄律师|own||||2016-05-10
006|mediation|none|1|陈法工|own||||2016-05-10
007|civil|first|1|林援助|own||||2016-05-10
008|civil|first|30|黄律师|own||||2016-05-10
009|civil|first|30|陈法工|own|yes|||2016-05-10
010|civil|first|20|黄律师|own||||2016-05-10
011|civil|first|19|黄律师|county|yes|||2016-05-10
012|||1|黄律师|||||2016-05-10
013|civil|first|1|黄律师|own||||
101|civil|first|2|黄律师|own||||2017-07-31
102|civil|first|2|黄律师|own||||2017-08-01
103|civil|second|1|黄律师|province||||2017-08-01
104|civil|first|101|黄律师|own||||2017-09-01
105|civil|first|102|黄律师|own||||2017-09-01
106|civil|first|1|黄律师|own|yes||2000|2017-09-01
107|civil|first|1|黄律师|own|yes||1000|2017-09-01
108|civil|first|1|黄律师|own|||1000|2017-09-01
109|mediation|none|1|黄律师|own||||2017-09-01
201|civil|first|1|黄律师|own||excellent||2020-03-01
202|civil|first|1|黄律师|own||good||2020-06-01
203|defence|first||黄律师|own||fail||2020-06-01
204|arbitration|arbitration|1|黄律师|own||pass||2020-06-01
205|civil|first|1|黄律师|own||good||2020-02-29
CASES
sifa import LAC "$dir/lac.csv" >"$dir/log" 2>&1 || fail "$(cat "$dir/log")"

id_of() { sifa list "$1" | grep -F "$2" | sed "s/ .*//;q"; }
lac() { id_of LAC "法援字第$1号"; }
pays() { # NUMBER YUAN
	sifa subsidy "$(lac "$1")" >"$dir/o" 2>&1 || fail "$1: $(cat "$dir/o")"
	[ "$(tail -1 "$dir/o")" = "合计：$2元" ] || fail "$1 pays $2: $(cat "$dir/o")"
}
refuses() { # NUMBER WORDS
	code=0
	sifa subsidy "$(lac "$1")" >"$dir/o" 2>&1 || code=$?
	[ $code = 65 ] && grep -q "$2" "$dir/o" || fail "$1 is refused ($code): $(cat "$dir/o")"
}

# Hanjiang: (1200 + 3 x 200) x 50 % + 500 = 1400, told step by step.
pays 001 1400.00
cat >"$dir/want" <<'END'
  1. 基数（民事、行政、仲裁）：1200.00元
  2. 同一案由增加的受援人：4-1，3×200.00=600.00元，计1800.00元
  3. 基层法律服务工作者：1800.00×50%=900.00元
  4. 外县办案：900.00+500.00=1400.00元
END
grep '^  ' "$dir/o" | diff "$dir/want" - || fail "the arithmetic in words"
pays 002 1200.00
pays 003 800.00
pays 004 2000.00
pays 005 1200.00
pays 006 100.00
pays 007 300.00
pays 008 5000.00
pays 009 3500.00
pays 010 5000.00
grep -q 最高额 "$dir/o" && fail "5000 is not above 5000"
pays 011 6300.00
refuses 012 没有
refuses 013 closed_on
id=$(lac 001)
sifa subsidy "$id" --write >/dev/null
sifa show "$id" >"$dir/o"
for word in '补贴基数(元): 1200.00' '补贴增加(元): 200.00' '补贴合计(元): 1400.00'; do
	grep -qF "$word" "$dir/o" || fail "not kept: $word"
done
sifa print "$id" aid_subsidy >"$dir/o" 2>&1 || fail "$(cat "$dir/o")"
grep -q '3\. 基层法律服务工作者：1800.00×50%=900.00元' "$dir/o" && grep -q '壹仟肆佰元整' "$dir/o" || fail "the paper: $(cat "$dir/o")"

# Other counties put their own schedule in its place; the table is that of the closing day.
county() {
	rm -rf "$dir/c"
	cp -R config "$dir/c"
	cp "tests/fixtures/rates/$1.yaml" "$dir/c/rates/aid.yaml"
	sifa config adopt "$dir/c" >"$dir/o" 2>&1 || fail "$1: $(cat "$dir/o")"
}
county rizhao
pays 101 600.00
pays 102 1400.00
pays 103 1500.00
pays 104 21200.00
pays 105 21200.00
pays 106 2400.00
pays 107 2200.00
pays 108 1200.00
pays 109 600.00
county yongding
pays 201 1680.00
pays 202 1517.00
grep -q '取整到1.00元（四舍五入）：1516.90元→1517.00元' "$dir/o" || fail "rounding is told: $(cat "$dir/o")"
pays 203 840.00
pays 204 1400.00
refuses 205 closed_on
sifa config adopt config >/dev/null

# Mediators: by form, difficulty and grade, divided among those who took part.
printf 'unit,name,sex,birth,id_type,id_no,id_status\nSFS1,孙和平,男,1970-01-01,居民身份证,140827197001010019,待核(照录原件)\nSFS1,吴平安,男,1971-01-01,居民身份证,140827197101010011,待核(照录原件)\n' >"$dir/p.csv"
sifa import PSN "$dir/p.csv" >"$dir/log" 2>&1 || fail "$(cat "$dir/log")"
printf 'unit,person,role,start,committees\nSFS1,140827197001010019,委员,2011-01-01,新城镇西滩村人民调解委员会\nSFS1,140827197101010011,委员,2011-01-01,新城镇西滩村人民调解委员会\n' >"$dir/m.csv"
sifa import MDR "$dir/m.csv" >"$dir/log" 2>&1 || fail "$(cat "$dir/log")"
{
	echo unit,no,form,committee,accepted_on,difficulty,mediators,result,agreed_on,closed_on,grade
	while IFS='|' read -r no form difficulty who result closed grade; do
		agreed=
		[ "$result" != agreed ] || agreed=$closed
		echo "SFS1,(2013)垣新人调$no号,$form,新城镇西滩村人民调解委员会,2013-10-08,$difficulty,$who,$result,$agreed,$closed,$grade"
	done
} >"$dir/med.csv" <<'CASES'
字第101|written|hard|仇月娥、孙和平|agreed|2013-11-01|excellent
字第102|written|ordinary|孙和平、仇月娥、吴平安|agreed|2013-11-05|
字第103|written|simple|仇月娥|agreed|2013-11-30|good
口字第104|oral|simple|仇月娥|agreed|2013-11-30|
字第105|written|hard|仇月娥|failed|2013-11-12|
字第106|written|major|仇月娥|agreed|2013-12-01|excellent
字第107|written|hard|仇月娥|agreed|2013-12-02|
字第108|written|hard|仇月娥|agreed|2013-12-31|fail
CASES
sifa import MED "$dir/med.csv" >"$dir/log" 2>&1 || fail "$(cat "$dir/log")"
month() { # WHO KIND MONTH
	sifa allowance "$(id_of "$2" "$1")" --month "$3" "${4:---write}" >"$dir/o" 2>&1 || fail "$1: $(cat "$dir/o")"
}
has() { grep -q "$1" "$dir/o" || fail "lacks $1: $(cat "$dir/o")"; }
month 仇月娥 MDR 2013-11
has '240.00  *2  *120.00' # 200 x 120 %, two of them
has '80.00  *3  *26.67'   # the second of three: 26.67, 26.67, 26.66
has '55.00  *1  *55.00'
has '30.00  *1  *30.00'
has '105号  *0.00  *1  *0.00' # not agreed
has '^合计：231.67元$'
has '书面、疑难复杂'
month 孙和平 MDR 2013-11
has '^合计：146.67元$'
month 吴平安 MDR 2013-11
has '^合计：26.66元$'
month 新城镇西滩村 COM 2013-11
has '^合计：405.00元$'
month 仇月娥 MDR 2013-12
has '^合计：680.00元$' # 480 + 200 + 0
has 600.00
month 仇月娥 MDR 2013-10
has '^合计：0.00元$'
sifa --format csv allowance "$(id_of MDR 吴平安)" --month 2013-11 >"$dir/o"
has '^10203-[0-9]*,2013-11-05,(2013)垣新人调字第102号,80.00,3,26.66$'
sifa print --ledger mediation_allowance --where closed_on=2013-11-01..2013-11-30 >"$dir/o"
has '累　　计　4条.*405.00'
code=0
sifa allowance "$(id_of LSP 黄律师)" --month 2013-11 >"$dir/o" 2>&1 || code=$?
[ $code != 0 ] && has rates
! sifa allowance "$(id_of MDR 仇月娥)" --month 2013-13 >"$dir/o" 2>&1 || fail "there is no month 13"
sifa check >"$dir/o" || fail "$(cat "$dir/o")"

# A schedule in error is refused with its place.
rm -rf "$dir/c"
cp -R config "$dir/c"
edit() { # SED WANTED
	sed "$1" config/rates/aid.yaml >"$dir/c/rates/aid.yaml"
	! sifa --lang en config adopt "$dir/c" --dry-run >"$dir/o" 2>&1 || fail "not refused: $1"
	grep -qE "rates/aid.yaml:[0-9]+:[0-9]+: .*$2" "$dir/o" || fail "$1: $(cat "$dir/o")"
}
edit 's/^kind: .*/kind: aid_cas/' '"aid_case" is the nearest'
edit 's/date: closed_on/date: closed_n/' 'closed_on'
edit 's/date: closed_on/date: form/' 'is no date'
edit 's/total: subsidy_total/total: form/' 'is no amount of money'
edit 's/of: group_n/of: form/' 'cannot be counted'
edit 's/- each:/- eech:/' 'each'
edit 's/amount: 800/amount: -8/' 'below nothing'
edit 's/amount: 800/amont: 800/' 'amount'
edit 's/percent: 50/amount: 50/' 'has a percent'
edit 's/stage: prosecution/stage: prosecutio/' 'prosecution'
edit 's/- base:/- add:/' 'The first step of a table is its base'
edit 's/  - source: /  - to: 2016-12-31\n    source: 旧\n    steps: [{base: [{amount: 1, label: {zh: 一, en: One}}]}]\n  - source: /' 'in force on one day'
cp config/rates/aid.yaml "$dir/c/rates/aid.yaml"
cp config/rates/aid.yaml "$dir/c/rates/again.yaml"
! sifa --lang en config adopt "$dir/c" --dry-run >"$dir/o" 2>&1 && has 'stands in another file already'

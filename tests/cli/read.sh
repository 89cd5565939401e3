# The files an import takes: encodings, separators, headings, references, persons.
. tests/cli/lib

small_county
sifa export MED >"$dir/none"
lines 1 "$dir/none"

# One file in many dresses: the first is new, the others are known.
{
	echo "$HEAD"
	case_row 001
	case_row 002
} >"$dir/a.csv"
try 0 import MED "$dir/a.csv"
err 新增\ 2
no_out
known() { # FILE
	try 0 import MED "$1"
	err "新增 0" "已有 2"
}
known "$dir/a.csv"
{ printf '\357\273\277'; cat "$dir/a.csv"; } >"$dir/b.csv"
known "$dir/b.csv"
iconv -t GB18030 "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
sed 's/,/;/g' "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
sed 's/,/	/g' "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
sed 's/$/\r/' "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
printf %s "$(cat "$dir/a.csv")" >"$dir/b.csv" # no line end at the end
known "$dir/b.csv"
sed '1s/.*/no,form,committee,accepted_on,unit/' "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
sed '1s/.*/Number,Form,Committee,Accepted,unit/' "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
awk -F, -v OFS=, '{print $5, $3, $1, $4, $2}' "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
sed 's/[^,]*/"&"/g' "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
sed 's/2013-03-01/2013年3月1日/; s/书面卷宗/1/' "$dir/a.csv" >"$dir/b.csv"
known "$dir/b.csv"
# As offices keep it: a title over the table, serial numbers, totals, empty rows,
# a column nobody asked for.
{
	echo '2013年人民调解登记簿,,,,,,'
	echo ',,,,,,'
	sed '1s/.*/序号,#经办,&/; 2,$s/.*/1,王,&/' "$dir/a.csv"
	echo '合计,,2,,,,'
	echo ',,,,,,'
} >"$dir/b.csv"
known "$dir/b.csv"
sifa import MED - <"$dir/a.csv" 2>"$dir/err" || fail "standard input"
err "已有 2"
try 0 import mediation "$dir/a.csv"

# GB18030 with what GBK has not, behind the first MiB too; a break there is named
# by its line.
{
	echo "$HEAD,纠纷简要情况"
	i=100
	while [ $i -lt 700 ]; do
		echo "$(case_row $i),$(printf '%0600d' 0 | sed 's/000/𠮷㐂邻里/g')"
		i=$((i + 1))
	done
} >"$dir/big.csv"
iconv -t GB18030 "$dir/big.csv" >"$dir/gb.csv"
[ "$(wc -c <"$dir/gb.csv")" -gt 1200000 ] || fail "the file is small"
try 0 import MED "$dir/gb.csv"
err "新增 600"
sifa export MED --find '(2013)垣新人调字第699号' | grep -q 𠮷㐂邻里 || fail "characters were lost"
remember
{ cat "$dir/gb.csv"; printf '(2013)\377\377,1\n'; } >"$dir/b.csv"
sentence 65 "b.csv:602:" "b.csv:602:" import MED "$dir/b.csv"
err GB18030
{ cat "$dir/big.csv"; printf 'a\377b,1\n'; } >"$dir/b.csv"
sentence 65 "b.csv:602:" "b.csv:602:" import MED "$dir/b.csv"
err UTF-8
{ cat "$dir/a.csv"; case_row 003; printf 'a\377b,1\n'; } >"$dir/b.csv"
sentence 65 "b.csv:5:" "b.csv:5:" import MED "$dir/b.csv" # early, yet surely UTF-8
err UTF-8
unchanged

# Rows inside a record; line breaks, quotes and separators inside a cell.
cat >"$dir/c.csv" <<'EOF'
编号,协议形式,调委会,受理日期,单位,调解员,parties.1.side,parties.1.name,当事人2地位,当事人2姓名,parties.3.side,parties.3.org,协议内容
(2013)垣新人调字第801号,书面卷宗,新城镇西滩村人民调解委员会,2013-03-05,新城司法所,张三,申请人,王五/140827198801010016,被申请人,赵六/1990-05-05/西滩村,第三人,某厂,"一、付清；
二、""两清"",各自"
EOF
try 0 import MED "$dir/c.csv"
err "新建人员 2"
try 0 import MED "$dir/c.csv"
err "新增 0" "新建人员 0"
sifa export MED --ids --find '(2013)垣新人调字第801号' >"$dir/out"
python3 - "$dir/out" <<'EOF' || fail "the record is not what was given"
import csv, sys
r, = csv.DictReader(open(sys.argv[1], newline=''))
assert r['terms'] == '一、付清；\n二、"两清",各自', r['terms']
assert r['parties.1.person.id_no'] == '140827198801010016'
assert r['parties.1.person.birth'] == '1988-01-01'
assert r['parties.2.person.name'] == '赵六' and r['parties.2.person.village'] == '140827100201'
assert r['parties.3.org'] == '某厂' and not r['parties.3.person.name']
EOF

# A reference by number, by name, by identity number, by record id: one committee
# and one mediator.
com=$(number COM --find 西滩村)
mdr=$(number MDR --limit 1 --where person=140827197003071231)
{
	echo "$HEAD,调解员"
	echo "811,1,新城镇西滩村人民调解委员会,2013-03-06,SFS1,张三"
	echo "812,1,$com,2013-03-06,新城司法所,140827197003071231"
	echo "813,1,新城镇西滩村人民调解委员会,2013-03-06,SFS1,$mdr"
	echo "814,1,新城镇西滩村人民调解委员会,2013-03-06,新城司法所,张三、李四"
} >"$dir/d.csv"
try 0 import MED "$dir/d.csv"
sifa export MED --ids --where accepted_on=2013-03-06 --sort no >"$dir/out"
python3 - "$dir/out" <<'EOF' || fail "references went elsewhere"
import csv, sys
r = list(csv.DictReader(open(sys.argv[1], newline='')))
assert [x['no'] for x in r] == ['811', '812', '813', '814']
assert len({x['committee'] for x in r}) == 1 and {x['unit'] for x in r} == {'SFS1'}
assert {x['mediators'] for x in r[:3]} == {'140827197003071231'}
assert len(r[3]['mediators'].split('、')) == 2
EOF

# Persons: one number is one person, also in another hand; a name alone never is.
people() { sifa export PSN --ids | python3 -c 'import csv,sys; print(sum(r["name"] == sys.argv[1] for r in csv.DictReader(sys.stdin)))' "$1"; }
cat >"$dir/e.csv" <<EOF
$HEAD,parties.1.side,parties.1.name,parties.1.id_no,parties.1.birth,parties.1.village
821,1,新城镇西滩村人民调解委员会,2013-03-07,SFS1,申请人,钱七,140827199005050020,,
822,1,新城镇西滩村人民调解委员会,2013-03-07,SFS1,申请人,钱七,14082719900505002０,1990-05-05,
823,1,新城镇西滩村人民调解委员会,2013-03-07,SFS1,申请人,孙八,,1980-01-01,西滩村
824,1,新城镇西滩村人民调解委员会,2013-03-07,SFS1,申请人,孙八,,1980-1-1,新城镇/西滩村
825,1,新城镇西滩村人民调解委员会,2013-03-07,SFS1,申请人,孙八,,1981-01-01,西滩村
826,1,新城镇西滩村人民调解委员会,2013-03-07,SFS1,申请人,周九,,,
827,1,新城镇西滩村人民调解委员会,2013-03-07,SFS1,申请人,周九,不详,拒绝提供,
EOF
sed 's/140827199005050020/14082719900505002X/; s/14082719900505002０/１４０８２７１９９００５０５００２ｘ/' "$dir/e.csv" >"$dir/f.csv"
try 0 import MED "$dir/f.csv"
err "新建人员 5"
[ "$(people 钱七)" -eq 1 ] || fail "one number, $(people 钱七) persons"
[ "$(people 孙八)" -eq 2 ] || fail "two births, $(people 孙八) persons"
[ "$(people 周九)" -eq 2 ] || fail "two of one name, $(people 周九) persons"
try 0 import MED "$dir/f.csv"
err "新增 0" "新建人员 0"
# What is not known goes out as such.
printf '单位,姓名,出生日期,电话\nSFS1,吴十,拒绝提供,不详\n' >"$dir/p.csv"
try 0 import PSN "$dir/p.csv"
try 0 export PSN --format jsonl
out '"birth":{"state":"refused"}' '"phone":{"state":"unknown"}'
# A namesake in another village of the same name is another one.
printf '%s\n' "$HEAD,parties.1.side,parties.1.name,parties.1.birth,parties.1.village" \
	"828,1,新城镇西滩村人民调解委员会,2013-03-07,SFS1,申请人,孙八,1980-01-01,长直乡/西滩村" >"$dir/g.csv"
try 0 import MED "$dir/g.csv"
[ "$(people 孙八)" -eq 3 ] || fail "villages of one name are mixed up"
try 0 check
exit 0

# Persons: found by initials and numbers, all they had part in, two rows made one by two
# users, and counted once.
. tests/cli/lib

cp -r config "$dir/c"
export SIFA_CONFIG="$dir/c"
# C37 of the letter shall count persons here, not consultations.
sed -i '/id: C37/,/target:/ {
	s/unit: .*/unit: {zh: 件, en: cases}/
	s/actual: .*/actual: {distinct: aid_matter, field: person, date: at}/
	s/target: .*/target: 4/
}' "$dir/c/letters/yuanqu-2013.yaml"
try 0 --now 2013-06-01 init --name 垣曲县司法局 --origin 10203 --user li
printf '代码,名称,机构种类,上级\nXC,新城司法所,office,垣曲县司法局\n' >"$dir/u.csv"
try 0 --now 2013-06-01 import ORG "$dir/u.csv"
printf '登录名,姓名\nzhang,张审核\n' >"$dir/user.csv"
try 0 --now 2013-06-01 import USR "$dir/user.csv"
cat >"$dir/p.csv" <<'C'
所属单位,姓名,出生日期,电话
XC,王小明,1980-01-01,13803591234
XC,王晓明,1980-01-01,
XC,单雄信,1970-02-03,13803595678
C
try 0 --now 2013-06-01 import PSN "$dir/p.csv"
a=$(number PSN --find 王小明) b=$(number PSN --find 王晓明)
cat >"$dir/m.csv" <<C
所属单位,种类,日期,当事人,人次
XC,visit,2013-03-01,$a,1
XC,visit,2013-04-01,$b,1
C
try 0 --now 2013-06-01 import LAM "$dir/m.csv"
asked() { # N: persons who asked, in the score
	sifa --now 2013-06-20 score yuanqu-2013 --office 新城司法所 --format jsonl >"$dir/out" 2>"$dir/err"
	grep '"C37"' "$dir/out" | grep -q "\"actual\":\"$1\"" || fail "not $1 persons asked"
}
asked 2

# Found by initials, by the beginning of a telephone; surnames as surnames.
for who in sxx 单雄 1380359567; do
	try 0 person $who
	out 单雄信
done
try 65 person wxm
err 王小明 王晓明 "$a" "$b"
try 66 person zzz
err 没有人员

# One proposes, another one decides.
try 77 --as nobody same "$a" "$b" --reason 电话相同
try 0 --now 2013-06-20 same "$a" "$b" --reason 电话相同
link=$(cat "$dir/out")
asked 2
try 77 --now 2013-06-20 same "$link" --yes
err 另一
try 0 --now 2013-06-20 --as zhang same "$link" --yes
out 已认定
asked 1
try 0 show "$b"
out "$a" 王小明
try 0 person wxm --format csv
out 2013-03-01, 2013-04-01,
lines 3 "$dir/out"
try 0 list PSN --format csv
lines 3 "$dir/out"
try 0 check

# Out and in again: nothing new; and changed by nobody but two users.
for ids in --ids ''; do
	sifa export SAM $ids >"$dir/sam.csv"
	try 0 import SAM "$dir/sam.csv"
	err "新增 0"
done

# And back.
try 0 --now 2013-06-21 same "$link" --part --reason 是两兄弟
try 0 --now 2013-06-21 --as zhang same "$link" --yes
out 已拆分
asked 2
try 0 list PSN --format csv
lines 4 "$dir/out"
try 0 check

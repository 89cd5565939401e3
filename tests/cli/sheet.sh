# sifa score: what a sheet says besides points.
. tests/cli/lib
cd "$dir" || exit 1
sifa() { "$SIFA_BIN" --store "$store" --lang en --now 2014-01-20 "$@"; }
field() { # CLAUSE NAME, of the lines in sheet
	sed -n 's/.*"clause":"'"$1"'".*"'"$2"'":"\([^"]*\)".*/\1/p' sheet
}

sifa init --name 县司法局 --origin 7 >/dev/null || exit 1
cat >units.csv <<'END'
code,name,kind,parent,established_on,closed_on,successor
A,甲司法所,office,县司法局,2000-01-01,,
B,乙司法所,office,县司法局,2000-01-01,2013-07-01,A
END
cat >people.csv <<'END'
unit,no,person.name,kind,papers_in,reported_on
A,1号,赵某,suspended,2013-01-01,2013-01-01
END
cat >events.csv <<'END'
unit,correction,kind,at
A,1号,lost,2013-05-01
END
sifa import ORG units.csv >out 2>&1 && sifa import correction people.csv >out 2>&1 &&
	sifa import correction_event events.csv >out 2>&1 || fail "$(cat out)"

# A broken veto is marked in its line, and only there.
sifa score yuanqu-2013 --office A >text || exit 1
grep -q '^C24 !.*! veto: no award' text || fail "no mark: $(grep '^C24' text)"
[ "$(grep -c '^C[0-9]* !' text)" = 1 ] || fail "marks elsewhere"
grep -q 'a veto stands' text || fail "no word of the veto"
sifa --format jsonl score yuanqu-2013 --office A >sheet || exit 1
[ "$(field C24 veto)" = award ] || fail "veto: $(field C24 veto)"
[ -z "$(field C25 veto)" ] || fail "veto of C25: $(field C25 veto)"
sifa --format csv score yuanqu-2013 --office A >csv || exit 1
[ "$(head -1 csv)" = office,clause,rule,standing,weight,points,target,actual,formula,veto,date,template ] ||
	fail "$(head -1 csv)"
grep -q '^甲司法所,C24,.*,award,correction_event.at,yes$' csv || fail "$(grep C24 csv)"

# Weights that the paper does not have are called so.
grep -q '^the weights are a template$' text || fail "no word of the template"
[ "$(grep -c '"template":"yes"' sheet)" = 65 ] || fail "template: $(cat sheet)"

# Each clause names its counting date.
[ "$(field C4 date)" = mediation.closed_on ] || fail "date of C4: $(field C4 date)"
[ "$(field C7 date)" = return.submitted_on ] || fail "date of C7: $(field C7 date)"
[ "$(field C49 date)" = 'publicity.at lecture.at' ] || fail "dates of C49: $(field C49 date)"
[ "$(grep -v '"rule":"print"' sheet | grep -c '"date":""')" = 0 ] || fail "a clause without a date"
grep -q '^C16 .*on register from Papers received ' text || fail "$(grep '^C16' text)"

# The ranking, and what is odd in a letter, for programs too.
sifa --format csv score yuanqu-2013 --ranking >ranking || exit 1
[ "$(head -1 ranking)" = office,rank,of,group_rank,group_of,points,raw,bonus,tier,award,money ] ||
	fail "$(head -1 ranking)"
grep -q '^甲司法所,1,1,1,1,[0-9.]*,[0-9.]*,0.00,,no,$' ranking || fail "$(cat ranking)"
sifa score yuanqu-2013 --ranking --office A 2>/dev/null && fail "a ranking of one"
sifa letter lint yuanqu-2013 2>lint || fail "$(cat lint)"
grep -q '^hint: letters/yuanqu-2013.yaml:1:1: The weights of yuanqu-2013 are a template' lint ||
	fail "$(cat lint)"

# A closed office is listed with the others, and has a sheet.
sifa score yuanqu-2013 >all || exit 1
grep -q '^乙司法所 .* closed on 2013-07-01$' all || fail "$(cat all)"
sifa score yuanqu-2013 --as-of 2013-03-31 | grep -q closed && fail "closed before its time"
sifa score yuanqu-2013 --office B >text || exit 1
head -1 text | grep -q '2013-01-01 to 2013-06-30' || fail "$(head -1 text)"
grep -q '^closed on 2013-07-01$' text || fail "$(head -3 text)"
exit 0

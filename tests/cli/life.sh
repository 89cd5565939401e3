# sifa kind KIND --states: the life of a kind as text; sifa kind --all counts what kinds
# declare, and what a configuration declares is what is counted.
. tests/cli/lib

cp -R tests/fixtures/config-mini "$dir/c"
cp -R tests/fixtures/flow/. "$dir/c"
sed -i 's/{id: close, from: .granted., to: closed,/& by: [head, county],/' "$dir/c/kinds/aid.yaml"
try 0 --config "$dir/c" init --name 垣曲县司法局 --origin 7

try 0 kind AID --states
out '● 受理审查  申请日期' '■ 结案  结案日期' '◇ 异议审查  异议日期'
out '    通知补正 → 补正  ⎙ 补充材料通知书'
out '    决定给予 → 给予  (法律援助法第四十三条)'
out '    结案 → 结案  @ 所长、县局考核'
out '    ⏱ 审查决定  申请日期  7日' '    ⏹ 审查决定'
out '⏱ 付款  约定付款日' # begins on a day of no state
try 0 kind aid --states --lang en
out '    Close → Closed  @ Head of office, County assessor' 'Granted  Decided'
# A state's steps stand under it, and nowhere else.
[ "$(grep -c '→ Closed' "$dir/out")" -eq 1 ] || fail 'Close stands elsewhere'

try 0 kind --all --format csv --lang en
steps=$(sed -n '/^steps:/,/^duties:/p' "$dir/c/kinds/aid.yaml" | grep -c 'id: ')
states=$(sed -n '/^states:/,/^steps:/p' "$dir/c/kinds/aid.yaml" | grep -c 'id: ')
clocks=$(sed -n '/^clocks:/,/^states:/p' "$dir/c/kinds/aid.yaml" | grep -c 'id: ')
duties=$(sed -n '/^duties:/,$p' "$dir/c/kinds/aid.yaml" | grep -c 'id: ')
numbers=$(sed -n '/^numbers:/,/^clocks:/p' "$dir/c/kinds/aid.yaml" | grep -c 'id: ')
head -1 "$dir/out" | grep -q '^code,kind,name,fields,states,steps,clocks,duties,numbers,papers,columns$' ||
	fail 'the heading'
grep -q "^AID,aid,Aid,[0-9]*,$states,$steps,$clocks,$duties,$numbers,1,1\$" "$dir/out" || fail 'the counts'
try 0 kind --all --lang en
sums=$(awk 'NR > 1 && $1 != "sum" { s += $(NF - 6) } $1 == "sum" { print s, $(NF - 6) }' "$dir/out")
[ "${sums% *}" = "${sums#* }" ] && [ "${sums% *}" -gt 0 ] || fail "the sum of states: $sums"

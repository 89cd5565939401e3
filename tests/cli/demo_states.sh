# The demonstration shows a record in every state of every kind that has states.
. tests/cli/lib
set -e
sifa demo
python3 - <<'PY' >"$dir/states"
import glob, yaml
for name in sorted(glob.glob("config/kinds/*.yaml")):
    with open(name, encoding="utf-8") as f:
        kind = yaml.load(f, Loader=yaml.BaseLoader)
    for s in kind.get("states", []):
        print(kind["kind"], s["id"])
PY
[ "$(wc -l <"$dir/states")" -ge 229 ] || fail "few states"
bad=0
while read -r kind state; do
	n=$(sifa --format jsonl list "$kind" --where "state=$state" --limit 1 | wc -l)
	[ "$n" -ge 1 ] || { echo "no $kind is $state"; bad=1; }
done <"$dir/states"
exit $bad

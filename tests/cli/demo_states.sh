# The demonstration shows a record in every state of the kinds of correction, release
# and office.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
sifa() { "$SIFA_BIN" --store "$dir/s" --config config "$@"; }
sifa demo
python3 - <<'PY' >"$dir/states"
import yaml
kinds = """correction correction_event assessment released inmate_check petition unit staff user return
    inspection letter task document dossier evidence discipline checklist attendance score_entry
    wall_rule equipment fund seal reconciliation"""
for kind in kinds.split():
    with open("config/kinds/%s.yaml" % kind, encoding="utf-8") as f:
        for s in yaml.load(f, Loader=yaml.BaseLoader)["states"]:
            print(kind, s["id"])
PY
[ "$(wc -l <"$dir/states")" -gt 100 ] || { echo "few states"; exit 1; }
bad=0
while read -r kind state; do
	n=$(sifa --format jsonl list "$kind" --where "state=$state" --limit 1 | wc -l)
	[ "$n" -ge 1 ] || { echo "no $kind is $state"; bad=1; }
done <"$dir/states"
exit $bad

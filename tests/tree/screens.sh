# The README's screens are the golden ones. GOLDEN=1 writes them there.
new=$(mktemp) && block=$(mktemp) || exit 1
trap 'rm -f "$new" "$block"' EXIT
show() { # NAME TITLE
	[ -f "tests/fixtures/screens/$1.txt" ] || { echo "no screen $1: make golden"; exit 1; }
	printf '\n%s\n\n```\n' "$2"
	cat "tests/fixtures/screens/$1.txt"
	printf '```\n'
}
{
	show home '第一屏：到期的、得了几分、还差什么 · *The first screen*'
	show ledger '登记簿 · *A register*'
	show form '表单 · *A form*'
	show score '得分表，每一条都能打开 · *The score sheet; every clause opens*'
	echo
} >"$block" || { cat "$block"; exit 1; }
awk -v block="$block" '
	/^<!-- \/screens -->$/ { while ((getline line < block) > 0) print line; skip = 0 }
	!skip
	/^<!-- screens -->$/ { skip = 1 }' README.md >"$new"
[ -z "$GOLDEN" ] || { cp "$new" README.md; exit; }
diff README.md "$new" || { echo "README and screens differ: make golden"; exit 1; }

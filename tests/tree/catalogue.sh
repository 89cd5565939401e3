# Every message of the source has its Chinese; none is fuzzy; placeholders agree.
BUILD=${BUILD:-build}
xgettext --from-code=UTF-8 -k_ -kN_ --no-location -o "$BUILD/check.pot" $(find core tui -name '*.c' | sort) || exit 1
msgmerge -q --no-fuzzy-matching --no-location -o "$BUILD/check.po" po/zh_CN.po "$BUILD/check.pot" || exit 1
left=$(msgattrib --untranslated --no-obsolete "$BUILD/check.po")
[ -z "$left" ] || { echo "not translated (make po, then fill po/zh_CN.po):"; echo "$left"; exit 1; }
old=$(msgattrib --only-obsolete "$BUILD/check.po")
[ -z "$old" ] || { echo "no longer in the source (make po):"; echo "$old"; exit 1; }
# {1}..{4} of the source must stand in the translation.
python3 - po/zh_CN.po <<'PY'
import re, sys
bad = 0
for block in open(sys.argv[1], encoding="utf-8").read().split("\n\n"):
    m = re.search(r'^msgid (.*?)^msgstr (.*)', block, re.S | re.M)
    if not m or "#~" in block:
        continue
    a, b = (set(re.findall(r"\{\d\}", x)) for x in m.groups())
    # A label comes in both languages: English as {2}, {4}, Chinese as {1}, {3}.
    one = {{"{2}": "{1}"}.get(x, x) for x in a}
    both = {{"{2}": "{1}", "{4}": "{3}"}.get(x, x) for x in a}
    if b not in (a, one, both) and m.group(1).strip() != '""':
        print("placeholders differ:", m.group(1).strip())
        bad = 1
sys.exit(bad)
PY

# A full disk: the save says so, nothing is lost, and when there is space again the
# work goes on. Needs a small file system of its own, so root; else passed over.
dir=$(mktemp -d)
mkdir "$dir/disk"
trap 'umount "$dir/disk" 2>/dev/null; rm -rf "$dir"' EXIT
if ! mount -t tmpfs -o size=6m tmpfs "$dir/disk" 2>/dev/null; then
	echo "passed over: no file system can be mounted here"
	exit 0
fi
S() { "$SIFA_BIN" --store "$dir/disk/s" --lang en --now 2013-12-20 "$@"; }
fail() {
	echo "$1"
	exit 1
}
S --config config init --name 满县司法局 --origin 77 || fail "no store was made"
cases() { # FIRST LAST
	echo no,committee,form,type,accepted_on,summary
	i=$1
	while [ "$i" -le "$2" ]; do
		echo "(2013)人调字第$i号,满县调委会,书面卷宗,邻里,2013-03-15,双方因相邻通行发生争执，经调解员现场查看后达成一致。"
		i=$((i + 1))
	done
}
cases 1 200 >"$dir/a.csv"
S import mediation "$dir/a.csv" --create-references || fail "the first import failed"
rows() { S export mediation --ids | wc -l; }
[ "$(rows)" = 201 ] || fail "the first import is not there"
cases 1000 9000 >"$dir/b.csv"
S import mediation "$dir/b.csv" 2>"$dir/said" && fail "6 MiB held it all"
grep -qi "full\|work file" "$dir/said" || { cat "$dir/said"; fail "the full disk has no sentence"; }
[ "$(rows)" = 201 ] || fail "a part of the failed import is seen"
cases 300 400 >"$dir/c.csv"
S import mediation "$dir/c.csv" || fail "the next import failed"
[ "$(rows)" = 302 ] || fail "the next import is not there"
S check || fail "the check found damage"

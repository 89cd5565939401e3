# Manual pages are clean mdoc.
for f in man/*.[1-9]; do
	out=$(mandoc -T lint -W warning "$f" 2>&1)
	[ -z "$out" ] || { echo "$out"; bad=1; }
done
exit ${bad:-0}

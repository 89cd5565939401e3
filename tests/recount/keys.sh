#!/bin/sh
# The keys and rules of sifa-letter(5) that no shipped letter uses, recounted as
# recount.sh does: letters/*.yaml, which nobody signs but here, in counties with the
# offices of county/ and of keys/, where everything is halved, equal, none, or ends in
# the midst of something. RECOUNT=full takes five counties and more days.
here=$(dirname "$0")
. "$here/lib/county"
seeds=1 years=1
days='2013-06-30 2014-01-31'
if [ "$RECOUNT" = full ]; then
	seeds='1 2 3 4 5' years=2
	days='2013-03-30 2013-06-15 2013-06-30 2013-09-15 2013-12-20 2014-01-10 2014-01-31'
fi
cp -r "$config" "$T/config" && cp "$here"/letters/*.yaml "$T/config/letters/" || exit 1
config=$T/config
for seed in $seeds; do
	county_of_all "$seed" $years || exit 1
	offices=$(signers office)
	for letter in "$here"/letters/*.yaml; do
		letter=$(basename "$letter" .yaml)
		sheets "$letter" "$offices" "$days" || exit 1
		# shellcheck disable=SC2086 # the days are several words
		python3 "$here/recount.py" "$letter" "$config" "$T/out" "$seed" $days || fail=1
	done
done
exit $fail

# The console inside tmux, as many will use it: a second opinion beside the
# emulator of tests/tui. Waits for the program's own idle marker, never for time.
command -v tmux >/dev/null || { echo "tmux is missing: make deps-check"; exit 1; }
dir=$(mktemp -d)
sock=$dir/tmux
trap 'tmux -S "$sock" kill-server 2>/dev/null; rm -rf "$dir"' EXIT
T() { tmux -S "$sock" "$@"; }
fail() {
	echo "$1"
	T capture-pane -p
	exit 1
}
# The marker's count goes up with each key; wait until it has.
marker() { T display-message -p '#{pane_title}' | sed -n 's/^sifa \([0-9]*\)$/\1/p'; }
settle() { # COUNT
	i=0
	while [ "$(marker)" != "$1" ]; do
		i=$((i + 1))
		[ $i -lt 400 ] || fail "no answer: wanted marker $1, have '$(marker)'"
		sleep 0.02
	done
}
keys=0 runs=0
press() {
	for k; do
		T send-keys "$k"
		keys=$((keys + 1))
		settle $keys
	done
}
shows() { T capture-pane -p | grep -q "$1" || fail "the screen does not show: $1"; }

"$SIFA_BIN" --store "$dir/s" --config config demo --offices 3 || exit 1
run() { # COLUMNS ROWS LANG
	keys=0
	runs=$((runs + 1)) # a server of its own: the last one may still be ending
	sock=$dir/tmux-$runs
	T -f /dev/null new-session -d -x "$1" -y "$2" \
		"SIFA_TEST=1 '$SIFA_BIN' --store '$dir/s' --lang $3; echo \$? >'$dir/code'" || exit 1
	T set-option -g allow-rename off >/dev/null
	settle 0
}
leave() {
	T kill-server 2>/dev/null
}
run 80 24 zh
shows 柳河司法所
press F8
shows 登记簿
press 1 . 2 Enter
shows 受理日期
press n 甲 Tab
shows '\[甲 '
# tmux brackets a paste only when it was asked to: a line end is no Enter then.
press BTab
T set-buffer "乙
丙"
T paste-buffer -p
keys=$((keys + 1))
settle $keys
shows '\[甲乙 丙 '
T resize-window -x 100 -y 30
keys=$((keys + 1))
settle $keys
shows '\[甲乙 丙 '
press Escape
shows 离开表单吗
press Enter Escape Escape
leave
# The line goes: what was typed is a draft.
run 80 24 zh
press Enter F8 1 . 2 Enter n
shows 继续填写
press Escape
leave
run 200 50 en
shows 2013-12-20
press F11
leave
run 60 10 zh
shows 80
leave
exit 0

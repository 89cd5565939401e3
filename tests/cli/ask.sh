# sifa print asks on a terminal for what a paper lacks and stores it; without a terminal
# it names the fields and prints nothing.
. tests/cli/lib

small_county
{ echo "$HEAD"; case_row 001; } >"$dir/med.csv"
try 0 import MED "$dir/med.csv"
id=$(sifa list MED | awk 'END { print $1 }')
paper=$(sifa print "$id" | awk 'NF > 2 { print $1; exit }')
lacks=$(sifa print "$id" | awk -v p="$paper" '$1 == p { print $3 }')
[ -n "$lacks" ] || fail 'the case lacks nothing'

try 65 print "$id" "$paper"
no_out
err 字段=值 这份文书要填
try 65 print "$id" "$paper" # and nothing was stored

# Answers every question of the program, on a terminal of its own.
terminal() { # ANSWER
	python3 - "$1" "$SIFA_BIN" --store "$store" print "$id" "$paper" --out "$dir/paper" <<-'PY'
	import os, pty, sys
	answer, argv = sys.argv[1], sys.argv[2:]
	pid, fd = pty.fork()
	if pid == 0:
	    os.execv(argv[0], argv)
	told, answered = b"", 0
	while True:
	    try:
	        piece = os.read(fd, 4096)
	    except OSError:
	        break
	    if not piece:
	        break
	    told += piece
	    while told.count(b"> ") > answered and answered < 60:
	        os.write(fd, (answer + "\n").encode())
	        answered += 1
	sys.stdout.write(told.decode(errors="replace"))
	sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
	PY
}
terminal '' >"$dir/out" 2>"$dir/err" && fail 'nothing was typed, yet it was printed'
[ ! -e "$dir/paper" ] || fail 'a paper was written'
try 65 print "$id" "$paper"
terminal 2013-03-05 >"$dir/out" 2>"$dir/err" || fail 'the answers were not taken'
[ -s "$dir/paper" ] || fail 'no paper was written'
try 0 print "$id" "$paper" # it was stored
try 0 check

# Puts killed at any instant: a file is whole or not there, and every entry has its file.
. tests/cli/lib

small_county
python3 - "$dir" <<'EOF'
import os, sys
for i in range(40):
    open('%s/f%02d' % (sys.argv[1], i), 'wb').write(bytes([i]) * 700000 + os.urandom(8))
EOF
python3 - "$dir" "$store" "$SIFA_BIN" <<'EOF' || fail "killed puts"
import random, subprocess, sys, time
dir, store, sifa = sys.argv[1:]
random.seed(5)
killed = 0
for i in range(40):
    p = subprocess.Popen([sifa, '--store', store, 'put', '%s/f%02d' % (dir, i)],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        p.wait(random.uniform(0.001, 0.03))
    except subprocess.TimeoutExpired:
        p.kill()
        p.wait()
        killed += 1
sys.exit(killed < 5)
EOF
sifa check >"$dir/out" 2>"$dir/err"
not_err 损坏 不见了
try 0 check --sweep
try 0 check
# Nobody who was killed stands in the way of the next.
try 0 put "$dir"/f*
lines 40 "$dir/out"
try 0 check
out 40个文件

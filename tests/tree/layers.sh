# Who may know what: the include rules of the rooms, a link of libsifa without
# curses, and no writable global in it.
BUILD=${BUILD:-build}
bad=0
say() { echo "$*"; bad=1; }

# Only one room names each library.
for f in $(grep -rlE '#include <lmdb\.h>' core tui | grep -v '^core/store/'); do say "$f names lmdb.h"; done
for f in $(grep -rlE '#include <yaml\.h>' core tui | grep -v '^core/base/yaml\.c$'); do say "$f names yaml.h"; done
for f in $(grep -rlE '#include <(curses|ncurses|ncursesw/curses|term)\.h>' core tui | grep -v '^tui/draw/'); do say "$f names curses.h"; done
# tui sees one core header.
grep -rnE '#include "[^"]*core/' tui | grep -v '/core/sifa\.h"' && say "tui includes a private core header"
# core includes nothing of tui, nor libc's locale.
grep -rnE '#include "[^"]*tui/' core && say "core includes tui"
grep -rnE '#include <locale\.h>|\b(printf|puts|exit|abort) *\(' core --include='*.c' | grep -vE 'snprintf|vsnprintf|buf_printf' && say "core prints or exits"
# Floors: each uses only floors below.
floor() { case $1 in base) echo 1 ;; model) echo 2 ;; store) echo 3 ;; trust) echo 4 ;; work) echo 5 ;; score) echo 6 ;; move) echo 7 ;; esac; }
for f in core/*/*.[ch]; do
	me=$(basename "$(dirname "$f")")
	for up in $(sed -n 's/^#include "\.\.\/\([a-z]*\)\/.*/\1/p' "$f"); do
		[ "$(floor "$up")" -lt "$(floor "$me")" ] || say "$f includes the floor $up"
	done
done
# Above trust nobody calls the store itself.
grep -nE '\b(snap|store)_(begin|end|act|open|get|facts|refs)\b *\(' core/work/*.c core/score/*.c core/move/*.c && say "a floor above trust calls the store"
# libsifa links without curses, and has no writable global.
echo '#include "core/sifa.h"
int main(void){struct sifa *s; return sifa_open("", 0, &s, 0) != 0 ? 0 : 1;}' >"$BUILD/link.c"
${CC:-cc} -I. -fPIE -pie ${SANITIZE:-} -o "$BUILD/link" "$BUILD/link.c" "$BUILD/libsifa.a" -llmdb -lyaml -lsodium $(nm "$BUILD/libsifa.a" 2>/dev/null | grep -q __asan && echo -fsanitize=address,undefined) $(nm "$BUILD/libsifa.a" 2>/dev/null | grep -q __gcov && echo --coverage) || say "libsifa does not link without curses"
# Constant tables of pointers stand in .data.rel.ro: written once, by the loader.
nm "$BUILD/libsifa.a" 2>/dev/null | grep -qE '__asan|__gcov' ||
	objdump -t "$BUILD/libsifa.a" 2>/dev/null |
	awk '/ O / && ($4 == ".data" || $4 == ".bss" || $3 == "*COM*" || $0 ~ / \.(data|bss)(\.[^r][^ ]*)?\t/) { print "writable global: " $NF; bad = 1 } END { exit bad }' || bad=1
exit $bad

# cppcheck is quiet.
command -v cppcheck >/dev/null || { echo "cppcheck is missing: make deps-check"; exit 1; }
cppcheck -q -j2 --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	--suppress=missingIncludeSystem --suppress=varFuncNullUB -D_GNU_SOURCE core tui

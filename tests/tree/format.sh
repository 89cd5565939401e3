# One style, by one file.
command -v clang-format >/dev/null || { echo "clang-format is missing: make deps-check"; exit 1; }
find core tui tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror

# The shipped kinds have what the domain specification asks of them.
command -v python3 >/dev/null || { echo "python3 is missing"; exit 1; }
exec python3 tests/domain/compare.py

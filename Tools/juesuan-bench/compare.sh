#!/bin/sh
# Runs juesuan-bench and other systems on the same workload in turn, and prints one table of ratios.
#
#   Tools/juesuan-bench/compare.sh [--events N] [--count C] [--runs R] [--bin DIR] [--directory DIR]
#                                 [--without hledger|ledger|duckdb]… [--json]
#
# Needs python3. SQLite is measured through its C API where a C compiler and sqlite3.h are there,
# else through Python's sqlite3 module; hledger, ledger and DuckDB where they are installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo "compare.sh: python3 is needed" >&2; exit 69; }
# No compiled files in the checkout.
export PYTHONDONTWRITEBYTECODE=1
exec python3 "$here/Peers/compare.py" --default-bin "$here/../../.build/release" "$@"

#!/usr/bin/env bash
# Measures Steward against its own PostgreSQL. Needs pgbench and psql (Debian: postgresql-contrib). docs/performance.md
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

for tool in pgbench psql; do
    command -v "$tool" >/dev/null 2>&1 || { echo "bench: $tool is needed: apt-get install -y postgresql-contrib" >&2; exit 1; }
done
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" bench/Bench.java "$@"

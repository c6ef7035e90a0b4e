#!/usr/bin/env bash
# Two programs import into one account at the same time.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/twoimports.py"

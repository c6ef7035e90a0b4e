#!/usr/bin/env bash
# An import is killed at each of its moments, and started again.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/killed.py"

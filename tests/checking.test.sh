#!/usr/bin/env bash
# What "check" says of every table in tests/data, and the mended files: ROLLCALL_BIN is where the programs are.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/checking.py"

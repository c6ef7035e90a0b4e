#!/usr/bin/env bash
# What is kept on this computer: begun by several at once, damaged, erased, grown old.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/records.py"

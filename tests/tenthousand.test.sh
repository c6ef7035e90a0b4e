#!/usr/bin/env bash
# A large file with bad rows in it, from the command line to the practice account and back.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/tenthousand.py"

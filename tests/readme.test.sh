#!/usr/bin/env bash
# What the README tells people to type does what it says.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/readme.py"

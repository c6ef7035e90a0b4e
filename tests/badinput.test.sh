#!/usr/bin/env bash
# What can be wrong with file and service, from the command line.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/badinput.py"

#!/usr/bin/env bash
# What can be wrong with a connection, from the command line.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/badconnection.py"

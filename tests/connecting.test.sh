#!/usr/bin/env bash
# Ways to connect, and whose account it is, from the command line: ROLLCALL_BIN is where the programs are.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/connecting.py"

#!/usr/bin/env bash
# Single contacts that wait, over kills and a service that goes away, from the command line.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/singles.py"

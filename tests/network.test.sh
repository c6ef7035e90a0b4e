#!/usr/bin/env bash
# Proxies that ask who one is, and certificates of the network's own: ROLLCALL_BIN is where the programs are.
ROLLCALL_BIN=$1 exec python3 "$(dirname "$0")/e2e/network.py"

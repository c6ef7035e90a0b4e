#!/usr/bin/env bash
# All tests: installs what they need, builds with warnings as errors, runs. `tests/run.sh asan` (or tsan) runs them
# under that sanitizer instead.
set -euo pipefail
cd "$(dirname "$0")/.."

bash installer/prerequisites.sh tests packaging

for preset in ${@:-dev}; do
    echo "== $preset"
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset"
    ctest --preset "$preset" -j "$(nproc)"
done

#!/usr/bin/env python3
"""What checking a large file costs, beside a script that does the same:

    ROLLCALL_BIN=build/release/bin python3 tests/bench/checks.py [--rows N] [--runs N]

Makes the file (contacts.py, seed 3), then runs each program and the script in turn, as whole processes, and prints the
medians: seconds by the clock, seconds of processor time, MiB of memory at the peak. `check` is the command of
rollcall-cli; `bodies` writes the request bodies into a folder. What the check counts is held against what was planted,
and the peak of memory of twice as many rows tells what a further row takes; ends with 1 where the counts differ."""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BIN = pathlib.Path(os.environ.get("ROLLCALL_BIN", "build/release/bin")).resolve()


class Run:
    """One process from its start to its end."""

    def __init__(self, words, environment):
        begun = time.monotonic()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen([str(word) for word in words], stdout=out, stderr=subprocess.DEVNULL, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.monotonic() - begun
            out.seek(0)
            self.said = out.read().decode()
        self.status = process.returncode = os.waitstatus_to_exitcode(status)
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024


def make(folder, rows):
    path, truth = folder / f"{rows}.csv", folder / f"{rows}.json"
    subprocess.run([sys.executable, HERE / "contacts.py", "--rows", str(rows), "--seed", "3", "--out", path, "--truth", truth],
                   check=True)
    return path, json.loads(truth.read_text())["kinds"]


def differences(said, planted):
    """Between what bench_check counted and what was planted; an unknown country is a warning, so such a row is ready."""
    ready, to_fix, duplicates = (int(re.search(rf"{name} (\d+)", said)[1]) for name in ("ready", "to fix", "duplicates"))
    expected = {"ready": planted["good"] + planted["bad_country"], "duplicates": planted["duplicate"],
                "to fix": sum(planted[kind] for kind in ("bad_email", "no_email", "bad_date", "too_long"))}
    counted = {"ready": ready, "to fix": to_fix, "duplicates": duplicates}
    return [f"{name}: {counted[name]} counted, {expected[name]} planted" for name in expected
            if counted[name] != expected[name]]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=5)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        environment = {**os.environ, "HOME": place, "ROLLCALL_DATA_DIR": str(folder / "data"), "LC_ALL": "C.UTF-8"}
        path, planted = make(folder, options.rows)
        bodies, others = folder / "bodies", folder / "others"
        script = [sys.executable, HERE / "pipeline.py", path]
        each = {"check": [BIN / "rollcall-cli", "check", path, "--json"],
                "check, with the account's fields": [BIN / "bench_check", "check", path],
                "script, check": [*script, "--check-only"],
                "bodies": [BIN / "bench_check", "bodies", path, bodies],
                "script, bodies": [*script, others]}
        runs = {name: [] for name in each}
        for _ in range(options.runs):
            for name, words in each.items():
                shutil.rmtree(bodies, ignore_errors=True)
                shutil.rmtree(others, ignore_errors=True)
                run = Run(words, environment)
                if run.status not in (0, 1):  # 1: some rows are to be fixed
                    sys.exit(f"{name} ended with {run.status}")
                runs[name].append(run)

        def median(name, figure):
            return statistics.median(getattr(run, figure) for run in runs[name])

        print(f"{options.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, medians of {options.runs}")
        for name in each:
            peer = "script, bodies" if "bodies" in name else "script, check"
            times = "".join(f"  {median(peer, figure) / median(name, figure):5.1f} times by {what}"
                            for figure, what in (("seconds", "the clock"), ("processor", "processor time"))
                            if peer != name)
            print(f"{name:33} {median(name, 'seconds'):6.2f} s  {median(name, 'processor'):6.2f} s"
                  f"  {median(name, 'memory'):4.0f} MiB{times}")
        twice, _ = make(folder, 2 * options.rows)
        further = Run([BIN / "rollcall-cli", "check", twice, "--json"], environment).memory - median("check", "memory")
        print(f"a further row takes {further * 1024 * 1024 / options.rows:.0f} bytes")
        wrong = differences(runs["check, with the account's fields"][0].said, planted)
        print("\n".join(wrong) or "each count equals what was planted")
        sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

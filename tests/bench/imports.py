#!/usr/bin/env python3
"""What imports cost, measured from the command line against a practice account in a process of its own:

    ROLLCALL_BIN=build/release/bin python3 tests/bench/imports.py [ROWS…] [--unlimited]

With the service's limits (on a clock that runs faster): calls, the least there could be, and most arrivals in any
second. With --unlimited, no limits and activities that end within a second: time, memory and calls."""

import math
import os
import resource
import sys
import time
import pathlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from rollcalltest import SOURCE_TEXT, Computer, Practice  # noqa: E402

FIRST = ("Ada", "Bert", "Cora", "Dan", "Eve", "Finn", "Gus", "Hal")
LAST = ("Adams", "Brown", "Clark", "Davis", "Evans", "Frank", "Green", "Hill")


def table(rows):
    yield "Email,First name,Last name,Company\r\n"
    for i in range(rows):
        yield f"person.{i}@example.org,{FIRST[i % 8]},{LAST[i // 8 % 8]},Company {i % 1000}\r\n"


def measure(rows, unlimited):
    scale = min(60, max(10, rows // 200))
    practice = Practice("--approve", *(["--unlimited"] if unlimited else ["--clock-scale", str(scale)]))
    office = Computer(practice)
    try:
        assert office.connect().status == 0
        path = office.home / "people.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(table(rows))
        calls_before = practice.report()["calls_total"]
        begun = time.time()
        process = office.start("import", path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes", "--json")
        out, err = process.communicate()
        seconds = time.time() - begun
        assert process.returncode == 0, err
        answer = __import__("json").loads(out)
        assert answer["added"] == rows, answer
        report = practice.report()
        assert report["rows_received"] == rows and report["oversized_bodies"] == 0
        calls = report["calls_total"] - calls_before
        bodies = report["calls"]["POST /activities/contacts_json_import"]
        polls = sum(count for call, count in report["calls"].items() if call.startswith("GET /activities"))
        pages = math.ceil(rows / 500)
        read_back = min(pages, 3)  # pages, or a sample, an export and its file
        least = bodies + 2 + 2 + 1 + read_back + polls
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return calls, least, bodies, report["most_in_a_second"], seconds, memory
    finally:
        office.close()
        practice.close()


def main():
    unlimited = "--unlimited" in sys.argv
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or ([1_000_000] if unlimited
                                                                      else [1, 1_000, 10_000, 100_000])
    print(f"{'rows':>9}  calls  least  bodies  in a second  seconds  MiB")
    for rows in sizes:
        # Each in a process of its own: the peak of memory is the largest child's.
        if os.fork() == 0:
            calls, least, bodies, most, seconds, memory = measure(rows, unlimited)
            print(f"{rows:>9,}  {calls:>5}  {least:>5}  {bodies:>6}  {most:>11}  {seconds:>7.1f}  {memory:>3.0f}", flush=True)
            os._exit(0)
        os.wait()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What imports cost, measured from the command line against a practice account in a process of its own:

    ROLLCALL_BIN=build/release/bin python3 tests/bench/imports.py [ROWS…] [--unlimited] [--known PEOPLE]

With the service's limits (on a clock that runs faster): calls, the least there could be, and most arrivals in any
second. With --unlimited, no limits and activities that end within a second, and a clock fast enough that the pace of 3.5
calls a second is not felt: what remains of the time is work. "busy" is how long the practice account had calls under
way; "own" the processor's time that the import took; "first" how long after the account had been read the first body
arrived, the making of the import's own list included."""

import json
import math
import os
import resource
import sys
import time
import pathlib
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from rollcalltest import SOURCE_TEXT, Computer, Practice  # noqa: E402

FIRST = ("Ada", "Bert", "Cora", "Dan", "Eve", "Finn", "Gus", "Hal")
LAST = ("Adams", "Brown", "Clark", "Davis", "Evans", "Frank", "Green", "Hill")


def table(rows):
    yield "Email,First name,Last name,Company\r\n"
    for i in range(rows):
        yield f"person.{i}@example.org,{FIRST[i % 8]},{LAST[i // 8 % 8]},Company {i % 1000}\r\n"


def report(practice):
    """Without its people: they would be in this process's memory, which a process begun by it is counted with."""
    with urllib.request.urlopen(practice.origin() + "/practice/report?contacts=0") as answer:
        return json.load(answer)


def fewest_bodies(rows):
    """By the 3.5 MB and the 40,000 rows that fit into one."""
    size = 200  # its head and its end
    for i in range(rows):
        size += 1 + len(json.dumps({"email": f"person.{i}@example.org", "first_name": FIRST[i % 8],
                                    "last_name": LAST[i // 8 % 8], "company_name": f"Company {i % 1000}"},
                                   separators=(",", ":")))
    return max(math.ceil(size / 3_500_000), math.ceil(rows / 40_000))


def first_body_after(calls, scale):
    """Milliseconds from the end of the last call that read the account to the first body; none: it went without."""
    body = next((call for call in calls if call["call"].endswith("/activities/contacts_json_import")), None)
    if body is None:
        return "-"
    reading = [call for call in calls if call["arrived"] < body["arrived"] and call["call"].startswith("GET") and
               any(word in call["call"] for word in ("/contacts", "/contact_exports", "/activities"))]
    return round((body["arrived"] - reading[-1]["answered"]) / scale)


def measure(rows, unlimited, known):
    scale = 50 if unlimited else min(60, max(10, rows // 200))
    practice = Practice("--approve", "--clock-scale", scale, *(["--unlimited"] if unlimited else []),
                        *(["--seed-contacts", known] if known else []))
    office = Computer(practice)
    try:
        assert office.connect().status == 0
        path = office.home / "people.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(table(rows))
        before = report(practice)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.time()
        process = office.start("import", path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes", "--json")
        out, err = process.communicate()
        seconds = time.time() - begun
        assert process.returncode == 0, err
        answer = json.loads(out)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = usage.ru_utime - used.ru_utime + usage.ru_stime - used.ru_stime
        assert answer["added"] == rows, answer
        after = report(practice)
        bodies = after["calls"].get("POST /activities/contacts_json_import", 0)
        assert after["rows_received"] == (rows if bodies else 0) and after["oversized_bodies"] == 0
        calls = after["calls_total"] - before["calls_total"]
        busy = (after["busy_ms"] - before["busy_ms"]) / 1000
        polls = sum(count for call, count in after["calls"].items() if call.startswith("GET /activities"))
        pages = math.ceil(rows / 500)
        read_back = min(pages, 3)  # pages, or a sample, an export and its file
        # Pages, or one of them and an export and its file each of the account and of the list.
        read = min(math.ceil((known + 1) / 500), 1 + 2 * 2)
        # Lists, fields and the account; then one call each, or bodies, the import's own list and what is read back.
        least = 2 + read + min(rows, fewest_bodies(rows) + 2 + read_back + max(1, polls))
        return (f"{rows:>9,}  {calls:>5}  {least:>5}  {bodies:>6}  {polls:>5}  {after['most_in_a_second']:>11}  "
                f"{seconds:>7.1f}  {busy:>4.1f}  {own:>4.1f}  {first_body_after(after['last_calls'], scale):>5}  "
                f"{usage.ru_maxrss / 1024:>3.0f}")
    finally:
        office.close()
        practice.close()


def main():
    unlimited = "--unlimited" in sys.argv
    words = [word for i, word in enumerate(sys.argv) if i > 0 and sys.argv[i - 1] != "--known"]
    sizes = [int(word) for word in words if word.isdigit()] or ([1_000_000] if unlimited
                                                                      else [1, 1_000, 10_000, 100_000])
    known = int(sys.argv[sys.argv.index("--known") + 1]) if "--known" in sys.argv else 0
    print(f"{'rows':>9}  calls  least  bodies  polls  in a second  seconds  busy  own  first  MiB")
    for rows in sizes:
        # Each in a process of its own: the peak of memory is the largest child's.
        if os.fork() == 0:
            print(measure(rows, unlimited, known), flush=True)
            os._exit(0)
        os.wait()


if __name__ == "__main__":
    main()

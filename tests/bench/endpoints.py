#!/usr/bin/env python3
"""The two ways of importing, measured with the same people against a practice account in a process of its own:

    ROLLCALL_BIN=build/release/bin python3 tests/bench/endpoints.py [ROWS…]

JSON (contacts_json_import) and CSV (contacts_file_import), each in as few bodies as the service's limits allow: 3.5 MB,
and 40,000 contacts or lines. The CSV knows the columns without a kind only, so both get just those. "busy" is how long
the practice account had calls under way, "seconds" the time until all of it was in the account. The practice account
has no limits and no pauses here, and the network is this computer's: at 10 Mbit/s up, "upload" is what the bytes add."""

import csv
import io
import json
import pathlib
import sys
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from imports import FIRST, LAST, report  # noqa: E402
from rollcalltest import Computer, Practice  # noqa: E402

MOST_BYTES = 3_500_000
COLUMNS = ("email", "first_name", "last_name", "company_name", "phone", "street", "city", "state", "zip", "country")


def person(way, i):
    return (f"{way}.{i}@example.org", FIRST[i % 8], LAST[i // 8 % 8], f"Company {i % 1000}", f"617-555-{i % 10000:04}",
            f"{i % 900 + 1} Main Street", "Springfield", "MA", f"0{2100 + i % 800}", "United States")


def packed(pieces, head, joint, tail, most):
    """Bodies of at most MOST_BYTES and `most` pieces."""
    body, count = head, 0
    for piece in pieces:
        if count and (len(body) + len(piece) + len(tail) + 1 > MOST_BYTES or count == most):
            yield body + tail
            body, count = head, 0
        body += (joint if count else b"") + piece
        count += 1
    yield body + tail


def json_bodies(rows, list_id):
    pieces = (json.dumps(dict(zip(COLUMNS, person("json", i))), separators=(",", ":")).encode() for i in range(rows))
    tail = b'],"list_ids":' + json.dumps([list_id]).encode() + b"}"
    for body in packed(pieces, b'{"import_data":[', b",", tail, 40_000):
        yield body, "application/json"


def csv_bodies(rows, list_id):
    def line(cells):
        text = io.StringIO()
        csv.writer(text).writerow(cells)
        return text.getvalue().encode()

    for file in packed((line(person("csv", i)) for i in range(rows)), line(COLUMNS), b"", b"", 39_999):
        part = b'--edge\r\nContent-Disposition: form-data; name="'
        yield (part + b'list_ids"\r\n\r\n' + list_id.encode() + b"\r\n" + part +
               b'file"; filename="people.csv"\r\nContent-Type: text/csv\r\n\r\n' + file + b"\r\n--edge--\r\n",
               "multipart/form-data; boundary=edge")


def token(office):
    for path in office.files():
        try:
            found = json.loads(path.read_text()).get("access_token")
        except (ValueError, AttributeError, OSError):
            continue
        if found:
            return found
    raise AssertionError("no token was kept")


def measure(practice, office, endpoint, bodies):
    access = token(office)

    def call(path, body=None, kind="application/json"):
        request = urllib.request.Request(practice["api_url"] + path, data=body, headers={
            "Authorization": f"Bearer {access}", "Content-Type": kind, "Accept": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    list_id = call("/contact_lists", json.dumps({"name": endpoint}).encode())["list_id"]
    ready = list(bodies(list_id))
    before, begun = report(practice), time.monotonic()
    left = [call("/activities/" + endpoint, body, kind)["activity_id"] for body, kind in ready]
    while left:
        left = [one for one in left if call("/activities/" + one)["state"] != "completed"]
    seconds = time.monotonic() - begun
    after = report(practice)
    size = sum(len(body) for body, _ in ready)
    arrived = after["contacts_total"] - before["contacts_total"]
    return len(ready), size, arrived, (after["busy_ms"] - before["busy_ms"]) / 1000, seconds


def main():
    print(f"{'rows':>9}  way   bodies  megabytes  arrived  busy  seconds  upload")
    for rows in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        practice = Practice("--approve", "--unlimited", "--clock-scale", 50)
        office = Computer(practice)
        try:
            assert office.connect().status == 0
            for way, endpoint, bodies in (("JSON", "contacts_json_import", json_bodies),
                                          ("CSV", "contacts_file_import", csv_bodies)):
                count, size, arrived, busy, seconds = measure(practice, office, endpoint,
                                                              lambda list_id: bodies(rows, list_id))
                print(f"{rows:>9,}  {way:<4}  {count:>6}  {size / 1e6:>9.1f}  {arrived:>7}  {busy:>4.1f}  {seconds:>7.1f}"
                      f"  {size * 8 / 10e6:>5.1f}s", flush=True)
        finally:
            office.close()
            practice.close()


if __name__ == "__main__":
    main()

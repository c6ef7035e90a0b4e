"""Ten thousand rows, three in a hundred of them bad: every row has its answer, the account holds exactly the good ones,
and hardly more was asked of the service than had to be."""

import csv
import json
import math

from people import HEADER, make_table
from rollcalltest import *  # noqa: F403

ROWS = 10_000
SCALE = "20"


class TenThousand(TestCase):
    def test_every_row_is_answered_and_the_account_holds_exactly_the_good_ones(self):
        account = self.practice("--approve", "--clock-scale", SCALE, "--seed-contacts", "900")
        office = self.connected(account)
        before = account.people()
        table = make_table(ROWS)
        path = office.file("people.csv", table.content)

        found = office.json("check", path).json["problem_kinds"]
        for kind in ("email_syntax", "email_missing", "too_long", "date_unknown", "date_impossible", "quote_unclosed"):
            self.assertGreater(found[kind], 0, found)
        self.assertGreater(table.duplicates, 0)

        answer = office.import_file(path, "--refused", "refused.csv", "--rows", "rows.jsonl")

        self.assertEqual(answer.status, 1, answer)
        summary = answer.json
        self.assert_adds_up(summary)
        self.assertEqual(
            {name: summary[name] for name in ("state", "rows", *COUNTS)},
            {"state": "done", "rows": ROWS, "added": len(table.good), "updated": 0, "unchanged": 0, "unsubscribed": 0,
             "refused": table.refused, "duplicates": table.duplicates, "left_out": 0, "not_sent": 0})

        report = account.report()
        after = {person["email"]: person for person in report["contacts"]}
        self.assertEqual(set(after) - set(before), set(table.good))
        self.assertTrue(all("Newsletter" in after[email]["lists"] for email in table.good))
        self.assertEqual({email: after[email] for email in before}, before)

        self.check_limits(report, summary, people_before=len(before), arrived=len(table.good))
        self.check_rows(office, table)
        self.check_refused_file(office, table)
        self.check_mended_file(office, account, table)

    def check_limits(self, report, summary, people_before, arrived):
        for name in ("oversized_bodies", "rows_cut", "quota_exceeded", "sign_up_form_calls", "refresh_reuses"):
            self.assertEqual(report[name], 0, name)
        self.assertEqual(report["rows_received"], arrived)  # no row twice, no bad one at all
        bodies = report["calls"]["POST /activities/contacts_json_import"]
        polls = sum(count for call, count in report["calls"].items() if call.startswith("GET /activities"))
        least = (math.ceil(report["largest_body"] / 3_500_000)  # all went in one
                 + 2  # lists and fields
                 + 2  # the import's own list, made and deleted
                 + math.ceil(people_before / 500) + math.ceil(arrived / 500)
                 + polls)
        self.assertEqual(bodies, 1)
        self.assertLessEqual(summary["calls"], 1.3 * least, report["calls"])
        self.assertLessEqual(polls, 12, report["calls"])

    def check_rows(self, office, table):
        with open(office.home / "rows.jsonl", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        self.assertEqual([row["row"] for row in rows], list(range(2, ROWS + 2)))
        added = [row["email"] for row in rows if row["outcome"] == "added"]
        self.assertEqual(added, table.good)
        for row in rows:
            if row["outcome"] == "refused":
                self.assertEqual(row["by"], "check", row)
                self.assertTrue(row["reason"], row)
        self.assertEqual(rows[-1]["outcome"], "refused")

    def check_refused_file(self, office, table):
        with open(office.home / "refused.csv", encoding="utf-8-sig", newline="") as file:
            refused = list(csv.reader(file))
        self.assertEqual(refused[0], [*HEADER, "Line", "Reason", "Hint"])
        self.assertEqual(len(refused) - 1, table.refused)

    def check_mended_file(self, office, account, table):
        """The refused rows, mended, are dropped again: their extra columns are ignored, and they arrive."""
        with open(office.home / "refused.csv", encoding="utf-8-sig", newline="") as file:
            header, *refused = csv.reader(file)
        mended = [[f"mended{number}@example.org", row[1][:50].strip('"'), *row[2:6], "", *row[7:]]
                  for number, row in enumerate(refused)]
        path = office.home / "mended.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *mended])
        answer = office.import_file(path)
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(answer.json["added"], table.refused, answer)
        self.assertIn("mended0@example.org", account.people())

    def test_at_its_own_pace_the_service_is_never_asked_too_fast(self):
        account = self.practice("--approve", "--clock-scale", "2", "--seed-contacts", "1200")
        office = self.connected(account)
        table = make_table(1500, seed=11)
        answer = office.import_file(office.file("people.csv", table.content))
        self.assertEqual(answer.status, 1, answer)
        report = account.report()
        self.assertLessEqual(report["most_in_a_second"], 4)
        self.assertEqual(report["throttled"], 0)


if __name__ == "__main__":
    main()

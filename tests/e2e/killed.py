"""kill -9 at each moment of an import. Started again, the program says what was interrupted and what is known of each
row; and in the end the account holds what it should, once."""

import contextlib
import json
import signal
import sqlite3

from people import make_table
from rollcalltest import *  # noqa: F403

IMPORTS = "POST /v3/activities/contacts_json_import"
UNTOUCHED = ""
IN_FLIGHT = "May have been sent; whether it arrived is not known yet."
SENT = "Sent; the service's answer has not been read yet."


class Killed(TestCase):
    def setUp(self):
        self.account = self.practice("--approve", "--clock-scale", "50", "--seed-contacts", "40")
        self.gate = Gate(self.account["api_url"])
        self.addCleanup(self.gate.close)
        self.office = self.connected(self.account, ROLLCALL_API_URL=self.gate.url)
        self.before = self.account.people()
        self.lists = [entry["name"] for entry in self.account.report()["lists"]]
        self.table = make_table(600)
        self.path = self.office.file("people.csv", self.table.content)

    def kill(self):
        words = ["import", self.path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes", "--json"]
        process = self.office.start(*words)
        self.assert_soon(lambda: self.gate.reached.is_set() or process.poll() is not None)
        process.send_signal(signal.SIGKILL)
        answer = self.office.finish(process)
        self.assertEqual((answer.status, answer.out), (-signal.SIGKILL, ""), answer)
        self.gate.open()

    def assert_told(self, state, reason):
        """What history knows of the import and of each of its rows."""
        told = self.office.json("history")
        self.assertEqual(told.status, 0, told)
        interrupted = told.json["imports"][0]
        self.assertEqual(interrupted["state"], state)
        self.assertIn(f"{self.path} was interrupted", told.err)
        self.assertIn(f"history {interrupted['id']}", told.err)
        self.assert_adds_up(interrupted)
        known = {name: interrupted[name] for name in ("rows", "refused", "duplicates", "not_sent")}
        self.assertEqual(known, {"rows": self.table.rows, "refused": self.table.refused,
                                 "duplicates": self.table.duplicates, "not_sent": len(self.table.good)})

        answer = self.office.json("history", interrupted["id"], "--rows", "rows.jsonl")
        self.assertEqual(answer.status, 0, answer)
        rows = [json.loads(line) for line in (self.office.home / "rows.jsonl").read_text().splitlines()]
        self.assertEqual([row["row"] for row in rows], list(range(2, self.table.rows + 2)))
        not_sent = [row for row in rows if row["outcome"] == "not_sent"]
        self.assertEqual([row["email"] for row in not_sent], self.table.good)
        self.assertEqual({row["reason"] or UNTOUCHED for row in not_sent}, {reason})

    def assert_account(self):
        """Holds everyone who was good, once, and no list of ours."""
        report = self.account.report()
        after = {person["email"]: person for person in report["contacts"]}
        self.assertEqual(set(after) - set(self.before), set(self.table.good))
        self.assertEqual({email: after[email] for email in self.before}, self.before)
        self.assertTrue(all("Newsletter" in after[email]["lists"] for email in self.table.good))
        self.assertEqual(report["rows_received"], len(self.table.good))
        self.assert_soon(lambda: [entry["name"] for entry in self.account.report()["lists"]] == self.lists)

    def assert_gone_on_with(self):
        resumed = self.office.json("resume")
        self.assertEqual(resumed.status, 1, resumed)
        summary, = resumed.json["imports"]
        self.assert_adds_up(summary)
        self.assertEqual([summary[name] for name in ("state", "added", "refused", "duplicates", "not_sent")],
                         ["done", len(self.table.good), self.table.refused, self.table.duplicates, 0])
        self.assert_account()
        self.assertEqual(self.office.json("history").json["imports"][0]["state"], "done")
        self.assertEqual(self.office.json("resume").json["imports"], [])

    def test_while_the_account_is_read_nothing_has_been_sent(self):
        self.gate.shut(r"GET /v3/contacts\?")
        self.kill()
        self.assert_told("waiting", UNTOUCHED)
        self.assertEqual(self.account.people(), self.before)
        self.assert_gone_on_with()

    def test_before_the_first_body_nothing_has_been_sent(self):
        self.gate.shut("POST /v3/contact_lists", after_service=True)
        self.kill()
        self.assert_told("waiting", UNTOUCHED)
        self.assertEqual(self.account.people(), self.before)
        self.assert_gone_on_with()

    def test_a_body_that_may_not_have_arrived_is_in_doubt(self):
        self.gate.shut(IMPORTS)
        self.kill()
        self.assert_told("sending", IN_FLIGHT)
        self.assert_gone_on_with()

    def test_a_body_whose_answer_was_not_heard_is_in_doubt(self):
        self.gate.shut(IMPORTS, after_service=True)
        self.kill()
        self.assert_told("sending", IN_FLIGHT)
        self.assert_gone_on_with()

    def test_while_the_service_works_on_it_it_is_sent(self):
        self.gate.shut(r"GET /v3/activities\?")
        self.kill()
        self.assert_told("processing", SENT)
        self.assert_gone_on_with()

    def test_while_it_is_read_back_it_is_sent(self):
        self.gate.shut(r"GET /v3/contacts\?.*lists=")
        self.kill()
        self.assert_told("reading_back", SENT)
        self.assert_gone_on_with()

    def start_until_the_service_works_on_it(self):
        self.gate.shut(r"GET /v3/activities\?")
        words = ["import", self.path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes", "--json"]
        process = self.office.start(*words)
        self.assertTrue(self.gate.reached.wait(PATIENCE))
        return process

    def test_asked_to_stop_it_waits_for_no_answer(self):
        process = self.start_until_the_service_works_on_it()
        process.send_signal(signal.SIGINT)
        answer = self.office.finish(process)
        self.gate.open()
        self.assert_error(answer, 130, "cancelled")
        self.assert_adds_up(answer.json)
        self.assert_told("paused", SENT)
        self.assert_gone_on_with()

    def test_asked_twice_to_stop_it_ends_at_once(self):
        process = self.start_until_the_service_works_on_it()
        self.assert_soon(lambda: self.office.json("history").json["imports"][0]["state"] == "processing")
        journal, = self.office.home.rglob("journal.sqlite")
        with contextlib.closing(sqlite3.connect(journal, isolation_level=None)) as held:
            held.execute("BEGIN IMMEDIATE")  # so that it cannot keep how it ends
            process.send_signal(signal.SIGINT)
            for line in process.stderr:
                if line.startswith("Stopping."):
                    break  # it has heard
            process.send_signal(signal.SIGINT)
            answer = self.office.finish(process)
        self.assertEqual((answer.status, answer.out), (-signal.SIGINT, ""), answer)
        self.gate.open()
        self.assert_told("processing", SENT)
        self.assert_gone_on_with()

    def test_the_same_import_again_instead_of_going_on(self):
        self.gate.shut(r"GET /v3/activities\?")
        self.kill()
        again = self.office.import_file(self.path)
        self.assertEqual(again.status, 1, again)
        self.assertIn(f"{self.path.name} that was interrupted", again.err)
        self.assert_adds_up(again.json)
        self.assertEqual((again.json["state"], again.json["refused"], again.json["not_sent"]),
                         ("done", self.table.refused, 0))
        people = self.account.people()
        self.assertEqual(set(people) - set(self.before), set(self.table.good))


if __name__ == "__main__":
    main()

"""What is said before an import and can be done after it: the forecast, going on after a kill, taking it back, and
changes to one person."""

import json

from rollcalltest import *  # noqa: F403

ROWS = 3000


def table(rows):
    return "Email,First name\r\n" + "".join(f"person{i}@example.org,First{i}\r\n" for i in range(rows))


class Afterwards(TestCase):
    def setUp(self):
        self.account = self.practice("--approve", "--clock-scale", "40", "--seed-contacts", "50")
        self.office = self.connected(self.account)

    def set_troubles(self, **troubles):
        request = urllib.request.Request(self.account.origin() + "/practice/troubles", method="POST",
                                         data=json.dumps(troubles).encode())
        urllib.request.urlopen(request, timeout=PATIENCE).close()

    def test_the_forecast_says_what_the_import_then_does_and_undo_takes_it_back(self):
        before = self.account.people()
        path = self.office.file("people.csv", table(ROWS) + "bad,Bad\r\n")

        forecast = self.office.import_file(path, "--dry-run", "--rows", "rows.jsonl")
        self.assertEqual(forecast.status, 1, forecast)
        self.assertEqual(forecast.json["state"], "forecast")
        self.assertEqual(forecast.json["active_added"], ROWS)
        self.assert_adds_up(forecast.json)
        self.assertEqual(self.account.people(), before)
        self.assertEqual(self.office.json("history").json["imports"], [])
        with open(self.office.home / "rows.jsonl", encoding="utf-8") as file:
            foretold = [json.loads(line)["outcome"] for line in file]

        done = self.office.import_file(path, "--rows", "rows.jsonl").json
        with open(self.office.home / "rows.jsonl", encoding="utf-8") as file:
            self.assertEqual([json.loads(line)["outcome"] for line in file], foretold)
        for name in COUNTS:
            self.assertEqual(done[name], forecast.json[name], name)
        self.assertLessEqual(done["calls"], 1.5 * forecast.json["calls"])

        receipt = self.office.json("undo", done["id"])
        self.assertEqual(receipt.status, 0, receipt)
        self.assertEqual((receipt.json["state"], receipt.json["removed"]), ("forecast", ROWS))
        self.assertFalse(self.account.people()["person0@example.org"]["deleted"])

        undone = self.office.json("undo", done["id"], "--yes")
        self.assertEqual(undone.status, 0, undone)
        self.assertEqual({name: undone.json[name] for name in ("state", "removed", "restored", "left", "failed")},
                         {"state": "done", "removed": ROWS, "restored": 0, "left": 0, "failed": 0})
        said = self.office.run("history").out
        self.assertIn("where the permission comes from: " + SOURCE_TEXT, said)
        self.assertRegex(said, "taken back .*removed: 3,?000, restored: 0, left: 0, failed: 0")
        self.assertIn("taken back", self.office.run("history", done["id"], "--rows", "rows.jsonl").out)
        after = self.account.people()
        self.assertEqual({email: after[email] for email in before}, before)
        self.assertTrue(all(after[f"person{i}@example.org"]["deleted"] for i in range(ROWS)))
        self.assertEqual(self.office.json("undo", done["id"], "--yes").status, 2)

    def test_without_a_network_the_forecast_is_not_guessed(self):
        path = self.office.file("people.csv", table(3) + "bad,Bad\r\n")
        answer = self.office.import_file(path, "--dry-run",
                                         env={"ROLLCALL_API_URL": "http://127.0.0.1:1/v3"})
        self.assertIn(answer.status, (3, 4), answer)

        self.account.close()
        answer = self.office.import_file(path, "--dry-run")
        self.assertEqual(answer.status, 4, answer)
        self.assertEqual((answer.json["state"], answer.json["not_sent"], answer.json["refused"]), ("forecast", 3, 1))
        self.assertEqual(answer.json["error"]["kind"], "offline")

    def test_an_import_that_was_killed_is_gone_on_with(self):
        path = self.office.file("people.csv", table(ROWS))
        process = self.office.start("import", path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")
        deadline = time.time() + PATIENCE
        while not self.account.report()["calls"].get("POST /activities/contacts_json_import"):
            self.assertLess(time.time(), deadline)
            time.sleep(0.01)
        process.kill()
        self.office.finish(process)

        left = self.office.json("history").json["imports"]
        self.assertEqual(len(left), 1)
        self.assertNotEqual(left[0]["state"], "done")
        resumed = self.office.json("resume")
        self.assertEqual(resumed.status, 0, resumed)
        self.assertEqual([(one["id"], one["state"], one["added"]) for one in resumed.json["imports"]],
                         [(left[0]["id"], "done", ROWS)])
        self.assertEqual(self.account.report()["rows_received"], ROWS)
        self.assertEqual(self.office.json("resume").json["imports"], [])

        # The next import does so by itself, and says so.
        process = self.office.start("import", self.office.file("more.csv", table(ROWS).replace("person", "more")),
                                    "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")
        while self.account.report()["calls"]["POST /activities/contacts_json_import"] < 2:
            self.assertLess(time.time(), deadline)
            time.sleep(0.01)
        process.kill()
        self.office.finish(process)
        last = self.office.import_file(self.office.file("last.csv", "Email\r\nlast@example.org\r\n"))
        self.assertEqual(last.status, 0, last)
        self.assertIn("more.csv", last.err)
        self.assertEqual([one["state"] for one in self.office.json("history").json["imports"]], ["done"] * 3)
        self.assertEqual(self.account.report()["rows_received"], 2 * ROWS)  # the one more went by itself
        self.assertEqual(self.office.json("resume", "4711").status, 2)

    def test_two_imports_at_once_share_the_pace_and_are_both_right(self):
        account = self.practice("--approve", "--clock-scale", "3")
        office = self.connected(account)
        first = office.file("first.csv", table(1500))
        second = office.file("second.csv", table(1500).replace("person", "other"))
        both = [office.start("import", path, "--list", name, "--source", SOURCE_TEXT, "--yes", "--json")
                for path, name in ((first, "Newsletter"), (second, "Events"))]
        answers = [office.finish(process) for process in both]
        for answer in answers:
            self.assertEqual(answer.status, 0, answer)
            self.assertEqual(answer.json["added"], 1500)
        self.assert_soon(lambda: not [one for one in account.report()["lists"] if "Rollcall" in one["name"]])
        people = account.people()
        self.assertEqual([people[f"{name}{i}@example.org"]["lists"] for name in ("person", "other") for i in (0, 1499)],
                         [["Newsletter"]] * 2 + [["Events"]] * 2)
        report = account.report()
        self.assertLessEqual(report["most_in_a_second"], 4)
        self.assertEqual(report["throttled"], 0)
        self.assertEqual(report["rows_received"], 3000)

    def test_lists_tags_and_fields_that_are_missing_are_made_when_that_was_agreed_to(self):
        path = self.office.file("people.csv", "Email,Shirt\r\njane@example.org,Large\r\n")
        words = ("--map", "Shirt=cf:Shirt size", "--tag", "Spring fair")
        self.assertEqual(self.office.import_file(path, *words, list_name="New list").status, 2)
        self.assertEqual(self.office.import_file(path, *words).status, 2)
        words += ("--create-list", "--create-field")

        forecast = self.office.import_file(path, *words, "--dry-run", list_name="New list")
        self.assertEqual((forecast.status, forecast.json["added"]), (0, 1), forecast)
        self.assertNotIn("New list", [one["name"] for one in self.account.report()["lists"]])
        self.assertNotIn("Spring fair", [tag["name"] for tag in self.office.json("tags").json["tags"]])

        done = self.office.import_file(path, *words, list_name="New list")
        self.assertEqual((done.status, done.json["added"]), (0, 1), done)
        # The service takes its time to delete the list that the import had for itself.
        self.assert_soon(lambda: self.account.people()["jane@example.org"]["lists"] == ["New list"])
        jane = self.account.people()["jane@example.org"]
        self.assertEqual(jane["tags"], ["Spring fair"])
        self.assertEqual(list(jane["custom_fields"].values()), ["Large"])
        self.assertIn("Spring fair", [tag["name"] for tag in self.office.json("tags").json["tags"]])
        self.assertEqual(self.office.import_file(path, *words, list_name="New list").json["unchanged"], 1)

    def test_who_could_not_be_sent_waits_in_the_outbox(self):
        self.set_troubles(drop=1)
        queued = self.office.json("add", "jane@example.org", "--list", "Newsletter")
        self.assertEqual((queued.status, queued.json["outcome"]), (4, "queued"), queued)
        self.assertEqual(self.office.json("outbox", "--send").status, 4)
        self.set_troubles()
        waiting = self.office.json("outbox").json["waiting"]
        self.assertEqual([(one["email"], one["id"]) for one in waiting],
                         [("jane@example.org", queued.json["outbox_id"])])
        import_id = queued.json["id"]
        entry, = self.office.json("history").json["imports"]
        self.assertEqual((entry["id"], entry["state"], entry["not_sent"]), (import_id, "waiting", 1))
        sent = self.office.json("outbox", "--send")
        self.assertEqual((sent.status, sent.json["waiting"]), (0, []), sent)
        self.assertEqual(self.account.people()["jane@example.org"]["lists"], ["Newsletter"])
        entry, = self.office.json("history").json["imports"]
        self.assertEqual((entry["id"], entry["state"], entry["added"]), (import_id, "done", 1))

        undone = self.office.json("undo", import_id, "--yes")
        self.assertEqual((undone.status, undone.json["removed"]), (0, 1), undone)
        self.assertTrue(self.account.people()["jane@example.org"]["deleted"])
        self.assertEqual(self.office.json("erase", "jane@example.org").json["imports"], 1)
        self.assertEqual(self.office.json("history").json["imports"], [])

    def test_an_update_of_one_person_is_taken_back(self):
        self.office.json("add", "jane@example.org", "--first-name", "Jane", "--company", "Hillside")
        before = self.account.people()["jane@example.org"]
        updated = self.office.json("add", "jane@example.org", "--first-name", "Janet", "--job-title", "Head",
                                   "--list", "Newsletter", "--update")
        self.assertEqual(updated.json["outcome"], "updated")
        undone = self.office.json("undo", updated.json["id"], "--yes")
        self.assertEqual((undone.status, undone.json["restored"]), (0, 1), undone)
        self.assertEqual(self.account.people()["jane@example.org"], before)

    def test_one_person(self):
        self.assertEqual(self.office.json("add", "jane@example.org", "--list", "Newsletter", "--first-name",
                                          "Jane").json["outcome"], "added")

        def person(email):
            return self.account.people()[email]

        changed = self.office.json("change-address", "jane@example.org", "jane.doe@example.org")
        self.assertEqual((changed.status, changed.json["outcome"]), (0, "done"), changed)
        self.assertEqual(person("jane.doe@example.org")["first_name"], "Jane")
        self.assertEqual(person("jane.doe@example.org")["lists"], ["Newsletter"])
        taken = self.office.json("change-address", "jane.doe@example.org", next(iter(self.account.people())))
        self.assertEqual((taken.status, taken.json["outcome"]), (1, "exists"))

        self.assertEqual(self.office.json("remove", "jane.doe@example.org", "--list", "Newsletter").status, 0)
        self.assertEqual(person("jane.doe@example.org")["lists"], [])
        again = self.office.json("remove", "jane.doe@example.org")
        self.assertEqual((again.status, again.json["outcome"]), (0, "unchanged"))

        self.assertEqual(self.office.json("unsubscribe", "jane.doe@example.org", "--asked", "--reason",
                                          "Moved away").status, 0)
        self.assertEqual(person("jane.doe@example.org")["permission"], "unsubscribed")
        self.assertEqual(person("jane.doe@example.org")["opt_out_source"], "Contact")
        self.assertEqual(person("jane.doe@example.org")["first_name"], "Jane")

        self.assertEqual(self.office.json("remove", "jane.doe@example.org", "--delete").status, 0)
        self.assertTrue(person("jane.doe@example.org")["deleted"])
        nobody = self.office.json("unsubscribe", "nobody@example.org")
        self.assertEqual((nobody.status, nobody.json["outcome"]), (1, "not_found"))


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""What can be wrong with the file, and with the way to the service. Each is said in a sentence, has its exit status, and
loses nothing."""

from rollcalltest import *  # noqa: F403

GOOD = "Email,First name\nann@example.org,Ann\nbob@example.org,Bob\n"
UNREADABLE = {
    "no such file": None,
    "a directory": "directory",
    "an empty file": b"",
    "only a header": b"Email,Name\n",
    "a binary": bytes(range(256)) * 64,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "one column": b"Dear all\nplease find the minutes below\nkind regards\n",
    "no e-mail column": b"Name,Town\nAnn,Boston\nBob,Quincy\n",
}
TROUBLES = {"http500": "offline", "http503": "offline", "html-error": "offline", "drop": "offline", "cut": "offline",
            "lost-answer": "offline", "throttled": "throttled", "quota": "quota"}  # the last is kept in mind for a day


class BadFiles(TestCase):
    def test_a_file_that_cannot_be_read_is_said_and_nothing_is_asked_of_the_service(self):
        account = self.practice("--approve", "--clock-scale", "50")
        office = self.connected(account)
        before = account.report()
        for name, content in UNREADABLE.items():
            with self.subTest(name):
                path = office.home / "input.csv"
                if content == "directory":
                    path.mkdir()
                elif content is not None:
                    path.write_bytes(content)
                checked = office.json("check", path)
                self.assert_error(checked, 5, "input")
                self.assertTrue(checked.error["hint"], checked)
                self.assert_error(office.import_file(path), 5, "input")
                path.rmdir() if content == "directory" else path.unlink(missing_ok=True)
        after = account.report()
        self.assertEqual(after["contacts"], before["contacts"])
        self.assertNotIn("POST /activities/contacts_json_import", after["calls"])
        self.assertNotIn("POST /contact_lists", after["calls"])

    def test_a_report_that_cannot_be_written_where_it_was_wanted_is_kept_elsewhere(self):
        account = self.practice("--approve", "--clock-scale", "50")
        office = self.connected(account)
        path = office.file("mixed.csv", GOOD + "bad,Bad\n")
        answer = office.import_file(path, "--refused", office.home / "nowhere" / "refused.csv")
        self.assert_error(answer, 6, "storage")
        self.assertEqual((answer.json["state"], answer.json["added"]), ("done", 2))
        self.assertIn("bad,Bad", pathlib.Path(answer.json["report"]).read_text())
        self.assertIn(answer.json["report"], answer.error["hint"])
        self.assert_error(office.import_file(path, "--rows", office.home / "nowhere" / "rows.jsonl"), 6, "storage")

    def test_a_column_can_be_named_that_was_not_found(self):
        office = self.computer(self.practice())
        path = office.file("odd.csv", "Who,Where to write\nAnn,ann@example.org\n")
        answer = office.json("check", path, "--map", "Where to write=email", "--map", "Who=full_name")
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual([column["field"] for column in answer.json["columns"]], ["full_name", "email"])
        for wrong in ("Nowhere=email", "Who=shoe_size", "Who"):
            self.assert_error(office.json("check", path, "--map", wrong), 2, "usage")
        twice = ("--map", "Who=email", "--map", "Where to write=email")
        self.assert_error(office.json("check", path, *twice), 2, "usage")
        self.assert_error(office.json("check", path, "--delimiter", "x"), 2, "usage")


class NoService(TestCase):
    def test_without_the_service_nothing_is_sent_and_nothing_is_lost(self):
        account = self.practice("--approve", "--clock-scale", "200")
        office = self.connected(account)
        account.close()
        path = office.file("good.csv", GOOD)
        self.assert_error(office.json("lists"), 4, "offline")
        queued = office.json("add", "ann@example.org")  # to be sent when it is back
        self.assert_error(queued, 4, "offline")
        self.assertEqual(queued.json["outcome"], "queued")
        self.assert_error(office.import_file(path), 4, "offline")
        told = office.json("account")  # what is known is told all the same
        self.assert_error(told, 4, "offline")
        self.assertEqual((told.json["connected"], told.json["organization"]), (True, "Hillside Library"))
        self.assertEqual(office.json("check", path).status, 0)

    def test_an_account_that_cannot_be_read_is_not_written(self):
        data = tempfile.mkdtemp(prefix="rollcall-test-")
        self.addCleanup(shutil.rmtree, data)
        account = self.practice("--approve", "--clock-scale", "200", "--data", data, "--seed-contacts", "20")
        office = self.connected(account)
        before = account.people()
        account.close()
        path = office.file("good.csv", GOOD)
        for trouble, kind in TROUBLES.items():
            with self.subTest(trouble):
                troubled = self.practice("--approve", "--data", data, "--port", account.port, "--trouble", trouble,
                                         clock=account["clock"])
                answer = office.import_file(path)
                self.assert_error(answer, 4, kind)
                self.assertIn("Nothing is lost", answer.error["hint"])
                self.assertEqual(troubled.people(), before)
                troubled.close()


if __name__ == "__main__":
    main()

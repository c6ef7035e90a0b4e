"""What Rollcall keeps on this computer: begun by several at once, damaged, erased, grown old, and nobody else's to
read."""

import stat

from rollcalltest import *  # noqa: F403

PERSON = "jane.secretive@example.org"
TABLE = f"Email,First name,Company\n{PERSON},Janetta,Quillfeather\nbob@example.org,Bob,\nnot an address,Zebulon,\n"
TRACES = (PERSON.encode(), b"Janetta", b"Quillfeather", b"Oldjane")


class Records(TestCase):
    def journal(self, office):
        path, = office.data.glob("*/journal.sqlite")
        return path

    def damage(self, office):
        with open(self.journal(office), "r+b") as file:
            file.write(b"x" * 4096)

    def traces(self, office):
        """Which of the person's words are in any file, down to the last byte."""
        return [(path.name, word) for path in office.data.rglob("*") if path.is_file()
                for word in TRACES if word in path.read_bytes()]

    def test_several_that_begin_at_once_all_find_the_records_made(self):
        office = self.computer(self.practice())
        for turn in range(15):
            shutil.rmtree(office.data, ignore_errors=True)
            processes = [office.start("history", "--json") for _ in range(6)]
            for process in processes:
                answer = office.finish(process)
                self.assertEqual((turn, answer.status, answer.json["imports"]), (turn, 0, []), answer)
            self.assertEqual(list(office.data.glob("*/*damaged*")), [])

    def test_several_that_find_them_damaged_set_them_aside_once(self):
        office = self.computer(self.practice())
        for turn in range(15):
            shutil.rmtree(office.data, ignore_errors=True)
            office.json("history")
            self.damage(office)
            processes = [office.start("history", "--json") for _ in range(6)]
            for process in processes:
                answer = office.finish(process)
                self.assertEqual((turn, answer.status), (turn, 0), answer)
                self.assertEqual(len(answer.json["set_aside"]), 1, answer)

    def test_each_command_says_that_damaged_records_were_set_aside_and_goes_on(self):
        account = self.practice("--approve", "--unlimited")
        office = self.connected(account)
        path = office.file("people.csv", TABLE)
        commands = {
            "import": lambda: office.import_file(path),
            "dry run": lambda: office.import_file(path, "--dry-run"),
            "history": lambda: office.json("history"),
            "resume": lambda: office.json("resume"),
            "outbox": lambda: office.json("outbox"),
            "add": lambda: office.json("add", "new@example.org", "--update"),
            "erase": lambda: office.json("erase", PERSON),
            "purge": lambda: office.json("purge"),
        }
        office.json("history")
        for name, command in commands.items():
            with self.subTest(name):
                self.damage(office)
                answer = command()
                self.assertIn(answer.status, (0, 1), answer)
                self.assertIn("were damaged", answer.err)
                self.assertIn(".damaged-", answer.err)
                self.assertNotIn("were damaged", office.json("history").err)  # once, not each time

    def test_what_was_set_aside_is_named_by_the_history_until_it_is_old(self):
        office = self.computer(self.practice())
        office.json("history")
        self.damage(office)
        aside, = office.json("history").json["set_aside"]
        self.assertTrue(os.path.exists(aside))
        self.assertIn("Older records were damaged", office.run("history").out)
        office.json("history", env={"ROLLCALL_CLOCK": clock_ahead(89)})
        self.assertTrue(os.path.exists(aside))
        purged = office.json("purge", env={"ROLLCALL_CLOCK": clock_ahead(91)})
        self.assertEqual(purged.json["set_aside"], 1, purged)
        self.assertFalse(os.path.exists(aside))
        self.assertEqual(office.json("history").json["set_aside"], [])

    def test_who_is_erased_cannot_be_found_by_any_byte(self):
        account = self.practice("--approve", "--clock-scale", "40")
        office = self.connected(account)
        office.json("add", PERSON, "--first-name", "Oldjane", "--list", "Newsletter")
        path = office.file("people.csv", TABLE)
        done = office.import_file(path)
        self.assertEqual((done.status, done.json["updated"]), (1, 1), done)
        office.json("undo", done.json["id"], "--yes")
        office.import_file(path)
        account.close()
        queued = office.json("add", PERSON, "--first-name", "Janetta", "--update")
        self.assertEqual(queued.json["outcome"], "queued", queued)
        folder = self.journal(office).parent
        (folder / "contact-draft.json").write_text(json.dumps({"email": PERSON.upper(), "company": "Quillfeather"}))
        (folder / "import-draft.json").write_text(json.dumps({"table": {"text": f"Email\tName\n{PERSON}\tJanetta\n"}}))
        now = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
        shutil.copy(self.journal(office), f"{self.journal(office)}.damaged-{now}-013")
        (folder / "import-2.csv").write_text(TABLE)  # a kill came before it was deleted
        (folder / "refused" / "import-77.csv").write_text(TABLE)  # of an import whose records were damaged
        self.assertEqual({word for _, word in self.traces(office)}, set(TRACES))

        erased = office.json("erase", PERSON)
        self.assertEqual(erased.status, 0, erased)
        self.assertEqual({name: erased.json[name] for name in ("imports", "waiting", "drafts", "set_aside", "unfinished")},
                         {"imports": 3, "waiting": 1, "drafts": 2, "set_aside": 1, "unfinished": 0}, erased)
        self.assertEqual(self.traces(office), [])
        imports = office.json("history").json["imports"]
        self.assertEqual([one["rows"] for one in imports], [3, 3])
        for one in imports:
            self.assert_adds_up(one)

    def test_drafts_of_others_stay(self):
        office = self.computer(self.practice())
        office.json("history")
        draft = self.journal(office).parent / "contact-draft.json"
        draft.write_text(json.dumps({"email": "other." + PERSON}))
        erased = office.json("erase", PERSON)
        self.assertEqual((erased.status, erased.json["drafts"]), (0, 0), erased)
        self.assertTrue(draft.exists())

    def test_what_contacts_were_like_goes_after_ninety_days_or_as_many_as_are_wanted(self):
        account = self.practice("--approve", "--unlimited")
        office = self.connected(account)
        path = office.file("people.csv", TABLE)
        for days, wanted in ((91, {}), (8, {"ROLLCALL_KEEP_DAYS": "7"})):
            office.json("add", PERSON, "--first-name", "Oldjane", "--update")
            done = office.import_file(path)
            self.assertEqual(done.json["updated"], 1, done)
            office.json("purge", env=wanted | {"ROLLCALL_CLOCK": clock_ahead(days - 2)})
            self.assertIn(b"Oldjane", {word for _, word in self.traces(office)})
            # Each start tidies up by itself as well: which of the two takes them is chance.
            office.json("purge", env=wanted | {"ROLLCALL_CLOCK": clock_ahead(days)})
            self.assertNotIn(b"Oldjane", {word for _, word in self.traces(office)})

    def test_a_forgotten_import_leaves_no_trace(self):
        account = self.practice("--approve", "--unlimited")
        office = self.connected(account)
        done = office.import_file(office.file("people.csv", TABLE))
        self.assertIn(PERSON.encode(), {word for _, word in self.traces(office)})
        forgotten = office.json("purge", "--import", done.json["id"])
        self.assertEqual(forgotten.status, 0, forgotten)
        self.assertEqual(self.traces(office), [])

    def test_nobody_else_can_read_any_of_it(self):
        account = self.practice("--approve", "--unlimited")
        office = self.connected(account)
        self.addCleanup(os.umask, os.umask(0))
        office.import_file(office.file("people.csv", TABLE))
        account.close()
        office.json("add", PERSON)
        for path in [office.data, *office.data.rglob("*")]:
            mode = stat.S_IMODE(path.stat().st_mode)
            self.assertEqual(mode & 0o077, 0, f"{path} {mode:o}")


if __name__ == "__main__":
    main()

"""Whom an import sends, what it overwrites and what it makes on the way: each choice of the command line, and what
bulk cannot do."""

import csv

from rollcalltest import *  # noqa: F403


class ImportChoices(TestCase):
    def setUp(self):
        self.account = self.practice("--approve", "--clock-scale", "50")
        self.office = self.connected(self.account)
        first = self.office.file("first.csv", "Email,First name,City\r\nold@example.org,Olga,\r\n")
        self.assertEqual(self.office.import_file(first).json["added"], 1)

    def person(self, email):
        return self.account.people()[email]

    def send(self, text, *words, **options):
        """What is foretold is what becomes of it."""
        path = self.office.file("people.csv", text)
        forecast = self.office.import_file(path, *words, "--dry-run", **options)
        done = self.office.import_file(path, *words, **options)
        self.assertEqual({name: forecast.json[name] for name in COUNTS}, {name: done.json[name] for name in COUNTS},
                         [forecast, done])
        self.foretold = forecast.json
        return done

    def test_whom(self):
        text = "Email,First name\r\nold@example.org,Other\r\nnew@example.org,Nell\r\n"
        done = self.send(text, "--add-only")
        self.assertEqual((done.status, done.json["added"], done.json["left_out"]), (0, 1, 1), done)
        self.assertEqual(self.person("old@example.org")["first_name"], "Olga")
        text += "more@example.org,Mo\r\n"
        done = self.send(text, "--update-only")
        self.assertEqual((done.status, done.json["updated"], done.json["left_out"]), (0, 1, 1), done)
        self.assertEqual(self.person("old@example.org")["first_name"], "Other")
        self.assertNotIn("more@example.org", self.account.people())
        self.assertEqual(self.office.import_file(self.office.file("people.csv", text), "--add-only",
                                                 "--update-only").status, 2)

    def test_each_column_overwrites_or_fills(self):
        done = self.send("Email,First name,City\r\nold@example.org,Other,Boston\r\n", "--fill-empty", "First name",
                         "--fill-empty", "City")
        self.assertEqual((done.status, done.json["updated"]), (0, 1), done)
        old = self.person("old@example.org")
        self.assertEqual((old["first_name"], old["streets"]["home"]["city"]), ("Olga", "Boston"))
        done = self.send("Email,First name,City\r\nold@example.org,Other,Salem\r\n", "--fill-empty", "First name")
        old = self.person("old@example.org")
        self.assertEqual((old["first_name"], old["streets"]["home"]["city"]), ("Olga", "Salem"))
        self.assertEqual(self.send("Email,First name,City\r\nold@example.org,,\r\n").json["unchanged"], 1)
        self.assertEqual(self.office.import_file(self.office.file("people.csv", "Email\r\nold@example.org\r\n"),
                                                 "--fill-empty", "Shoe size").status, 2)

    def test_several_lists_and_tags_and_what_is_missing_is_made(self):
        done = self.send("Email,Shirt\r\nnew@example.org,Large\r\n", "--list", "Summer", "--create-list", "--tag", "Donor",
                         "--tag", "Spring fair", "--map", "Shirt=cf:Shirt size", "--create-field")
        self.assertEqual((done.status, done.json["added"]), (0, 1), done)
        self.assert_soon(lambda: set(self.person("new@example.org")["lists"]) == {"Newsletter", "Summer"})
        new = self.person("new@example.org")
        self.assertEqual(set(new["tags"]), {"Donor", "Spring fair"})
        self.assertEqual(new["custom_fields"], {"Shirt size": "Large"})

    def test_new_people_who_agreed_expressly(self):
        done = self.send("Email,First name\r\nnew@example.org,Nell\r\nold@example.org,Other\r\n", "--express")
        self.assertEqual((done.status, done.json["added"], done.json["updated"]), (0, 1, 1), done)
        self.assertEqual((self.foretold["singly"], self.foretold["singly_calls"]), (1, 1))
        self.assertEqual(self.person("new@example.org")["permission"], "explicit")
        self.assertEqual(self.person("old@example.org")["permission"], "implicit")

    def test_what_bulk_cannot_do_is_done_and_named_with_its_price(self):
        long = "x" * 45 + "@long.example.org"
        text = ("Email,First name,Tags,Notes,Home phone,Work phone,Mobile phone,Other phone,Confirmed Opt-In Date\r\n"
                'old@example.org,Olga,"Donor, Choir",Sings alto,,,,,2024-05-01\r\n'
                "new@example.org,Nell,Choir,,617-555-0101,617-555-0102,617-555-0103,617-555-0104,\r\n"
                f"{long},Lola,,,,,,,\r\n")
        done = self.send(text)
        self.assertEqual((done.status, done.json["added"], done.json["updated"]), (0, 2, 1), done)
        self.assertEqual((self.foretold["singly"], self.foretold["singly_calls"], self.foretold["days"]), (2, 3, 1))
        self.assertEqual(self.foretold["new_tags"], ["Choir"])
        self.assertEqual(self.foretold["left_behind"],
                         {"phones_too_many": 1, "without_room": 0, "columns": ["Confirmed Opt-In Date"]})
        self.assertLessEqual(abs(done.json["calls"] - self.foretold["calls"]), 4, self.foretold)
        old, new = self.person("old@example.org"), self.person("new@example.org")
        self.assertEqual((set(old["tags"]), old["notes"]), ({"Donor", "Choir"}, ["Sings alto"]))
        self.assertEqual((new["tags"], new["phones"]), (["Choir"], {"home": "617-555-0101", "work": "617-555-0102",
                                                                   "mobile": "617-555-0103"}))
        self.assertIn(long, self.account.people())
        again = self.send(text)
        self.assertEqual((again.status, again.json["unchanged"]), (0, 3), again)

        words = self.office.run("import", self.office.home / "people.csv", "--list", "Newsletter", "--source",
                                SOURCE_TEXT, "--dry-run").out
        self.assertIn("1 row has more than three phone numbers", words)
        self.assertIn("Not sent: Confirmed Opt-In Date.", words)

    def test_who_is_there_and_what_changes_is_foretold(self):
        here = [f"here{i}@example.org" for i in range(25)]
        gone = "gone@example.org"
        self.send("Email,First name\r\n" + "".join(f"{email},Ann\r\n" for email in [*here, gone]))
        self.assertEqual(self.office.json("remove", gone, "--delete").status, 0)
        text = ("Email,First name\r\n" + "".join(f"{email},Anna\r\n" for email in here) +
                f"old@example.org,Olga\r\n{gone},Gus\r\nnew@example.org,Nell\r\nfile@example.org,Fay\r\n")
        self.send(text)
        self.assertEqual([self.foretold[name] for name in ("updated", "unchanged", "already_on_list", "deleted")],
                         [25, 1, 26, 1])
        self.assertEqual(len(self.foretold["changes"]), 20)
        self.assertEqual(self.foretold["changes"][0],
                         {"row": 2, "line": 2, "email": here[0],
                          "differences": [{"field": "first_name", "old": "Ann", "new": "Anna"}]})
        words = self.office.run("import", self.office.file("more.csv", text.replace("Anna", "Anne")), "--list", "Summer",
                                "--create-list", "--tag", "Choir", "--source", SOURCE_TEXT, "--dry-run").out
        self.assertIn("In the account already and on the lists: 0\n", words)
        self.assertIn("Left out because they were deleted in the account: 1\n", words)
        self.assertIn("  row 2, here0@example.org: First name: Anna → Anne; List:  → Summer; Tag:  → Choir\n", words)
        self.assertIn("  … and 8 more\n", words)

    def test_more_than_a_day_of_calls_is_said_in_days(self):
        rows = "".join(f"person{i}@example.org,A note\r\n" for i in range(12_000))
        forecast = self.office.import_file(self.office.file("people.csv", "Email,Notes\r\n" + rows), "--dry-run")
        self.assertEqual((forecast.json["singly"], forecast.json["singly_calls"]), (12_000, 12_000), forecast)
        self.assertEqual(forecast.json["days"], 2)
        self.assertEqual(self.account.report()["contacts_total"], 1)

    def test_only_the_new_ones_of_a_file_that_was_imported_before(self):
        rows = "Email\r\n" + "".join(f"person{i}@example.org\r\n" for i in range(20))
        self.assertEqual(self.send(rows).json["added"], 20)
        path = self.office.file("people.csv", rows)
        answer = self.office.import_file(path)
        self.assertIn("This very file was imported before", answer.err)
        self.assertEqual(answer.json["new_people"], 0)
        self.assertEqual([(one["same_file"], one["people"]) for one in answer.json["imported_before"]], [(True, 20)])
        done = self.send(rows + "more@example.org\r\n", "--skip-imported")
        self.assertEqual((done.json["added"], done.json["left_out"]), (1, 20), done)
        self.assertIn("Of its people, 20 of 21 came with import", done.err)
        self.assertEqual((done.json["new_people"], done.json["imported_before"][0]["same_file"]), (1, False))
        undone = self.office.json("undo", answer.json["imported_before"][0]["id"], "--yes")
        self.assertEqual(undone.json["removed"], 20, undone)
        answer = self.office.import_file(path)
        self.assertIn("20 of them were taken back since.", answer.err)
        self.assertEqual(answer.json["new_people"], 20)

    def test_refused_rows_are_mended_and_sent_again(self):
        path = self.office.file("people.csv", "Email;First name;Remark\r\n"
                                              "good@example.org;Gus;\r\n"
                                              "bad@example;Bea;=1+1\r\n"
                                              "no address;Noah;\"two\nlines\"\r\n")
        done = self.office.import_file(path)
        self.assertEqual((done.status, done.json["added"], done.json["refused"]), (1, 1, 2), done)
        report = pathlib.Path(done.json["report"])
        text = report.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=";"))
        self.assertEqual(rows[0], ["Email", "First name", "Remark", "Line", "Reason", "Hint"])
        self.assertEqual(rows[1][2], "'=1+1")  # a spreadsheet would compute it
        self.assertEqual([row[3] for row in rows[1:]], ["3", "4"])
        mended = self.office.file("mended.csv", text.replace("bad@example;", "bad@example.org;")
                                  .replace("no address;", "noah@example.org;"))
        check = self.office.json("check", mended).json
        self.assertEqual([column["field"] for column in check["columns"]][-3:], ["ignore"] * 3)
        again = self.office.import_file(mended)
        self.assertEqual((again.status, again.json["added"]), (0, 2), again)


if __name__ == "__main__":
    main()

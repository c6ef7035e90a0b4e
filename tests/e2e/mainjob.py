"""The main job from the command line: connect, look around, add a person, import the sample, and leave. And when all
is done: no secret anywhere."""

import csv
import json

from rollcalltest import *  # noqa: F403

SAMPLE = SOURCE / "resources" / "samples" / "contacts.csv"


class MainJob(TestCase):
    """One story, told in order: each chapter needs what the one before it brought about."""

    @classmethod
    def setUpClass(cls):
        cls.account = Practice("--approve", "--clock-scale", "50", "--seed-contacts", "60")
        cls.addClassCleanup(cls.account.close)
        cls.witness = Witness(cls.account["auth_url"])
        cls.addClassCleanup(cls.witness.close)
        cls.office = Computer(cls.account, auth_url=cls.witness.url)
        cls.addClassCleanup(cls.office.close)

    def one_who(self, permission, deleted=False):
        return next(email for email, person in self.account.people().items()
                    if person["permission"] == permission and person["deleted"] == deleted)

    def test_01_before_connecting_everything_says_so(self):
        answer = self.office.json("account")
        self.assert_error(answer, 3, "signed_out")
        self.assertFalse(answer.json["connected"])
        for words in (["lists"], ["fields"], ["token"], ["add", "jane@example.org"]):
            self.assert_error(self.office.json(*words), 3, "signed_out")

    def test_02_connect(self):
        answer = self.office.connect()
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(answer.json["organization"], "Hillside Library")
        self.assertEqual(set(answer.json["scopes"]), {"contact_data", "account_read", "offline_access"})
        self.assertEqual(answer.json["token_store"], "file")

    def test_03_account(self):
        account = self.office.json("account")
        self.assertEqual(account.status, 0, account)
        account = account.json
        self.assertTrue(account["connected"])
        self.assertEqual(account["organization"], "Hillside Library")
        self.assertIn("@", account["user"])
        self.assertRegex(account["expires_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertGreater(account["calls_today"], 0)
        profile = account["profile"]
        self.assertEqual(profile["api_url"], {"value": self.account["api_url"], "origin": "environment"})
        self.assertEqual(profile["client_secret"]["value"], None)
        self.assertEqual(profile["client_secret"]["origin"], "missing")

    def test_04_lists_and_fields(self):
        lists = {entry["name"]: entry for entry in self.office.json("lists").json["lists"]}
        known = {entry["name"]: entry["contacts"] for entry in self.account.report()["lists"]}
        self.assertEqual({name: entry["contacts"] for name, entry in lists.items()}, known)
        fields = {entry["label"]: entry for entry in self.office.json("fields").json["fields"]}
        self.assertEqual(fields["Membership"]["type"], "single_select")
        self.assertIn("Adult", fields["Membership"]["choices"])

    def test_05_add_somebody_new(self):
        answer = self.office.json("add", "Ada@Example.org", "--first-name", "Ada", "--last-name", "Byron", "--company",
                                  "Engines & Co", "--job-title", "Analyst", "--phone", "mobile:617-555-0100", "--list",
                                  "newsletter", "--list", "Events", "--field", "Membership=adult", "--field",
                                  "Library card=4711")
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(answer.json["outcome"], "added")
        ada = self.account.people()["ada@example.org"]
        self.assertEqual(ada["id"], answer.json["contact_id"])
        self.assertEqual(ada["permission"], "implicit")
        self.assertEqual(ada["create_source"], "Account")
        self.assertEqual((ada["first_name"], ada["last_name"], ada["company_name"], ada["job_title"]),
                         ("Ada", "Byron", "Engines & Co", "Analyst"))
        self.assertEqual(set(ada["lists"]), {"Newsletter", "Events"})
        self.assertEqual(ada["phones"], {"mobile": "617-555-0100"})
        self.assertEqual(ada["custom_fields"], {"Membership": "Adult", "Library card": "4711"})

    def test_06_add_somebody_who_is_there(self):
        before = self.account.people()["ada@example.org"]
        answer = self.office.json("add", "ada@example.org", "--last-name", "Lovelace")
        self.assertEqual(answer.status, 1, answer)
        self.assertEqual(answer.json["outcome"], "exists")
        self.assertEqual(answer.json["differences"], [{"field": "last_name", "old": "Byron", "new": "Lovelace"}])
        self.assertEqual(self.account.people()["ada@example.org"], before)

        answer = self.office.json("add", "ada@example.org", "--last-name", "Lovelace", "--update")
        self.assertEqual((answer.status, answer.json["outcome"]), (0, "updated"), answer)
        self.assertEqual(self.account.people()["ada@example.org"], before | {"last_name": "Lovelace"})

        answer = self.office.json("add", "ada@example.org", "--last-name", "Lovelace", "--update")
        self.assertEqual((answer.status, answer.json["outcome"]), (0, "unchanged"), answer)

    def test_07_whoever_unsubscribed_is_left_alone(self):
        email = self.one_who("unsubscribed")
        before = self.account.people()[email]
        for words in ([], ["--update"]):
            answer = self.office.json("add", email, "--first-name", "Someone", "--list", "Newsletter", *words)
            self.assertEqual((answer.status, answer.json["outcome"]), (1, "unsubscribed"), answer)
            self.assertEqual(self.account.people()[email], before)

    def test_08_whoever_was_deleted_comes_back_only_when_asked(self):
        email = self.one_who("implicit", deleted=True)
        answer = self.office.json("add", email, "--list", "Events")
        self.assertEqual((answer.status, answer.json["outcome"]), (1, "deleted"), answer)
        self.assertTrue(self.account.people()[email]["deleted"])
        answer = self.office.json("add", email, "--list", "Events", "--update")
        self.assertEqual((answer.status, answer.json["outcome"]), (0, "updated"), answer)
        self.assertFalse(self.account.people()[email]["deleted"])
        self.assertEqual(self.account.people()[email]["lists"], ["Events"])

    def test_09_what_cannot_be_added_is_said(self):
        answer = self.office.json("add", "not-an-address")
        self.assertEqual((answer.status, answer.json["outcome"], answer.json["by"]), (1, "refused", "check"), answer)
        answer = self.office.json("add", "jane@example.org", "--list", "Newsleter")
        self.assert_error(answer, 2, "usage")
        self.assertIn("“Newsletter”", answer.error["hint"])
        self.assert_error(self.office.json("add", "jane@example.org", "--field", "Shoe size=4"), 2, "usage")
        self.assert_error(self.office.json("add", "jane@example.org", "--permission", "pending"), 2, "usage")
        self.assertNotIn("jane@example.org", self.account.people())

    def test_10_check_the_sample(self):
        answer = self.office.json("check", SAMPLE)
        self.assertEqual(answer.status, 1, answer)
        check = answer.json
        self.assertEqual([check[name] for name in ("rows", "ready", "to_fix", "duplicates", "left_out")],
                         [25, 20, 3, 1, 1])
        self.assertEqual((check["encoding"], check["delimiter"], check["quote"], check["header_line"], check["sheet"]),
                         ("UTF-8", ",", '"', 1, None))
        self.assertEqual([column["field"] for column in check["columns"]],
                         ["email", "first_name", "last_name", "company_name", "phone", "city", "birthday", "do_not_mail"])
        self.assertEqual(check["problem_kinds"], {"email_syntax": 1, "too_long": 1, "date_impossible": 1})
        self.assertEqual(check["problems_total"], 3)
        self.assertEqual([problem["row"] for problem in check["problems"]], [11, 13, 21])

    def test_11_a_list_that_is_not_there_stops_the_import(self):
        before = self.account.report()
        answer = self.office.import_file(SAMPLE, list_name="Desk visitors")
        self.assert_error(answer, 2, "usage")
        self.assertEqual(self.account.report()["contacts"], before["contacts"])

    def test_12_import_the_sample(self):
        left_alone = self.one_who("unsubscribed")
        text = SAMPLE.read_text().replace("ben.whitaker@example.com", left_alone)
        path = self.office.file("visitors.csv", text)
        answer = self.office.import_file(path, "--refused", "refused.csv", "--rows", "rows.jsonl", "--create-list",
                                         list_name="Desk visitors")
        self.assertEqual(answer.status, 1, answer)
        summary = answer.json
        self.assert_adds_up(summary)
        self.assertEqual([summary[name] for name in ("state", "rows", *COUNTS)], ["done", 25, 19, 0, 0, 1, 3, 1, 1, 0])
        self.assertEqual(summary["report"], str(self.office.home / "refused.csv"))
        self.assertEqual(len(summary["activities"]), 1)

        people = self.account.people()
        self.assertEqual(people[left_alone]["permission"], "unsubscribed")
        self.assertNotIn("Desk visitors", people[left_alone]["lists"])
        arrived = [email for email, person in people.items() if "Desk visitors" in person["lists"]]
        self.assertEqual(len(arrived), 19)
        self.assertEqual(people["tom.byrne@example.org"]["company_name"], 'The "Quiet Corner" Café')
        self.assertEqual(people["dmitri.volkov@example.org"]["first_name"], "Дмитрий")
        self.assertEqual(people["amelia.hart@example.org"]["company_name"], "Friends of the Library")  # merged in
        self.assertNotIn("marcus.bell@example.com", people)
        self.assertNotIn("priya.nair.example.org", people)

        rows = [json.loads(line) for line in (self.office.home / "rows.jsonl").read_text().splitlines()]
        self.assertEqual([row["row"] for row in rows], list(range(2, 27)))
        outcomes = {row["row"]: row["outcome"] for row in rows}
        self.assertEqual({row: outcome for row, outcome in outcomes.items() if outcome != "added"},
                         {8: "left_out", 10: "duplicate", 11: "refused", 13: "refused", 21: "refused",
                          25: "unsubscribed"})
        self.assertTrue(all(row["reason"] for row in rows if row["outcome"] == "refused"))

        with open(self.office.home / "refused.csv", encoding="utf-8-sig", newline="") as file:
            refused = list(csv.reader(file))
        self.assertEqual(refused[0][-3:], ["Line", "Reason", "Hint"])
        self.assertEqual([row[-3] for row in refused[1:]], ["11", "13", "21"])
        # No list of ours is left behind in the account.
        expected = {"Newsletter", "Office visitors", "Volunteers", "Events", "Children's hour", "Desk visitors"}
        self.assert_soon(lambda: {entry["name"] for entry in self.account.report()["lists"]} == expected)

    def test_13_again_nothing_changes_and_little_is_asked(self):
        answer = self.office.import_file(SAMPLE, list_name="Desk visitors")
        self.assertEqual(answer.status, 1, answer)
        summary = answer.json
        self.assert_adds_up(summary)
        self.assertEqual((summary["unchanged"], summary["added"], summary["updated"]), (19, 1, 0))

    def test_14_history_tells_both(self):
        entries = self.office.json("history").json["imports"]
        imports = [entry for entry in entries if entry["kind"] == "file"]  # the rest went one by one
        self.assertLess(len(imports), len(entries))
        self.assertEqual([entry["state"] for entry in imports], ["done", "done"])
        self.assertEqual([entry["added"] for entry in imports], [1, 19])
        self.assertEqual(imports[1]["file"], str(self.office.home / "visitors.csv"))
        self.assertEqual(imports[1]["lists"], ["Desk visitors"])
        for entry in imports:
            self.assert_adds_up(entry)
        told = self.office.run("history", imports[1]["id"])
        self.assertEqual(told.status, 0, told)
        self.assertIn("row 11, priya.nair.example.org: refused", told.out)
        self.assert_error(self.office.json("history", "no-such-import"), 2, "usage")

    def test_15_without_a_terminal_nothing_is_sent_unasked(self):
        answer = self.office.json("import", SAMPLE, "--list", "Events", "--source", SOURCE_TEXT)
        self.assert_error(answer, 2, "usage")
        answer = self.office.json("import", SAMPLE, "--list", "Events", "--yes")
        self.assert_error(answer, 2, "usage")
        self.assertIn("--source", answer.error["message"])

    def test_16_token_tells_all_but_the_token(self):
        before = self.office.json("token")
        self.assertEqual(before.status, 0, before)
        self.assertEqual(set(before.json["scopes"]), {"contact_data", "account_read", "offline_access"})
        self.assertIn("exp", before.json["claims"])
        after = self.office.json("token", "--renew")
        self.assertEqual(after.status, 0, after)
        self.assertGreater(after.json["expires_at"], before.json["expires_at"])
        self.assertEqual(self.account.report()["refresh_reuses"], 0)

    def test_17_people_read_sentences(self):
        self.assertIn("Hillside Library", self.office.run("account").out)
        self.assertIn("Desk visitors", self.office.run("lists").out)
        self.assertIn("Membership", self.office.run("fields").out)
        self.assertIn("Good from", self.office.run("token").out)
        answer = self.office.run("add", "grace@example.org")
        self.assertEqual((answer.status, answer.out), (0, "grace@example.org was added.\n"))

    def assert_no_secret_in(self, everywhere):
        self.assertGreaterEqual(len(self.witness.secrets), 6)  # code, verifier, two pairs of tokens
        for place, content in everywhere.items():
            self.assertNotIn(b"eyJ", content, place)  # how every JWT begins
            for secret in self.witness.secrets:
                self.assertNotIn(secret.encode(), content, place)

    def test_18_secrets_are_where_the_tokens_are_and_nowhere_else(self):
        everywhere = {f"output {number}": text.encode() for number, text in enumerate(self.office.said)}
        tokens = [path for path in self.office.files() if path.name == "tokens.json"]
        self.assertEqual(len(tokens), 1)
        self.assertEqual(tokens[0].stat().st_mode & 0o777, 0o600)
        self.assertEqual(tokens[0].parent.stat().st_mode & 0o777, 0o700)
        everywhere |= {str(path): path.read_bytes() for path in self.office.files() if path not in tokens}
        self.assert_no_secret_in(everywhere)

    def test_19_what_is_kept_here_is_its_owners_alone(self):
        kept = list(self.office.data.rglob("*"))
        self.assertTrue(any(path.name.startswith("journal") for path in kept), kept)
        self.assertTrue(any(path.parent.name == "refused" for path in kept), kept)
        for path in [self.office.data, *kept]:
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)
        self.assertEqual({path.stat().st_mode & 0o777 for path in kept if path.is_dir()}, {0o700})

    def test_20_disconnect(self):
        answer = self.office.json("disconnect")
        self.assertEqual((answer.status, answer.json), (0, {"disconnected": True}))
        self.assert_error(self.office.json("lists"), 3, "signed_out")
        kinds = [entry["kind"] for entry in self.office.json("history").json["imports"]]
        self.assertEqual(kinds.count("file"), 2)
        self.assert_no_secret_in({str(path): path.read_bytes() for path in self.office.files()})

    def test_21_the_practice_account_saw_nothing_it_should_not(self):
        report = self.account.report()
        for name in ("oversized_bodies", "rows_cut", "sign_up_form_calls", "refresh_reuses", "code_reuses",
                     "unauthorized", "forbidden", "quota_exceeded"):
            self.assertEqual(report[name], 0, name)


if __name__ == "__main__":
    main()

"""What scripts rely on: every key that is promised for an answer, with its type, and the exit statuses. There may be
more keys; none of these may be missing or of another type."""

import json
import signal

from rollcalltest import *  # noqa: F403

MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
TEXT_OR_NONE = (str, type(None))
NUMBER_OR_NONE = (int, type(None))
ERROR = {"kind": str, "message": str, "hint": str, "detail": str}
DIFFERENCES = [{"field": str, "old": str, "new": str}]
UNDO = {"started": str, "state": str, "removed": int, "restored": int, "left": int, "failed": int}
OUTCOME_COUNTS = dict.fromkeys(COUNTS, int)
IMPORT = {"id": str, "state": str, "rows": int, **OUTCOME_COUNTS, "calls": int, "seconds": (int, float),
          "activities": [str], "report": TEXT_OR_NONE}
FORECAST = {**IMPORT, "already_on_list": int, "deleted": int, "changed_fields": {},
            "changes": [{"row": int, "line": int, "email": str, "differences": DIFFERENCES}]}
PROFILE = dict.fromkeys(("auth_url", "api_url", "client_id", "device_client_id", "client_secret", "redirect_uri",
                         "data_dir", "token_store"), {"value": TEXT_OR_NONE, "origin": str})
PROMISED = {
    "connect": {"organization": str, "scopes": [str], "token_store": str},
    "account": {"connected": bool, "organization": str, "user": str, "role": TEXT_OR_NONE, "scopes": [str],
                "token_store": str, "expires_at": str, "calls_today": int, "profile": PROFILE},
    "token": {"expires_at": str, "issued_at": str, "scopes": [str], "claims": {"exp": int, "iat": int}},
    "disconnect": {"disconnected": bool},
    "doctor": {"ok": bool, "checks": [{"name": str, "ok": bool, "message": str, "hint": str}]},
    "lists": {"lists": [{"id": str, "name": str, "contacts": int}]},
    "fields": {"fields": [{"id": str, "label": str, "name": str, "type": str, "choices": [str]}]},
    "tags": {"tags": [{"id": str, "name": str}]},
    "add": {"outcome": str, "contact_id": TEXT_OR_NONE, "differences": DIFFERENCES},
    "check": {"rows": int, "ready": int, "to_fix": int, "to_look_at": int, "duplicates": int, "left_out": int,
              "encoding": str, "delimiter": str, "quote": TEXT_OR_NONE, "header_line": NUMBER_OR_NONE,
              "confidence": {"encoding": (int, float), "delimiter": (int, float), "header": (int, float)},
              "zero_bytes": int, "zero_bytes_line": NUMBER_OR_NONE,
              "sheet": TEXT_OR_NONE, "columns": [{"index": int, "header": str, "field": str, "why": str}],
              "problems": [{"row": int, "line": int, "column": NUMBER_OR_NONE, "kind": str, "level": str,
                            "message": str, "suggestion": TEXT_OR_NONE}],
              "problems_total": int, "problem_kinds": {}},
    "import": IMPORT,
    "history": {"imports": [{"id": str, "file": str, "started": str, "state": str, "lists": [str], "source": str,
                             "undo": (dict, type(None)), **OUTCOME_COUNTS}]},
    "resume": {"imports": [IMPORT]},
    "undo": {"removed": int, "restored": int, "left": int, "failed": int, "calls": int},
    "outbox": {"waiting": [{"id": int, "email": str, "since": str, "why": str}]},
    "practice": {"auth_url": str, "api_url": str, "client_id": str, "device_client_id": str, "client_secret": str,
                 "redirect_uris": [str], "data_dir": str},
}
PEOPLE = """Email,First name,Birthday,Opt out
ann@example.org,Ann,03/14,
bob@gmial.com,Bob,,
Ann@Example.org,Anna,,
carl@example.org,Carl,13/45,
dora@example.org,Dora,,yes
"""


class Contract(TestCase):
    def setUp(self):
        self.account = self.practice("--approve", "--clock-scale", "50", "--seed-contacts", "20")
        self.office = self.computer(self.account)

    def assert_has(self, value, promise, where):
        if isinstance(promise, dict):
            self.assertIsInstance(value, dict, where)
            for key, inner in promise.items():
                self.assertIn(key, value, where)
                self.assert_has(value[key], inner, f"{where}.{key}")
        elif isinstance(promise, list):
            self.assertIsInstance(value, list, where)
            for index, item in enumerate(value):
                self.assert_has(item, promise[0], f"{where}[{index}]")
        else:
            self.assertIsInstance(value, promise, where)
            self.assertFalse(isinstance(value, bool) and promise is not bool, where)

    def ask(self, status, command, *words):
        answer = self.office.json(command, *words)
        self.assertEqual(answer.status, status, answer)
        self.assert_has(answer.json, PROMISED[command], command)
        return answer.json

    def connect(self):
        answer = self.office.connect()
        self.assertEqual(answer.status, 0, answer)
        self.assert_has(answer.json, PROMISED["connect"], "connect")

    def test_every_answer_has_its_keys(self):
        self.assert_has(self.account.addresses, PROMISED["practice"], "practice")
        self.connect()
        account = self.ask(0, "account")
        self.assertRegex(account["expires_at"], MOMENT)
        self.assertIsNone(account["profile"]["client_secret"]["value"])
        token = self.ask(0, "token", "--renew")
        self.assertRegex(token["issued_at"], MOMENT)
        self.assertTrue(self.ask(0, "lists")["lists"])
        self.assertTrue(self.ask(0, "fields")["fields"])
        self.assertTrue(self.ask(0, "tags")["tags"])
        # Not the registered ports: other tests may be listening on all of them.
        self.office.environment["ROLLCALL_REDIRECT_URI"] = f"http://localhost:{free_port()}/callback"
        self.assertTrue(self.ask(0, "doctor")["checks"])

        self.assertEqual(self.ask(0, "add", "eve@example.org")["outcome"], "added")
        self.assertEqual(self.ask(0, "outbox")["waiting"], [])
        exists = self.ask(1, "add", "eve@example.org", "--first-name", "Eve")
        self.assertEqual((exists["outcome"], len(exists["differences"])), ("exists", 1))
        refused = self.ask(1, "add", "eve")
        self.assertEqual((refused["outcome"], refused["by"], refused["contact_id"]), ("refused", "check", None))
        self.assert_has(refused["error"], ERROR, "error")

        path = self.office.file("people.csv", PEOPLE)
        check = self.ask(1, "check", path)
        self.assertEqual({problem["level"] for problem in check["problems"]}, {"error", "warning"})
        self.assertEqual([check[name] for name in ("rows", "ready", "to_fix", "to_look_at", "duplicates", "left_out")],
                         [5, 2, 1, 1, 1, 1])
        words = ("--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")
        summary = self.ask(1, "import", path, *words)
        self.assert_adds_up(summary)
        self.assertTrue(pathlib.Path(summary["report"]).is_absolute())
        good = self.office.file("good.csv", "Email\nann@example.org\n")
        self.assertIsNone(self.ask(0, "import", good, *words)["report"])
        history = self.ask(0, "history")
        # Single contacts are imports of one row: somebody who was added, and once more, who was there already.
        self.assertEqual([(entry["kind"], entry["file"]) for entry in history["imports"]],
                         [("file", str(good)), ("file", str(path)), ("single", ""), ("single", "")])
        self.assertEqual([(entry["email"], entry["rows"], entry["added"], entry["left_out"])
                          for entry in history["imports"][2:]],
                         [("eve@example.org", 1, 0, 1), ("eve@example.org", 1, 1, 0)])
        self.assertRegex(history["imports"][0]["started"], MOMENT)
        self.assertEqual([(entry["source"], entry["undo"]) for entry in history["imports"][:2]], [(SOURCE_TEXT, None)] * 2)
        self.assertTrue(self.ask(0, "disconnect")["disconnected"])

    def test_what_would_become_of_it_is_what_became_of_it_and_can_be_taken_back(self):
        self.connect()
        before = self.account.people()
        path = self.office.file("people.csv", PEOPLE)
        words = (path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")
        forecast = self.ask(1, "import", *words, "--dry-run")
        self.assertEqual(forecast["state"], "forecast")
        self.assert_has(forecast, FORECAST, "forecast")
        self.assert_adds_up(forecast)
        self.assertEqual(self.account.people(), before)
        summary = self.ask(1, "import", *words)
        self.assertEqual({name: forecast[name] for name in COUNTS}, {name: summary[name] for name in COUNTS})

        receipt = self.ask(0, "undo", summary["id"])
        self.assertEqual((receipt["state"], receipt["removed"]), ("forecast", 2))
        self.assertEqual(len(self.account.people()), len(before) + 2)
        undone = self.ask(0, "undo", summary["id"], "--yes")
        self.assertEqual((undone["removed"], undone["restored"], undone["left"], undone["failed"]), (2, 0, 0, 0))
        told = self.ask(0, "history")["imports"][0]["undo"]
        self.assert_has(told, UNDO, "undo")
        self.assertRegex(told["started"], MOMENT)
        self.assertEqual((told["state"], told["removed"], told["restored"], told["left"]), ("done", 2, 0, 0))
        there = {email for email, person in self.account.people().items() if not person["deleted"]}
        self.assertEqual(there, {email for email, person in before.items() if not person["deleted"]})
        self.assert_error(self.office.json("undo", summary["id"], "--yes"), 2, "usage")  # once is enough
        self.assertEqual(self.office.json("resume").json, {"imports": [], "undos": []})

    def test_who_asks_to_be_taken_off_is_taken_off(self):
        self.connect()
        subscribed = [email for email, person in self.account.people().items()
                      if person["permission"] == "implicit" and person["lists"] and not person["deleted"]]
        first, second = subscribed[:2]
        answer = self.office.json("unsubscribe", first, "--asked")
        self.assertEqual((answer.status, answer.json["outcome"]), (0, "done"), answer)
        self.assertEqual(self.account.people()[first]["permission"], "unsubscribed")
        answer = self.office.json("remove", second)
        self.assertEqual((answer.status, answer.json["outcome"]), (0, "done"), answer)
        self.assertEqual((self.account.people()[second]["permission"], self.account.people()[second]["lists"]),
                         ("implicit", []))
        for command in ("unsubscribe", "remove"):
            nobody = self.office.json(command, "nobody@example.org")
            self.assertEqual((nobody.status, nobody.json["outcome"], nobody.json["contact_id"]), (1, "not_found", None))

    def test_who_cannot_be_added_now_waits_in_the_outbox(self):
        self.connect()
        self.account.close()
        added = self.ask(4, "add", "eve@example.org", "--first-name", "Eve")
        self.assertEqual((added["outcome"], added["contact_id"]), ("queued", None))
        waiting, = self.ask(0, "outbox")["waiting"]
        self.assertEqual(waiting["email"], "eve@example.org")
        self.assertRegex(waiting["since"], MOMENT)
        self.assert_error(self.office.json("outbox", "--send"), 4, "offline")
        self.assertEqual(len(self.ask(0, "outbox")["waiting"]), 1)

    def test_done_also_when_nobody_had_to_be_sent(self):
        self.connect()
        unsubscribed = next(email for email, person in self.account.people().items()
                            if person["permission"] == "unsubscribed")
        path = self.office.file("nobody.csv", "Email,Opt out\n"
                                f"{unsubscribed},\n{unsubscribed},\nx@example.org,yes\n")
        summary = self.ask(0, "import", path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")
        self.assertEqual([summary[name] for name in ("unsubscribed", "duplicates", "left_out")], [1, 1, 1])

    def test_wrong_usage_is_one_object_too(self):
        path = self.office.file("people.csv", PEOPLE)
        for words in ([], ["import", path, "--list", "Newsletter", "--source", " ", "--yes"], ["frobnicate"], ["lists", "--loud"], ["add"], ["import", path], ["check"],
                      ["check", path, "--header-line", "-1"], ["add", "a@example.org", "--permission", "perhaps"],
                      ["practice", "--port", "99999"], ["practice", "--trouble", "rain"],
                      ["practice", "--trouble", "slow=2"], ["history", "no-such"]):
            with self.subTest(words):
                answer = self.office.json(*words)
                self.assert_error(answer, 2, "usage")
                self.assert_has(answer.error, ERROR, "error")
                self.assertTrue(answer.error["hint"], answer)

    def test_help_and_version_are_answers(self):
        for words in (["--help"], ["--version"], ["import", "--help"]):
            answer = self.office.run(*words)
            self.assertEqual((answer.status, answer.err), (0, ""), answer)
            self.assertTrue(answer.out)

    def test_at_most_a_thousand_problems_unless_all_are_wanted(self):
        path = self.office.file("many.csv", "Email,Name\n" + "".join(f"nobody{i}@,No\n" for i in range(1200)))
        for words, told in (([], 1000), (["--all-problems"], 1200)):
            check = self.ask(1, "check", path, *words)
            self.assertEqual((len(check["problems"]), check["problems_total"]), (told, 1200))
            self.assertEqual(sum(check["problem_kinds"].values()), 1200)

    def test_what_was_interrupted_says_what_was_done_and_is_gone_on_with(self):
        gate = Gate(self.account["api_url"])
        self.addCleanup(gate.close)
        self.office.environment["ROLLCALL_API_URL"] = gate.url
        self.connect()
        path = self.office.file("people.csv", PEOPLE)

        def interrupt(number, *words):
            gate.shut(r"GET /v3/contacts\?")
            process = self.office.start(*words, "--json")
            self.assertTrue(gate.reached.wait(PATIENCE))
            process.send_signal(number)
            answer = self.office.finish(process)
            gate.open()
            return answer

        words = ("import", path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            answer = interrupt(number, *words)
            self.assert_error(answer, status, "cancelled")
            self.assert_has(answer.json, IMPORT, "import")
            self.assertEqual((answer.json["state"], answer.json["not_sent"]), ("paused", 2), answer)
            # The next one first goes on with it, and so does resume; each may be interrupted again.
            self.assert_error(interrupt(number, *words), status, "cancelled")
            self.assert_error(interrupt(number, "resume"), status, "cancelled")
            summary, = self.ask(1, "resume")["imports"]
            self.assertEqual([summary[name] for name in ("id", "state", "not_sent")], [answer.json["id"], "done", 0])
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process = self.office.start("connect", "--no-browser", "--json")
            process.stdout.readline()
            process.send_signal(number)
            answer = self.office.finish(process)
            self.assert_error(answer, status, "cancelled")

    def test_settings_come_from_the_environment_and_say_so(self):
        settings = {"ROLLCALL_DEVICE_CLIENT_ID": "another", "ROLLCALL_CLIENT_SECRET": "hidden"}
        answer = self.office.json("account", env=settings)
        profile = answer.json["profile"]
        self.assertEqual({entry["origin"] for entry in profile.values()}, {"environment"})
        self.assertEqual(profile["device_client_id"]["value"], "another")
        self.assertEqual(profile["redirect_uri"]["value"], self.office.environment["ROLLCALL_REDIRECT_URI"])
        self.assertNotIn("hidden", answer.out + answer.err)
        bare = self.office.json("account", env={"ROLLCALL_AUTH_URL": "", "ROLLCALL_API_URL": "",
                                                "ROLLCALL_REDIRECT_URI": ""}).json["profile"]
        self.assertEqual(bare["auth_url"], {"value": "https://authz.constantcontact.com/oauth2/default",
                                            "origin": "built_in"})
        self.assertEqual(bare["api_url"], {"value": "https://api.cc.email/v3", "origin": "built_in"})
        self.assertEqual(bare["redirect_uri"], {"value": "http://localhost:8743/callback", "origin": "built_in"})


if __name__ == "__main__":
    main()

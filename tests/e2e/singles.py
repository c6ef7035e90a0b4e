"""Single contacts whom the service could not be told of: kept over everything that can happen, shown, discarded, and sent
in order, each once, when the service is there again."""

import random
import signal

from rollcalltest import *  # noqa: F403

LOOK_UP = r"GET /v3/contacts\?"
CREATE = r"POST /v3/contacts$"
CHANGE = r"PUT /v3/contacts/"


def email(name):
    return f"{name}@example.org"


class WithoutService(TestCase):
    """The service goes away and comes back at the same place, with all it knew."""

    def setUp(self):
        port = free_port()
        self.options = ("--approve", "--unlimited", "--port", port, "--data", tempfile.mkdtemp(prefix="practice-"))
        self.addCleanup(shutil.rmtree, self.options[-1])
        self.clock = f"6@{round(time.time() * 1000)}"
        self.come_back()
        self.office = self.connected(self.account, ROLLCALL_CLOCK=self.clock)

    def go_away(self):
        self.account.close()

    def come_back(self):
        self.account = self.practice(*self.options, clock=self.clock)

    def queue(self, *words):
        answer = self.office.json("add", *words)
        self.assertIn("outcome", answer.json, answer)
        self.assertEqual((answer.status, answer.json["outcome"], answer.json["error"]["kind"]), (4, "queued", "offline"),
                         answer)
        return answer.json["outbox_id"]

    def waiting(self):
        answer = self.office.json("outbox")
        self.assertEqual(answer.status, 0, answer)
        return [one["email"] for one in answer.json["waiting"]]

    def test_who_is_added_meanwhile_waits_and_is_sent_in_order(self):
        self.go_away()
        names = ["zoe", "ann", "mia"]
        ids = {name: self.queue(email(name), "--first-name", name.title(), "--list", "Newsletter") for name in names}
        self.assertEqual(self.waiting(), [email(name) for name in names])
        self.assertEqual(self.office.json("outbox", "--send").status, 4)
        self.assertEqual(self.waiting(), [email(name) for name in names])

        gone = self.office.json("outbox", "--discard", ids["mia"])
        self.assertEqual((gone.status, len(gone.json["waiting"])), (0, 2), gone)
        self.assertEqual(self.office.json("outbox", "--discard", ids["mia"]).status, 2)
        self.assertEqual(self.office.json("undo", str(ids["ann"])).status, 2)

        self.come_back()
        sent = self.office.json("outbox", "--send")
        self.assertEqual((sent.status, sent.json["waiting"]), (0, []), sent)
        names.remove("mia")
        self.assertEqual([(one["id"], one["email"], one["outcome"]) for one in sent.json["sent"]],
                         [(ids[name], email(name), "added") for name in names])
        people = self.account.people()
        self.assertNotIn(email("mia"), people)
        self.assertEqual({name: people[email(name)]["lists"] for name in names}, {name: ["Newsletter"] for name in names})
        self.assertEqual(self.account.report()["calls"]["POST /contacts"], 2)
        self.assertEqual(self.office.json("outbox", "--send").json["sent"], [])

    def test_resume_sends_who_waits_all_or_one(self):
        self.go_away()
        ids = [self.queue(email(name)) for name in ("ann", "ben", "cy")]
        away = self.office.json("resume")
        self.assertEqual((away.status, away.json["error"]["kind"]), (4, "offline"), away)
        self.assertEqual([(one["state"], one["not_sent"]) for one in away.json["imports"]], [("waiting", 1)] * 3, away)
        self.come_back()
        one = self.office.json("resume", ids[1])
        self.assertEqual(one.status, 0, one)
        self.assertEqual([(done["id"], done["state"], done["added"]) for done in one.json["imports"]],
                         [(str(ids[1]), "done", 1)])
        self.assertEqual(self.waiting(), [email("ann"), email("cy")])
        rest = self.office.json("resume")
        self.assertEqual((rest.status, [done["id"] for done in rest.json["imports"]]), (0, [str(ids[0]), str(ids[2])]), rest)
        self.assertEqual(self.waiting(), [])
        self.assertEqual(self.account.report()["calls"]["POST /contacts"], 3)
        nothing = self.office.run("resume")
        self.assertEqual((nothing.status, nothing.out.strip()), (0, "Nothing was interrupted."), nothing)

    def test_resume_waits_for_the_network_and_names_who_is_not_taken(self):
        self.go_away()
        self.queue(email("ann"))
        self.queue(email("ben"), "--list", "No such list")
        waiting = self.office.start("resume", "--wait", "--json")
        said = waiting.stderr.readline()
        self.assertIn("goes on by itself", said)
        self.come_back()
        answer = self.office.finish(waiting)
        self.assertEqual(answer.status, 1, answer)
        self.assertEqual([(one["state"], one["added"]) for one in answer.json["imports"]], [("done", 1), ("waiting", 0)])
        self.assertEqual(answer.json["imports"][1]["error"]["kind"], "refused")

    def test_tags_and_a_new_list_are_made_when_it_is_sent(self):
        self.go_away()
        self.queue(email("ann"), "--list", "Choir", "--create-list", "--tag", "Fair", "--tag", "donor")
        self.come_back()
        sent = self.office.json("outbox", "--send")
        self.assertEqual((sent.status, sent.json["waiting"]), (0, []), sent)
        ann = self.account.people()[email("ann")]
        self.assertEqual((ann["lists"], sorted(ann["tags"])), (["Choir"], ["Donor", "Fair"]))
        again = self.office.json("add", email("ben"), "--tag", "FAIR", "--list", "choir", "--create-list")
        self.assertEqual(again.status, 0, again)
        calls = self.account.report()["calls"]
        self.assertEqual((calls["POST /contact_tags"], calls["POST /contact_lists"]), (1, 1))
        undone = self.office.json("undo", again.json["id"], "--yes")
        self.assertEqual((undone.status, undone.json["removed"]), (0, 1), undone)

    def test_who_is_not_taken_stays_and_the_others_are_sent(self):
        self.assertEqual(self.office.json("add", email("ann")).json["outcome"], "added")
        self.go_away()
        self.queue(email("ann"), "--first-name", "Ann")
        self.queue(email("ben"), "--list", "No such list")
        self.queue(email("cy"))
        self.come_back()
        sent = self.office.json("outbox", "--send")
        self.assertEqual(sent.status, 1, sent)
        self.assertEqual([one["email"] for one in sent.json["sent"]], [email("cy")])
        why = {one["email"]: one["why"] for one in sent.json["waiting"]}
        self.assertIn("already", why[email("ann")])
        self.assertIn("No such list", why[email("ben")])

    def test_two_commands_send_each_person_once(self):
        self.go_away()
        names = [f"person{i}" for i in range(5)]
        for name in names:
            self.queue(email(name))
        self.come_back()
        both = [self.office.start("outbox", "--send", "--json") for _ in range(2)]
        answers = [self.office.finish(process) for process in both]
        self.assertTrue({answer.status for answer in answers} <= {0, 4}, answers)
        self.assertIn(0, {answer.status for answer in answers})
        told = [one["email"] for answer in answers for one in answer.json["sent"]]
        self.assertEqual(sorted(told), sorted(email(name) for name in names))
        self.assertEqual(self.account.report()["calls"]["POST /contacts"], len(names))

    def test_killed_again_and_again_everybody_is_added_once(self):
        self.go_away()
        names = [f"person{i}" for i in range(8)]
        for name in names:
            self.queue(email(name), "--first-name", name.title())
        self.come_back()
        kills = random.Random(7)
        for _ in range(25):
            process = self.office.start("outbox", "--send", "--json")
            try:
                process.wait(kills.uniform(0.02, 0.4))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            self.office.finish(process)
        sent = self.office.json("outbox", "--send")
        self.assertEqual((sent.status, sent.json["waiting"]), (0, []), sent)
        people = self.account.people()
        self.assertEqual({name: people[email(name)]["first_name"] for name in names},
                         {name: name.title() for name in names})
        self.assertEqual(self.account.report()["calls"]["POST /contacts"], len(names))
        history = self.office.json("history").json["imports"]
        self.assertEqual([(one["email"], one["state"], one["added"]) for one in reversed(history)],
                         [(email(name), "done", 1) for name in names])


class Killed(TestCase):
    """kill -9 at each step of adding one person."""

    def setUp(self):
        self.account = self.practice("--approve", "--unlimited")
        self.gate = Gate(self.account["api_url"])
        self.addCleanup(self.gate.close)
        self.office = self.connected(self.account, ROLLCALL_API_URL=self.gate.url)

    def kill_at(self, call, *words):
        self.gate.shut(call, after_service=True)
        process = self.office.start("add", *words, "--json")
        self.assert_soon(lambda: self.gate.reached.is_set() or process.poll() is not None)
        process.send_signal(signal.SIGKILL)
        answer = self.office.finish(process)
        self.assertEqual((answer.status, answer.out), (-signal.SIGKILL, ""), answer)
        self.gate.open()

    def assert_waits(self, words):
        waiting, = self.office.json("outbox").json["waiting"]
        self.assertEqual(waiting["email"], email("ann"))
        self.assertIn(words, waiting["why"])

    def assert_sent(self, outcome):
        sent = self.office.json("outbox", "--send")
        self.assertEqual((sent.status, sent.json["waiting"]), (0, []), sent)
        self.assertEqual([one["outcome"] for one in sent.json["sent"]], [outcome])
        self.assertEqual(self.account.people()[email("ann")]["first_name"], "Ann")
        return str(sent.json["sent"][0]["id"])

    def test_before_anything_is_known(self):
        self.kill_at(LOOK_UP, email("ann"), "--first-name", "Ann")
        self.assert_waits("before this was sent")
        self.assert_sent("added")

    def test_while_somebody_is_added(self):
        self.kill_at(CREATE, email("ann"), "--first-name", "Ann")
        self.assert_waits("while sending")
        # Let through after the kill: it arrived, and nobody heard of it.
        self.assert_soon(lambda: email("ann") in self.account.people())
        self.assert_sent("added")
        self.assertEqual(self.account.report()["calls"]["POST /contacts"], 1)

    def test_while_somebody_is_changed(self):
        self.office.json("add", email("ann"), "--first-name", "Annie")
        before = self.account.people()[email("ann")]
        self.kill_at(CHANGE, email("ann"), "--first-name", "Ann", "--company", "Hillside", "--update")
        self.assert_soon(lambda: self.account.people()[email("ann")]["first_name"] == "Ann")
        import_id = self.assert_sent("updated")
        undone = self.office.json("undo", import_id, "--yes")
        self.assertEqual((undone.status, undone.json["restored"]), (0, 1), undone)
        self.assertEqual(self.account.people()[email("ann")], before)

    def test_while_it_is_taken_back(self):
        added = self.office.json("add", email("ann"), "--first-name", "Ann")
        self.gate.shut(r"DELETE /v3/contacts/", after_service=True)
        process = self.office.start("undo", added.json["id"], "--yes", "--json")
        self.assert_soon(lambda: self.gate.reached.is_set() or process.poll() is not None)
        process.send_signal(signal.SIGKILL)
        self.office.finish(process)
        self.gate.open()
        resumed = self.office.json("resume")
        self.assertEqual(resumed.status, 0, resumed)
        self.assertEqual([(one["id"], one["removed"]) for one in resumed.json["undos"]], [(added.json["id"], 1)])
        self.assertTrue(self.account.people()[email("ann")]["deleted"])


if __name__ == "__main__":
    main()

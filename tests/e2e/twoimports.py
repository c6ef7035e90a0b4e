"""Two programs import into the same account at the same time, from the same computer: both answers are true, and the
service is asked no more often than one of them would ask it."""

from rollcalltest import *  # noqa: F403

SHARED = 300  # people in both files


def table(name, rows):
    shared = [f"shared{i}@example.org" for i in range(SHARED)]
    return shared + [f"{name}{i}@example.org" for i in range(rows - SHARED)]


class TwoImports(TestCase):
    def test_both_are_right_and_share_the_pace(self):
        account = self.practice("--approve", "--clock-scale", "3", "--seed-contacts", "700")
        gate = Gate(account["api_url"])
        self.addCleanup(gate.close)
        office = self.connected(account, ROLLCALL_API_URL=gate.url)
        lists = [entry["name"] for entry in account.report()["lists"]]
        known = account.people()
        tables = {"Newsletter": table("news", 900), "Events": table("event", 700)}
        # Both are in the account at once: each has made its own list there before either hears of it.
        gate.shut(r"POST /v3/contact_lists", after_service=True)
        running = {}
        for name, addresses in tables.items():
            path = office.file(f"{name}.csv", "Email\n" + "\n".join(addresses) + "\n")
            running[name] = office.start("import", path, "--list", name, "--source", SOURCE_TEXT, "--yes", "--json")
        self.assert_soon(lambda: len(account.report()["lists"]) == len(lists) + 2)
        gate.open()
        answers = {name: office.finish(process) for name, process in running.items()}

        people = account.people()
        for name, addresses in tables.items():
            answer = answers[name]
            self.assertEqual(answer.status, 0, answer)
            self.assert_adds_up(answer.json)
            self.assertEqual((answer.json["state"], answer.json["rows"]), ("done", len(addresses)))
            self.assertEqual(answer.json["added"] + answer.json["updated"], len(addresses), answer)
            self.assertTrue(all(name in people[address]["lists"] for address in addresses))
        self.assertEqual(set(people) - set(known), set().union(*tables.values()))
        self.assertEqual({email: people[email] for email in known}, known)
        report = account.report()
        self.assertEqual(report["rows_received"], sum(map(len, tables.values())))
        self.assertLess(report["most_in_a_second"], 5)
        self.assertEqual((report["throttled"], report["oversized_bodies"]), (0, 0))
        self.assert_soon(lambda: [entry["name"] for entry in account.report()["lists"]] == lists)
        told = office.json("history")
        self.assertEqual([one["state"] for one in told.json["imports"]], ["done", "done"])


if __name__ == "__main__":
    main()

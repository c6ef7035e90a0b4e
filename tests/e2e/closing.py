"""The window is closed or killed in the middle of something: it asks nothing, and nothing is lost. Under Xvfb with a
window manager, found and read as a screen reader does."""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

import rollcalltest  # noqa: E402
from mainwindow import VISITORS, WithWindow  # noqa: E402

# So many that they go in bulk: the service takes its time over those.
CROWD = VISITORS + "".join(f"crowd{i}@example.org,Carl,Crowd\n" for i in range(10))
READY = 12


class Closing(WithWindow):
    options = ("--approve",)

    def set_up_account(self):
        answer = self.pc.connect()
        self.assertEqual(answer.status, 0, answer)

    def setUp(self):
        super().setUp()
        self.assert_soon(lambda: self.window.says("Hillside Library"))
        self.place_window()

    def start_again(self):
        self.window = self.start("rollcall", rollcalltest.BIN / "rollcall")
        self.assert_soon(lambda: self.window.says("Hillside Library"))
        self.place_window()

    def close_as_a_person_does(self):
        self.screen.hand("key", "alt+F4")
        self.assertEqual(self.window.process.wait(rollcalltest.PATIENCE), 0)

    def kill(self):
        self.window.process.kill()
        self.window.process.wait(rollcalltest.PATIENCE)

    def draft(self, name):
        found = [path for path in self.pc.data.rglob(name)]
        return found[0] if found else None

    def kept(self, name, *words):
        """Whether all of that is on the disk, for its owner's eyes only."""
        path = self.draft(name)
        if path is None or path.stat().st_mode & 0o777 != 0o600:
            return False
        text = path.read_text()
        return all(word in text for word in words)

    def text_of(self, name):
        field = self.window.find(name, role=Atspi.Role.TEXT)
        return Atspi.Text.get_text(field, 0, -1) if field else None

    def send_visitors(self):
        self.prepare_import(self.pc.file("visitors.csv", CROWD), READY)
        self.press(f"Send {READY}")
        self.assert_soon(lambda: self.window.says(f"working on {READY} rows"))

    def assert_arrived_once(self):
        for email in ("ana@example.org", "li@example.org"):  # the service takes its time to delete the import's own list
            self.assert_soon(lambda: self.account.people()[email]["lists"] == ["Newsletter"])
        self.assertEqual(self.account.report()["rows_received"], READY)

    def test_a_contact_that_was_typed_survives_a_kill(self):
        self.screen.hand("key", "ctrl+1")
        self.assert_soon(lambda: self.window.find("E-mail", role=Atspi.Role.TEXT))
        self.screen.click(self.window.middle("E-mail", Atspi.Role.TEXT))
        self.screen.type("jane.doe@example.org\tJane\tDoe")
        self.assert_soon(lambda: self.kept("contact-draft.json", "jane.doe@example.org", '"Jane"', '"Doe"'))
        self.kill()
        self.start_again()
        self.screen.hand("key", "ctrl+1")
        self.assert_soon(lambda: self.window.says("This was typed before Rollcall was closed, and is not sent yet."))
        self.assertEqual([self.text_of(name) for name in ("E-mail", "First name", "Last name")],
                         ["jane.doe@example.org", "Jane", "Doe"])
        self.screen.hand("key", "ctrl+Return")
        self.assert_soon(lambda: "jane.doe@example.org" in self.account.people())
        self.assert_soon(lambda: self.draft("contact-draft.json") is None)

    def test_the_way_of_a_file_survives_a_kill(self):
        self.prepare_import(self.pc.file("visitors.csv", CROWD), READY)
        self.assert_soon(lambda: self.kept("import-draft.json", "visitors.csv", "Visitor book", "Newsletter", '"agreed":true'))
        self.kill()
        self.start_again()
        self.screen.hand("key", "ctrl+2")
        self.press("Go on with it")
        self.press(f"Send {READY}")
        self.assert_soon(lambda: self.window.says(f"All {READY + 2} rows have an answer."))
        self.assert_arrived_once()
        self.assertIsNone(self.draft("import-draft.json"))

    def test_closing_in_the_middle_of_sending_asks_nothing_and_loses_nothing(self):
        self.send_visitors()
        self.close_as_a_person_does()
        told = self.pc.json("history").json["imports"][0]
        self.assertEqual((told["state"], told["not_sent"]), ("processing", READY))
        self.start_again()
        self.assert_soon(lambda: self.pc.json("history").json["imports"][0]["state"] == "done")
        self.assert_arrived_once()

    def test_pausing_is_at_once_and_stays(self):
        self.send_visitors()
        self.account.troubles(hang=1)  # whatever is asked from now on stays unanswered: there is time to press it
        self.press("Pause")
        self.assert_soon(lambda: self.window.says(f"Paused: 2 have an answer, {READY} rows not yet."))
        self.account.troubles()
        self.close_as_a_person_does()
        self.start_again()
        self.assertEqual(self.pc.json("history").json["imports"][0]["state"], "paused")
        self.screen.hand("key", "ctrl+4")
        self.assert_soon(lambda: self.window.find("visitors.csv"))
        self.screen.click(self.window.middle("visitors.csv"))
        self.press("Go on with it")
        self.assert_soon(lambda: self.window.says(f"All {READY + 2} rows have an answer."))
        self.assert_arrived_once()


if __name__ == "__main__":
    rollcalltest.main()

"""The main job in the window: connect with a browser, add a contact, drag a file in from another program, and an
answer for every row. The window is found and read as a screen reader does, and worked with mouse and keyboard."""

import os
import pathlib
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import rollcalltest  # noqa: E402
from relay import Gate  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
BROWSER = """#!/bin/sh
exec /usr/bin/python3 '%s' "$1" '%s' 2>'%s'
"""
VISITORS = ("E-mail,First name,Last name\n"
            "ana@example.org,Ana,Ruiz\n"
            "tom.okafor.example.org,Tom,Okafor\n"
            "li@example.org,Li,Wei\n"
            "ana@example.org,A.,\n")


class Screen:
    """A display with a window manager, and hands."""

    def __init__(self):
        read_end, write_end = os.pipe()
        # Without keys that repeat by themselves: a busy machine would hold them down too long.
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1400x900x24", "-r"],
                                       pass_fds=(write_end,), stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            os.environ["DISPLAY"] = ":" + answer.readline().strip()
        self.manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def is_managed(self):
        answer = subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], capture_output=True, text=True)
        return "window id" in answer.stdout

    def hand(self, *words):
        subprocess.run(["xdotool", *map(str, words)], check=True)

    def click(self, place):
        self.hand("mousemove", *place, "click", 1)

    def type(self, text):
        self.hand("type", "--delay", 5, text)

    def close(self):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(rollcalltest.PATIENCE)


class Program:
    """A program of ours on the screen, as a screen reader has it."""

    def __init__(self, name, command, environment):
        self.name = name
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)

    def everything(self):
        """All that is showing, as pairs of what it is called and what it is. The tree may change while it is read."""
        desktop = Atspi.get_desktop(0)
        waiting = [program for program in (desktop.get_child_at_index(i) for i in range(desktop.get_child_count()))
                   if program and program.get_process_id() == self.process.pid]
        while waiting:
            one = waiting.pop()
            try:
                one.clear_cache()
                for i in range(min(one.get_child_count(), 300)):
                    child = one.get_child_at_index(i)
                    if child:
                        waiting.append(child)
                if one.get_state_set().contains(Atspi.StateType.SHOWING):
                    yield one.get_name() or "", one
            except GLib.Error:
                continue

    def find(self, name, *, role=None):
        for called, one in self.everything():
            if called == name and (role is None or one.get_role() == role):
                return one
        return None

    def says(self, text):
        return any(text in called for called, _ in self.everything())

    def middle(self, name, role=None):
        return self.middle_of(self.find(name, role=role))

    def usable_place(self, name, role=None):
        """Where to press it; none: it is not there, or not enabled. It is looked for once: it may go any time."""
        one = self.find(name, role=role)
        try:
            return self.middle_of(one) if one and one.get_state_set().contains(Atspi.StateType.ENABLED) else None
        except GLib.Error:
            return None

    @staticmethod
    def middle_of(one):
        place = one.get_extents(Atspi.CoordType.SCREEN)
        return place.x + place.width // 2, place.y + place.height // 2

    def windows(self):
        """How many of its windows are to be seen, a list that has been folded out being one."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)], capture_output=True)
        return len(found.stdout.split())

    def close(self):
        self.process.terminate()
        return self.process.wait(rollcalltest.PATIENCE)


class WithWindow(rollcalltest.TestCase):
    options = ("--unlimited",)

    def set_up_account(self):
        """Before the window opens."""

    def setUp(self):
        self.screen = Screen()
        self.addCleanup(self.screen.close)
        self.assert_soon(self.screen.is_managed)
        self.account = self.practice(*self.options)
        self.pc = self.computer(self.account)
        self.set_up_account()
        self.last_page = self.pc.home / "last-page"
        # Qt asks xdg-open where there is one, which asks the system's own choice before BROWSER.
        for name in ("browser", "xdg-open"):
            browser = self.pc.file(name, BROWSER % (HERE / "chromium.py", self.last_page, self.pc.home / "browser-said"))
            browser.chmod(0o700)
        self.environment = self.pc.environment | {
            "DISPLAY": os.environ["DISPLAY"],
            "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"],
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            "BROWSER": str(self.pc.home / "browser"),
            "PATH": f"{self.pc.home}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
        }
        self.window = self.start("rollcall", rollcalltest.BIN / "rollcall")

    def start(self, name, *command):
        program = Program(name, list(map(str, command)), self.environment)
        self.addCleanup(program.close)
        return program

    def press(self, name, role=Atspi.Role.PUSH_BUTTON):
        place = None

        def rests():  # while a page is being laid out its buttons move, and a click meets what was there before
            nonlocal place
            before, place = place, self.window.usable_place(name, role)
            return place is not None and place == before

        self.assert_soon(rests)
        self.screen.click(place)

    def place_window(self):
        self.screen.hand("search", "--sync", "--onlyvisible", "--name", "^Rollcall$", "windowmove", 20, 40)

    def connect(self):
        self.press("Connect account")
        self.assert_soon(self.last_page.exists)
        self.assertIn("You are signed in", self.last_page.read_text())
        self.assert_soon(lambda: self.window.says("Connected to Hillside Library"))

    def add_contact(self):
        self.press("Add a contact")
        self.assert_soon(lambda: self.window.find("E-mail", role=Atspi.Role.TEXT))
        self.screen.click(self.window.middle("E-mail", Atspi.Role.TEXT))
        self.screen.type("jane.doe@example.org\tJane\tDoe")
        self.screen.hand("key", "ctrl+Return")
        self.assert_soon(lambda: "jane.doe@example.org" in self.account.people())
        self.assertEqual(self.account.people()["jane.doe@example.org"]["first_name"], "Jane")

    def drag_in(self, path):
        files = self.start("dragsource", rollcalltest.BIN.parent / "tests" / "dragsource", path)
        self.assert_soon(lambda: files.find(str(path)))
        self.screen.hand("search", "--sync", "--onlyvisible", "--name", "^Files$", "windowmove", 1210, 700, "windowraise")
        self.assert_soon(lambda: files.middle(str(path))[0] > 1200)
        self.drag(files.middle(str(path)), (700, 400))

    def drag(self, start, end):
        self.screen.hand("mousemove", *start, "mousedown", 1)
        for step in range(1, 11):
            self.screen.hand("mousemove", *(a + (b - a) * step // 10 for a, b in zip(start, end)))
            time.sleep(0.05)  # as a hand does: the programs answer each other while it moves
        self.screen.hand("mouseup", 1)

    def choose_list(self, name):
        before = self.window.windows()
        self.press("Lists: add a list")
        self.assert_soon(lambda: self.window.windows() == before + 1)
        self.screen.type(name)
        self.screen.hand("key", "Return")
        self.assert_soon(lambda: self.window.says(name + ", press to take it away"))
        self.screen.hand("key", "Escape")
        self.assert_soon(lambda: self.window.windows() == before)

    def prepare_import(self, path, ready):
        """All up to the last step."""
        self.drag_in(path)
        self.press("Check the file")
        self.press(f"Go on with {ready}")
        self.choose_list("Newsletter")
        self.press("Where from", Atspi.Role.TEXT)
        self.screen.type("Visitor book")
        self.press("These people know us and may be written to.", Atspi.Role.CHECK_BOX)


class MainWindow(WithWindow):
    def test_from_the_first_start_to_an_answer_for_every_row(self):
        self.assert_soon(lambda: self.window.says("Add people to your lists"))
        self.place_window()
        self.connect()
        self.add_contact()
        visitors = self.pc.file("visitors.csv", VISITORS)
        self.prepare_import(visitors, 2)
        self.press("Send 2")
        self.assert_soon(lambda: self.window.says("All 4 rows have an answer."))
        # The service takes its time to delete the list that the import had for itself.
        for email in ("ana@example.org", "li@example.org"):
            self.assert_soon(lambda: self.account.people()[email]["lists"] == ["Newsletter"])
        people = self.account.people()
        self.assertNotIn("tom.okafor.example.org", people)
        self.save_refused()
        self.window.close()
        history = self.pc.json("history").json
        newest = history["imports"][0]
        self.assertEqual((newest["added"], newest["duplicates"], newest["refused"]), (2, 1, 1))

    def save_refused(self):
        target = self.pc.home / "refused.csv"
        self.press("Save the one refused as a file…")
        self.assert_soon(lambda: self.window.find("File name:", role=Atspi.Role.TEXT))
        self.screen.hand("key", "ctrl+a")
        self.screen.type(target)
        self.screen.hand("key", "Return")
        self.assert_soon(target.exists)
        self.assertIn("tom.okafor.example.org", target.read_text())


class BesideTheCommandLine(WithWindow):
    """The window and the command line import into one account at the same time: both are right, and together they ask
    the service no more often than one of them would."""

    options = ("--approve", "--clock-scale", "2")

    def set_up_account(self):
        self.gate = Gate(self.account["api_url"])
        self.addCleanup(self.gate.close)
        self.pc.environment["ROLLCALL_API_URL"] = self.gate.url
        answer = self.pc.connect()
        self.assertEqual(answer.status, 0, answer)

    def test_both_are_right_and_share_the_pace(self):
        self.assert_soon(lambda: self.window.says("Hillside Library"))
        self.place_window()
        lists = [entry["name"] for entry in self.account.report()["lists"]]
        known = self.account.people()
        shared = [f"shared{i}@example.org" for i in range(200)]
        ours = shared + [f"window{i}@example.org" for i in range(400)]
        theirs = shared + [f"command{i}@example.org" for i in range(500)]
        self.prepare_import(self.pc.file("ours.csv", "Email\n" + "\n".join(ours) + "\n"), 600)
        # Both are in the account at once: each has made its own list there before either hears of it.
        self.gate.shut(r"POST /v3/contact_lists", after_service=True)
        command = self.pc.start("import", self.pc.file("theirs.csv", "Email\n" + "\n".join(theirs) + "\n"), "--list", "Events",
                                "--source", rollcalltest.SOURCE_TEXT, "--yes", "--json")
        self.press("Send 600")
        self.assert_soon(lambda: len(self.account.report()["lists"]) == len(lists) + 2)
        self.gate.open()
        answer = self.pc.finish(command)
        self.assertEqual(answer.status, 0, answer)
        self.assert_adds_up(answer.json)
        self.assertEqual(answer.json["added"] + answer.json["updated"], len(theirs), answer)
        self.assert_soon(lambda: self.window.says("All 600 rows have an answer."))
        self.assert_soon(lambda: [entry["name"] for entry in self.account.report()["lists"]] == lists)
        people = self.account.people()
        self.assertTrue(all("Newsletter" in people[address]["lists"] for address in ours))
        self.assertTrue(all("Events" in people[address]["lists"] for address in theirs))
        self.assertEqual(set(people) - set(known), {*ours, *theirs})
        report = self.account.report()
        self.assertEqual(report["rows_received"], len(ours) + len(theirs))
        self.assertLess(report["most_in_a_second"], 5)
        self.assertEqual(report["throttled"], 0)
        self.window.close()
        imports = self.pc.json("history").json["imports"]
        self.assertEqual(sorted((one["state"], one["rows"]) for one in imports), [("done", 600), ("done", 700)])


if __name__ == "__main__":
    rollcalltest.main()

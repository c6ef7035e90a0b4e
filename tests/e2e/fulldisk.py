"""A disk that is full, or fills up on the way: it is said, what was there is not lost, and the work goes on when there is
room again."""

import os
import resource
import signal
import subprocess

from people import make_table
from rollcalltest import *  # noqa: F403


class FullDisk(TestCase):
    """Files cannot grow beyond a size, as on a full disk; and, for root, a disk that really is full."""

    def limited(self, size):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return limit

    def test_an_answer_that_cannot_be_written_is_not_a_success(self):
        office = self.computer(self.practice())
        path = office.file("good.csv", "Email\nann@example.org\n")
        with open("/dev/full", "wb") as full:
            process = subprocess.run([CLI, "check", path, "--json"], stdout=full, stderr=subprocess.PIPE, text=True,
                                     env=office.environment, timeout=PATIENCE)
        self.assertEqual(process.returncode, 6, process.stderr)
        self.assertIn("could not be written", process.stderr)

    def test_a_report_that_finds_no_room_leaves_the_one_before(self):
        office = self.connected(self.practice("--approve", "--unlimited"))
        path = office.file("bad.csv", "Email,First name\n" + "not an address,Ann\n" * 3000)
        self.assertEqual(office.import_file(path).status, 1)
        report = office.home / "report.html"
        words = ["history", "1", "--report", str(report), "--json"]
        self.assertEqual(office.run(*words).status, 0)
        before = report.read_bytes()
        for room in (len(before) // 2, len(before) - 1):
            answer = office.finish(office.start(*words, preexec_fn=self.limited(room)))
            self.assert_error(answer, 6, "storage")
            self.assertIn("report could not be written", answer.error["message"])
            self.assertEqual(report.read_bytes(), before)

    def test_an_import_that_cannot_be_kept_is_not_sent(self):
        account = self.practice("--approve", "--clock-scale", "50")
        office = self.connected(account)
        table = make_table(3000)
        path = office.file("people.csv", table.content)
        words = ["import", path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes", "--json"]
        answer = office.finish(office.start(*words, preexec_fn=self.limited(60_000)))
        self.assert_error(answer, 6, "storage")
        self.assertEqual(account.people(), {})
        answer = office.finish(office.start(*words))  # there is room again
        self.assertEqual(answer.status, 1, answer)
        self.assertEqual(set(account.people()), set(table.good))

    def test_a_disk_that_fills_up_on_the_way_stops_the_import_until_there_is_room(self):
        for size in (250_000, 400_000, 550_000, 700_000):
            with self.subTest(size):
                account = self.practice("--approve", "--clock-scale", "50")
                office = self.connected(account)
                table = make_table(3000)
                path = office.file("people.csv", table.content)
                words = ["import", path, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes", "--json"]
                answer = office.finish(office.start(*words, preexec_fn=self.limited(size)))
                self.assert_error(answer, 6, "storage")
                self.assert_adds_up(answer.json)
                self.assertEqual(answer.json["state"], "paused")

                resumed = office.json("resume")  # there is room again
                self.assertEqual(resumed.status, 1, resumed)
                summary, = resumed.json["imports"]
                self.assert_adds_up(summary)
                self.assertEqual((summary["state"], summary["added"]), ("done", len(table.good)))
                self.assertEqual(set(account.people()), set(table.good))
                self.assertEqual(account.report()["rows_received"], len(table.good))

    def test_tokens_that_cannot_be_kept_are_said_before_anyone_signs_in(self):
        office = self.computer(self.practice("--approve"))
        answer = office.finish(office.start("connect", "--no-browser", "--json", preexec_fn=self.limited(0)))
        self.assert_error(answer, 6, "storage")

    def test_tokens_are_not_lost_by_a_renewal_that_finds_no_room(self):
        account = self.practice("--approve", "--unlimited")
        office = self.connected(account)
        answer = office.finish(office.start("token", "--renew", "--json", preexec_fn=self.limited(0)))
        self.assert_error(answer, 6, "storage")
        self.assertEqual(account.report()["refreshes"], 0)
        self.assertEqual(office.json("token", "--renew").status, 0)
        self.assertEqual(office.json("lists").status, 0)

    @unittest.skipUnless(os.geteuid() == 0, "mounts a disk of its own")
    def test_a_disk_that_is_full_and_one_that_is_read_only(self):
        account = self.practice("--approve", "--clock-scale", "50")
        office = self.connected(account)
        kept = office.home / "kept"
        office.data.rename(kept)
        office.data.mkdir()
        disk = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(office.data)]
        if subprocess.run(disk, stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("no disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", str(office.data)])
        shutil.copytree(kept, office.data, dirs_exist_ok=True)
        table = make_table(5000)
        path = office.file("people.csv", table.content)

        self.assert_error(office.import_file(path), 6, "storage")
        self.assertEqual(account.people(), {})

        subprocess.run(["mount", "-o", "remount,ro", str(office.data)], check=True)
        self.assert_error(office.import_file(path), 6, "storage")
        self.assertEqual(account.people(), {})

        subprocess.run(["mount", "-o", "remount,rw,size=64m", str(office.data)], check=True)
        answer = office.import_file(path)
        self.assertEqual(answer.status, 1, answer)
        self.assertEqual(set(account.people()), set(table.good))


NOBODY = 65534  # of another user's


@unittest.skipUnless(os.geteuid() == 0, "mounts disks and runs as another user")
class EachWrite(TestCase):
    """Each command that keeps something, where nothing can be kept: it says so, nothing is sent, nothing is there by
    halves; and does its work as soon as it can be."""

    def setUp(self):
        self.account = self.practice("--approve", "--unlimited", "--clock-scale", "50")
        self.office = self.connected(self.account)
        self.mixed = self.office.file("mixed.csv", "Email,First name\nann@example.org,Ann\nbad,Bad\n")
        self.other = self.office.file("other.csv", "Email\nzoe@example.org\nworse\n")
        self.damaged = self.office.file("damaged.csv", "Email\nmailto:mia@example.org\n")
        self.ids = [self.office.import_file(self.mixed).json["id"] for _ in range(2)]
        self.account.troubles(http503=1)
        self.waiting = [self.queue(name) for name in ("first@example.org", "second@example.org")]
        self.account.troubles()
        self.output = self.office.data / "output"

    def queue(self, email):
        answer = self.office.json("add", email)
        self.assertEqual(answer.json.get("outcome"), "queued", answer)
        return answer.json["outbox_id"]

    def commands(self):
        """In an order in which each has something left to do."""
        done, other = self.ids
        send = ("--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")
        return {
            "outbox, one discarded": ("outbox", "--discard", self.waiting[0]),
            "outbox, sent": ("outbox", "--send"),
            "add": ("add", "new@example.org"),
            "unsubscribe": ("unsubscribe", "new@example.org"),
            "import": ("import", self.other, *send),
            "import, rows": ("import", self.mixed, *send, "--rows", self.output / "import.jsonl"),
            "import, refused rows": ("import", self.mixed, *send, "--refused", self.output / "refused.csv"),
            "check, corrected": ("check", self.damaged, "--fixed", self.output / "fixed.csv"),
            "history, rows": ("history", done, "--rows", self.output / "history.jsonl"),
            "history, report": ("history", done, "--report", self.output / "report.html"),
            "undo": ("undo", done, "--yes"),
            "erase": ("erase", "ann@example.org"),
            "purge": ("purge", "--days", "0"),
            "purge, one import": ("purge", "--import", other),
            "token": ("token", "--renew"),
        }

    def kept(self):
        """What is there to be seen, but for locks and what SQLite keeps beside its file while it is open."""
        return sorted((str(path.relative_to(self.office.data)), path.stat().st_size)
                      for path in self.office.data.rglob("*")
                      if path.is_file() and not path.name.endswith((".lock", "-wal", "-shm", "filler")))

    def assert_nothing_can_be_kept(self, **options):
        kept, people = self.kept(), self.account.people()
        for name, words in self.commands().items():
            with self.subTest(name):
                answer = self.office.finish(self.office.start(*words, "--json", **options))
                self.assert_error(answer, 6, "storage")
                self.assertTrue(answer.error["hint"], answer)
                self.assertEqual(self.kept(), kept)
                self.assertEqual(self.account.people(), people)

    def assert_all_can_be_kept(self, **options):
        for name, words in self.commands().items():
            with self.subTest(name):
                answer = self.office.finish(self.office.start(*words, "--json", **options))
                self.assertIn(answer.status, (0, 1), answer)
        for name in ("import.jsonl", "refused.csv", "fixed.csv", "history.jsonl", "report.html"):
            self.assertTrue((self.output / name).exists(), name)

    def mount(self):
        kept = self.office.home / "kept"
        self.output.mkdir()
        self.office.data.rename(kept)
        self.office.data.mkdir()
        disk = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(self.office.data)]
        if subprocess.run(disk, stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("no disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", str(self.office.data)])
        shutil.copytree(kept, self.office.data, dirs_exist_ok=True)

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.office.data)], check=True)

    def test_on_a_full_disk(self):
        self.mount()
        filler = self.office.data / "filler"
        with open(filler, "wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    pass
            except OSError:
                pass
        self.assert_nothing_can_be_kept()
        filler.unlink()
        self.assert_all_can_be_kept()

    def test_on_a_disk_that_is_read_only(self):
        self.mount()
        self.remount("ro")
        self.assert_nothing_can_be_kept()
        self.remount("rw")
        self.assert_all_can_be_kept()

    def test_in_a_folder_that_is_read_only(self):
        self.output.mkdir()
        for path in [self.office.home, *self.office.home.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        if subprocess.run([CLI, "--version"], stdout=subprocess.DEVNULL, **as_nobody).returncode != 0:
            self.skipTest("another user cannot run the program here")
        folders = [self.office.data, *(path for path in self.office.data.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o500)
        self.assert_nothing_can_be_kept(**as_nobody)
        for folder in folders:
            folder.chmod(0o700)
        self.assert_all_can_be_kept(**as_nobody)

    def test_who_cannot_be_sent_and_not_be_kept_either_is_not_said_to_wait(self):
        self.mount()
        self.account.troubles(http503=1)
        self.remount("ro")
        self.assert_error(self.office.json("add", "third@example.org"), 6, "storage")
        self.remount("rw")
        self.assertEqual(len(self.office.json("outbox").json["waiting"]), 2)
        self.queue("third@example.org")


if __name__ == "__main__":
    main()

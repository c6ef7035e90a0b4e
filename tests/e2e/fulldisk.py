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
        for size in (250_000, 400_000, 700_000, 1_000_000):
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


if __name__ == "__main__":
    main()

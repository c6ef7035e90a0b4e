"""What can be wrong: with the file, the way to the service, the connection, the disk. Each is said in a sentence, has its
exit status, and loses nothing."""

import os
import resource
import signal
import subprocess

from people import make_table
from rollcalltest import *  # noqa: F403

GOOD = "Email,First name\nann@example.org,Ann\nbob@example.org,Bob\n"
UNREADABLE = {
    "no such file": None,
    "a directory": "directory",
    "an empty file": b"",
    "only a header": b"Email,Name\n",
    "a binary": bytes(range(256)) * 64,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "one column": b"Dear all\nplease find the minutes below\nkind regards\n",
    "no e-mail column": b"Name,Town\nAnn,Boston\nBob,Quincy\n",
}


class BadFiles(TestCase):
    def test_a_file_that_cannot_be_read_is_said_and_nothing_is_asked_of_the_service(self):
        account = self.practice("--approve", "--clock-scale", "50")
        office = self.connected(account)
        before = account.report()
        for name, content in UNREADABLE.items():
            with self.subTest(name):
                path = office.home / "input.csv"
                if content == "directory":
                    path.mkdir()
                elif content is not None:
                    path.write_bytes(content)
                checked = office.json("check", path)
                self.assert_error(checked, 5, "input")
                self.assertTrue(checked.error["hint"], checked)
                self.assert_error(office.import_file(path), 5, "input")
                path.rmdir() if content == "directory" else path.unlink(missing_ok=True)
        after = account.report()
        self.assertEqual(after["contacts"], before["contacts"])
        self.assertNotIn("POST /activities/contacts_json_import", after["calls"])
        self.assertNotIn("POST /contact_lists", after["calls"])

    def test_a_column_can_be_named_that_was_not_found(self):
        office = self.computer(self.practice())
        path = office.file("odd.csv", "Who,Where to write\nAnn,ann@example.org\n")
        answer = office.json("check", path, "--map", "Where to write=email", "--map", "Who=full_name")
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual([column["field"] for column in answer.json["columns"]], ["full_name", "email"])
        for wrong in ("Nowhere=email", "Who=shoe_size", "Who"):
            self.assert_error(office.json("check", path, "--map", wrong), 2, "usage")
        twice = ("--map", "Who=email", "--map", "Where to write=email")
        self.assert_error(office.json("check", path, *twice), 2, "usage")
        self.assert_error(office.json("check", path, "--delimiter", "x"), 2, "usage")


class NoService(TestCase):
    def test_without_the_service_nothing_is_sent_and_nothing_is_lost(self):
        account = self.practice("--approve", "--clock-scale", "200")
        office = self.connected(account)
        account.close()
        path = office.file("good.csv", GOOD)
        self.assert_error(office.json("lists"), 4, "offline")
        queued = office.json("add", "ann@example.org")  # to be sent when it is back
        self.assert_error(queued, 4, "offline")
        self.assertEqual(queued.json["outcome"], "queued")
        self.assert_error(office.import_file(path), 4, "offline")
        told = office.json("account")  # what is known is told all the same
        self.assert_error(told, 4, "offline")
        self.assertEqual((told.json["connected"], told.json["organization"]), (True, "Hillside Library"))
        self.assertEqual(office.json("check", path).status, 0)

    def test_an_account_that_cannot_be_read_is_not_written(self):
        data = tempfile.mkdtemp(prefix="rollcall-test-")
        self.addCleanup(shutil.rmtree, data)
        account = self.practice("--approve", "--clock-scale", "200", "--data", data, "--seed-contacts", "20")
        office = self.connected(account)
        account.close()
        broken = self.practice("--approve", "--data", data, "--port", account.port, "--trouble", "http500", clock=account["clock"])
        self.assert_error(office.import_file(office.file("good.csv", GOOD)), 4, "offline")
        self.assertNotIn("ann@example.org", broken.people())


class Connecting(TestCase):
    def test_a_wrong_api_key_does_not_let_anyone_in(self):
        account = self.practice("--approve", "--clock-scale", "600")
        office = self.computer(account, ROLLCALL_CLIENT_ID="00000000-0000-4000-8000-000000000000")

        def shown_an_error(address, _):
            with self.assertRaises(urllib.error.HTTPError) as raised:
                urllib.request.urlopen(address, timeout=PATIENCE)
            raised.exception.close()

        self.assert_connect_fails(office, 3, visit=shown_an_error)

    def test_a_missing_api_key_is_asked_for(self):
        office = self.computer(self.practice(), ROLLCALL_CLIENT_ID="")
        self.assert_error(office.json("connect", "--no-browser"), 2, "usage")

    def test_a_wrong_secret_does_not_let_anyone_in(self):
        account = self.practice("--approve", "--clock-scale", "50")
        self.assert_connect_fails(self.computer(account, ROLLCALL_CLIENT_SECRET="wrong"), 3)
        right = self.connected(account, ROLLCALL_CLIENT_SECRET=account["client_secret"])
        self.assertEqual(right.json("lists").status, 0)
        self.assertEqual(right.json("account").json["profile"]["client_secret"], {"value": None, "origin": "environment"})

    def test_denied(self):
        account = self.practice("--clock-scale", "50")
        office = self.computer(account)
        self.assert_connect_fails(office, 3, visit=lambda address, process: deny(address, process))
        self.assertNotIn("connected", office.page.lower().split("<title>")[-1].split("</title>")[0])

    def test_an_address_of_another_attempt_is_refused_and_the_wait_goes_on(self):
        account = self.practice("--approve", "--clock-scale", "10")
        office = self.computer(account)

        def paste_twice(address, process):
            end = redirected_to(address)
            process.stdin.write("https://localhost/?code=abc&state=somebody-elses\n" + end + "\n")
            process.stdin.flush()

        answer = office.connect(visit=paste_twice)
        self.assertEqual(answer.status, 0, answer)
        self.assertTrue(answer.err.count("\n") > 1, answer.err)

    def test_a_token_store_that_does_not_work_is_said_before_anyone_signs_in(self):
        account = self.practice("--approve")
        office = self.computer(account, ROLLCALL_TOKEN_STORE="keychain", DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
        answer = office.json("connect", "--no-browser")
        self.assert_error(answer, 6, "storage")
        self.assertIn("ROLLCALL_TOKEN_STORE=file", answer.error["hint"])
        self.assert_error(self.computer(account, ROLLCALL_TOKEN_STORE="drawer").json("lists"), 2, "usage")

    def test_tokens_are_not_sent_to_another_server(self):
        account, other = self.practice("--approve"), self.practice("--approve")
        office = self.connected(account)
        answer = office.json("lists", env={"ROLLCALL_API_URL": other["api_url"]})
        self.assert_error(answer, 3, "signed_out")
        self.assertEqual(other.report()["calls"], {})
        self.assert_error(office.json("lists", env={"ROLLCALL_API_URL": "http://example.org/v3"}), 2, "usage")

    def assert_connect_fails(self, office, status, **options):
        answer = office.connect(**options)
        self.assertEqual(answer.status, status, answer)
        error = json.loads(answer.out.splitlines()[-1])["error"]
        self.assertTrue(error["message"] and error["hint"], answer)
        self.assertEqual(office.json("lists").status, 3)


def deny(address, process):
    """Signs in on the pages of the practice account, and presses Deny."""
    import html
    import re

    def post(page, action, **values):
        request = html.unescape(re.search(r'name="request" value="([^"]*)"', page).group(1))
        form = urllib.parse.urlencode(values | {"request": request}).encode()
        target = urllib.parse.urljoin(address, f"/oauth2/default/v1/{action}")
        opener = urllib.request.build_opener(Unfollowed)
        try:
            with opener.open(target, form, timeout=PATIENCE) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.headers["Location"]

    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        page = answer.read().decode()
    field = lambda name: html.unescape(re.search(rf'name="{name}"[^>]*value="([^"]*)"', page).group(1))
    page = post(page, "sign-in", email=field("email"), password=field("password"))
    end = post(page, "consent", decision="deny")
    if end.startswith("https:"):
        process.stdin.write(end + "\n")
        process.stdin.flush()
        return ""
    try:
        with urllib.request.urlopen(end, timeout=PATIENCE) as page:
            return page.read().decode()
    except urllib.error.HTTPError as page:
        with page:
            return page.read().decode()


class EndedTokens(TestCase):
    def setUp(self):
        self.data = tempfile.mkdtemp(prefix="rollcall-test-")
        self.addCleanup(shutil.rmtree, self.data)
        self.account = self.practice("--approve", "--data", self.data)
        self.office = self.connected(self.account)
        self.account.close()

    def later(self, days, *options):
        clock = clock_ahead(days)
        self.office.environment["ROLLCALL_CLOCK"] = clock
        return self.practice("--approve", "--data", self.data, "--port", self.account.port, *options, clock=clock)

    def test_an_access_token_that_has_ended_is_renewed_without_a_word(self):
        account = self.later(2)
        answer = self.office.json("lists")
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(account.report()["refreshes"], 1)

    def test_a_refresh_token_that_was_not_used_for_long_asks_for_a_person(self):
        self.later(200, "--unlimited")
        path = self.office.file("good.csv", GOOD)
        self.assert_error(self.office.json("lists"), 3, "signed_out")
        self.assert_error(self.office.import_file(path), 3, "signed_out")
        self.assertFalse(self.office.json("account").json["connected"])
        answer = self.office.connect()
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(self.office.json("lists").status, 0)

    def test_a_consent_that_was_withdrawn_asks_for_a_person(self):
        self.later(2, "--trouble", "revoked")
        self.assert_error(self.office.json("lists"), 3, "signed_out")
        self.assert_error(self.office.json("token", "--renew"), 3, "signed_out")


class FullDisk(TestCase):
    """Files cannot grow beyond a size, as on a full disk; and, for root, a disk that really is full."""

    def limited(self, size):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return limit

    def test_an_answer_that_cannot_be_written_is_not_a_success(self):
        office = self.computer(self.practice())
        path = office.file("good.csv", GOOD)
        with open("/dev/full", "wb") as full:
            process = subprocess.run([CLI, "check", path, "--json"], stdout=full, stderr=subprocess.PIPE, text=True,
                                     env=office.environment, timeout=PATIENCE)
        self.assertEqual(process.returncode, 6, process.stderr)
        self.assertIn("could not be written", process.stderr)

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

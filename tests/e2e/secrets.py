"""A day of use, with troubles, everything logged and crashes that would leave core files; then every file and every
word that was said is searched for every secret that passed.

The day is made of shifts. Between them the clock is set forward: sped up enough to pass the day by itself, a code of
the service would have expired before this computer could use it."""

import resource

from relay import GuardedWitness
from rollcalltest import *  # noqa: F403

SPEED = 20
SHIFTS = (0, 7, 14, 21, 28)  # hours after the first; an access token lives for 24
TROUBLES = ("http503=0.05", "drop=0.03", "cut=0.03")


def clock_after(hours):
    """A clock that runs SPEED times as fast and shows, now, that many hours later than it is."""
    return f"{SPEED}@{round((time.time() - hours * 3600 / (SPEED - 1)) * 1000)}"


def written(secret):
    """The ways in which a secret could have been written down."""
    return {secret.encode(), secret.encode("utf-16-le"), urllib.parse.quote(secret, safe="").encode()}


class ADay(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rollcall-practice-")
        self.addCleanup(folder.cleanup)
        self.options = ["--approve", "--unlimited", "--data", folder.name, "--seed-contacts", "30"]
        for trouble in TROUBLES:
            self.options += ["--trouble", trouble]
        self.begin_at(SHIFTS[0])
        self.options += ["--port", self.practice_.port]
        self.witness = GuardedWitness(self.practice_["auth_url"])
        self.api = GuardedWitness(self.practice_["api_url"])
        for server in (self.witness, self.api):
            self.addCleanup(server.close)

    def begin_at(self, hours):
        self.clock = clock_after(hours)
        self.practice_ = Practice(*self.options, clock=self.clock)
        self.addCleanup(self.practice_.close)

    def office(self, **settings):
        office = self.computer(self.practice_, auth_url=self.witness.url, QT_LOGGING_RULES="*=true",
                               ROLLCALL_API_URL=self.api.url, ROLLCALL_CLOCK=self.clock, **settings)
        self.connect(office)
        return office

    def connect(self, office):
        for _ in range(20):  # troubles
            if office.connect().status == 0:
                return
        self.fail("it never connected")

    def crash(self, office, server, call, after_service, *words):
        """Dies while `call` is under way, with everything in its memory, where the system lets it leave that."""
        def unlimited():
            most = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (most, most))
        server.shut(call, after_service)
        process = office.start(*words, "--json", preexec_fn=unlimited)
        self.assert_soon(lambda: server.reached.is_set() or process.poll() is not None)
        process.send_signal(signal.SIGABRT)
        office.finish(process)
        server.open()

    def work(self, office, shift):
        people = office.file(f"people{shift}.csv", "Email,First name\n" + "".join(
            f"person{shift}.{each}@example.org,Person\n" for each in range(20)))
        office.import_file(people, "--refused", office.home / f"refused{shift}.csv")
        office.json("add", f"single{shift}@example.org", "--list", "Newsletter")
        for words in (["account"], ["token"], ["lists"], ["doctor"], ["history"]):
            office.run(*words)
        self.look_into_window(office, shift)
        more = office.file(f"more{shift}.csv", f"Email,First name\nmore{shift}@example.org,Person\n")
        self.crash(office, self.api, "POST .*/activities/contacts_json_import", True, "import", more,
                   "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")

    def look_into_window(self, office, shift):
        """It asks for what its pages show as soon as it is open."""
        before = self.practice_.report()["calls_total"]
        with open(office.home / f"window{shift}.log", "wb") as log:
            window = subprocess.Popen([BIN / "rollcall"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                      env=office.environment | {"QT_QPA_PLATFORM": "offscreen"})
            self.assert_soon(lambda: self.practice_.report()["calls_total"] > before)
            window.terminate()
            window.wait(PATIENCE)

    def renew(self, office):
        """What a kill between an answer and its being stored costs is a sign-in: the old token was used up."""
        for after_service in (False, True):
            self.crash(office, self.witness, "POST .*/token", after_service, "token", "--renew")
            answers = [office.json("token", "--renew") for _ in range(8)]  # troubles
            if all(answer.status == 3 for answer in answers[-3:]):
                self.connect(office)
        self.assertEqual(office.json("token").status, 0)

    def live(self, office, shifts):
        for shift in shifts:
            if shift != SHIFTS[0]:
                self.practice_.close()
                self.begin_at(shift)
                office.environment["ROLLCALL_CLOCK"] = self.clock
            self.work(office, shift)
        self.renew(office)

    def assert_clean(self, office, secrets):
        everywhere = {f"output {number}": text.encode() for number, text in enumerate(office.said)}
        tokens = [path for path in office.files() if path.name == "tokens.json"]
        self.assertEqual(len(tokens), 1)
        everywhere |= {str(path): path.read_bytes() for path in office.files() if path not in tokens}
        self.assertTrue(any(place.endswith(".db") or ".sqlite" in place for place in everywhere), everywhere.keys())
        self.assertFalse([place for place in everywhere if pathlib.Path(place).name.startswith("core")])
        self.assertTrue(any("debug" in text or "qt." in text for text in office.said))  # the log was on
        self.assertTrue(any(b"qt." in content for place, content in everywhere.items() if "window" in place))
        for place, content in everywhere.items():
            self.assertNotIn(b"eyJ", content, place)  # how every JWT begins
            self.assertNotIn("eyJ".encode("utf-16-le"), content, place)
            for secret in secrets:
                for form in written(secret):
                    self.assertNotIn(form, content, place)

    def test_with_pkce(self):
        office = self.office()
        self.live(office, SHIFTS)
        self.assertGreaterEqual(len(self.witness.secrets), 8)  # codes, verifiers, pairs of tokens
        self.assert_clean(office, self.witness.secrets)

    def test_with_a_secret(self):
        secret = self.practice_["client_secret"]
        office = self.office(ROLLCALL_CLIENT_SECRET=secret)
        self.live(office, SHIFTS[:2])
        self.assert_clean(office, self.witness.secrets | {secret})


if __name__ == "__main__":
    main()

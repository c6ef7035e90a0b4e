"""A day of use, with troubles, everything logged and crashes that would leave core files; then every file and every
word that was said is searched for every secret that passed."""

import resource

from rollcalltest import *  # noqa: F403

DAY = 86_400
SPEED = 6000


def written(secret):
    """The ways in which a secret could have been written down."""
    return {secret.encode(), secret.encode("utf-16-le"), urllib.parse.quote(secret, safe="").encode()}


class ADay(TestCase):
    def setUp(self):
        self.practice_ = self.practice("--approve", "--unlimited", "--clock-scale", SPEED, "--seed-contacts", "30",
                                       "--trouble", "http503=0.05", "--trouble", "drop=0.03", "--trouble", "cut=0.03")
        self.witness = Witness(self.practice_["auth_url"])
        self.addCleanup(self.witness.close)

    def office(self, **settings):
        office = self.computer(self.practice_, auth_url=self.witness.url, QT_LOGGING_RULES="*=true", **settings)
        for _ in range(20):  # troubles
            if office.connect().status == 0:
                return office
        self.fail("it never connected")

    def crash(self, office, *words):
        """Dies with everything in its memory, where the system lets it leave that behind."""
        def unlimited():
            most = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (most, most))
        process = office.start(*words, "--json", preexec_fn=unlimited)
        time.sleep(0.2)  # wherever it is by then
        process.send_signal(signal.SIGABRT)
        office.finish(process)

    def live(self, office):
        begun = time.monotonic()
        number = 0
        while (time.monotonic() - begun) * SPEED < DAY + 3600 or number < 12:
            number += 1
            people = office.file(f"people{number}.csv", "Email,First name\n" + "".join(
                f"person{number}.{each}@example.org,Person\n" for each in range(20)))
            office.import_file(people, "--refused", office.home / f"refused{number}.csv")
            office.json("add", f"single{number}@example.org", "--list", "Newsletter")
            for words in (["account"], ["token"], ["lists"], ["doctor"], ["history"]):
                office.run(*words)
            if number % 4 == 0:
                office.json("token", "--renew")
            if number % 3 == 0:
                self.crash(office, "import", people, "--list", "Newsletter", "--source", SOURCE_TEXT, "--yes")
                self.crash(office, "token", "--renew")

        self.assert_soon(lambda: office.json("token", "--renew").status == 0)  # troubles

    def assert_clean(self, office, secrets):
        everywhere = {f"output {number}": text.encode() for number, text in enumerate(office.said)}
        tokens = [path for path in office.files() if path.name == "tokens.json"]
        self.assertEqual(len(tokens), 1)
        everywhere |= {str(path): path.read_bytes() for path in office.files() if path not in tokens}
        self.assertTrue(any(place.endswith(".db") or ".sqlite" in place for place in everywhere), everywhere.keys())
        self.assertFalse([place for place in everywhere if pathlib.Path(place).name.startswith("core")])
        self.assertTrue(any("debug" in text or "qt." in text for text in office.said))  # the log was on
        for place, content in everywhere.items():
            self.assertNotIn(b"eyJ", content, place)  # how every JWT begins
            self.assertNotIn("eyJ".encode("utf-16-le"), content, place)
            for secret in secrets:
                for form in written(secret):
                    self.assertNotIn(form, content, place)

    def test_with_pkce(self):
        office = self.office()
        self.live(office)
        self.assertGreaterEqual(len(self.witness.secrets), 6)  # code, verifier, two pairs of tokens
        self.assert_clean(office, self.witness.secrets)

    def test_with_a_secret(self):
        secret = self.practice_["client_secret"]
        office = self.office(ROLLCALL_CLIENT_SECRET=secret)
        self.live(office)
        self.assert_clean(office, self.witness.secrets | {secret})


if __name__ == "__main__":
    main()

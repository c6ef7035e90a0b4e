"""What can be wrong with the connection: key, secret, consent, role, tokens, and where they are kept."""

from rollcalltest import *  # noqa: F403

GOOD = "Email\nann@example.org\n"


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
        self.assert_connect_fails(office, 3, visit=lambda address, process: sign_in(address, process, "deny"))
        self.assertNotIn("connected", office.page.lower().split("<title>")[-1].split("</title>")[0])

    def test_a_role_that_may_not_see_contacts_is_said(self):
        account = self.practice("--clock-scale", "50")
        office = self.computer(account)
        somebody = "casey.lund@hillside-library.example.org"
        answer = office.connect(visit=lambda address, process: sign_in(address, process, "allow", somebody))
        self.assertEqual(answer.status, 0, answer)
        before = account.report()["contacts"]
        for words in (["add", "ann@example.org"], ["import", office.file("good.csv", GOOD), "--list", "Newsletter",
                                                   "--source", SOURCE_TEXT, "--yes"]):
            answer = office.json(*words)
            self.assert_error(answer, 3, "forbidden")
            self.assertTrue(answer.error["hint"], answer)
        self.assertEqual(account.report()["contacts"], before)

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


def sign_in(address, process, decision, email=""):
    """Signs in on the pages of the practice account, and decides there."""
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
    page = post(page, "sign-in", email=email or field("email"), password=field("password"))
    end = post(page, "consent", decision=decision)
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


if __name__ == "__main__":
    main()

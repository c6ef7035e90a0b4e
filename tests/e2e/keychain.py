"""Tokens in a real keychain, moved between it and a file; run by secretservice.test.sh on a bus with a Secret Service."""

from rollcalltest import *  # noqa: F403


class Keychain(TestCase):
    def computer(self, practice, **settings):
        passed_on = {name: os.environ[name] for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")}
        computer = super().computer(practice, **(passed_on | settings))
        del computer.environment["ROLLCALL_TOKEN_STORE"]
        return computer

    def token_files(self, computer):
        return [path.name for path in computer.files() if path.name == "tokens.json"]

    def test_tokens_move_without_signing_in_again(self):
        practice = self.practice("--approve", "--clock-scale", "20")
        computer = self.computer(practice)
        answer = computer.connect()
        self.assertEqual((answer.status, answer.json["token_store"]), (0, "keychain"), answer)
        self.assertEqual(self.token_files(computer), [])
        for place, files in (("file", ["tokens.json"]), ("keychain", [])):
            answer = computer.json("token", "--move-to", place)
            self.assertEqual((answer.status, answer.json), (0, {"token_store": place}), answer)
            self.assertEqual(self.token_files(computer), files)
            self.assertEqual(computer.json("account").json["token_store"], place)
            self.assertEqual(computer.json("token", "--renew").status, 0)
        self.assertEqual(practice.report()["refresh_reuses"], 0)
        self.assertEqual(computer.json("disconnect").status, 0)
        self.assert_error(computer.json("lists"), 3, "signed_out")

    def test_a_move_that_was_cut_off_leaves_no_copy(self):
        computer = self.computer(self.practice("--approve"))
        self.assertEqual(computer.connect().status, 0)
        self.assertEqual(computer.json("token", "--move-to", "file").status, 0)
        copy = next(path for path in computer.files() if path.name == "tokens.json")
        content, note = copy.read_bytes(), copy.with_name("tokens.moving")
        self.assertEqual(computer.json("token", "--move-to", "keychain").status, 0)
        self.assertFalse(note.exists())

        for path in (copy, note):  # as when the power goes before the old place is emptied
            path.write_bytes(content)
            path.chmod(0o600)
        self.assertEqual(computer.json("lists").status, 0)
        self.assertEqual((copy.exists(), note.exists()), (False, False))
        self.assertEqual(computer.json("token", "--renew").status, 0)

    def test_a_variable_that_says_otherwise_is_pointed_out(self):
        computer = self.computer(self.practice("--approve"))
        self.assertEqual(computer.connect().status, 0)
        computer.environment["ROLLCALL_TOKEN_STORE"] = "keychain"
        answer = computer.json("token", "--move-to", "file")
        self.assertEqual(answer.status, 0, answer)
        self.assertIn("ROLLCALL_TOKEN_STORE", answer.err)
        computer.environment["ROLLCALL_TOKEN_STORE"] = "file"
        self.assertEqual(computer.json("lists").status, 0)

    def test_the_check_writes_and_reads_the_keychain(self):
        checks = self.computer(self.practice("--approve")).json("doctor").json["checks"]
        self.assertTrue(next(check["ok"] for check in checks if check["name"] == "token_store"))


class Locked(Keychain):
    """The same keychain, locked: nobody can type its password here."""

    def test_nobody_signs_in_in_vain(self):
        computer = self.computer(self.practice("--approve"))
        answer = computer.json("connect", "--no-browser")
        self.assert_error(answer, 6, "storage")
        self.assertIn("ROLLCALL_TOKEN_STORE=file", answer.error["hint"])
        checks = computer.json("doctor").json["checks"]
        self.assertFalse(next(check["ok"] for check in checks if check["name"] == "token_store"))

    test_tokens_move_without_signing_in_again = None
    test_a_move_that_was_cut_off_leaves_no_copy = None
    test_a_variable_that_says_otherwise_is_pointed_out = None
    test_the_check_writes_and_reads_the_keychain = None


if __name__ == "__main__":
    main()

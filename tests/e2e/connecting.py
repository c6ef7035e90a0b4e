"""Ways to connect, whose account it is, and where its tokens are: from the command line, with practice accounts."""

import base64
import http.server
import json
import re
import shlex
import socket
import threading

from rollcalltest import *  # noqa: F403


def activate(address):
    """What somebody does on another device; the account consents by itself."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as page:
        return page.read().decode()


class Proxy(http.server.ThreadingHTTPServer):
    """The proxy of an office: asks for a name and a password, and then lets nobody through all the same."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), ProxyHandler)
        self.asked = []  # (method, host, credentials)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()


class ProxyHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        given = self.headers.get("Proxy-Authorization", "")
        self.server.asked.append((self.command, self.path, given))
        self.send_response(502 if given else 407)
        self.send_header("Proxy-Authenticate", 'Basic realm="office"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = do_CONNECT = answer

    def log_message(self, *_):
        pass


class Connecting(TestCase):
    def settings(self, computer, folder, **values):
        path = computer.home / folder / "rollcall" / "rollcall.conf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
        return path

    def by_code(self, computer):
        """The answer and, before it, what was shown."""
        process = computer.start("connect", "--device", "--json")
        first = json.loads(process.stdout.readline())
        computer.said.append(json.dumps(first))
        if "error" in first:
            return computer.finish(process), first
        activate(first["verification_uri_complete"])
        return computer.finish(process), first

    def test_a_code_on_another_device(self):
        practice = self.practice("--approve", "--clock-scale", "20")
        computer = self.computer(practice, ROLLCALL_DEVICE_CLIENT_ID=practice["device_client_id"])
        answer, first = self.by_code(computer)
        self.assertEqual(set(first), {"verification_uri", "verification_uri_complete", "user_code", "expires_in"})
        self.assertIn(first["user_code"], first["verification_uri_complete"])
        self.assertGreater(first["expires_in"], 60)
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(answer.json["organization"], "Hillside Library")
        renewed = computer.json("token", "--renew")  # with the key that they were granted to
        self.assertEqual(renewed.status, 0, renewed)

    def expired(self, computer):
        """Where the tokens are kept, and what they were: now a day and an hour old."""
        store = next(path for path in computer.files() if path.name == "tokens.json")
        kept = json.loads(store.read_text())
        store.write_text(json.dumps(kept | {"issued_at": kept["issued_at"] - 90_000_000,
                                            "expires_at": kept["expires_at"] - 90_000_000}))
        return store, kept

    def open_window(self, computer):
        window = subprocess.Popen([BIN / "rollcall"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  env=computer.environment | {"QT_QPA_PLATFORM": "offscreen"})
        self.addCleanup(lambda: (window.terminate(), window.wait(PATIENCE)))
        return window

    def test_a_window_and_three_command_lines_at_once_renew_once(self):
        practice = self.practice("--approve", "--unlimited")
        computer = self.connected(practice)
        store, kept = self.expired(computer)
        self.open_window(computer)
        lines = [computer.start("lists", "--json") for _ in range(3)]
        for line in lines:
            answer = computer.finish(line)
            self.assertEqual(answer.status, 0, answer)
        # What only the window asks for: it has a token as well.
        self.assert_soon(lambda: practice.report()["calls"].get("GET /account/user/privileges"))
        report = practice.report()
        self.assertEqual((report["refreshes"], report["refresh_reuses"]), (1, 0))
        self.assertNotEqual(json.loads(store.read_text())["refresh_token"], kept["refresh_token"])

    def test_two_windows_at_once_renew_once(self):
        practice = self.practice("--approve", "--unlimited")
        computer = self.connected(practice)
        store, kept = self.expired(computer)
        windows = [self.open_window(computer) for _ in range(2)]
        # What each window asks for: both have a token, and neither had to wait for the other's end.
        self.assert_soon(lambda: practice.report()["calls"].get("GET /account/user/privileges", 0) >= 2)
        self.assertEqual([window.poll() for window in windows], [None, None])
        report = practice.report()
        self.assertEqual((report["refreshes"], report["refresh_reuses"]), (1, 0))
        self.assertNotEqual(json.loads(store.read_text())["refresh_token"], kept["refresh_token"])

    def test_a_code_with_a_key_of_another_flow_is_said_in_words(self):
        practice = self.practice("--approve")
        answer, first = self.by_code(self.computer(practice))
        self.assertEqual(answer.status, 3, answer)
        self.assertEqual(first["error"]["kind"], "forbidden")
        self.assertIn("not registered for a code", first["error"]["message"])
        self.assertIn("ROLLCALL_DEVICE_CLIENT_ID", first["error"]["hint"])

    def test_another_organization_than_the_settings_expect_is_refused(self):
        practice = self.practice("--approve")
        computer = self.computer(practice)
        self.settings(computer, ".config", organization="Riverside Clinic")
        answer = computer.connect()
        self.assertEqual(answer.status, 3, answer)
        self.assertIn("Riverside Clinic", answer.out)
        self.assertEqual(computer.json("account").status, 3)
        self.settings(computer, ".config", organization="hillside  library")
        self.assertEqual(computer.connect().status, 0)

    def test_a_connection_is_not_used_once_the_settings_expect_another(self):
        practice = self.practice("--approve")
        computer = self.connected(practice)
        calls = practice.report()["calls"]
        self.settings(computer, ".config", organization="Riverside Clinic")
        for words in (["lists"], ["token", "--renew"], ["add", "jane@example.org"]):
            self.assert_error(computer.json(*words), 3, "forbidden")
        self.assertEqual(practice.report()["calls"], calls)

    def test_settings_of_the_system_and_of_the_person_are_found(self):
        practice = self.practice("--approve")
        computer = self.computer(practice)
        for name in ("AUTH_URL", "API_URL", "CLIENT_ID", "REDIRECT_URI"):
            del computer.environment["ROLLCALL_" + name]
        computer.environment["XDG_CONFIG_DIRS"] = str(computer.home / "etc" / "xdg")
        self.settings(computer, "etc/xdg", auth_url=practice["auth_url"], api_url=practice["api_url"],
                      client_id=practice["client_id"], redirect_uri=" ".join(practice["redirect_uris"]),
                      organization="Riverside Clinic")
        self.settings(computer, ".config", organization="Hillside Library")
        self.assertEqual(computer.connect().status, 0)
        profile = computer.json("account").json["profile"]
        self.assertEqual(profile["client_id"], {"value": practice["client_id"], "origin": "settings_file"})
        self.assertEqual(profile["organization"]["value"], "Hillside Library")

    def test_the_servers_of_a_settings_file_get_none_of_the_stored_tokens(self):
        computer = self.connected(self.practice("--approve"))
        for name in ("auth_url", "api_url"):
            elsewhere = self.practice("--approve")
            changed = {"ROLLCALL_" + name.upper(): elsewhere[name]}
            for words in (["lists"], ["token", "--renew"], ["add", "jane@example.org"]):
                self.assert_error(computer.json(*words, env=changed), 3, "signed_out")
            report = elsewhere.report()
            self.assertEqual((report["calls"], report["unauthorized"], report["refreshes"]), ({}, 0, 0))

    def test_several_accounts_are_kept_side_by_side(self):
        practice = self.practice("--approve", "--clock-scale", "20")
        computer = self.connected(practice)
        self.assert_error(computer.json("lists", "--account", "two"), 3, "signed_out")
        computer.environment["ROLLCALL_ACCOUNT"] = "two"
        self.assertEqual(computer.connect().status, 0)
        path = computer.file("people.csv", "Email\njane@example.org\n")
        self.assertEqual(computer.import_file(path).status, 0)
        del computer.environment["ROLLCALL_ACCOUNT"]

        accounts = computer.json("account", "--all").json["accounts"]
        self.assertEqual(accounts, [{"name": "", "organization": "Hillside Library", "current": True},
                                    {"name": "two", "organization": "Hillside Library", "current": False}])
        self.assertEqual(computer.json("history").json["imports"], [])
        self.assertEqual(len(computer.json("history", "--account", "two").json["imports"]), 1)
        self.assertEqual(computer.json("account", "--use", "two").json, {"account": "two"})
        self.assertEqual(len(computer.json("history").json["imports"]), 1)
        self.assert_error(computer.json("account", "--use", "three"), 2, "usage")
        self.assertEqual(computer.json("disconnect").status, 0)
        self.assertEqual(computer.json("lists", "--account", "Hillside Library").status, 3)  # both are called so
        self.assertEqual(computer.json("account", "--use", "two").status, 0)

    def test_tokens_stay_where_they_are_when_the_other_place_cannot_be_used(self):
        computer = self.connected(self.practice("--approve"), DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
        del computer.environment["ROLLCALL_TOKEN_STORE"]
        self.settings(computer, ".config", token_store="file")
        self.assert_error(computer.json("token", "--move-to", "keychain"), 6, "storage")
        self.assert_error(computer.json("token", "--move-to", "file"), 2, "usage")
        self.assertEqual(computer.json("lists").status, 0)

    def test_a_grant_that_has_ended_is_a_sign_out_and_connecting_again_keeps_everything(self):
        practice = self.practice("--approve", "--clock-scale", "20")
        computer = self.connected(practice)
        path = computer.file("people.csv", "Email\njane@example.org\n")
        self.assertEqual(computer.import_file(path).status, 0)
        tokens = next(path for path in computer.files() if path.name == "tokens.json")
        stolen = json.loads(tokens.read_text())
        self.assertEqual(computer.json("token", "--renew").status, 0)
        tokens.write_text(json.dumps(stolen | {"expires_at": 1}))  # as after a restored backup: used up already
        self.assert_error(computer.json("lists"), 3, "signed_out")
        account = computer.json("account")
        self.assertEqual((account.status, account.json["connected"]), (3, False))
        self.assertEqual(computer.connect().status, 0)
        self.assertEqual(len(computer.json("history").json["imports"]), 1)

    def unit(self, name):
        """What the service that renews every month says of that."""
        text = (SOURCE / "installer" / "rollcall-renew.service.in").read_text()
        return re.search(f"^{name}=(.*)$", text.replace("@CMAKE_INSTALL_FULL_BINDIR@", str(BIN)), re.MULTILINE)[1]

    def test_what_the_monthly_timer_starts_renews_and_only_what_passes_is_tried_again(self):
        practice = self.practice("--approve", "--unlimited")
        computer = self.connected(practice)
        command = shlex.split(self.unit("ExecStart"))
        given_up = {int(status) for status in self.unit("RestartPreventExitStatus").split()}

        def start():
            process = subprocess.run(command, env=computer.environment, stdin=subprocess.DEVNULL, capture_output=True,
                                     timeout=PATIENCE)
            computer.said.append(process.stderr.decode())
            return process.returncode

        self.assertEqual(start(), 0)
        self.assertEqual(practice.report()["refreshes"], 1)
        practice.troubles(http503=1)
        self.assertEqual(start(), 4)
        self.assertNotIn(4, given_up)
        practice.troubles(revoked=1)
        self.assertEqual(start(), 3)
        self.assertIn(3, given_up)
        self.assertIn("Connect again", computer.said[-1])

    def test_what_the_browser_brings_instead_of_a_code_is_said_in_words(self):
        practice = self.practice("--approve")
        computer = self.computer(practice)
        for error, status, kind in (("access_denied", 3, "signed_out"), ("unauthorized_client", 3, "forbidden"),
                                    ("temporarily_unavailable", 4, "offline"), ("invalid_request", 1, "refused")):
            practice.troubles(**{"authorize:" + error: 1})
            self.assert_error(computer.connect(), status, kind)
            self.assertIn("Nothing is connected", computer.said[-2])
            self.assertNotIn('class="good"', computer.page)

    def test_an_error_page_that_never_comes_back_is_named_with_what_to_compare(self):
        practice = self.practice("--approve", "--clock-scale", "300")
        computer = self.computer(practice, ROLLCALL_CLIENT_ID="another-key")
        pages, used = [], []

        def visit(address, process):
            used.extend(urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["redirect_uri"])
            try:
                urllib.request.urlopen(address, timeout=PATIENCE)
            except urllib.error.HTTPError as page:
                with page:
                    pages.append((page.status, page.read().decode()))
            process.stdin.write(address + "\n")  # all that the browser has
            process.stdin.flush()

        answer = computer.connect(visit)
        self.assertEqual((pages[0][0], "client_id" in pages[0][1]), (400, True))
        self.assert_error(answer, 3, "signed_out")
        for text in (answer.error["hint"], answer.err):
            self.assertIn(used[0], text)
        self.assertIn("another-key", answer.error["detail"])

    def test_doctor_says_what_is_right_and_what_is_not(self):
        practice = self.practice("--approve")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            computer = self.computer(practice, ROLLCALL_REDIRECT_URI=f"http://127.0.0.1:{port}/callback")
            answer = computer.json("doctor")
        self.assertEqual(answer.status, 1, answer)
        self.assertFalse(answer.json["ok"])
        for check in answer.json["checks"]:
            self.assertEqual(set(check), {"name", "ok", "message", "hint"})
        checks = {check["name"]: check for check in answer.json["checks"]}
        self.assertEqual({name for name, check in checks.items() if not check["ok"]}, {"listening", "connection"})
        self.assertIn(str(port), checks["listening"]["message"])

        computer.environment["ROLLCALL_REDIRECT_URI"] = " ".join(practice["redirect_uris"])
        self.assertEqual(computer.connect().status, 0)
        computer.environment["ROLLCALL_REDIRECT_URI"] = "https://localhost"  # other tests may hold the ports
        answer = computer.json("doctor")
        self.assertEqual((answer.status, answer.json["ok"]), (0, True), answer)
        self.assertEqual([check["name"] for check in answer.json["checks"]],
                         ["browser", "api_key", "listening", "proxy", "tls", "authorization_server", "clock", "api",
                          "token_store", "connection", "grants", "role"])
        self.assertNotIn("@", computer.run("doctor").out)

    def doctor_behind(self, proxy, login):
        practice = self.practice("--approve")
        address = f"http://{login}127.0.0.1:{proxy.server_address[1]}"
        computer = self.computer(practice, ROLLCALL_AUTH_URL="https://authz.example.invalid/oauth2",
                                 ROLLCALL_API_URL="https://api.example.invalid/v3", https_proxy=address,
                                 http_proxy=address, HTTPS_PROXY=address)
        answer = computer.json("doctor")
        return {check["name"]: check for check in answer.json["checks"]}, answer.out + answer.err

    def test_the_systems_proxy_gets_its_name_and_password_and_nobody_else(self):
        proxy = Proxy()
        self.addCleanup(proxy.close)
        checks, said = self.doctor_behind(proxy, "desk:pass-word@")
        self.assertIn(f"127.0.0.1:{proxy.server_address[1]}", checks["proxy"]["message"])
        self.assertNotIn("pass-word", said)
        given = {credentials for _, host, credentials in proxy.asked if credentials}
        self.assertEqual(given, {"Basic " + base64.b64encode(b"desk:pass-word").decode()})
        self.assertEqual({method for method, _, _ in proxy.asked}, {"CONNECT"})

    def test_a_proxy_that_asks_in_vain_is_named(self):
        proxy = Proxy()
        self.addCleanup(proxy.close)
        checks, _ = self.doctor_behind(proxy, "")
        self.assertFalse(checks["tls"]["ok"])
        self.assertIn("name and a password", checks["tls"]["message"])
        self.assertIn("proxy", checks["authorization_server"]["message"])
        self.assertTrue(checks["listening"]["ok"] or "port" in checks["listening"]["message"])  # not by the proxy


if __name__ == "__main__":
    main()

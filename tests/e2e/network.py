"""Networks that stand between this computer and the service: a proxy that asks for a user name and a password, and a
certificate of the network's own. The service is behind TLS here, under a name that only the proxy knows."""

import base64
import pty
import select
import socketserver
import ssl
import threading

from rollcalltest import *  # noqa: F403

TLS = SOURCE / "tests" / "data" / "tls"
HOST = "service.rollcall.test"
USER, PASSWORD = "ana", "a:b@ c/pass"


def pump(one, other):
    """Both ways, until one side ends."""
    ends = {one: other, other: one}
    while True:
        waiting = [end for end in ends if isinstance(end, ssl.SSLSocket) and end.pending()]
        for end in waiting or select.select(list(ends), [], [], PATIENCE)[0]:
            try:
                content = end.recv(65536)
            except OSError:
                return
            if not content:
                return
            ends[end].sendall(content)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass  # a client that does not trust us hangs up

    def close(self):
        self.shutdown()
        self.server_close()


class Tls(Server):
    """The practice account, spoken to over TLS."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            safe = self.server.context.wrap_socket(self.request, server_side=True)
            with safe, socket.create_connection(("127.0.0.1", self.server.target)) as behind:
                pump(safe, behind)

    def __init__(self, practice):
        self.target = practice.port
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(TLS / "service.pem", TLS / "service.key")
        super().__init__(self.Handler)


class Proxy(Server):
    """Knows HOST, and leads there who can say who they are."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            while True:
                head = [line.decode("latin-1").strip() for line in iter(self.rfile.readline, b"\r\n")]
                if not head or not head[0]:
                    return
                fields = dict(line.split(": ", 1) for line in head[1:])
                given = fields.get("Proxy-Authorization", "")
                self.server.asked.append((head[0].split()[1], given))
                if given == self.server.expected:
                    break
                self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                                 b'Proxy-Authenticate: Basic realm="The office"\r\nContent-Length: 0\r\n\r\n')
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with socket.create_connection(("127.0.0.1", self.server.target)) as behind:
                pump(self.request, behind)

    def __init__(self, target):
        self.asked, self.target = [], target
        login = f"{USER}:{PASSWORD}".encode()
        self.expected = "Basic " + base64.b64encode(login).decode()
        super().__init__(self.Handler)


class Network(TestCase):
    def setUp(self):
        self.account = self.practice("--approve", "--unlimited", "--seed-contacts", "3")
        self.tls = Tls(self.account)
        self.addCleanup(self.tls.close)
        self.folder = tempfile.TemporaryDirectory(prefix="rollcall-authorities-")
        self.addCleanup(self.folder.cleanup)

    def trust(self):
        """A private view of the system in which its store of authorities holds ours as well."""
        name = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", TLS / "ca.pem"], check=True,
                              capture_output=True, text=True).stdout.strip()
        shutil.copy(TLS / "ca.pem", pathlib.Path(self.folder.name) / f"{name}.0")
        unshare = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
        self.inside = [*unshare, "sh", "-c", f"mount --bind '{self.folder.name}' /etc/ssl/certs && exec \"$@\"", "sh"]
        if subprocess.run([*self.inside, "true"], capture_output=True).returncode:
            self.skipTest("no private view of the system can be made here")

    def office(self, host, port, **settings):
        def there(address):
            return f"https://{host}:{port}{urllib.parse.urlsplit(address).path}"
        office = self.computer(self.account, auth_url=there(self.account["auth_url"]),
                               ROLLCALL_API_URL=there(self.account["api_url"]),
                               ROLLCALL_DEVICE_CLIENT_ID=self.account["device_client_id"], **settings)
        if hasattr(self, "inside"):
            office.program = [*self.inside, CLI]
        return office

    def visit(self, address, process):
        """The browser reaches the service by a way of its own."""
        parts = urllib.parse.urlsplit(address)
        return browse(self.account.origin() + parts.path + "?" + parts.query, process)

    def check(self, office, name):
        checks = office.json("doctor").json["checks"]
        return next(check for check in checks if check["name"] == name)


class OwnAuthority(Network):
    def test_what_the_system_trusts_is_trusted(self):
        self.trust()
        office = self.office("localhost", self.tls.port)
        answer = office.connect(self.visit)
        self.assertEqual(answer.status, 0, answer)
        self.assertTrue(office.json("lists").json["lists"])
        self.assertIn("Rollcall tests", self.check(office, "tls")["message"])

    def test_what_it_does_not_trust_is_named(self):
        office = self.office("localhost", self.tls.port)
        answer = office.json("connect", "--device")
        self.assert_error(answer, 4, "offline")
        self.assertIn("safe connection", answer.error["message"])
        check = self.check(office, "tls")
        self.assertFalse(check["ok"])
        self.assertIn("Rollcall tests", check["message"])
        self.assertIn("install that certificate", check["hint"])


class AskingProxy(Network):
    def setUp(self):
        super().setUp()
        self.trust()
        self.proxy = Proxy(self.tls.port)
        self.addCleanup(self.proxy.close)

    def proxied(self, login="", **settings):
        proxy = f"http://{login}127.0.0.1:{self.proxy.port}"
        return self.office(HOST, 8443, http_proxy=proxy, https_proxy=proxy, QT_LOGGING_RULES="*=true", **settings)

    def assert_unsaid(self, office):
        """Neither said nor kept."""
        contents = [text.encode() for text in office.said] + [path.read_bytes() for path in office.files()]
        for secret in (PASSWORD, urllib.parse.quote(PASSWORD, safe=""), self.proxy.expected.split()[1]):
            self.assertFalse([content for content in contents if secret.encode() in content])

    def test_what_its_address_holds_is_used(self):
        office = self.proxied(f"{USER}:{urllib.parse.quote(PASSWORD, safe='')}@")
        answer = office.connect(self.visit)
        self.assertEqual(answer.status, 0, answer)
        self.assertTrue(office.json("lists").json["lists"])
        self.assertEqual({host for host, _ in self.proxy.asked}, {f"{HOST}:8443"})  # and nothing of this computer's
        self.assertIn(f"127.0.0.1:{self.proxy.port}", self.check(office, "proxy")["message"])
        self.assertTrue(self.check(office, "tls")["ok"])
        self.assert_unsaid(office)

    def test_nothing_to_say_is_named(self):
        office = self.proxied()
        answer = office.json("connect", "--device")
        self.assert_error(answer, 4, "offline")
        self.assertIn("asks for a user name and a password", answer.error["message"])
        self.assertIn("asks for a user name and a password", self.check(office, "tls")["message"])

    def test_what_it_does_not_accept_is_named(self):
        office = self.proxied(f"{USER}:wrong@")
        answer = office.json("connect", "--device")
        self.assert_error(answer, 4, "offline")
        self.assertIn("does not accept the user name and password", answer.error["message"])
        self.assertNotIn("wrong", answer.err)

    def on_terminal(self, office, *words, typed):
        """Runs it on a terminal of its own, and types each answer when it has been asked for."""
        ours, its = pty.openpty()
        process = subprocess.Popen([*office.program, *words], stdin=its, stdout=its, stderr=its, cwd=office.home,
                                   env=office.environment, start_new_session=True)
        os.close(its)
        said, heard, typed = "", 0, list(typed)
        while True:
            try:
                if not select.select([ours], [], [], PATIENCE)[0]:
                    raise AssertionError(f"hangs: {said}")
                content = os.read(ours, 65536)
            except OSError:  # how the end of a terminal is read
                break
            if not content:
                break
            said += content.decode("utf-8", "replace")
            if typed and typed[0][0] in said[heard:]:
                heard = len(said)
                os.write(ours, typed.pop(0)[1].encode())
        os.close(ours)
        office.said.append(said)
        return process.wait(PATIENCE), said

    def test_who_sits_there_is_asked(self):
        office = self.proxied()
        office.environment["QT_LOGGING_RULES"] = ""
        status, said = self.on_terminal(office, "connect", "--device", typed=[
            ("User name:", USER + "\n"), ("Password", "wrong\n"),
            ("does not accept that", USER + "\n"), ("Password", PASSWORD + "\n")])
        self.assertEqual(status, 0, said)
        self.assertIn("does not accept that", said)
        self.assertNotIn("wrong", said)
        self.assert_unsaid(office)

    def test_who_does_not_want_to_say_is_told_why_it_ends(self):
        office = self.proxied()
        office.environment["QT_LOGGING_RULES"] = ""
        status, said = self.on_terminal(office, "connect", "--device", typed=[("User name:", "\x03")])
        self.assertEqual(status, 4, said)
        self.assertIn("asks for a user name and a password", said)


if __name__ == "__main__":
    main()

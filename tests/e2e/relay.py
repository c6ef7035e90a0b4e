"""Servers that stand before the service: one listens, another holds a request back until told otherwise."""

import http.client
import http.server
import json
import re
import threading
import urllib.parse

PATIENCE = 240  # seconds of real time until something counts as hanging


class Relay(http.server.ThreadingHTTPServer):
    """Passes everything on to `server`, and lets those derived from it see what passes."""

    daemon_threads = True

    def __init__(self, server):
        super().__init__(("127.0.0.1", 0), Handler)
        self.server = urllib.parse.urlsplit(server)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}{self.server.path}"

    def asked(self, call, body):
        """Before it is passed on."""

    def answered(self, call, answer, content):
        """Before the answer is passed back."""

    def handle_error(self, *_):
        pass  # who asked has been killed

    def close(self):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.pass_on(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def do_GET(self):
        self.pass_on(b"")

    do_PUT = do_PATCH = do_POST
    do_DELETE = do_GET

    def pass_on(self, body):
        relay, call = self.server, f"{self.command} {self.path}"
        relay.asked(call, body)
        connection = http.client.HTTPConnection(relay.server.netloc, timeout=PATIENCE)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        try:
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        relay.answered(call, answer, content)
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "connection", "transfer-encoding", "keep-alive"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Witness(Relay):
    """Stands before the authorization server and notes every secret that passes."""

    WORDS = ("code", "code_verifier", "refresh_token", "access_token", "client_secret", "device_code", "id_token")

    def __init__(self, server):
        self.secrets = set()
        super().__init__(server)

    def note(self, pairs):
        self.secrets.update(value for name, value in pairs if name in self.WORDS and value)

    def asked(self, call, body):
        super().asked(call, body)
        self.note(urllib.parse.parse_qsl(body.decode("utf-8", "replace")))

    def answered(self, call, answer, content):
        super().answered(call, answer, content)
        if "json" in answer.getheader("Content-Type", ""):
            said = json.loads(content or b"{}")
            if isinstance(said, dict):
                self.note((name, value) for name, value in said.items() if isinstance(value, str))
        location = answer.getheader("Location", "")
        self.note(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))


class Gate(Relay):
    """Holds calls back that match `pattern`: before the service hears of them (which it then never does), or before
    its answer goes back. All others pass."""

    def __init__(self, server):
        self.reached, self.opened = threading.Event(), threading.Event()
        self.pattern, self.after_service = None, False
        super().__init__(server)

    def shut(self, pattern, after_service=False):
        self.reached.clear()
        self.opened.clear()
        self.after_service, self.pattern = after_service, pattern

    def open(self):
        self.pattern = None
        self.opened.set()

    def holds(self, call, after_service):
        held = self.pattern and re.match(self.pattern, call) and self.after_service == after_service
        if held:
            self.reached.set()
            self.opened.wait(PATIENCE)
        return held

    def asked(self, call, body):
        if self.holds(call, after_service=False):
            raise ConnectionAbortedError(call)
        super().asked(call, body)

    def answered(self, call, answer, content):
        super().answered(call, answer, content)
        self.holds(call, after_service=True)

    def close(self):
        self.open()
        super().close()


class GuardedWitness(Witness, Gate):
    """Notes what passes, also of what it then holds back."""

"""What the end-to-end tests share: a practice account, a computer with Rollcall on it, and a browser. Standard
library only; every wait has an end."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

from relay import PATIENCE, Gate, Witness

BIN = pathlib.Path(os.environ["ROLLCALL_BIN"]).resolve()
SOURCE = pathlib.Path(__file__).resolve().parents[2]
CLI = str(BIN / "rollcall-cli")
SOURCE_TEXT = "Sign-up sheet at the front desk"
COUNTS = ("added", "updated", "unchanged", "unsubscribed", "refused", "duplicates", "left_out", "not_sent")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def clean_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith("ROLLCALL_")}


class Answer:
    """What one run of the program said, and how it ended."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def json(self):
        lines = self.out.splitlines()
        assert len(lines) == 1, f"one JSON object was promised: {self.out!r} {self.err!r}"
        return json.loads(lines[0])

    @property
    def error(self):
        return self.json["error"]

    def __repr__(self):
        return f"status {self.status}\n{self.out}\n{self.err}"


class Practice:
    """A practice account in a process of its own."""

    def __init__(self, *options, clock=""):
        self.process = subprocess.Popen([CLI, "practice", "--json", *map(str, options)], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True,
                                        env=clean_environment() | {"ROLLCALL_CLOCK": clock})
        line = self.process.stdout.readline()
        assert line, "the practice account did not start"
        self.addresses = json.loads(line)

    def __getitem__(self, name):
        return self.addresses[name]

    def origin(self):
        return self.addresses["api_url"].rsplit("/v3", 1)[0]

    @property
    def port(self):
        return urllib.parse.urlsplit(self.addresses["api_url"]).port

    def report(self):
        with urllib.request.urlopen(self.origin() + "/practice/report", timeout=PATIENCE) as answer:
            return json.load(answer)

    def troubles(self, **chances):
        """From now on these; none ends them."""
        body = json.dumps(chances).encode()
        request = urllib.request.Request(self.origin() + "/practice/troubles", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            assert answer.status == 200

    def people(self):
        """Everyone who is or was there, by address."""
        return {person["email"]: person for person in self.report()["contacts"]}

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE)
        self.process.stdout.close()
        return status


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def redirected_to(address):
    """Where the authorization server sends the browser, once it is satisfied."""
    opener = urllib.request.build_opener(Unfollowed)
    try:
        with opener.open(address, timeout=PATIENCE) as answer:
            raise AssertionError(f"no redirect, but {answer.status}: {answer.read()[:500]}")
    except urllib.error.HTTPError as answer:
        with answer:
            assert answer.status in (302, 303), f"{answer.status}: {answer.read()[:500]}"
            return urllib.parse.urljoin(address, answer.headers["Location"])


def browse(address, process):
    """What a browser does after consent: goes on to the redirect address, and shows the page that is there. Where
    nothing listens there (other tests may hold the ports), the person pastes the address."""
    end = redirected_to(address)
    if end.startswith("https:"):
        process.stdin.write(end + "\n")
        process.stdin.flush()
        return ""
    with urllib.request.urlopen(end, timeout=PATIENCE) as page:
        return page.read().decode()


def clock_ahead(days):
    """A clock that shows a later day, and runs twice as fast from there on."""
    return f"2@{round(time.time() * 1000 - days * 86_400_000)}"


class Computer:
    """A computer with Rollcall on it, set up for one practice account."""

    def __init__(self, practice, auth_url=None, **settings):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="rollcall-test-"))
        self.program = [CLI]
        self.said = []  # everything that was ever printed
        self.environment = clean_environment() | {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "ROLLCALL_AUTH_URL": auth_url or practice["auth_url"],
            "ROLLCALL_API_URL": practice["api_url"],
            "ROLLCALL_CLIENT_ID": practice["client_id"],
            "ROLLCALL_REDIRECT_URI": " ".join(practice["redirect_uris"]),
            "ROLLCALL_DATA_DIR": str(self.data),
            "ROLLCALL_TOKEN_STORE": "file",
        }
        if practice.addresses.get("clock"):
            self.environment["ROLLCALL_CLOCK"] = practice["clock"]
        self.environment |= settings

    @property
    def data(self):
        return self.home / "data"

    def start(self, *words, **options):
        return subprocess.Popen([*self.program, *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env=self.environment | options.pop("env", {}), text=True,
                                cwd=self.home, **options)

    def finish(self, process, sent=None):
        try:
            out, err = process.communicate(sent, PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise AssertionError(f"hangs: {process.args}\n{out}\n{err}") from None
        self.said += [out, err]
        return Answer(process.returncode, out, err)

    def run(self, *words, sent=None, env=None):
        return self.finish(self.start(*words, env=env or {}), sent)

    def json(self, *words, **options):
        return self.run(*words, "--json", **options)

    def connect(self, visit=browse):
        process = self.start("connect", "--no-browser", "--json")
        first = process.stdout.readline()
        self.said.append(first)
        if "authorization_url" not in first:
            answer = self.finish(process)
            return Answer(answer.status, first + answer.out, answer.err)
        self.page = visit(json.loads(first)["authorization_url"], process)
        return self.finish(process)

    def file(self, name, content):
        path = self.home / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def import_file(self, path, *words, list_name="Newsletter", **options):
        return self.json("import", path, "--list", list_name, "--source", SOURCE_TEXT, "--yes", *words, **options)

    def files(self):
        return [path for path in self.home.rglob("*") if path.is_file()]

    def close(self):
        shutil.rmtree(self.home, ignore_errors=True)


class TestCase(unittest.TestCase):
    maxDiff = None

    def practice(self, *options, clock=""):
        practice = Practice(*options, clock=clock)
        self.addCleanup(practice.close)
        return practice

    def computer(self, practice, **settings):
        computer = Computer(practice, **settings)
        self.addCleanup(computer.close)
        return computer

    def connected(self, practice, **settings):
        computer = self.computer(practice, **settings)
        answer = computer.connect()
        self.assertEqual(answer.status, 0, answer)
        return computer

    def assert_error(self, answer, status, kind):
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(answer.error["kind"], kind, answer)
        self.assertTrue(answer.error["message"].endswith("."), answer)

    def assert_soon(self, holds):
        """For what the service does in its own time."""
        end = time.monotonic() + PATIENCE
        while not holds():
            self.assertLess(time.monotonic(), end, "this never came to be")
            time.sleep(0.05)

    def assert_adds_up(self, summary):
        self.assertEqual(sum(summary[name] for name in COUNTS), summary["rows"], summary)


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]], verbosity=2, failfast="ROLLCALL_KEEP_GOING" not in os.environ)

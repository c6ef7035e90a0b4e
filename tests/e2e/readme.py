"""The commands of the README, word by word, as somebody types them who has just set up the practice account."""

import re
import shlex

from rollcalltest import *  # noqa: F403

README = (SOURCE / "README.md").read_text()
BROWSER = """import sys, urllib.request
urllib.request.urlopen(sys.argv[1]).read()  # the practice account consents by itself and leads back
"""
STATUS = {"connect": 0, "add": 0, "check": 1, "import": 1, "history": 0, "undo": 0}  # the sample has rows to fix


def commands(heading):
    block = re.search(rf"^## {heading}\n.*?^```\n(.*?)^```\n", README, re.M | re.S).group(1)
    return [shlex.split(line)[1:] for line in block.splitlines()]


class Readme(TestCase):
    def test_what_it_tells_to_type_does_what_it_says(self):
        self.assertEqual(commands("The practice account"), [["practice", "--json"]])
        account = self.practice("--approve", "--clock-scale", "50")
        office = self.computer(account)
        office.environment["BROWSER"] = f"{sys.executable} {office.file('browser.py', BROWSER)}"
        shutil.copy(SOURCE / "resources" / "samples" / "contacts.csv", office.home / "visitors.csv")
        typed = commands("The command line")
        self.assertEqual({words[0] for words in typed}, set(STATUS))
        for words in typed:
            with self.subTest(" ".join(words)):
                answer = office.run(*words)
                self.assertEqual(answer.status, STATUS[words[0]], answer)
        people = account.people()
        self.assertEqual(people["jane@example.org"]["lists"], ["Newsletter"])
        self.assertEqual(sum("Office visitors" in person["lists"] for person in people.values()), 20)

    def test_it_names_the_variables_that_there_are(self):
        office = self.computer(self.practice())
        profile = office.json("account").json["profile"]
        told = set(re.findall(r"^\| `ROLLCALL_([A-Z_]+)`", README, re.M))
        where_set = {"ACCOUNT", "ORGANIZATION"}  # in the profile only then
        self.assertEqual(told - where_set, {name.upper() for name in profile} - where_set)

    def test_it_names_the_exit_statuses_that_there_are(self):
        told = re.search(r"Exit status: (.*?)\n\n", README, re.S).group(1)
        numbers = set(map(int, re.findall(r"(?:^|[·,] |\n)(\d+)", told)))
        code = (SOURCE / "app" / "cli" / "exitstatus.h").read_text()
        self.assertEqual(numbers, set(map(int, re.findall(r"= (\d+)", code))))


if __name__ == "__main__":
    main()

"""Tables of made-up people with planted faults, the same on every machine."""

import csv
import io
import random

FIRST = ["Olivia", "Liam", "Zoë", "José", "Søren", "Łukasz", "Jürgen", "Anaïs", "美咲", "Ольга", "Kwame", "Fatima"]
LAST = ["Smith", "García", "O'Brien", "Müller", "Dvořák", "Åkesson", "van der Berg", "Nguyễn", "佐藤", "Okafor"]
COMPANY = ["", "", "Acme, Inc.", "Bäckerei Klein", 'The "Old Mill"', "Harbor Light & Sons"]
NOTE_CITY = ["Boston", "São Paulo", "Winston-Salem", "Kraków", ""]
HEADER = ["Email Address", "First Name", "Last Name", "Company", "Phone", "City", "Birthday"]


class Table:
    """A file, and what must become of its rows."""

    def __init__(self):
        self.content = b""
        self.good = []  # addresses that must arrive, in lower case
        self.refused = 0
        self.duplicates = 0
        self.rows = 0


def person(chance, number):
    day = f"{1 + chance.randrange(12):02d}/{1 + chance.randrange(28):02d}" if chance.random() < 0.5 else ""
    phone = f"617-555-{chance.randrange(10000):04d}" if chance.random() < 0.6 else ""
    return [f"person{number}@example{chance.randrange(9)}.org", chance.choice(FIRST), chance.choice(LAST),
            chance.choice(COMPANY), phone, chance.choice(NOTE_CITY), day]


def make_table(rows, bad=0.03, seed=7):
    """Every hundredth part of `bad` each: a wrong address, a value too long, an unknown date, a double; and in the
    very last row a quote that is never closed."""
    chance = random.Random(seed)
    table = Table()
    text = io.StringIO()
    write = csv.writer(text).writerow
    write(HEADER)
    for number in range(rows - 1):
        row = person(chance, number)
        if chance.random() >= bad:
            table.good.append(row[0])
            write(row)
            continue
        kind = chance.randrange(4)
        if kind == 0:
            row[0] = chance.choice(["nobody", "nobody@", "@example.org", "two@@example.org", "", "a b@example.org"])
        elif kind == 1:
            row[1] = "x" * 51
        elif kind == 2:
            row[6] = chance.choice(["yesterday", "13/45", "00/00"])
        elif kind == 3 and table.good:
            row[0] = chance.choice(table.good).upper()
            table.duplicates += 1
        table.refused += not (kind == 3 and table.good)
        write(row)
    text.write('unclosed@example.org,Una,"Quoted and never closed,,,,')
    table.refused += 1
    table.rows = rows
    table.content = text.getvalue().encode()
    return table

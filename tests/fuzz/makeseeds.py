#!/usr/bin/env python3
"""Writes the seeds of the fuzzers that the examples are too large for, or do not lead far enough into."""
import io
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "data" / "spreadsheets"


# What the first byte says is in targets.cpp: delimiter, quote, backslashes, whether the text goes on.
INDEX = {
    "quoted_lines": b'\x00Email,Note\r\na@example.org,"one\r\ntwo, ""three"""\r\nb@example.org,x\r\n',
    "unclosed": b'\x00Email,Note\na@example.org,"never\nb@example.org,"closed"\nc@example.org,"\n',
    "backslashes": b'\x11Email;Note\na@example.org;"a \\" b\\\\"\nb@example.org;"c"\n',
    "single_quotes_cr": b"\x06Email\tNote\ra@example.org\t'O''Brien\r2'\rb@example.org\t't Hooft\r",
    "without_quotes": b'\x0fEmail|Note\n"a@example.org|"x\n\n|\nb@example.org|\x1a',
    "cut_in_a_cell": b'\x20Email,Note\na@example.org,"one\ntwo"\nb@example.org,"and then',
}
TABLES = {
    "sep_line": b'\xef\xbb\xbfsep=;\r\nEmail;Fee\r\na@example.org;"12,50"\r\nb@example.org;3\r\n',
    "titles": b"Members, printed on 1 May\n\nName,Email,City\nAnn,a@example.org,Rome\nBob,b@example.org\n",
    "torn": b'Email,Company,Opt in\na@example.org,"The "Red, White" Shop",yes\nb@example.org,"B"  ,no,\n',
    "groups": b"Home,,Work,\nStreet,Email,Street,Email\n1 Elm,a@example.org,2 Oak,\n,b@example.org,,x\n",
    "recipients": b'Ann Lee <a@example.org>; "Doe, Jo" <b@example.org>; c@example.org\n',
    "two_encodings": "Email,Name\na@example.org,Zoë\n".encode() * 12 + "b@example.org,José\n".encode("cp1252"),
    "zeros": b"Email,Name\r\na@example.org,A\0nn\r\0\nb@example.org,Bob\r\n" + bytes(9),
    "utf16": "Email\tName\na@example.org\t\U0001f600\nb@example.org\tЖаннa\n".encode("utf-16-le"),
    "shift_jis": "メール,名前\na@example.org,山田太郎\nb@example.org,表示\n".encode("shift_jis"),
}
VCARDS = {
    "old": b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\r\n"
           b"ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;Long=\r\n Street=0D=0A2;Town;;12345;\r\nTEL;CELL;PREF:1\r\n"
           b"AGENT:\r\nBEGIN:VCARD\r\nEMAIL:other@example.org\r\nEND:VCARD\r\n"
           b"EMAIL;INTERNET:a@example.org\r\nEND:VCARD\r\n",
    "apple": b"BEGIN:VCARD\nVERSION:3.0\nN:O\\,Brien;Zo\xc3\xab;;;\nitem1.EMAIL;type=INTERNET;type=pref:z@exam\n"
             b" ple.org\nitem1.X-ABLabel:_$!<Other>!$_\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\nNOTE:one\\ntwo\\;\n"
             b"PHOTO;ENCODING=b:AAAA\n AAAA\nCATEGORIES:A,B\\,C\nEND:VCARD\n",
    "new": b'BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:The Club\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\n'
           b'FN:Ann Lee\r\nTEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-617-555-0142;ext=102\r\n'
           b'EMAIL;PREF=2:b@example.org\r\nEMAIL;PREF=1:a@example.org\r\nBDAY:--0203\r\n'
           b'ADR;LABEL="1 Elm; Rome":;;1 Elm;Rome;;00100;Italy\r\nEND:VCARD\r\n',
    "wide": "\ufeffBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Жанна\r\nEMAIL:a@example.org\r\nEND:VCARD\r\n".encode("utf-16-le"),
    "cut": b"BEGIN:VCARD\nVERSION:3.0\nEMAIL:a@example.org\n",
}
PEOPLE = b"Email,Name\na@example.org,Ann\n"


def packed(members, method=zipfile.ZIP_STORED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def zips():
    with zipfile.ZipFile(EXAMPLES / "features.xlsx") as book:
        workbook = {name: book.read(name) for name in book.namelist()}
    return {
        "stored": packed({"people.csv": PEOPLE}),
        "deflated": packed({"list/people.tsv": PEOPLE.replace(b",", b"\t") * 9}, zipfile.ZIP_DEFLATED),
        "parts": packed({f"{kind}_members_export_1.csv": PEOPLE for kind in ("cleaned", "subscribed", "unsubscribed")}),
        "cards": packed({"__MACOSX/._a.vcf": b"x", "a.vcf": VCARDS["apple"]}),
        "workbook": packed(workbook, zipfile.ZIP_DEFLATED),
        "several": packed({"a.csv": PEOPLE, "b.csv": PEOPLE}),
        "cut": packed({"people.csv": PEOPLE})[:-9],
    }


def main():
    for name, seeds in {"index": INDEX, "table": TABLES, "vcard": VCARDS, "zip": zips(), "xlsx": {}, "ods": {}}.items():
        (HERE / "seeds" / name).mkdir(parents=True, exist_ok=True)
        for seed, content in seeds.items():
            (HERE / "seeds" / name / seed).write_bytes(content)
    for name, sheet in (("features", 4), ("features", 1), ("dates1904", 1), ("entity", 1)):
        with zipfile.ZipFile(EXAMPLES / f"{name}.xlsx") as book:
            parts = [f"xl/worksheets/sheet{sheet}.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
            (HERE / "seeds" / "xlsx" / f"{name}{sheet}").write_bytes(b"\0".join(book.read(part) for part in parts))
    for name in ("features", "onlyhidden", "bomb"):
        with zipfile.ZipFile(EXAMPLES / f"{name}.ods") as book:
            (HERE / "seeds" / "ods" / name).write_bytes(book.read("content.xml"))


if __name__ == "__main__":
    sys.exit(main())

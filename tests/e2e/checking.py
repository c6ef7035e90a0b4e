"""What "check" says of tables as programs write them, and the mended file: everything but the mended cells stays as it
is, byte for byte. Needs no connection."""

import os
import pathlib
import subprocess
import tempfile
import zipfile

from rollcalltest import *  # noqa: F403

TABLES = SOURCE / "tests" / "data" / "tables"
SHEETS = SOURCE / "tests" / "data" / "spreadsheets"
KEYS = {"rows", "ready", "to_fix", "to_look_at", "duplicates", "left_out", "encoding", "delimiter", "quote",
        "header_line", "confidence", "zero_bytes", "zero_bytes_line", "foreign_bytes",
        "foreign_bytes_line", "unreadable_characters", "unreadable_characters_line", "hidden_rows", "sheet", "opt_out_file", "columns", "problems", "problems_total",
        "problem_kinds"}

# One of each kind of damage; «…» is what becomes of the cell before it.
PEOPLE = '''Email;First name;City;State;Zip
mailto:jane@example.org«jane@example.org»;"Jané ""J""";Boston;MA;2139«02139»
'max'@example.org; Max ;#N/A«»;NY;10001
"ann@gmial.com"«"ann@gmail.com"»;"Ann; or Anna";"St. Louis
Missouri";MO;63101

bo@example.org;Bö;München;;80331
nobody;;;;
'''


def halves(text):
    """The table as it comes, and as it is after everything known was mended."""
    before, after = "", ""
    for part in text.split("»"):
        kept, _, mended = part.partition("«")
        start = max(kept.rfind(";"), kept.rfind("\n")) + 1
        before += kept
        after += kept[:start] + mended if "«" in part else kept
    return before, after


def check(*words):
    run = subprocess.run([CLI, "check", *map(str, words), "--json"], capture_output=True, text=True, timeout=PATIENCE,
                         env=clean_environment())
    return Answer(run.returncode, run.stdout, run.stderr)


class Checking(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rollcall-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_every_habit_of_the_programs_that_write_tables(self):
        files = sorted(TABLES.glob("*.csv"))
        self.assertGreater(len(files), 40)
        for file in files:
            with self.subTest(file.stem):
                meant = json.loads(file.with_suffix(".json").read_text())
                answer = check(file, "--map", "1=email")
                self.assertIn(answer.status, (0, 1), answer)
                found = answer.json
                self.assertEqual(set(found), KEYS)
                self.assertEqual(found["rows"], len(meant["rows"]))
                self.assertEqual([column["header"] for column in found["columns"]], meant["headers"])
                self.assertEqual([column["index"] for column in found["columns"]], list(range(len(meant["headers"]))))
                self.assertEqual(found["ready"] + found["to_fix"] + found["duplicates"] + found["left_out"],
                                 found["rows"])
                self.assertEqual(sum(found["problem_kinds"].values()), found["problems_total"])
                self.assertEqual(answer.status, 1 if found["to_fix"] else 0)
                for ours, theirs in (("encoding", "encoding"), ("delimiter", "delimiter"), ("quote", "quote"),
                                     ("header_line", "headerLine")):
                    if theirs in meant.get("format", {}):
                        self.assertEqual(found[ours], meant["format"][theirs], ours)

    def test_zero_bytes_are_told(self):
        file = self.folder / "people.csv"
        file.write_bytes(b"Email,Name\na@example.org,Ann\nb@example.org,B\0o\0\n")
        found = check(file).json
        self.assertEqual((found["zero_bytes"], found["zero_bytes_line"]), (2, 3))
        file.write_bytes(b"Email,Name\na@example.org,Ann\n")
        found = check(file).json
        self.assertEqual((found["zero_bytes"], found["zero_bytes_line"]), (0, None))

    def test_bytes_of_another_encoding_are_told(self):
        file = self.folder / "people.csv"
        file.write_bytes("Email,Name\na@example.org,Zoë\n".encode() + b"b@example.org,Jos\xe9\n")
        run = check(file, "--encoding", "UTF-8")
        self.assertEqual((run.json["foreign_bytes"], run.json["foreign_bytes_line"]), (1, 3))

    def test_half_a_character_where_a_file_was_cut_is_told(self):
        file, fixed = self.folder / "people.csv", self.folder / "out.csv"
        text = "Email,Name,City\nmailto:a@example.org,佐藤 太郎,東京\nb@example.org,鈴木 美咲,大阪\n" \
               "c@example.org,田中 一郎,京都"
        for encoding, name in (("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE"), ("shift_jis", "Shift_JIS"),
                               ("euc_jp", "EUC-JP"), ("gb18030", "GB18030")):
            with self.subTest(name):
                cut = text.encode(encoding)[:-1]
                file.write_bytes(cut)
                run = check(file, "--encoding", name, "--fixed", fixed)
                self.assertEqual((run.json["unreadable_characters"], run.json["unreadable_characters_line"]), (1, 4))
                self.assertEqual(run.json["problem_kinds"], {"email_syntax": 1, "mojibake": 1})
                self.assertEqual(fixed.read_bytes(), cut.replace("mailto:".encode(encoding), b""))
        file.write_bytes(text.encode("utf-16-le"))
        run = check(file)
        self.assertEqual((run.json["unreadable_characters"], run.json["unreadable_characters_line"]), (0, None))

    def test_recipients_as_mail_programs_write_them_are_a_row_each(self):
        for text in ("a@example.org, b@example.org, c@example.org", "Ann Lee <a@example.org>; Fox, Bo <b@example.org>; c@example.org\n",
                     "Ann Lee <a@example.org>; Bo Fox <b@example.org>; Cy Day <c@example.org>\n",
                     'Ann Lee <a@example.org>\n"Fox, Bo" <b@example.org>\n<c@example.org>'):
            with self.subTest(text):
                file, fixed = self.folder / "people.txt", self.folder / "out.csv"
                file.write_text(text)
                found = check(file, "--fixed", fixed).json
                self.assertEqual((found["rows"], found["ready"]), (3, 3))
                self.assertEqual(fixed.read_text(encoding="utf-8-sig").count("example.org"), 3)

    def test_two_addresses_in_the_only_row_are_no_two_columns(self):
        file = self.folder / "people.csv"
        for header in ("Email,Phone\n", ""):
            with self.subTest(header):
                file.write_text(header + "a@example.org; b@example.org,617-555-0100\n")
                found = check(file, "--map", "1=email").json
                self.assertEqual((found["delimiter"], found["problem_kinds"]), (",", {"two_addresses": 1}))
                self.assertEqual(found["problems"][0]["suggestion"], "a@example.org")

    def test_a_second_address_is_suggested_where_there_is_no_first(self):
        file, fixed = self.folder / "in.csv", self.folder / "out.csv"
        file.write_text("E-mail Address,E-mail 2 Address\na@example.org,x@example.org\n,b@example.org\n,none\n")
        answer = check(file, "--fixed", fixed)
        self.assertEqual([problem["suggestion"] for problem in answer.json["problems"]], ["b@example.org", None])
        self.assertEqual(fixed.read_text(), "E-mail Address,E-mail 2 Address\na@example.org,x@example.org\n"
                                            "b@example.org,b@example.org\n,none\n")

    def test_what_is_likely_but_not_certain_is_told(self):
        file = self.folder / "people.csv"
        file.write_bytes("Email,Name\na@example.org,Łukasz\n".encode("windows-1250"))
        told = subprocess.run([CLI, "check", str(file)], capture_output=True, text=True, env=clean_environment()).stdout
        self.assertIn("The encoding is a guess", told)
        self.assertIn("“--encoding” chooses another", told)
        self.assertNotIn("--delimiter", told)
        self.assertNotIn("--header-line", told)
        file.write_text("Email,Name\na@example.org,Ann\n")
        told = subprocess.run([CLI, "check", str(file)], capture_output=True, text=True, env=clean_environment()).stdout
        self.assertNotIn("guess", told)

    def test_a_guess_is_told_and_not_taken(self):
        file = self.folder / "people.csv"
        file.write_text("Email,Frist Name,Last Name\na@example.org,Ann,Lee\n")
        def columns(*options):
            return [(column["field"], column["certain"], column["guess"]) for column in check(file, *options).json["columns"]]
        self.assertEqual(columns(), [("email", True, None), ("ignore", False, "first_name"), ("last_name", True, None)])
        self.assertEqual(columns("--map", "Frist Name=first_name")[1], ("first_name", True, None))
        told = subprocess.run([CLI, "check", str(file)], capture_output=True, text=True, env=clean_environment()).stdout
        self.assertIn('--map "Frist Name=first_name"', told)
        file.write_text("Email,Unsubscirbed\na@example.org,yes\nb@example.org,no\n")
        self.assertEqual(check(file).json["left_out"], 1)
        self.assertEqual(columns()[1], ("do_not_mail", False, None))

    def test_an_export_of_those_who_left_is_one_inside_a_zip_too(self):
        for name in ("unsubscribed_segment_export_1.csv", "cleaned_segment_export_1.csv"):
            with self.subTest(name):
                file = self.folder / "export.zip"
                with zipfile.ZipFile(file, "w") as archive:
                    archive.writestr(name, "Email,Name\na@example.org,Ann\n")
                found = check(file).json
                self.assertEqual((found["ready"], found["left_out"], found["sheet"]), (0, 1, name))

    def test_a_file_that_only_has_the_name_of_such_a_list(self):
        file = self.folder / "unsubscribed_no_more.csv"
        file.write_text("Email,Email status\na@example.org,Active\nb@example.org,Unsubscribed\n")
        found = check(file).json
        self.assertEqual((found["opt_out_file"], found["ready"], found["left_out"]), (True, 0, 2))
        told = subprocess.run([CLI, "check", str(file)], capture_output=True, text=True, env=clean_environment()).stdout
        self.assertIn("“--not-opted-out”", told)
        found = check(file, "--not-opted-out").json
        self.assertEqual((found["opt_out_file"], found["ready"], found["left_out"]), (False, 1, 1))

    def test_whom_a_column_of_those_who_agreed_leaves_out_is_said(self):
        file = self.folder / "people.csv"
        file.write_text("Email,Opt in\na@example.org,yes\nb@example.org,\n")
        self.assertEqual(check(file).json["left_out"], 1)
        told = subprocess.run([CLI, "check", str(file)], capture_output=True, text=True, env=clean_environment()).stdout
        self.assertIn("an empty cell is no yes. If the column says something else: --map \"Opt in=ignore\"", told)

    def test_what_a_person_must_decide_is_not_mended_by_itself(self):
        file, fixed = self.folder / "in.csv", self.folder / "out.csv"
        rest = "c@example.org,617-555-0102\nd@example.org,617-555-0103\n"
        file.write_text("Email,Phone\na@example.org; b@example.org,617-555-0100 ::: 617-555-0101\n" + rest)
        answer = check(file, "--fixed", fixed)
        self.assertEqual(answer.json["problem_kinds"], {"two_addresses": 1, "too_long": 1})
        self.assertEqual(fixed.read_text(), "Email,Phone\na@example.org; b@example.org,617-555-0100\n" + rest)

    def test_what_a_spreadsheet_left_is_told_and_mended(self):
        file, fixed = self.folder / "in.csv", self.folder / "out.csv"
        file.write_text('Email,First,Zip\na@example.org,="Ann",2139\nb@example.org,Bo,\'02139\nc@example.org,\'tHart,10001\n'
                        'd@example.org,Di,10002\n')
        answer = check(file, "--fixed", fixed)
        self.assertEqual(answer.json["problem_kinds"], {"text_mark": 2, "zeros_lost": 1})
        self.assertEqual(fixed.read_text(), "Email,First,Zip\na@example.org,Ann,02139\nb@example.org,Bo,02139\n"
                                            "c@example.org,'tHart,10001\nd@example.org,Di,10002\n")

    def test_titles_with_delimiters_above_known_names_are_titles(self):
        file = self.folder / "people.csv"
        file.write_text("Members, spring\nPrinted on 1 May, by Ann\nEmail,First Name\na@example.org,Ann\nb@example.org,Bo\n")
        found = check(file).json
        self.assertEqual((found["header_line"], found["rows"], found["columns"][1]["field"]), (3, 2, "first_name"))

    def test_a_doubtful_opt_out_is_one(self):
        file = self.folder / "people.csv"
        file.write_text("Email,Unsubscribed\na@example.org,2023-01-05\nb@example.org,maybe\nc@example.org,no\n"
                        "d@example.org,\ne@example.org,Subscribed\n")
        found = check(file).json
        self.assertEqual((found["ready"], found["left_out"]), (3, 2))

    def test_a_problem_names_its_place_and_what_was_meant(self):
        file = self.folder / "people.csv"
        file.write_text(halves(PEOPLE)[0], encoding="utf-8")
        answer = check(file)
        self.assertEqual(answer.status, 1, answer)
        found = answer.json
        self.assertEqual(found["problem_kinds"], {"email_syntax": 2, "zeros_lost": 1, "cell_error": 1,
                                                  "email_domain_typo": 1})
        first = found["problems"][0]
        self.assertEqual({key: first[key] for key in ("row", "line", "column", "kind", "level", "suggestion")},
                         {"row": 2, "line": 2, "column": 0, "kind": "email_syntax", "level": "error",
                          "suggestion": "jane@example.org"})
        last = found["problems"][-1]
        self.assertEqual((last["row"], last["line"], last["suggestion"]), (7, 8, None))

    def test_a_cell_that_is_taken_apart_is_shown_with_its_parts(self):
        file = self.folder / "people.csv"
        file.write_text('Name,Email\n"Doe, Jane",jane@example.org\n', encoding="utf-8")
        run = subprocess.run([CLI, "check", str(file)], capture_output=True, text=True, env=clean_environment())
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("“Doe, Jane” becomes Jane | Doe", run.stdout)

    def test_doubles_are_merged_or_each_is_kept(self):
        file = self.folder / "people.csv"
        file.write_text("Email,First name\nhome@example.org,Ana\nHome@Example.org,Tom\nli@example.org,Li\n")
        merged = check(file)
        self.assertEqual((merged.status, merged.json["ready"], merged.json["to_fix"], merged.json["duplicates"]), (0, 2, 0, 1))
        kept = check(file, "--keep-each")
        self.assertEqual((kept.status, kept.json["ready"], kept.json["to_fix"], kept.json["duplicates"]), (1, 2, 1, 0))
        self.assertEqual([(problem["row"], problem["column"], problem["kind"]) for problem in kept.json["problems"]],
                         [(3, 0, "email_repeated")])

    def test_the_mended_file_differs_in_the_mended_cells_only(self):
        before, after = halves(PEOPLE)
        self.assertIn("\njane@example.org;", after)
        self.assertIn(";02139\n", after)
        for encoding, mark, name in (("utf-8", b"", "UTF-8"), ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
                                     ("windows-1252", b"", "windows-1252"), ("utf-16-le", b"\xff\xfe", "UTF-16LE"),
                                     ("utf-16-be", b"\xfe\xff", "UTF-16BE")):
            for delimiter in ";,\t|":
                for quote in "\"'":
                    for end in ("\n", "\r\n", "\r"):
                        with self.subTest(encoding=name, mark=mark, delimiter=delimiter, quote=quote, end=end):
                            def written(text):
                                text = text.replace("; or", "~ or").replace(";", delimiter).replace("~", delimiter)
                                text = text.replace("'", "`").replace('"', quote).replace("\n", end)
                                return mark + text.encode(encoding)
                            file, fixed = self.folder / "in.csv", self.folder / "out.csv"
                            file.write_bytes(written(before))
                            answer = check(file, "--fixed", fixed)
                            self.assertEqual(answer.status, 1, answer)
                            self.assertEqual((answer.json["encoding"], answer.json["delimiter"], answer.json["quote"]),
                                             (name, delimiter, quote))
                            self.assertEqual(answer.json["fixed"], {"file": str(fixed), "cells": 4})
                            self.assertEqual(fixed.read_bytes().decode(encoding), written(after).decode(encoding))
                            self.assertEqual(file.read_bytes(), written(before))

    def test_a_file_without_faults_is_the_same_afterwards(self):
        for file in sorted(TABLES.glob("*.csv")):
            with self.subTest(file.stem):
                fixed = self.folder / file.name
                answer = check(file, "--map", "1=ignore", "--map", "2=email", "--fixed", fixed)
                if answer.status in (0, 1) and answer.json["fixed"]["cells"] == 0:
                    self.assertEqual(fixed.read_bytes(), file.read_bytes())

    def test_a_workbook_becomes_a_table_of_its_rows(self):
        fixed = self.folder / "out.csv"
        answer = check(SHEETS / "features.xlsx", "--map", "1=email", "--fixed", fixed)
        self.assertIn(answer.status, (0, 1), answer)
        self.assertTrue(fixed.read_bytes().startswith(b"\xef\xbb\xbf"))
        again = check(fixed, "--map", "1=email", "--header-line", answer.json["header_line"])
        self.assertEqual(again.json["rows"], answer.json["rows"])

    def test_a_correction_that_the_encoding_cannot_hold_is_left(self):
        file, fixed = self.folder / "in.csv", self.folder / "out.csv"
        content = "Email,Last name\nmailto:a@example.org,Kowalski\nb@example.org,MichaÅ‚ Ã©t\n".encode("windows-1252")
        file.write_bytes(content)
        answer = check(file, "--encoding", "windows-1252", "--fixed", fixed)
        self.assertEqual(answer.json["problem_kinds"], {"email_syntax": 1, "mojibake": 1}, answer)
        self.assertEqual(fixed.read_bytes(), content.replace(b"mailto:", b""))

    def test_where_the_mended_file_cannot_go(self):
        file = self.folder / "in.csv"
        file.write_text(halves(PEOPLE)[0])
        self.assert_error(check(file, "--fixed", file), 2, "usage")
        self.assert_error(check(file, "--fixed", self.folder / "." / "in.csv"), 2, "usage")
        self.assert_error(check(file, "--fixed", self.folder / "out.xlsx"), 2, "usage")
        self.assert_error(check(file, "--fixed", self.folder / "nowhere" / "out.csv"), 6, "storage")
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        self.assert_error(check(file, "--fixed", pipe), 2, "usage")
        self.assertTrue(pipe.is_fifo())
        self.assertEqual(file.read_text(), halves(PEOPLE)[0])

    def test_what_is_no_table(self):
        self.assert_error(check(self.folder / "none.csv"), 5, "input")
        self.assert_error(check(self.folder), 5, "input")
        for name in ("protected.xlsx", "brokenxml.xlsx", "old.xls", "encrypted.zip", "letter.docx", "cutshort.vcf"):
            with self.subTest(name):
                self.assert_error(check(SHEETS / name), 5, "input")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes the seeds of the xlsx and ods fuzzers: the XML of the example workbooks, smaller than the examples."""
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "data" / "spreadsheets"


def main():
    for name in ("xlsx", "ods", "index", "table", "encoding", "vcard", "zip"):
        (HERE / "seeds" / name).mkdir(parents=True, exist_ok=True)
    for name, sheet in (("features", 4), ("features", 1), ("dates1904", 1), ("entity", 1)):
        with zipfile.ZipFile(EXAMPLES / f"{name}.xlsx") as book:
            parts = [f"xl/worksheets/sheet{sheet}.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
            (HERE / "seeds" / "xlsx" / f"{name}{sheet}").write_bytes(b"\0".join(book.read(part) for part in parts))
    for name in ("features", "onlyhidden", "bomb"):
        with zipfile.ZipFile(EXAMPLES / f"{name}.ods") as book:
            (HERE / "seeds" / "ods" / name).write_bytes(book.read("content.xml"))


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Writes the files beside it: workbooks, vCards and ZIPs with what real ones have in them.

Run it after a change here and commit what it wrote.
"""
import struct
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack(name, members, encrypted=False):
    path = HERE / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            info = zipfile.ZipInfo(member, (2024, 3, 14, 9, 30, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode() if isinstance(content, str) else content)
    if encrypted:  # only the flag: nobody gets as far as the bytes
        data = bytearray(path.read_bytes())
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.find(mark)
            while at >= 0:
                data[at + offset] |= 1
                at = data.find(mark, at + 4)
        path.write_bytes(data)


def relations(entries, base=RELATION):
    lines = "".join(f'<Relationship Id="{i}" Type="{base}/{kind}" Target="{target}"/>' for i, kind, target in entries)
    return (HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + lines + "</Relationships>")


def workbook(sheets, extra="", main=MAIN, base=RELATION):
    lines = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"{state}/>'
                    for i, (name, state) in enumerate(sheets, 1))
    return HEAD + f'<workbook xmlns="{main}" xmlns:r="{base}">{extra}<sheets>{lines}</sheets></workbook>'


def sheet(rows, main=MAIN):
    return (HEAD + f'<worksheet xmlns="{main}"><dimension ref="A1"/><sheetData>{rows}</sheetData>'
            '<pageMargins left="0.7" right="0.7"/></worksheet>')


TYPES = HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
STYLES = HEAD + f'''<styleSheet xmlns="{MAIN}">
<numFmts count="4"><numFmt numFmtId="164" formatCode="00000"/>
<numFmt numFmtId="165" formatCode="[&lt;=9999999]###\\-####;\\(###\\)\\ ###\\-####"/>
<numFmt numFmtId="166" formatCode="[$-409]d\\-mmm\\-yy;@"/><numFmt numFmtId="167" formatCode="&quot;$&quot;#,##0.00"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/>
<xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="49"/></cellXfs></styleSheet>'''
STRINGS = HEAD + f'''<sst xmlns="{MAIN}" count="4" uniqueCount="4"><si><t>First name</t></si>
<si><r><rPr><b/></rPr><t xml:space="preserve">Zoë </t></r><r><t>Ann</t></r><rPh sb="0" eb="1"><t>ゾーイ</t></rPh></si>
<si><t xml:space="preserve">  Line one_x000D_
line "two", &amp; more  </t></si><si><t/></si></sst>'''


def inline(ref, text):
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


MEMBERS = "".join([
    '<row r="1">' + inline("A1", "Members of the club") + "</row>",
    '<row r="3"><c r="A3" t="s"><v>0</v></c>'
    + "".join(inline(f"{column}3", text) for column, text in zip("BCDEFGHIJKL", [
        "Last name", "Email address", "Phone", "Zip", "Birthday", "Joined", "Share", "Active", "Notes", "Fee", "Due"])) + "</row>",
    '<row r="4"><c r="A4" t="s"><v>1</v></c>' + inline("B4", "O&#39;Brien") + inline("C4", "zoe@example.org")
    + '<c r="D4" s="4"><v>6175550142</v></c><c r="E4" s="3"><v>2134</v></c><c r="F4" s="1"><v>31120</v></c>'
    '<c r="G4" s="2"><v>45365.395833333336</v></c><c r="H4" s="5"><v>0.15</v></c><c r="I4" t="b"><v>1</v></c>'
    '<c r="J4" t="s"><v>2</v></c><c r="K4" s="7"><v>12.5</v></c><c r="L4" t="d"><v>2024-03-14T00:00:00</v></c></row>',
    '<row r="6" hidden="1"><c r="A6" t="str"><f>UPPER("bo")</f><v>BO</v></c>' + inline("C6", "bo@example.org")
    + '<c r="D6"><f>1*16175550142</f><v>1.6175550142E10</v></c><c r="G6" s="2"><v>45365</v></c>'
    '<c r="I6" t="b"><v>0</v></c><c r="J6" t="e"><v>#N/A</v></c></row>',
    '<row r="7"><c r="A7" s="1"/><c r="B7" t="s"><v>3</v></c></row>',
    '<row r="8">' + inline("C8", "cy@example.org") + '<c r="D8" s="8"><v>0049301234</v></c><c r="F8" s="6"><v>31120.5</v></c>'
    + inline("N8", "far right") + "</row>",
    '<row r="1000"><c r="XFD1000" s="1"/></row>',
])


def xlsx(sheets, styles=STYLES, strings=STRINGS, extra="", kinds=None):
    members = {"[Content_Types].xml": TYPES,
               "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")]),
               "xl/workbook.xml": workbook([(name, state) for name, state, _ in sheets], extra)}
    links = []
    for i, (_, _, content) in enumerate(sheets, 1):
        kind = (kinds or {}).get(i, "worksheet")
        links.append((f"rId{i}", kind, f"{kind}s/sheet{i}.xml"))
        members[f"xl/{kind}s/sheet{i}.xml"] = content
    if styles:
        links.append(("rId90", "styles", "/xl/styles.xml"))
        members["xl/styles.xml"] = styles
    if strings:
        links.append(("rId91", "sharedStrings", "sharedStrings.xml"))
        members["xl/sharedStrings.xml"] = strings
    members["xl/_rels/workbook.xml.rels"] = relations(links)
    return members


def people(first, main=MAIN):
    return sheet('<row r="1">' + inline("A1", "Email") + inline("B1", "Name") + "</row>"
                 f'<row r="2">' + inline("A2", f"{first}@example.org") + inline("B2", first.title()) + "</row>", main)


def workbooks():
    pack("features.xlsx", xlsx([("Read me", ' state="hidden"', people("hidden")), ("Chart", "", "<chartsheet/>"),
                                ("Empty", "", sheet('<row r="1"><c r="A1" s="1"/></row>')),
                                ("Members", "", sheet(MEMBERS)), ("Board &amp; co", "", people("bea"))],
                               kinds={2: "chartsheet"}))
    pack("dates1904.xlsx", xlsx([("Sheet1", "", sheet('<row>' + inline("A1", "Email") + inline("B1", "Birthday") + "</row><row>"
                                 + inline("A2", "ann@example.org") + '<c r="B2" s="1"><v>29658</v></c></row>'))],
                                extra='<workbookPr date1904="1"/>'))
    # As the strict edition of the standard has it, and without references to where a cell is.
    strict = {"[Content_Types].xml": TYPES,
              "_rels/.rels": relations([("rId1", "officeDocument", "/book/workbook.xml")], STRICT_RELATION),
              "book/workbook.xml": workbook([("Sheet1", "")], main=STRICT, base=STRICT_RELATION),
              "book/_rels/workbook.xml.rels": relations([("rId1", "worksheet", "../sheets/one.xml")], STRICT_RELATION),
              "sheets/one.xml": sheet('<row><c t="inlineStr"><is><t>Email</t></is></c><c t="inlineStr"><is><t>Age</t></is></c></row>'
                                      '<row><c t="inlineStr"><is><t>ann@example.org</t></is></c><c><v>42.0</v></c></row>', STRICT)}
    pack("strict.xlsx", strict)
    pack("onlyhidden.xlsx", xlsx([("Empty", "", sheet("")), ("People", ' state="veryHidden"', people("hidden"))]))
    pack("coverpage.xlsx", xlsx([("Cover", "", sheet('<row r="1">' + inline("A1", "Members of the club") + "</row>")),
                                 ("Remarks", "", sheet("".join(f'<row r="{i}">' + inline(f"A{i}", f"Remark {i}") + "</row>"
                                                               for i in (1, 2, 3)))), ("Members", "", people("ann"))]))
    pack("empty.xlsx", xlsx([("Sheet1", "", sheet(""))]))
    many = "".join(f'<row><c t="inlineStr"><is><t>person{i}@example.org</t></is></c><c><v>{i}</v></c></row>' for i in range(5000))
    pack("many.xlsx", xlsx([("Sheet1", "", sheet("<row>" + inline("A1", "Email") + inline("B1", "Number") + "</row>" + many))]))
    outside = '<!DOCTYPE worksheet [<!ENTITY outside SYSTEM "file:///etc/passwd">]>'
    pack("entity.xlsx", xlsx([("Sheet1", "", people("ann").replace("<worksheet", outside + "<worksheet").replace("Ann", "&outside;"))]))
    pack("brokenxml.xlsx", xlsx([("Sheet1", "", people("ann").replace("</row>", "</roe>"))]))
    pack("nosheet.xlsx", {name: content for name, content in xlsx([("Sheet1", "", people("ann"))]).items()
                          if not name.startswith("xl/worksheets")})
    # Cells that refer to texts: one without a number, which is an empty cell, and numbers that no text has.
    def texts(number):
        rows = ('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row>' + inline("A2", "ann@example.org")
                + f'<c t="s"><v>{number}</v></c></row>')
        return xlsx([("Sheet1", "", sheet(rows))],
                    strings=HEAD + f'<sst xmlns="{MAIN}"><si><t>Email</t></si><si><t>Name</t></si></sst>')
    pack("emptytext.xlsx", texts(""))
    pack("nosuchtext.xlsx", texts(7))
    pack("notexts.xlsx", {name: content for name, content in texts(1).items() if name != "xl/sharedStrings.xml"})
    pack("deep.xlsx", xlsx([("Sheet1", "", sheet("<row>" * 5000))]))
    pack("longtext.xlsx", xlsx([("Sheet1", "", sheet('<row r="1">' + inline("A1", "x" * 3_000_000) + "</row>"))]))
    pack("toofar.xlsx", xlsx([("Sheet1", "", sheet('<row r="1">' + inline("XFE1", "x") + "</row>"))]))
    pack("toolow.xlsx", xlsx([("Sheet1", "", sheet('<row r="1048577">' + inline("A1048577", "x") + "</row>"))]))
    pack("binary.xlsb", {"[Content_Types].xml": TYPES, "xl/workbook.bin": b"\x83\x01\x00"})
    pack("letter.docx", {"[Content_Types].xml": TYPES, "word/document.xml": HEAD + "<document/>"})
    pack("apple.numbers", {"Index/Document.iwa": b"\x00\x01", "preview.jpg": b"\xff\xd8\xff"})


def old_container(name, part):
    """The container of old office files: its head and one entry of its directory."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    (HERE / name).write_bytes(head.ljust(1024, b"\0") + part.encode("utf-16-le").ljust(64, b"\0") + bytes(448))


ODF = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
       'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
       'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
       'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"')
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def ods(tables, mimetype=SPREADSHEET, body="spreadsheet", manifest=""):
    content = (HEAD + f'<office:document-content {ODF}><office:automatic-styles><style:style style:name="ta1" style:family="table">'
               '<style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table">'
               '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
               f'<office:body><office:{body}>{tables}</office:{body}></office:body></office:document-content>')
    return {"mimetype": mimetype, "content.xml": content,
            "META-INF/manifest.xml": HEAD + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="content.xml">{manifest}</manifest:file-entry></manifest:manifest>'}


def table(name, rows, style="ta1"):
    return f'<table:table table:name="{name}" table:style-name="{style}"><table:table-column/>{rows}</table:table>'


def words(text, attributes=""):
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def value(kind, attribute, content, shown):
    return (f'<table:table-cell office:value-type="{kind}" office:{attribute}="{content}" calcext:value-type="{kind}">'
            f'<text:p>{shown}</text:p></table:table-cell>')


ODS_ROWS = "".join([
    "<table:table-header-rows><table:table-row>" + "".join(words(text) for text in [
        "First name", "Email", "Phone", "Zip", "Birthday", "Joined", "Share", "Active", "Notes", "Time", "Count"])
    + '<table:table-cell table:number-columns-repeated="16373"/></table:table-row></table:table-header-rows>',
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    "<table:table-row-group><table:table-row>" + words("Zoë<text:s/><text:span>Ann</text:span>") + words('<text:a>zoe@example.org</text:a>')
    + value("float", "value", "6175550142", "(617) 555-0142") + value("float", "value", "2134", "02134")
    + value("date", "date-value", "1985-03-14", "14 Mar 85") + value("date", "date-value", "2024-03-14T09:30:00", "3/14/24")
    + value("percentage", "value", "0.15", "15%") + value("boolean", "boolean-value", "true", "WAHR")
    + '<table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation>'
    '<text:p>Line   one</text:p><text:p>two<text:line-break/>three<text:tab/>"four",<text:s text:c="2"/>five</text:p></table:table-cell>'
    + value("time", "time-value", "PT09H30M00S", "09:30") + value("float", "value", "1234.5", "1,234.50")
    + "</table:table-row></table:table-row-group>",
    '<table:table-row table:visibility="collapse"><table:table-cell/>' + words("bo@example.org")
    + '<table:table-cell office:value-type="float" office:value="16175550142" table:number-columns-repeated="2"><text:p>1.61755501E+10</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    '<table:covered-table-cell table:number-columns-repeated="2"><text:p>covered</text:p></table:covered-table-cell>'
    '<table:table-cell office:value-type="string" office:string-value="said once"/></table:table-row>',
    '<table:table-row table:number-rows-repeated="3">' + words("Cy") + words("cy@example.org") + "</table:table-row>",
    '<table:table-row table:number-rows-repeated="1048567"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
])


def two(first):
    return ("<table:table-row>" + words("Email") + words("Name") + "</table:table-row><table:table-row>"
            + words(f"{first}@example.org") + words(first.title()) + "</table:table-row>")


def opendocuments():
    pack("features.ods", ods(table("Hidden", two("hidden"), "ta2") + table("Empty", "<table:table-row><table:table-cell/></table:table-row>")
                             + table("Members", ODS_ROWS) + table("Board &amp; co", two("bea"))))
    pack("onlyhidden.ods", ods(table("Empty", "") + table("People", two("hidden"), "ta2")))
    pack("protected.ods", ods(table("Members", two("ann")), manifest="<manifest:encryption-data/>"))
    pack("letter.odt", ods("<text:p>Dear all</text:p>", "application/vnd.oasis.opendocument.text", "text"))
    pack("bomb.ods", ods(table("Members", '<table:table-row table:number-rows-repeated="1048576">'
                               + words("x" * 200, ' table:number-columns-repeated="16384"') + "</table:table-row>")))
    rows = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    pack("repeated.ods", ods(table("Members", two("ann") + rows.format(300_000, words("bo@example.org") + words("Bo"))
                                   + rows.format(500_000, '<table:table-cell table:number-columns-repeated="16384"/>')
                                   + rows.format(200_000, words(" ") * 300)
                                   + rows.format(1, words("cy@example.org") + words("Cy")))))
    for name, row in (("text", words("x" * 100)), ("columns", words("") * 200 + words("x"))):
        pack(f"repeated_{name}.ods", ods(table("Members", two("ann") + rows.format(1_000_000, row))))


def cards():
    (HERE / "apple.vcf").write_bytes("""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.4//EN
N:O'Brien;Zoë;Ann;Dr.;
FN:Dr. Zoë Ann O'Brien
ORG:Riverside Library\\, Main;Circulation
TITLE:Librarian
EMAIL;type=INTERNET;type=HOME:zoe@home.example
EMAIL;type=INTERNET;type=WORK;type=pref:zoe@example.org
item1.EMAIL;type=INTERNET:zoe@other.example
item1.X-ABLabel:_$!<Other>!$_
TEL;type=CELL;type=VOICE;type=pref:(617) 555-0142
TEL;type=HOME;type=VOICE:617-555-0143
TEL;type=WORK;type=FAX:617-555-0144
item2.TEL:617-555-0145
item2.X-ABLabel:Mobile of her son
ADR;type=HOME;type=pref:;Apt 4;12 Elm St\\nBack door;Springfield;MA;02134;United States
item3.ADR;type=WORK:;;1 Library Sq;Springfield;MA;02135;USA
item3.X-ABADR:us
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14
item4.X-ABDATE;type=pref:2010-06-05
item4.X-ABLabel:_$!<Anniversary>!$_
item5.URL;type=pref:https://www.example.org/zoe
item5.X-ABLabel:_$!<HomePage>!$_
NOTE:Prefers large print\\; likes\\, commas\\nand a second li
 ne that was folded
CATEGORIES:Friends,Book club\\, Tuesdays
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
UID:1
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Corner Shop
ORG:Corner Shop;
X-ABShowAs:COMPANY
EMAIL:shop@example.org
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:All readers
N:All readers;;;;
X-ADDRESSBOOKSERVER-KIND:group
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Bo van Dyke
EMAIL:bo@example.org
ADR;TYPE=home:;;1 A St;Town;;;
ADR;TYPE=home:;;2 B St;Village;;;
TEL;TYPE=cell:1
TEL;TYPE=cell:2
END:VCARD
""".replace("\n", "\r\n").encode())
    (HERE / "outlook.vcf").write_bytes("""BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252:M\xfcller;J\xfcrgen
FN;CHARSET=Windows-1252:J\xfcrgen M\xfcller
ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:B=C3=A4ckerei=3B Caf=C3=A9
TITLE:Meister
TEL;WORK;VOICE:+49 30 123456
TEL;HOME:+49 30 654321
TEL;CELL;PREF:+49 170 1234567
ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:;;Hauptstra=C3=9Fe 1=0D=0A=
Hinterhaus;Berlin;;10115;Deutschland
LABEL;WORK;ENCODING=QUOTED-PRINTABLE:Hauptstr. 1=0D=0A10115 Berlin
EMAIL;PREF;INTERNET:juergen@example.org
NOTE;ENCODING=QUOTED-PRINTABLE:C:\\new\\; 100=
=25 =3D all
BDAY:19850314
AGENT:
BEGIN:VCARD
VERSION:2.1
N:Assistant;The
EMAIL:assistant@example.org
END:VCARD
PHOTO;JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQAAAQABAAD
 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA

REV:20240314T093000Z
END:VCARD
""".replace("\n", "\r\n").encode("windows-1252"))
    (HERE / "four.vcf").write_bytes("""BEGIN:VCARD
VERSION:4.0
FN:Ann Lee
N:Lee;Ann;;;
KIND:individual
EMAIL;PREF=2:second@example.org
EMAIL;PREF=1;TYPE="work,x":first@example.org
EMAIL:FIRST@example.org
TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+1-617-555-0142;ext=102
TEL;VALUE=uri;TYPE=home:tel:+1-617-555-0143
ADR;TYPE=work;LABEL="1 Main St: rear; Springfield":;;1 Main St;Springfield;MA;02134;USA
BDAY:--0314
ANNIVERSARY:20100605
ORG:Lee & Co
ROLE:Owner
NOTE:emoji \N{GRINNING FACE}
CATEGORIES:vip
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:Everybody
MEMBER:urn:uuid:1
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:cy@example.org
EMAIL:mailto:cy@example.org
BDAY;VALUE=text:circa 1960
END:VCARD
""".encode())
    (HERE / "wide.vcf").write_bytes(b"\xff\xfe" + "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ångström;Åsa\r\nEMAIL:asa@example.org\r\nEND:VCARD\r\n"
                                    .encode("utf-16-le"))
    (HERE / "cutshort.vcf").write_bytes(b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lee;Ann\r\nEMAIL:ann@exam")
    (HERE / "nobody.vcf").write_bytes(b"BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Everybody\r\nEND:VCARD\r\n")


def zips():
    csv = "Email;Name\r\nann@example.org;Ann Müller\r\n".encode("windows-1252")
    pack("onetable.zip", {"export/": b"", "export/people.csv": csv, "export/readme.txt": "Thank you.",
                          "__MACOSX/export/._people.csv": b"\0\5", ".DS_Store": b"\0"})
    pack("onlytext.zip", {"people.txt": csv})
    pack("mailchimp.zip", {f"{kind}_email_audience_export_abc.csv": f"Email Address,First Name\r\n{kind}@example.org,Ann\r\n"
                           for kind in ("cleaned", "unsubscribed", "subscribed")})
    pack("several.zip", {f"{name}.csv": csv for name in ("a", "b", "c", "d", "e", "f")})
    pack("workbook.zip", {"people.xlsx": (HERE / "features.xlsx").read_bytes()})
    pack("cards.zip", {"people.vcf": (HERE / "four.vcf").read_bytes()})
    pack("inside.zip", {"people.xlsx": (HERE / "onetable.zip").read_bytes()})
    pack("notable.zip", {"picture.png": b"\x89PNG\r\n"})
    pack("picture.zip", {"people.csv": b"\x89PNG\r\n\x1a\n" + bytes(100)})
    pack("nothing.zip", {})
    pack("encrypted.zip", {"people.csv": csv}, encrypted=True)


if __name__ == "__main__":
    workbooks()
    old_container("protected.xlsx", "EncryptedPackage")
    old_container("old.xls", "Workbook")
    old_container("old.doc", "WordDocument")
    opendocuments()
    cards()
    zips()

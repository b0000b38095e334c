# Writes workbooks as other programs write them, and such as nobody should be able to hurt us with.
# python3 make_workbook.py RECIPE FILE; needs nothing but the standard library.
import sys
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

HEADER = ["date", "kind", "source", "function", "economic", "nature", "amount", "memo"]


def inline(place, text):
    return '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (place, text)


def row(number, cells, more=""):
    return '<row r="%d"%s>%s</row>' % (number, more, "".join(cells))


def header(number=1):
    return row(number, [inline("ABCDEFGH"[i] + str(number), h) for i, h in enumerate(HEADER)])


def types(count):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    made = [("workbook.xml", "sheet.main+xml"), ("texts.xml", "sharedStrings+xml"),
            ("styles.xml", "styles+xml")]
    made += [("worksheets/sheet%d.xml" % (i + 1), "worksheet+xml") for i in range(count)]
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join('<Override PartName="/xl/%s" ContentType="%s%s"/>' % (name, kind, rest)
                  for name, rest in made) + "</Types>")


def parts(rows, after="", prolog="", beside="", tabs=("入账",)):
    sheets = "".join(
        '<sheet name="%s" sheetId="%d" r:id="r%d"/>' % (t, i + 1, i + 1)
        for i, t in enumerate(tabs))
    links = "".join(
        '<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>'
        % (i + 1, OFFICE, i + 1) for i in range(len(tabs)))
    made = {
        "[Content_Types].xml": types(len(tabs)),
        "_rels/.rels": '<Relationships xmlns="%s"><Relationship Id="a" Type="%s/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>' % (PACKAGE, OFFICE),
        "xl/workbook.xml": '<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets>%s</workbook>'
        % (MAIN, OFFICE, sheets, beside),
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="%s">%s<Relationship Id="s" '
        'Type="%s/sharedStrings" Target="texts.xml"/><Relationship Id="f" Type="%s/styles" '
        'Target="styles.xml"/></Relationships>' % (PACKAGE, links, OFFICE, OFFICE),
        "xl/texts.xml": '<sst xmlns="%s"><si><r><t>办公</t></r><r><t>用品</t></r></si>'
        "<si><t>general-budget</t></si></sst>" % MAIN,
        "xl/styles.xml": '<styleSheet xmlns="%s"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>" % MAIN,
    }
    for index in range(len(tabs)):
        made["xl/worksheets/sheet%d.xml" % (index + 1)] = (
            '%s<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>'
            % (prolog, MAIN, rows, after))
    return made


def good():
    def line(n, kind, economic, amount, memo, date, more=""):
        return row(n, [
            date, inline("B%d" % n, kind), '<c r="C%d" t="s"><v>1</v></c>' % n,
            '<c r="D%d"><v>2010301</v></c>' % n, economic, inline("F%d" % n, "basic"),
            amount, memo], more)
    return parts(
        row(1, [inline("A1", "2018 年入账表")]) + header(3)
        + line(4, "appropriation", "", '<c r="G4"><v>20000</v></c>', inline("H4", "年初预算"),
               '<c r="A4" s="1"><v>43105</v></c>')
        + row(5, [inline("A5", "#示例"), inline("B5", "income")])
        + line(6, "income", "", '<c r="G6" t="str"><f>TEXT(G4,"0")</f><v>20,000.00</v></c>',
               inline("H6", "一月拨款"), '<c r="A6" s="1"><v>43106</v></c>', ' hidden="1"')
        + line(7, "expenditure", '<c r="E7"><v>30201</v></c>',
               '<c r="G7"><f>12000+300</f><v>12300.000000000002</v></c>',
               '<c r="H7" t="s"><v>0</v></c>', '<c r="A7" s="1"><v>43108</v></c>'),
        '<mergeCells count="1"><mergeCell ref="A1:H1"/></mergeCells>')


def bad():
    return parts(
        header() + row(2, [
            '<c r="A2" s="1"><v>60</v></c>', inline("B2", "income"),
            '<c r="C2" t="e"><v>#REF!</v></c>', '<c r="D2"><v>2010301</v></c>',
            inline("F2", "basic"), "<c r=\"G2\"><f>1+1</f></c>", '<c r="H2"><v>1E20</v></c>',
            inline("J2", "备注")])
        + row(3, [inline("A3", "2018-01-05"), inline("B3", "gift"),
                  inline("C3", "general-budget"), inline("D3", "2010301"), inline("F3", "basic"),
                  '<c r="G3"><v>0.005</v></c>'])
        + row(4, [inline("A4", "2018-01-05"), inline("B4", "income"),
                  inline("C4", "general-budget"), inline("D4", "2010301"), inline("F4", "basic"),
                  '<c r="G4"><v>5</v></c>']),
        '<mergeCells count="1"><mergeCell ref="G3:G4"/></mergeCells>')


def hostile(name):
    plain = header() + row(2, [inline("A2", "x")])
    if name == "doctype":
        return parts(plain, prolog='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    if name == "laughs":
        lots = "".join('<!ENTITY a%d "%s">' % (i + 1, "&a%d;" % i * 10) for i in range(9))
        return parts(plain, prolog='<!DOCTYPE x [<!ENTITY a0 "ha">%s]>' % lots)
    if name == "bomb":
        return parts(plain, after="<x/>" * 8_000_000)
    if name == "rows":
        stray = "".join(row(n, [inline("J%d" % n, "x")]) for n in range(2, 1_000_002))
        return parts(header() + stray)
    if name == "sheets":
        return parts(plain, tabs=tuple("s%d" % i for i in range(10_001)))
    made = parts(plain)
    if name == "traversal":
        made["../../etc/cron.d/x"] = "x"
    return made


recipe, path = sys.argv[1:3]
if recipe == "encrypted":
    name = "EncryptedPackage".encode("utf-16-le")
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(512)
    open(path, "wb").write(content)
elif recipe == "old":
    open(path, "wb").write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016))
else:
    made = {"good": good, "bad": bad}.get(recipe, lambda: hostile(recipe))()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for part, text in made.items():
            container.writestr(part, text)
    if recipe == "truncated":
        content = open(path, "rb").read()
        open(path, "wb").write(content[: len(content) * 2 // 3])

# Copies a workbook with every value that is kept beside a formula made wrong, so that only a
# program that computes the formulas gets them right: python3 spoil_formulas.py FROM.xlsx TO.xlsx
import re, sys, zipfile

with zipfile.ZipFile(sys.argv[1]) as book, zipfile.ZipFile(sys.argv[2], "w") as spoilt:
    for entry in book.infolist():
        content = book.read(entry)
        if entry.filename.startswith("xl/worksheets/"):
            content = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>987654321</v>", content)
        spoilt.writestr(entry, content)

# Compares a workbook with what an office program made of it, having computed all formulas again:
# another workbook, and a CSV file of every sheet.
# python3 compare_office.py BOOK.xlsx RESAVED.xlsx CSV-PREFIX
import csv, sys
from decimal import Decimal
import openpyxl

book_path, resaved_path, prefix = sys.argv[1:]
book = openpyxl.load_workbook(book_path, data_only=True)
resaved = openpyxl.load_workbook(resaved_path, data_only=True)
assert resaved.sheetnames == book.sheetnames, resaved.sheetnames
amounts = texts = 0
for sheet in book:
    again = resaved[sheet.title]
    with open("%s-%s.csv" % (prefix, sheet.title), encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    for row in sheet.iter_rows():
        for cell in row:
            place = "%s!%s" % (sheet.title, cell.coordinate)
            line = rows[cell.row - 1] if cell.row <= len(rows) else []
            written = line[cell.column - 1] if cell.column <= len(line) else ""
            if isinstance(cell.value, (int, float)):
                # Equal to the last bit: a formula that is recomputed never changes a cell.
                assert again[cell.coordinate].value == cell.value, place
                assert Decimal(written) == Decimal(format(cell.value, ".2f")), (place, written)
                amounts += 1
            else:
                assert again[cell.coordinate].value == cell.value, place
                assert written == (cell.value or ""), (place, written)
                texts += cell.value is not None
for name in book.defined_names:
    assert name in resaved.defined_names, name
    assert list(resaved.defined_names[name].destinations) == list(
        book.defined_names[name].destinations), name
print("%d amounts, %d texts" % (amounts, texts))

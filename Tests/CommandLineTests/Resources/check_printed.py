# Compares the rows of every sheet with tables that were printed before, one below the other in a
# CSV file, each with one line of headers: python3 check_printed.py BOOK.xlsx STATEMENTS.csv
import csv, sys
import openpyxl

book = openpyxl.load_workbook(sys.argv[1], data_only=True)
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    lines = iter(list(csv.reader(file, strict=True)))
counts = []
for sheet in book.worksheets[:-1]:
    next(lines)
    first = int(sheet.print_title_rows.replace("$", "").split(":")[1]) + 1
    # What stands below the table has no frame.
    rows = [r for r in sheet.iter_rows(min_row=first) if r[0].border.left.style]
    amounts = 0
    for row in rows:
        line = next(lines)
        assert len(line) == len(row), (sheet.title, line)
        for cell, printed in zip(row, line):
            place = "%s!%s" % (sheet.title, cell.coordinate)
            if isinstance(cell.value, (int, float)):
                assert format(cell.value, ".2f") == printed, (place, printed)
                amounts += 1
            else:
                assert (cell.value or "") == printed.strip(" "), (place, printed)
    counts.append(amounts)
    if not amounts:
        sentence, = [cell for cell in next(lines) if cell]
        assert sentence in [cell.value for row in sheet.iter_rows() for cell in row], sentence
assert next(lines)[0] == "资金来源"
print(sum(counts), "amounts:", *counts)

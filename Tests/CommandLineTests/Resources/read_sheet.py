# Reads a file of `juesuan export csv` as a spreadsheet would: python3 read_sheet.py FILE
import collections, csv, sys

with open(sys.argv[1], "rb") as file:
    assert file.read(3) == b"\xef\xbb\xbf"
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file, strict=True))
sums = collections.Counter()
for row in rows:
    assert None not in row and None not in row.values(), row
    for name, cell in row.items():
        assert not cell.startswith(tuple("=+@\t\r\n")) and (name == "amount_yuan" or cell[:1] != "-")
    if row["amount_yuan"]:
        sums[row["movement"]] += round(float(row["amount_yuan"]) * 100)
for name in sorted(sums):
    print(name, sums[name])

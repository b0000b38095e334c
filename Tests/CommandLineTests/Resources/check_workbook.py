# Reads a workbook of `juesuan statements` as another program does and compares every named cell
# with the JSON of the same statements: python3 check_workbook.py BOOK.xlsx STATEMENTS.json
import json, re, sys, unicodedata
import openpyxl


def name_of(form, row, column):
    """The name of a cell, made here from the description of the names alone."""
    def part(text):
        letters = {"Lu", "Ll", "Lt", "Lo", "Nd"}
        return "".join(
            c if unicodedata.category(c) in letters else ".%X." % ord(c) for c in text)
    return "F%s_R%s_C%d" % (part(form), part(row), column)


book_path, json_path = sys.argv[1:]
values = openpyxl.load_workbook(book_path, data_only=True)
formulas = openpyxl.load_workbook(book_path)
with open(json_path, encoding="utf-8") as file:
    statements = json.load(file)["statements"]

assert values.sheetnames == [s["form"] for s in statements] + ["依据"], values.sheetnames
seen = set()
formula_count = printed_count = figure_count = 0
for statement in statements:
    form = re.sub(r"\D+", "", statement["form"])
    sheet = values[statement["form"]]
    assert sheet.page_setup.paperSize == 9 and sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows and sheet.print_area and sheet.freeze_panes
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A1"].value == statement["title"] and "A1" in sheet.merged_cells
    tails = {tail["left"] for tail in statement["checks"]["tail_differences"]}
    for cell in statement["cells"]:
        name = name_of(form, cell["row"], cell["column"])
        seen.add(name)
        (title, place), = values.defined_names[name].destinations
        place = place.replace("$", "")
        assert title == statement["form"], name
        found = sheet[place]
        assert found.number_format == "#,##0.00" and found.font.name == "宋体", name
        assert found.border.left.style == "thin" and found.border.bottom.style == "thin", name
        if "empty" in statement:
            assert found.value is None, name
            continue
        assert isinstance(found.value, (int, float)), (name, found.value)
        assert format(found.value, ",.2f") == cell["text"], (name, found.value, cell["text"])
        printed_count += 1
        formula = formulas[title][place].value
        formula_count += isinstance(formula, str) and formula.startswith("=")
        if "[%s]" % cell["address"] in tails:
            # The printed parts do not add up to what is printed: a formula would alter the total.
            assert isinstance(formula, (int, float)), (name, formula)
            figure_count += 1
    for row in sheet.iter_rows():
        for cell in row:
            # A code or a word is a text even where it is all digits.
            if cell.value is not None and cell.number_format != "#,##0.00":
                assert isinstance(cell.value, str), (sheet.title, cell.coordinate)
assert set(values.defined_names) == seen, set(values.defined_names) ^ seen
print("%d names, %d printed amounts, %d formulas, %d totals that are figures" % (
    len(seen), printed_count, formula_count, figure_count))

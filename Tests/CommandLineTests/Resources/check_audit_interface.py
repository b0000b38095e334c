# Adds up a file of `juesuan export gbt24589` again: python3 check_audit_interface.py FILE BALANCE_JSON
import json, sys, xml.etree.ElementTree as tree
from collections import defaultdict
from decimal import Decimal

root = tree.parse(sys.argv[1]).getroot()
balance = json.load(open(sys.argv[2], encoding="utf-8"))
ledger = root.find("总账")
assert [part.tag for part in root] == ["公共档案", "总账"]
assert len(root.findall("公共档案/会计期间")) == 12
debit_side = {a.findtext("科目编号"): a.findtext("余额方向") == "借" for a in ledger.findall("会计科目")}


def fen(element, name):
    value = Decimal(element.findtext(name)) * 100
    assert value == int(value), name
    return int(value)


def key(row):
    return (row.findtext("科目编号"),) + tuple(row.findtext("辅助项%d编号" % n) for n in range(1, 6))


vouchers, posted, spent = defaultdict(int), defaultdict(int), defaultdict(int)
for row in ledger.findall("记账凭证"):
    amount = fen(row, "借方本币金额") - fen(row, "贷方本币金额")
    vouchers[row.findtext("记账凭证编号")] += amount
    posted[key(row), int(row.findtext("会计期间号"))] += amount
    if row.findtext("科目编号").startswith("7"):
        spent[row.findtext("辅助项1编号"), row.findtext("辅助项2编号")] += amount
assert vouchers and not any(vouchers.values()), "a voucher whose sides differ"

last, seen, sides = {}, {}, defaultdict(int)
for row in ledger.findall("科目余额及发生额"):
    sign = 1 if debit_side[row.findtext("科目编号")] else -1
    period, name = int(row.findtext("会计期间号")), key(row)
    opening, closing = sign * fen(row, "期初本币余额"), sign * fen(row, "期末本币余额")
    moved = fen(row, "借方本币金额") - fen(row, "贷方本币金额")
    assert opening + moved == closing, name
    assert posted.pop((name, period), 0) == moved, (name, period)
    if name in last:
        assert (seen[name], last[name]) == (period - 1, opening), name
    sides[name[0]] += opening if name not in last else 0
    last[name], seen[name] = closing, period
assert not posted and sum(last.values()) == 0 and sum(sides.values()) == 0

ours = defaultdict(int)
for line in balance["lines"]:
    ours[line["source"], line["function"]] += line["expenditure_fen"]
assert {k: v for k, v in ours.items() if v} == {k: v for k, v in spent.items() if v}
money = sum(value for name, value in last.items() if name[0] == "8001")
assert money == sum(line["closing_fen"] for line in balance["lines"]), money
print("%d vouchers, %d balances, money %d fen" % (len(vouchers), len(last), money))

"""hledger, ledger and DuckDB on the workload, where they are installed."""
import csv
import importlib.util
import json
import os
import shutil
import subprocess
import time

from sqlite_peer import SUMS, fen

PATTERN = "%s (%s) %s\n    ; key:%s, kind:%s, actor:%s, payee:%s, project:%s\n"


def account(row):
    if row["kind"] in ("expenditure", "refund"):
        return "Expenses:%s:%s:%s:%s" % (
            row["year"], row["function"], row["economic"], row["nature"])
    kind = "Income" if row["kind"] == "income" else "Equity"
    return "%s:%s:%s" % (kind, row["year"], row["function"])


class HledgerPeer:
    """The rows as a journal, two postings each, and the balance of every expenditure account."""

    name = "hledger"
    question = ["balance", "--flat", "-N", "-O", "csv", "Expenses"]

    @classmethod
    def is_installed(cls):
        return shutil.which(cls.name) is not None

    def __init__(self, rows, folder):
        self.journal = os.path.join(folder, "w.journal")
        if os.path.exists(self.journal):
            return
        with open(rows, encoding="utf-8") as file:
            with open(self.journal, "w", encoding="utf-8") as journal:
                for row in csv.DictReader(file):
                    self.write(row, journal)

    def write(self, row, journal):
        names = ("date", "document", "memo", "key", "kind", "actor", "payee", "project")
        sign, opposite = ("-", "") if fen(row) < 0 else ("", "-")
        journal.write(PATTERN % tuple(row[name] for name in names))
        journal.write("    %s  CNY %s%s\n" % (account(row), sign, row["amount"]))
        journal.write("    Assets:%s  CNY %s%s\n\n" % (row["source"], opposite, row["amount"]))

    def measure(self, expected):
        words = [self.name, "-f", self.journal] + self.question
        start = time.perf_counter_ns()
        text = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout
        taken = time.perf_counter_ns() - start
        found = {}
        for line in text.splitlines():
            name, _, amount = line.replace('"', "").partition(",")
            if not name.startswith("Expenses:"):
                continue
            yuan = "".join(c for c in amount if c in "0123456789.")
            whole, _, cents = yuan.partition(".")
            sign = -1 if "-" in amount else 1
            year = name.split(":")[1]
            value = sign * (int(whole) * 100 + int((cents + "00")[:2]))
            found[year] = found.get(year, 0) + value
        if found != expected["expenditure_in_fen"]:
            raise SystemExit("compare: %s answers otherwise" % self.name)
        return {"balance": taken}


class LedgerPeer(HledgerPeer):
    """The same journal and the same question for ledger."""

    name = "ledger"
    question = [
        "balance", "--flat", "--no-total", "--format", "%(account),%(scrub(display_total))\n",
        "Expenses"]


class DuckDBPeer:
    """The rows as lines of JSON and as a table of its own, the five sums over each, two threads."""

    name = "duckdb"

    @staticmethod
    def is_installed():
        return importlib.util.find_spec("duckdb") is not None

    def __init__(self, rows, folder):
        self.lines = os.path.join(folder, "w.jsonl")
        self.folder = folder
        with open(rows, encoding="utf-8") as file, open(self.lines, "w", encoding="utf-8") as to:
            for index, row in enumerate(csv.DictReader(file)):
                line = {
                    "seq": index + 1, "kind": row["kind"], "unit": row["payee"],
                    "fy": int(row["year"]), "eff": row["date"], "actor": row["actor"],
                    "func": int(row["function"]), "econ": int(row["economic"] or 0),
                    "nature": row["nature"], "project": row["project"], "fund": row["source"],
                    "amount": fen(row), "memo": row["memo"], "doc": row["document"],
                }
                to.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")

    def measure(self, expected):
        import duckdb

        path = os.path.join(self.folder, "duck.db")
        if os.path.exists(path):
            os.remove(path)
        connection = duckdb.connect(path)
        connection.execute("SET threads=2")
        types = (
            "{seq:'BIGINT',kind:'VARCHAR',unit:'VARCHAR',fy:'INTEGER',eff:'VARCHAR',"
            "actor:'VARCHAR',func:'INTEGER',econ:'INTEGER',nature:'VARCHAR',project:'VARCHAR',"
            "fund:'VARCHAR',amount:'BIGINT',memo:'VARCHAR',doc:'VARCHAR'}")
        source = "read_json('%s',format='newline_delimited',columns=%s)" % (self.lines, types)
        connection.execute("CREATE TABLE ev AS SELECT * FROM " + source)
        connection.execute("CHECKPOINT")
        times = {}
        for name, table in (("jsonl", source), ("table", "ev")):
            start = time.perf_counter_ns()
            answers = [connection.execute(sum.replace("{t}", table)).fetchall() for sum in SUMS]
            times[name] = time.perf_counter_ns() - start
            if len(answers[0]) != expected["expenditure_sums"]:
                raise SystemExit("compare: DuckDB answers otherwise")
        return times


def installed(without):
    """The peers that are there and not left out, as classes."""
    peers = (HledgerPeer, LedgerPeer, DuckDBPeer)
    return [peer for peer in peers if peer.name not in without and peer.is_installed()]

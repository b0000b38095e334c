#!/usr/bin/env python3
"""Measures juesuan and its peers in turn, checks every answer, and prints one table of ratios."""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

import other_peers
import sqlite_peer

# What of ours is compared: benchmark and figure under the names that juesuan-bench gives them.
FIGURES = {
    "append": ("append", "one event a sync"),
    "bare": ("append", "ours / bare"),
    "group": ("group-commit", "64 producers, one event each"),
    "batch100": ("batches", "100 events a sync"),
    "batch1000": ("batches", "1000 events a sync"),
    "import": ("import", "whole file, decided, durable"),
    "rebuild": ("rebuild", "all balances and tables, root compared"),
    "index": ("rebuild", "the same from the index"),
    "start": ("statement", "table 01, newest, new process"),
    "set": ("statement", "the whole set, as of the middle"),
    "actor": ("history", "actor and month, newest 100"),
    "line": ("history", "a budget line's life"),
    "day": ("history", "one day"),
    "document": ("history", "document number"),
    "asof": ("history", "as-of sum of a line"),
    "ref": ("history", "what took an entry back"),
    "position": ("history", "by position"),
    "verify": ("verify", "juesuan verify, new process"),
    "memory_import": ("memory", "import, peak resident"),
    "memory_rebuild": ("memory", "rebuild and print the set, peak resident"),
    "disk": ("disk", "log and index, an event"),
}
# what · unit · ours · the peer's figure · how many times better it must be, or an absolute bound
ROWS = [
    ("durable append, one event a sync", "rate", "append", "sqlite/append1", 1.4),
    ("– against bare write + fdatasync", "ratio", "bare", None, 0.8),
    ("group commit, 64 producers", "rate", "group", "sqlite/append1", 20),
    ("durable batches of 100", "rate", "batch100", "sqlite/append100", 10),
    ("durable batches of 1,000", "rate", "batch1000", "sqlite/append1000", 12),
    ("CSV import, decided, durable", "time", "import", "sqlite/import", 3),
    ("rebuild from the raw log, verified", "time", "rebuild", "sqlite/rebuild", 12),
    ("– against hledger balance", "time", "rebuild", "hledger/balance", 150),
    ("– against ledger balance", "time", "rebuild", "ledger/balance", 30),
    ("– against DuckDB over JSON Lines", "time", "rebuild", "duckdb/jsonl", 4),
    ("rebuild from the index", "time", "index", "sqlite/rebuild", 50),
    ("– against DuckDB's own table", "time", "index", "duckdb/table", 2),
    ("new process, one table, newest", "time", "start", None, 25_000_000),
    ("new process, all tables, as of the middle", "time", "set", None, 60_000_000),
    ("query: actor and month, newest 100", "time", "actor", "sqlite/actor", 2),
    ("query: a budget line's life", "time", "line", "sqlite/line", 2),
    ("query: one day", "time", "day", "sqlite/day", 2),
    ("query: document number", "time", "document", "sqlite/document", 1),
    ("query: as-of sum", "time", "asof", "sqlite/asof", 10),
    ("query: what took an entry back", "time", "ref", "sqlite/ref", 1),
    ("query: by position", "time", "position", "sqlite/position", 1),
    ("full verification, against a hash-chain walk", "time", "verify", "sqlite/walk", 3),
    ("– against integrity_check", "time", "verify", "sqlite/check", 10),
    ("peak memory, import", "bytes", "memory_import", None, 150_000_000),
    ("peak memory, rebuild", "bytes", "memory_rebuild", None, 150_000_000),
    ("disk an event, log and index", "bytes", "disk", "sqlite/disk", 0.833),
]


def arguments():
    parser = argparse.ArgumentParser(prog="compare.sh", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="events of the workload")
    parser.add_argument("--count", type=int, default=10_000, help="events appended one by one")
    parser.add_argument("--runs", type=int, default=5, help="rounds; each system once a round")
    parser.add_argument("--bin", help="where the built programs are; else .build/release")
    parser.add_argument("--default-bin", help=argparse.SUPPRESS)
    parser.add_argument("--directory", help="on which disk to measure; else TMPDIR or /tmp")
    parser.add_argument(
        "--without", action="append", default=[], metavar="NAME",
        help="leave out hledger (11 GB of memory at a million events), ledger or duckdb")
    parser.add_argument("--json", action="store_true", help="the samples of all rounds as JSON")
    return parser.parse_args()


def say(text):
    print("compare: " + text, file=sys.stderr)


class Comparison:
    """The rounds: every system once a round, so that drift of the machine strikes all of them."""

    def __init__(self, asked, folder):
        self.asked = asked
        self.folder = folder
        self.program = os.path.join(asked.bin or asked.default_bin, "juesuan-bench")
        self.whole, self.short = self.place("w.csv"), self.place("a.csv")
        self.expected = json.loads(
            self.call("generate", str(asked.events), "-o", self.whole))
        self.call("generate", str(asked.count), "-o", self.short)
        self.sqlite = sqlite_peer.peer(folder)
        self.others = [peer(self.whole, folder) for peer in other_peers.installed(asked.without)]
        self.ours, self.theirs = {}, {}

    def place(self, name):
        return os.path.join(self.folder, name)

    def call(self, *words):
        done = subprocess.run([self.program, *words], stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise SystemExit("compare: juesuan-bench ended with %d" % done.returncode)
        return done.stdout

    def note(self, book, name, value):
        if value is not None:
            book.setdefault(name, []).append(value)

    def round(self, number):
        say("round %d: juesuan" % number)
        self.measure_ours()
        say("round %d: SQLite" % number)
        self.measure_sqlite(number)
        for peer in self.others:
            say("round %d: %s" % (number, peer.name))
            for name, value in peer.measure(self.expected).items():
                self.note(self.theirs, peer.name + "/" + name, value)

    def measure_ours(self):
        answer = json.loads(self.call(
            "all", "--events", str(self.asked.events), "--count", str(self.asked.count),
            "--runs", "1", "--json", "--quiet", "--directory", self.folder))
        medians = {(f["benchmark"], f["figure"]): f.get("median") for f in answer["figures"]}
        for name, figure in FIGURES.items():
            self.note(self.ours, name, medians.get(figure))

    def measure_sqlite(self, number):
        for batch in (1, 100, 1000):
            db = self.place("append%d-%d.db" % (number, batch))
            rate = self.sqlite.append(self.short, db, batch)
            self.note(self.theirs, "sqlite/append%d" % batch, rate)
        db = self.place("w%d.db" % number)
        taken, size = self.sqlite.load(self.whole, db)
        sums = self.sqlite.rebuild(db)
        self.expect(sums)
        figures = {"import": taken, "disk": size, "rebuild": sums["time"]}
        figures.update(self.sqlite.query(db))
        figures["check"] = self.sqlite.check(db)
        figures["walk"] = self.sqlite.walk(self.whole, self.place("chain%d.db" % number))
        for name, value in figures.items():
            self.note(self.theirs, "sqlite/" + name, value)
        for name in os.listdir(self.folder):
            if ".db" in name:
                os.remove(self.place(name))

    def expect(self, sums):
        years = self.expected["expenditure_in_fen"].items()
        if sums["keys"] != self.expected["expenditure_sums"] or any(
            sums.get("spent_" + year, 0) != fen for year, fen in years
        ):
            raise SystemExit("compare: SQLite answers otherwise")

    def report(self):
        others = ", ".join(peer.name for peer in self.others) or "none"
        print("W(%d), %d rows with the prologue; %d events appended; %d rounds, medians" % (
            self.asked.events, self.expected["rows"], self.asked.count, self.asked.runs))
        print("peer: %s; other peers installed: %s\n" % (self.sqlite.name, others))
        print("| what | ours | peer | ratio (min…max) | must | reached |")
        print("|---|--:|--:|--:|--:|---|")
        for row in ROWS:
            print("| " + " | ".join(self.cells(*row)) + " |")

    def cells(self, what, unit, name, other, must):
        mine, theirs = self.ours.get(name), self.theirs.get(other)
        middle = statistics.median(mine) if mine else None
        peer = statistics.median(theirs) if theirs else None
        ratio = reached = "-"
        if other is None:
            is_ratio = unit == "ratio"
            bound = "≥ %.1f ×" % must if is_ratio else "≤ " + shown(must, unit)
            if mine:
                reached = "yes" if (middle >= must * 1000 if is_ratio else middle <= must) else "no"
        else:
            bound = "≥ %.3g ×" % must
            if mine and theirs:
                pairs = list(zip(mine, theirs))
                each = [a / b if unit == "rate" else b / a for a, b in pairs]
                ratio = "%.2f (%.2f…%.2f)" % (statistics.median(each), min(each), max(each))
                reached = "yes" if statistics.median(each) >= must else "no"
        return what, shown(middle, unit), shown(peer, unit), ratio, bound, reached


def shown(value, unit):
    """A figure for people."""
    if value is None:
        return "-"
    if unit == "rate":
        return "{:,} /s".format(int(value))
    if unit == "ratio":
        return "%.2f ×" % (value / 1000)
    if unit == "bytes":
        return "%.1f MB" % (value / 1e6) if value > 1e5 else "%d B" % value
    for divisor, name in ((1e9, "s"), (1e6, "ms")):
        if value >= divisor:
            return "%.1f %s" % (value / divisor, name) if name == "ms" else "%.3f s" % (value / 1e9)
    return "%.1f µs" % (value / 1e3)


def main():
    asked = arguments()
    folder = tempfile.mkdtemp(prefix="juesuan-compare.", dir=asked.directory)
    try:
        comparison = Comparison(asked, folder)
        for number in range(1, asked.runs + 1):
            comparison.round(number)
        if asked.json:
            print(json.dumps({"ours": comparison.ours, "peers": comparison.theirs}))
        else:
            comparison.report()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()

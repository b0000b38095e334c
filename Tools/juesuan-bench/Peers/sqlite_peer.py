"""SQLite on the workload: through its C API where it can be built, else through Python's module."""
import csv
import os
import sqlite3
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SPENT = "kind IN('expenditure','refund')"
GRANTED = "kind IN('appropriation','supplement','reduction')"
# The five sums that stand for the statements; DuckDB is asked the same.
SUMS = [
    "SELECT fy,func,econ,nature,sum(amount),count(*) FROM {t} WHERE " + SPENT + " GROUP BY 1,2,3,4",
    "SELECT fy,func,nature,sum(amount),count(*) FROM {t} WHERE " + SPENT + " GROUP BY 1,2,3",
    "SELECT fy,econ,nature,sum(amount),count(*) FROM {t} WHERE " + SPENT + " GROUP BY 1,2,3",
    "SELECT fy,fund,func,nature,project,sum(CASE WHEN " + GRANTED + " THEN amount WHEN " + SPENT
    + " THEN -amount ELSE 0 END),count(*) FROM {t} GROUP BY 1,2,3,4,5",
    "SELECT fy,substr(eff,6,2),unit,sum(amount),count(*) FROM {t} WHERE " + SPENT
    + " GROUP BY 1,2,3",
]
SETTINGS = "WAL, synchronous=FULL, six audit indexes"


def fen(row):
    """The signed amount of a row in fen."""
    sign = -1 if row["kind"] in ("refund", "reduction") else 1
    return sign * int(row["amount"].replace(".", ""))


class CompiledPeer:
    """SQLite's C API, by a program that is compiled on the spot."""

    name = "SQLite, C API, " + SETTINGS

    def __init__(self, folder):
        self.program = os.path.join(folder, "sqlite_peer")
        base = ["cc", "-O2", "-o", self.program, os.path.join(HERE, "sqlite_peer.c")]
        for libraries in (["-DWITH_CHAIN", "-lsqlite3", "-lcrypto"], ["-lsqlite3"]):
            built = subprocess.run(base + libraries, stderr=subprocess.DEVNULL)
            if built.returncode == 0:
                self.has_chain = "-lcrypto" in libraries
                return
        raise OSError("sqlite3.h is missing")

    def ask(self, *words):
        text = subprocess.run(
            [self.program, *map(str, words)], stdout=subprocess.PIPE, text=True, check=True)
        return {name: int(value) for name, value in map(str.split, text.stdout.splitlines())}

    def append(self, rows, db, batch):
        """Events a second."""
        return self.ask("append", rows, db, batch)["rate"]

    def load(self, rows, db):
        """Nanoseconds, and bytes an event."""
        answer = self.ask("import", rows, db)
        return answer["time"], answer["bytes_an_event"]

    def rebuild(self, db):
        """Nanoseconds, and what the sums came to."""
        return self.ask("rebuild", db)

    def query(self, db):
        """The median of each kind of question, in nanoseconds."""
        return self.ask("query", db)

    def check(self, db):
        """Nanoseconds of integrity_check."""
        return self.ask("check", db)["time"]

    def walk(self, rows, db):
        """Nanoseconds of the walk along a hash chain, or None."""
        if not self.has_chain:
            return None
        self.ask("chain", rows, db)
        return self.ask("walk", db)["time"]


class ModulePeer:
    """Python's module: a few microseconds an event slower than the C API; asks no questions."""

    name = "SQLite, Python's module (slower than the C API), " + SETTINGS
    insert = "INSERT INTO ev VALUES(" + ",".join("?" * 16) + ")"
    table = (
        "CREATE TABLE ev(seq INTEGER PRIMARY KEY, kind TEXT, unit TEXT, fy INTEGER, eff TEXT,"
        " rec TEXT, actor TEXT, func INTEGER, econ INTEGER, nature TEXT, project TEXT, fund TEXT,"
        " amount INTEGER, memo TEXT, doc TEXT, ref INTEGER)")
    indexes = (
        "CREATE INDEX ev_actor ON ev(actor, rec);"
        "CREATE INDEX ev_eff ON ev(eff);"
        "CREATE INDEX ev_line ON ev(fy, fund, func, nature, project);"
        "CREATE INDEX ev_doc ON ev(doc);"
        "CREATE INDEX ev_asof ON ev(fund, fy, func, rec, amount, kind);"
        "CREATE INDEX ev_ref ON ev(ref) WHERE ref IS NOT NULL;")

    def rows(self, path):
        with open(path, encoding="utf-8") as file:
            every = list(csv.DictReader(file))
        prologue = sum(row["key"].startswith("P") for row in every)
        made = []
        for index, row in enumerate(every):
            ms = 1609459200000 + 1826 * 86400000 * index // len(every)
            second = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ms // 1000))
            digits = "".join(c for c in row["memo"][4:14] if c in "0123456789")
            is_about = row["memo"][2:4] == "序号"
            made.append((
                index + 1, row["kind"], row["payee"] or None, int(row["year"]), row["date"],
                "%s.%03d+08:00" % (second, ms % 1000), row["actor"], int(row["function"]),
                int(row["economic"] or 0) or None, row["nature"], row["project"] or None,
                row["source"], fen(row), row["memo"], row["document"],
                int(digits) + prologue if is_about else None))
        return made, prologue

    def make(self, db):
        connection = sqlite3.connect(db, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(self.table)
        return connection

    def put(self, connection, rows):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(self.insert, rows)
        connection.execute("COMMIT")

    def append(self, path, db, batch):
        rows, prologue = self.rows(path)
        connection = self.make(db)
        connection.executescript(self.indexes)
        self.put(connection, rows[:prologue])
        start = time.perf_counter_ns()
        for first in range(prologue, len(rows), batch):
            self.put(connection, rows[first:first + batch])
        return (len(rows) - prologue) * 10**9 // (time.perf_counter_ns() - start)

    def load(self, path, db):
        start = time.perf_counter_ns()
        rows, _ = self.rows(path)
        connection = self.make(db)
        self.put(connection, rows)
        connection.executescript(self.indexes)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        taken = time.perf_counter_ns() - start
        connection.close()
        return taken, os.path.getsize(db) // len(rows)

    def rebuild(self, db):
        connection = sqlite3.connect(db)
        start = time.perf_counter_ns()
        answers = [connection.execute(sum.format(t="ev")).fetchall() for sum in SUMS]
        answer = {"time": time.perf_counter_ns() - start, "keys": len(answers[0])}
        for row in answers[0]:
            name = "spent_%d" % row[0]
            answer[name] = answer.get(name, 0) + row[-2]
        return answer

    def query(self, db):
        return {}

    def check(self, db):
        connection = sqlite3.connect(db)
        start = time.perf_counter_ns()
        connection.execute("PRAGMA integrity_check").fetchall()
        return time.perf_counter_ns() - start

    def walk(self, rows, db):
        return None


def peer(folder):
    """The better of the two that this machine has."""
    try:
        return CompiledPeer(folder)
    except OSError:
        return ModulePeer()

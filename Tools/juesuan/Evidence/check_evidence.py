# Checks a folder made by `juesuan export evidence`, by Python 3 and nothing else.
#   python3 check_evidence.py [CHECKPOINT…]      in any directory; CHECKPOINT: copies kept elsewhere
# Proofs are checked as RFC 9162 section 2.1.3.2 says, records as Storage/FORMAT.md of the program.
import base64, hashlib, json, os, sys


def fail(text):
    sys.exit("NOT PROVED: " + text)


def read(*names):
    with open(os.path.join(folder, *names), "rb") as file:
        return file.read()


def raw(text):
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        fail("base64 that is not canonical: " + text)
    return found


def checkpoint(text):
    origin, size, root = text.decode().split("\n")[:3]
    if str(int(size)) != size or len(raw(root)) != 32:
        fail("a checkpoint that is none")
    return origin, int(size), raw(root)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def climb(place, last, path):
    """The walk that sections 2.1.3.2 and 2.1.4.2 share: each sibling, and whether it is left."""
    for sibling in path:
        if last == 0:
            fail("a path that is too long")
        is_left = bool(place & 1) or place == last
        yield sibling, is_left
        while is_left and place and not place & 1:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    if last:
        fail("a path that is too short")


def root_above(line, position, size, path):
    found = hashlib.sha256(b"\x00" + line).digest()
    for sibling, is_left in climb(position, size - 1, path):
        found = node(sibling, found) if is_left else node(found, sibling)
    return found


def grew_from(older):
    """Whether growth.proof shows that the log of the checkpoint begins with that of `older`."""
    head, tail = read("growth.proof").decode().split("\n\n", 1)
    first, *path = head.split("\n")
    size = older[1]
    if first != "old %d" % size or checkpoint(tail.encode()) != end or not 0 < size < end[1]:
        return False
    path = [raw(hash) for hash in path]
    if size & (size - 1) == 0:
        path.insert(0, older[2])
    shift = (size & -size).bit_length() - 1
    start = path.pop(0)
    was = now = start
    for sibling, is_left in climb((size - 1) >> shift, (end[1] - 1) >> shift, path):
        if is_left:
            was, now = node(sibling, was), node(sibling, now)
        else:
            now = node(now, sibling)
    return older[0] == end[0] and was == older[2] and now == end[2]


def proved_line(position):
    text = read("proofs", "%d.proof" % position).decode()
    head, tail = text.split("\n\n", 1)
    version, extra, index, *path = head.split("\n")
    if version != "c2sp.org/tlog-proof@v1" or index != "index %d" % position:
        fail("#%d: not a proof of that record" % position)
    if not extra.startswith("extra ") or checkpoint(tail.encode()) != end:
        fail("#%d: a proof for another checkpoint" % position)
    line = raw(extra[6:])
    if not 0 <= position < end[1] or root_above(line, position, end[1], map(raw, path)) != end[2]:
        fail("#%d: the path does not lead to the root" % position)
    if line[-18:] != b',"crc":"%08x"}' % crc32c(line[:-18]):
        fail("#%d: the checksum of the line" % position)
    return line


def amounts(data):
    yield from (data[key] for key in ("amount", "recognised_income") if key in data)
    for movement in data.get("movements", []):
        yield movement["amount"]


folder = os.path.dirname(os.path.abspath(__file__))
end = checkpoint(read("checkpoint"))
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        kept = checkpoint(file.read())
    if kept != end and not ("growth.proof" in os.listdir(folder) and grew_from(kept)):
        fail("the checkpoint is neither that of %s nor proved to continue it" % name)
    print("proved: the log continues that of %d records in %s" % (kept[1], name))

lines = read("events.jsonl").split(b"\n")
if lines.pop() != b"":
    fail("events.jsonl is cut short")
records = {}
for line in lines:
    record = json.loads(line)
    if proved_line(record["position"]) != line:
        fail("#%d: another line than the one that is proved" % record["position"])
    records[record["position"]] = record
proofs = os.path.join(folder, "proofs")
names = set(os.listdir(proofs)) if os.path.isdir(proofs) else set()
if names != {"%d.proof" % position for position in records}:
    fail("proofs and events.jsonl do not hold the same records")

cell = json.loads(read("cell.json"))
total = 0
for event in cell["events"]:
    record = records.get(event["position"])
    if record is None:
        fail("#%d counts in the cell and is not here" % event["position"])
    if not any(a and event["amount_fen"] % a == 0 for a in amounts(record["data"])):
        fail("#%d does not move %d fen" % (event["position"], event["amount_fen"]))
    total += event["amount_fen"]
if total != cell["fen"]:
    fail("the events add up to %d fen, the cell says %d" % (total, cell["fen"]))

documents = set()
for record in records.values():
    if record["type"].startswith("document-attached."):
        digest = record["data"]["digest"]
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            fail("#%d: a digest that is none" % record["position"])
        found = read("documents", digest[:2], digest)
        if hashlib.sha256(found).hexdigest() != digest or len(found) != record["data"]["size"]:
            fail("document %s is not the one that was attached" % digest)
        documents.add(digest)

print("proved: %d records are in the log %s of %d records, byte for byte" % (
    len(records), end[0], end[1]))
print("proved: %s %s = %d fen is the sum of the %d movements listed" % (
    cell["form"], cell["address"], cell["fen"], len(cell["events"])))
print("proved: %d attached documents are those that the records name" % len(documents))
if len(sys.argv) == 1:
    print("NOT proved: that the checkpoint is genuine; compare it with one that came another way")
print("NOT proved: that no other record belongs to the cell; that takes the whole log")

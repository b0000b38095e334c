# Reads a log in C2SP tlog-tiles back: entries, every hash of every tile, and the root of both.
import base64, hashlib, os, sys

folder = sys.argv[1]
origin, size, root, _ = open(f"{folder}/checkpoint", encoding="utf-8").read().split("\n")
size, root, used = int(size), base64.b64decode(root), {"checkpoint"}

def node(left, right): return hashlib.sha256(b"\x01" + left + right).digest()
def tree(hashes):
    if len(hashes) < 2: return hashes[0] if hashes else hashlib.sha256(b"").digest()
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node(tree(hashes[:split]), tree(hashes[split:]))
def path(kind, index, width):
    digits = f"{index:03d}" if index < 1000 else f"x{index // 1000:03d}/{index % 1000:03d}"
    used.add(f"tile/{kind}/{digits}" + ("" if width == 256 else f".p/{width}"))
    return f"{folder}/tile/{kind}/{digits}" + ("" if width == 256 else f".p/{width}")
def files(kind, count):
    for index in range((count + 255) // 256):
        width = min(256, count - 256 * index)
        yield width, open(path(kind, index, width), "rb").read()

entries = []
for width, data in files("entries", size):
    for _ in range(width):
        length = int.from_bytes(data[:2], "big")
        entries.append(data[2:2 + length])
        assert len(entries[-1]) == length
        data = data[2 + length:]
    assert data == b""
level, hashes = 0, [hashlib.sha256(b"\x00" + entry).digest() for entry in entries]
assert tree(hashes) == root, "the entries do not have the root of the checkpoint"
while hashes:
    stored = b"".join(data for _, data in files(level, len(hashes)))
    assert stored == b"".join(hashes), f"the tiles of level {level} are not those of the entries"
    full = len(hashes) // 256
    level, hashes = level + 1, [tree(hashes[256 * i:256 * i + 256]) for i in range(full)]
found = {os.path.relpath(f"{top}/{name}", folder) for top, _, names in os.walk(folder) for name in names}
assert found == used, f"other files than those of the layout: {sorted(found ^ used)}"
print(size, root.hex(), len(used))

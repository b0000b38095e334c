# Checks a proof made by `juesuan prove` from RFC 9162 section 2.1 alone, with the checkpoints kept.
import base64, hashlib, sys  # python3 verify_proof.py PROOF CHECKPOINT…   any failure: not proved
def node(left, right): return hashlib.sha256(b"\x01" + left + right).digest()
def raw(text):
    assert base64.b64encode(base64.b64decode(text, validate=True)).decode() == text
    return base64.b64decode(text)
def checkpoint(text):
    origin, size, root, end = text.split("\n")
    assert origin and str(int(size)) == size and len(raw(root)) == 32 and end == ""
    return origin, int(size), raw(root)
def climb(place, last, path, hashes, step):  # the walk that sections 2.1.3.2 and 2.1.4.2 share
    for sibling in path:
        assert last > 0
        is_left = place & 1 == 1 or place == last
        hashes = step(sibling, is_left, *hashes)
        while is_left and place & 1 == 0 and place > 0: place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    return hashes if last == 0 else None
def record(p, is_left, r): return (node(p, r) if is_left else node(r, p),)
def growth(p, is_left, fr, sr): return (node(p, fr), node(p, sr)) if is_left else (fr, node(sr, p))
def verify(text, kept):
    head, tail = text.split("\n\n", 1)
    lines, (origin, size, root) = head.split("\n"), checkpoint(tail)
    skipped = 1 if lines[0].startswith("old ") else 3
    path, number = [raw(line) for line in lines[skipped:]], int(lines[skipped - 1].split(" ")[1])
    assert all(len(hash) == 32 for hash in path) and (origin, size, root) in kept
    if skipped == 3:
        assert lines[0] + lines[1][:6] + lines[2] == f"c2sp.org/tlog-proof@v1extra index {number}"
        leaf = hashlib.sha256(b"\x00" + raw(lines[1][6:])).digest()
        assert 0 <= number < size and climb(number, size - 1, path, (leaf,), record) == (root,)
        return f"record {number} of {size}: {raw(lines[1][6:]).decode()}"
    older = [root for *log, root in kept if log == [origin, number]][0]
    assert lines[0] == f"old {number}" and 0 < number < size
    first, *path = path if number & (number - 1) else [older] + path
    shift = (number & -number).bit_length() - 1  # section 2.1.4.2 step 5
    places = (number - 1) >> shift, (size - 1) >> shift
    assert climb(*places, path, (first, first), growth) == (older, root)
    return f"{size} records begin with the earlier {number}"
def read(name): return open(name, encoding="utf-8", newline="").read()
if __name__ == "__main__": print(verify(read(sys.argv[1]), [checkpoint(read(name)) for name in sys.argv[2:]]))

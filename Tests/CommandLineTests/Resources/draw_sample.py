# Draws the sample of `juesuan sample` again, from the log and the checkpoint alone (juesuan-sample/1).
import hashlib, json, sys  # python3 draw_sample.py LOG CHECKPOINT SIZE item|money   prints positions
log, checkpoint, size, way = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
text = open(checkpoint, encoding="utf-8", newline="").read()
seed = hashlib.sha256(b"juesuan-sample/1\n" + text.encode()).digest()
payments = []
for line in open(log, encoding="utf-8"):
    record = json.loads(line)
    if record["position"] >= int(text.split("\n")[1]): break
    if record["type"] == "expenditure-recorded.v1":
        payments.append((record["position"], record["data"]["amount"]))
if way == "item":
    rank = lambda payment: hashlib.sha256(seed + str(payment[0]).encode()).digest()
    print(*sorted(position for position, _ in sorted(payments, key=rank)[:size]))
else:
    step = sum(fen for _, fen in payments) // size
    start = int.from_bytes(hashlib.sha256(seed + b"start").digest()[:8], "big") % step
    marks, reached = [start + step * k for k in range(size)], 0
    for position, fen in payments:
        hits = sum(reached <= mark < reached + fen for mark in marks)
        reached += fen
        if hits: print(f"{position}x{hits}", end=" ")
    print()

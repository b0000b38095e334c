// Proof files: one record in one checkpoint, or one checkpoint continued in another.

import Merkle

/// What a proof file shows, and what it rests on.
struct ProofCheck {
  private(set) var lines: [Phrase] = []
  private(set) var isProved = false
  /// The checkpoint that the proof ends in: to be compared with a ledger, if one is at hand.
  private(set) var checkpoint: Checkpoint?

  /// Checks the proof in `text`; `trusted` is a checkpoint that came another way.
  ///
  /// For a record it is the proof's own checkpoint; for growth, the older of the two.
  init(_ text: String, trusted: Checkpoint?) {
    do throws(ProofTextError) {
      if text.hasPrefix("old ") {
        try checkGrowth(text, from: trusted)
      } else {
        try checkRecord(text, against: trusted)
      }
    } catch {
      isProved = false
      lines.append(Phrase(zh: "证明不成立：\(error)", en: "the proof proves nothing: \(error)"))
    }
  }

  private mutating func checkRecord(
    _ text: String, against trusted: Checkpoint?
  ) throws(ProofTextError) {
    let file = try InclusionProofText(parsing: text)
    checkpoint = file.checkpoint
    if let trusted { try refusing { () throws(ProofError) in try file.verify(against: trusted) } }
    let record = String(decoding: file.line, as: UTF8.self)
    isProved = true
    lines += [
      Phrase(
        zh: "证明成立：第 \(file.proof.index) 条在 \(file.checkpoint.size) 条的日志 "
          + "\(file.checkpoint.origin) 之中",
        en: "proved: record \(file.proof.index) is in the log \(file.checkpoint.origin) of "
          + "\(file.checkpoint.size) records"),
      Phrase(zh: record, en: record),
    ]
    let words = file.line.withUnsafeBytes { try? RecordLine($0) }
    if words?.position != file.proof.index {
      isProved = false
      lines.append(
        Phrase(zh: "但这一行写的序号不是它", en: "but the line does not carry that position"))
    }
    if trusted == nil { lines.append(ProofCheck.unconfirmed) }
  }

  private mutating func checkGrowth(
    _ text: String, from trusted: Checkpoint?
  ) throws(ProofTextError) {
    let file = try ConsistencyProofText(parsing: text)
    checkpoint = file.checkpoint
    guard let trusted else {
      lines.append(
        Phrase(
          zh: "须用 --checkpoint 给出较早的检查点（\(file.proof.oldSize) 条）",
          en: "the older checkpoint, of \(file.proof.oldSize) records, is needed: --checkpoint"))
      return
    }
    try refusing { () throws(ProofError) in try file.verify(from: trusted) }
    isProved = true
    lines += [
      Phrase(
        zh: "证明成立：\(file.checkpoint.size) 条的日志原样包含先前的 \(trusted.size) 条",
        en: "proved: the log of \(file.checkpoint.size) records begins with the \(trusted.size) "
          + "of the older checkpoint, unchanged"), ProofCheck.unconfirmed,
    ]
  }

  private func refusing(_ check: () throws(ProofError) -> Void) throws(ProofTextError) {
    do throws(ProofError) {
      try check()
    } catch {
      throw .refused(error)
    }
  }

  private static let unconfirmed = Phrase(
    zh: "没有核对：证明里的检查点是否属实（请与另行得到的、或签过名的比较）",
    en:
      "not checked: whether the checkpoint in the proof is genuine (compare it with one that came "
      + "another way, or check its signature)")
}

// What is wrong with a proof or a checkpoint, in words.

public import BudgetDomain
public import Merkle

extension ProofTextError: Worded {
  /// What to say about it.
  public var wording: Wording {
    switch self {
    case .refused(let error): error.wording
    case .malformedCheckpoint(let error):
      Wording(
        name: "proofMalformed",
        what: Phrase(
          zh: "证明里的检查点读不出：\(error.wording.what.chinese)",
          en: "The checkpoint in the proof cannot be read: \(error.wording.what.english)"),
        next: Self.askAgain)
    case .unknownFormat(let line):
      malformed(
        zh: "首行“\(line.prefix(40))”不是证明文件的首行。",
        en: "The first line, “\(line.prefix(40))”, is not that of a proof file.")
    case .malformedLine(let number, let line):
      malformed(
        zh: "第 \(number) 行写法不对：“\(line.prefix(40))”。",
        en: "Line \(number) is not as the format has it: “\(line.prefix(40))”.")
    case .incomplete:
      malformed(zh: "文件不完整，没有写到检查点。", en: "The file ends before its checkpoint.")
    case .tooLong(let count, let limit):
      malformed(
        zh: "文件有 \(count) 字节，证明文件最多 \(limit) 字节。",
        en: "The file has \(count) bytes; a proof has at most \(limit).")
    case .pathTooLong(let limit):
      malformed(
        zh: "哈希多于 \(limit) 个，没有这样的树。",
        en: "There are more than \(limit) hashes; no tree asks for so many.")
    }
  }

  private func malformed(zh: String, en: String) -> Wording {
    Wording(name: "proofMalformed", what: Phrase(zh: zh, en: en), next: Self.askAgain)
  }

  fileprivate static var askAgain: Phrase {
    Phrase(
      zh: "不要采信；请对方重新出具：juesuan prove POSITION -o FILE",
      en: "Do not rely on it; ask for a new one: juesuan prove POSITION -o FILE")
  }
}

extension ProofError: Worded {
  /// What to say about it.
  public var wording: Wording {
    let said = words
    return Wording(name: said.name, what: said.what, next: next)
  }

  private var words: (name: String, what: Phrase) {
    switch self {
    case .indexBeyondTree(let index, let size):
      (
        "proofRefused",
        Phrase(
          zh: "检查点只有 \(size) 条，没有第 \(index) 号。",
          en: "The checkpoint covers \(size) records; there is no #\(index).")
      )
    case .sizesOutOfOrder(let old, let new):
      (
        "proofRefused",
        Phrase(
          zh: "证明从 \(old) 条到 \(new) 条，次序反了。",
          en: "The proof goes from \(old) records to \(new), which is backwards.")
      )
    case .wrongPathLength(let expected, let found):
      (
        "proofRefused",
        Phrase(
          zh: "应有 \(expected) 个哈希，却有 \(found) 个。",
          en: "The proof has \(found) hashes where this tree asks for \(expected).")
      )
    case .rootMismatch(let published, let computed):
      (
        "proofRefused",
        Phrase(
          zh: "算出的根 \(computed.hex.prefix(12))… 与检查点的根 \(published.hex.prefix(12))… 不同。",
          en: "It leads to the root \(computed.hex.prefix(12))…, the checkpoint has "
            + "\(published.hex.prefix(12))….")
      )
    case .oldRootMismatch(let published, let computed):
      (
        "proofRefused",
        Phrase(
          zh: "较早的检查点（根 \(published.hex.prefix(12))…）不是这份日志的开头（算出 "
            + "\(computed.hex.prefix(12))…）：此前的记录被改过，或不是同一份日志。",
          en: "The older checkpoint (root \(published.hex.prefix(12))…) is not the beginning of "
            + "this log (which leads to \(computed.hex.prefix(12))…): a record before it was "
            + "changed, or it is another log.")
      )
    case .foreignOrigin(let expected, let found):
      (
        "proofForAnotherCheckpoint",
        Phrase(
          zh: "给出的检查点属于“\(expected)”，证明属于“\(found)”。",
          en: "The checkpoint given is of “\(expected)”, the proof of “\(found)”.")
      )
    case .foreignSize(let expected, let found):
      (
        "proofForAnotherCheckpoint",
        Phrase(
          zh: "给出的检查点有 \(expected) 条，证明说的是 \(found) 条。",
          en: "The checkpoint given covers \(expected) records, the proof speaks of \(found).")
      )
    }
  }

  private var next: Phrase {
    switch self {
    case .foreignOrigin, .foreignSize:
      Phrase(
        zh: "用证明所指的检查点核对，或请对方为您手中的检查点出具：juesuan prove POSITION --to CHECKPOINT",
        en: "Check it with the checkpoint it is about, or ask for one about yours: juesuan prove "
          + "POSITION --to CHECKPOINT")
    default: ProofTextError.askAgain
    }
  }
}

extension CheckpointError: Worded {
  /// What to say about it.
  public var wording: Wording {
    Wording(
      name: "checkpointMalformed", what: what,
      next: Phrase(
        zh: "检查点是三行文字：账本名、条数、根；请用 juesuan checkpoint 印出的原样文件。",
        en: "A checkpoint is three lines: origin, size, root; use the file as juesuan checkpoint "
          + "wrote it."))
  }

  private var what: Phrase {
    switch self {
    case .tooLong(let count, let limit):
      Phrase(
        zh: "文件有 \(count) 字节，检查点最多 \(limit) 字节。",
        en: "The file has \(count) bytes; a checkpoint has at most \(limit).")
    case .missingFinalNewline:
      Phrase(zh: "末尾没有换行。", en: "There is no line break at its end.")
    case .missingLines(let found):
      Phrase(zh: "只有 \(found) 行。", en: "It has only \(found) lines.")
    case .emptyOrigin: Phrase(zh: "第一行（账本名）是空的。", en: "Its first line, the origin, is empty.")
    case .controlCharacterInOrigin:
      Phrase(zh: "账本名里有控制字符。", en: "Its origin holds a control character.")
    case .malformedSize(let text):
      Phrase(
        zh: "第二行“\(text.prefix(40))”不是条数。",
        en: "Its second line, “\(text.prefix(40))”, is not a number of records.")
    case .malformedRoot(let text):
      Phrase(
        zh: "第三行“\(text.prefix(60))”不是根。", en: "Its third line, “\(text.prefix(60))”, is no root.")
    }
  }
}

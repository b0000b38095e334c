// The façade's own errors in words, and whether they are a rule's no or a broken input.

public import BudgetDomain
import EventCoding
public import EventStorage
import Statements

extension LedgerError: StorageErrorCarrying {
  /// A failure of the log as an error of the façade.
  public init(storage: StorageError) {
    self = .storage(storage)
  }
}

extension LedgerError: Worded {
  /// What to say about it; where there are several rejections or problems, about the first.
  public var wording: Wording {
    switch self {
    case .rejected(let rejected):
      guard let first = rejected.first else { preconditionFailure("a refusal has a rejection") }
      return first.wording
    case .badInput(_, let problems):
      guard let first = problems.first else { preconditionFailure("bad input has a problem") }
      return first.wording
    case .storage(let error): return error.wording
    case .unreadableRecord(let place, let problem):
      return Wording(
        name: problem.wording.name,
        what: Phrase(
          zh: "\(place.file) 第 \(place.offset) 字节、记录 #\(place.position)："
            + problem.wording.what.chinese,
          en: "\(place.file), byte \(place.offset), record #\(place.position): "
            + problem.wording.what.english),
        next: problem.wording.next)
    case .impossibleRecord(let place, let event): return event.wording(at: place)
    case .positionMoved(let expected, let actual, let newer):
      return Self.positionMoved(expected, actual, newer)
    case .unknownPosition(let position, let size):
      return Wording(
        name: "noSuchPosition",
        what: Phrase(
          zh: "没有 #\(position)：账本共有 \(size) 条记录（从 #0 起）。",
          en: "There is no #\(position): the ledger has \(size) records, counted from #0."),
        next: Phrase(zh: "用 juesuan history 查找。", en: "Look it up with juesuan history."))
    case .unknownMoment(let text):
      return Wording(
        name: "unknownMoment",
        what: Phrase(zh: "“\(text)”不是一个时点。", en: "“\(text)” names no moment."),
        next: Phrase(
          zh: "写记录号（如 120，含该条）、日期（2026-03-31，北京时间当日终了）、"
            + "时间（2026-03-31T10:00:00+08:00）或公开名称。",
          en: "Write a position (120, that event included), a date (2026-03-31, its end in Beijing "
            + "time), a time (2026-03-31T10:00:00+08:00) or the name of a publication."))
    case .noForm(let problem): return problem.wording
    case .invalidForms(let invalid): return invalid.wording
    case .logTextIncomplete(let records, let bytes, _):
      return Wording(
        name: "logTextIncomplete",
        what: Phrase(
          zh: "日志不完整：完整的批次共 \(records) 条，其后还有 \(bytes) 字节不成一批。",
          en: "The log is not whole: \(records) records in whole batches, then \(bytes) bytes that "
            + "are none."),
        next: Phrase(
          zh: "重新导出整份（juesuan export jsonl），不要截断；什么都没有写。",
          en: "Export all of it again (juesuan export jsonl), uncut; nothing was written."))
    case .notAnAdjustment:
      return Wording(
        name: "notAnAdjustment",
        what: Phrase(
          zh: "只有追加、追减、调剂才有报批程序。",
          en: "Only supplements, reductions and virements wait for a procedure."),
        next: Phrase(zh: "去掉 --pending。", en: "Leave out --pending."))
    case .documentDamaged(let position, let digest, let found):
      return Self.documentDamaged(position, digest, found)
    case .diverged(let divergence, let path): return divergence.wording(path)
    case .badCheckpoint(let error, _): return error.wording
    case .checkpointTextDiffers:
      return Wording(
        name: "checkpointTextDiffers",
        what: Phrase(
          zh: "条数和根都对，但文字与已公布的检查点不是逐字节相同，签名对不上。",
          en: "Size and root are right, but the text is not byte for byte the published one, so no "
            + "signature fits both."),
        next: Phrase(
          zh: "对 checkpoints 目录里的原文件签名，或对 juesuan checkpoint --publish -o FILE 的文件签名。",
          en: "Sign the file that juesuan checkpoint --publish -o FILE writes, unchanged."))
    case .sampleImpossible(let problem): return problem.wording
    case .notOpened: return Rejection.ledgerNotOpened.wording
    }
  }

  private static func documentDamaged(
    _ position: UInt64, _ digest: String, _ found: String?
  ) -> Wording {
    Wording(
      name: found == nil ? "documentMissing" : "documentDamaged",
      what: found.map {
        Phrase(
          zh: "#\(position) 的附件内容已变：登记的 SHA-256 是 \(digest)，现为 \($0)。",
          en: "The document of #\(position) changed: SHA-256 was \(digest), is \($0).")
      }
        ?? Phrase(
          zh: "#\(position) 的附件不在 documents 目录里（SHA-256 \(digest)）。",
          en: "The document of #\(position) is not in documents (SHA-256 \(digest))."),
      next: Phrase(
        zh: "从备份恢复 documents 目录，或用原件重新 juesuan attach（同样内容会自动补上）。",
        en:
          "Restore documents from a back-up, or attach the original again: the same bytes mend it."
      ))
  }

  private static func positionMoved(
    _ expected: UInt64, _ actual: UInt64, _ newer: [RecordedEvent]
  ) -> Wording {
    let listed = newer.prefix(5).map { recorded in
      let envelope = recorded.envelope
      return (
        zh: "#\(envelope.position) \(recorded.event.type.officialTerm)（\(envelope.actor)）",
        en: "#\(envelope.position) \(recorded.event.type.word) by \(envelope.actor)"
      )
    }
    return Wording(
      name: "positionMoved",
      what: Phrase(
        zh: "预期账本有 \(expected) 条记录，实际有 \(actual) 条；其间写入："
          + listed.map(\.zh).joined(separator: "、"),
        en: "The ledger was expected at \(expected) and is at \(actual); written in between: "
          + listed.map(\.en).joined(separator: ", ")),
      next: Phrase(
        zh: "看过这些记录后，用新的位置重试。", en: "Look at them and try again with the new position."))
  }
}

extension CopyDivergence {
  func wording(_ path: String) -> Wording {
    func side(_ event: RecordedEvent?) -> (zh: String, en: String) {
      guard let event else { return ("读不出的内容", "something unreadable") }
      let envelope = event.envelope
      let time = envelope.recordedAt.beijingText
      let amount = event.event.entry.map { " \($0.amount.yuanText)" } ?? ""
      return (
        "\(event.event.type.officialTerm)\(amount)（\(envelope.actor)，\(time)）",
        "\(event.event.type.word)\(amount) by \(envelope.actor), \(time)"
      )
    }
    let sides = (ours: side(ours), theirs: side(theirs))
    return Wording(
      name: "copiesDiverged",
      what: Phrase(
        zh: "两份账本从 #\(position) 起不同（此前 \(position) 条完全相同）：这里是\(sides.ours.zh)，"
          + "\(path) 是\(sides.theirs.zh)。",
        en: "The copies differ from #\(position) on (the \(position) records before are the same): "
          + "here \(sides.ours.en); in \(path) \(sides.theirs.en)."),
      next: Phrase(
        zh: "用先前公布的检查点判断哪一份是真的：juesuan verify --checkpoint FILE；另一份不要再写入。",
        en: "Tell by a checkpoint published before which is genuine: juesuan verify --checkpoint "
          + "FILE; write no more to the other."))
  }
}

extension ImpossibleEvent {
  func wording(at place: RecordPlace) -> Wording {
    let phrase =
      switch self {
      case .openingOutOfPlace:
        Phrase(zh: "建账事件不在第一条", en: "the opening is not the first event")
      case .openingOfAnotherLedger:
        Phrase(
          zh: "建账事件与 ledger.json 写的不是同一个账本",
          en: "the opening names another ledger than ledger.json")
      case .reversalOfNothing:
        Phrase(
          zh: "冲销的不是之前的一笔未冲销的账", en: "it takes back no earlier entry")
      case .decisionOfNothing:
        Phrase(
          zh: "办结或审批的不是一件待办的事项",
          en: "it decides about nothing that waits")
      case .yearOutOfOrder:
        Phrase(
          zh: "与年度的结账状态不符", en: "it does not fit the closing of its year")
      case .beyondCapacity:
        Phrase(zh: "累计金额超出精确范围", en: "its sums leave the exact range")
      }
    return Wording(
      name: "impossibleRecord",
      what: Phrase(
        zh: "\(place.file) 第 \(place.offset) 字节、记录 #\(place.position)：\(phrase.chinese)。",
        en: "\(place.file), byte \(place.offset), record #\(place.position): \(phrase.english)."),
      next: Phrase(
        zh: "这份日志不是由本程序的规则写出的；请用备份比对。",
        en: "This log was not written by the rules of this program; compare it with a back-up."))
  }
}

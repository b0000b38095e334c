// The engine's errors in words for people, in Chinese and English.

public import BudgetDomain
public import EventStorage

extension StorageError: Worded {
  /// What to say about it. Adding a code does not compile until its words are here.
  public var wording: Wording {
    switch code {
    case .damagedRecord(let damage): damageWording(damage)
    case .systemCallFailed, .diskFull, .busy, .poisoned, .timeOutOfRange: machineWording
    case .directoryNotEmpty, .notALedger, .malformedDescription, .unsupportedFormat,
      .descriptionChanged:
      directoryWording
    case .misnamedSegment, .segmentMissing, .segmentTooShort, .logShrank, .unlockedWriter:
      logWording
    case .logRewritten, .malformedCheckpoint, .misnamedCheckpoint, .foreignCheckpoint,
      .checkpointBeyondLog, .checkpointContradicted, .noSuchCheckpoint:
      checkpointWording
    case .noSuchPosition, .recordEmpty, .recordTooLong, .recordHasControlByte: recordWording
    }
  }

  private var machineWording: Wording {
    switch code {
    case .systemCallFailed:
      let call = systemCall ?? "?"
      let number = errno ?? 0
      return Wording(
        name: "systemCallFailed",
        what: Phrase(
          zh: "系统调用 \(call) 失败（errno \(number)）：\(path)。",
          en: "The system call \(call) failed (errno \(number)) on \(path)."),
        next: Phrase(
          zh: "检查路径、权限和磁盘；已确认的记录不受影响，修复后重试。",
          en: "Check the path, the permissions and the disk; what was acknowledged is safe."))
    case .diskFull:
      return Wording(
        name: "diskFull",
        what: Phrase(zh: "磁盘已满或配额用尽：\(path)。", en: "The disk or quota is full: \(path)."),
        next: Phrase(
          zh: "腾出空间后重试；已确认的记录一条不少，本次没有写入。",
          en: "Make room and try again; nothing acknowledged is lost, nothing was half-written."))
    case .busy(let waited):
      return Wording(
        name: "ledgerBusy",
        what: Phrase(
          zh: "等待 \(waited) 后账本仍被另一个程序占用。",
          en: "Another program still holds the ledger after \(waited)."),
        next: Phrase(zh: "稍后重试。", en: "Try again in a moment."))
    case .poisoned:
      return Wording(
        name: "ledgerPoisoned",
        what: Phrase(
          zh: "之前一次写盘失败，本进程不再写入。",
          en: "An earlier write to disk failed; this process writes no more."),
        next: Phrase(
          zh: "检查磁盘后重新运行；不要假定未确认的那一笔已经写入。",
          en: "Check the disk and run again; what was not acknowledged may not be there."))
    case .timeOutOfRange:
      return Wording(
        name: "clockOutOfRange",
        what: Phrase(zh: "系统时钟的时间不可用。", en: "The time of the system clock is out of range."),
        next: Phrase(zh: "校准时钟后重试。", en: "Set the clock and try again."))
    default: preconditionFailure("not about the machine")
    }
  }

  private var checkpointWording: Wording {
    if case .noSuchCheckpoint(let size) = code {
      return Wording(
        name: "checkpointUnknown",
        what: Phrase(
          zh: "没有公布过 \(size) 条的检查点。", en: "No checkpoint of \(size) records was published."),
        next: Phrase(
          zh: "已公布的在账本的 checkpoints 目录里；公布现在的：juesuan checkpoint --publish",
          en: "Those published are in checkpoints of the ledger; to publish that of now: juesuan "
            + "checkpoint --publish"))
    }
    let name =
      switch code {
      case .logRewritten: "logRewritten"
      case .malformedCheckpoint: "checkpointMalformed"
      case .misnamedCheckpoint: "checkpointMisnamed"
      case .foreignCheckpoint: "checkpointForeign"
      case .checkpointBeyondLog: "checkpointBeyondLog"
      case .checkpointContradicted: "checkpointContradicted"
      default: preconditionFailure("not about checkpoints")
      }
    return Wording(
      name: name,
      what: Phrase(zh: "日志与检查点或先前读到的内容不符：\(reason)", en: reason),
      next: Phrase(
        zh: "不要再写入这份账本；用 juesuan verify 和先前的检查点核对，与备份比较。",
        en: "Write no more to this copy; check it with juesuan verify against earlier checkpoints, "
          + "and compare it with a back-up."))
  }

  private var directoryWording: Wording {
    switch code {
    case .directoryNotEmpty:
      return Wording(
        name: "directoryNotEmpty",
        what: Phrase(zh: "目录 \(path) 不是空的。", en: "The directory \(path) is not empty."),
        next: Phrase(zh: "换一个新目录建账。", en: "Begin a ledger in a new directory."))
    case .notALedger:
      return Wording(
        name: "notALedger",
        what: Phrase(zh: "\(path) 不是账本目录。", en: "\(path) is no ledger."),
        next: Phrase(
          zh: "用 --ledger 或环境变量 JUESUAN_LEDGER 指明账本目录；新账本用 juesuan init 建立。",
          en: "Name the ledger with --ledger or JUESUAN_LEDGER; begin one with juesuan init."))
    case .malformedDescription, .descriptionChanged:
      return Wording(
        name: "ledgerDescriptionDamaged",
        what: Phrase(
          zh: "\(path) 里的 ledger.json 与应有的内容不符：\(reason)",
          en: "ledger.json in \(path) is not what it should be: \(reason)"),
        next: Phrase(
          zh: "从备份恢复 ledger.json；日志本身没有改动。",
          en: "Restore ledger.json from a back-up; the log itself was not touched."))
    case .unsupportedFormat(let found):
      return Wording(
        name: "ledgerFormatUnsupported",
        what: Phrase(
          zh: "账本格式版本 \(found) 是本程序不认识的。",
          en: "The ledger has format \(found), which this program does not know."),
        next: Phrase(zh: "用更新的版本打开。", en: "Open it with a newer version."))
    default: preconditionFailure("not about the directory")
    }
  }

  private var logWording: Wording {
    let next = Phrase(
      zh: "停止使用这份账本，用 juesuan verify 查看全部问题，从备份恢复；程序不会自行修补。",
      en: "Stop using this copy, see juesuan verify, restore from a back-up; nothing is repaired "
        + "silently.")
    let name =
      switch code {
      case .misnamedSegment: "segmentMisnamed"
      case .segmentMissing: "segmentMissing"
      case .segmentTooShort: "segmentTooShort"
      case .logShrank: "logShrank"
      default: "unlockedWriter"
      }
    return Wording(
      name: name, what: Phrase(zh: "日志不完整：\(reason)", en: "The log is not whole: \(reason)"),
      next: next)
  }

  private var recordWording: Wording {
    switch code {
    case .noSuchPosition(let requested, let size):
      return Wording(
        name: "noSuchPosition",
        what: Phrase(
          zh: "没有 #\(requested)：账本共有 \(size) 条记录（#0 起）。",
          en: "There is no #\(requested): the ledger has \(size) records, counted from 0."),
        next: Phrase(zh: "用 juesuan history 查找。", en: "Look it up with juesuan history."))
    case .recordTooLong(let index, let length, let limit):
      return Wording(
        name: "recordTooLong",
        what: Phrase(
          zh: "本批第 \(index + 1) 条需要 \(length) 字节，一条记录最多 \(limit) 字节。",
          en: "Record \(index + 1) of the batch needs \(length) bytes; \(limit) is the most."),
        next: Phrase(zh: "缩短摘要等文字。", en: "Shorten its texts."))
    default:
      return Wording(
        name: "recordNotWritable",
        what: Phrase(zh: "这条记录不能写入：\(reason)", en: "The record cannot be written: \(reason)"),
        next: Phrase(zh: "请报告此问题。", en: "Please report this."))
    }
  }

  private func damageWording(_ damage: Damage) -> Wording {
    let place = position.map { "#\($0)" } ?? "?"
    let byte = offset.map(String.init) ?? "?"
    let chinese =
      switch damage {
      case .crcMismatch(let stored, let computed):
        "校验码不符（记录写着 \(Self.hexadecimal(stored))，按内容应为 \(Self.hexadecimal(computed))）：内容被改动或损坏"
      case .positionOutOfOrder(let expected, let found):
        "应为第 \(expected) 条，却写着第 \(found) 条：有记录被删除、插入或调换"
      case .batchOutOfOrder, .batchTimesDiffer: "批次不连续：有记录被删除、插入或调换"
      case .timeWentBackwards: "记录时间早于前一条"
      case .malformedFrame(let part): "“\(part.rawValue)”部分的写法不对"
      case .recordTooLong, .controlByte, .zeroBytes, .newlineLost, .segmentOverfull,
        .paddingBroken:
        "字节不是本程序写出的样子"
      }
    return Wording(
      name: "damagedRecord",
      what: Phrase(
        zh: "\(path) 第 \(byte) 字节、记录 \(place)：\(chinese)。",
        en: "\(path), byte \(byte), record \(place): \(reason)"),
      next: Phrase(
        zh: "停止使用这份账本，从备份恢复该文件，再运行 juesuan verify；程序不会自行修补。",
        en: "Stop using this copy, restore that file from a back-up, run juesuan verify; nothing "
          + "is repaired silently."))
  }

  private static func hexadecimal(_ checksum: UInt32) -> String {
    let digits = String(checksum, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

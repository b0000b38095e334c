// What the program says, in Chinese and in English: findings, and what was and was not checked.

import Merkle

/// One thing said in two languages.
struct Phrase {
  let zh: String
  let en: String

  func text(inChinese: Bool) -> String { inChinese ? zh : en }
}

extension Finding {
  /// Where it is and what it is, in one line.
  var phrase: Phrase {
    let words = subject.phrase
    var (zh, en) = (file, file)
    if let position {
      zh += "，序号 \(position)"
      en += ", position \(position)"
    }
    if let offset {
      zh += "，第 \(offset) 字节"
      en += ", byte \(offset)"
    }
    return Phrase(zh: "\(zh)：\(words.zh)", en: "\(en): \(words.en)")
  }
}

extension Finding.Subject {
  fileprivate var phrase: Phrase {
    switch self {
    case .flaw(let flaw): flaw.phrase
    case .notALedger: Phrase(zh: "没有这个文件，不是账本目录", en: "missing: not a ledger directory")
    case .description: Phrase(zh: "不是格式 1 或 2 的账本说明", en: "not a description of format 1 or 2")
    case .misnamedFile: Phrase(zh: "文件名与内容不符", en: "the name does not fit the contents")
    case .missingSegment: Phrase(zh: "缺少这一段日志", en: "this segment of the log is missing")
    case .shortSegment(let records):
      Phrase(
        zh: "只有 \(records) 条，后面却还有日志段",
        en: "only \(records) records although later segments exist")
    case .unreadable(let errno):
      Phrase(zh: "读不出来（errno \(errno)）", en: "cannot be read (errno \(errno))")
    case .checkpoint(let error):
      Phrase(zh: "不是检查点：\(error)", en: "not a checkpoint: \(error)")
    case .foreignCheckpoint(let origin):
      Phrase(zh: "是另一账本的检查点：\(origin)", en: "a checkpoint of another log: \(origin)")
    case .checkpointBeyondLog(let size):
      Phrase(
        zh: "检查点含 \(size) 条，日志没有这么多：末尾被删去，或这是旧副本",
        en:
          "it covers \(size) records, more than there are: the end was cut, or this is an old copy"
      )
    case .contradiction(let size, let published, let found):
      Phrase(
        zh: "前 \(size) 条的根是 \(found.hex)，公布的是 \(published.hex)：从这个序号起有记录被改过",
        en: "the first \(size) records have the root \(found.hex), published was "
          + "\(published.hex): a record from this position on was changed")
    case .missingDocument(let digest):
      Phrase(zh: "缺少附件 \(digest)", en: "the attached document \(digest) is missing")
    case .changedDocument(let digest):
      Phrase(zh: "附件 \(digest) 被改过", en: "the attached document \(digest) was changed")
    case .documentSize(let digest):
      Phrase(zh: "附件 \(digest) 的大小不符", en: "the attached document \(digest) has another size")
    }
  }
}

extension Flaw {
  fileprivate var phrase: Phrase {
    switch self {
    case .checksum(let stored, let computed):
      Phrase(
        zh: "校验码不符（写的是 \(stored)，算得 \(computed)）",
        en: "wrong checksum (stored \(stored), computed \(computed))")
    case .frame(let part): Phrase(zh: "格式不对：\(part)", en: "malformed at \(part)")
    case .controlByte: Phrase(zh: "有控制字符", en: "a control byte")
    case .tooLong: Phrase(zh: "一行超过 65535 字节", en: "a line of more than 65,535 bytes")
    case .zeroBytes: Phrase(zh: "有来历不明的零字节", en: "zero bytes that nothing explains")
    case .newlineLost: Phrase(zh: "换行符变成了别的字节", en: "the line feed became another byte")
    case .padding:
      Phrase(
        zh: "提交之后应以换行符填满扇区", en: "not the line feeds that fill the sector behind a commit")
    case .position(let expected, let found):
      Phrase(zh: "序号应为 \(expected)，却是 \(found)", en: "position \(found) instead of \(expected)")
    case .batch(let expected, let index, let size):
      Phrase(
        zh: "应为批内第 \(expected) 条，却是 [\(index),\(size)]",
        en: "batch place [\(index),\(size)] instead of \(expected)")
    case .batchTime: Phrase(zh: "同批的时间不一", en: "the times of one batch differ")
    case .time(let before, let found):
      Phrase(zh: "时间倒退：\(before) 之后是 \(found)", en: "\(found) after \(before)")
    case .segmentOverfull: Phrase(zh: "这一段超过 65536 条", en: "more than 65,536 records")
    }
  }
}

extension LedgerAudit {
  /// Everything that there is to say about the ledger, line by line.
  var lines: [Phrase] {
    var lines = findings.map(\.phrase)
    guard isLogWhole, let checkpoint else {
      lines.append(
        Phrase(zh: "日志读到此处为止，其余没有核对", en: "the log was read up to here; nothing else was checked"))
      return lines
    }
    lines.append(
      Phrase(
        zh: "\(log.size) 条，\(log.batchCount) 批，\(log.byteCount) 字节，\(log.segmentCount) 段",
        en: "\(log.size) records, \(log.batchCount) batches, \(log.byteCount) bytes, "
          + "\(log.segmentCount) segments"))
    if let first = log.firstTime, let last = log.lastTime {
      lines.append(Phrase(zh: "记于 \(first) 至 \(last)", en: "recorded from \(first) to \(last)"))
    }
    lines += checked
    lines += notChecked
    lines.append(Phrase(zh: "检查点：", en: "checkpoint:"))
    lines += checkpoint.text.split(separator: "\n").map {
      Phrase(zh: String($0), en: String($0))
    }
    return lines
  }

  private var checked: [Phrase] {
    var lines = [
      Phrase(
        zh: "核对了：每行的格式与校验码、序号、批次、时间次序、默克尔树",
        en: "checked: frame and checksum of every line, positions, batches, times, the tree")
    ]
    if !confirmedSizes.isEmpty {
      let sizes = confirmedSizes.map(String.init).joined(separator: " ")
      lines.append(
        Phrase(zh: "核对了：检查点，条数 \(sizes)", en: "checked: the checkpoints of size \(sizes)"))
    }
    if documentCount > 0 {
      lines.append(
        Phrase(zh: "核对了：附件 \(documentCount) 份", en: "checked: \(documentCount) attached documents"))
    }
    return lines
  }

  private var notChecked: [Phrase] {
    var lines = [
      Phrase(
        zh: "没有核对：记录的内容是否合乎会计规则；谁写的",
        en: "not checked: whether the records obey the rules of accounting; who wrote them")
    ]
    if !signedSizes.isEmpty {
      let sizes = signedSizes.map(String.init).joined(separator: " ")
      lines.append(
        Phrase(
          zh: "没有核对：检查点（条数 \(sizes)）旁的签名，请用 ssh-keygen -Y verify",
          en: "not checked: the signatures beside the checkpoints of size \(sizes); "
            + "use ssh-keygen -Y verify"))
    }
    if let tail = log.tail {
      lines.append(
        Phrase(
          zh: "没有核对：末尾 \(tail.byteCount) 字节未完成的写入，\(tail.file) 第 \(tail.offset) 字节起",
          en: "not checked: \(tail.byteCount) bytes of an unfinished write, from byte "
            + "\(tail.offset) of \(tail.file)"))
    }
    if confirmedSize != log.size {
      let from = confirmedSize ?? 0
      lines.append(
        Phrase(
          zh: "看不出来：第 \(from) 条以后是否删去过整批的末尾（没有更新的检查点）",
          en: "cannot be seen: whether whole batches were cut off the end after \(from) records "
            + "(no later checkpoint)"))
    }
    return lines
  }
}

// Errors of the ledger as complaints and exit codes.

import BudgetDomain
import BudgetLedger
import EventStorage
import Statements

extension Failure {
  /// An error of the ledger in the directory `path`, met with `source`: a file, or a command.
  init(_ error: LedgerError, ledger path: String, source: String) {
    switch error {
    case .rejected(let rejected):
      let isInput = rejected.contains { $0.rejection.field != nil }
      self.init(isInput ? .badInput : .refused, rejected.map { Complaint($0, source: source) })
    case .badInput(let source, let problems):
      self.init(.badInput, problems.map { Complaint($0, source: source) })
    case .storage(let error):
      self.init(error.exitCode, error, place: path)
    case .unreadableRecord, .impossibleRecord:
      self.init(.inputOutput, error, place: path)
    case .documentDamaged:
      self.init(.foundSomething, error, place: path)
    case .diverged(_, let path):
      self.init(.foundSomething, error, place: path)
    case .badCheckpoint(_, let source), .checkpointTextDiffers(let source):
      self.init(.badInput, error, place: source)
    case .logTextIncomplete(_, _, let source):
      self.init(.badInput, error, place: source)
    case .notAnAdjustment:
      self.init(.usage, error, place: source, excerpt: Options.pending.name)
    case .positionMoved:
      self.init(.busy, error, place: path)
    case .invalidForms(let invalid):
      self.init(invalid)
    case .unknownPosition, .noForm, .notOpened:
      self.init(.badInput, error, place: path)
    case .sampleImpossible:
      self.init(.usage, error, place: CommandTable.Sampling.size.name)
    case .unknownMoment(let text):
      self.init(.usage, error, place: Options.asOf.name, excerpt: text)
    }
  }
}

/// Runs something with the ledger in `path`, for what came from `source`.
func usingLedger<Value>(
  _ path: String, source: String = "juesuan", _ body: () throws(LedgerError) -> Value
) throws(Failure) -> Value {
  do throws(LedgerError) {
    return try body()
  } catch {
    throw Failure(error, ledger: path, source: source)
  }
}

extension Failure: StorageErrorCarrying {
  /// A failure of the log, met while an answer was being written.
  init(storage: StorageError) {
    self.init(storage.exitCode, storage, place: storage.path)
  }
}

extension Failure {
  /// How many complaints there are, and that nothing came of any.
  var count: Phrase {
    let count = complaints.count
    let isRefusal = exitCode == .refused
    let fault = isRefusal ? "被拒绝" : "错误"
    let isCut = count >= LedgerError.listedMax
    let zh = isCut ? "已有 \(count) 处\(fault)，后面的没有再查" : "共 \(count) 处\(fault)"
    let found = "\(count) \(isRefusal ? "refused" : "errors")"
    let en = isCut ? "\(found), what follows was not looked at" : "\(found) in all"
    return isRefusal
      ? Phrase(zh: "\(zh)，没有一笔入账", en: "\(en); none of the batch counts")
      : Phrase(zh: "\(zh)，没有写入任何内容", en: "\(en); nothing was written")
  }
}

extension StorageError {
  /// How a program ends on this error.
  var exitCode: ExitCode {
    switch code {
    case .busy: .busy
    case .directoryNotEmpty: .cannotCreate
    case .systemCallFailed: systemCall == "mkdir" ? .cannotCreate : .inputOutput
    case .recordTooLong, .noSuchPosition, .noSuchCheckpoint: .badInput
    case .checkpointContradicted, .checkpointBeyondLog, .foreignCheckpoint: .foundSomething
    default: .inputOutput
    }
  }
}

extension Complaint {
  /// A place of an input file, or a flag, that is wrong. Only places in a file have a row.
  init(_ problem: InputProblem, source: String) {
    var place = (zh: source, en: source)
    if let cell = problem.place {
      place.zh += cell.chinese.isEmpty ? "" : " \(cell.chinese)"
      place.en += cell.english.isEmpty ? "" : " \(cell.english)"
    } else if let row = problem.row {
      place.zh += " 第 \(row) 行"
      place.en += ", row \(row)"
    }
    if let column = problem.column {
      place.zh += problem.row == nil ? " \(column)" : "“\(column)”列"
      place.en += problem.row == nil ? " \(column)" : ", column \(column)"
    }
    self.init(
      place: Phrase(zh: place.zh, en: place.en), excerpt: problem.excerpt,
      wording: Self.wording(of: problem, source))
  }

  /// What to say about a problem; how to convert a file is said with the file's own name.
  private static func wording(of problem: InputProblem, _ source: String) -> Wording {
    guard let encoding = problem.encoding, source != InputFile.standardInputName else {
      return problem.wording
    }
    let command = encoding.conversion(of: source)
    return Wording(
      name: problem.wording.name, what: problem.wording.what,
      next: Phrase(
        zh: "先转换再导入：\(command)", en: "Convert it, then import what comes out: \(command)"))
  }

  /// A submission that a rule refused.
  init(_ rejected: RejectedSubmission, source: String) {
    let place = rejected.row.map { Phrase(zh: "\(source) 第 \($0) 行", en: "\(source), row \($0)") }
    self.init(
      place: place ?? Phrase(zh: source, en: source),
      excerpt: rejected.submission.command.excerpt, wording: rejected.wording)
  }
}

// Errors of the ledger as complaints and exit codes.

import BudgetDomain
import BudgetLedger
import EventStorage

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
    case .positionMoved:
      self.init(.busy, error, place: path)
    case .unknownPosition, .noForm, .notOpened:
      self.init(.badInput, error, place: path)
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

extension StorageError {
  /// How a program ends on this error.
  var exitCode: ExitCode {
    switch code {
    case .busy: .busy
    case .directoryNotEmpty: .cannotCreate
    case .systemCallFailed: systemCall == "mkdir" ? .cannotCreate : .inputOutput
    case .recordTooLong, .noSuchPosition: .badInput
    default: .inputOutput
    }
  }
}

extension Complaint {
  /// A place of an input file, or a flag, that is wrong. Only places in a file have a row.
  init(_ problem: InputProblem, source: String) {
    var place = (zh: source, en: source)
    if let row = problem.row {
      place.zh += " 第 \(row) 行"
      place.en += ", row \(row)"
    }
    if let column = problem.column {
      place.zh += problem.row == nil ? " \(column)" : "“\(column)”列"
      place.en += problem.row == nil ? " \(column)" : ", column \(column)"
    }
    self.init(
      place: Phrase(zh: place.zh, en: place.en), excerpt: problem.excerpt, wording: problem.wording)
  }

  /// A submission that a rule refused.
  init(_ rejected: RejectedSubmission, source: String) {
    let place = rejected.row.map { Phrase(zh: "\(source) 第 \($0) 行", en: "\(source), row \($0)") }
    self.init(
      place: place ?? Phrase(zh: source, en: source),
      excerpt: rejected.submission.command.excerpt, wording: rejected.rejection.wording)
  }
}

extension Command {
  /// What was asked, on one line in the words of the import file.
  var excerpt: String {
    switch self {
    case .openLedger(let opening): opening.unit
    case .registerCode(let registration): "\(registration.entry.code) \(registration.entry.name)"
    case .recordOpeningBalance(let entry): entry.excerpt(.openingBalance)
    case .approveAppropriation(let entry): entry.excerpt(.appropriation)
    case .supplementAppropriation(let entry): entry.excerpt(.supplement)
    case .reduceAppropriation(let entry): entry.excerpt(.reduction)
    case .receiveIncome(let entry): entry.excerpt(.income)
    case .recordExpenditure(let entry): entry.excerpt(.expenditure)
    case .reverseEntry(let target, let date, _): "\(date.text) #\(target.envelope.position)"
    }
  }
}

extension Entry {
  /// The entry on one line in the words of the import file.
  func excerpt(_ kind: EntryKind) -> String {
    [date.text, kind.word, amount.yuanText, line.text, economic?.text, memo]
      .compactMap { $0 }.joined(separator: " ")
  }
}

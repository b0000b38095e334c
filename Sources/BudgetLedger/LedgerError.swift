// Every way in which a call of the façade can fail.

public import BudgetDomain
public import EventCoding
public import EventStorage
public import Merkle
public import Statements

/// Why a call of ``Ledger`` failed. Whatever the case, nothing was half-written.
public enum LedgerError: Error {
  /// How many refusals or faults of one input are looked for: nobody mends ten thousand rows one by
  /// one, and a file of a million of them must not fill the memory.
  public static let listedMax = 10_000

  /// Rules refused submissions, of which the first ``listedMax`` are named; none of the batch was
  /// recorded.
  case rejected([RejectedSubmission])
  /// The input is wrong in these places; nothing was recorded.
  case badInput(source: String, [InputProblem])
  /// The log could not be read or written.
  case storage(StorageError)
  /// A record is intact but is no event that this version can read.
  case unreadableRecord(RecordPlace, CodingProblem)
  /// A record is an event that cannot have followed the ones before it.
  case impossibleRecord(RecordPlace, ImpossibleEvent)
  /// Somebody else recorded in between: the ledger is not at the position that was expected.
  case positionMoved(expected: UInt64, actual: UInt64, newer: [RecordedEvent])
  /// There is no such position.
  case unknownPosition(UInt64, size: UInt64)
  /// The text names no moment.
  case unknownMoment(String)
  /// There is no such form for this table set and year.
  case noForm(FormSearchProblem)
  /// The forms in the ledger's own folder cannot be used.
  case invalidForms(InvalidForm)
  /// Only supplements, reductions and virements wait for a procedure.
  case notAnAdjustment
  /// A document is not the one that was attached: its digest is another, or it is missing.
  case documentDamaged(position: UInt64, digest: String, found: String?)
  /// Two copies of this ledger went different ways.
  case diverged(CopyDivergence, path: String)
  /// A text given as a checkpoint is none.
  case badCheckpoint(CheckpointError, source: String)
  /// The checkpoint is one that was published, but its text is not byte for byte the published one.
  case checkpointTextDiffers(source: String)
  /// A sample was asked for that cannot be drawn.
  case sampleImpossible(SampleProblem)
  /// A text given as a log is empty, or ends inside a batch: `bytes` after `records` whole records.
  case logTextIncomplete(records: UInt64, bytes: UInt64, source: String)
  /// The ledger was begun but holds no opening event yet.
  case notOpened
}

/// Where a record stands.
public struct RecordPlace: Hashable, Sendable {
  /// Its position in the log.
  public let position: UInt64
  /// The file below the ledger directory.
  public let file: String
  /// The byte at which its line begins.
  public let offset: UInt64
}

/// Why an event cannot have followed the ones before it.
public enum ImpossibleEvent: Hashable, Sendable {
  /// The first event is not an opening, or the opening is not the first.
  case openingOutOfPlace
  /// The opening names another origin or unit than `ledger.json`.
  case openingOfAnotherLedger
  /// It takes back something that is not an earlier entry, or was taken back before.
  case reversalOfNothing
  /// It decides about an adjustment or a proposal that does not wait, or about another one.
  case decisionOfNothing
  /// It moves what belongs to a closed year, closes or reopens out of order, or carries money over
  /// from an open year or past the last one.
  case yearOutOfOrder
  /// Its sums leave the range of exact amounts.
  case beyondCapacity
}

/// One submission that a rule refused.
public struct RejectedSubmission: Sendable {
  /// Its place in the batch, from 0.
  public let index: Int
  /// Its row in the import file, where it came from one.
  public let row: Int?
  /// What was asked.
  public let submission: Submission
  /// The rule that said no.
  public let rejection: Rejection
  /// Rows of the same file that the rejection cites by the positions they would have had.
  var citedRows: [UInt64: Int] = [:]

  /// What to say about it. What stands earlier in the same file is cited by its row: it has no
  /// position, because nothing of the file was recorded.
  public var wording: Wording {
    let said = rejection.wording
    guard !citedRows.isEmpty else { return said }
    var chinese = said.what.chinese
    var english = said.what.english
    for (position, row) in citedRows.sorted(by: { $0.key > $1.key }) {
      chinese = chinese.replacing("#\(position)", with: "本文件第 \(row) 行")
      english = english.replacing("#\(position)", with: "row \(row) of this file")
    }
    return Wording(name: said.name, what: Phrase(zh: chinese, en: english), next: said.next)
  }

  init(
    index: Int, row: Int?, submission: Submission, rejection: Rejection,
    citedRows: [UInt64: Int] = [:]
  ) {
    self.index = index
    self.row = row
    self.submission = submission
    self.rejection = rejection
    self.citedRows = citedRows
  }
}

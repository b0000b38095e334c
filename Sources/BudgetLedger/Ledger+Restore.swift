// A ledger made of a log that was taken along: the same records, the same root.

import BudgetDomain
import EventCoding
import EventStorage
public import Merkle

/// What restoring a log came to.
public struct RestoreOutcome: Sendable {
  /// The checkpoint of what was restored: origin, size, root.
  public let checkpoint: Checkpoint
  /// The unit whose books they are.
  public let unit: String
  /// How many documents the records name; the lines do not hold the documents themselves.
  public let documentCount: Int
  /// Whether nothing was written because only a check was asked for.
  public let isDryRun: Bool
}

extension Ledger {
  /// Makes a ledger in the directory `path` whose log is the text `log`, line for line.
  ///
  /// Everything is checked in memory before the first byte is written: frames, checksums, order,
  /// batches and times as the engine does, events and histories as opening does, and `checkpoints`.
  /// Nothing is decided again, and no clock is asked: positions, times and names are those of the
  /// lines. So what is restored claims what the text claims, and only a checkpoint that came
  /// another way shows that the text is the log it says it is.
  ///
  /// - Parameters:
  ///   - source: what to call the text in messages.
  ///   - checkpoints: the log must begin with each of them.
  /// - Throws: ``LedgerError/logTextIncomplete(records:bytes:source:)`` where the text is empty or
  ///   ends inside a batch; ``LedgerError/storage(_:)`` with damage, `directoryNotEmpty`, or where
  ///   a checkpoint is not of this log; ``LedgerError/unreadableRecord(_:_:)``,
  ///   ``LedgerError/impossibleRecord(_:_:)``.
  /// - Complexity: O(n) in the bytes of the log.
  public static func restore(
    _ log: [UInt8], named source: String, at path: String,
    against checkpoints: [(name: String, checkpoint: Checkpoint)] = [], isDryRun: Bool = false,
    environment: LedgerEnvironment = .system
  ) throws(LedgerError) -> RestoreOutcome {
    try reaching { () throws(StorageError) in try LogText.refuseContent(of: path) }
    let text = LogText(log)
    let description = try labels(of: text, named: source)
    let store = try reaching { () throws(StorageError) in try text.opened(as: description) }
    let ledger = try Ledger(on: store, environment: environment)
    for (name, checkpoint) in checkpoints {
      try ledger.refuse(notOurs: checkpoint, named: name)
    }
    let outcome = RestoreOutcome(
      checkpoint: try ledger.checkpoint(), unit: description.unit,
      documentCount: Set(try ledger.allAttachments().map(\.attachment.digest)).count,
      isDryRun: isDryRun)
    guard !isDryRun else { return outcome }
    let written = try reaching { () throws(StorageError) in
      try text.laidOut(at: path, as: description)
    }
    let root = try reaching { () throws(StorageError) in try written.root(ofSize: written.size) }
    precondition(root == outcome.checkpoint.root, "what was checked is what was written")
    return outcome
  }

  /// The labels of `ledger.json`, which the first record repeats.
  private static func labels(
    of text: LogText, named source: String
  ) throws(LedgerError) -> LedgerDescription {
    // Under any name the lines show whether they are a log; their own is in the first of them.
    let unnamed: LedgerDescription
    do {
      unnamed = try LedgerDescription(origin: "-", unit: "-")
    } catch {
      preconditionFailure("two plain labels are labels: \(error)")
    }
    let store = try reaching { () throws(StorageError) in try text.opened(as: unnamed) }
    let torn = store.tail.parts.reduce(0) { $0 + $1.length }
    guard store.size > 0, torn == 0 else {
      throw .logTextIncomplete(records: store.size, bytes: torn, source: source)
    }
    let record = try reaching { () throws(StorageError) in try store.record(at: 0) }
    let place = RecordPlace(position: 0, file: record.fileName, offset: record.byteOffset)
    let first: RecordedEvent
    do throws(CodingProblem) {
      first = try EventCodec.decode(record)
    } catch {
      throw .unreadableRecord(place, error)
    }
    guard case .ledgerOpened(let opening) = first.event else {
      throw .impossibleRecord(place, .openingOutOfPlace)
    }
    do {
      return try LedgerDescription(origin: opening.origin, unit: opening.unit)
    } catch {
      throw .impossibleRecord(place, .openingOfAnotherLedger)
    }
  }

  /// Calls the engine and gives its errors the type of the façade.
  private static func reaching<Result>(
    _ body: () throws(StorageError) -> Result
  ) throws(LedgerError) -> Result {
    do throws(StorageError) {
      return try body()
    } catch {
      throw .storage(error)
    }
  }
}

// Everything about one event: its neighbours, its line, the figures it is part of, its documents.

public import BudgetDomain
import EventStorage
public import Merkle
import Projections
public import Statements

/// One event with everything that leads to it and from it.
public struct EventPage: Sendable {
  /// The event with what it did to its lines.
  public let entry: HistoryEntry
  /// The line of the log, as it stands in the file.
  public let rawRecord: String
  /// The positions of its batch.
  public let batch: ClosedRange<UInt64>
  /// Where it was taken back, if it was.
  public let reversedBy: UInt64?
  /// Where it stands corrected, if it was.
  public let correctedBy: UInt64?
  /// The event that ended its waiting, where it is a proposal or an adjustment that waited.
  public let ending: RecordedEvent?
  /// Whether it is a proposal or an adjustment that waits.
  public let isPending: Bool
  /// The statements it is part of, with its cells.
  public let statements: [FedStatement]
  /// Its documents, each read again.
  public let documents: [CheckedDocument]
  /// That it is in the log as the log stands.
  public let proof: InclusionProofText
}

/// A statement with those of its cells that an event is part of.
public struct FedStatement: Sendable {
  /// The statement, as of now.
  public let statement: Statement
  /// The cells, in the order of the statement.
  public let cells: [FedCell]
}

/// A source document that was read again.
public struct CheckedDocument: Hashable, Sendable {
  /// What the log says of it.
  public let attachment: DocumentAttachment
  /// The SHA-256 of the bytes found; `nil` where there are none.
  public let foundDigest: String?

  /// Whether the bytes are those that were attached.
  public var isIntact: Bool { foundDigest == attachment.digest }
}

extension Ledger {
  /// Everything about the event at `position`.
  ///
  /// - Throws: as ``event(at:)``, ``statementsFed(by:)`` and ``proof(of:in:named:)``.
  /// - Complexity: O(n) in the facts.
  public func page(of position: UInt64) throws(LedgerError) -> EventPage {
    let recorded = try event(at: position)
    let envelope = recorded.envelope
    let first = position - UInt64(max(0, envelope.batchIndex - 1))
    let reversal = try reversal(of: recorded)
    let isPending = pendingAdjustments[position] != nil || pendingProposals[position] != nil
    return EventPage(
      entry: HistoryEntry(
        recorded: recorded, changes: columns.lineChanges(at: [position])[position] ?? []),
      rawRecord: try rawRecord(at: position),
      batch: first...(first + UInt64(max(1, envelope.batchSize)) - 1),
      reversedBy: reversal.reversedBy, correctedBy: reversal.correctedBy,
      ending: isPending ? nil : try ending(of: recorded), isPending: isPending,
      statements: try statementsFed(by: position),
      documents: try checkedDocuments(of: position), proof: try proof(of: position))
  }

  /// The statements of the years that the event at `position` moves, with the cells it is part of;
  /// years for which the table set has no forms are left out.
  ///
  /// - Throws: ``LedgerError/noForm(_:)``, ``LedgerError/invalidForms(_:)``,
  ///   ``LedgerError/notOpened``.
  /// - Complexity: O(n) in the facts.
  public func statementsFed(by position: UInt64) throws(LedgerError) -> [FedStatement] {
    let rows = columns.rows(at: position)
    let years = Set(rows.compactMap { columns.line(ofRow: $0)?.year }).sorted()
    var fed: [FedStatement] = []
    for year in years {
      for statement in try statementSet(for: year).statements {
        let cells = statement.cells(fedByRows: rows, of: columns)
        if !cells.isEmpty { fed.append(FedStatement(statement: statement, cells: cells)) }
      }
    }
    return fed
  }

  /// The documents attached to the event at `position`, each read again.
  ///
  /// - Throws: as ``event(at:)``.
  public func checkedDocuments(
    of position: UInt64
  ) throws(LedgerError) -> [CheckedDocument] {
    var checked: [CheckedDocument] = []
    for attachment in try attachments(of: position) {
      let bytes = try reachingStore { () throws(StorageError) in
        try store.document(withDigest: attachment.digest)
      }
      checked.append(
        CheckedDocument(
          attachment: attachment, foundDigest: bytes.map { SHA256.hash($0).hex }))
    }
    return checked
  }

  /// Where the event was taken back, and where it stands corrected.
  private func reversal(
    of recorded: RecordedEvent
  ) throws(LedgerError) -> (reversedBy: UInt64?, correctedBy: UInt64?) {
    guard let position = ColumnPast(columns).reversal(of: recorded.envelope.position) else {
      return (nil, nil)
    }
    // A correction stands right behind the reversal it belongs to.
    let next = position + 1 < size ? try event(at: position + 1) : nil
    let isCorrected = next?.event.entry?.corrects == recorded.envelope.position
    return (position, isCorrected ? position + 1 : nil)
  }

  /// The event that ended the waiting of a proposal or adjustment, or `nil`.
  private func ending(of recorded: RecordedEvent) throws(LedgerError) -> RecordedEvent? {
    let types: Set<EventType>
    switch recorded.event {
    case .adjustmentSubmitted: types = [.adjustmentCompleted, .adjustmentWithdrawn]
    case .proposalSubmitted: types = [.proposalApproved, .proposalRejected]
    default: return nil
    }
    var filter = HistoryFilter()
    filter.types = types
    filter.firstPosition = recorded.envelope.position + 1
    return try events(at: filter.positions(in: columns)).first {
      $0.event.decides == recorded.envelope.position
    }
  }
}

extension Event {
  /// Position of the proposal or adjustment whose waiting the event ends.
  fileprivate var decides: UInt64? {
    switch self {
    case .adjustmentCompleted(let completion): completion.completes
    case .adjustmentWithdrawn(let submitted): submitted
    case .proposalApproved(let decision), .proposalRejected(let decision): decision.proposal
    default: nil
    }
  }
}

// The ledger as it was: what it knew of years, policies and publications at a moment.

public import BudgetDomain
import EventStorage
public import Projections

/// A publication of a year, with when it was recorded.
public struct YearPublication: Hashable, Sendable {
  /// Position of the event.
  public let position: UInt64
  /// When it was recorded.
  public let recordedAt: RecordedTime
  /// What was published.
  public let publication: Publication
}

extension Ledger {
  /// The ledger as it stood at `moment`, in memory and without its documents; itself where nothing
  /// was recorded since. A batch that the moment cuts in two is not in it.
  ///
  /// - Throws: as ``init(openingAt:environment:usesIndex:onlyForStatements:)``.
  /// - Complexity: O(n) in the bytes of the log before the moment.
  public func past(at moment: Moment) throws(LedgerError) -> Ledger {
    guard let end = moment.endPosition, end < size else { return self }
    var lines: [UInt8] = []
    try store.forEachRecord(in: 0..<end) { (record) throws(LedgerError) in
      lines += record.line
      lines.append(UInt8(ascii: "\n"))
    }
    let text = LogText(lines)
    let description = store.description
    let past = try reachingStore { () throws(StorageError) in try text.opened(as: description) }
    return try Ledger(on: past, environment: environment)
  }

  /// What was published of `year`, in the order of the log.
  ///
  /// - Throws: as ``event(at:)``.
  public func publications(of year: FiscalYear) throws(LedgerError) -> [YearPublication] {
    var found: [YearPublication] = []
    for published in publications.values.sorted(by: { $0.position < $1.position }) {
      let recorded = try event(at: published.position)
      guard case .statementPublished(let publication) = recorded.event, publication.year == year
      else { continue }
      found.append(
        YearPublication(
          position: published.position, recordedAt: recorded.envelope.recordedAt,
          publication: publication))
    }
    return found
  }
}

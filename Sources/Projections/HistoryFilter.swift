// Which events a question about history is about.

public import BudgetDomain

/// A condition on events: who, what, for which codes, when. Fields left `nil` or empty restrict
/// nothing; all given conditions must hold.
public struct HistoryFilter: Hashable, Sendable {
  /// Who recorded it, exactly as written.
  public var actor: String?
  /// Types of event; empty means all.
  public var types: Set<EventType> = []
  /// Function or economic codes by prefix; an event matches when one of its codes does.
  public var codes: [CodePrefix] = []
  /// Counts on this date or later.
  public var since: EffectiveDate?
  /// Counts on this date or before.
  public var until: EffectiveDate?
  /// Recorded on this day, Beijing time, or later.
  public var recordedSince: EffectiveDate?
  /// Recorded on this day, Beijing time, or before.
  public var recordedUntil: EffectiveDate?

  /// Marks that an event must all have.
  public var flags: FactFlags = []

  /// A filter that lets every event through.
  public init() {}

  /// The positions of the events that pass, oldest first.
  ///
  /// - Complexity: O(n) in the rows of the columns.
  public func positions(in columns: FactColumns, at moment: Moment = Moment()) -> [UInt64] {
    let end = moment.endPosition.map { columns.firstRow(atOrAfter: $0) } ?? columns.count
    let wantedActor = actor.map { columns.actors.number(of: $0) }
    if case .some(.none) = wantedActor { return [] }
    let actorNumber = wantedActor.flatMap { $0 }
    var found: [UInt64] = []
    for row in 0..<end where admits(row, columns, actorNumber) {
      if found.last != columns.position[row] { found.append(columns.position[row]) }
    }
    return found
  }

  private func admits(_ row: Int, _ columns: FactColumns, _ actorNumber: UInt32?) -> Bool {
    if !FactFlags(rawValue: columns.flags[row]).isSuperset(of: flags) { return false }
    if let actorNumber, columns.actor[row] != actorNumber { return false }
    if !types.isEmpty, !types.contains(where: { $0.rawValue == columns.type[row] }) {
      return false
    }
    if !codes.isEmpty, !codes.contains(where: { matchesCode($0, row, columns) }) { return false }
    let date = columns.date[row]
    if let since, date == FactColumns.noDate || date < since.dayNumber { return false }
    if let until, date == FactColumns.noDate || date > until.dayNumber { return false }
    let recorded = RecordedTime(microseconds: columns.recordedAt[row]).beijingDate
    if let recordedSince, recorded < recordedSince { return false }
    if let recordedUntil, recorded > recordedUntil { return false }
    return true
  }

  private func matchesCode(_ prefix: CodePrefix, _ row: Int, _ columns: FactColumns) -> Bool {
    guard columns.kind[row] != 0 else { return false }
    return prefix.matches(columns.function[row], codeDigits: 7)
      || (columns.economic[row] != 0 && prefix.matches(columns.economic[row], codeDigits: 5))
  }
}

// The row of the columns that a plain entry becomes, without reading its record back.

import BudgetDomain
public import Projections

extension LooseFactCollector {
  /// Adds the row of the record of `entry`: the one that ``FactReader`` reads from it.
  ///
  /// - Parameter entry: of a type whose amount moves money on its line.
  public mutating func append(
    _ entry: PlainEntry, position: UInt64, recordedAtMicroseconds: Int64
  ) {
    guard let actor = internActor(entry.actor), let (kind, isNegative) = entry.movement else {
      preconditionFailure("a plain entry is made of UTF-8 and moves money")
    }
    var row = FactRow(
      position: position, recordedAtMicroseconds: recordedAtMicroseconds, actor: actor,
      type: entry.type.rawValue)
    row.kind = kind.rawValue
    row.source = entry.source.rawValue
    row.nature = entry.nature.rawValue
    row.year = entry.year
    row.function = entry.function
    row.economic = entry.economic
    if let name = entry.project {
      guard let project = internProject(name) else {
        preconditionFailure("a plain entry is made of UTF-8")
      }
      row.project = project + 1
    }
    row.date = entry.date.dayNumber
    row.amountInFen = isNegative ? -entry.amountInFen : entry.amountInFen
    if let key = entry.key { row.keyHash = TextHash.hash(key) }
    if let document = entry.document { row.documentHash = TextHash.hash(document) }
    if let payee = entry.payee { row.payeeHash = TextHash.hash(payee) }
    append(row)
  }
}

extension PlainEntry {
  /// What the amount moves, and whether it does so the other way; `nil` for a type that the quick
  /// way does not read back.
  fileprivate var movement: (kind: EntryKind, isNegative: Bool)? {
    switch type {
    case .appropriationApproved: (.appropriation, false)
    case .appropriationSupplemented: (.supplement, false)
    case .appropriationReduced: (.reduction, false)
    case .incomeReceived: (.income, false)
    case .expenditureRecorded: (.expenditure, false)
    case .expenditureRefunded: (.expenditure, true)
    case .fundBalanceApplied: (.fundBalanceApplied, false)
    case .surplusDistributed: (.surplusDistribution, false)
    default: nil
    }
  }
}

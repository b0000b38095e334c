// The events behind figures: which movements count, how often, with which sign.

public import BudgetDomain
import Projections

/// One movement that a figure is made of.
public struct ContributingEvent: Hashable, Sendable {
  /// Position of the event in the log.
  public let position: UInt64
  /// The kind of the event.
  public let type: EventType?
  /// When it was recorded.
  public let recordedAt: RecordedTime
  /// Who recorded it.
  public let actor: String
  /// When it counts.
  public let date: EffectiveDate?
  /// Which sum it moved.
  public let kind: EntryKind?
  /// The budget line it moved.
  public let line: BudgetLine?
  /// The economic code, where there is one.
  public let economic: EconomicCode?
  /// What it adds to the figure, in fen; negative where it takes away.
  public let amountInFen: Int64
  /// The sum of this and all before it, in fen; the last one is the figure.
  public let runningTotalInFen: Int64
}

/// The movements behind a figure, by row of the columns: how often each is added to it.
///
/// A figure may add a movement in one part and take it away in another (spending in 总计, which is
/// spending and what is left after it); what cancels out is not listed.
struct Lineage {
  private(set) var counts: [Int: Int64] = [:]

  /// The lineage of a cell of `statement` in `cube`, the cube of the same year and moment.
  init(of cell: Statement.Cell, in statement: Statement, cube: FigureCube) {
    for sum in statement.factSums(of: cell) {
      for row in cube.lineage(sum.filter) {
        counts[row, default: 0] += sum.isSubtracted ? -1 : 1
      }
    }
    counts = counts.filter { $0.value != 0 }
  }

  /// The lineage of what `after` has and `before` has not, with what disappeared taken away.
  init(from before: Lineage?, to after: Lineage?) {
    counts = after?.counts ?? [:]
    for (row, count) in before?.counts ?? [:] { counts[row, default: 0] -= count }
    counts = counts.filter { $0.value != 0 }
  }

  /// The movements in order of position with a running total.
  func events(in columns: FactColumns) -> [ContributingEvent] {
    var total: Int64 = 0
    return counts.keys.sorted().map { row in
      let amount = columns.amountInFen[row] * (counts[row] ?? 0)
      total += amount
      let date = columns.date[row]
      return ContributingEvent(
        position: columns.position[row], type: EventType(rawValue: columns.type[row]),
        recordedAt: RecordedTime(microseconds: columns.recordedAt[row]),
        actor: columns.actors[columns.actor[row]],
        date: date == FactColumns.noDate ? nil : EffectiveDate(dayNumber: date),
        kind: EntryKind(rawValue: columns.kind[row]), line: columns.line(ofRow: row),
        economic: EconomicCode(number: columns.economic[row]), amountInFen: amount,
        runningTotalInFen: total)
    }
  }
}

// The course of a budget year: spending month by month, and from 年初预算 to what is left.

public import BudgetDomain

/// What charts of a year are drawn from. All amounts are in fen.
public struct YearCourse: Hashable, Sendable {
  /// How far the year had come at the end of a month.
  public struct Month: Hashable, Sendable {
    /// 1 to 12; `nil` for what counts after the last day of the year.
    public let number: Int?
    /// 支出 of the month.
    public let spentInFen: Int64
    /// 支出 from the first day of the year to the last of the month.
    public let spentSoFarInFen: Int64
    /// What could be spent by the end of the month.
    public let authorityInFen: Int64

    /// 执行率 in hundredths of a percent; `nil` where there is no authority.
    public var executionInBasisPoints: Int64? {
      LineTotals.basisPoints(spentSoFarInFen, of: authorityInFen)
    }

    /// The part of the calendar that has gone, in hundredths of a percent.
    public var calendarInBasisPoints: Int64 {
      LineTotals.basisPoints(Int64(number ?? 12), of: 12) ?? 0
    }
  }

  /// A step on the way from the first budget to what is left.
  public struct Step: Hashable, Sendable {
    /// What a step is.
    public enum Kind: CaseIterable, Hashable, Sendable {
      /// 年初预算.
      case appropriated
      /// 追加.
      case supplemented
      /// 追减.
      case reduced
      /// 调剂, which moves between lines and adds up to nothing in a unit.
      case vired
      /// 年初结转和结余, adjusted.
      case opening
      /// 结余 among it that may not be spent.
      case restricted
      /// What may be spent.
      case authority
      /// 支出.
      case spent
      /// Authority not used.
      case free
      /// What the money that is left differs from the authority that is left.
      case moneyBeyondAuthority
      /// 年末结转和结余.
      case closing
    }

    /// What it is.
    public let kind: Kind
    /// What it adds, negative where it takes away; what there is where it is a level.
    public let amountInFen: Int64
    /// What there was before it; 0 where it is a level.
    public let fromInFen: Int64
    /// What there is after it.
    public let toInFen: Int64

    /// Whether it tells what there is rather than what changes.
    public var isLevel: Bool { [.authority, .free, .closing].contains(kind) }
  }

  /// The months from January to the last one that had begun when the last event was recorded or
  /// counts; at the end what counts after the year, where anything does.
  public let months: [Month]
  /// The steps in order. Each begins where the one before ended; levels say where that is. Steps
  /// that add nothing are left out, other than budget, supplements, virements and spending.
  public let steps: [Step]
  /// What 调剂 brought to the lines that gained by it.
  public let movedBetweenLinesInFen: Int64

  /// The course of `year` up to the position of `moment`.
  ///
  /// - Parameter known: the day until which something is known, such as that of the last record.
  /// - Complexity: O(n) in the rows of the columns, twelve times.
  public init(of columns: FactColumns, year: FiscalYear, at moment: Moment, known: EffectiveDate?) {
    let end = moment.endPosition
    let all = Balances(of: columns, year: year, at: Moment(endPosition: end))
    months = Self.months(of: columns, year, end, known: known, all: all)
    steps = Self.steps(all)
    movedBetweenLinesInFen = all.rows.reduce(0) { $0 + max(0, $1.totals.viredInFen) }
  }

  private static func months(
    of columns: FactColumns, _ year: FiscalYear, _ end: UInt64?, known: EffectiveDate?,
    all: Balances
  ) -> [Month] {
    var lastDay = known ?? EffectiveDate(dayNumber: Int32.min)
    columns.forEachMovement(of: year, at: Moment(endPosition: end)) { run, index in
      if run.date[index] != FactColumns.noDate {
        lastDay = max(lastDay, EffectiveDate(dayNumber: run.date[index]))
      }
    }
    var months: [Month] = []
    var before: Int64 = 0
    for number in 1...12 {
      guard let first = EffectiveDate(year: year.number, month: number, day: 1),
        first <= lastDay
      else { break }
      let next =
        number == 12
        ? EffectiveDate(year: year.number, month: 12, day: 31)?.dayNumber
        : EffectiveDate(year: year.number, month: number + 1, day: 1).map { $0.dayNumber - 1 }
      let through = next.map { EffectiveDate(dayNumber: $0) }
      let balances = Balances(
        of: columns, year: year, at: Moment(endPosition: end, throughDate: through))
      let spent = balances.total.expenditureInFen
      months.append(
        Month(
          number: number, spentInFen: spent - before, spentSoFarInFen: spent,
          authorityInFen: balances.authorityInFen))
      before = spent
    }
    let isAllTold = all.total.expenditureInFen == before
    if months.count == 12, !isAllTold || all.authorityInFen != months.last?.authorityInFen {
      months.append(
        Month(
          number: nil, spentInFen: all.total.expenditureInFen - before,
          spentSoFarInFen: all.total.expenditureInFen, authorityInFen: all.authorityInFen))
    }
    return months
  }

  private static func steps(_ all: Balances) -> [Step] {
    let total = all.total
    let granted = total.adjustedOpeningInFen + total.revisedAppropriationInFen
    let free = all.authorityInFen - total.expenditureInFen
    let amounts: [(Step.Kind, Int64)] = [
      (.appropriated, total.appropriatedInFen), (.supplemented, total.supplementedInFen),
      (.reduced, -total.reducedInFen), (.vired, total.viredInFen),
      (.opening, total.adjustedOpeningInFen), (.restricted, all.authorityInFen - granted),
      (.authority, all.authorityInFen), (.spent, -total.expenditureInFen), (.free, free),
      (.moneyBeyondAuthority, total.closingInFen - free), (.closing, total.closingInFen),
    ]
    let kept: Set<Step.Kind> = [.appropriated, .supplemented, .vired, .spent]
    var level: Int64 = 0
    var steps: [Step] = []
    for (kind, amount) in amounts {
      let isLevel = [Step.Kind.authority, .free, .closing].contains(kind)
      guard isLevel || kept.contains(kind) || amount != 0 else { continue }
      let from = isLevel ? 0 : level
      level = isLevel ? amount : level + amount
      steps.append(Step(kind: kind, amountInFen: amount, fromInFen: from, toInFen: level))
    }
    return steps
  }
}

extension FactColumns {
  /// The positions of the events that a reader of `year` looks at, in order: those that move a line
  /// of it, its carry-overs into the next year, and all that move nothing, such as codes, policies,
  /// documents, refusals.
  ///
  /// - Complexity: O(n) in the rows.
  public func positions(around year: FiscalYear, at moment: Moment) -> [UInt64] {
    var found: [UInt64] = []
    forEachRun(in: rows(at: moment)) { run in
      for index in run.range {
        let isOfYear = run.kind[index] == 0 || Int(run.year[index]) == year.number
        let isCarried =
          Int(run.year[index]) == year.number + 1
          && run.type[index] == EventType.balanceCarriedOver.rawValue
        guard isOfYear || isCarried else { continue }
        let position = run.position(index)
        if found.last != position { found.append(position) }
      }
    }
    return found
  }
}

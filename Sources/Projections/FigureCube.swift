// The sums of one fiscal year as of one moment, grouped once for all cells of all forms.

public import BudgetDomain
import Synchronization

/// All movements of one fiscal year as of one moment, summed by kind, source, function, economic
/// code and nature.
///
/// A form asks it for hundreds of sums; only building it scans the columns.
public struct FigureCube: Sendable {
  /// What movements are grouped by.
  public struct Key: Hashable, Sendable {
    /// ``EntryKind`` as its raw value.
    public let kind: UInt8
    /// ``FundSource`` as its raw value.
    public let source: UInt8
    /// ``SpendingNature`` as its raw value.
    public let nature: UInt8
    /// Function code as a number.
    public let function: UInt32
    /// Economic code as a number; 0 where there is none.
    public let economic: UInt32

    /// The key in one number that sorts by kind, source, function, economic code, nature.
    var packed: UInt64 {
      Self.packed(
        kind: kind, source: source, nature: nature, function: function, economic: economic)
    }

    init(kind: UInt8, source: UInt8, nature: UInt8, function: UInt32, economic: UInt32) {
      self.kind = kind
      self.source = source
      self.nature = nature
      self.function = function
      self.economic = economic
    }

    init(packed: UInt64) {
      kind = UInt8(truncatingIfNeeded: packed >> 49)
      source = UInt8(truncatingIfNeeded: packed >> 45 & 15)
      function = UInt32(truncatingIfNeeded: packed >> 21 & 0xFF_FFFF)
      economic = UInt32(truncatingIfNeeded: packed >> 4 & 0x1_FFFF)
      nature = UInt8(truncatingIfNeeded: packed & 15)
    }

    @inline(__always)
    static func packed(
      kind: UInt8, source: UInt8, nature: UInt8, function: UInt32, economic: UInt32
    ) -> UInt64 {
      UInt64(kind) << 49 | UInt64(source) << 45 | UInt64(function) << 21 | UInt64(economic) << 4
        | UInt64(nature)
    }

    /// What of a packed key is left without its economic code.
    static let withoutEconomic: UInt64 = ~(0x1_FFFF << 4)
    /// What of a packed key is left without its function.
    static let withoutFunction: UInt64 = ~(0xFF_FFFF << 21)
  }

  /// The year the cube is about.
  public let year: FiscalYear
  /// Up to where it looks.
  public let moment: Moment
  /// The figures without economic codes, without functions, and without both: nearly every cell
  /// asks for one of them.
  private let byFunction: FigureList
  private let byEconomic: FigureList
  private let bare: FigureList
  /// The figures with both.
  private let whole = WholeFigures()
  private let columns: FactColumns

  /// Groups the movements of `year` in `columns` up to `moment`.
  ///
  /// - Parameter kept: figures over the first of those rows, each beginning where the one before
  ///   ends; their rows are not looked at. There are none where `moment` has a date.
  /// - Complexity: O(k) in the kept figures, O(n) in the rows behind them.
  public init(
    of columns: FactColumns, year: FiscalYear, at moment: Moment = Moment(),
    continuing kept: [KeptFigures] = []
  ) {
    var sums = YearFigures()
    var firstRow = 0
    for figures in kept {
      precondition(figures.rows.lowerBound == firstRow, "kept figures follow one another")
      figures.add(UInt16(year.number), to: &sums)
      firstRow = figures.rows.upperBound
    }
    precondition(kept.isEmpty || moment.throughDate == nil, "figures are kept by position alone")
    columns.forEachMovement(of: year, at: moment, fromRow: firstRow) { run, index in
      sums.add(run.amount[index], to: run.packedKey(index))
    }
    self.year = year
    self.moment = moment
    self.columns = columns
    byFunction = FigureList(sums.byFunction.figures)
    byEconomic = FigureList(sums.byEconomic.figures)
    var bare = FigureSums()
    for figure in byFunction.figures {
      bare.add(figure.fen, to: figure.key.packed & Key.withoutFunction)
    }
    self.bare = FigureList(bare.figures)
  }

  /// The figures by function and economic code, made when a cell first asks for both.
  private final class WholeFigures: Sendable {
    private let memory = Mutex<FigureList?>(nil)

    func list(_ make: () -> FigureList) -> FigureList {
      memory.withLock { list in
        let known = list ?? make()
        list = known
        return known
      }
    }
  }

  private var wholeFigures: FigureList {
    whole.list {
      var sums = FigureSums()
      columns.forEachMovement(of: year, at: moment) { run, index in
        sums.add(run.amount[index], to: run.packedKey(index))
      }
      return FigureList(sums.figures)
    }
  }

  /// The sum of the movements that pass `filter`, in fen.
  ///
  /// - Complexity: O(m) in the groups with the codes asked for; O(n) in the rows for a filter by
  ///   project, and for the first by function and economic code.
  public func sum(_ filter: FactFilter) -> Int64 {
    guard filter.project == nil else {
      let amounts = columns.amountInFen
      return lineage(filter).reduce(0) { $0 + amounts[$1] }
    }
    let figures =
      switch (filter.functions.isEmpty, filter.economics.isEmpty) {
      case (true, true): bare
      case (false, true): byFunction
      case (true, false): byEconomic
      case (false, false): wholeFigures
      }
    return figures.sum(CompiledFilter(filter))
  }

  /// The rows of the columns that the sum of `filter` is made of, in order of position.
  ///
  /// - Complexity: O(n) in the rows of the columns.
  public func lineage(_ filter: FactFilter) -> [Int] {
    var wantedProject: UInt32?
    if let project = filter.project {
      guard let number = columns.projects.number(of: project.text) else { return [] }
      wantedProject = number + 1
    }
    let compiled = CompiledFilter(filter)
    var rows: [Int] = []
    columns.forEachMovement(of: year, at: moment) { run, index in
      if let wantedProject, run.project[index] != wantedProject { return }
      if compiled.admits(run.key(index)) { rows.append(run.firstRow + index) }
    }
    return rows
  }

  /// The function codes that occur, in order.
  public var functions: [UInt32] {
    Set(byFunction.figures.map(\.key.function)).sorted()
  }
}

extension FactColumns {
  /// Calls `body` with each row from `firstRow` on that moves something of `year` up to `moment`,
  /// in order.
  ///
  /// - Complexity: O(n) in the rows.
  func forEachMovement(
    of year: FiscalYear, at moment: Moment, fromRow firstRow: Int = 0,
    _ body: (FactRun, Int) -> Void
  ) {
    let wanted = UInt16(year.number)
    let through = moment.throughDate?.dayNumber ?? Int32.max
    let end = rows(at: moment).upperBound
    forEachRun(in: min(firstRow, end)..<end) { run in
      let years = run.year
      let kinds = run.kind
      let dates = run.date
      for index in run.range
      where years[index] == wanted && kinds[index] != 0 && dates[index] <= through {
        body(run, index)
      }
    }
  }
}

extension FactRun {
  @inline(__always)
  func packedKey(_ index: Int) -> UInt64 {
    FigureCube.Key.packed(
      kind: kind[index], source: source[index], nature: nature[index], function: function[index],
      economic: economic[index])
  }

  func key(_ index: Int) -> FigureCube.Key {
    FigureCube.Key(
      kind: kind[index], source: source[index], nature: nature[index], function: function[index],
      economic: economic[index])
  }
}

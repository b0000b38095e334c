// The sums of one fiscal year as of one moment, grouped once for all cells of all forms.

public import BudgetDomain

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

    /// The key without what a filter does not ask for.
    fileprivate func rolledUp(keepsFunction: Bool, keepsEconomic: Bool) -> Key {
      Key(
        kind: kind, source: source, nature: nature, function: keepsFunction ? function : 0,
        economic: keepsEconomic ? economic : 0)
    }
  }

  /// The year the cube is about.
  public let year: FiscalYear
  /// Up to where it looks.
  public let moment: Moment
  private let figures: FigureList
  /// The figures without economic codes, without functions, and without both: most cells ask for
  /// one of them only.
  private let byFunction: FigureList
  private let byEconomic: FigureList
  private let bare: FigureList
  private let columns: FactColumns

  /// Groups the movements of `year` in `columns` up to `moment`.
  ///
  /// - Complexity: O(n) in the rows of the columns.
  public init(of columns: FactColumns, year: FiscalYear, at moment: Moment = Moment()) {
    var sums = FigureSums()
    columns.forEachMovement(of: year, at: moment) { run, index in
      sums.add(run.amount[index], to: run.packedKey(index))
    }
    self.init(
      sums.sorted.map { (Key(packed: $0.key), $0.sum) }, of: columns, year: year, at: moment)
  }

  init(_ figures: [FigureList.Figure], of columns: FactColumns, year: FiscalYear, at moment: Moment)
  {
    self.year = year
    self.moment = moment
    self.columns = columns
    self.figures = FigureList(figures)
    byFunction = Self.rollUp(figures, keepsFunction: true, keepsEconomic: false)
    byEconomic = Self.rollUp(figures, keepsFunction: false, keepsEconomic: true)
    bare = Self.rollUp(byFunction.figures, keepsFunction: false, keepsEconomic: false)
  }

  private static func rollUp(
    _ figures: [FigureList.Figure], keepsFunction: Bool, keepsEconomic: Bool
  ) -> FigureList {
    var sums = FigureSums()
    for figure in figures {
      let key = figure.key.rolledUp(keepsFunction: keepsFunction, keepsEconomic: keepsEconomic)
      sums.add(figure.fen, to: key.packed)
    }
    return FigureList(sums.sorted.map { (Key(packed: $0.key), $0.sum) })
  }

  /// The sum of the movements that pass `filter`, in fen.
  ///
  /// - Complexity: O(m) in the groups with the codes asked for; O(n) in the rows for a filter by
  ///   project.
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
      case (false, false): self.figures
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
  /// Calls `body` with each row that moves something of `year` up to `moment`, in order.
  ///
  /// - Complexity: O(n) in the rows.
  func forEachMovement(
    of year: FiscalYear, at moment: Moment, _ body: (FactRun, Int) -> Void
  ) {
    let wanted = UInt16(year.number)
    let through = moment.throughDate?.dayNumber ?? Int32.max
    forEachRun(in: rows(at: moment)) { run in
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

// A filed table beside the statement of the ledger: what differs, and what that may come from.

/// A filed table compared with a statement, cell by cell.
public struct Reconciliation: Sendable {
  /// What the ledger says.
  public let statement: Statement
  /// The sheet that was compared.
  public let sheet: String
  /// The unit of money in which the figures were read.
  public let money: MoneyUnit
  /// How many amounts were compared.
  public let cellCount: Int
  /// The cells that differ, in the order of the filed table; then those that were not filed.
  public private(set) var differences: [Difference]

  /// A cell that differs.
  public struct Difference: Hashable, Sendable {
    /// Where the filed figure stands; `nil` for a cell that the file does not have.
    public let place: String?
    /// The cell of the form; where ``cause`` is ``Cause/foreignRow``, as the file numbers it.
    public let address: CellAddress
    /// The words of its row.
    public let label: String
    /// What was filed; `nil` where the file does not have the cell.
    public let filed: FiledFigure.Value?
    /// What was filed in fen, where it is an amount.
    public let filedInFen: Int64?
    /// What the ledger says, exactly; `nil` for a row that the form does not have.
    public let ledgerInFen: Int64?
    /// What it comes from, as far as that is known.
    public fileprivate(set) var cause: Cause
  }

  /// What a difference comes from.
  public enum Cause: Hashable, Sendable {
    /// Not more than half of the last digit that the form prints.
    case rounding
    /// The figure is right in the other unit of money.
    case otherMoney(MoneyUnit)
    /// The row has another number in the form of the ledger: another version of the form.
    case otherVersion(filedRow: String)
    /// The workbook shows the ledger at an earlier moment; these events came since.
    case events([UInt64])
    /// The form has no such row.
    case foreignRow
    /// None of these.
    case unknown

    /// Whether the difference needs no further explanation.
    public var isExplained: Bool {
      switch self {
      case .rounding, .otherMoney, .otherVersion, .events: true
      case .foreignRow, .unknown: false
      }
    }
  }

  /// Compares `table` with `statement`.
  ///
  /// - Complexity: O(n) in the cells of both.
  public init(of table: FiledTable, with statement: Statement) {
    self.statement = statement
    sheet = table.sheet
    money = table.money ?? statement.money
    cellCount = table.figures.count
    differences = []
    let byLabel = Dictionary(
      grouping: statement.cells, by: { LabelledColumn($0.label, $0.address.column) })
    let pairs = table.figures.map { figure in
      (figure: figure, match: Self.cell(for: figure, in: statement, byLabel))
    }
    let renumbered = Set(
      pairs.compactMap { $0.match.filedRow == nil ? nil : $0.match.cell?.address })
    var met: Set<CellAddress> = []
    for (figure, (cell, filedRow)) in pairs {
      // The number of a row that moved away may stand beside nothing.
      if let cell, filedRow == nil, figure.value == .blank, renumbered.contains(cell.address) {
        continue
      }
      if let cell { met.insert(cell.address) }
      if let difference = difference(figure, cell, filedRow) { differences.append(difference) }
    }
    for cell in statement.cells where !met.contains(cell.address) && cell.fen != 0 {
      differences.append(
        Difference(
          place: nil, address: cell.address, label: cell.label, filed: nil, filedInFen: nil,
          ledgerInFen: cell.fen, cause: .unknown))
    }
  }

  /// The differences that are left without an explanation.
  public var unexplained: [Difference] { differences.filter { !$0.cause.isExplained } }

  /// Gives every difference that is left the events that `positions` finds behind its cell.
  public mutating func explain(by positions: (CellAddress, Statement) -> [UInt64]) {
    for index in differences.indices where !differences[index].cause.isExplained {
      let found = positions(differences[index].address, statement)
      if !found.isEmpty { differences[index].cause = .events(found) }
    }
  }

  private struct LabelledColumn: Hashable {
    let words: String
    let column: Int

    init(_ label: String, _ column: Int) {
      words = Reconciliation.plain(label)
      self.column = column
    }
  }

  /// The words of a row without blanks, and with parentheses of one kind.
  static func plain(_ label: String) -> String {
    label.filter { !$0.isWhitespace }.replacing("（", with: "(").replacing("）", with: ")")
  }

  /// The cell that a figure is for; where its row has other words than ours, the one with the same
  /// words, and the number under which it was filed.
  private static func cell(
    for figure: FiledFigure, in statement: Statement, _ byLabel: [LabelledColumn: [Statement.Cell]]
  ) -> (cell: Statement.Cell?, filedRow: String?) {
    let numbered = statement.cell(at: figure.address)
    guard let label = figure.label, !FormLayout.isCode(figure.address.row) else {
      return (numbered, nil)
    }
    if let numbered, plain(numbered.label) == plain(label) { return (numbered, nil) }
    let named = byLabel[LabelledColumn(label, figure.address.column)] ?? []
    guard named.count == 1, named[0].address != figure.address else { return (numbered, nil) }
    return (named[0], figure.address.row)
  }

  private func difference(
    _ figure: FiledFigure, _ cell: Statement.Cell?, _ filedRow: String?
  ) -> Difference? {
    let filed = figure.value.fen(in: money)
    func made(_ cause: Cause) -> Difference {
      Difference(
        place: figure.place, address: cell?.address ?? figure.address,
        label: cell?.label ?? figure.label ?? "", filed: figure.value, filedInFen: filed,
        ledgerInFen: cell?.fen, cause: cause)
    }
    guard let cell else { return filed == 0 ? nil : made(.foreignRow) }
    guard let filed else { return made(.unknown) }
    if let filedRow, filed != 0 || cell.fen != 0, matches(filed, cell.fen, in: money) != .no {
      return made(.otherVersion(filedRow: filedRow))
    }
    switch matches(filed, cell.fen, in: money) {
    case .asPrinted: return nil
    case .asRounded: return made(.rounding)
    case .no: break
    }
    let other: MoneyUnit = money == .yuan ? .tenThousandYuan : .yuan
    if let read = figure.value.fen(in: other), read != 0, matches(read, cell.fen, in: other) != .no
    {
      return made(.otherMoney(other))
    }
    return made(.unknown)
  }

  /// Whether a figure filed as `filed` fen is what is printed where the ledger says `fen`.
  public func agrees(_ filed: Int64, with fen: Int64) -> Bool {
    matches(filed, fen, in: money) != .no
  }

  private enum Match {
    case asPrinted, asRounded, no
  }

  /// Whether `filed` is what is printed for `fen`, or near enough to be a rounding of it.
  private func matches(_ filed: Int64, _ fen: Int64, in money: MoneyUnit) -> Match {
    let (distance, overflow) = filed.subtractingReportingOverflow(fen)
    guard !overflow else { return .no }
    let printed = CellText.printedFen(
      fen, money: statement.money, decimals: statement.decimals)
    if distance == 0 || money == statement.money && filed == printed { return .asPrinted }
    // Half of the last digit of the form, also where it was filed in the other unit of money.
    let unit = CellText.fenOfLastDigit(money: statement.money, decimals: statement.decimals)
    return distance.magnitude <= unit / 2 ? .asRounded : .no
  }
}

extension CellText {
  /// How many fen the last digit stands for that is printed.
  static func fenOfLastDigit(money: MoneyUnit, decimals: Int) -> UInt64 {
    (0..<(money.exactDecimals - min(decimals, money.exactDecimals))).reduce(1) { unit, _ in
      unit * 10
    }
  }

  /// What is printed for `fen`, in fen again; `fen` itself where that is beyond any amount.
  static func printedFen(_ fen: Int64, money: MoneyUnit, decimals: Int) -> Int64 {
    let digits = roundedDigits(fen: fen, money: money, decimals: decimals)
    let unit = Int64(fenOfLastDigit(money: money, decimals: decimals))
    let (printed, overflow) = digits.multipliedReportingOverflow(by: unit)
    return overflow ? fen : printed
  }
}

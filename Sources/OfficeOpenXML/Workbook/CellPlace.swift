// Where a cell stands in a worksheet, and rectangles of cells.

/// The place of a cell: row and column counted from 1, as `B12` counts them.
public struct CellPlace: Hashable, Comparable, Sendable {
  /// The row, from 1 at the top.
  public var row: Int
  /// The column, from 1 at the left.
  public var column: Int

  /// How many rows and columns a worksheet has.
  public static let rowMax = 1_048_576
  /// The same for columns.
  public static let columnMax = 16_384

  /// The cell in `row` and `column`, both counted from 1.
  ///
  /// - Precondition: it lies on a worksheet.
  public init(row: Int, column: Int) {
    precondition(
      (1...Self.rowMax).contains(row) && (1...Self.columnMax).contains(column),
      "row \(row), column \(column) is no cell")
    self.row = row
    self.column = column
  }

  /// The letters of a column: `A` for 1, `AA` for 27.
  public static func letters(ofColumn column: Int) -> String {
    var letters = ""
    var rest = column
    while rest > 0 {
      let digit = (rest - 1) % 26
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(digit))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// `B12`.
  public var reference: String { "\(Self.letters(ofColumn: column))\(row)" }

  /// `$B$12`: a formula that is copied still means this cell.
  public var absoluteReference: String { "$\(Self.letters(ofColumn: column))$\(row)" }

  /// Row by row, as cells stand in a file.
  public static func < (one: CellPlace, other: CellPlace) -> Bool {
    (one.row, one.column) < (other.row, other.column)
  }
}

/// A rectangle of cells.
public struct CellRange: Hashable, Sendable {
  /// Its cell at the top left.
  public let first: CellPlace
  /// Its cell at the bottom right.
  public let last: CellPlace

  /// The cells from `first` to `last`.
  ///
  /// - Precondition: `last` stands neither above nor left of `first`.
  public init(_ first: CellPlace, _ last: CellPlace) {
    precondition(first.row <= last.row && first.column <= last.column, "a range has no cells")
    self.first = first
    self.last = last
  }

  /// The cells of `rows` and `columns`.
  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.init(
      CellPlace(row: rows.lowerBound, column: columns.lowerBound),
      CellPlace(row: rows.upperBound, column: columns.upperBound))
  }

  /// `A1:B12`, or `A1` for one cell.
  public var reference: String {
    first == last ? first.reference : "\(first.reference):\(last.reference)"
  }

  /// The same with absolute references.
  public var absoluteReference: String {
    first == last
      ? first.absoluteReference : "\(first.absoluteReference):\(last.absoluteReference)"
  }

  /// Whether both have a cell in common.
  public func overlaps(_ other: CellRange) -> Bool {
    first.row <= other.last.row && other.first.row <= last.row
      && first.column <= other.last.column && other.first.column <= last.column
  }
}

// The official name of a cell: the row a reader sees and the number of the column.

/// The address of an amount cell, `ROW:COLUMN`.
///
/// The row is what the form prints to the left of the cell: 行次, a code, or 合计; the column is its
/// 栏次. So `28:2` in 公开01 is 一般公共服务支出. It never counts rows of a file or of a screen.
public struct CellAddress: Hashable, Sendable {
  /// What the form prints in its line column: 行次, a code, or 合计.
  public let row: String
  /// 栏次.
  public let column: Int

  /// The address of `row` and `column`, or `nil` when the row could not be written in a formula:
  /// it is empty or holds a blank, one of `[]:/!` or two full stops, or the column is not from 1
  /// to 999.
  public init?(row: some StringProtocol, column: Int) {
    guard !row.isEmpty, (1...999).contains(column),
      Self.isDigits(row)
        || (!row.contains(where: { $0.isWhitespace || "[]:/!".contains($0) })
          && !row.contains(".."))
    else { return nil }
    self.row = String(row)
    self.column = column
  }

  /// Most rows are 行次 or codes, and need no closer look.
  private static func isDigits(_ row: some StringProtocol) -> Bool {
    row.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The address written as `ROW:COLUMN`, or `nil`.
  public init?(text: some StringProtocol) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard digits.first != "0", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let column = Int(digits)
    else { return nil }
    self.init(row: text[..<colon], column: column)
  }

  /// The address as `ROW:COLUMN`.
  public var text: String { "\(row):\(column)" }
}

extension CellAddress {
  /// The address in the row called `row` where it is one of “this row”, itself otherwise.
  func placed(inRow row: String) -> CellAddress {
    guard self.row == Expression.thisRow, let placed = CellAddress(row: row, column: column)
    else { return self }
    return placed
  }
}

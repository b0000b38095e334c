// Prints an official table in fixed-width characters and as comma-separated text.

import Statements

extension FormTable {
  private static let separator = " | "

  /// The whole page in fixed-width characters: title, table, footnote, notes, evidence.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var text: String {
    let widths = columnWidths
    let width = widths.reduce(0, +) + Self.separator.count * max(0, widths.count - 1)
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "-+-")
    var lines = [
      DisplayWidth.padded(title, to: width, alignment: .center),
      DisplayWidth.padded(number, to: width, alignment: .right),
      line(between: DisplayWidth.oneLine(unitLine), and: moneyLine, width: width),
      rule,
    ]
    for level in 0..<headerLevels { lines.append(headerLine(level, widths)) }
    lines.append(rule)
    if let columnNumbers { lines.append(bodyLine(columnNumbers, widths)) }
    for row in rows { lines.append(bodyLine(row.map(Self.indented), widths)) }
    lines.append(rule)
    let below = [footnote] + notes + evidence
    lines += below.filter { !$0.isEmpty }.map(DisplayWidth.oneLine)
    return lines.map { withoutTrailingBlanks($0) + "\n" }.joined()
  }

  /// The header and rows as comma-separated text: one header line whose levels are joined by a
  /// full stop, amounts rounded as the form prints them but without thousands separators, so that
  /// spreadsheets read numbers. Title, notes and evidence are not part of it.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var csv: String {
    let titles = columns.indices.map { column in
      header.filter { $0.column <= column && column < $0.column + $0.span }
        .map(\.text).joined(separator: ".")
    }
    return CSVText.text(rows: [titles] + rows.map { $0.map(\.plainText) })
  }

  private static func indented(_ cell: Cell) -> String {
    String(repeating: "  ", count: cell.indent) + DisplayWidth.oneLine(cell.text)
  }

  /// The widest text of each column; the last column under a wide header cell takes what lacks.
  private var columnWidths: [Int] {
    let body = rows.map { $0.map(Self.indented) } + [columnNumbers].compactMap { $0 }
    var widths = columns.indices.map { column in
      body.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    for cell in header.sorted(by: { $0.span < $1.span }) {
      let covered = cell.column..<(cell.column + cell.span)
      let missing = DisplayWidth.columns(of: cell.text) - spanWidth(covered, widths)
      if missing > 0 { widths[covered.upperBound - 1] += missing }
    }
    return widths
  }

  private func spanWidth(_ columns: Range<Int>, _ widths: [Int]) -> Int {
    widths[columns].reduce(0, +) + Self.separator.count * (columns.count - 1)
  }

  /// A cell that covers several levels is printed on its first.
  private func headerLine(_ level: Int, _ widths: [Int]) -> String {
    let reaching = header.filter { $0.level <= level && level < $0.level + $0.rows }
    let texts = reaching.sorted { $0.column < $1.column }.map { cell in
      let covered = cell.column..<(cell.column + cell.span)
      return DisplayWidth.padded(
        cell.level == level ? cell.text : "", to: spanWidth(covered, widths), alignment: .center)
    }
    return texts.joined(separator: Self.separator)
  }

  private func bodyLine(_ texts: [String], _ widths: [Int]) -> String {
    columns.indices.map { column in
      let alignment: ColumnAlignment =
        switch columns[column] {
        case .label: .left
        case .line, .amount: .right
        }
      return DisplayWidth.padded(texts[column], to: widths[column], alignment: alignment)
    }.joined(separator: Self.separator)
  }

  private func line(between left: String, and right: String, width: Int) -> String {
    let used = DisplayWidth.columns(of: left) + DisplayWidth.columns(of: right)
    return left + String(repeating: " ", count: max(2, width - used)) + right
  }
}

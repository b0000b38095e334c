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
    var lines = [DisplayWidth.padded(title, to: width, alignment: .center)]
    if !number.isEmpty { lines.append(DisplayWidth.padded(number, to: width, alignment: .right)) }
    lines.append(line(between: DisplayWidth.oneLine(unitLine), and: moneyLine, width: width))
    lines.append(rule)
    for level in 0..<headerLevels { lines.append(headerLine(level, widths)) }
    lines.append(rule)
    if let columnNumbers {
      lines.append(bodyLine(columnNumbers.map { (text: $0, span: 1) }, widths))
    }
    for row in rows {
      lines.append(bodyLine(row.map { (text: Self.indented($0), span: $0.span) }, widths))
    }
    lines.append(rule)
    let below = [footnote, emptySentence ?? ""] + notes + evidence
    lines += below.filter { !$0.isEmpty }.map(DisplayWidth.oneLine)
    return lines.map { withoutTrailingBlanks($0) + "\n" }.joined()
  }

  /// The header and rows as comma-separated text: one header line whose levels are joined by a
  /// full stop, amounts rounded as the form prints them but without thousands separators, so that
  /// spreadsheets read numbers; the sentence of an empty table is the last row. Title, notes and
  /// evidence are not part of it.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var csv: String {
    let titles = columns.indices.map { column in
      header.filter { $0.column <= column && column < $0.column + $0.span }
        .map(\.text).filter { !$0.isEmpty }.joined(separator: ".")
    }
    let sentence = emptySentence.map { sentence in
      columns.indices.map { $0 == 0 ? sentence : "" }
    }
    return CSVText.text(
      rows: [titles] + rows.map { $0.map(\.plainText) } + [sentence].compactMap { $0 })
  }

  private static func indented(_ cell: Cell) -> String {
    String(repeating: "  ", count: cell.indent) + DisplayWidth.oneLine(cell.text)
  }

  /// The widest text of each column; the last column under a wide header cell takes what lacks.
  private var columnWidths: [Int] {
    var widths = columns.indices.map { column in
      let texts =
        rows.map { $0[column].span == 1 ? Self.indented($0[column]) : "" }
        + [columnNumbers?[column]].compactMap { $0 }
      return texts.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    }
    let wide = rows.flatMap { row in
      row.indices.filter { row[$0].span > 1 }.map {
        (text: row[$0].text, covered: $0..<($0 + row[$0].span))
      }
    }
    let titles = header.map {
      (text: $0.text, covered: $0.column..<($0.column + $0.span))
    }
    for cell in (titles + wide).sorted(by: { $0.covered.count < $1.covered.count }) {
      let missing = DisplayWidth.columns(of: cell.text) - spanWidth(cell.covered, widths)
      if missing > 0 { widths[cell.covered.upperBound - 1] += missing }
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

  private func bodyLine(_ cells: [(text: String, span: Int)], _ widths: [Int]) -> String {
    columns.indices.filter { cells[$0].span > 0 }.map { column in
      let covered = column..<(column + cells[column].span)
      let alignment: ColumnAlignment =
        switch columns[column] {
        case _ where covered.count > 1: .center
        case .label: .left
        case .line: holdsCodes(column) ? .left : .right
        case .amount: .right
        }
      return DisplayWidth.padded(
        cells[column].text, to: spanWidth(covered, widths), alignment: alignment)
    }.joined(separator: Self.separator)
  }

  /// Codes stand left, so that sections are seen below their class; 行次 stand right.
  func holdsCodes(_ column: Int) -> Bool {
    rows.contains { $0[column].text.utf8.count >= 3 && $0[column].span == 1 }
  }

  private func line(between left: String, and right: String, width: Int) -> String {
    let used = DisplayWidth.columns(of: left) + DisplayWidth.columns(of: right)
    return left + String(repeating: " ", count: max(2, width - used)) + right
  }
}

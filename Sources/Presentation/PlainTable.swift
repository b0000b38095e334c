// A simple table: one header line, rows of texts, perhaps a total.

/// A table of texts with one header line, for listings; official forms are a ``FormTable``.
public struct PlainTable: Hashable, Sendable {
  /// A column: its header and on which side its texts stand.
  public struct Column: Hashable, Sendable {
    /// The header.
    public let title: String
    /// On which side its texts stand.
    public let alignment: ColumnAlignment

    /// A column made of its parts.
    public init(_ title: String, alignment: ColumnAlignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// The columns from left to right.
  public let columns: [Column]
  /// The rows from top to bottom.
  public let rows: [[String]]
  /// A last row set apart, for totals.
  public let total: [String]?

  /// A table whose rows all have one text for each column; a longer or shorter row is a mistake of
  /// the caller and stops the program.
  public init(columns: [Column], rows: [[String]], total: [String]? = nil) {
    precondition(
      (rows + [total].compactMap { $0 }).allSatisfy { $0.count == columns.count },
      "every row of a table has one text for each column")
    self.columns = columns
    self.rows = rows
    self.total = total
  }

  /// The table in fixed-width columns, two blanks apart, without blanks at the ends of lines.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var text: String {
    let titles = columns.map(\.title)
    let lines = rows.map { $0.map(DisplayWidth.oneLine) }
    let totalLine = total.map { $0.map(DisplayWidth.oneLine) }
    let all = [titles] + lines + [totalLine].compactMap { $0 }
    let widths = columns.indices.map { column in
      all.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    var text = line(titles, widths) + line(rule, widths)
    for row in lines { text += line(row, widths) }
    if let totalLine { text += line(rule, widths) + line(totalLine, widths) }
    return text
  }

  /// The table as comma-separated text, header first, total last.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var csv: String {
    CSVText.text(rows: [columns.map(\.title)] + rows + [total].compactMap { $0 })
  }

  private func line(_ texts: [String], _ widths: [Int]) -> String {
    let padded = columns.indices.map { column in
      DisplayWidth.padded(
        texts[column], to: widths[column], alignment: columns[column].alignment)
    }
    return withoutTrailingBlanks(padded.joined(separator: "  ")) + "\n"
  }
}

/// The line without blanks at its end.
func withoutTrailingBlanks(_ line: String) -> String {
  var line = line
  while line.last == " " { line.removeLast() }
  return line
}

// Tables in a text: what converters of office files leave of them.

/// A table: its rows from top to bottom, each a list of cells.
///
/// Two ways of writing are known: a cell a line, each with a tab before it and rows parted by empty
/// lines, and a row a line, its cells parted by tabs.
struct PrintedTable: Sendable {
  struct Cell: Hashable, Sendable {
    let line: Int
    let text: String
  }

  /// Rows without their empty cells.
  let rows: [[Cell]]
  /// The nearest lines of words above the table.
  let heading: [String]

  /// How many lines above a table may speak of it.
  private static let headingReach = 4

  static func tables(in lines: [[Character]]) -> [PrintedTable] {
    var tables: [PrintedTable] = []
    var rows: [[Cell]] = []
    var row: [Cell] = []
    var heading: [String] = []
    func endRow() {
      if !row.isEmpty { rows.append(row) }
      row = []
    }
    func endTable() {
      endRow()
      if !rows.isEmpty {
        tables.append(PrintedTable(rows: rows, heading: heading))
        heading = []
      }
      rows = []
    }
    for (index, line) in lines.enumerated() {
      let words = String(line).trimmedBlanks
      let inner = line.drop { $0 == "\t" }
      if inner.contains("\t") {
        endRow()
        rows.append(
          inner.split(separator: "\t").map {
            Cell(line: index + 1, text: String($0).trimmedBlanks)
          }.filter { !$0.text.isEmpty })
      } else if line.first == "\t" {
        if !words.isEmpty { row.append(Cell(line: index + 1, text: words)) }
      } else if words.isEmpty {
        endRow()
      } else {
        endTable()
        heading = Array((heading + [words]).suffix(headingReach))
      }
    }
    endTable()
    return tables
  }
}

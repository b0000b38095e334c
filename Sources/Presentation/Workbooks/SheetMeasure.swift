// How wide and how high the cells of a printed table must be.

import OfficeOpenXML
import Statements

/// Sizes of cells, counted from the characters in them: a Chinese character is two digits wide.
enum SheetMeasure {
  /// The height of one line of a table, in points.
  static let lineHeight = 16
  /// The height of the title.
  static let titleHeight = 30
  /// What a further line of a wrapped text takes.
  private static let furtherLineHeight = 13
  /// What a cell needs beside its text.
  private static let padding = 2
  private static let figureWidthMin = 11
  private static let labelWidthMin = 18
  private static let labelWidthMax = 42
  private static let headerLineCountMax = 3
  /// Programs take no higher rows.
  private static let heightMax = 400

  /// The widths of the columns in digits: wide enough for what stands in them, and for headers in
  /// up to three lines that break where a typesetter would break them.
  static func columnWidths(of table: FormTable) -> [Int] {
    var widths = table.columns.indices.map { column in
      let texts = table.rows.map { row in
        row[column].span == 1
          ? DisplayWidth.columns(of: row[column].text) + 2 * row[column].indent : 0
      }
      let content = (texts.max() ?? 0) + padding
      switch table.columns[column] {
      case .amount: return max(content, figureWidthMin)
      case .line: return content + padding
      case .label: return min(max(content, labelWidthMin), labelWidthMax)
      }
    }
    for cell in table.header.sorted(by: { $0.span < $1.span }) {
      let columns = cell.column..<(cell.column + cell.span)
      let characters = (DisplayWidth.columns(of: cell.text) + 1) / 2
      let perLine = (characters + headerLineCountMax - 1) / headerLineCountMax
      let missing = 2 * perLine + padding - widths[columns].reduce(0, +)
      if missing > 0 { widths[columns.upperBound - 1] += missing }
      guard cell.span == 1 else { continue }
      while breaksBadly(cell.text, every: (widths[cell.column] + 1) / 2) {
        widths[cell.column] += 1
      }
    }
    return widths
  }

  /// Whether lines of `length` Chinese characters leave one alone in the last line, or begin one
  /// with a sign that belongs to the line before.
  private static func breaksBadly(_ text: String, every length: Int) -> Bool {
    let characters = Array(text)
    guard length < characters.count else { return false }
    return characters.count % length == 1
      || stride(from: length, to: characters.count, by: length).contains {
        "）〉》」』”，。、；：".contains(characters[$0])
      }
  }

  /// How high each level of the header is; a cell over several levels shares what it needs.
  static func headerHeights(of table: FormTable, _ widths: [Int]) -> [Int] {
    var heights = Array(repeating: lineHeight + 2, count: table.headerLevels)
    for cell in table.header.sorted(by: { $0.rows < $1.rows }) {
      let width = widths[cell.column..<(cell.column + cell.span)].reduce(0, +)
      let levels = cell.level..<(cell.level + cell.rows)
      let missing = height(of: cell.text, width: width) - heights[levels].reduce(0, +)
      if missing > 0 { heights[levels.upperBound - 1] += missing }
    }
    return heights
  }

  /// How high a row is.
  static func rowHeight(_ cells: [FormTable.Cell], _ widths: [Int]) -> Int {
    cells.indices.filter { cells[$0].kind == .label && cells[$0].span == 1 }.map {
      height(of: cells[$0].text, width: widths[$0] - 2 * cells[$0].indent)
    }.max() ?? lineHeight
  }

  /// How high `text` is where `width` digits stand in a line.
  static func height(of text: String, width: Int) -> Int {
    let usable = max(2, width - padding + 1)
    let lines = max(1, (DisplayWidth.columns(of: text) + usable - 1) / usable)
    return min(lineHeight + (lines - 1) * furtherLineHeight, heightMax)
  }

  /// After how many columns the last ones are wide enough for a text of `width`; 0 where it would
  /// need all of them.
  static func split(_ widths: [Int], rightFor width: Int) -> Int {
    var split = widths.count - 1
    var right = widths.last ?? 0
    while split > 0, right < width + padding {
      split -= 1
      right += widths[split]
    }
    return split
  }
}

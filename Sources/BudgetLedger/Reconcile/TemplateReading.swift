// Finds the amounts of an official template by what is printed on it: 栏次 above, 行次 beside.

import OfficeOpenXML
import Statements

/// Reads the amounts of a sheet that was filled by hand.
///
/// The number of a column stands in the row 栏次; that of a row stands to its left, in the nearest
/// column without amounts. Nothing is taken from where a cell happens to lie on the sheet, unless
/// the form prints no 栏次.
struct TemplateReading {
  private let cells: SheetCells
  private let statement: Statement
  private let sheet: String
  /// The sheet's column of each numbered column of the form.
  private var columns: [(column: Int, number: Int)] = []
  private var headerRow = 0
  private let rowNames: Set<String>

  init(_ cells: SheetCells, _ statement: Statement, sheet: String) {
    self.cells = cells
    self.statement = statement
    self.sheet = sheet
    rowNames = Set(statement.cells.map(\.address.row))
    findColumns()
  }

  private mutating func findColumns() {
    let numbers = statement.form.columns.compactMap { column -> Int? in
      if case .amount(let number) = column { number } else { nil }
    }
    let isNumbered = statement.form.columnNumberLabel != nil
    for row in cells.rowNumbers.prefix(40) where isNumbered {
      var found: [(column: Int, number: Int)] = []
      for column in stride(from: 1, through: cells.columnMax, by: 1) {
        // 栏次 stand in order, each once.
        guard found.count < numbers.count,
          cells.word(row, column) == String(numbers[found.count])
        else { continue }
        found.append((column, numbers[found.count]))
      }
      // Some forms print the numbers without a word before them.
      let label = SheetCells.plain(statement.form.columnNumberLabel ?? "")
      let isNumbering =
        label.isEmpty
        ? numbers.count > 1
        : (1...max(1, cells.columnMax)).contains { cells.word(row, $0) == label }
      if isNumbering, found.count == numbers.count {
        columns = found
        headerRow = row
        return
      }
    }
    for (index, column) in statement.form.columns.enumerated() {
      if case .amount(let number) = column { columns.append((index + 1, number)) }
    }
  }

  /// The amounts from top to bottom, row by row; of several places for one cell the first that is
  /// not blank.
  var figures: [FiledFigure] {
    guard statement.form.columns.contains(.line) else { return figuresByOrder }
    let amountColumns = Set(columns.map(\.column))
    var figures: [FiledFigure] = []
    var indices: [CellAddress: Int] = [:]
    for row in cells.rowNumbers where row > headerRow {
      for (column, number) in columns {
        guard let (name, nameColumn) = rowName(row, leftOf: column, amountColumns),
          let address = CellAddress(row: name, column: number),
          isOurs(address) || isFilled(row, column)
        else { continue }
        let found = figure(
          row, column, address, label: label(row, leftOf: nameColumn, amountColumns))
        if let index = indices[address] {
          if figures[index].value == .blank { figures[index] = found }
        } else {
          indices[address] = figures.count
          figures.append(found)
        }
      }
    }
    return figures
  }

  /// The amounts of a form whose rows have no numbers: below 栏次 they stand in its own order.
  private var figuresByOrder: [FiledFigure] {
    guard headerRow > 0 else { return [] }
    var figures: [FiledFigure] = []
    for (row, printed) in zip(cells.rowNumbers.filter { $0 > headerRow }, statement.rows) {
      for case .amount(let address) in printed {
        guard let column = columns.first(where: { $0.number == address.column })?.column else {
          continue
        }
        figures.append(figure(row, column, address, label: nil))
      }
    }
    return figures
  }

  private func figure(
    _ row: Int, _ column: Int, _ address: CellAddress, label: String?
  ) -> FiledFigure {
    let place = CellPlace(row: row, column: column)
    return FiledFigure(
      place: "\(sheet)!\(place.reference)", address: address, label: label,
      value: cells.figure(at: place))
  }

  private func isOurs(_ address: CellAddress) -> Bool { statement.cell(at: address) != nil }

  private func isFilled(_ row: Int, _ column: Int) -> Bool {
    if case .number = cells.figure(at: CellPlace(row: row, column: column)) { true } else { false }
  }

  /// The nearest number or name of a row to the left, and its column. Behind the amounts of another
  /// block its numbers end.
  private func rowName(
    _ row: Int, leftOf column: Int, _ amountColumns: Set<Int>
  ) -> (name: String, column: Int)? {
    for place in stride(from: column - 1, through: 1, by: -1) where !amountColumns.contains(place) {
      let word = cells.word(row, place)
      let isNumber = !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
      if rowNames.contains(word) || isNumber { return (word, place) }
    }
    return nil
  }

  /// The nearest words to the left of the number of a row.
  private func label(
    _ row: Int, leftOf column: Int, _ amountColumns: Set<Int>
  ) -> String? {
    for place in stride(from: column - 1, through: 1, by: -1) {
      if amountColumns.contains(place) { return nil }
      let word = cells.word(row, place)
      if !word.isEmpty { return word }
    }
    return nil
  }
}

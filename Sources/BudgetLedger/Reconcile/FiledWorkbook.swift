// The tables in a filed workbook: found by the names of cells, else by titles and numbers.

import BudgetDomain
import OfficeOpenXML
import Statements

/// A workbook whose sheets are official tables, filled by us or by hand.
struct FiledWorkbook {
  private let workbook: WorkbookFile
  private var sheets: [String: SheetCells] = [:]

  /// Reads the workbook in `bytes`.
  init(_ bytes: [UInt8]) throws(OfficeFileProblem) {
    workbook = try WorkbookFile(bytes)
    var cellCount = 0
    for sheet in workbook.sheets {
      guard let cells = try SheetCells(sheet, of: workbook) else { continue }
      cellCount += cells.values.count
      guard cellCount <= Self.cellCountMax else {
        throw OfficeFileProblem(.beyondLimit(.sheetSize), part: sheet.name)
      }
      sheets[sheet.name] = cells
    }
  }

  /// A set of official tables has some ten thousand cells.
  private static let cellCountMax = 1_000_000

  /// The table that is filed for `statement`; `nil` where the workbook has none.
  func table(for statement: Statement) -> FiledTable? {
    named(statement) ?? titled(statement)
  }

  /// The cells that have the names which our own workbooks give them.
  private func named(_ statement: Statement) -> FiledTable? {
    var figures: [FiledFigure] = []
    var sheet: String?
    for name in workbook.definedNames {
      guard let (form, address) = CellName.cell(name.name), form == statement.form.code,
        name.range.first == name.range.last, let cells = sheets[name.sheet]
      else { continue }
      sheet = sheet ?? name.sheet
      figures.append(
        FiledFigure(
          place: "\(name.sheet)!\(name.range.first.reference)", address: address, label: nil,
          value: cells.figure(at: name.range.first)))
    }
    return sheet.map {
      FiledTable(sheet: $0, money: sheets[$0]?.money, figures: figures)
    }
  }

  /// The sheet that has the title or the number of the form.
  private func titled(_ statement: Statement) -> FiledTable? {
    let wanted = [statement.form.title, statement.form.number].map(SheetCells.plain)
      .filter { !$0.isEmpty }
    for sheet in workbook.sheets {
      guard let cells = sheets[sheet.name], cells.heading.contains(where: wanted.contains) else {
        continue
      }
      return FiledTable(
        sheet: sheet.name, money: cells.money,
        figures: TemplateReading(cells, statement, sheet: sheet.name).figures)
    }
    return nil
  }
}

/// The cells of one sheet.
struct SheetCells {
  private(set) var values: [CellPlace: CellValue] = [:]
  private(set) var rowNumbers: [Int] = []
  private(set) var columnMax = 0

  /// An official table has a few thousand cells.
  private static let countMax = 100_000
  private static let headingRowCount = 12

  /// The cells of `sheet`; `nil` where they are too many for an official table.
  init?(_ sheet: WorkbookFile.Sheet, of workbook: WorkbookFile) throws(OfficeFileProblem) {
    var reader = try workbook.cells(of: sheet)
    while let row = try reader.next() {
      guard !row.cells.isEmpty else { continue }
      rowNumbers.append(row.number)
      for cell in row.cells {
        values[cell.place] = cell.value
        columnMax = max(columnMax, cell.place.column)
      }
      guard values.count <= Self.countMax else { return nil }
    }
  }

  /// The text of a cell without blanks; a whole number as its digits.
  func word(_ row: Int, _ column: Int) -> String {
    guard column >= 1, column <= CellPlace.columnMax else { return "" }
    switch values[CellPlace(row: row, column: column)] {
    case .text(let text): return Self.plain(text)
    case .number(let number): return number.wholeText ?? ""
    default: return ""
    }
  }

  /// `text` without any blank.
  static func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  /// The texts of the first rows.
  var heading: [String] {
    let rows = Set(rowNumbers.prefix(Self.headingRowCount))
    return values.filter { rows.contains($0.key.row) }.compactMap { _, value in
      if case .text(let text) = value { Self.plain(text) } else { nil }
    }
  }

  /// The unit of money that the heading names.
  var money: MoneyUnit? {
    for text in heading where text.contains("单位") && text.hasSuffix("元") {
      return text.hasSuffix("万元") ? .tenThousandYuan : .yuan
    }
    return nil
  }

  /// What an amount cell holds. Numbers that were typed as texts count as numbers.
  func figure(at place: CellPlace) -> FiledFigure.Value {
    switch values[place] {
    case nil: return .blank
    case .number(let number), .day(let number, _): return Self.figure(number)
    case .text(let text):
      let plain = Self.plain(text)
      guard !["", "-", "—", "——", "–"].contains(plain) else { return .blank }
      guard let number = SheetNumber(plain.replacing(",", with: "").replacing("，", with: "")) else {
        return .words(plain)
      }
      return Self.figure(number)
    case .boolean(let isTrue): return .words(isTrue ? "TRUE" : "FALSE")
    case .error(let name): return .words(name)
    case .notComputed: return .notComputed
    }
  }

  private static func figure(_ number: SheetNumber) -> FiledFigure.Value {
    func fen(_ money: MoneyUnit) -> Int64? {
      let decimals = money.exactDecimals
      let text = number.text(decimals: decimals) ?? number.roundedText(decimals: decimals)
      return text.flatMap { Int64($0.filter { $0 != "." }) }
    }
    guard let yuan = fen(.yuan), let tenThousand = fen(.tenThousandYuan) else {
      return .words(number.text)
    }
    return .number(
      number.text(decimals: 6)?.trimmingZeros ?? number.text, inYuan: yuan,
      inTenThousandYuan: tenThousand)
  }
}

extension String {
  /// The digits without zeros at the end of the decimals.
  fileprivate var trimmingZeros: String {
    guard contains(".") else { return self }
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}

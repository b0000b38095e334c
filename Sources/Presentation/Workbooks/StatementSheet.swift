// One official table as a worksheet: title, header, rows, footnote, and how it is printed.

import BudgetDomain
import OfficeOpenXML
import Statements

/// Lays out one statement on a sheet as the official table is laid out on paper.
struct StatementSheet {
  let statement: Statement
  let totals: TotalFormulas
  private let table: FormTable
  private let context: PageContext
  private let widths: [Int]
  private(set) var sheet: Worksheet
  /// Where the amounts stand.
  private(set) var places: [CellAddress: CellPlace] = [:]

  /// The sheet of `statement` with the tab `name`.
  init(_ statement: Statement, named name: String, _ context: PageContext) {
    self.statement = statement
    self.context = context
    table = FormTable(statement, asOf: context.asOf, language: context.language)
    totals = TotalFormulas(of: statement)
    widths = SheetMeasure.columnWidths(of: table)
    sheet = Worksheet(name: name)
    let headerFirst = writeTitle()
    let bodyFirst = writeHeader(from: headerFirst)
    writeBody(from: bodyFirst)
    let last = writeWords(from: bodyFirst + table.rows.count)
    for (index, width) in widths.enumerated() {
      sheet.columns[index + 1] = SheetColumn(widthInTenths: width * 10)
    }
    sheet.showsGridlines = false
    sheet.printArea = CellRange(rows: 1...last, columns: 1...table.columns.count)
    sheet.printedTitleRows = 1...(bodyFirst - 1)
    sheet.frozenUntil = CellPlace(row: bodyFirst, column: leadingColumnCount + 1)
    sheet.page = page
  }

  /// The names of all amounts.
  var definedNames: [DefinedName] {
    statement.cells.compactMap { cell in
      places[cell.address].map { place in
        DefinedName(
          CellName.text(form: statement.form.code, cell.address), sheet: sheet.name,
          range: CellRange(place, place))
      }
    }
  }

  private var columnCount: Int { table.columns.count }

  /// The columns at the left that say what a row is about, where the table has no other such
  /// columns: they stand still while the amounts scroll.
  private var leadingColumnCount: Int {
    let leading = table.columns.prefix { !$0.isAmount }
    return table.columns.dropFirst(leading.count).allSatisfy(\.isAmount) ? leading.count : 0
  }

  /// Writes title, number of the form, unit and unit of money.
  ///
  /// - Returns: the first row below.
  private mutating func writeTitle() -> Int {
    let all = 1...columnCount
    sheet.merge(
      CellRange(rows: 1...1, columns: all), SheetCell(.text(table.title), style: .title))
    sheet.rowHeightsInPoints[1] = SheetMeasure.titleHeight
    var row = 2
    let right = CellStyle(horizontal: .right)
    if !table.number.isEmpty {
      sheet.merge(
        CellRange(rows: row...row, columns: all), SheetCell(.text(table.number), style: right))
      sheet.rowHeightsInPoints[row] = SheetMeasure.lineHeight
      row += 1
    }
    let split = SheetMeasure.split(widths, rightFor: DisplayWidth.columns(of: table.moneyLine))
    let unit = SheetCell(
      .text(DisplayWidth.oneLine(table.unitLine)),
      style: CellStyle(horizontal: .left, shrinksToFit: true))
    if split > 0 {
      sheet.merge(CellRange(rows: row...row, columns: 1...split), unit)
      sheet.merge(
        CellRange(rows: row...row, columns: (split + 1)...columnCount),
        SheetCell(.text(table.moneyLine), style: right))
    } else {
      sheet[row, 1] = unit
    }
    sheet.rowHeightsInPoints[row] = SheetMeasure.lineHeight
    return row + 1
  }

  /// Writes the levels of the header and the numbers of the columns.
  ///
  /// - Returns: the first row below.
  private mutating func writeHeader(from first: Int) -> Int {
    let style = CellStyle.framed(.center, wraps: true)
    for cell in table.header {
      let rows = (first + cell.level)...(first + cell.level + cell.rows - 1)
      let columns = (cell.column + 1)...(cell.column + cell.span)
      sheet.merge(
        CellRange(rows: rows, columns: columns), SheetCell(.text(cell.text), style: style))
    }
    for (level, height) in SheetMeasure.headerHeights(of: table, widths).enumerated() {
      sheet.rowHeightsInPoints[first + level] = height
    }
    let next = first + table.headerLevels
    guard let numbers = table.columnNumbers else { return next }
    for (column, number) in numbers.enumerated() {
      sheet[next, column + 1] = SheetCell(
        number.isEmpty ? .blank : .text(number), style: .framed(.center))
    }
    sheet.digitTextRanges.append(CellRange(rows: next...next, columns: 1...columnCount))
    sheet.rowHeightsInPoints[next] = SheetMeasure.lineHeight
    return next + 1
  }

  private mutating func writeBody(from first: Int) {
    for (index, cells) in table.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        if let address = cell.address {
          places[address] = CellPlace(row: first + index, column: column + 1)
        }
      }
      sheet.rowHeightsInPoints[first + index] = SheetMeasure.rowHeight(cells, widths)
    }
    for (index, cells) in table.rows.enumerated() {
      for (column, cell) in cells.enumerated() where cell.span > 0 {
        let row = first + index
        let columns = (column + 1)...(column + cell.span)
        sheet.merge(CellRange(rows: row...row, columns: columns), content(of: cell, column))
      }
    }
    guard !table.rows.isEmpty else { return }
    let rows = first...(first + table.rows.count - 1)
    for (column, kind) in table.columns.enumerated() where kind == .line {
      let number = column + 1
      sheet.digitTextRanges.append(CellRange(rows: rows, columns: number...number))
    }
  }

  private func content(of cell: FormTable.Cell, _ column: Int) -> SheetCell {
    switch cell.kind {
    case .label, .line:
      let isCode = cell.kind == .line
      var style = CellStyle.framed(
        cell.span > 1 || isCode && !table.holdsCodes(column) ? .center : .left,
        wraps: !isCode)
      style.indent = cell.indent
      style.numberFormat = isCode ? .text : .general
      return SheetCell(cell.text.isEmpty ? .blank : .text(cell.text), style: style)
    case .amount:
      var style = CellStyle.framed(.right)
      style.numberFormat = SheetFigure.format(decimals: statement.decimals)
      guard let address = cell.address else { return SheetCell(.blank, style: style) }
      let formula = totals.formula(
        of: address, decimals: statement.decimals, places: places)
      guard let formula, let number = DecimalText(cell.plainText) else {
        return SheetCell(SheetFigure.content(cell.plainText), style: style)
      }
      return SheetCell(.formula(formula, cached: number), style: style)
    }
  }

  /// Writes what stands below the table.
  ///
  /// - Returns: the last row.
  private mutating func writeWords(from first: Int) -> Int {
    var row = first
    let width = widths.reduce(0, +)
    let sentences = [table.footnote, table.emptySentence ?? ""].filter { !$0.isEmpty }
    let lines =
      sentences.map { ($0, CellStyle.words) }
      + (table.notes + remarks).map { ($0, CellStyle.remark) }
    for (words, style) in lines {
      sheet.merge(
        CellRange(rows: row...row, columns: 1...columnCount),
        SheetCell(.text(DisplayWidth.oneLine(words)), style: style))
      sheet.rowHeightsInPoints[row] = SheetMeasure.height(of: words, width: width)
      row += 1
    }
    return row - 1
  }

  /// What the checks found that a reader of the figures must know.
  private var remarks: [String] {
    let language = context.language
    var remarks =
      statement.failedChecks.map { FormTable.failureLine($0).text(language) }
      + statement.tailDifferences.map { FormTable.tailLine($0).text(language) }
    if !totals.figures.isEmpty {
      let list = totals.figures.map(\.text).joined(separator: context.say("、", ", "))
      remarks.append(
        context.say(
          "\(list) 按账面数四舍五入填列，不等于所列各数之和，所以是数值，不是公式。",
          "\(list): rounded from the books and not the sum of what is printed, so a figure and "
            + "no formula."))
    }
    if !statement.cells.allSatisfy({ SheetFigure.fits(statement.text(of: $0, grouped: false)) }) {
      remarks.append(
        context.say(
          "超过 15 位数字的金额以文本填列：电子表格会改动其末位。",
          "Amounts of more than 15 digits are texts: spreadsheets would alter their last digits."))
    }
    return remarks
  }

  private var page: PageSetup {
    let form = statement.form
    let isRepeated = form.rows.contains { $0.repetition != nil }
    let edition = context.say(
      "表样 \(form.tableSet)/\(form.code) 第 \(form.edition) 版",
      "form \(form.tableSet)/\(form.code) edition \(form.edition)")
    return PageSetup(
      orientation: table.isWide ? .landscape : .portrait,
      pagesTall: isRepeated ? 0 : 1,
      footer: PageText(
        left: [.text(place)],
        right: [
          .text(String(edition.prefix(Self.editionLengthMax))), " · ", .pageNumber, "/", .pageCount,
        ],
        sizeInPoints: 8))
  }

  /// Where in the log the table was made, to the second.
  private var place: String {
    let time = context.asOf.recordedAtText.map { " \($0.prefix(19))Z" } ?? ""
    let event = context.asOf.position.map { context.say("第 \($0) 号事项", "event \($0)") + time }
    let words = event ?? context.placeWords
    return "\(words) · \(context.checkpointWords)"
  }

  /// A footer has 255 characters for all of its parts and their codes.
  private static let editionLengthMax = 100
}

extension Form.Column {
  var isAmount: Bool { if case .amount = self { true } else { false } }
}

extension CellStyle {
  /// The title of a table.
  static let title = CellStyle(
    font: CellFont(name: CellFont.heiName, sizeInPoints: 16), horizontal: .center)

  /// A footnote or a sentence.
  static let words = CellStyle(horizontal: .left, wraps: true)

  /// A remark below a table.
  static let remark = CellStyle(
    font: CellFont(sizeInPoints: 9), horizontal: .left, wraps: true)

  /// A cell of a table.
  static func framed(_ horizontal: HorizontalAlignment, wraps: Bool = false) -> CellStyle {
    CellStyle(borders: .all, horizontal: horizontal, wraps: wraps)
  }
}

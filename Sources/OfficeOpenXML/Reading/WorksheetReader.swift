// Reads the cells of one sheet, row by row, in memory that does not grow with the sheet.

/// What a cell of a file holds.
public enum CellValue: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A number.
  case number(SheetNumber)
  /// A number whose style writes it as a day; `nil` where the calendar has no such day.
  case day(SheetNumber, SheetCalendar.Day?)
  /// True or false.
  case boolean(Bool)
  /// An error such as `#REF!`.
  case error(String)
  /// A formula that the program which wrote the file did not compute.
  case notComputed
}

/// A cell of a file.
public struct ReadCell: Hashable, Sendable {
  /// Where it stands.
  public let place: CellPlace
  /// What it holds.
  public let value: CellValue
  /// Whether a formula gave it its value.
  public let isFormula: Bool
}

/// A row of a file; it holds cells that hold something.
public struct ReadRow: Hashable, Sendable {
  /// Its number, from 1.
  public let number: Int
  /// Whether the program does not show it.
  public let isHidden: Bool
  /// Its cells from left to right.
  public let cells: [ReadCell]
}

/// Reads a worksheet from top to bottom.
public struct WorksheetReader: Sendable {
  /// The columns that the program does not show, known before the first row.
  public private(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// The cells that are one, known after the last row.
  public private(set) var mergedRanges: [CellRange] = []

  private var reader: XMLReader
  private let texts: SharedTextList
  private let formats: DateFormats
  private let calendar: SheetCalendar
  private let cellTextByteCountMax: Int
  private var cellTextByteCount = 0
  private var lastRow = 0
  private var isInside = false
  private var isDone = false

  init(_ sheet: WorkbookFile.Sheet, in workbook: WorkbookFile) throws(OfficeFileProblem) {
    guard let stream = workbook.container.stream(of: sheet.part) else {
      throw OfficeFileProblem(.workbook(.partMissing), part: sheet.part)
    }
    reader = try XMLReader(.entry(stream), limits: workbook.container.limits)
    texts = workbook.texts
    formats = workbook.formats
    calendar = workbook.calendar
    cellTextByteCountMax = workbook.container.limits.cellTextByteCount
    guard try reader.next() == .start, reader.name.isSpreadsheet("worksheet") else {
      throw reader.problem(.rootDiffers)
    }
    while !isInside, !isDone { try step() }
  }

  /// The next row that is written in the file, or `nil` after the last.
  ///
  /// - Throws: ``OfficeFileProblem`` where the sheet is damaged or beyond limits.
  public mutating func next() throws(OfficeFileProblem) -> ReadRow? {
    while isInside {
      guard let token = try reader.next() else { break }
      if token == .start, reader.name.isSpreadsheet("row") { return try readRow() }
      if token == .start { try reader.skipElement() }
      if token == .end { isInside = false }
    }
    while !isDone { try step() }
    return nil
  }

  /// Goes over what stands beside the rows.
  private mutating func step() throws(OfficeFileProblem) {
    guard let token = try reader.next() else {
      isDone = true
      return
    }
    guard token == .start, reader.name.namespace == .spreadsheet else { return }
    switch reader.name.local {
    case "sheetData":
      guard lastRow == 0 else { throw reader.problem(.orderBroken) }
      isInside = true
    case "col":
      guard ["1", "true"].contains(reader.attribute("hidden") ?? ""),
        let first = reader.attribute("min").flatMap({ Int($0) }),
        let last = reader.attribute("max").flatMap({ Int($0) }), first <= last
      else { return }
      hiddenColumns.append(first...last)
    case "mergeCell":
      guard let range = reader.attribute("ref").flatMap({ CellRange(reference: $0) }) else {
        throw reader.problem(.addressRefused)
      }
      mergedRanges.append(range)
    default: return
    }
    guard hiddenColumns.count + mergedRanges.count <= Self.listCountMax else {
      throw reader.beyond(.sheetSize)
    }
  }

  private mutating func readRow() throws(OfficeFileProblem) -> ReadRow {
    var number = lastRow + 1
    if let text = reader.attribute("r") {
      guard let written = Int(text), written > 0 else { throw reader.problem(.addressRefused) }
      number = written
    }
    guard number <= CellPlace.rowMax else { throw reader.beyond(.sheetSize) }
    guard number > lastRow else { throw reader.problem(.orderBroken, at: "\(number)") }
    lastRow = number
    let isHidden = ["1", "true"].contains(reader.attribute("hidden") ?? "")
    var cells: [ReadCell] = []
    var column = 0
    let depth = reader.depth
    while let token = try reader.next(), token != .end || reader.depth >= depth {
      guard token == .start else { continue }
      guard reader.name.isSpreadsheet("c") else {
        try reader.skipElement()
        continue
      }
      let place = try place(inRow: number, after: column)
      column = place.column
      if let cell = try readCell(place) { cells.append(cell) }
    }
    return ReadRow(number: number, isHidden: isHidden, cells: cells)
  }

  private func place(inRow row: Int, after column: Int) throws(OfficeFileProblem) -> CellPlace {
    guard let reference = reader.attribute("r") else {
      guard column < CellPlace.columnMax else { throw reader.beyond(.sheetSize) }
      return CellPlace(row: row, column: column + 1)
    }
    guard let place = CellPlace(reference: reference), place.row == row else {
      throw reader.problem(.addressRefused, at: reference)
    }
    guard place.column > column else { throw reader.problem(.orderBroken, at: reference) }
    return place
  }

  private mutating func readCell(_ place: CellPlace) throws(OfficeFileProblem) -> ReadCell? {
    let type = reader.attribute("t") ?? "n"
    let style = reader.attribute("s")
    var written: String?
    var isFormula = false
    let depth = reader.depth
    while let token = try reader.next(), token != .end || reader.depth >= depth {
      guard token == .start else { continue }
      if reader.name.isSpreadsheet("v") {
        written = try reader.elementText()
      } else if reader.name.isSpreadsheet("is") {
        written = try reader.richText()
      } else if reader.name.isSpreadsheet("f") {
        isFormula = true
        try reader.skipElement()
      } else {
        try reader.skipElement()
      }
    }
    guard let written, !written.isEmpty || type == "str" || type == "inlineStr" else {
      guard isFormula else { return nil }
      return ReadCell(place: place, value: .notComputed, isFormula: true)
    }
    let value = try value(written, type, style, at: place)
    if case .text(let text) = value { cellTextByteCount += text.utf8.count }
    guard cellTextByteCount <= cellTextByteCountMax else { throw reader.beyond(.cellTextSize) }
    return ReadCell(place: place, value: value, isFormula: isFormula)
  }

  private func value(
    _ written: String, _ type: String, _ style: String?, at place: CellPlace
  ) throws(OfficeFileProblem) -> CellValue {
    switch type {
    case "n":
      guard let number = SheetNumber(written) else { break }
      guard let style else { return .number(number) }
      guard let isDay = Int(style).flatMap({ formats.isDay($0) }) else {
        throw reader.problem(.formatMissing, at: place.reference)
      }
      return isDay ? .day(number, calendar.day(number)) : .number(number)
    case "s":
      guard let index = Int(written) else { break }
      guard let text = texts.text(index) else {
        throw reader.problem(.textMissing, at: place.reference)
      }
      return .text(text)
    case "str": return .text(SheetText.unescaped(written))
    case "inlineStr": return .text(written)
    case "d":
      // A day as ISO 8601 writes it, perhaps with a time behind it.
      return .text(String(written.prefix { $0 != "T" }))
    case "b":
      guard written == "0" || written == "1" else { break }
      return .boolean(written == "1")
    case "e": return .error(written)
    default: break
    }
    throw reader.problem(.cellMalformed, at: place.reference)
  }

  private static let listCountMax = 1_000_000
}

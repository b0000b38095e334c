// A sheet of a workbook as the rows of an import file.

import BudgetDomain
import OfficeOpenXML

/// The rows below the header of a sheet: texts by column, with every cell that has none named.
///
/// The header is the first row that names at least two columns, so a title may stand above it. Rows
/// that begin with `#` are examples or remarks and are left out.
struct WorkbookTable {
  /// A column that the header names.
  struct Column {
    let number: Int
    let header: String
    let field: EntryField?
  }

  /// What the tab of the sheet says.
  let sheet: String
  private(set) var headerRow = 1
  private(set) var columns: [Column] = []
  /// The rows that hold something, with their numbers.
  private(set) var rows: [(number: Int, cells: [String])] = []
  private(set) var problems: [InputProblem] = []
  /// Rows that the program does not show, as far as they are imported.
  private(set) var hiddenRowCount = 0
  /// Rows that begin with `#`.
  private(set) var leftOutRowCount = 0

  /// Reads `sheet` of `workbook` to its end.
  init(_ sheet: WorkbookFile.Sheet, of workbook: WorkbookFile) throws(OfficeFileProblem) {
    self.sheet = sheet.name
    var reader = try workbook.cells(of: sheet)
    guard let header = try Self.header(&reader) else {
      problems.append(Self.empty(sheet.name))
      return
    }
    takeHeader(header)
    guard problems.isEmpty else { return }
    let places = Dictionary(
      uniqueKeysWithValues: columns.enumerated().map { ($1.number, $0) })
    while let row = try reader.next() {
      take(row, places)
      guard problems.count < LedgerError.listedMax else { break }
    }
    fill(reader.mergedRanges, places)
  }

  /// Whether a sheet has a row that names columns, among its first.
  static func hasHeader(
    _ sheet: WorkbookFile.Sheet, in workbook: WorkbookFile
  ) throws(OfficeFileProblem) -> Bool {
    var reader = try workbook.cells(of: sheet)
    return try header(&reader).map { isHeader($0) } ?? false
  }

  /// The first row that names columns, or the first that holds anything.
  private static func header(_ reader: inout WorksheetReader) throws(OfficeFileProblem) -> ReadRow?
  {
    // A row cannot be read twice: where no header follows, the first row stands for it.
    var first: ReadRow?
    var count = 0
    while count < headerRowMax, let row = try reader.next() {
      guard !row.cells.isEmpty else { continue }
      if isHeader(row) { return row }
      first = first ?? row
      count += 1
    }
    return first
  }

  private static func isHeader(_ row: ReadRow) -> Bool {
    row.cells.count { cell in
      guard case .text(let text) = cell.value else { return false }
      return EntryField(header: text.trimmingBlanks) != nil
    } > 1
  }

  private mutating func takeHeader(_ row: ReadRow) {
    headerRow = row.number
    for cell in row.cells {
      do throws(WorkbookCellText.Fault) {
        let header = try WorkbookCellText.text(cell.value, for: nil)
        guard !header.isEmpty else { continue }
        columns.append(
          Column(
            number: cell.place.column, header: header, field: EntryField(header: header)))
      } catch {
        problems.append(problem(error, at: cell.place, nil))
      }
    }
  }

  private mutating func take(_ row: ReadRow, _ places: [Int: Int]) {
    var cells = [String](repeating: "", count: columns.count)
    var faults: [InputProblem] = []
    for cell in row.cells {
      let place = places[cell.place.column]
      let column = place.map { columns[$0] }
      do throws(WorkbookCellText.Fault) {
        let text = try WorkbookCellText.text(cell.value, for: column?.field)
        if let place {
          cells[place] = text
        } else if !text.isEmpty {
          faults.append(strayCell(cell.place, text))
        }
      } catch {
        faults.append(problem(error, at: cell.place, column))
        // Something that is refused for its own sake only: the fault has been told.
        if let place { cells[place] = error.excerpt }
      }
    }
    guard let first = cells.first(where: { !$0.isEmpty }) else {
      problems += faults
      return
    }
    guard !first.hasPrefix("#") else {
      leftOutRowCount += 1
      return
    }
    if row.isHidden { hiddenRowCount += 1 }
    problems += faults
    rows.append((row.number, cells))
  }

  /// Gives cells that are one with the cell above them its text, where they lie in one column that
  /// may say the same in several rows. A shared amount or key could mean anything.
  private mutating func fill(_ ranges: [CellRange], _ places: [Int: Int]) {
    let ranges = ranges.filter { $0.first.row > headerRow && $0.first != $0.last }
      .sorted { $0.first < $1.first }
    var endRows: [Int: Int] = [:]
    for range in ranges {
      let touched = places.keys.filter {
        (range.first.column...range.last.column).contains($0)
      }
      guard let column = touched.min(), let place = places[column] else { continue }
      let field = columns[place].field
      let isPlain = touched.count == 1 && field != .amount && field != .value && field != .key
      // Ranges that overlap are no ranges; they could also make this loop a long one.
      guard isPlain, endRows[column] ?? 0 < range.first.row else {
        problems.append(mergedCells(range))
        continue
      }
      endRows[column] = range.last.row
      fill(place, range.first.row...range.last.row)
    }
  }

  private mutating func fill(_ place: Int, _ numbers: ClosedRange<Int>) {
    var index = rows.partitioningIndex { $0.number >= numbers.lowerBound }
    guard index < rows.count, rows[index].number == numbers.lowerBound else { return }
    let text = rows[index].cells[place]
    while index < rows.count, rows[index].number <= numbers.upperBound {
      rows[index].cells[place] = text
      index += 1
    }
  }

  private static let headerRowMax = 20
}

extension WorkbookTable {
  /// The rows as comma-separated text, the header first, for the one reader of entries that there
  /// is; its rows are numbered 1 for the header, 2 for the first of ``rows``.
  var separatedText: [UInt8] {
    var bytes: [UInt8] = []
    Self.write(columns.map(\.header), to: &bytes)
    for row in rows { Self.write(row.cells, to: &bytes) }
    return bytes
  }

  private static func write(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let needsQuotes = cell.utf8.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
          || $0 == UInt8(ascii: "\r")
      }
      guard needsQuotes else {
        bytes += cell.utf8
        continue
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in cell.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The row of the sheet that stands in row `number` of ``separatedText``.
  func sheetRow(_ number: Int) -> Int {
    number < 2 || number - 2 >= rows.count ? headerRow : rows[number - 2].number
  }

  /// The problem of a row and column of ``separatedText`` as one of a cell.
  func placed(_ problem: InputProblem) -> InputProblem {
    guard let number = problem.row else {
      return InputProblem(
        place: Phrase(zh: sheet, en: sheet), column: problem.column, excerpt: problem.excerpt,
        wording: problem.wording)
    }
    let row = sheetRow(number)
    let column = columns.first { $0.header == problem.column }
    let place =
      column.map { self.place(CellPlace(row: row, column: $0.number)) }
      ?? Phrase(zh: "\(sheet) 第 \(row) 行", en: "\(sheet), row \(row)")
    return InputProblem(
      place: place, row: row, column: problem.column, excerpt: problem.excerpt,
      wording: problem.wording)
  }

  private func place(_ place: CellPlace) -> Phrase {
    Phrase(zh: "\(sheet)!\(place.reference)", en: "\(sheet)!\(place.reference)")
  }

  private func problem(
    _ fault: WorkbookCellText.Fault, at place: CellPlace, _ column: Column?
  ) -> InputProblem {
    InputProblem(
      place: self.place(place), row: place.row, column: column?.header, excerpt: fault.excerpt,
      wording: fault.wording)
  }

  private func strayCell(_ place: CellPlace, _ text: String) -> InputProblem {
    InputProblem(
      place: self.place(place), row: place.row, column: nil, excerpt: text,
      wording: Wording(
        name: "cellWithoutColumn",
        what: Phrase(zh: "这一格不在任何一列表头之下。", en: "The cell stands below no header."),
        next: Phrase(
          zh: "清空它；备注请放在“摘要”列，或放在以 # 开头的行。",
          en: "Clear it; remarks go into the column memo, or into a row that begins with #.")))
  }

  private func mergedCells(_ range: CellRange) -> InputProblem {
    InputProblem(
      place: Phrase(zh: "\(sheet)!\(range.reference)", en: "\(sheet)!\(range.reference)"),
      row: range.first.row, column: nil, excerpt: "",
      wording: Wording(
        name: "cellsMerged",
        what: Phrase(
          zh: "合并单元格跨了几列，或几行共用一个金额、流水号：归哪一行说不清。",
          en: "Merged cells span columns, or rows share an amount or key: whose is it?"),
        next: Phrase(zh: "取消合并，逐格填写。", en: "Unmerge them and fill every cell.")))
  }

  private static func empty(_ sheet: String) -> InputProblem {
    InputProblem(
      place: Phrase(zh: sheet, en: sheet), column: nil, excerpt: "",
      wording: Wording(
        name: "sheetIsEmpty",
        what: Phrase(zh: "工作表是空的。", en: "The sheet is empty."),
        next: Phrase(
          zh: "空白模板：juesuan import --template -o 模板.xlsx",
          en: "An empty workbook with headers: juesuan import --template -o template.xlsx")))
  }
}

extension Array {
  /// The first index whose element meets a condition that all elements behind it meet too.
  fileprivate func partitioningIndex(where meets: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if meets(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

// A workbook that somebody sent: its sheets, its names, and readers for their cells.

/// A workbook as a file holds it (SpreadsheetML in a ZIP container). Opening reads the small parts;
/// cells are read row by row when they are asked for.
public struct WorkbookFile: Sendable {
  /// The sheets with cells from left to right; charts and the like are left out.
  public let sheets: [Sheet]
  /// Names for single cells and rectangles, as far as they lie on one sheet.
  public let definedNames: [DefinedName]
  /// How numbers stand for days.
  public let calendar: SheetCalendar

  let container: Container
  let texts: SharedTextList
  let formats: DateFormats

  /// A sheet of the workbook.
  public struct Sheet: Hashable, Sendable {
    /// What its tab says.
    public let name: String
    /// Whether the program does not show it.
    public let isHidden: Bool
    /// The part that holds its cells.
    let part: String
  }

  /// Whether bytes are for this reader rather than for one of texts: they begin like a container,
  /// a compound file or a PDF.
  public static func looksLikeOne(_ bytes: [UInt8]) -> Bool {
    switch ForeignFormat.beginning(bytes) {
    case .container, .compound, .pdf: true
    case .webPage, .unknown: false
    }
  }

  /// Opens the workbook in `bytes`.
  ///
  /// - Throws: ``OfficeFileProblem``, for a file of another kind with what it is.
  /// - Complexity: O(n) in the texts of the workbook, which are kept.
  public init(
    _ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()
  ) throws(OfficeFileProblem) {
    if let foreign = ForeignFormat.foreign(bytes) { throw OfficeFileProblem(.foreign(foreign)) }
    let container = try Container(bytes, limits: limits)
    if let foreign = ForeignFormat.foreign(container) {
      throw OfficeFileProblem(.foreign(foreign))
    }
    let package = try Relations(of: "", in: container)
    guard let part = package.first("officeDocument")?.target,
      let stream = container.stream(of: part)
    else { throw OfficeFileProblem(.workbook(.partMissing), part: "xl/workbook.xml") }
    let relations = try Relations(of: part, in: container)
    var outline = WorkbookOutline(relations)
    try outline.read(try XMLReader(.entry(stream), limits: limits))
    sheets = outline.sheets
    definedNames = outline.definedNames
    calendar = outline.calendar
    self.container = container
    texts =
      try relations.first("sharedStrings").map { (relation) throws(OfficeFileProblem) in
        try SharedTextList(relation.target, in: container)
      } ?? SharedTextList()
    formats =
      try relations.first("styles").map { (relation) throws(OfficeFileProblem) in
        try DateFormats(relation.target, in: container)
      } ?? DateFormats()
    for sheet in sheets where !container.has(sheet.part) {
      throw OfficeFileProblem(.workbook(.partMissing), part: sheet.part)
    }
  }

  /// A reader of the cells of `sheet`, which belongs to this workbook.
  public func cells(of sheet: Sheet) throws(OfficeFileProblem) -> WorksheetReader {
    try WorksheetReader(sheet, in: self)
  }
}

/// What `workbook.xml` says about the workbook.
private struct WorkbookOutline {
  let relations: Relations
  var sheets: [WorkbookFile.Sheet] = []
  var definedNames: [DefinedName] = []
  var calendar = SheetCalendar.from1900

  init(_ relations: Relations) {
    self.relations = relations
  }

  mutating func read(_ document: XMLReader) throws(OfficeFileProblem) {
    var reader = document
    guard try reader.next() == .start, reader.name.isSpreadsheet("workbook") else {
      throw reader.problem(.rootDiffers)
    }
    while let token = try reader.next() {
      guard token == .start, reader.name.namespace == .spreadsheet else { continue }
      switch reader.name.local {
      case "workbookPr":
        let isFrom1904 = ["1", "true", "on"].contains(reader.attribute("date1904") ?? "")
        if isFrom1904 { calendar = .from1904 }
      case "sheet": try readSheet(reader)
      case "definedName":
        if let name = reader.attribute("name"), reader.attribute("localSheetId") == nil {
          addName(name, try reader.elementText())
        }
      default: break
      }
      guard definedNames.count + sheets.count <= Self.countMax else {
        throw reader.beyond(.textCount)
      }
    }
  }

  private mutating func readSheet(_ reader: XMLReader) throws(OfficeFileProblem) {
    guard let name = reader.attribute("name"),
      let id = reader.attribute("id", in: .officeRelations),
      let relation = relations.all.first(where: { $0.id == id })
    else { throw reader.problem(.partMissing) }
    guard relation.kind == "worksheet" else { return }
    // Two sheets with the same cells would let one part be read as often as a file likes.
    let isTaken = sheets.contains {
      $0.name.lowercased() == name.lowercased() || $0.part == relation.target
    }
    guard !isTaken else { throw reader.problem(.orderBroken) }
    let isHidden = ["hidden", "veryHidden"].contains(reader.attribute("state") ?? "visible")
    sheets.append(WorkbookFile.Sheet(name: name, isHidden: isHidden, part: relation.target))
  }

  /// Keeps a name that stands for cells: `'公开01'!$C$9`. Names of formulas and constants, which a
  /// workbook may have as well, are of no use here.
  private mutating func addName(_ name: String, _ reference: String) {
    guard let mark = reference.lastIndex(of: "!") else { return }
    var sheet = String(reference[..<mark])
    if sheet.hasPrefix("'"), sheet.hasSuffix("'"), sheet.count > 2 {
      sheet = String(sheet.dropFirst().dropLast()).replacing("''", with: "'")
    }
    let cells = reference[reference.index(after: mark)...].replacing("$", with: "")
    guard let range = CellRange(reference: cells) else { return }
    definedNames.append(DefinedName(name, sheet: sheet, range: range))
  }

  private static let countMax = 200_000
}

extension CellPlace {
  /// The cell written as `B12`, or `nil` where there is no such cell.
  public init?(reference: some StringProtocol) {
    var column = 0
    var rest = reference.utf8[...]
    while let letter = rest.first, (0x41...0x5A).contains(letter & 0xDF), letter >= 0x41 {
      column = column * 26 + Int(letter & 0xDF) - 0x40
      guard column <= Self.columnMax else { return nil }
      rest = rest.dropFirst()
    }
    guard column > 0, (1...7).contains(rest.count), rest.first != 0x30 else { return nil }
    var row = 0
    for digit in rest {
      guard (0x30...0x39).contains(digit) else { return nil }
      row = row * 10 + Int(digit - 0x30)
    }
    guard row <= Self.rowMax else { return nil }
    self.init(row: row, column: column)
  }
}

extension CellRange {
  /// The cells written as `A1:B12`, or as `A1` for one, or `nil`.
  public init?(reference: some StringProtocol) {
    let ends = reference.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(ends.count), let first = CellPlace(reference: ends[0]),
      let last = CellPlace(reference: ends[ends.count - 1]), first.row <= last.row,
      first.column <= last.column
    else { return nil }
    self.init(first, last)
  }
}

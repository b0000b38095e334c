// Why a workbook cannot be written: what office programs would refuse or “repair”.

/// What is wrong with a workbook.
public enum WorkbookProblem: Error, Hashable, Sendable {
  /// It has no sheet that is shown.
  case noSheets
  /// A name that no sheet can have.
  case badSheetName(String)
  /// Two sheets have one name; capitals do not tell them apart.
  case sheetNameTaken(String)
  /// A name that no cell can have.
  case badDefinedName(String)
  /// Two ranges have one name; capitals do not tell them apart.
  case definedNameTaken(String)
  /// A name or a list is about a sheet that is not there.
  case unknownSheet(String)
  /// A text of more than 32,767 characters.
  case textTooLong(sheet: String, CellPlace)
  /// A merged cell that has a cell in common with another.
  case overlappingMerges(sheet: String, CellRange)
  /// Something stands in a merged cell, but not at its top left, where nobody would see it.
  case hiddenByMerge(sheet: String, CellPlace)
  /// A list that is empty, too long, or has a comma or a quotation mark in a word.
  case badList(sheet: String)
  /// A message of a list that is too long.
  case messageTooLong(sheet: String)
  /// A header or footer of more than 255 characters.
  case pageTextTooLong(sheet: String)
  /// A time that is not written as `YYYY-MM-DDThh:mm:ssZ`.
  case badTime(String)
}

extension Workbook {
  /// How many UTF-16 units a cell can hold.
  public static let textLengthMax = 32_767

  /// Refuses what office programs would refuse or repair.
  func validate() throws(WorkbookProblem) {
    if let time = properties.timeText, !properties.hasValidTime { throw .badTime(time) }
    guard !sheets.isEmpty else { throw .noSheets }
    var sheetNames: Set<String> = []
    for sheet in sheets {
      guard Worksheet.isValidName(sheet.name) else { throw .badSheetName(sheet.name) }
      guard sheetNames.insert(sheet.name.lowercased()).inserted else {
        throw .sheetNameTaken(sheet.name)
      }
    }
    var names: Set<String> = []
    for name in definedNames {
      guard DefinedName.isValid(name.name) else { throw .badDefinedName(name.name) }
      guard names.insert(name.name.lowercased()).inserted else {
        throw .definedNameTaken(name.name)
      }
      guard sheets.contains(where: { $0.name == name.sheet }) else {
        throw .unknownSheet(name.sheet)
      }
    }
    for sheet in sheets {
      try sheet.validateCells()
      try sheet.validateMerges()
      for list in sheet.validations { try validate(list, on: sheet.name) }
      for text in [sheet.page.header, sheet.page.footer] where text.code.utf16.count > 255 {
        throw .pageTextTooLong(sheet: sheet.name)
      }
    }
  }

  private func validate(_ list: ListValidation, on sheet: String) throws(WorkbookProblem) {
    switch list.choices {
    case .words(let words):
      let areGood = words.allSatisfy { !$0.isEmpty && !$0.contains(",") && !$0.contains("\"") }
      guard !words.isEmpty, areGood, words.joined(separator: ",").utf16.count <= 255 else {
        throw .badList(sheet: sheet)
      }
    case .cells(let other, _):
      guard sheets.contains(where: { $0.name == other }) else { throw .unknownSheet(other) }
    }
    guard !list.ranges.isEmpty else { throw .badList(sheet: sheet) }
    guard list.errorTitle.utf16.count <= 32, list.promptTitle.utf16.count <= 32,
      list.errorText.utf16.count <= 255, list.promptText.utf16.count <= 255
    else { throw .messageTooLong(sheet: sheet) }
  }
}

extension Worksheet {
  fileprivate func validateCells() throws(WorkbookProblem) {
    for (place, cell) in cells {
      guard case .text(let text) = cell.content else { continue }
      if text.utf16.count > Workbook.textLengthMax { throw .textTooLong(sheet: name, place) }
    }
  }

  /// - Complexity: O(m²) in the merged ranges, which are as many as a table has titles.
  fileprivate func validateMerges() throws(WorkbookProblem) {
    for (index, range) in mergedRanges.enumerated() {
      if mergedRanges[..<index].contains(where: { $0.overlaps(range) }) {
        throw .overlappingMerges(sheet: name, range)
      }
      for row in range.first.row...range.last.row {
        for column in range.first.column...range.last.column {
          let place = CellPlace(row: row, column: column)
          guard place != range.first, let cell = cells[place], cell.content != .blank else {
            continue
          }
          throw .hiddenByMerge(sheet: name, place)
        }
      }
    }
  }
}

// Reads the header of an import file: which column holds which field.

import BudgetDomain

/// The columns of an import file in their order in the file.
struct EntryHeader {
  /// Fields that no file can do without.
  static let required: [EntryField] = [.date, .kind]
  /// Fields that a file of entries needs beside those, unless it holds facts only.
  static let requiredForEntries: [EntryField] = [.source, .function, .nature, .amount]

  /// The column index of each field that the file has.
  private(set) var columns: [EntryField: Int] = [:]
  /// The headers as written.
  let cells: [String]
  /// The header of each field as the file writes it.
  private(set) var names: [EntryField: String] = [:]
  /// What is wrong with the header.
  private(set) var problems: [InputProblem] = []

  init(_ cells: [String]) {
    self.cells = cells
    for (index, cell) in cells.enumerated() {
      guard let field = EntryField(header: cell.trimmingBlanks) else {
        problems.append(Self.unknownColumn(cell))
        continue
      }
      guard columns[field] == nil else {
        problems.append(Self.repeatedColumn(cell))
        continue
      }
      columns[field] = index
      names[field] = cell
    }
    let holdsFacts = columns[.metric] != nil && columns[.value] != nil
    let entryFields = holdsFacts ? [] : Self.requiredForEntries
    for field in Self.required + entryFields where columns[field] == nil {
      problems.append(Self.missingColumn(field, cells))
    }
  }

  /// The header that stands in `line`, without its ending; `nil` where it is no single row.
  init?(line: UnsafeRawBufferPointer) {
    let text = CommaSeparatedText(Array(line))
    guard text.problems.isEmpty, text.rows.count == 1 else { return nil }
    self.init(text.rows[0].cells)
  }

  /// The header of `field` as the file writes it.
  func name(of field: EntryField) -> String { names[field] ?? field.rawValue }

  private static func unknownColumn(_ cell: String) -> InputProblem {
    let known = EntryField.importColumns
    return InputProblem(
      row: 1, column: cell, excerpt: cell,
      wording: Wording(
        name: "unknownColumn",
        what: Phrase(zh: "不认识的列“\(cell)”。", en: "The column “\(cell)” is unknown."),
        next: Phrase(
          zh: "可用的列：" + known.map { "\($0.officialTerm)(\($0.rawValue))" }.joined(separator: "、"),
          en: "Known columns: " + known.map(\.rawValue).joined(separator: ", "))))
  }

  private static func repeatedColumn(_ cell: String) -> InputProblem {
    InputProblem(
      row: 1, column: cell, excerpt: cell,
      wording: Wording(
        name: "repeatedColumn",
        what: Phrase(zh: "列“\(cell)”出现两次。", en: "The column “\(cell)” stands twice."),
        next: Phrase(zh: "只保留一列。", en: "Keep one of them.")))
  }

  private static func missingColumn(_ field: EntryField, _ cells: [String]) -> InputProblem {
    InputProblem(
      row: 1, column: field.rawValue, excerpt: cells.joined(separator: ","),
      wording: Wording(
        name: "missingColumn",
        what: Phrase(
          zh: "缺少“\(field.officialTerm)”(\(field.rawValue)) 列。",
          en: "The column \(field.rawValue) (\(field.officialTerm)) is missing."),
        next: Phrase(
          zh: "加上这一列；必需的列："
            + (required + requiredForEntries).map(\.officialTerm).joined(separator: "、"),
          en: "Add it; required: "
            + (required + requiredForEntries).map(\.rawValue).joined(separator: ", "))))
  }
}

extension String {
  /// The text without blanks and tabs at either end.
  var trimmingBlanks: String {
    guard
      utf8.first.map({ $0 == 0x20 || $0 == 0x09 }) == true
        || utf8.last.map({ $0 == 0x20 || $0 == 0x09 }) == true
    else { return self }
    let trimmed = drop { $0 == " " || $0 == "\t" }
    let end = trimmed.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(trimmed[...$0]) } ?? ""
  }
}

// Makes a valid form of a form file, or lists everything that is wrong with it.

import BudgetDomain
import FoundationEssentials

extension Form {
  /// The form written in the bytes of a form file. `fileName` is only for messages.
  ///
  /// - Throws: ``InvalidForm`` with all problems; after a problem of the JSON outline, only that
  ///   one.
  public init(json bytes: [UInt8], fileName: String) throws(InvalidForm) {
    let file: FormFile
    do {
      file = try FormReader.decode(bytes)
    } catch {
      throw InvalidForm(problems: [
        FormProblem(
          file: fileName, path: error.path, subject: nil, column: nil,
          fault: .document(error.fault))
      ])
    }
    var reader = FormReader(file: file, fileName: fileName)
    guard let form = reader.form() else { throw InvalidForm(problems: reader.problems) }
    self = form
  }
}

/// Collects problems while it checks a form file part by part.
struct FormReader {
  let file: FormFile
  let fileName: String
  private(set) var problems: [FormProblem] = []

  init(file: FormFile, fileName: String) {
    self.file = file
    self.fileName = fileName
  }

  mutating func note(
    _ fault: FormFault, at path: String, subject: String? = nil, column: Int? = nil
  ) {
    problems.append(
      FormProblem(file: fileName, path: path, subject: subject, column: column, fault: fault))
  }

  /// The form, or `nil` when there are problems.
  mutating func form() -> Form? {
    guardOutline()
    let money = MoneyUnit(word: file.money)
    if money == nil { noteUnknown(file.money, among: MoneyUnit.allCases.map(\.word), at: "money") }
    let header = headerCells()
    let columns = readColumns()
    guard columns.count == file.columns.count else { return nil }
    let layout = readRows(columns)
    let checks = readChecks()
    let notes = readNotes(layout.cells)
    var references = FormReferences(cells: layout.cells)
    references.resolve(checks: checks)
    for problem in references.problems {
      let path = problem.check.map { "checks[\($0)]" } ?? layout.paths[problem.subject] ?? ""
      note(.reference(problem.fault), at: path, subject: problem.subject)
    }
    guard problems.isEmpty, let money else { return nil }
    return Form(
      code: file.form, name: file.name, number: file.number, title: file.title,
      tableSet: file.tableSet, edition: file.edition, years: file.validFrom...file.validTo,
      money: money, decimals: file.decimals, unitLabel: file.unitLabel,
      moneyLabel: file.moneyLabel, header: header, columnNumberLabel: file.columnNumberLabel,
      columns: columns, rows: layout.rows, cells: layout.cells, checks: checks,
      footnote: file.footnote, notes: notes, evaluationOrder: references.order)
  }

  private mutating func guardOutline() {
    if file.schema != FormFile.schema {
      noteUnknown(file.schema, among: [FormFile.schema], at: "schema")
    }
    let texts = [
      ("form", file.form), ("name", file.name), ("title", file.title),
      ("table_set", file.tableSet),
    ]
    for (key, text) in texts where text.isEmpty { note(.document(.textMissing), at: key) }
    let numbers = [
      ("edition", file.edition, 1...999_999),
      ("decimals", file.decimals, CellText.decimalsRange),
      ("valid_from", file.validFrom, FiscalYear.range),
      ("valid_to", file.validTo, FiscalYear.range),
    ]
    for (key, number, range) in numbers where !range.contains(number) {
      note(.document(.numberOutOfRange(number, range: range)), at: key)
    }
    if file.validTo < file.validFrom {
      note(.document(.yearsReversed(from: file.validFrom, to: file.validTo)), at: "valid_to")
    }
  }

  mutating func noteUnknown(
    _ word: String, among words: [String], at path: String, subject: String? = nil
  ) {
    let nearest = nearestWords(to: word, among: words)
    note(.document(.unknownWord(word, nearest: nearest)), at: path, subject: subject)
  }

  /// Places each header cell at the first free column of its level, as a browser would.
  private mutating func headerCells() -> [Form.HeaderCell] {
    let width = file.columns.count
    let levels = file.header.count
    var covered = Array(repeating: Array(repeating: false, count: width), count: levels)
    var cells: [Form.HeaderCell] = []
    if levels == 0 || width == 0 {
      note(.layout(.headerWidth(covered: 0, columns: width)), at: "header")
    }
    for (level, row) in file.header.enumerated() {
      for (index, cell) in row.enumerated() {
        let path = "header[\(level)][\(index)]"
        let span = cell.span ?? 1
        let rows = cell.rows ?? 1
        guard (1...999).contains(span) else {
          note(.document(.numberOutOfRange(span, range: 1...999)), at: "\(path).span")
          return []
        }
        guard (1...(levels - level)).contains(rows) else {
          note(.layout(.headerDepth(rows: rows, levels: levels)), at: "\(path).rows")
          return []
        }
        let column = covered[level].firstIndex(of: false) ?? width
        guard column + span <= width, !covered[level][column..<(column + span)].contains(true)
        else {
          note(.layout(.headerWidth(covered: column + span, columns: width)), at: path)
          return []
        }
        for reached in level..<(level + rows) {
          for place in column..<(column + span) { covered[reached][place] = true }
        }
        cells.append(
          Form.HeaderCell(text: cell.text, level: level, column: column, span: span, rows: rows))
      }
      if let free = covered[level].firstIndex(of: false) {
        note(.layout(.headerWidth(covered: free, columns: width)), at: "header[\(level)]")
        return []
      }
    }
    return cells
  }

  private mutating func readColumns() -> [Form.Column] {
    var columns: [Form.Column] = []
    var numbers: Set<Int> = []
    for (index, column) in file.columns.enumerated() {
      let path = "columns[\(index)]"
      switch (column.kind, column.number) {
      case ("label", nil): columns.append(.label)
      case ("line", nil): columns.append(.line)
      case ("amount", let number?):
        if !(1...999).contains(number) {
          note(.document(.numberOutOfRange(number, range: 1...999)), at: "\(path).number")
          continue
        }
        if !numbers.insert(number).inserted {
          note(.layout(.columnNumberRepeated(number)), at: "\(path).number")
        }
        columns.append(.amount(number: number))
      case ("label", _), ("line", _), ("amount", nil): note(.layout(.columnNumber), at: path)
      default: noteUnknown(column.kind, among: ["label", "line", "amount"], at: "\(path).kind")
      }
    }
    return columns
  }
}

// MARK: JSON

extension FormReader {
  /// A fault of the outline with its path.
  struct OutlineProblem: Error {
    let path: String
    let fault: DocumentFault
  }

  static func decode(_ bytes: [UInt8]) throws(OutlineProblem) -> FormFile {
    do {
      return try JSONDecoder().decode(FormFile.self, from: Data(bytes))
    } catch let error as UnknownFormKey {
      let nearest = nearestWords(to: error.key, among: error.known)
      throw OutlineProblem(
        path: text(of: error.path), fault: .unknownKey(error.key, nearest: nearest))
    } catch let error as DecodingError {
      throw problem(of: error)
    } catch {
      throw OutlineProblem(path: "", fault: .notJSON(detail: String(describing: error)))
    }
  }

  private static func problem(of error: DecodingError) -> OutlineProblem {
    switch error {
    case .keyNotFound(let key, let context):
      OutlineProblem(path: text(of: context.codingPath), fault: .keyMissing(key.stringValue))
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      OutlineProblem(
        path: text(of: context.codingPath), fault: .wrongType(expected: kind(of: type)))
    case .dataCorrupted(let context):
      OutlineProblem(
        path: text(of: context.codingPath),
        fault: .notJSON(
          detail: context.underlyingError.map { String(describing: $0) }
            ?? context.debugDescription))
    @unknown default:
      OutlineProblem(path: "", fault: .notJSON(detail: String(describing: error)))
    }
  }

  private static func kind(of type: any Any.Type) -> JSONKind {
    switch type {
    case is String.Type: .text
    case is Int.Type: .wholeNumber
    default: String(describing: type).hasPrefix("Array") ? .array : .object
    }
  }

  private static func text(of path: [any CodingKey]) -> String {
    path.reduce("") { text, key in
      if let index = key.intValue { return "\(text)[\(index)]" }
      return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
    }
  }
}

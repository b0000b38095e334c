// Makes a valid form of a form file, or lists everything that is wrong with it.

import BudgetDomain

extension Form {
  /// The form written in the bytes of a form file, as the first of its table sets has it.
  /// `fileName` is only for messages.
  ///
  /// - Throws: ``InvalidForm`` with all problems; after a problem of the JSON outline, only that
  ///   one.
  public init(json bytes: [UInt8], fileName: String) throws(InvalidForm) {
    let file: FormFile
    do {
      file = try OutlineProblem.decode(FormFile.self, from: bytes)
    } catch {
      throw InvalidForm(problems: [FormProblem(outline: error, file: fileName)])
    }
    var reader = FormReader(file: file, fileName: fileName)
    guard let form = reader.form() else { throw InvalidForm(problems: reader.problems) }
    self = form
  }

  /// The forms written in the bytes of a form file, one for each table set that it names.
  ///
  /// - Throws: ``InvalidForm`` as for one form.
  public static func forms(
    json bytes: [UInt8], fileName: String
  ) throws(InvalidForm) -> [Form] {
    let form = try Form(json: bytes, fileName: fileName)
    return form.tableSets.map { name in
      var other = form
      other.tableSet = name
      return other
    }
  }
}

extension FormProblem {
  init(outline problem: OutlineProblem, file: String) {
    self.init(
      file: file, path: problem.path, subject: nil, column: nil, fault: .document(problem.fault))
  }
}

/// Collects problems while it checks a form file part by part.
struct FormReader: ProblemCollecting {
  let file: FormFile
  let fileName: String
  var problems: [FormProblem] = []
  var words: [String: [Label.YearlyWords]] = [:]

  init(file: FormFile, fileName: String) {
    self.file = file
    self.fileName = fileName
  }

  /// The form, or `nil` when there are problems.
  mutating func form() -> Form? {
    guardOutline()
    let money = MoneyUnit(word: file.money)
    if money == nil { noteUnknown(file.money, among: MoneyUnit.allCases.map(\.word), at: "money") }
    readWords()
    let columns = readColumns()
    let printed = file.columns.indices.filter { file.columns[$0].hidden != true }
    let header = headerCells(width: printed.count)
    guard columns.count == file.columns.count else { return nil }
    let layout = readRows(columns)
    let checks = readChecks(file.checks, in: .form)
    let notes = readNotes(layout.cells)
    let form = Form(
      fileName: fileName, code: file.form, name: file.name, number: file.number,
      title: file.title, tableSet: file.tableSets.first ?? "", tableSets: file.tableSets,
      edition: file.edition, years: file.validFrom...max(file.validFrom, file.validTo),
      money: money ?? .yuan, decimals: file.decimals, unitLabel: file.unitLabel,
      moneyLabel: file.moneyLabel, header: header, columnNumberLabel: file.columnNumberLabel,
      columns: printed.map { columns[$0] }, rows: layout.rows, cells: layout.cells,
      checks: checks.map(\.check), footnote: file.footnote,
      emptyForm: file.empty.map {
        Form.EmptyForm(sentence: $0.sentence, blankRows: $0.blankRows ?? 0)
      }, notes: notes, uncertainties: uncertainties())
    var references = FormReferences(form: form)
    references.resolve(checks: checks.map(\.check))
    for problem in references.problems {
      let path =
        problem.check.map { checks[$0].path } ?? layout.paths[problem.subject]
        ?? layout.paths[FormReferences.templateName(of: problem.subject)] ?? ""
      note(.reference(problem.fault), at: path, subject: problem.subject)
    }
    return problems.isEmpty ? form : nil
  }

  private mutating func guardOutline() {
    if file.schema != FormFile.schema {
      noteUnknown(file.schema, among: [FormFile.schema], at: "schema")
    }
    let texts = [("form", file.form), ("name", file.name), ("title", file.title)]
    for (key, text) in texts where text.isEmpty { note(.document(.textMissing), at: key) }
    if file.tableSets.isEmpty { note(.document(.textMissing), at: "table_sets") }
    for (index, name) in file.tableSets.enumerated() where name.isEmpty {
      note(.document(.textMissing), at: "table_sets[\(index)]")
    }
    let numbers = [
      ("edition", file.edition, 1...999_999),
      ("decimals", file.decimals, CellText.decimalsRange),
      ("empty.blank_rows", file.empty?.blankRows ?? 0, 0...99),
    ]
    for (key, number, range) in numbers where !range.contains(number) {
      note(.document(.numberOutOfRange(number, range: range)), at: key)
    }
    guardYears(file.validFrom, file.validTo, at: ("valid_from", "valid_to"))
  }

  private mutating func readWords() {
    for (index, entry) in (file.words ?? []).enumerated() {
      let path = "words[\(index)]"
      if entry.name.isEmpty { note(.document(.textMissing), at: "\(path).name") }
      guard guardYears(entry.from, entry.to, at: ("\(path).from", "\(path).to")) else { continue }
      words[entry.name, default: []].append(
        Label.YearlyWords(years: entry.from...entry.to, text: entry.text))
    }
  }

  private func uncertainties() -> [Form.Uncertainty] {
    let whole = file.uncertain.map { Form.Uncertainty(place: "", text: $0) }
    let rows = file.rows.compactMap { row in
      row.uncertain.map { text in
        Form.Uncertainty(
          place: row.cells.first { !$0.isEmpty && $0.first != "=" } ?? "", text: text)
      }
    }
    return [whole].compactMap { $0 } + rows
  }

  private mutating func readColumns() -> [Form.Column] {
    var columns: [Form.Column] = []
    for (index, column) in file.columns.enumerated() {
      let path = "columns[\(index)]"
      if column.hidden == true, column.kind != "line" {
        note(.layout(.hiddenColumn), at: "\(path).hidden")
      }
      switch (column.kind, column.number) {
      case ("label", nil): columns.append(.label)
      case ("line", nil): columns.append(.line)
      case ("amount", let number?):
        if !(1...999).contains(number) {
          note(.document(.numberOutOfRange(number, range: 1...999)), at: "\(path).number")
          continue
        }
        columns.append(.amount(number: number))
      case ("label", _), ("line", _), ("amount", nil): note(.layout(.columnNumber), at: path)
      default: noteUnknown(column.kind, among: ["label", "line", "amount"], at: "\(path).kind")
      }
    }
    return columns
  }

  /// Places each header cell at the first free column of its level, as a browser would.
  private mutating func headerCells(width: Int) -> [Form.HeaderCell] {
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
}

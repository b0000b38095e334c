// Reads the rows, checks and notes of a form file: addresses are given, formulas parsed.

import BudgetDomain

extension FormReader {
  /// What the rows of a form file say.
  struct RowLayout {
    var rows: [[Form.PrintedCell]] = []
    /// In the order of ``Form/cells``.
    var cells: [Form.Cell] = []
    /// Where each address stands in the file.
    var paths: [String: String] = [:]
  }

  mutating func readRows(_ columns: [Form.Column]) -> RowLayout {
    var layout = RowLayout()
    let blocks = blockNumbers(columns)
    var cellsByBlock: [[Form.Cell]] = Array(repeating: [], count: (blocks.last ?? 0) + 1)
    for (rowIndex, row) in file.rows.enumerated() {
      guard row.count == columns.count else {
        let fault = LayoutFault.rowWidth(found: row.count, columns: columns.count)
        note(.layout(fault), at: "rows[\(rowIndex)]")
        continue
      }
      var printed: [Form.PrintedCell] = []
      for (index, text) in row.enumerated() {
        let path = "rows[\(rowIndex)][\(index)]"
        guard case .amount(let number) = columns[index] else {
          if text.first == "=" { note(.layout(.formulaOutsideAmounts(text)), at: path) }
          printed.append(text.isEmpty ? .blank : .text(text))
          continue
        }
        guard !text.isEmpty else {
          printed.append(.blank)
          continue
        }
        guard let cell = readAmount(text, number, row, columns, index, path) else { continue }
        if layout.paths.updateValue(path, forKey: cell.address.text) != nil {
          note(.layout(.addressRepeated(cell.address.text)), at: path, subject: cell.address.text)
        }
        printed.append(.amount(cell.address))
        cellsByBlock[blocks[index]].append(cell)
      }
      layout.rows.append(printed)
    }
    layout.cells = cellsByBlock.flatMap { $0 }
    return layout
  }

  /// A table side by side with another begins at each column of labels or lines that follows an
  /// amount column.
  private func blockNumbers(_ columns: [Form.Column]) -> [Int] {
    var block = 0
    var numbers: [Int] = []
    for (index, column) in columns.enumerated() {
      if index > 0, case .amount = columns[index - 1] {
        if case .amount = column {} else { block += 1 }
      }
      numbers.append(block)
    }
    return numbers
  }

  private mutating func readAmount(
    _ text: String, _ number: Int, _ row: [String], _ columns: [Form.Column], _ index: Int,
    _ path: String
  ) -> Form.Cell? {
    guard text.first == "=" else {
      note(.layout(.notAFormula(text)), at: path)
      return nil
    }
    let lineIndex = columns[..<index].lastIndex(of: .line)
    guard let lineIndex, !row[lineIndex].isEmpty else {
      note(.layout(.amountWithoutLine), at: path)
      return nil
    }
    guard let address = CellAddress(row: row[lineIndex], column: number) else {
      note(.layout(.lineNotAddressable(row[lineIndex])), at: path)
      return nil
    }
    let label = columns[..<index].lastIndex(of: .label).map { row[$0] } ?? ""
    // A cell whose formula is refused still exists, so that formulas naming it are not refused too.
    let expression = readFormula(text, skipping: 1, at: path, subject: address.text) ?? .zero
    return Form.Cell(
      address: address, label: String(label.drop { $0 == " " }), expression: expression)
  }

  private mutating func readFormula(
    _ text: String, skipping skipped: Int = 0, at path: String, subject: String
  ) -> Expression? {
    do {
      return try ExpressionParser.expression(in: text, skipping: skipped)
    } catch {
      note(.formula(error.fault), at: path, subject: subject, column: error.column)
      return nil
    }
  }

  mutating func readChecks() -> [Form.Check] {
    var checks: [Form.Check] = []
    for (index, check) in file.checks.enumerated() {
      let path = "checks[\(index)]"
      if check.id.isEmpty { note(.document(.textMissing), at: "\(path).id") }
      if file.checks[..<index].contains(where: { $0.id == check.id }) {
        note(.document(.checkRepeated(check.id)), at: "\(path).id", subject: check.id)
      }
      let severity = Form.Check.Severity(rawValue: check.severity)
      if severity == nil {
        let words = Form.Check.Severity.allCases.map(\.rawValue)
        noteUnknown(check.severity, among: words, at: "\(path).severity", subject: check.id)
      }
      let left = readFormula(check.left, at: "\(path).left", subject: check.id)
      let right = readFormula(check.right, at: "\(path).right", subject: check.id)
      guard let severity, let left, let right else { continue }
      checks.append(
        Form.Check(
          id: check.id, severity: severity, left: left, right: right,
          text: Phrase(zh: check.chinese, en: check.english)))
    }
    return checks
  }

  mutating func readNotes(_ cells: [Form.Cell]) -> [Form.Note] {
    let known = cells.map(\.address.text)
    var notes: [Form.Note] = []
    for (index, entry) in (file.notes ?? []).enumerated() {
      var addresses: [CellAddress] = []
      for (cellIndex, text) in entry.cells.enumerated() {
        let path = "notes[\(index)].cells[\(cellIndex)]"
        if let address = CellAddress(text: text), known.contains(text) {
          addresses.append(address)
        } else {
          let nearest = nearestWords(to: text, among: known)
          note(.reference(.unknownCell(text, nearest: nearest)), at: path)
        }
      }
      notes.append(
        Form.Note(cells: addresses, text: Phrase(zh: entry.chinese, en: entry.english)))
    }
    return notes
  }
}

// Reads the rows and notes of a form file: addresses are given, formulas parsed.

import BudgetDomain

extension FormReader {
  /// What the rows of a form file say.
  struct RowLayout {
    var rows: [Form.Row] = []
    /// In the order of ``Form/cells``.
    var cells: [Form.Cell] = []
    /// Where each address stands in the file.
    var paths: [String: String] = [:]
  }

  /// A row while it is read: its words are labels already.
  private struct RowReading {
    let isRepeated: Bool
    let columns: [Form.Column]
    let labels: [Label?]
  }

  mutating func readRows(_ columns: [Form.Column]) -> RowLayout {
    var layout = RowLayout()
    let blocks = blockNumbers(columns)
    for (rowIndex, row) in file.rows.enumerated() {
      guard row.cells.count == columns.count else {
        let fault = LayoutFault.rowWidth(found: row.cells.count, columns: columns.count)
        note(.layout(fault), at: "rows[\(rowIndex)]")
        continue
      }
      let base = "rows[\(rowIndex)]\(row.cellsPath)"
      let repetition = row.each.flatMap { readRepetition($0, at: "rows[\(rowIndex)].each") }
      var labels: [Label?] = []
      for (index, text) in row.cells.enumerated() {
        // A cell that is one with its neighbour says what that one says.
        let isMerged = text == "<"
        labels.append(
          isMerged ? labels.last ?? nil : readLabel(text, columns[index], "\(base)[\(index)]"))
      }
      let reading = RowReading(isRepeated: row.each != nil, columns: columns, labels: labels)
      var printed: [Form.RowCell] = []
      for (index, text) in row.cells.enumerated() {
        let path = "\(base)[\(index)]"
        guard let cell = readCell(text, index, reading, blocks[index], path, &layout) else {
          continue
        }
        if file.columns[index].hidden != true { printed.append(cell) }
      }
      layout.rows.append(Form.Row(repetition: repetition, cells: printed))
    }
    let cells = layout.rows.flatMap(\.cells).compactMap { cell in
      if case .amount(let amount) = cell { amount } else { nil }
    }
    // A stable order of tables side by side, each row by row.
    layout.cells = (0...(blocks.last ?? 0)).flatMap { block in cells.filter { $0.block == block } }
    return layout
  }

  private mutating func readRepetition(_ each: FormFile.Each, at path: String) -> Form.Repetition? {
    let levels = Set(each.levels)
    guard !levels.isEmpty, levels.isSubset(of: [3, 5, 7]), levels.count == each.levels.count else {
      note(.layout(.levels(each.levels)), at: "\(path).levels")
      return nil
    }
    return Form.Repetition(levels: levels.sorted(), indentedFrom: each.indentFrom)
  }

  private mutating func readLabel(
    _ text: String, _ column: Form.Column, _ path: String
  ) -> Label? {
    guard column == .label || column == .line, !text.isEmpty, text.first != "=" else { return nil }
    do {
      return try Label(text, words: words)
    } catch {
      note(.layout(.unknownName(error.placeholder, nearest: error.nearest)), at: path)
      return nil
    }
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

  private mutating func readCell(
    _ text: String, _ index: Int, _ row: RowReading, _ block: Int, _ path: String,
    _ layout: inout RowLayout
  ) -> Form.RowCell? {
    if text == "<" {
      if index == 0 { note(.layout(.mergedFirst), at: path) }
      return .merged
    }
    guard case .amount(let number) = row.columns[index] else {
      if text.first == "=" { note(.layout(.formulaOutsideAmounts(text)), at: path) }
      return row.labels[index].map { .text($0) } ?? .blank
    }
    guard !text.isEmpty else { return .blank }
    guard let cell = readAmount(text, number, index, row, block, path) else { return nil }
    if layout.paths.updateValue(path, forKey: cell.address.text) != nil {
      note(.layout(.addressRepeated(cell.address.text)), at: path, subject: cell.address.text)
    }
    return .amount(cell)
  }

  private mutating func readAmount(
    _ text: String, _ number: Int, _ index: Int, _ row: RowReading, _ block: Int, _ path: String
  ) -> Form.Cell? {
    guard text.first == "=" else {
      note(.layout(.notAFormula(text)), at: path)
      return nil
    }
    // The nearest line column to the left of the table it stands in; its words may be one cell
    // with others.
    let line = row.columns[..<index].indices.last { row.columns[$0] == .line }
    guard let line, let words = row.labels[line] else {
      note(.layout(.amountWithoutLine), at: path)
      return nil
    }
    let name = words == Label(parts: [.rowCode]) ? Expression.thisRow : words.text
    guard (name == Expression.thisRow) == row.isRepeated,
      let address = CellAddress(row: name, column: number)
    else {
      note(.layout(.lineNotAddressable(words.text)), at: path)
      return nil
    }
    let label = row.columns[..<index].indices.last { row.columns[$0] == .label }
      .flatMap { row.labels[$0] }
    // A cell whose formula is refused still exists, so that formulas naming it are not refused too.
    let expression = readFormula(text, skipping: 1, at: path, subject: address.text) ?? .zero
    if expression.isTemplate, !row.isRepeated {
      note(.formula(.rowMissing), at: path, subject: address.text)
    }
    if expression.leavesForm {
      note(.formula(.leavesForm), at: path, subject: address.text)
    }
    return Form.Cell(
      address: address, label: label ?? Label(parts: []), expression: expression, block: block)
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

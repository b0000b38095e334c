// Tables in a text: official ones cell by cell, others by the words of their rows and columns.

import BudgetDomain

extension TextReviewer {
  /// How many words of a row may name it.
  private static let wordLimit = 8

  /// What is known while the rows of a table are read.
  private struct TableState {
    var form: Statement?
    var isForeign = false
    var unitInFen = FigureScanner.tenThousand
    /// What the columns are, where a row of words said so.
    var columns: [(year: Int?, role: Role)] = []
  }

  mutating func review(_ table: PrintedTable) {
    var state = TableState()
    if let line = table.heading.last(where: { $0.contains("单位：") }),
      line.contains("元"), !line.contains("万元")
    {
      state.unitInFen = 100
    }
    for row in table.rows {
      for cell in row { follow(cell, &state) }
      if let columns = Self.columns(of: row, year: year) { state.columns = columns }
      review(row, state)
    }
  }

  /// The number of a form, the unit it is of, the unit of money: cells that say what follows.
  private mutating func follow(_ cell: PrintedTable.Cell, _ state: inout TableState) {
    if cell.text.hasPrefix("公开"), cell.text.hasSuffix("表"), cell.text.count < 8 {
      let code = String(cell.text.dropFirst(2).dropLast())
      state.form = account.set.statement(code)
      state.isForeign = false
      state.columns = []
      state.unitInFen = FigureScanner.tenThousand
    }
    if let name = Self.labelledUnit(cell.text), !isOwnName(name) {
      state.isForeign = true
      let sentence = PrintedSentence(
        line: cell.line, characters: Array(cell.text), figures: [], endsLine: true)
      note(
        .foreignUnit, sentence, 0..<cell.text.count,
        what: Phrase(
          zh: "这张表的部门是“\(name)”，账本的单位是“\(account.unit)”。",
          en: "This table is of \(name); the ledger is of \(account.unit)."),
        next: Phrase(
          zh: "是别的单位的表：删去，换上 juesuan statement 出的表。",
          en: "It is a table of another unit: replace it by that of juesuan statement."))
    }
  }

  /// The sides and years of the columns, where a row is a header such as 2018年预算数.
  private static func columns(
    of row: [PrintedTable.Cell], year: Int
  ) -> [(year: Int?, role: Role)]? {
    let words = row.filter { $0.text.containsAny(["预算数", "决算数"]) }
    guard !words.isEmpty, row.allSatisfy({ number(in: $0.text) == nil }) else { return nil }
    let columns = words.map { cell -> (year: Int?, role: Role) in
      let number = Int(cell.text.prefix(4))
      return (number, cell.text.contains("决算") ? .actual : .originalBudget)
    }
    return columns.allSatisfy { $0.year != nil } ? columns : nil
  }

  /// A cell that is an amount: a number with decimals and nothing else.
  private static func number(in text: String) -> PrintedNumber? {
    let figures = FigureScanner.figures(in: Array(text + "元"))
    guard figures.count == 1, figures[0].range == 0..<(text.count + 1),
      figures[0].number.decimals > 0
    else { return nil }
    return figures[0].number
  }

  private mutating func review(_ row: [PrintedTable.Cell], _ state: TableState) {
    let amounts = row.compactMap { cell in Self.number(in: cell.text).map { (cell, $0) } }
    guard !amounts.isEmpty else { return }
    let words = Array(
      row.filter { Self.number(in: $0.text) == nil }.prefix(Self.wordLimit).map(\.text))
    for (index, (cell, number)) in amounts.enumerated() {
      let figure = PrintedFigure(
        kind: .amount(unitInFen: state.unitInFen), number: number, range: 0..<cell.text.count,
        text: cell.text)
      reviewed.append(
        ReviewedFigure(
          line: cell.line, text: cell.text, label: words.joined(separator: " "),
          outcome: .outside, reason: "a figure of a table that the ledger does not have"))
      let item = Item(
        figure: figure, label: "", terms: [], namesItself: false, role: .any, isChange: false,
        year: nil, fen: figure.fen ?? 0, place: reviewed.count - 1)
      if state.isForeign {
        leave(item, "a table of another unit")
      } else if let form = state.form {
        check(item, cell, words, in: form)
      } else if state.columns.count == amounts.count {
        check(item, cell, words, state.columns[index])
      }
    }
  }

  /// A cell of an official table: one of the amounts of its row.
  private mutating func check(
    _ item: Item, _ cell: PrintedTable.Cell, _ words: [String], in form: Statement
  ) {
    let keys = Set(words.map { Self.bare($0) })
    let inRow = form.cells.filter { keys.contains($0.address.row) }
    let expected = inRow.isEmpty ? form.cells : inRow
    if let match = expected.first(where: { item.figure.prints($0.fen) }) {
      pass(item, "\(form.form.name) \(match.address.text)")
      return
    }
    guard form.emptySentence == nil || item.figure.number.digits != 0 else {
      pass(item, "0")
      return
    }
    let sentence = PrintedSentence(
      line: cell.line, characters: Array(cell.text), figures: [], endsLine: true)
    let list = inRow.map { "\($0.address.text) \(form.text(of: $0))" }.joined(separator: "、")
    note(
      .tableDiffers, sentence, 0..<cell.text.count, item: item,
      what: Phrase(
        zh: "\(form.form.name) “\(words.joined(separator: " "))”的\(cell.text)与账上不符；账上：\(list)。",
        en: "\(cell.text) in \(form.form.name) is not in the ledger, which has \(list)."),
      next: Phrase(zh: "换上账本出的表。", en: "Replace the table by that of the ledger."),
      command: "juesuan statement \(form.form.code) --for \(year)")
  }

  /// A cell of another table: the term of its row, the side and year of its column.
  private mutating func check(
    _ item: Item, _ cell: PrintedTable.Cell, _ words: [String],
    _ column: (year: Int?, role: Role)
  ) {
    guard column.year == year else {
      leave(item, "a figure of \(column.year ?? 0)")
      return
    }
    // “会议费、培训费” is both together.
    let names = words.joined(separator: "、").split { "、：:".contains($0) }
      .map { Self.bare(String($0)) }.filter { !TextVocabulary.saysNothing($0) }
    let terms = names.compactMap { vocabulary.mentions(in: Array($0)).last?.term }
    guard !terms.isEmpty, terms.count == names.count else { return }
    guard terms.allSatisfy({ column.role == .actual || ledger.knowsBudget(of: $0) }) else {
      leave(item, "the ledger has no budget by economic code")
      return
    }
    let fen = terms.reduce(0) { $0 + (candidates(of: $1, column.role).first?.fen ?? 0) }
    guard !item.figure.prints(fen) else {
      pass(item, terms.map(\.name).joined(separator: "、"))
      return
    }
    let sentence = PrintedSentence(
      line: cell.line, characters: Array(words.joined(separator: " ") + " " + cell.text),
      figures: [], endsLine: true)
    let name = terms.map(\.name).joined(separator: "、")
    note(
      .figureDiffers, sentence, 0..<sentence.characters.count, item: item,
      what: Phrase(
        zh: "“\(name)”写作\(cell.text)，账上为\(printed(fen, like: item.figure))。",
        en: "\(name) is given as \(cell.text); the ledger has \(printed(fen, like: item.figure))."),
      next: Phrase(zh: "改数，或写明口径。", en: "Correct the figure, or say what it covers."),
      command: "juesuan balance --for \(year)")
  }
}

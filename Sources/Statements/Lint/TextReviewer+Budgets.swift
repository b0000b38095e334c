// Budgets printed finer than the tables, where the tables would print the initial budget alike.

import BudgetDomain

extension TextReviewer {
  /// Tables in 万元 have so many decimals (金额单位：万元，保留两位小数).
  private static let tableDecimals = 2
  /// Shorter names of projects are parts of too many words.
  private static let shortestName = 4

  /// Something a budget is of, by its name.
  private struct Budget {
    let name: String
    let original: Int64
    let revised: Int64
  }

  /// “34.272万元” as the budget of an item that began with 34.27: the one figure is in the tables
  /// of the budget, the other in no table at all, and nobody who compares the two can tell whether
  /// the difference is a supplement or a slip. Who prints both in one sentence has told it.
  mutating func checkFineBudgets(in reading: Reading) {
    for item in reading.items where isFinerThanTables(item.figure) && !item.isChange {
      guard item.role == .budget, item.year == nil,
        let budget = (terms(of: item) + projects(of: item)).first,
        !reading.items.contains(where: { $0.figure.prints(budget.original) })
      else { continue }
      noteFineBudget(item, budget, reading.sentence)
    }
  }

  private func isFinerThanTables(_ figure: PrintedFigure) -> Bool {
    figure.kind == .amount(unitInFen: FigureScanner.tenThousand)
      && figure.number.decimals > Self.tableDecimals
  }

  /// Whether a figure is the budget after changes, not the initial one, and the tables print alike.
  private func isHidden(_ figure: PrintedFigure, _ original: Int64, _ revised: Int64) -> Bool {
    figure.prints(revised) && !figure.prints(original)
      && Self.inTables(original) == Self.inTables(revised)
  }

  private static func inTables(_ fen: Int64) -> String {
    CellText.text(fen: fen, money: .tenThousandYuan, decimals: tableDecimals)
  }

  private func terms(of item: Item) -> [Budget] {
    item.terms.filter { ledger.knowsBudget(of: $0) }.compactMap { term in
      guard let original = ledger.value(of: term.budget),
        let revised = ledger.value(of: term.revised), isHidden(item.figure, original, revised)
      else { return nil }
      return Budget(name: term.name, original: original, revised: revised)
    }
  }

  /// The projects whose name, which books may shorten, is that of the label.
  private func projects(of item: Item) -> [Budget] {
    ledger.projects.filter {
      isHidden(item.figure, $0.original, $0.revised) && $0.name.count >= Self.shortestName
        && Self.isSubsequence(Self.bare($0.name), of: item.label)
    }.map { Budget(name: $0.name, original: $0.original, revised: $0.revised) }
  }

  private mutating func noteFineBudget(
    _ item: Item, _ budget: Budget, _ sentence: PrintedSentence
  ) {
    let table = Self.inTables(budget.original)
    let gap = CellText.text(
      fen: abs(budget.revised - budget.original), money: .yuan, decimals: 2)
    note(
      .budgetAmbiguous, sentence, item.figure.range, severity: .warning, item: item,
      what: Phrase(
        zh: """
          “\(budget.name)”的预算写作\(item.figure.text)，年初预算为\(printed(budget.original))：\
          两个数相差\(gap)元，表上都印作\(table)万元。
          """,
        en: """
          The budget of \(budget.name) is given as \(item.figure.text), its initial budget is \
          \(printed(budget.original)): they differ by \(gap) yuan, and tables print both as \
          \(table).
          """),
      next: Phrase(
        zh: "写明是调整后的预算数及差额的依据，或按表保留两位小数。",
        en: "Say that it is the budget after changes and why, or give two decimals as tables do."),
      command: "juesuan balance --for \(year)")
  }
}

// Holds amounts against the figures that their words name.

import BudgetDomain

extension TextReviewer {
  /// A figure that an amount may be, with what it is called.
  struct Candidate {
    let fen: Int64
    let name: String
  }

  mutating func checkAmounts(in reading: inout Reading) {
    for index in reading.items.indices where reading.items[index].figure.isAmount {
      let item = reading.items[index]
      if checkAdjustment(item, at: index, in: reading) { continue }
      if item.isChange { continue }
      if let other = item.year {
        checkOtherYear(item, other, reading.sentence)
        continue
      }
      if let exact = check(item, at: index, in: reading) { reading.items[index].fen = exact }
    }
  }

  /// The exact value of an amount where the ledger has it.
  private mutating func check(_ item: Item, at index: Int, in reading: Reading) -> Int64? {
    let matches = ledger.matches(item.figure)
    let role = meaning(of: item, at: index, in: reading)
    let candidates = item.terms.flatMap { self.candidates(of: $0, role) }
    if let right = candidates.first(where: { item.figure.prints($0.fen) }) {
      pass(item, right.name)
      return right.fen
    }
    guard !item.terms.isEmpty, !candidates.isEmpty else {
      if item.figure.number.digits == 0 {
        pass(item, "0")
      } else if let match = matches.first {
        pass(item, match.name)
        return match.fen
      }
      return nil
    }
    let list = reading.lists.last { $0.parts.contains(index) }
    let isPart = list.map { isNarrow($0.head) } ?? false
    guard !isPart, item.terms.allSatisfy({ isDecided($0, role) }) else {
      if let match = matches.first {
        pass(item, match.name)
        return match.fen
      }
      leave(item, isPart ? "a part of a part" : "the ledger has no budget by economic code")
      return nil
    }
    if isEarlierStage(item, at: index, in: reading) {
      leave(item, "an earlier stage; the amount after it is the one of the ledger")
      return nil
    }
    noteDifference(item, candidates, matches, reading.sentence)
    return nil
  }

  /// The side of the books where an amount itself says none: a text about final accounts that has
  /// not spoken of a budget speaks of what was spent.
  private func meaning(of item: Item, at index: Int, in reading: Reading) -> Role {
    let sentence = reading.sentence
    guard item.role == .any, isFinalAccount, openList == nil,
      !reading.lists.contains(where: { $0.parts.contains(index) })
    else { return item.role }
    var words = sentence.text(0..<item.figure.range.lowerBound)
    if let before, before.sentence.line == sentence.line { words = before.sentence.text + words }
    let role = Self.role(of: Self.bare(words))
    return role == .budget || role == .originalBudget ? .any : .actual
  }

  private mutating func noteDifference(
    _ item: Item, _ candidates: [Candidate], _ matches: [LedgerFigures.Entry],
    _ sentence: PrintedSentence
  ) {
    let right = candidates[0]
    let name = item.terms[0].name
    let command =
      ledger.entries.first { $0.fen == right.fen && $0.command.contains("explain") }
      .map(\.command) ?? "juesuan balance --for \(year)"
    if let exact = candidates.first(where: { item.figure.cutsOff($0.fen) }) {
      note(
        .figureTruncated, sentence, item.figure.range, item: item,
        what: Phrase(
          zh: "“\(item.figure.text)”是截尾，不是四舍五入：\(exact.name)为\(printed(exact.fen))。",
          en: """
            \(item.figure.text) was cut off, not rounded: \(exact.name) is \
            \(printed(exact.fen)).
            """),
        next: Phrase(zh: "按四舍五入改写。", en: "Round it half-up."), command: command)
      return
    }
    if let part = item.terms[0].part, let fen = ledger.value(of: part), item.figure.prints(fen) {
      note(
        .figurePartial, sentence, item.figure.range, severity: .warning, item: item,
        what: Phrase(
          zh: "“\(name)”按财政拨款总表含结转和结余，为\(printed(right.fen))；\(item.figure.text)只是本年数。",
          en: """
            \(name) includes the balance in the table of fiscal appropriations: \
            \(printed(right.fen)); \(item.figure.text) is only that of the year.
            """),
        next: Phrase(zh: "改用总计，或写明是“本年”数。", en: "Give the total, or say it is that of the year."),
        command: command)
      return
    }
    let namesake = self.candidates(of: item.terms[0], .any).first { item.figure.prints($0.fen) }
    let other = (namesake?.name ?? matches.first?.name).map {
      Phrase(zh: "；\(item.figure.text)是“\($0)”", en: "; \(item.figure.text) is “\($0)”")
    }
    note(
      .figureDiffers, sentence, item.figure.range, item: item,
      what: Phrase(
        zh: """
          “\(name)”写作\(item.figure.text)，账上\(right.name)为\
          \(printed(right.fen, like: item.figure))\(other?.chinese ?? "")。
          """,
        en: """
          \(name) is given as \(item.figure.text); the ledger has \(right.name) \
          \(printed(right.fen, like: item.figure))\(other?.english ?? "").
          """),
      next: Phrase(zh: "改数，或改名称使与数相符。", en: "Correct the figure, or the words that name it."),
      command: command)
  }

  /// The figures of a term on one side of the books.
  func candidates(of term: TextTerm, _ role: Role) -> [Candidate] {
    func one(_ expression: Expression, _ word: String) -> [Candidate] {
      ledger.value(of: expression).map { [Candidate(fen: $0, name: term.name + word)] } ?? []
    }
    let actual = one(term.actual, "决算数") + term.also.flatMap { one($0, "决算数") }
    let original = one(term.budget, "年初预算")
    let revised = one(term.revised, "调整预算数")
    switch role {
    case .actual: return actual
    case .originalBudget: return original
    case .budget: return original + revised
    // Totals that include balances stand in tables of final accounts only.
    case .any: return term.part == nil ? actual + original + revised : actual
    }
  }

  /// Whether the ledger can tell that an amount is *not* that of the term.
  private func isDecided(_ term: TextTerm, _ role: Role) -> Bool {
    role == .actual || ledger.knowsBudget(of: term)
  }

  /// Whether the sentence goes on to the amount after a cut or an addition, and that one is right.
  private func isEarlierStage(_ item: Item, at index: Int, in reading: Reading) -> Bool {
    guard index + 1 < reading.items.count else { return false }
    let later = reading.items[index + 1]
    let words = reading.sentence.gap(before: index + 1)
    guard words.containsAny(["压减", "核减", "调减", "追加", "调整"]), words.contains("后") else {
      return false
    }
    return item.terms.contains { term in
      candidates(of: term, .any).contains { later.figure.prints($0.fen) }
    }
  }

  /// A figure of another year: of the year before the ledger may know it.
  private mutating func checkOtherYear(_ item: Item, _ other: Int, _ sentence: PrintedSentence) {
    let metrics: [Metric] = [.priorYearIncome, .priorYearExpenditure]
    let known = metrics.compactMap { account.fact($0)?.report.value }
    if other == year - 1, known.contains(where: { item.figure.prints($0) }) {
      pass(item, Metric.priorYearIncome.officialTerm)
    } else {
      leave(item, "a figure of \(other)")
    }
  }

  /// “2018年增加…” after the initial budget: the changes within the year.
  private mutating func checkAdjustment(_ item: Item, at index: Int, in reading: Reading) -> Bool {
    let sentence = reading.sentence
    guard item.isChange, !item.namesItself, !item.label.containsAny(["比", "较"]),
      item.label.hasPrefix("\(year)年") || item.label.containsAny(["年中", "执行中", "年度中"]),
      let budget = reading.items[..<index].last(where: { $0.figure.isAmount }),
      budget.role == .originalBudget || budget.role == .budget
    else { return false }
    let supplements = account.changes(.supplement)
    let added = supplements.reduce(0) { $0 + $1.fen }
    let taken = account.changes(.reduction).reduce(0) { $0 + $1.fen }
    guard !item.figure.prints(added - taken) && !item.figure.prints(added) else {
      pass(item, "追加预算")
      return true
    }
    let list = supplements.map { "\($0.item)\(printed($0.fen))" }.joined(separator: "、")
    note(
      .adjustmentDiffers, sentence, item.figure.range, item: item,
      what: Phrase(
        zh: "年度中预算调整写作\(item.figure.text)，账上追加减追减为\(printed(added - taken))：\(list)。",
        en: """
          The change of the budget is given as \(item.figure.text); supplements less reductions \
          are \(printed(added - taken)) in the ledger: \(list).
          """),
      next: Phrase(zh: "按追加、追减文件逐项核对。", en: "Go through the documents one by one."),
      command: "juesuan history --kind supplement --since \(year)-01-01 --until \(year)-12-31")
    return true
  }
}

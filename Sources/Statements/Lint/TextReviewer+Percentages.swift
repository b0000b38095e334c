// Computes every percentage again from the two figures that its sentence names.

import BudgetDomain

extension TextReviewer {
  /// A percentage that a printed one may be, with the figures it was made of.
  struct Quotient {
    let percentage: Percentage
    let words: String
  }

  mutating func checkPercentages(in reading: Reading) {
    for (index, item) in reading.items.enumerated() where !item.figure.isAmount {
      let gap = Self.bare(reading.sentence.gap(before: index))
      if gap.contains("占") {
        checkShare(item, at: index, in: reading)
      } else if gap.containsAny(["超支率", "结余率", "节约率"]) {
        checkRate(item, at: index, in: reading)
      } else if gap.containsAny(["完成预算", "完成年初预算", "完成调整预算", "执行率", "预算完成率", "到位率"]) {
        checkCompletion(item, at: index, in: reading)
      } else if gap.containsAny(Self.changeWords + ["增幅", "降幅", "增速"]) {
        checkGrowth(item, at: index, in: reading)
      } else {
        leave(item, "no relation to two figures of the account")
      }
    }
  }

  /// The values an amount may stand for: what is printed, and what the ledger knows exactly.
  private func values(_ item: Item) -> [Int64] {
    guard let printed = item.figure.fen else { return [item.fen] }
    return item.fen == printed ? [printed] : [item.fen, printed]
  }

  private func quotients(_ parts: [Int64], of bases: [Int64], _ words: String) -> [Quotient] {
    bases.flatMap { base in
      parts.compactMap { part in
        Percentage(part, of: base).map {
          Quotient(percentage: $0, words: "\(words)：\(printed(part)) ÷ \(printed(base))")
        }
      }
    }
  }

  /// Passes or notes a percentage: it must be one of `quotients`; the first is the right one.
  private mutating func decide(
    _ item: Item, _ quotients: [Quotient], in reading: Reading, cause: Phrase?
  ) {
    guard let right = quotients.first else {
      leave(item, "the base of the percentage is not known")
      return
    }
    if let match = quotients.first(where: { item.figure.prints($0.percentage) }) {
      pass(item, match.words)
      return
    }
    let decimals = item.figure.number.decimals
    let asPrinted = right.percentage.text(decimals: max(1, decimals))
    let isCut = right.percentage.truncatedDigits(decimals: decimals) == item.figure.number.digits
    let why =
      isCut
      ? Phrase(zh: "是截尾，不是四舍五入", en: "it was cut off, not rounded") : cause
    note(
      .percentageWrong, reading.sentence, item.figure.range, item: item,
      what: Phrase(
        zh: """
          应为\(right.percentage.text())（\(right.words)；按原文位数 \(asPrinted)），不是\
          \(item.figure.text)\(why.map { "：\($0.chinese)" } ?? "")。
          """,
        en: """
          It is \(right.percentage.text()) (\(right.words); \(asPrinted) as the text prints), not \
          \(item.figure.text)\(why.map { ": \($0.english)" } ?? "").
          """),
      next: Phrase(zh: "改为\(asPrinted)，并写明基数。", en: "Print \(asPrinted), and name the base."))
  }

  // MARK: Shares

  private mutating func checkShare(_ item: Item, at index: Int, in reading: Reading) {
    guard let part = sharePart(item, at: index, in: reading) else {
      leave(item, "no amount before it in the sentence")
      return
    }
    let bases = shareBases(index, part, in: reading)
    decide(
      item, bases.flatMap { quotients(values(part), of: $0.values, "占\($0.name)") }, in: reading,
      cause: shareCause(item, part, in: reading))
  }

  /// What a share is the share of a whole: the amount before it, or what its words name in the
  /// ledger where it has no amount of its own.
  private func sharePart(_ item: Item, at index: Int, in reading: Reading) -> Item? {
    if index > 0, reading.items[index - 1].figure.isAmount { return reading.items[index - 1] }
    let gap = Self.bare(reading.sentence.gap(before: index))
    if let end = gap.firstRange(of: "占")?.lowerBound,
      let term = vocabulary.mentions(in: Array(gap[..<end])).last?.term,
      let fen = candidates(of: term, .actual).first?.fen
    {
      var part = item
      part.terms = [term]
      part.role = .actual
      part.fen = fen
      return part
    }
    return reading.items[..<index].last { $0.figure.isAmount }
  }

  /// What a share may be of: what its words name, what the sentence is about, its total, its first
  /// amount.
  private func shareBases(
    _ index: Int, _ part: Item, in reading: Reading
  ) -> [(name: String, values: [Int64])] {
    let gap = Self.bare(reading.sentence.gap(before: index))
    let named = gap.split(separator: "占", omittingEmptySubsequences: false).last.map { String($0) }
    var bases: [(name: String, values: [Int64])] = []
    if let term = vocabulary.mentions(in: Array(named ?? "")).last?.term {
      bases.append(
        (term.name, (candidates(of: term, part.role) + candidates(of: term, .any)).map(\.fen)))
    }
    if let list = reading.lists.last(where: { list in
      list.parts.contains { reading.items[$0].place == part.place }
    }) {
      bases.append((list.head.figure.text, values(list.head)))
    }
    let first = reading.sentence.figures.first.map {
      reading.sentence.text(0..<$0.range.lowerBound)
    }
    if let opening = first, let range = opening.ranges(of: "中，").first {
      let mentions = vocabulary.mentions(
        in: Array(Self.bare(String(opening[..<range.lowerBound]))))
      // “三公”经费财政拨款支出: what is spent comes first, where it comes from after it.
      if let term = mentions.first?.term {
        bases.append((term.name, candidates(of: term, Self.role(of: opening)).map(\.fen)))
      }
    }
    if let head = reading.items.first(where: { $0.figure.isAmount }), head.place != part.place {
      bases.append((head.figure.text, values(head)))
    }
    let total = before?.items.last { $0.figure.isAmount && !$0.isChange }
    if let total, before?.sentence.line == reading.sentence.line {
      bases.append((total.figure.text, values(total)))
    }
    return bases
  }

  private func shareCause(_ item: Item, _ part: Item, in reading: Reading) -> Phrase? {
    for term in part.terms {
      guard let budget = ledger.value(of: term.budget), ledger.knowsBudget(of: term) else {
        continue
      }
      let completions = values(part).compactMap { Percentage($0, of: budget) }
      if completions.contains(where: { item.figure.prints($0) }) {
        return Phrase(
          zh: "\(item.figure.text)是完成预算的比例（\(part.figure.text) ÷ \(printed(budget))）",
          en: """
            \(item.figure.text) is the completion of the budget (\(part.figure.text) ÷ \
            \(printed(budget)))
            """)
      }
    }
    let shares = reading.items.filter { !$0.figure.isAmount }
    let decimals = item.figure.number.decimals
    guard shares.count > 2, shares.allSatisfy({ $0.figure.number.decimals == decimals }) else {
      return nil
    }
    let whole = (0..<decimals).reduce(Int64(100)) { whole, _ in whole * 10 }
    guard shares.reduce(0, { $0 + $1.figure.number.digits }) == whole else { return nil }
    return Phrase(
      zh: "是用 100% 减其他各项凑出来的", en: "it was filled up so that all shares make 100%")
  }

  // MARK: Growth

  private mutating func checkGrowth(_ item: Item, at index: Int, in reading: Reading) {
    let earlier = reading.items[..<index]
    guard let change = earlier.last(where: { $0.figure.isAmount }) else {
      leave(item, "no amount before it in the sentence")
      return
    }
    guard change.isChange, let place = earlier.lastIndex(where: { $0.place == change.place }) else {
      checkGrowthAlone(item, of: change, in: reading)
      return
    }
    if let (level, base) = compared(place, in: reading) {
      decide(
        item, quotients(values(change), of: values(base), "基数"), in: reading,
        cause: level.flatMap { divided(item, change, by: $0) })
      return
    }
    guard let level = earlier[..<place].last(where: { $0.figure.isAmount && !$0.isChange }) else {
      leave(item, "the base of the percentage is not known")
      return
    }
    let isIncrease = Self.increaseWords.contains { change.label.hasSuffix($0) }
    let amount = change.figure.fen ?? 0
    let bases = values(level).map { isIncrease ? $0 - amount : $0 + amount }
    decide(
      item, quotients([amount], of: bases, "基数"), in: reading,
      cause: divided(item, change, by: level))
  }

  /// A percentage that was divided by the result instead of the base.
  private func divided(_ item: Item, _ change: Item, by level: Item) -> Phrase? {
    let quotients = values(level).compactMap { Percentage(change.figure.fen ?? 0, of: $0) }
    guard quotients.contains(where: { item.figure.prints($0) }) else { return nil }
    return Phrase(
      zh: "除以了决算数\(level.figure.text)，应除以基数",
      en: "it was divided by the result \(level.figure.text) instead of the base")
  }

  /// “比上年增加 16.71%” without the base: it may stand elsewhere in the text or in the ledger.
  private mutating func checkGrowthAlone(_ item: Item, of level: Item, in reading: Reading) {
    let known =
      otherYears.compactMap(\.fen)
      + account.facts
      .filter { $0.report.metric.isMoney }.map(\.report.value)
    let quotients = known.flatMap { base in
      values(level).compactMap { Percentage(abs($0 - base), of: base) }
    }
    if quotients.contains(where: { item.figure.prints($0) }) {
      pass(item, "上年数见本文或账上")
    } else {
      leave(item, "the figure of the other year is not known")
    }
  }

  // MARK: Completion

  private mutating func checkRate(_ item: Item, at index: Int, in reading: Reading) {
    let earlier = reading.items[..<index].filter { $0.figure.isAmount }
    guard let change = earlier.last, change.isChange,
      let base = earlier.last(where: {
        !$0.isChange && ($0.role == .budget || $0.role == .originalBudget)
      })
    else {
      leave(item, "the base of the percentage is not known")
      return
    }
    let actual = earlier.last { !$0.isChange && $0.role == .actual }
    var cause: Phrase?
    if let actual, let amount = actual.figure.fen, let budget = base.figure.fen,
      let times = Percentage(amount, of: budget),
      times.digits(decimals: item.figure.number.decimals)
        / 100 == Int128(item.figure.number.digits)
    {
      cause = Phrase(
        zh: "把倍数（\(actual.figure.text) ÷ \(base.figure.text)）写成了百分比",
        en: "the quotient \(actual.figure.text) ÷ \(base.figure.text) was written as a percentage")
    }
    decide(
      item, quotients(values(change), of: values(base), "预算"), in: reading, cause: cause)
  }

  private mutating func checkCompletion(_ item: Item, at index: Int, in reading: Reading) {
    let amounts = reading.items[..<index].filter { $0.figure.isAmount && !$0.isChange }
    let budget = amounts.last { $0.role == .budget || $0.role == .originalBudget }
    if let budget, let actual = amounts.last(where: { $0.place != budget.place }) {
      decide(
        item, quotients(values(actual), of: values(budget), "完成预算"), in: reading, cause: nil)
    } else if let actual = amounts.last, let term = actual.terms.first,
      ledger.knowsBudget(of: term), let fen = ledger.value(of: term.budget)
    {
      decide(item, quotients(values(actual), of: [fen], "完成预算"), in: reading, cause: nil)
    } else if amounts.isEmpty {
      checkCompletionAlone(item, in: reading)
    }
  }

  /// “执行率为 100%” after a list, or of the whole budget.
  private mutating func checkCompletionAlone(_ item: Item, in reading: Reading) {
    if let earlier = before, let list = earlier.lists.last, list.parts.count > 2 {
      let sum = list.parts.reduce(0) { $0 + (earlier.items[$1].figure.fen ?? 0) }
      decide(
        item, quotients([sum], of: [list.head.figure.fen ?? 0], "各项合计 ÷ 总数"), in: reading,
        cause: Phrase(zh: "各项合计与总数不等", en: "the parts do not add up to the total"))
      return
    }
    guard reading.sentence.text.withoutBlanks.containsAny(["预算完成率", "预算执行率"]) else { return }
    func fen(_ formula: String) -> Int64 {
      (try? ExpressionParser.expression(in: formula)).flatMap { ledger.value(of: $0) } ?? 0
    }
    let granted = fen("opening() + revised-budget()")
    decide(
      item,
      quotients([granted - fen("closing()")], of: [granted], "预算完成率")
        + quotients(
          [fen("expenditure()")], of: [fen("original-budget()"), fen("revised-budget()"), granted],
          "执行率"), in: reading, cause: nil)
  }
}

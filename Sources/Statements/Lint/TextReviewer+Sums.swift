// Differences, sums and explanations that a sentence states about its own figures.

import BudgetDomain
import Projections

extension TextReviewer {
  /// The figures that a difference is the difference of: the level, and the base it is compared to.
  /// Without a level where the base is all there is: “比年初预算 a 增加 d”.
  func compared(_ index: Int, in reading: Reading) -> (level: Item?, base: Item)? {
    let earlier = reading.items[..<index].filter { $0.figure.isAmount && !$0.isChange }
    guard let base = earlier.last else { return nil }
    let level = earlier.dropLast().last
    if ["比", "较", "与"].contains(where: { base.label.hasPrefix($0) }) || base.year != nil {
      return (level, base)
    }
    guard let level else { return nil }
    // “预算 a，实际 b，结余 d” compares the two the other way round.
    let isBudget = level.role == .budget || level.role == .originalBudget
    return isBudget && base.role == .actual ? (base, level) : nil
  }

  mutating func checkDifferences(in reading: Reading) {
    for (index, item) in reading.items.enumerated() where item.isChange && item.figure.isAmount {
      guard reviewed[item.place].outcome == .outside else { continue }
      if let (level, base) = compared(index, in: reading) {
        let term = base.year == nil ? nil : base.terms.first
        let known = level?.figure.fen ?? term.flatMap { ledger.value(of: $0.actual) }
        guard let known else { continue }
        let levelText = level?.figure.text ?? printed(known)
        let exact = abs(known - (base.figure.fen ?? 0))
        let slack = Self.slack([item, level ?? base, base])
        if abs(exact - item.fen) <= slack {
          pass(item, "\(levelText) − \(base.figure.text)")
        } else {
          note(
            .differenceWrong, reading.sentence, item.figure.range, item: item,
            what: Phrase(
              zh:
                "\(levelText)与\(base.figure.text)相差\(printed(exact))，不是\(item.figure.text)。",
              en: """
                \(levelText) and \(base.figure.text) differ by \(printed(exact)), not by \
                \(item.figure.text).
                """),
            next: Phrase(zh: "重算差额。", en: "Compute the difference again."))
        }
      } else if !checkImpliedBase(item, at: index, in: reading) {
        if let match = ledger.matches(item.figure).first { pass(item, match.name) }
      }
    }
  }

  /// “X 606.56，比年初预算数减少 222.28” implies a budget of 828.84, which the ledger must have.
  private mutating func checkImpliedBase(
    _ item: Item, at index: Int, in reading: Reading
  ) -> Bool {
    guard item.label.containsAny(["比年初预算", "较年初预算", "比预算", "较预算"]) else { return false }
    guard index > 0,
      let level = reading.items[..<index].last(where: { $0.figure.isAmount && !$0.isChange }),
      let term = level.terms.first, let level = level.figure.fen
    else { return checkNamedDifference(item, reading) }
    let isIncrease = Self.increaseWords.contains { item.label.hasSuffix($0) }
    let base = isIncrease ? level - item.fen : level + item.fen
    let slack = item.figure.halfStep * 2
    let budget = ledger.value(of: term.budget) ?? 0
    let isKnown = ledger.knowsBudget(of: term)
    let limit = isKnown ? budget : ledger.value(of: term.budget.withoutEconomicCodes) ?? 0
    guard isKnown ? abs(base - budget) > slack : base > limit + slack else {
      pass(item, "年初预算 \(printed(base))")
      return true
    }
    let known =
      isKnown
      ? Phrase(zh: "年初预算为\(printed(budget))", en: "its initial budget is \(printed(budget))")
      : Phrase(
        zh: "账上分到科目的年初预算只有\(printed(budget))，整个同类支出的年初预算也只有\(printed(limit))",
        en: """
          the initial budget with its codes is \(printed(budget)), that of all spending of its \
          kind only \(printed(limit))
          """)
    note(
      .baseWrong, reading.sentence, item.figure.range, item: item,
      what: Phrase(
        zh: "按本句推算，\(term.name)的年初预算应为\(printed(base))，但\(known.chinese)。",
        en: """
          The sentence implies an initial budget of \(printed(base)) for \(term.name), but \
          \(known.english).
          """),
      next: Phrase(zh: "先核对所用的年初预算数，再算增减。", en: "Check the budget first, then the change."),
      command: "juesuan balance --for \(year)")
    return true
  }

  /// “本年收入比年初预算多 2,003.32”: both amounts are known only to the ledger.
  private mutating func checkNamedDifference(_ item: Item, _ reading: Reading) -> Bool {
    guard let term = item.terms.first, item.namesItself, ledger.knowsBudget(of: term),
      let actual = ledger.value(of: term.actual), let budget = ledger.value(of: term.budget)
    else { return false }
    let isIncrease = Self.increaseWords.contains { item.label.hasSuffix($0) }
    let difference = isIncrease ? actual - budget : budget - actual
    guard !item.figure.prints(difference) else {
      pass(item, "\(term.name)决算数 − 年初预算")
      return true
    }
    note(
      .differenceWrong, reading.sentence, item.figure.range, item: item,
      what: Phrase(
        zh: """
          \(term.name)决算\(printed(actual))，年初预算\(printed(budget))，相差\(printed(actual - budget))，\
          不是\(item.figure.text)。
          """,
        en: """
          \(term.name) is \(printed(actual)) against an initial budget of \(printed(budget)): a \
          difference of \(printed(actual - budget)), not of \(item.figure.text).
          """),
      next: Phrase(zh: "重算差额。", en: "Compute the difference again."),
      command: "juesuan balance --for \(year)")
    return true
  }

  /// How far rounding alone may part a sum from its total: half of the last digit of each. Who
  /// writes 5万元 beside 197.05万元 means 5.00万元: the finest one tells how all were rounded.
  private static func slack(_ items: some Collection<Item>) -> Int64 {
    (items.map(\.figure.halfStep).min() ?? 0) * Int64(items.count)
  }

  mutating func checkLists(in reading: Reading) {
    for list in reading.lists {
      let parts = list.parts.map { reading.items[$0] }
      let total = list.head.figure.fen ?? 0
      let sum = parts.reduce(0) { $0 + ($1.figure.fen ?? 0) }
      let slack = Self.slack(parts + [list.head])
      if abs(sum - total) <= slack {
        for part in parts { pass(part, "Σ = \(list.head.figure.text)") }
      } else if sum > total {
        noteSum(list, sum, reading, .error)
      } else if !list.isOpen {
        checkGap(list, parts, sum, total, reading)
      }
      checkProjects(list, parts, reading)
    }
  }

  /// Parts that come to less than their total: allowed after 其中, unless they are all of it.
  private mutating func checkGap(
    _ list: List, _ parts: [Item], _ sum: Int64, _ total: Int64, _ reading: Reading
  ) {
    let shares = list.parts.filter { part in
      part + 1 < reading.items.count && !reading.items[part + 1].figure.isAmount
        && reading.sentence.gap(before: part + 1).contains("占")
    }
    let names = Set(parts.flatMap { $0.terms.map(\.name) })
    if list.isComplete || names.isSuperset(of: ["基本支出", "项目支出"]) {
      noteSum(list, sum, reading, .error)
    } else if parts.count > 2, shares.count == parts.count {
      noteSum(list, sum, reading, .warning)
    } else if parts.count > 2, sum >= total / 10 * 9 {
      noteSum(list, sum, reading, .error)
    }
  }

  private mutating func noteSum(
    _ list: List, _ sum: Int64, _ reading: Reading, _ severity: TextFinding.Severity
  ) {
    let head = list.head.figure
    let total = head.fen ?? 0
    let share = Percentage(sum, of: total)?.text() ?? Percentage.noBaseText
    let isMore = sum > total
    let gap = printed(abs(sum - total))
    note(
      .sumWrong, reading.sentence, reading.items[list.parts[0]].figure.range, severity: severity,
      what: Phrase(
        zh: """
          \(list.parts.count) 项合计\(printed(sum))，比总数\(head.text)\
          \(isMore ? "多" : "少")\(gap)（\(share)）。
          """,
        en: """
          \(list.parts.count) parts add up to \(printed(sum)), \(gap) \
          \(isMore ? "more" : "less") than \(head.text) (\(share)).
          """),
      next: Phrase(
        zh: "补上漏列的项，删去重复的项，或改总数。",
        en: "Add what is missing, take out what is there twice, or correct the total."))
  }

  /// A list of projects that leaves out one that has a budget.
  private mutating func checkProjects(_ list: List, _ parts: [Item], _ reading: Reading) {
    guard parts.count > 2, !list.isOpen else { return }
    var left = ledger.projects
    for part in parts {
      let figures: [(LedgerFigures.Project) -> Int64] = [\.spent, \.revised, \.original]
      let index = figures.lazy.compactMap { figure in
        left.firstIndex { part.figure.prints(figure($0)) }
      }.first
      guard let index else { return }
      left.remove(at: index)
    }
    let missing = left.filter { $0.original > 0 }
    guard !missing.isEmpty else { return }
    let count = ledger.projects.count { $0.original > 0 }
    // 其中 may name a few of many; who lists nearly all of them means to list all.
    guard list.isComplete || missing.count * 4 <= count else { return }
    let names = missing.map { "\($0.name)\(printed($0.original))" }.joined(separator: "、")
    note(
      .listIncomplete, reading.sentence, parts[0].figure.range, severity: .warning,
      what: Phrase(
        zh: "列了 \(parts.count) 个项目，账上有年初预算的项目是 \(count) 个；未列：\(names)。",
        en: """
          \(parts.count) projects are listed, \(count) have an initial budget; missing: \
          \(names).
          """),
      next: Phrase(
        zh: "补列，或说明它调剂到了哪里。", en: "List it, or say where its budget was moved."),
      command: "juesuan project")
  }

  /// Reasons with amounts that explain a difference only in part. “主要” may leave a tenth open.
  mutating func checkExplanations(in reading: Reading) {
    let sentence = reading.sentence
    guard
      let start = reading.items.indices.first(where: {
        sentence.gap(before: $0).containsAny(Self.reasonMarks)
      })
    else { return }
    let reasons = reading.items[start...].filter { $0.figure.isAmount && $0.year == nil }
    let earlier = reading.items[..<start].filter { $0.figure.isAmount }
    guard let last = earlier.last, !reasons.isEmpty else { return }
    var difference = last.isChange ? last.figure.fen ?? 0 : 0
    if !last.isChange, earlier.count > 1 {
      let base = earlier[earlier.count - 2]
      guard last.role == .actual, base.role == .budget || base.role == .originalBudget else {
        return
      }
      difference = (last.figure.fen ?? 0) - (base.figure.fen ?? 0)
    }
    let sum = reasons.reduce(0) { $0 + ($1.figure.fen ?? 0) }
    let slack = Self.slack(reasons + [last, last])
    guard difference > 0 else { return }
    if abs(sum - difference) <= slack {
      for reason in reasons { pass(reason, "Σ = \(printed(difference))") }
    } else if reasons.count > 1, sum < difference / 10 * 9 {
      note(
        .explanationPartial, sentence, reasons[0].figure.range, severity: .warning,
        what: Phrase(
          zh:
            "相差\(printed(difference))，所列原因只说明了\(printed(sum))，还有\(printed(difference - sum))没有说明。",
          en: """
            The difference is \(printed(difference)); the reasons explain \(printed(sum)), and \
            \(printed(difference - sum)) stay unexplained.
            """),
        next: Phrase(zh: "补全原因。", en: "Say what the rest is."))
    }
  }
}

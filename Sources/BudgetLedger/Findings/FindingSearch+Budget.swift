// Tests of spending against the budget: authority, ceilings, the initial budget, purposes.

import BudgetDomain
import Projections

extension FindingSearch {
  /// Lines beyond their authority, and lines with less than nothing left.
  func beyondAuthority() -> [Finding] {
    balances.rows.compactMap { row -> Finding? in
      let totals = row.totals
      let isBeyond = totals.expenditureInFen > totals.authorityInFen
      guard isBeyond || totals.closingInFen < 0 else { return nil }
      var filter = FactFilter()
      filter.kinds = [.expenditure]
      filter.sources = [row.line.source]
      filter.natures = [row.line.nature]
      filter.functions = [CodePrefix(of: row.line.function.number, codeDigits: 7, digits: 7)]
      filter.project = row.line.project
      let last = positions(of: filter).last.map { [$0] } ?? []
      let figures = Self.comparison(
        totals.expenditureInFen, of: totals.authorityInFen, called: "指标")
      let left = Amount.yuanText(fen: totals.closingInFen)
      return Finding(
        isBeyond ? .beyondAuthority : .negativeBalance, year, subject: row.line.textWithoutYear,
        positions: last,
        what: Phrase(
          zh: "\(row.line.officialText)：\(figures.chinese)；年末资金 \(left) 元",
          en: "\(row.line.text): \(figures.english); \(left) yuan left"))
    }
  }

  /// The three public items beyond their initial budget, where they have one.
  func beyondCeilings() -> [Finding] {
    ThreePublicItem.allCases.compactMap { item -> Finding? in
      let codes = item.economicCodes
      let budget = sum(.appropriation, economics: codes, isFiscal: true)
      let spent = sum(.expenditure, economics: codes, isFiscal: true)
      guard budget > 0, spent > budget else { return nil }
      var filter = FactFilter()
      filter.kinds = [.expenditure]
      filter.sources = Set(FundSource.allCases.filter(\.isFiscal))
      filter.economics = codes.compactMap { CodePrefix(text: $0) }
      let figures = Self.comparison(spent, of: budget)
      return Finding(
        .beyondCeiling, year, subject: item.word, positions: positions(of: filter),
        what: Phrase(
          zh: "\(item.officialTerm)：\(figures.chinese)", en: "\(item.word): \(figures.english)"))
    }
  }

  /// Spending in all, on staff and on running costs, above the initial budget.
  func aboveInitialBudget() throws(LedgerError) -> [Finding] {
    var groups: [(subject: String, name: Phrase, budget: Int64, spent: Int64)] = [
      (
        "total", Phrase(zh: "支出总额", en: "spending in all"), sum(.appropriation),
        sum(.expenditure)
      )
    ]
    // Only where every appropriation of basic spending says what it is for can its parts be
    // compared.
    let staff = ["301", "303"]
    let running = ["302", "309", "310", "399"]
    let basic = sum(.appropriation, .basic)
    if basic > 0, sum(.appropriation, .basic, economics: staff + running) == basic {
      for (subject, name, codes) in [
        ("staff", Phrase(zh: "人员经费（基本支出 301、303）", en: "staff (basic, 301 and 303)"), staff),
        ("running", Phrase(zh: "公用经费（基本支出 302 等）", en: "running costs (basic, 302 …)"), running),
      ] {
        groups.append(
          (
            subject, name, sum(.appropriation, .basic, economics: codes),
            sum(.expenditure, .basic, economics: codes)
          ))
      }
    }
    let authority = balances.authorityInFen
    let isCovered = sum(.expenditure) <= authority
    let revised = Amount.yuanText(fen: authority)
    let cover =
      isCovered
      ? Phrase(
        zh: "全部指标（含结转、追加、调剂）\(revised) 元，总额未超",
        en: "all authority, with carry-over and approvals, is \(revised) yuan and covers the total")
      : Phrase(
        zh: "全部指标 \(revised) 元，总额已超", en: "all authority is \(revised) yuan, less than the total")
    return groups.filter { $0.budget > 0 && $0.spent > $0.budget }.map { group in
      let figures = Self.comparison(group.spent, of: group.budget)
      return Finding(
        .aboveInitialBudget, year, subject: group.subject, positions: [],
        what: Phrase(
          zh: "\(group.name.chinese)超年初预算：\(figures.chinese)；\(cover.chinese)",
          en: "\(group.name.english) above the initial budget: \(figures.english); "
            + cover.english))
    }
  }

  /// Purposes that a policy watches, found by a word in memos.
  func beyondPurposes() throws(LedgerError) -> [Finding] {
    guard !policy.purposes.isEmpty else { return [] }
    let relevant = facts.filter {
      !$0.isReversed && ($0.isPayment || $0.type == .appropriationApproved)
    }
    let events = try ledger.events(at: relevant.map(\.position).uniqued)
    return policy.purposes.compactMap { word -> Finding? in
      var budget: Int64 = 0
      var spent: Int64 = 0
      var positions: [UInt64] = []
      for recorded in events {
        guard let entry = recorded.event.entry, entry.memo?.contains(word) == true else { continue }
        positions.append(recorded.envelope.position)
        if case .expenditureRecorded = recorded.event {
          spent += entry.amount.fen
        } else {
          budget += entry.amount.fen
        }
      }
      guard budget > 0, spent > budget else { return nil }
      let figures = Self.comparison(spent, of: budget)
      return Finding(
        .beyondPurpose, year, subject: word, positions: positions,
        what: Phrase(
          zh: "用途“\(word)”：\(figures.chinese)", en: "purpose “\(word)”: \(figures.english)"))
    }
  }

  /// Openings that are not what the year before closed with, where that year was closed.
  func openingsThatDiffer() -> [Finding] {
    guard let previous = year.previous, ledger.years.contains(previous),
      ledger.yearState(of: previous) != .open
    else { return [] }
    var closings: [BudgetLine: Int64] = [:]
    for row in ledger.balances(of: previous, at: Moment()).rows {
      closings[row.line.inYear(year)] = row.totals.closingInFen
    }
    var openings: [BudgetLine: Int64] = [:]
    for row in balances.rows {
      openings[row.line] = row.totals.openingInFen + row.totals.carriedSurplusInFen
    }
    return Set(closings.keys).union(openings.keys).sorted().compactMap { line -> Finding? in
      let opening = openings[line] ?? 0
      let closing = closings[line] ?? 0
      guard opening != closing else { return nil }
      let figures = (Amount.yuanText(fen: opening), Amount.yuanText(fen: closing))
      return Finding(
        .openingDiffers, year, subject: line.textWithoutYear, positions: [],
        what: Phrase(
          zh: "\(line.officialText)：年初 \(figures.0) 元，上年年末 \(figures.1) 元",
          en: "\(line.text): opens with \(figures.0) yuan, last year closed with \(figures.1)"))
    }
  }

  /// Money that was carried into the year although it is too old.
  func idleCarryOvers() throws(LedgerError) -> [Finding] {
    let positions = facts.filter { $0.type == .balanceCarriedOver }.map(\.position).uniqued
    let limit = policy.value(of: .idleYears)
    // Later closings of a reopened year carry the difference: what counts is the sum.
    var carried: [CarriedMoney: (fen: Int64, positions: [UInt64])] = [:]
    for recorded in try ledger.events(at: positions) {
      guard case .balanceCarriedOver(let carryOver) = recorded.event,
        Int64(year.number - carryOver.originYear.number) > limit
      else { continue }
      let money = CarriedMoney(line: carryOver.line.inYear(year), origin: carryOver.originYear)
      let known = carried[money] ?? (0, [])
      carried[money] = (
        known.fen + carryOver.amount.fen, known.positions + [recorded.envelope.position]
      )
    }
    return carried.filter { $0.value.fen > 0 }.sorted { $0.key < $1.key }.map { money, sum in
      let yuan = Amount.yuanText(fen: sum.fen)
      return Finding(
        .idleCarryOver, year, subject: "\(money.origin.number)/\(money.line.textWithoutYear)",
        positions: sum.positions,
        what: Phrase(
          zh: "\(money.line.officialText)：\(money.origin.number) 年资金 \(yuan) 元结转至今"
            + "（超过 \(limit) 年应交回财政，财预〔2016〕18号）",
          en: "\(money.line.text): \(yuan) yuan of \(money.origin.number) carried over until now; "
            + "after \(limit) years it should go back"))
    }
  }
}

/// Money of one year on a line of another.
private struct CarriedMoney: Hashable, Comparable {
  let line: BudgetLine
  let origin: FiscalYear

  static func < (left: CarriedMoney, right: CarriedMoney) -> Bool {
    left.line == right.line ? left.origin < right.origin : left.line < right.line
  }
}

extension BudgetLine {
  /// The line as the log writes it, without the year that the finding names already.
  fileprivate var textWithoutYear: String { String(text.dropFirst(5)) }
}

extension ThreePublicItem {
  /// The economic codes it is made of, of all that the item knows.
  fileprivate var economicCodes: [String] {
    [30212, 31013, 30913, 30231, 30217].compactMap { number in
      EconomicCode(number: number).flatMap { ThreePublicItem(economic: $0) == self ? $0.text : nil }
    }
  }
}

extension [UInt64] {
  /// The same numbers, neighbours that are equal only once.
  var uniqued: [UInt64] {
    reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}

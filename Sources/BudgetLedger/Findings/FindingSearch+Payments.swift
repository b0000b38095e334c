// Tests of payments: twice, in parts, their numbers, their nature, their digits, their months.

import BudgetDomain
import Projections

extension FindingSearch {
  /// One payee, one amount, one day, twice or more.
  func duplicatePayments() throws(LedgerError) -> [Finding] {
    var groups: [PaymentTwin: [UInt64]] = [:]
    for payment in payments where payment.payeeHash != 0 {
      guard let date = payment.date else { continue }
      let twin = PaymentTwin(
        payee: payment.payeeHash, date: date, amountInFen: payment.amountInFen)
      groups[twin, default: []].append(payment.position)
    }
    var found: [Finding] = []
    for positions in groups.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
      // Two payees may share a hash: the records say who they are.
      let events = try ledger.events(at: positions)
      for same in Dictionary(grouping: events, by: { $0.event.entry?.payee }).values
      where same.count > 1 {
        guard let entry = same[0].event.entry, let payee = entry.payee else { continue }
        let places = same.map(\.envelope.position)
        let yuan = entry.amount.yuanText
        found.append(
          Finding(
            .duplicatePayment, year, subject: "\(places[0])", positions: places,
            what: Phrase(
              zh: "\(entry.date.text) 向 \(payee) 支付 \(yuan) 元共 \(same.count) 笔："
                + Self.list(places),
              en: "\(payee) got \(yuan) yuan \(same.count) times on \(entry.date.text): "
                + Self.list(places))))
      }
    }
    return found.sorted { $0.positions[0] < $1.positions[0] }
  }

  /// Payments to one payee within seven days, each just under the limit, together reaching it.
  func splitPayments() throws(LedgerError) -> [Finding] {
    let limit = policy.value(of: .splitLimit) * 100
    guard limit > 0 else { return [] }
    var byPayee: [UInt32: [EntryFact]] = [:]
    for payment in payments
    where payment.payeeHash != 0 && payment.amountInFen < limit && payment.amountInFen * 2 >= limit
    {
      byPayee[payment.payeeHash, default: []].append(payment)
    }
    var found: [Finding] = []
    for (_, sharing) in byPayee.sorted(by: { $0.key < $1.key }) {
      let events = try ledger.events(at: sharing.map(\.position))
      for (payee, own) in Dictionary(grouping: events, by: { $0.event.entry?.payee }) {
        guard let payee else { continue }
        var run: [RecordedEvent] = []
        for recorded in own.sorted(by: Self.isEarlier) + [nil] {
          let day = recorded?.event.effectiveDate?.dayNumber
          if let day, let first = run.first?.event.effectiveDate?.dayNumber, day - first <= 7 {
            recorded.map { run.append($0) }
            continue
          }
          if let finding = split(run, payee, limit) { found.append(finding) }
          run = recorded.map { [$0] } ?? []
        }
      }
    }
    return found.sorted { $0.positions[0] < $1.positions[0] }
  }

  private static func isEarlier(_ left: RecordedEvent, _ right: RecordedEvent) -> Bool {
    let days = (left.event.effectiveDate?.dayNumber, right.event.effectiveDate?.dayNumber)
    if days.0 != days.1 { return (days.0 ?? 0) < (days.1 ?? 0) }
    return left.envelope.position < right.envelope.position
  }

  private func split(_ run: [RecordedEvent], _ payee: String, _ limit: Int64) -> Finding? {
    let total = run.reduce(0) { $0 + ($1.event.entry?.amount.fen ?? 0) }
    guard run.count > 1, total >= limit else { return nil }
    let positions = run.map(\.envelope.position).sorted()
    let figures = (Amount.yuanText(fen: total), Amount.yuanText(fen: limit))
    return Finding(
      .splitPayment, year, subject: "\(positions[0])", positions: positions,
      what: Phrase(
        zh: "七天内分 \(run.count) 笔付给 \(payee)，每笔不到 \(figures.1) 元，合计 \(figures.0) 元："
          + Self.list(positions),
        en: "\(payee) got \(run.count) payments within seven days, each below \(figures.1) yuan, "
          + "\(figures.0) in all: \(Self.list(positions))"))
  }

  /// Basic spending of a function that is, to the fen, the initial budget of its projects.
  func projectMoneyInBasic() -> [Finding] {
    let functions = cube.functions
    return functions.compactMap { function -> Finding? in
      var filter = FactFilter()
      filter.functions = [CodePrefix(of: function, codeDigits: 7, digits: 7)]
      filter.kinds = [.appropriation]
      filter.natures = [.project]
      let budget = cube.sum(filter)
      filter.natures = [.basic]
      let ownBudget = cube.sum(filter)
      filter.kinds = [.expenditure]
      let spent = cube.sum(filter)
      guard budget > 0, spent == budget, spent != ownBudget else { return nil }
      let yuan = Amount.yuanText(fen: spent)
      return Finding(
        .projectMoneyInBasic, year, subject: "\(function)", positions: positions(of: filter),
        what: Phrase(
          zh: "\(function) 的基本支出 \(yuan) 元，恰好等于其项目支出年初预算（基本支出年初预算为 "
            + "\(Amount.yuanText(fen: ownBudget)) 元）",
          en: "basic spending on \(function), \(yuan) yuan, is exactly the initial budget of its "
            + "projects; that of basic spending is \(Amount.yuanText(fen: ownBudget))"))
    }
  }

  /// Capital spending that is recorded as basic.
  func capitalInBasic() -> [Finding] {
    let office = sum(.expenditure, .basic, economics: ["31002"])
    let spent = sum(.expenditure, .basic, economics: ["309", "310"]) - office
    guard spent > 0 else { return [] }
    var filter = FactFilter()
    filter.kinds = [.expenditure]
    filter.natures = [.basic]
    filter.economics = ["309", "310"].compactMap { CodePrefix(text: $0) }
    let yuan = Amount.yuanText(fen: spent)
    return [
      Finding(
        .capitalInBasic, year, subject: "309-310", positions: positions(of: filter),
        what: Phrase(
          zh: "基本支出中有资本性支出 \(yuan) 元（不含办公设备购置）",
          en: "\(yuan) yuan of capital spending, office equipment left out, in basic spending"))
    ]
  }

  /// The share of payments of whole 10,000 yuan.
  func roundAmounts() -> [Finding] {
    let payments = payments
    let round = payments.filter { $0.amountInFen % 1_000_000 == 0 }.map(\.position)
    let limit = policy.value(of: .roundShare)
    guard payments.count >= 100, Int64(round.count) * 100 > limit * Int64(payments.count),
      let share = LineTotals.basisPoints(Int64(round.count), of: Int64(payments.count))
    else { return [] }
    let text = LineTotals.percentText(basisPoints: share)
    return [
      Finding(
        .roundAmounts, year, subject: "payments", positions: round,
        what: Phrase(
          zh: "\(payments.count) 笔支出中 \(round.count) 笔为整万元，占 \(text)（上限 \(limit)%）",
          en: "\(round.count) of \(payments.count) payments are of whole 10,000 yuan: \(text), "
            + "more than \(limit)%"))
    ]
  }

  /// Benford's law in millionths: log10(1 + 1/d) for the digits 1 to 9.
  private static let expectedDigits: [Int64] = [
    301_030, 176_091, 124_939, 96_910, 79_181, 66_947, 57_992, 51_153, 45_757,
  ]

  /// The mean absolute deviation of first digits from Benford's law, where there are enough.
  func firstDigits() -> [Finding] {
    var counts = [Int64](repeating: 0, count: 9)
    for payment in payments {
      var digit = payment.amountInFen
      while digit >= 10 { digit /= 10 }
      counts[Int(digit) - 1] += 1
    }
    let count = counts.reduce(0, +)
    guard count >= 500 else { return [] }
    let deviation =
      zip(counts, Self.expectedDigits).reduce(Int64(0)) { sum, pair in
        sum + abs(pair.0 * 1_000_000 / count - pair.1)
      } / 9
    let limit = policy.value(of: .digitDeviation)
    guard deviation > limit else { return [] }
    let digits = counts.enumerated().map { "\($0.offset + 1):\($0.element)" }
      .joined(separator: " ")
    return [
      Finding(
        .firstDigits, year, subject: "payments", positions: [],
        what: Phrase(
          zh: "\(count) 笔支出的首位数字平均偏离本福特定律百万分之 \(deviation)（上限 \(limit)）：\(digits)",
          en: "first digits of \(count) payments deviate from Benford's law by \(deviation) "
            + "millionths on average, more than \(limit): \(digits)"))
    ]
  }

  /// The share of December in the spending of the year.
  func decemberRush() -> [Finding] {
    let spent = payments.reduce(0) { $0 + $1.amountInFen }
    let late = payments.filter { $0.date?.civil.month == 12 }
    let december = late.reduce(0) { $0 + $1.amountInFen }
    let limit = policy.value(of: .decemberShare)
    guard let share = LineTotals.basisPoints(december, of: spent), share > limit * 100 else {
      return []
    }
    let text = LineTotals.percentText(basisPoints: share)
    let yuan = Amount.yuanText(fen: december)
    return [
      Finding(
        .decemberRush, year, subject: "12", positions: late.map(\.position),
        what: Phrase(
          zh: "十二月支出 \(yuan) 元，占全年 \(text)（上限 \(limit)%）",
          en: "\(yuan) yuan spent in December, \(text) of the year, more than \(limit)%"))
    ]
  }
}

/// What two payments that look alike have in common.
private struct PaymentTwin: Hashable {
  let payee: UInt32
  let date: EffectiveDate
  let amountInFen: Int64
}

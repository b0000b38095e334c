// Tests of voucher numbers: used for two days, or missing in their sequence.

import BudgetDomain
import Projections

/// A voucher number as the sequence it belongs to and its place there: `记〔2018〕` 042 `号`.
struct VoucherNumber: Hashable {
  /// What stands around the number, with a mark in its place.
  let series: String
  let number: Int

  /// The last run of digits of `text`, at most nine, is the number; `nil` where there is none.
  init?(_ text: String) {
    let characters = Array(text.unicodeScalars)
    func isDigit(_ index: Int) -> Bool { ("0"..."9").contains(characters[index]) }
    guard let last = characters.indices.last(where: isDigit) else { return nil }
    var first = last
    while first > 0, isDigit(first - 1) { first -= 1 }
    guard last - first < 9,
      let number = Int(String(String.UnicodeScalarView(characters[first...last])))
    else { return nil }
    self.number = number
    series =
      String(String.UnicodeScalarView(characters[..<first])) + "\u{0}"
      + String(String.UnicodeScalarView(characters[(last + 1)...]))
  }
}

extension FindingSearch {
  /// Numbers used on several days, and numbers missing in a sequence. A number of a payment that
  /// was taken back is used all the same.
  func documents() throws(LedgerError) -> [Finding] {
    let positions = facts.filter { $0.type == .expenditureRecorded }.map(\.position).uniqued
    var uses: [String: [(position: UInt64, date: EffectiveDate)]] = [:]
    var series: [String: Set<Int>] = [:]
    for start in stride(from: 0, to: positions.count, by: Self.readAtOnce) {
      let run = Array(positions[start..<min(positions.count, start + Self.readAtOnce)])
      for recorded in try ledger.events(at: run) {
        guard let entry = recorded.event.entry, let document = entry.document else { continue }
        // A correction keeps the number of what it stands in for.
        if entry.corrects == nil {
          uses[document, default: []].append((recorded.envelope.position, entry.date))
        }
        if let voucher = VoucherNumber(document) {
          series[voucher.series, default: []].insert(voucher.number)
        }
      }
    }
    return reused(uses) + missing(series)
  }

  private static let readAtOnce = 65_536

  private func reused(
    _ uses: [String: [(position: UInt64, date: EffectiveDate)]]
  ) -> [Finding] {
    uses.filter { Set($0.value.map(\.date)).count > 1 }.sorted { $0.key < $1.key }.map {
      document, uses in
      let positions = uses.map(\.position)
      return Finding(
        .documentReused, year, subject: document, positions: positions,
        what: Phrase(
          zh: "凭证号 \(document) 用于 \(Set(uses.map(\.date)).count) 个日期的支出：\(Self.list(positions))",
          en: "voucher \(document) stands for payments of \(Set(uses.map(\.date)).count) days: "
            + Self.list(positions)))
    }
  }

  private func missing(_ series: [String: Set<Int>]) -> [Finding] {
    series.sorted { $0.key < $1.key }.compactMap { name, numbers -> Finding? in
      guard numbers.count >= 10, let first = numbers.min(), let last = numbers.max(),
        // A sequence is dense: of numbers that jump nobody can say which are missing.
        last - first < numbers.count * 2
      else { return nil }
      let gaps = (first...last).filter { !numbers.contains($0) }
      guard !gaps.isEmpty else { return nil }
      let shown = gaps.prefix(10).map(String.init).joined(separator: " ")
      let list = gaps.count > 10 ? "\(shown) …" : shown
      let title = name.replacing("\u{0}", with: "*")
      return Finding(
        .documentMissing, year, subject: title, positions: [],
        what: Phrase(
          zh: "凭证号 \(title)（\(first)–\(last)）缺 \(gaps.count) 个：\(list)",
          en: "\(gaps.count) numbers missing in vouchers \(title), \(first) to \(last): \(list)"))
    }
  }
}

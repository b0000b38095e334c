// The ledger as a journal of plain-text accounting, so that other programs check our sums.

public import BudgetDomain

/// Writes events as transactions of hledger or beancount: budget and actual.
///
/// Every movement becomes two postings that add up to nothing. Money movements stand against
/// `money`, budget movements against `budget`; the other side is an account of their kind:
///
///     money:YEAR:SOURCE:FUNCTION:NATURE[:PROJECT]                       what the line has
///     budget:YEAR:SOURCE:FUNCTION:NATURE[:PROJECT]                      revised appropriation
///     KIND:YEAR:SOURCE:FUNCTION:NATURE[:PROJECT][:ECONOMIC]             income, expenditure, …
///
/// The fiscal year is part of the name because a reversal may be dated in a later year. So the
/// balance of `money:2018` is 年末结转和结余 of 2018, and that of `expenditure:2018` its spending; a
/// year does not empty into the next, whose opening stands against `opening-balance`.
public struct LedgerJournal: Sendable {
  /// For whom the journal is written.
  public enum Dialect: String, CaseIterable, Sendable {
    /// hledger, and ledger.
    case hledger
    /// beancount, and fava.
    case beancount
  }

  private let dialect: Dialect
  private var declared: Set<String> = []
  /// How many transactions were written; events that move nothing are none.
  public private(set) var transactionCount = 0

  /// A journal for `dialect`.
  public init(_ dialect: Dialect) {
    self.dialect = dialect
  }

  /// The lines before the first transaction; each of `remarks` becomes a comment.
  public func header(unit: String, remarks: [String]) -> String {
    let comments = remarks.map { "; \(JournalText.oneLine($0))\n" }.joined()
    switch dialect {
    case .hledger:
      let types: [(String, String)] =
        [("money", "A"), ("income", "R"), ("expenditure", "X")]
        + EntryKind.allCases.filter { $0 != .income && $0 != .expenditure }.map { ($0.word, "E") }
        + [("budget", "E")]
      return comments + "\ncommodity 1000.00 CNY\n\n"
        + types.map { "account \($0.0)  ; type:\($0.1)\n" }.joined() + "\n"
    case .beancount:
      return comments + "\noption \"title\" \(JournalText.quoted(unit))\n"
        + "option \"operating_currency\" \"CNY\"\n\n"
    }
  }

  /// The transaction of an event, with the declarations of accounts that are new; empty where the
  /// event moves nothing.
  ///
  /// - Complexity: O(n) in the movements.
  public mutating func transaction(of recorded: RecordedEvent) -> String {
    let movements = recorded.event.movements
    guard !movements.isEmpty, let date = recorded.event.effectiveDate else { return "" }
    transactionCount += 1
    var postings = ""
    var declarations = ""
    for movement in movements {
      for (account, fen) in self.postings(of: movement) {
        if declared.insert(account).inserted { declarations += declaration(of: account) }
        postings += "    \(account)  \(JournalText.yuan(fen)) CNY\n"
      }
    }
    return declarations + head(of: recorded, date) + postings + "\n"
  }

  private func declaration(of account: String) -> String {
    switch dialect {
    case .hledger: "account \(account)\n"
    case .beancount: "1900-01-01 open \(account) CNY\n"
    }
  }

  private func head(of recorded: RecordedEvent, _ date: EffectiveDate) -> String {
    let envelope = recorded.envelope
    let payee = recorded.event.entry?.payee ?? ""
    let note = recorded.event.entry?.memo ?? envelope.reason ?? recorded.event.type.officialTerm
    switch dialect {
    case .hledger:
      let words = payee.isEmpty ? [note] : [payee, note]
      let description = words.map(JournalText.description).joined(separator: " | ")
      let tags: [(String, String?)] = [
        ("position", "\(envelope.position)"), ("event", recorded.event.type.word),
        ("actor", envelope.actor), ("document", recorded.event.document),
      ]
      let list = tags.compactMap { name, value in
        value.map { "\(name): \(JournalText.tagValue($0))" }
      }
      return "\(date.text) * (\(envelope.position)) \(description)\n"
        + "    ; \(list.joined(separator: ", "))\n"
    case .beancount:
      let words = payee.isEmpty ? [note] : [payee, note]
      let metadata: [(String, String?)] = [
        ("position", "\(envelope.position)"),
        ("event", JournalText.quoted(recorded.event.type.word)),
        ("actor", JournalText.quoted(envelope.actor)),
        ("document", recorded.event.document.map(JournalText.quoted)),
      ]
      return "\(date.text) * \(words.map(JournalText.quoted).joined(separator: " "))\n"
        + metadata.compactMap { name, value in value.map { "    \(name): \($0)\n" } }.joined()
    }
  }

  /// The two postings of a movement: what it does to the line, and the other side.
  private func postings(of movement: Movement) -> [(account: String, fen: Int64)] {
    let fen = movement.amount.fen
    let root: String
    let effect: Int64
    switch movement.kind {
    case .appropriation, .supplement, .virement: (root, effect) = ("budget", fen)
    case .reduction: (root, effect) = ("budget", -fen)
    case .openingBalance, .carriedSurplus, .priorYearAdjustment, .income, .fundBalanceApplied:
      (root, effect) = ("money", fen)
    case .expenditure, .surplusDistribution: (root, effect) = ("money", -fen)
    }
    return [
      (account(movement.kind.word, movement.line, movement.economic), -effect),
      (account(root, movement.line, nil), effect),
    ]
  }

  private func account(
    _ root: String, _ line: BudgetLine, _ economic: EconomicCode?
  ) -> String {
    let year = "\(line.year.number)"
    let code = line.function.text
    var parts: [String]
    switch dialect {
    case .hledger:
      parts = [root, year, line.source.word, code, line.nature.word]
      if let project = line.project { parts.append(JournalText.hledgerComponent(project.text)) }
    case .beancount:
      parts = [
        Self.beancountRoot(root), JournalText.capitalized(root), year,
        JournalText.capitalized(line.source.word), code, JournalText.capitalized(line.nature.word),
      ]
      if let project = line.project { parts.append(JournalText.beancountComponent(project.text)) }
    }
    if let economic { parts.append(economic.text) }
    return parts.joined(separator: ":")
  }

  /// The five kinds of account that beancount knows.
  private static func beancountRoot(_ root: String) -> String {
    switch root {
    case "money": "Assets"
    case EntryKind.income.word: "Income"
    case EntryKind.expenditure.word: "Expenses"
    default: "Equity"
    }
  }
}

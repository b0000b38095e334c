// Runs every test over one year of the ledger.

public import BudgetDomain
import Projections

/// One year of a ledger as the tests see it. Facts are gathered once; records are read where
/// columns know too little.
struct FindingSearch {
  let ledger: Ledger
  let year: FiscalYear
  let policy: Policy
  let cube: FigureCube
  let balances: Balances
  let facts: [EntryFact]

  init(_ ledger: Ledger, _ year: FiscalYear) throws(LedgerError) {
    self.ledger = ledger
    self.year = year
    policy = ledger.policy(for: year)
    cube = try ledger.cube(of: year, at: Moment())
    balances = ledger.balances(of: year, at: Moment())
    facts = ledger.columns.entryFacts(of: year)
  }

  /// Payments that still count.
  var payments: [EntryFact] { facts.filter(\.isPayment) }

  /// The findings of every test, in the order of the tests.
  func findings() throws(LedgerError) -> [Finding] {
    var found = beyondAuthority() + beyondCeilings()
    found += try aboveInitialBudget()
    found += try beyondPurposes()
    found += try overrides()
    found += try bypassedRefusals()
    found += try samePersons()
    found += try duringReopening()
    found += try afterPublication()
    found += backdated() + futureDated() + outsideHours()
    found += try duplicatePayments()
    found += try splitPayments()
    found += try documents()
    found += projectMoneyInBasic() + capitalInBasic()
    found += roundAmounts() + firstDigits() + decemberRush()
    found += openingsThatDiffer()
    found += try idleCarryOvers()
    return found
  }

  /// The sum of one kind of movement, by nature and economic prefixes.
  func sum(
    _ kind: EntryKind, _ nature: SpendingNature? = nil, economics prefixes: [String] = [],
    isFiscal: Bool = false
  ) -> Int64 {
    var filter = FactFilter()
    filter.kinds = [kind]
    if let nature { filter.natures = [nature] }
    if isFiscal { filter.sources = Set(FundSource.allCases.filter(\.isFiscal)) }
    filter.economics = prefixes.compactMap { CodePrefix(text: $0) }
    return cube.sum(filter)
  }

  /// The positions of payments, refunds included, that pass `filter`, each once.
  func positions(of filter: FactFilter) -> [UInt64] {
    var positions: [UInt64] = []
    for row in cube.lineage(filter) where positions.last != ledger.columns.position[row] {
      positions.append(ledger.columns.position[row])
    }
    return positions
  }
}

extension FindingSearch {
  /// Figures of a comparison as people read them: `支出 1,100.00 元，预算 900.00 元，为其 122.22%`.
  static func comparison(
    _ spent: Int64, of budget: Int64, called name: String = "预算"
  ) -> Phrase {
    let figures = (Amount.yuanText(fen: spent), Amount.yuanText(fen: budget))
    let share = LineTotals.basisPoints(spent, of: budget).map {
      LineTotals.percentText(basisPoints: $0)
    }
    return Phrase(
      zh: "支出 \(figures.0) 元，\(name) \(figures.1) 元" + (share.map { "，为其 \($0)" } ?? ""),
      en: "\(figures.0) yuan spent of \(figures.1)" + (share.map { ", which is \($0)" } ?? ""))
  }

  /// Positions as people write them, the first few of many.
  static func list(_ positions: [UInt64]) -> String {
    let shown = positions.prefix(5).map { "#\($0)" }.joined(separator: " ")
    return positions.count > 5 ? "\(shown) …" : shown
  }
}

extension Ledger {
  /// The findings of `year`, or of all years, year by year in the order of the tests.
  ///
  /// - Throws: as ``event(at:)``.
  /// - Complexity: O(n log n) in the facts, and a read of the records of payments.
  public func findings(for year: FiscalYear? = nil) throws(LedgerError) -> [Finding] {
    let answers = try findingAnswers()
    var found: [Finding] = []
    for each in years where year == nil || each == year {
      found += try FindingSearch(self, each).findings()
    }
    for index in found.indices {
      guard let said = answers[found[index].id] else { continue }
      let last = found[index].positions.last ?? 0
      found[index].answer = FindingAnswer(
        position: said.position, actor: said.actor, text: said.text,
        isCurrent: last < said.position)
    }
    return found
  }

  /// Says why a finding is as it is; it then shows as answered.
  ///
  /// - Parameter finding: the ``Finding/id`` of one of ``findings(for:)``.
  /// - Throws: as ``record(_:isDryRun:expectedPosition:)``.
  public func explain(
    finding: Finding, text: String, actor: String, isDryRun: Bool = false
  ) throws(LedgerError) -> RecordOutcome {
    try explainCheck(
      Self.findingPrefix + finding.id, for: finding.year, text: text, actor: actor,
      isDryRun: isDryRun)
  }

  /// Before the id of a finding where its explanation stands among those of checks.
  private static let findingPrefix = "finding:"

  /// The latest answer to each finding by its id.
  private func findingAnswers() throws(LedgerError) -> [String: FindingAnswer] {
    var answers: [String: FindingAnswer] = [:]
    for recorded in try events(at: columns.positions(ofTypes: [.checkExplained])) {
      guard case .checkExplained(let explanation) = recorded.event,
        explanation.check.hasPrefix(Self.findingPrefix)
      else { continue }
      answers[String(explanation.check.dropFirst(Self.findingPrefix.count))] = FindingAnswer(
        position: recorded.envelope.position, actor: recorded.envelope.actor,
        text: explanation.text, isCurrent: true)
    }
    return answers
  }
}
